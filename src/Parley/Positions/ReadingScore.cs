using Parley.Learning;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>
/// Scores readings against annotated reports: a span is the set of its words, two spans match at Dice 0.5; statements are aligned one to one, greedily, by content, then cue, then source;
/// proposals, issues, events, deadlines and provisions one to one by their best mention or their label. Counts add up over reports.
/// </summary>
internal sealed class ReadingScore
{
    private static readonly string[] Scored =
        ["relation", "relation~", "position", "proposal", "issue", "lineage", "event", "deadline", "provision", "contradiction", "furniture"];

    private static readonly string[] Shares = ["party", "act", "voice", "author", "kind", "status", "office", "lost"];

    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Precision, recall, F1 and the counts of one of the scored kinds.</summary>
    public (double Precision, double Recall, double F1) this[string kind] => Figures.Of(Count(kind), Count(kind + "p"), Count(kind + "g"));

    /// <summary>Share of right ones among those matched (party, act, voice, author, kind, status, office), or of report words lost to furniture.</summary>
    public double Share(string kind) => (double)Count(kind) / Math.Max(Count(kind + "n"), 1);

    /// <summary>Adds one report; <paramref name="reading"/> is null where it was not read.</summary>
    public void Add(GoldReport gold, Reading? reading)
    {
        var words = new ScoredWords(gold.Text);
        // A reading of the same text with other line ends has the same words, at other offsets.
        var own = reading is null || reading.Report.Text == gold.Text ? words : new ScoredWords(reading.Report.Text);
        var parties = gold.Parties.ToDictionary(p => p.Id, p => new HashSet<string>([ScoredWords.Name(p.Name), ScoredWords.Name(p.Id), .. p.Aliases.Select(ScoredWords.Name)]));
        HashSet<string> Names(IEnumerable<string> ids) => [.. ids.SelectMany(id => parties.TryGetValue(id, out var names) ? names : [ScoredWords.Name(id)])];
        var ownParties = reading?.Parties.ToDictionary(p => p.Id, p => new HashSet<string>(
            [ScoredWords.Name(p.Name), .. p.Aliases.Select(ScoredWords.Name), .. p.Mentions.Select(m => ScoredWords.Name(m.Of(reading.Report.Text).ToString()))])) ?? [];
        HashSet<string> Own(string? id) => string.IsNullOrEmpty(id) ? [] : ownParties.TryGetValue(id, out var names) ? names : [ScoredWords.Name(id)];

        Side[] left = [.. gold.Statements.Select(s => new Side(words.Of(s.Source is { } x ? [x] : []), words.Of(s.Cue is { } c ? [c] : []), words.Of(s.Content)))];
        Side[] right = [.. (reading?.Statements ?? []).Select(s => new Side(own.Of(s.Source.Spans), own.Of(s.Cue.Spans), own.Of(s.Content.Spans)))];
        var aligned = Align(left, right);
        Add("relation", 0, right.Length, left.Length);
        Add("relation~", 0, right.Length, left.Length);
        foreach (var (g, p) in aligned)
        {
            bool noSources = left[g].Source.Count + right[p].Source.Count == 0;
            if (ScoredWords.Dice(left[g].Content, right[p].Content) >= 0.5 && (noSources || ScoredWords.Dice(left[g].Source, right[p].Source) >= 0.5)) Add("relation");
            if (noSources || left[g].Source.Overlaps(right[p].Source)) Add("relation~");
            Share("act", gold.Statements[g].Act == reading!.Statements[p].Act);
            if (!string.IsNullOrEmpty(gold.Statements[g].Party)) Share("party", Own(reading.Statements[p].Source.Party).Overlaps(Names([gold.Statements[g].Party!])));
        }

        Labelled One(TextSpan span) => new("", [words.Of([span])]);
        Labelled All(IEnumerable<TextSpan> spans) => new("", [own.Of(spans)]);
        Labelled Each(string label, IReadOnlyList<TextSpan> mentions, ScoredWords of) => new(label, [.. mentions.Select(m => of.Of([m]))]);
        var proposals = Match("proposal", [.. gold.Proposals.Select(x => Each(x.Label, x.Mentions, words))], [.. (reading?.Proposals ?? []).Select(x => Each(x.Label, x.Mentions, own))]);
        var issues = Match("issue", [.. gold.Issues.Select(x => Each(x.Label, x.Mentions, words))], [.. (reading?.Issues ?? []).Select(x => Each(x.Label, x.Mentions, own))]);
        var events = Match("event", [.. gold.Events.Select(x => One(x.Span))], [.. (reading?.Events ?? []).Select(x => All(x.Spans))]);
        var deadlines = Match("deadline", [.. gold.Deadlines.Select(x => One(x.Span))], [.. (reading?.Deadlines ?? []).Select(x => All(x.Spans))]);
        Match("provision", [.. gold.Provisions.Select(x => One(x.Span))], [.. (reading?.Provisions ?? []).Select(x => All(x.Spans))]);

        var to = new Dictionary<(bool Proposal, string Id), string>();
        foreach (var (g, p) in proposals)
        {
            to[(true, reading!.Proposals[p].Id)] = gold.Proposals[g].Id;
            if (gold.Proposals[g].By.Count > 0) Share("author", reading.Proposals[p].By.Any(id => Own(id).Overlaps(Names(gold.Proposals[g].By))));
        }

        foreach (var (g, p) in issues) to[(false, reading!.Issues[p].Id)] = gold.Issues[g].Id;
        foreach (var (g, p) in events) Share("kind", gold.Events[g].Kind == reading!.Events[p].Kind);
        foreach (var (g, p) in deadlines) Share("status", gold.Deadlines[g].Status == reading!.Deadlines[p].Status);

        HashSet<(string?, char, string?)> edges = [.. gold.Proposals.SelectMany(x => x.Revises.Select(r => ((string?)x.Id, 'r', (string?)r)).Concat(x.Counters.Select(c => ((string?)x.Id, 'c', (string?)c))))];
        string? Proposal(string id) => to.GetValueOrDefault((true, id));
        HashSet<(string?, char, string?)> ownEdges = [];
        foreach (var x in reading?.Proposals ?? [])
        {
            if (!string.IsNullOrEmpty(x.Revises)) ownEdges.Add((Proposal(x.Id), 'r', Proposal(x.Revises)));
            if (!string.IsNullOrEmpty(x.Counters)) ownEdges.Add((Proposal(x.Id), 'c', Proposal(x.Counters)));
        }

        Add("lineage", ScoredWords.Shared(ownEdges, edges), ownEdges.Count, edges.Count);

        Add("position", 0, reading?.Statements.Sum(s => s.Positions.Count) ?? 0, gold.Statements.Sum(s => s.Positions.Count));
        foreach (var (g, p) in aligned)
        {
            List<GoldPosition> free = [.. gold.Statements[g].Positions];
            foreach (var position in reading!.Statements[p].Positions)
            {
                string?[] targets = [to.GetValueOrDefault((true, position.Target)), to.GetValueOrDefault((false, position.Target))];
                var hit = free.FirstOrDefault(q => q.Stance == position.Stance && targets.Contains(q.Target) && Own(position.Holder).Overlaps(Names([q.Holder])));
                if (hit is null) continue;
                free.Remove(hit);
                Add("position");
                Share("voice", hit.Voice == position.Voice);
            }
        }

        var of = aligned.ToDictionary(x => reading!.Statements[x.Own].Id, x => gold.Statements[x.Gold].Id);
        HashSet<(string, string)> pairs = [.. gold.Contradictions.Select(c => Unordered(c.A, c.B))];
        HashSet<(string, string)> ownPairs = [.. (reading?.Contradictions ?? []).Select(c => Unordered(of.GetValueOrDefault(c.A, "?" + c.A), of.GetValueOrDefault(c.B, "?" + c.B)))];
        Add("contradiction", ScoredWords.Shared(ownPairs, pairs), ownPairs.Count, pairs.Count);

        HashSet<int> Blocks(params BlockKind[] kinds) => own.Of((reading?.Report.Blocks ?? []).Where(b => kinds.Contains(b.Kind)).Select(b => b.Span));
        HashSet<int> furniture = words.Of(gold.Furniture), ownFurniture = Blocks(BlockKind.Furniture), counted = [.. furniture.Except(Blocks(BlockKind.Byline, BlockKind.Dateline, BlockKind.Title))];
        Add("furniture", ScoredWords.Shared(counted, ownFurniture), ownFurniture.Count, counted.Count);
        Increase("lost", ownFurniture.Count - ScoredWords.Shared(ownFurniture, furniture));
        Increase("lostn", words.Count - furniture.Count);

        foreach (var actor in gold.Actors)
        {
            if (string.IsNullOrEmpty(actor.Office)) continue;
            string name = ScoredWords.Name(actor.Name);
            var office = ScoredWords.ContentWords(actor.Office);
            Share("office", (reading?.Actors ?? []).Any(a => ScoredWords.Name(a.Name) is { Length: > 0 } other && (name.Contains(other, StringComparison.Ordinal) || other.Contains(name, StringComparison.Ordinal)) &&
                2 * ScoredWords.Shared(office, ScoredWords.ContentWords(a.Office)) >= office.Count && (string.IsNullOrEmpty(actor.Party) || Own(a.Party).Overlaps(Names([actor.Party!])))));
        }
    }

    /// <summary>The figures as lines: one a scored kind, then the shares.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (string kind in Scored)
        {
            var (p, r, f) = this[kind];
            yield return $"{kind,-14} P {Figures.Fixed(p, 3)}  R {Figures.Fixed(r, 3)}  F1 {Figures.Fixed(f, 3)}   ({Count(kind)} of {Count(kind + "p")} predicted, {Count(kind + "g")} gold)";
        }

        yield return string.Join("   ", Shares.Select(kind => $"{kind} {Figures.Fixed(Share(kind), 3)} of {Count(kind + "n")}"));
    }

    /// <summary>A statement's roles as sets of words.</summary>
    private readonly record struct Side(HashSet<int> Source, HashSet<int> Cue, HashSet<int> Content);

    /// <summary>A labelled item with its mentions as sets of words.</summary>
    private readonly record struct Labelled(string Label, List<HashSet<int>> Mentions);

    private static List<(int Gold, int Own)> Align(Side[] gold, Side[] own)
    {
        var pairs = new List<(double Content, double Cue, double Source, int Gold, int Own)>();
        for (int g = 0; g < gold.Length; g++)
            for (int p = 0; p < own.Length; p++)
                if (gold[g].Content.Overlaps(own[p].Content))
                    pairs.Add((ScoredWords.Dice(gold[g].Content, own[p].Content), ScoredWords.Dice(gold[g].Cue, own[p].Cue), ScoredWords.Dice(gold[g].Source, own[p].Source), -g, -p));
        pairs.Sort((a, b) => b.CompareTo(a));
        return OneToOne(pairs.Select(x => (-x.Gold, -x.Own)));
    }

    private List<(int Gold, int Own)> Match(string kind, Labelled[] gold, Labelled[] own)
    {
        var pairs = new List<(double Score, bool Label, int Gold, int Own)>();
        for (int g = 0; g < gold.Length; g++)
        {
            for (int p = 0; p < own.Length; p++)
            {
                double best = 0;
                foreach (var a in gold[g].Mentions)
                    foreach (var b in own[p].Mentions)
                        if (a.Count > 0 && b.Count > 0) best = Math.Max(best, ScoredWords.Dice(a, b));
                bool label = ScoredWords.SameLabel(gold[g].Label, own[p].Label);
                if (best >= 0.5 || label) pairs.Add((best, label, -g, -p));
            }
        }

        pairs.Sort((a, b) => b.CompareTo(a));
        var matched = OneToOne(pairs.Select(x => (-x.Gold, -x.Own)));
        Add(kind, matched.Count, own.Length, gold.Length);
        return matched;
    }

    private static List<(int Gold, int Own)> OneToOne(IEnumerable<(int Gold, int Own)> best)
    {
        HashSet<int> golds = [], owns = [];
        var matched = new List<(int, int)>();
        foreach (var (g, p) in best)
        {
            if (golds.Contains(g) || owns.Contains(p)) continue;
            golds.Add(g);
            owns.Add(p);
            matched.Add((g, p));
        }

        return matched;
    }

    private static (string, string) Unordered(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);

    private int Count(string key) => counts.GetValueOrDefault(key);

    private void Increase(string key, int by) => counts[key] = Count(key) + by;

    private void Add(string kind, int hits = 1, int predicted = 0, int gold = 0)
    {
        Increase(kind, hits);
        Increase(kind + "p", predicted);
        Increase(kind + "g", gold);
    }

    private void Share(string kind, bool right)
    {
        Increase(kind, right ? 1 : 0);
        Increase(kind + "n", 1);
    }
}
