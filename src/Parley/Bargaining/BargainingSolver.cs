using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// Finds the zone of possible agreement and the packages of the bargaining solutions by branch and bound, without the frontier. Exact whenever the search comes to its
/// end within its limit; otherwise the answer says how far from the best it may be. Worst-case work is exponential in the issues; docs/bargaining.md
/// says what it is in practice. Answers are computed when first asked for; not safe for use by several threads at once.
/// </summary>
public sealed class BargainingSolver
{
    /// <summary>Sets of packages that a search may look at unless told otherwise.</summary>
    public const int DefaultNodes = 100_000;

    private readonly Scenario scenario;
    private readonly UtilityTable table;
    private readonly SearchLimits limits;
    private readonly Lazy<Zone> zone;
    private readonly Lazy<Ideal> ideal;
    private readonly Lazy<Solution> kalaiSmorodinsky;
    private BigInteger[] ideals = [], ceilings = [];

    /// <summary>Prepares the scenario; nothing is computed yet.</summary>
    /// <param name="scenario">What to solve.</param>
    /// <param name="maximumNodes">Sets of packages that each search may look at (a set takes from 20 microseconds for 4 parties and 28 issues).</param>
    /// <param name="cancel">Stops whatever runs, with an <see cref="OperationCanceledException"/>.</param>
    public BargainingSolver(Scenario scenario, int maximumNodes = DefaultNodes, CancellationToken cancel = default)
        : this(scenario, UtilityTable.Of(scenario ?? throw new ArgumentNullException(nameof(scenario))), new SearchLimits(maximumNodes, WorkClock.None(cancel)))
    {
    }

    internal BargainingSolver(Scenario scenario, UtilityTable table, SearchLimits limits)
    {
        (this.scenario, this.table, this.limits) = (scenario, table, limits);
        zone = new(SolveZone);
        ideal = new(SolveIdeal);
        kalaiSmorodinsky = new(SolveKalaiSmorodinsky);
    }

    internal UtilityTable Table => table;

    /// <summary>The zone of possible agreement.</summary>
    public Zone Zone => zone.Value;

    /// <summary>The most that each party can get in the zone.</summary>
    /// <exception cref="InvalidOperationException">The zone is empty.</exception>
    public Ideal Ideal => ideal.Value;

    /// <summary>The package of a rule; null when the zone is empty (or none was found in it).</summary>
    public Solution? Solve(SolutionKind kind) => Zone.Witness is null ? null : kind switch
    {
        SolutionKind.Nash => SolveNash(),
        SolutionKind.KalaiSmorodinsky => kalaiSmorodinsky.Value,
        SolutionKind.Egalitarian => SolveEgalitarian(),
        _ => SolveUtilitarian(),
    };

    /// <summary>Factors that put scaled utilities of all parties into the same unit.</summary>
    internal static BigInteger[] CommonFactors(UtilityTable table)
    {
        BigInteger common = CommonUnit(table);
        return Array.ConvertAll(table.Scale, s => common / s);
    }

    internal static BigInteger CommonUnit(UtilityTable table)
    {
        BigInteger common = BigInteger.One;
        foreach (BigInteger s in table.Scale) common = common / BigInteger.GreatestCommonDivisor(common, s) * s;
        return common;
    }

    internal SearchResult Search(SearchGoal goal, Package? incumbent, BigInteger? threshold = null) => PackageSearch.Run(table, goal, incumbent, threshold, limits);

    private BigInteger?[] Floors() => Array.ConvertAll(table.Reservation, r => (BigInteger?)r);

    private Zone SolveZone()
    {
        Certificate certificate = new(table);
        int[] blocked = [.. Enumerable.Range(0, table.Issues).Where(i => !Enumerable.Range(table.Start[i], table.OptionsOf(i)).Any(table.Allowed))];
        if (blocked.Length > 0)
        {
            certificate.Fact(() => blocked.All(i => Enumerable.Range(table.Start[i], table.OptionsOf(i)).All(o => table.RedBy[o] != 0)) ? null : "an option is not beyond a red line");
            return new Zone(true, null, Rational.Zero, blocked, ZoneRelaxation.Smallest(scenario, table, limits, certificate), certificate);
        }

        SearchGoal least = SearchGoal.SumOfSmallest(1, CommonFactors(table), table.Reservation, new BigInteger?[table.Parties]);
        Package start = new([.. Enumerable.Range(0, table.Issues).Select(i => table.Efficient(i)[0] - table.Start[i])]);
        // A short look for a package with something for everybody; if there is none so quickly, as long as it takes to have one or a proof.
        SearchResult result = PackageSearch.Run(table, least, start, null, limits with { Nodes = Math.Min(limits.Nodes, 20) });
        if (result.Value!.Value.Sign < 0) result = PackageSearch.Run(table, least, result.Package, null, limits with { Enough = BigInteger.Zero });
        if (result.Value!.Value.Sign < 0)
        {
            certificate.Claim(least, result);
            Rational shortfall = new(-result.Value.Value, CommonUnit(table));
            // A bound below 0 is a proof too, even if it is not known how far below the best package is.
            return result.Proved || result.Ceiling?.Sign < 0
                ? new Zone(true, null, shortfall, [], ZoneRelaxation.Smallest(scenario, table, limits, certificate), certificate)
                : new Zone(null, null, shortfall, [], [], certificate);
        }

        Package witness = result.Package!;
        certificate.Fact(() => table.Refusals(witness) == (0u, 0u) ? null : "the witness is refused by somebody");
        return new Zone(false, witness, Rational.Zero, [], [], certificate);
    }

    private Ideal SolveIdeal()
    {
        Package witness = Zone.Witness ?? throw new InvalidOperationException("The zone of possible agreement is empty.");
        Certificate certificate = new(table);
        ideals = new BigInteger[table.Parties];
        ceilings = new BigInteger[table.Parties];
        bool proved = true;
        for (int p = 0; p < ideals.Length; p++)
        {
            BigInteger[] only = new BigInteger[table.Parties];
            only[p] = BigInteger.One;
            SearchGoal most = SearchGoal.Sum(only, Floors());
            SearchResult best = Search(most, witness);
            proved &= best.Proved;
            ideals[p] = best.Value!.Value;
            ceilings[p] = best.Ceiling ?? table.Range(p);
            certificate.Claim(most, best);
        }

        return new Ideal(table.Unscale(ideals), table.Unscale(ceilings), proved, certificate);
    }

    private Solution SolveKalaiSmorodinsky()
    {
        bool proved = Ideal.Proved;
        BigInteger unit = BigInteger.One;
        BigInteger[] room = [.. ideals.Select((u, p) => u - table.Reservation[p])];
        foreach (BigInteger r in room)
            if (r.Sign > 0) unit = unit / BigInteger.GreatestCommonDivisor(unit, r) * r;
        BigInteger[] factors = Array.ConvertAll(room, r => r.Sign > 0 ? unit / r : BigInteger.Zero);
        LexicographicSearch.Result result = new LexicographicSearch(table, factors, Floors(), limits).Solve(Zone.Witness!, unit);
        Certificate certificate = new(table);
        certificate.Include(Ideal.Certificate);
        certificate.Include(result.Certificate);
        BigInteger[] utilities = table.Utilities(result.Package);
        Rational[] gains = [.. utilities.Select((u, p) => room[p].Sign > 0 ? new Rational(u - table.Reservation[p], room[p]) : Rational.Zero)];
        double gap = result.Gap;
        if (!proved)
        {
            // The ideals may be greater than those found. No share is then greater than it seems, and the package's least share is at least what the greatest possible ideals leave of it.
            double least = room.Select((r, p) => r.Sign > 0 ? new Rational(utilities[p] - table.Reservation[p], ceilings[p] - table.Reservation[p]).ToDouble() : 1).Min();
            gap = result.LeastCeiling is BigInteger ceiling ? Math.Max(0, new Rational(ceiling, unit).ToDouble() - least) : double.PositiveInfinity;
        }

        return new Solution(SolutionKind.KalaiSmorodinsky, result.Package, table.Unscale(utilities), gains, proved && result.Proved, gap, certificate);
    }

    private Solution SolveEgalitarian()
    {
        LexicographicSearch.Result result = new LexicographicSearch(table, CommonFactors(table), Floors(), limits).Solve(Zone.Witness!, CommonUnit(table));
        return Raw(SolutionKind.Egalitarian, result.Package, result.Proved, result.Gap, result.Certificate);
    }

    private Solution SolveNash()
    {
        Package start = Zone.Witness!;
        bool[] members = [.. Enumerable.Repeat(true, table.Parties)];
        Certificate certificate = new(table);
        SearchGoal goal = SearchGoal.Product(members, table.Reservation, Floors());
        if (goal.Value(table.Utilities(start))!.Value.IsZero)
        {
            // Somebody gains nothing in the witness. Who cannot gain at all does not count; if those who can never do so all at once,
            // the product is 0 everywhere and the package of Kalai and Smorodinsky stands in.
            Solution fair = kalaiSmorodinsky.Value;
            members = [.. ideals.Select((u, p) => u > table.Reservation[p])];
            goal = SearchGoal.Product(members, table.Reservation, Floors());
            certificate.Include(fair.Certificate);
            start = fair.Package;
            if (!fair.Proved || goal.Members.Length == 0 || goal.Value(table.Utilities(start))!.Value.IsZero)
                return Raw(SolutionKind.Nash, start, fair.Proved, fair.Proved ? 0 : double.PositiveInfinity, certificate);
        }

        SearchResult result = Search(goal, start);
        certificate.Claim(goal, result);
        double gap = result.Proved ? 0 : result.Ceiling is BigInteger ceiling ? new Rational(ceiling - result.Value!.Value, result.Value.Value).ToDouble() : double.PositiveInfinity;
        return Raw(SolutionKind.Nash, result.Package!, result.Proved, gap, certificate);
    }

    private Solution SolveUtilitarian()
    {
        SearchGoal goal = SearchGoal.Sum(CommonFactors(table), Floors());
        SearchResult result = Search(goal, Zone.Witness);
        Certificate certificate = new(table);
        certificate.Claim(goal, result);
        double gap = result.Proved ? 0 : result.Ceiling is BigInteger ceiling ? new Rational(ceiling - result.Value!.Value, CommonUnit(table)).ToDouble() : double.PositiveInfinity;
        return Raw(SolutionKind.Utilitarian, result.Package!, result.Proved, gap, certificate);
    }

    private Solution Raw(SolutionKind kind, Package package, bool proved, double gap, Certificate certificate)
    {
        BigInteger[] utilities = table.Utilities(package);
        return new Solution(kind, package, table.Unscale(utilities), [.. utilities.Select((u, p) => table.Unscale(p, u - table.Reservation[p]))], proved, gap, certificate);
    }
}
