using System.Globalization;

namespace Parley.Reports;

/// <summary>What a line that says when a report was published is made of.</summary>
internal enum TimeLineKind
{
    /// <summary>The line says something else.</summary>
    None,
    /// <summary>A clock time, an age ("2 hours ago") or a reading time alone.</summary>
    Clock,
    /// <summary>A date, with or without a time.</summary>
    Date,
}

/// <summary>Recognises dates and clock times as news pages write them ("Thursday, August 29, 2019", "Updated 12:30 GMT, 3 March 2022", "2 hours ago").</summary>
internal static class CalendarDate
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly HashSet<string> Weekdays = new(StringComparer.OrdinalIgnoreCase)
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    };

    private static readonly HashSet<string> Around = new(StringComparer.OrdinalIgnoreCase)
    {
        "published", "updated", "posted", "last", "first", "modified", "edited", "created", "issued", "filed", "on", "at", "date", "time", "as", "of", "the", "from", "local", "print", "am", "pm", "a.m", "p.m",
        "gmt", "utc", "bst", "est", "edt", "et", "cet", "cest", "ist", "pst", "pdt", "pt", "cst", "cdt", "eat", "wat", "sast", "msk", "jst", "aest", "h", "z",
    };

    private static readonly HashSet<string> Ages = new(StringComparer.OrdinalIgnoreCase)
    {
        "ago", "read", "reading", "min", "mins", "minute", "minutes", "hour", "hours", "hr", "hrs", "day", "days", "week", "weeks", "month", "months", "year", "years", "second", "seconds", "now", "just",
        "yesterday", "today", "an", "a", "listen",
    };

    /// <summary>Number of the month a word names (full, or cut to three or four letters), else 0.</summary>
    public static int Month(ReadOnlySpan<char> word)
    {
        word = word.TrimEnd('.');
        for (int m = 0; m < Months.Length; m++)
        {
            if (word.Equals(Months[m], StringComparison.OrdinalIgnoreCase)) return m + 1;
            if (word.Length is 3 or 4 && (word.Length == 3 || m == 8) && Months[m].AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase)) return m + 1;
        }

        return 0;
    }

    /// <summary>Whether a word names a day of the week, in full or cut.</summary>
    public static bool IsWeekday(ReadOnlySpan<char> word) => Weekdays.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word.TrimEnd('.'));

    /// <summary>
    /// Whether a line is a date or a clock time and nothing else, and the day it names as ISO 8601 (null where it leaves the year open or may be read in two ways). Lines over 100 characters are not.
    /// </summary>
    public static TimeLineKind Classify(ReadOnlySpan<char> line, out string? iso)
    {
        iso = null;
        if (line.Length is 0 or > 100) return TimeLineKind.None;
        int day = 0, month = 0, year = 0, numbers = 0, clocks = 0, ages = 0, minutes = 0, weekdays = 0;
        bool whole = false;
        for (int i = 0; i < line.Length;)
        {
            if (!char.IsLetterOrDigit(line[i]))
            {
                if (line[i] is '?' or '!' or '"' or '$' or '%' or '\u00A3' or '\u20AC' or '\u201C') return TimeLineKind.None;
                i++;
                continue;
            }

            int start = i;
            while (i < line.Length && (char.IsLetterOrDigit(line[i]) || (line[i] is '.' or ':' or '-' or '/' && i + 1 < line.Length && char.IsLetterOrDigit(line[i + 1])))) i++;
            var word = line[start..i];
            if (char.IsAsciiDigit(word[0]))
            {
                if (TryIso(word, out var found) || TryIso(word.Length > 10 && word[10] is 'T' ? word[..10] : word, out found))
                {
                    (year, month, day, whole) = (found.Year, found.Month, found.Day, true);
                }
                else if (TryNumeric(word, ref day, ref month, ref year))
                {
                    whole = true;
                }
                else if (IsClock(word))
                {
                    clocks++;
                }
                else if (TryNumber(word, out int n))
                {
                    if (n is >= 1800 and <= 2199 && word.Length == 4 && year == 0) year = n;
                    else if (n is >= 1 and <= 31 && day == 0) day = n;
                    else numbers++;
                }
                else
                {
                    return TimeLineKind.None;
                }
            }
            else if (month == 0 && Month(word) is > 0 and int m)
            {
                month = m;
            }
            else if (IsWeekday(word))
            {
                weekdays++;
            }
            else if (Ages.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            {
                ages++;
                if (word.StartsWith("min", StringComparison.OrdinalIgnoreCase)) minutes++;
            }
            else if (!Around.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word.TrimEnd('.')))
            {
                return TimeLineKind.None;
            }
        }

        if (month > 0 && (day > 0 || year > 0) && numbers <= 1)
        {
            if (day > 0 && year > 0 && day <= DateTime.DaysInMonth(year, month)) iso = Iso(year, month, day);
            return TimeLineKind.Date;
        }

        if (whole) return TimeLineKind.Date;
        if (clocks > 0 && numbers == 0 && month == 0) return TimeLineKind.Clock;
        if (ages >= 2 || (minutes == 1 && day > 0 && numbers == 0)) return TimeLineKind.Clock;
        return weekdays == 1 && day == 0 && numbers == 0 && clocks == 0 ? TimeLineKind.Clock : TimeLineKind.None;
    }

    /// <summary>Reads "2022-03-13", and nothing else.</summary>
    public static bool TryIso(ReadOnlySpan<char> text, out DateOnly date) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>"2022-03-13" of a day.</summary>
    public static string Iso(int year, int month, int day) => new DateOnly(year, month, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// The date or the date and time that a text states in ISO 8601 ("2022-03-13", "2022-03-13T08:00:00Z"), in a shape that orders as text: a day stays a day; a time without an offset is kept as it
    /// stands. Null where it states none.
    /// </summary>
    public static string? Normalise(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (TryIso(text, out _)) return text.ToString();
        if (text.Length <= 10 || !TryIso(text[..10], out _) || text[10] is not ('T' or 't' or ' ')) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? string.Concat(text[..10], "T", text[11..]) : null;
    }

    /// <summary>Whether a word is a time of day: "07:50", "7.50pm", "7pm", "1230".</summary>
    private static bool IsClock(ReadOnlySpan<char> word)
    {
        int i = 0, first = 0;
        while (i < word.Length && i < 2 && char.IsAsciiDigit(word[i])) first = first * 10 + (word[i++] - '0');
        if (i == 0 || first > 24) return false;
        bool minutes = false;
        while (i + 2 < word.Length && word[i] is ':' or '.' && char.IsAsciiDigit(word[i + 1]) && word[i + 1] < '6' && char.IsAsciiDigit(word[i + 2]))
        {
            minutes = true;
            i += 3;
        }

        var rest = word[i..];
        return rest.IsEmpty ? minutes : rest.Equals("am", StringComparison.OrdinalIgnoreCase) || rest.Equals("pm", StringComparison.OrdinalIgnoreCase) ||
            rest.Equals("a.m", StringComparison.OrdinalIgnoreCase) || rest.Equals("p.m", StringComparison.OrdinalIgnoreCase) || (minutes && rest is "h" or "Z" or "z");
    }

    /// <summary>Reads "13/03/2022" and "3.13.2022": which of day and month is which is known only where one is over twelve, or both are equal.</summary>
    private static bool TryNumeric(ReadOnlySpan<char> word, ref int day, ref int month, ref int year)
    {
        Span<Range> parts = stackalloc Range[4];
        char separator = word.Contains('/') ? '/' : word.Contains('.') ? '.' : '-';
        if (word.Split(parts, separator) != 3) return false;
        if (!TryNumber(word[parts[0]], out int a) || !TryNumber(word[parts[1]], out int b) || !TryNumber(word[parts[2]], out int y)) return false;
        if (a is < 1 or > 31 || b is < 1 or > 31 || (a > 12 && b > 12) || y is not ((>= 1800 and <= 2199) or (>= 0 and <= 99))) return false;
        if (y >= 1800 && (a > 12 || b > 12 || a == b)) (day, month, year) = a > 12 ? (a, b, y) : (b, a, y);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> word, out int number)
    {
        if (word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th") word = word[..^2];
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
