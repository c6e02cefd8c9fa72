using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Trains the attribution reader on PolNeAR and on annotated negotiation reports. The chains learn from both; the rankers learn from what chains of three quarters of the texts find in
/// the fourth (jackknifing), so that they know errors as they will meet them, and what rankers think of texts that they have not seen is compared with what is right there, for the confidence. Every
/// negotiation lies wholly in one part.
/// </summary>
internal sealed class AttributionTrainer(WordClusters clusters)
{
    private const int ChainFolds = 4, RankerFolds = 4;

    /// <summary>How often a negotiation report is shown to the chains: they are few against the articles.</summary>
    private const int NegotiationRepeats = 1;

    private static readonly ChainCrfTrainer.Options CueOptions = new(Epochs: 8, Rate: 0.02, Cutoff: 2, Dropout: 0.3, L2: 0, Seed: 7, Runs: 3), ArgumentOptions = new(Epochs: 6, Rate: 0.02, Cutoff: 2, Dropout: 0.3, L2: 0, Seed: 11, Runs: 3);

    private static readonly LinearClassifier.Options RankerOptions = new(AttributionRanker.Bits, Epochs: 8, Rate: 0.05, L2: 1e-5);

    private static readonly BoostedTreesTrainer.Options TreeOptions = new(Trees: 160, Depth: 4, Rate: 0.08, Lambda: 5, LeastWeight: 10, RowShare: 70, FeatureShare: 60);

    private readonly FeatureList features = new();
    private readonly BorderRanker.State borderState = new();

    /// <summary>Trains on PolNeAR's training articles and the negotiation reports as the Language stage reads them, and writes the model file.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var texts = AttributionTexts.Load(dataFolder, Annotator.Load(modelFolder));
        var (model, heldOut) = new AttributionTrainer(WordClusters.Load(modelFolder)).Run(texts, log);
        model.Save(modelFolder);
        HeldOutAttributions.Save(modelFolder, heldOut);
    }

    /// <summary>Trains on annotated texts; also gives what was found in the negotiation reports by models that had not seen them.</summary>
    public (AttributionModel Model, IReadOnlyDictionary<string, IReadOnlyList<Attribution>> HeldOut) Run(IReadOnlyList<AttributionText> texts, Action<string> log)
    {
        var folds = new AttributionChains[ChainFolds];
        for (int k = 0; k < ChainFolds; k++) folds[k] = TrainChains([.. texts.Where(t => t.Fold % ChainFolds != k)], $"without part {k + 1}: ", log);
        var parts = texts.Select(t => new Jackknifed(t, new SentenceGraph(clusters), folds[t.Fold % ChainFolds])).ToList();
        var borders = new BorderTrainer();
        foreach (var h in parts) FindCues(h, borders);
        var cueFolds = TrainBorders(borders, BorderRole.Cue, log);
        foreach (var h in parts) FindOuter(h, new(cueFolds[FoldOf(h)], null, null), borders);
        LinearClassifier[] contentFolds = TrainBorders(borders, BorderRole.Content, log), sourceFolds = TrainBorders(borders, BorderRole.Source, log);
        BorderRanker BordersOf(Jackknifed h) => new(cueFolds[FoldOf(h)], contentFolds[FoldOf(h)], sourceFolds[FoldOf(h)]);
        foreach (var h in parts) ChooseOuter(h, BordersOf(h));
        var outer = CrossRank(parts, h => h.Outer);
        double threshold = ChooseThreshold([.. parts.Where(h => !h.Text.CountsInner)], (h, t) => new SurestAttributions().Select([.. h.Outer.Select(e => e.Found)], t), "outer", log);
        foreach (var h in parts.Where((h, i) => h.Text.CountsInner || i % 6 == 0)) FindInner(h, threshold, BordersOf(h));
        var inner = CrossRank(parts, h => h.Inner);
        double innerThreshold = ChooseThreshold([.. parts.Where(h => h.Text.CountsInner)],
            (h, t) => Both(h, threshold, t), "inner", log);
        var heldOut = new Dictionary<string, IReadOnlyList<Attribution>>(StringComparer.Ordinal);
        foreach (var h in parts.Where(h => h.Text.CountsInner))
        {
            var kept = Both(h, threshold, innerThreshold);
            kept.Sort((a, b) => a.Cue.First.CompareTo(b.Cue.First));
            heldOut.Add(h.Text.Document.Report.Id, [.. kept.Select(a => AttributionReader.Spans(h.Text.Document, a, ConfidenceMap.Identity))]);
        }

        var confidence = ConfidenceMap.Fit([.. parts.SelectMany(h => Findings(h, threshold, innerThreshold))]);
        log($"confidence: slope {confidence.Slope:F3}, intercept {confidence.Intercept:F3}");
        return (new(TrainChains(texts, "", log), new(borders.Train(BorderRole.Cue), borders.Train(BorderRole.Content), borders.Train(BorderRole.Source)), outer, threshold, inner, innerThreshold, confidence), heldOut);
    }

    /// <summary>What would be kept of a text, with the likelihood that models gave it which had not seen the text. Where inner attributions were not annotated, none counts.</summary>
    private static IEnumerable<(double Likelihood, bool Right)> Findings(Jackknifed part, double outer, double inner)
    {
        var kept = Both(part, outer, inner).ToHashSet();
        return part.Outer.Concat(part.Text.CountsInner ? part.Inner : []).Where(e => kept.Contains(e.Found)).Select(e => (e.Found.Likelihood, e.Right));
    }

    private static List<Arguments> Both(Jackknifed part, double outer, double inner) =>
        [.. new SurestAttributions().Select([.. part.Outer.Select(e => e.Found)], outer), .. part.Inner.Where(e => e.Found.Likelihood >= inner).Select(e => e.Found)];

    /// <summary>A text and what chains that have not seen it find in it.</summary>
    private sealed record Jackknifed(AttributionText Text, SentenceGraph Graph, AttributionChains Chains)
    {
        public List<Arguments> Found { get; } = [];

        public byte[] CueMarks { get; set; } = [];

        public List<Example> Outer { get; } = [];

        public List<Example> Inner { get; } = [];
    }

    /// <summary>A candidate with its words and its measures, of which the first is the verdict of a ranker of words that has not seen the text.</summary>
    private sealed record Example(Arguments Found, uint[] Features, short[] Measures, bool Right, double Weight);

    private AttributionChains TrainChains(IReadOnlyList<AttributionText> texts, string name, Action<string> log) =>
        new(TrainCues(texts, inner: false, s => log($"{name}cues: {s}")), TrainCues(texts, inner: true, s => log($"{name}inner cues: {s}")), TrainArguments(texts, s => log($"{name}arguments: {s}")));

    private static int FoldOf(Jackknifed part) => part.Text.Fold / ChainFolds % RankerFolds;

    private static LinearClassifier[] TrainBorders(BorderTrainer borders, BorderRole role, Action<string> log)
    {
        LinearClassifier[] folds = [.. Enumerable.Range(0, RankerFolds).Select(k => borders.Train(role, except: k))];
        log(borders.Measure(role, folds));
        return folds;
    }

    private static void FindCues(Jackknifed part, BorderTrainer borders)
    {
        part.Graph.Build(part.Text.Document);
        var search = new CandidateSearch(part.Graph, part.Chains);
        borders.Add(part.Text, part.Graph, search.Cues(), search.CueMarks, FoldOf(part));
    }

    private static void FindOuter(Jackknifed part, BorderRanker cues, BorderTrainer borders)
    {
        var search = new CandidateSearch(part.Graph, part.Chains, cues);
        part.Found.AddRange(search.Outer());
        part.CueMarks = search.CueMarks;
        borders.Add(part.Text, part.Graph, part.Found, part.CueMarks, FoldOf(part));
    }

    /// <summary>Sets the borders, by a ranker that has not seen the text, of what was found there, and makes examples of it.</summary>
    private void ChooseOuter(Jackknifed part, BorderRanker borders)
    {
        foreach (var found in part.Found) borders.Choose(found, part.Graph, part.CueMarks, borderState);
        Add(part, part.Outer, part.Found, part.Text.Gold, part.Text.CountsInner ? 2 : 1);
    }

    private void FindInner(Jackknifed part, double threshold, BorderRanker borders)
    {
        var kept = new SurestAttributions().Select([.. part.Outer.Select(e => e.Found)], threshold);
        var found = new CandidateSearch(part.Graph, part.Chains, borders).Inner(kept);
        Add(part, part.Inner, found, part.Text.CountsInner ? part.Text.Gold : [], part.Text.CountsInner ? 2 : 0.5);
    }

    private void Add(Jackknifed part, List<Example> examples, List<Arguments> found, IReadOnlyList<GoldAttribution> gold, double weight)
    {
        uint bargaining = BargainingWords.Grade(part.Graph);
        for (int c = 0; c < found.Count; c++)
        {
            features.Clear();
            AttributionRanker.Add(features, part.Graph, found, c, bargaining);
            var candidate = found[c];
            short[] measures = new short[RelationRanker.Measures];
            RelationRanker.Measure(part.Graph, found, c, bargaining, measures);
            examples.Add(new(candidate, features.ToArray(), measures, gold.Any(g => g.Agrees(part.Text.Document, candidate)), weight));
        }
    }

    private static LinearClassifier TrainWords(IEnumerable<Example> examples) =>
        LinearClassifier.Train([.. examples.Select(e => (e.Features, e.Right ? 1 : 0, e.Weight))], 2, RankerOptions);

    private static BoostedTrees TrainTrees(IEnumerable<Example> examples)
    {
        Example[] all = [.. examples];
        return BoostedTreesTrainer.Train([.. all.Select(e => e.Measures)], [.. all.Select(e => e.Right)], [.. all.Select(e => e.Weight)], TreeOptions);
    }

    /// <summary>Gives every candidate the likelihood of a ranker that has not seen its text. Returns the ranker of all texts, whose trees learn from verdicts on texts that the words' ranker had not seen.</summary>
    private static RelationRanker CrossRank(List<Jackknifed> parts, Func<Jackknifed, List<Example>> examples)
    {
        Span<double> p = stackalloc double[2];
        for (int k = 0; k < RankerFolds; k++)
        {
            var words = TrainWords(parts.Where(h => FoldOf(h) != k).SelectMany(examples));
            foreach (var e in parts.Where(h => FoldOf(h) == k).SelectMany(examples))
            {
                words.Probabilities(e.Features, p);
                e.Measures[0] = RelationRanker.LogOdds(p[1]);
            }
        }

        for (int k = 0; k < RankerFolds; k++)
        {
            var trees = TrainTrees(parts.Where(h => FoldOf(h) != k).SelectMany(examples));
            foreach (var e in parts.Where(h => FoldOf(h) == k).SelectMany(examples)) e.Found.Likelihood = trees.Likelihood(e.Measures);
        }

        return new(TrainWords(parts.SelectMany(examples)), TrainTrees(parts.SelectMany(examples)));
    }

    private static double ChooseThreshold(List<Jackknifed> parts, Func<Jackknifed, double, List<Arguments>> select, string name, Action<string> log)
    {
        double best = 0, at = 0.5;
        int gold = parts.Sum(h => h.Text.CountsInner ? h.Text.Gold.Count : h.Text.Gold.Count(g => !g.Inner));
        for (int step = 8; step < 36; step++)
        {
            double threshold = step * 0.02;
            int found = 0, right = 0;
            foreach (var h in parts)
            {
                var kept = select(h, threshold).ToHashSet();
                found += kept.Count;
                right += h.Outer.Concat(h.Inner).Count(e => e.Right && kept.Contains(e.Found));
            }

            double f1 = 200.0 * right / (found + gold);
            log($"{name}: threshold {threshold:F2}: precision {100.0 * right / Math.Max(found, 1):F1}, recall {100.0 * right / gold:F1}, F1 {f1:F2}");
            if (f1 > best) (best, at) = (f1, threshold);
        }

        return at;
    }

    private ChainCrf TrainCues(IReadOnlyList<AttributionText> texts, bool inner, Action<string> log)
    {
        var trainer = new ChainCrfTrainer(3, CueFinder.Bits);
        trainer.Forbid(-1, CueFinder.Inside);
        trainer.Forbid(CueFinder.Outside, CueFinder.Inside);
        var graph = new SentenceGraph(clusters);
        foreach (var text in texts)
        {
            graph.Build(text.Document);
            byte[] labels = new byte[graph.Count], hidden = new byte[graph.Count];
            foreach (var gold in text.Gold)
            {
                // Where inner attributions were not annotated, nothing is known of the inside of a content.
                if (inner && !text.CountsInner)
                    foreach (var (first, end) in gold.Content) hidden.AsSpan(first, end - first).Fill(1);
                if (gold.Inner && !inner) continue;
                for (int i = gold.Cue.First; i < gold.Cue.End; i++) labels[i] = i == gold.Cue.First ? CueFinder.Begin : CueFinder.Inside;
            }

            for (int repeat = 0; repeat < (text.CountsInner ? NegotiationRepeats : 1); repeat++)
                foreach (var sentence in text.Document.Sentences)
                    for (int from = sentence.First; from < sentence.End;)
                    {
                        int to = from;
                        while (to < sentence.End && hidden[to] == 0) to++;
                        if (to > from) AddCues(trainer, graph, sentence, from, to, labels);
                        from = to + 1;
                    }
        }

        return trainer.Train(CueOptions, log);
    }

    private void AddCues(ChainCrfTrainer trainer, SentenceGraph graph, Sentence sentence, int from, int to, byte[] labels)
    {
        features.Clear();
        int[] offsets = new int[to - from + 1];
        int quotes = CueFinder.Quotes(graph, sentence.First, sentence.End);
        byte[] gold = labels[from..to];
        for (int i = from; i < to; i++)
        {
            CueFeatures.Add(features, graph, i, sentence.First, sentence.End, quotes);
            offsets[i - from + 1] = features.Count;
            if (gold[i - from] == CueFinder.Inside && (i == from || gold[i - from - 1] == CueFinder.Outside)) gold[i - from] = CueFinder.Begin;
        }

        trainer.Add(features.Hashes, offsets, gold);
    }

    private ChainCrf TrainArguments(IReadOnlyList<AttributionText> texts, Action<string> log)
    {
        var trainer = new ChainCrfTrainer(5, ArgumentFinder.Bits);
        foreach (byte inside in (byte[])[ArgumentFinder.SourceInside, ArgumentFinder.ContentInside])
            for (int from = -1; from < 5; from++)
                if (from != inside && from != inside - 1) trainer.Forbid(from, inside);
        var graph = new SentenceGraph(clusters);
        foreach (var text in texts)
        {
            graph.Build(text.Document);
            var cues = text.Gold.Select(g => new Cue(g.Cue.First, g.Cue.End, CueFinder.HeadOf(graph, g.Cue.First, g.Cue.End), 1)).ToList();
            byte[] marks = new byte[graph.Count];
            CandidateSearch.Mark(marks, cues);
            var window = new ArgumentFeatures(graph);
            for (int repeat = 0; repeat < (text.CountsInner ? NegotiationRepeats : 1); repeat++)
                for (int g = 0; g < cues.Count; g++) AddArguments(trainer, window, text.Gold[g], cues[g], marks);
        }

        return trainer.Train(ArgumentOptions, log);
    }

    private void AddArguments(ChainCrfTrainer trainer, ArgumentFeatures window, GoldAttribution gold, Cue cue, byte[] marks)
    {
        window.Focus(cue);
        window.Prepare(marks);
        int n = window.End - window.First;
        byte[] labels = new byte[n];
        Mark(labels, gold.Source, window.First, ArgumentFinder.SourceBegin);
        foreach (var range in gold.Content) Mark(labels, range, window.First, ArgumentFinder.ContentBegin);
        features.Clear();
        int[] offsets = new int[n + 1];
        for (int i = 0; i < n; i++)
        {
            int token = window.First + i;
            if (token < cue.First || token >= cue.End) window.Add(features, token, marks);
            else labels[i] = ArgumentFinder.Outside;
            offsets[i + 1] = features.Count;
        }

        // A span cut by the cue or by the window's edge begins anew.
        for (int i = 0; i < n; i++)
            if (labels[i] is ArgumentFinder.SourceInside or ArgumentFinder.ContentInside && (i == 0 || (labels[i - 1] != labels[i] && labels[i - 1] != labels[i] - 1))) labels[i]--;
        trainer.Add(features.Hashes, offsets, labels);
    }

    private static void Mark(byte[] labels, (int First, int End) range, int offset, byte begin)
    {
        for (int i = Math.Max(range.First - offset, 0); i < Math.Min(range.End - offset, labels.Length); i++) labels[i] = i == range.First - offset ? begin : (byte)(begin + 1);
    }
}
