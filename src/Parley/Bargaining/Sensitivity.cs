using System.Numerics;
using Parley.Learning;

namespace Parley.Bargaining;

/// <summary>A share of samples with its 95 % confidence interval (Wilson 1927).</summary>
/// <param name="Count">Samples in which it held.</param>
/// <param name="Of">All samples.</param>
public readonly record struct Share(int Count, int Of)
{
    private const double Z = 1.959963984540054;

    /// <summary>The share itself.</summary>
    public double Value => Of == 0 ? 0 : (double)Count / Of;

    /// <summary>Lower end of the interval.</summary>
    public double Low => Math.Max(0, Centre - Half);

    /// <summary>Upper end of the interval.</summary>
    public double High => Math.Min(1, Centre + Half);

    private double Centre => Of == 0 ? 0.5 : (Value + Z * Z / (2.0 * Of)) / (1 + Z * Z / Of);

    private double Half => Of == 0 ? 0.5 : Z * Math.Sqrt(Value * (1 - Value) / Of + Z * Z / (4.0 * Of * Of)) / (1 + Z * Z / Of);
}

/// <summary>How a package fares when weights vary. Shares are of the samples in which a search came to its end, which is all of them unless the scenario is large.</summary>
/// <param name="Name">"draft NAME", or the rules that pick it.</param>
/// <param name="Package">The package.</param>
/// <param name="OnFrontier">How often nothing dominates it.</param>
/// <param name="Acceptable">How often every party gets its reservation and no red line is crossed.</param>
/// <param name="Answer">For each rule that picks it now: how often it still does (or ties with what the rule then picks).</param>
public sealed record PackageStability(string Name, Package Package, Share OnFrontier, Share Acceptable, IReadOnlyDictionary<SolutionKind, Share> Answer);

/// <summary>How often a package that is on the frontier now is on it when weights vary.</summary>
/// <param name="Point">Its number on the frontier.</param>
/// <param name="Package">The package.</param>
/// <param name="OnFrontier">How often nothing dominates it, among the samples in which that was decided.</param>
public sealed record PointStability(int Point, Package Package, Share OnFrontier);

/// <summary>
/// What becomes of packages and answers when each party's weights lie anywhere in their intervals: weights are drawn evenly from the intervals and moved, each in proportion to
/// its room, until they add up to 1. Same seed, same samples.
/// </summary>
/// <param name="Seed">What the samples were drawn with.</param>
/// <param name="Asked">How many were to be drawn.</param>
/// <param name="Samples">How many were drawn: fewer where the time was up before, and then none perhaps.</param>
/// <param name="Packages">Drafts and answers.</param>
/// <param name="Frontier">
/// The packages on the frontier, in its order: all of up to <see cref="AllPoints"/>; of larger frontiers <see cref="SomePoints"/> that are spread evenly over it.
/// </param>
/// <param name="ZoneEmpty">How often there is no zone of possible agreement.</param>
public sealed record Sensitivity(uint Seed, int Asked, int Samples, IReadOnlyList<PackageStability> Packages, IReadOnlyList<PointStability> Frontier, Share ZoneEmpty)
{
    /// <summary>The largest frontier of which every package is followed.</summary>
    public const int AllPoints = 1_000;

    /// <summary>How many packages of a larger frontier are followed.</summary>
    public const int SomePoints = 12;

    private const int Grain = 10_000;

    /// <summary>Draws scenarios and looks at packages in each; null when every weight is certain.</summary>
    /// <param name="scenario">With intervals.</param>
    /// <param name="frontier">Its frontier.</param>
    /// <param name="packages">What to look at beside it.</param>
    /// <param name="answers">Which package each rule picks now.</param>
    /// <param name="samples">How many scenarios to draw.</param>
    /// <param name="seed">Not 0.</param>
    /// <param name="limits">Of each search; its steps are spread evenly over the samples.</param>
    internal static Sensitivity? Of(
        Scenario scenario,
        ParetoFrontier frontier,
        IReadOnlyList<(string Name, Package Package)> packages,
        IReadOnlyDictionary<SolutionKind, Package> answers,
        int samples,
        uint seed,
        SearchLimits limits)
    {
        if (samples < 1 || scenario.Preferences.All(own => own.All(p => p.LowestWeight == p.HighestWeight))) return null;
        SeededRandom random = new(seed);
        bool all = frontier.Count <= AllPoints;
        int followed = all ? frontier.Count : SomePoints;
        int[] points = [.. Enumerable.Range(0, followed).Select(k => all ? k : (int)((long)k * (frontier.Count - 1) / (followed - 1)))];
        Package[] looked = [.. packages.Select(p => p.Package), .. points.Select(frontier.Package)];
        Tally[] efficient = new Tally[looked.Length], acceptable = new Tally[packages.Count];
        Dictionary<SolutionKind, Tally> stays = answers.Keys.ToDictionary(k => k, _ => default(Tally));
        Tally empty = default;
        int count = 0;
        for (; count < samples && !limits.Clock.IsOver; count++)
        {
            Scenario drawn = Draw(scenario, random);
            UtilityTable table = UtilityTable.Of(drawn);
            SearchLimits own = limits with { Budget = new WorkBudget(limits.Steps / samples), Clock = limits.Clock.Part(samples - count) };
            BargainingSolver solver = new(drawn, table, own);
            empty.Count(solver.Zone.IsEmpty);
            // On small frontiers it is quickest to have the drawn one; of large ones only single packages are looked at.
            ParetoFrontier? whole = all && IntegerValues.Fits(table) ? ParetoFrontier.Compute(table, new FrontierLimits(50_000, limits.Steps / samples), own.Clock) : null;
            for (int i = 0; i < looked.Length && !limits.Clock.IsOver; i++) efficient[i].Count(whole is { IsExact: true } ? table.Refusals(looked[i]).Red == 0 && whole.Has(looked[i]) : IsEfficient(table, looked[i], own));
            for (int i = 0; i < packages.Count; i++) acceptable[i].Count(table.Refusals(packages[i].Package) == (0u, 0u));
            foreach ((SolutionKind kind, Package package) in answers)
            {
                if (limits.Clock.IsOver) break;
                Tally tally = stays[kind];
                tally.Count(Stays(solver, table, kind, package));
                stays[kind] = tally;
            }
        }

        return new Sensitivity(
            seed,
            samples,
            count,
            [.. packages.Select((p, i) => new PackageStability(
                p.Name,
                p.Package,
                efficient[i].Share,
                acceptable[i].Share,
                answers.Where(a => a.Value == p.Package).ToDictionary(a => a.Key, a => stays[a.Key].Share)))],
            [.. points.Select((point, k) => new PointStability(point, looked[packages.Count + k], efficient[packages.Count + k].Share))],
            empty.Share);
    }

    /// <summary>Whether a rule picks the package, or one that ties with it; null when that is not proved.</summary>
    private static bool? Stays(BargainingSolver solver, UtilityTable table, SolutionKind kind, Package package)
    {
        if (solver.Solve(kind) is not Solution now) return solver.Zone.IsEmpty == true ? false : null;
        if (!now.Proved) return null;
        if (now.Package == package) return true;
        if (table.Refusals(package) != (0u, 0u)) return false;
        return kind switch
        {
            // Packages of other utilities may tie: what the rule maximises decides.
            SolutionKind.Nash => Product(table, now.Package) == Product(table, package) && !Product(table, package).IsZero,
            SolutionKind.Utilitarian => Sum(table, now.Package) == Sum(table, package),
            SolutionKind.Egalitarian => Sorted(BargainingSolver.CommonFactors(table), package).SequenceEqual(Sorted(BargainingSolver.CommonFactors(table), now.Package)),
            _ => table.Utilities(now.Package).AsSpan().SequenceEqual(table.Utilities(package)),
        };

        BigInteger[] Sorted(BigInteger[] factors, Package of) => [.. table.Utilities(of).Select((u, p) => factors[p] * (u - table.Reservation[p])).Order()];
    }

    private static BigInteger Product(UtilityTable table, Package package) => table.Utilities(package).Select((u, p) => u - table.Reservation[p]).Aggregate((a, b) => a * b);

    private static BigInteger Sum(UtilityTable table, Package package) => table.Utilities(package).Zip(BargainingSolver.CommonFactors(table), (u, f) => u * f).Aggregate((a, b) => a + b);

    /// <summary>Whether nothing dominates the package; null when the search stopped without knowing.</summary>
    private static bool? IsEfficient(UtilityTable table, Package package, SearchLimits limits)
    {
        if (table.Refusals(package).Red != 0) return false;
        BigInteger[] own = table.Utilities(package), factors = BargainingSolver.CommonFactors(table);
        SearchGoal sum = SearchGoal.Sum(factors, Array.ConvertAll(own, u => (BigInteger?)u));
        BigInteger value = sum.Value(own)!.Value;
        // One package that is better is enough.
        SearchResult result = PackageSearch.Run(table, sum, package, null, limits with { Enough = value + 1 });
        return result.Value > value ? false : result.Ceiling == value ? true : null;
    }

    /// <summary>A count among what was decided.</summary>
    private struct Tally
    {
        private int count, of;

        public void Count(bool? held)
        {
            if (held is not bool decided) return;
            of++;
            if (decided) count++;
        }

        public readonly Share Share => new(count, of);
    }

    /// <summary>A scenario with weights drawn from the intervals.</summary>
    internal static Scenario Draw(Scenario scenario, SeededRandom random) =>
        scenario with { Preferences = [.. scenario.Preferences.Select(own => (IReadOnlyList<Preference>)Draw(own, random))] };

    private static Preference[] Draw(IReadOnlyList<Preference> own, SeededRandom random)
    {
        int[] open = [.. Enumerable.Range(0, own.Count).Where(i => own[i].LowestWeight < own[i].HighestWeight)];
        if (open.Length < 2) return [.. own];
        double[] low = [.. open.Select(i => own[i].LowestWeight.ToDouble())], high = [.. open.Select(i => own[i].HighestWeight.ToDouble())];
        double[] weight = [.. open.Select((_, k) => low[k] + (high[k] - low[k]) * random.Next(Grain + 1) / Grain)];
        Rational target = own.Where((p, i) => !open.Contains(i)).Aggregate(Rational.One, (rest, p) => rest - p.Weight);
        double excess = weight.Sum() - target.ToDouble();
        double room = excess > 0 ? weight.Zip(low, (w, l) => w - l).Sum() : high.Zip(weight, (h, w) => h - w).Sum();
        for (int k = 0; k < open.Length && room > 0; k++) weight[k] -= excess * (excess > 0 ? weight[k] - low[k] : high[k] - weight[k]) / room;

        // On a grid, so that utilities stay short integers; what rounding leaves over goes wherever there is room for it.
        Rational[] rounded = [.. open.Select((i, k) => Clamp(new Rational((BigInteger)Math.Round(weight[k] * Grain), Grain), own[i].LowestWeight, own[i].HighestWeight))];
        Rational left = rounded.Aggregate(target, (rest, r) => rest - r);
        for (int k = 0; k < open.Length && left.Sign != 0; k++)
        {
            Rational moved = Clamp(rounded[k] + left, own[open[k]].LowestWeight, own[open[k]].HighestWeight);
            left -= moved - rounded[k];
            rounded[k] = moved;
        }

        Preference[] drawn = [.. own];
        for (int k = 0; k < open.Length; k++) drawn[open[k]] = own[open[k]] with { Weight = rounded[k] };
        return drawn;
    }

    private static Rational Clamp(Rational value, Rational low, Rational high) => value < low ? low : value > high ? high : value;
}
