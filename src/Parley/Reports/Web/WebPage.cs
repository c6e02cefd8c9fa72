namespace Parley.Reports.Web;

/// <summary>Turns the HTML of a page into its parts.</summary>
internal static class WebPage
{
    /// <summary>The page's visible blocks, and what it says of itself.</summary>
    public static (PageTree Tree, PageMetadata Metadata) Parse(string html, string? url)
    {
        using var document = PageParser.Parse(html);
        var metadata = PageMetadata.Of(document, PageParser.JsonLd(html), url);
        return (PageTree.Of(document, HiddenStyles.Of(html)), metadata);
    }
}
