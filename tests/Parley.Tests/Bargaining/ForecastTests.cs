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
