using System.Globalization;

namespace Parley.Talks;

/// <summary>Days as reports date things.</summary>
internal static class Timeline
{
    /// <summary>Day of an ISO 8601 date, or null where it has none.</summary>
    public static DateOnly? Day(string? date) =>
        date is { Length: >= 10 } && DateOnly.TryParseExact(date[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
