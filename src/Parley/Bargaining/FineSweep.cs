using System.Buffers;
using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// The sweep over four columns where two of them have too many values for a tree of their own: their values are put into levels. A two-dimensional Fenwick tree over the levels tells whether an earlier row
/// is clearly greater in both; rows of the same level in one of them lie in short lists and are compared one by one, several at a time. Points of a frontier that are
/// greater in one column are mostly less in another, so that whole lists fall out by their greatest values.
/// </summary>
internal sealed class FineSweep
{
    /// <summary>Levels of the other column that share a list, as a power of two less than that of all levels.</summary>
    private const int GroupBits = 4;

    private readonly int bits;
    private readonly int[] second, third, fourth;
    private readonly int[] secondLevel, thirdLevel;
    private readonly Lists bySecond, byThird;

    public FineSweep(int[] second, int[] third, int[] fourth, int count)
    {
        (this.second, this.third, this.fourth) = (second, third, fourth);
        bits = Math.Clamp((BitOperations.Log2((uint)count) + 2) / 2, GroupBits, 11);
        secondLevel = Levels(second, count);
        thirdLevel = Levels(third, count);
        bySecond = new Lists(bits);
        byThird = new Lists(bits);
    }

    /// <summary>Writes the indexes of the rows that stay.</summary>
    /// <returns>How many stay; -1 when the steps or the time ran out first.</returns>
    public int Find(int count, Span<int> kept, ref long work, WorkClock clock)
    {
        int levels = 1 << bits, stride = levels + 1, n = 0;
        int[] tree = ArrayPool<int>.Shared.Rent(stride * stride);
        tree.AsSpan(0, stride * stride).Fill(-1);
        work -= stride * stride / 16 + 20L * count;
        for (int i = 0; i < count; i++)
        {
            if (work < 0 || ((i & 4095) == 0 && clock.IsOver))
            {
                n = -1;
                break;
            }

            int a = levels - secondLevel[i], b = levels - thirdLevel[i];
            if (ClearlyDominated(tree, stride, a - 1, b - 1, fourth[i], ref work)
                || bySecond.Covers(secondLevel[i], thirdLevel[i], second[i], third[i], fourth[i], ref work)
                || byThird.Covers(thirdLevel[i], secondLevel[i], third[i], second[i], fourth[i], ref work)) continue;
            kept[n++] = i;
            Insert(tree, levels, a, b, fourth[i]);
            bySecond.Add(secondLevel[i], thirdLevel[i], second[i], third[i], fourth[i]);
            byThird.Add(thirdLevel[i], secondLevel[i], third[i], second[i], fourth[i]);
        }

        ArrayPool<int>.Shared.Return(tree);
        ArrayPool<int>.Shared.Return(secondLevel);
        ArrayPool<int>.Shared.Return(thirdLevel);
        return n;
    }

    private static bool ClearlyDominated(int[] tree, int stride, int a, int b, int value, ref long work)
    {
        for (int j = a; j > 0; j &= j - 1)
        {
            int row = j * stride;
            for (int k = b; k > 0; k &= k - 1)
            {
                work--;
                if (tree[row + k] >= value) return true;
            }
        }

        return false;
    }

    private static void Insert(int[] tree, int levels, int a, int b, int value)
    {
        for (int j = a; j <= levels; j += j & -j)
        {
            int row = j * (levels + 1);
            if (tree[row + b] >= value) break;
            for (int k = b; k <= levels && tree[row + k] < value; k += k & -k) tree[row + k] = value;
        }
    }

    /// <summary>Places in the order of values, equal values alike, in as many levels as there are.</summary>
    private int[] Levels(int[] values, int count)
    {
        int[] levels = NonDominated.Ranks(values, count, out int distinct);
        for (int i = 0; i < count; i++) levels[i] = (int)(((long)levels[i] << bits) / distinct);
        return levels;
    }

    /// <summary>
    /// Rows by level in one column ("near"), in groups by level in the other ("far"). The greatest values of a level's groups lie side by side; rows of a group lie in blocks of as many near
    /// values, far values and values as are compared at once.
    /// </summary>
    private sealed class Lists(int bits)
    {
        private readonly int[][] rows = new int[1 << (bits + GroupBits)][];
        private readonly int[] counts = new int[1 << (bits + GroupBits)];
        private readonly int[] most = new int[3 << (bits + GroupBits)];

        public void Add(int nearLevel, int farLevel, int near, int far, int value)
        {
            int group = (nearLevel << GroupBits) | (farLevel >> (bits - GroupBits)), wide = Vector<int>.Count, n = counts[group]++;
            int[] list = rows[group] ??= new int[3 * wide];
            if (n == list.Length / 3)
            {
                Array.Resize(ref list, 2 * list.Length);
                rows[group] = list;
            }

            int at = n / wide * 3 * wide + n % wide;
            // Places not yet taken hold values that reach nothing.
            if (n % wide == 0) list.AsSpan(at, 3 * wide).Fill(-1);
            (list[at], list[at + wide], list[at + 2 * wide]) = (value, far, near);
            (most[3 * group], most[3 * group + 1], most[3 * group + 2]) = (Math.Max(most[3 * group], value), Math.Max(most[3 * group + 1], far), Math.Max(most[3 * group + 2], near));
        }

        /// <summary>Whether a row of that level in the near column is at least as great in all.</summary>
        public bool Covers(int nearLevel, int farLevel, int near, int far, int value, ref long work)
        {
            int wide = Vector<int>.Count, last = (nearLevel + 1) << GroupBits;
            Vector<int> nears = new(near), fars = new(far), values = new(value);
            for (int group = (nearLevel << GroupBits) | (farLevel >> (bits - GroupBits)); group < last; group++)
            {
                if (counts[group] == 0 || most[3 * group] < value || most[3 * group + 1] < far || most[3 * group + 2] < near) continue;
                ReadOnlySpan<int> list = rows[group].AsSpan(0, (counts[group] + wide - 1) / wide * 3 * wide);
                work -= list.Length / (2 * wide) + 2;
                for (; list.Length > 0; list = list[(3 * wide)..])
                {
                    Vector<int> reached = Vector.GreaterThanOrEqual(new Vector<int>(list), values) & Vector.GreaterThanOrEqual(new Vector<int>(list[wide..]), fars)
                        & Vector.GreaterThanOrEqual(new Vector<int>(list[(2 * wide)..]), nears);
                    if (reached != Vector<int>.Zero) return true;
                }
            }

            return false;
        }
    }
}
