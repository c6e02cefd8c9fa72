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

/// <summary>How a package fares when weights vary.</summary>
/// <param name="Name">"draft NAME", or the rules that pick it.</param>
/// <param name="Package">The package.</param>
/// <param name="OnFrontier">How often nothing dominates it.</param>
/// <param name="Acceptable">How often every party gets its reservation and no red line is crossed.</param>
/// <param name="Answer">For each rule that picks it now: how often it still does (or ties with what the rule then picks).</param>
public sealed record PackageStability(string Name, Package Package, Share OnFrontier, Share Acceptable, IReadOnlyDictionary<SolutionKind, Share> Answer);

/// <summary>
/// What becomes of packages and answers when each party's weights lie anywhere in their intervals: weights are drawn evenly from the intervals and moved, each in proportion to
/// its room, until they add up to 1. Same seed, same samples.
/// </summary>
/// <param name="Seed">What the samples were drawn with.</param>
/// <param name="Samples">How many.</param>
/// <param name="Packages">Drafts and answers.</param>
/// <param name="ZoneEmpty">How often there is no zone of possible agreement.</param>
public sealed record Sensitivity(uint Seed, int Samples, IReadOnlyList<PackageStability> Packages, Share ZoneEmpty)
{
    private const int Grain = 10_000;

    /// <summary>Draws scenarios and looks at packages in each; null when every weight is certain.</summary>
    /// <param name="scenario">With intervals.</param>
    /// <param name="packages">What to look at.</param>
    /// <param name="answers">Which package each rule picks now.</param>
    /// <param name="samples">How many scenarios to draw.</param>
    /// <param name="seed">Not 0.</param>
    /// <param name="limits">Of each search.</param>
    internal static Sensitivity? Of(Scenario scenario, IReadOnlyList<(string Name, Package Package)> packages, IReadOnlyDictionary<SolutionKind, Package> answers, int samples, uint seed, SearchLimits limits)
    {
        if (samples < 1 || scenario.Preferences.All(own => own.All(p => p.LowestWeight == p.HighestWeight))) return null;
        SeededRandom random = new(seed);
        int[] efficient = new int[packages.Count], acceptable = new int[packages.Count];
        Dictionary<SolutionKind, int> stays = answers.Keys.ToDictionary(k => k, _ => 0);
        int empty = 0;
        for (int s = 0; s < samples; s++)
        {
            Scenario drawn = Draw(scenario, random);
            UtilityTable table = UtilityTable.Of(drawn);
            BargainingSolver solver = new(drawn, table, limits);
            if (solver.Zone.IsEmpty == true) empty++;
            for (int i = 0; i < packages.Count; i++)
            {
                if (IsEfficient(table, packages[i].Package, limits)) efficient[i]++;
                if (table.Refusals(packages[i].Package) == (0u, 0u)) acceptable[i]++;
            }

            foreach ((SolutionKind kind, Package package) in answers)
                if (solver.Solve(kind) is { } now && (now.Package == package || (now.Utilities.SequenceEqual(table.Unscale(table.Utilities(package))) && table.Refusals(package) == (0u, 0u)))) stays[kind]++;
        }

        return new Sensitivity(seed, samples, [.. packages.Select((p, i) => new PackageStability(
            p.Name,
            p.Package,
            new Share(efficient[i], samples),
            new Share(acceptable[i], samples),
            answers.Where(a => a.Value == p.Package).ToDictionary(a => a.Key, a => new Share(stays[a.Key], samples))))], new Share(empty, samples));
    }

    private static bool IsEfficient(UtilityTable table, Package package, SearchLimits limits)
    {
        if (table.Refusals(package).Red != 0) return false;
        BigInteger[] own = table.Utilities(package), factors = BargainingSolver.CommonFactors(table);
        SearchGoal sum = SearchGoal.Sum(factors, Array.ConvertAll(own, u => (BigInteger?)u));
        return PackageSearch.Run(table, sum, package, null, limits).Value == sum.Value(own);
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

        // On a grid, so that utilities stay short integers; the widest interval takes what is left.
        int widest = Array.IndexOf(open, open.MaxBy(i => (own[i].HighestWeight - own[i].LowestWeight).ToDouble()));
        Rational left = target;
        Preference[] drawn = [.. own];
        for (int k = 0; k < open.Length; k++)
        {
            if (k == widest) continue;
            Rational rounded = new((BigInteger)Math.Round(weight[k] * Grain), Grain);
            rounded = rounded < own[open[k]].LowestWeight ? own[open[k]].LowestWeight : rounded > own[open[k]].HighestWeight ? own[open[k]].HighestWeight : rounded;
            drawn[open[k]] = own[open[k]] with { Weight = rounded };
            left -= rounded;
        }

        drawn[open[widest]] = own[open[widest]] with { Weight = left.Sign < 0 ? Rational.Zero : left };
        return drawn;
    }
}
