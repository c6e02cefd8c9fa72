using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;
using static Parley.Tests.Talks.Told;

namespace Parley.Tests.Talks;

public class TalksMeasuresTests
{
    [Fact]
    public void Cells_are_parties_with_a_position_by_targets_with_one()
    {
        CellShares cells = Of(Report(1, For("p1", "t1"), Against("p2", "t1"), Mixed("p2", "i1"), Unsure("p3", "i1"))).Cells;
        (cells.Parties, cells.Targets, cells.For, cells.Mixed, cells.Against, cells.Uncertain, cells.Nothing).ShouldBe((3, 2, 1, 1, 1, 1, 2));
    }

    [Fact]
    public void What_only_others_say_is_counted_apart()
    {
        CellShares cells = Of(Report(1, For("p2", "t1", Voice.Claimed))).Cells;
        (cells.For, cells.Claimed, cells.Nothing).ShouldBe((0, 1, 0));
    }

    [Fact]
    public void The_claim_gap_is_the_share_of_claimed_stances_that_are_denied()
    {
        ClaimGap gap = Of(
            Report(1).Says("s2", "The mayor", "spoke", "of the toll plan on day 1", Act.Assert, null, "p1", For("p2", "t1", Voice.Claimed)),
            Report(2).Says("s2", "The mayor", "spoke", "of the toll plan on day 2", Act.Assert, null, "p1", For("p3", "i1", Voice.Claimed)),
            Report(3).Says("s2", "The mayor", "spoke", "of the toll plan on day 3", Act.Reject, null, "p2", Against("p2", "t1"))).Claims;
        (gap.Claims, gap.Denied, gap.Share).ShouldBe((2, 1, 0.5));
    }

    [Fact]
    public void Without_claims_there_is_no_gap() => Of(Report(1, For("p1", "t1"))).Claims.Share.ShouldBeNull();

    [Fact]
    public void A_first_own_word_after_a_claim_is_no_movement() =>
        Of(Report(1, For("p2", "t1", Voice.Claimed)), Report(5, Against("p2", "t1"))).Moves.ShouldBeEmpty();

    [Fact]
    public void What_has_but_a_year_for_a_date_and_what_is_to_come_counts_in_no_week() => Of(
        Report(6).Event("e1", EventKind.Talks, "the toll plan", "2014"), Report(8).Event("e1", EventKind.Strike, "the toll plan", "2031-02-20")).Weeks.ShouldBeEmpty();

    [Fact]
    public void Distance_is_the_mean_difference_over_what_both_stand_on()
    {
        PartyDistance pair = Of(Report(1, For("p1", "t1"), Against("p2", "t1"), Mixed("p1", "i1"), Against("p2", "i1"))).Distances.ShouldHaveSingleItem();
        (pair.Shared, pair.Distance).ShouldBe((2, 0.75));
    }

    [Fact]
    public void What_another_side_claims_makes_no_distance() => Of(Report(1, For("p1", "t1"), Against("p2", "t1", Voice.Claimed))).Distances.ShouldBeEmpty();

    [Fact]
    public void Movement_is_counted_over_cells_told_of_on_two_days()
    {
        TalksMeasures measures = Of(Report(1, Against("p2", "t1"), For("p1", "t1")), Report(5, Mixed("p2", "t1"), For("p1", "t1"), For("p3", "t1")));
        PositionMovement movement = measures.Movement.ShouldNotBeNull();
        (movement.Cells, movement.Moved, movement.Distance).ShouldBe((2, 1, 0.25));
        PositionMove move = measures.Moves.ShouldHaveSingleItem();
        (move.Day, move.From, move.To).ShouldBe((new DateOnly(2031, 1, 5), Stance.Against, Stance.Mixed));
    }

    [Fact]
    public void On_one_day_nothing_moves() => Of(Report(1, Against("p2", "t1"))).Movement.ShouldBeNull();

    [Fact]
    public void Events_count_in_their_week_as_cooperation_or_conflict()
    {
        // 6 January 2031 is a Monday.
        WeekOfEvents week = Of(
            Report(6).Event("e1", EventKind.Talks, "the toll plan", "2031-01-07"), Report(12).Event("e1", EventKind.Strike, "the toll plan", "2031-01-12")).Weeks.ShouldHaveSingleItem();
        (week.Monday, week.Cooperation, week.Conflict, week.Balance).ShouldBe((new DateOnly(2031, 1, 6), 1, 1, 0.0));
    }

    private static Position Unsure(string holder, string target) => For(holder, target) with { Confidence = 0.2 };

    private static TalksMeasures Of(params Told[] reports) => TalksMeasures.Of(NegotiationBuilder.Build(reports.Select(report => report.Reading())));

    private static Told Report(int day, params Position[] positions) => new Told($"{day}.txt", $"2031-01-{day:00}", $"Bridge talks, day {day}\nThe mayor spoke of the toll plan on day {day}.")
        .Party("p1", "City Hall").Party("p2", "Ferrymen").Party("p3", "Farmers")
        .Proposal("t1", "toll plan", ["p1"], null, null, "the toll plan").Issue("i1", "bridge tolls")
        .Says("s1", "The mayor", "spoke", "of the toll plan", Act.Assert, null, null, positions);
}
