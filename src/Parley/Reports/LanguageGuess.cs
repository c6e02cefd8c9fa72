using System.Collections.Frozen;

namespace Parley.Reports;

/// <summary>Says whether a text is English by its commonest function words, which make up a third of English prose and almost nothing of another language's.</summary>
internal static class LanguageGuess
{
    private const int Looked = 4000;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FunctionWords = new[]
    {
        "the", "of", "to", "and", "a", "in", "that", "is", "was", "for", "on", "with", "as", "it", "by", "at", "from", "said", "be", "has", "have", "had", "will", "would", "are", "were", "not", "its",
        "this", "which", "but", "they", "their", "he", "his", "we", "an", "been", "who", "more", "or", "than", "after", "if", "there", "when",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>"en", or null where the text is too short to tell or is not English. Looks at the first 4,000 characters.</summary>
    public static string? Of(string text)
    {
        int words = 0, known = 0;
        var start = text.AsSpan(0, Math.Min(text.Length, Looked));
        foreach (var range in start.SplitAny(" \t\r\n\u00A0"))
        {
            var word = start[range].Trim(".,;:\"'()\u201C\u201D\u2019".AsSpan());
            if (word.IsEmpty || !char.IsLetter(word[0])) continue;
            words++;
            if (FunctionWords.Contains(word)) known++;
        }

        return words >= 5 && known * 6 >= words ? "en" : null;
    }
}
