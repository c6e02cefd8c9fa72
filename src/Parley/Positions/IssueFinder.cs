using System.Runtime.InteropServices;
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
                foreach (var (rank, point) in all.Index())
                {
                    Describe(report.Index, point, rank, all, features);
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
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[2];
        var judged = new List<(Point Point, double Confidence)>();
        var all = Points(index, proposals);
        foreach (var (rank, point) in all.Index())
        {
            double confidence = point.Strongest;
            if (points is not null)
            {
                Describe(index, point, rank, all, features);
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
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[2];
        var ranked = new List<(IssueCandidate Candidate, double Score)>();
        List<TextSpan>?[] sure = proposals.Count == 0 ? [] : new List<TextSpan>?[index.Document.Tokens.Length];
        foreach (var mention in proposals.Where(x => x.Confidence >= 0.5).SelectMany(x => x.Mentions))
        {
            var (first, end) = index.Document.TokensIn(mention);
            for (int i = first; i < end; i++) (sure[i] ??= []).Add(mention);
        }

        foreach (var candidate in candidates.Found)
        {
            if (IsProposal(candidate)) continue;
            candidates.Describe(candidate, features);
            phrases.Probabilities(features.Hashes, p);
            if (p[1] >= options.PhraseFloor) ranked.Add((candidate, p[1]));
        }

        // Ties go to the earlier and shorter phrase.
        ranked.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Candidate.First != b.Candidate.First ? a.Candidate.First.CompareTo(b.Candidate.First) : a.Candidate.End.CompareTo(b.Candidate.End));
        var taken = new bool[index.Document.Tokens.Length];
        var found = new List<Point>();
        foreach (var r in ranked)
        {
            var range = taken.AsSpan(r.Candidate.First, r.Candidate.End - r.Candidate.First);
            if (range.Contains(true)) continue;
            range.Fill(true);
            var wording = Wording.Of(index, candidates, r.Candidate);
            int place = found.FindIndex(0, Math.Min(found.Count, PointsCompared), g => g.Wordings.Exists(w => w.IsAlike(wording)));
            if (place < 0) found.Add(new([r], [wording]));
            else found[place].Add(r, wording);
        }

        return found;

        bool IsProposal(IssueCandidate candidate)
        {
            // A mention of the same words shares a token.
            for (int i = candidate.First; i < Math.Min(candidate.End, sure.Length); i++)
            {
                foreach (var mention in CollectionsMarshal.AsSpan(sure[i]))
                    if (WordOverlap.Dice(index.Document, candidate.First, candidate.End, mention) >= 0.75) return true;
            }

            return false;
        }
    }

    private static void Describe(ReportIndex index, Point point, int rank, List<Point> all, FeatureList features)
    {
        features.Clear();
        var best = point.Phrases[0].Candidate;
        int strongest = Level(point.Strongest), count = Math.Min(4, point.Phrases.Count);
        features.Add("bias", 0);
        for (int i = 0; i <= strongest; i++) features.Add("at least", i);
        for (int i = 0; i <= Level(point.Phrases.Sum(m => m.Score)); i++) features.Add("sum at least", i);
        for (int i = 0; i <= Math.Min(rank, 12); i++) features.Add("rank at least", i);
        features.Add("count", count);
        features.Add("phrase", (int)best.Phrase);
        features.Add("rank+count", $"{Math.Min(rank / 2, 5)}", $"{count}");
        features.Add("of", Math.Min(10, all.Count / 4));
        features.Flag("headline", point.Phrases.Exists(m => index.Depth(m.Candidate.Head) == 0));
        features.Flag("lead", point.Phrases.Exists(m => index.Depth(m.Candidate.Head) == 1));
        features.Flag("content", point.Phrases.Exists(m => index.ContentAt(m.Candidate.Head) >= 0));
        features.Add("length", Math.Min(12, best.End - best.First));

        static int Level(double p) => p < 0.08 ? 0 : p < 0.12 ? 1 : p < 0.17 ? 2 : p < 0.23 ? 3 : p < 0.3 ? 4 : p < 0.4 ? 5 : p < 0.5 ? 6 : p < 0.65 ? 7 : p < 0.8 ? 8 : p < 1.2 ? 9 : 10;
    }

    // Of points without end only so many of the likeliest are compared with further phrases.
    private const int PointsCompared = 500, WordingsCompared = 30;

    /// <summary>Phrases that word one point, the likeliest first, and their wordings without repetition.</summary>
    private sealed record Point(List<(IssueCandidate Candidate, double Score)> Phrases, List<Wording> Wordings)
    {
        /// <summary>Probability of the likeliest phrase.</summary>
        public double Strongest => Phrases[0].Score;

        /// <summary>Takes a phrase in.</summary>
        public void Add((IssueCandidate Candidate, double Score) phrase, Wording wording)
        {
            Phrases.Add(phrase);
            if (Wordings.Count < WordingsCompared && !Wordings.Exists(w => w.IsSame(wording))) Wordings.Add(wording);
        }
    }

    /// <summary>The lemmas of content of a phrase, and the lemma of its head.</summary>
    private sealed record Wording(HashSet<string> Lemmas, string Head)
    {
        public static Wording Of(ReportIndex index, IssueCandidates candidates, IssueCandidate phrase)
        {
            var lemmas = new HashSet<string>(StringComparer.Ordinal);
            for (int i = phrase.First; i < phrase.End; i++)
                if (candidates.IsContent(i)) lemmas.Add(index.Lemmas[i]);
            return new(lemmas, index.Lemmas[phrase.Head]);
        }

        /// <summary>Whether two phrases word the same point: most words of content of the shorter stand in the longer, its head among them.</summary>
        public bool IsAlike(Wording other)
        {
            if (Lemmas.Count == 0 || other.Lemmas.Count == 0) return false;
            int shared = 0;
            foreach (string lemma in Lemmas)
                if (other.Lemmas.Contains(lemma)) shared++;
            bool heads = Head == other.Head && Lemmas.Contains(Head) && other.Lemmas.Contains(Head);
            return 2 * shared >= Math.Max(Lemmas.Count, other.Lemmas.Count) || (heads && 2 * shared >= Math.Min(Lemmas.Count, other.Lemmas.Count));
        }

        public bool IsSame(Wording other) => Head == other.Head && Lemmas.SetEquals(other.Lemmas);
    }

    /// <summary>The best phrase in the report's words, without what only leads up to it: an article, "which would", "it to".</summary>
    private static string Label(ReportIndex index, IssueCandidate candidate)
    {
        int first = candidate.First;
        var tokens = index.Document.Tokens;
        while (first < candidate.Head && (tokens[first].Pos is UniversalTag.ADP or UniversalTag.SCONJ or UniversalTag.ADV or UniversalTag.PRON or UniversalTag.AUX or UniversalTag.PART
            || (tokens[first].Relation == Relation.det && index.Lemmas[first] is "the" or "a" or "an" or "this" or "these" or "any" or "that"))) first++;
        return index.Document.SpanOf(first, candidate.End).OnOneLine(index.Document.Text);
    }
}
