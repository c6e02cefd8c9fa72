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
    private readonly Task<ReaderIdentity> identity;

    /// <summary>Loads the models.</summary>
    /// <param name="modelFolder">Folder of the trained files; null for the one beside the program.</param>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public Reader(string? modelFolder = null)
    {
        modelFolder ??= ModelFile.DefaultFolder;
        // The files are mapped, which takes no time to speak of; what hashes them does, and is not needed before the first report has been read.
        identity = Task.Run(() => new ReaderIdentity(Version, ModelFile.HashOf(modelFolder)));
        annotator = Annotator.Load(modelFolder);
        attributions = AttributionReader.Load(modelFolder);
        positions = PositionReader.Load(modelFolder);
    }

    /// <summary>Version of the program.</summary>
    public static string Version { get; } = typeof(Reader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Which program and which models read.</summary>
    public ReaderIdentity Identity => identity.GetAwaiter().GetResult();

    /// <summary>
    /// Reads a report. Time linear in its length; the same report gives the same reading on every machine. Of a report that is not in English, nothing is read: the reading holds it alone.
    /// </summary>
    public Reading Read(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.IsForeign) return new() { Reader = Identity, Report = report };
        var document = annotator.Annotate(report);
        return positions.Read(document, attributions.Read(document)) with { Reader = Identity };
    }

    /// <summary>The attributions of a report with the grounds on which each was found, in text order of their cues. Reads the report anew.</summary>
    internal IReadOnlyList<Attribution> Explain(Report report) => report.IsForeign ? [] : attributions.Read(annotator.Annotate(report), explain: true);
}
