using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public class PairedTestTests
{
    private static readonly Found[] Texts = [.. Enumerable.Range(0, 40).Select(i => new Found(3 + (i % 4), 8, 10))];

    [Fact]
    public void The_same_results_differ_by_chance_only()
    {
        var (difference, p) = PairedTest.Of(Texts, Texts);
        (difference, p).ShouldBe((0, 1));
    }

    [Fact]
    public void One_more_right_in_every_text_is_no_chance()
    {
        var (difference, p) = PairedTest.Of([.. Texts.Select(t => t with { Right = t.Right + 1 })], Texts);
        difference.ShouldBe(1 / 9.0, 1e-9);
        p.ShouldBeLessThan(0.001);
    }

    [Fact]
    public void As_many_gains_as_losses_are_chance()
    {
        var (_, p) = PairedTest.Of([.. Texts.Select((t, i) => t with { Right = t.Right + (i % 2 == 0 ? 1 : -1) })], Texts);
        p.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Other_texts_are_not_compared() => Should.Throw<ArgumentException>(() => PairedTest.Of(Texts, Texts[1..]));
}
