using System.Buffers;
using System.Numerics;

namespace Parley.Bargaining;

/// <summary>The values of the points of a stage.</summary>
internal abstract class StageValues
{
    /// <summary>Sums of the points and the options that pass the filter, in descending order.</summary>
    /// <param name="count">Points of the stage so far.</param>
    /// <param name="options">Flat options of the new issue.</param>
    /// <param name="filter">Says which sums need not be computed.</param>
    /// <param name="clock">Ends the merge too, and then sums are missing.</param>
    public abstract Candidates Sum(int count, int[] options, TradeFilter filter, WorkClock clock);

    /// <summary>Sums that a stage may have: what memory there is for them.</summary>
    public abstract int MaximumSums { get; }

    /// <summary>What computing one sum counts for in steps of work.</summary>
    public abstract long StepsOfSum { get; }

    /// <summary>Makes the kept candidates the points of the next stage.</summary>
    public abstract void Keep(Candidates candidates, ReadOnlySpan<int> kept);

    /// <summary>Scaled utility of a point.</summary>
    public abstract double Approximate(int point, int party);
}

/// <summary>Sums of points and options, in descending order by column: what one stage chooses from.</summary>
internal sealed class Candidates : IDisposable
{
    public Candidates(int parties, int capacity)
    {
        Columns = new int[parties][];
        for (int p = 0; p < parties; p++) Columns[p] = ArrayPool<int>.Shared.Rent(capacity);
        Parents = ArrayPool<int>.Shared.Rent(capacity);
        Chosen = ArrayPool<ushort>.Shared.Rent(capacity);
    }

    public int Count { get; set; }

    public int[][] Columns { get; }

    public int[] Parents { get; }

    /// <summary>Place of the option in the issue's list.</summary>
    public ushort[] Chosen { get; }

    public void Dispose()
    {
        foreach (int[] column in Columns) ArrayPool<int>.Shared.Return(column);
        ArrayPool<int>.Shared.Return(Parents);
        ArrayPool<ushort>.Shared.Return(Chosen);
    }
}

/// <summary>Values that fit 31 bits: one array a party, the least worth of each issue taken off.</summary>
internal sealed class IntegerValues : StageValues
{
    private readonly int[] worth;
    private readonly double[] taken;
    private int[][] columns;

    public IntegerValues(UtilityTable table)
    {
        worth = Fits(table) ? Small(table) : [];
        columns = new int[table.Parties][];
        taken = new double[table.Parties];
        for (int p = 0; p < table.Parties; p++)
        {
            columns[p] = new int[1];
            for (int i = 0; i < table.Issues; i++) taken[p] += (double)Least(table, p, i);
        }
    }

    /// <summary>Whether every sum fits.</summary>
    public static bool Fits(UtilityTable table)
    {
        for (int p = 0; p < table.Parties; p++)
        {
            BigInteger range = BigInteger.Zero;
            for (int i = 0; i < table.Issues; i++)
            {
                BigInteger most = table.Worth[p][table.Start[i]];
                for (int o = table.Start[i]; o < table.Start[i + 1]; o++) most = BigInteger.Max(most, table.Worth[p][o]);
                range += most - Least(table, p, i);
            }

            if (range >= 1 << 30) return false;
        }

        return true;
    }

    /// <summary>Worth of each option above the issue's least, by flat option, then party.</summary>
    public static int[] Small(UtilityTable table)
    {
        int[] small = new int[table.Options * table.Parties];
        for (int p = 0; p < table.Parties; p++)
            for (int i = 0; i < table.Issues; i++)
            {
                BigInteger least = Least(table, p, i);
                for (int o = table.Start[i]; o < table.Start[i + 1]; o++) small[o * table.Parties + p] = (int)(table.Worth[p][o] - least);
            }

        return small;
    }

    private static BigInteger Least(UtilityTable table, int party, int issue)
    {
        BigInteger least = table.Worth[party][table.Start[issue]];
        for (int o = table.Start[issue]; o < table.Start[issue + 1]; o++) least = BigInteger.Min(least, table.Worth[party][o]);
        return least;
    }

    public override int MaximumSums => 16_000_000;

    public override long StepsOfSum => 16;

    public override double Approximate(int point, int party) => columns[party][point] + taken[party];

    public override Candidates Sum(int count, int[] options, TradeFilter filter, WorkClock clock)
    {
        int parties = columns.Length;
        Candidates result = new(parties, checked(count * options.Length));
        // One list a option, each in order already: merged through a heap of the lists by their next sum.
        int[] next = new int[options.Length], heap = new int[options.Length];
        ulong[] keys = new ulong[options.Length];
        int size = 0;
        for (int o = 0; o < options.Length; o++)
        {
            next[o] = -1;
            if (Advance(o)) heap[size++] = o;
        }

        for (int i = size / 2 - 1; i >= 0; i--) SiftDown(i);
        int n = 0;
        while (size > 0)
        {
            if ((n & 65_535) == 0 && clock.IsOver) break;
            int o = heap[0], point = next[o], at = options[o] * parties;
            for (int p = 0; p < parties; p++) result.Columns[p][n] = columns[p][point] + worth[at + p];
            result.Parents[n] = point;
            result.Chosen[n++] = (ushort)o;
            if (!Advance(o)) heap[0] = heap[--size];
            SiftDown(0);
        }

        result.Count = n;
        return result;

        bool Advance(int o)
        {
            int i = next[o] + 1;
            while (i < count && filter.Improvable(i, o)) i++;
            next[o] = i;
            if (i == count) return false;
            keys[o] = Key(i, options[o] * parties);
            return true;
        }

        ulong Key(int point, int at) => ((ulong)(uint)(columns[0][point] + worth[at]) << 32) | (parties > 1 ? (uint)(columns[1][point] + worth[at + 1]) : 0);

        bool Before(int a, int b)
        {
            if (keys[a] != keys[b]) return keys[a] > keys[b];
            for (int p = 2; p < parties; p++)
            {
                int difference = columns[p][next[a]] + worth[options[a] * parties + p] - columns[p][next[b]] - worth[options[b] * parties + p];
                if (difference != 0) return difference > 0;
            }

            return a < b;
        }

        void SiftDown(int i)
        {
            while (true)
            {
                int child = 2 * i + 1;
                if (child >= size) return;
                if (child + 1 < size && Before(heap[child + 1], heap[child])) child++;
                if (!Before(heap[child], heap[i])) return;
                (heap[i], heap[child]) = (heap[child], heap[i]);
                i = child;
            }
        }
    }

    public override void Keep(Candidates candidates, ReadOnlySpan<int> kept)
    {
        int[][] result = new int[columns.Length][];
        for (int p = 0; p < columns.Length; p++)
        {
            int[] from = candidates.Columns[p], to = result[p] = new int[kept.Length];
            for (int i = 0; i < kept.Length; i++) to[i] = from[kept[i]];
        }

        columns = result;
    }
}

/// <summary>Values of any length: exact sums beside their ranks. For domains whose weights have many digits.</summary>
internal sealed class WideValues : StageValues
{
    private readonly UtilityTable table;
    private readonly BigInteger[][] points;
    private BigInteger[][] sums = [];

    public WideValues(UtilityTable table)
    {
        this.table = table;
        points = new BigInteger[table.Parties][];
        for (int p = 0; p < table.Parties; p++) points[p] = [BigInteger.Zero];
    }

    public override int MaximumSums => 1_000_000;

    public override long StepsOfSum => 1_000;

    public override double Approximate(int point, int party) => (double)points[party][point];

    public override Candidates Sum(int count, int[] options, TradeFilter filter, WorkClock clock)
    {
        int total = checked(count * options.Length);
        Candidates result = new(table.Parties, total);
        int[][] unsorted = new int[table.Parties][];
        sums = new BigInteger[table.Parties][];
        for (int p = 0; p < table.Parties; p++)
        {
            if (clock.IsOver) return result;
            BigInteger[] values = new BigInteger[total];
            for (int o = 0; o < options.Length; o++)
                for (int i = 0; i < count; i++) values[o * count + i] = points[p][i] + table.Worth[p][options[o]];
            BigInteger[] distinct = [.. values.Distinct().Order()];
            unsorted[p] = Array.ConvertAll(values, v => Array.BinarySearch(distinct, v));
            sums[p] = values;
        }

        int[] order = [.. Enumerable.Range(0, total)];
        Array.Sort(order, (a, b) =>
        {
            foreach (int[] column in unsorted)
                if (column[a] != column[b]) return column[b].CompareTo(column[a]);
            return a.CompareTo(b);
        });
        for (int n = 0; n < total; n++)
        {
            for (int p = 0; p < table.Parties; p++) result.Columns[p][n] = unsorted[p][order[n]];
            result.Parents[n] = order[n] % count;
            result.Chosen[n] = (ushort)(order[n] / count);
        }

        for (int p = 0; p < table.Parties; p++) sums[p] = Array.ConvertAll(order, at => sums[p][at]);
        result.Count = total;
        return result;
    }

    public override void Keep(Candidates candidates, ReadOnlySpan<int> kept)
    {
        for (int p = 0; p < points.Length; p++)
        {
            BigInteger[] next = new BigInteger[kept.Length];
            for (int i = 0; i < kept.Length; i++) next[i] = sums[p][kept[i]];
            points[p] = next;
        }

        sums = [];
    }
}
