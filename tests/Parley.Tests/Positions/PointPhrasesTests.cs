using Parley.Language;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class PointPhrasesTests
{
    [Fact]
    public void Who_is_asked_is_no_part_of_the_point()
    {
        Document text = TreeText.Document(
            "Crews/crew/NNS/2/nsubj asked/ask/VBD/0/root the/the/DT/4/det city/city/NN/2/obj to/to/TO/6/mark open/open/VB/2/xcomp its/its/PRPS/8/nmod books/book/NNS/6/obj");
        Of(text, "asked", "the city to open its books").ShouldBe(["open its books"]);
    }

    [Fact]
    public void An_infinitive_that_belongs_to_its_noun_stays_with_it()
    {
        Document text = TreeText.Document(
            "Crews/crew/NNS/2/nsubj want/want/VBP/0/root a/a/DT/4/det deal/deal/NN/2/obj to/to/TO/6/mark win/win/VB/4/acl fair/fair/JJ/8/amod access/access/NN/6/obj");
        Of(text, "want", "a deal to win fair access").ShouldBe(["deal to win fair access"]);
    }

    [Fact]
    public void What_shall_be_done_to_a_thing_names_the_thing()
    {
        Document text = TreeText.Document(
            "Crews/crew/NNS/2/nsubj want/want/VBP/0/root the/the/DT/4/det toll/toll/NN/2/obj to/to/TO/7/mark be/be/VB/7/aux_pass halved/halve/VBN/2/xcomp");
        Of(text, "want", "the toll to be halved").ShouldBe(["toll to be halved"]);
    }

    [Fact]
    public void Each_part_of_a_coordination_is_a_point()
    {
        Document text = TreeText.Document(
            "Crews/crew/NNS/2/nsubj want/want/VBP/0/root better/good/JJR/4/amod pay/pay/NN/2/obj and/and/CC/7/cc shorter/short/JJR/7/amod shifts/shift/NNS/4/conj");
        Of(text, "want", "better pay and shorter shifts").ShouldBe(["better pay", "shorter shifts"]);
    }

    [Fact]
    public void Purpose_is_left_out()
    {
        Document text = TreeText.Document(
            "Crews/crew/NNS/2/nsubj agreed/agree/VBD/0/root to/to/TO/4/mark suspend/suspend/VB/2/xcomp the/the/DT/6/det strike/strike/NN/4/obj to/to/TO/8/mark allow/allow/VB/4/advcl talks/talk/NNS/8/obj");
        Of(text, "agreed", "to suspend the strike to allow talks").ShouldBe(["suspend the strike"]);
    }

    [Fact]
    public void A_bare_pronoun_names_no_point()
    {
        Document text = TreeText.Document("Crews/crew/NNS/2/nsubj refused/refuse/VBD/0/root it/it/PRP/2/obj");
        Of(text, "refused", "it").ShouldBeEmpty();
    }

    private static IEnumerable<string> Of(Document text, string cue, string content)
    {
        for (int i = 0; i < text.Tokens.Length; i++)
        {
            text.Tokens[i].Pos = text.Tokens[i].Tag switch
            {
                PennTag.NN or PennTag.NNS => UniversalTag.NOUN,
                PennTag.DT => UniversalTag.DET,
                PennTag.JJ or PennTag.JJR => UniversalTag.ADJ,
                PennTag.TO => UniversalTag.PART,
                PennTag.CC => UniversalTag.CCONJ,
                PennTag.PRP or PennTag.PRPS => UniversalTag.PRON,
                _ => UniversalTag.VERB,
            };
        }

        var map = new PartyMap(text, [], []);
        var statement = new Statement("s1", new([], null, null), new([Span(cue)]), new([Span(content)]), Act.Demand, [], 1);
        return new PointPhrases(new PhraseTree(text)).Of(StatementFrame.Of(text, statement, map), map).Select(span => span.Of(text.Text).ToString());

        TextSpan Span(string words)
        {
            int at = text.Text.IndexOf(words, StringComparison.Ordinal);
            return new(at, at + words.Length);
        }
    }
}
