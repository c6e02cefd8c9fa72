namespace Parley.Positions;

/// <summary>
/// A reading laid over the annotation of the same report, by the rules of the shared scorer: spans are sets of word tokens and match at Dice 0.5, statements are aligned one to one
/// by their contents, proposals and issues by a mention or half of the label's words, parties by any name.
/// </summary>
internal sealed class GoldAlignment
{
    private static readonly HashSet<string> Stop = new("the a an of to in on for by and or with that this from at as is be its their".Split(' '), StringComparer.Ordinal);

    private readonly GoldReport gold;
    private readonly Reading reading;
    private readonly int[] statements;
    private readonly Dictionary<string, string> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> goldNames, readNames;
    private readonly List<(int Start, int End)> words = [];

    /// <summary>Aligns.</summary>
    public GoldAlignment(GoldReport gold, Reading reading)
    {
        (this.gold, this.reading) = (gold, reading);
        FindWords(gold.Text);
        goldNames = gold.Parties.ToDictionary(p => p.Id, p => p.Aliases.Append(p.Name).Append(p.Id).Select(Name).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        readNames = reading.Parties.ToDictionary(
            p => p.Id, p => p.Mentions.Select(m => m.Of(gold.Text).ToString()).Concat(p.Aliases).Append(p.Name).Select(Name).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
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

    private static string Name(string name)
    {
        string n = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant().Replace('’', '\'');
        if (n.StartsWith("the ", StringComparison.Ordinal)) n = n[4..];
        return n.EndsWith("'s", StringComparison.Ordinal) ? n[..^2] : n;
    }

    private static double Dice(HashSet<int> a, HashSet<int> b) => a.Count + b.Count == 0 ? 1 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);

    private static HashSet<string> LabelWords(string label)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        int start = -1;
        for (int i = 0; i <= label.Length; i++)
        {
            bool inside = i < label.Length && (char.IsLetterOrDigit(label[i]) || label[i] == '_');
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            string word = label[start..i].ToLowerInvariant();
            start = -1;
            if (!Stop.Contains(word)) found.Add(word);
        }

        return found;
    }

    private void FindWords(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_');
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            words.Add((start, i));
            start = -1;
        }
    }

    private HashSet<int> WordsIn(IEnumerable<TextSpan> spans)
    {
        var found = new HashSet<int>();
        foreach (var span in spans)
        {
            int low = 0, high = words.Count;
            while (low < high)
            {
                int mid = (low + high) >>> 1;
                if (words[mid].End <= span.Start) low = mid + 1;
                else high = mid;
            }

            for (; low < words.Count && words[low].Start < span.End; low++) found.Add(low);
        }

        return found;
    }

    private int[] AlignStatements()
    {
        var g = gold.Statements.Select(s => (Content: WordsIn(s.Content), Cue: WordsIn(s.Cue is { } c ? [c] : []), Source: WordsIn(s.Source is { } by ? [by] : []))).ToArray();
        var r = reading.Statements.Select(s => (Content: WordsIn(s.Content.Spans), Cue: WordsIn(s.Cue.Spans), Source: WordsIn(s.Source.Spans))).ToArray();
        var pairs = new List<(double Content, double Cue, double Source, int Gold, int Read)>();
        for (int i = 0; i < g.Length; i++)
            for (int j = 0; j < r.Length; j++)
                if (g[i].Content.Overlaps(r[j].Content)) pairs.Add((Dice(g[i].Content, r[j].Content), Dice(g[i].Cue, r[j].Cue), Dice(g[i].Source, r[j].Source), -i, -j));
        pairs.Sort((a, b) => b.CompareTo(a));
        int[] of = [.. Enumerable.Repeat(-1, r.Length)];
        var taken = new HashSet<int>();
        foreach (var (_, _, _, i, j) in pairs)
            if (of[-j] < 0 && taken.Add(-i)) of[-j] = -i;
        return of;
    }

    private void MatchTargets(IReadOnlyList<(string Id, string Label, IReadOnlyList<TextSpan> Mentions)> annotated, IReadOnlyList<(string Id, string Label, IReadOnlyList<TextSpan> Mentions)> read)
    {
        var g = annotated.Select(a => a.Mentions.Select(m => WordsIn([m])).Where(w => w.Count > 0).ToArray()).ToArray();
        var r = read.Select(a => a.Mentions.Select(m => WordsIn([m])).Where(w => w.Count > 0).ToArray()).ToArray();
        var pairs = new List<(double Score, bool Label, int Gold, int Read)>();
        for (int i = 0; i < g.Length; i++)
        {
            var words = LabelWords(annotated[i].Label);
            for (int j = 0; j < r.Length; j++)
            {
                double best = 0;
                foreach (var a in g[i])
                    foreach (var b in r[j]) best = Math.Max(best, Dice(a, b));
                var other = LabelWords(read[j].Label);
                bool label = words.Count > 0 && other.Count > 0 && 2 * words.Count(other.Contains) >= Math.Max(words.Count, other.Count);
                if (best >= 0.5 || label) pairs.Add((best, label, -i, -j));
            }
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
