using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Parley.Language;

/// <summary>Classes of characters as the tokenizer sees them.</summary>
internal static class Characters
{
    /// <summary>Blank space, control characters (NUL too), and marks of no width that stand between words: no token has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBlank(char c) => c < 128 ? c <= ' ' || c == 127 : IsWideBlank(c);

    /// <summary>Length in code units of the letter, figure, mark or underscore at <paramref name="at"/>; 0 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WordUnit(ReadOnlySpan<char> text, int at, int end)
    {
        char c = text[at];
        return c < 128 ? char.IsAsciiLetterOrDigit(c) || c == '_' ? 1 : 0 : WideWordUnit(text, at, end);
    }

    /// <summary>A straight or curly apostrophe.</summary>
    public static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or '`' or '´';

    /// <summary>Marks that close a quotation or bracket; straight quotes are told apart by what stands beside them.</summary>
    public static bool IsCloser(char c) => c is ')' or ']' or '}' or '”' or '’' or '»';

    /// <summary>Marks that open a quotation or bracket.</summary>
    public static bool IsOpener(char c) => c is '(' or '[' or '{' or '“' or '‘' or '„' or '«' or '`';

    /// <summary>Double quotes, straight or curly.</summary>
    public static bool IsDoubleQuote(char c) => c is '"' or '“' or '”' or '„' or '«' or '»';

    /// <summary>Signs that start an item of a list.</summary>
    public static bool IsBullet(char c) => c is '•' or '·' or '*' or '‣' or '▪' or '●' or '■' or '◦' or '–' or '-' or '—';

    private static bool IsWideBlank(char c) =>
        char.IsWhiteSpace(c) || c is >= '\u0080' and <= '\u009F' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u2069');

    private static int WideWordUnit(ReadOnlySpan<char> text, int at, int end)
    {
        char c = text[at];
        if (c == '\u00AD') return 1;
        var category = char.GetUnicodeCategory(c);
        if (category <= UnicodeCategory.OtherNumber) return 1; // letters, marks, numbers come first in the enumeration
        if (c is '\u200C' or '\u200D') return 1;
        return char.IsHighSurrogate(c) && at + 1 < end && Rune.TryCreate(c, text[at + 1], out var rune) && Rune.GetUnicodeCategory(rune) <= UnicodeCategory.OtherNumber ? 2 : 0;
    }
}
