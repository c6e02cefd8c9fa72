using System.Numerics;

namespace Parley.Bargaining;

/// <summary>How much work an analysis may do.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Points of the frontier held at once; null for the default of <see cref="FrontierLimits.For"/>.</summary>
    public int? MaximumPoints { get; init; }

    /// <summary>Sets of packages that each search may look at.</summary>
    public int MaximumNodes { get; init; } = BargainingSolver.DefaultNodes;

    /// <summary>
    /// Steps of work for everything together (see <see cref="FrontierLimits.MaximumWork"/>): a fifth each for the frontier, the rules' packages, drafts, next steps and the sensitivity. What does
    /// not come to its end within them is marked as not proved or not exact, with its gap. Counted and not timed: the same input gives the same output on every machine.
    /// </summary>
    public long MaximumWork { get; init; } = 5 * FrontierLimits.DefaultWork;

    /// <summary>Time for everything together, or null: with a limit in time the answer may depend on the machine. What is under way when it is over is given as far as it is proved.</summary>
    public TimeSpan? MaximumTime { get; init; }

    /// <summary>What measures <see cref="MaximumTime"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Scenarios drawn for the sensitivity; 0 for none; null for 200, or as few as 20 in proportion to the scenario's size.</summary>
    public int? Samples { get; init; }

    /// <summary>Seed of the samples.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>Name of the one draft to examine; null for all.</summary>
    public string? Draft { get; init; }
}

/// <summary>What became of checking an answer.</summary>
/// <param name="Answer">Which one.</param>
/// <param name="IsComplete">Whether the certificate proves the answer itself; if not, only the bound or gap that is stated with it.</param>
/// <param name="Flaw">Null when all that the certificate says is so; else what is not.</param>
public sealed record Checked(string Answer, bool IsComplete, string? Flaw);

/// <summary>Everything that the program says about a scenario.</summary>
public sealed record BargainingReport
{
    /// <summary>What was analysed.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Number of packages that cross no red line.</summary>
    public required BigInteger Packages { get; init; }

    /// <summary>The zone of possible agreement.</summary>
    public required Zone Zone { get; init; }

    /// <summary>The most each party can get in the zone; null without one.</summary>
    public required Ideal? Ideal { get; init; }

    /// <summary>The frontier.</summary>
    public required ParetoFrontier Frontier { get; init; }

    /// <summary>Points of the frontier that are in the zone.</summary>
    public required int FrontierInZone { get; init; }

    /// <summary>Packages of the rules; empty without a zone.</summary>
    public required IReadOnlyList<Solution> Solutions { get; init; }

    /// <summary>The drafts examined.</summary>
    public required IReadOnlyList<DraftAnalysis> Drafts { get; init; }

    /// <summary>The best step of each side under each protocol that applies.</summary>
    public required IReadOnlyList<NextStep> Steps { get; init; }

    /// <summary>What to expect of the points that the scenario puts on a scale, in their order.</summary>
    public required IReadOnlyList<Forecast> Forecasts { get; init; }

    /// <summary>What happens when weights vary; null when all are certain.</summary>
    public required Sensitivity? Sensitivity { get; init; }

    /// <summary>Analyses a scenario.</summary>
    /// <exception cref="ScenarioException">No draft has the name asked for.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was called.</exception>
    public static BargainingReport Of(Scenario scenario, AnalysisOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(options);
        Draft[] asked = [.. scenario.Drafts.Where(d => options.Draft is null || d.Name == options.Draft)];
        if (options.Draft is not null && asked.Length == 0)
            throw new ScenarioException($"no draft is named '{options.Draft}' (there {(scenario.Drafts.Count == 0 ? "are none" : $"are {string.Join(", ", scenario.Drafts.Select(d => $"'{d.Name}'"))}")})");
        UtilityTable table = UtilityTable.Of(scenario);
        long share = Math.Max(1, options.MaximumWork / 5);
        WorkClock clock = new(cancel, options.Clock, options.MaximumTime);
        // The rules first: they are quickest. What they leave of the time goes to the others.
        BargainingSolver solver = new(scenario, table, Limits(1, 5));
        List<Solution> solutions = [];
        foreach (SolutionKind kind in Enum.GetValues<SolutionKind>())
            if (solver.Solve(kind) is Solution solution) solutions.Add(solution);
        DraftAnalysis[] drafts = [.. asked.Select((d, i) => DraftAnalysis.Of(table, d.Name, d.Package, Limits(asked.Length, 4 * (asked.Length - i))))];
        List<NextStep> steps = StepsOf(scenario, table, asked, solver.Zone, Limits(1, 3));
        FrontierLimits usual = FrontierLimits.For(table.Parties);
        FrontierLimits frontierLimits = new(options.MaximumPoints ?? usual.MaximumPoints, Math.Max(1, (long)((double)share * usual.MaximumWork / FrontierLimits.DefaultWork)));
        ParetoFrontier frontier = ParetoFrontier.Compute(table, frontierLimits, clock.Part(2));
        int inZone = frontier.CountMeeting(table.Reservation);

        Dictionary<Package, List<string>> names = [];
        foreach (Draft draft in asked) Name(draft.Package, $"draft {draft.Name}");
        foreach (Solution solution in solutions) Name(solution.Package, Title(solution.Kind));
        Sensitivity? sensitivity = Sensitivity.Of(
            scenario,
            frontier,
            [.. names.Select(n => (string.Join(", ", n.Value), n.Key))],
            solutions.ToDictionary(s => s.Kind, s => s.Package),
            options.Samples ?? Math.Clamp(40_000 / (table.Parties * table.Options), 20, 200),
            options.Seed,
            Limits(1, 1) with { Nodes = Math.Min(options.MaximumNodes, 5_000), Steps = share, Budget = null });

        BigInteger packages = BigInteger.One;
        for (int i = 0; i < table.Issues; i++) packages *= Enumerable.Range(table.Start[i], table.OptionsOf(i)).Count(table.Allowed);
        return new BargainingReport
        {
            Scenario = scenario,
            Packages = packages,
            Zone = solver.Zone,
            Ideal = solver.Zone.Witness is null ? null : solver.Ideal,
            Frontier = frontier,
            FrontierInZone = inZone,
            Solutions = solutions,
            Drafts = drafts,
            Steps = steps,
            Forecasts = Forecast.Of(scenario.Scales),
            Sensitivity = sensitivity,
        };

        SearchLimits Limits(int parts, int partsOfTime) => new(options.MaximumNodes, clock.Part(partsOfTime), Budget: new WorkBudget(share / parts));

        void Name(Package package, string name)
        {
            if (!names.TryGetValue(package, out List<string>? list)) names.Add(package, list = []);
            list.Add(name);
        }
    }

    /// <summary>
    /// Checks the certificate of every answer: zone, ideal, frontier, packages of the rules, drafts, their trades, next steps. Takes about as long again as the analysis, several times as long for a
    /// frontier of hundreds of thousands of points.
    /// </summary>
    /// <returns>One for each answer.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was called.</exception>
    public IReadOnlyList<Checked> Check(CancellationToken cancel = default)
    {
        List<Checked> checks = [Of("zone", Zone.Certificate)];
        if (Ideal is not null) checks.Add(Of("ideal", Ideal.Certificate));
        checks.Add(new Checked("frontier", Frontier.IsExact, Frontier.Check(cancel)));
        foreach (Solution solution in Solutions) checks.Add(Of(Title(solution.Kind), solution.Certificate));
        foreach (DraftAnalysis draft in Drafts)
        {
            checks.Add(Of($"draft {draft.Name}", draft.Certificate));
            checks.Add(new Checked($"trades from {draft.Name}", draft.Trades.SearchedSize >= 4, draft.Trades.Check(Scenario, draft.Package, cancel)));
        }

        foreach (NextStep step in Steps) checks.Add(Of($"next step of {Scenario.Parties[step.Party].Name} ({Title(step.Protocol)})", step.Certificate));
        return checks;

        static Checked Of(string answer, Certificate certificate) => new(answer, certificate.IsComplete, certificate.CheckClaims());
    }

    /// <summary>What people call a protocol.</summary>
    public static string Title(Protocol protocol) => protocol switch
    {
        Protocol.SingleText => "single text",
        Protocol.LastOffer => "last offer",
        _ => "Zeuthen",
    };

    /// <summary>What people call a rule.</summary>
    public static string Title(SolutionKind kind) => kind switch
    {
        SolutionKind.Nash => "Nash",
        SolutionKind.KalaiSmorodinsky => "Kalai-Smorodinsky",
        SolutionKind.Egalitarian => "egalitarian",
        _ => "utilitarian",
    };

    private static List<NextStep> StepsOf(Scenario scenario, UtilityTable table, Draft[] drafts, Zone zone, SearchLimits limits)
    {
        List<NextStep> steps = [];
        // The text on the table: the latest, which is the last in the file.
        if (drafts.Length > 0)
            for (int p = 0; p < table.Parties; p++) steps.Add(NextStep.SingleText(scenario, table, p, drafts[^1], limits));
        // Alone there is nobody to make an offer to.
        for (int p = 0; p < table.Parties && table.Parties > 1; p++) steps.Add(NextStep.LastOffer(scenario, table, p, zone, limits));
        if (table.Parties == 2 && Held(scenario, 0) is Package first && Held(scenario, 1) is Package second && NextStep.Zeuthen(scenario, table, first, second, limits) is NextStep step) steps.Add(step);
        return steps;
    }

    /// <summary>The package that a side holds: its positions when it has one on every issue, else its latest own draft.</summary>
    private static Package? Held(Scenario scenario, int party)
    {
        if (scenario.Positions.Count > party && scenario.Positions[party].All(o => o is not null)) return new Package([.. scenario.Positions[party].Select(o => o!.Value)]);
        return scenario.Drafts.LastOrDefault(d => d.By is [var only] && only == scenario.Parties[party].Id)?.Package;
    }
}
