using Parley.Cli;
using Shouldly;
using Xunit;

namespace Parley.Tests.Cli;

public class OrderedWorkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Results_come_in_the_order_of_the_items(int threads)
    {
        var results = OrderedWork.Select(Enumerable.Range(0, 200), threads, i =>
        {
            if (i % 10 == 0) Thread.Sleep(1);
            return i * i;
        });
        results.ShouldBe(Enumerable.Range(0, 200).Select(i => i * i));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Items_are_drawn_only_a_little_ahead_of_the_results(int threads)
    {
        int drawn = 0;
        IEnumerable<int> Items()
        {
            for (int i = 0; i < 10_000; i++)
            {
                drawn++;
                yield return i;
            }
        }

        int taken = 0;
        foreach (int _ in OrderedWork.Select(Items(), threads, i => i))
        {
            (drawn - ++taken).ShouldBeLessThanOrEqualTo(threads * 4);
            if (taken == 500) break;
        }

        taken.ShouldBe(500);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_comes_out_where_its_result_would_have(int threads)
    {
        var seen = new List<int>();
        Should.Throw<InvalidOperationException>(() =>
        {
            foreach (int i in OrderedWork.Select(Enumerable.Range(0, 100), threads, i => i == 50 ? throw new InvalidOperationException() : i)) seen.Add(i);
        });
        seen.ShouldBe(Enumerable.Range(0, 50));
    }
}
