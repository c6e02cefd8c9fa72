using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Parley.Ledger;

/// <summary>Reports that count, with their readings and the decisions on them.</summary>
internal sealed class ReportTable(Database database)
{
    /// <summary>Reports read at once.</summary>
    private const int Page = 64;

    /// <summary>The report with an identity, retracted ones apart, or null.</summary>
    public long? Find(string identity) => Find([identity]) is { Count: 1 } found ? found[identity] : null;

    /// <summary>The reports with some identities, retracted ones apart; those that there are.</summary>
    public Dictionary<string, long> Find(IReadOnlyCollection<string> identities)
    {
        if (identities.Count == 0) return [];
        var asked = new HashSet<string>(identities, StringComparer.Ordinal);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach ((long entry, byte[] body) in database.Rows("reports-by-marks", row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("marks", database.List([.. asked.Select(Projector.Mark)]))))
            if (BodyOf(entry, body).Identity is var identity && asked.Contains(identity))
                found[identity] = entry;
        return found;
    }

    /// <summary>Identities of the reports that are retracted.</summary>
    public HashSet<string> Retracted() => database.Rows("retracted-reports", row => BodyOf(row.GetInt64(0), row.GetFieldValue<byte[]>(1)).Identity).ToHashSet(StringComparer.Ordinal);

    /// <summary>The report that counts under an id, or null.</summary>
    public long? Current(string id) => Versions([id]).Find(version => version.State == 0)?.Entry;

    /// <summary>Id of a report.</summary>
    public string IdOf(long report) => BodyOf(report, (byte[])database.Scalar("entry-body", ("number", report))!).Id;

    /// <summary>Number of the last reading of a report that is not retracted; 0 for none.</summary>
    public long LastReading(long report) => database.Rows("readings-of", row => row.GetInt64(0), ("report", report)) is [long last, ..] ? last : 0;

    /// <summary>All versions of the reports under some ids, in the order they came in.</summary>
    public List<ReportVersion> Versions(IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0) return [];
        var asked = new HashSet<string>(ids, StringComparer.Ordinal);
        return [.. database.Rows(
                "report-versions", row => (Entry: row.GetInt64(0), State: row.GetInt32(1), Reading: row.GetInt64(2), Body: row.GetFieldValue<byte[]>(3), IsRetracted: row.GetInt32(4) > 0), ("names", Marks(asked)))
            .Select(row => new ReportVersion(BodyOf(row.Entry, row.Body).Id, row.Entry, row.State, row.Reading, row.IsRetracted)).Where(version => asked.Contains(version.Id))];
    }

    /// <summary>One report that counts, with the reading that counts.</summary>
    public LedgerReport Load(long entry) => Load([entry]).GetValueOrDefault(entry) ?? throw new LedgerException($"{database.Name}: entry {entry} is no report");

    /// <summary>Several reports that count, by number.</summary>
    public Dictionary<long, LedgerReport> Load(IReadOnlyList<long> numbers)
    {
        if (numbers.Count == 0) return [];
        List<Row> rows = database.Rows("reports-of", Read, ("ids", database.List(numbers)));
        ILookup<string, RecordedDecision> decisions = DecisionsOn([.. rows.Select(row => BodyOf(row.Entry, row.Body).Id)]);
        return rows.ToDictionary(row => row.Entry, row => Of(row, decisions));
    }

    /// <summary>Reports by their numbers, each with a reading of it or none (0), in this order; from the record alone.</summary>
    public List<LedgerReport> Load(IReadOnlyList<(long Entry, long Reading)> wanted, ILookup<string, RecordedDecision> decisions)
    {
        if (wanted.Count == 0) return [];
        var kept = database.Rows(
                "bodies-of", row => (Number: row.GetInt64(0), Body: row.GetFieldValue<byte[]>(1), Text: row.IsDBNull(2) ? null : row.GetString(2)),
                ("ids", database.List([.. wanted.Select(pair => pair.Entry).Concat(wanted.Where(pair => pair.Reading > 0).Select(pair => pair.Reading))])))
            .ToDictionary(row => row.Number);
        return [.. wanted.Select(pair => kept.TryGetValue(pair.Entry, out var report) && report.Text is { } text
            ? Of(new(pair.Entry, report.Body, text, pair.Reading, pair.Reading == 0 ? null : kept[pair.Reading].Body), decisions)
            : throw new LedgerException($"{database.Name}: entry {pair.Entry} is no report"))];
    }

    /// <summary>All versions of the report under an id, retracted ones apart, each with its last reading.</summary>
    public List<LedgerReport> Versions(string id) =>
        Load([.. Versions([id]).Where(version => !version.IsRetracted).Select(version => (version.Entry, LastReading(version.Entry)))], DecisionsOn([id]));

    /// <summary>Reports that count, from the one after an entry; a page at a time.</summary>
    public IEnumerable<LedgerReport> After(long after)
    {
        while (true)
        {
            List<long> page = database.Rows("reports-page", row => row.GetInt64(0), ("after", after), ("limit", Page));
            if (page.Count == 0) yield break;
            Dictionary<long, LedgerReport> loaded = Load(page);
            foreach (long entry in page) yield return loaded[entry];
            after = page[^1];
        }
    }

    /// <summary>Decisions on the reports under some ids, in the order they were made.</summary>
    public ILookup<string, RecordedDecision> DecisionsOn(IReadOnlyCollection<string> ids) =>
        (ids.Count == 0 ? [] : database.Rows("decisions-of", row => Decision(row, 0), ("names", Marks(ids)))).ToLookup(decision => decision.Decision.Report ?? "", StringComparer.Ordinal);

    /// <summary>Decisions on all reports, in the order they were made.</summary>
    public ILookup<string, RecordedDecision> DecisionsOnReports() => database.Rows("decisions-all", row => Decision(row, 0)).ToLookup(decision => decision.Decision.Report ?? "", StringComparer.Ordinal);

    /// <summary>Decisions on the negotiation as a whole.</summary>
    public IReadOnlyList<RecordedDecision> GeneralDecisions() => database.Rows("decisions-general", row => Decision(row, 0));

    /// <summary>What reports tell, of some thousand after an entry.</summary>
    public List<(long Entry, List<PackedStatement> Statements, List<PackedPosition> Positions)> Packed(long after)
    {
        const int page = 4096;
        return database.Rows(
            "packed-after",
            row =>
            {
                long entry = row.GetInt64(0);
                try
                {
                    return (entry, StatementPack.Statements(row.GetFieldValue<byte[]>(1)), StatementPack.Positions(row.GetFieldValue<byte[]>(2)).ToList());
                }
                catch (InvalidDataException e)
                {
                    throw new LedgerException($"{database.Name}: entry {entry}: its statements cannot be read: {e.Message}; 'parley ledger rebuild' mends it", e);
                }
            },
            ("after", after), ("limit", page));
    }

    private LedgerReport Of(Row row, ILookup<string, RecordedDecision> decisions)
    {
        try
        {
            ReportBody body = EntryBody.Report(row.Body);
            return new(row.Entry, body.ToRaw(row.Text), body.Bytes, row.Reading, row.Packed is null ? null : new ReadingAdded(body.Identity, ReadingPack.Unpack(row.Packed, row.Text, row.Body)) { Kept = $"{database.Name}: entry {row.Reading}" }, [.. decisions[body.Id]]);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw Broken(row.Entry, $"or its reading {row.Reading} cannot be read: {e.Message}");
        }
    }

    private ReportBody BodyOf(long entry, byte[] body)
    {
        try
        {
            return EntryBody.Report(body);
        }
        catch (JsonException e)
        {
            throw Broken(entry, "cannot be read: " + e.Message);
        }
    }

    private object Marks(IEnumerable<string> ids) => database.List([.. ids.Select(Projector.NameMark).Distinct()]);

    private LedgerException Broken(long entry, string what) => new($"{database.Name}: entry {entry} {what}; see what 'parley ledger verify' says");

    private RecordedDecision Decision(DbDataReader row, int column)
    {
        long number = row.GetInt64(column);
        try
        {
            return new(number, DateTimeOffset.Parse(row.GetString(column + 1), CultureInfo.InvariantCulture), row.GetString(column + 2), EntryBody.Decision(row.GetFieldValue<byte[]>(column + 3)));
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException)
        {
            throw new LedgerException($"{database.Name}: entry {number} cannot be read: {e.Message}; see what 'parley ledger verify' says", e);
        }
    }

    private static Row Read(DbDataReader row) => new(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetString(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4));

    private sealed record Row(long Entry, byte[] Body, string Text, long Reading, byte[]? Packed);
}

/// <summary>One version of a report, as the tables have it.</summary>
/// <param name="Id">Id of the report.</param>
/// <param name="Entry">Number of its entry.</param>
/// <param name="State">0 counts, 1 a later version counts, 2 retracted.</param>
/// <param name="Reading">The reading that counts, or 0.</param>
/// <param name="IsRetracted">Whether it is retracted by now.</param>
internal sealed record ReportVersion(string Id, long Entry, int State, long Reading, bool IsRetracted);
