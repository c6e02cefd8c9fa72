using Parley.Language;
using Parley.Positions;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public sealed class CodedSentenceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Marks_are_taken_out_and_their_places_kept()
    {
        var (text, source, target) = CodedSentence.Unmark("On Monday <s>Norland</s> thanked <t>the Isles</t>.");
        text.ShouldBe("On Monday Norland thanked the Isles.");
        source.Of(text).ToString().ShouldBe("Norland");
        target.Of(text).ToString().ShouldBe("the Isles");
    }

    [Fact]
    public void A_table_is_read_with_and_without_categories_and_quotation_marks()
    {
        folder.Write("coded.tsv", "id\tmarked_sentence\tgold_root\tgold_penta\n1\t<s>Norland</s> met <t>the Isles</t>.\tCONSULT\t1\n2\t\"<s>Norland</s> said \"\"no\"\".\"\t\t\n");
        var rows = CodedSentence.Read(folder["coded.tsv"], Bare);
        rows.Select(r => (r.Root, r.Quad)).ShouldBe([("CONSULT", 1), ("", null)]);
        rows[1].Tree.Document.Text.ShouldBe("Norland said \"no\".");
        rows[1].Target.Length.ShouldBe(0);
    }

    [Fact]
    public void A_table_without_sentences_is_an_error()
    {
        folder.Write("other.tsv", "id\tsentence\n1\tNorland met the Isles.\n");
        Should.Throw<InvalidDataException>(() => CodedSentence.Read(folder["other.tsv"], Bare)).Message.ShouldEndWith("no column 'marked_sentence'");
    }

    private static Document Bare(Report report) => new(report, [], [], []);
}
