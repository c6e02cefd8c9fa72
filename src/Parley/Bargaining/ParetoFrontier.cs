using System.Numerics;

namespace Parley.Bargaining;

/// <summary>How far the frontier is computed exactly.</summary>
/// <param name="MaximumPoints">
/// Points held on any stage before precision is given up. A point takes about 100 bytes with its bookkeeping for 4 parties and 28 issues; the work grows a little faster than in
/// proportion. The limit is in points, not in seconds, so that the answer does not depend on the machine.
/// </param>
/// <param name="MaximumWork">
/// Steps of work (comparisons, and cells of trees looked at) before precision is given up. Steps are counted and not timed, for the same reason. What is left of them when precision is
/// given up is spread over the issues that are left, so that somewhat more may be used in the end.
/// </param>
public sealed record FrontierLimits(int MaximumPoints, long MaximumWork = FrontierLimits.DefaultWork)
{
    /// <summary>Steps of work unless told otherwise: some ten seconds of one core.</summary>
    public const long DefaultWork = 4_000_000_000;

    /// <summary>2,000,000 points for up to four parties; 150,000 and two fifths of the work for more, where each point costs far more of it and a step of it takes longer.</summary>
    public static FrontierLimits For(int parties) => parties <= 4 ? new(2_000_000) : new(150_000, DefaultWork * 2 / 5);
}

/// <summary>
/// The packages that no package without a red line dominates: nobody can gain without somebody losing. One package stands for all those of equal utilities.
/// Computed issue by issue: the frontier of the first k issues is among the sums of the frontier of the first k - 1 and the options of issue k, because the utilities
/// are additive (multi-objective dynamic programming: Daellenbach and De Kluyver 1980; Ehrgott 2005, ch. 10; Klamroth and Wiecek 2000). Exact: integers at the scenario's
/// scale, or ranks of integers of any length where the scale asks for them.
/// </summary>
public sealed class ParetoFrontier
{
    private readonly UtilityTable table;
    private readonly FrontierStages stages;
    private readonly Lazy<BigInteger[][]> utilities;

    internal ParetoFrontier(UtilityTable table, FrontierStages stages)
    {
        this.table = table;
        this.stages = stages;
        utilities = new Lazy<BigInteger[][]>(() => [.. Enumerable.Range(0, Count).Select(i => this.table.Utilities(Package(i)))]);
    }

    /// <summary>Number of points; 0 when some issue has no option that all sides would take.</summary>
    public int Count => stages.Count;

    /// <summary>Whether these are exactly the frontier. If not, see <see cref="Gap"/>.</summary>
    public bool IsExact => stages.IsExact;

    /// <summary>
    /// By party: every package has a point here that gives each party no less than this much less (in utility, [0, 1]). All zero when exact.
    /// </summary>
    public IReadOnlyList<Rational> Gap => table.Unscale(stages.Gap);

    /// <summary>Issues (of how many) that were added before the limit made the computation give up precision; all of them when exact.</summary>
    public int ExactIssues => stages.ExactIssues;

    /// <summary>The package of a point. Points come in descending utility of the first party, then of the second, and so on.</summary>
    public Package Package(int point) => stages.Package(point);

    /// <summary>Exact utility of a point to a party.</summary>
    public Rational Utility(int point, int party) => table.Unscale(party, Scaled(point, party));

    /// <summary>
    /// Proves anew, by another algorithm and with exact integers, that the frontier is complete. The certificate is where each point of every stage came from (a point of the stage before
    /// and an option). Checked is, issue by issue, that every point of a stage is such a sum, and that every sum of a point of the stage before with any option that nobody refuses is reached or
    /// surpassed for all parties by a point of the stage (to within the gap of the stage, where precision was given up); so, by induction, every package is. Of an exact frontier it is checked too
    /// that no point reaches or surpasses another. Work: a search in a tree for each sum that was dropped; memory: one stage.
    /// </summary>
    /// <returns>Null when everything is proved; else what is wrong, in one line.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was called.</exception>
    public string? Check(CancellationToken cancel = default) => FrontierChecker.Check(table, stages.Steps, stages.Gap, IsExact, cancel);

    /// <summary>Whether a point has exactly the utilities of a package; only where utilities are integers that a double holds (<see cref="IntegerValues.Fits"/>).</summary>
    internal bool Has(Package package)
    {
        double[] wanted = Array.ConvertAll(table.Utilities(package), u => (double)u);
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2, compared = 0;
            for (int p = 0; p < wanted.Length && compared == 0; p++) compared = stages.Approximate(middle, p).CompareTo(wanted[p]);
            if (compared == 0) return true;
            if (compared > 0) low = middle + 1;
            else high = middle;
        }

        return false;
    }

    internal BigInteger Scaled(int point, int party) => table.Utility(party, Package(point));

    internal BigInteger[] Scaled(int point) => utilities.Value[point];

    /// <summary>Utility of a point to a party as a double: for pictures.</summary>
    public double Approximate(int point, int party) => stages.Approximate(point, party) / (double)table.Scale[party];

    /// <summary>Number of points that give every party at least its (scaled) reservation.</summary>
    internal int CountMeeting(BigInteger[] reservation)
    {
        // Doubles are clear unless a point lies on the edge; then the integers decide.
        double[] least = Array.ConvertAll(reservation, r => (double)r);
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            bool meets = true;
            for (int p = 0; p < least.Length && meets; p++)
            {
                double own = stages.Approximate(i, p), slack = 1e-9 * (1 + Math.Abs(least[p]));
                meets = own > least[p] + slack || (own > least[p] - slack && Scaled(i, p) >= reservation[p]);
            }

            if (meets) count++;
        }

        return count;
    }

    /// <summary>Computes the frontier.</summary>
    /// <param name="scenario">Red lines exclude options; reservations do not matter here.</param>
    /// <param name="limits">Null for <see cref="FrontierLimits.For"/>.</param>
    /// <param name="cancel">Stops the computation.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was called.</exception>
    public static ParetoFrontier Compute(Scenario scenario, FrontierLimits? limits = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Compute(UtilityTable.Of(scenario), limits, cancel);
    }

    internal static ParetoFrontier Compute(UtilityTable table, FrontierLimits? limits = null, CancellationToken cancel = default) => Compute(table, limits, WorkClock.None(cancel));

    internal static ParetoFrontier Compute(UtilityTable table, FrontierLimits? limits, WorkClock clock) =>
        new(table, FrontierStages.Build(table, limits ?? FrontierLimits.For(table.Parties), clock));
}
