using Parley.Language;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class ContradictionFinderTests
{
    private static readonly Party Yard = new("p1", "the yard", [], PartyKind.Firm, [], 1), Crew = new("p2", "the crew", [], PartyKind.Union, [], 1);

    private static Statement Say(Document d, string id, string? party, string? source, string cue, string content, Act act, params Position[] positions) =>
        new(id, new(source is null ? [] : [d.Span(source)], null, party), new([d.Span(cue)]), new([d.Span(content)]), act, positions, 1);

    private static IReadOnlyList<Contradiction> Find(Document d, IReadOnlyList<Statement> statements, params Issue[] issues) =>
        ContradictionFinder.Find(new(d, new PartyMap(d, [Yard, Crew], []), statements, [], issues), [Yard, Crew], new());

    private static Document Denial(string cue) => TaggedText.Of(
        $"The_DT yard_NN {cue} claims_NNS_claim that_IN it_PRP is_VBZ_be hiring_VBG_hire strangers_NNS_stranger .");

    [Fact]
    public void A_denial_contradicts_the_claim_inside_it()
    {
        var d = Denial("dismissed_VBD_dismiss");
        var found = Find(d, [
            Say(d, "s1", "p1", "The yard", "dismissed", "claims that it is hiring strangers", Act.Deny),
            Say(d, "s2", null, null, "claims", "that it is hiring strangers", Act.Assert)]);
        var one = found.ShouldHaveSingleItem();
        (one.A, one.B, one.About).ShouldBe(("s2", "s1", "whether it is hiring strangers"));
    }

    [Fact]
    public void A_refusal_to_deny_is_no_contradiction()
    {
        var d = Denial("has_VBZ_have not_RB denied_VBN_deny");
        Find(d, [
            Say(d, "s1", "p1", "The yard", "has not denied", "claims that it is hiring strangers", Act.Assert),
            Say(d, "s2", null, null, "claims", "that it is hiring strangers", Act.Assert)]).ShouldBeEmpty();
    }

    [Fact]
    public void Acceptance_claimed_of_a_party_stands_against_its_own_refusal_but_two_wishes_do_not_contradict()
    {
        var d = TaggedText.Of(
            "The_DT yard_NN said_VBD_say the_DT crew_NN accepts_VBZ_accept night_NN work_NN .",
            "The_DT crew_NN rejected_VBD_reject night_NN work_NN .");
        var issue = new Issue("i1", "night work", [d.Span("night work"), d.Span("night work", 2)], 1);
        var claim = Say(d, "s1", "p1", "The yard", "said", "the crew accepts night work", Act.Assert, new Position("p2", "i1", Stance.For, Voice.Claimed, null, 0.9));
        var refusal = Say(d, "s2", "p2", "The crew", "rejected", "night work.", Act.Reject, new Position("p2", "i1", Stance.Against, Voice.Own, null, 0.9));
        Find(d, [claim, refusal], issue).ShouldHaveSingleItem().About.ShouldBe("whether the crew accepts night work");

        var wish = claim with { Positions = [new("p1", "i1", Stance.For, Voice.Own, null, 0.9)] };
        Find(d, [wish, refusal], issue).ShouldBeEmpty();
    }

    [Fact]
    public void Two_numbers_for_the_same_thing_contradict_when_different_sides_give_them()
    {
        string[] lines =
        [
            "The_DT crew_NN said_VBD_say 900_CD welders_NNS_welder left_VBD_leave the_DT gate_NN .",
            "The_DT yard_NN said_VBD_say 40_CD welders_NNS_welder left_VBD_leave the_DT gate_NN .",
        ];
        var d = TaggedText.Of(lines);
        Statement[] two =
        [
            Say(d, "s1", "p2", "The crew", "said", "900 welders left the gate", Act.Assert),
            new("s2", new([d.Span("The yard")], null, "p1"), new([d.Span("said", 2)]), new([d.Span("40 welders left the gate")]), Act.Assert, [], 1),
        ];
        Find(d, two).ShouldHaveSingleItem().About.ShouldBe("how many welders");
        Find(d, [two[0], two[1] with { Source = two[0].Source }]).ShouldBeEmpty();
    }
}
