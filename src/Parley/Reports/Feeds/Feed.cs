namespace Parley.Reports.Feeds;

/// <summary>A feed as its publisher made it.</summary>
/// <param name="Title">Its name, as a rule the publisher's, or null.</param>
/// <param name="Language">ISO 639-1, or null.</param>
/// <param name="Items">In the order of the feed.</param>
internal sealed record Feed(string? Title, string? Language, IReadOnlyList<FeedItem> Items);

/// <summary>One item of a feed; null where the feed does not say.</summary>
internal sealed record FeedItem
{
    /// <summary>What the feed itself calls it: guid or id.</summary>
    public string? Id { get; init; }

    /// <summary>Its page: absolute, http or https.</summary>
    public string? Url { get; init; }

    /// <summary>Headline, without markup.</summary>
    public string? Title { get; init; }

    /// <summary>Who wrote it.</summary>
    public string? Author { get; init; }

    /// <summary>Who published it, where an item says so itself (news sitemaps, feeds that gather others).</summary>
    public string? Publisher { get; init; }

    /// <summary>ISO 8601.</summary>
    public string? Published { get; init; }

    /// <summary>ISO 8601.</summary>
    public string? Updated { get; init; }

    /// <summary>The text that the feed marks as content, as HTML.</summary>
    public string? Content { get; init; }

    /// <summary>The text that the feed marks as summary or description, as HTML.</summary>
    public string? Summary { get; init; }
}
