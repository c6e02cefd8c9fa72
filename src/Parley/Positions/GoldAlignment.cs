namespace Parley.Positions;

/// <summary>
/// A reading laid over the annotation of the same report, by the rules of the shared scorer: spans are sets of word tokens and match at Dice 0.5, statements are aligned one to one
/// by their contents, proposals and issues by a mention or half of the label's words, parties by any name.
/// </summary>
internal sealed class GoldAlignment
{
    private readonly GoldReport gold;
    private readonly Reading reading;
    private readonly int[] statements;
    private readonly Dictionary<string, string> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> goldNames, readNames;
    private readonly ScoredWords words;

    /// <summary>Aligns.</summary>
    public GoldAlignment(GoldReport gold, Reading reading)
    {
        (this.gold, this.reading) = (gold, reading);
        words = new(gold.Text);
        goldNames = gold.Parties.ToDictionary(p => p.Id, p => p.Aliases.Append(p.Name).Append(p.Id).Select(ScoredWords.Name).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        readNames = reading.Parties.ToDictionary(
            p => p.Id, p => p.Mentions.Select(m => m.Of(gold.Text).ToString()).Concat(p.Aliases).Append(p.Name).Select(ScoredWords.Name).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        statements = AlignStatements();
        MatchTargets([.. gold.Proposals.Select(p => (p.Id, p.Label, p.Mentions))], [.. reading.Proposals.Select(p => (p.Id, p.Label, p.Mentions))]);
        MatchTargets([.. gold.Issues.Select(p => (p.Id, p.Label, p.Mentions))], [.. reading.Issues.Select(p => (p.Id, p.Label, p.Mentions))]);
    }

    /// <summary>The annotated statement that a statement of the reading is aligned with, or null.</summary>
    public GoldStatement? StatementOf(int index) => statements[index] < 0 ? null : gold.Statements[statements[index]];

    /// <summary>Id of the annotated target that a target of the reading matches, or null.</summary>
    public string? TargetOf(string id) => targets.GetValueOrDefault(id);

    /// <summary>Whether a party of the reading and an annotated one share a name.</summary>
    public bool SameParty(string? read, string? annotated) =>
        read is not null && annotated is not null && readNames.TryGetValue(read, out var names) && goldNames.TryGetValue(annotated, out var wanted) && names.Overlaps(wanted);

    /// <summary>The annotated position of the aligned statement with this holder and target, or null.</summary>
    public GoldPosition? PositionOf(int statement, string holder, string target) =>
        TargetOf(target) is { } annotated && StatementOf(statement) is { } s ? s.Positions.FirstOrDefault(p => p.Target == annotated && SameParty(holder, p.Holder)) : null;

    /// <summary>How many of the reading's positions of at least this confidence are right (holder, target and stance), and how many there are.</summary>
    public (int Right, int Predicted) Score(double least = 0)
    {
        int right = 0, predicted = 0;
        for (int i = 0; i < reading.Statements.Count; i++)
        {
            var taken = new HashSet<GoldPosition>(ReferenceEqualityComparer.Instance);
            foreach (var p in reading.Statements[i].Positions)
            {
                if (p.Confidence < least) continue;
                predicted++;
                if (PositionOf(i, p.Holder, p.Target) is { } hit && hit.Stance == p.Stance && taken.Add(hit)) right++;
            }
        }

        return (right, predicted);
    }

    private int[] AlignStatements()
    {
        var g = gold.Statements.Select(s => (Content: words.Of(s.Content), Cue: words.Of(s.Cue is { } c ? [c] : []), Source: words.Of(s.Source is { } by ? [by] : []))).ToArray();
        var r = reading.Statements.Select(s => (Content: words.Of(s.Content.Spans), Cue: words.Of(s.Cue.Spans), Source: words.Of(s.Source.Spans))).ToArray();
        var pairs = new List<(double Content, double Cue, double Source, int Gold, int Read)>();
        for (int i = 0; i < g.Length; i++)
            for (int j = 0; j < r.Length; j++)
                if (g[i].Content.Overlaps(r[j].Content)) pairs.Add((ScoredWords.Dice(g[i].Content, r[j].Content), ScoredWords.Dice(g[i].Cue, r[j].Cue), ScoredWords.Dice(g[i].Source, r[j].Source), -i, -j));
        pairs.Sort((a, b) => b.CompareTo(a));
        int[] of = [.. Enumerable.Repeat(-1, r.Length)];
        var taken = new HashSet<int>();
        foreach (var (_, _, _, i, j) in pairs)
            if (of[-j] < 0 && taken.Add(-i)) of[-j] = -i;
        return of;
    }

    private void MatchTargets(IReadOnlyList<(string Id, string Label, IReadOnlyList<TextSpan> Mentions)> annotated, IReadOnlyList<(string Id, string Label, IReadOnlyList<TextSpan> Mentions)> read)
    {
        var g = annotated.Select(a => a.Mentions.Select(m => words.Of([m])).Where(w => w.Count > 0).ToArray()).ToArray();
        var r = read.Select(a => a.Mentions.Select(m => words.Of([m])).Where(w => w.Count > 0).ToArray()).ToArray();
        var pairs = new List<(double Score, bool Label, int Gold, int Read)>();
        for (int i = 0; i < g.Length; i++)
            for (int j = 0; j < r.Length; j++)
            {
                double best = 0;
                foreach (var a in g[i])
                    foreach (var b in r[j]) best = Math.Max(best, ScoredWords.Dice(a, b));
                bool label = ScoredWords.SameLabel(annotated[i].Label, read[j].Label);
                if (best >= 0.5 || label) pairs.Add((best, label, -i, -j));
            }

        pairs.Sort((a, b) => b.CompareTo(a));
        var takenGold = new HashSet<int>();
        var takenRead = new HashSet<int>();
        foreach (var (_, _, i, j) in pairs)
        {
            if (takenGold.Contains(i) || takenRead.Contains(j)) continue;
            takenGold.Add(i);
            takenRead.Add(j);
            targets[read[-j].Id] = annotated[-i].Id;
        }
    }
}
