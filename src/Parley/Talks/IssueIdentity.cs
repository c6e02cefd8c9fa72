using System.Collections.Frozen;
using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>An issue as reports name it alike: by labels of the same telling words.</summary>
internal sealed class IssueNode : IdentityNode
{
    /// <summary>Telling words of its label.</summary>
    public required HashSet<string> Words { get; init; }

    /// <summary>Those of them that turn a point into its opposite or limit it.</summary>
    public required string Turns { get; init; }

    /// <summary>What it is called in the reports, each wording of two telling words and more by these in alphabetical order.</summary>
    public Tally<string> Phrases { get; } = new(StringComparer.Ordinal);

    public Tally<double> Confidences { get; } = new();
    public int Mentions { get; set; }

    /// <summary>Number of positions on it.</summary>
    public int Held { get; set; }
}

/// <summary>Whether issues of different reports are one point: most of the words of their labels are the same, and none is the other's opposite.</summary>
internal sealed class IssueIdentity
{
    /// <summary>Words that turn a point into its opposite or limit it: both labels have one, or neither.</summary>
    private static readonly FrozenSet<string> Turning = new[]
    {
        "no", "not", "without", "ban", "end", "halt", "stop", "abolish", "scrap", "withdraw", "withdrawal", "refusal", "limit", "cut", "freez", "cancel", "cancellation", "abandon", "delay", "postpon",
        "keep", "maintain", "retain", "continu", "rais", "increas", "higher", "lower", "reduc", "reduction", "lift", "impos", "remov", "reject", "block", "oppos", "opposition",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<(string Key, int Nth), IssueNode> nodes = [];
    private readonly NodeIndex<IssueNode> byWord = new();
    private readonly NodeIndex<IssueNode> byPhrase = new();
    private readonly DecidedNames? decided;

    public IssueIdentity(DecidedNames? decided)
    {
        this.decided = decided;
        Clusters = new(LinksOf, decided?.MayJoin(ThingKind.Issue));
    }

    public IdentityClusters<IssueNode> Clusters { get; }

    /// <summary>A reading names its issues, or no longer does.</summary>
    public void Change(TalksReading reading, bool names)
    {
        IReadOnlyList<Issue> issues = reading.Reading.Issues;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < issues.Count; i++)
        {
            IssueNode node = reading.IssueNodes[i] = names ? NodeOf(reading, issues[i], seen) : reading.IssueNodes[i];
            if (names) Clusters.Put(node, reading, i);
            else Clusters.Take(node, reading, i);
            if (node.Names.Add(issues[i].Label, names ? 1 : -1) && decided is not null) Clusters.Touch(node);
            foreach (string phrase in reading.Words(issues[i].Mentions).Append(issues[i].Label).Select(WordKey.Content).Where(words => words.Count >= 2).Select(Sorted).Distinct(StringComparer.Ordinal))
                if (node.Phrases.Add(phrase, names ? 1 : -1))
                {
                    Clusters.Touch(node);
                    if (names) byPhrase.Add(phrase, node);
                }
        }
    }

    private IssueNode NodeOf(TalksReading reading, Issue issue, Dictionary<string, int> seen)
    {
        HashSet<string> words = WordKey.Content(issue.Label);
        string? known = decided?.Known(ThingKind.Issue, issue.Label);
        // A label without a telling word is that of one report alone.
        string key = words.Count == 0 && known is null ? $"@{reading.Arrival}" : known is null ? Sorted(words) : $"{Sorted(words)}={known}";
        int nth = seen[key] = seen.GetValueOrDefault(key, -1) + 1;
        if (nodes.TryGetValue((key, nth), out IssueNode? node)) return node;
        nodes[(key, nth)] = node = new() { Words = words, Turns = Turns(words), Decided = known };
        foreach (string word in words) byWord.Add(word, node);
        if (known is not null) byPhrase.Add("=" + known, node);
        return node;
    }

    private IEnumerable<(IssueNode, double)> LinksOf(IssueNode node)
    {
        var common = new Dictionary<IssueNode, int>();
        foreach (string word in node.Words)
            foreach (IssueNode other in byWord.Of(word))
                common[other] = common.GetValueOrDefault(other) + 1;
        var candidates = common.Where(pair => pair.Value >= 2).Select(pair => pair.Key).ToHashSet();
        foreach (string phrase in node.Phrases.Things) candidates.UnionWith(byPhrase.Of(phrase));
        if (node.Decided is not null) candidates.UnionWith(byPhrase.Of("=" + node.Decided));
        return candidates.Where(other => other.IsNamed).Select(other => (other, Score(node, other, common.GetValueOrDefault(other)))).Where(link => link.Item2 > 0);
    }

    private static double Score(IssueNode a, IssueNode b, int common)
    {
        if (a.Decided is not null && a.Decided == b.Decided) return DecidedNames.Certain;
        int smaller = Math.Min(a.Words.Count, b.Words.Count);
        if (smaller == 0 || a.Turns != b.Turns || !SameNumbers(a.Words, b.Words)) return 0;
        int union = a.Words.Count + b.Words.Count - common;
        if (common == union) return 1;
        if (common >= 2 && common == smaller) return 0.9;
        if (common >= 2 && common * 2 >= union) return 0.5 + 0.3 * common / union;
        if (a.Phrases.Overlaps(b.Phrases)) return 0.4;

        // A figure is named of one point: "9.4 billion of its debt" here, "rescheduling about 9.4 billion" there.
        return common >= 2 && a.Words.Any(word => IsTelling(word) && b.Words.Contains(word)) ? 0.3 : 0;
    }

    /// <summary>The turning words of a label, as one string.</summary>
    private static string Turns(HashSet<string> words) => Sorted(words.Where(Turning.Contains));

    /// <summary>A figure with decimals, or of three digits and more that are not just round; no year.</summary>
    private static bool IsTelling(string word)
    {
        if (!char.IsAsciiDigit(word[0])) return false;
        string digits = new([.. word.Where(char.IsAsciiDigit)]);
        bool year = word.Length == 4 && digits.Length == 4 && word[0] is '1' or '2';
        return !year && (word.Contains('.', StringComparison.Ordinal) || digits.TrimEnd('0').Length >= 3);
    }

    private static bool SameNumbers(HashSet<string> a, HashSet<string> b)
    {
        var left = a.Where(word => char.IsAsciiDigit(word[0])).ToHashSet(StringComparer.Ordinal);
        var right = b.Where(word => char.IsAsciiDigit(word[0])).ToHashSet(StringComparer.Ordinal);
        return left.Count == 0 || right.Count == 0 || left.Overlaps(right);
    }

    private static string Sorted(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));
}
