using System.Buffers;

namespace Parley.Bargaining;

/// <summary>
/// Finds the rows that no other row dominates (at least as great in every column; of equal rows the first stays). Rows come in descending order of their first column,
/// ties by the second and so on, so that a row can only be dominated by an earlier one. One, two and three columns are sweeps (Kung, Luccio and Preparata 1975: O(n log n));
/// four columns are a sweep over a two-dimensional Fenwick tree of maxima where the values are few enough for one, O(n log² r), and over levels of the values where they are not
/// (<see cref="FineSweep"/>); five and more are divide and conquer over the columns (Bentley 1980; Jensen 2003), O(n log^(d-2) n).
/// </summary>
internal static class NonDominated
{
    /// <summary>Largest two-dimensional tree, in cells: 64 MB.</summary>
    private const long MaximumCells = 1L << 24;

    /// <summary>Writes the indexes of the rows that stay to <paramref name="kept"/>, ascending.</summary>
    /// <param name="columns">Values at least 0, one array a column.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="kept">Room for <paramref name="count"/> indexes.</param>
    /// <param name="work">Steps that may be taken (comparisons and cells looked at, about); what was taken goes off. Counted, not timed, so that the same rows always take the same.</param>
    /// <param name="clock">Ends the search too.</param>
    /// <returns>How many stay; -1 when the steps or the time ran out first.</returns>
    public static int Find(int[][] columns, int count, Span<int> kept, ref long work, WorkClock clock)
    {
        if (count == 0) return 0;
        work -= count;
        switch (columns.Length)
        {
            case 1:
                kept[0] = 0;
                return 1;
            case 2:
                return Sweep(columns[1], count, kept);
            case 3:
                return Sweep(columns[1], columns[2], count, kept);
            default:
                if (columns.Length == 4)
                {
                    // The two columns with the fewest values span the tree, the third is what it holds.
                    int[] order = [1, 2, 3];
                    int[] reach = new int[4];
                    for (int c = 1; c < 4; c++) reach[c] = Maximum(columns[c], count) + 1;
                    Array.Sort(order, (a, b) => reach[a] != reach[b] ? reach[a].CompareTo(reach[b]) : a.CompareTo(b));
                    if ((long)(reach[order[0]] + 1) * (reach[order[1]] + 1) <= MaximumCells)
                        return Sweep(columns[order[0]], reach[order[0]], columns[order[1]], reach[order[1]], columns[order[2]], count, kept, ref work, clock);
                    return new FineSweep(columns[order[0]], columns[order[1]], columns[order[2]], count).Find(count, kept, ref work, clock);
                }

                DivideAndConquer search = new(columns, count, work, clock);
                int stay = search.Find(kept);
                work = search.Work;
                return stay;
        }
    }

    /// <summary>The greatest of the first <paramref name="count"/> values.</summary>
    public static int Maximum(int[] column, int count)
    {
        int max = 0;
        for (int i = 0; i < count; i++) max = Math.Max(max, column[i]);
        return max;
    }

    private static int Sweep(int[] second, int count, Span<int> kept)
    {
        int n = 0, max = -1;
        for (int i = 0; i < count; i++)
        {
            if (second[i] <= max) continue;
            max = second[i];
            kept[n++] = i;
        }

        return n;
    }

    private static int Sweep(int[] second, int[] third, int count, Span<int> kept)
    {
        int reach = Maximum(second, count) + 1;
        int[]? ranks = null;
        // A tree over the values themselves as long as it is not much larger than the rows; else over their ranks.
        if (reach > 8 * (long)count + 4096) second = ranks = Ranks(second, count, out reach);
        int[] tree = ArrayPool<int>.Shared.Rent(reach + 1);
        tree.AsSpan(0, reach + 1).Fill(-1);
        int n = 0;
        for (int i = 0; i < count; i++)
        {
            int value = third[i], at = reach - second[i];
            bool dominated = false;
            for (int j = at; j > 0; j &= j - 1)
            {
                if (tree[j] < value) continue;
                dominated = true;
                break;
            }

            if (dominated) continue;
            kept[n++] = i;
            for (int j = at; j <= reach && tree[j] < value; j += j & -j) tree[j] = value;
        }

        ArrayPool<int>.Shared.Return(tree);
        if (ranks is not null) ArrayPool<int>.Shared.Return(ranks);
        return n;
    }

    private static int Sweep(int[] second, int secondReach, int[] third, int thirdReach, int[] fourth, int count, Span<int> kept, ref long work, WorkClock clock)
    {
        // Cell (a, b) holds the greatest fourth value over a Fenwick block of the second and third column. A cell that is great enough already has
        // great enough cells above it in both directions, which ends updates early.
        int stride = thirdReach + 1;
        int[] tree = ArrayPool<int>.Shared.Rent((secondReach + 1) * stride);
        tree.AsSpan(0, (secondReach + 1) * stride).Fill(-1);
        work -= (secondReach + 1) * stride / 16;
        int n = 0;
        for (int i = 0; i < count; i++)
        {
            if (work < 0 || ((i & 4095) == 0 && clock.IsOver))
            {
                n = -1;
                break;
            }

            int value = fourth[i], a = secondReach - second[i], b = thirdReach - third[i];
            bool dominated = false;
            for (int j = a; j > 0 && !dominated; j &= j - 1)
            {
                int row = j * stride;
                for (int k = b; k > 0; k &= k - 1)
                {
                    work--;
                    if (tree[row + k] < value) continue;
                    dominated = true;
                    break;
                }
            }

            if (dominated) continue;
            kept[n++] = i;
            for (int j = a; j <= secondReach; j += j & -j)
            {
                int row = j * stride;
                if (tree[row + b] >= value) break;
                for (int k = b; k <= thirdReach && tree[row + k] < value; k += k & -k)
                {
                    work--;
                    tree[row + k] = value;
                }
            }
        }

        ArrayPool<int>.Shared.Return(tree);
        return n;
    }

    /// <summary>Replaces values by their ranks, in a rented array.</summary>
    public static int[] Ranks(int[] values, int count, out int distinct)
    {
        int[] sorted = ArrayPool<int>.Shared.Rent(count), ranks = ArrayPool<int>.Shared.Rent(count);
        values.AsSpan(0, count).CopyTo(sorted);
        sorted.AsSpan(0, count).Sort();
        distinct = 1;
        for (int i = 1; i < count; i++)
            if (sorted[i] != sorted[distinct - 1]) sorted[distinct++] = sorted[i];
        Span<int> keys = sorted.AsSpan(0, distinct);
        for (int i = 0; i < count; i++) ranks[i] = keys.BinarySearch(values[i]);
        ArrayPool<int>.Shared.Return(sorted);
        return ranks;
    }

    /// <summary>Five and more columns of any range.</summary>
    private sealed class DivideAndConquer(int[][] columns, int count, long work, WorkClock clock)
    {
        private readonly bool[] dead = new bool[count];
        private int[] tree = [];

        /// <summary>Steps left.</summary>
        public long Work { get; private set; } = work;

        public int Find(Span<int> kept)
        {
            Solve(0, count);
            if (Work < 0) return -1;
            int n = 0;
            for (int i = 0; i < count; i++)
                if (!dead[i]) kept[n++] = i;
            return n;
        }

        private void Solve(int from, int to)
        {
            if (Work < 0) return;
            clock.Cancel.ThrowIfCancellationRequested();
            if (to - from > 4096 && clock.IsOver) Work = -1;
            Work -= to - from;
            if (to - from <= 32)
            {
                for (int i = from + 1; i < to; i++)
                    for (int j = from; j < i; j++)
                        if (!dead[j] && Covers(j, i, 1))
                        {
                            dead[i] = true;
                            break;
                        }

                return;
            }

            int middle = (from + to) / 2;
            Solve(from, middle);
            int[] above = Living(from, middle), below = Living(middle, to);
            Filter(above, below, 1);
            Solve(middle, to);
        }

        private int[] Living(int from, int to)
        {
            int n = 0;
            for (int i = from; i < to; i++)
                if (!dead[i]) n++;
            int[] list = new int[n];
            n = 0;
            for (int i = from; i < to; i++)
                if (!dead[i]) list[n++] = i;
            return list;
        }

        private bool Covers(int above, int below, int column)
        {
            for (int c = column; c < columns.Length; c++)
                if (columns[c][above] < columns[c][below]) return false;
            return true;
        }

        /// <summary>Kills those of <paramref name="below"/> that one of <paramref name="above"/> covers from <paramref name="column"/> on.</summary>
        private void Filter(int[] above, int[] below, int column)
        {
            if (above.Length == 0 || below.Length == 0 || Work < 0) return;
            if ((long)above.Length * below.Length <= 2048)
            {
                Work -= (long)above.Length * below.Length;
                foreach (int b in below)
                    foreach (int a in above)
                        if (Covers(a, b, column))
                        {
                            dead[b] = true;
                            break;
                        }

                return;
            }

            if (columns.Length - column == 3)
            {
                Sweep(above, below, column);
                return;
            }

            // Splits at the median of both; at least one value goes up, and a split that moves nothing down lets the column go.
            int[] values = columns[column];
            int[] all = new int[above.Length + below.Length];
            Work -= 12L * all.Length;
            for (int i = 0; i < above.Length; i++) all[i] = values[above[i]];
            for (int i = 0; i < below.Length; i++) all[above.Length + i] = values[below[i]];
            all.AsSpan().Sort();
            int median = all[all.Length / 2];
            if (all[0] == median) median = Next(all, median);
            (int[] aboveHigh, int[] aboveLow) = Split(above, values, median);
            (int[] belowHigh, int[] belowLow) = Split(below, values, median);
            if (aboveHigh.Length == 0 && belowHigh.Length == 0)
            {
                Filter(above, below, column + 1);
                return;
            }

            Filter(aboveHigh, belowHigh, column);
            Filter(aboveLow, belowLow, column);
            Filter(aboveHigh, Array.FindAll(belowLow, b => !dead[b]), column + 1);
        }

        private static int Next(int[] sorted, int value)
        {
            foreach (int v in sorted)
                if (v > value) return v;
            return int.MaxValue;
        }

        private static (int[] High, int[] Low) Split(int[] rows, int[] values, int at) =>
            (Array.FindAll(rows, r => values[r] >= at), Array.FindAll(rows, r => values[r] < at));

        private void Sweep(int[] above, int[] below, int column)
        {
            int[] first = columns[column], second = columns[column + 1], third = columns[column + 2];
            Work -= 50L * (above.Length + below.Length);
            int[] aboveKeys = Array.ConvertAll(above, a => ~first[a]), belowKeys = Array.ConvertAll(below, b => ~first[b]);
            Array.Sort(aboveKeys, above);
            Array.Sort(belowKeys, below);
            // Only the values of the upper rows need places in the tree.
            int[] places = Array.ConvertAll(above, a => second[a]);
            places.AsSpan().Sort();
            int distinct = 1;
            for (int i = 1; i < places.Length; i++)
                if (places[i] != places[distinct - 1]) places[distinct++] = places[i];
            if (tree.Length <= distinct) tree = new int[Math.Max(distinct + 1, 2 * tree.Length)];
            tree.AsSpan(0, distinct + 1).Fill(-1);
            int next = 0;
            for (int i = 0; i < below.Length; i++)
            {
                for (; next < above.Length && aboveKeys[next] <= belowKeys[i]; next++)
                {
                    int value = third[above[next]];
                    for (int j = distinct - Array.BinarySearch(places, 0, distinct, second[above[next]]); j <= distinct && tree[j] < value; j += j & -j) tree[j] = value;
                }

                int lowest = Array.BinarySearch(places, 0, distinct, second[below[i]]), wanted = third[below[i]];
                for (int j = distinct - (lowest < 0 ? ~lowest : lowest); j > 0; j &= j - 1)
                {
                    if (tree[j] < wanted) continue;
                    dead[below[i]] = true;
                    break;
                }
            }
        }
    }
}
