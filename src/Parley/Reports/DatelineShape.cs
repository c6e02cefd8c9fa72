namespace Parley.Reports;

/// <summary>
/// Finds the dateline with which a wire report opens: place, date, agency and a dash ("LONDON, April 1 -", "Kyiv, Ukraine (AP) \u2014", "ISLAMABAD, Mar 03:").
/// </summary>
internal static class DatelineShape
{
    /// <summary>Labels in capitals that stand before a dash as places do.</summary>
    private static readonly HashSet<string> Labels =
        ["NOTE", "UPDATE", "CORRECTION", "CORRECTED", "CLARIFICATION", "ANALYSIS", "WATCH", "VIDEO", "EXCLUSIVE", "BREAKING", "OPINION", "FACTBOX", "TIMELINE", "EXPLAINER", "INTERVIEW", "SUMMARY", "RECAP"];

    /// <summary>No dateline is longer: two places with their states, a date and an agency fit in.</summary>
    private const int Longest = 110;

    /// <summary>Length of the dateline at the start of a paragraph with its dash, blanks after it not counted; 0 where there is none. <paramref name="words"/> is the part without the dash.</summary>
    public static int Match(ReadOnlySpan<char> paragraph, out ReadOnlySpan<char> words)
    {
        words = default;
        var text = paragraph[..Math.Min(paragraph.Length, Longest)];
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] is '"' or '\u201C' or ';' or '?' or '!') return 0;
            int dash = DashAt(text, i);
            if (dash == 0) continue;
            int after = i + dash;
            while (after < paragraph.Length && char.IsWhiteSpace(paragraph[after])) after++;
            if (after == paragraph.Length) return 0;
            var head = text[..i].TrimEnd();
            bool firm = text[i] == ':' || (text[i] == '-' && (after == i + dash || !char.IsWhiteSpace(text[i - 1])));
            if (Labels.GetAlternateLookup<ReadOnlySpan<char>>().Contains(head) || !Reads(head, needsMore: firm)) return 0;
            words = head;
            return i + dash;
        }

        return 0;
    }

    /// <summary>Whether a whole line is a dateline without its dash: a place with a date.</summary>
    public static bool IsLine(ReadOnlySpan<char> line) => line.Length <= Longest && Reads(line.TrimEnd(" -\u2013\u2014:".AsSpan()), needsMore: true, needsDate: true);

    /// <summary>The day that a dateline names as ISO 8601, null where it leaves the year out.</summary>
    public static string? DayOf(ReadOnlySpan<char> dateline)
    {
        int paren = dateline.LastIndexOf('(');
        if (paren > 0) dateline = dateline[..paren].TrimEnd();
        for (int at = dateline.IndexOf(','); at >= 0;)
        {
            var rest = dateline[(at + 1)..];
            if (CalendarDate.Classify(rest.Trim(), out string? iso) == TimeLineKind.Date) return iso;
            int next = rest.IndexOf(',');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return null;
    }

    private static int DashAt(ReadOnlySpan<char> text, int i)
    {
        char c = text[i], before = text[i - 1];
        if (c is '\u2014' or '\u2013') return 1;
        if (c == '-' && i + 1 < text.Length && text[i + 1] == '-') return 2;
        if (c == '-' && (char.IsWhiteSpace(before) || before is ')' or '.') && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]))) return 1;
        return c == ':' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]) ? 1 : 0;
    }

    /// <summary>Place, then date, then agency; a place in small letters, and a colon as the dash, need a date or an agency beside them.</summary>
    private static bool Reads(ReadOnlySpan<char> head, bool needsMore, bool needsDate = false)
    {
        bool agency = false, known = false, date = false, capitals = false, place = false;
        if (head is [.., ')'])
        {
            int open = head.LastIndexOf('(');
            if (open < 0 || head.Length - open > 40 || !char.IsUpper(head[open + 1])) return false;
            agency = true;
            known = BylineShape.IsAgencyOrOffice(head[(open + 1)..^1]);
            head = head[..open].TrimEnd();
        }

        int part = 0;
        foreach (var range in head.Split(','))
        {
            var piece = head[range].Trim();
            if (piece.IsEmpty) return false;
            if (IsDay(piece))
            {
                date = true;
                continue;
            }

            if (date || !IsPlace(piece, out bool allCapitals)) return false;
            if (part++ == 0) capitals = allCapitals;
            place = true;
        }

        if (head.IsEmpty) return known && !needsDate;
        if (!place || part > 4 || (needsDate && !date)) return false;
        // A name in small letters before brackets may be a firm with its ticker.
        if (agency && !date && !capitals && !known) return false;
        return date || agency || (capitals && !needsMore && head.Length >= 4 && !head[..4].Contains('.'));
    }

    private static bool IsDay(ReadOnlySpan<char> piece)
    {
        int month = 0, weekdays = 0, numbers = 0, others = 0;
        foreach (var range in piece.Split(' '))
        {
            var word = piece[range].Trim('.');
            if (word.IsEmpty) continue;
            if (CalendarDate.Month(word) > 0) month++;
            else if (char.IsAsciiDigit(word[0]) && word.Length <= 4) numbers++;
            else if (!CalendarDate.IsWeekday(word)) others++;
            else weekdays++;
        }

        return others == 0 && numbers <= 2 && ((month == 1 && numbers > 0) || (weekdays == 1 && month == 0 && numbers == 0) || (month == 0 && weekdays == 0 && numbers == 1 && piece.Length == 4));
    }

    private static bool IsPlace(ReadOnlySpan<char> piece, out bool capitals)
    {
        capitals = true;
        int words = 0;
        foreach (var range in piece.Split(' '))
        {
            var word = piece[range];
            if (word.IsEmpty) continue;
            if (++words > 5) return false;
            bool lower = false;
            foreach (char c in word)
            {
                if (char.IsLower(c)) lower = true;
                else if (!char.IsLetter(c) && c is not ('.' or '-' or '\'' or '\u2019' or '/')) return false;
            }

            if (lower)
            {
                capitals = false;
                if (!char.IsUpper(word[0]) && word is not ("de" or "of" or "the" or "al" or "el" or "and" or "la" or "le" or "upon" or "am" or "do" or "da" or "di" or "del" or "on")) return false;
            }
        }

        return words > 0;
    }
}
