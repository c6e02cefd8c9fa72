using System.Globalization;

namespace Parley.Reports.Web;

/// <summary>Reads the dates that pages and feeds state: ISO 8601 in its shapes, RFC 822 ("Tue, 4 Mar 2031 08:00:00 GMT"), and dates in English words.</summary>
internal static class FeedDate
{
    private static readonly string[] Shapes =
    [
        "yyyyMMdd'T'HHmmssK", "yyyyMMdd'T'HHmmK", "yyyy-MM-dd'T'HHmmssK", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd", "yyyyMMdd", "ddd, d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm zzz", "d MMM yyyy HH:mm:ss zzz",
        "d MMM yyyy HH:mm zzz", "ddd, d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm:ss", "ddd MMM dd HH:mm:ss yyyy", "yyyy-MM-dd HH:mm:ss zzz", "MMMM d, yyyy h:mm tt", "MMM d, yyyy h:mm tt",
    ];

    private static readonly (string Name, string Offset)[] Zones =
        [("GMT", "+00:00"), ("UTC", "+00:00"), ("UT", "+00:00"), ("Z", "+00:00"), ("EST", "-05:00"), ("EDT", "-04:00"), ("CST", "-06:00"), ("CDT", "-05:00"), ("MST", "-07:00"), ("MDT", "-06:00"), ("PST", "-08:00"), ("PDT", "-07:00"), ("BST", "+01:00"), ("CET", "+01:00"), ("CEST", "+02:00")];

    /// <summary>A day ("2031-03-04"), or a date and time with its offset where one is stated ("2031-03-04T08:00:00Z"); null where the text is no date.</summary>
    public static string? Parse(string text)
    {
        text = text.Trim();
        if (text.Length is < 4 or > 80) return null;
        if (CalendarDate.Normalise(text) is { } iso) return WithColon(iso);
        foreach (var (name, offset) in Zones)
        {
            if (!text.EndsWith(name, StringComparison.OrdinalIgnoreCase) || text.Length < name.Length + 6 || char.IsLetter(text[^(name.Length + 1)])) continue;
            text = text[..^name.Length].TrimEnd() + " " + offset;
            break;
        }

        if (DateTimeOffset.TryParseExact(text, Shapes, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out var time) && time.Year is >= 1800 and < 2200)
        {
            bool day = time.TimeOfDay == TimeSpan.Zero && !text.Contains(':', StringComparison.Ordinal);
            return day ? CalendarDate.Iso(time.Year, time.Month, time.Day) : Iso(time);
        }

        return CalendarDate.Classify(text, out string? written) == TimeLineKind.Date ? written : null;
    }

    /// <summary>"2031-03-04T08:00:00Z", or with its offset.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>"+0100" as "+01:00"; a blank before an offset goes.</summary>
    private static string WithColon(string iso)
    {
        int at = iso.Length - 5;
        if (at > 10 && iso[at] is '+' or '-' && iso.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') < 0 && iso.Contains(':', StringComparison.Ordinal)) iso = iso[..(at + 3)] + ":" + iso[(at + 3)..];
        return iso.Replace(" ", "", StringComparison.Ordinal);
    }
}
