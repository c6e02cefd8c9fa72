using Parley.Learning;

namespace Parley.Positions;

/// <summary>The trained part of party and speaker finding: three small classifiers in one file.</summary>
/// <param name="Sides">Whether a person or office speaks for a side.</param>
/// <param name="Parties">Whether a side is a party to the negotiation.</param>
/// <param name="Speakers">Whether a source or pronoun refers to a referent.</param>
internal sealed record PartyModel(LinearClassifier Sides, LinearClassifier Parties, LinearClassifier Speakers)
{
    private const string Name = "parties";
    private const int Version = 1;

    /// <summary>The model's file in a folder of models.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "parties.bin");

    /// <summary>Writes the model into a folder.</summary>
    public void Save(string folder) => ModelFile.Save(PathIn(folder), Name, Version, writer =>
    {
        Sides.Save(writer);
        Parties.Save(writer);
        Speakers.Save(writer);
    });

    /// <summary>Reads the model from a folder.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is of another version.</exception>
    public static PartyModel Load(string folder) => ModelFile.Load(PathIn(folder), Name, Version,
        reader => new PartyModel(LinearClassifier.Load(reader), LinearClassifier.Load(reader), LinearClassifier.Load(reader)));
}
