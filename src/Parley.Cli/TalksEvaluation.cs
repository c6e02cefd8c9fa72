using System.CommandLine;
using Parley.Positions;
using Parley.Reports;
using Parley.Talks;

namespace Parley.Cli;

/// <summary><c>parley evaluate talks FOLDER</c>: how well one picture is made of several reports on one negotiation.</summary>
internal static class TalksEvaluation
{
    /// <summary>The measure.</summary>
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb(
            "talks",
            "Measures identity across reports (pairwise F1 of parties, proposals and issues; ~: among those found) and positions as of each report (all found, and as shown), on series of annotated reports.",
            "parley evaluate talks negotiations/ --cross-validate");
        var data = new Argument<string>("DATA") { Description = "A folder of NAME.series.json with the reports NAME-N.txt and NAME-N.gold.json." };
        var crossValidate = new Option<bool>("--cross-validate") { Description = "Reads each report by models trained on the other negotiations of the folder; needs the held-out attributions that 'parley train' leaves beside the models." };
        var gold = new Option<bool>("--gold") { Description = "Takes the annotations of the single reports for their readings, so that only what is made of them is measured." };
        var models = new Option<string?>("--models") { Description = "Folder of the models. [default: the one the program reads from]", HelpName = "FOLDER" };
        verb.Arguments.Add(data);
        foreach (Option option in new Option[] { crossValidate, gold, models }) verb.Options.Add(option);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(crossValidate) && result.GetValue(gold)) result.AddError("Only one of --cross-validate and --gold.");
        });
        verb.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(data);
            IReadOnlyList<GoldReport> reports = Directory.Exists(folder) ? GoldReport.LoadFolder(folder) : throw new CommandException($"{folder}: no such folder; give the annotated data as DATA");
            IReadOnlyList<GoldSeries> series = GoldSeries.LoadFolder(folder, reports);
            if (series.Count == 0) throw new CommandException($"{folder}: holds no NAME.series.json to measure by; give a folder of annotated series");
            string modelFolder = parsed.GetValue(models) ?? Learning.ModelFile.DefaultFolder;
            Dictionary<string, Reading> readings;
            if (parsed.GetValue(gold))
            {
                readings = reports.ToDictionary(report => report.Name, report => report.ToReading(report.ToReport()));
            }
            else if (parsed.GetValue(crossValidate))
            {
                readings = reports.Zip(ReadingCrossValidation.Read(reports, folder, modelFolder, terminal.Error.WriteLine)).ToDictionary(pair => pair.First.Name, pair => pair.Second);
            }
            else
            {
                var reader = new Reader(modelFolder);
                readings = series.SelectMany(one => one.Reports).ToDictionary(report => report.Name, report => reader.Read(new RawReport(report.Name, $"{folder}/{report.Name}.txt", report.Text).ToReport()));
            }

            var score = new SeriesScore();
            foreach (GoldSeries one in series) score.Add(one, [.. one.Reports.Select(report => readings[report.Name])]);
            terminal.WriteLine($"{series.Count} series of {series.Sum(one => one.Reports.Count)} reports");
            foreach (string line in score.Lines()) terminal.WriteLine(line);
            return ExitCode.Done;
        });
        return verb;
    }
}
