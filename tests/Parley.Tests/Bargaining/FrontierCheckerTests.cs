using System.Numerics;
using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

/// <summary>The certificate of the frontier: what is right passes, and whatever is taken away or changed is found.</summary>
public class FrontierCheckerTests
{
    [Fact]
    public void Every_frontier_passes_exact_or_not()
    {
        for (int seed = 1; seed <= 300; seed++)
        {
            Scenario scenario = RandomScenario.Create(seed);
            ParetoFrontier.Compute(scenario).Check().ShouldBeNull();
            ParetoFrontier.Compute(scenario, new FrontierLimits(3)).Check().ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(4, 8)]
    [InlineData(5, 6)]
    public void So_do_larger_ones(int parties, int issues)
    {
        ParetoFrontier frontier = ParetoFrontier.Compute(RandomScenario.Opposed(parties, issues, 4, 5));
        frontier.IsExact.ShouldBeTrue();
        frontier.Check().ShouldBeNull();
    }

    [Fact]
    public void A_point_left_out_is_missed()
    {
        UtilityTable table = UtilityTable.Of(RandomScenario.Opposed(3, 6, 3, 2));
        FrontierStep[] steps = [.. Stages(table).Steps];
        for (int out1 = 0; out1 < steps[^1].Parents.Length; out1++)
        {
            FrontierStep[] cut = [.. steps];
            cut[^1] = cut[^1] with { Parents = [.. cut[^1].Parents.Where((_, i) => i != out1)], Chosen = [.. cut[^1].Chosen.Where((_, i) => i != out1)] };
            FrontierChecker.Check(table, cut, None(table), true, default).ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_point_too_many_is_found()
    {
        UtilityTable table = UtilityTable.Of(RandomScenario.Opposed(3, 6, 3, 2));
        FrontierStep[] steps = [.. Stages(table).Steps];
        steps[^1] = steps[^1] with { Parents = [.. steps[^1].Parents, steps[^1].Parents[0]], Chosen = [.. steps[^1].Chosen, steps[^1].Chosen[0]] };
        FrontierChecker.Check(table, steps, None(table), true, default).ShouldNotBeNull().ShouldContain("another point");
    }

    [Fact]
    public void A_gap_stated_too_small_is_found()
    {
        UtilityTable table = UtilityTable.Of(RandomScenario.Opposed(4, 9, 4, 3));
        FrontierStages stages = FrontierStages.Build(table, new FrontierLimits(200), WorkClock.None());
        stages.Gap.ShouldContain(g => g.Sign > 0);
        FrontierChecker.Check(table, stages.Steps, stages.Gap, false, default).ShouldBeNull();
        FrontierChecker.Check(table, stages.Steps, None(table), false, default).ShouldNotBeNull();
        FrontierStep[] exact = [.. stages.Steps.Select(s => s with { Slack = None(table) })];
        FrontierChecker.Check(table, exact, None(table), false, default).ShouldNotBeNull();
    }

    [Fact]
    public void An_issue_left_out_is_found()
    {
        UtilityTable table = UtilityTable.Of(RandomScenario.Opposed(3, 5, 3, 4));
        FrontierChecker.Check(table, [.. Stages(table).Steps.Skip(1)], None(table), true, default).ShouldNotBeNull();
        FrontierChecker.Check(table, [], None(table), true, default).ShouldNotBeNull();
    }

    [Fact]
    public void Little_work_makes_a_gap_and_no_wrong_answer()
    {
        Scenario scenario = RandomScenario.Opposed(5, 9, 4, 7);
        ParetoFrontier frontier = ParetoFrontier.Compute(scenario, new FrontierLimits(1_000_000, 200_000)), again = ParetoFrontier.Compute(scenario, new FrontierLimits(1_000_000, 200_000));
        frontier.IsExact.ShouldBeFalse();
        frontier.Check().ShouldBeNull();
        frontier.Gap.ShouldAllBe(g => g.ToDouble() < 1);
        Enumerable.Range(0, frontier.Count).Select(i => frontier.Package(i)).ShouldBe(Enumerable.Range(0, again.Count).Select(i => again.Package(i)));
    }

    [Fact]
    public void A_report_within_little_work_says_what_it_does_not_prove()
    {
        Scenario scenario = RandomScenario.Opposed(8, 30, 5, 3);
        BargainingReport report = BargainingReport.Of(scenario, new AnalysisOptions { MaximumWork = 20_000_000, Samples = 0 });
        report.Frontier.IsExact.ShouldBeFalse();
        Solution open = report.Solutions.First(s => !s.Proved);
        open.Gap.ShouldBeGreaterThan(0);
        open.Certificate.Check().ShouldNotBeNull();
        open.Certificate.CheckClaims().ShouldBeNull();
        report.Check().ShouldAllBe(c => c.Flaw == null);
        BargainingJson.Write(report).ShouldBe(BargainingJson.Write(BargainingReport.Of(scenario, new AnalysisOptions { MaximumWork = 20_000_000, Samples = 0 })));
    }

    [Fact]
    public void Trades_are_what_they_say_and_no_others_pass()
    {
        int trades = 0;
        for (int seed = 1; seed <= 200; seed++)
        {
            Scenario scenario = RandomScenario.Create(seed);
            Package from = new(new int[scenario.Issues.Count]);
            foreach (Trade trade in TradeSearch.From(scenario, from).Trades)
            {
                trades++;
                trade.Check(scenario, from).ShouldBeNull();
                (trade with { Gains = [.. trade.Gains.Select(g => g + Rational.One)] }).Check(scenario, from).ShouldNotBeNull();
                (trade with { Result = from }).Check(scenario, from).ShouldNotBeNull();
                trade.Check(scenario, trade.Result).ShouldNotBeNull();
            }
        }

        trades.ShouldBeGreaterThan(100);
    }

    private static FrontierStages Stages(UtilityTable table) => FrontierStages.Build(table, new FrontierLimits(1_000_000), WorkClock.None());

    private static BigInteger[] None(UtilityTable table) => new BigInteger[table.Parties];
}
