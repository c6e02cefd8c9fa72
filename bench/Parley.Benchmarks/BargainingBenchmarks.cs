using BenchmarkDotNet.Attributes;
using Parley.Bargaining;

namespace Parley.Benchmarks;

/// <summary>The frontier and the packages of the rules with opposed preferences.</summary>
[MemoryDiagnoser]
public class BargainingBenchmarks
{
    private Scenario three = null!, four = null!, twelve = null!;

    [GlobalSetup]
    public void Setup()
    {
        three = OpposedScenario.Create(3, 28, 4, 1);
        four = OpposedScenario.Create(4, 28, 4, 3);
        twelve = OpposedScenario.Create(12, 100, 5, 1);
    }

    [Benchmark]
    public int FrontierOfThreeParties() => ParetoFrontier.Compute(three).Count;

    [Benchmark]
    public int FrontierOfFourParties() => ParetoFrontier.Compute(four).Count;

    [Benchmark]
    public object NashOfFourParties() => new BargainingSolver(four).Solve(SolutionKind.Nash)!;

    [Benchmark]
    public object KalaiSmorodinskyOfFourParties() => new BargainingSolver(four).Solve(SolutionKind.KalaiSmorodinsky)!;

    [Benchmark]
    public object NashOfTwelveParties() => new BargainingSolver(twelve).Solve(SolutionKind.Nash)!;
}
