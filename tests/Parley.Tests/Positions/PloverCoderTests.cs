using Parley.Language;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public sealed class PloverCoderTests
{
    [Fact]
    public void Marks_are_taken_out_and_their_places_kept()
    {
        var (text, source, target) = PloverTrainer.Unmark("On Monday <s>Norland</s> thanked <t>the Isles</t>.");
        text.ShouldBe("On Monday Norland thanked the Isles.");
        source.Of(text).ToString().ShouldBe("Norland");
        target.Of(text).ToString().ShouldBe("the Isles");
    }

    [Fact]
    public void A_coder_learns_who_does_what_to_whom()
    {
        var none = new WordClusters([], [], [0]);
        string[] pairs = ["Norland|the Isles", "the guild|the port", "Eastria|Westria", "the council|the rebels"];
        var rows = pairs.SelectMany(p => new[] { ("met", "CONSULT"), ("bombed", "ASSAULT"), ("accused", "ACCUSE") }.Select(v =>
        {
            var (text, source, target) = PloverTrainer.Unmark($"<s>{p.Split('|')[0]}</s> {v.Item1} <t>{p.Split('|')[1]}</t> again.");
            return (text, source, target, v.Item2);
        })).ToList();
        var coder = PloverCoder.Train(rows, none, 0.1);
        var (sentence, from, to) = PloverTrainer.Unmark("<s>Southmark</s> bombed <t>Northmark</t> again.");
        coder.Code(sentence, from, to).Root.ShouldBe("ASSAULT");
    }

    [Theory]
    [InlineData("AGREE", 1)]
    [InlineData("AID", 2)]
    [InlineData("REJECT", 3)]
    [InlineData("ASSAULT", 4)]
    public void Each_category_has_its_quad_class(string root, int quad) => PloverCoder.QuadOf(root).ShouldBe(quad);
}
