using System.Diagnostics;
using System.Globalization;
using Parley.Bargaining;

namespace Parley.Benchmarks;

/// <summary>One line a case: median, least and greatest time over ten drawn scenarios, after one run to warm up; time of the processor, because other work on the machine is not ours.</summary>
internal static class BargainingTable
{
    private const int Scenarios = 10;

    public static void Print(string? domains)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}");
        Console.WriteLine($"{"case",-44} {"processor ms: median (least-most)",36} {"wall",8}   result");
        foreach (int parties in (int[])[2, 3, 4]) Frontier(parties, opposed: false);
        foreach (int parties in (int[])[2, 3, 4]) Frontier(parties, opposed: true);
        foreach (SolutionKind kind in Enum.GetValues<SolutionKind>()) Solve(4, 28, 4, kind);
        Solve(12, 100, 5, SolutionKind.Nash);
        Solve(12, 100, 5, SolutionKind.Utilitarian);
        if (domains is null) return;
        foreach (string folder in Directory.GetDirectories(domains).Order(StringComparer.Ordinal))
        {
            Scenario scenario = GeniusDomain.Import(folder, EvaluationConvention.Genius);
            Report($"{Path.GetFileName(folder)}: frontier and Nash", _ => $"{ParetoFrontier.Compute(scenario).Count} points, Nash {string.Join(' ', new BargainingSolver(scenario).Solve(SolutionKind.Nash)!.Utilities.Select(u => u.ToSixDecimals()))}");
        }
    }

    private static void Frontier(int parties, bool opposed) => Report(
        $"frontier, {parties} parties, 28 x 4, {(opposed ? "opposed" : "random")}",
        seed =>
        {
            ParetoFrontier frontier = ParetoFrontier.Compute(OpposedScenario.Create(parties, 28, 4, seed, opposed));
            return $"{frontier.Count}{(frontier.IsExact ? "" : " (not exact)")}";
        });

    private static void Solve(int parties, int issues, int options, SolutionKind kind) => Report(
        $"{kind}, {parties} parties, {issues} x {options}, opposed",
        seed => new BargainingSolver(OpposedScenario.Create(parties, issues, options, seed)).Solve(kind)!.Proved ? "proved" : "not proved");

    private static void Report(string name, Func<uint, string> work)
    {
        work(1);
        List<(double Processor, double Wall, string Result)> runs = [];
        for (uint seed = 1; seed <= Scenarios; seed++)
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
        string spread = string.Create(CultureInfo.InvariantCulture, $"{processor[Scenarios / 2]:0} ({processor[0]:0}-{processor[^1]:0})");
        string results = runs.Select(r => r.Result).Distinct().Count() == 1 ? runs[0].Result : $"{Least(runs)} to {Most(runs)}";
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44} {spread,36} {walls[Scenarios / 2],8:0}   {results}; peak so far {self.PeakWorkingSet64 >> 20} MB"));

        static string Least(List<(double Processor, double Wall, string Result)> all) => all.MinBy(r => Size(r.Result)).Result;

        static string Most(List<(double Processor, double Wall, string Result)> all) => all.MaxBy(r => Size(r.Result)).Result;

        static long Size(string text) => long.TryParse(text.Split(' ')[0], out long n) ? n : 0;
    }
}
