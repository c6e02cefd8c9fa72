using System.Reflection;
using Parley.Language;
using Parley.Learning;
using Parley.Positions;
using Parley.Reports;
using Parley.Statements;

namespace Parley;

/// <summary>All stages from a report to its reading. Loads the models once; afterwards it never changes and any number of threads may use it at the same time.</summary>
public sealed class Reader
{
    private readonly Annotator annotator;
    private readonly AttributionReader attributions;
    private readonly PositionReader positions;

    /// <summary>Loads the models.</summary>
    /// <param name="modelFolder">Folder of the trained files; null for the one beside the program.</param>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public Reader(string? modelFolder = null)
    {
        modelFolder ??= ModelFile.DefaultFolder;
        annotator = Annotator.Load(modelFolder);
        attributions = AttributionReader.Load(modelFolder);
        positions = PositionReader.Load(modelFolder);
        Identity = new(Version, ModelFile.HashOf(modelFolder));
    }

    /// <summary>Version of the program.</summary>
    public static string Version { get; } = typeof(Reader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Which program and which models read.</summary>
    public ReaderIdentity Identity { get; }

    /// <summary>Reads a report. Time linear in its length; the same report gives the same reading on every machine.</summary>
    public Reading Read(Report report)
    {
        var document = annotator.Annotate(report);
        return positions.Read(document, attributions.Read(document)) with { Reader = Identity };
    }
}
