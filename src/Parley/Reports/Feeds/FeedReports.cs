using System.Text;
using Parley.Reports.Web;

namespace Parley.Reports.Feeds;

/// <summary>Makes reports of a feed's items from the text that the feed itself carries.</summary>
internal static class FeedReports
{
    /// <summary>An item with at least so many words carries its report whole, unless it says that it goes on elsewhere.</summary>
    private const int WordsOfReport = 150;

    private static readonly string[] Unfinished = ["...", "\u2026", "[...]", "[\u2026]", "[&hellip;]", "read more", "continue reading", "read on", "more", "\u00BB", "\u2192"];

    /// <summary>What one item's own text gives, and whether that is the whole report; null where the item has no text.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="item">The item.</param>
    /// <param name="source">Where a fault is reported.</param>
    public static (RawReport Report, bool Whole)? Of(Feed feed, FeedItem item, string source)
    {
        string? html = Longer(item.Content, item.Summary);
        if (html is null || PageReport.OfFragment(html, item.Url, item.Title) is not { } content) return null;
        int words = content.Blocks.Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Heading).Sum(b => PageWords.Of(b.Span.Of(content.Text)).Count);
        if (words == 0) return null;
        bool whole = words >= WordsOfReport && !GoesOn(content);
        content = content with
        {
            Byline = item.Author,
            Publisher = item.Publisher ?? feed.Title,
            Published = item.Published,
            Updated = item.Updated == item.Published ? null : item.Updated,
            Url = item.Url,
            Language = feed.Language,
        };
        return (new(item.Url ?? item.Id ?? source, source, content.Text) { Original = Encoding.UTF8.GetBytes(html), Taken = new(PageForm.Item), Page = content }, whole);
    }

    private static string? Longer(string? content, string? summary) => content is null || summary?.Length > content.Length * 2 ? summary ?? content : content;

    private static bool GoesOn(PageContent content)
    {
        var last = content.Blocks[^1].Span.Of(content.Text).TrimEnd();
        foreach (string end in Unfinished)
            if (last.EndsWith(end, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
