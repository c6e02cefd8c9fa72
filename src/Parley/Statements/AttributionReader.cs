using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Finds who said what: cues by a chain over the sentence, source and content by a chain seen from each cue, and a ranker that keeps the relations that are likely right.
/// Thread-safe: the model is shared, the working state belongs to the call.
/// </summary>
internal sealed class AttributionReader(AttributionModel model, WordClusters clusters)
{
    private readonly CueFinder cueFinder = new(model.Cues);
    private readonly ArgumentFinder argumentFinder = new(model.Arguments);

    /// <summary>Loads the stage's models.</summary>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static AttributionReader Load(string modelFolder) => new(AttributionModel.Load(modelFolder), WordClusters.Load(modelFolder));

    /// <summary>The attributions of a document in text order of their cues, with calibrated confidences.</summary>
    public IReadOnlyList<Attribution> Read(Document document)
    {
        var graph = new SentenceGraph(clusters);
        graph.Build(document);
        var candidates = Candidates(graph, cueFinder, argumentFinder);
        var features = new FeatureList();
        Span<double> p = stackalloc double[2];
        for (int i = 0; i < candidates.Count; i++)
        {
            features.Clear();
            AttributionRanker.Add(features, graph, candidates, i);
            model.Ranker.Probabilities(features.Hashes, p);
            candidates[i].Confidence = p[1];
        }

        var kept = new List<Attribution>();
        foreach (var (a, nested) in Select(candidates, model.Threshold)) kept.Add(Spans(document, a, nested));
        return kept;
    }

    /// <summary>Every cue above the floor with its arguments, in text order.</summary>
    internal static List<Arguments> Candidates(SentenceGraph graph, CueFinder cueFinder, ArgumentFinder argumentFinder)
    {
        var cues = new List<Cue>();
        cueFinder.Find(graph, new CueFinder.State(), AttributionModel.CueFloor, cues);
        var marks = Marks(graph.Count, cues);
        var state = new ArgumentFinder.State(graph);
        var found = new List<Arguments>(cues.Count);
        foreach (var cue in cues)
        {
            var a = argumentFinder.Find(cue, marks, state);
            if (a.Content.Count > 0) found.Add(a);
        }

        return found;
    }

    /// <summary>1 at the first token of every cue that is more likely than not.</summary>
    internal static byte[] Marks(int tokens, IReadOnlyList<Cue> cues)
    {
        var marks = new byte[tokens];
        foreach (var cue in cues)
            if (cue.Probability >= 0.5) marks[cue.First] = 1;
        return marks;
    }

    /// <summary>
    /// Keeps candidates from the surest down: one whose cue lies in the content of a kept one is nested; one that holds most of the content of a kept one for itself is dropped.
    /// </summary>
    internal static List<(Arguments Found, bool Nested)> Select(IReadOnlyList<Arguments> candidates, double threshold)
    {
        var kept = new List<(Arguments Found, bool Nested)>();
        foreach (var a in candidates.Select((c, i) => (c, i)).Where(x => x.c.Confidence >= threshold).OrderByDescending(x => x.c.Confidence).ThenBy(x => x.i).Select(x => x.c))
        {
            bool nested = false, clash = false;
            int length = a.Content.Sum(r => r.End - r.First);
            foreach (var (b, _) in kept)
            {
                if (AttributionRanker.Contains(b.Content, a.Cue.Head)) nested = true;
                else if (AttributionRanker.Contains(a.Content, b.Cue.Head)) clash |= !nested && b.Confidence > a.Confidence;
                else if (AttributionRanker.Overlap(a.Content, b.Content) * 2 > length) clash = true;
            }

            if (!clash) kept.Add((a, nested));
        }

        kept.Sort((x, y) => x.Found.Cue.First.CompareTo(y.Found.Cue.First));
        return kept;
    }

    private static Attribution Spans(Document document, Arguments a, bool nested)
    {
        var content = new List<TextSpan>(a.Content.Count);
        foreach (var (s, e) in a.Content) content.Add(document.SpanOf(s, e));
        return new(a.Source.End > a.Source.First ? [document.SpanOf(a.Source.First, a.Source.End)] : [], [document.SpanOf(a.Cue.First, a.Cue.End)], content, a.Confidence, nested);
    }
}
