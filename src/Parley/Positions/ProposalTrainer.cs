using Parley.Language;

namespace Parley.Positions;

/// <summary>Trains the proposal finder on the annotated negotiation reports; seconds, the same bytes every time.</summary>
internal static class ProposalTrainer
{
    /// <summary>Trains from <c>negotiations-train</c> in <paramref name="dataFolder"/> with the Language models in <paramref name="modelFolder"/>, and writes the model there.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var reports = TrainingReport.Load(TrainingReports.Load(dataFolder), Annotator.Load(modelFolder), WordClusters.Load(modelFolder));
        log($"proposals: training on {reports.Count} reports");
        ProposalFinder.Train(reports).Save(modelFolder);
    }
}
