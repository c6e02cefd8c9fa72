using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;
using static Parley.Tests.Talks.Told;

namespace Parley.Tests.Talks;

public class ShownScoreTests
{
    private const string Text = "Bridge talks\nThe city spoke of the toll plan.";

    private static readonly GoldReport Annotated = GoldReport.Parse("a", Text, """
        {"document":"a","parties":[{"id":"CITY","name":"City Hall","aliases":["the city"]},{"id":"F","name":"Ferrymen"}],"proposals":[{"id":"P1","label":"toll plan","by":["CITY"],"mentions":["the toll plan"]}],
         "statements":[{"id":"S1","source":{"text":"The city"},"party":"CITY","cue":{"text":"spoke"},"content":[{"text":"of the toll plan"}],"act":"assert","positions":[{"holder":"CITY","target":"P1","stance":"for","voice":"own"}]}]}
        """);

    [Fact]
    public void A_shown_cell_is_right_by_holder_target_and_stance()
    {
        Score(For("p1", "t1")).ShouldBe((1, 1));
        Score(Against("p1", "t1")).ShouldBe((0, 1));
        Score(For("p2", "t1")).ShouldBe((0, 1));
    }

    [Fact]
    public void What_is_not_shown_does_not_count() => Score(For("p1", "t1") with { Confidence = 0.3 }).ShouldBe((0, 0));

    [Fact]
    public void An_annotated_cell_is_met_once() => Score(For("p1", "t1"), For("p3", "t1")).ShouldBe((1, 2));

    [Fact]
    public void A_saying_is_right_by_words_and_side()
    {
        Sayings("p1", "of the toll plan").ShouldBe((1, 1));
        Sayings("p2", "of the toll plan").ShouldBe((0, 1));
        Sayings("p1", "talks").ShouldBe((0, 0));
    }

    private static (int Right, int Told) Sayings(string party, string content)
    {
        var score = new ShownScore();
        score.Add(Annotated, new Told("a", null, Text).Party("p1", "City Hall").Party("p2", "Ferrymen").Actor("a1", "Ann Lee", "clerk", party).Says("s1", "The city", "spoke", content, Act.Assert, "a1", party).Reading());
        return score.SayingCounts;
    }

    private static (int Right, int Shown) Score(params Position[] positions)
    {
        var score = new ShownScore();
        score.Add(Annotated, new Told("a", null, Text).Party("p1", "City Hall").Party("p2", "Ferrymen").Party("p3", "the city")
            .Proposal("t1", "toll plan", ["p1"], null, null, "the toll plan").Says("s1", "The city", "spoke", "of the toll plan", Act.Assert, null, "p1", positions).Reading());
        return score.CellCounts;
    }
}
