using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

public class ForecastTests
{
    [Fact]
    public void The_forecast_is_the_mean_weighted_with_salience_and_capability()
    {
        Forecast forecast = Forecast.Of([new Stand("a", 0, 50, 2), new Stand("b", 100, 100, 3)]);
        forecast.WeightedMean.ShouldBe(75, 1e-12);
        forecast.Bands.ShouldBe([(0.5, 56, 94), (0.8, 36, 100), (0.9, 24, 100)]);
    }

    [Fact]
    public void A_scenario_with_stands_is_forecast_with_the_models_beside_it()
    {
        const string yaml = """
            scenario: Weir
            parties: [{ id: up }, { id: down }]
            issues: [{ id: x, options: [p, q] }]
            preferences: { up: { x: { weight: 100, scores: [100, 0] } }, down: { x: { weight: 100, scores: [0, 100] } } }
            forecast:
              - name: height of the weir
                stands: { up: { position: 0, salience: 20, capability: 1 }, down: { position: 100, salience: 80, capability: 1 } }
              - name: share of the costs
                stands: { up: { position: 0, salience: 80, capability: 1 }, down: { position: 100, salience: 20, capability: 1 } }
            """;
        Scenario scenario = ScenarioFile.Parse(yaml, "s.yaml");
        Scenario back = ScenarioFile.Parse(ScenarioFile.Write(scenario), "s.yaml");
        back.Scales.Select(s => s.Name).ShouldBe(["height of the weir", "share of the costs"]);
        back.Scales[0].Stands.ShouldBe([new Stand("up", 0, 20, 1), new Stand("down", 100, 80, 1)]);
        BargainingReport report = BargainingReport.Of(scenario, new AnalysisOptions());
        report.Forecasts.Select(f => f.WeightedMean).ShouldBe([80, 20]);
        // Each gives way where it cares less.
        report.Forecasts[0].Exchange!.Value.ShouldBeGreaterThan(80);
        report.Forecasts[1].Exchange!.Value.ShouldBeLessThan(20);
        Forecast.Of([scenario.Scales[0]])[0].Exchange.ShouldBeNull();
        BargainingJson.Write(report).ShouldContain("""{"name":"height of the weir","weightedMean":80,"bands":[{"share":0.5,"low":61,"high":99}""");
        BargainingPage.Write(report).ShouldContain("<td>height of the weir</td><td>80</td><td>61-99</td><td>41-100</td><td>29-100</td>");
        Should.Throw<ScenarioException>(() => ScenarioFile.Parse(yaml.Replace("salience: 20, capability: 1 }, down", "salience: 120, capability: 1 }, down", StringComparison.Ordinal), "s.yaml")).Message
            .ShouldBe("s.yaml:7:44: the salience of 'up' on 'height of the weir' is 120, and must lie between 0 and 100");
        Should.Throw<ScenarioException>(() => ScenarioFile.Parse(yaml.Replace("up: { position: 0, salience: 80, capability: 1 }", "sea: { position: 0, salience: 80, capability: 1 }", StringComparison.Ordinal), "s.yaml")).Message
            .ShouldBe("s.yaml:9:15: 'stands' on 'share of the costs' has no 'sea' (known: up, down)");
    }

    [Fact]
    public void Where_nobody_cares_all_count_alike() => Forecast.Mean([new Stand("a", 10, 0, 2), new Stand("b", 30, 0, 9)]).ShouldBe(20);

    [Theory]
    [InlineData(-1, 50, 1)]
    [InlineData(101, 50, 1)]
    [InlineData(50, 101, 1)]
    [InlineData(50, 50, 0)]
    [InlineData(double.NaN, 50, 1)]
    public void Numbers_out_of_range_are_refused(double position, double salience, double capability) =>
        Should.Throw<ArgumentException>(() => Forecast.Of([new Stand("a", position, salience, capability)])).Message.ShouldContain("'a'");

    [Fact]
    public void Under_challenge_the_weak_move_towards_the_strong()
    {
        // One weak party against a strong majority: it expects to lose and moves; nobody else has a reason to.
        Stand[] stands = [new Stand("strong", 80, 90, 10), new Stand("friend", 80, 90, 8), new Stand("weak", 20, 90, 1)];
        ChallengeModel.Outcome(stands).ShouldBeGreaterThan(Forecast.Mean(stands));
        ChallengeModel.Outcome([new Stand("a", 40, 50, 1), new Stand("b", 40, 90, 1)]).ShouldBe(40, 1e-12);
    }

    [Fact]
    public void An_exchange_moves_each_outcome_towards_who_cares_more()
    {
        // Both want opposite things on two issues, and each cares about another one.
        Stand[] first = [new Stand("a", 0, 20, 1), new Stand("b", 100, 80, 1)], second = [new Stand("a", 100, 80, 1), new Stand("b", 0, 20, 1)];
        double[] outcomes = ExchangeModel.Outcomes([first, second]);
        outcomes[0].ShouldBe(100, 1e-9);
        outcomes[1].ShouldBe(100, 1e-9);
    }

    [Fact]
    public void Data_are_scored_by_the_mean_absolute_error()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("votes.csv", "\"prnr\"\t\"isnr\"\t\"pa\"\t\"pb\"\t\"sa\"\t\"sb\"\t\"out\"\n\t\t\"1\"\t\"3\"\t\t\t\nd1\ti1\t0\t100\t50\t50\t70\nd1\ti2\t0\t100\t50\t50\t\nd2\ti3\t\t40\t\t10\t50\n");
        ForecastScore score = ForecastScore.Load(path);
        score.Rows.ShouldBe(3);
        score.Count.ShouldBe(2);
        // 75 against 70 and 40 against 50.
        score.Error(0).ShouldBe(7.5, 1e-12);
        score.Predictions().Count().ShouldBe(3);
        score.Lines().ShouldContain(l => l.StartsWith("weighted mean", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_that_is_no_number_is_named_with_its_line()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("votes.csv", "prnr\tisnr\tpa\tsa\tout\n\t\t1\t\t\nd1\ti1\thigh\t50\t70\n");
        Should.Throw<InvalidDataException>(() => ForecastScore.Load(path)).Message.ShouldBe($"{path}:3: 'high' in column 'pa' is no number");
    }
}
