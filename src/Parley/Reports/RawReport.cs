namespace Parley.Reports;

/// <summary>A report as it came in: its text, and what the file, the JSON line or the catalogue beside it says of it. Nothing has been read yet.</summary>
/// <param name="Id">Unique among the reports of a run: the file's path as given, or the id of a JSON line.</param>
/// <param name="Source">Path, path and line, or "-".</param>
/// <param name="Text">The decoded text, unchanged.</param>
public sealed record RawReport(string Id, string Source, string Text)
{
    /// <summary>The bytes that the report was decoded from: a file (unpacked where it came packed), or one line of JSON without its end; empty where a report is made by a program.</summary>
    public ReadOnlyMemory<byte> Original { get; init; }

    /// <summary>Headline that came with the text, else null.</summary>
    public string? Title { get; init; }

    /// <summary>Address, else null.</summary>
    public string? Url { get; init; }

    /// <summary>Publisher that came with the text, else null.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISO 8601 date that the report's own record states; outranks every other date.</summary>
    public string? Published { get; init; }

    /// <summary>ISO 8601 date for a report that does not date itself: from the catalogue, the file's name or the command line.</summary>
    public string? PublishedElsewhere { get; init; }

    /// <summary>Splits the text into blocks and takes the fields from them. What came with the text outranks what stands in it; what neither says stays null. O(n).</summary>
    public Report ToReport()
    {
        string? title = string.IsNullOrWhiteSpace(Title) ? null : Title.Trim();
        var layout = ReportLayout.Of(Text, title);
        return new()
        {
            Id = Id,
            Source = Source,
            Text = Text,
            Blocks = layout.Blocks,
            Title = title ?? layout.Title,
            Byline = layout.Byline,
            Dateline = layout.Dateline,
            Publisher = Publisher ?? layout.Publisher,
            Url = Url,
            Published = Published ?? layout.Date ?? PublishedElsewhere,
            Language = LanguageGuess.Of(Text),
        };
    }
}
