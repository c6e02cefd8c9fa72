using System.Globalization;
using System.Text;

namespace Parley.Reports.Web;

/// <summary>The words of a text as the public article-extraction benchmark has them: runs of letters, numbers and underscores.</summary>
internal static class PageWords
{
    /// <summary>The words in order. O(n).</summary>
    public static List<string> Of(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        int start = -1, at = 0;
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf16(text[at..], out var rune, out int length) != System.Buffers.OperationStatus.Done) rune = Rune.ReplacementChar;
            bool inside = rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
            if (inside && start < 0) start = at;
            if (!inside && start >= 0)
            {
                words.Add(text[start..at].ToString());
                start = -1;
            }

            at += length;
        }

        if (start >= 0) words.Add(text[start..].ToString());
        return words;
    }
}
