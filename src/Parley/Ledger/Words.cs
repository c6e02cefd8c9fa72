using System.Globalization;

namespace Parley.Ledger;

/// <summary>
/// Words of a text for searching and for comparing names: runs of letters and digits in lower case, Latin letters without their marks ("São" as "sao"). Both stores index these, so that both find the same.
/// </summary>
internal static class Words
{
    /// <summary>Letters from U+00C0 to U+017F without their marks; a blank where the letter stays.</summary>
    private const string Bare =
        "aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkk llllll " +
        " llnnnnnn   oooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz ";

    /// <summary>Stands before a word in the index where a statement tells it, apart from the same word in the rest of its report; a sign for private use, which is part of no word.</summary>
    public const char Told = '\uE000';

    /// <summary>Stand in the index before the number of a name where it is the speaker or party of a statement, and where it holds a position or is what one is held on.</summary>
    public const char Speaks = '\uE001', Holds = '\uE002';

    /// <summary>Longest word that is indexed; longer ones are no words.</summary>
    public const int Longest = 500;

    /// <summary>Longest word that needs no buffer of its own.</summary>
    private const int Usual = 256;

    /// <summary>The words in text order.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        foreach (ReadOnlySpan<char> word in new Runs(text, stackalloc char[Usual])) words.Add(word.ToString());
        return words;
    }

    /// <summary>Adds the words of a text that are indexed to a set. Allocates nothing for words that the set has.</summary>
    public static void AddTo(HashSet<string> words, ReadOnlySpan<char> text)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (ReadOnlySpan<char> word in new Runs(text, stackalloc char[Usual]))
            if (word.Length <= Longest)
                lookup.Add(word);
    }

    /// <summary>What stands in the index for a name.</summary>
    public static string Marked(char sign, long id) => string.Create(CultureInfo.InvariantCulture, $"{sign}{id}");

    /// <summary>A name for comparing: its words without a leading article.</summary>
    public static string Key(string name)
    {
        List<string> words = Of(name);
        if (words.Count > 1 && words[0] is "the" or "a" or "an") words.RemoveAt(0);
        return words.Count > 0 ? string.Join(' ', words) : name.Trim();
    }

    private static char Fold(char c)
    {
        if (c is >= '\u00C0' and <= '\u017F' && Bare[c - '\u00C0'] is not ' ' and var bare) return bare;
        return char.ToLowerInvariant(c);
    }

    /// <summary>The words of a text one after the other; an apostrophe ends one, so that "union's" is found as "union". A word holds until the next.</summary>
    private ref struct Runs(ReadOnlySpan<char> text, Span<char> buffer)
    {
        private readonly ReadOnlySpan<char> text = text;
        private Span<char> buffer = buffer;
        private int at, length;

        public readonly ReadOnlySpan<char> Current => buffer[..length];

        public readonly Runs GetEnumerator() => this;

        public bool MoveNext()
        {
            while (at < text.Length && !char.IsLetterOrDigit(text[at])) at++;
            if (at == text.Length) return false;
            length = 0;
            for (; at < text.Length && char.IsLetterOrDigit(text[at]); at++)
            {
                if (length == buffer.Length)
                {
                    char[] longer = new char[2 * length];
                    buffer.CopyTo(longer);
                    buffer = longer;
                }

                buffer[length++] = Fold(text[at]);
            }

            return true;
        }
    }
}
