using System.Globalization;
using System.Text;

namespace Parley.Positions;

/// <summary>A text as its word tokens (runs of letters, digits and underscores), and spans as sets of their numbers: what two annotations are compared by.</summary>
internal sealed class ScoredWords
{
    private static readonly HashSet<string> Stop = [.. "the a an of to in on for by and or with that this from at as is be its their".Split(' ')];

    private readonly List<TextSpan> words = [];

    /// <summary>Cuts a text into words.</summary>
    public ScoredWords(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && IsWord(text, i, out int length)) i += length;
            if (i > start) words.Add(new(start, i));
            else i++;
        }
    }

    /// <summary>Number of words.</summary>
    public int Count => words.Count;

    /// <summary>The words that spans touch.</summary>
    public HashSet<int> Of(IEnumerable<TextSpan> spans)
    {
        var touched = new HashSet<int>();
        foreach (var span in spans)
        {
            int low = 0, high = words.Count;
            while (low < high)
            {
                int mid = (low + high) >>> 1;
                if (words[mid].End <= span.Start) low = mid + 1;
                else high = mid;
            }

            for (; low < words.Count && words[low].Start < span.End; low++) touched.Add(low);
        }

        return touched;
    }

    /// <summary>Dice's coefficient of two sets; 1 when both are empty.</summary>
    public static double Dice(HashSet<int> a, HashSet<int> b) => a.Count + b.Count == 0 ? 1 : 2.0 * Shared(a, b) / (a.Count + b.Count);

    /// <summary>Number of elements in both sets.</summary>
    public static int Shared<T>(HashSet<T> a, HashSet<T> b)
    {
        int shared = 0;
        foreach (var x in a)
            if (b.Contains(x)) shared++;
        return shared;
    }

    /// <summary>The words of a label that carry meaning, in lower case.</summary>
    public static HashSet<string> ContentWords(string? label)
    {
        var content = new HashSet<string>(StringComparer.Ordinal);
        if (label is null) return content;
        foreach (var word in new ScoredWords(label).words)
        {
            string lower = word.Of(label).ToString().ToLowerInvariant();
            if (!Stop.Contains(lower)) content.Add(lower);
        }

        return content;
    }

    /// <summary>Whether two labels share half of the content words of the longer one.</summary>
    public static bool SameLabel(string? a, string? b)
    {
        HashSet<string> left = ContentWords(a), right = ContentWords(b);
        return left.Count > 0 && right.Count > 0 && 2 * Shared(left, right) >= Math.Max(left.Count, right.Count);
    }

    /// <summary>A name as names are compared: lower case, single blanks, without "the" before and "'s" behind.</summary>
    public static string Name(string name)
    {
        var lower = new StringBuilder();
        foreach (char c in name.Trim().ToLowerInvariant())
        {
            if (!char.IsWhiteSpace(c)) lower.Append(c == '\u2019' ? '\'' : c);
            else if (lower[^1] != ' ') lower.Append(' ');
        }

        string result = lower.ToString();
        if (result.StartsWith("the ", StringComparison.Ordinal)) result = result[4..];
        return result.EndsWith("'s", StringComparison.Ordinal) ? result[..^2] : result;
    }

    private static bool IsWord(string text, int i, out int length)
    {
        length = char.IsSurrogatePair(text, i) ? 2 : 1;
        return text[i] == '_' || CharUnicodeInfo.GetUnicodeCategory(text, i) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
    }
}
