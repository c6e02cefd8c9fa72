using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Chooses among the borders that a chain of labels leaves open by looking at whole spans (<see cref="BorderFeatures"/>): the reranking of Collins (2000), with the chain's own marginals for candidates. What has no
/// ranker stays as the chain has it.
/// </summary>
internal sealed record BorderRanker(LinearClassifier? Cue, LinearClassifier? Content, LinearClassifier? Source)
{
    /// <summary>Number of hash bits.</summary>
    internal const int Bits = 18;

    /// <summary>Working state of one caller.</summary>
    internal sealed class State
    {
        internal readonly FeatureList Features = new();
        internal readonly List<BorderCandidate> Free = [];
        internal readonly List<(int First, int End)> Source = [];
    }

    /// <summary>A cue with its likeliest borders within tokens <c>[low, high)</c>. <paramref name="cueMarks"/> has 1 at the first token of every cue of the document.</summary>
    public Cue Choose(Cue cue, int low, int high, SentenceGraph graph, byte[] cueMarks, State state)
    {
        if (Cue is null || cue.Borders is not { Count: > 1 } all) return cue;
        state.Free.Clear();
        foreach (var candidate in all)
            if (candidate.Spans[0].First >= low && candidate.Spans[0].End <= high) state.Free.Add(candidate);
        if (state.Free.Count < 2) return cue;
        state.Source.Clear();
        var (first, end) = Best(Cue, state.Free, all[0], cue, graph, BorderRole.Cue, state.Source, cueMarks, state.Features, out _).Spans[0];
        return cue with { First = first, End = end, Head = CueFinder.HeadOf(graph, first, end) };
    }

    /// <summary>Sets the likeliest content, then the likeliest source that leaves it free.</summary>
    public void Choose(Arguments found, SentenceGraph graph, byte[] cueMarks, State state)
    {
        if (found.Borders is not { } borders) return;
        if (Content is not null && borders.Content.Count > 1)
        {
            state.Source.Clear();
            if (found.Source.End > found.Source.First) state.Source.Add(found.Source);
            var content = Best(Content, borders.Content, borders.Content[0], found.Cue, graph, BorderRole.Content, state.Source, cueMarks, state.Features, out found.ContentChoice);
            found.Content.Clear();
            found.Content.AddRange(content.Spans);
        }

        if (Source is null || borders.Source.Count < 2) return;
        state.Free.Clear();
        foreach (var candidate in borders.Source)
            if (AttributionRanker.Overlap(candidate.Spans, found.Content) == 0) state.Free.Add(candidate);
        if (state.Free.Count == 0) return;
        var source = Best(Source, state.Free, borders.Source[0], found.Cue, graph, BorderRole.Source, found.Content, cueMarks, state.Features, out found.SourceChoice);
        found.Source = source.Spans.Count > 0 ? source.Spans[^1] : default;
    }

    /// <summary>The likeliest candidate, and how likely it is among them.</summary>
    private static BorderCandidate Best(
        LinearClassifier ranker, List<BorderCandidate> candidates, BorderCandidate chain, Cue cue, SentenceGraph graph, BorderRole role, List<(int First, int End)> other, byte[] cueMarks, FeatureList features, out double probability)
    {
        Span<double> scores = candidates.Count <= MostCandidates ? stackalloc double[candidates.Count] : new double[candidates.Count];
        int best = 0;
        for (int i = 0; i < candidates.Count; i++)
        {
            features.Clear();
            BorderFeatures.Add(features, graph, cue, candidates[i], chain, role, other, cueMarks);
            ranker.Scores(features.Hashes, scores.Slice(i, 1));
            if (scores[i] > scores[best]) best = i;
        }

        PortableMath.Softmax(scores);
        probability = scores[best];
        return candidates[best];
    }

    private const int MostCandidates = 64;
}
