using System.Globalization;
using System.Text.Json;

namespace Parley.Ledger;

/// <summary>A ledger in a database.</summary>
/// <param name="database">Where it is; disposed with it.</param>
/// <param name="time">The clock that entries are dated by.</param>
internal sealed class SqlStore(Database database, TimeProvider time) : ILedgerStore
{
    private readonly EntryTable entries = new(database);
    private readonly ReportTable reports = new(database);

    /// <inheritdoc/>
    public string Name => database.Name;

    /// <inheritdoc/>
    public LedgerHead Head => entries.Head;

    /// <inheritdoc/>
    public IReadOnlyList<Entry?> Append(IReadOnlyList<Draft> drafts)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        foreach (Draft draft in drafts) Check(draft);
        IReadOnlyList<Entry?> written = database.Exclusively(() => new Appending(database, new EntryTable(database), reports, time).Append(drafts));
        database.Learn();
        return written;
    }

    /// <inheritdoc/>
    public IEnumerable<Entry> Entries(long after = 0) => entries.After(after);

    /// <inheritdoc/>
    public Entry? Find(long number) => entries.Find(number);

    /// <inheritdoc/>
    public IReadOnlyList<Entry> About(long number) => entries.About(number);

    /// <inheritdoc/>
    public LedgerReport? FindReport(string identity) => reports.Find(identity) is { } entry ? reports.Load(entry) : null;

    /// <inheritdoc/>
    public LedgerReport? FindReportById(string id) => reports.Current(id) is { } entry ? reports.Load(entry) : null;

    /// <inheritdoc/>
    public IReadOnlySet<string> RetractedReports() => reports.Retracted();

    /// <inheritdoc/>
    public IReadOnlyList<LedgerReport> Versions(string id) => reports.Versions(id);

    /// <inheritdoc/>
    public IEnumerable<LedgerReport> Reports() => reports.After(0);

    /// <inheritdoc/>
    public IReadOnlyList<RecordedDecision> Decisions() => reports.GeneralDecisions();

    /// <inheritdoc/>
    public IEnumerable<FoundStatement> Statements(LedgerQuery query) => new Search(database, reports).Statements(query);

    /// <inheritdoc/>
    public IEnumerable<LedgerReport> Reports(LedgerQuery query) => new Search(database, reports).Reports(query);

    /// <inheritdoc/>
    public LedgerMatrix Matrix(DateOnly? asOf, int parties, int targets) => new MatrixSearch(database).Of(asOf, parties, targets);

    /// <inheritdoc/>
    public LedgerCounts Count()
    {
        long text = Convert.ToInt64(database.Scalar("text-size"), CultureInfo.InvariantCulture), size = database.Size();
        long statements = 0, reviewed = 0, positions = 0, after = 0;
        while (reports.Packed(after) is { Count: > 0 } page)
        {
            after = page[^1].Entry;
            foreach ((_, List<PackedStatement> told, List<PackedPosition> held) in page)
            {
                statements += told.Count(statement => !statement.IsRejected);
                reviewed += told.Count(statement => statement.Author != ReviewStatus.Open || statement.Reviewer != ReviewStatus.Open);
                positions += held.Count;
            }
        }

        return database.Rows("counts", row => new LedgerCounts(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), statements, reviewed, positions, text, size))[0];
    }

    /// <inheritdoc/>
    public IEnumerable<LedgerFault> Verify() => new Verification(database, entries, reports).Run();

    /// <inheritdoc/>
    public void Rebuild(Action<long>? progress = null) => database.Exclusively(() =>
    {
        new Rebuilding(database, reports, new EntryTable(database)).Run(progress);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    private void Check(Draft draft)
    {
        const int longestAuthor = 200;
        if (string.IsNullOrWhiteSpace(draft.Author) || draft.Author.Length > longestAuthor || draft.Author.Any(char.IsControl))
            throw new LedgerException($"{Name}: an author is one line of at most {longestAuthor} characters, not \"{draft.Author}\"");
        if (draft.Content is ReportAdded { Report: { } report, Sha256: var sha, Original: var original })
        {
            if (report.Text.Contains('\0', StringComparison.Ordinal) || report.Id.Length == 0 || report.Id.Contains('\0', StringComparison.Ordinal)) throw new LedgerException($"{Name}: {report.Source}: text and id hold no NUL, and an id is not empty");
            if (!IsUnicode(report.Text) || !IsUnicode(report.Id)) throw new LedgerException($"{Name}: {report.Source}: holds half a surrogate pair; nothing was added");
            if (EntryHash.Of(original.Span) != sha) throw new LedgerException($"{Name}: {report.Source}: its bytes are not those of the hash that it came with");
        }

        if (draft.Content is ReadingAdded reading)
        {
            try
            {
                _ = reading.Reading;
            }
            catch (JsonException e)
            {
                throw new LedgerException($"{Name}: is no reading: {e.Message}", e);
            }
        }
    }

    private static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}

/// <summary>One batch of entries on its way into a ledger, within a transaction. What is asked of each report is asked of all at once, and what is written is written together: on a server each question takes its time.</summary>
internal sealed class Appending(Database database, EntryTable entries, ReportTable reports, TimeProvider time)
{
    private readonly Projector projector = new(database, reports);

    /// <summary>Reports that the tables know nothing of yet.</summary>
    private readonly Dictionary<long, ReportAdded> fresh = [];
    private readonly Dictionary<long, (long, ReadingAdded)> readings = [];
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);
    private Dictionary<string, long> known = [];
    private bool namesTouched;

    /// <summary>Appends drafts and brings the tables up to date.</summary>
    public List<Entry?> Append(IReadOnlyList<Draft> drafts)
    {
        LedgerHead head = entries.Head;
        DateTimeOffset now = time.GetUtcNow();
        Know(drafts);
        var written = new List<Entry?>(drafts.Count);
        foreach (Draft draft in drafts)
        {
            Entry? entry = Take(head, draft, now);
            written.Add(entry);
            if (entry is not null) head = new(entry.Number, entry.Hash);
            // Whatever was the same as what came may be so no longer.
            if (draft.Content is Retracted) Know(drafts);
        }

        entries.Flush();
        if (namesTouched) projector.RefreshNames();
        projector.Refresh(touched, fresh, readings);
        projector.Flush();
        return written;
    }

    /// <summary>Looks up which of the reports that drafts tell of are there.</summary>
    private void Know(IReadOnlyList<Draft> drafts)
    {
        Settle();
        known = reports.Find([.. drafts.Select(draft => draft.Content switch { ReportAdded report => report.Identity, ReadingAdded reading => reading.ReportIdentity, _ => null }).OfType<string>()]);
    }

    /// <summary>Writes what the batch brought so far, for a draft that asks the tables.</summary>
    private void Settle()
    {
        entries.Flush();
        database.Insert("report", [.. fresh.Select(pair => Projector.Row(pair.Key, pair.Value.Identity, pair.Value.Report.Id, 0, -1, 0))]);
        fresh.Clear();
        readings.Clear();
    }

    private Entry? Take(LedgerHead head, Draft draft, DateTimeOffset now)
    {
        switch (draft.Content)
        {
            case ReportAdded report:
                if (known.ContainsKey(report.Identity)) return null;
                Entry entry = entries.Add(head, draft, 0, now);
                fresh[entry.Number] = report;
                known[report.Identity] = entry.Number;
                touched.Add(report.Report.Id);
                return entry;
            case ReadingAdded reading:
                return Take(head, draft, reading, now);
            case DecisionMade made:
                long subject = made.Decision.Report is { } id ? Current(id) : 0;
                if (subject == 0) namesTouched = true;
                else touched.Add(made.Decision.Report!);
                return entries.Add(head, draft, subject, now);
            case Retracted retracted:
                return Retract(head, draft, retracted.Entry, now);
            default:
                throw new ArgumentOutOfRangeException(nameof(draft));
        }
    }

    private Entry? Take(LedgerHead head, Draft draft, ReadingAdded reading, DateTimeOffset now)
    {
        if (!known.TryGetValue(reading.ReportIdentity, out long report)) throw new LedgerException($"{database.Name}: a reading of {reading.Reading.Report.Source}: the ledger does not have that report; add the report first");
        if (readings.ContainsKey(report)) Settle();
        bool isFresh = fresh.TryGetValue(report, out ReportAdded? here);
        string text = isFresh ? here!.Report.Text : entries.TextOf(report);
        if (reading.Reading.Report.Text != text) throw new LedgerException($"{database.Name}: a reading of {reading.Reading.Report.Source}: it is of another text than the report's");
        if (!isFresh)
        {
            Settle();
            foreach (long number in database.Rows("readings-of", row => row.GetInt64(0), ("report", report)))
                if (database.Scalar("entry-body", ("number", number)) is byte[] packed && ReadingPack.Unpack(packed, text, entries.BodyOf(report)).AsSpan().SequenceEqual(reading.Json.Span))
                    return null;
        }

        Entry entry = entries.Add(head, draft, report, now, text);
        if (isFresh) readings[report] = (entry.Number, reading);
        touched.Add(isFresh ? here!.Report.Id : reports.IdOf(report));
        return entry;
    }

    private Entry Retract(LedgerHead head, Draft draft, long target, DateTimeOffset now)
    {
        if (target <= 0 || target > head.Number) throw new LedgerException($"{database.Name}: there is no entry {target} to retract; the last is {head.Number}");
        Entry entry = entries.Add(head, draft, target, now);
        Settle();
        for (long at = target; at > 0;)
        {
            (string kind, long subject) = database.Rows("entry-kind", row => (row.GetString(0), row.GetInt64(1)), ("number", at))[0];
            database.Run(Counts(at) ? "delete-retracted" : "insert-retracted", ("entry", at));
            if (kind == "retraction")
            {
                // A retraction that counts no longer brings back what it retracted.
                at = subject;
                continue;
            }

            if (kind == "report") touched.Add(reports.IdOf(at));
            else if (subject > 0) touched.Add(reports.IdOf(subject));
            else namesTouched = true;
            break;
        }

        return entry;
    }

    /// <summary>Whether an entry counts: no retraction of it does.</summary>
    private bool Counts(long entry) => !database.Rows("retractions-of", row => row.GetInt64(0), ("subject", entry)).Exists(Counts);

    /// <summary>The version of a report that counts at this point of the batch: the last that is not retracted.</summary>
    private long Current(string id)
    {
        if (fresh.Count > 0) Settle();
        return reports.Versions([id]).FindLast(version => !version.IsRetracted)?.Entry ?? throw new LedgerException($"{database.Name}: the ledger has no report \"{id}\" to decide on");
    }
}
