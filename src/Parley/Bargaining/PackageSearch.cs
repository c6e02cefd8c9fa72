using System.Numerics;
using System.Runtime.CompilerServices;

namespace Parley.Bargaining;

/// <summary>The best package found, its value, and whether it is proved to be the best.</summary>
/// <param name="Package">Null when no package meets the floors (proved or, when not <paramref name="Proved"/>, as far as the search went).</param>
/// <param name="Value">The goal's value of it; the incumbent handed in when nothing better was found.</param>
/// <param name="Proved">Whether the search came to its end.</param>
/// <param name="Ceiling">No package that meets the floors has a greater value: the value itself when proved; null when nothing is known.</param>
/// <param name="Nodes">Sets of packages looked at.</param>
/// <param name="Steps">Steps of work taken.</param>
/// <param name="Certificate">Proves that no value is above <paramref name="Ceiling"/>.</param>
internal sealed record SearchResult(Package? Package, BigInteger? Value, bool Proved, BigInteger? Ceiling, int Nodes, long Steps, SearchCertificate? Certificate);

/// <summary>When a search stops before its end.</summary>
/// <param name="Nodes">Sets of packages to look at before the proof is given up.</param>
/// <param name="Clock">Ends the search, but for its first look.</param>
/// <param name="Enough">A value with which the search is content.</param>
/// <param name="Steps">Steps of work (scores added up, about) before the proof is given up. Counted and not timed, so that the answer does not depend on the machine.</param>
/// <param name="Budget">Where several searches share their work: each takes at most a quarter of what is left.</param>
internal sealed record SearchLimits(int Nodes, WorkClock Clock, BigInteger? Enough = null, long Steps = SearchLimits.DefaultSteps, WorkBudget? Budget = null)
{
    /// <summary>Steps of one search unless told otherwise: some ten seconds of one core.</summary>
    public const long DefaultSteps = 10_000_000_000;

    /// <summary>Steps that a search which begins now may take.</summary>
    public long Allowed => Budget is null ? Steps : Math.Min(Steps, Budget.Allowed);
}

/// <summary>
/// Branch and bound over packages. A set of packages (some issues settled, some options gone) is bounded by weighing the parties: in fixed weights the best option of each issue can be
/// chosen on its own (Lagrangian relaxation: Everett 1963; Geoffrion 1974). Weights come from a relaxation in which options may be mixed; bounds are
/// computed as doubles first and, wherever they come near the incumbent, as integers, so that rounding decides nothing. Deterministic.
/// A search is mostly over before the runtime would have optimised its loops, so those are optimised from the first call on.
/// </summary>
internal abstract class PackageSearch
{
    /// <summary>How near to the incumbent (of goals scaled to about 1) a double may decide.</summary>
    protected const double Margin = 1e-9;

    protected const double Unit = 1L << 44;

    private readonly SearchLimits limits;
    private readonly SearchCertificate certificate = new();
    private readonly double[] scores;
    private readonly BigInteger step;
    private readonly List<double[]> stateByDepth = [];
    private int nodes;
    private long work, allowed;
    private bool stopped;
    private double[]? rootState;

    protected PackageSearch(UtilityTable table, SearchGoal goal, Package? incumbent, BigInteger? threshold, SearchLimits limits)
    {
        (Table, Goal, this.limits) = (table, goal, limits);
        Parties = table.Parties;
        Range = new BigInteger[Parties];
        Columns = new double[Parties][];
        Rows = new double[table.Options * Parties];
        for (int p = 0; p < Parties; p++)
        {
            Range[p] = table.Range(p);
            double range = (double)Range[p];
            Columns[p] = new double[table.Options];
            for (int o = 0; o < table.Options; o++) Rows[o * Parties + p] = Columns[p][o] = table.Approximate[o * Parties + p] / range;
        }

        scores = new double[table.Options];
        Alive = new int[table.Options];
        AliveCount = new int[table.Issues];
        Best = new int[table.Issues];
        Reached = new double[Parties];
        for (int i = 0; i < table.Issues; i++)
            foreach (int o in table.Efficient(i)) Alive[table.Start[i] + AliveCount[i]++] = o;
        step = goal.Step(table);
        BestPackage = incumbent;
        BestValue = incumbent is null ? threshold : goal.Value(table.Utilities(incumbent));
    }

    protected UtilityTable Table { get; }

    protected SearchGoal Goal { get; }

    protected int Parties { get; }

    /// <summary>Greatest possible sum of scaled worths, by party: what doubles are divided by.</summary>
    protected BigInteger[] Range { get; }

    /// <summary>Worth by party, then flat option, in shares of the range.</summary>
    protected double[][] Columns { get; }

    /// <summary>The same by flat option, then party.</summary>
    protected double[] Rows { get; }

    /// <summary>Options left, from Start[issue] on, <see cref="AliveCount"/> of them.</summary>
    protected int[] Alive { get; }

    protected int[] AliveCount { get; }

    /// <summary>The best option of each issue in the weights of the last <see cref="Pass"/>.</summary>
    protected int[] Best { get; }

    /// <summary>What each party gets of those, in shares of the range.</summary>
    protected double[] Reached { get; }

    protected Package? BestPackage { get; private set; }

    protected BigInteger? BestValue { get; private set; }

    protected BigInteger Threshold => BestValue!.Value + step;

    /// <summary>Searches for the best package.</summary>
    /// <param name="table">Utilities; options with a red line are not chosen.</param>
    /// <param name="goal">What to maximise.</param>
    /// <param name="incumbent">A package that meets the goal's floors, or null.</param>
    /// <param name="threshold">Where there is no incumbent: only packages of a greater value are wanted.</param>
    /// <param name="limits">When to stop.</param>
    public static SearchResult Run(UtilityTable table, SearchGoal goal, Package? incumbent, BigInteger? threshold, SearchLimits limits)
    {
        PackageSearch search = goal.Kind == GoalKind.Product
            ? new ProductSearch(table, goal, incumbent, threshold, limits)
            : new SumSearch(table, goal, incumbent, threshold, limits);
        return search.Run();
    }

    private SearchResult Run()
    {
        if (Array.Exists(AliveCount, c => c == 0)) return new SearchResult(null, BestValue, true, BestValue, 0, 0, certificate);
        allowed = limits.Allowed;
        if (BestPackage is not null) Improve(BestPackage);
        double[] start = new double[StateLength];
        Begin(start);
        Visit(0, start);
        limits.Budget?.Spend(work);
        if (!stopped) return new SearchResult(BestPackage, BestValue, true, BestValue, nodes, work, certificate);
        (BigInteger? ceiling, SearchCertificate? bound) = Ceiling();
        return new SearchResult(BestPackage, BestValue, false, ceiling, nodes, work, bound);
    }

    /// <summary>What the weights found at the start prove of all packages.</summary>
    private (BigInteger? Value, SearchCertificate? Certificate) Ceiling()
    {
        if (rootState is null) return (null, null);
        Multipliers multipliers = ToIntegers(rootState);
        for (int i = 0; i < Table.Issues; i++)
        {
            int[] all = Table.Efficient(i);
            all.CopyTo(Alive, Table.Start[i]);
            AliveCount[i] = all.Length;
        }

        if (Goal.Ceiling(multipliers, Most(multipliers)) is not BigInteger value) return (null, null);
        // The incumbent shows how low a bound can be.
        if (BestPackage is not null) value = BigInteger.Max(value, BestValue!.Value);
        SearchCertificate bound = new();
        bound.Add(CertificateStep.Bounded, bound.Add(() => multipliers));
        return (value, bound);
    }

    /// <summary>Number of doubles that a subclass carries from a set to its subsets.</summary>
    protected abstract int StateLength { get; }

    /// <summary>The state that the search begins with.</summary>
    protected abstract void Begin(double[] state);

    /// <summary>
    /// Looks for weights with a low bound over the set, from the state on; leaves them in the state's first 2 * <see cref="Parties"/> numbers (shares, then prices of floors), in
    /// terms of <see cref="Range"/>. Stops as soon as the bound decides.
    /// </summary>
    /// <returns>The bound.</returns>
    protected abstract double Relax(double[] state, bool root);

    /// <summary>The bound that a sum of greatest scores gives.</summary>
    protected abstract double BoundOf(double most, double[] state);

    /// <summary>A bound below this (less the margin) proves that a set has nothing better.</summary>
    protected abstract double Target();

    /// <summary>A package's value in the terms of the bounds, from doubles; negative infinity when it clearly misses a floor.</summary>
    protected abstract double Quick(double[] reached);

    /// <summary>Integers for the weights of a state.</summary>
    protected abstract Multipliers ToIntegers(double[] state);

    /// <summary>Exact weights that touch the incumbent, where the goal has such.</summary>
    protected virtual Multipliers? Tangent() => null;

    /// <summary>How undecided the relaxation is about an issue: the highest is split first.</summary>
    protected abstract double Doubt(int issue, double[] state);

    /// <summary>The state for a subset in which an option was chosen.</summary>
    protected virtual void Descend(double[] state, int issue, int option)
    {
    }

    /// <summary>Weight of a party's utility (in shares of its range) in a state.</summary>
    protected abstract double WeightOf(double[] state, int party);

    /// <summary>Counts steps of work that a subclass takes beside <see cref="Pass"/>.</summary>
    protected void Count(long steps) => work += steps;

    /// <summary>Scores all options in the weights; finds the best of each issue, what they reach, and the sum of their scores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected double Pass(ReadOnlySpan<double> weights)
    {
        work += scores.Length * (Parties + 4);
        Span<double> sums = scores;
        sums.Clear();
        for (int p = 0; p < Parties; p++)
        {
            double[] column = Columns[p];
            double weight = weights[p];
            Vector<double> wide = new(weight);
            int o = 0;
            for (; o <= sums.Length - Vector<double>.Count; o += Vector<double>.Count)
                (new Vector<double>(scores, o) + new Vector<double>(column, o) * wide).CopyTo(scores, o);
            for (; o < sums.Length; o++) scores[o] += column[o] * weight;
        }

        Array.Clear(Reached);
        double total = 0;
        for (int i = 0; i < AliveCount.Length; i++)
        {
            int start = Table.Start[i], best = Alive[start];
            for (int k = 1; k < AliveCount[i]; k++)
            {
                int o = Alive[start + k];
                if (scores[o] > scores[best] || (scores[o] == scores[best] && o < best)) best = o;
            }

            Best[i] = best;
            total += scores[best];
            for (int p = 0; p < Reached.Length; p++) Reached[p] += Rows[best * Parties + p];
        }

        return total;
    }

    /// <summary>Takes the package of the last pass as incumbent if it is better.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void Offer()
    {
        double quick = Quick(Reached);
        if (quick == double.NegativeInfinity || (BestValue is not null && quick < Target() - 1e-7 * (1 + Math.Abs(quick)) - StepSlack)) return;
        Offer(ToPackage(Best));
    }

    /// <summary>What one step adds to the target: an incumbent's own value lies that much below it.</summary>
    protected virtual double StepSlack => 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected bool Decides(double bound) => BestValue is not null && bound < Target() - Margin;

    private void Offer(Package package)
    {
        if (Goal.Value(Table.Utilities(package)) is not BigInteger value || (BestValue is BigInteger best && value <= best)) return;
        (BestValue, BestPackage) = (value, package);
    }

    /// <summary>Changes one issue at a time as long as that is better.</summary>
    private void Improve(Package package)
    {
        BigInteger[] own = Table.Utilities(package);
        for (bool better = true; better;)
        {
            better = false;
            for (int i = 0; i < Table.Issues; i++)
                for (int k = 0; k < AliveCount[i]; k++)
                {
                    int start = Table.Start[i], option = Alive[start + k];
                    BigInteger[] changed = Table.Changed(own, start + package[i], option);
                    if (Goal.Value(changed) is not BigInteger value || value <= BestValue) continue;
                    (own, package, better) = (changed, package.With(i, option - start), true);
                    (BestValue, BestPackage) = (value, package);
                }
        }
    }

    private Package ToPackage(int[] options)
    {
        int[] local = new int[options.Length];
        for (int i = 0; i < local.Length; i++) local[i] = options[i] - Table.Start[i];
        return new Package(local);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(int depth, double[] from)
    {
        if (stopped) return;
        limits.Clock.Cancel.ThrowIfCancellationRequested();
        if (++nodes > limits.Nodes || work > allowed || (depth > 0 && limits.Clock.IsOver) || (limits.Enough is BigInteger enough && BestPackage is not null && BestValue >= enough))
        {
            stopped = true;
            return;
        }

        if (Array.TrueForAll(AliveCount, c => c == 1))
        {
            for (int i = 0; i < Best.Length; i++) Best[i] = Alive[Table.Start[i]];
            Offer(ToPackage(Best));
            certificate.Add(CertificateStep.Single, 0);
            return;
        }

        while (stateByDepth.Count <= depth) stateByDepth.Add(new double[StateLength]);
        double[] state = stateByDepth[depth];
        from.CopyTo(state, 0);
        // A search that begins when the time is up takes no long look even at the start.
        double bound = Relax(state, depth == 0 && !limits.Clock.IsOver);
        if (depth == 0) rootState = state[..];
        if (limits.Enough is BigInteger wanted && BestPackage is not null && BestValue >= wanted)
        {
            stopped = true;
            return;
        }

        if (Decides(bound))
        {
            Record(state);
            return;
        }

        if (Near(bound) && Proves(state)) return;
        Prune(bound, state);
        int split = -1;
        double most = double.NegativeInfinity;
        for (int i = 0; i < Table.Issues; i++)
        {
            if (AliveCount[i] == 1) continue;
            double doubt = Doubt(i, state);
            if (doubt <= most) continue;
            (split, most) = (i, doubt);
        }

        if (split < 0)
        {
            Visit(depth + 1, state);
            return;
        }

        // The most promising option first.
        int start = Table.Start[split], count = AliveCount[split];
        int[] counts = [.. AliveCount];
        int[] order = Alive[start..(start + count)];
        double[] promise = Array.ConvertAll(order, o => -scores[o]);
        Array.Sort(promise, order);
        certificate.Add(CertificateStep.Split, split);
        foreach (int option in order)
        {
            certificate.Add(CertificateStep.Choose, option);
            int at = Array.IndexOf(Alive, option, start, count);
            (Alive[start], Alive[at]) = (Alive[at], Alive[start]);
            AliveCount[split] = 1;
            double[] child = new double[StateLength];
            state.CopyTo(child, 0);
            Descend(child, split, option);
            Visit(depth + 1, child);
            counts.CopyTo(AliveCount, 0);
            if (stopped) return;
        }
    }

    private void Record(double[] state)
    {
        double[] kept = state[..(2 * Parties)];
        certificate.Add(CertificateStep.Bounded, certificate.Add(() => ToIntegers(kept)));
    }

    private bool Near(double bound) => BestValue is null ? bound < 0 : bound < Target() + 1e-7 * (1 + Math.Abs(bound));

    /// <summary>Whether integers prove what the doubles leave open; if so, records it.</summary>
    private bool Proves(double[] state)
    {
        if (Proves(ToIntegers(state)))
        {
            Record(state);
            return true;
        }

        if (BestValue is null || Tangent() is not Multipliers tangent || !Proves(tangent)) return false;
        certificate.Add(CertificateStep.Bounded, certificate.Add(() => tangent));
        return true;
    }

    private bool Proves(Multipliers multipliers)
    {
        work += 20L * scores.Length * Parties;
        return Goal.Proves(multipliers, Most(multipliers), BestValue, step);
    }

    /// <summary>The greatest sum of weighted utilities over the options left.</summary>
    private BigInteger Most(Multipliers multipliers)
    {
        BigInteger most = BigInteger.Zero;
        for (int i = 0; i < Table.Issues; i++)
        {
            BigInteger? best = null;
            for (int k = 0; k < AliveCount[i]; k++)
            {
                BigInteger score = BigInteger.Zero;
                for (int p = 0; p < Parties; p++) score += multipliers.Weight(Goal, p) * Table.Worth[p][Alive[Table.Start[i] + k]];
                if (best is null || score > best) best = score;
            }

            most += best!.Value;
        }

        return most;
    }

    /// <summary>Drops the options with which the bound decides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Prune(double bound, double[] state)
    {
        if (BestValue is null || double.IsPositiveInfinity(bound)) return;
        Span<double> weights = stackalloc double[Parties];
        for (int p = 0; p < Parties; p++) weights[p] = WeightOf(state, p);
        double most = Pass(weights);
        int number = -1;
        for (int i = 0; i < Table.Issues; i++)
        {
            int start = Table.Start[i];
            for (int k = AliveCount[i] - 1; k >= 0; k--)
            {
                int o = Alive[start + k];
                if (o == Best[i] || !(BoundOf(most - scores[Best[i]] + scores[o], state) < Target() - Margin)) continue;
                if (number < 0)
                {
                    double[] kept = state[..(2 * Parties)];
                    number = certificate.Add(() => ToIntegers(kept));
                }

                certificate.Add(CertificateStep.Without, o);
                certificate.Add(CertificateStep.Bounded, number);
                int last = start + --AliveCount[i];
                (Alive[start + k], Alive[last]) = (Alive[last], Alive[start + k]);
            }
        }
    }
}
