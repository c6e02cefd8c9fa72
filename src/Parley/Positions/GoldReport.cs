using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>
/// One annotated report of a training or measuring folder: <c>NAME.txt</c> with <c>NAME.gold.json</c>. Every text value is resolved to the span of its <c>nth</c> occurrence
/// (1-based, occurrences may overlap); fields that a report leaves out are empty lists or null. Ids are the annotation's own ("RUS", "P1", "S3").
/// </summary>
internal sealed partial record GoldReport
{
    /// <summary>File name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>The negotiation's series: the name without a trailing "-N". Reports of one group never stand on both sides of a split.</summary>
    public required string Group { get; init; }

    /// <summary>How much an example from this report counts in training, above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The report's text, unchanged.</summary>
    public required string Text { get; init; }

    /// <summary>Sides of the negotiation.</summary>
    public required IReadOnlyList<GoldParty> Parties { get; init; }

    /// <summary>Speakers with a name.</summary>
    public required IReadOnlyList<GoldActor> Actors { get; init; }

    /// <summary>Texts and offers on the table.</summary>
    public required IReadOnlyList<GoldProposal> Proposals { get; init; }

    /// <summary>Points under negotiation.</summary>
    public required IReadOnlyList<GoldIssue> Issues { get; init; }

    /// <summary>Attributions, and positions in the reporter's own voice (no source, no cue).</summary>
    public required IReadOnlyList<GoldStatement> Statements { get; init; }

    /// <summary>What happened between the parties.</summary>
    public required IReadOnlyList<GoldEvent> Events { get; init; }

    /// <summary>Dates by which a side must act.</summary>
    public required IReadOnlyList<GoldDeadline> Deadlines { get; init; }

    /// <summary>What proposals say on issues; only training reports have them.</summary>
    public required IReadOnlyList<GoldProvision> Provisions { get; init; }

    /// <summary>Pairs of statements that cannot both be true.</summary>
    public required IReadOnlyList<GoldContradiction> Contradictions { get; init; }

    /// <summary>Stretches of the page that are not the report.</summary>
    public required IReadOnlyList<TextSpan> Furniture { get; init; }

    /// <summary>All annotated reports of a folder in ordinal order of their names.</summary>
    /// <exception cref="InvalidDataException">A marked text does not stand in the report.</exception>
    public static IReadOnlyList<GoldReport> LoadFolder(string folder) =>
        [.. Directory.GetFiles(folder, "*.gold.json").Order(StringComparer.Ordinal).Select(Load)];

    /// <summary>One annotated report, by the path of its <c>.gold.json</c>.</summary>
    public static GoldReport Load(string path)
    {
        string name = Path.GetFileName(path)[..^".gold.json".Length];
        string text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(path) ?? "", name + ".txt"));
        return Parse(name, text, File.ReadAllText(path));
    }

    /// <summary>An annotated report from its text and its annotation in JSON.</summary>
    public static GoldReport Parse(string name, string text, string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        TextSpan Span(JsonElement e) => Resolve(name, text, e);
        IReadOnlyList<TextSpan> Spans(JsonElement e, string field) => [.. Items(e, field).Select(Span)];
        IReadOnlyList<T> List<T>(string field, Func<JsonElement, T> read) => [.. Items(root, field).Select(read)];
        return new()
        {
            Name = name,
            Group = Trailing().Replace(name, ""),
            Text = text,
            Parties = List("parties", e => new GoldParty(Need(e, "id"), Need(e, "name"), Strings(e, "aliases"))),
            Actors = List("actors", e => new GoldActor(Need(e, "name"), String(e, "role") ?? String(e, "office"), String(e, "party"))),
            Proposals = List("proposals", e => new GoldProposal(Need(e, "id"), Need(e, "label"), Strings(e, "by"), Spans(e, "mentions"), Strings(e, "revises"), Strings(e, "counters"))),
            Issues = List("issues", e => new GoldIssue(Need(e, "id"), Need(e, "label"), Spans(e, "mentions"))),
            Statements = List("statements", e => new GoldStatement(
                Need(e, "id"),
                Optional(e, "source") is { } source ? Span(source) : null,
                String(e, "party"),
                Optional(e, "cue") is { } cue ? Span(cue) : null,
                [.. Spans(e, "content").Order()],
                Enum.Parse<Act>(Need(e, "act"), ignoreCase: true),
                [.. Items(e, "positions").Select(p => new GoldPosition(
                    Need(p, "holder"), Need(p, "target"), Enum.Parse<Stance>(Need(p, "stance"), ignoreCase: true), Enum.Parse<Voice>(Need(p, "voice"), ignoreCase: true)))])),
            Events = List("events", e => new GoldEvent(Span(e), Enum.Parse<EventKind>(Need(e, "kind"), ignoreCase: true), Strings(e, "parties"))),
            Deadlines = List("deadlines", e => new GoldDeadline(Span(e), Enum.Parse<DeadlineStatus>(Need(e, "status"), ignoreCase: true))),
            Provisions = List("provisions", e => new GoldProvision(Need(e, "proposal"), String(e, "issue"), Span(e))),
            Contradictions = List("contradictions", e => new GoldContradiction(Need(e, "a"), Need(e, "b"), String(e, "about") ?? "")),
            Furniture = List("furniture", Span),
        };
    }

    /// <summary>A plain report for the text, one block a line, annotated furniture as such: what a trainer uses where the Reports stage is not at issue.</summary>
    public Report ToReport()
    {
        var blocks = new List<Block>();
        bool titled = false;
        for (int start = 0; start < Text.Length;)
        {
            int end = Text.IndexOf('\n', start);
            if (end < 0) end = Text.Length;
            int from = start, to = end;
            while (from < to && char.IsWhiteSpace(Text[from])) from++;
            while (to > from && char.IsWhiteSpace(Text[to - 1])) to--;
            start = end + 1;
            if (from == to) continue;
            var span = new TextSpan(from, to);
            bool furniture = Furniture.Any(f => f.Contains(span) || (f.Overlaps(span) && f.Length * 2 > span.Length));
            blocks.Add(new(furniture ? BlockKind.Furniture : titled ? BlockKind.Paragraph : BlockKind.Title, span));
            titled |= !furniture;
        }

        var title = blocks.FirstOrDefault(b => b.Kind == BlockKind.Title);
        return new() { Id = Name, Source = Name + ".txt", Text = Text, Blocks = blocks, Title = title.Span.Length > 0 ? title.Span.Of(Text).ToString() : null, Language = "en" };
    }

    /// <summary>
    /// The reading that a perfect reader would give: ids as a reading has them (p1, a1, s1, t1, i1, e1, d1), every confidence 1. A party is mentioned wherever one of its names
    /// stands as a whole word (longest first); the actor of a statement is the one whose name (or its last word) stands in the source.
    /// </summary>
    public Reading ToReading(Report report)
    {
        var party = Parties.Select((p, i) => (p.Id, New: Id('p', i))).ToDictionary(x => x.Id, x => x.New);
        var statement = Statements.Select((s, i) => (s.Id, New: Id('s', i))).ToDictionary(x => x.Id, x => x.New);
        var target = Proposals.Select((p, i) => (p.Id, New: Id('t', i))).Concat(Issues.Select((p, i) => (p.Id, New: Id('i', i)))).ToDictionary(x => x.Id, x => x.New);
        string? PartyOf(string? id) => id is null ? null : party.GetValueOrDefault(id);
        string? TargetOf(string? id) => id is null ? null : target.GetValueOrDefault(id);
        string? ActorOf(TextSpan? source)
        {
            if (source is not { } span) return null;
            string words = span.Of(Text).ToString();
            int at = Actors.ToList().FindIndex(a => words.Contains(a.Name, StringComparison.Ordinal));
            if (at < 0) at = Actors.ToList().FindIndex(a => Mentions(words, [a.Name[(a.Name.LastIndexOf(' ') + 1)..]]).Count > 0);
            return at < 0 ? null : Id('a', at);
        }

        return new()
        {
            Reader = new("gold", ""),
            Report = report,
            Parties = [.. Parties.Select((p, i) => new Party(Id('p', i), p.Name, p.Aliases, PartyKind.Group, Mentions(Text, [p.Name, .. p.Aliases]), 1))],
            Actors = [.. Actors.Select((a, i) => new Actor(Id('a', i), a.Name, ActorKind.Person, a.Office, PartyOf(a.Party), Mentions(Text, [a.Name, a.Name[(a.Name.LastIndexOf(' ') + 1)..]]), 1))],
            Statements = [.. Statements.Select(s => new Statement(
                statement[s.Id],
                new(s.Source is { } source ? [source] : [], ActorOf(s.Source), PartyOf(s.Party)),
                new(s.Cue is { } cue ? [cue] : []),
                new(s.Content),
                s.Act,
                [.. s.Positions.Where(p => party.ContainsKey(p.Holder) && target.ContainsKey(p.Target)).Select(p => new Position(party[p.Holder], target[p.Target], p.Stance, p.Voice, null, 1))],
                1))],
            Proposals = [.. Proposals.Select((p, i) => new Proposal(Id('t', i), p.Label, [.. p.By.Select(PartyOf).OfType<string>()], TargetOf(First(p.Revises)), TargetOf(First(p.Counters)), p.Mentions, 1))],
            Issues = [.. Issues.Select((p, i) => new Issue(Id('i', i), p.Label, p.Mentions, 1))],
            Provisions = [.. Provisions.Where(p => target.ContainsKey(p.Proposal)).Select(p => new Provision(target[p.Proposal], TargetOf(p.Issue), [p.Span], 1))],
            Events = [.. Events.Select((e, i) => new NegotiationEvent(Id('e', i), "", e.Kind, [.. e.Parties.Select(PartyOf).OfType<string>()], null, [e.Span], 1))],
            Deadlines = [.. Deadlines.Select((d, i) => new Deadline(Id('d', i), d.Status, null, [d.Span], 1))],
            Contradictions = [.. Contradictions.Select(c => new Contradiction(statement[c.A], statement[c.B], c.About, 1))],
        };
    }

    /// <summary>Whole-word places of names in a text, longest name first where they overlap, in text order.</summary>
    public static IReadOnlyList<TextSpan> Mentions(string text, IEnumerable<string> names)
    {
        var found = new List<TextSpan>();
        foreach (string name in names.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length).ThenBy(n => n, StringComparer.Ordinal))
        {
            for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                var span = new TextSpan(at, at + name.Length);
                bool whole = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (span.End == text.Length || !char.IsLetterOrDigit(text[span.End]));
                if (whole && !found.Exists(f => f.Overlaps(span))) found.Add(span);
            }
        }

        found.Sort();
        return found;
    }

    private static string? First(IReadOnlyList<string> ids) => ids.Count > 0 ? ids[0] : null;

    private static string Id(char kind, int index) => kind + (index + 1).ToString();

    private static TextSpan Resolve(string name, string text, JsonElement e)
    {
        if (e.ValueKind == JsonValueKind.Object && e.TryGetProperty("span", out var span)) return Resolve(name, text, span);
        if (e.ValueKind == JsonValueKind.Array) return Within(name, text, new(e[0].GetInt32(), e[1].GetInt32()));
        string wanted = e.ValueKind == JsonValueKind.String ? e.GetString()! : Need(e, "text");
        int nth = e.ValueKind == JsonValueKind.Object && e.TryGetProperty("nth", out var n) && n.ValueKind == JsonValueKind.Number ? n.GetInt32() : 1, at = -1;
        for (int i = 0; i < nth; i++)
        {
            at = at + 1 <= text.Length ? text.IndexOf(wanted, at + 1, StringComparison.Ordinal) : -1;
            if (at < 0) throw new InvalidDataException($"{name}.gold.json: occurrence {nth} of '{wanted}' does not stand in {name}.txt");
        }

        return new(at, at + wanted.Length);
    }

    private static TextSpan Within(string name, string text, TextSpan span) =>
        span.Start >= 0 && span.Start < span.End && span.End <= text.Length ? span : throw new InvalidDataException($"{name}: {span} is not a span of the text");

    private static JsonElement[] Items(JsonElement e, string field) => Optional(e, field) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { } one => [one],
    };

    private static JsonElement? Optional(JsonElement e, string field) => e.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IReadOnlyList<string> Strings(JsonElement e, string field) => [.. Items(e, field).Select(x => x.GetString()!)];

    private static string? String(JsonElement e, string field) => Optional(e, field)?.GetString();

    private static string Need(JsonElement e, string field) => String(e, field) ?? throw new InvalidDataException($"the annotation lacks '{field}' in {e.GetRawText()}");

    [GeneratedRegex(@"-\d+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Trailing();
}

/// <summary>An annotated party.</summary>
internal sealed record GoldParty(string Id, string Name, IReadOnlyList<string> Aliases);

/// <summary>An annotated speaker: its office as the report words it and the id of its party, each null where there is none.</summary>
internal sealed record GoldActor(string Name, string? Office, string? Party);

/// <summary>An annotated text or offer.</summary>
internal sealed record GoldProposal(string Id, string Label, IReadOnlyList<string> By, IReadOnlyList<TextSpan> Mentions, IReadOnlyList<string> Revises, IReadOnlyList<string> Counters);

/// <summary>An annotated point under negotiation.</summary>
internal sealed record GoldIssue(string Id, string Label, IReadOnlyList<TextSpan> Mentions);

/// <summary>An annotated attribution; source and cue are null where the text has none.</summary>
internal sealed record GoldStatement(string Id, TextSpan? Source, string? Party, TextSpan? Cue, IReadOnlyList<TextSpan> Content, Act Act, IReadOnlyList<GoldPosition> Positions);

/// <summary>An annotated position.</summary>
internal sealed record GoldPosition(string Holder, string Target, Stance Stance, Voice Voice);

/// <summary>An annotated event.</summary>
internal sealed record GoldEvent(TextSpan Span, EventKind Kind, IReadOnlyList<string> Parties);

/// <summary>An annotated deadline.</summary>
internal sealed record GoldDeadline(TextSpan Span, DeadlineStatus Status);

/// <summary>What an annotated proposal says on an issue (null: on none of those listed).</summary>
internal sealed record GoldProvision(string Proposal, string? Issue, TextSpan Span);

/// <summary>Two annotated statements that cannot both be true.</summary>
internal sealed record GoldContradiction(string A, string B, string About);
