using Parley.Language;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class MentionResolverTests
{
    private static (Referent? Who, bool Open) Direct(Document document, string source, int nth = 1)
    {
        var set = PartyReader.Referents(document);
        foreach (var r in set.All)
            if (r.Kind != ReferentKind.Side) r.Side = ActorFinder.Tied(r);
        var (first, end) = document.TokensIn(document.Span(source, nth));
        return (new MentionResolver(set).Direct(first, end, out bool open, out _), open);
    }

    [Fact]
    public void A_named_person_in_the_source_is_the_speaker()
    {
        var document = TaggedText.Of("Norwegian_JJ Minister_NNP Kari_NNP Lund_NNP refused_VBD ._Stop");
        Direct(document, "Norwegian Minister Kari Lund").Who.ShouldNotBeNull().Name.ShouldBe("Kari Lund");
    }

    [Fact]
    public void A_spokesman_for_a_person_is_not_that_person()
    {
        var document = TaggedText.Of("Norwegian_JJ Minister_NNP Kari_NNP Lund_NNP left_VBD ._Stop", "A_DT spokesman_NN for_IN Lund_NNP declined_VBD ._Stop");
        Direct(document, "A spokesman for Lund").Who.ShouldNotBeNull().Kind.ShouldBe(ReferentKind.Office);
    }

    [Fact]
    public void Analysts_are_nobody_and_not_to_be_guessed()
    {
        var document = TaggedText.Of("Norway_NNP waited_VBD ._Stop", "Analysts_NNS doubted_VBD it_PRP ._Stop");
        var (who, open) = Direct(document, "Analysts");
        open.ShouldBeFalse();
        who?.Side.ShouldBeNull();
    }

    [Fact]
    public void A_pronoun_is_left_to_be_ranked()
    {
        var document = TaggedText.Of("Kari_NNP Lund_NNP left_VBD ._Stop", "She_PRP refused_VBD ._Stop");
        Direct(document, "She").Open.ShouldBeTrue();
    }

    [Fact]
    public void Who_is_whom_it_follows()
    {
        var document = TaggedText.Of("Kari_NNP Lund_NNP ,_Comma who_WP refused_VBD ,_Comma left_VBD ._Stop");
        Direct(document, "who").Who.ShouldNotBeNull().Name.ShouldBe("Kari Lund");
    }

    [Fact]
    public void A_source_inside_anothers_words_is_resolved_after_the_other()
    {
        var outerContent = new TextSpan(0, 40);
        var sources = new PartyReader.Source[] { new(new TextSpan(5, 7), 5, [new(8, 40)]), new(new TextSpan(45, 49), 45, [outerContent]) };
        var order = new SourceOrder();
        order.Of(sources).Select(o => o.Source).ShouldBe([1, 0]);
        order.Outer.Take(2).ShouldBe([1, -1]);
    }

    [Fact]
    public void A_known_leader_speaks_for_the_country_that_the_report_names()
    {
        var set = PartyReader.Referents(TaggedText.Of("Nelson_NNP Mandela_NNP spoke_VBD in_IN Pretoria_NNP ._Stop", "South_NNP Africa_NNP waited_VBD ._Stop"));
        var mandela = set.All.Single(r => r.Kind == ReferentKind.Person);
        ActorFinder.Tied(mandela).ShouldNotBeNull().Fact!.Id.ShouldBe("ZAF");
    }

    [Fact]
    public void An_office_that_only_one_state_has_ties_where_that_state_is_in_the_report()
    {
        var set = PartyReader.Referents(TaggedText.Of("Treasury_NNP Secretary_NNP Carl_NNP Finch_NNP left_VBD ._Stop", "The_DT United_NNP States_NNPS waited_VBD ._Stop"));
        var finch = set.All.Single(r => r.Kind == ReferentKind.Person);
        ActorFinder.Tied(finch).ShouldNotBeNull().Fact!.Id.ShouldBe("USA");
    }

    [Fact]
    public void Who_chairs_the_talks_is_on_nobodys_side()
    {
        var set = PartyReader.Referents(TaggedText.Of("Kari_NNP Lund_NNP ,_Comma chairman_NN of_IN the_DT conference_NN ,_Comma spoke_VBD ._Stop"));
        set.All.Single(r => r.Kind == ReferentKind.Person).Mediator.ShouldBeTrue();
    }

    [Fact]
    public void Delegates_of_a_group_named_before_them_are_that_group()
    {
        var document = TaggedText.Of("Exporters_NNS met_VBD ._Stop", "Exporter_NN delegates_NNS refused_VBD ._Stop", "The_DT delegates_NNS left_VBD ._Stop");
        var exporters = Direct(document, "Exporters").Who.ShouldNotBeNull();
        Direct(document, "Exporter delegates").Who.ShouldNotBeNull().Name.ShouldBe(exporters.Name);
        Direct(document, "The delegates").Who.ShouldNotBeNull().Name.ShouldBe(exporters.Name);
    }

    [Fact]
    public void Of_several_sides_in_one_source_the_first_counts()
    {
        var document = TaggedText.Of("Norway_NNP ,_Comma Sweden_NNP and_CC Finland_NNP refused_VBD ._Stop");
        Direct(document, "Norway, Sweden and Finland").Who.ShouldNotBeNull().Name.ShouldBe("Norway");
    }

    [Fact]
    public void One_of_the_leaders_with_a_name_is_a_person()
    {
        var set = PartyReader.Referents(TaggedText.Of("One_CD of_IN their_PRPS leaders_NNS ,_Comma Quelo_NNP Brandt_NNP ,_Comma refused_VBD ._Stop"));
        set.All.ShouldContain(r => r.Kind == ReferentKind.Person && r.Name == "Quelo Brandt");
    }
}
