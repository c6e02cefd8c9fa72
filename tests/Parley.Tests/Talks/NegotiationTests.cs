using Parley.Briefs;
using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;
using static Parley.Tests.Talks.Told;

namespace Parley.Tests.Talks;

public class NegotiationTests
{
    [Fact]
    public void Tellings_that_are_unsure_alone_are_shown_where_together_they_are_sure_enough()
    {
        PositionHistory history = Told("The ferrymen refused the toll.", "Later they turned it down again.");
        history.Now.ShouldNotBeNull().Confidence.ShouldBe(0.84);
        history.Uncertain.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_sentence_in_two_reports_is_one_telling()
    {
        PositionHistory history = Told("The ferrymen refused the toll.", "The  ferrymen refused the toll.");
        history.Now.ShouldBeNull();
        PositionEntry telling = history.Uncertain.ShouldHaveSingleItem();
        (telling.Quotation.Report, telling.Repeats.ShouldHaveSingleItem().Report).ShouldBe((1, 2));
    }

    [Fact]
    public void A_sentence_that_is_said_again_after_days_is_said_anew()
    {
        PositionHistory history = PositionHistory.Of("p1", "t1", [Entry(Stance.Against, Voice.Own, 0.9, 1, "The ferrymen refused the toll."), Entry(Stance.For, Voice.Own, 0.9, 5, "They took the toll."),
            Entry(Stance.Against, Voice.Own, 0.9, 9, "The ferrymen refused the toll.")], null);
        history.Now.ShouldNotBeNull().Stance.ShouldBe(Stance.Against);
        history.Now.Since.ShouldBe(new DateOnly(2031, 1, 9));
    }

    [Fact]
    public void What_others_claim_lends_nothing_to_an_unsure_own_word()
    {
        PositionHistory history = PositionHistory.Of("p1", "t1", [Entry(Stance.For, Voice.Own, 0.3, 1, "One thing said."), Entry(Stance.For, Voice.Claimed, 0.8, 2, "Another thing said.")], null);
        history.Now.ShouldNotBeNull().Voice.ShouldBe(Voice.Claimed);
        history.Uncertain.ShouldHaveSingleItem().Voice.ShouldBe(Voice.Own);
    }

    [Fact]
    public void Many_guesses_make_no_certainty() =>
        PositionHistory.Of("p1", "t1", Enumerable.Range(1, 28).Select(day => Entry(Stance.For, Voice.Own, 0.1, day, $"Word number {day} of many.")), null).Now.ShouldBeNull();

    [Fact]
    public void Two_deadlines_in_one_sentence_are_two()
    {
        Negotiation talks = NegotiationBuilder.Build([new Told("a.txt", "2031-01-01", "Bridge talks\nThe city must answer by Friday and pay by Monday.")
            .Deadline("d1", DeadlineStatus.Set, "answer by Friday", "2031-01-03").Deadline("d2", DeadlineStatus.Set, "pay by Monday", "2031-01-06").Deadline("d3", DeadlineStatus.Set, "by Monday", "2031-01-06").Reading()]);
        talks.Timeline.Select(entry => entry.Date).ShouldBe(["2031-01-03", "2031-01-06"]);
    }

    private static PositionEntry Entry(Stance stance, Voice voice, double confidence, int day, string sentence) =>
        new(stance, voice, null, Act.Assert, confidence, new Quotation(day, "s1", new(0, sentence.Length), sentence, [], "somebody", "p1", new DateOnly(2031, 1, day)), []);

    private static PositionHistory Told(params string[] sentences) => PositionHistory.Of("p1", "t1",
        sentences.Select((text, i) => new PositionEntry(Stance.Against, Voice.Own, null, Act.Reject, 0.6, new Quotation(i + 1, "s1", new(0, text.Length), text, [], "a ferryman", "p1", new DateOnly(2031, 1, i + 1)), [])), null);

    private static readonly Negotiation Ferry = NegotiationBuilder.Build(FerryTalks.All);

    [Fact]
    public void Parties_of_different_reports_are_one_by_name_or_alias() =>
        Ferry.Parties.Select(party => party.Name).ShouldBe(["Seafarers’ Union", "Nordhavn Lines", "Labour Board"]);

    [Fact]
    public void A_surname_goes_to_the_one_actor_of_the_party_who_has_it()
    {
        Ferry.Actors.Select(actor => actor.Name).ShouldBe(["Tomas Rek", "Mara Lind", "Ida Vest"], ignoreOrder: true);
        Ferry.Actors.Single(actor => actor.Name == "Tomas Rek").Offices.ShouldBe(["secretary"]);
    }

    [Fact]
    public void Versions_of_a_text_stay_apart_and_keep_their_lineage()
    {
        Ferry.Proposals.Select(proposal => proposal.Label).ShouldBe(["12-point roster plan", "revised roster plan", "counter-proposal on rest hours"]);
        Ferry.Proposals[1].Revises.ShouldBe(Ferry.Proposals[0].Id);
        Ferry.Proposals[2].Counters.ShouldBe(Ferry.Proposals[0].Id);
        Ferry.Proposals[2].By.Select(id => Ferry.Parties.First(party => party.Id == id).Name).ShouldBe(["Seafarers’ Union"]);
    }

    [Fact]
    public void A_later_own_word_outranks_an_earlier_one_and_says_what_was_before()
    {
        PositionHistory history = Position("Seafarers’ Union", "night sailings");
        history.Now!.Stance.ShouldBe(Stance.For);
        history.Now.Since.ShouldBe(new DateOnly(2031, 3, 12));
        history.Before!.Stance.ShouldBe(Stance.Against);
    }

    [Fact]
    public void The_holders_own_word_outranks_what_others_claim()
    {
        Standing now = Position("Seafarers’ Union", "revised roster plan").Now!;
        now.Voice.ShouldBe(Voice.Own);
        now.Stance.ShouldBe(Stance.Against);
    }

    [Fact]
    public void What_is_undated_counts_along_and_is_never_ordered() => Position("Seafarers’ Union", "split shifts").Now!.Since.ShouldBeNull();

    [Fact]
    public void A_position_below_the_threshold_is_uncertain()
    {
        PositionHistory history = Position("Labour Board", "12-point roster plan");
        history.Now.ShouldBeNull();
        history.Uncertain.Count.ShouldBe(1);
    }

    [Fact]
    public void A_claim_and_the_holders_denial_are_a_disagreement()
    {
        Disagreement first = Ferry.Disagreements.Single(found => found.About == "night sailings");
        first.Kind.ShouldBe(DisagreementKind.ClaimDenied);
        first.Claim.Speaker.ShouldBe("Mara Lind");
        first.Denial.Speaker.ShouldBe("Tomas Rek");
        Ferry.Disagreements.ShouldContain(found => found.About == "revised roster plan");
    }

    [Fact]
    public void A_difference_of_wishes_is_no_disagreement() => Ferry.Disagreements.Count.ShouldBe(2);

    [Fact]
    public void Nearly_the_same_text_counts_once()
    {
        Ferry.Reports.Count.ShouldBe(4);
        Ferry.Reports.Single(report => report.Report.Id == "strait-times.txt").Copies.ShouldBe(["agency-copy.txt"]);
        Position("Nordhavn Lines", "counter-proposal on rest hours").Entries.Count.ShouldBe(1);
    }

    [Fact]
    public void An_event_that_two_reports_tell_of_is_one_line()
    {
        Ferry.Timeline.Count(entry => entry.Kind == "talks").ShouldBe(1);
        Ferry.Timeline.Single(entry => entry.Kind == "talks").Quotations.Select(quotation => quotation.Report).ShouldBe([1, 2]);
        Ferry.Timeline.Where(entry => entry.IsDeadline).Select(entry => (entry.Kind, entry.Date)).ShouldBe([("set", "2031-03-14"), ("moved", "2031-03-31")]);
    }

    [Fact]
    public void An_assessment_is_what_the_reporter_says_not_what_somebody_else_does() =>
        Ferry.Assessments.Single().Text.ShouldStartWith("With feelings this raw");

    [Fact]
    public void As_of_a_day_the_picture_is_the_one_of_the_reports_up_to_it()
    {
        Negotiation then = NegotiationBuilder.Build(FerryTalks.All, asOf: new DateOnly(2031, 3, 9));
        then.Reports.Select(report => report.Report.Id).ShouldBe(["harbour-post-1.txt", "strait-times.txt"]);
        then.UndatedLeftOut.ShouldBe(1);
        then.Positions.Single(history => history.Holder == Id(then, "Seafarers’ Union") && Label(then, history.Target) == "night sailings at double pay").Now!.Stance.ShouldBe(Stance.Against);
    }

    [Fact]
    public void Since_a_day_what_moved_is_marked()
    {
        Negotiation talks = NegotiationBuilder.Build(FerryTalks.All, since: new DateOnly(2031, 3, 9));
        talks.Positions.Where(history => history.Change == PositionChange.Moved).Select(history => Label(talks, history.Target)).ShouldBe(["revised roster plan", "night sailings"]);
        talks.Positions.Single(history => history.Holder == Id(talks, "Nordhavn Lines") && Label(talks, history.Target) == "revised roster plan").Change.ShouldBe(PositionChange.None);
    }

    [Fact]
    public void The_order_in_which_reports_arrive_does_not_matter()
    {
        string expected = Json(FerryTalks.All);
        for (int rotation = 1; rotation < FerryTalks.All.Count; rotation++)
        {
            Reading[] rotated = [.. FerryTalks.All.Skip(rotation), .. FerryTalks.All.Take(rotation)];
            Json(rotated).ShouldBe(expected);
            Json([.. rotated.Reverse()]).ShouldBe(expected);
        }
    }

    [Fact]
    public void Every_quotation_is_its_stretch_of_the_report()
    {
        foreach (Quotation quotation in Ferry.Positions.SelectMany(history => history.Entries.Concat(history.Uncertain)).Select(entry => entry.Quotation).Concat(Ferry.Assessments).Concat(Ferry.Timeline.SelectMany(entry => entry.Quotations)))
        {
            string text = Ferry.Reports[quotation.Report - 1].Report.Text;
            quotation.Text.ShouldBe(text[quotation.Span.Start..quotation.Span.End]);
            quotation.Marks.ShouldAllBe(mark => quotation.Span.Contains(mark));
        }
    }

    [Fact]
    public void Opposite_words_of_one_day_are_shown_as_such()
    {
        Reading divided = new Told("a.txt", "2031-01-01", "Mayor torn\nThe mayor backs the bridge. The mayor fears the bridge.")
            .Party("p1", "City Hall").Issue("i1", "the bridge", "the bridge")
            .Says("s1", "The mayor", "backs", "the bridge", Act.Praise, null, "p1", For("p1", "i1", confidence: 0.9))
            .Says("s2", "The mayor#2", "fears", "the bridge#2", Act.Criticise, null, "p1", Against("p1", "i1", confidence: 0.8))
            .Reading();
        Standing now = NegotiationBuilder.Build([divided]).Positions.Single().Now!;
        now.Stance.ShouldBe(Stance.For);
        now.IsDivided.ShouldBeTrue();
    }

    [Fact]
    public void Whom_a_person_speaks_for_is_decided_over_all_reports()
    {
        Reading right = new Told("a.txt", "2031-01-01", "Bridge\nCity Hall mayor Anna Berg backs the bridge. Anna Berg spoke.")
            .Party("p1", "City Hall").Party("p2", "Ferrymen").Actor("a1", "Anna Berg", "City Hall mayor", "p1").Issue("i1", "the bridge", "the bridge")
            .Says("s1", "Anna Berg", "backs", "the bridge", Act.Praise, "a1", "p1", For("p1", "i1")).Reading();
        Reading wrong = new Told("b.txt", "2031-01-02", "Ferry\nBerg praised the bridge before the Ferrymen.")
            .Party("p1", "Ferrymen").Party("p2", "City Hall").Actor("a1", "Berg", null, "p1").Issue("i1", "the bridge", "the bridge")
            .Says("s1", "Berg", "praised", "the bridge", Act.Praise, "a1", "p1", For("p2", "i1", Voice.Claimed)).Reading();
        Negotiation talks = NegotiationBuilder.Build([right, wrong]);
        talks.Actors.ShouldHaveSingleItem();
        talks.Positions.Single().Entries.ShouldAllBe(entry => entry.Voice == Voice.Own && entry.Quotation.Party == talks.Actors[0].Party);
    }

    [Fact]
    public void A_text_without_a_short_label_is_called_by_a_mention()
    {
        Reading reading = new Told("a.txt", "2031-01-01", "Toll\nThe mayor put forward a toll plan that is meant to bring peace to the bridge and the ferry. The toll plan was read.")
            .Party("p1", "City Hall").Proposal("t1", "forward a toll plan that is meant to bring peace to the bridge and the ferry", ["p1"], null, null, "a toll plan", "The toll plan").Reading();
        NegotiationBuilder.Build([reading]).Proposals.Single().Label.ShouldBe("toll plan");
    }

    [Fact]
    public void No_reports_give_an_empty_picture() => NegotiationBuilder.Build([]).Parties.ShouldBeEmpty();

    private static PositionHistory Position(string holder, string target) => Ferry.Positions.Single(history => history.Holder == Id(Ferry, holder) && Label(Ferry, history.Target) == target);

    private static string Id(Negotiation talks, string party) => talks.Parties.Single(found => found.Name == party).Id;

    private static string Label(Negotiation talks, string target) => talks.Proposals.FirstOrDefault(proposal => proposal.Id == target)?.Label ?? talks.Issues.Single(issue => issue.Id == target).Label;

    private static string Json(IEnumerable<Reading> readings)
    {
        using var stream = new MemoryStream();
        JsonBrief.Write(Brief.Of(NegotiationBuilder.Build(readings)), stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
