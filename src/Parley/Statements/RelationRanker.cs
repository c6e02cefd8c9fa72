using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Says how likely a found attribution is right as a whole: a logistic regression over words and classes (<see cref="AttributionRanker"/>), and boosted trees over its verdict and the measures of the steps
/// before, which bound each other in ways that no sum tells: a clear cue with a content that may as well end elsewhere, a sure relation beside a surer one (stacking: Wolpert 1992).
/// </summary>
internal sealed record RelationRanker(LinearClassifier Words, BoostedTrees Trees)
{
    /// <summary>Number of measures.</summary>
    internal const int Measures = 21;

    /// <summary>Neighbours in text order that are looked at on either side.</summary>
    private const int Reach = 12;

    private const double Thousand = 1000;

    /// <summary>The likelihood of candidate <paramref name="index"/>, in [0, 1]; <paramref name="features"/> receives what its words say.</summary>
    public double Likelihood(SentenceGraph graph, IReadOnlyList<Arguments> candidates, int index, uint bargaining, FeatureList features)
    {
        features.Clear();
        AttributionRanker.Add(features, graph, candidates, index, bargaining);
        Span<double> p = stackalloc double[2];
        Words.Probabilities(features.Hashes, p);
        Span<short> measures = stackalloc short[Measures];
        Measure(graph, candidates, index, bargaining, measures);
        measures[0] = LogOdds(p[1]);
        return Trees.Likelihood(measures);
    }

    /// <summary>The verdict of the words as a measure: log-odds in hundredths.</summary>
    public static short LogOdds(double probability)
    {
        double p = Math.Clamp(probability, 1e-5, 1 - 1e-5);
        return (short)Math.Round(100 * PortableMath.Log(p / (1 - p)));
    }

    /// <summary>
    /// All measures but the first, which is the verdict of the words: probabilities in thousandths, how sure cue, borders and choices are, and whether it stands in, holds
    /// or shares the content of another that is sure; the likelihood of all labels together; lengths and distances in tokens; the depth and the part of speech of the cue's head; whether cue and content stand
    /// in quotation marks; and how much the report is about bargaining.
    /// </summary>
    public static void Measure(SentenceGraph graph, IReadOnlyList<Arguments> candidates, int index, uint bargaining, Span<short> measures)
    {
        var a = candidates[index];
        int head = a.Cue.Head, length = 0, n = 1;
        foreach (var (s, e) in a.Content) length += e - s;
        double inside = 0, holds = 0, shares = 0;
        for (int j = Math.Max(0, index - Reach); j < Math.Min(candidates.Count, index + Reach + 1); j++)
        {
            if (j == index) continue;
            var b = candidates[j];
            double sure = b.Cue.Probability * b.ContentMargin;
            if (AttributionRanker.Contains(b.Content, head)) inside = Math.Max(inside, sure);
            if (AttributionRanker.Contains(a.Content, b.Cue.Head)) holds = Math.Max(holds, sure);
            if (AttributionRanker.Overlap(a.Content, b.Content) * 2 > length) shares = Math.Max(shares, sure);
        }

        bool named = a.Source.End > a.Source.First;
        foreach (double p in (ReadOnlySpan<double>)[a.Cue.Probability, a.ContentMargin, a.SourceMargin, a.ContentChoice, a.SourceChoice, inside, holds, shares]) measures[n++] = (short)Math.Round(Thousand * p);
        measures[n++] = (short)Math.Max(-30_000, Math.Round(Thousand * a.LogProbability));
        foreach (int count in (ReadOnlySpan<int>)[
            length, a.Content.Count, a.Source.End - a.Source.First, a.Cue.End - a.Cue.First, a.Content[0].First - head, named ? a.Source.First - head : short.MaxValue, graph.Depth[head],
            (int)graph.Document.Tokens[head].Pos, graph.Quotations.Of(a.Content[0].First) >= 0 ? 1 : 0, graph.Quotations.Of(head) >= 0 ? 1 : 0, (int)bargaining]) measures[n++] = (short)Math.Clamp(count, short.MinValue, short.MaxValue);
    }
}
