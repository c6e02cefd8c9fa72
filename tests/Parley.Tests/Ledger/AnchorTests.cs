using Parley.Ledger;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

public class AnchorTests
{
    private const string Text = "The union said no. Later the union said no again, and the firm agreed.";

    [Fact]
    public void Words_are_found_where_they_stood()
    {
        var span = new TextSpan(4, 9);
        Anchor.Of(Text, span).In(Text).ShouldBe(span);
    }

    [Fact]
    public void Words_that_moved_are_found_by_their_context()
    {
        int second = Text.LastIndexOf("said no", StringComparison.Ordinal);
        Anchor anchor = Anchor.Of(Text, new(second, second + 7));
        string updated = "UPDATE: " + Text;
        anchor.In(updated).ShouldBe(new TextSpan(second + 8, second + 15));
        string shorter = "Later the union said no again, and the firm agreed. The union said no.";
        anchor.In(shorter)!.Value.Start.ShouldBe(shorter.IndexOf("said no again", StringComparison.Ordinal));
    }

    [Fact]
    public void Words_broken_over_other_lines_are_the_same()
    {
        int at = Text.IndexOf("said no again", StringComparison.Ordinal);
        TextSpan found = Anchor.Of(Text, new(at, at + 13)).In(Text.Replace("said no again", "said\r\n  no again", StringComparison.Ordinal))!.Value;
        found.Length.ShouldBe(16);
    }

    [Fact]
    public void Words_that_are_gone_are_not_found() => Anchor.Of(Text, new(4, 18)).In("The firm agreed.").ShouldBeNull();
}
