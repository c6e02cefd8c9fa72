using System.Text;
using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests.Statements;

public class AttributionScoreTests
{
    // Tokens by number: 0 Aas, 1 said, 2 ``, 3 we, 4 agree, 5 '', 6 ., 7 It, 8 rained, 9 .
    private const string Line =
        """{"name":"n","text":"Aas said “we agree”. It rained.","tokens":[[0,3],[4,8],[9,10],[10,12],[13,18],[18,19],[19,20],[21,23],[24,30],[30,31]],"sentences":[[0,20],[21,31]],"attributions":[{"source":[[0,3]],"cue":[[4,8]],"content":[[9,19]]}]}""";

    private static AttributedArticle Article => AttributedArticle.Parse(Encoding.UTF8.GetBytes(Line), "x:1");

    [Fact]
    public void The_annotation_itself_is_right_in_everything()
    {
        var lines = Score(Article.Attributions[0]);
        lines[0].ShouldBe("gold 1  predicted 1  aligned 1");
        lines.Where(l => l.Contains(" P ", StringComparison.Ordinal)).ShouldAllBe(l => l.EndsWith("F1 100.00", StringComparison.Ordinal));
        lines.ShouldContain("recall direct          100.0 of 1");
        lines.ShouldContain("recall one sentence    100.0 of 1");
    }

    [Fact]
    public void Half_of_the_content_is_enough_and_punctuation_does_not_count()
    {
        // "we" alone has Dice 2/3 with "we agree"; with both the quotation mark does not matter.
        Score(new AttributionSpans([new(0, 3)], [new(4, 8)], [new(9, 12)]))[1].ShouldBe("REL                    P 100.00  R 100.00  F1 100.00");
        Score(new AttributionSpans([new(0, 3)], [new(4, 8)], [new(10, 20)]))[4].ShouldBe("REL-exact              P 100.00  R 100.00  F1 100.00");
    }

    [Fact]
    public void A_wrong_source_is_a_wrong_relation()
    {
        var lines = Score(new AttributionSpans([new(21, 23)], [new(4, 8)], [new(9, 19)]));
        lines[1].ShouldBe("REL                    P   0.00  R   0.00  F1   0.00");
        lines[3].ShouldBe("REL-loose              P   0.00  R   0.00  F1   0.00");
        lines.ShouldContain("content exact          P 100.00  R 100.00  F1 100.00");
    }

    [Fact]
    public void A_second_prediction_for_one_attribution_costs_precision() =>
        Score(Article.Attributions[0], new AttributionSpans([], [], [new(21, 30)]))[1].ShouldBe("REL                    P  50.00  R 100.00  F1  66.67");

    [Fact]
    public void What_is_no_article_is_named_with_its_line() =>
        Should.Throw<InvalidDataException>(() => AttributedArticle.Parse(Encoding.UTF8.GetBytes("{\"name\":\"n\"}"), "x:3")).Message.ShouldStartWith("x:3: ");

    private static List<string> Score(params AttributionSpans[] predictions)
    {
        var score = new AttributionScore();
        score.Add(Article, predictions);
        return [.. score.Lines()];
    }
}
