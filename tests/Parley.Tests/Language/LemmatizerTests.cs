using Parley.Language;
using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class LemmatizerTests
{
    private static readonly Lemmatizer Lemmatizer = Lemmatizer.Load(ModelFile.DefaultFolder);

    [Theory]
    [InlineData("talks", PennTag.NNS, "talk")]
    [InlineData("parties", PennTag.NNS, "party")]
    [InlineData("men", PennTag.NNS, "man")]
    [InlineData("went", PennTag.VBD, "go")]
    [InlineData("signing", PennTag.VBG, "sign")]
    [InlineData("rejected", PennTag.VBN, "reject")]
    [InlineData("is", PennTag.VBZ, "be")]
    [InlineData("n’t", PennTag.RB, "not")]
    [InlineData("Oslo", PennTag.NNP, "Oslo")]
    [InlineData("The", PennTag.DT, "the")]
    [InlineData("Danish", PennTag.JJ, "Danish")]
    [InlineData("better", PennTag.JJR, "good")]
    public void Words_have_the_lemmas_of_the_treebank(string word, PennTag tag, string lemma) => Lemmatizer.Of(word, tag).ShouldBe(lemma);

    [Theory]
    [InlineData("zorbles", PennTag.NNS, "zorble")]
    [InlineData("zorbling", PennTag.VBG, "zorble")]
    [InlineData("blickified", PennTag.VBD, "blickify")]
    public void Words_never_seen_follow_the_rules_of_their_endings(string word, PennTag tag, string lemma) => Lemmatizer.Of(word, tag).ShouldBe(lemma);
}
