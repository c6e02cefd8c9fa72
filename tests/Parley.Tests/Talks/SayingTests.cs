using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks;

public class SayingTests
{
    private const string Text = "Bridge talks\nCity Hall said the toll would stay. The ferrymen demanded a lower toll. City Hall said the ferrymen feared the winter.";

    [Fact]
    public void Demands_come_before_assertions_and_sides_in_the_order_of_the_parties()
    {
        Negotiation talks = NegotiationBuilder.Build([Report("a", "2031-01-01").Says("s1", "City Hall", "said", "the toll would stay", Act.Assert, null, "p1").Says("s2", "The ferrymen", "demanded", "a lower toll", Act.Demand, null, "p2")
            .Says("s3", "City Hall#2", "said#2", "the ferrymen feared the winter", Act.Criticise, null, "p1").Reading()]);
        string City = talks.Parties[0].Id;
        talks.Parties[0].Name.ShouldBe("City Hall");
        talks.Sayings.Select(saying => (saying.Party == City, saying.Quotation.Statement)).ShouldBe([(true, "s3"), (true, "s1"), (false, "s2")]);
    }

    [Fact]
    public void What_another_side_tells_of_a_side_is_not_its_saying() =>
        NegotiationBuilder.Build([Report("a", null).Says("s1", "City Hall#2", "said#2", "the ferrymen feared the winter", Act.Assert, null, "p1").Says("s2", "the ferrymen", "feared", "the winter", Act.Assert, null, "p2").Reading()])
            .Sayings.ShouldHaveSingleItem().Quotation.Statement.ShouldBe("s1");

    [Fact]
    public void A_side_that_is_only_named_in_the_source_does_not_say_it() =>
        NegotiationBuilder.Build([new Told("a", null, "Bridge talks\nThe gap to the line of City Hall suggests that nothing will come of it.").Party("p1", "City Hall")
            .Says("s1", "The gap to the line of City Hall", "suggests", "that nothing will come of it", Act.Assert, null, "p1").Reading()]).Sayings.ShouldBeEmpty();

    [Fact]
    public void Unsure_statements_and_headlines_are_no_sayings()
    {
        Reading sure = Report("a", null).Says("s1", "City Hall", "said", "the toll would stay", Act.Assert, null, "p1").Says("s2", "Bridge", null, "talks", Act.Assert, null, "p1").Reading();
        NegotiationBuilder.Build([sure]).Sayings.ShouldHaveSingleItem().Quotation.Statement.ShouldBe("s1");
        NegotiationBuilder.Build([sure with { Statements = [.. sure.Statements.Select(statement => statement with { Confidence = 0.5 })] }]).Sayings.ShouldBeEmpty();
        NegotiationBuilder.Build([sure with { Parties = [.. sure.Parties.Select(party => party with { Confidence = 0.5 })] }]).Sayings.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_sentence_in_two_reports_is_one_saying_with_two_places()
    {
        Saying saying = NegotiationBuilder.Build([Report("a", "2031-01-01").Says("s1", "City Hall", "said", "the toll would stay", Act.Assert, null, "p1").Reading(),
            Report("b", "2031-01-02", "\nQuite another day at the harbour, with quite other weather and no more news.").Says("s1", "City Hall", "said", "the toll would stay", Act.Demand, null, "p1").Reading()]).Sayings.ShouldHaveSingleItem();
        (saying.Act, saying.Quotation.Report, saying.Repeats.ShouldHaveSingleItem().Report).ShouldBe((Act.Demand, 1, 2));
    }

    [Fact]
    public void A_sentence_that_nearly_repeats_another_gives_way_to_the_next()
    {
        Saying[] side = [Of(1, "The union warned last week that walkouts would follow in March."), Of(2, "The union warned that walkouts would follow in March."), Of(3, "It called the offer too small.")];
        (List<Saying> first, List<Saying> others) = Saying.Split(side, 2);
        (first[0], first[1], first.Count).ShouldBe((side[0], side[2], 2));
        others.ShouldHaveSingleItem().ShouldBe(side[1]);
    }

    [Fact]
    public void A_sentence_without_a_word_of_content_repeats_nothing_and_hides_nothing()
    {
        Saying[] side = [Of(1, "It was."), Of(2, "It called the offer too small."), Of(3, "It is.")];
        Saying.Split(side, 3).First.ShouldBe(side);
    }

    private static Saying Of(int report, string words) => new("p1", Act.Threaten, 0.9, new Quotation(report, "s1", new(0, words.Length), words, [], null, "p1", null), []);

    private static Told Report(string id, string? published, string more = "") => new Told(id, published, Text + more).Party("p1", "City Hall").Party("p2", "Ferrymen");
}
