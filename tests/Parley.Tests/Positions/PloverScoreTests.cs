using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public sealed class PloverScoreTests
{
    [Fact]
    public void Every_class_counts_alike_also_one_that_was_only_predicted() =>
        // a: precision 1, recall 2/3; b: precision 1/2, recall 1; c: never right.
        PloverScore.MacroF1([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("c", "d")]).ShouldBe((0.8 + 2.0 / 3 + 0 + 0) / 4, 1e-12);

    [Fact]
    public void Figures_are_means_over_folds_with_their_spread()
    {
        var score = new PloverScore();
        var document = TreeText.Document("Norland/Norland/NNP/2/nsubj met/meet/VBD/0/root");
        CodedSentence Gold(string root) => new(new(document), new(0, 7), default, root, null);
        score.Add(0, Gold("AGREE"), "AGREE");
        score.Add(0, Gold("ASSAULT"), "ASSAULT");
        score.Add(1, Gold("AGREE"), "CONSULT");
        score.Add(1, Gold("ASSAULT"), "ASSAULT");
        score.Lines().ShouldBe(
        [
            "sentences 4  right 0.750",
            "root    macro F1 0.667 (0.333 to 1.000)",
            "quad    macro F1 1.000 (1.000 to 1.000)",
            "binary  macro F1 1.000 (1.000 to 1.000)",
        ]);
    }

    [Fact]
    public void Without_categories_there_is_nothing_to_measure() => new PloverScore().Lines().ShouldBe(["no categories to measure by"]);
}
