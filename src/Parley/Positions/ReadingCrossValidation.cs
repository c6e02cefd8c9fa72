using Parley.Language;
using Parley.Reports;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>
/// Readings of annotated reports by models that have not seen their negotiation: the models of the Positions stage are trained anew for every fold (whole negotiations together), and
/// attributions come from <see cref="HeldOutAttributions"/>. What it measures is what a reader of a new negotiation can expect.
/// </summary>
internal static class ReadingCrossValidation
{
    private const int Folds = 5;

    private static readonly string[] Stage = ["parties", "acts", "proposals", "issues", "events", "positions"];

    /// <summary>One reading a report, in the reports' order.</summary>
    /// <param name="reports">The annotated reports; their files lie in <paramref name="folder"/>.</param>
    /// <param name="folder">Folder of NAME.txt and NAME.gold.json.</param>
    /// <param name="modelFolder">Models of the stages before, with the held-out attributions that training left there.</param>
    /// <param name="log">Told after each fold.</param>
    /// <exception cref="InvalidDataException">A model or the file of held-out attributions is missing.</exception>
    public static IReadOnlyList<Reading> Read(IReadOnlyList<GoldReport> reports, string folder, string modelFolder, Action<string> log)
    {
        var annotator = Annotator.Load(modelFolder);
        var attributions = HeldOutAttributions.Load(modelFolder);
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var (rest, held) in GroupFolds.Split(reports, r => r.Group, Folds))
        {
            string work = Directory.CreateTempSubdirectory("parley-fold").FullName;
            try
            {
                var positions = Train(rest, folder, modelFolder, work);
                foreach (var gold in held)
                    readings[gold.Name] = positions.Read(annotator.Annotate(new RawReport(gold.Name, $"{folder}/{gold.Name}.txt", gold.Text).ToReport()), attributions[gold.Name]);
            }
            finally
            {
                Directory.Delete(work, recursive: true);
            }

            log($"{readings.Count} of {reports.Count} reports read by models that have not seen their negotiation");
        }

        return [.. reports.Select(r => readings[r.Name])];
    }

    private static PositionReader Train(IReadOnlyList<GoldReport> rest, string folder, string modelFolder, string work)
    {
        string data = Path.Combine(work, "data", "negotiations-train"), models = Path.Combine(work, "models");
        Directory.CreateDirectory(data);
        Directory.CreateDirectory(models);
        foreach (var gold in rest)
            foreach (string name in (string[])[gold.Name + ".txt", gold.Name + ".gold.json"]) File.Copy(Path.Combine(folder, name), Path.Combine(data, name));
        string bulk = Path.GetFullPath(Path.Combine(folder, "..", "bulk"));
        if (Directory.Exists(bulk)) Directory.CreateSymbolicLink(Path.Combine(work, "data", "bulk"), bulk);
        foreach (string file in Directory.GetFiles(modelFolder)) File.Copy(file, Path.Combine(models, Path.GetFileName(file)));
        foreach (var trainer in ModelTraining.Models.Where(m => Stage.Contains(m.Name))) trainer.Train(Path.Combine(work, "data"), models, _ => { });
        return PositionReader.Load(models);
    }
}
