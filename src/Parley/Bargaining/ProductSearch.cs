using System.Numerics;
using Parley.Learning;

namespace Parley.Bargaining;

/// <summary>
/// The greatest product of gains. The relaxation mixes options and maximises the sum of the gains' logarithms, one issue at a time (pairwise steps from the worst to the best
/// option of an issue, in the weights 1 / gain: a block-coordinate Frank-Wolfe method, Lacoste-Julien et al. 2013); those weights bound the product by the
/// inequality of the arithmetic and the geometric mean.
/// </summary>
internal sealed class ProductSearch : PackageSearch
{
    private readonly double[] origin, gains, weights, delta;
    private readonly double logRanges;
    private BigInteger? targetFor;
    private double target = double.NegativeInfinity;

    public ProductSearch(UtilityTable table, SearchGoal goal, Package? incumbent, BigInteger? threshold, SearchLimits limits)
        : base(table, goal, incumbent, threshold, limits)
    {
        origin = new double[Parties];
        gains = new double[Parties];
        weights = new double[Parties];
        delta = new double[Parties];
        foreach (int p in goal.Members)
        {
            origin[p] = (double)goal.Origin[p] / (double)Range[p];
            logRanges += LogOf(Range[p]);
        }
    }

    protected override int StateLength => 2 * Parties + Table.Options;

    protected override void Begin(double[] state)
    {
        // Half of each issue on the incumbent, which has positive gains, the rest spread evenly.
        for (int i = 0; i < Table.Issues; i++)
        {
            int start = Table.Start[i], count = AliveCount[i];
            int chosen = BestPackage is null ? -1 : Array.IndexOf(Alive, start + BestPackage[i], start, count);
            for (int k = 0; k < count; k++) state[2 * Parties + Alive[start + k]] = (chosen < 0 ? 1.0 : 0.5) / count;
            if (chosen >= 0) state[2 * Parties + Alive[chosen]] += 0.5;
        }
    }

    protected override double WeightOf(double[] state, int party) => state[party];

    protected override double BoundOf(double most, double[] state)
    {
        double logs = 0;
        foreach (int p in Goal.Members)
        {
            most -= state[p] * origin[p];
            logs += PortableMath.Log(state[p]);
        }

        int n = Goal.Members.Length;
        return most <= 0 ? double.NegativeInfinity : n * PortableMath.Log(most / n) - logs;
    }

    protected override double Target()
    {
        if (targetFor == BestValue) return target;
        targetFor = BestValue;
        return target = LogOf(Threshold) - logRanges;
    }

    protected override double StepSlack => BestValue is { IsZero: false } best ? LogOf(Threshold) - LogOf(best) : 1e9;

    protected override double Quick(double[] reached)
    {
        double sum = 0;
        foreach (int p in Goal.Members)
        {
            double gain = reached[p] - origin[p];
            if (gain < -Margin) return double.NegativeInfinity;
            sum += PortableMath.Log(Math.Max(gain, 1e-300));
        }

        return sum;
    }

    protected override void Descend(double[] state, int issue, int option)
    {
        for (int o = Table.Start[issue]; o < Table.Start[issue + 1]; o++) state[2 * Parties + o] = o == option ? 1 : 0;
    }

    protected override double Doubt(int issue, double[] state)
    {
        int start = Table.Start[issue];
        double most = 0;
        for (int k = 0; k < AliveCount[issue]; k++) most = Math.Max(most, state[2 * Parties + Alive[start + k]]);
        return 1 - most;
    }

    protected override double Relax(double[] state, bool root)
    {
        Mix(state);
        double lowest = double.PositiveInfinity;
        double[] found = new double[Parties];
        int sweeps = root ? 300 : 12;
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            double moved = Sweep(state.AsSpan(2 * Parties));
            if (sweep % 2 == 1 || root || moved < 1e-7)
            {
                for (int p = 0; p < Parties; p++) weights[p] = 0;
                foreach (int p in Goal.Members) weights[p] = 1 / Math.Max(gains[p], 1e-4);
                double most = Pass(weights);
                double bound = BoundOf(most, weights);
                Offer();
                if (bound < lowest)
                {
                    lowest = bound;
                    weights.CopyTo(found, 0);
                }

                if (Decides(lowest)) break;
            }

            if (moved < 1e-7) break;
        }

        found.CopyTo(state, 0);
        return lowest;
    }

    /// <summary>Gains of the mixture; shares of options that are gone are spread over the rest of their issue.</summary>
    private void Mix(double[] state)
    {
        Array.Clear(gains);
        for (int i = 0; i < Table.Issues; i++)
        {
            int start = Table.Start[i], count = AliveCount[i];
            double sum = 0;
            for (int k = 0; k < count; k++) sum += state[2 * Parties + Alive[start + k]];
            for (int k = count; k < Table.OptionsOf(i); k++) state[2 * Parties + Alive[start + k]] = 0;
            for (int k = 0; k < count; k++)
            {
                ref double share = ref state[2 * Parties + Alive[start + k]];
                share = sum > 1e-12 ? share / sum : 1.0 / count;
                if (share == 0) continue;
                for (int p = 0; p < gains.Length; p++) gains[p] += share * Rows[Alive[start + k] * Parties + p];
            }
        }

        foreach (int p in Goal.Members) gains[p] -= origin[p];
    }

    /// <summary>One pairwise step on every issue.</summary>
    /// <returns>What the steps promised to add to the logarithms.</returns>
    private double Sweep(Span<double> shares)
    {
        double promised = 0;
        Count(4L * Rows.Length);
        for (int p = 0; p < Parties; p++) weights[p] = 0;
        foreach (int p in Goal.Members) weights[p] = 1 / Math.Max(gains[p], 1e-4);
        for (int i = 0; i < Table.Issues; i++)
        {
            int start = Table.Start[i], count = AliveCount[i];
            if (count == 1) continue;
            int best = -1, worst = -1;
            double high = 0, low = 0;
            for (int k = 0; k < count; k++)
            {
                int o = Alive[start + k];
                ReadOnlySpan<double> row = Rows.AsSpan(o * Parties, weights.Length);
                double score = 0;
                for (int p = 0; p < row.Length; p++) score += row[p] * weights[p];
                if (best < 0 || score > high) (best, high) = (o, score);
                if (shares[o] > 0 && (worst < 0 || score < low)) (worst, low) = (o, score);
            }

            double slope = high - low;
            if (worst < 0 || best == worst || slope <= 1e-12) continue;
            double bend = 0, room = shares[worst];
            foreach (int p in Goal.Members)
            {
                double d = delta[p] = Rows[best * Parties + p] - Rows[worst * Parties + p], relative = d * weights[p];
                bend += relative * relative;
                // Not so far that a gain would lose more than half.
                if (d < 0 && gains[p] > 0) room = Math.Min(room, Math.Max(0.5 * gains[p] / -d, 1e-9));
            }

            double move = Math.Min(room, slope / Math.Max(bend, 1e-300));
            promised += slope * move;
            shares[worst] -= move;
            shares[best] += move;
            if (shares[worst] < 1e-12)
            {
                shares[best] += shares[worst];
                shares[worst] = 0;
            }

            foreach (int p in Goal.Members)
            {
                gains[p] += move * delta[p];
                weights[p] = 1 / Math.Max(gains[p], 1e-4);
            }
        }

        return promised;
    }

    protected override Multipliers ToIntegers(double[] state)
    {
        BigInteger[] shares = new BigInteger[Parties];
        double greatest = 0;
        BigInteger longest = BigInteger.One;
        foreach (int p in Goal.Members)
        {
            greatest = Math.Max(greatest, state[p]);
            longest = BigInteger.Max(longest, Range[p]);
        }

        foreach (int p in Goal.Members) shares[p] = BigInteger.Max(BigInteger.One, (BigInteger)(state[p] / greatest * Unit) * longest / Range[p]);
        return new Multipliers(BigInteger.One, shares, new BigInteger[Parties]);
    }

    /// <summary>The weights 1 / gain of the incumbent, exactly.</summary>
    protected override Multipliers? Tangent()
    {
        if (BestPackage is null) return null;
        BigInteger[] utilities = Table.Utilities(BestPackage), shares = new BigInteger[Parties];
        BigInteger product = BigInteger.One;
        foreach (int p in Goal.Members) product *= utilities[p] - Goal.Origin[p];
        if (product.Sign <= 0) return null;
        foreach (int p in Goal.Members) shares[p] = product / (utilities[p] - Goal.Origin[p]);
        return new Multipliers(BigInteger.One, shares, new BigInteger[Parties]);
    }

    /// <summary>Natural logarithm of a positive integer of any length.</summary>
    internal static double LogOf(BigInteger value)
    {
        int shift = (int)Math.Max(0, value.GetBitLength() - 60);
        return PortableMath.Log((double)(value >> shift)) + shift * 0.69314718055994530942;
    }
}
