using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public sealed class DeedLexiconTests
{
    [Theory]
    [InlineData("They/they/PRP/2/nsubj detained/detain/VBD/0/root him/he/PRP/2/obj", 1, new[] { "coerce" })]
    [InlineData("They/they/PRP/2/nsubj turned/turn/VBD/0/root down/down/RP/2/compound it/it/PRP/2/obj", 1, new[] { "reject" })]
    [InlineData("They/they/PRP/2/nsubj turned/turn/VBD/0/root it/it/PRP/2/obj down/down/RP/2/compound", 1, new[] { "reject" })]
    [InlineData("They/they/PRP/2/nsubj turned/turn/VBD/0/root the/the/DT/4/det corner/corner/NN/2/obj down/down/RB/2/advmod", 1, new string[0])]
    public void A_deed_is_known_by_its_lemma_and_by_a_particle_close_behind(string sentence, int token, string[] classes)
    {
        var found = new List<string>();
        DeedLexicon.Default.Find(TreeText.Document(sentence), token, found);
        found.ShouldBe(classes);
    }
}
