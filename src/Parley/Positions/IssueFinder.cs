using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Finds the points under negotiation: phrases that may word one are ranked by a classifier, the best phrase of each place is kept, paraphrases are drawn together, and a second
/// classifier judges each point as a whole.
/// </summary>
internal sealed class IssueFinder
{
    /// <summary>The model's file.</summary>
    public const string File = "issues.bin";

    private const string Name = "issues";
    private const int Version = 2;

    /// <summary>A report has at most so many issues.</summary>
    private const int Most = 8;

    private readonly LinearClassifier phrases;
    private readonly LinearClassifier? points;
    private readonly Options options;

    private IssueFinder(LinearClassifier phrases, LinearClassifier? points, Options options) => (this.phrases, this.points, this.options) = (phrases, points, options);

    /// <summary>What was chosen by cross-validation.</summary>
    /// <param name="PhraseFloor">A phrase less probable than this plays no part.</param>
    /// <param name="IssueFloor">An issue less probable than this is left out.</param>
    /// <param name="Penalty">Penalty of the classifier of phrases.</param>
    /// <param name="PointPenalty">Penalty of the classifier of points.</param>
    internal sealed record Options(double PhraseFloor = 0.05, double IssueFloor = 0.22, double Penalty = 30, double PointPenalty = 20);

    /// <summary>Reads the trained model.</summary>
    public static IssueFinder Load(string modelFolder) =>
        ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, r => new IssueFinder(LinearClassifier.Load(r), LinearClassifier.Load(r), new()));

    /// <summary>Writes the model.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, w =>
    {
        phrases.Save(w);
        points!.Save(w);
    });

    /// <summary>Trains on annotated reports; the judge of whole points learns from what the ranking makes of reports that it has not seen.</summary>
    public static IssueFinder Train(IReadOnlyList<TrainingReport> reports, Options? options = null)
    {
        options ??= new();
        var final = TrainPhrases(reports, options);
        var features = new FeatureList();
        var examples = new List<(uint[], int, double)>();
        foreach (var (train, held) in GroupFolds.Split(reports, r => r.Gold.Group, 4))
        {
            var first = TrainPhrases(train, options);
            foreach (var report in held)
            {
                var taken = new HashSet<string>(StringComparer.Ordinal);
                var all = first.Points(report.Index, []);
                foreach (var point in all)
                {
                    Describe(report.Index, point, all, features);
                    string? gold = report.Gold.Issues.FirstOrDefault(i => !taken.Contains(i.Id)
                        && i.Mentions.Any(s => point.Phrases.Any(m => WordOverlap.Dice(report.Index.Document, m.Candidate.First, m.Candidate.End, s) >= 0.5)))?.Id;
                    if (gold is not null) taken.Add(gold);
                    examples.Add((features.ToArray(), gold is null ? 0 : 1, report.Gold.Weight));
                }
            }
        }

        return new(final.phrases, SmallDataTrainer.Fit(examples, 2, 14, options.PointPenalty), options);
    }

    private static IssueFinder TrainPhrases(IReadOnlyList<TrainingReport> reports, Options options)
    {
        var features = new FeatureList();
        var examples = new List<(uint[], int, double)>();
        foreach (var report in reports)
        {
            var candidates = new IssueCandidates(report.Index);
            foreach (var candidate in candidates.Found)
            {
                double dice = 0;
                foreach (var issue in report.Gold.Issues)
                    foreach (var span in issue.Mentions) dice = Math.Max(dice, WordOverlap.Dice(report.Index.Document, candidate.First, candidate.End, span));
                candidates.Describe(candidate, features);
                examples.Add((features.ToArray(), dice >= 0.5 ? 1 : 0, report.Gold.Weight * (dice >= 0.5 ? dice : 1)));
            }
        }

        return new(SmallDataTrainer.Fit(examples, 2, 17, options.Penalty), null, options);
    }

    /// <summary>The issues of a report, in the order of their first mention; ids i1, i2, ...</summary>
    public IReadOnlyList<Issue> Find(ReportIndex index, IReadOnlyList<Proposal> proposals)
    {
        var features = new FeatureList();
        Span<double> p = stackalloc double[2];
        var judged = new List<(Point Point, double Confidence)>();
        var all = Points(index, proposals);
        foreach (var point in all)
        {
            double confidence = point.Strongest;
            if (points is not null)
            {
                Describe(index, point, all, features);
                points.Probabilities(features.Hashes, p);
                confidence = p[1];
            }

            if (confidence >= options.IssueFloor) judged.Add((point, confidence));
        }

        return [.. judged.OrderByDescending(j => j.Confidence).Take(Most).OrderBy(j => j.Point.Phrases.Min(m => m.Candidate.First)).Select((j, i) => new Issue(
            $"i{i + 1}",
            Label(index, j.Point.Phrases[0].Candidate),
            [.. j.Point.Phrases.Select(m => index.Document.SpanOf(m.Candidate.First, m.Candidate.End)).Order()],
            Math.Round(j.Confidence, 3)))];
    }

    /// <summary>Points, likeliest first: the best phrase of each place, paraphrases drawn together.</summary>
    private List<Point> Points(ReportIndex index, IReadOnlyList<Proposal> proposals)
    {
        var candidates = new IssueCandidates(index);
        var features = new FeatureList();
        Span<double> p = stackalloc double[2];
        var ranked = new List<(IssueCandidate Candidate, double Score)>();
        foreach (var candidate in candidates.Found)
        {
            if (proposals.Any(x => x.Confidence >= 0.5 && x.Mentions.Any(m => WordOverlap.Dice(index.Document, candidate.First, candidate.End, m) >= 0.75))) continue;
            candidates.Describe(candidate, features);
            phrases.Probabilities(features.Hashes, p);
            if (p[1] >= options.PhraseFloor) ranked.Add((candidate, p[1]));
        }

        // Ties go to the earlier and shorter phrase.
        ranked.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Candidate.First != b.Candidate.First ? a.Candidate.First.CompareTo(b.Candidate.First) : a.Candidate.End.CompareTo(b.Candidate.End));
        var kept = new List<(IssueCandidate Candidate, double Score)>();
        var found = new List<Point>();
        foreach (var r in ranked)
        {
            if (kept.Exists(k => k.Candidate.First < r.Candidate.End && r.Candidate.First < k.Candidate.End)) continue;
            kept.Add(r);
            var point = found.Find(g => g.Phrases.Exists(m => Alike(index, candidates, m.Candidate, r.Candidate)));
            if (point is null) found.Add(new([r]));
            else point.Phrases.Add(r);
        }

        return found;
    }

    private static void Describe(ReportIndex index, Point point, List<Point> all, FeatureList features)
    {
        features.Clear();
        var best = point.Phrases[0].Candidate;
        int strongest = Level(point.Strongest), rank = all.IndexOf(point), count = Math.Min(4, point.Phrases.Count);
        features.Add("bias", 0);
        for (int i = 0; i <= strongest; i++) features.Add("at least", i);
        for (int i = 0; i <= Level(point.Phrases.Sum(m => m.Score)); i++) features.Add("sum at least", i);
        for (int i = 0; i <= Math.Min(rank, 12); i++) features.Add("rank at least", i);
        features.Add("count", count);
        features.Add("phrase", (int)best.Phrase);
        features.Add("rank+count", Math.Min(rank / 2, 5).ToString(), count.ToString());
        features.Add("of", Math.Min(10, all.Count / 4));
        features.Flag("headline", point.Phrases.Exists(m => index.Depth(m.Candidate.Head) == 0));
        features.Flag("lead", point.Phrases.Exists(m => index.Depth(m.Candidate.Head) == 1));
        features.Flag("content", point.Phrases.Exists(m => index.ContentAt(m.Candidate.Head) >= 0));
        features.Add("length", Math.Min(12, best.End - best.First));

        static int Level(double p) => p < 0.08 ? 0 : p < 0.12 ? 1 : p < 0.17 ? 2 : p < 0.23 ? 3 : p < 0.3 ? 4 : p < 0.4 ? 5 : p < 0.5 ? 6 : p < 0.65 ? 7 : p < 0.8 ? 8 : p < 1.2 ? 9 : 10;
    }

    /// <summary>Phrases that word one point, the likeliest first.</summary>
    private sealed record Point(List<(IssueCandidate Candidate, double Score)> Phrases)
    {
        /// <summary>Probability of the likeliest phrase.</summary>
        public double Strongest => Phrases[0].Score;
    }

    /// <summary>Whether two phrases word the same point: most words of content of the shorter stand in the longer, its head among them.</summary>
    private static bool Alike(ReportIndex index, IssueCandidates candidates, IssueCandidate a, IssueCandidate b)
    {
        var x = Content(a);
        var y = Content(b);
        if (x.Count == 0 || y.Count == 0) return false;
        int shared = x.Count(y.Contains);
        bool heads = y.Contains(index.Lemmas[a.Head]) && x.Contains(index.Lemmas[b.Head]);
        return 2 * shared >= Math.Max(x.Count, y.Count) || (heads && 2 * shared >= Math.Min(x.Count, y.Count) && index.Lemmas[a.Head] == index.Lemmas[b.Head]);

        HashSet<string> Content(IssueCandidate c)
        {
            var set = new HashSet<string>(StringComparer.Ordinal);
            for (int i = c.First; i < c.End; i++)
                if (candidates.IsContent(i)) set.Add(index.Lemmas[i]);
            return set;
        }
    }

    /// <summary>The best phrase in the report's words, without what only leads up to it: an article, "which would", "it to".</summary>
    private static string Label(ReportIndex index, IssueCandidate candidate)
    {
        int first = candidate.First;
        var tokens = index.Document.Tokens;
        while (first < candidate.Head && (tokens[first].Pos is UniversalTag.ADP or UniversalTag.SCONJ or UniversalTag.ADV or UniversalTag.PRON or UniversalTag.AUX or UniversalTag.PART
            || (tokens[first].Relation == Relation.det && index.Lemmas[first] is "the" or "a" or "an" or "this" or "these" or "any" or "that"))) first++;
        return string.Join(' ', index.Document.SpanOf(first, candidate.End).Of(index.Document.Text).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
