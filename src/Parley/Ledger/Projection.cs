using Parley.Positions;

namespace Parley.Ledger;

/// <summary>What a report brings to the tables that questions are asked of: a function of its reading and the decisions on it alone.</summary>
/// <param name="Day">Day of publication as a day number, or null when undated.</param>
/// <param name="Statements">Its statements, by ordinal, rejected ones last.</param>
/// <param name="Positions">Positions of those that count.</param>
/// <param name="Words">Words of its text and labels, each once: with <see cref="Ledger.Words.Told"/> before it where a statement tells it.</param>
internal sealed record Projection(int? Day, IReadOnlyList<StatementRow> Statements, IReadOnlyList<PositionRow> Positions, string[] Words)
{
    /// <summary>What the index has for the report beside its words: the names that its statements and positions name, by number.</summary>
    public IEnumerable<string> Marks(Func<Name, long> id)
    {
        // Two wordings may be one name.
        IEnumerable<long> speak = Statements.SelectMany(row => new[] { row.Speaker, row.Party }).OfType<Name>().Select(id).Distinct();
        IEnumerable<long> hold = Positions.SelectMany(row => new[] { row.Holder, row.Target }).Select(id).Distinct();
        return speak.Select(name => Ledger.Words.Marked(Ledger.Words.Speaks, name)).Concat(hold.Select(name => Ledger.Words.Marked(Ledger.Words.Holds, name)));
    }

    /// <summary>The projection of a report.</summary>
    public static Projection Of(LedgerReport report)
    {
        string? published = report.Read is null ? report.Report.ToReport().Published : report.Read.Reading.Report.Published;
        HashSet<string> words = new(StringComparer.Ordinal), told = new(StringComparer.Ordinal);
        Ledger.Words.AddTo(words, report.Report.Text);
        Ledger.Words.AddTo(words, report.Report.Title);
        if (report.Decided is not { } decided) return new(DayOf(published), [], [], [.. words]);
        Reading reading = decided.Reading;
        var names = new Dictionary<string, Name>(StringComparer.Ordinal);
        foreach (Party party in reading.Parties) names[party.Id] = Name.Of(ThingKind.Party, party.Name);
        foreach (Actor actor in reading.Actors) names[actor.Id] = Name.Of(ThingKind.Actor, actor.Name);
        foreach (Proposal proposal in reading.Proposals) names[proposal.Id] = Name.Of(ThingKind.Proposal, proposal.Label);
        foreach (Issue issue in reading.Issues) names[issue.Id] = Name.Of(ThingKind.Issue, issue.Label);
        foreach (string label in reading.Proposals.Select(proposal => proposal.Label).Concat(reading.Issues.Select(issue => issue.Label))) Ledger.Words.AddTo(words, label);
        var statements = new List<StatementRow>();
        var positions = new List<PositionRow>();
        Statement[] all = [.. reading.Statements, .. decided.Rejected];
        for (int s = 0; s < all.Length; s++)
        {
            Statement statement = all[s];
            bool counts = s < reading.Statements.Count;
            StatementStatus status = decided.Status.GetValueOrDefault(statement.Id);
            statements.Add(new(s, Found(statement.Source.Actor), Found(statement.Source.Party), (int)statement.Act, Thousandths(statement.Confidence), !counts, (int)status.Author, (int)status.Reviewer,
                statement.Content.Spans.Count > 0 ? statement.Content.Spans.Min(span => span.Start) : 0, statement.Content.Spans.Count > 0 ? statement.Content.Spans.Max(span => span.End) : 0));
            StatementRow row = statements[^1];
            Ledger.Words.AddTo(told, report.Report.Text.AsSpan(row.First..row.Last));
            foreach (Position position in counts ? statement.Positions : [])
            {
                if (Found(position.Target) is not { } target) continue;
                Ledger.Words.AddTo(told, target.Text);
                if (Found(position.Holder) is { } holder) positions.Add(new(positions.Count, s, holder, target, (int)position.Stance, (int)position.Voice, Thousandths(position.Confidence)));
            }
        }

        words.UnionWith(told);
        return new(DayOf(published), statements, positions, [.. words.Select(word => told.Contains(word) ? Ledger.Words.Told + word : word)]);

        Name? Found(string? id) => id is not null && names.TryGetValue(id, out Name name) ? name : null;
    }

    private static int Thousandths(double confidence) => (int)Math.Round(Math.Clamp(confidence, 0, 1) * 1000, MidpointRounding.AwayFromZero);

    private static int? DayOf(string? published) =>
        published is { Length: >= 10 } && DateOnly.TryParseExact(published.AsSpan(0, 10), "yyyy-MM-dd", out DateOnly day) ? day.DayNumber : null;
}

/// <summary>The name of a party, actor, proposal or issue as reports give it.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Key">For comparing.</param>
/// <param name="Text">For reading.</param>
internal readonly record struct Name(ThingKind Kind, string Key, string Text)
{
    /// <summary>The name of something.</summary>
    public static Name Of(ThingKind kind, string text) => new(kind, Words.Key(text), text);

    /// <summary>Narrows a search for the name down.</summary>
    public long Mark => Projector.NameMark(Key);
}

/// <summary>A statement in the tables.</summary>
/// <param name="Ordinal">Its place in the reading with decisions in effect; rejected ones follow.</param>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Party">For whom.</param>
/// <param name="Act">What the source does.</param>
/// <param name="Confidence">In thousandths.</param>
/// <param name="IsRejected">Whether it is left out by the latest decision.</param>
/// <param name="Author">Status by the author.</param>
/// <param name="Reviewer">Status by the reviewer.</param>
/// <param name="First">First code unit of its content.</param>
/// <param name="Last">End of its content.</param>
internal readonly record struct StatementRow(int Ordinal, Name? Speaker, Name? Party, int Act, int Confidence, bool IsRejected, int Author, int Reviewer, int First, int Last);

/// <summary>A position in the tables.</summary>
internal readonly record struct PositionRow(int Ordinal, int Statement, Name Holder, Name Target, int Stance, int Voice, int Confidence);
