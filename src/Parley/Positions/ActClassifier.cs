using Parley.Learning;

namespace Parley.Positions;

/// <summary>Tells what a source does by a statement: one of the ten acts, by a multinomial logistic regression over the cue, the content's words and its form. Thread-safe.</summary>
internal sealed class ActClassifier
{
    /// <summary>Name of the model file.</summary>
    public const string FileName = "acts.bin";

    private const string Name = "acts";
    private const int Version = 1;
    private readonly LinearClassifier model;

    /// <summary>Wraps trained weights.</summary>
    public ActClassifier(LinearClassifier model) => this.model = model;

    /// <summary>The number of acts.</summary>
    public static int Acts { get; } = Enum.GetValues<Act>().Length;

    /// <summary>Reads the model from a folder.</summary>
    /// <exception cref="InvalidDataException">The file is missing or of another version.</exception>
    public static ActClassifier Load(string folder) => new(ModelFile.Load(Path.Combine(folder, FileName), Name, Version, LinearClassifier.Load));

    /// <summary>Writes the model into a folder.</summary>
    public void Save(string folder) => ModelFile.Save(Path.Combine(folder, FileName), Name, Version, model.Save);

    /// <summary>The most probable act and its probability.</summary>
    public (Act Act, double Probability) Classify(StatementFrame frame)
    {
        var features = FeatureList.Scratch;
        ActFeatures.Fill(frame, features);
        return Classify(features.Hashes);
    }

    /// <summary>The most probable act for features of <see cref="ActFeatures"/>.</summary>
    public (Act Act, double Probability) Classify(ReadOnlySpan<uint> features)
    {
        var (best, probability) = model.Best(features);
        return ((Act)best, probability);
    }
}
