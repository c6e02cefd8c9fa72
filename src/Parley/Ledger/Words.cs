using System.Text;

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

    /// <summary>The words in text order.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(Fold(c));
            }
            else if (c is '\'' or '\u2019' && word.Length > 0)
            {
                // "union's" is found as "union".
                words.Add(word.ToString());
                word.Clear();
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

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
}
