using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// Checks search trees with exact integers. Shares no code with the search but the meaning of a goal (<see cref="SearchGoal.Value"/>, <see cref="SearchGoal.Proves"/>).
/// </summary>
internal static class CertificateChecker
{
    /// <summary>Says what is wrong with the proof that no package has a greater value than <paramref name="best"/>, or null when nothing is.</summary>
    public static string? Check(UtilityTable table, SearchGoal goal, BigInteger best, SearchCertificate tree)
    {
        Walk walk = new(table, goal, best, tree);
        for (int i = 0; i < table.Issues; i++)
            if (walk.Left[i].Count == 0) return null;
        string? flaw = walk.Check();
        return flaw ?? (walk.At == tree.Steps.Count ? null : $"{tree.Steps.Count - walk.At} steps are left over");
    }

    private sealed class Walk(UtilityTable table, SearchGoal goal, BigInteger best, SearchCertificate tree)
    {
        private readonly BigInteger step = goal.Step(table);

        public List<int>[] Left { get; } = [.. Enumerable.Range(0, table.Issues).Select(i => Undominated(table, i))];

        public int At { get; private set; }

        public string? Check()
        {
            // The tree can be as deep as there are issues and options together; the walk keeps its own stack.
            Stack<(List<int>[] Left, int Issue, HashSet<int> Chosen)> open = new();
            while (true)
            {
                if (At >= tree.Steps.Count) return "the tree ends early";
                (CertificateStep step, int at) = tree.Steps[At++];
                bool closed = false;
                switch (step)
                {
                    case CertificateStep.Bounded:
                        if (!Bounds(at)) return $"the weights of set {at} do not bound it";
                        closed = true;
                        break;
                    case CertificateStep.Without:
                        int issue = IssueOf(at);
                        if (!Left[issue].Contains(at)) return $"option {at} goes twice";
                        List<int> all = Left[issue];
                        Left[issue] = [at];
                        if (At >= tree.Steps.Count || tree.Steps[At].Step != CertificateStep.Bounded || !Bounds(tree.Steps[At].At)) return $"option {at} goes without proof";
                        At++;
                        Left[issue] = [.. all.Where(o => o != at)];
                        break;
                    case CertificateStep.Single:
                        if (Array.Exists(Left, l => l.Count != 1)) return "a set with several packages counts as one";
                        Package package = new([.. Left.Select((l, i) => l[0] - table.Start[i])]);
                        if (goal.Value(table.Utilities(package)) is BigInteger value && value > best) return $"package {package} is better";
                        closed = true;
                        break;
                    case CertificateStep.Split:
                        open.Push(([.. Left], at, []));
                        if (At >= tree.Steps.Count || tree.Steps[At].Step != CertificateStep.Choose) return "a split has no parts";
                        break;
                    default:
                        if (open.Count == 0) return "a choice stands outside of a split";
                        (List<int>[] left, int split, HashSet<int> chosen) = open.Peek();
                        if (!left[split].Contains(at) || !chosen.Add(at)) return $"option {at} is not one to choose";
                        left.CopyTo(Left, 0);
                        Left[split] = [at];
                        break;
                }

                // A closed set closes the splits of which it was the last part.
                while (closed && open.Count > 0)
                {
                    (List<int>[] left, int split, HashSet<int> chosen) = open.Peek();
                    if (At < tree.Steps.Count && tree.Steps[At].Step == CertificateStep.Choose && chosen.Count < left[split].Count) break;
                    if (chosen.Count != left[split].Count) return $"a split of issue {split} leaves options out";
                    open.Pop();
                }

                if (closed && open.Count == 0) return null;
            }
        }

        private int IssueOf(int option)
        {
            int i = Array.BinarySearch(table.Start, option);
            if (i < 0) return ~i - 1;
            while (table.Start[i + 1] == option) i++;
            return i;
        }

        private bool Bounds(int number)
        {
            Multipliers multipliers = tree.Multipliers(number);
            BigInteger most = BigInteger.Zero;
            foreach (List<int> options in Left)
                most += options.Max(o =>
                {
                    BigInteger score = BigInteger.Zero;
                    for (int p = 0; p < table.Parties; p++) score += multipliers.Weight(goal, p) * table.Worth[p][o];
                    return score;
                });
            return goal.Proves(multipliers, most, best, step);
        }

        private static List<int> Undominated(UtilityTable table, int issue)
        {
            List<int> left = [];
            for (int o = table.Start[issue]; o < table.Start[issue + 1]; o++)
            {
                if (table.RedBy[o] != 0) continue;
                bool needed = true;
                for (int other = table.Start[issue]; other < table.Start[issue + 1] && needed; other++)
                {
                    if (other == o || table.RedBy[other] != 0) continue;
                    bool covers = true, same = true;
                    for (int p = 0; p < table.Parties; p++)
                    {
                        covers &= table.Worth[p][other] >= table.Worth[p][o];
                        same &= table.Worth[p][other] == table.Worth[p][o];
                    }

                    needed = !covers || (same && other > o);
                }

                if (needed) left.Add(o);
            }

            return left;
        }
    }
}
