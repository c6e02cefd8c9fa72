using Parley.Language;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class AnnotatorTests
{
    private static readonly Annotator Annotator = Annotator.Load();

    [Fact]
    public void Words_get_tags_of_both_kinds_and_lemmas()
    {
        var document = Annotator.Annotate(Annotated.Paragraph("The ministers have rejected two drafts, but talks continued quietly in Oslo."));
        var tokens = document.Tokens.ToArray();
        tokens.Select(t => t.Pos).ShouldBe(
        [
            UniversalTag.DET, UniversalTag.NOUN, UniversalTag.AUX, UniversalTag.VERB, UniversalTag.NUM, UniversalTag.NOUN, UniversalTag.PUNCT, UniversalTag.CCONJ,
            UniversalTag.NOUN, UniversalTag.VERB, UniversalTag.ADV, UniversalTag.ADP, UniversalTag.PROPN, UniversalTag.PUNCT,
        ]);
        tokens[1].Tag.ShouldBe(PennTag.NNS);
        tokens[3].Tag.ShouldBe(PennTag.VBN);
        string.Join(' ', tokens.Select(t => t.Lemma)).ShouldBe("the minister have reject two draft , but talk continue quietly in Oslo .");
    }

    [Fact]
    public void Many_threads_read_what_one_reads()
    {
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"Envoy {i} said the {(i % 2 == 0 ? "union" : "ministry")} won't sign draft No. {i}. \"It's {i} days late,\" he added.")];
        string[] alone = [.. texts.Select(Describe)];
        string[] together = new string[texts.Length];
        Parallel.For(0, texts.Length, i => together[i] = Describe(texts[i]));
        together.ShouldBe(alone);
    }

    private static string Describe(string text) =>
        string.Join(' ', Annotator.Annotate(Annotated.Paragraph(text)).Tokens.ToArray().Select(t => $"{t.Span.Start}:{t.Word}/{t.Lemma}/{t.Tag}/{t.Pos}/{t.Sentence}/{t.Entity}"));
}
