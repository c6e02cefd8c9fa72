using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public sealed class LeastSquaresTrainerTests
{
    [Fact]
    public void What_speaks_for_one_class_speaks_as_much_against_the_other()
    {
        // Two features, each of one class's two examples. With s the similarity within a class and a penalty of s, what an example solves to is y / 3s, and its score 2/3 of the truth
        // for its own class, -2/3 for the other, before both are scaled alike.
        var model = LeastSquaresTrainer.Fit([([1], 0), ([1], 0), ([2], 1), ([2], 1)], 2, 4, 1);
        var scores = new double[2];
        model.Scores([1], scores);
        scores[0].ShouldBeGreaterThan(0);
        scores[1].ShouldBe(-scores[0], 1e-9);
        var other = new double[2];
        model.Scores([2], other);
        other.ShouldBe([scores[1], scores[0]]);
        model.Scores([3], other);
        other.ShouldBe([0.0, 0.0]);
    }

    [Fact]
    public void A_rare_class_is_not_lost_to_a_frequent_one()
    {
        var examples = Enumerable.Range(0, 40).Select(i => (new uint[] { 1, i % 10 == 0 ? 3u : 2u, (uint)(10 + i) }, i % 10 == 0 ? 1 : 0)).ToList();
        var model = LeastSquaresTrainer.Fit(examples, 2, 8);
        model.Best([1, 2]).Class.ShouldBe(0);
        model.Best([1, 3]).Class.ShouldBe(1);
    }

    [Fact]
    public void Probabilities_are_as_sure_as_the_examples_allow()
    {
        // One example in four is labelled at random: nothing can be sure beyond that.
        var random = new SeededRandom(7);
        var examples = Enumerable.Range(0, 200).Select(i => (new uint[] { (uint)(i % 2) + 1, (uint)(10 + i) }, random.Next(4) == 0 ? 1 - i % 2 : i % 2)).ToList();
        var model = LeastSquaresTrainer.Fit(examples, 2, 12);
        model.Best([1]).Probability.ShouldBeInRange(0.6, 0.9);
    }

    [Fact]
    public void The_order_of_features_and_their_repetition_do_not_matter()
    {
        var model = LeastSquaresTrainer.Fit([([1, 5], 0), ([2, 5], 1), ([1, 6], 0)], 2, 4);
        var same = LeastSquaresTrainer.Fit([([5, 1, 1], 0), ([5, 2], 1), ([6, 1], 0)], 2, 4);
        double[] a = new double[2], b = new double[2];
        model.Scores([1, 2, 5], a);
        same.Scores([1, 2, 5], b);
        a.ShouldBe(b);
    }
}
