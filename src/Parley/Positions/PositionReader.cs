using Parley.Language;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>
/// The Positions stage: from attributions to a reading. Each step sees what the steps before it found: parties and actors, who says each statement and what they do by it,
/// what is on the table, who stands where on it, what contradicts what. Safe for use by several threads at once.
/// </summary>
public sealed class PositionReader
{
    private readonly RoomPool<Room> rooms = new(static () => new());
    private readonly PartyReader parties;
    private readonly ActClassifier acts;
    private readonly TableReader table;
    private readonly PositionFinder positions;

    private PositionReader(PartyReader parties, ActClassifier acts, TableReader table, PositionFinder positions) =>
        (this.parties, this.acts, this.table, this.positions) = (parties, acts, table, positions);

    private sealed class Room
    {
        public readonly PartyReader.State Parties = new();
        public readonly PartyMap Map = new();
        public readonly Reused<StatementFrame> Frames = new();
        public readonly TableReader.State Table = new();
        public readonly PositionScene Scene = new();
        public readonly IssueTrimmer.State Trimmer = new();
        public readonly ContradictionFinder.StatementWords Words = new();
    }

    /// <summary>Loads the stage's models from a folder.</summary>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static PositionReader Load(string modelFolder) =>
        new(new(PartyModel.Load(modelFolder)), ActClassifier.Load(modelFolder), TableReader.Load(modelFolder), PositionFinder.Load(modelFolder));

    /// <summary>Reads a document whose attributions are known. The reading's identity is left blank: who calls fills it in.</summary>
    public Reading Read(Document document, IReadOnlyList<Attribution> attributions)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(attributions);
        var room = rooms.Take();
        var reading = Read(document, Ordered(attributions), room);
        rooms.GiveBack(room, document.Tokens.Length);
        return reading;
    }

    private Reading Read(Document document, Attribution[] ordered, Room room)
    {
        var index = parties.Read(document, ordered, room.Parties);
        var (map, scene) = (room.Map, room.Scene);
        map.Lay(document, index);
        room.Frames.TakeBack();
        var statements = new Statement[ordered.Length];
        var frames = new StatementFrame[ordered.Length];
        for (int i = 0; i < ordered.Length; i++)
        {
            var a = ordered[i];
            var speaker = a.Source.Count > 0 ? index.Resolve(a.Source[0]) : default;
            frames[i] = room.Frames.Next();
            // What is judged about positions is learned from likelihoods; what is shown is a confidence.
            frames[i].Lay(document, a.Source, a.Cue, a.Content, speaker.Party, Math.Round(a.Likelihood, 3), map);
            var (act, _) = acts.Classify(frames[i]);
            statements[i] = new("s" + (i + 1), new(a.Source, speaker.Actor, speaker.Party), new(a.Cue), new(a.Content), act, [], Math.Round(a.Confidence, 3));
        }

        table.Index(document, ordered, index, room.Table);
        var (proposals, named, provisions, events, deadlines) = table.Read(room.Table);
        var issues = IssueTrimmer.Trim(room.Trimmer, room.Table.Index.Tree, map, statements, frames, proposals, named);
        scene.Build(document, map, statements, frames, proposals, issues);
        var held = positions.Find(scene);
        scene.Statements = held;
        var sentences = new TextSpan[document.Sentences.Length];
        for (int i = 0; i < sentences.Length; i++) sentences[i] = document.Sentences[i].Span;
        return new()
        {
            Reader = new("", ""),
            Report = document.Report,
            Sentences = sentences,
            Parties = index.Parties,
            Actors = index.Actors,
            Statements = held,
            Proposals = proposals,
            Issues = issues,
            Provisions = provisions,
            Events = events,
            Deadlines = deadlines,
            Contradictions = ContradictionFinder.Find(scene, index.Parties, room.Words),
        };
    }

    // By cue, then by content; of equals as given.
    private static Attribution[] Ordered(IReadOnlyList<Attribution> attributions)
    {
        Attribution[] ordered = [.. attributions];
        for (int i = 1; i < ordered.Length; i++)
            if ((Start(ordered[i]), Opening(ordered[i])).CompareTo((Start(ordered[i - 1]), Opening(ordered[i - 1]))) < 0) return [.. ordered.OrderBy(Start).ThenBy(Opening)];
        return ordered;
    }

    private static int Opening(Attribution a) => a.Content.Count > 0 ? a.Content[0].Start : 0;

    private static int Start(Attribution a) =>
        a.Cue.Count > 0 ? a.Cue[0].Start : a.Content.Count > 0 ? a.Content[0].Start : a.Source.Count > 0 ? a.Source[0].Start : 0;
}
