using Parley.Language;
using Parley.Learning;
using Parley.Reports;
using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests.Statements;

/// <summary>Behaviour of the shipped models on plain cases of each kind, in our own sentences.</summary>
public class AttributionReaderTests
{
    private static readonly Annotator Annotator = Annotator.Load();
    private static readonly AttributionReader Reader = AttributionReader.Load(ModelFolder);

    private static string ModelFolder => ModelFile.DefaultFolder;

    [Fact]
    public void Finds_source_cue_and_content_of_an_indirect_quotation()
    {
        var a = One("The finance minister said that the two sides were close to a deal on steel.");
        a.Source.ShouldBe("The finance minister");
        a.Cue.ShouldBe("said");
        a.Content.ShouldBe(["that the two sides were close to a deal on steel"]);
    }

    [Fact]
    public void Finds_a_direct_quotation_with_its_marks()
    {
        var a = Read("\u201cWe will not sign this text,\u201d said Maria Olsen, the union's chief negotiator.").Single(x => x.Cue == "said");
        a.Content[0].ShouldStartWith("\u201cWe will not sign this text");
        a.Cue.ShouldBe("said");
        a.Source.ShouldStartWith("Maria Olsen");
    }

    [Fact]
    public void A_content_that_source_and_cue_interrupt_has_two_spans()
    {
        var a = Read("\"The offer is fair,\" Mr. Brandt said, \"and we expect an answer by Friday.\"").Single(x => x.Cue == "said");
        a.Content.Count.ShouldBe(2);
        a.Content[0].ShouldContain("The offer is fair");
        a.Content[1].ShouldContain("we expect an answer by Friday");
        a.Source.ShouldBe("Mr. Brandt");
    }

    [Fact]
    public void A_quotation_over_several_sentences_is_one_content()
    {
        var a = Read("\"Nobody wants this strike. Our members have families to feed. But we cannot accept a pay cut,\" she said.").Single(x => x.Cue == "said");
        string.Join(" ", a.Content).ShouldContain("Our members have families to feed");
        a.Content[0].ShouldStartWith("\"Nobody wants this strike");
        a.Source.ShouldBe("she");
    }

    [Fact]
    public void Finds_several_attributions_in_one_sentence()
    {
        var all = Read("The company said the plant would close in June, but the union argued that it could be saved.");
        all.Count.ShouldBe(2);
        all[0].Source.ShouldBe("The company");
        all[1].Source.ShouldBe("the union");
    }

    [Fact]
    public void According_to_is_a_cue()
    {
        var a = One("The talks collapsed on Sunday, according to two diplomats who were in the room.");
        a.Cue.ShouldBe("according to");
        a.Source.ShouldStartWith("two diplomats");
    }

    [Fact]
    public void Spans_lie_on_the_text_and_confidences_in_the_unit_interval()
    {
        const string text = "Officials in Lisbon claimed on Tuesday that the fishing accord had been agreed. Their counterparts denied it.";
        foreach (var a in Reader.Read(Annotate(text)))
        {
            a.Confidence.ShouldBeInRange(0, 1);
            foreach (var span in a.Source.Concat(a.Cue).Concat(a.Content))
            {
                span.Start.ShouldBeGreaterThanOrEqualTo(0);
                span.End.ShouldBeLessThanOrEqualTo(text.Length);
                span.Length.ShouldBeGreaterThan(0);
            }
        }
    }

    [Fact]
    public void A_text_without_attributions_gives_none() => Read("The ferry leaves at noon. It carries forty cars.").ShouldBeEmpty();

    [Fact]
    public void An_empty_report_gives_none() => Read("").ShouldBeEmpty();

    private static (string Source, string Cue, IReadOnlyList<string> Content) One(string text) => Read(text).ShouldHaveSingleItem();

    private static List<(string Source, string Cue, IReadOnlyList<string> Content)> Read(string text) =>
        [.. Reader.Read(Annotate(text)).Select(a => (
            a.Source.Count > 0 ? a.Source[0].Of(text).ToString() : "",
            a.Cue[0].Of(text).ToString(),
            (IReadOnlyList<string>)[.. a.Content.Select(c => c.Of(text).ToString())]))];

    private static Document Annotate(string text) =>
        Annotator.Annotate(new() { Id = "t", Source = "t", Text = text, Blocks = text.Length > 0 ? [new Block(BlockKind.Paragraph, new(0, text.Length))] : [] });
}
