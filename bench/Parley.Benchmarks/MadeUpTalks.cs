using System.Globalization;
using System.Text;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Benchmarks;

/// <summary>
/// Made-up readings of reports on one negotiation, with the variety that readings have: sides under several names, persons by full name or surname and at times laid to the wrong side, texts and points in ever other
/// words, versions of texts, denials, events told again, copies of a report in another outlet, reports without a date. The same number gives the same report.
/// </summary>
/// <param name="seed">Other talks for another seed.</param>
/// <param name="parties">Number of sides.</param>
/// <param name="issues">Number of points.</param>
/// <param name="days">Number of days over which the reports are spread.</param>
/// <param name="copies">How many of a hundred reports are copies of an earlier one.</param>
internal sealed class MadeUpTalks(ulong seed, int parties = 40, int issues = 400, int days = 730, int copies = 4)
{
    private static readonly string[] Starts = ["Nord", "Kal", "Ves", "Tor", "Mar", "Lin", "Bre", "Hal", "Ost", "Fen", "Gar", "Rud"], Ends = ["havn", "mark", "dal", "holm", "ria", "stead", "land", "wick", "mouth", "berg"];
    private static readonly string[] Bodies = ["Lines", "Union", "Council", "Ministry", "Growers", "Board", "Front", "Republic"];
    private static readonly PartyKind[] Kinds = [PartyKind.Firm, PartyKind.Union, PartyKind.Body, PartyKind.Body, PartyKind.Group, PartyKind.Body, PartyKind.Movement, PartyKind.State];
    private static readonly string[] Common = ["the company", "the union", "the council", "the ministry", "growers", "the board", "rebels", "the government"];
    private static readonly string[] FirstNames = ["Anna", "Tomas", "Ida", "Jon", "Mara", "Per", "Ruth", "Olaf"], Offices = ["chairman", "spokeswoman", "secretary", "chief negotiator", "foreign minister"];
    private static readonly string[] Things = ["sailing", "quota", "tariff", "border", "pension", "wage", "inspection", "debt", "grain", "harbour", "prisoner", "roster", "licence", "pipeline", "subsidy", "ceasefire", "observer", "fishing", "landing", "water"];
    private static readonly string[] Sorts = ["night", "winter", "export", "coastal", "annual", "joint", "foreign", "rural", "minimum", "overtime", "northern", "emergency", "public", "military", "seasonal"];
    private static readonly string[] Aspects = ["rights", "limits", "payments", "checks", "fees", "guarantees", "deadlines", "transfers", "exemptions", "schedules"];
    private static readonly string[] Texts = ["plan", "offer", "draft", "proposal", "framework", "agreement"], Turns = ["no", "higher", "end to", "reduced"];
    private static readonly string[] Filler = [.. Enumerable.Range(0, 3000).Select(i => Starts[i % 12].ToLowerInvariant() + Ends[i / 12 % 10] + Convert.ToString(i / 120, 16))];

    private readonly int sides = parties;
    private readonly int texts = Math.Max(2, parties * 3 / 2);

    /// <summary>A report with its reading.</summary>
    public Reading Reading(int number)
    {
        var random = new SplitMix((seed * 1_000_003) + (ulong)number);
        if (number > 0 && random.Chance(copies)) return Copy(Reading(number - 1 - random.Next(Math.Min(number, 20))), number, random);
        var report = new Page();
        report.Add($"Talks, part {number}");
        for (int i = random.Next(4) + 3; i > 0; i--) report.AddParty(Side(ref random), this, ref random);
        for (int i = random.Next(3) + 1; i > 0; i--) report.AddText(random.Skewed(texts), this, ref random);
        for (int i = random.Next(5) + 3; i > 0; i--) report.AddPoint(random.Skewed(issues), this, ref random);
        for (int i = 0; i < 15; i++) report.AddStatement(this, ref random);
        for (int i = random.Next(4); i > 0; i--) report.AddEvent(ref random, days);
        string? published = random.Chance(3) ? null : new DateOnly(2031, 1, 1).AddDays(random.Next(days)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return report.Reading(Id(number), published);
    }

    private static string Id(int number) => "made/" + number.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary>The same story in another outlet.</summary>
    private static Reading Copy(Reading of, int number, SplitMix random) =>
        of with { Report = of.Report with { Id = Id(number), Source = Id(number), Text = of.Report.Text + $"\nMore {random.Of(Filler)}.", Published = random.Chance(50) ? of.Report.Published : null } };

    private int Side(ref SplitMix random) => random.Skewed(sides);

    private static string Place(int side) => Starts[side % 12] + Ends[side / 12 % 10];

    private static string PartyName(int side, ref SplitMix random) => random.Next(4) switch
    {
        0 => Place(side),
        1 => $"the {Place(side)} {Bodies[side % 8]}",
        2 when random.Chance(15) => $"{Place(side)} {Bodies[side % 8]} of {Place(side + 7)}",
        _ => $"{Place(side)} {Bodies[side % 8]}",
    };

    private static string TextLabel(int text, ref SplitMix random) => random.Next(6) switch
    {
        0 => $"{10 + text}-point {Texts[text % 6]}",
        1 => $"{10 + text}-point {Things[text % 20]} {Texts[text % 6]}",
        2 => $"{Sorts[text % 15]} {Things[text % 20]} {Texts[text % 6]}",
        3 => $"{Texts[text % 6]} on {Sorts[text % 15]} {Things[text % 20]} {random.Of(Aspects)}",
        4 => $"the {Texts[text % 6]}",
        _ => $"revised {Things[text % 20]} {Texts[text % 6]}",
    };

    private static string PointLabel(int point, ref SplitMix random)
    {
        string thing = Things[point % 20], sort = Sorts[point / 20 % 15], aspect = Aspects[(point + (point / 20)) % 10];
        return random.Next(10) switch
        {
            0 => $"{aspect} for {sort} {thing}",
            1 => $"{sort} {thing}",
            2 => $"{random.Of(Turns)} {sort} {thing} {aspect}",
            3 => $"{sort} {thing} {aspect} in {Place(point)}",
            4 => $"{thing} {aspect}",
            5 => $"{random.Of(Filler)} {thing} {aspect}",
            _ => $"{sort} {thing} {aspect}",
        };
    }

    /// <summary>A report in the making.</summary>
    private sealed class Page
    {
        private readonly StringBuilder text = new();
        private readonly List<Block> blocks = [];
        private readonly List<TextSpan> sentences = [];
        private readonly List<Party> parties = [];
        private readonly List<Actor> actors = [];
        private readonly List<Proposal> proposals = [];
        private readonly List<Issue> issues = [];
        private readonly List<Provision> provisions = [];
        private readonly List<Statement> statements = [];
        private readonly List<NegotiationEvent> events = [];
        private readonly List<Deadline> deadlines = [];
        private readonly List<Contradiction> contradictions = [];

        /// <summary>Writes a paragraph of one sentence; the place of each of its parts.</summary>
        public TextSpan[] Add(params string[] parts)
        {
            int start = text.Length;
            var places = new TextSpan[parts.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                if (i > 0) text.Append(' ');
                places[i] = new(text.Length, text.Length + parts[i].Length);
                text.Append(parts[i]);
            }

            var sentence = new TextSpan(start, text.Length);
            blocks.Add(new(blocks.Count == 0 ? BlockKind.Title : BlockKind.Paragraph, sentence));
            sentences.Add(sentence);
            text.Append('\n');
            return places;
        }

        public void AddParty(int side, MadeUpTalks talks, ref SplitMix random)
        {
            string id = "p" + side;
            if (parties.Exists(party => party.Id == id)) return;
            string name = PartyName(side, ref random);
            string[] aliases = [.. new[] { PartyName(side, ref random), random.Chance(30) ? Common[side % 8] : name, random.Chance(2) ? Place((side + 1) % talks.sides) : name }.Distinct().Where(alias => alias != name)];
            TextSpan[] mentions = [Add(name, "was at the talks,", random.Of(Filler), "said.")[0]];
            parties.Add(new(id, name, aliases, Kinds[side % 8], mentions, 0.5 + (random.Next(500) / 1000.0)));
            if (!random.Chance(60)) return;
            int person = random.Next(3);
            string surname = Starts[(side + (5 * person)) % 12] + Ends[(side + person) % 10] + "sen", full = $"{FirstNames[(side + person) % 8]} {surname}";
            string? office = random.Chance(50) ? random.Of(Offices) : null;
            actors.Add(new("a" + actors.Count, random.Chance(50) ? full : surname, random.Chance(90) ? ActorKind.Person : ActorKind.Body, office is not null && random.Chance(40) ? $"{Place(side)} {office}" : office, random.Chance(5) ? random.Of(parties).Id : random.Chance(5) ? null : id, [], 0.5 + (random.Next(500) / 1000.0)));
        }

        public void AddText(int number, MadeUpTalks talks, ref SplitMix random)
        {
            string id = "t" + number, label = TextLabel(number, ref random);
            if (proposals.Exists(proposal => proposal.Id == id)) return;
            TextSpan[] mentions = [Add("There was talk of", label, "again.")[1]];
            string by = "p" + (number % talks.sides);
            string? earlier = proposals.Count > 0 && random.Chance(40) ? proposals[0].Id : null;
            proposals.Add(new(id, label, parties.Exists(party => party.Id == by) ? [by] : [], random.Chance(50) ? earlier : null, earlier, mentions, 0.4 + (random.Next(600) / 1000.0)));
        }

        public void AddPoint(int number, MadeUpTalks talks, ref SplitMix random)
        {
            string id = "i" + number, label = PointLabel(number, ref random);
            if (issues.Exists(issue => issue.Id == id)) return;
            TextSpan[] mentions = [.. random.Chance(60) ? [Add("They spoke of", PointLabel(number, ref random), "at length.")[1]] : (TextSpan[])[]];
            issues.Add(new(id, label, mentions, 0.4 + (random.Next(600) / 1000.0)));
            if (proposals.Count > 0 && random.Chance(30)) provisions.Add(new(random.Of(proposals).Id, random.Chance(70) ? id : null, [Add("It provides for", label, random.Of(Filler), "and more.")[1]], 0.6));
        }

        public void AddStatement(MadeUpTalks talks, ref SplitMix random)
        {
            bool denies = random.Chance(5);
            Party party = random.Of(parties);
            Actor? actor = actors.Count > 0 && random.Chance(40) ? random.Of(actors) : null;
            (string target, string label) = proposals.Count > 0 && random.Chance(25) ? (proposals[0].Id, proposals[0].Label) : random.Of(issues) is var issue ? (issue.Id, issue.Label) : default;
            Party holder = random.Chance(70) ? party : random.Of(parties);
            string content = $"that {holder.Name} {random.Of(["accepts", "refuses", "wants", "had agreed to"])} {label}";
            for (int w = 6 + random.Next(12); w > 0; w--) content += " " + Filler[random.Skewed(Filler.Length)];
            TextSpan[] places = Add(actor?.Name ?? party.Name, denies ? "denied" : "said", content);
            var position = new Position(holder.Id, target, (Stance)random.Next(3), holder == party ? Voice.Own : random.Chance(50) ? Voice.Claimed : Voice.Reported, random.Chance(10) ? "if asked" : null, (random.Chance(25) ? 500 + random.Next(500) : 50 + random.Skewed(600)) / 1000.0);
            string id = "s" + statements.Count;
            statements.Add(new(id, new([places[0]], actor?.Id, actor?.Party ?? party.Id), new([places[1]]), new([places[2]]), denies ? Act.Deny : (Act)random.Next(10), random.Chance(55) ? [position] : [], (400 + random.Next(600)) / 1000.0));
            if (statements.Count > 1 && random.Chance(5)) contradictions.Add(new(statements[^2].Id, id, "whether " + label, 0.3 + (random.Next(700) / 1000.0)));
        }

        public void AddEvent(ref SplitMix random, int days)
        {
            Party one = random.Of(parties), other = random.Of(parties);
            string words = $"{one.Name} and {other.Name} met in {random.Of(Starts)}{random.Of(Ends)}";
            string? date = random.Chance(50) ? new DateOnly(2031, 1, 1).AddDays(random.Next(days)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
            if (random.Chance(20)) deadlines.Add(new("d" + deadlines.Count, (DeadlineStatus)random.Next(3), date, [Add("There is", $"a deadline for {words}", "now.")[1]], 0.4 + (random.Next(600) / 1000.0)));
            else events.Add(new("e" + events.Count, "CONSULT", (EventKind)random.Next(6), [one.Id, other.Id], date, [Add(words, "yesterday.")[0]], 0.4 + (random.Next(600) / 1000.0)));
        }

        public Reading Reading(string id, string? published) => new()
        {
            Reader = new("made up", "0123456789abcdef"),
            Report = new() { Id = id, Source = id, Text = text.ToString(), Blocks = blocks, Published = published },
            Sentences = sentences,
            Parties = parties,
            Actors = actors,
            Statements = statements,
            Proposals = proposals,
            Issues = issues,
            Provisions = provisions,
            Events = events,
            Deadlines = deadlines,
            Contradictions = contradictions,
        };
    }
}
