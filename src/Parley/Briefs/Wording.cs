using System.Globalization;
using Parley.Positions;
using Parley.Reports;
using Parley.Talks;

namespace Parley.Briefs;

/// <summary>How a brief words things, the same in every form.</summary>
internal static class Wording
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1],
    };

    /// <summary>A number as running text has it.</summary>
    public static string Number(int count) => count < Numbers.Length ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number that stands for itself: "none of them".</summary>
    public static string None(int count) => count == 0 ? "none" : Number(count);

    /// <summary>A number with its noun in the right number.</summary>
    public static string Count(int count, string noun) => Count(count, noun, noun + "s");

    /// <summary>A number with its noun in the right number, for nouns that do not just take an s at their end.</summary>
    public static string Count(int count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    /// <summary>A measure with two decimals.</summary>
    public static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>First letter as a capital.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"3 Dec 2025".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"3 Dec 2025" or "undated".</summary>
    public static string Day(DateOnly? day) => day is { } known ? Day(known) : "undated";

    /// <summary>Who published a report: the publisher, else the address's host, else the file.</summary>
    public static string Publisher(Report report)
    {
        if (report.Publisher is { Length: > 0 } publisher) return publisher;
        if (Uri.TryCreate(report.Url, UriKind.Absolute, out Uri? url) && url.Host.Length > 0) return url.Host.StartsWith("www.", StringComparison.Ordinal) ? url.Host[4..] : url.Host;
        if (report.Id == "-") return "standard input";
        int slash = report.Id.LastIndexOfAny(['/', '\\']);
        return report.Id[(slash + 1)..];
    }

    /// <summary>Where a quotation stands, in one line.</summary>
    public static string Source(Negotiation talks, Quotation quotation)
    {
        TalksReport report = talks.Reports[quotation.Report - 1];
        return $"{Publisher(report.Report)}, {Day(report.Day)}";
    }

    /// <summary>The period the reports cover, and how many they are.</summary>
    public static string Coverage(Negotiation talks)
    {
        DateOnly? first = talks.Reports.Min(report => report.Day), last = talks.Reports.Max(report => report.Day);
        int undated = talks.Reports.Count(report => report.Day is null), copies = talks.Reports.Sum(report => report.Copies.Count);
        string text = $"From {(talks.Reports.Count == 1 ? "one report" : Count(talks.Reports.Count, "report"))}";
        if (first is { } from && last is { } to) text += from == to ? $" of {Day(from)}" : $", {Day(from)} to {Day(to)}";
        if (undated > 0) text += undated == talks.Reports.Count ? ", undated" : $", {Number(undated)} undated";
        if (copies > 0) text += $"; {(copies == 1 ? "one copy" : Number(copies) + " copies")} of the same text not counted";
        if (talks.AsOf is { } asOf) text += $"; as of {Day(asOf)}";
        if (talks.UndatedLeftOut > 0) text += $", {Count(talks.UndatedLeftOut, "undated report")} left out";
        return text + ".";
    }

    /// <summary>A party's name by id.</summary>
    public static string Party(Negotiation talks, string id) => TalksIndex.Of(talks).Name(id);

    /// <summary>Parties' names by id, as a list.</summary>
    public static string Parties(Negotiation talks, IEnumerable<string> ids) => List([.. ids.Select(id => Party(talks, id))]);

    /// <summary>Who speaks in a quotation: "Dmitry Peskov (Russia)".</summary>
    public static string Speaker(Negotiation talks, Quotation quotation)
    {
        if (quotation.Speaker is null) return "the reporter";
        string speaker = Inside(quotation.Speaker);
        string? party = quotation.Party is { } id ? Party(talks, id) : null;
        string key = WordKey.OfName(quotation.Speaker);
        return party is null || $" {key} ".Contains($" {WordKey.OfName(party)} ", StringComparison.Ordinal) ? speaker : $"{speaker} ({party})";
    }

    /// <summary>A source's words as they stand inside a sentence: "A spokesman" began one.</summary>
    private static string Inside(string words)
    {
        int space = words.IndexOf(' ', StringComparison.Ordinal);
        string first = space < 0 ? words : words[..space];
        return first is "A" or "An" or "The" or "Its" or "Their" or "His" or "Her" or "Some" or "Both" or "One" or "Another" or "Other" or "Several" or "Many" or "Most" or "Senior" or "Officials" or "Sources"
            ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }

    /// <summary>How the two sides of a disagreement are headed.</summary>
    public static (string Claim, string Denial) Heads(DisagreementKind kind, Quotation claim) => kind switch
    {
        DisagreementKind.ClaimDenied => (claim.Speaker is null ? "Reported by" : "Claimed by", "Denied by"),
        DisagreementKind.ClaimAgainstOwnWord => (claim.Speaker is null ? "Reported by" : "Claimed by", "Not so by the word of"),
        _ => ("Said by", "Otherwise told by"),
    };

    /// <summary>The talks in figures, a line for each measure that there is something to say of: what it is called, and what it comes to.</summary>
    public static List<(string Label, string Text)> Figures(Brief brief)
    {
        const int mostPairs = 3, mostMoves = 4, mostWeeks = 6;
        TalksMeasures measures = brief.Measures;
        var lines = new List<(string, string)>();
        CellShares cells = measures.Cells;
        if (cells.All > 0)
        {
            lines.Add(("Positions", $"{cells.All} cells, {Count(cells.Parties, "party", "parties")} by {Count(cells.Targets, "text or point", "texts and points")}: {cells.For} for, {cells.Mixed} mixed, {cells.Against} against, "
                + $"{cells.Claimed} only claimed by others, {cells.Uncertain} only uncertain, {cells.Nothing} nothing found"));
        }

        if (measures.Claims is { Share: { } gap } claims) lines.Add(("Claim gap", $"{Figure(gap)}: of {Count(claims.Claims, "stance")} claimed of another side, {None(claims.Denied)} {(claims.Denied == 1 ? "is" : "are")} denied by that side's own word"));
        if (measures.Distances.Count > 0)
        {
            string pairs = string.Join("; ", measures.Distances.Take(mostPairs).Select(pair => $"{Party(brief.Talks, pair.A)} and {Party(brief.Talks, pair.B)} {Figure(pair.Distance)} over {Number(pair.Shared)}"));
            lines.Add(("Distance", pairs + More(measures.Distances.Count - mostPairs) + " (0 alike, 1 opposed on every text and point on which both stand)"));
        }

        if (measures.Movement is { } movement)
        {
            string moves = string.Join("; ", measures.Moves.Where(move => brief.Talks.Since is null || move.Day > movement.From).Take(mostMoves)
                .Select(move => $"{Party(brief.Talks, move.Holder)} on {Label(brief.Talks, move.Target)} from {Word(move.From)} to {Word(move.To)}, {Day(move.Day)}"));
            lines.Add(("Movement", $"{Figure(movement.Distance)} from {Day(movement.From)} to {Day(movement.To)}: {None(movement.Moved)} of {Count(movement.Cells, "cell")} that {(movement.Cells == 1 ? "stands" : "stand")} on several days moved{(moves.Length > 0 ? $" ({moves}{More(measures.Moves.Count - mostMoves)})" : "")}"));
        }

        if (measures.Weeks.Count > 0)
        {
            string weeks = string.Join("; ", measures.Weeks.TakeLast(mostWeeks).Select(week => $"week of {Day(week.Monday)}: {week.Cooperation} of cooperation, {week.Conflict} of conflict"));
            lines.Add(("Events", (measures.Weeks.Count > mostWeeks ? $"the last {Number(mostWeeks)} weeks with any: " : "") + weeks));
        }

        return lines;

        static string More(int left) => left > 0 ? $"; {Number(left)} more" : "";
    }

    /// <summary>"for", "against", "mixed".</summary>
    public static string Word(Stance stance) => stance switch { Stance.For => "for", Stance.Against => "against", _ => "mixed" };

    /// <summary>A sign that tells stances apart without colour.</summary>
    public static string Sign(Stance stance) => stance switch { Stance.For => "✓", Stance.Against => "✗", _ => "~" };

    /// <summary>Whose word a standing rests on, other than the holder's own: "says Donald Trump (United States)".</summary>
    public static string? Voucher(Negotiation talks, Standing standing)
    {
        if (standing.Voice == Voice.Own) return null;
        if (standing.Voice == Voice.Reported) return "reported";
        string[] parties = [.. standing.Basis.Select(entry => entry.Quotation.Party).OfType<string>().Distinct(StringComparer.Ordinal).Select(id => Party(talks, id))];
        return parties.Length > 0 ? $"says {List(parties)}" : "others claim";
    }

    /// <summary>What a quotation's sentence says, blank space collapsed, cut to about <paramref name="most"/> characters around what matters.</summary>
    public static string Sentence(Quotation quotation, int most = int.MaxValue)
    {
        string text = Evidence.Collapse(quotation.Text);
        if (text.Length <= most) return text;
        // Keep the words that carry the fact in view: cut before them only when they lie beyond what fits.
        int mark = quotation.Marks.Count > 0 ? Evidence.Collapse(quotation.Text[..Math.Max(0, quotation.Marks[0].Start - quotation.Span.Start)]).Length : 0;
        int from = mark < most * 2 / 3 ? 0 : text.LastIndexOf(' ', Math.Min(text.Length - 1, mark)) + 1;
        int to = from + most >= text.Length ? text.Length : text.LastIndexOf(' ', from + most);
        if (to <= from) to = Math.Min(text.Length, from + most);
        return (from > 0 ? "… " : "") + text[from..to].TrimEnd(',', ';') + (to < text.Length ? " …" : "");
    }

    /// <summary>A sentence in quotation marks, unless it already stands in some from end to end.</summary>
    public static string Quoted(string sentence) => sentence.Length > 1 && sentence[0] is '“' or '"' && sentence[^1] is '”' or '"' ? sentence : $"“{sentence}”";

    /// <summary>How a proposal came about: "by United States; revises the 28-point plan".</summary>
    public static string Origin(Negotiation talks, TalksProposal proposal)
    {
        var parts = new List<string>();
        if (proposal.By.Count > 0) parts.Add($"by {Parties(talks, proposal.By)}");
        if (proposal.Revises is { } old) parts.Add($"revises “{Label(talks, old)}”");
        if (proposal.Counters is { } other) parts.Add($"counters “{Label(talks, other)}”");
        return parts.Count > 0 ? string.Join("; ", parts) : "author not found";
    }

    /// <summary>The same where the proposal stands indented below the one it revises or counters.</summary>
    public static string Descent(Negotiation talks, TalksProposal proposal)
    {
        string by = proposal.By.Count > 0 ? $"by {Parties(talks, proposal.By)}" : "author not found";
        return proposal.Revises is not null ? $"a revision, {by}" : proposal.Counters is not null ? $"a counter-proposal, {by}" : by;
    }

    /// <summary>The sentence that shows a position best: not a headline where the report itself has it, the most certain, the earliest.</summary>
    public static PositionEntry Best(Negotiation talks, IReadOnlyList<PositionEntry> entries) =>
        entries.OrderBy(entry => IsHeadline(talks, entry.Quotation)).ThenByDescending(entry => entry.Confidence).ThenBy(entry => entry.Quotation.Report).ThenBy(entry => entry.Quotation.Span).First();

    private static bool IsHeadline(Negotiation talks, Quotation quotation) =>
        talks.Reports[quotation.Report - 1].Report.Blocks.Any(block => block.Kind is BlockKind.Title or BlockKind.Heading && block.Span.Overlaps(quotation.Span));

    /// <summary>Label of a proposal or issue by id.</summary>
    public static string Label(Negotiation talks, string id) => TalksIndex.Of(talks).Name(id);

    /// <summary>Who takes which stance on a target in their own word: "accepted by A; refused by B; conditional: C". Empty where nobody does.</summary>
    public static string Reception(Negotiation talks, TalksProposal proposal)
    {
        var own = TalksIndex.Of(talks).PositionsOn(proposal.Id).Where(history => history.Now is { Voice: Voice.Own } && !proposal.By.Contains(history.Holder)).ToList();
        var parts = new List<string>();
        foreach ((Stance stance, string verb) in new[] { (Stance.For, "accepted by"), (Stance.Against, "refused by"), (Stance.Mixed, "met in part or with conditions by") })
        {
            string[] ids = [.. own.Where(history => history.Now!.Stance == stance).Select(history => history.Holder)];
            if (ids.Length > 0) parts.Add($"{verb} {Parties(talks, ids)}");
        }
        return string.Join("; ", parts);
    }

    /// <summary>Whether a party is told of in full: it speaks, holds a shown position, or is surely one.</summary>
    public static bool IsInvolved(Negotiation talks, TalksParty party) =>
        party.Statements > 0 || party.Confidence >= ShownConfidence.Bystander || TalksIndex.Of(talks).IsShown(party.Id);

    /// <summary>Whether a text is told of in full: somebody takes a shown position on it, another text descends from it, or it is surely one.</summary>
    public static bool IsOnTable(Negotiation talks, TalksProposal proposal) => TalksIndex.Of(talks).IsOnTable(proposal.Id);

    /// <summary>"a (2); b (1); and 3 more": what has only uncertain findings, with their number; the rest is counted.</summary>
    public static string Uncertain(PositionMatrix matrix)
    {
        const int most = 6;
        string told = string.Join("; ", matrix.TargetsUncertain.Take(most).Select(target => $"{target.Label} ({target.Count})"));
        int left = matrix.TargetsUncertain.Count - most;
        return left > 0 ? $"{told}; and {Count(left, "more text or point", "more texts and points")} ({matrix.TargetsUncertain.Skip(most).Sum(target => target.Count)})" : told;
    }

    /// <summary>What the matrix has no column for, a sentence each: parties with uncertain findings only, parties and matters with none.</summary>
    public static List<string> Beside(PositionMatrix matrix)
    {
        const int most = 12;
        var sentences = new List<string>();
        if (matrix.PartiesUncertain.Count > 0) sentences.Add($"Only uncertain findings of: {Listed([.. matrix.PartiesUncertain.Select(party => party.Name)])}.");
        if (matrix.PartiesWithout.Count > 0) sentences.Add($"No position found of: {Listed([.. matrix.PartiesWithout.Select(party => party.Name)])}.");
        if (matrix.TargetsWithout.Count > 0) sentences.Add($"No position found on: {Listed(matrix.TargetsWithout)}.");
        return sentences;

        static string Listed(IReadOnlyList<string> names) => names.Count <= most ? string.Join("; ", names) : $"{string.Join("; ", names.Take(most))}; and {names.Count - most} more";
    }

    /// <summary>When an event or deadline was or will be: its own date, else in brackets the day it was reported on.</summary>
    public static string When(TimelineEntry entry) =>
        Timeline.Day(entry.Date) is { } day ? Day(day) : entry.Date is { Length: > 0 } date ? date : entry.ReportedOn is { } reported ? $"({Day(reported)})" : "undated";

    /// <summary>Whether only the day of the report is known.</summary>
    public static bool IsReportDay(TimelineEntry entry) => entry.Date is null && entry.ReportedOn is not null;

    /// <summary>"deadline moved", "talks".</summary>
    public static string Happening(TimelineEntry entry) => entry.IsDeadline ? $"deadline {entry.Kind}" : entry.Kind == "other" ? "event" : entry.Kind;

    /// <summary>What a mark for change says.</summary>
    public static string? Change(PositionHistory history) => history.Change switch
    {
        PositionChange.New => "new",
        PositionChange.Moved => history.Before is { } before ? $"was {Word(before.Stance)}" : "changed",
        PositionChange.Restated => "now own word",
        _ => null,
    };
}
