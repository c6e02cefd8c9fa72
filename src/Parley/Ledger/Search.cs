using Parley.Positions;

namespace Parley.Ledger;

/// <summary>Finds statements and reports. The tables narrow down, the words of the text decide: both stores give the same.</summary>
internal sealed class Search(Database database, ReportTable reports)
{
    /// <summary>Reports with the words up to which they are gone through one by one.</summary>
    private const int Few = 5000;

    /// <summary>Candidates asked for at once, at first and at the most: where few of them hold, asking again costs more than they do.</summary>
    private const int Page = 200;

    private const int LargestPage = 25_600;

    /// <summary>Candidates gone into together: what is asked of each is asked of all at once.</summary>
    private const int Part = 64;

    /// <summary>Statements, the latest first; of one day, the last entered first.</summary>
    public IEnumerable<FoundStatement> Statements(LedgerQuery query)
    {
        SearchTerms? terms = query.About is { } about ? SearchTerms.Parse(about) : null;
        if (query.About is not null && terms is null) yield break;
        var conditions = new List<(string, object?)> { ("since", query.Since?.DayNumber ?? -1), ("until", query.Until?.DayNumber ?? int.MaxValue) };
        if (!Named(query, conditions)) yield break;
        if (query.Act is { } act) conditions.Add(("act", (int)act));
        if (query.Stance is { } stance) conditions.Add(("stance", (int)stance));
        if (query.Status is { } status) conditions.Add(status == ReviewStatus.Open ? ("open", true) : ("status", (int)status));
        if (query.Issue is null && query.Proposal is null && (query.Holder ?? (object?)query.Stance) is not null) conditions.Add(("told", true));
        // Reports with the words lead where they are few, else names, else days.
        bool led = false;
        if (terms is not null)
        {
            string match = database.Match(terms.Single, told: true);
            List<long> matching = match.Length == 0 ? [] : database.Rows("reports-matching", row => row.GetInt64(0), ("match", match), ("limit", Few + 1));
            led = match.Length > 0 && matching.Count <= Few;
            if (led) conditions.Add(("few", database.List(matching)));
            else if (match.Length > 0) conditions.Add(("many", match));
        }

        bool named = !led && new[] { query.By, query.Party, query.Speaker, query.Issue, query.Proposal }.Any(name => name is not null);
        conditions.Add((named ? "named" : "dated", true));
        int given = 0, size = Page;
        (long Id, int Day)? last = null;
        while (given < query.Limit)
        {
            List<(long Id, int Day, int First, int Last)> page = database.Rows(
                "search-statements", row => (row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)), [.. conditions, ("limit", size), ("day", last?.Day), ("id", last?.Id)]);
            foreach ((long Id, int Day, int First, int Last)[] part in page.Chunk(Part))
            {
                (long Id, int Day, int First, int Last)[] telling = [.. (terms is null ? part : Telling(terms, part)).Take(query.Limit - given)];
                Dictionary<long, LedgerReport> loaded = reports.Load([.. telling.Select(row => row.Id >> Projection.Ordinals).Distinct()]);
                foreach ((long id, _, _, _) in telling)
                {
                    LedgerReport report = loaded[id >> Projection.Ordinals];
                    DecidedReading decided = report.Decided!;
                    Statement statement = decided.Reading.Statements[(int)(id - Projector.FirstRow(report.Entry))];
                    yield return new(report, statement, decided.Status.GetValueOrDefault(statement.Id));
                    given++;
                }

                if (given == query.Limit) yield break;
            }

            if (page.Count < size) yield break;
            last = (page[^1].Id, page[^1].Day);
            size = Math.Min(size * 4, LargestPage);
        }
    }

    /// <summary>Reports, the latest first.</summary>
    public IEnumerable<LedgerReport> Reports(LedgerQuery query)
    {
        SearchTerms? terms = query.About is { } about ? SearchTerms.Parse(about) : null;
        if (query.About is not null && terms is null) yield break;
        string? match = terms is null ? null : database.Match(terms.Single, told: false) is { Length: > 0 } found ? found : null;
        int given = 0;
        (long Entry, int Day)? last = null;
        while (given < query.Limit)
        {
            List<(long Entry, int Day)> page = database.Rows(
                "search-reports", row => (row.GetInt64(0), row.GetInt32(1)),
                ("since", query.Since?.DayNumber ?? -1), ("until", query.Until?.DayNumber ?? int.MaxValue), ("limit", Page), ("match", match), ("day", last?.Day), ("id", last?.Entry));
            foreach ((long Entry, int Day)[] part in page.Chunk(Part))
            {
                Dictionary<long, LedgerReport> loaded = reports.Load([.. part.Select(row => row.Entry)]);
                foreach ((long entry, _) in part)
                {
                    LedgerReport report = loaded[entry];
                    if (terms is not null && !terms.Matches([.. Words.Of(report.Report.Title ?? ""), SearchTerms.Break, .. Words.Of(report.Report.Text)]) && !terms.Matches(Labels(report))) continue;
                    yield return report;
                    if (++given == query.Limit) yield break;
                }
            }

            if (page.Count < Page) yield break;
            last = page[^1];
        }
    }

    private static List<string> Labels(LedgerReport report) => report.Decided is not { } decided ? [] :
        [.. decided.Reading.Proposals.Select(proposal => proposal.Label).Concat(decided.Reading.Issues.Select(issue => issue.Label)).SelectMany(label => Words.Of(label).Append(SearchTerms.Break))];

    /// <summary>Of some statements those of which what they say, or the labels of what they are for or against, hold all that is searched for.</summary>
    private IEnumerable<(long Id, int Day, int First, int Last)> Telling(SearchTerms terms, (long Id, int Day, int First, int Last)[] statements)
    {
        object asked = database.List([.. statements.Select(row => row.Id >> Projection.Ordinals).Distinct()]);
        Dictionary<long, string> texts = database.Rows("texts-of", row => (row.GetInt64(0), row.GetString(1)), ("ids", asked)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        ILookup<long, string> labels = database.Rows("labels-of", row => (Projector.FirstRow(row.GetInt64(0)) + row.GetInt64(1), row.GetString(2)), ("ids", asked)).ToLookup(pair => pair.Item1, pair => pair.Item2);
        return statements.Where(row =>
        {
            string text = texts.GetValueOrDefault(row.Id >> Projection.Ordinals, "");
            List<string> said = Words.Of(text[Math.Min(row.First, text.Length)..Math.Min(row.Last, text.Length)]);
            foreach (string label in labels[row.Id])
            {
                said.Add(SearchTerms.Break);
                said.AddRange(Words.Of(label));
            }

            return terms.Matches(said);
        });
    }

    /// <summary>Turns names into conditions; false where there is no such name.</summary>
    private bool Named(LedgerQuery query, List<(string, object?)> conditions)
    {
        (string Condition, string? Text, ThingKind[] Kinds)[] asked =
        [
            ("by", query.By, [ThingKind.Party, ThingKind.Actor]), ("party", query.Party, [ThingKind.Party]), ("speaker", query.Speaker, [ThingKind.Actor]),
            ("holder", query.Holder, [ThingKind.Party]), ("issue", query.Issue, [ThingKind.Issue]), ("proposal", query.Proposal, [ThingKind.Proposal]),
        ];
        foreach ((string condition, string? text, ThingKind[] kinds) in asked)
        {
            if (text is null) continue;
            List<long> ids = [.. kinds.SelectMany(kind => Ids(kind, text))];
            if (ids.Count == 0) return false;
            conditions.Add((condition, database.List(ids)));
        }

        return true;
    }

    /// <summary>Names that a person may mean: those that are the same, else those that have the words in them ("Peskov" for "Dmitry Peskov"); with all names that count as the same thing.</summary>
    private List<long> Ids(ThingKind kind, string text)
    {
        Name name = Name.Of(kind, text);
        HashSet<long> shown = [.. database.Rows("names-by-marks", row => (Kind: (ThingKind)row.GetInt32(1), Text: row.GetString(2), Shown: row.GetInt64(3)), ("marks", database.List([name.Mark]))).Where(found => found.Kind == kind && Words.Key(found.Text) == name.Key).Select(found => found.Shown)];
        if (shown.Count == 0)
        {
            shown = [.. database.Rows("names-of-kind", row => (Text: row.GetString(1), Shown: row.GetInt64(2)), ("kind", (int)kind))
                .Where(found => $" {Words.Key(found.Text)} ".Contains($" {name.Key} ", StringComparison.Ordinal)).Select(found => found.Shown)];
        }

        return shown.Count == 0 ? [] : database.Rows("names-shown", row => row.GetInt64(0), ("shown", database.List([.. shown.Order()])));
    }
}
