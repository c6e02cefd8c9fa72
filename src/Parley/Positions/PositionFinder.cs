using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Finds the positions that statements tell: for each party that may hold one and each target that a statement may be about, a first model says whether the statement tells a
/// position, a second which stance. The voice follows from who speaks, the condition from the content's words. Thread-safe.
/// </summary>
internal sealed class PositionFinder
{
    /// <summary>Name of the model file.</summary>
    public const string FileName = "positions.bin";

    /// <summary>Positions of at least this confidence are in a reading: where F1 is best by cross-validation.</summary>
    public const double Kept = 0.3;

    /// <summary>Positions of at least this confidence are shown in a brief, the others are counted as uncertain: precision at least .70 by cross-validation on predicted readings.</summary>
    public const double Shown = 0.6;

    private const string Name = "positions";
    private const int Version = 1;
    private readonly LinearClassifier link, stance;

    /// <summary>Wraps trained weights: <paramref name="link"/> of two classes (no, yes), <paramref name="stance"/> of three.</summary>
    public PositionFinder(LinearClassifier link, LinearClassifier stance) => (this.link, this.stance) = (link, stance);

    /// <summary>Reads the models from a folder.</summary>
    /// <exception cref="InvalidDataException">The file is missing or of another version.</exception>
    public static PositionFinder Load(string folder) =>
        ModelFile.Load(Path.Combine(folder, FileName), Name, Version, reader => new PositionFinder(LinearClassifier.Load(reader), LinearClassifier.Load(reader)));

    /// <summary>Writes the models into a folder.</summary>
    public void Save(string folder) => ModelFile.Save(Path.Combine(folder, FileName), Name, Version, writer =>
    {
        link.Save(writer);
        stance.Save(writer);
    });

    /// <summary>The statements with the positions that they tell, in the order of <paramref name="statements"/>; positions that they have already are replaced.</summary>
    public IReadOnlyList<Statement> Find(
        Document document, PartyMap parties, IReadOnlyList<Statement> statements, IReadOnlyList<Proposal> proposals, IReadOnlyList<Issue> issues, double kept = Kept)
    {
        var scene = new PositionScene(document, parties, statements, proposals, issues);
        var found = new Statement[statements.Count];
        var candidates = new List<PositionCandidate>();
        var features = new FeatureList();
        for (int i = 0; i < found.Length; i++)
        {
            candidates.Clear();
            scene.Candidates(i, candidates);
            var positions = new List<Position>();
            foreach (var c in candidates)
            {
                var (stance, confidence) = Judge(scene, c, features);
                if (confidence < kept) continue;
                positions.Add(new(c.Holder, scene.Targets.Targets[c.Target].Id, stance, VoiceOf(scene, c), ConditionOf(scene.Frames[i]), Math.Round(confidence, 3)));
            }

            found[i] = statements[i] with { Positions = positions };
        }

        return found;
    }

    /// <summary>The likeliest stance of a candidate and the probability that the statement tells just that.</summary>
    public (Stance Stance, double Confidence) Judge(PositionScene scene, in PositionCandidate candidate, FeatureList features)
    {
        Span<double> p = stackalloc double[2];
        features.Clear();
        PositionFeatures.Link(scene, candidate, features);
        link.Probabilities(features.Hashes, p);
        features.Clear();
        PositionFeatures.Stance(scene, candidate, features);
        var (best, probability) = stance.Best(features.Hashes);
        return ((Stance)best, p[1] * probability);
    }

    private static Voice VoiceOf(PositionScene scene, in PositionCandidate c) =>
        c.Role is HolderRole.Source or HolderRole.Joint ? Voice.Own : scene.Frames[c.Statement].Party is null ? Voice.Reported : Voice.Claimed;

    /// <summary>The clause of the condition, from its conjunction to the end of the clause, as the text has it; null without one.</summary>
    public static string? ConditionOf(StatementFrame frame)
    {
        if (frame.Condition < 0) return null;
        var tokens = frame.Document.Tokens;
        int end = frame.Condition + 1;
        while (end < tokens.Length && frame.InContent.Contains(end) && tokens[end].Sentence == tokens[frame.Condition].Sentence
            && tokens[end].Word is not ("," or ";" or ":" or "." or "\"" or "”" or "''" or "--" or "–" or "—")) end++;
        return end - frame.Condition < 3 ? null : frame.Document.Text[tokens[frame.Condition].Span.Start..tokens[end - 1].Span.End];
    }
}
