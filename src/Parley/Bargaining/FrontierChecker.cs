using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// Checks the certificate of a frontier with exact integers. Shares nothing with the computation but the utilities: no order of rows is relied on, nothing is dropped beforehand, and
/// whether a sum is covered is looked up in a tree of boxes (Bentley 1975) instead of by sweeps.
/// </summary>
internal static class FrontierChecker
{
    /// <summary>Says what is wrong, or null when nothing is.</summary>
    /// <param name="table">Utilities and red lines.</param>
    /// <param name="steps">Together every issue once, in any order.</param>
    /// <param name="gap">By party, what the slacks of the steps add up to; or less where the points show it.</param>
    /// <param name="exact">Whether no point may reach another.</param>
    /// <param name="cancel">Stops the check.</param>
    public static string? Check(UtilityTable table, IReadOnlyList<FrontierStep> steps, BigInteger[] gap, bool exact, CancellationToken cancel)
    {
        if (steps.Count == 0)
        {
            bool blocked = Enumerable.Range(0, table.Issues).Any(i => Enumerable.Range(table.Start[i], table.OptionsOf(i)).All(o => table.RedBy[o] != 0));
            return blocked ? null : "the frontier is empty although every issue has an option that nobody refuses";
        }

        if (!steps.SelectMany(s => s.Issues).Order().SequenceEqual(Enumerable.Range(0, table.Issues))) return "not every issue is added once";
        for (int p = 0; p < table.Parties; p++)
            if (steps.Any(s => s.Slack[p].Sign < 0)) return "a gap is negative";
        if (exact && gap.Any(g => !g.IsZero)) return "it is called exact and has a gap";
        BigInteger reach = gap.Max();
        for (int p = 0; p < table.Parties; p++) reach = BigInteger.Max(reach, gap[p] + table.Range(p));
        return reach < long.MaxValue / 4 ? new Walk<long>(table, v => (long)v, cancel).Check(steps, gap, exact) : new Walk<BigInteger>(table, v => v, cancel).Check(steps, gap, exact);
    }

    private sealed class Walk<T>(UtilityTable table, Func<BigInteger, T> convert, CancellationToken cancel)
        where T : IBinaryInteger<T>
    {
        private readonly int parties = table.Parties;
        private readonly T[][] worth = Array.ConvertAll(table.Worth, w => Array.ConvertAll(w, v => convert(v)));

        public string? Check(IReadOnlyList<FrontierStep> steps, BigInteger[] gap, bool exact) => Check(steps, exact, out T[] values) ?? Gap(steps, gap, values);

        /// <summary>Goes through the steps; values come out by point, then party.</summary>
        private string? Check(IReadOnlyList<FrontierStep> steps, bool exact, out T[] values)
        {
            values = new T[parties];
            Array.Fill(values, T.Zero);
            BoxTree<T>? tree = null;
            foreach (FrontierStep step in steps)
            {
                if (Ways(step, out T[] ways) is string flaw) return flaw;
                int before = values.Length / parties, count = step.Parents.Length;
                if (step.Chosen.Length != count) return "a step is cut short";
                T[] next = new T[count * parties];
                for (int i = 0; i < count; i++)
                {
                    if ((uint)step.Parents[i] >= (uint)before || step.Chosen[i] >= step.Options.Length) return $"point {i} after issue {step.Issues[^1]} comes from nowhere";
                    for (int p = 0; p < parties; p++) next[i * parties + p] = values[step.Parents[i] * parties + p] + ways[step.Chosen[i] * parties + p];
                }

                tree = new BoxTree<T>(next, parties);
                if (Covers(step, values, ways, next, tree) is string gap) return gap;
                values = next;
            }

            if (!exact) return null;
            return Distinct(values, tree!);
        }

        /// <summary>
        /// Whether the gap follows: for each party it is what the steps lose together, or reaches from the most it can have to the least that a point gives it; or one point is within the gap
        /// of what all can have at the most.
        /// </summary>
        private string? Gap(IReadOnlyList<FrontierStep> steps, BigInteger[] gap, T[] values)
        {
            T[] stated = Array.ConvertAll(gap, g => convert(g)), most = new T[parties], least = new T[parties];
            for (int p = 0; p < parties; p++)
            {
                most[p] = T.Zero;
                for (int i = 0; i < table.Issues; i++) most[p] += Enumerable.Range(table.Start[i], table.OptionsOf(i)).Where(o => table.RedBy[o] == 0).Max(o => worth[p][o])!;
                least[p] = values[p];
                for (int i = p; i < values.Length; i += parties) least[p] = T.Min(least[p], values[i]);
            }

            if (Enumerable.Range(0, parties).All(p => stated[p] >= most[p] - least[p] || gap[p] >= steps.Aggregate(BigInteger.Zero, (sum, s) => sum + s.Slack[p]))) return null;
            for (int i = 0; i < values.Length; i += parties)
            {
                int p = 0;
                while (p < parties && most[p] - values[i + p] <= stated[p]) p++;
                if (p == parties) return null;
            }

            return "the gap stated does not follow from those of the issues";
        }

        /// <summary>Whether no point reaches another.</summary>
        private string? Distinct(T[] values, BoxTree<T> tree)
        {
            T[] own = new T[parties];
            for (int i = 0; i < values.Length / parties; i++)
            {
                if ((i & 1023) == 0) cancel.ThrowIfCancellationRequested();
                values.AsSpan(i * parties, parties).CopyTo(own);
                if (tree.Find(own, i) >= 0) return $"another point is as good for all as point {i}";
            }

            return null;
        }

        /// <summary>What the ways of settling a step's issues are worth, by way, then party; they must be ways that nobody refuses, and all that are needed.</summary>
        private string? Ways(FrontierStep step, out T[] ways)
        {
            ways = new T[step.Options.Length * parties];
            for (int k = 0; k < step.Options.Length; k++)
            {
                if (step.Options[k].Length != step.Issues.Length) return "an option is missing";
                for (int i = 0; i < step.Issues.Length; i++)
                {
                    int option = step.Options[k][i];
                    if (option < table.Start[step.Issues[i]] || option >= table.Start[step.Issues[i] + 1] || table.RedBy[option] != 0) return $"issue {step.Issues[i]} is settled by an option that it must not be";
                    for (int p = 0; p < parties; p++) ways[k * parties + p] += worth[p][option];
                }
            }

            if (step.Block is null) return step.Issues.Length == 1 ? null : "several issues are added without proof of how they are best settled";
            if (!step.Block.SelectMany(s => s.Issues).Order().SequenceEqual(step.Issues.Order()) || step.Block.Any(s => s.Slack.Any(v => !v.IsZero))) return "issues that are added together are not proved exactly";
            if (Check(step.Block, false, out T[] proved) is string flaw) return flaw;
            return proved.AsSpan().SequenceEqual(ways) ? null : "issues that are added together are settled otherwise than proved";
        }

        /// <summary>Whether every sum is reached to within the slack: looked for first where the last sum of the same box was covered, then in the tree.</summary>
        private string? Covers(FrontierStep step, T[] values, T[] ways, T[] next, BoxTree<T> tree)
        {
            T[] slack = Array.ConvertAll(step.Slack, s => convert(s)), wanted = new T[parties];
            bool rough = slack.Any(s => !T.IsZero(s));
            Dictionary<ulong, int> boxes = [];
            // A single issue is checked with all its options, those too that never came into question.
            int[] options = step.Block is null ? [.. Enumerable.Range(table.Start[step.Issues[0]], table.OptionsOf(step.Issues[0])).Where(o => table.RedBy[o] == 0)] : [];
            T[] all = step.Block is null ? [.. options.SelectMany(o => worth.Select(w => w[o]))] : ways;
            bool[] reached = new bool[step.Block is null ? values.Length / parties * options.Length : 0];
            for (int i = 0; i < step.Parents.Length && reached.Length > 0; i++) reached[step.Parents[i] * options.Length + Array.IndexOf(options, step.Options[step.Chosen[i]][0])] = true;
            for (int i = 0; i < values.Length / parties; i++)
            {
                if ((i & 255) == 0) cancel.ThrowIfCancellationRequested();
                for (int k = 0; k < all.Length / parties; k++)
                {
                    if (reached.Length > 0 && reached[i * options.Length + k]) continue;
                    ulong box = 0;
                    for (int p = 0; p < parties; p++)
                    {
                        T sum = values[i * parties + p] + all[k * parties + p];
                        wanted[p] = sum - slack[p];
                        if (rough && !T.IsZero(slack[p])) box = (BitOperations.RotateLeft(box, 21) ^ ulong.CreateTruncating(sum / slack[p])) * 0x9E3779B97F4A7C15;
                    }

                    if (rough && boxes.TryGetValue(box, out int known) && Reaches(next, known, wanted)) continue;
                    int found = tree.Find(wanted, -1);
                    if (found < 0) return $"no point after issue {step.Issues[^1]} is as good as point {i} before it with option {k}";
                    if (rough) boxes[box] = found;
                }
            }

            return null;
        }

        private bool Reaches(T[] points, int point, T[] wanted)
        {
            for (int p = 0; p < parties; p++)
                if (points[point * parties + p] < wanted[p]) return false;
            return true;
        }
    }

    /// <summary>Points in nested boxes: each box is halved at the median of one party, the parties taking turns, and knows the greatest value in it of every party.</summary>
    private sealed class BoxTree<T>
        where T : IBinaryInteger<T>
    {
        private const int Leaf = 8;

        private readonly T[] values;
        private readonly int parties;
        private readonly int[] order;
        private readonly T[] most;

        public BoxTree(T[] values, int parties)
        {
            (this.values, this.parties) = (values, parties);
            order = [.. Enumerable.Range(0, values.Length / parties)];
            int boxes = 1;
            for (int n = order.Length; n > Leaf; n = (n + 1) / 2) boxes = 2 * boxes + 1;
            most = new T[boxes * parties];
            T[] keys = new T[order.Length];
            Build(0, 0, order.Length, 0, keys);
        }

        /// <summary>A point other than the one excluded that gives every party at least this, or -1.</summary>
        public int Find(T[] wanted, int except) => order.Length > 0 ? Find(0, 0, order.Length, wanted, except) : -1;

        private void Build(int box, int from, int to, int party, T[] keys)
        {
            for (int p = 0; p < parties; p++)
            {
                T greatest = values[order[from] * parties + p];
                for (int i = from + 1; i < to; i++) greatest = T.Max(greatest, values[order[i] * parties + p]);
                most[box * parties + p] = greatest;
            }

            if (to - from <= Leaf) return;
            for (int i = from; i < to; i++) keys[i] = values[order[i] * parties + party];
            Array.Sort(keys, order, from, to - from);
            int middle = from + (to - from + 1) / 2;
            Build(2 * box + 1, from, middle, (party + 1) % parties, keys);
            Build(2 * box + 2, middle, to, (party + 1) % parties, keys);
        }

        private int Find(int box, int from, int to, T[] wanted, int except)
        {
            for (int p = 0; p < wanted.Length; p++)
                if (most[box * parties + p] < wanted[p]) return -1;
            if (to - from <= Leaf)
            {
                for (int i = from; i < to; i++)
                {
                    int at = order[i] * parties, p = 0;
                    while (p < wanted.Length && values[at + p] >= wanted[p]) p++;
                    if (p == wanted.Length && order[i] != except) return order[i];
                }

                return -1;
            }

            int middle = from + (to - from + 1) / 2, found = Find(2 * box + 2, middle, to, wanted, except);
            return found >= 0 ? found : Find(2 * box + 1, from, middle, wanted, except);
        }
    }
}
