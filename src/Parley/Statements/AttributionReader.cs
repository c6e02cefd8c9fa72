using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Finds who said what: cues by a chain over the sentence, source and content by a chain seen from each cue, and a ranker that keeps the relations that are likely right.
/// Thread-safe: the model is shared, the working state belongs to the call.
/// </summary>
internal sealed class AttributionReader(AttributionModel model, WordClusters clusters)
{
    /// <summary>Loads the stage's models.</summary>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static AttributionReader Load(string modelFolder) => new(AttributionModel.Load(modelFolder), WordClusters.Load(modelFolder));

    /// <summary>The attributions of a document in text order of their cues, with calibrated confidences.</summary>
    public IReadOnlyList<Attribution> Read(Document document)
    {
        var graph = new SentenceGraph(clusters);
        graph.Build(document);
        uint bargaining = BargainingWords.Grade(graph);
        var search = new CandidateSearch(graph, model.Chains);
        var candidates = search.Outer();
        Rank(model.Ranker, graph, candidates, bargaining);
        var kept = Select(candidates, model.Threshold);
        var inner = search.Inner(kept);
        Rank(model.InnerRanker, graph, inner, bargaining);
        kept.AddRange(inner.Where(a => a.Confidence >= model.InnerThreshold));
        kept.Sort((x, y) => x.Cue.First.CompareTo(y.Cue.First));
        return [.. kept.Select(a => Spans(document, a))];
    }

    private static void Rank(LinearClassifier ranker, SentenceGraph graph, List<Arguments> candidates, uint bargaining)
    {
        var features = new FeatureList();
        Span<double> p = stackalloc double[2];
        for (int i = 0; i < candidates.Count; i++)
        {
            features.Clear();
            AttributionRanker.Add(features, graph, candidates, i, bargaining);
            ranker.Probabilities(features.Hashes, p);
            candidates[i].Confidence = p[1];
        }
    }

    /// <summary>
    /// Keeps candidates from the surest down; dropped are those whose cue lies in the content of a kept one, that hold the cue of a kept one, or that share most of their content with one.
    /// </summary>
    internal static List<Arguments> Select(IReadOnlyList<Arguments> candidates, double threshold)
    {
        var kept = new List<Arguments>();
        foreach (var a in candidates.Select((c, i) => (c, i)).Where(x => x.c.Confidence >= threshold).OrderByDescending(x => x.c.Confidence).ThenBy(x => x.i).Select(x => x.c))
        {
            int length = a.Content.Sum(r => r.End - r.First);
            bool clash = kept.Exists(b => AttributionRanker.Contains(b.Content, a.Cue.Head) || AttributionRanker.Contains(a.Content, b.Cue.Head)
                || AttributionRanker.Overlap(a.Content, b.Content) * 2 > length);
            if (!clash) kept.Add(a);
        }

        kept.Sort((x, y) => x.Cue.First.CompareTo(y.Cue.First));
        return kept;
    }

    /// <summary>The attribution in spans of the report's text.</summary>
    internal static Attribution Spans(Document document, Arguments a)
    {
        var content = new List<TextSpan>(a.Content.Count);
        foreach (var (s, e) in a.Content) content.Add(document.SpanOf(s, e));
        return new(a.Source.End > a.Source.First ? [document.SpanOf(a.Source.First, a.Source.End)] : [], [document.SpanOf(a.Cue.First, a.Cue.End)], content, a.Confidence, a.Outer is not null);
    }
}
