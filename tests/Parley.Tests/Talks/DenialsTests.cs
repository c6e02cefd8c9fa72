using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks;

public class DenialsTests
{
    private static readonly Reading Claim = new Told("a.txt", "2031-01-02", "Bridge\nThe mayor said that the Ferrymen were ready to stop night crossings.")
        .Party("p1", "City Hall").Party("p2", "Ferrymen").Says("s1", "The mayor", "said", "that the Ferrymen were ready to stop night crossings", Act.Assert, null, "p1").Reading();

    [Fact]
    public void A_denial_in_nearly_the_same_words_answers_a_claim_in_another_report()
    {
        Disagreement found = NegotiationBuilder.Build([Claim, Denial("2031-01-04", "p1", "denied")]).Disagreements.ShouldHaveSingleItem();
        found.Kind.ShouldBe(DisagreementKind.ClaimDenied);
        found.About.ShouldBe("whether they would stop night crossings");
        found.Claim.Report.ShouldBe(1);
        found.Denial.Report.ShouldBe(2);
    }

    [Fact]
    public void What_was_said_before_denies_another_claim()
    {
        Disagreement found = NegotiationBuilder.Build([Claim, Denial("2030-12-30", "p1", "denied")]).Disagreements.ShouldHaveSingleItem();
        found.IsClaimUnnamed.ShouldBeTrue();
        found.IsOneSentence.ShouldBeTrue();
    }

    [Fact]
    public void Who_agrees_does_not_deny() => NegotiationBuilder.Build([Claim, Denial("2031-01-04", "p1", "confirmed")]).Disagreements.ShouldBeEmpty();

    [Fact]
    public void Who_does_not_deny_does_not_deny() => NegotiationBuilder.Build([Claim, Denial("2031-01-04", "p1", "did not deny")]).Disagreements.ShouldBeEmpty();

    [Fact]
    public void A_common_noun_is_the_one_party_that_other_reports_call_so()
    {
        Reading named = new Told("a.txt", "2031-01-02", "Port\nThe Dockers’ Union met.").Party("p1", "Dockers’ Union", PartyKind.Union, ["the union"]).Reading();
        Reading common = new Told("b.txt", "2031-01-03", "Port\nThe union spoke.").Party("p1", "union", PartyKind.Union, ["The union"]).Reading();
        NegotiationBuilder.Build([named, common]).Parties.ShouldHaveSingleItem().Name.ShouldBe("Dockers’ Union");
    }

    [Fact]
    public void A_surname_taken_for_a_party_goes_to_whom_the_person_speaks_for()
    {
        Reading right = new Told("a.txt", "2031-01-02", "Bridge\nMayor Anna Berg of City Hall spoke.").Party("p1", "City Hall", PartyKind.Body).Actor("a1", "Anna Berg", "mayor", "p1").Reading();
        Reading wrong = new Told("b.txt", "2031-01-03", "Bridge\nBerg spoke.").Party("p1", "Berg", PartyKind.Firm).Reading();
        NegotiationBuilder.Build([right, wrong]).Parties.ShouldHaveSingleItem().Name.ShouldBe("City Hall");
    }

    [Fact]
    public void What_other_reports_know_as_a_party_is_no_person()
    {
        Reading right = new Told("a.txt", "2031-01-02", "Port\nSouth Quays met the union.").Party("p1", "South Quays", PartyKind.Firm).Party("p2", "Dockers", PartyKind.Union).Reading();
        Reading wrong = new Told("b.txt", "2031-01-03", "Port\nSouth Quays spoke.").Party("p1", "Dockers", PartyKind.Union).Actor("a1", "South Quays", null, "p1")
            .Says("s1", "South Quays", "spoke", "Port", Act.Assert, "a1", "p1").Reading();
        Negotiation talks = NegotiationBuilder.Build([right, wrong]);
        talks.Actors.ShouldBeEmpty();
        talks.Parties.Select(party => party.Name).ShouldBe(["Dockers", "South Quays"], ignoreOrder: true);
    }

    private static Reading Denial(string day, string party, string cue) => new Told("b.txt", day, $"Ferry\nThe Ferrymen {cue} that they would stop night crossings.")
        .Party("p1", "Ferrymen").Says("s1", "The Ferrymen", cue, "that they would stop night crossings", Act.Assert, null, party).Reading();
}
