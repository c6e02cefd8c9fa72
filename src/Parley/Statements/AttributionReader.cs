using System.Collections.Concurrent;
using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Finds who said what: cues by a chain over the sentence, source and content by a chain seen from each cue, and a ranker that keeps the relations that are likely right.
/// Thread-safe: the model is shared, the working state belongs to the call.
/// </summary>
internal sealed class AttributionReader(AttributionModel model, WordClusters clusters)
{
    // Tokens; twice as far as a window of ArgumentFeatures can reach from its cue.
    private const int Stretch = 2 * 4 * ArgumentFeatures.MostTokens + 128;

    // Working memory, lent to one call at a time.
    private readonly ConcurrentBag<(SentenceGraph Graph, CandidateSearch Search)> idle = [];

    /// <summary>Loads the stage's models.</summary>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static AttributionReader Load(string modelFolder) => new(AttributionModel.Load(modelFolder), WordClusters.Load(modelFolder));

    /// <summary>The attributions of a document in text order of their cues, with calibrated confidences.</summary>
    /// <param name="document">The document.</param>
    /// <param name="explain">Whether to say why each was found.</param>
    public IReadOnlyList<Attribution> Read(Document document, bool explain = false)
    {
        if (!idle.TryTake(out var room))
        {
            var fresh = new SentenceGraph(clusters);
            room = (fresh, new(fresh, model.Chains, model.Borders));
        }

        var kept = Find(document, room.Graph, room.Search, explain);
        idle.Add(room);
        return kept;
    }

    private Attribution[] Find(Document document, SentenceGraph graph, CandidateSearch search, bool explain)
    {
        graph.Build(document);
        uint bargaining = BargainingWords.Grade(graph);
        var candidates = search.Outer();
        Rank(model.Ranker, graph, candidates, bargaining, explain);
        var kept = Select(candidates, model.Threshold);
        var inner = search.Inner(kept);
        Rank(model.InnerRanker, graph, inner, bargaining, explain);
        kept.AddRange(inner.Where(a => a.Likelihood >= model.InnerThreshold));
        kept.Sort((x, y) => x.Cue.First.CompareTo(y.Cue.First));
        return [.. kept.Select(a => Spans(document, a, model.Confidence))];
    }

    private static void Rank(RelationRanker ranker, SentenceGraph graph, List<Arguments> candidates, uint bargaining, bool explain)
    {
        var features = explain ? new() : FeatureList.Scratch;
        if (explain) features.KeepNames();
        for (int i = 0; i < candidates.Count; i++)
        {
            candidates[i].Likelihood = ranker.Likelihood(graph, candidates, i, bargaining, features);
            if (explain) candidates[i].Grounds = AttributionGrounds.Of(candidates[i], ranker.Words, features);
        }
    }

    /// <summary>
    /// Keeps candidates from the surest down; dropped are those whose cue lies in the content of a kept one, that hold the cue of a kept one, or that share most of their content with one.
    /// </summary>
    internal static List<Arguments> Select(IReadOnlyList<Arguments> candidates, double threshold)
    {
        var kept = new List<Arguments>();
        // No content reaches further from its cue than half a stretch: those that can clash lie in the same stretch or the next.
        var near = new Dictionary<int, List<Arguments>>();
        foreach (var a in candidates.Select((c, i) => (c, i)).Where(x => x.c.Likelihood >= threshold).OrderByDescending(x => x.c.Likelihood).ThenBy(x => x.i).Select(x => x.c))
        {
            int length = a.Content.Sum(r => r.End - r.First), stretch = a.Cue.Head / Stretch;
            bool clash = false;
            for (int s = stretch - 1; s <= stretch + 1 && !clash; s++)
            {
                clash = near.TryGetValue(s, out var others) && others.Exists(b => AttributionRanker.Contains(b.Content, a.Cue.Head) || AttributionRanker.Contains(a.Content, b.Cue.Head)
                    || AttributionRanker.Overlap(a.Content, b.Content) * 2 > length);
            }

            if (clash) continue;
            kept.Add(a);
            if (!near.TryGetValue(stretch, out var here)) near[stretch] = here = [];
            here.Add(a);
        }

        kept.Sort((x, y) => x.Cue.First.CompareTo(y.Cue.First));
        return kept;
    }

    /// <summary>The attribution in spans of the report's text.</summary>
    internal static Attribution Spans(Document document, Arguments a, ConfidenceMap confidence)
    {
        var content = new List<TextSpan>(a.Content.Count);
        foreach (var (s, e) in a.Content) content.Add(document.SpanOf(s, e));
        return new(a.Source.End > a.Source.First ? [document.SpanOf(a.Source.First, a.Source.End)] : [], [document.SpanOf(a.Cue.First, a.Cue.End)], content, confidence.Of(a.Likelihood), a.Outer is not null) { Likelihood = a.Likelihood, Grounds = a.Grounds };
    }
}
