using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// The fewest red lines and reservations to give up so that a package becomes possible. For every set of parties that go below their reservation (small sets first) the
/// fewest red lines are found by a search in which crossing red lines is one more party's loss.
/// </summary>
internal static class ZoneRelaxation
{
    public static IReadOnlyList<Relaxation> Smallest(Scenario scenario, UtilityTable table, SearchLimits limits)
    {
        int parties = table.Parties;
        List<Relaxation> found = [];
        int fewest = int.MaxValue;
        foreach (uint free in Enumerable.Range(0, 1 << Math.Min(parties, 16)).Select(s => (uint)s).OrderBy(BitOperations.PopCount).ThenBy(s => s))
        {
            int given = BitOperations.PopCount(free);
            if (given > fewest || found.Count >= 8) break;
            if (Fewest(scenario, table, free, fewest == int.MaxValue ? null : fewest - given, limits) is not Relaxation relaxation) continue;
            if (relaxation.Count < fewest) found.Clear();
            if (relaxation.Count > fewest) continue;
            fewest = relaxation.Count;
            found.Add(relaxation);
        }

        return found;
    }

    /// <summary>The fewest red lines to give up when some reservations do not count; null when that is not possible with so few.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="table">Its utilities.</param>
    /// <param name="free">Parties whose reservations do not count.</param>
    /// <param name="most">Red lines that may be crossed at the most, or null.</param>
    /// <param name="limits">Of each search.</param>
    private static Relaxation? Fewest(Scenario scenario, UtilityTable table, uint free, int? most, SearchLimits limits)
    {
        // One more party, to whom an option is worth minus the number of red lines through it.
        UtilityTable wider = table.WithRedLinesAsParty();
        int crossing = table.Parties;
        BigInteger?[] floors = new BigInteger?[crossing + 1];
        for (int p = 0; p < crossing; p++)
            if ((free >> p & 1) == 0) floors[p] = table.Reservation[p];
        BigInteger[] factors = new BigInteger[crossing + 1];
        factors[crossing] = BigInteger.One;
        SearchGoal fewest = SearchGoal.Sum(factors, floors);

        // A package that meets the floors: the greatest least surplus of those that count.
        BigInteger[] common = [.. BargainingSolver.CommonFactors(table).Select((f, p) => (free >> p & 1) == 0 ? f : BigInteger.Zero), BigInteger.Zero];
        Package start = new([.. Enumerable.Range(0, wider.Issues).Select(i => OptionFilter.Efficient(wider, i)[0] - wider.Start[i])]);
        if (Array.Exists(common, c => c.Sign > 0))
        {
            SearchResult surplus = PackageSearch.Run(wider, SearchGoal.SumOfSmallest(1, common, wider.Reservation, new BigInteger?[crossing + 1]), start, null, limits);
            if (surplus.Value!.Value.Sign < 0) return null;
            start = surplus.Package!;
        }

        SearchResult result = PackageSearch.Run(wider, fewest, start, null, limits);
        if (most is int limit && -result.Value!.Value > limit) return null;
        Package package = result.Package!;

        // Among the packages with as few crossings, nobody should go further below its reservation than it must.
        if (free != 0)
        {
            floors[crossing] = result.Value!.Value;
            BigInteger[] losers = [.. BargainingSolver.CommonFactors(table).Select((f, p) => (free >> p & 1) != 0 ? f : BigInteger.Zero), BigInteger.Zero];
            package = PackageSearch.Run(wider, SearchGoal.SumOfSmallest(1, losers, wider.Reservation, floors), package, null, limits).Package ?? package;
        }

        List<(int Party, int Issue, int Option)> lines = [];
        for (int i = 0; i < table.Issues; i++)
            for (int p = 0; p < table.Parties; p++)
                if ((table.RedBy[table.Start[i] + package[i]] >> p & 1) != 0) lines.Add((p, i, package[i]));
        List<(int Party, Rational Utility)> below = [];
        for (int p = 0; p < table.Parties; p++)
            if (table.Utility(p, package) < table.Reservation[p]) below.Add((p, scenario.Utility(p, package)));
        return new Relaxation(lines, below, package);
    }
}
