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
    public long? Find(string identity)
    {
        foreach ((long entry, byte[] body) in database.Rows("reports-by-mark", row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("mark", Projector.Mark(identity))))
            if (EntryBody.Report(body).Identity == identity)
                return entry;
        return null;
    }

    /// <summary>The report that counts under an id, or null.</summary>
    public long? Current(string id) => database.Scalar("report-current", ("id", id)) is { } entry ? Convert.ToInt64(entry, CultureInfo.InvariantCulture) : null;

    /// <summary>Id of a report.</summary>
    public string IdOf(long report) => (string)database.Scalar("report-id", ("entry", report))!;

    /// <summary>Whether an entry is retracted.</summary>
    public bool IsRetracted(long entry) => database.Scalar("is-retracted", ("entry", entry)) is not null;

    /// <summary>Number of the last reading of a report that is not retracted; 0 for none.</summary>
    public long LastReading(long report) => database.Rows("readings-of", row => row.GetInt64(0), ("report", report)) is [long last, ..] ? last : 0;

    /// <summary>One report, with its own reading or another.</summary>
    public LedgerReport Load(long entry, long? reading = null)
    {
        Row row = database.Rows("report", Read, ("entry", entry)) is [var only] ? only : throw new LedgerException($"{database.Name}: entry {entry} is no report");
        if (reading is { } other && other != row.Reading)
            row = row with { Reading = other, Packed = other == 0 ? null : (byte[]?)database.Scalar("entry-body", ("number", other)) };
        return Of(row, DecisionsOn(EntryBody.Report(row.Body).Id));
    }

    /// <summary>Several reports, by number.</summary>
    public Dictionary<long, LedgerReport> Load(IReadOnlyList<long> numbers)
    {
        if (numbers.Count == 0) return [];
        object asked = database.List(numbers);
        ILookup<long, RecordedDecision> decisions = database.Rows("decisions-of", row => (row.GetInt64(0), Decision(row, 1)), ("ids", asked)).ToLookup(pair => pair.Item1, pair => pair.Item2);
        return database.Rows("reports-of", Read, ("ids", asked)).ToDictionary(row => row.Entry, row => Of(row, [.. decisions[row.Entry]]));
    }

    /// <summary>All versions of the report under an id, retracted ones apart, each with its last reading.</summary>
    public List<LedgerReport> Versions(string id) =>
        [.. database.Rows("report-versions", row => row.GetInt64(0), ("id", id)).Where(entry => !IsRetracted(entry)).Select(entry => Load(entry, LastReading(entry)))];

    /// <summary>Reports that count, from the one after an entry; a page at a time.</summary>
    public IEnumerable<LedgerReport> After(long after)
    {
        while (true)
        {
            List<long> page = database.Rows("reports-page", row => row.GetInt64(0), ("after", after), ("limit", Page));
            if (page.Count == 0) yield break;
            ILookup<long, RecordedDecision> decisions = database.Rows("decisions-between", row => (row.GetInt64(0), Decision(row, 1)), ("first", page[0]), ("last", page[^1]))
                .ToLookup(pair => pair.Item1, pair => pair.Item2);
            foreach (Row row in database.Rows("reports-between", Read, ("first", page[0]), ("last", page[^1]))) yield return Of(row, [.. decisions[row.Entry]]);
            after = page[^1];
        }
    }

    /// <summary>Decisions on the report under an id.</summary>
    public IReadOnlyList<RecordedDecision> DecisionsOn(string id) => database.Rows("decisions-on", row => Decision(row, 0), ("id", id));

    /// <summary>Decisions on the negotiation as a whole.</summary>
    public IReadOnlyList<RecordedDecision> GeneralDecisions() => database.Rows("decisions-general", row => Decision(row, 0));

    private LedgerReport Of(Row row, IReadOnlyList<RecordedDecision> decisions)
    {
        try
        {
            ReportBody body = EntryBody.Report(row.Body);
            return new(row.Entry, body.ToRaw(row.Text), body.Bytes, row.Reading, row.Packed is null ? null : new ReadingAdded(body.Identity, ReadingPack.Unpack(row.Packed, row.Text)), decisions);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new LedgerException($"{database.Name}: entry {row.Entry} or its reading {row.Reading} cannot be read: {e.Message}; see what 'parley ledger verify' says", e);
        }
    }

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
