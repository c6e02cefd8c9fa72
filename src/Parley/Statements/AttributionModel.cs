using Parley.Learning;

namespace Parley.Statements;

/// <summary>The three chains: cues of attributions that stand by themselves, cues inside the content of another, and arguments of a cue.</summary>
internal sealed record AttributionChains(ChainCrf Cues, ChainCrf InnerCues, ChainCrf Arguments);

/// <summary>
/// The trained parts of the attribution reader: the chains; what chooses among the borders that they leave open; for outer and inner attributions a ranker and the likelihood from which on a relation is kept; and what makes of that likelihood how often
/// such a relation is right.
/// </summary>
internal sealed record AttributionModel(
    AttributionChains Chains, BorderRanker Borders, RelationRanker Ranker, double Threshold, RelationRanker InnerRanker, double InnerThreshold, ConfidenceMap Confidence)
{
    private const string Name = "attributions";
    private const int Version = 4;

    /// <summary>File name in the model folder.</summary>
    public const string FileName = "attributions.bin";

    /// <summary>Cues are looked at from this probability on; the ranker decides.</summary>
    public const double CueFloor = 0.04;

    /// <summary>Writes the model file.</summary>
    public void Save(string folder) => ModelFile.Save(Path.Combine(folder, FileName), Name, Version, writer =>
    {
        Chains.Cues.Save(writer);
        Chains.InnerCues.Save(writer);
        Chains.Arguments.Save(writer);
        Borders.Cue!.Save(writer);
        Borders.Content!.Save(writer);
        Borders.Source!.Save(writer);
        Ranker.Words.Save(writer);
        Ranker.Trees.Save(writer);
        writer.Write(Threshold);
        InnerRanker.Words.Save(writer);
        InnerRanker.Trees.Save(writer);
        writer.Write(InnerThreshold);
        writer.Write(Confidence.Slope);
        writer.Write(Confidence.Intercept);
    });

    /// <summary>Reads the model file.</summary>
    public static AttributionModel Load(string folder) => ModelFile.Load(Path.Combine(folder, FileName), Name, Version, reader =>
        new AttributionModel(new(ChainCrf.Load(reader), ChainCrf.Load(reader), ChainCrf.Load(reader)),
            new(LinearClassifier.Load(reader), LinearClassifier.Load(reader), LinearClassifier.Load(reader)), new(LinearClassifier.Load(reader), BoostedTrees.Load(reader)), reader.ReadDouble(),
            new(LinearClassifier.Load(reader), BoostedTrees.Load(reader)), reader.ReadDouble(), new(reader.ReadDouble(), reader.ReadDouble())));
}
