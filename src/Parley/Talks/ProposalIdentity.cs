using System.Collections.Frozen;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// Whether proposals of different reports are one text. Version words ("revised", "counter-"), authors and numbers ("28-point") can forbid it; numbers, telling words
/// and, where a report knows but one text of the author, the author alone can establish it.
/// </summary>
internal static class ProposalIdentity
{
    private static readonly FrozenDictionary<string, string> Nouns = Groups("text-nouns.txt");
    private static readonly FrozenDictionary<string, string> Versions = Groups("version-words.txt");

    /// <summary>Joins the proposals of several readings.</summary>
    /// <param name="items">Report, proposal, clusters of its authors, and its mentions' words.</param>
    /// <param name="partyWords">Words that name a party: they tell nothing that the author does not.</param>
    /// <param name="rules">What people decided, or null.</param>
    public static IdentityClusters Join(IReadOnlyList<(int Report, Proposal Proposal, IReadOnlyList<int> By, IReadOnlyList<string> Mentions)> items, IReadOnlySet<string> partyWords, IdentityRules? rules = null)
    {
        var clusters = new IdentityClusters([.. items.Select(item => item.Report)]) { Rules = rules };
        var faces = items.Select(item => new Face(item.Proposal, item.By, item.Mentions, partyWords)).ToArray();
        var alone = items.Select((item, i) => !items.Where((other, j) => j != i && other.Report == item.Report && faces[j].Version == faces[i].Version && Agree(faces[i].By, faces[j].By)).Any()).ToArray();
        clusters.Join(
            (a, b) => Score(faces[a], faces[b], alone[a] && alone[b]),
            (joined, a, b) =>
            {
                var left = joined.Members(a);
                var right = joined.Members(b);
                return left.TrueForAll(i => right.TrueForAll(j => !Contradict(faces[i], faces[j])));
            });
        return clusters;
    }

    /// <summary>Whether words name a text or an offer by a noun for it ("plan", "bid").</summary>
    public static bool HasTextNoun(string words) => WordKey.Content(words).Any(Nouns.ContainsKey);

    private static double Score(Face a, Face b, bool alone)
    {
        if (a.Version != b.Version || Contradict(a, b)) return 0;
        if (a.Points.Overlaps(b.Points)) return 1;
        if (a.Amounts.Overlaps(b.Amounts) && a.Nouns.Overlaps(b.Nouns) || a.Key == b.Key && SameWording(a, b)) return 0.8;
        if (Stand(a, b) && a.Nouns.Overlaps(b.Nouns)) return 0.6;
        bool sameAuthor = a.By.Overlaps(b.By), agree = Agree(a.By, b.By);
        bool sameNoun = a.Nouns.Overlaps(b.Nouns) || a.Nouns.Count == 0 || b.Nouns.Count == 0;
        double overlap = Math.Max(Share(a.Label, b.All), Share(b.Label, a.All));
        if (overlap >= 0.5 && sameNoun && (agree || SameWording(a, b))) return 0.5 + 0.4 * overlap;
        if (!agree) return 0;
        if (overlap > 0 && sameAuthor && sameNoun && alone) return 0.6;
        bool generic = a.Label.Count == 0 || b.Label.Count == 0;
        if (sameAuthor && alone && (generic || a.Version != "original")) return 0.5;
        // "the Danish offer" here, "Denmark's bid of 20 crowns" there, and neither report knows another text of theirs.
        if (sameAuthor && alone && a.Nouns.Overlaps(b.Nouns)) return 0.45;
        // "the revised version" of one report and "the revised plan" of another, each the only revision there.
        if (generic && alone && sameNoun && a.Version != "original") return 0.35;
        return generic && alone && a.Nouns.Overlaps(b.Nouns) ? 0.3 : 0;
    }

    // Who tabled a text is often told differently; what it says of itself is not.
    private static bool Contradict(Face a, Face b) => !Agree(a.Points, b.Points) || !Agree(a.Amounts, b.Amounts) || !Agree(a.By, b.By) && !SameWording(a, b) && !Stand(a, b);

    // "the current accord", "the present pact": what is in force is nobody's offer, and of a kind there is mostly one.
    private static bool Stand(Face a, Face b) => a.IsStanding && b.IsStanding;

    // The same sum, or two telling words or more in common that are most of either label.
    private static bool SameWording(Face a, Face b)
    {
        if (a.Amounts.Overlaps(b.Amounts) || a.Key == b.Key && a.Key.AsSpan().Count(' ') > 1) return true;
        int common = a.Label.Count(b.Label.Contains);
        return common >= 2 && (common == Math.Min(a.Label.Count, b.Label.Count) || common * 3 >= Math.Max(a.Label.Count, b.Label.Count) * 2);
    }

    private static double Share(HashSet<string> part, HashSet<string> whole) => part.Count == 0 ? 0 : (double)part.Count(whole.Contains) / part.Count;

    /// <summary>Two sets do not contradict each other: one is empty, or they share something.</summary>
    private static bool Agree<T>(HashSet<T> a, HashSet<T> b) => a.Count == 0 || b.Count == 0 || a.Overlaps(b);

    private static FrozenDictionary<string, string> Groups(string file)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Talks", file))
        {
            string[] words = line.Split(' ');
            for (int i = 1; i < words.Length; i++) groups.TryAdd(WordKey.Stem(words[i]), words[0]);
        }
        return groups.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>What a proposal's label and mentions say of its identity.</summary>
    private sealed class Face
    {
        public Face(Proposal proposal, IReadOnlyList<int> by, IReadOnlyList<string> mentions, IReadOnlySet<string> partyWords)
        {
            By = [.. by];
            Key = WordKey.OfName(proposal.Label);
            string? version = null;
            Take(proposal.Label, Label, partyWords, ref version);
            All.UnionWith(Label);
            Amounts.UnionWith(WordKey.Content(proposal.Label).Where(word => char.IsAsciiDigit(word[0]) && !IsCount(word)));
            string? ignored = version;
            foreach (string mention in mentions) Take(mention, All, partyWords, ref ignored);
            IsStanding = version is "standing";
            Version = version is "counter" || proposal.Counters is not null && version is null ? "counter" : proposal.Revises is not null || version is "revised" ? "revised" : "original";
        }

        public HashSet<int> By { get; }

        /// <summary>The label, in a form that compares.</summary>
        public string Key { get; }

        public HashSet<string> Label { get; } = new(StringComparer.Ordinal);
        public HashSet<string> All { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Nouns { get; } = new(StringComparer.Ordinal);

        /// <summary>What tells a text by its number: "28-point".</summary>
        public HashSet<string> Points { get; } = new(StringComparer.Ordinal);

        /// <summary>Sums and dates of the label.</summary>
        public HashSet<string> Amounts { get; } = new(StringComparer.Ordinal);

        public string Version { get; }

        /// <summary>Whether its label says that it is in force.</summary>
        public bool IsStanding { get; }

        // "28-point", "three-page", "10-year": a count that a text is called by.
        private static bool IsCount(string word) => word.Contains('-', StringComparison.Ordinal) && char.IsAsciiLetter(word[^1]);

        private void Take(string text, HashSet<string> words, IReadOnlySet<string> partyWords, ref string? version)
        {
            foreach (string word in WordKey.Content(text))
            {
                // "significantly-improved".
                if (Versions.TryGetValue(word[(word.LastIndexOf('-') + 1)..], out string? found)) version ??= found;
                else if (ProposalIdentity.Nouns.TryGetValue(word, out string? noun)) Nouns.Add(noun);
                else if (char.IsAsciiDigit(word[0]) && IsCount(word)) Points.Add(word.TrimEnd('s'));
                else if (char.IsAsciiDigit(word[0])) continue;
                else if (!partyWords.Contains(word) && !word.EndsWith("-back", StringComparison.Ordinal) && !word.EndsWith("-led", StringComparison.Ordinal)) words.Add(word);
            }
        }
    }
}
