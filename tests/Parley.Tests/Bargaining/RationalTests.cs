using System.Numerics;
using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

public class RationalTests
{
    [Theory]
    [InlineData("12.5", "12.5")]
    [InlineData("-0.250", "-0.25")]
    [InlineData("2/6", "1/3")]
    [InlineData("0.5/0.25", "2")]
    [InlineData("1e-3", "0.001")]
    [InlineData("0.4700166576535899", "0.4700166576535899")]
    [InlineData("7", "7")]
    public void Numbers_are_read_exactly(string text, string expected)
    {
        Rational.TryParse(text, out Rational value).ShouldBeTrue();
        value.ToString().ShouldBe(expected);
        Rational.TryParse(value.ToString(), out Rational again).ShouldBeTrue();
        again.ShouldBe(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1/0")]
    [InlineData("1e999999999")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    public void What_is_no_number_is_refused(string text) => Rational.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(1, 3, "0.333333")]
    [InlineData(2, 3, "0.666667")]
    [InlineData(-1, 2_000_000, "-0.000001")]
    [InlineData(-1, 2_000_001, "0.000000")]
    [InlineData(5, 1, "5.000000")]
    public void Six_decimals_are_rounded_half_away_from_zero(int top, int bottom, string expected) => new Rational(top, bottom).ToSixDecimals().ShouldBe(expected);

    [Fact]
    public void A_double_is_the_nearest_even_for_long_fractions()
    {
        BigInteger big = BigInteger.Pow(10, 400);
        new Rational(big + 1, big * 3).ToDouble().ShouldBe(1.0 / 3);
        new Rational(1, 3).ToDouble().ShouldBe(1.0 / 3);
        new Rational(-7, 2).ToDouble().ShouldBe(-3.5);
        default(Rational).ToDouble().ShouldBe(0);
        (default(Rational) + Rational.One).ShouldBe(Rational.One);
    }
}
