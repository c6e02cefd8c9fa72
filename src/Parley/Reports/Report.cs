namespace Parley.Reports;

/// <summary>What a stretch of a report's text is.</summary>
public enum BlockKind
{
    /// <summary>The report's headline.</summary>
    Title,
    /// <summary>Who wrote it.</summary>
    Byline,
    /// <summary>Where and when it was filed ("LONDON, April 1 -").</summary>
    Dateline,
    /// <summary>A heading inside the report.</summary>
    Heading,
    /// <summary>A paragraph of the report itself.</summary>
    Paragraph,
    /// <summary>The words under a picture.</summary>
    Caption,
    /// <summary>What belongs to the page, not to the report: ads, site names, share links, clock times, "Read more".</summary>
    Furniture,
}

/// <summary>A stretch of a report's text, of one kind. Blocks are in text order and do not overlap.</summary>
public readonly record struct Block(BlockKind Kind, TextSpan Span);

/// <summary>A stretch of a report's text that links to an absolute http or https address.</summary>
public readonly record struct ReportLink(TextSpan Span, string Url);

/// <summary>What changed from one version of a report to the next.</summary>
/// <param name="Removed">The blocks that are gone, in their order.</param>
/// <param name="Added">Where the blocks stand that are new.</param>
public sealed record ReportChanges(IReadOnlyList<string> Removed, IReadOnlyList<TextSpan> Added);

/// <summary>One news item as published. The text is kept unchanged; every other field is null where the text (or what came with it) does not say.</summary>
public sealed record Report
{
    /// <summary>Unique among the reports of a run: the file's path as given, or the id of a JSON line.</summary>
    public required string Id { get; init; }

    /// <summary>Where the report came from: path, path and line, or "-".</summary>
    public required string Source { get; init; }

    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>Who wrote it, without "By".</summary>
    public string? Byline { get; init; }

    /// <summary>Place and date of filing as the report words them.</summary>
    public string? Dateline { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Address it was published at.</summary>
    public string? Url { get; init; }

    /// <summary>ISO 8601 date ("2025-12-03") or date and time with offset; null when undated, and then never ordered by date.</summary>
    public string? Published { get; init; }

    /// <summary>ISO 8601 date, or date and time, of the publisher's last change; null where it states none.</summary>
    public string? Updated { get; init; }

    /// <summary>Which version of the report at its address it is, from 1: the publisher changed it, or it was fetched again and had changed. Versions share their id.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What changed against the version before; null for the first version, and where that one came too long ago to be compared.</summary>
    public ReportChanges? Changes { get; init; }

    /// <summary>"en"; "und" for a language that is not English; null where the text is too short to tell, or no running text.</summary>
    public string? Language { get; init; }

    /// <summary>Whether it is written in a language that is not read.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsForeign => Language == LanguageGuess.Foreign;

    /// <summary>The decoded input, unchanged; for a web page the text built from its visible blocks, a blank line between them.</summary>
    public required string Text { get; init; }

    /// <summary>Every character between the first and the last non-blank line belongs to exactly one block, blank space between blocks excepted.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Links of a web page's report, in text order; empty for plain text.</summary>
    public IReadOnlyList<ReportLink> Links { get; init; } = [];
}
