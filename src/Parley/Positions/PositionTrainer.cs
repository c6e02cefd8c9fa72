using Parley.Language;
using Parley.Learning;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>Trains the position models on annotated reports: on the annotation's own statements, parties and targets, with acts as models of other negotiations tell them.</summary>
internal static class PositionTrainer
{
    private static readonly LinearClassifier.Options LinkOptions = new(Bits: 15, Epochs: 10, Rate: 0.02, L2: 1e-4), StanceOptions = new(Bits: 15, Epochs: 10, Rate: 0.02, L2: 1e-4);

    /// <summary>A candidate to learn from; <paramref name="Stance"/> is null where the statement tells no such position.</summary>
    internal sealed record Example(string Group, uint[] Link, uint[] StanceFeatures, Stance? Stance, double Weight);

    /// <summary>A report with everything but its positions, and the annotation that says them.</summary>
    internal sealed record Case(GoldReport Gold, Document Document, PartyMap Parties, Reading Reading);

    /// <summary>Trains on <c>negotiations-train</c> under <paramref name="dataFolder"/> with the language models of <paramref name="modelFolder"/>, and writes the model there.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var annotator = Annotator.Load(modelFolder);
        var examples = Examples(GoldCases(GoldReport.LoadFolder(Path.Combine(dataFolder, "negotiations-train")), annotator.Annotate));
        log($"positions: {examples.Count} candidates, {examples.Count(e => e.Stance is not null)} positions");
        Fit(examples).Save(modelFolder);
    }

    /// <summary>The models that fit the examples.</summary>
    public static PositionFinder Fit(IReadOnlyList<Example> examples) => new(
        LinearClassifier.Train([.. examples.Select(e => (e.Link, e.Stance is null ? 0 : 1, e.Weight))], 2, LinkOptions),
        LinearClassifier.Train([.. examples.Where(e => e.Stance is not null).Select(e => (e.StanceFeatures, (int)e.Stance!.Value, e.Weight))], 3, StanceOptions));

    /// <summary>Cases from perfect readings, acts replaced by those that models trained on other negotiations give.</summary>
    public static IReadOnlyList<Case> GoldCases(IReadOnlyList<GoldReport> reports, Func<Report, Document> annotate)
    {
        var cases = new List<Case>();
        foreach (var gold in reports)
        {
            var report = gold.ToReport();
            var reading = gold.ToReading(report);
            var document = annotate(report);
            cases.Add(new(gold, document, new(document, reading.Parties, reading.Actors), reading));
        }

        return WithActs(cases);
    }

    /// <summary>Examples of all cases: every candidate of every statement.</summary>
    public static IReadOnlyList<Example> Examples(IReadOnlyList<Case> cases)
    {
        var examples = new List<Example>();
        var candidates = new List<PositionCandidate>();
        var features = new FeatureList();
        foreach (var c in cases)
        {
            var alignment = new GoldAlignment(c.Gold, c.Reading);
            var scene = new PositionScene(c.Document, c.Parties, c.Reading.Statements, c.Reading.Proposals, c.Reading.Issues);
            for (int i = 0; i < c.Reading.Statements.Count; i++)
            {
                candidates.Clear();
                scene.Candidates(i, candidates);
                foreach (var candidate in candidates)
                {
                    features.Clear();
                    PositionFeatures.Link(scene, candidate, features);
                    uint[] link = features.ToArray();
                    features.Clear();
                    PositionFeatures.Stance(scene, candidate, features);
                    var truth = alignment.PositionOf(i, candidate.Holder, scene.Targets.Targets[candidate.Target].Id);
                    examples.Add(new(c.Gold.Group, link, features.ToArray(), truth?.Stance, 1));
                }
            }
        }

        return examples;
    }

    private static IReadOnlyList<Case> WithActs(IReadOnlyList<Case> cases)
    {
        var features = new FeatureList();
        var examples = new List<ActTrainer.Example>();
        foreach (var c in cases)
        {
            foreach (var s in c.Reading.Statements)
            {
                features.Clear();
                ActFeatures.Fill(StatementFrame.Of(c.Document, s.Source.Spans, s.Cue.Spans, s.Content.Spans, s.Source.Party, c.Parties), features);
                examples.Add(new(c.Gold.Group, features.ToArray(), s.Act));
            }
        }

        var acts = GroupFolds.Predict(examples, e => e.Group, ActTrainer.Fit, (model, e) => model.Classify(e.Features).Act, 9);
        int k = 0;
        return [.. cases.Select(c => c with { Reading = c.Reading with { Statements = [.. c.Reading.Statements.Select(s => s with { Act = acts[k++] })] } })];
    }
}
