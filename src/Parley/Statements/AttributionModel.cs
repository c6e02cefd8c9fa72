using Parley.Learning;

namespace Parley.Statements;

/// <summary>The trained parts of the attribution reader: cue chain, argument chain, ranker, and the confidence from which on a relation is kept.</summary>
internal sealed record AttributionModel(ChainCrf Cues, ChainCrf Arguments, LinearClassifier Ranker, double Threshold)
{
    private const string Name = "attributions";
    private const int Version = 1;

    /// <summary>File name in the model folder.</summary>
    public const string FileName = "attributions.bin";

    /// <summary>Cues are looked at from this probability on; the ranker decides.</summary>
    public const double CueFloor = 0.08;

    /// <summary>Writes the model file.</summary>
    public void Save(string folder) => ModelFile.Save(Path.Combine(folder, FileName), Name, Version, writer =>
    {
        Cues.Save(writer);
        Arguments.Save(writer);
        Ranker.Save(writer);
        writer.Write(Threshold);
    });

    /// <summary>Reads the model file.</summary>
    public static AttributionModel Load(string folder) => ModelFile.Load(Path.Combine(folder, FileName), Name, Version, reader =>
        new AttributionModel(ChainCrf.Load(reader), ChainCrf.Load(reader), LinearClassifier.Load(reader), reader.ReadDouble()));
}
