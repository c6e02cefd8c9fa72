using Parley.Language;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public sealed class PloverCoderTests
{
    private static readonly WordClusters None = new([], [], [0]);

    [Fact]
    public void A_coder_learns_who_does_what_to_whom()
    {
        string[] pairs = ["Norland Isles", "Guild Port", "Eastria Westria", "Council Rebels"];
        var rows = pairs.SelectMany(p => new[] { ("met/meet", "CONSULT"), ("hugged/hug", "SUPPORT"), ("accused/accuse", "ACCUSE") }.Select(v => Sentence(p.Split(' ')[0], v.Item1, p.Split(' ')[1], v.Item2))).ToList();
        var coder = PloverCoder.Train(rows, None);
        var asked = Sentence("Southmark", "hugged/hug", "Northmark", "");
        var (root, probability) = coder.Code(asked.Tree, asked.Source, asked.Target);
        root.ShouldBe("SUPPORT");
        probability.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void A_deed_that_was_never_seen_is_known_by_its_class()
    {
        var rows = new[] { ("arrested/arrest", "COERCE"), ("jailed/jail", "COERCE"), ("bombed/bomb", "ASSAULT"), ("shelled/shell", "ASSAULT") }.Select(v => Sentence("Norland", v.Item1, "Isles", v.Item2)).ToList();
        var coder = PloverCoder.Train(rows, None);
        var asked = Sentence("Norland", "detained/detain", "Isles", "");
        coder.Code(asked.Tree, asked.Source, asked.Target).Root.ShouldBe("COERCE");
    }

    [Fact]
    public void A_category_that_is_none_is_an_error() =>
        Should.Throw<InvalidDataException>(() => PloverCoder.Train([Sentence("Norland", "met/meet", "Isles", "MEET")], None)).Message.ShouldStartWith("'MEET' is no root category: AGREE, ");

    [Theory]
    [InlineData("AGREE", 1)]
    [InlineData("AID", 2)]
    [InlineData("YIELD", 2)]
    [InlineData("REJECT", 3)]
    [InlineData("ASSAULT", 4)]
    public void Each_category_has_its_quad_class(string root, int quad) => EventCategory.QuadClass(root).ShouldBe(quad);

    [Fact]
    public void Every_root_category_has_a_quad_class() => PloverCoder.Roots.ShouldAllBe(root => EventCategory.QuadClass(root) != null);

    private static CodedSentence Sentence(string source, string verb, string target, string root)
    {
        var document = TreeText.Document($"{source}/{source}/NNP/2/nsubj {verb}/VBD/0/root {target}/{target}/NNP/2/obj again/again/RB/2/advmod");
        int from = document.Text.IndexOf(target, StringComparison.Ordinal);
        return new(new(document), new(0, source.Length), new(from, from + target.Length), root, null);
    }
}
