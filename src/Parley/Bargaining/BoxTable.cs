using System.Numerics;
using System.Runtime.CompilerServices;

namespace Parley.Bargaining;

/// <summary>
/// Sums of two sets of points, of which one stays in each box: a hash table of boxes. A box spans the same width of every party's range but for one party; of the
/// sums in it the best for that one stays, the first among equals.
/// </summary>
internal sealed class BoxTable
{
    private readonly int[] first, second;
    private readonly int firstCount, secondCount, parties, free, most;
    private readonly long[] range;
    private readonly double[] perUnit;
    private readonly int[] width;
    private readonly int[] slots;
    private readonly int[] boxes, best, parents;
    private readonly ushort[] chosen;
    private int count;

    /// <summary>Takes two sets of points, by party, and the number of boxes there is room for.</summary>
    public BoxTable(int[][] first, int[][] second, int free, int most)
    {
        (parties, this.free, this.most) = (first.Length, free, most);
        (firstCount, secondCount) = (first[0].Length, second[0].Length);
        (this.first, this.second) = (ByPoint(first), ByPoint(second));
        range = new long[parties];
        for (int p = 0; p < parties; p++) range[p] = 1L + first[p].Max() - first[p].Min() + second[p].Max() - second[p].Min();
        (perUnit, width) = (new double[parties], new int[parties]);
        int room = (int)Math.Min(most, (long)firstCount * secondCount);
        slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2L * room))];
        boxes = new int[room * (parties - 1)];
        (best, parents, chosen) = (new int[room], new int[room], new ushort[room]);
    }

    /// <summary>How much a sum can be above the one that stays in its box.</summary>
    public BigInteger Slack(int party) => width[party] == 1 ? 0 : width[party];

    /// <summary>The least share by which some box is wider than at this one.</summary>
    public double Next(double share) => Enumerable.Range(0, parties).Where(p => p != free || parties == 1).Min(p => (Math.Floor(share * range[p]) + 1.5) / range[p]);

    /// <summary>Fills the table with boxes that span a share of each range, at least one unit.</summary>
    /// <returns>The share of the sums that there was room (and time) for: 1 when all are in.</returns>
    public double Fill(double share, WorkClock clock)
    {
        slots.AsSpan().Clear();
        count = 0;
        for (int p = 0; p < parties; p++)
        {
            width[p] = Math.Max(1, (int)Math.Ceiling(share * range[p]));
            perUnit[p] = 1.0 / width[p];
        }

        Span<int> box = stackalloc int[parties - 1];
        for (int i = 0; i < firstCount; i++)
        {
            if ((i & 255) == 0)
            {
                clock.Cancel.ThrowIfCancellationRequested();
                if (clock.IsOver) return (double)i / firstCount;
            }

            for (int j = 0; j < secondCount; j++)
                if (!Take(i, j, box)) return (double)i / firstCount;
        }

        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(int i, int j, Span<int> box)
    {
        ReadOnlySpan<int> a = first.AsSpan(i * parties, parties), b = second.AsSpan(j * parties, parties);
        uint hash = 0;
        for (int p = 0, d = 0; p < a.Length; p++)
        {
            if (p == free) continue;
            // Rounding keeps the order, so that two sums in one box differ by at most its width.
            box[d] = (int)Math.Floor((a[p] + b[p]) * perUnit[p]);
            hash = (BitOperations.RotateLeft(hash, 13) ^ (uint)box[d++]) * 0x9E3779B1;
        }

        int value = a[free] + b[free], mask = slots.Length - 1, at = (int)((hash ^ (hash >> 15)) & (uint)mask);
        for (; slots[at] != 0; at = (at + 1) & mask)
        {
            int known = slots[at] - 1;
            if (!box.SequenceEqual(boxes.AsSpan(known * box.Length, box.Length))) continue;
            if (value <= best[known]) return true;
            (best[known], parents[known], chosen[known]) = (value, i, (ushort)j);
            return true;
        }

        if (count == best.Length) return false;
        box.CopyTo(boxes.AsSpan(count * box.Length));
        (best[count], parents[count], chosen[count]) = (value, i, (ushort)j);
        slots[at] = ++count;
        return true;
    }

    /// <summary>The points whose box no other surpasses; all of them when that takes too much work.</summary>
    public (int[] Parents, ushort[] Chosen, bool Pruned) Unsurpassed(ref long work, long least, WorkClock clock)
    {
        int[][] columns = new int[parties][];
        int[] order = [.. Enumerable.Range(0, count)];
        int[] keys = new int[count];
        for (int d = parties - 1; d >= 0; d--) columns[d] = new int[count];
        int[] lowest = [.. Enumerable.Range(0, parties - 1).Select(d => Enumerable.Range(0, count).Min(i => boxes[i * (parties - 1) + d]))];
        int lowestBest = best.AsSpan(0, count).ToArray().Min();
        Array.Sort(order, (x, y) =>
        {
            if (best[x] != best[y]) return best[y].CompareTo(best[x]);
            int compared = boxes.AsSpan(y * (parties - 1), parties - 1).SequenceCompareTo(boxes.AsSpan(x * (parties - 1), parties - 1));
            return compared != 0 ? compared : x.CompareTo(y);
        });
        for (int i = 0; i < count; i++)
        {
            columns[0][i] = best[order[i]] - lowestBest;
            for (int d = 1; d < parties; d++) columns[d][i] = boxes[order[i] * (parties - 1) + d - 1] - lowest[d - 1];
        }

        long allowed = Math.Max(work / 4, least), left = allowed;
        int n = NonDominated.Find(columns, count, keys, ref left, clock);
        work -= allowed - left;
        int[] kept = n < 0 ? order : Array.ConvertAll(keys[..n], k => order[k]);
        return (Array.ConvertAll(kept, k => parents[k]), Array.ConvertAll(kept, k => chosen[k]), n >= 0);
    }

    private static int[] ByPoint(int[][] columns)
    {
        int[] points = new int[columns.Length * columns[0].Length];
        for (int p = 0; p < columns.Length; p++)
            for (int i = 0; i < columns[p].Length; i++) points[i * columns.Length + p] = columns[p][i];
        return points;
    }
}
