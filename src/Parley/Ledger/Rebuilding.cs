namespace Parley.Ledger;

/// <summary>Builds the tables that questions are asked of again from the record alone, within a transaction.</summary>
internal sealed class Rebuilding(Database database, ReportTable reports, EntryTable entries)
{
    /// <summary>Reports read at once.</summary>
    private const int Page = 64;

    /// <summary>Of what is in a database.</summary>
    public static Rebuilding Of(Database database) => new(database, new ReportTable(database), new EntryTable(database));

    /// <summary>Rebuilds everything.</summary>
    /// <param name="progress">Told the number of reports done.</param>
    public void Run(Action<long>? progress)
    {
        database.Clear();
        Replay replay = Replay.Of(entries.Outline());
        foreach (long entry in replay.Retracted) database.Run("insert-retracted", ("entry", entry));
        database.Insert("report", [.. replay.Reports.Where(report => report.State != 0).Select(report => Projector.Row(report.Entry, report.Identity, report.Id, 0, -1, report.State))]);
        var projector = new Projector(database, reports);
        long done = 0;
        foreach ((LedgerReport report, Projection projection) in Projected(replay))
        {
            projector.Write(report, projection, isNew: true);
            progress?.Invoke(++done);
        }

        projector.Flush();
        database.Settle();
    }

    /// <summary>Reports are read on this thread, their projections made on others, in order: the database is for one thread.</summary>
    private IEnumerable<(LedgerReport Report, Projection Projection)> Projected(Replay replay)
    {
        ILookup<string, RecordedDecision> decisions = reports.DecisionsOnReports();
        int ahead = Environment.ProcessorCount * Page;
        var waiting = new Queue<(LedgerReport Report, Task<Projection> Projection)>();
        foreach (ReplayedReport[] page in replay.Reports.Where(report => report.State == 0).Chunk(Page))
        {
            foreach (LedgerReport report in reports.Load([.. page.Select(report => (report.Entry, report.Reading))], decisions)) waiting.Enqueue((report, Task.Run(() => Projection.Of(report))));
            while (waiting.Count > ahead) yield return Next(waiting);
        }

        while (waiting.Count > 0) yield return Next(waiting);
    }

    private static (LedgerReport Report, Projection Projection) Next(Queue<(LedgerReport Report, Task<Projection> Projection)> waiting)
    {
        (LedgerReport report, Task<Projection> projection) = waiting.Dequeue();
        return (report, projection.GetAwaiter().GetResult());
    }
}
