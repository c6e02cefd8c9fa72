using System.Buffers;

namespace Parley.Language;

/// <summary>Web and mail addresses in running text.</summary>
internal static class Address
{
    private const int LongestLocalPart = 64;

    private static readonly SearchValues<char> Signs = SearchValues.Create(":@wW");

    private static readonly SearchValues<char> Limits = SearchValues.Create("\"<>“”’");

    /// <summary>
    /// The first address inside the unbroken stretch <c>[from, end)</c>: a scheme with "://", "mailto:", "www.", or name@domain.part. An empty stretch at <paramref name="end"/>
    /// where there is none. Time linear in the distance to it.
    /// </summary>
    public static (int Start, int End) Find(ReadOnlySpan<char> text, int from, int end)
    {
        for (int at = from; at < end; at++)
        {
            int next = text[at..end].IndexOfAny(Signs);
            if (next < 0) break;
            at += next;
            int start = at;
            if (text[at] == ':')
            {
                bool mail = at - from >= 6 && text[(at - 6)..at].Equals("mailto", StringComparison.OrdinalIgnoreCase) && at + 1 < end && char.IsAsciiLetterOrDigit(text[at + 1]);
                if (!mail && !(at + 3 < end && text[at + 1] == '/' && text[at + 2] == '/' && char.IsAsciiLetterOrDigit(text[at + 3]))) continue;
                while (start > from && at - start < 10 && char.IsAsciiLetter(text[start - 1])) start--;
                if (start < at) return (start, TrimEnd(text, at, end));
            }
            else if (text[at] == '@')
            {
                while (start > from && at - start < LongestLocalPart && IsLocal(text[start - 1])) start--;
                while (start < at && text[start] == '.') start++;
                int p = at + 1, dots = 0;
                while (p < end && p - at < 256 && (char.IsAsciiLetterOrDigit(text[p]) || (text[p] is '.' or '-' && p + 1 < end && char.IsAsciiLetterOrDigit(text[p + 1]))))
                    if (text[p++] == '.') dots++;
                if (start < at && dots > 0) return (start, p);
            }
            else if (at + 4 < end && (at == from || !char.IsLetterOrDigit(text[at - 1])) && text[at..(at + 4)].Equals("www.", StringComparison.OrdinalIgnoreCase) && char.IsAsciiLetterOrDigit(text[at + 4]))
            {
                return (start, TrimEnd(text, at + 4, end));
            }
        }

        return (end, end);
    }

    /// <summary>End of an address that may run to <paramref name="end"/>: at a quotation mark or angle bracket, without the marks of the sentence around it.</summary>
    public static int TrimEnd(ReadOnlySpan<char> text, int from, int end)
    {
        int stop = text[from..end].IndexOfAny(Limits);
        int p = stop < 0 ? end : from + stop;
        while (p > from + 1 && text[p - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or ')' or ']' or '}') p--;
        return p;
    }

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%';
}
