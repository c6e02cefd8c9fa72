using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// The fewest red lines and reservations to give up so that a package becomes possible. For every set of parties that go below their reservation (small sets first) the
/// fewest red lines are found by a search in which crossing red lines is one more party's loss; its tree proves that no fewer do.
/// </summary>
internal sealed class ZoneRelaxation
{
    /// <summary>Sets of parties that are looked at: all of up to three out of 24.</summary>
    private const int MaximumSets = 2_500;

    /// <summary>Ways that are listed.</summary>
    private const int MaximumListed = 8;

    private readonly Scenario scenario;
    private readonly UtilityTable table, wider;
    private readonly SearchLimits limits;
    private readonly Certificate certificate;
    private readonly BigInteger[] common;
    private readonly int crossing;

    /// <summary>For each set of parties looked at: the red lines that are proved to be needed at the least; none help where it says so.</summary>
    private readonly Dictionary<uint, int> needed = [];

    private ZoneRelaxation(Scenario scenario, UtilityTable table, SearchLimits limits, Certificate certificate)
    {
        (this.scenario, this.table, this.limits, this.certificate) = (scenario, table, limits, certificate);
        wider = table.WithRedLinesAsParty();
        crossing = table.Parties;
        common = BargainingSolver.CommonFactors(table);
    }

    /// <summary>The smallest ways, at most eight; the certificate takes the proof that there are no smaller ones.</summary>
    public static IReadOnlyList<Relaxation> Smallest(Scenario scenario, UtilityTable table, SearchLimits limits, Certificate certificate) =>
        new ZoneRelaxation(scenario, table, limits, certificate).Smallest();

    private List<Relaxation> Smallest()
    {
        List<Relaxation> found = [];
        int fewest = int.MaxValue;
        for (int size = 0; size <= Math.Min(table.Parties, fewest); size++)
            foreach (uint free in Sets(table.Parties, size))
            {
                if (needed.Count == MaximumSets || limits.Clock.IsOver)
                {
                    certificate.LeaveOpen();
                    // When nobody insists on its reservation, giving up red lines is always enough.
                    if (found.Count == 0 && Fewest((uint)((1UL << table.Parties) - 1), null) is Relaxation all) found.Add(all);
                    return found;
                }

                if (Fewest(free, fewest == int.MaxValue ? null : fewest - size) is not Relaxation relaxation || relaxation.Count > fewest) continue;
                if (relaxation.Count < fewest) found.Clear();
                fewest = relaxation.Count;
                if (found.Count < MaximumListed && !found.Exists(r => r.Package == relaxation.Package)) found.Add(relaxation);
            }

        certificate.Fact(() => IsLeast(fewest) ? null : "fewer concessions may open the zone");
        return found;
    }

    /// <summary>Whether every set of fewer parties was shown to need so many red lines that together they are not fewer.</summary>
    private bool IsLeast(int fewest)
    {
        for (int size = 0; size < Math.Min(table.Parties + 1, fewest); size++)
            foreach (uint free in Sets(table.Parties, size))
                if (!needed.TryGetValue(free, out int least) || least < fewest - size) return false;
        return true;
    }

    /// <summary>Sets of so many of the parties, as bits, ascending.</summary>
    private static IEnumerable<uint> Sets(int parties, int size)
    {
        if (size == 0)
        {
            yield return 0;
            yield break;
        }

        for (ulong set = (1UL << size) - 1; set < 1UL << parties;)
        {
            yield return (uint)set;
            // The next number with as many bits (Gosper).
            ulong lowest = set & (~set + 1), carried = set + lowest;
            set = carried | ((set ^ carried) / lowest >> 2);
        }
    }

    /// <summary>The fewest red lines to give up when some reservations do not count; null when that is not possible with so few.</summary>
    /// <param name="free">Parties whose reservations do not count.</param>
    /// <param name="most">Red lines that may be crossed at the most, or null.</param>
    private Relaxation? Fewest(uint free, int? most)
    {
        BigInteger?[] floors = new BigInteger?[crossing + 1];
        for (int p = 0; p < crossing; p++)
            if ((free >> p & 1) == 0) floors[p] = table.Reservation[p];

        // A package that meets the floors: the greatest least surplus of those that count.
        BigInteger[] counted = [.. common.Select((f, p) => (free >> p & 1) == 0 ? f : BigInteger.Zero), BigInteger.Zero];
        Package start = new([.. Enumerable.Range(0, wider.Issues).Select(i => wider.Efficient(i)[0] - wider.Start[i])]);
        if (Array.Exists(counted, c => c.Sign > 0))
        {
            SearchGoal least = SearchGoal.SumOfSmallest(1, counted, wider.Reservation, new BigInteger?[crossing + 1]);
            SearchResult surplus = PackageSearch.Run(wider, least, start, null, limits with { Enough = BigInteger.Zero });
            if (surplus.Value!.Value.Sign < 0)
            {
                certificate.Claim(wider, least, surplus);
                needed[free] = surplus.Ceiling?.Sign < 0 ? int.MaxValue : 0;
                return null;
            }

            start = surplus.Package!;
        }

        BigInteger[] onlyCrossing = new BigInteger[crossing + 1];
        onlyCrossing[crossing] = BigInteger.One;
        SearchGoal fewest = SearchGoal.Sum(onlyCrossing, floors);
        SearchResult result = PackageSearch.Run(wider, fewest, start, null, limits);
        certificate.Claim(wider, fewest, result);
        needed[free] = result.Ceiling is BigInteger ceiling ? (int)-ceiling : 0;
        if (most is int limit && -result.Value!.Value > limit) return null;
        Package package = result.Package!;

        // Among the packages with as few crossings, nobody should go further below its reservation than it must.
        if (free != 0)
        {
            floors[crossing] = result.Value!.Value;
            BigInteger[] losers = [.. common.Select((f, p) => (free >> p & 1) != 0 ? f : BigInteger.Zero), BigInteger.Zero];
            package = PackageSearch.Run(wider, SearchGoal.SumOfSmallest(1, losers, wider.Reservation, floors), package, null, limits).Package ?? package;
        }

        return Of(package);
    }

    /// <summary>What must be given up for a package.</summary>
    private Relaxation Of(Package package)
    {
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
