using System.Collections.Frozen;

namespace Parley.Reports;

/// <summary>Recognises who wrote a report: "By Jane Roe", "By: Jane Roe and John Doe", "Jane Roe, Diplomatic Correspondent", "Reporting by Jane Roe; editing by John Doe", a name on a line of its own.</summary>
internal static class BylineShape
{
    private const int Longest = 140;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Beside =
        DataFile.Lines("Reports", "byline-words.txt").ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Joining =
        new[] { "in", "at", "for", "of", "and", "with", "the", "by" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a word names an agency or a journalist's office.</summary>
    public static bool IsAgencyOrOffice(ReadOnlySpan<char> word) => Beside.Contains(word);

    /// <summary>Whether a line opens as a byline and goes on with names; <paramref name="names"/> is the line without "By".</summary>
    public static bool OpensWithBy(ReadOnlySpan<char> line, out ReadOnlySpan<char> names)
    {
        names = line;
        if (line.Length > Longest) return false;
        foreach (string opening in (ReadOnlySpan<string>)["written by", "story by", "report by", "reported by", "reporting by", "text by", "words by", "posted by", "published by", "author", "by", "from"])
        {
            if (!line.StartsWith(opening, StringComparison.OrdinalIgnoreCase) || line.Length <= opening.Length + 2) continue;
            char after = line[opening.Length];
            if (after != ':' && !char.IsWhiteSpace(after)) continue;
            if (opening is "author" or "from" && after != ':') continue;
            names = line[opening.Length..].TrimStart(" :\t\u00A0".AsSpan());
            return IsNames(names, out int lower) && (lower == 0 || opening is not "by" || names.Contains(',') || lower <= 2);
        }

        return false;
    }

    /// <summary>Whether a line says who reported, wrote and edited, as agencies do below a report.</summary>
    public static bool IsCredits(ReadOnlySpan<char> line) =>
        line.Length <= 300 && line.TrimStart("([".AsSpan()) is var open &&
        (open.StartsWith("Reporting by ", StringComparison.OrdinalIgnoreCase) || open.StartsWith("Additional reporting by ", StringComparison.OrdinalIgnoreCase) ||
         open.StartsWith("Editing by ", StringComparison.OrdinalIgnoreCase) || open.StartsWith("Writing by ", StringComparison.OrdinalIgnoreCase) ||
         open.StartsWith("Compiled by ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a line is a name, or names, with nothing but journalists' offices and agencies beside them; <paramref name="bare"/> where nothing stands beside.</summary>
    public static bool IsNameLine(ReadOnlySpan<char> line, int words, out bool bare)
    {
        bare = false;
        if (words is < 1 or > 12 || line.Length > Longest || line[^1] is '.' or ':' or '?' or '!') return false;
        int names = 0, beside = 0, inRow = 0, longest = 0;
        foreach (var range in line.SplitAny(" \t\u00A0,/|&"))
        {
            var word = line[range];
            if (word.IsEmpty) continue;
            if (Joining.Contains(word) || Beside.Contains(word))
            {
                if (Beside.Contains(word)) beside++;
                inRow = 0;
                continue;
            }

            if (!char.IsUpper(word[0]) && word is not ("de" or "van" or "von" or "al" or "bin" or "ben" or "da" or "di" or "la" or "el" or "der")) return false;
            foreach (char c in word)
                if (!char.IsLetter(c) && c is not ('.' or '-' or '\'' or '\u2019')) return false;
            names++;
            longest = Math.Max(longest, ++inRow);
        }

        bare = beside == 0;
        return longest is >= 2 and <= 4 && names <= 8 || names == 0 && beside is >= 1 and <= 3 && words <= 3;
    }

    private static bool IsNames(ReadOnlySpan<char> names, out int lower)
    {
        lower = 0;
        int capital = 0;
        foreach (var range in names.SplitAny(" \t\u00A0,/|&;"))
        {
            var word = names[range].Trim("().".AsSpan());
            if (word.IsEmpty) continue;
            if (char.IsUpper(word[0])) capital++;
            else if (!Beside.Contains(word) && !Joining.Contains(word) && !char.IsAsciiDigit(word[0])) lower++;
        }

        return capital > 0 && capital > lower && names[^1] is not ('?' or '!');
    }
}
