using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

/// <summary>Every answer of a report is checked by code that did not find it; what stops early says what it proves, and that is true.</summary>
public class CertificateTests
{
    [Fact]
    public void Every_answer_of_every_kind_of_scenario_is_proved_and_passes_its_check()
    {
        for (int seed = 1; seed <= 250; seed++)
        {
            Scenario scenario = RandomScenario.Create(seed);
            scenario = scenario with { Drafts = [new Draft("a", [], null, null, new Package(new int[scenario.Issues.Count]))] };
            BargainingReport.Of(scenario, new AnalysisOptions()).Check().ShouldAllBe(c => c.IsComplete && c.Flaw == null, $"seed {seed}");
        }
    }

    [Fact]
    public void A_list_of_trades_with_one_taken_out_or_exchanged_is_refused()
    {
        int checkedLists = 0;
        for (int seed = 1; seed <= 150; seed++)
        {
            Scenario scenario = RandomScenario.Create(seed);
            Package from = new(new int[scenario.Issues.Count]);
            TradeSearch search = TradeSearch.From(scenario, from, 3);
            search.Check(scenario, from).ShouldBeNull();
            (search with { Found = search.Found + 1 }).Check(scenario, from).ShouldNotBeNull();
            if (search.Trades.Count < 2) continue;
            checkedLists++;
            (search with { Trades = [search.Trades[0], search.Trades[0]] }).Check(scenario, from).ShouldNotBeNull();
            if (Strictly(search.Trades[0], search.Trades[1])) (search with { Trades = [.. search.Trades.Skip(1)] }).Check(scenario, from).ShouldNotBeNull();
        }

        checkedLists.ShouldBeGreaterThan(20);

        static bool Strictly(Trade first, Trade second) => first.Changes.Count < second.Changes.Count;
    }

    [Fact]
    public void What_is_left_beyond_a_red_line_is_cleared_even_by_an_option_of_the_same_worth()
    {
        Scenario scenario = ScenarioFile.Parse(
            """
            scenario: red
            parties: [{ id: a }, { id: b }]
            issues:
              - { id: x, options: [p, q] }
              - { id: y, options: [lo, hi] }
            preferences:
              a: { x: { weight: 50, scores: [100, 100], refuses: [p] }, y: { weight: 50, scores: [0, 100] } }
              b: { x: { weight: 100, scores: [50, 50] } }
            """,
            "red.yaml");
        TradeSearch search = TradeSearch.From(scenario, new Package([0, 0]));
        search.Trades.ShouldHaveSingleItem().Result.ShouldBe(new Package([1, 1]));
        search.Check(scenario, new Package([0, 0])).ShouldBeNull();
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(5, 9)]
    public void A_frontier_cut_short_covers_the_whole_one_and_passes_its_check(int parties, int issues)
    {
        Scenario scenario = RandomScenario.Opposed(parties, issues, 4, 3);
        ParetoFrontier full = ParetoFrontier.Compute(scenario, new FrontierLimits(10_000_000));
        full.IsExact.ShouldBeTrue();
        foreach (int most in (int[])[20, 300, full.Count / 3])
        {
            ParetoFrontier cut = ParetoFrontier.Compute(scenario, new FrontierLimits(most));
            cut.IsExact.ShouldBeFalse();
            cut.Count.ShouldBeLessThanOrEqualTo(most);
            cut.Check().ShouldBeNull();
            double[] gap = [.. cut.Gap.Select(g => g.ToDouble() + 1e-12)];
            gap.Max().ShouldBeLessThan(most == 20 ? 0.7 : 0.35);
            for (int i = 0; i < full.Count; i += 7)
                Enumerable.Range(0, cut.Count).Any(j => Enumerable.Range(0, parties).All(p => cut.Approximate(j, p) >= full.Approximate(i, p) - gap[p])).ShouldBeTrue();
        }
    }

    [Fact]
    public void Weights_of_many_digits_are_covered_within_the_gap_too()
    {
        Scenario scenario = RandomScenario.Opposed(3, 7, 4, 9);
        scenario = scenario with { Preferences = [.. scenario.Preferences.Select((own, p) => (IReadOnlyList<Preference>)[.. own.Select((x, i) => new Preference(x.Weight, [.. x.Scores.Select((s, o) => s + new Rational(1 + o, 1_000_003 + 2 * (7 * i + p)))]))])] };
        IntegerValues.Fits(UtilityTable.Of(scenario)).ShouldBeFalse();
        ParetoFrontier full = ParetoFrontier.Compute(scenario), cut = ParetoFrontier.Compute(scenario, new FrontierLimits(30));
        full.IsExact.ShouldBeTrue();
        full.Check().ShouldBeNull();
        cut.IsExact.ShouldBeFalse();
        cut.Check().ShouldBeNull();
        for (int i = 0; i < full.Count; i++)
            Enumerable.Range(0, cut.Count).Any(j => Enumerable.Range(0, 3).All(p => cut.Utility(j, p) + cut.Gap[p] >= full.Utility(i, p))).ShouldBeTrue();
    }

    [Fact]
    public void Of_twenty_parties_the_last_may_be_the_one_to_give_way()
    {
        Scenario scenario = RandomScenario.Opposed(20, 3, 3, 1);
        scenario = scenario with { Parties = [.. scenario.Parties.Select((p, i) => p with { Reservation = i == 19 ? 2 : Rational.Zero })] };
        Zone zone = new BargainingSolver(scenario).Zone;
        zone.IsEmpty.ShouldBe(true);
        zone.Relaxations.ShouldHaveSingleItem().Reservations.ShouldHaveSingleItem().Party.ShouldBe(19);
        zone.Certificate.Check().ShouldBeNull();
    }

    [Theory]
    [InlineData(SolutionKind.Nash)]
    [InlineData(SolutionKind.KalaiSmorodinsky)]
    [InlineData(SolutionKind.Egalitarian)]
    [InlineData(SolutionKind.Utilitarian)]
    public void A_rule_cut_short_states_a_gap_that_holds(SolutionKind kind)
    {
        for (uint seed = 1; seed <= 12; seed++)
        {
            Scenario scenario = RandomScenario.Opposed(4, 14, 4, seed);
            scenario = scenario with { Parties = [.. scenario.Parties.Select(p => p with { Reservation = new Rational(3, 10) })] };
            Solution? whole = new BargainingSolver(scenario).Solve(kind), cut = new BargainingSolver(scenario, 2).Solve(kind);
            if (whole is null || cut is null) continue;
            whole.Proved.ShouldBeTrue();
            cut.Certificate.CheckClaims().ShouldBeNull();
            if (cut.Proved) continue;
            cut.Certificate.Check().ShouldNotBeNull();
            double best = Value(whole), found = Value(cut);
            (kind == SolutionKind.Nash ? found * (1 + cut.Gap) : found + cut.Gap).ShouldBeGreaterThanOrEqualTo(best - 1e-12);
        }

        double Value(Solution s) => kind switch
        {
            SolutionKind.Nash => s.Gains.Aggregate(1.0, (product, g) => product * g.ToDouble()),
            SolutionKind.Utilitarian => s.Utilities.Sum(u => u.ToDouble()),
            _ => s.Gains.Min().ToDouble(),
        };
    }

    [Fact]
    public void When_the_time_is_up_answers_come_as_far_as_they_are_proved()
    {
        Scenario scenario = RandomScenario.Opposed(5, 24, 4, 2);
        BargainingReport report = BargainingReport.Of(scenario, new AnalysisOptions { MaximumTime = TimeSpan.FromSeconds(1), Clock = new HastyClock(), Samples = 0, MaximumPoints = 2_000 });
        report.Frontier.IsExact.ShouldBeFalse();
        report.Solutions.Count.ShouldBe(4);
        report.Check().ShouldAllBe(c => c.Flaw == null);
    }

    [Fact]
    public void When_the_time_is_up_no_more_scenarios_are_drawn_and_that_is_said()
    {
        Scenario scenario = RandomScenario.Opposed(3, 5, 3, 4);
        scenario = scenario with
        {
            Preferences = [.. scenario.Preferences.Select(own => (IReadOnlyList<Preference>)[.. own.Select(p => p with { LowestWeight = Rational.Zero, HighestWeight = Rational.One })])],
        };
        foreach (int seconds in (int[])[1, 1_000])
        {
            BargainingReport report = BargainingReport.Of(scenario, new AnalysisOptions { MaximumTime = TimeSpan.FromSeconds(seconds), Clock = new HastyClock(), Samples = 500 });
            Sensitivity sensitivity = report.Sensitivity.ShouldNotBeNull();
            sensitivity.Asked.ShouldBe(500);
            sensitivity.Samples.ShouldBeLessThan(500);
            if (seconds == 1) sensitivity.Samples.ShouldBe(0);
            else sensitivity.Samples.ShouldBePositive();
            BargainingPage.Write(report).ShouldContain($"{sensitivity.Samples} of 500 draws, then the time was up");
            sensitivity.Packages.ShouldAllBe(p => p.OnFrontier.Of <= sensitivity.Samples);
        }
    }

    [Fact]
    public void When_the_time_is_up_giving_up_every_reservation_still_opens_the_zone()
    {
        Scenario scenario = RandomScenario.Opposed(4, 6, 3, 2);
        scenario = scenario with { Parties = [.. scenario.Parties.Select(p => p with { Reservation = 2 })] };
        Zone zone = BargainingReport.Of(scenario, new AnalysisOptions { MaximumTime = TimeSpan.FromSeconds(1), Clock = new HastyClock(), Samples = 0 }).Zone;
        zone.IsEmpty.ShouldBe(true);
        zone.Relaxations.ShouldHaveSingleItem().Reservations.Count.ShouldBe(4);
        zone.Certificate.IsComplete.ShouldBeFalse();
        zone.Certificate.CheckClaims().ShouldBeNull();
    }

    [Fact]
    public void Packages_of_the_frontier_are_followed_through_every_draw()
    {
        Scenario scenario = RandomScenario.Opposed(3, 5, 3, 4);
        scenario = scenario with
        {
            Preferences = [.. scenario.Preferences.Select(own => (IReadOnlyList<Preference>)[.. own.Select(p => p with { LowestWeight = p.Weight * new Rational(7, 10), HighestWeight = p.Weight * new Rational(13, 10) })])],
        };
        BargainingReport report = BargainingReport.Of(scenario, new AnalysisOptions { Samples = 40, Seed = 5 });
        Sensitivity sensitivity = report.Sensitivity.ShouldNotBeNull();
        sensitivity.Frontier.Count.ShouldBe(report.Frontier.Count);
        int[] stays = new int[report.Frontier.Count];
        Parley.Learning.SeededRandom random = new(5);
        for (int s = 0; s < 40; s++)
        {
            Scenario drawn = Sensitivity.Draw(scenario, random);
            List<Rational[]> all = [.. RandomScenario.Packages(drawn).Select(p => RandomScenario.Utilities(drawn, p))];
            for (int i = 0; i < stays.Length; i++)
                if (!all.Exists(u => RandomScenario.Dominates(u, RandomScenario.Utilities(drawn, report.Frontier.Package(i))))) stays[i]++;
        }

        sensitivity.Frontier.Select(p => p.OnFrontier).ShouldBe(stays.Select(n => new Share(n, 40)));
        stays.ShouldContain(n => n < 40);
    }

    [Fact]
    public void Nobody_is_told_to_take_what_it_refuses()
    {
        // One option a side, each worth nothing to the other, whose reservation is above that.
        Scenario scenario = ScenarioFile.Parse(
            """
            scenario: apart
            parties: [{ id: a, reservation: 50 }, { id: b, reservation: 50 }]
            issues: [{ id: x, options: [p, q] }]
            preferences:
              a: { x: { weight: 100, scores: [100, 0] } }
              b: { x: { weight: 100, scores: [0, 100] } }
            """,
            "apart.yaml");
        NextStep step = NextStep.Zeuthen(scenario, UtilityTable.Of(scenario), new Package([0]), new Package([1]), new SearchLimits(1000, WorkClock.None()))!;
        step.Package.ShouldBeNull();
    }

    [Theory]
    [InlineData("a: [1, 2\nb: }")]
    [InlineData("scenario: {a: [}")]
    [InlineData("\"")]
    [InlineData("? : - [")]
    public void Broken_lists_and_maps_have_a_place(string yaml) =>
        Should.Throw<ScenarioException>(() => ScenarioFile.Parse(yaml, "s.yaml")).Message.ShouldMatch(@"^s\.yaml:\d+:\d+: .");

    /// <summary>A second passes whenever somebody looks.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => seconds++;
    }
}
