namespace Parley.Reports;

/// <summary>A report as it came in: its text, and what the file, the JSON line or the catalogue beside it says of it. Nothing has been read yet.</summary>
/// <param name="Id">Unique among the reports of a run: the file's path as given, or the id of a JSON line.</param>
/// <param name="Source">Path, path and line, or "-".</param>
/// <param name="Text">The decoded text, unchanged.</param>
public sealed record RawReport(string Id, string Source, string Text)
{
    /// <summary>
    /// The bytes that the report was decoded from, unpacked where they came packed: a file, a page, a mail, what a feed carries of an item, or one line of JSON without its end; empty where a report is made
    /// by a program.
    /// </summary>
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

    /// <summary>What a web page gave: blocks, links and fields, where the text comes from one; else null.</summary>
    internal Web.PageContent? Page { get; init; }

    /// <summary>How the text was taken from <see cref="Original"/> where that is markup; else null.</summary>
    internal PageSource? Taken { get; init; }

    /// <summary>Which version of the report at its address it is in this run, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What changed against the version before; null for the first.</summary>
    public ReportChanges? Changes { get; init; }

    /// <summary>Splits the text into blocks and takes the fields from them. What came with the text outranks what stands in it; what neither says stays null. O(n).</summary>
    public Report ToReport()
    {
        if (Page is not null) return OfPage(Page);
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

    /// <summary>A page's blocks are known; what came with it (a JSON line, a feed) outranks what it says of itself.</summary>
    private Report OfPage(Web.PageContent page) => new()
    {
        Id = Id,
        Source = Source,
        Text = Text,
        Blocks = page.Blocks,
        Links = page.Links,
        Title = string.IsNullOrWhiteSpace(Title) ? page.Title : Title.Trim(),
        Byline = page.Byline,
        Dateline = page.Dateline,
        Publisher = Publisher ?? page.Publisher,
        Url = Url ?? page.Url,
        Published = Published ?? page.Published ?? PublishedElsewhere,
        Updated = page.Updated,
        Version = Version,
        Changes = Changes,
        Language = page.Language ?? LanguageGuess.Of(Text),
    };
}
