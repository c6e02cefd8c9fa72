using Parley.Positions;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class ReadingScoreTests
{
    private const string Text = "Share\nThe union rejected the port's offer on Monday. Aas, the union's leader, said pay must rise.";

    private static readonly GoldReport Gold = GoldReport.Parse("x", Text,
        """
        {"document":"x","parties":[{"id":"U","name":"the union"},{"id":"P","name":"the port"}],"actors":[{"name":"Aas","role":"leader","party":"U"}],
         "proposals":[{"id":"P1","label":"offer","by":["P"],"mentions":["the port's offer"]}],"issues":[{"id":"I1","label":"higher pay","mentions":["pay"]}],
         "statements":[{"id":"S1","source":{"text":"Aas, the union's leader"},"party":"U","cue":{"text":"said"},"content":["pay must rise"],"act":"demand",
           "positions":[{"holder":"U","target":"I1","stance":"for","voice":"own"}]}],
         "events":[{"text":"rejected the port's offer","kind":"proposal"}],"deadlines":[],"contradictions":[],"furniture":["Share"]}
        """);

    [Fact]
    public void A_perfect_reading_is_perfect()
    {
        var score = new ReadingScore();
        score.Add(Gold, Perfect);
        foreach (string kind in (string[])["relation", "position", "proposal", "issue", "event", "furniture"]) score[kind].F1.ShouldBe(1, kind);
        foreach (string share in (string[])["party", "act", "voice", "author", "kind", "office"]) score.Share(share).ShouldBe(1, share);
        score.Share("lost").ShouldBe(0);
    }

    [Fact]
    public void A_report_that_was_not_read_costs_recall()
    {
        var score = new ReadingScore();
        score.Add(Gold, Perfect);
        score.Add(Gold, null);
        score["relation"].ShouldBe((1, 0.5, 2.0 / 3));
        score["furniture"].Recall.ShouldBe(0.5);
    }

    [Fact]
    public void A_report_with_other_line_ends_is_the_same_report()
    {
        var score = new ReadingScore();
        string text = Text.Replace("\n", "\r\n");
        Reading Moved(Reading r) => r with
        {
            Report = r.Report with { Text = text, Blocks = [.. r.Report.Blocks.Select(b => b with { Span = Move(b.Span) })] },
            Statements = [.. r.Statements.Select(s => s with { Content = new([.. s.Content.Spans.Select(Move)]), Source = s.Source with { Spans = [.. s.Source.Spans.Select(Move)] } })],
        };
        score.Add(Gold, Moved(Perfect));
        score["relation"].F1.ShouldBe(1);
        score["furniture"].F1.ShouldBe(1);

        static TextSpan Move(TextSpan span) => span.Start > 5 ? new(span.Start + 1, span.End + 1) : span;
    }

    [Fact]
    public void A_position_needs_the_right_holder_target_and_stance_but_its_voice_is_counted_apart()
    {
        Score(p => p with { Stance = Stance.Against })["position"].F1.ShouldBe(0);
        Score(p => p with { Holder = "p2" })["position"].F1.ShouldBe(0);
        Score(p => p with { Target = "t1" })["position"].F1.ShouldBe(0);
        var score = Score(p => p with { Voice = Voice.Claimed });
        score["position"].F1.ShouldBe(1);
        score.Share("voice").ShouldBe(0);
    }

    [Fact]
    public void Report_words_called_furniture_are_lost_and_a_byline_counts_neither_way()
    {
        var score = new ReadingScore();
        score.Add(Gold, Perfect with { Report = Perfect.Report with { Blocks = [new(BlockKind.Byline, new(0, 5)), new(BlockKind.Furniture, new(6, 15))] } });
        score.Lines().Single(l => l.StartsWith("furniture", StringComparison.Ordinal)).ShouldEndWith("(0 of 2 predicted, 0 gold)");
        score.Share("lost").ShouldBe(2.0 / 18, 1e-9);
    }

    private static Reading Perfect => Gold.ToReading(new Report
    {
        Id = "x",
        Source = "x",
        Text = Text,
        Blocks = [new(BlockKind.Furniture, new(0, 5)), new(BlockKind.Paragraph, new(6, Text.Length))],
    });

    private static ReadingScore Score(Func<Position, Position> change)
    {
        var score = new ReadingScore();
        score.Add(Gold, Perfect with { Statements = [.. Perfect.Statements.Select(s => s with { Positions = [.. s.Positions.Select(change)] })] });
        return score;
    }
}
