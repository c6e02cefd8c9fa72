using Parley.Language;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class NameBordersTests
{
    private static List<string> Names(Document document)
    {
        var mended = NameBorders.Mend(document);
        var names = new List<string>();
        foreach (var entity in mended.Entities) names.Add(mended.SpanOf(entity.First, entity.End).Of(mended.Text).ToString());
        return names;
    }

    [Fact]
    public void A_surname_goes_on_over_its_particle_and_is_known_alone_afterwards() =>
        Names(TaggedText.Of("Minister_NNP Barend_NNP du_NNP Toit_NNP spoke_VBD ._Stop", "du_NNP Toit_NNP and_CC Du_NNP Toit_NNP left_VBD ._Stop").WithNames("@Barend"))
            .ShouldBe(["Barend du Toit", "du Toit", "Du Toit"]);

    [Fact]
    public void A_particle_is_followed_by_the_rest_of_a_name_and_not_by_a_body() =>
        Names(TaggedText.Of("Maria_NNP de_NNP Seatrans_NNP Lines_NNP spoke_VBD ._Stop").WithNames("@Maria", "Seatrans Lines")).ShouldBe(["Maria", "Seatrans Lines"]);

    [Fact]
    public void A_double_name_is_one_with_its_hyphen()
    {
        var document = TaggedText.Of("Robin_NNP Ashby_NNP -_Comma Moore_NNP spoke_VBD ._Stop");
        var tokens = document.Tokens;
        tokens[2].Span = new(tokens[1].Span.End, tokens[1].Span.End + 1);
        tokens[3].Span = new(tokens[2].Span.End, tokens[2].Span.End + 5);
        Names(document.WithNames("@Robin Ashby")).Count.ShouldBe(1);
        NameBorders.Mend(document.WithNames("@Robin Ashby")).Entities[0].End.ShouldBe(4);
    }

    [Theory]
    [InlineData("a firm's full name", true, "Harbour_NNP and_CC Wireless_NNP Plc_NNP rose_VBD ._Stop")]
    [InlineData("a name that stands only so", true, "Marks_NNP and_CC Fenner_NNP rose_VBD ._Stop", "But_CC Marks_NNP and_CC Fenner_NNP fell_VBD ._Stop")]
    [InlineData("once is no habit", false, "Marks_NNP and_CC Fenner_NNP rose_VBD ._Stop")]
    [InlineData("one of them stands alone", false, "Marks_NNP and_CC Fenner_NNP rose_VBD ._Stop", "But_CC Marks_NNP and_CC Fenner_NNP fell_VBD ._Stop", "Then_RB Fenner_NNP rose_VBD ._Stop")]
    [InlineData("they are two", false, "Marks_NNP and_CC Fenner_NNP are_VBP here_RB ._Stop", "But_CC Marks_NNP and_CC Fenner_NNP fell_VBD ._Stop")]
    [InlineData("two firms with a form each", false, "Pennar_NNP Co_NNP and_CC Texar_NNP Inc_NNP rose_VBD ._Stop")]
    [InlineData("two states", false, "Norway_NNP and_CC Denmark_NNP rose_VBD ._Stop", "But_CC Norway_NNP and_CC Denmark_NNP fell_VBD ._Stop")]
    [InlineData("two days", false, "Monday_NNP and_CC Tuesday_NNP rose_VBD ._Stop", "But_CC Monday_NNP and_CC Tuesday_NNP fell_VBD ._Stop")]
    public void Names_joined_by_and_are_one_where_the_report_never_parts_them(string why, bool one, params string[] sentences) =>
        (Names(TaggedText.Of(sentences)).Count > 0).ShouldBe(one, why);

    [Fact]
    public void A_report_without_such_names_is_left_as_it_is()
    {
        var document = TaggedText.Of("Kari_NNP Lund_NNP spoke_VBD ._Stop").WithNames("@Kari Lund");
        NameBorders.Mend(document).ShouldBeSameAs(document);
    }
}
