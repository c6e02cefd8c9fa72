using System.Collections.Frozen;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>Whether issues of different reports are one point: most of the words of their labels are the same, and none is the other's opposite.</summary>
internal static class IssueIdentity
{
    /// <summary>Words that turn a point into its opposite or limit it: both labels have one, or neither.</summary>
    private static readonly FrozenSet<string> Turning = new[]
    {
        "no", "not", "without", "ban", "end", "halt", "stop", "abolish", "scrap", "withdraw", "withdrawal", "refusal", "limit", "cut", "freez", "cancel", "cancellation", "abandon", "delay", "postpon",
        "keep", "maintain", "retain", "continu", "rais", "increas", "higher", "lower", "reduc", "reduction", "lift", "impos", "remov", "reject", "block", "oppos", "opposition",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Joins the issues of several readings.</summary>
    /// <param name="items">Report, issue, and the words of its mentions.</param>
    /// <param name="rules">What people decided, or null.</param>
    public static IdentityClusters Join(IReadOnlyList<(int Report, Issue Issue, IReadOnlyList<string> Mentions)> items, IdentityRules? rules = null)
    {
        var clusters = new IdentityClusters([.. items.Select(item => item.Report)]) { Rules = rules };
        var labels = items.Select(item => WordKey.Content(item.Issue.Label)).ToArray();
        string[] turns = [.. labels.Select(Turns)];
        var keys = items.Select(item => item.Mentions.Append(item.Issue.Label).Select(WordKey.Content).Where(words => words.Count >= 2).Select(Sorted).ToHashSet(StringComparer.Ordinal)).ToArray();
        clusters.Join((a, b) =>
        {
            int common = labels[a].Count(labels[b].Contains);
            int smaller = Math.Min(labels[a].Count, labels[b].Count);
            if (smaller == 0 || turns[a] != turns[b] || !SameNumbers(labels[a], labels[b])) return 0;
            int union = labels[a].Count + labels[b].Count - common;
            if (common == union) return 1;
            if (common >= 2 && common == smaller) return 0.9;
            if (common >= 2 && common * 2 >= union) return 0.5 + 0.3 * common / union;
            if (keys[a].Overlaps(keys[b])) return 0.4;

            // A figure is named of one point: "9.4 billion of its debt" here, "rescheduling about 9.4 billion" there.
            return common >= 2 && labels[a].Any(word => IsTelling(word) && labels[b].Contains(word)) ? 0.3 : 0;
        }, keys: [.. labels.Zip(keys, (words, phrases) => words.Concat(phrases))]);
        return clusters;
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
