using Parley.Language;
using Parley.Learning;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>Trains the act classifier on annotated reports.</summary>
internal static class ActTrainer
{
    private const int Bits = 17;

    // By cross-validation over negotiations.
    private const double Penalty = 4;

    /// <summary>One statement to learn from.</summary>
    internal sealed record Example(string Group, uint[] Features, Act Act);

    /// <summary>Trains on <c>negotiations-train</c> under <paramref name="dataFolder"/> with the language models of <paramref name="modelFolder"/>, and writes the model there.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log) => Train(dataFolder, modelFolder, Annotator.Load(modelFolder).Annotate, log);

    /// <summary>Trains on <c>negotiations-train</c> under <paramref name="dataFolder"/> and writes the model into <paramref name="modelFolder"/>.</summary>
    public static void Train(string dataFolder, string modelFolder, Func<Report, Document> annotate, Action<string> log)
    {
        var examples = Examples(TrainingReports.Load(dataFolder), annotate);
        log($"acts: {examples.Count} statements");
        Fit(examples).Save(modelFolder);
    }

    /// <summary>The model that fits the examples.</summary>
    public static ActClassifier Fit(IReadOnlyList<Example> examples) =>
        new(SmallDataTrainer.Fit([.. examples.Select(e => (e.Features, (int)e.Act, 1.0))], ActClassifier.Acts, Bits, Penalty));

    /// <summary>Share of acts that models trained on other negotiations get right.</summary>
    public static double CrossValidate(IReadOnlyList<Example> examples, int folds = 9)
    {
        var right = GroupFolds.Predict(examples, e => e.Group, Fit, (model, e) => model.Classify(e.Features).Act == e.Act, folds);
        return right.Count(r => r) / (double)examples.Count;
    }

    /// <summary>The annotated statements of reports as examples.</summary>
    public static IReadOnlyList<Example> Examples(IReadOnlyList<GoldReport> reports, Func<Report, Document> annotate)
    {
        var examples = new List<Example>();
        var features = new FeatureList();
        foreach (var gold in reports)
        {
            var report = gold.ToReport();
            var document = annotate(report);
            var reading = gold.ToReading(report);
            var parties = new PartyMap(document, reading.Parties, reading.Actors);
            foreach (var s in reading.Statements)
            {
                features.Clear();
                ActFeatures.Fill(StatementFrame.Of(document, s, parties), features);
                examples.Add(new(gold.Group, features.ToArray(), s.Act));
            }
        }

        return examples;
    }
}
