using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public class FiguresTests
{
    [Theory]
    [InlineData(0.0625, 3, "0.062")]
    [InlineData(0.1875, 3, "0.188")]
    [InlineData(0.0005, 3, "0.001")]
    [InlineData(2.5, 0, "2")]
    [InlineData(66.665, 2, "66.67")]
    [InlineData(1, 3, "1.000")]
    [InlineData(0, 2, "0.00")]
    public void A_figure_is_rounded_from_its_exact_value_and_ties_go_to_the_even_digit(double value, int decimals, string written) => Figures.Fixed(value, decimals).ShouldBe(written);

    [Fact]
    public void F1_is_the_harmonic_mean_and_nothing_found_is_zero()
    {
        Figures.Of(1, 2, 4).ShouldBe((0.5, 0.25, 1.0 / 3));
        Figures.Of(0, 0, 4).ShouldBe((0, 0, 0));
        Figures.Of(0, 0, 0).ShouldBe((0, 0, 0));
    }
}
