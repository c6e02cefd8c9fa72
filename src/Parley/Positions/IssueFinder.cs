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

    /// <summary>Working state of one caller, used again for the next report.</summary>
    internal sealed class State
    {
        internal readonly IssueCandidates Candidates = new();
        internal readonly List<(IssueCandidate Candidate, double Score)> Ranked = [];
        internal readonly List<Point> Points = [];
        internal readonly List<(Point Point, double Confidence, int Rank)> Judged = [];
        internal readonly Reused<Point> AllPoints = new();
        internal readonly Reused<Wording> Wordings = new();
        internal bool[] Taken = [];

        private readonly List<TextSpan> sure = [];
        private readonly TokenLists sureAt = new();

        /// <summary>Clears what the report before left, and lays the mentions of the surer proposals over the tokens.</summary>
        internal void Lay(ReportIndex index, IReadOnlyList<Proposal> proposals)
        {
            int tokens = index.Document.Tokens.Length;
            Ranked.Clear();
            Points.Clear();
            AllPoints.TakeBack();
            Wordings.TakeBack();
            if (Taken.Length < tokens) Taken = new bool[tokens * 2];
            Taken.AsSpan(0, tokens).Clear();
            sure.Clear();
            for (int p = 0; p < proposals.Count; p++)
                if (proposals[p].Confidence >= 0.5) sure.AddRange(proposals[p].Mentions);
            if (sure.Count == 0) return;
            sureAt.Clear(tokens);
            foreach (var mention in sure)
            {
                var (first, end) = index.Document.TokensIn(mention);
                sureAt.Expect(first, end);
            }

            sureAt.Lay();
            for (int m = 0; m < sure.Count; m++)
            {
                var (first, end) = index.Document.TokensIn(sure[m]);
                sureAt.Add(first, end, m);
            }
        }

        /// <summary>Whether a candidate has the words of such a mention.</summary>
        internal bool IsProposal(ReportIndex index, IssueCandidate candidate)
        {
            if (sure.Count == 0) return false;
            // A mention of the same words shares a token.
            for (int i = candidate.First; i < candidate.End; i++)
                foreach (int m in sureAt.At(i))
                    if (WordOverlap.Dice(index.Document, candidate.First, candidate.End, sure[m]) >= 0.75) return true;
            return false;
        }
    }

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
                var all = first.Points(report.Index, [], new());
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
    public IReadOnlyList<Issue> Find(ReportIndex index, IReadOnlyList<Proposal> proposals, State state)
    {
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[2];
        var judged = state.Judged;
        judged.Clear();
        var all = Points(index, proposals, state);
        for (int rank = 0; rank < all.Count; rank++)
        {
            var point = all[rank];
            double confidence = point.Strongest;
            if (points is not null)
            {
                Describe(index, point, rank, all, features);
                points.Probabilities(features.Hashes, p);
                confidence = p[1];
            }

            if (confidence >= options.IssueFloor) judged.Add((point, confidence, rank));
        }

        judged.Sort(static (a, b) => a.Confidence != b.Confidence ? b.Confidence.CompareTo(a.Confidence) : a.Rank.CompareTo(b.Rank));
        if (judged.Count > Most) judged.RemoveRange(Most, judged.Count - Most);
        judged.Sort(static (a, b) => a.Point.First.CompareTo(b.Point.First));
        var found = new Issue[judged.Count];
        for (int i = 0; i < found.Length; i++)
        {
            var phrases = judged[i].Point.Phrases;
            var mentions = new TextSpan[phrases.Count];
            for (int m = 0; m < mentions.Length; m++) mentions[m] = index.Document.SpanOf(phrases[m].Candidate.First, phrases[m].Candidate.End);
            Array.Sort(mentions);
            found[i] = new($"i{i + 1}", Label(index, phrases[0].Candidate), mentions, Math.Round(judged[i].Confidence, 3));
        }

        return found;
    }

    /// <summary>Points, likeliest first: the best phrase of each place, paraphrases drawn together.</summary>
    private List<Point> Points(ReportIndex index, IReadOnlyList<Proposal> proposals, State state)
    {
        var candidates = state.Candidates;
        candidates.Build(index);
        state.Lay(index, proposals);
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[2];
        var (ranked, found) = (state.Ranked, state.Points);
        foreach (var candidate in candidates.Found)
        {
            if (state.IsProposal(index, candidate)) continue;
            candidates.Describe(candidate, features);
            phrases.Probabilities(features.Hashes, p);
            if (p[1] >= options.PhraseFloor) ranked.Add((candidate, p[1]));
        }

        // Ties go to the earlier and shorter phrase.
        ranked.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Candidate.First != b.Candidate.First ? a.Candidate.First.CompareTo(b.Candidate.First) : a.Candidate.End.CompareTo(b.Candidate.End));
        foreach (var r in ranked)
        {
            var range = state.Taken.AsSpan(r.Candidate.First, r.Candidate.End - r.Candidate.First);
            if (range.Contains(true)) continue;
            range.Fill(true);
            var wording = state.Wordings.Next();
            wording.Read(index, candidates, r.Candidate);
            int place = 0, compared = Math.Min(found.Count, PointsCompared);
            while (place < compared && !found[place].IsWordedLike(wording)) place++;
            if (place < compared)
            {
                found[place].Add(r, wording);
                continue;
            }

            var opened = state.AllPoints.Next();
            opened.Open(r, wording);
            found.Add(opened);
        }

        return found;
    }

    private static void Describe(ReportIndex index, Point point, int rank, List<Point> all, FeatureList features)
    {
        features.Clear();
        var best = point.Phrases[0].Candidate;
        int strongest = Level(point.Strongest), count = Math.Min(4, point.Phrases.Count);
        features.Add("bias", 0);
        for (int i = 0; i <= strongest; i++) features.Add("at least", i);
        double sum = 0;
        bool headline = false, lead = false, content = false;
        foreach (var (candidate, score) in point.Phrases)
        {
            sum += score;
            int depth = index.Depth(candidate.Head);
            headline |= depth == 0;
            lead |= depth == 1;
            content |= index.ContentAt(candidate.Head) >= 0;
        }

        for (int i = 0; i <= Level(sum); i++) features.Add("sum at least", i);
        for (int i = 0; i <= Math.Min(rank, 12); i++) features.Add("rank at least", i);
        features.Add("count", count);
        features.Add("phrase", (int)best.Phrase);
        features.Add("rank+count", $"{Math.Min(rank / 2, 5)}", $"{count}");
        features.Add("of", Math.Min(10, all.Count / 4));
        features.Flag("headline", headline);
        features.Flag("lead", lead);
        features.Flag("content", content);
        features.Add("length", Math.Min(12, best.End - best.First));

        static int Level(double p) => p < 0.08 ? 0 : p < 0.12 ? 1 : p < 0.17 ? 2 : p < 0.23 ? 3 : p < 0.3 ? 4 : p < 0.4 ? 5 : p < 0.5 ? 6 : p < 0.65 ? 7 : p < 0.8 ? 8 : p < 1.2 ? 9 : 10;
    }

    // Of points without end only so many of the likeliest are compared with further phrases.
    private const int PointsCompared = 500, WordingsCompared = 30;

    /// <summary>Phrases that word one point, the likeliest first, and their wordings without repetition.</summary>
    internal sealed class Point
    {
        private readonly List<Wording> wordings = [];

        /// <summary>The phrases, with their probabilities.</summary>
        public List<(IssueCandidate Candidate, double Score)> Phrases { get; } = [];

        /// <summary>Probability of the likeliest phrase.</summary>
        public double Strongest => Phrases[0].Score;

        /// <summary>First token of the first phrase in the text.</summary>
        public int First { get; private set; }

        /// <summary>Begins anew with a phrase.</summary>
        public void Open((IssueCandidate Candidate, double Score) phrase, Wording wording)
        {
            Phrases.Clear();
            wordings.Clear();
            Phrases.Add(phrase);
            wordings.Add(wording);
            First = phrase.Candidate.First;
        }

        /// <summary>Whether one of its wordings words the same point as another.</summary>
        public bool IsWordedLike(Wording other)
        {
            foreach (var wording in wordings)
                if (wording.IsAlike(other)) return true;
            return false;
        }

        /// <summary>Takes a phrase in.</summary>
        public void Add((IssueCandidate Candidate, double Score) phrase, Wording wording)
        {
            Phrases.Add(phrase);
            First = Math.Min(First, phrase.Candidate.First);
            if (wordings.Count >= WordingsCompared) return;
            foreach (var known in wordings)
                if (known.IsSame(wording)) return;
            wordings.Add(wording);
        }
    }

    /// <summary>The lemmas of content of a phrase, and the lemma of its head.</summary>
    internal sealed class Wording
    {
        // Each once; a phrase has few.
        private readonly List<string> lemmas = [];
        private string head = "";

        /// <summary>Takes a phrase's words, in place of those that it held.</summary>
        public void Read(ReportIndex index, IssueCandidates candidates, IssueCandidate phrase)
        {
            lemmas.Clear();
            head = index.Lemmas[phrase.Head];
            for (int i = phrase.First; i < phrase.End; i++)
                if (candidates.IsContent(i) && !lemmas.Contains(index.Lemmas[i])) lemmas.Add(index.Lemmas[i]);
        }

        /// <summary>Whether two phrases word the same point: most words of content of the shorter stand in the longer, its head among them.</summary>
        public bool IsAlike(Wording other)
        {
            if (lemmas.Count == 0 || other.lemmas.Count == 0) return false;
            int shared = Shared(other);
            bool heads = head == other.head && lemmas.Contains(head) && other.lemmas.Contains(head);
            return 2 * shared >= Math.Max(lemmas.Count, other.lemmas.Count) || (heads && 2 * shared >= Math.Min(lemmas.Count, other.lemmas.Count));
        }

        /// <summary>Whether two phrases have the same words of content and the same head.</summary>
        public bool IsSame(Wording other) => head == other.head && lemmas.Count == other.lemmas.Count && Shared(other) == lemmas.Count;

        private int Shared(Wording other)
        {
            int shared = 0;
            foreach (string lemma in lemmas)
                if (other.lemmas.Contains(lemma)) shared++;
            return shared;
        }
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
