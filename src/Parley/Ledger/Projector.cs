using System.Globalization;
using System.Text;

namespace Parley.Ledger;

/// <summary>Keeps the tables that questions are asked of in step with the record, within one transaction.</summary>
internal sealed class Projector(Database database, ReportTable reports)
{
    /// <summary>Statements and reports gathered before they are written.</summary>
    private const int Statements = 20_000, Reports = 2000;

    private readonly Dictionary<(ThingKind, string), long> names = [];
    private readonly HashSet<(ThingKind, string)> asked = [];
    private readonly List<object?[]> newNames = [];
    private readonly List<(LedgerReport Report, Projection Projection, bool IsNew)> gathered = [];
    private int statements;
    private NameRules? rules;
    private long lastName = -1;

    /// <summary>The first four bytes of a hash as a number: narrows a search down.</summary>
    public static long Mark(string sha256) => int.Parse(sha256.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The mark of a name or an id.</summary>
    public static long NameMark(string name) => Mark(EntryHash.Of(Encoding.UTF8.GetBytes(name)));

    /// <summary>What guards number, kind and wording of a name.</summary>
    public static long NameSeal(long id, ThingKind kind, string text) => NameMark(string.Create(CultureInfo.InvariantCulture, $"{id}\n{(int)kind}\n{text}"));

    /// <summary>A report in the tables.</summary>
    public static object?[] Row(long entry, string identity, string id, long reading, int day, int state, byte[]? positions = null, byte[]? statements = null) =>
        [entry, reading, Mark(identity), NameMark(id), day, state, positions ?? [], statements ?? []];

    /// <summary>Settles which versions of some reports count, with which readings, and writes what they bring.</summary>
    /// <param name="ids">Ids of the reports.</param>
    /// <param name="fresh">Reports of this transaction that the tables know nothing of yet, so that they need not be read or cleared.</param>
    /// <param name="readings">Their last readings, by report.</param>
    public void Refresh(IReadOnlyCollection<string> ids, IReadOnlyDictionary<long, ReportAdded> fresh, IReadOnlyDictionary<long, (long Entry, ReadingAdded Read)> readings)
    {
        if (ids.Count == 0) return;
        ILookup<string, ReportVersion> versions = reports.Versions(ids).Concat(fresh.Select(pair => new ReportVersion(pair.Value.Report.Id, pair.Key, 0, 0, IsRetracted: false)))
            .ToLookup(version => version.Id, StringComparer.Ordinal);
        ILookup<string, RecordedDecision> decisions = reports.DecisionsOn(ids);
        var older = new List<(string, object?)[]>();
        var rows = new List<object?[]>();
        foreach (string id in ids)
        {
            ReportVersion? counts = versions[id].LastOrDefault(version => !version.IsRetracted);
            foreach (ReportVersion version in versions[id])
            {
                bool isNew = fresh.TryGetValue(version.Entry, out ReportAdded? added);
                if (!isNew && version.State == 0) database.Run("delete-words", ("report", version.Entry));
                if (version == counts) continue;
                int state = version.IsRetracted ? 2 : 1;
                if (isNew) rows.Add(Row(version.Entry, added!.Identity, id, 0, -1, state));
                else older.Add([("entry", version.Entry), ("day", -1), ("state", state), ("reading", 0L), ("positions", Array.Empty<byte>()), ("statements", Array.Empty<byte>())]);
            }

            if (counts is null) continue;
            LedgerReport report = fresh.TryGetValue(counts.Entry, out ReportAdded? came) && readings.TryGetValue(counts.Entry, out (long Entry, ReadingAdded Read) read)
                ? new(counts.Entry, came.Report, came.Sha256, read.Entry, read.Read, [.. decisions[id]])
                : reports.Load([(counts.Entry, reports.LastReading(counts.Entry))], decisions)[0];
            Write(report, Projection.Of(report), fresh.ContainsKey(counts.Entry));
        }

        database.Insert("report", rows);
        database.RunEach("update-report", older);
        Flush();
    }

    /// <summary>Writes what a report brings; of many together.</summary>
    /// <param name="report">The report.</param>
    /// <param name="projection">What it brings.</param>
    /// <param name="isNew">Whether the tables do not have it yet.</param>
    public void Write(LedgerReport report, Projection projection, bool isNew)
    {
        gathered.Add((report, projection, isNew));
        statements += projection.Statements.Count;
        if (statements > Statements || gathered.Count > Reports) Flush();
    }

    /// <summary>Writes what is gathered.</summary>
    public void Flush()
    {
        Ask(gathered.SelectMany(one => Names(one.Projection)));
        var rows = new List<object?[]>();
        var again = new List<(string, object?)[]>();
        var words = new List<(long, string[])>();
        foreach ((LedgerReport report, Projection projection, bool isNew) in gathered)
        {
            int day = projection.Day ?? -1;
            byte[] positions = StatementPack.Positions(day, projection.Positions, Id), told = StatementPack.Statements(projection.Statements, Id);
            if (isNew) rows.Add(Row(report.Entry, report.Identity, report.Report.Id, report.ReadingEntry, day, 0, positions, told));
            else again.Add([("entry", report.Entry), ("day", day), ("state", 0), ("reading", report.ReadingEntry), ("positions", positions), ("statements", told)]);
            words.Add((report.Entry, [.. projection.Words, .. projection.Marks(Id)]));
        }

        FlushNames();
        database.Insert("report", rows);
        database.RunEach("update-report", again);
        database.InsertWords(words);
        gathered.Clear();
        statements = 0;
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
            if (shownId != before || leftOut != outBefore || text != name.Text) database.Run("update-name", ("id", id), ("text", text), ("shown", shownId), ("out", leftOut), ("seal", NameSeal(id, name.Kind, text)));
        }

        FlushNames();
    }

    private static IEnumerable<Name> Names(Projection projection)
    {
        foreach (StatementRow row in projection.Statements)
        {
            if (row.Speaker is { } speaker) yield return speaker;
            if (row.Party is { } party) yield return party;
        }

        foreach (PositionRow row in projection.Positions)
        {
            yield return row.Holder;
            yield return row.Target;
        }
    }

    /// <summary>Looks names up, all at once.</summary>
    private void Ask(IEnumerable<Name> wanted)
    {
        var unknown = new Dictionary<(ThingKind, string), long>();
        foreach (Name name in wanted)
            if (asked.Add((name.Kind, name.Key)))
                unknown[(name.Kind, name.Key)] = name.Mark;
        if (unknown.Count == 0) return;
        foreach ((long id, ThingKind kind, string text) in database.Rows("names-by-marks", row => (row.GetInt64(0), (ThingKind)row.GetInt32(1), row.GetString(2)), ("marks", database.List([.. unknown.Values.Distinct()]))))
            if ((kind, Words.Key(text)) is var known && unknown.ContainsKey(known))
                names.TryAdd(known, id);
    }

    /// <summary>Number of a name, which is added where it is new.</summary>
    private long Id(Name name)
    {
        if (names.TryGetValue((name.Kind, name.Key), out long id)) return id;
        Ask([name]);
        if (names.TryGetValue((name.Kind, name.Key), out id)) return id;
        if (lastName < 0) lastName = Convert.ToInt64(database.Scalar("name-last"), CultureInfo.InvariantCulture);
        names[(name.Kind, name.Key)] = id = ++lastName;
        (Name shown, long leftOut) = Counts(name);
        long shownId = shown.Key == name.Key ? id : Id(shown);
        string text = shown.Key == name.Key ? shown.Text : name.Text;
        newNames.Add([id, (int)name.Kind, name.Mark, text, shownId, leftOut, NameSeal(id, name.Kind, text)]);
        return id;
    }

    private void FlushNames()
    {
        database.Insert("name", newNames);
        newNames.Clear();
    }

    private (Name Shown, long LeftOut) Counts(Name name)
    {
        rules ??= NameRules.Of(reports.GeneralDecisions().Select(decision => decision.Decision));
        Name shown = rules.Shown(name);
        return (shown, rules.IsLeftOut(name) || rules.IsLeftOut(shown) ? 1 : 0);
    }
}
