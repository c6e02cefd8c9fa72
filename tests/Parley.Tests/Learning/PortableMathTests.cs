using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public class PortableMathTests
{
    [Theory]
    [InlineData(-700.5)]
    [InlineData(-1e-9)]
    [InlineData(0)]
    [InlineData(0.3465)]
    [InlineData(1)]
    [InlineData(17.25)]
    [InlineData(700)]
    public void Exp_is_the_exponential_to_fourteen_places(double x) => (PortableMath.Exp(x) / Math.Exp(x)).ShouldBe(1, 1e-14);

    [Theory]
    [InlineData(1e-300)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.41421356)]
    [InlineData(1e9)]
    public void Log_inverts_Exp(double x) => PortableMath.Log(x).ShouldBe(Math.Log(x), 1e-13 * Math.Max(1, Math.Abs(Math.Log(x))));

    [Fact]
    public void Softmax_sums_to_one_and_keeps_the_order()
    {
        double[] p = [1, 3, 2];
        PortableMath.Softmax(p);
        p.Sum().ShouldBe(1, 1e-12);
        p[1].ShouldBeGreaterThan(p[2]);
        p[2].ShouldBeGreaterThan(p[0]);
    }
}
