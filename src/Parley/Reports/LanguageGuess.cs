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

    /// <summary>What is written in a language that is not English, whichever: the code of ISO 639-2 for "undetermined".</summary>
    public const string Foreign = "und";

    /// <summary>"en", <see cref="Foreign"/> where a text long enough to tell is of another language, or null where the text is too short to tell. Looks at the first 4,000 characters.</summary>
    public static string? Of(string text)
    {
        int words = 0, known = 0, letters = 0, latin = 0, spelled = 0, figures = 0;
        var start = text.AsSpan(0, Math.Min(text.Length, Looked));
        foreach (var range in start.SplitAny(" \t\r\n\u00A0"))
        {
            var word = start[range].Trim(".,;:\"'()\u201C\u201D\u2019".AsSpan());
            if (!word.IsEmpty && char.IsAsciiDigit(word[0])) figures++;
            if (word.IsEmpty || !char.IsLetter(word[0])) continue;
            words++;
            if (FunctionWords.Contains(word)) known++;
            if (char.IsLower(word[^1])) spelled++;
            foreach (char c in word)
            {
                if (!char.IsLetter(c)) continue;
                letters++;
                if (c < '\u0250') latin++;
            }
        }

        if (words >= 5 && known * 6 >= words) return "en";
        // Another script needs no function words; in our own, running text of sixty words without one in twelve of them is not English. Tables of figures and lists in capitals are no running text.
        bool otherScript = letters >= 20 && latin * 2 < letters, otherWords = spelled >= 60 && known * 12 < spelled && figures * 8 < words;
        return otherScript || otherWords ? Foreign : null;
    }
}
