using Parley.Language;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class StatementFrameTests
{
    private static StatementFrame Frame(Document d, string? source, string cue, string content, string? party = null, params Party[] parties) =>
        StatementFrame.Of(d, new Statement("s1", new(source is null ? [] : [d.Span(source)], null, party), new([d.Span(cue)]), new([d.Span(content)]), Act.Assert, [], 1), new PartyMap(d, parties, []));

    [Fact]
    public void The_noun_of_a_light_verb_is_the_cue_and_little_negates_it()
    {
        var d = TaggedText.Of("Norland_NNP has_VBZ_have shown_VBN_show little_JJ enthusiasm_NN for_IN the_DT draft_NN .");
        var frame = Frame(d, "Norland", "has shown little enthusiasm", "for the draft");
        d.Tokens[frame.CueHead].Word.ShouldBe("enthusiasm");
        frame.CueEntry.Class.ShouldBe(CueClass.Praise);
        frame.CueNegated.ShouldBeTrue();
        frame.Form.ShouldBe("prep");
    }

    [Fact]
    public void A_verb_and_its_particle_are_one_cue()
    {
        var d = TaggedText.Of("The_DT crew_NN turned_VBD_turn down_RP the_DT offer_NN .");
        var frame = Frame(d, "The crew", "turned down", "the offer");
        frame.CueEntry.ShouldBe(new CueEntry(CueClass.Reject, '-', '0', 'v'));
    }

    [Fact]
    public void What_is_said_to_be_done_is_found_with_its_negation_and_subject()
    {
        var d = TaggedText.Of("The_DT yard_NN said_VBD_say it_PRP will_MD not_RB accept_VB the_DT plan_NN unless_IN wages_NNS rise_VBP , a_DT clerk_NN wrote_VBD_write .");
        var frame = Frame(d, "The yard", "said", "it will not accept the plan unless wages rise", "p1");
        frame.Inner.Entry.Class.ShouldBe(CueClass.Accept);
        frame.Inner.Negated.ShouldBeTrue();
        frame.Subject.ShouldBe(SubjectKind.Third);
        frame.ContentModal.ShouldBe("will");
        PositionFinder.ConditionOf(frame).ShouldBe("unless wages rise");
    }

    [Fact]
    public void The_subject_of_a_content_is_told_apart_by_party()
    {
        var d = TaggedText.Of("Norland_NNP said_VBD_say Sudland_NNP must_MD withdraw_VB .");
        var party = new Party("p2", "Sudland", [], PartyKind.State, [d.Span("Sudland")], 1);
        Frame(d, "Norland", "said", "Sudland must withdraw", "p1", party).Subject.ShouldBe(SubjectKind.Other);
        Frame(d, "Norland", "said", "Sudland must withdraw", "p2", party).Subject.ShouldBe(SubjectKind.Own);
    }

    [Fact]
    public void As_if_is_no_condition_and_a_bare_if_without_a_clause_is_none_either()
    {
        var d = TaggedText.Of("He_PRP said_VBD_say they_PRP act_VBP as_IN if_IN nothing_NN happened_VBD .", "She_PRP said_VBD_say yes_UH if_IN asked_VBN .");
        Frame(d, "He", "said", "they act as if nothing happened").Condition.ShouldBe(-1);
        PositionFinder.ConditionOf(Frame(d, "She", "said", "yes if asked")).ShouldBeNull();
    }
}
