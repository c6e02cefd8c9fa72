using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Finds the positions that statements tell: for each party that may hold one and each target that a statement may be about, a first model says whether the statement tells a
/// position, a second which stance, a third how far to trust both where statements, parties and targets are themselves found by models. The voice follows from who speaks, the condition from the content's words. Thread-safe.
/// </summary>
internal sealed class PositionFinder
{
    /// <summary>Name of the model file.</summary>
    public const string FileName = "positions.bin";

    /// <summary>Positions of at least this confidence are in a reading: where F1 is best by cross-validation on readings of training reports.</summary>
    public const double Kept = 0.08;

    /// <summary>
    /// A stance of a party on a target is shown in a brief where the statements that tell it are together at least so sure; the others are counted as uncertain. A shown cell must be right in seven cases of ten: by
    /// cross-validation on the training reports it is from here on (the figures stand in the measurements).
    /// </summary>
    public const double Shown = 0.75;

    /// <summary>A position on another target of the same holder in the same statement is dropped below this share of the surest one's confidence.</summary>
    public const double Rival = 0.6;

    /// <summary>Links of less probability are not looked at further.</summary>
    public const double Floor = 0.02;

    private const string Name = "positions";
    private const int Version = 2;
    private readonly LinearClassifier link, stance, trust;

    /// <summary>Wraps trained weights: <paramref name="link"/> and <paramref name="trust"/> of two classes (no, yes), <paramref name="stance"/> of three.</summary>
    public PositionFinder(LinearClassifier link, LinearClassifier stance, LinearClassifier trust) => (this.link, this.stance, this.trust) = (link, stance, trust);

    /// <summary>Reads the models from a folder.</summary>
    /// <exception cref="InvalidDataException">The file is missing or of another version.</exception>
    public static PositionFinder Load(string folder) =>
        ModelFile.Load(Path.Combine(folder, FileName), Name, Version, reader => new PositionFinder(LinearClassifier.Load(reader), LinearClassifier.Load(reader), LinearClassifier.Load(reader)));

    /// <summary>Writes the models into a folder.</summary>
    public void Save(string folder) => ModelFile.Save(Path.Combine(folder, FileName), Name, Version, writer =>
    {
        link.Save(writer);
        stance.Save(writer);
        trust.Save(writer);
    });

    /// <summary>The scene's statements with the positions that they tell, in their order; positions that they have already are replaced.</summary>
    public IReadOnlyList<Statement> Find(PositionScene scene, double kept = Kept)
    {
        var statements = scene.Statements;
        var found = new Statement[statements.Count];
        var positions = new List<Position>();
        var features = FeatureList.Scratch;
        for (int i = 0; i < found.Length; i++)
        {
            positions.Clear();
            foreach (var c in scene.Candidates(i))
            {
                var (stance, confidence) = Judge(scene, c, features);
                if (confidence < kept) continue;
                positions.Add(new(c.Holder, scene.Targets.Targets[c.Target].Id, stance, VoiceOf(scene, c), ConditionOf(scene.Frames[i]), Math.Round(confidence, 3)));
            }

            RemoveOutdone(positions);
            // Most statements tell none and stay as they are.
            found[i] = positions.Count == 0 && statements[i].Positions.Count == 0 ? statements[i] : statements[i] with { Positions = positions.ToArray() };
        }

        Nest(scene, found);
        return found;
    }

    // Drops what another target of the same holder outdoes.
    private static void RemoveOutdone(List<Position> positions)
    {
        int all = positions.Count;
        for (int i = 0; i < all; i++)
        {
            bool outdone = false;
            for (int k = 0; k < all && !outdone; k++) outdone = positions[k].Holder == positions[i].Holder && positions[k].Confidence * Rival > positions[i].Confidence;
            if (!outdone) positions.Add(positions[i]);
        }

        positions.RemoveRange(0, all);
    }

    /// <summary>The likeliest stance of a candidate and the probability that the statement tells just that.</summary>
    public (Stance Stance, double Confidence) Judge(PositionScene scene, in PositionCandidate candidate, FeatureList features)
    {
        Span<double> p = stackalloc double[2];
        features.Clear();
        PositionFeatures.Link(scene, candidate, features);
        link.Probabilities(features.Hashes, p);
        if (p[1] < Floor) return (default, 0);
        double linked = p[1];
        features.Clear();
        PositionFeatures.Trust(scene, candidate, linked, features);
        trust.Probabilities(features.Hashes, p);
        features.Clear();
        PositionFeatures.Stance(scene, candidate, features);
        var (best, probability) = stance.Best(features.Hashes);
        return ((Stance)best, p[1] * probability);
    }

    // A position told by a statement and by one inside it counts once, on the outermost that vouches for it.
    private static void Nest(PositionScene scene, Statement[] found)
    {
        for (int i = 0; i < found.Length; i++)
        {
            foreach (int outer in scene.Outer(i))
                if (found[outer].Positions.Count > 0 && found[i].Positions.Count > 0) found[i] = Without(found[i], found[outer].Positions);
        }
    }

    private static Statement Without(Statement statement, IReadOnlyList<Position> above) =>
        statement with { Positions = [.. statement.Positions.Where(p => !above.Any(q => q.Holder == p.Holder && q.Target == p.Target && q.Stance == p.Stance))] };

    private static Voice VoiceOf(PositionScene scene, in PositionCandidate c) =>
        c.Role is HolderRole.Source or HolderRole.Joint ? Voice.Own : scene.Frames[c.Statement].Party is null ? Voice.Reported : Voice.Claimed;

    /// <summary>The clause of the condition, from its conjunction to the end of the clause, as the text has it; null without one.</summary>
    public static string? ConditionOf(StatementFrame frame)
    {
        if (frame.Condition < 0) return null;
        var tokens = frame.Document.Tokens;
        int end = frame.Condition + 1;
        while (end < tokens.Length && frame.InContent(end) && tokens[end].Sentence == tokens[frame.Condition].Sentence
            && tokens[end].Word is not ("," or ";" or ":" or "." or "\"" or "”" or "''" or "--" or "–" or "—")) end++;
        return end - frame.Condition < 3 ? null : frame.Document.Text[tokens[frame.Condition].Span.Start..tokens[end - 1].Span.End];
    }
}
