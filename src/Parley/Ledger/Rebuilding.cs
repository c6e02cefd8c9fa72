namespace Parley.Ledger;

/// <summary>Builds the tables that questions are asked of again from the record alone, within a transaction.</summary>
internal sealed class Rebuilding(Database database, ReportTable reports, EntryTable entries)
{
    /// <summary>Rebuilds everything.</summary>
    /// <param name="progress">Told the number of reports done.</param>
    public void Run(Action<long>? progress)
    {
        database.Clear();
        Replay replay = Replay.Of(entries.Outline());
        foreach (long entry in replay.Retracted) database.Run("insert-retracted", ("entry", entry));
        database.Insert("report", [.. replay.Reports.Select(report => new object?[] { report.Entry, report.Id, Projector.Mark(report.Identity), -1, report.State, report.Reading })]);

        var projector = new Projector(database, reports);
        long done = 0;
        foreach ((LedgerReport report, Projection projection) in Projected())
        {
            projector.Write(report, projection);
            projector.FlushIfMany();
            progress?.Invoke(++done);
        }

        projector.Flush();
        database.Settle();
    }

    /// <summary>Reports are read on this thread, their projections made on others, in order: the database is for one thread.</summary>
    private IEnumerable<(LedgerReport Report, Projection Projection)> Projected()
    {
        int ahead = Environment.ProcessorCount * 8;
        var waiting = new Queue<(LedgerReport Report, Task<Projection> Projection)>();
        foreach (LedgerReport report in reports.After(0))
        {
            waiting.Enqueue((report, Task.Run(() => Projection.Of(report))));
            if (waiting.Count < ahead) continue;
            (LedgerReport first, Task<Projection> projection) = waiting.Dequeue();
            yield return (first, projection.GetAwaiter().GetResult());
        }

        while (waiting.TryDequeue(out var next)) yield return (next.Report, next.Projection.GetAwaiter().GetResult());
    }
}
