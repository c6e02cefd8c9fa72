using Parley.Ledger;
using Parley.Positions;

namespace Parley.Cli;

/// <summary>The readings of a ledger with all decisions in effect: what stands on readings works on these as on those from files.</summary>
internal static class LedgerReadings
{
    /// <summary>Readings of the reports that count, in the order they came in.</summary>
    public static IEnumerable<Reading> Of(string ledger)
    {
        using ILedgerStore store = LedgerFile.Open(ledger, TimeProvider.System, readOnly: true);
        foreach (Reading reading in Of(store)) yield return reading;
    }

    /// <summary>Readings of the reports that count, in the order they came in.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="withRejected">Whether rejected statements are among the others, as if nobody had rejected them.</param>
    public static IEnumerable<Reading> Of(ILedgerStore store, bool withRejected = false)
    {
        List<Decision> decisions = [.. store.Decisions().Select(decision => decision.Decision)];
        return store.Reports().Select(report => report.Decided is not { } decided ? null : withRejected && decided.Rejected.Count > 0 ? decided.Reading with { Statements = [.. decided.Reading.Statements, .. decided.Rejected] } : decided.Reading)
            .OfType<Reading>().With(decisions);
    }
}
