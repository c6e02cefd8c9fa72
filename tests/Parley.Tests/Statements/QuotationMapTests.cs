using Parley.Language;
using Parley.Reports;
using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests.Statements;

public class QuotationMapTests
{
    [Theory]
    [InlineData("He said: \u201cNo deal.\u201d Then he left.", "\u201cNo deal.\u201d")]
    [InlineData("He said: \"No deal.\" Then he left.", "\"No deal.\"")]
    [InlineData("It was a \"gift\", he said.", "\"gift\"")]
    public void Pairs_curly_and_straight_marks(string text, string quotation) => Quotations(text).ShouldBe([quotation]);

    [Fact]
    public void A_quotation_that_the_block_leaves_open_ends_with_it() => Quotations("\u201cWe start again. Tomorrow at nine").ShouldBe(["\u201cWe start again. Tomorrow at nine"]);

    [Fact]
    public void Two_quotations_in_a_sentence_stay_apart() => Quotations("\"Yes,\" he said, \"but not now.\"").ShouldBe(["\"Yes,\"", "\"but not now.\""]);

    [Fact]
    public void A_lone_closing_mark_opens_nothing() => Quotations("Five feet 6\u201d tall, he said.").ShouldBeEmpty();

    private static List<string> Quotations(string text)
    {
        var document = new Annotator().Annotate(new() { Id = "t", Source = "t", Text = text, Blocks = [new Block(BlockKind.Paragraph, new(0, text.Length))] });
        var map = new QuotationMap();
        map.Build(document);
        return [.. map.Quotations.Select(q => document.SpanOf(q.First, q.End).Of(text).ToString())];
    }
}
