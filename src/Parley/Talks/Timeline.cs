using System.Globalization;

namespace Parley.Talks;

/// <summary>Puts events and deadlines of all reports in time order, one entry for each however many reports tell of it.</summary>
internal static class Timeline
{
    /// <summary>Days within which two reports can tell of one event that neither dates.</summary>
    private const int Near = 3;

    /// <summary>Joins entries of different reports that tell of the same, and orders what remains.</summary>
    /// <param name="found">Entries with one quotation each, in report order.</param>
    public static List<TimelineEntry> Of(IReadOnlyList<TimelineEntry> found)
    {
        // One sentence tells one deadline of a date, or one event of a kind with the same parties, once.
        found = [.. found.DistinctBy(entry => (entry.IsDeadline, entry.Kind, entry.IsDeadline ? entry.Date ?? "" : string.Join(' ', entry.Parties) + entry.Summary, entry.Quotations[0].Report, entry.Quotations[0].Span))];
        var clusters = new IdentityClusters([.. found.Select(entry => entry.Quotations[0].Report)]);
        var words = found.Select(entry => WordKey.Content(entry.Summary)).ToArray();
        clusters.Join((a, b) => Same(found[a], found[b], words[a], words[b]), keys: [.. found.Select(entry => (string[])[$"{(entry.IsDeadline ? "deadline" : "event")} {entry.Kind}"])]);
        return [.. clusters.All().Select(members => Merge([.. members.Select(i => found[i])]))
            .OrderBy(entry => Day(entry.Date) ?? entry.ReportedOn ?? DateOnly.MaxValue).ThenBy(entry => entry.Quotations[0].Report).ThenBy(entry => entry.Quotations[0].Span).ThenBy(entry => entry.Summary, StringComparer.Ordinal)];
    }

    /// <summary>Day of an ISO 8601 date, or null where it has none.</summary>
    public static DateOnly? Day(string? date) =>
        date is { Length: >= 10 } && DateOnly.TryParseExact(date[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private static double Same(TimelineEntry a, TimelineEntry b, HashSet<string> wordsA, HashSet<string> wordsB)
    {
        if (a.IsDeadline != b.IsDeadline || a.Kind != b.Kind) return 0;
        if (a.Date is not null && b.Date is not null && a.Date != b.Date) return 0;
        int common = wordsA.Count(wordsB.Contains);
        double overlap = Math.Min(wordsA.Count, wordsB.Count) is > 0 and var smaller ? (double)common / smaller : 0;
        bool sameDate = a.Date is not null && a.Date == b.Date;
        if (sameDate) return (a.IsDeadline || a.Parties.SequenceEqual(b.Parties)) ? 1 : overlap >= 0.5 ? 0.9 : 0;
        bool near = a.ReportedOn is { } dayA && b.ReportedOn is { } dayB && Math.Abs(dayA.DayNumber - dayB.DayNumber) <= Near;
        // Reports that are undated themselves tell of one event where they use the same words.
        bool alike = a.ReportedOn is null && b.ReportedOn is null && overlap >= 0.8 && common >= 3;
        return alike || (near && overlap >= 0.6 && common >= 2) ? overlap : 0;
    }

    private static TimelineEntry Merge(List<TimelineEntry> members)
    {
        TimelineEntry best = members.OrderByDescending(entry => entry.Date is not null).ThenByDescending(entry => entry.Confidence).First();
        return best with
        {
            Parties = [.. members.SelectMany(entry => entry.Parties).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ReportedOn = members.Select(entry => entry.ReportedOn).Min(),
            Quotations = [.. members.SelectMany(entry => entry.Quotations)],
            Confidence = members.Max(entry => entry.Confidence),
        };
    }
}
