using System.Collections.Frozen;
using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>A proposal as reports name it alike: by what bears on its identity.</summary>
internal sealed class ProposalNode : IdentityNode
{
    /// <summary>What its label and mentions say of its identity.</summary>
    public required ProposalFace Face { get; init; }

    /// <summary>Mentions as the reports write them.</summary>
    public Tally<string> Mentioned { get; } = new(StringComparer.Ordinal);

    public Tally<double> Confidences { get; } = new();
    public int Mentions { get; set; }

    /// <summary>Number of positions on it.</summary>
    public int Held { get; set; }

    /// <summary>What the readings say that it revises.</summary>
    public Tally<ProposalNode> Revises { get; } = new();

    /// <summary>What the readings say that it counters.</summary>
    public Tally<ProposalNode> Counters { get; } = new();

    /// <summary>What the readings say that it is revised or countered by.</summary>
    public Tally<ProposalNode> Heirs { get; } = new();

    /// <summary>The text that most readings say its cluster revises, where it stands for one.</summary>
    public ProposalNode? MostRevised { get; set; }

    /// <summary>The text that most readings say its cluster counters, where it stands for one.</summary>
    public ProposalNode? MostCountered { get; set; }
}

/// <summary>
/// Whether proposals of different reports are one text. Version words ("revised", "counter-"), authors and numbers ("28-point") can forbid it; numbers, telling words
/// and, where a report knows but one text of the author, the author alone can establish it.
/// </summary>
internal sealed class ProposalIdentity
{
    internal static readonly FrozenDictionary<string, string> Nouns = Groups("text-nouns.txt");
    internal static readonly FrozenDictionary<string, string> Versions = Groups("version-words.txt");

    private readonly Dictionary<(string Key, int Nth), ProposalNode> nodes = [];
    private readonly NodeIndex<ProposalNode> byKey = new();
    private readonly DecidedNames? decided;

    public ProposalIdentity(DecidedNames? decided)
    {
        this.decided = decided;
        Func<IReadOnlyList<IdentityNode>, IReadOnlyList<IdentityNode>, double, bool>? mayJoin = decided?.MayJoin(ThingKind.Proposal);
        Clusters = new(LinksOf, (a, b, score) => (score >= DecidedNames.Certain || !a.Any(left => b.Any(right => Contradict(((ProposalNode)left).Face, ((ProposalNode)right).Face)))) && (mayJoin is null || mayJoin(a, b, score)));
    }

    public IdentityClusters<ProposalNode> Clusters { get; }

    /// <summary>A reading names its proposals, or no longer does.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="names">Whether it does.</param>
    /// <param name="partyWords">Words that name a party: they tell nothing that the author does not.</param>
    public void Change(TalksReading reading, bool names, Func<string, bool> partyWords)
    {
        IReadOnlyList<Proposal> proposals = reading.Reading.Proposals;
        ProposalFace[] faces = names ? [.. proposals.Select(proposal => new ProposalFace(proposal, [.. proposal.By.Select(reading.Side).OfType<PartyNode>()], reading.Words(proposal.Mentions), partyWords))] : [];
        for (int i = 0; i < faces.Length; i++) faces[i].IsAlone = !faces.Where((other, j) => j != i && other.Version == faces[i].Version && Agree(faces[i].By, other.By)).Any();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < proposals.Count; i++)
        {
            ProposalNode node = reading.ProposalNodes[i] = names ? NodeOf(reading, proposals[i], faces[i], seen) : reading.ProposalNodes[i];
            if (names) Clusters.Put(node, reading, i);
            else Clusters.Take(node, reading, i);
            if (node.Names.Add(proposals[i].Label, names ? 1 : -1) && decided is not null) Clusters.Touch(node);
        }
    }

    private ProposalNode NodeOf(TalksReading reading, Proposal proposal, ProposalFace face, Dictionary<string, int> seen)
    {
        string? known = decided?.Known(ThingKind.Proposal, proposal.Label);
        // What is not even known again in the same words is that of one report alone.
        string key = $"{face}|{known}{(known is null && Score(face, face) == 0 ? $"@{reading.Arrival}" : "")}";
        int nth = seen[key] = seen.GetValueOrDefault(key, -1) + 1;
        if (nodes.TryGetValue((key, nth), out ProposalNode? node)) return node;
        nodes[(key, nth)] = node = new() { Face = face, Decided = known };
        foreach (string word in Keys(node, looking: false)) byKey.Add(word, node);
        return node;
    }

    /// <summary>Words of which two nodes with a link share one, as a node is found by them or looks for others with them: where neither has a telling word of its own, a noun or a version is enough.</summary>
    private static IEnumerable<string> Keys(ProposalNode node, bool looking)
    {
        ProposalFace face = node.Face;
        foreach (string point in face.Points) yield return "point " + point;
        foreach (string amount in face.Amounts) yield return "amount " + amount;
        foreach (string word in face.All) yield return "word " + word;
        yield return "label " + face.Key;
        if (node.Decided is not null) yield return "known " + node.Decided;
        if (face.IsStanding)
            foreach (string noun in face.Nouns) yield return "standing " + noun;
        if (!face.IsAlone) yield break;
        foreach (PartyNode author in face.By) yield return $"by {author.Number}";
        // Only together with one that says nothing else.
        bool generic = face.Label.Count == 0;
        foreach (string key in face.Nouns.Select(noun => "noun " + noun).Concat(face.Version == "original" ? [] : ["version " + face.Version]))
        {
            if (!looking || generic) yield return key;
            if (looking != generic) yield return "only " + key;
        }
    }

    private IEnumerable<(ProposalNode, double)> LinksOf(ProposalNode node)
    {
        var candidates = new HashSet<ProposalNode>();
        foreach (string key in Keys(node, looking: true)) candidates.UnionWith(byKey.Of(key));
        return candidates.Where(other => other.IsNamed).Select(other => (other, node.Decided is not null && node.Decided == other.Decided ? DecidedNames.Certain : Score(node.Face, other.Face))).Where(link => link.Item2 > 0);
    }

    /// <summary>Whether words name a text or an offer by a noun for it ("plan", "bid").</summary>
    public static bool HasTextNoun(string words) => WordKey.Content(words).Any(Nouns.ContainsKey);

    private static double Score(ProposalFace a, ProposalFace b)
    {
        bool alone = a.IsAlone && b.IsAlone;
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
    private static bool Contradict(ProposalFace a, ProposalFace b) => !Agree(a.Points, b.Points) || !Agree(a.Amounts, b.Amounts) || !Agree(a.By, b.By) && !SameWording(a, b) && !Stand(a, b);

    // "the current accord", "the present pact": what is in force is nobody's offer, and of a kind there is mostly one.
    private static bool Stand(ProposalFace a, ProposalFace b) => a.IsStanding && b.IsStanding;

    // The same sum, or two telling words or more in common that are most of either label.
    private static bool SameWording(ProposalFace a, ProposalFace b)
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
}
