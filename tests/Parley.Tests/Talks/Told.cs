using Parley.Positions;
using Parley.Reports;

namespace Parley.Tests.Talks;

/// <summary>
/// A reading written by hand: a report's text, and what is found in it by the words that say it ("words#2" for the second place where they stand). What a reader finds does not change these.
/// </summary>
internal sealed class Told
{
    private readonly List<Party> parties = [];
    private readonly List<Actor> actors = [];
    private readonly List<Statement> statements = [];
    private readonly List<Proposal> proposals = [];
    private readonly List<Issue> issues = [];
    private readonly List<Provision> provisions = [];
    private readonly List<NegotiationEvent> events = [];
    private readonly List<Deadline> deadlines = [];
    private readonly List<Contradiction> contradictions = [];
    private readonly Report report;

    /// <summary>Starts with the report alone.</summary>
    /// <param name="id">Id of the report.</param>
    /// <param name="published">ISO date or null.</param>
    /// <param name="text">One block a line; the first is the title.</param>
    /// <param name="publisher">Publisher or null.</param>
    public Told(string id, string? published, string text, string? publisher = null)
    {
        text = text.ReplaceLineEndings("\n");
        var blocks = new List<Block>();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) is >= 0 and var at ? at : text.Length;
            if (end > start) blocks.Add(new Block(blocks.Count == 0 ? BlockKind.Title : BlockKind.Paragraph, new TextSpan(start, end)));
            start = end + 1;
        }

        report = new Report { Id = id, Source = id, Text = text, Blocks = blocks, Title = blocks[0].Span.Of(text).ToString(), Publisher = publisher, Published = published, Language = "en" };
    }

    public Told Party(string id, string name, PartyKind kind = PartyKind.Group, string[]? aliases = null)
    {
        parties.Add(new Party(id, name, aliases ?? [], kind, [.. (aliases ?? []).Append(name).SelectMany(Places).Distinct().Order()], 0.9));
        return this;
    }

    private IEnumerable<TextSpan> Places(string words)
    {
        for (int at = report.Text.IndexOf(words, StringComparison.OrdinalIgnoreCase); at >= 0; at = report.Text.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase)) yield return new TextSpan(at, at + words.Length);
    }

    public Told Actor(string id, string name, string? office, string? party, ActorKind kind = ActorKind.Person)
    {
        actors.Add(new Actor(id, name, kind, office, party, [], 0.9));
        return this;
    }

    public Told Proposal(string id, string label, string[] by, string? revises = null, string? counters = null, params string[] mentions)
    {
        proposals.Add(new Proposal(id, label, by, revises, counters, [.. mentions.Select(Span)], 0.9));
        return this;
    }

    public Told Issue(string id, string label, params string[] mentions)
    {
        issues.Add(new Issue(id, label, [.. mentions.Select(Span)], 0.9));
        return this;
    }

    public Told Provides(string proposal, string? issue, string words)
    {
        provisions.Add(new Provision(proposal, issue, [Span(words)], 0.8));
        return this;
    }

    public Told Says(string id, string? source, string? cue, string content, Act act, string? actor = null, string? party = null, params Position[] positions)
    {
        statements.Add(new Statement(id, new StatementSource(source is null ? [] : [Span(source)], actor, party), new StatementSpans(cue is null ? [] : [Span(cue)]), new StatementSpans([Span(content)]), act, positions, 0.9));
        return this;
    }

    public Told Event(string id, EventKind kind, string words, string? date = null, params string[] by)
    {
        events.Add(new NegotiationEvent(id, kind == EventKind.Strike ? "PROTEST" : "CONSULT", kind, by, date, [Span(words)], 0.8));
        return this;
    }

    public Told Deadline(string id, DeadlineStatus status, string words, string? date = null)
    {
        deadlines.Add(new Deadline(id, status, date, [Span(words)], 0.8));
        return this;
    }

    public Told Contradiction(string a, string b, string about, double confidence = 0.9)
    {
        contradictions.Add(new Contradiction(a, b, about, confidence));
        return this;
    }

    public static Position For(string holder, string target, Voice voice = Voice.Own, double confidence = 0.9, string? condition = null) => new(holder, target, Stance.For, voice, condition, confidence);

    public static Position Against(string holder, string target, Voice voice = Voice.Own, double confidence = 0.9) => new(holder, target, Stance.Against, voice, null, confidence);

    public static Position Mixed(string holder, string target, Voice voice = Voice.Own, double confidence = 0.9, string? condition = null) => new(holder, target, Stance.Mixed, voice, condition, confidence);

    public Reading Reading() => new()
    {
        Reader = new ReaderIdentity("by hand", ""),
        Report = report,
        Sentences = Sentences(),
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

    private List<TextSpan> Sentences()
    {
        var sentences = new List<TextSpan>();
        foreach (Block block in report.Blocks)
        {
            int start = block.Span.Start;
            for (int i = start; i < block.Span.End; i++)
            {
                bool ends = report.Text[i] is '.' or '”' && i + 2 < block.Span.End && report.Text[i + 1] == ' ' && (char.IsUpper(report.Text[i + 2]) || report.Text[i + 2] == '“') && (report.Text[i] == '.' || report.Text[i - 1] == '.');
                if (!ends) continue;
                sentences.Add(new TextSpan(start, i + 1));
                start = i + 2;
            }

            sentences.Add(new TextSpan(start, block.Span.End));
        }

        return sentences;
    }

    private TextSpan Span(string words)
    {
        int nth = 1;
        if (words.Length > 2 && words[^2] == '#')
        {
            nth = words[^1] - '0';
            words = words[..^2];
        }

        int at = -1;
        for (int i = 0; i < nth; i++)
        {
            at = report.Text.IndexOf(words, at + 1, StringComparison.Ordinal);
            if (at < 0) throw new InvalidOperationException($"'{words}' does not stand {nth} times in {report.Id}");
        }

        return new TextSpan(at, at + words.Length);
    }
}
