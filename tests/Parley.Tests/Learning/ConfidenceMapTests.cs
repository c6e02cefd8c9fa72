using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public class ConfidenceMapTests
{
    [Fact]
    public void It_finds_how_far_a_model_is_too_sure_of_itself()
    {
        // The model says log-odds x; right is what has odds of 0.7 x - 0.4.
        var random = new SeededRandom(6);
        var findings = new List<(double, bool)>();
        for (int i = 0; i < 40_000; i++)
        {
            double x = (random.Next(8001) - 4000) / 1000.0;
            findings.Add((PortableMath.Logistic(x), random.Next(1_000_000) < 1_000_000 * PortableMath.Logistic(0.7 * x - 0.4)));
        }

        var map = ConfidenceMap.Fit(findings);
        map.Slope.ShouldBe(0.7, 0.03);
        map.Intercept.ShouldBe(-0.4, 0.04);
        map.Of(0.5).ShouldBe(PortableMath.Logistic(map.Intercept), 1e-9);
        ConfidenceMap.Fit(findings).ShouldBe(map);
    }

    [Fact]
    public void It_never_changes_an_order_and_stays_within_bounds()
    {
        var map = new ConfidenceMap(0.75, -0.1);
        double last = -1;
        for (int i = 0; i <= 1000; i++)
        {
            double confidence = map.Of(i / 1000.0);
            confidence.ShouldBeInRange(0, 1);
            confidence.ShouldBeGreaterThan(last);
            last = confidence;
        }
    }

    [Fact]
    public void Findings_that_cannot_tell_change_nothing()
    {
        ConfidenceMap.Fit([]).ShouldBe(ConfidenceMap.Identity);
        ConfidenceMap.Fit([.. Enumerable.Range(1, 100).Select(i => (i / 101.0, true))]).ShouldBe(ConfidenceMap.Identity);
        // The surer, the less right: no map that keeps the order can say that.
        ConfidenceMap.Fit([.. Enumerable.Range(1, 100).Select(i => (i / 101.0, i < 50))]).ShouldBe(ConfidenceMap.Identity);
        ConfidenceMap.Identity.Of(0.123).ShouldBe(0.123);
    }
}
