using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public class ChoiceTrainerTests
{
    private static readonly LinearClassifier.Options Options = new(Bits: 8, Epochs: 8, Rate: 0.1, Initial: 1);

    // Feature 1 marks the right candidate, feature 2 stands with every candidate of a choice, feature 3 with the wrong ones only.
    private static readonly Choice[] Choices = [.. Enumerable.Range(0, 50).Select(i => new Choice([([2, 3, (uint)(10 + i)], false), ([1, 2], true), ([2, 3], false)], 1))];

    [Fact]
    public void What_tells_the_right_candidate_from_the_others_is_learned_and_what_all_have_is_not()
    {
        var trained = ChoiceTrainer.Train(Choices, Options);
        double right = Score(trained, 1), common = Score(trained, 2), wrong = Score(trained, 3);
        right.ShouldBeGreaterThan(0.5);
        wrong.ShouldBeLessThan(-0.5);
        Math.Abs(common).ShouldBeLessThan(right / 10);
    }

    [Fact]
    public void Where_several_are_right_any_of_them_may_win()
    {
        var trained = ChoiceTrainer.Train([.. Enumerable.Range(0, 50).Select(_ => new Choice([([1], true), ([2], true), ([3], false)], 1))], Options);
        Score(trained, 1).ShouldBe(Score(trained, 2), 0.02);
        Score(trained, 1).ShouldBeGreaterThan(Score(trained, 3));
    }

    [Fact]
    public void The_same_choices_give_the_same_weights()
    {
        var again = ChoiceTrainer.Train(Choices, Options);
        var first = ChoiceTrainer.Train(Choices, Options);
        for (uint f = 0; f < 64; f++) Score(again, f).ShouldBe(Score(first, f));
    }

    private static double Score(LinearClassifier classifier, params uint[] features)
    {
        double[] score = new double[1];
        classifier.Scores(features, score);
        return score[0];
    }
}
