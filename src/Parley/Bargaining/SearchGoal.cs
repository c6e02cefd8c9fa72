using System.Numerics;

namespace Parley.Bargaining;

/// <summary>What a search maximises.</summary>
internal enum GoalKind
{
    /// <summary>The sum of the <see cref="SearchGoal.Smallest"/> smallest gains.</summary>
    SumOfSmallest,
    /// <summary>The product of the gains.</summary>
    Product,
}

/// <summary>
/// Something to maximise over packages, in integers: gain i is <c>Factor[i] * (u[i] - Origin[i])</c> of the parties that count (Factor above 0), under the condition that
/// every party gets at least its floor (null: no condition). The sum of the k smallest gains with k = 1 is the least gain; with k = all, the (weighted) sum.
/// </summary>
internal sealed class SearchGoal
{
    private SearchGoal(GoalKind kind, int smallest, BigInteger[] factor, BigInteger[] origin, BigInteger?[] floor)
    {
        (Kind, Smallest, Factor, Origin, Floor) = (kind, smallest, factor, origin, floor);
        Members = [.. Enumerable.Range(0, factor.Length).Where(i => factor[i].Sign > 0)];
    }

    public GoalKind Kind { get; }

    public int Smallest { get; }

    public BigInteger[] Factor { get; }

    public BigInteger[] Origin { get; }

    public BigInteger?[] Floor { get; }

    /// <summary>Parties that count.</summary>
    public int[] Members { get; }

    public static SearchGoal SumOfSmallest(int k, BigInteger[] factor, BigInteger[] origin, BigInteger?[] floor) => new(GoalKind.SumOfSmallest, k, factor, origin, floor);

    public static SearchGoal Sum(BigInteger[] factor, BigInteger?[] floor) =>
        new(GoalKind.SumOfSmallest, factor.Count(f => f.Sign > 0), factor, new BigInteger[factor.Length], floor);

    public static SearchGoal Product(bool[] member, BigInteger[] origin, BigInteger?[] floor) =>
        new(GoalKind.Product, 0, [.. member.Select(m => m ? BigInteger.One : BigInteger.Zero)], origin, floor);

    /// <summary>The package's value, or null where it misses a floor (or, for the product, where a gain is negative).</summary>
    public BigInteger? Value(BigInteger[] utilities)
    {
        for (int i = 0; i < utilities.Length; i++)
            if (Floor[i] is BigInteger floor && utilities[i] < floor) return null;
        BigInteger[] gains = new BigInteger[Members.Length];
        for (int i = 0; i < gains.Length; i++) gains[i] = Factor[Members[i]] * (utilities[Members[i]] - Origin[Members[i]]);
        if (Kind == GoalKind.Product)
        {
            BigInteger product = BigInteger.One;
            foreach (BigInteger g in gains)
            {
                if (g.Sign < 0) return null;
                product *= g;
            }

            return product;
        }

        Array.Sort(gains);
        BigInteger sum = BigInteger.Zero;
        for (int i = 0; i < Smallest; i++) sum += gains[i];
        return sum;
    }

    /// <summary>
    /// All values are multiples of this: what cannot reach the incumbent plus this much cannot beat it.
    /// </summary>
    public BigInteger Step(UtilityTable table)
    {
        BigInteger step = Kind == GoalKind.Product ? BigInteger.One : BigInteger.Zero;
        foreach (int i in Members)
        {
            BigInteger divisor = Origin[i];
            foreach (BigInteger worth in table.Worth[i]) divisor = BigInteger.GreatestCommonDivisor(divisor, worth);
            if (divisor.IsZero) divisor = BigInteger.One;
            step = Kind == GoalKind.Product ? step * divisor : BigInteger.GreatestCommonDivisor(step, divisor * Factor[i]);
        }

        return step.IsZero ? BigInteger.One : step;
    }

    /// <summary>The least value that multipliers prove no package of a set to exceed; null when they prove nothing. See <see cref="Proves"/>.</summary>
    public BigInteger? Ceiling(Multipliers multipliers, BigInteger most)
    {
        BigInteger bound = most;
        for (int i = 0; i < Factor.Length; i++) bound -= multipliers.Shares[i] * Factor[i] * Origin[i] + multipliers.Floors[i] * (Floor[i] ?? BigInteger.Zero);
        if (Kind == GoalKind.SumOfSmallest)
        {
            BigInteger quotient = BigInteger.DivRem(bound, multipliers.Unit, out BigInteger rest);
            return rest.Sign < 0 ? quotient - 1 : quotient;
        }

        BigInteger means = BigInteger.One;
        foreach (int i in Members) means *= multipliers.Shares[i] * Members.Length;
        return bound.Sign < 0 || means.IsZero ? null : BigInteger.Pow(bound, Members.Length) / means;
    }

    /// <summary>
    /// Whether multipliers prove that no package out of a set is better than <paramref name="best"/>, given the most that any of them reaches in the multipliers' weights.
    /// Sum of smallest: the gains weighted with shares in [0, 1] that add up to k are at least the k smallest (any weighting of that kind), and adding a
    /// non-negative multiple of what a package has above its floors changes nothing for the worse. Product: the inequality of the arithmetic and the geometric mean.
    /// </summary>
    /// <param name="multipliers">Weights of gains and floors.</param>
    /// <param name="most">Greatest sum over the set of weight times scaled utility.</param>
    /// <param name="best">The incumbent's value; null when there is none, and then what is proved is that no package meets the floors.</param>
    /// <param name="step">See <see cref="Step"/>.</param>
    public bool Proves(Multipliers multipliers, BigInteger most, BigInteger? best, BigInteger step)
    {
        BigInteger total = BigInteger.Zero, bound = most;
        for (int i = 0; i < Factor.Length; i++)
        {
            BigInteger share = multipliers.Shares[i], above = multipliers.Floors[i];
            if (share.Sign < 0 || above.Sign < 0 || (Factor[i].IsZero && !share.IsZero) || (Floor[i] is null && !above.IsZero)) return false;
            bound -= share * Factor[i] * Origin[i] + above * (Floor[i] ?? BigInteger.Zero);
            total += share;
            if (Kind == GoalKind.SumOfSmallest && share > multipliers.Unit) return false;
        }

        if (bound.Sign < 0 && total.IsZero) return true;
        if (best is null) return false;
        if (Kind == GoalKind.SumOfSmallest) return multipliers.Unit.Sign > 0 && total == multipliers.Unit * Smallest && bound < multipliers.Unit * (best.Value + step);
        if (bound.Sign < 0) return true;
        BigInteger means = BigInteger.One;
        foreach (int i in Members)
        {
            if (multipliers.Shares[i].IsZero) return false;
            means *= multipliers.Shares[i] * Members.Length;
        }

        return BigInteger.Pow(bound, Members.Length) < means * (best.Value + step);
    }
}

/// <summary>Integer weights that bound a goal over a set of packages: by party, the share of its gain (in parts of <paramref name="Unit"/>) and the price of its floor.</summary>
internal sealed record Multipliers(BigInteger Unit, BigInteger[] Shares, BigInteger[] Floors)
{
    /// <summary>What one unit of a party's scaled utility weighs.</summary>
    public BigInteger Weight(SearchGoal goal, int party) => Shares[party] * goal.Factor[party] + Floors[party];
}
