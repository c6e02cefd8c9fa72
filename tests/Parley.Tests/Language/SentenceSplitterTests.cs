using FsCheck;
using FsCheck.Fluent;
using Parley.Language;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class SentenceSplitterTests
{
    private static readonly Annotator Annotator = new();

    [Theory]
    [InlineData("Gov. Hale met Mr. Ode of Brant Inc. in the U.S. capital.")]
    [InlineData("J. K. Moor and George W. Finch read No. 5 of Dec. 15 at p. 12.")]
    [InlineData("\"We are done.\" she said.")]
    [InlineData("“Is that so?” Marlow asked him.")]
    [InlineData("The bank, of Topeka, Kan., lent 5.2 mln dlrs to Ford Co. and others.")]
    [InlineData("Talks resume at 5 p.m. EST on Friday.")]
    [InlineData("1. The wage scale is kept.")]
    [InlineData("He left the U.S. Senate seat open.")]
    [InlineData("It was . . . a start.")]
    public void Stops_inside_a_sentence_do_not_end_it(string text) => Sentences(text).ShouldBe([text]);

    [Theory]
    [InlineData("They met in the U.S.| The talks failed.")]
    [InlineData("It was signed at 5 p.m.| Norway stayed out.")]
    [InlineData("He said: “We refuse.”| The union agreed.")]
    [InlineData("\"We refuse.\"| \"Why?\" the envoy asked.")]
    [InlineData("(It was late.)| Nobody slept.")]
    [InlineData("Who won?| Nobody!| The strike goes on.")]
    [InlineData("The offer stands... |They did not answer.")]
    [InlineData("She is bound by Plan B.| The board is not.")]
    [InlineData("Three firms signed, among them Orr & Co.| But others waited.")]
    [InlineData("It fell.| 20 men were lost.")]
    [InlineData("the deal was done.|The end.")]
    [InlineData("One line\n\n|another line")]
    [InlineData("Points:\n|- higher pay\n|- shorter days")]
    [InlineData("Points:\n|1. higher pay\n|2. shorter days")]
    public void Sentences_end_where_a_reader_ends_them(string marked)
    {
        string[] expected = [.. marked.Split('|').Select(s => s.Trim())];
        Sentences(marked.Replace("|", "")).ShouldBe(expected);
    }

    [Fact]
    public void The_stop_of_an_abbreviation_at_the_end_is_a_token_of_its_own() =>
        Annotated.Words(Annotator.Annotate(Annotated.Paragraph("They left the U.S. It rained at 5 p.m."))).ShouldBe("They|left|the|U.S|.|It|rained|at|5|p.m|.");

    [Fact]
    public void Blocks_end_sentences_and_furniture_has_no_tokens()
    {
        const string text = "Strike ends\nBy A. Writer\nWorkers go back\nRead more";
        var document = Annotator.Annotate(Annotated.Of(text,
            new(BlockKind.Title, new(0, 11)), new(BlockKind.Byline, new(12, 24)), new(BlockKind.Paragraph, new(25, 40)), new(BlockKind.Furniture, new(41, text.Length))));
        Annotated.Words(document).ShouldBe("Strike|ends|Workers|go|back");
        document.Sentences.ToArray().Select(s => s.Block).ShouldBe([0, 2]);
    }

    [Fact]
    public void Sentences_partition_the_tokens_of_any_text() =>
        Prop.ForAll(TokenizerTests.Texts(), text =>
        {
            var document = Annotator.Annotate(Annotated.Paragraph(text));
            int token = 0;
            for (int s = 0; s < document.Sentences.Length; s++)
            {
                var sentence = document.Sentences[s];
                if (sentence.First != token || sentence.End <= token || sentence.End - sentence.First > SentenceSplitter.LongestSentence + 8) return false;
                if (sentence.Span != document.SpanOf(sentence.First, sentence.End)) return false;
                for (; token < sentence.End; token++)
                {
                    ref readonly var t = ref document.Tokens[token];
                    if (t.Sentence != s || t.Span.Length == 0 || t.Word != text[t.Span.Start..t.Span.End]) return false;
                    if (token > 0 && document.Tokens[token - 1].Span.End > t.Span.Start) return false;
                }
            }

            return token == document.Tokens.Length;
        }).QuickCheckThrowOnFailure();

    private static string[] Sentences(string text) => Annotated.Sentences(Annotator.Annotate(Annotated.Paragraph(text)));
}
