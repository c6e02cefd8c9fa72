using System.Numerics;
using Parley.Learning;

namespace Parley.Bargaining;

/// <summary>
/// What follows when the frontier gets too large: points that cover it to within a stated gap. Issues are added several at a time, as their own frontier, because every addition
/// costs precision. Sums run past a table of boxes, which span the parties' utilities but for one; of each box the point best for that one party stays, so that it stands for the others to
/// within the width of the box, and costs the one party nothing. Boxes grow until there is room for all (Papadimitriou and Yannakakis 2000; Laumanns et al. 2002); then those go that
/// another box surpasses.
/// </summary>
internal sealed class FrontierCover
{
    /// <summary>Steps of work that one sum takes.</summary>
    private const int StepsOfSum = 20;

    /// <summary>Steps of work that it takes, about, to find out of a point whether another surpasses it.</summary>
    private const int StepsOfPruning = 1_000;

    /// <summary>Points that a cover holds at the most: more take more room and time than they bring closeness.</summary>
    private const int MaximumPoints = 400_000;

    /// <summary>Points of the frontier of issues that are added together.</summary>
    private const int MaximumBlock = 4_096;

    private readonly UtilityTable table;
    private readonly int[][] options;
    private readonly FrontierLimits limits;
    private readonly WorkClock clock;
    private readonly int parties;
    private readonly int[][] worth;
    private readonly BigInteger[] divisor;
    private int[][] points;
    private long work;
    private int issuesDone;

    public FrontierCover(UtilityTable table, FrontierStages begun, int[][] options, FrontierLimits limits, long work, WorkClock clock)
    {
        (this.table, this.options, this.limits, this.work, this.clock) = (table, options, limits, work, clock);
        parties = table.Parties;
        // Worths as integers of 28 bits in sum, rounded down where they are longer.
        divisor = new BigInteger[parties];
        worth = new int[parties][];
        for (int p = 0; p < parties; p++)
        {
            BigInteger range = 2 * table.Range(p);
            divisor[p] = range >> 28;
            if (divisor[p].IsZero) divisor[p] = BigInteger.One;
            worth[p] = Array.ConvertAll(table.Worth[p], w => (int)Floor(w, divisor[p]));
        }

        points = begun.Sums(worth, w => w);
        issuesDone = begun.Steps.Sum(s => s.Issues.Length);
    }

    /// <summary>Whether of the points added last none surpasses another.</summary>
    public bool IsPruned { get; private set; }

    /// <summary>Adds the issues.</summary>
    public IEnumerable<FrontierStep> Add(int[] issues)
    {
        for (int from = 0, fold = 0; from < issues.Length; fold++)
        {
            clock.Cancel.ThrowIfCancellationRequested();
            bool hurry = clock.IsOver;
            int hasty = Math.Clamp(50_000 / issues.Length, 100, 2_000);
            long sums = hurry ? 10 * hasty : Math.Clamp(work / (StepsOfSum * (2L + (issues.Length - from) / 3)), Math.Min(1_000_000, 1_000 + limits.MaximumWork / 200), parties <= 4 ? 6_000_000 : 60_000_000);
            (FrontierStages block, int size) = Block(issues, from, sums);
            from += size;
            issuesDone += size;
            int next = from < issues.Length ? options[issues[from]].Length : 1;
            // No more than there is work to prune: what is not pruned leaves less room for the issues to come.
            long prunable = Math.Max(1_000, Math.Max(work / 4, limits.MaximumWork / 20) / StepsOfPruning);
            long room = Math.Min(Math.Min(limits.MaximumPoints, hurry ? hasty : MaximumPoints), Math.Min(sums / next, prunable));
            if (Add(block, issues.AsSpan(from - size, size).ToArray(), (int)Math.Max(1, room), fold % parties, hurry) is FrontierStep step)
            {
                yield return step;
                continue;
            }

            // The time ran out on the way: the same again, in a hurry.
            from -= size;
            issuesDone -= size;
            fold--;
        }
    }

    /// <summary>As many issues as may be added at once.</summary>
    private (FrontierStages Block, int Size) Block(int[] issues, int from, long sums)
    {
        int most = (int)Math.Clamp(sums / points[0].Length, 1, MaximumBlock), size = 1;
        FrontierStages block = FrontierStages.Of(table, [issues[from]], options, ushort.MaxValue, long.MaxValue, WorkClock.None(clock.Cancel))!;
        while (from + size < issues.Length && block.Count * options[issues[from + size]].Length <= 4 * most && !clock.IsOver
            && FrontierStages.Of(table, issues[from..(from + size + 1)], options, most, limits.MaximumWork / 100 + 1_000_000, clock) is FrontierStages larger)
            (block, size) = (larger, size + 1);
        return (block, size);
    }

    /// <summary>Adds a block of issues; null where the time ran out before the end of a step that was begun without hurry.</summary>
    private FrontierStep? Add(FrontierStages block, int[] issues, int most, int free, bool hurry)
    {
        int[][] added = block.Sums(worth, w => w);
        BoxTable boxes = new(points, added, free, most);
        double share = 0;
        while (true)
        {
            double done = boxes.Fill(share, hurry ? WorkClock.None(clock.Cancel) : clock);
            if (!hurry && clock.IsOver) return null;
            work -= (long)(done * points[0].Length * added[0].Length * StepsOfSum);
            if (done >= 1) break;
            // What did not fit tells how much larger the boxes must be: their number falls with the width to the power of the parties but one. When time runs short they grow fast.
            double root = 1.0 / Math.Max(1, parties - 1), likely = 0.5 * PortableMath.Exp(-root * PortableMath.Log(most));
            double growth = Math.Clamp(1.03 * PortableMath.Exp(-root * PortableMath.Log(Math.Max(done, 1e-3))), 1.05, work < 0 || clock.IsOver ? 4 : 2);
            share = Math.Max(share == 0 && done < 0.5 ? likely : share * growth, boxes.Next(share));
        }

        (int[] parents, ushort[] chosen, IsPruned) = boxes.Unsurpassed(ref work, limits.MaximumWork / 20, clock);
        Descending(added, parents, chosen);
        BigInteger[] slack = new BigInteger[parties];
        for (int p = 0; p < parties; p++)
        {
            slack[p] = p == free ? 0 : boxes.Slack(p);
            if (!divisor[p].IsOne) slack[p] = (slack[p] + issuesDone) * divisor[p];
        }

        int[][] next = new int[parties][];
        for (int p = 0; p < parties; p++)
        {
            next[p] = new int[parents.Length];
            for (int i = 0; i < parents.Length; i++) next[p][i] = points[p][parents[i]] + added[p][chosen[i]];
        }

        points = next;
        int[][] ways = new int[block.Count][];
        for (int k = 0; k < ways.Length; k++)
        {
            ways[k] = new int[issues.Length];
            foreach ((int issue, int option) in block.Options(k)) ways[k][Array.IndexOf(issues, issue)] = option;
        }

        return new FrontierStep(issues, ways, parents, chosen, slack, block.Steps);
    }

    /// <summary>Sorts by the first party's utility, then the second's and so on.</summary>
    private void Descending(int[][] added, int[] parents, ushort[] chosen)
    {
        long[] keys = new long[parents.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = -(((long)points[0][parents[i]] + added[0][chosen[i]]) << 30) - (parties > 1 ? points[1][parents[i]] + added[1][chosen[i]] : 0);
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        int[] parent = Array.ConvertAll(order, i => parents[i]);
        ushort[] option = Array.ConvertAll(order, i => chosen[i]);
        parent.CopyTo(parents, 0);
        option.CopyTo(chosen, 0);
    }

    private static BigInteger Floor(BigInteger value, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(value, divisor, out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
