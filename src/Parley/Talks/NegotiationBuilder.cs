using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>Makes one picture of many readings. The result depends on the readings alone, not on the order they arrive in.</summary>
public static class NegotiationBuilder
{
    /// <summary>Builds the picture.</summary>
    /// <param name="readings">Readings of reports on one negotiation, in any order, with different report ids.</param>
    /// <param name="asOf">Use only reports published up to and including this day (and none that are undated); null for all.</param>
    /// <param name="since">What came after this day is new; null for nothing.</param>
    /// <param name="decisions">What people decided, in the order they did; null for nothing.</param>
    public static Negotiation Build(IEnumerable<Reading> readings, DateOnly? asOf = null, DateOnly? since = null, IEnumerable<Decision>? decisions = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var talks = new TalksSoFar(asOf, since, decisions);
        talks.Add(readings);
        return talks.Now();
    }

    /// <summary>The picture with the way from what each reading calls something to what it became.</summary>
    internal static (Negotiation Talks, TalksIdentity Identity) BuildWithIdentity(IEnumerable<Reading> readings)
    {
        var talks = new TalksSoFar();
        talks.Add(readings);
        return (talks.Now(), talks.Identity());
    }
}
