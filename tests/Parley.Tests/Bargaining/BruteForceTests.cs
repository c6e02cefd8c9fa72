using FsCheck;
using FsCheck.Fluent;
using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

/// <summary>Every answer against the enumeration of all packages, on random small scenarios.</summary>
public class BruteForceTests
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20260401, 31);

    private static void ForScenarios(Action<Scenario> check) =>
        Check.One(Quiet, Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed => check(RandomScenario.Create(seed))));

    [Fact]
    public void The_frontier_is_what_no_package_dominates() => ForScenarios(scenario =>
    {
        ParetoFrontier frontier = ParetoFrontier.Compute(scenario);
        frontier.IsExact.ShouldBeTrue();
        Points(frontier, scenario).ShouldBe(Frontier(scenario));
        for (int i = 0; i < frontier.Count; i++) RandomScenario.CrossesRedLine(scenario, frontier.Package(i)).ShouldBeFalse();
    });

    [Fact]
    public void A_limited_frontier_covers_every_package_to_within_its_gap() => ForScenarios(scenario =>
    {
        ParetoFrontier frontier = ParetoFrontier.Compute(scenario, new FrontierLimits(3));
        if (frontier.IsExact)
        {
            Points(frontier, scenario).ShouldBe(Frontier(scenario));
            return;
        }

        Rational[][] points = [.. Enumerable.Range(0, frontier.Count).Select(i => RandomScenario.Utilities(scenario, frontier.Package(i)))];
        foreach (Package package in RandomScenario.Packages(scenario))
        {
            Rational[] own = RandomScenario.Utilities(scenario, package);
            points.Any(p => p.Zip(own, (a, b) => a - b).Zip(frontier.Gap).All(x => x.First + x.Second >= Rational.Zero)).ShouldBeTrue();
        }
    });

    [Fact]
    public void The_zone_is_empty_exactly_when_no_package_is_acceptable_to_all() => ForScenarios(scenario =>
    {
        Zone zone = new BargainingSolver(scenario).Zone;
        zone.IsEmpty.ShouldBe(!Acceptable(scenario).Any());
        zone.Certificate.Check().ShouldBeNull();
        if (zone.IsEmpty == false) Acceptable(scenario).ShouldContain(zone.Witness!);
    });

    [Fact]
    public void An_empty_zone_opens_with_the_fewest_concessions() => ForScenarios(scenario =>
    {
        Zone zone = new BargainingSolver(scenario).Zone;
        if (zone.IsEmpty != true) return;
        int fewest = RandomScenario.Packages(scenario, red: true).Min(p => Concessions(scenario, p));
        zone.Relaxations.ShouldNotBeEmpty();
        foreach (Relaxation relaxation in zone.Relaxations)
        {
            relaxation.Count.ShouldBe(fewest);
            Concessions(scenario, relaxation.Package).ShouldBe(fewest);
        }
    });

    [Fact]
    public void Nash_has_the_greatest_product_of_gains() => ForScenarios(scenario =>
    {
        BargainingSolver solver = new(scenario);
        Solution? nash = solver.Solve(SolutionKind.Nash);
        if (nash is null)
        {
            Acceptable(scenario).ShouldBeEmpty();
            return;
        }

        bool[] can = Ideals(scenario).Select((u, p) => u > scenario.Parties[p].Reservation).ToArray();
        Rational best = Acceptable(scenario).Max(p => Product(scenario, p, can));
        Product(scenario, nash.Package, can).ShouldBe(best);
        Acceptable(scenario).ShouldContain(nash.Package);
        nash.Proved.ShouldBeTrue();
        nash.Certificate.Check().ShouldBeNull();
    });

    [Fact]
    public void Kalai_Smorodinsky_has_the_lexicographically_greatest_shares() => ForScenarios(scenario =>
    {
        Solution? solution = new BargainingSolver(scenario).Solve(SolutionKind.KalaiSmorodinsky);
        if (solution is null) return;
        Rational[] ideal = Ideals(scenario);
        Sorted(solution.Package).ShouldBe(Acceptable(scenario).Select(Sorted).Max(Comparer<Rational[]>.Create(Compare)));
        Acceptable(scenario).ShouldContain(solution.Package);
        solution.Proved.ShouldBeTrue();
        solution.Certificate.Check().ShouldBeNull();

        Rational[] Sorted(Package package) => [.. scenario.Parties
            .Select((party, p) => (Room: ideal[p] - party.Reservation, Gain: scenario.Utility(p, package) - party.Reservation))
            .Where(x => x.Room.Sign > 0).Select(x => x.Gain / x.Room).Order()];
    });

    [Fact]
    public void Egalitarian_has_the_lexicographically_greatest_gains() => ForScenarios(scenario =>
    {
        Solution? solution = new BargainingSolver(scenario).Solve(SolutionKind.Egalitarian);
        if (solution is null) return;
        Sorted(solution.Package).ShouldBe(Acceptable(scenario).Select(Sorted).Max(Comparer<Rational[]>.Create(Compare)));
        Acceptable(scenario).ShouldContain(solution.Package);
        solution.Certificate.Check().ShouldBeNull();

        Rational[] Sorted(Package package) => [.. scenario.Parties.Select((party, p) => scenario.Utility(p, package) - party.Reservation).Order()];
    });

    [Fact]
    public void Utilitarian_has_the_greatest_welfare_and_the_ideals_are_the_most() => ForScenarios(scenario =>
    {
        BargainingSolver solver = new(scenario);
        Solution? solution = solver.Solve(SolutionKind.Utilitarian);
        if (solution is null) return;
        Welfare(scenario, solution.Package).ShouldBe(Acceptable(scenario).Max(p => Welfare(scenario, p)));
        Acceptable(scenario).ShouldContain(solution.Package);
        solution.Certificate.Check().ShouldBeNull();
        solver.Ideal.Utilities.ShouldBe(Ideals(scenario));
        solver.Ideal.Certificate.Check().ShouldBeNull();
    });

    private static Rational[][] Frontier(Scenario scenario)
    {
        List<Rational[]> all = [.. RandomScenario.Packages(scenario).Select(p => RandomScenario.Utilities(scenario, p)).DistinctBy(u => string.Join(' ', u))];
        return [.. all.Where(u => !all.Exists(v => RandomScenario.Dominates(v, u))).OrderDescending(Comparer<Rational[]>.Create(Compare))];
    }

    private static Rational[][] Points(ParetoFrontier frontier, Scenario scenario) =>
        [.. Enumerable.Range(0, frontier.Count).Select(i => RandomScenario.Utilities(scenario, frontier.Package(i))).OrderDescending(Comparer<Rational[]>.Create(Compare))];

    private static IEnumerable<Package> Acceptable(Scenario scenario) =>
        RandomScenario.Packages(scenario).Where(p => scenario.Parties.Select((party, i) => scenario.Utility(i, p) >= party.Reservation).All(x => x));

    private static Rational[] Ideals(Scenario scenario) => [.. scenario.Parties.Select((_, p) => Acceptable(scenario).Max(x => scenario.Utility(p, x)))];

    private static int Concessions(Scenario scenario, Package package) =>
        scenario.Parties.Select((party, p) => (scenario.Utility(p, package) < party.Reservation ? 1 : 0) + scenario.Preferences[p].Where((own, i) => own.RedLines.Contains(package[i])).Count()).Sum();

    private static Rational Product(Scenario scenario, Package package, bool[] counts)
    {
        Rational product = Rational.One;
        for (int p = 0; p < counts.Length; p++)
            if (counts[p]) product *= scenario.Utility(p, package) - scenario.Parties[p].Reservation;
        return product;
    }

    private static Rational Welfare(Scenario scenario, Package package) => RandomScenario.Utilities(scenario, package).Aggregate((a, b) => a + b);

    private static int Compare(Rational[]? a, Rational[]? b)
    {
        for (int i = 0; i < a!.Length; i++)
            if (a[i] != b![i]) return a[i].CompareTo(b[i]);
        return 0;
    }
}
