using Parley.Positions;
using Parley.Talks;
using Parley.Talks.Networks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks.Networks;

public class TalksNetworkDataTests
{
    private static readonly Negotiation Talks = NegotiationBuilder.Build(
    [
        new Told("a", "2031-03-01", "Night boats\nThe union is against night boats.\nThe mayor says she wants night boats.\nThe company would take night boats if paid.", "Quay Post")
            .Party("u", "Seafarers' Union").Party("c", "Ferry Company").Party("m", "Town")
            .Actor("x", "Mayor Ida Holm", "mayor", "m")
            .Issue("n", "night boats", "night boats")
            .Says("s1", "The union", "is", "against night boats", Act.Assert, null, "u", Told.Against("u", "n"))
            .Says("s2", "The mayor", "says", "she wants night boats", Act.Assert, "x", "m", Told.For("m", "n"))
            .Says("s3", "The company", "would", "take night boats if paid", Act.Assert, null, "c", Told.Mixed("c", "n"))
            .Reading(),
        new Told("b", null, "Late word\nThe town says the union wants night boats.")
            .Party("u", "Seafarers' Union").Party("m", "Town")
            .Actor("x", "Mayor Ida Holm", "mayor", "m")
            .Issue("n", "night boats", "night boats")
            .Says("s1", "The town", "says", "the union wants night boats", Act.Assert, "x", "m", Told.For("u", "n", Voice.Claimed, 0.5))
            .Reading(),
    ]);

    [Fact]
    public void A_position_is_a_coded_statement_and_mixed_lies_halfway()
    {
        NetworkData data = TalksNetworkData.Of(Talks);
        TalksNetworkData.LeftOut(Talks).ShouldBe(1);
        NetworkMatrix network = AgreementNetwork.Of(data, new("party", "issue", TalksNetworkData.Qualifier) { Aggregation = NetworkAggregation.Congruence }).Single();
        network.Rows.ShouldBe(["Ferry Company", "Seafarers' Union", "Town"]);
        network.Cells.ShouldBe([[0, 0.5, 0.5], [0.5, 0, 0], [0.5, 0, 0]]);
        network.From.ShouldBe(new DateTime(2031, 3, 1));
    }

    [Fact]
    public void An_actor_stands_for_what_its_own_side_wants_and_not_for_what_it_says_of_others()
    {
        NetworkData data = TalksNetworkData.Of(Talks, least: 0);
        data.Statements.Count.ShouldBe(4);
        NetworkMatrix network = AgreementNetwork.Of(data, new("actor", "issue", TalksNetworkData.Qualifier) { Mode = NetworkMode.Two, Aggregation = NetworkAggregation.Subtract }).Single();
        network.Rows.ShouldBe(["Mayor Ida Holm"]);
        network.Cells.ShouldBe([[1]]);
    }

    [Fact]
    public void Undated_reports_count_only_where_no_period_is_asked_for()
    {
        NetworkData data = TalksNetworkData.Of(Talks, least: 0);
        NetworkSettings settings = new("party", "issue", TalksNetworkData.Qualifier);
        AgreementNetwork.Of(data, settings).Single().Statements.ShouldBe(4);
        AgreementNetwork.Of(data, settings with { From = new(2031, 1, 1) }).Single().Statements.ShouldBe(3);
        AgreementNetwork.Of(data, settings with { Window = new(1, WindowUnit.Days) }).Single().Statements.ShouldBe(3);
    }
}
