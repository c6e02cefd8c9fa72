using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Finds who said what: cues by a chain over the sentence, source and content by a chain seen from each cue, and a ranker that keeps the relations that are likely right.
/// Thread-safe: the model is shared, the working state belongs to the call.
/// </summary>
internal sealed class AttributionReader(AttributionModel model, WordClusters clusters)
{
    private readonly RoomPool<Room> rooms = new(() => new(new(clusters), model));

    private sealed class Room(SentenceGraph graph, AttributionModel model)
    {
        public readonly SentenceGraph Graph = graph;
        public readonly CandidateSearch Search = new(graph, model.Chains, model.Borders);
        public readonly SurestAttributions Surest = new();
    }

    /// <summary>Loads the stage's models.</summary>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static AttributionReader Load(string modelFolder) => new(AttributionModel.Load(modelFolder), WordClusters.Load(modelFolder));

    /// <summary>The attributions of a document in text order of their cues, with calibrated confidences.</summary>
    /// <param name="document">The document.</param>
    /// <param name="explain">Whether to say why each was found.</param>
    public IReadOnlyList<Attribution> Read(Document document, bool explain = false)
    {
        var room = rooms.Take();
        var found = Find(document, room, explain);
        rooms.GiveBack(room, document.Tokens.Length);
        return found;
    }

    private Attribution[] Find(Document document, Room room, bool explain)
    {
        var (graph, search) = (room.Graph, room.Search);
        graph.Build(document);
        uint bargaining = BargainingWords.Grade(graph);
        var candidates = search.Outer();
        Rank(model.Ranker, graph, candidates, bargaining, explain);
        var kept = room.Surest.Select(candidates, model.Threshold);
        var inner = search.Inner(kept);
        Rank(model.InnerRanker, graph, inner, bargaining, explain);
        foreach (var a in inner)
            if (a.Likelihood >= model.InnerThreshold) kept.Add(a);
        kept.Sort(static (x, y) => x.Cue.First.CompareTo(y.Cue.First));
        var found = new Attribution[kept.Count];
        for (int i = 0; i < found.Length; i++) found[i] = Spans(document, kept[i], model.Confidence);
        return found;
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

    /// <summary>The attribution in spans of the report's text.</summary>
    internal static Attribution Spans(Document document, Arguments a, ConfidenceMap confidence)
    {
        var content = new TextSpan[a.Content.Count];
        for (int i = 0; i < content.Length; i++) content[i] = document.SpanOf(a.Content[i].First, a.Content[i].End);
        return new(a.Source.End > a.Source.First ? [document.SpanOf(a.Source.First, a.Source.End)] : [], [document.SpanOf(a.Cue.First, a.Cue.End)], content, confidence.Of(a.Likelihood), a.Outer is not null) { Likelihood = a.Likelihood, Grounds = a.Grounds };
    }
}
