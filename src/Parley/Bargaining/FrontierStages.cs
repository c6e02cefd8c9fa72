using System.Buffers;
using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// The Minkowski sum of the issues, pruned after each: values of the points so far, and for every stage which point and option each of its points came from. As long as points and work are
/// within their limits it is exact; then <see cref="FrontierCover"/> goes on.
/// </summary>
internal sealed class FrontierStages
{
    private readonly UtilityTable table;
    private readonly List<FrontierStep> steps = [];
    private StageValues? values;
    private double[][] rounded = [];
    private long work;

    private FrontierStages(UtilityTable table)
    {
        this.table = table;
        Gap = new BigInteger[table.Parties];
    }

    public int Count { get; private set; }

    public BigInteger[] Gap { get; }

    public int ExactIssues { get; private set; }

    /// <summary>Whether these are all points of the frontier and no others.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>Where the points of every stage came from: what <see cref="FrontierChecker"/> checks.</summary>
    public IReadOnlyList<FrontierStep> Steps => steps;

    public double Approximate(int point, int party) => values?.Approximate(point, party) ?? rounded[party][point];

    public Package Package(int point)
    {
        int[] package = new int[table.Issues];
        foreach ((int issue, int option) in Options(point)) package[issue] = option - table.Start[issue];
        return new Package(package);
    }

    /// <summary>Issues added so far, and the flat option of each in a point.</summary>
    public IEnumerable<(int Issue, int Option)> Options(int point)
    {
        for (int s = steps.Count - 1; s >= 0; s--)
        {
            FrontierStep step = steps[s];
            int[] options = step.Options[step.Chosen[point]];
            for (int i = 0; i < options.Length; i++) yield return (step.Issues[i], options[i]);
            point = step.Parents[point];
        }
    }

    public static FrontierStages Build(UtilityTable table, FrontierLimits limits, WorkClock clock)
    {
        int[][] options = new int[table.Issues][];
        for (int i = 0; i < table.Issues; i++)
        {
            options[i] = table.Efficient(i);
            if (options[i].Length == 0) return new FrontierStages(table) { rounded = Array.ConvertAll(new double[table.Parties], _ => Array.Empty<double>()) };
        }

        FrontierStages stages = new(table) { work = limits.MaximumWork };
        // Issues that leave one option come first: they only move every point alike.
        int[] order = [.. Enumerable.Range(0, table.Issues).OrderBy(i => options[i].Length > 1)];
        int done = stages.AddExactly(order, options, limits, clock.Part(2));
        stages.ExactIssues = done;
        if (done < order.Length)
        {
            // The cover starts from where the points came from; their values would only take room.
            stages.values = null;
            FrontierCover cover = new(table, stages, options, limits, Math.Max(stages.work, limits.MaximumWork / 4), clock);
            foreach (FrontierStep step in cover.Add(order.AsSpan(done).ToArray()))
            {
                stages.steps.Add(step);
                stages.Count = step.Parents.Length;
                for (int p = 0; p < table.Parties; p++) stages.Gap[p] += step.Slack[p];
            }

            stages.IsExact = cover.IsPruned && stages.Gap.All(g => g.IsZero);
            if (stages.IsExact) stages.ExactIssues = order.Length;

            stages.rounded = stages.Sums(table.Worth, w => (double)w);
            stages.CapGap();
        }

        return stages;
    }

    /// <summary>
    /// Where many issues were added with little precision, less is known from their sum than from the ends: nobody loses more than from the most it can have to the least that a point gives it.
    /// And if one point alone is nearer to the most that each can have, that is the gap.
    /// </summary>
    private void CapGap()
    {
        BigInteger[] most = new BigInteger[table.Parties];
        for (int p = 0; p < most.Length; p++)
        {
            most[p] = Greatest(table, p);
            BigInteger least = table.Utility(p, Package(Array.IndexOf(rounded[p], rounded[p].Min()))) - (table.Range(p) >> 40);
            Gap[p] = BigInteger.Min(Gap[p], most[p] - least);
        }

        double[] top = Array.ConvertAll(most, m => (double)m), scale = Array.ConvertAll(table.Scale, s => (double)s);
        int nearest = Enumerable.Range(0, Count).MinBy(i => Enumerable.Range(0, top.Length).Max(p => (top[p] - rounded[p][i]) / scale[p]));
        if (Enumerable.Range(0, top.Length).Max(p => (top[p] - rounded[p][nearest]) / scale[p]) >= Enumerable.Range(0, top.Length).Max(p => (double)Gap[p] / scale[p])) return;
        BigInteger[] own = table.Utilities(Package(nearest));
        for (int p = 0; p < own.Length; p++) Gap[p] = most[p] - own[p];
    }

    /// <summary>The most that a party could have if nobody else had a say.</summary>
    private static BigInteger Greatest(UtilityTable table, int party) =>
        Enumerable.Range(0, table.Issues).Aggregate(BigInteger.Zero, (sum, i) => sum + Enumerable.Range(table.Start[i], table.OptionsOf(i)).Where(table.Allowed).Max(o => table.Worth[party][o]));

    /// <summary>The frontier of some of the issues; null where it has more points than wanted, or takes more work.</summary>
    public static FrontierStages? Of(UtilityTable table, int[] issues, int[][] options, int most, long work, WorkClock clock)
    {
        FrontierStages stages = new(table) { work = work };
        return stages.AddExactly(issues, options, new FrontierLimits(most, work), clock) == issues.Length ? stages : null;
    }

    /// <summary>Sums over the issues so far, by party and point, of whatever stands for the options' worth.</summary>
    public T[][] Sums<TWorth, T>(TWorth[][] worth, Func<TWorth, T> convert)
        where T : INumber<T>
    {
        T[][] sums = new T[table.Parties][];
        // Two arrays in turn: one a stage would fill the memory.
        int most = steps.Count == 0 ? 1 : steps.Max(s => s.Parents.Length);
        T[] own = new T[most], next = new T[most];
        for (int p = 0; p < sums.Length; p++)
        {
            own[0] = T.Zero;
            T[] converted = Array.ConvertAll(worth[p], w => convert(w));
            foreach (FrontierStep step in steps)
            {
                T[] added = Array.ConvertAll(step.Options, way => way.Aggregate(T.Zero, (sum, o) => sum + converted[o]));
                for (int i = 0; i < step.Parents.Length; i++) next[i] = own[step.Parents[i]] + added[step.Chosen[i]];
                (own, next) = (next, own);
            }

            sums[p] = own[..(steps.Count == 0 ? 1 : steps[^1].Parents.Length)];
        }

        return sums;
    }

    /// <summary>Adds issues as long as the limits hold.</summary>
    /// <returns>How many were added.</returns>
    private int AddExactly(int[] order, int[][] options, FrontierLimits limits, WorkClock clock)
    {
        values = IntegerValues.Fits(table) ? new IntegerValues(table) : new WideValues(table);
        Count = 1;
        TradeFilter filter = new(table, options);
        double growth = 0;
        for (int k = 0; k < order.Length; k++)
        {
            int count = Count, ways = options[order[k]].Length;
            // Every point meets every option of the next issue: there must be room for that.
            if ((long)count * ways > values.MaximumSums) return k;
            // With many parties a stage takes longer than all before it together: one that would not fit anyway, if it grew like the last, is not begun.
            if (table.Parties > 4 && count * (1 + growth * (ways - 1)) > 1.25 * limits.MaximumPoints) return k;
            if (!Add(order[k], options[order[k]], filter, limits.MaximumPoints, clock)) return k;
            if (ways > 1) growth = ((double)Count / count - 1) / (ways - 1);
        }

        return order.Length;
    }

    private bool Add(int issue, int[] options, TradeFilter filter, int maximumPoints, WorkClock clock)
    {
        clock.Cancel.ThrowIfCancellationRequested();
        filter.Begin(options);
        using Candidates candidates = values!.Sum(Count, options, filter, clock);
        work -= values.StepsOfSum * candidates.Count;
        if (work < 0 || clock.IsOver) return false;
        int[] kept = ArrayPool<int>.Shared.Rent(candidates.Count);
        // One stage may take half of what is left: the next is larger anyway.
        long allowed = work / 2, left = allowed;
        int n = NonDominated.Find(candidates.Columns, candidates.Count, kept, ref left, clock);
        work -= allowed - left;
        if (n >= 0 && n <= maximumPoints)
        {
            int[] parents = new int[n];
            ushort[] chosen = new ushort[n];
            for (int i = 0; i < n; i++)
            {
                parents[i] = candidates.Parents[kept[i]];
                chosen[i] = candidates.Chosen[kept[i]];
            }

            values.Keep(candidates, kept.AsSpan(0, n));
            filter.Keep(parents, chosen);
            steps.Add(new FrontierStep([issue], Array.ConvertAll(options, o => (int[])[o]), parents, chosen, new BigInteger[table.Parties]));
            Count = n;
        }

        ArrayPool<int>.Shared.Return(kept);
        return n >= 0 && n <= maximumPoints;
    }
}
