using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests.Statements;

public class BorderCandidatesTests
{
    // Labels as in the chain of cues: outside, begin, inside. The window has ten tokens from the 100th on.
    private const int First = 100, Tokens = 10, Labels = 3, Begin = 1;

    [Fact]
    public void A_chain_that_is_sure_leaves_nothing_open()
    {
        var only = Of(Sure((2, 5)), [(102, 105)], BorderRole.Content).ShouldHaveSingleItem();
        only.Change.ShouldBe(BorderChange.None);
        only.Spans.ShouldBe([(102, 105)]);
    }

    [Fact]
    public void An_end_that_is_possible_is_a_candidate()
    {
        double[] marginals = Sure((2, 5));
        // With three in ten the span goes on for two tokens more.
        Set(marginals, 5, 0.7, 0, 0.3);
        Set(marginals, 6, 0.7, 0, 0.3);
        var candidates = Of(marginals, [(102, 105)], BorderRole.Content);
        candidates.Select(candidate => (candidate.Change, candidate.Spans[0])).ShouldBe([(BorderChange.None, (102, 105)), (BorderChange.End, (102, 107))]);
        candidates[0].End.ShouldBe(0.7, 1e-9);
        candidates[1].End.ShouldBe(0.3, 1e-9);
    }

    [Fact]
    public void A_beginning_that_is_possible_is_a_candidate_and_makes_one_with_each_end()
    {
        double[] marginals = Sure((2, 5));
        Set(marginals, 1, 0.6, 0.4, 0);
        Set(marginals, 2, 0, 0.6, 0.4);
        Set(marginals, 5, 0.7, 0, 0.3);
        Of(marginals, [(102, 105)], BorderRole.Content).Select(candidate => (candidate.Change, candidate.Spans[0])).ShouldBe(
            [(BorderChange.None, (102, 105)), (BorderChange.Begin, (101, 105)), (BorderChange.End, (102, 106)), (BorderChange.Both, (101, 106))], ignoreOrder: true);
    }

    [Fact]
    public void What_is_taken_stays_free()
    {
        double[] marginals = Sure((2, 5));
        Set(marginals, 5, 0.7, 0, 0.3);
        Set(marginals, 6, 0.7, 0, 0.3);
        new BorderCandidates().Of([(102, 105)], Begin, new(marginals, First, Tokens, Labels), [(106, 108)], BorderRole.Content).ShouldAllBe(candidate => candidate.Spans[0].End <= 106);
    }

    [Fact]
    public void A_source_of_which_the_chain_is_not_sure_may_be_implied_and_a_cue_may_not()
    {
        double[] marginals = Sure((2, 3));
        Set(marginals, 2, 0.4, 0.6, 0);
        Of(marginals, [(102, 103)], BorderRole.Source).ShouldContain(candidate => candidate.Spans.Count == 0);
        Of(marginals, [(102, 103)], BorderRole.Cue).ShouldAllBe(candidate => candidate.Spans.Count == 1);
    }

    [Fact]
    public void A_further_span_that_may_begin_is_added()
    {
        double[] marginals = Sure((2, 4));
        Set(marginals, 7, 0.8, 0.2, 0);
        Set(marginals, 8, 0.8, 0, 0.2);
        Of(marginals, [(102, 104)], BorderRole.Content).Single(candidate => candidate.Change == BorderChange.More).Spans.ShouldBe([(102, 104), (107, 109)]);
    }

    private static List<BorderCandidate> Of(double[] marginals, List<(int First, int End)> best, BorderRole role) => new BorderCandidates().Of(best, Begin, new(marginals, First, Tokens, Labels), [], role);

    /// <summary>Marginals of a chain that is sure of one span, counted from the window's first token.</summary>
    private static double[] Sure((int First, int End) span)
    {
        double[] marginals = new double[Tokens * Labels];
        for (int i = 0; i < Tokens; i++) marginals[(i * Labels) + (i == span.First ? 1 : i > span.First && i < span.End ? 2 : 0)] = 1;
        return marginals;
    }

    private static void Set(double[] marginals, int token, double outside, double begin, double inside) => ((double[])[outside, begin, inside]).CopyTo(marginals, token * Labels);
}
