using Parley.Language;
using Parley.Learning;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>
/// Trains the position models on annotated reports, twice seen: with the annotation's own statements, parties and targets, and as the program reads them. What the steps before
/// find in a report is found by models that never saw its negotiation, so that the models meet in training the mistakes that they will meet in use.
/// </summary>
internal static class PositionTrainer
{
    private const int Folds = 5;

    // An annotated report tells what positions look like, a read one what to trust: in cross-validation a fifth of the weight was best for the former.
    private const double GivenWeight = 0.2;

    private static readonly LinearClassifier.Options LinkOptions = new(Bits: 15, Epochs: 10, Rate: 0.02, L2: 1e-4), StanceOptions = LinkOptions, TrustOptions = LinkOptions with { Epochs = 3 };

    /// <summary>A report with everything but its positions, and the annotation that says them.</summary>
    internal sealed record Case(GoldReport Gold, Document Document, PartyMap Parties, Reading Reading);

    /// <summary>A candidate to learn from; <paramref name="Stance"/> is null where the statement tells no such position.</summary>
    internal sealed record Example(string Group, uint[] Link, uint[] StanceFeatures, Stance? Stance);

    /// <summary>Trains on <c>negotiations-train</c> under <paramref name="dataFolder"/> with the models of the steps before in <paramref name="modelFolder"/>, and writes the models there.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var (given, read) = Cases(TrainingReports.Load(dataFolder), modelFolder, log);
        var finder = Fit([.. given.Zip(read)]);
        log($"positions: {given.Sum(c => c.Gold.Statements.Sum(s => s.Positions.Count))} positions in {given.Count} reports");
        finder.Save(modelFolder);
    }

    /// <summary>
    /// The models that fit some reports: link from the annotation's own statements and targets, stance from these and the readings, trust from the readings, where the link is judged by
    /// models of other negotiations as it will be in use.
    /// </summary>
    public static PositionFinder Fit(IReadOnlyList<(Case Given, Case Read)> reports)
    {
        var given = Examples(reports.Select(r => r.Given));
        var trust = new List<(uint[], int, double)>();
        foreach (var (rest, held) in GroupFolds.Split(reports, r => r.Read.Gold.Group, Folds))
        {
            var groups = rest.Select(r => r.Read.Gold.Group).ToHashSet(StringComparer.Ordinal);
            var link = Link([.. given.Where(e => groups.Contains(e.Group))]);
            foreach (var (annotated, seen) in held)
            {
                AddTrust(annotated, link, GivenWeight, trust);
                AddTrust(seen, link, 1, trust);
            }
        }

        // What stance a statement takes shows in both sights of it alike; in a reading the words that tell it are those that the reader found.
        var stances = given.Concat(Examples(reports.Select(r => r.Read))).Where(e => e.Stance is not null).Select(e => (e.StanceFeatures, (int)e.Stance!.Value, 1.0));
        return new(Link(given), LinearClassifier.Train([.. stances], 3, StanceOptions), LinearClassifier.Train(trust, 2, TrustOptions));
    }

    private static LinearClassifier Link(IReadOnlyList<Example> examples) => LinearClassifier.Train([.. examples.Select(e => (e.Link, e.Stance is null ? 0 : 1, 1.0))], 2, LinkOptions);

    private static void AddTrust(Case c, LinearClassifier link, double weight, List<(uint[], int, double)> examples)
    {
        var alignment = new GoldAlignment(c.Gold, c.Reading);
        var scene = new PositionScene(c.Document, c.Parties, c.Reading.Statements, c.Reading.Proposals, c.Reading.Issues);
        var features = new FeatureList();
        Span<double> p = stackalloc double[2];
        for (int i = 0; i < c.Reading.Statements.Count; i++)
        {
            foreach (var candidate in scene.Candidates(i))
            {
                features.Clear();
                PositionFeatures.Link(scene, candidate, features);
                link.Probabilities(features.Hashes, p);
                if (p[1] < PositionFinder.Floor) continue;
                features.Clear();
                PositionFeatures.Trust(scene, candidate, p[1], features);
                examples.Add((features.ToArray(), alignment.PositionOf(i, candidate.Holder, scene.Targets.Targets[candidate.Target].Id) is null ? 0 : 1, weight));
            }
        }
    }

    /// <summary>Reports as the annotation gives them and as the program reads them, one of each a report, in the same order.</summary>
    public static (IReadOnlyList<Case> Given, IReadOnlyList<Case> Read) Cases(IReadOnlyList<GoldReport> golds, string modelFolder, Action<string> log)
    {
        var annotator = Annotator.Load(modelFolder);
        var clusters = WordClusters.Load(modelFolder);
        var attributions = HeldOutAttributions.Load(modelFolder);
        var documents = PartyTrainer.Read(golds, annotator);
        var pronouns = PronounExamples.Load(modelFolder);
        var tables = TrainingReport.Load(golds, annotator, clusters);
        List<Whole> reports = [.. documents.Zip(tables, (d, t) => new Whole(d, t, [.. ActTrainer.Examples([d.Gold], _ => d.Document)]))];
        var given = new Dictionary<string, Case>(StringComparer.Ordinal);
        var read = new Dictionary<string, Case>(StringComparer.Ordinal);
        foreach (var (rest, held) in GroupFolds.Split(reports, r => r.Document.Gold.Group, Folds))
        {
            var acts = ActTrainer.Fit([.. rest.SelectMany(r => r.Acts)]);
            var parties = new PartyReader(PartyTrainer.Fit([.. rest.Select(r => r.Document)], pronouns));
            var proposals = ProposalFinder.Train([.. rest.Select(r => r.Table)]);
            var issues = IssueFinder.Train([.. rest.Select(r => r.Table)]);
            foreach (var (example, _, _) in held)
            {
                given[example.Gold.Name] = Given(example, acts);
                read[example.Gold.Name] = Read(example, attributions[example.Gold.Name], acts, parties, proposals, issues, clusters);
            }

            log($"positions: {read.Count} of {reports.Count} reports read");
        }

        return ([.. reports.Select(r => given[r.Document.Gold.Name])], [.. reports.Select(r => read[r.Document.Gold.Name])]);
    }

    /// <summary>Examples of cases: every candidate of every statement.</summary>
    public static IReadOnlyList<Example> Examples(IEnumerable<Case> cases)
    {
        var examples = new List<Example>();
        var features = new FeatureList();
        foreach (var c in cases)
        {
            var alignment = new GoldAlignment(c.Gold, c.Reading);
            var scene = new PositionScene(c.Document, c.Parties, c.Reading.Statements, c.Reading.Proposals, c.Reading.Issues);
            for (int i = 0; i < c.Reading.Statements.Count; i++)
            {
                foreach (var candidate in scene.Candidates(i))
                {
                    features.Clear();
                    PositionFeatures.Link(scene, candidate, features);
                    uint[] link = features.ToArray();
                    features.Clear();
                    PositionFeatures.Stance(scene, candidate, features);
                    var truth = alignment.PositionOf(i, candidate.Holder, scene.Targets.Targets[candidate.Target].Id);
                    examples.Add(new(c.Gold.Group, link, features.ToArray(), truth?.Stance));
                }
            }
        }

        return examples;
    }

    /// <summary>
    /// The read cases with positions told by models of other negotiations (trained on both sights of them): what precision and recall at a confidence are measured on.
    /// </summary>
    public static IReadOnlyList<Reading> CrossValidate(IReadOnlyList<Case> given, IReadOnlyList<Case> read)
    {
        List<(Case Given, Case Read)> pairs = [.. given.Zip(read)];
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var (rest, held) in GroupFolds.Split(pairs, p => p.Read.Gold.Group, Folds))
        {
            var finder = Fit(rest);
            foreach (var (_, c) in held)
            {
                var statements = finder.Find(new(c.Document, c.Parties, c.Reading.Statements, c.Reading.Proposals, c.Reading.Issues), kept: 0.05);
                readings[c.Gold.Name] = c.Reading with { Statements = statements };
            }
        }

        return [.. read.Select(c => readings[c.Gold.Name])];
    }

    private static Case Given(PartyTrainer.Example example, ActClassifier acts)
    {
        var reading = example.Gold.ToReading(example.Document.Report);
        var parties = new PartyMap(example.Document, reading.Parties, reading.Actors);
        return new(example.Gold, example.Document, parties, reading with { Statements = [.. reading.Statements.Select(s => s with { Act = ActOf(example.Document, parties, s, acts), Positions = [] })] });
    }

    private static Case Read(
        PartyTrainer.Example example, IReadOnlyList<Attribution> attributions, ActClassifier acts, PartyReader reader, ProposalFinder proposals, IssueFinder issues, WordClusters clusters)
    {
        var parties = reader.Read(example.Document, attributions, new());
        var map = new PartyMap(example.Document, parties);
        var index = new ReportIndex(example.Document, attributions, parties, clusters);
        var tabled = proposals.Find(index, new());
        var statements = attributions.Select((a, i) =>
        {
            var speaker = a.Source.Count > 0 ? parties.Resolve(a.Source[0]) : default;
            var s = new Statement("s" + (i + 1), new(a.Source, speaker.Actor, speaker.Party), new(a.Cue), new(a.Content), Act.Assert, [], a.Likelihood);
            return s with { Act = ActOf(example.Document, map, s, acts) };
        });
        Statement[] told = [.. statements];
        return new(example.Gold, example.Document, map, new Reading
        {
            Reader = new("", ""),
            Report = example.Document.Report,
            Parties = parties.Parties,
            Actors = parties.Actors,
            Statements = told,
            Proposals = tabled,
            Issues = IssueTrimmer.Trim(new(), index.Tree, map, told, [.. told.Select(s => StatementFrame.Of(example.Document, s, map))], tabled, issues.Find(index, tabled, new())),
        });
    }

    private static Act ActOf(Document document, PartyMap parties, Statement s, ActClassifier acts) =>
        acts.Classify(StatementFrame.Of(document, s, parties)).Act;

    private sealed record Whole(PartyTrainer.Example Document, TrainingReport Table, IReadOnlyList<ActTrainer.Example> Acts);
}
