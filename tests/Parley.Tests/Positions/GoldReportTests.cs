using Parley.Positions;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class GoldReportTests
{
    private const string Text = "Yard offers less\n\nThe yard offered 3 %. \"We refuse 3 %,\" said Ann Bell, who leads the crew.\nShare this\n";

    private const string Json = """
        {"document":"yard-2",
         "parties":[{"id":"YARD","name":"the yard"},{"id":"CREW","name":"the crew","aliases":["crew"]}],
         "actors":[{"name":"Ann Bell","role":"leader","party":"CREW"}],
         "proposals":[{"id":"P1","label":"offer of 3 %","by":["YARD"],"mentions":[{"text":"3 %","nth":1},{"text":"3 %","nth":2}],"revises":null}],
         "statements":[
           {"id":"S1","source":{"text":"Ann Bell, who leads the crew"},"party":"CREW","cue":"said","content":[{"text":"\"We refuse 3 %,\""}],"act":"reject",
            "positions":[{"holder":"CREW","target":"P1","stance":"against","voice":"own"}]},
           {"id":"S2","source":null,"party":null,"cue":null,"content":["The yard offered 3 %"],"act":"assert"}],
         "furniture":["Share this"]}
        """;

    [Fact]
    public void Spans_are_the_nth_occurrence_and_missing_fields_are_empty()
    {
        var gold = GoldReport.Parse("yard-2", Text, Json);
        gold.Group.ShouldBe("yard");
        gold.Proposals[0].Mentions.Select(m => m.Of(Text).ToString()).ShouldBe(["3 %", "3 %"]);
        gold.Proposals[0].Mentions[1].Start.ShouldBe(Text.LastIndexOf("3 %", StringComparison.Ordinal));
        gold.Statements[1].Source.ShouldBeNull();
        gold.Statements[1].Positions.ShouldBeEmpty();
        gold.Contradictions.ShouldBeEmpty();
        gold.Parties[0].Aliases.ShouldBeEmpty();
    }

    [Fact]
    public void A_perfect_reading_points_from_statement_to_actor_party_and_target()
    {
        var gold = GoldReport.Parse("yard-2", Text, Json);
        var report = gold.ToReport();
        report.Blocks[0].Kind.ShouldBe(BlockKind.Title);
        report.Blocks[^1].Kind.ShouldBe(BlockKind.Furniture);
        var reading = gold.ToReading(report);
        reading.Statements[0].Source.Actor.ShouldBe("a1");
        reading.Statements[0].Source.Party.ShouldBe("p2");
        reading.Statements[0].Positions.ShouldHaveSingleItem().Target.ShouldBe("t1");
        reading.Parties[1].Mentions.Single().Of(Text).ToString().ShouldBe("the crew");
    }

    [Fact]
    public void A_text_that_does_not_stand_in_the_report_is_refused_by_name()
    {
        var act = () => GoldReport.Parse("x", "nothing here", """{"furniture":["elsewhere"]}""");
        act.ShouldThrow<InvalidDataException>().Message.ShouldContain("elsewhere");
    }

    [Fact]
    public void Folds_keep_groups_whole_and_use_every_item_once()
    {
        string[] items = ["a1", "b1", "a2", "c1", "d1", "b2"];
        var folds = GroupFolds.Split(items, i => i[..1], 3);
        folds.SelectMany(f => f.Held).Order().ShouldBe(items.Order());
        foreach (var (train, held) in folds) train.Select(i => i[0]).Intersect(held.Select(i => i[0])).ShouldBeEmpty();
        GroupFolds.Predict(items, i => i[..1], rest => rest.Count, (n, item) => $"{item}:{n}").ShouldBe(["a1:4", "b1:4", "a2:4", "c1:5", "d1:5", "b2:4"]);
    }
}
