using System.Buffers;
using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// The Minkowski sum of the issues, pruned after each: values of the points so far, and for every stage which point and option each of its points came from.
/// </summary>
internal sealed class FrontierStages
{
    private readonly UtilityTable table;
    private readonly StageValues values;
    private readonly List<(int Issue, int[] Options, int[] Parents, ushort[] Chosen)> steps = [];

    private int forgotten;

    private FrontierStages(UtilityTable table, StageValues values)
    {
        this.table = table;
        this.values = values;
        Gap = new BigInteger[table.Parties];
    }

    public int Count { get; private set; }

    public BigInteger[] Gap { get; }

    public int ExactIssues { get; private set; }

    public double Approximate(int point, int party) => values.Approximate(point, party);

    public Package Package(int point)
    {
        int[] package = new int[table.Issues];
        for (int s = steps.Count - 1; s >= 0; s--)
        {
            (int issue, int[] options, int[] parents, ushort[] chosen) = steps[s];
            package[issue] = options[chosen[point]] - table.Start[issue];
            point = parents[point];
        }

        return new Package(package);
    }

    public static FrontierStages Build(UtilityTable table, int maximumPoints, CancellationToken cancel)
    {
        int[][] options = new int[table.Issues][];
        for (int i = 0; i < table.Issues; i++)
        {
            options[i] = OptionFilter.Efficient(table, i);
            if (options[i].Length == 0) return new FrontierStages(table, new WideValues(table));
        }

        FrontierStages stages = new(table, IntegerValues.Fits(table) ? new IntegerValues(table) : new WideValues(table)) { Count = 1 };
        TradeFilter filter = new(table, options);
        // Issues that leave one option come first: they only move every point alike.
        foreach (int issue in Enumerable.Range(0, table.Issues).OrderBy(i => options[i].Length > 1))
            stages.Add(issue, options[issue], filter, maximumPoints, cancel);
        return stages;
    }

    private void Add(int issue, int[] options, TradeFilter filter, int maximumPoints, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        filter.Begin(options);
        using Candidates candidates = values.Sum(Count, options, filter);
        cancel.ThrowIfCancellationRequested();
        int[] kept = ArrayPool<int>.Shared.Rent(candidates.Count);
        int n = forgotten == 0 ? NonDominated.Find(candidates.Columns, candidates.Count, kept) : int.MaxValue, shift = Math.Max(0, forgotten - 1);
        while (n > maximumPoints && shift < 30)
        {
            // Too many: forget the last bits of the values. Whoever goes is covered by one that stays to within what was forgotten.
            shift++;
            n = NonDominated.Find(candidates.Coarse(shift), candidates.Count, kept);
        }

        forgotten = shift;
        if (shift > 0)
        {
            for (int p = 0; p < Gap.Length; p++) Gap[p] += values.Forgotten(candidates, p, shift);
            filter.Stop();
        }

        int[] parents = new int[n];
        ushort[] chosen = new ushort[n];
        for (int i = 0; i < n; i++)
        {
            parents[i] = candidates.Parents[kept[i]];
            chosen[i] = candidates.Chosen[kept[i]];
        }

        values.Keep(candidates, kept.AsSpan(0, n));
        filter.Keep(parents, chosen);
        ArrayPool<int>.Shared.Return(kept);
        steps.Add((issue, options, parents, chosen));
        Count = n;
        if (Gap.All(g => g.IsZero)) ExactIssues = steps.Count;
    }
}
