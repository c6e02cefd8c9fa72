using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Finds the points under negotiation: phrases that may word one are ranked by a classifier, the best phrase of each place is kept, paraphrases are drawn together, and the
/// likeliest few become issues.
/// </summary>
internal sealed class IssueFinder
{
    /// <summary>The model's file.</summary>
    public const string File = "issues.bin";

    private const string Name = "issues";
    private const int Version = 1;

    /// <summary>A report has at most so many issues.</summary>
    private const int Most = 8;

    private readonly LinearClassifier phrases;
    private readonly Options options;

    private IssueFinder(LinearClassifier phrases, Options options) => (this.phrases, this.options) = (phrases, options);

    /// <summary>What was chosen by cross-validation.</summary>
    /// <param name="PhraseFloor">A phrase less probable than this plays no part.</param>
    /// <param name="IssueFloor">An issue less probable than this is left out.</param>
    /// <param name="Penalty">Penalty of the classifier.</param>
    internal sealed record Options(double PhraseFloor = 0.08, double IssueFloor = 0.15, double Penalty = 20);

    /// <summary>Reads the trained model.</summary>
    public static IssueFinder Load(string modelFolder) => new(ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, LinearClassifier.Load), new());

    /// <summary>Writes the model.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, phrases.Save);

    /// <summary>Trains on annotated reports.</summary>
    public static IssueFinder Train(IReadOnlyList<TrainingReport> reports, Options? options = null)
    {
        options ??= new();
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
                examples.Add((features.ToArray(), dice >= 0.5 ? 1 : 0, dice >= 0.5 ? dice : 1));
            }
        }

        return new(SmallDataTrainer.Fit(examples, 2, 17, options.Penalty), options);
    }

    /// <summary>The issues of a report, in the order of their first mention; ids i1, i2, ...</summary>
    public IReadOnlyList<Issue> Find(ReportIndex index, IReadOnlyList<Proposal> proposals)
    {
        var candidates = new IssueCandidates(index);
        var features = new FeatureList();
        Span<double> p = stackalloc double[2];
        var ranked = new List<(IssueCandidate Candidate, double Score)>();
        foreach (var candidate in candidates.Found)
        {
            var span = index.Document.SpanOf(candidate.First, candidate.End);
            if (proposals.Any(x => x.Confidence >= 0.5 && x.Mentions.Any(m => WordOverlap.Dice(index.Document, candidate.First, candidate.End, m) >= 0.75))) continue;
            candidates.Describe(candidate, features);
            phrases.Probabilities(features.Hashes, p);
            if (p[1] >= options.PhraseFloor) ranked.Add((candidate, p[1]));
        }

        // The best phrase of each place, best first; ties go to the earlier and shorter one.
        ranked.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Candidate.First != b.Candidate.First ? a.Candidate.First.CompareTo(b.Candidate.First) : a.Candidate.End.CompareTo(b.Candidate.End));
        var kept = new List<(IssueCandidate Candidate, double Score)>();
        foreach (var r in ranked)
            if (!kept.Exists(k => k.Candidate.First < r.Candidate.End && r.Candidate.First < k.Candidate.End)) kept.Add(r);

        var groups = new List<List<(IssueCandidate Candidate, double Score)>>();
        foreach (var k in kept)
        {
            var group = groups.Find(g => g.Exists(m => Alike(index, candidates, m.Candidate, k.Candidate)));
            if (group is null) groups.Add([k]);
            else group.Add(k);
        }

        var best = groups.Select(g => (Group: g, Confidence: Confidence(g))).Where(g => g.Confidence >= options.IssueFloor).OrderByDescending(g => g.Confidence).Take(Most)
            .OrderBy(g => g.Group.Min(m => m.Candidate.First));
        return [.. best.Select((g, i) => new Issue(
            $"i{i + 1}",
            Label(index, g.Group[0].Candidate),
            [.. g.Group.Select(m => index.Document.SpanOf(m.Candidate.First, m.Candidate.End)).Order()],
            Math.Round(g.Confidence, 3)))];
    }

    /// <summary>Probability that at least one of the group's two best phrases is right.</summary>
    private static double Confidence(List<(IssueCandidate Candidate, double Score)> group) => group.Count == 1 ? group[0].Score : 1 - (1 - group[0].Score) * (1 - 0.5 * group[1].Score);

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

    /// <summary>The best phrase in the report's words, without its article.</summary>
    private static string Label(ReportIndex index, IssueCandidate candidate)
    {
        int first = candidate.First;
        if (first < candidate.Head && index.Document.Tokens[first].Relation == Relation.det && index.Lemmas[first] is "the" or "a" or "an" or "this" or "these" or "any" or "that") first++;
        return string.Join(' ', index.Document.SpanOf(first, candidate.End).Of(index.Document.Text).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
