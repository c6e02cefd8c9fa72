using Parley.Briefs;
using Parley.Positions;
using Parley.Talks;
using Parley.Tests.Talks;
using Shouldly;
using Xunit;
using static Parley.Tests.Talks.Told;

namespace Parley.Tests.Briefs;

public class OutlookTests
{
    [Fact]
    public void A_side_that_wants_its_own_text_does_not_count_as_accepting_it() => Of(For("p1", "t1")).Indicators[0].Count.ShouldBe(0);

    [Fact]
    public void What_others_claim_of_a_side_does_not_count() => Of(For("p2", "t1", Voice.Claimed)).Rule.ShouldStartWith("no side's own word");

    [Fact]
    public void Acceptances_alone_point_to_agreement() => Of(For("p2", "t1")).Rule.ShouldBe("acceptances only");

    [Fact]
    public void More_refusals_than_acceptances_do_not() => Of(Against("p2", "t1")).Rule.ShouldBe("more refusals than acceptances");

    [Fact]
    public void Conditions_leave_the_way_open() => Of(Mixed("p2", "t1")).Rule.ShouldBe("no refusals");

    [Fact]
    public void Refusals_stay_in_view_where_acceptances_match_them() => Of(For("p2", "t1"), Against("p3", "t1")).Rule.ShouldStartWith("at least as many acceptances as refusals");

    [Fact]
    public void Without_texts_the_points_count() => Of(For("p1", "i1"), Against("p2", "i1")).Rule.ShouldContain("opposed at least as often");

    [Fact]
    public void What_bears_on_it_stands_beside_it() => Of(For("p1", "t1"), Against("p2", "t1"), For("p1", "i1"), Against("p2", "i1")).Drivers
        .ShouldBe(["one of one answer to another side's text is a refusal", "City Hall and Ferrymen stand 1.00 apart over two shared texts and points"], ignoreOrder: true);

    [Fact]
    public void One_shared_text_is_too_little_for_a_distance() => Of(For("p1", "t1"), Against("p2", "t1")).Drivers.ShouldBe(["one of one answer to another side's text is a refusal"]);

    [Fact]
    public void Nothing_bears_on_an_outlook_without_answers() => Of(For("p1", "t1")).Drivers.ShouldBeEmpty();

    private static Outlook Of(params Position[] positions) => Brief.Of(NegotiationBuilder.Build([new Told("a.txt", "2031-01-01", "Bridge talks\nThe mayor spoke of the toll plan.")
        .Party("p1", "City Hall").Party("p2", "Ferrymen").Party("p3", "Farmers")
        .Proposal("t1", "toll plan", ["p1"], null, null, "the toll plan").Issue("i1", "bridge tolls")
        .Says("s1", "The mayor", "spoke", "of the toll plan", Act.Assert, null, null, positions).Reading()])).Outlook;
}
