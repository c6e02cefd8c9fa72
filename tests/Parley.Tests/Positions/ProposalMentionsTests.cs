using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public sealed class ProposalMentionsTests
{
    [Theory]
    [InlineData("Norland/Norland/NNP/3/nmod 's/'s/POS/1/case offer/offer/NN/4/nsubj failed/fail/VBD/0/root", "Norland 's offer")]
    [InlineData("Norland/Norland/NNP/2/nsubj tabled/table/VBD/0/root a/a/DT/4/det plan/plan/NN/2/obj", "a plan")]
    [InlineData("A/a/DT/2/det plan/plan/NN/6/nsubj_pass drafted/draft/VBN/2/acl by/by/IN/5/case Norland/Norland/NNP/3/obl was/be/VBD/7/aux_pass leaked/leak/VBN/0/root", "A plan drafted by Norland")]
    public void The_author_is_read_from_possessors_tabling_verbs_and_agents(string sentence, string phrase)
    {
        var document = TreeText.Document(sentence);
        var mention = new ProposalMentions(TreeText.Index(document, "Norland")).Found.ShouldHaveSingleItem();
        document.SpanOf(mention.First, mention.End).Of(document.Text).ToString().ShouldBe(phrase);
        mention.Authors.ShouldBe(["p1"]);
    }

    [Theory]
    [InlineData("the/the/DT/3/det revised/revised/JJ/3/amod draft/draft/NN/0/root", VersionClass.New)]
    [InlineData("the/the/DT/3/det original/original/JJ/3/amod draft/draft/NN/0/root", VersionClass.Old)]
    [InlineData("a/a/DT/2/det counter-offer/counter-offer/NN/0/root", VersionClass.Rival)]
    [InlineData("the/the/DT/2/det draft/draft/NN/0/root", VersionClass.None)]
    public void Version_words_tell_versions_apart(string sentence, object version) =>
        new ProposalMentions(TreeText.Index(TreeText.Document(sentence))).Found[0].Version.ShouldBe((VersionClass)version);

    [Fact]
    public void An_abbreviation_in_brackets_stands_for_the_text_it_follows()
    {
        var document = TreeText.Document(
            "the/the/DT/3/det Fjord/Fjord/NNP/3/compound Accord/Accord/NNP/0/root (/(/OpenBracket/5/punct FAX/FAX/NNP/3/appos )/)/CloseBracket/5/punct",
            "FAX/FAX/NNP/2/nsubj failed/fail/VBD/0/root");
        var found = new ProposalMentions(TreeText.Index(document)).Found;
        found.Count.ShouldBe(2);
        found[1].Alias.ShouldBe(0);
    }
}
