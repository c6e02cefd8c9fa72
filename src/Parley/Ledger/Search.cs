using System.Globalization;
using Parley.Positions;

namespace Parley.Ledger;

/// <summary>Finds statements and reports. The tables narrow down, the words of the text decide: both stores give the same.</summary>
internal sealed class Search(Database database, ReportTable reports)
{
    /// <summary>Reports with the words up to which they are gone through one by one.</summary>
    private const int Few = 500;

    /// <summary>Candidates asked for at once, at first and at the most: where few of them hold, asking again costs more than they do.</summary>
    private const int Page = 200;

    private const int LargestPage = 25_600;

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
        bool few = false;
        if (terms is not null)
        {
            string match = database.Match(terms.Single.Select(term => (Words.Told + term.Word, term.Begins)));
            few = Convert.ToInt32(database.Scalar("count-match", ("match", match), ("limit", Few + 1)), CultureInfo.InvariantCulture) <= Few;
            conditions.Add((few ? "few" : "many", match));
        }

        if (!few) conditions.Add(("all", true));
        int given = 0, size = Page;
        (long Id, int Day)? last = null;
        LedgerReport? report = null;
        while (given < query.Limit)
        {
            List<(long Id, int Day, int First, int Last)> page = database.Rows(
                "search-statements", row => (row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)), [.. conditions, ("limit", size), ("day", last?.Day), ("id", last?.Id)]);
            foreach ((long id, _, int first, int end) in page)
            {
                long entry = id >> Projection.Ordinals;
                if (terms is not null && !Tells(terms, id, entry, first, end)) continue;
                if (report?.Entry != entry) report = reports.Load(entry);
                DecidedReading decided = report.Decided!;
                Statement statement = decided.Reading.Statements[(int)(id - Projector.FirstRow(entry))];
                yield return new(report, statement, decided.Status.GetValueOrDefault(statement.Id));
                if (++given == query.Limit) yield break;
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
        string? match = terms is null ? null : database.Match(terms.Single);
        int given = 0;
        (long Entry, int Day)? last = null;
        while (given < query.Limit)
        {
            List<(long Entry, int Day)> page = database.Rows(
                "search-reports", row => (row.GetInt64(0), row.GetInt32(1)),
                ("since", query.Since?.DayNumber ?? -1), ("until", query.Until?.DayNumber ?? int.MaxValue), ("limit", Page), ("match", match), ("day", last?.Day), ("id", last?.Entry));
            foreach ((long entry, _) in page)
            {
                LedgerReport report = reports.Load(entry);
                if (terms is not null && !terms.Matches([.. Words.Of(report.Report.Title ?? ""), SearchTerms.Break, .. Words.Of(report.Report.Text)]) && !terms.Matches(Labels(report))) continue;
                yield return report;
                if (++given == query.Limit) yield break;
            }

            if (page.Count < Page) yield break;
            last = page[^1];
        }
    }

    private static List<string> Labels(LedgerReport report) => report.Decided is not { } decided ? [] :
        [.. decided.Reading.Proposals.Select(proposal => proposal.Label).Concat(decided.Reading.Issues.Select(issue => issue.Label)).SelectMany(label => Words.Of(label).Append(SearchTerms.Break))];

    private string? text;
    private long textOf;

    /// <summary>Whether what a statement says, or the labels of what it is for or against, hold all that is searched for.</summary>
    private bool Tells(SearchTerms terms, long id, long entry, int first, int end)
    {
        if (textOf != entry) (textOf, text) = (entry, (string?)database.Scalar("text", ("report", entry)) ?? "");
        List<string> said = Words.Of(text![Math.Min(first, text!.Length)..Math.Min(end, text.Length)]);
        if (terms.Matches(said)) return true;
        foreach (string label in database.Rows("labels", row => row.GetString(0), ("first", Projector.FirstRow(entry)), ("end", Projector.FirstRow(entry + 1)), ("statement", id)))
        {
            said.Add(SearchTerms.Break);
            said.AddRange(Words.Of(label));
        }

        return terms.Matches(said);
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
        HashSet<long> shown = [.. database.Rows("names-by-mark", row => (Text: row.GetString(1), Shown: row.GetInt64(2)), ("kind", (int)kind), ("mark", name.Mark)).Where(found => Words.Key(found.Text) == name.Key).Select(found => found.Shown)];
        if (shown.Count == 0)
        {
            shown = [.. database.Rows("names-of-kind", row => (Text: row.GetString(1), Shown: row.GetInt64(2)), ("kind", (int)kind))
                .Where(found => $" {Words.Key(found.Text)} ".Contains($" {name.Key} ", StringComparison.Ordinal)).Select(found => found.Shown)];
        }

        return shown.Count == 0 ? [] : database.Rows("names-shown", row => row.GetInt64(0), ("shown", database.List([.. shown.Order()])));
    }
}
