using System.Numerics;
using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

public class EdgeCaseTests
{
    [Fact]
    public void One_party_gets_what_is_best_for_it()
    {
        Scenario scenario = Create([[(1, [0, 3, 2])]]);
        ParetoFrontier frontier = ParetoFrontier.Compute(scenario);
        frontier.Count.ShouldBe(1);
        frontier.Package(0).ShouldBe(new Package([1]));
        foreach (SolutionKind kind in Enum.GetValues<SolutionKind>()) new BargainingSolver(scenario).Solve(kind)!.Package.ShouldBe(new Package([1]));
    }

    [Fact]
    public void When_every_option_of_an_issue_is_red_the_issue_is_named_and_the_red_lines_to_give_up()
    {
        Scenario scenario = Create([[(1, [0, 2])], [(1, [2, 0])]]);
        scenario = scenario with { Preferences = [[scenario.Preferences[0][0] with { RedLines = [0] }], [scenario.Preferences[1][0] with { RedLines = [1] }]] };
        ParetoFrontier.Compute(scenario).Count.ShouldBe(0);
        BargainingSolver solver = new(scenario);
        solver.Zone.IsEmpty.ShouldBe(true);
        solver.Zone.Blocked.ShouldBe([0]);
        solver.Zone.Relaxations.ShouldHaveSingleItem().Count.ShouldBe(1);
        solver.Zone.Certificate.Check().ShouldBeNull();
        solver.Solve(SolutionKind.Nash).ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => solver.Ideal);
    }

    [Fact]
    public void A_reservation_above_everything_empties_the_zone_and_is_what_has_to_be_given_up()
    {
        Scenario scenario = Create([[(1, [0, 2])], [(1, [2, 0])]], 3);
        Zone zone = new BargainingSolver(scenario).Zone;
        zone.IsEmpty.ShouldBe(true);
        zone.Relaxations.ShouldHaveSingleItem().Reservations.Count.ShouldBe(2);
        zone.Certificate.Check().ShouldBeNull();
    }

    [Fact]
    public void Twenty_equal_issues_are_settled_half_and_half()
    {
        int[] rising = [0, 1], falling = [1, 0];
        Scenario scenario = Create([[.. Enumerable.Repeat((1, rising), 20)], [.. Enumerable.Repeat((1, falling), 20)]]);
        BargainingSolver solver = new(scenario);
        ParetoFrontier.Compute(scenario).Count.ShouldBe(21);
        foreach (SolutionKind kind in (SolutionKind[])[SolutionKind.Nash, SolutionKind.KalaiSmorodinsky, SolutionKind.Egalitarian])
        {
            Solution solution = solver.Solve(kind)!;
            solution.Utilities.ShouldBe([new Rational(1, 2), new Rational(1, 2)]);
            solution.Certificate.Check().ShouldBeNull();
        }
    }

    [Fact]
    public void Weights_of_forty_digits_are_exact()
    {
        // The second package differs from the first by the last digit only, far below what a double holds.
        Rational tiny = new(1, BigInteger.Pow(10, 40));
        Scenario scenario = Create([[(1, [1, 1])], [(1, [1, 1])]]);
        scenario = scenario with
        {
            Preferences = [[new Preference(Rational.One, [new Rational(1, 2), new Rational(1, 2) + tiny])], [new Preference(Rational.One, [new Rational(1, 2), new Rational(1, 2) - tiny])]],
        };
        ParetoFrontier.Compute(scenario).Count.ShouldBe(2);
        Solution nash = new BargainingSolver(scenario).Solve(SolutionKind.Nash)!;
        nash.Package.ShouldBe(new Package([0]));
        nash.Certificate.Check().ShouldBeNull();
    }

    [Fact]
    public void Sums_beyond_thirty_one_bits_are_compared_exactly()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            Scenario small = RandomScenario.Create(seed);
            // The same scenario at a scale that no int holds.
            Rational shrink = new(1, new BigInteger(3_000_000_019L) * 1_000_003);
            Scenario large = small with
            {
                Preferences = [.. small.Preferences.Select(own => (IReadOnlyList<Preference>)[.. own.Select(p => p with { Scores = [.. p.Scores.Select((s, o) => s + shrink * o)] })])],
            };
            List<Rational[]> all = [.. RandomScenario.Packages(large).Select(p => RandomScenario.Utilities(large, p)).DistinctBy(u => string.Join(' ', u))];
            ParetoFrontier.Compute(large).Count.ShouldBe(all.Count(u => !all.Exists(v => RandomScenario.Dominates(v, u))));
        }
    }

    [Fact]
    public void Five_and_six_parties_have_the_frontier_that_enumeration_finds()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            Scenario scenario = RandomScenario.Create(seed, 6, 6);
            if (scenario.Parties.Count < 5) continue;
            List<Rational[]> all = [.. RandomScenario.Packages(scenario).Select(p => RandomScenario.Utilities(scenario, p)).DistinctBy(u => string.Join(' ', u))];
            ParetoFrontier.Compute(scenario).Count.ShouldBe(all.Count(u => !all.Exists(v => RandomScenario.Dominates(v, u))));
        }
    }

    [Fact]
    public void Dividing_and_conquering_keeps_what_comparing_all_pairs_keeps()
    {
        RandomRows rows = new(7);
        for (int columns = 1; columns <= 6; columns++)
            foreach (int reach in (int[])[2, 9, 300, 100_000])
            {
                int[][] table = rows.Descending(columns, 600, reach);
                int[] kept = new int[600];
                long work = long.MaxValue;
                int n = NonDominated.Find(table, 600, kept, ref work, WorkClock.None());
                int[] expected = [.. Enumerable.Range(0, 600).Where(i => !Enumerable.Range(0, i).Any(j => table.All(c => c[j] >= c[i])))];
                kept[..n].ShouldBe(expected);
            }
    }

    [Fact]
    public void A_search_cut_short_says_so_and_bounds_what_it_may_have_missed()
    {
        Scenario scenario = RandomScenario.Opposed(4, 12, 4, 5);
        Solution full = new BargainingSolver(scenario).Solve(SolutionKind.Egalitarian)!, cut = new BargainingSolver(scenario, 1).Solve(SolutionKind.Egalitarian)!;
        full.Proved.ShouldBeTrue();
        cut.Proved.ShouldBeFalse();
        cut.Certificate.Check().ShouldNotBeNull();
        (full.Gains.Min() - cut.Gains.Min()).ToDouble().ShouldBeLessThanOrEqualTo(cut.Gap + 1e-9);
    }

    [Fact]
    public void A_frontier_cut_short_says_by_how_much_at_the_most_it_may_miss()
    {
        Scenario scenario = RandomScenario.Opposed(5, 10, 4, 3);
        ParetoFrontier cut = ParetoFrontier.Compute(scenario, new FrontierLimits(500)), full = ParetoFrontier.Compute(scenario, new FrontierLimits(1_000_000));
        full.IsExact.ShouldBeTrue();
        cut.IsExact.ShouldBeFalse();
        cut.Count.ShouldBeLessThanOrEqualTo(500);
        double[] gap = [.. cut.Gap.Select(g => g.ToDouble() + 1e-12)];
        for (int i = 0; i < full.Count; i += 17)
            Enumerable.Range(0, cut.Count).Any(k => Enumerable.Range(0, 5).All(p => cut.Approximate(k, p) + gap[p] >= full.Approximate(i, p))).ShouldBeTrue();
    }

    [Fact]
    public void A_certificate_of_something_better_than_the_truth_is_refused()
    {
        Scenario scenario = RandomScenario.Opposed(3, 8, 4, 2);
        UtilityTable table = UtilityTable.Of(scenario);
        SearchGoal goal = SearchGoal.SumOfSmallest(1, BargainingSolver.CommonFactors(table), table.Reservation, new BigInteger?[3]);
        SearchResult result = PackageSearch.Run(table, goal, new Package(new int[8]), null, new SearchLimits(100_000, WorkClock.None()));
        CertificateChecker.Check(table, goal, result.Value!.Value, result.Certificate!).ShouldBeNull();
        CertificateChecker.Check(table, goal, result.Value.Value - goal.Step(table), result.Certificate!).ShouldNotBeNull();

        // A proof with a step taken out of its middle does not hold either.
        SearchCertificate torn = result.Certificate!;
        torn.Steps.RemoveAt(torn.Steps.Count / 2);
        CertificateChecker.Check(table, goal, result.Value.Value, torn).ShouldNotBeNull();
    }

    private static Scenario Create((int Weight, int[] Scores)[][] parties, int reservation = 0)
    {
        int[][] first = [.. parties[0].Select(i => i.Scores)];
        return new Scenario
        {
            Name = "edge",
            Parties = [.. parties.Select((_, p) => new ScenarioParty($"p{p}", $"Party {p}", reservation))],
            Issues = [.. first.Select((scores, i) => new ScenarioIssue($"i{i}", $"Issue {i}", [.. scores.Select((_, o) => $"o{o}")]))],
            Preferences = [.. parties.Select(own => (IReadOnlyList<Preference>)[.. own.Select(i => new Preference(new Rational(i.Weight, own.Sum(x => x.Weight)), [.. i.Scores.Select(s => (Rational)s)]))])],
        };
    }
}
