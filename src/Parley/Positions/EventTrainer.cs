using Parley.Language;

namespace Parley.Positions;

/// <summary>Trains the event finder on the annotated negotiation reports; seconds, the same bytes every time.</summary>
internal static class EventTrainer
{
    /// <summary>Trains from <c>negotiations-train</c> in <paramref name="dataFolder"/> with the Language models in <paramref name="modelFolder"/>, and writes the model there.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var reports = TrainingReport.Load(TrainingReports.Load(dataFolder), Annotator.Load(modelFolder), WordClusters.Load(modelFolder));
        log($"events: training on {reports.Count} reports");
        EventFinder.Train(reports).Save(modelFolder);
    }
}
