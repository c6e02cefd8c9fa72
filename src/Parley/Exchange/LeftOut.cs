using Parley.Ledger;
using Parley.Positions;

namespace Parley.Exchange;

/// <summary>What the forms of an export have no place for, counted; the tables have all of it.</summary>
internal static class LeftOut
{
    /// <summary>What of a ledger stands in the tables alone: what counts no longer, and decisions that are on no statement.</summary>
    public static void OfLedger(ILedgerStore store, ExchangeCounts counts)
    {
        LedgerCounts all = store.Count();
        counts.LeaveOut(all.Superseded, "older version of a report", "older versions of reports");
        counts.LeaveOut(all.Retracted, "retracted report");
        counts.LeaveOut(all.Readings - counts.Readings, "reading that counts no longer", "readings that count no longer");
        counts.LeaveOut(store.Decisions().Count, "decision on parties, actors, proposals or issues as such", "decisions on parties, actors, proposals or issues as such");
    }

    /// <summary>What people decided on a report's statements, in a form that says only what comes of it.</summary>
    public static void OfDecisions(LedgerReport report, ExchangeCounts counts)
    {
        if (report.Decided is { } decided)
        {
            counts.LeaveOut(Rejected(report), "rejected statement");
            counts.LeaveOut(decided.Status.Count, "status of a statement", "statuses of statements");
        }

        counts.LeaveOut(report.Decisions.Count, "decision on a statement", "decisions on statements");
    }

    /// <summary>How many statements of the reading people rejected.</summary>
    public static int Rejected(LedgerReport report) => report.Decided?.Rejected.Count ?? 0;

    /// <summary>What a form of statements and positions alone has no place for.</summary>
    public static void OfTalks(Reading reading, ExchangeCounts counts)
    {
        counts.LeaveOut(reading.Events.Count, "event");
        OfRest(reading, counts.LeaveOut);
    }

    /// <summary>What is neither statement nor event.</summary>
    public static void OfRest(Reading reading, Action<long, string, string?> leave)
    {
        leave(reading.Deadlines.Count, "deadline", null);
        leave(reading.Contradictions.Count, "contradiction", null);
        leave(reading.Provisions.Count, "provision", null);
    }
}
