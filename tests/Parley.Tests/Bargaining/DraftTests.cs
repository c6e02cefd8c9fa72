using FsCheck;
using FsCheck.Fluent;
using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

/// <summary>Drafts, trades, steps and sensitivity against the enumeration of all packages.</summary>
public class DraftTests
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260402, 77);

    private static void ForDrafts(Action<Scenario, Package> check) => Check.One(Quiet, Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
    {
        Scenario scenario = RandomScenario.Create(seed);
        Package[] all = [.. RandomScenario.Packages(scenario, red: true)];
        check(scenario, all[seed % all.Length]);
    }));

    private static DraftAnalysis Analyse(Scenario scenario, Package package) => DraftAnalysis.Of(UtilityTable.Of(scenario), "draft", package, new SearchLimits(100_000, WorkClock.None()));

    [Fact]
    public void Distance_and_waste_are_the_greatest_that_any_package_shows() => ForDrafts((scenario, draft) =>
    {
        DraftAnalysis analysis = Analyse(scenario, draft);
        Rational[] own = RandomScenario.Utilities(scenario, draft);
        Rational[][] better = [.. RandomScenario.Packages(scenario).Select(p => RandomScenario.Utilities(scenario, p)).Where(u => RandomScenario.Dominates(u, own)).Select(u => u.Zip(own, (a, b) => a - b).ToArray())];
        analysis.IsEfficient.ShouldBe(better.Length == 0);
        analysis.Waste.ShouldBe(better.Length == 0 ? Rational.Zero : better.Max(g => g.Aggregate((a, b) => a + b)));
        analysis.Distance.ShouldBe(better.Length == 0 ? Rational.Zero : better.Max(g => g.Min()));
        foreach (Package package in analysis.Dominating) RandomScenario.Dominates(RandomScenario.Utilities(scenario, package), own).ShouldBeTrue();
        analysis.Certificate.Check().ShouldBeNull();
        foreach (int p in Enumerable.Range(0, own.Length))
        {
            bool red = scenario.Preferences[p].Where((x, i) => x.RedLines.Contains(draft[i])).Any();
            analysis.AcceptableTo.Contains(p).ShouldBe(!red && own[p] >= scenario.Parties[p].Reservation);
        }
    });

    [Fact]
    public void Trades_are_all_changes_that_hurt_nobody_and_contain_no_smaller_one() => ForDrafts((scenario, draft) =>
    {
        TradeSearch search = TradeSearch.From(scenario, draft, 10_000);
        Rational[] own = RandomScenario.Utilities(scenario, draft);
        Package[] better = [.. RandomScenario.Packages(scenario).Where(p => Changes(p).Count <= 4 && RandomScenario.Dominates(RandomScenario.Utilities(scenario, p), own))];
        // Changes that make no difference to anybody are not part of a trade, unless they leave a red line.
        HashSet<(int, int)>[] sets = [.. better.Select(Changes).Where(c => c.All(x => Matters(x.Issue, x.To)))];
        HashSet<(int, int)>[] smallest = [.. sets.Where(c => !sets.Any(o => o.IsProperSubsetOf(c)))];
        search.Found.ShouldBe(smallest.Length);
        search.Trades.Select(t => string.Join(' ', t.Changes.Select(c => (c.Issue, c.To)))).Order()
            .ShouldBe(smallest.Select(s => string.Join(' ', s.Order())).Order());
        search.Trades.Select(t => t.Changes.Count).ShouldBeInOrder();
        foreach (Trade trade in search.Trades) trade.Gains.ShouldBe(RandomScenario.Utilities(scenario, trade.Result).Zip(own, (a, b) => a - b));

        HashSet<(int Issue, int To)> Changes(Package p) => [.. Enumerable.Range(0, p.Count).Where(i => p[i] != draft[i]).Select(i => (i, p[i]))];

        bool Matters(int issue, int to) => scenario.Preferences.Any(x => x[issue].Worth(to) != x[issue].Worth(draft[issue]) || x[issue].RedLines.Contains(draft[issue]));
    });

    [Fact]
    public void The_next_step_on_a_single_text_is_the_best_change_of_four_points_that_hurts_nobody() => ForDrafts((scenario, draft) =>
    {
        UtilityTable table = UtilityTable.Of(scenario);
        Rational[] own = RandomScenario.Utilities(scenario, draft);
        Rational[][] open = [.. RandomScenario.Packages(scenario).Where(p => Enumerable.Range(0, p.Count).Count(i => p[i] != draft[i]) <= 4)
            .Select(p => RandomScenario.Utilities(scenario, p)).Where(u => u.Zip(own).All(x => x.First >= x.Second))];
        for (int p = 0; p < own.Length; p++)
        {
            NextStep step = NextStep.SingleText(scenario, table, p, new Draft("text", [], null, null, draft), new SearchLimits(100_000, WorkClock.None()));
            Rational best = open.Length == 0 ? own[p] : open.Max(u => u[p]);
            if (best <= own[p]) step.Package.ShouldBeNull();
            else scenario.Utility(p, step.Package!).ShouldBe(best);
        }
    });

    [Fact]
    public void A_last_offer_takes_all_that_the_others_can_spare() => ForDrafts((scenario, _) =>
    {
        UtilityTable table = UtilityTable.Of(scenario);
        Zone zone = new BargainingSolver(scenario).Zone;
        Package[] acceptable = [.. RandomScenario.Packages(scenario).Where(x => scenario.Parties.Select((party, i) => scenario.Utility(i, x) >= party.Reservation).All(y => y))];
        for (int p = 0; p < scenario.Parties.Count; p++)
        {
            NextStep step = NextStep.LastOffer(scenario, table, p, zone, new SearchLimits(100_000, WorkClock.None()));
            if (acceptable.Length == 0) step.Package.ShouldBeNull();
            else scenario.Utility(p, step.Package!).ShouldBe(acceptable.Max(x => scenario.Utility(p, x)));
        }
    });

    [Fact]
    public void Drawn_weights_stay_in_their_intervals_and_add_up()
    {
        Scenario scenario = ScenarioFile.Read(Path.Combine(AppContext.BaseDirectory, "samples", "bargaining", "scenario.yaml"));
        Parley.Learning.SeededRandom random = new(5);
        for (int s = 0; s < 200; s++)
        {
            Scenario drawn = Sensitivity.Draw(scenario, random);
            for (int p = 0; p < drawn.Parties.Count; p++)
            {
                drawn.Preferences[p].Select(x => x.Weight).Aggregate((a, b) => a + b).ShouldBe(Rational.One);
                foreach (Preference x in drawn.Preferences[p])
                {
                    x.Weight.ToDouble().ShouldBeGreaterThanOrEqualTo(x.LowestWeight.ToDouble() - 0.001);
                    x.Weight.ToDouble().ShouldBeLessThanOrEqualTo(x.HighestWeight.ToDouble() + 0.001);
                }
            }
        }
    }

    [Fact]
    public void Shares_have_the_intervals_of_Wilson()
    {
        Share half = new(50, 100);
        half.Low.ShouldBe(0.4038, 0.0001);
        half.High.ShouldBe(0.5962, 0.0001);
        new Share(0, 20).Low.ShouldBe(0, 1e-12);
        new Share(0, 20).High.ShouldBe(0.1611, 0.0001);
    }

    [Fact]
    public void Who_has_more_to_lose_concedes()
    {
        // Five crates to divide. The first wants all five and would have one: it has 4/5 of its wish at stake; the second wants four and would have none: all of it. So the first concedes,
        // to where the product is greater than 1 x 4: three (3 x 2).
        Scenario scenario = new()
        {
            Name = "crates",
            Parties = [new ScenarioParty("a", "A", Rational.Zero), new ScenarioParty("b", "B", Rational.Zero)],
            Issues = [new ScenarioIssue("i", "Crates", ["0", "1", "2", "3", "4", "5"])],
            Preferences = [[new Preference(Rational.One, [.. Enumerable.Range(0, 6).Select(o => new Rational(o, 5))])], [new Preference(Rational.One, [.. Enumerable.Range(0, 6).Select(o => new Rational(5 - o, 5))])]],
        };
        NextStep step = NextStep.Zeuthen(scenario, UtilityTable.Of(scenario), new Package([5]), new Package([1]), new SearchLimits(1000, WorkClock.None()))!;
        step.Party.ShouldBe(0);
        step.Package.ShouldBe(new Package([3]));
    }
}
