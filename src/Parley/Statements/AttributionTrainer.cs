using Parley.Language;
using Parley.Learning;
using Parley.Reports;

namespace Parley.Statements;

/// <summary>Trains the attribution reader on PolNeAR: both chains on all articles, the ranker on what chains of one half of the articles find in the other half.</summary>
internal sealed class AttributionTrainer(WordClusters clusters)
{
    private const int Folds = 2;

    internal static ChainCrfTrainer.Options CueOptions = new(Epochs: 8, Rate: 0.02, Cutoff: 2, Dropout: 0.3, L2: 0, Seed: 7);
    internal static ChainCrfTrainer.Options ArgumentOptions = new(Epochs: 6, Rate: 0.02, Cutoff: 2, Dropout: 0.3, L2: 0, Seed: 11);

    /// <summary>Trains on PolNeAR's training articles as the Language stage reads them, and writes the model file.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var annotator = Annotator.Load(modelFolder);
        string path = Path.Combine(dataFolder, "polnear", "train.jsonl.gz");
        var articles = new List<(PolnearArticle, Document)>();
        foreach (var article in PolnearCorpus.Read(path)) articles.Add((article, annotator.Annotate(new RawReport(article.Name, path, article.Text).ToReport())));
        new AttributionTrainer(WordClusters.Load(modelFolder)).Run(articles, out var model, log);
        model.Save(modelFolder);
    }

    /// <summary>Trains on annotated articles.</summary>
    public void Run(IReadOnlyList<(PolnearArticle Article, Document Document)> articles, out AttributionModel model, Action<string> log)
    {
        var fold = new (ChainCrf Cues, ChainCrf Arguments)[Folds];
        for (int k = 0; k < Folds; k++)
        {
            var part = articles.Where((_, i) => i % Folds != k).ToList();
            fold[k] = (TrainCues(part, s => log($"cues without fold {k + 1}: {s}")), TrainArguments(part, s => log($"arguments without fold {k + 1}: {s}")));
        }

        var examples = new List<(uint[], int, double)>();
        var scored = new List<(List<Arguments> Candidates, HashSet<Arguments> Right)>();
        var kept = new List<(int Fold, List<uint[]> Features, List<bool> Right, List<Arguments> Candidates)>();
        int gold = 0;
        for (int i = 0; i < articles.Count; i++)
        {
            var (article, document) = articles[i];
            var (cues, arguments) = fold[i % Folds];
            var graph = new SentenceGraph(clusters);
            graph.Build(document);
            var candidates = AttributionReader.Candidates(graph, new(cues), new(arguments));
            var truth = Gold(article, document);
            gold += truth.Count;
            var features = new List<uint[]>();
            var right = new List<bool>();
            var list = new FeatureList();
            for (int c = 0; c < candidates.Count; c++)
            {
                list.Clear();
                AttributionRanker.Add(list, graph, candidates, c);
                features.Add(list.ToArray());
                right.Add(truth.Exists(t => Agrees(document, t, candidates[c])));
                examples.Add((features[^1], right[^1] ? 1 : 0, 1));
            }

            kept.Add((i % 4, features, right, candidates));
        }

        var options = new LinearClassifier.Options(AttributionRanker.Bits, Epochs: 8, Rate: 0.05, L2: 1e-5);
        double threshold = ChooseThreshold(kept, gold, options, log);
        var ranker = LinearClassifier.Train(examples, 2, options);
        model = new(TrainCues(articles, s => log("cues: " + s)), TrainArguments(articles, s => log("arguments: " + s)), ranker, threshold);
    }

    private static double ChooseThreshold(List<(int Fold, List<uint[]> Features, List<bool> Right, List<Arguments> Candidates)> articles, int gold, LinearClassifier.Options options, Action<string> log)
    {
        Span<double> p = stackalloc double[2];
        for (int k = 0; k < 4; k++)
        {
            var ranker = LinearClassifier.Train([.. articles.Where(a => a.Fold != k).SelectMany(a => a.Features.Select((f, i) => (f, a.Right[i] ? 1 : 0, 1.0)))], 2, options);
            foreach (var a in articles.Where(a => a.Fold == k))
                for (int i = 0; i < a.Candidates.Count; i++)
                {
                    ranker.Probabilities(a.Features[i], p);
                    a.Candidates[i].Confidence = p[1];
                }
        }

        double best = 0, at = 0.5;
        for (double t = 0.2; t < 0.7; t += 0.02)
        {
            int found = 0, right = 0;
            foreach (var a in articles)
            {
                var selected = AttributionReader.Select(a.Candidates, t).Where(s => !s.Nested).Select(s => s.Found).ToHashSet();
                found += selected.Count;
                for (int i = 0; i < a.Candidates.Count; i++)
                    if (a.Right[i] && selected.Contains(a.Candidates[i])) right++;
            }

            double f1 = 200.0 * right / (found + gold);
            log($"ranker: threshold {t:F2}: precision {100.0 * right / Math.Max(found, 1):F1}, recall {100.0 * right / gold:F1}, F1 {f1:F2}");
            if (f1 > best) (best, at) = (f1, t);
        }

        return at;
    }

    /// <summary>A gold attribution in token ranges.</summary>
    internal sealed record GoldAttribution((int First, int End) Cue, (int First, int End) Source, List<(int First, int End)> Content);

    /// <summary>The gold attributions of an article that have a cue and a content on tokens.</summary>
    internal static List<GoldAttribution> Gold(PolnearArticle article, Document document)
    {
        var gold = new List<GoldAttribution>();
        foreach (var a in article.Attributions)
        {
            if (a.Cue.Count == 0) continue;
            var cue = document.TokensIn(a.Cue[0]);
            var content = a.Content.Select(document.TokensIn).Where(r => r.First < r.End).ToList();
            if (cue.First >= cue.End || content.Count == 0) continue;
            gold.Add(new(cue, a.Source.Count > 0 ? document.TokensIn(a.Source[0]) : (0, 0), content));
        }

        return gold;
    }

    private static bool Agrees(Document document, GoldAttribution gold, Arguments found)
    {
        var tokens = document.Tokens;
        int Size(List<(int First, int End)> ranges, Span<Token> t)
        {
            int size = 0;
            foreach (var (s, e) in ranges)
                for (int i = s; i < e; i++)
                    if (t[i].Pos != UniversalTag.PUNCT) size++;
            return size;
        }

        double Dice(List<(int First, int End)> a, List<(int First, int End)> b, Span<Token> t)
        {
            var shared = new List<(int, int)>();
            foreach (var (s, e) in a)
                foreach (var (u, v) in b)
                    if (Math.Max(s, u) < Math.Min(e, v)) shared.Add((Math.Max(s, u), Math.Min(e, v)));
            return 2.0 * Size(shared, t) / Math.Max(1, Size(a, t) + Size(b, t));
        }

        if (Dice(gold.Content, found.Content, tokens) < 0.5) return false;
        bool none = gold.Source.First >= gold.Source.End, noneFound = found.Source.First >= found.Source.End;
        if (none || noneFound) return none == noneFound;
        return Dice([gold.Source], [found.Source], tokens) >= 0.5;
    }

    private ChainCrf TrainCues(IReadOnlyList<(PolnearArticle Article, Document Document)> articles, Action<string> log)
    {
        var trainer = new ChainCrfTrainer(3, CueFinder.Bits);
        trainer.Forbid(-1, CueFinder.Inside);
        trainer.Forbid(CueFinder.Outside, CueFinder.Inside);
        var graph = new SentenceGraph(clusters);
        var features = new FeatureList();
        foreach (var (article, document) in articles)
        {
            graph.Build(document);
            var labels = new byte[graph.Count];
            foreach (var gold in Gold(article, document))
                for (int i = gold.Cue.First; i < gold.Cue.End; i++) labels[i] = i == gold.Cue.First ? CueFinder.Begin : CueFinder.Inside;
            foreach (var sentence in document.Sentences)
            {
                features.Clear();
                var offsets = new int[sentence.End - sentence.First + 1];
                int quotes = CueFinder.Quotes(graph, sentence.First, sentence.End);
                for (int i = sentence.First; i < sentence.End; i++)
                {
                    CueFeatures.Add(features, graph, i, sentence.First, sentence.End, quotes);
                    offsets[i - sentence.First + 1] = features.Count;
                }

                var gold = labels.AsSpan(sentence.First, sentence.End - sentence.First);
                for (int i = 0; i < gold.Length; i++)
                    if (gold[i] == CueFinder.Inside && (i == 0 || gold[i - 1] == CueFinder.Outside)) gold[i] = CueFinder.Begin;
                trainer.Add(features.Hashes, offsets, gold);
            }
        }

        return trainer.Train(CueOptions, log);
    }

    private ChainCrf TrainArguments(IReadOnlyList<(PolnearArticle Article, Document Document)> articles, Action<string> log)
    {
        var trainer = new ChainCrfTrainer(5, ArgumentFinder.Bits);
        foreach (byte inside in (byte[])[ArgumentFinder.SourceInside, ArgumentFinder.ContentInside])
            for (int from = -1; from < 5; from++)
                if (from != inside && from != inside - 1) trainer.Forbid(from, inside);
        var graph = new SentenceGraph(clusters);
        var features = new FeatureList();
        int outside = 0, total = 0;
        foreach (var (article, document) in articles)
        {
            graph.Build(document);
            var truth = Gold(article, document);
            var cues = truth.Select(t => new Cue(t.Cue.First, t.Cue.End, CueFinder.HeadOf(graph, t.Cue.First, t.Cue.End), 1)).ToList();
            var marks = AttributionReader.Marks(graph.Count, cues);
            var window = new ArgumentFeatures(graph);
            for (int t = 0; t < truth.Count; t++)
            {
                window.Focus(cues[t]);
                window.Prepare(marks);
                int n = window.End - window.First;
                var labels = new byte[n];
                total++;
                if (truth[t].Content.Exists(r => r.First < window.First || r.End > window.End) || (truth[t].Source.End > 0 && (truth[t].Source.First < window.First || truth[t].Source.End > window.End))) outside++;
                Mark(labels, truth[t].Source, window.First, ArgumentFinder.SourceBegin);
                foreach (var range in truth[t].Content) Mark(labels, range, window.First, ArgumentFinder.ContentBegin);
                features.Clear();
                var offsets = new int[n + 1];
                for (int i = 0; i < n; i++)
                {
                    int token = window.First + i;
                    if (token < cues[t].First || token >= cues[t].End) window.Add(features, token, marks);
                    else labels[i] = ArgumentFinder.Outside;
                    offsets[i + 1] = features.Count;
                }

                for (int i = 0; i < n; i++)
                    if (labels[i] is ArgumentFinder.SourceInside or ArgumentFinder.ContentInside && (i == 0 || (labels[i - 1] != labels[i] && labels[i - 1] != labels[i] - 1))) labels[i]--;
                trainer.Add(features.Hashes, offsets, labels);
            }
        }

        log($"{total} attributions, {outside} reach out of their window");
        return trainer.Train(ArgumentOptions, log);
    }

    private static void Mark(byte[] labels, (int First, int End) range, int offset, byte begin)
    {
        for (int i = Math.Max(range.First - offset, 0); i < Math.Min(range.End - offset, labels.Length); i++) labels[i] = i == range.First - offset ? begin : (byte)(begin + 1);
    }
}
