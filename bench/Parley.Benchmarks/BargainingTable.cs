using System.Diagnostics;
using System.Globalization;
using Parley.Bargaining;

namespace Parley.Benchmarks;

/// <summary>One line a case: median, least and greatest time over ten drawn scenarios (three where they take long), after one run to warm up; time of the processor, because other work on the machine is not ours.</summary>
internal static class BargainingTable
{
    private static int scenarios = 10;

    public static void Print(string? domains)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}");
        Console.WriteLine($"{"case",-44} {"processor ms: median (least-most)",36} {"wall",8}   result");
        foreach (SolutionKind kind in Enum.GetValues<SolutionKind>()) Solve(4, 28, 4, kind);
        Solve(12, 100, 5, SolutionKind.Nash);
        Solve(12, 100, 5, SolutionKind.Utilitarian);
        if (domains is not null) Domains(domains);
        foreach (int parties in (int[])[2, 3, 4]) Frontier(parties, opposed: false);
        foreach (int parties in (int[])[2, 3]) Frontier(parties, opposed: true);
        Frontier(3, opposed: true, fine: true);
        Frontier(4, opposed: true);
        // What does not come to its end.
        scenarios = 3;
        Solve(12, 100, 5, SolutionKind.KalaiSmorodinsky);
        Solve(12, 100, 5, SolutionKind.Egalitarian);
        Frontier(5, opposed: true);
        Frontier(4, opposed: true, fine: true);
    }

    private static void Domains(string domains)
    {
        foreach (string folder in Directory.GetDirectories(domains).Order(StringComparer.Ordinal))
        {
            Scenario scenario = GeniusDomain.Import(folder, EvaluationConvention.Genius);
            Report($"{Path.GetFileName(folder)}: frontier and Nash", _ => $"{ParetoFrontier.Compute(scenario).Count} points, Nash {string.Join(' ', new BargainingSolver(scenario).Solve(SolutionKind.Nash)!.Utilities.Select(u => u.ToSixDecimals()))}");
        }
    }

    /// <summary>One frontier in a process of its own: what memory it takes.</summary>
    public static void PrintFrontier(int parties, uint seed, bool fine)
    {
        Scenario scenario = OpposedScenario.Create(parties, 28, 4, seed, fine: fine);
        Once($"frontier, {parties} parties, 28 x 4, opposed{(fine ? ", fine" : "")}, seed {seed}", () => Frontier(scenario));
    }

    /// <summary>One package of a rule in a process of its own: what the first call takes, before the runtime has compiled or optimised anything.</summary>
    public static void PrintRule(SolutionKind kind, int parties, int issues, int options, uint seed)
    {
        Scenario scenario = OpposedScenario.Create(parties, issues, options, seed);
        Once($"{kind}, {parties} parties, {issues} x {options}, opposed, seed {seed}", () => Solve(scenario, kind));
    }

    private static void Once(string name, Func<string> work)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        string result = work();
        watch.Stop();
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {result}; first call: processor {(process.TotalProcessorTime - before).TotalMilliseconds:0} ms, wall {watch.ElapsedMilliseconds} ms; whole process: {process.TotalProcessorTime.TotalMilliseconds:0} ms, peak {process.PeakWorkingSet64 >> 20} MB"));
    }

    private static void Frontier(int parties, bool opposed, bool fine = false) => Report(
        $"frontier, {parties} parties, 28 x 4, {(opposed ? "opposed" : "random")}{(fine ? ", fine" : "")}",
        seed => Frontier(OpposedScenario.Create(parties, 28, 4, seed, opposed, fine)));

    private static string Frontier(Scenario scenario)
    {
        ParetoFrontier frontier = ParetoFrontier.Compute(scenario);
        return $"{frontier.Count}{(frontier.IsExact ? "" : string.Create(CultureInfo.InvariantCulture, $" (not exact: gap {100 * frontier.Gap.Max(g => g.ToDouble()):0.0} points of 100)"))}";
    }

    private static void Solve(int parties, int issues, int options, SolutionKind kind) => Report(
        $"{kind}, {parties} parties, {issues} x {options}, opposed",
        seed => Solve(OpposedScenario.Create(parties, issues, options, seed), kind));

    private static string Solve(Scenario scenario, SolutionKind kind) => new BargainingSolver(scenario).Solve(kind) switch
    {
        { Proved: true } => "proved",
        Solution open => string.Create(CultureInfo.InvariantCulture, $"not proved: gap {open.Gap:0.0000}, found {open.Gains.Min(g => g.ToDouble()):0.0000}"),
        null => "empty zone",
    };

    private static void Report(string name, Func<uint, string> work)
    {
        work(1);
        List<(double Processor, double Wall, string Result)> runs = [];
        for (uint seed = 1; seed <= scenarios; seed++)
        {
            using Process process = Process.GetCurrentProcess();
            TimeSpan before = process.TotalProcessorTime;
            Stopwatch watch = Stopwatch.StartNew();
            string result = work(seed);
            double wall = watch.Elapsed.TotalMilliseconds;
            process.Refresh();
            runs.Add(((process.TotalProcessorTime - before).TotalMilliseconds, wall, result));
        }

        double[] processor = [.. runs.Select(r => r.Processor).Order()], walls = [.. runs.Select(r => r.Wall).Order()];
        string spread = string.Create(CultureInfo.InvariantCulture, $"{processor[scenarios / 2]:0} ({processor[0]:0}-{processor[^1]:0})");
        // Sizes are given from the least to the greatest, verdicts one by one.
        string[] distinct = [.. runs.Select(r => r.Result).Distinct().OrderBy(Size)];
        string results = distinct.Length > 2 && Size(distinct[0]) > 0 ? $"{distinct[0]} to {distinct[^1]}" : string.Join(" / ", distinct);
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44} {spread,36} {walls[scenarios / 2],8:0}   {results}; peak so far {self.PeakWorkingSet64 >> 20} MB"));

        static long Size(string text) => long.TryParse(text.Split(' ')[0], out long n) ? n : 0;
    }
}
