using System.Numerics;
using System.Runtime.CompilerServices;

namespace Parley.Bargaining;

/// <summary>
/// The greatest sum of the k smallest gains over packages that meet the floors. Weights come from projected subgradient steps on the Lagrangian dual, with step lengths after
/// Polyak (1969) aimed at the incumbent, since that is all that a bound has to reach.
/// </summary>
internal sealed class SumSearch : PackageSearch
{
    private readonly double[] factor, origin, floor, weights, slope, gains;
    private readonly bool[] floored;
    private readonly BigInteger largest = BigInteger.One;
    private readonly double[] chosen;
    private readonly bool free;
    private BigInteger? targetFor;
    private double target = double.NegativeInfinity, ownTarget;

    public SumSearch(UtilityTable table, SearchGoal goal, Package? incumbent, BigInteger? threshold, SearchLimits limits)
        : base(table, goal, incumbent, threshold, limits)
    {
        factor = new double[Parties];
        origin = new double[Parties];
        floor = new double[Parties];
        floored = new bool[Parties];
        weights = new double[Parties];
        gains = new double[Parties];
        slope = new double[2 * Parties];
        chosen = new double[table.Options];
        for (int p = 0; p < Parties; p++) largest = BigInteger.Max(largest, goal.Factor[p] * Range[p]);
        for (int p = 0; p < Parties; p++)
        {
            factor[p] = new Rational(goal.Factor[p] * Range[p], largest).ToDouble();
            origin[p] = new Rational(goal.Origin[p], Range[p]).ToDouble();
            floored[p] = goal.Floor[p] is not null;
            floor[p] = new Rational(goal.Floor[p] ?? BigInteger.Zero, Range[p]).ToDouble();
        }

        // Only one weighting is possible and no floor has a price: one pass is exact.
        free = goal.Smallest == goal.Members.Length && !Array.Exists(floored, f => f);
    }

    protected override int StateLength => 2 * Parties;

    protected override void Begin(double[] state)
    {
        foreach (int p in Goal.Members) state[p] = (double)Goal.Smallest / Goal.Members.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double WeightOf(double[] state, int party) => state[party] * factor[party] + state[Parties + party];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double BoundOf(double most, double[] state)
    {
        for (int p = 0; p < Parties; p++) most -= state[p] * factor[p] * origin[p] + state[Parties + p] * floor[p];
        return most;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Target()
    {
        if (targetFor == BestValue) return target;
        targetFor = BestValue;
        target = new Rational(Threshold, largest).ToDouble();
        ownTarget = new Rational(BestValue!.Value, largest).ToDouble();
        return target;
    }

    protected override double StepSlack => Target() - ownTarget;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Quick(double[] reached)
    {
        for (int p = 0; p < Parties; p++)
            if (floored[p] && reached[p] < floor[p] - Margin) return double.NegativeInfinity;
        Span<double> sorted = stackalloc double[Goal.Members.Length];
        for (int i = 0; i < sorted.Length; i++) sorted[i] = factor[Goal.Members[i]] * (reached[Goal.Members[i]] - origin[Goal.Members[i]]);
        sorted.Sort();
        double sum = 0;
        for (int i = 0; i < Goal.Smallest; i++) sum += sorted[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Doubt(int issue, double[] state)
    {
        int start = Table.Start[issue];
        double most = 0, sum = 0;
        for (int k = 0; k < AliveCount[issue]; k++)
        {
            most = Math.Max(most, chosen[Alive[start + k]]);
            sum += chosen[Alive[start + k]];
        }

        // Where the relaxation never changed its mind, what the issue could move decides.
        double spread = 0;
        for (int p = 0; p < Parties; p++)
        {
            double low = double.MaxValue, high = double.MinValue;
            for (int k = 0; k < AliveCount[issue]; k++)
            {
                double value = Columns[p][Alive[start + k]] * factor[p];
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }

            spread = Math.Max(spread, high - low);
        }

        return sum == 0 ? spread : (1 - most / sum) + 0.01 * spread;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Relax(double[] state, bool root)
    {
        Array.Clear(chosen);
        double lowest = double.PositiveInfinity, pace = 1;
        double[] found = state[..];
        int iterations = free ? 1 : root ? 400 : Math.Min(20, 2 + 2 * Parties), stale = 0;
        for (int t = 0; t < iterations; t++)
        {
            for (int p = 0; p < Parties; p++) weights[p] = WeightOf(state, p);
            double bound = BoundOf(Pass(weights), state);
            Offer();
            foreach (int o in Best) chosen[o] += 1;
            if (bound < lowest - 1e-12)
            {
                lowest = bound;
                state.CopyTo(found, 0);
                stale = 0;
            }
            else if (++stale == 5)
            {
                // Overshot: shorter steps from the best weights on.
                pace /= 2;
                stale = 0;
                if (pace < 0.02) break;
                found.CopyTo(state, 0);
                continue;
            }

            if (Decides(lowest)) break;
            double aim = BestValue is null ? bound - Math.Max(0.01, 0.1 * Math.Abs(bound)) : Math.Min(Target(), bound - 1e-6);
            Step(state, pace * (bound - aim));
        }

        found.CopyTo(state, 0);
        return lowest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(double[] state, double drop)
    {
        double norm = 0;
        bool shares = Goal.Smallest < Goal.Members.Length;
        double mean = 0;
        foreach (int p in Goal.Members)
        {
            slope[p] = factor[p] * (Reached[p] - origin[p]);
            mean += slope[p] / Goal.Members.Length;
        }

        if (shares)
            foreach (int p in Goal.Members) norm += (slope[p] - mean) * (slope[p] - mean);
        for (int p = 0; p < Parties; p++)
        {
            slope[Parties + p] = floored[p] ? Reached[p] - floor[p] : 0;
            if (slope[Parties + p] > 0 && state[Parties + p] == 0) slope[Parties + p] = 0;
            norm += slope[Parties + p] * slope[Parties + p];
        }

        if (norm < 1e-18) return;
        double length = drop / norm;
        if (shares)
        {
            foreach (int p in Goal.Members) state[p] -= length * (slope[p] - mean);
            Project(state);
        }

        for (int p = 0; p < Parties; p++) state[Parties + p] = Math.Max(0, state[Parties + p] - length * slope[Parties + p]);
    }

    /// <summary>The nearest shares in [0, 1] that add up to k: all moved by the same amount and clipped, found by bisection.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project(double[] state)
    {
        double low = double.MaxValue, high = double.MinValue;
        foreach (int p in Goal.Members)
        {
            low = Math.Min(low, state[p] - 1);
            high = Math.Max(high, state[p]);
        }

        for (int round = 0; round < 50; round++)
        {
            double middle = 0.5 * (low + high), sum = 0;
            foreach (int p in Goal.Members) sum += Math.Clamp(state[p] - middle, 0, 1);
            if (sum > Goal.Smallest) low = middle;
            else high = middle;
        }

        foreach (int p in Goal.Members) state[p] = Math.Clamp(state[p] - high, 0, 1);
    }

    protected override Multipliers ToIntegers(double[] state)
    {
        BigInteger unit = (BigInteger)Unit;
        BigInteger[] shares = new BigInteger[Parties], prices = new BigInteger[Parties];
        BigInteger missing = unit * Goal.Smallest;
        foreach (int p in Goal.Members) missing -= shares[p] = (BigInteger)(Math.Clamp(state[p], 0, 1) * Unit);
        // What rounding left over goes wherever there is room for it.
        foreach (int p in Goal.Members)
        {
            BigInteger more = BigInteger.Clamp(missing, -shares[p], unit - shares[p]);
            shares[p] += more;
            missing -= more;
        }

        for (int p = 0; p < Parties; p++)
            if (floored[p]) prices[p] = (BigInteger)(state[Parties + p] * Unit) * largest / Range[p];
        return new Multipliers(unit, shares, prices);
    }
}
