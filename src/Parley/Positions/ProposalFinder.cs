using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Finds the texts and offers on the table: noun phrases headed by a noun of negotiation are filtered by a classifier, drawn together into proposals by a second one that
/// asks of each pair whether both mean the same, and judged as a whole by a third.
/// </summary>
internal sealed class ProposalFinder
{
    /// <summary>The model's file.</summary>
    public const string File = "proposals.bin";

    private const string Name = "proposals";
    private const int Version = 2;

    /// <summary>Pairs of mentions farther apart than this many candidates are not learned from.</summary>
    private const int Window = 40;

    private readonly LinearClassifier mentions, pairs;
    private readonly LinearClassifier? clusters;
    private readonly Options options;

    private ProposalFinder(LinearClassifier mentions, LinearClassifier pairs, LinearClassifier? clusters, Options options) =>
        (this.mentions, this.pairs, this.clusters, this.options) = (mentions, pairs, clusters, options);

    /// <summary>What was chosen by cross-validation.</summary>
    /// <param name="MentionFloor">A mention less probable than this plays no part.</param>
    /// <param name="SameFloor">A mention less like every group than this opens one of its own.</param>
    /// <param name="ProposalFloor">A proposal less probable than this is left out.</param>
    /// <param name="MentionPenalty">Penalty of the classifier of mentions.</param>
    /// <param name="PairPenalty">Penalty of the classifier of pairs.</param>
    /// <param name="ClusterPenalty">Penalty of the classifier of proposals.</param>
    /// <param name="MainMentions">A text mentioned so often may be the one that headline and lead speak of.</param>
    /// <param name="ExplicitFloor">Least probability of what is worded as a version or an answer.</param>
    /// <param name="StrangerWeight">Weight of a training pair of a proposal and something else: they are many.</param>
    internal sealed record Options(
        double MentionFloor = 0.1, double SameFloor = 0.5, double ProposalFloor = 0.3, double MentionPenalty = 60, double PairPenalty = 20, double ClusterPenalty = 60, double StrangerWeight = 0.05,
        double ExplicitFloor = 0.5, int MainMentions = 3);

    /// <summary>Working state of one caller, used again for the next report.</summary>
    internal sealed class State
    {
        internal readonly ProposalMentions Mentions = new();
        internal readonly Reused<ProposalCluster> Clusters = new();
        internal readonly List<ProposalCluster> Groups = [], Kept = [];
    }

    /// <summary>Reads the trained model.</summary>
    public static ProposalFinder Load(string modelFolder) => ModelFile.Load(
        Path.Combine(modelFolder, File), Name, Version, r => new ProposalFinder(LinearClassifier.Load(r), LinearClassifier.Load(r), LinearClassifier.Load(r), new()));

    /// <summary>Writes the model.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, w =>
    {
        mentions.Save(w);
        pairs.Save(w);
        clusters!.Save(w);
    });

    /// <summary>The proposals of a report, in the order of their first mention; ids t1, t2, ...</summary>
    public IReadOnlyList<Proposal> Find(ReportIndex index, State state)
    {
        var groups = Cluster(index, state);
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[2];
        var kept = state.Kept;
        kept.Clear();
        foreach (var group in groups)
        {
            Describe(index, group, groups, features);
            group.Confidence = group.Strongest;
            if (clusters is not null)
            {
                clusters.Probabilities(features.Hashes, p);
                group.Confidence = p[1];
            }

            if (group.Explicit) group.Confidence = Math.Max(group.Confidence, options.ExplicitFloor);
            if (group.Confidence >= options.ProposalFloor) kept.Add(group);
        }

        if (kept.Count == 0) return [];
        var lineage = ProposalLineage.Of(index, kept);
        var found = new Proposal[kept.Count];
        for (int i = 0; i < found.Length; i++)
        {
            var mentions = new TextSpan[kept[i].Mentions.Count];
            for (int m = 0; m < mentions.Length; m++) mentions[m] = index.Document.SpanOf(kept[i].Mentions[m].First, kept[i].Mentions[m].End);
            found[i] = new(Id(i)!, Label(index, kept[i]), AuthorsOf(index, kept[i]), Id(lineage[i].Revises), Id(lineage[i].Counters), mentions, Math.Round(kept[i].Confidence, 3));
        }

        return found;

        static string? Id(int i) => i < 0 ? null : $"t{i + 1}";
    }

    /// <summary>The stated authors; else who wants it; else, of an agreement, the two sides that the report is most about.</summary>
    private static string[] AuthorsOf(ReportIndex index, ProposalCluster group)
    {
        if (group.Authors.Count > 0) return [.. group.Authors];
        if (group.Best.Kind is "pact" or "name") return [.. index.Parties.Parties.Take(2).Select(p => p.Id)];
        return group.Mentions.Find(static m => m.Guess is not null) is { Guess: { } guess } ? [guess] : [];
    }

    /// <summary>Trains on annotated reports; the judge of whole proposals learns from what the first two make of reports that they have not seen.</summary>
    public static ProposalFinder Train(IReadOnlyList<TrainingReport> reports, Options? options = null)
    {
        options ??= new();
        var final = TrainMentionsAndPairs(reports, options);
        var features = new FeatureList();
        var examples = new List<(uint[], int, double)>();
        foreach (var (train, held) in GroupFolds.Split(reports, r => r.Gold.Group, 4))
        {
            var first = TrainMentionsAndPairs(train, options);
            foreach (var report in held)
            {
                var groups = first.Cluster(report.Index, new());
                var taken = new HashSet<string>(StringComparer.Ordinal);
                foreach (var group in groups.OrderByDescending(g => g.Strongest))
                {
                    Describe(report.Index, group, groups, features);
                    string? gold = group.Mentions.Select(m => GoldOf(report, m)).FirstOrDefault(g => g is not null && !taken.Contains(g));
                    if (gold is not null) taken.Add(gold);
                    examples.Add((features.ToArray(), gold is null ? 0 : 1, report.Gold.Weight));
                }
            }
        }

        return new(final.mentions, final.pairs, SmallDataTrainer.Fit(examples, 2, 14, options.ClusterPenalty), options);
    }

    private static ProposalFinder TrainMentionsAndPairs(IReadOnlyList<TrainingReport> reports, Options options)
    {
        var features = new FeatureList();
        var single = new List<(uint[], int, double)>();
        var paired = new List<(uint[], int, double)>();
        foreach (var report in reports)
        {
            var found = new ProposalMentions(report.Index);
            var gold = found.Found.Select(m => GoldOf(report, m)).ToArray();
            for (int i = 0; i < gold.Length; i++)
            {
                found.Describe(found.Found[i], features);
                single.Add((features.ToArray(), gold[i] is null ? 0 : 1, report.Gold.Weight));
                for (int j = Math.Max(0, i - Window); j < i; j++)
                {
                    // Two candidates that are both no proposals teach nothing; a proposal and something else are different, but there are many such pairs.
                    if (gold[i] is null && gold[j] is null) continue;
                    found.DescribePair(found.Found[j], found.Found[i], features);
                    bool both = gold[i] is not null && gold[j] is not null;
                    paired.Add((features.ToArray(), both && gold[j] == gold[i] ? 1 : 0, report.Gold.Weight * (both ? 1 : options.StrangerWeight)));
                }
            }
        }

        return new(SmallDataTrainer.Fit(single, 2, 16, options.MentionPenalty), SmallDataTrainer.Fit(paired, 2, 14, options.PairPenalty), null, options);
    }

    /// <summary>The annotated proposal that a candidate mentions, or null.</summary>
    private static string? GoldOf(TrainingReport report, ProposalMention mention)
    {
        string? best = null;
        double most = 0.499;
        foreach (var proposal in report.Gold.Proposals)
        {
            foreach (var span in proposal.Mentions)
            {
                double dice = WordOverlap.Dice(report.Index.Document, mention.First, mention.End, span);
                if (dice > most) (best, most) = (proposal.Id, dice);
            }
        }

        return best;
    }

    // No report that people write has so many; they keep time linear where a text repeats itself without end.
    private const int GroupsCompared = 100, MentionsCompared = 48;

    /// <summary>Draws mentions together: in text order each joins the group that holds its likeliest partner, or opens one.</summary>
    private List<ProposalCluster> Cluster(ReportIndex index, State state)
    {
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[2];
        var (found, groups) = (state.Mentions, state.Groups);
        found.Build(index);
        state.Clusters.TakeBack();
        groups.Clear();
        foreach (var mention in found.Found)
        {
            found.Describe(mention, features);
            mentions.Probabilities(features.Hashes, p);
            // A counter-proposal or a revised draft is one by its very words, which too few training reports have.
            double probability = mention.Explicit ? Math.Max(p[1], options.ExplicitFloor) : p[1];
            var group = mention.Alias >= 0 ? found.Found[mention.Alias].Cluster : null;
            if (group is null && probability < options.MentionFloor) continue;
            if (group is null)
            {
                double best = options.SameFloor;
                for (int g = Math.Max(0, groups.Count - GroupsCompared); g < groups.Count; g++)
                {
                    var candidate = groups[g];
                    if (!candidate.Admits(mention)) continue;
                    double sum = 0, most = 0;
                    int compared = Math.Min(MentionsCompared, candidate.Mentions.Count);
                    for (int m = candidate.Mentions.Count - compared; m < candidate.Mentions.Count; m++)
                    {
                        found.DescribePair(candidate.Mentions[m], mention, features);
                        pairs.Probabilities(features.Hashes, p);
                        sum += p[1];
                        most = Math.Max(most, p[1]);
                    }

                    double likeness = 0.5 * (most + sum / compared);
                    if (likeness > best) (best, group) = (likeness, candidate);
                }
            }

            if (group is null)
            {
                groups.Add(group = state.Clusters.Next());
                group.Begin();
            }

            group.Add(mention, probability);
        }

        Merge(index, groups);
        return groups;
    }

    /// <summary>
    /// Headline and lead speak of the text that the report is about, and "the original draft" is that text before it was changed: groups that stand only there, or say only that,
    /// join the group most spoken of.
    /// </summary>
    private void Merge(ReportIndex index, List<ProposalCluster> groups)
    {
        if (groups.Count < 2) return;
        ProposalCluster? main = null;
        foreach (var group in groups)
            if (group.Version == VersionClass.None && IsText(group) && group.Mentions.Count >= options.MainMentions && (main is null || group.Sum > main.Sum)) main = group;
        if (main is null) return;
        for (int g = 0; g < groups.Count;)
        {
            if (groups[g] == main || !IsSame(index, groups[g], main))
            {
                g++;
                continue;
            }

            main.Absorb(groups[g]);
            groups.RemoveAt(g);
        }

        groups.Sort(static (a, b) => a.Mentions[0].First.CompareTo(b.Mentions[0].First));
    }

    private static bool IsText(ProposalCluster group) => group.Best.Kind is "plan" or "offer" or "text" or "pact" or "idea";

    private static bool IsSame(ReportIndex index, ProposalCluster group, ProposalCluster main)
    {
        if (!IsText(group)) return false;
        if (group.Version == VersionClass.Old) return group.Explicit && (group.Authors.Count == 0 || main.Authors.Count == 0 || ProposalCluster.Share(group.Authors, main.Authors));
        if (group.Version != VersionClass.None) return false;
        bool opening = true;
        foreach (var m in group.Mentions) opening &= index.Depth(m.Head) <= 1;
        // One author, no word of another version: the headline's plan and the plan of the story are one, however each is worded. Offers are raised and renewed too often for that.
        return opening || group.Best.Kind != "offer" && main.Best.Kind != "offer" && group.Authors.Count > 0 && group.Authors.SequenceEqual(main.Authors) && index.Depth(group.Mentions[0].Head) <= 1;
    }

    private static void Describe(ReportIndex index, ProposalCluster group, List<ProposalCluster> all, FeatureList features)
    {
        features.Clear();
        int rank = 0, count = Math.Min(4, group.Mentions.Count), strongest = (int)(group.Strongest * 10);
        foreach (var other in all)
            if (other.Strongest > group.Strongest) rank++;
        bool headline = false, lead = false;
        foreach (var m in group.Mentions)
        {
            headline |= index.Depth(m.Head) == 0;
            lead |= index.Depth(m.Head) == 1;
        }

        var best = group.Best;
        features.Add("bias", 0);
        features.Add("strongest", strongest);
        for (int i = 0; i <= strongest; i++) features.Add("at least", i);
        features.Add("sum", (int)Math.Min(8, group.Sum * 3));
        features.Add("count", count);
        features.Add("rank", Math.Min(6, rank));
        features.Add("of", Math.Min(6, all.Count / 2));
        features.Add("kind", best.Kind);
        features.Flag("author", group.Authors.Count > 0);
        features.Flag("headline", headline);
        features.Flag("lead", lead);
        features.Add("kind+count", best.Kind, $"{count}");
    }

    /// <summary>Of the mentions at least half as sure as the surest the fullest without its article: the one with most words of content, the earlier of equals.</summary>
    private static string Label(ReportIndex index, ProposalCluster group)
    {
        var tokens = index.Document.Tokens;
        int best = -1;
        string label = "";
        foreach (var m in group.Mentions)
        {
            if (2 * m.Sureness < group.Strongest) continue;
            int first = m.First, end = m.End, content = 0;
            while (first < m.Head && (tokens[first].Relation == Relation.det || tokens[first].Pos is UniversalTag.ADP or UniversalTag.SCONJ || IsLooseMark(tokens[first].Word))) first++;

            // The tree may cut "£1.3bn" or "530-page" in two.
            while (first > 0 && tokens[first - 1].Span.End == tokens[first].Span.Start && tokens[first - 1].Sentence == tokens[first].Sentence && !IsLooseMark(tokens[first - 1].Word)) first--;

            // "the £1.4bn ($2.5bn) offer", of which the tree gives the end only.
            for (int i = first; i < m.Head; i++)
                if (tokens[i].Word == ")" && !OpensBracket(first, i)) first = i + 1;

            // "as unproductive" is what somebody says of the text, not its name.
            for (int i = m.Head + 1; i < end; i++)
                if (index.Lemmas[i] == "as") end = i;
            for (int i = first; i < end; i++)
                if (tokens[i].Tag is PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.NNPS or PennTag.JJ or PennTag.VB or PennTag.VBG or PennTag.VBN or PennTag.CD) content++;
            if (index.IsTitle(m.Head)) content--;
            if (content <= best) continue;
            best = content;
            label = Calm(index, index.Document.SpanOf(first, end).OnOneLine(index.Document.Text));
        }

        return label;

        bool OpensBracket(int from, int to)
        {
            for (int i = from; i < to; i++)
                if (index.Document.Tokens[i].Word == "(") return true;
            return false;
        }
    }

    /// <summary>A wording in capitals with those words in lower case that the report has so elsewhere; "us", "it" and "who" may be the initials of a state, a trade or a body.</summary>
    private static string Calm(ReportIndex index, string wording)
    {
        if (wording.AsSpan().ContainsAnyInRange('a', 'z')) return wording;
        string[] words = wording.Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            string lower = words[i].ToLowerInvariant();
            if (lower is not ("us" or "it" or "who") && index.Has(lower)) words[i] = lower;
        }

        return string.Join(' ', words);
    }

    /// <summary>Whether a token is a mark that no name begins with: a quotation mark, a bracket, a dash, but no sign of a currency.</summary>
    private static bool IsLooseMark(string word) => !char.IsLetterOrDigit(word[0]) && !char.IsSymbol(word[0]);
}
