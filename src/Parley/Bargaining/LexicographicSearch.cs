using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// The lexicographic maximum of sorted gains. Level by level: the least gain of all is made as great as possible; then, for each party that may be the one with the
/// least, the least gain of the others, with that party held at its level; and so on. Parties that may be so held are carried along as long as they reach the level
/// (mostly one remains).
/// </summary>
internal sealed class LexicographicSearch(UtilityTable table, BigInteger[] factor, BigInteger?[] floor, SearchLimits limits)
{
    /// <summary>Ways to hold parties that are followed at most.</summary>
    private const int MaximumWays = 400;

    /// <summary>What was found.</summary>
    /// <param name="Package">The best package.</param>
    /// <param name="Levels">Sorted gains.</param>
    /// <param name="Proved">Whether all levels are proved.</param>
    /// <param name="Gap">What the first unproved level might be better by, in gains divided by the unit.</param>
    /// <param name="LeastCeiling">No package's least gain is above this; null when that is not known.</param>
    /// <param name="Certificate">Proof of all levels.</param>
    internal sealed record Result(Package Package, BigInteger[] Levels, bool Proved, double Gap, BigInteger? LeastCeiling, Certificate Certificate);

    /// <summary>Finds the package.</summary>
    /// <param name="witness">A package that meets the floors.</param>
    /// <param name="unit">What a gain of one is in the goal's integers.</param>
    public Result Solve(Package witness, BigInteger unit)
    {
        Package best = witness;
        int[] members = [.. Enumerable.Range(0, factor.Length).Where(p => factor[p].Sign > 0)];
        Certificate certificate = new(table);
        List<BigInteger> levels = [];
        List<List<(BigInteger?[] Held, BigInteger? Value)>> stages = [];
        List<BigInteger?[]> ways = [new BigInteger?[factor.Length]];
        bool proved = true;
        double gap = 0;
        BigInteger? leastCeiling = null;
        int nodes = limits.Nodes;
        long steps = limits.Steps;
        while (levels.Count < members.Length && proved)
        {
            BigInteger? level = null, ceiling = null;
            bool open = false;
            List<(BigInteger?[] Held, BigInteger? Value)> reached = [];
            stages.Add(reached);
            foreach (BigInteger?[] held in ways)
            {
                if (!proved && limits.Clock.IsOver)
                {
                    open = true;
                    break;
                }

                SearchGoal goal = Goal(held);
                // Wanted is at least as much as another way gave already.
                bool fits = goal.Value(table.Utilities(best)) is BigInteger own && (level is null || own >= level);
                BigInteger step = goal.Step(table);
                SearchResult result = PackageSearch.Run(table, goal, fits ? best : null, fits ? null : level - step, limits with { Nodes = Math.Max(1, nodes), Steps = Math.Max(0, steps) });
                nodes -= result.Nodes;
                steps -= result.Steps;
                proved &= result.Proved;
                if (result.Ceiling is not BigInteger highest) open = true;
                else ceiling = ceiling is null ? highest : BigInteger.Max(ceiling.Value, highest);
                certificate.Claim(goal, result);
                reached.Add((held, result.Package is null ? null : result.Value));
                if (result.Package is null) continue;
                BigInteger value = result.Value!.Value;
                if (level is null || value > level)
                {
                    level = value;
                    best = result.Package;
                }
            }

            if (level is null) break;
            levels.Add(level.Value);
            if (levels.Count == 1 && !open) leastCeiling = ceiling;
            if (!proved)
            {
                best = Polished(best, members);
                gap = open || ceiling is null ? double.PositiveInfinity : new Rational(ceiling.Value - Sorted(table.Utilities(best), members)[levels.Count - 1], unit).ToDouble();
            }

            ways = Next(reached, level.Value, members);
            if (ways.Count <= MaximumWays || levels.Count == members.Length) continue;
            proved = false;
            gap = double.PositiveInfinity;
            break;
        }

        // The gains of the package itself: what later levels reach.
        BigInteger[] gains = Sorted(table.Utilities(best), members);
        if (!proved) certificate.LeaveOpen();
        else
        {
            certificate.Fact(() => gains.SequenceEqual(levels) ? null : "the package's gains are not the levels proved");
            certificate.Fact(() => CheckStages(stages, levels, members, factor.Length) ? null : "the levels do not follow from one another");
        }

        return new Result(best, gains, proved, proved ? 0 : gap, leastCeiling, certificate);
    }

    private BigInteger[] Sorted(BigInteger[] utilities, int[] members) => [.. members.Select(p => factor[p] * (utilities[p] - table.Reservation[p])).Order()];

    /// <summary>What is left when a proof is out of reach: better one issue at a time, as long as there is something better.</summary>
    private Package Polished(Package package, int[] members)
    {
        BigInteger[] own = table.Utilities(package), gains = Sorted(own, members);
        for (bool better = true; better;)
        {
            better = false;
            for (int i = 0; i < table.Issues; i++)
                foreach (int option in table.Efficient(i))
                {
                    BigInteger[] other = table.Changed(own, table.Start[i] + package[i], option);
                    if (Enumerable.Range(0, floor.Length).Any(p => floor[p] is BigInteger least && other[p] < least)) continue;
                    BigInteger[] changed = Sorted(other, members);
                    if (changed.AsSpan().SequenceCompareTo(gains) <= 0) continue;
                    (own, package, gains, better) = (other, package.With(i, option - table.Start[i]), changed, true);
                }
        }

        return package;
    }

    /// <summary>The goal in which some parties are held at levels and the least gain of the others counts.</summary>
    private SearchGoal Goal(BigInteger?[] held)
    {
        BigInteger[] counted = [.. factor];
        BigInteger?[] floors = [.. floor];
        for (int p = 0; p < held.Length; p++)
        {
            if (held[p] is not BigInteger level) continue;
            counted[p] = BigInteger.Zero;
            // Gains are multiples of the factor; a level that comes from another party is rounded up to the next.
            BigInteger least = BigInteger.Divide(level + (level.Sign > 0 ? factor[p] - 1 : BigInteger.Zero), factor[p]) + table.Reservation[p];
            floors[p] = floors[p] is BigInteger f ? BigInteger.Max(f, least) : least;
        }

        return SearchGoal.SumOfSmallest(1, counted, table.Reservation, floors);
    }

    /// <summary>The ways that reached a level, each with one more party held at it.</summary>
    private static List<BigInteger?[]> Next(List<(BigInteger?[] Held, BigInteger? Value)> reached, BigInteger level, int[] members)
    {
        Dictionary<string, BigInteger?[]> next = [];
        foreach ((BigInteger?[] held, BigInteger? value) in reached)
        {
            if (value != level) continue;
            foreach (int p in members)
            {
                if (held[p] is not null) continue;
                BigInteger?[] more = [.. held];
                more[p] = level;
                next.TryAdd(Name(more), more);
            }
        }

        return [.. next.Values];
    }

    private static string Name(BigInteger?[] held) => string.Join(' ', held.Select(h => h?.ToString() ?? "-"));

    /// <summary>Whether every way that might lead to the maximum was followed: each claim bounds one way, and the ways of a level are all that reached the one before.</summary>
    private static bool CheckStages(List<List<(BigInteger?[] Held, BigInteger? Value)>> stages, List<BigInteger> levels, int[] members, int parties)
    {
        if (stages.Count != levels.Count || levels.Count > members.Length) return false;
        List<BigInteger?[]> expected = [new BigInteger?[parties]];
        for (int k = 0; k < stages.Count; k++)
        {
            if (!expected.Select(Name).Order().SequenceEqual(stages[k].Select(s => Name(s.Held)).Order())) return false;
            if (stages[k].Max(s => s.Value) != levels[k] || (k > 0 && levels[k] < levels[k - 1])) return false;
            expected = Next(stages[k], levels[k], members);
        }

        return true;
    }
}
