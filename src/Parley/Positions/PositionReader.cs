using Parley.Language;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>
/// The Positions stage: from attributions to a reading. Each step sees what the steps before it found: parties and actors, who says each statement and what they do by it,
/// what is on the table, who stands where on it, what contradicts what. Safe for use by several threads at once.
/// </summary>
public sealed class PositionReader
{
    private readonly PartyReader parties;
    private readonly ActClassifier acts;
    private readonly TableReader table;
    private readonly PositionFinder positions;

    private PositionReader(PartyReader parties, ActClassifier acts, TableReader table, PositionFinder positions) =>
        (this.parties, this.acts, this.table, this.positions) = (parties, acts, table, positions);

    /// <summary>Loads the stage's models from a folder.</summary>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static PositionReader Load(string modelFolder) =>
        new(new(PartyModel.Load(modelFolder)), ActClassifier.Load(modelFolder), TableReader.Load(modelFolder), PositionFinder.Load(modelFolder));

    /// <summary>Reads a document whose attributions are known. The reading's identity is left blank: who calls fills it in.</summary>
    public Reading Read(Document document, IReadOnlyList<Attribution> attributions)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(attributions);
        Attribution[] ordered = [.. attributions.OrderBy(Start).ThenBy(a => a.Content.Count > 0 ? a.Content[0].Start : 0)];
        var index = parties.Read(document, ordered);
        var map = new PartyMap(document, index);
        var statements = new Statement[ordered.Length];
        var frames = new StatementFrame[ordered.Length];
        for (int i = 0; i < ordered.Length; i++)
        {
            var a = ordered[i];
            var speaker = a.Source.Count > 0 ? index.Resolve(a.Source[0]) : default;
            var (act, _) = acts.Classify(frames[i] = StatementFrame.Of(document, a.Source, a.Cue, a.Content, speaker.Party, map));
            statements[i] = new("s" + (i + 1), new(a.Source, speaker.Actor, speaker.Party), new(a.Cue), new(a.Content), act, [], Math.Round(a.Likelihood, 3));
        }

        var indexed = table.Index(document, ordered, index);
        var (proposals, named, provisions, events, deadlines) = table.Read(indexed);
        var issues = IssueTrimmer.Trim(indexed.Tree, map, statements, frames, proposals, named);
        var scene = new PositionScene(document, map, statements, frames, proposals, issues);
        var held = positions.Find(scene);
        var sentences = new TextSpan[document.Sentences.Length];
        for (int i = 0; i < sentences.Length; i++) sentences[i] = document.Sentences[i].Span;
        return new()
        {
            Reader = new("", ""),
            Report = document.Report,
            Sentences = sentences,
            Parties = index.Parties,
            Actors = index.Actors,
            // What is judged about positions is learned from likelihoods; what is shown is a confidence.
            Statements = [.. held.Select((s, i) => s with { Confidence = Math.Round(ordered[i].Confidence, 3) })],
            Proposals = proposals,
            Issues = issues,
            Provisions = provisions,
            Events = events,
            Deadlines = deadlines,
            Contradictions = ContradictionFinder.Find(scene.With(held), index.Parties),
        };
    }

    private static int Start(Attribution a) =>
        a.Cue.Count > 0 ? a.Cue[0].Start : a.Content.Count > 0 ? a.Content[0].Start : a.Source.Count > 0 ? a.Source[0].Start : 0;
}
