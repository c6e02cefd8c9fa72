using Parley.Positions;

namespace Parley.Ledger;

/// <summary>Finds statements and reports. The tables narrow down, the words of the text decide: both stores give the same.</summary>
internal sealed class Search(Database database, ReportTable reports)
{
    /// <summary>Reports with the words up to which they are gone through one by one.</summary>
    private const int Few = 5000;

    /// <summary>Reports asked for at once, at first and at the most: where few of them hold, asking again costs more than they do.</summary>
    private const int Page = 128, LargestPage = 8192;

    /// <summary>Reports gone into together, at first and then: what is asked of each is asked of all at once.</summary>
    private const int FirstPart = 8, Part = 64;

    private readonly Dictionary<long, string> labels = [];

    /// <summary>Statements, the latest first; of one day, the last entered first.</summary>
    public IEnumerable<FoundStatement> Statements(LedgerQuery query)
    {
        SearchTerms? terms = query.About is { } about ? SearchTerms.Parse(about) : null;
        if ((query.About is not null && terms is null) || StatementFilter.Of(query, Ids) is not { } filter) yield break;
        int given = 0;
        foreach (List<Candidate> part in Candidates(query, database.Match(terms?.Single ?? [], told: true, filter.Marks)))
        {
            IEnumerable<(Candidate Report, PackedStatement Statement)> fitting = part.SelectMany(report => filter.In(report.Statements, report.Positions).Select(statement => (report, statement)));
            List<(Candidate Report, PackedStatement Statement)> telling = [.. (terms is null ? fitting : Telling(terms, [.. fitting])).Take(query.Limit - given)];
            Dictionary<long, LedgerReport> loaded = reports.Load([.. telling.Select(row => row.Report.Entry).Distinct()]);
            foreach ((Candidate report, PackedStatement row) in telling)
            {
                DecidedReading decided = loaded[report.Entry].Decided!;
                Statement statement = row.IsRejected ? decided.Rejected[row.Ordinal - decided.Reading.Statements.Count] : decided.Reading.Statements[row.Ordinal];
                yield return new(loaded[report.Entry], statement, decided.Status.GetValueOrDefault(statement.Id));
                given++;
            }

            if (given >= query.Limit) yield break;
        }
    }

    /// <summary>Reports, the latest first.</summary>
    public IEnumerable<LedgerReport> Reports(LedgerQuery query)
    {
        SearchTerms? terms = query.About is { } about ? SearchTerms.Parse(about) : null;
        if (query.About is not null && terms is null) yield break;
        int given = 0;
        foreach (List<Candidate> part in Candidates(query, database.Match(terms?.Single ?? [], told: false, [])))
        {
            Dictionary<long, LedgerReport> loaded = reports.Load([.. part.Select(report => report.Entry)]);
            foreach (Candidate candidate in part)
            {
                if (given >= query.Limit) yield break;
                LedgerReport report = loaded[candidate.Entry];
                if (terms is not null && !terms.Matches([.. Words.Of(report.Report.Title ?? ""), SearchTerms.Break, .. Words.Of(report.Report.Text)]) && !terms.Matches(Labels(report))) continue;
                yield return report;
                given++;
            }
        }
    }

    /// <summary>Reports of the days that are asked for which the index gives, the latest first, a part at a time. Few of them are looked up each; among many, days lead.</summary>
    private IEnumerable<List<Candidate>> Candidates(LedgerQuery query, string match)
    {
        List<long>? few = match.Length == 0 ? null : database.Rows("reports-matching", row => row.GetInt64(0), ("match", match), ("limit", Few + 1));
        string? many = few?.Count > Few ? match : null;
        int size = Page, parts = FirstPart;
        (long Entry, int Day)? last = null;
        for (bool more = few is not { Count: 0 }; more; size = Math.Min(size * 4, LargestPage))
        {
            List<(Candidate Report, bool Matches)> page = database.Rows(
                "search-reports", row => (new Candidate(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)), row.GetBoolean(4)),
                ("since", query.Since?.DayNumber ?? -1), ("until", query.Until?.DayNumber ?? int.MaxValue), ("few", many is null && few is not null ? database.List(few) : null), ("many", many), ("all", many is null ? true : null),
                ("limit", size), ("day", last?.Day), ("id", last?.Entry));
            more = page.Count == size;
            if (more) last = (page[^1].Report.Entry, page[^1].Report.Day);
            List<Candidate> matching = [.. page.Where(row => row.Matches).Select(row => row.Report)];
            for (int at = 0; at < matching.Count; (at, parts) = (at + parts, Part)) yield return matching.GetRange(at, Math.Min(parts, matching.Count - at));
        }
    }

    private static List<string> Labels(LedgerReport report) => report.Decided is not { } decided ? [] :
        [.. decided.Reading.Proposals.Select(proposal => proposal.Label).Concat(decided.Reading.Issues.Select(issue => issue.Label)).SelectMany(label => Words.Of(label).Append(SearchTerms.Break))];

    /// <summary>Of some statements those of which what they say, or the labels of what they are for or against, hold all that is searched for.</summary>
    private IEnumerable<(Candidate Report, PackedStatement Statement)> Telling(SearchTerms terms, List<(Candidate Report, PackedStatement Statement)> statements)
    {
        Dictionary<long, string> texts = database.Rows("texts-of", row => (row.GetInt64(0), row.GetString(1)), ("ids", database.List([.. statements.Select(row => row.Report.Entry).Distinct()]))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        Learn(statements.SelectMany(row => row.Report.Positions[row.Statement.Ordinal].Select(position => (long)position.Target)));
        return statements.Where(row =>
        {
            string text = texts.GetValueOrDefault(row.Report.Entry, "");
            int last = Math.Clamp(row.Statement.Last, 0, text.Length);
            List<string> said = Words.Of(text[Math.Clamp(row.Statement.First, 0, last)..last]);
            foreach (PackedPosition position in row.Report.Positions[row.Statement.Ordinal])
            {
                said.Add(SearchTerms.Break);
                said.AddRange(Words.Of(labels.GetValueOrDefault(position.Target, "")));
            }

            return terms.Matches(said);
        });
    }

    /// <summary>Looks up the labels of proposals and issues, all at once.</summary>
    private void Learn(IEnumerable<long> targets)
    {
        long[] unknown = [.. targets.Distinct().Where(target => !labels.ContainsKey(target))];
        if (unknown.Length == 0) return;
        foreach ((long id, string text) in database.Rows("names-of", row => (row.GetInt64(0), row.GetString(1)), ("ids", database.List(unknown)))) labels[id] = text;
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

    /// <summary>A report that may hold what is searched for.</summary>
    private sealed class Candidate(long entry, int day, byte[] positions, byte[] statements)
    {
        private ILookup<int, PackedPosition>? unpacked;

        public long Entry => entry;

        public int Day => day;

        public List<PackedStatement> Statements => Unpacked(() => StatementPack.Statements(statements));

        /// <summary>Positions by the statement that tells them.</summary>
        public ILookup<int, PackedPosition> Positions => unpacked ??= Unpacked(() => StatementPack.Positions(positions).ToList().ToLookup(position => position.Statement));

        private T Unpacked<T>(Func<T> unpack)
        {
            try
            {
                return unpack();
            }
            catch (InvalidDataException e)
            {
                throw new LedgerException($"entry {entry}: its statements cannot be read: {e.Message}; 'parley ledger rebuild' mends it", e);
            }
        }
    }
}
