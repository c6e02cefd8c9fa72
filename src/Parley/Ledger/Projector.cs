using System.Globalization;

namespace Parley.Ledger;

/// <summary>Keeps the tables that questions are asked of in step with the record, within one transaction.</summary>
internal sealed class Projector(Database database, ReportTable reports)
{
    /// <summary>Rows gathered before they are written.</summary>
    private const int Batch = 20_000;

    private readonly Dictionary<(ThingKind, string), long> names = [];
    private readonly List<object?[]> statements = [];
    private readonly List<object?[]> positions = [];
    private readonly List<(long, string[])> words = [];
    private readonly List<(string, object?)[]> current = [];
    private NameRules? rules;
    private long lastName = -1;

    /// <summary>First number of the rows of a report.</summary>
    public static long FirstRow(long report) => report << Projection.Ordinals;

    /// <summary>The first eight bytes of a hash as a number: narrows a search down.</summary>
    public static long Mark(string sha256) => long.Parse(sha256.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Settles which version of a report counts, with which reading, and writes what it brings.</summary>
    /// <param name="id">Id of the report.</param>
    /// <param name="fresh">Reports of this transaction that the tables know nothing of yet, so that they need not be read or cleared.</param>
    /// <param name="readings">Their last readings, by report.</param>
    public void Refresh(string id, IReadOnlyDictionary<long, ReportAdded> fresh, IReadOnlyDictionary<long, (long Entry, ReadingAdded Read)> readings)
    {
        List<(long Entry, long State, long Reading)> versions = database.Rows("report-versions", row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), ("id", id));
        long counts = 0;
        var state = new Dictionary<long, int>();
        foreach ((long entry, _, _) in versions)
        {
            if (reports.IsRetracted(entry))
            {
                state[entry] = 2;
                continue;
            }

            if (counts > 0) state[counts] = 1;
            state[entry] = 0;
            counts = entry;
        }

        foreach ((long entry, long before, _) in versions)
        {
            bool isNew = fresh.ContainsKey(entry);
            if (!isNew) Remove(entry, before == 0);
            if (entry != counts) database.Run("update-report", ("entry", entry), ("day", -1), ("state", state[entry]), ("reading", 0L));
        }

        if (counts == 0) return;
        LedgerReport report;
        if (fresh.TryGetValue(counts, out ReportAdded? added) && versions.Count == 1 && readings.TryGetValue(counts, out (long Entry, ReadingAdded Read) read))
            report = new(counts, added.Report, added.Sha256, read.Entry, read.Read, reports.DecisionsOn(id));
        else
            report = reports.Load(counts, reports.LastReading(counts));
        Write(report, Projection.Of(report));
        FlushIfMany();
    }

    /// <summary>Writes what a report brings.</summary>
    public void Write(LedgerReport report, Projection projection)
    {
        long first = FirstRow(report.Entry);
        int day = projection.Day ?? -1;
        current.Add([("entry", report.Entry), ("day", day), ("state", 0), ("reading", report.ReadingEntry)]);
        foreach (StatementRow row in projection.Statements)
        {
            statements.Add([first + row.Ordinal, row.Speaker is { } speaker ? Id(speaker) : null, row.Party is { } party ? Id(party) : null, row.Act, day, row.Confidence, row.Author, row.Reviewer, row.First, row.Last]);
        }

        foreach (PositionRow row in projection.Positions)
            positions.Add([first + row.Ordinal, first + row.Statement, Id(row.Holder), Id(row.Target), row.Stance, row.Voice, row.Confidence, day]);
        words.Add((report.Entry, projection.Words));
    }

    /// <summary>Writes what is gathered where it is much.</summary>
    public void FlushIfMany()
    {
        if (statements.Count > Batch || words.Count > Batch / 10) Flush();
    }

    /// <summary>Writes what is gathered.</summary>
    public void Flush()
    {
        database.Insert("statement", statements);
        database.Insert("position", positions);
        database.InsertWords(words);
        database.RunEach("update-report", current);
        current.Clear();
        statements.Clear();
        positions.Clear();
        words.Clear();
    }

    /// <summary>Lets names count as what the decisions on the negotiation as a whole now say.</summary>
    public void RefreshNames()
    {
        rules = null;
        List<(long Id, Name Name, long Shown, long Out)> all = database.Rows("names", row => (row.GetInt64(0), Name.Of((ThingKind)row.GetInt32(1), row.GetString(2)), row.GetInt64(3), row.GetInt64(4)));
        foreach ((long id, Name name, long before, long outBefore) in all)
        {
            (Name shown, long leftOut) = Counts(name);
            long shownId = shown.Key == name.Key ? id : Id(shown);
            string text = shown.Key == name.Key ? shown.Text : name.Text;
            if (shownId != before || leftOut != outBefore || text != name.Text) database.Run("update-name", ("id", id), ("text", text), ("shown", shownId), ("out", leftOut));
        }
    }

    private void Remove(long report, bool counted)
    {
        if (!counted) return;
        long first = FirstRow(report), end = FirstRow(report + 1);
        database.Run("delete-statements", ("first", first), ("end", end));
        database.Run("delete-positions", ("first", first), ("end", end));
        database.Run("delete-words", ("report", report));
    }

    /// <summary>Number of a name, which is added where it is new.</summary>
    private long Id(Name name)
    {
        if (names.TryGetValue((name.Kind, name.Key), out long id)) return id;
        long mark = name.Mark;
        foreach ((long known, string text) in database.Rows("names-by-mark", row => (row.GetInt64(0), row.GetString(1)), ("kind", (int)name.Kind), ("mark", mark)))
            if (Words.Key(text) == name.Key)
                return names[(name.Kind, name.Key)] = known;
        if (lastName < 0) lastName = Convert.ToInt64(database.Scalar("name-last"), CultureInfo.InvariantCulture);
        names[(name.Kind, name.Key)] = id = ++lastName;
        (Name shown, long leftOut) = Counts(name);
        long shownId = shown.Key == name.Key ? id : Id(shown);
        database.Run("insert-name", ("id", id), ("kind", (int)name.Kind), ("mark", mark), ("text", shown.Key == name.Key ? shown.Text : name.Text), ("shown", shownId), ("out", leftOut));
        return id;
    }

    private (Name Shown, long LeftOut) Counts(Name name)
    {
        rules ??= NameRules.Of(reports.GeneralDecisions().Select(decision => decision.Decision));
        Name shown = rules.Shown(name);
        return (shown, rules.IsLeftOut(name) || rules.IsLeftOut(shown) ? 1 : 0);
    }
}
