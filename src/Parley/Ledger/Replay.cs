namespace Parley.Ledger;

/// <summary>A report as a replay of the record sees it. State: 0 counts, 1 a later version counts, 2 retracted.</summary>
internal sealed class ReplayedReport(long entry, string id, string identity)
{
    /// <summary>Number of its entry.</summary>
    public long Entry { get; } = entry;

    /// <summary>Its id.</summary>
    public string Id { get; } = id;

    /// <summary>What makes it the same as another.</summary>
    public string Identity { get; } = identity;

    /// <summary>Whether it counts.</summary>
    public int State { get; set; }

    /// <summary>The reading that counts, or 0; 0 too for a report that does not count.</summary>
    public long Reading { get; set; }
}

/// <summary>What a replay of the record from its beginning gives: which entries count. In one pass, apart from the way the tables are kept in step.</summary>
internal sealed class Replay
{
    private readonly Dictionary<long, (string Kind, long Subject)> entries = [];
    private readonly Dictionary<long, List<long>> retractions = [];
    private readonly Dictionary<long, List<long>> readings = [];
    private readonly List<ReplayedReport> reports = [];

    private Replay()
    {
    }

    /// <summary>Entries that count no longer.</summary>
    public IReadOnlyList<long> Retracted { get; private set; } = [];

    /// <summary>All reports, in the order they came in.</summary>
    public IReadOnlyList<ReplayedReport> Reports => reports;

    /// <summary>Replays a record.</summary>
    public static Replay Of(IEnumerable<ReplayedEntry> record)
    {
        var replay = new Replay();
        foreach (ReplayedEntry entry in record) replay.Add(entry);
        replay.Settle();
        return replay;
    }

    private void Add(ReplayedEntry entry)
    {
        entries[entry.Number] = (entry.Kind, entry.Subject);
        if (entry.Kind == "report") reports.Add(new(entry.Number, entry.Id!, entry.Identity!));
        else if (entry.Kind == "reading") To(readings, entry);
        else if (entry.Kind == "retraction") To(retractions, entry);
    }

    private static void To(Dictionary<long, List<long>> lists, ReplayedEntry entry)
    {
        if (!lists.TryGetValue(entry.Subject, out List<long>? list)) lists[entry.Subject] = list = [];
        list.Add(entry.Number);
    }

    private void Settle()
    {
        // A retraction always comes after what it retracts: from the end on, each is settled before what it is about.
        var counts = new HashSet<long>();
        foreach (long subject in retractions.Keys.OrderDescending())
            if (!retractions[subject].TrueForAll(counts.Contains))
                counts.Add(subject);
        Retracted = [.. counts.Order()];
        var current = new Dictionary<string, ReplayedReport>(StringComparer.Ordinal);
        foreach (ReplayedReport report in reports)
        {
            if (counts.Contains(report.Entry))
            {
                report.State = 2;
                continue;
            }

            if (current.TryGetValue(report.Id, out ReplayedReport? older)) older.State = 1;
            current[report.Id] = report;
        }

        foreach (ReplayedReport report in current.Values)
            if (readings.TryGetValue(report.Entry, out List<long>? made))
                report.Reading = made.FindLast(number => !counts.Contains(number));
    }
}

/// <summary>What a replay needs of an entry.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Id">Id of a report.</param>
/// <param name="Identity">What makes a report the same as another.</param>
internal readonly record struct ReplayedEntry(long Number, string Kind, long Subject, string? Id, string? Identity);
