using Parley.Language;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class ConlluFileTests
{
    private const string Treebank =
        "# newdoc id = a\n# sent_id = a-1\n# text = They won't sign.\n" +
        "1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n" +
        "2-3\twon't\t_\t_\t_\t_\t_\t_\t_\t_\n" +
        "2\two\twill\tAUX\tMD\t_\t4\taux\t_\t_\n" +
        "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n" +
        "3.1\tghost\tghost\tVERB\tVB\t_\t_\t_\t_\t_\n" +
        "4\tsign\tsign\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n" +
        "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n" +
        "# newpar\n# text = Drafts were dropped\n" +
        "1\tDrafts\tdraft\tNOUN\tNNS\t_\t3\tnsubj:pass\t_\t_\n" +
        "2\twere\tbe\tAUX\tVBD\t_\t3\taux:pass\t_\t_\n" +
        "3\tdropped\tdrop\tVERB\tVBN\t_\t0\troot\t_\t_\n";

    [Fact]
    public void Words_are_read_and_ranges_and_empty_nodes_skipped()
    {
        var sentences = ConlluFile.Read(new StringReader(Treebank), "test");
        sentences.Count.ShouldBe(2);
        sentences[0].Tokens.Select(t => t.Form).ShouldBe(["They", "wo", "n't", "sign", "."]);
        sentences[0].Tokens.Select(t => t.Head).ShouldBe([3, 3, 3, -1, 3]);
        sentences[0].StartsDocument.ShouldBeTrue();
        sentences[1].StartsDocument.ShouldBeFalse();
        sentences[1].StartsParagraph.ShouldBeTrue();
        sentences[1].Tokens.Select(t => t.Relation).ShouldBe([Relation.nsubj_pass, Relation.aux_pass, Relation.root]);
    }

    [Fact]
    public void Words_are_found_in_the_text() =>
        ConlluFile.Offsets(ConlluFile.Read(new StringReader(Treebank), "test")[0]).ShouldBe([new(0, 4), new(5, 7), new(7, 10), new(11, 15), new(15, 16)]);

    [Fact]
    public void A_line_that_is_none_is_refused_with_its_place() =>
        Should.Throw<InvalidDataException>(() => ConlluFile.Read(new StringReader("1\tword\n"), "bad.conllu")).Message.ShouldStartWith("bad.conllu:1:");

    [Theory]
    [InlineData("nmod:poss", Relation.nmod)]
    [InlineData("nsubj:pass", Relation.nsubj_pass)]
    [InlineData("nsubj:outer", Relation.nsubj)]
    [InlineData("case", Relation.@case)]
    [InlineData("_", Relation.None)]
    [InlineData("new:thing", Relation.dep)]
    public void Subtypes_of_relations_are_dropped_but_for_the_passive(string name, Relation relation) => Relations.Parse(name).ShouldBe(relation);

    [Fact]
    public void Names_of_tags_and_relations_read_back()
    {
        foreach (var tag in Enum.GetValues<PennTag>()) PennTags.Parse(PennTags.NameOf(tag)).ShouldBe(tag);
        foreach (var relation in Enum.GetValues<Relation>()) Relations.Parse(Relations.NameOf(relation)).ShouldBe(relation);
    }

    [Fact]
    public void Raw_documents_have_a_block_for_each_paragraph_and_exact_tokens()
    {
        var (report, tokens, sentences) = TreebankScore.RawDocuments(ConlluFile.Read(new StringReader(Treebank), "test")).Single();
        report.Text.ShouldBe("They won't sign.\n\nDrafts were dropped");
        report.Blocks.Select(b => b.Span).ShouldBe([new(0, 16), new(18, 37)]);
        tokens.Select(t => report.Text[t.Start..t.End]).ShouldBe(["They", "wo", "n't", "sign", ".", "Drafts", "were", "dropped"]);
        sentences.ShouldBe([new(0, 16), new(18, 37)]);
        TreebankScore.Segmentation(new Annotator(), ConlluFile.Read(new StringReader(Treebank), "test")).ShouldBe((1, 1));
    }
}
