using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Parley.Reports.Web;

/// <summary>
/// Parses HTML with AngleSharp into a tree that cannot do anything: no scripts run, nothing is fetched, and the text of scripts, styles and comments is not even kept. What structured data a
/// page has in JSON-LD scripts is taken from the source.
/// </summary>
internal static class PageParser
{
    /// <summary>Elements inside one another, beyond which the parser flattens the page.</summary>
    private const int Deepest = 512;

    private static readonly HtmlParserOptions Options = new()
    {
        // As a browser with scripts sees it: what stands in <noscript> is not shown.
        IsScripting = true,
        IsNotSupportingFrames = false,
        SkipComments = true,
        SkipScriptText = true,
        SkipRawText = true,
        SkipProcessingInstructions = true,
        SkipCDATA = true,
        DisableElementPositionTracking = true,
        MaximumDepth = Deepest,
        ShouldEmitAttribute = IsOfUse,
    };

    /// <summary>Parses a page. Time linear in its length; the caller disposes the document.</summary>
    public static IDocument Parse(string html) => new HtmlParser(Options).ParseDocument(html.AsMemory());

    /// <summary>
    /// Whether lists stand inside one another deeper than in any real page. The parser searches all open lists at every item, so that such a page would cost the square of its length.
    /// </summary>
    public static bool NestsTooDeep(string html)
    {
        const int Most = 1000;
        int open = 0;
        for (int at = 0; (at = html.IndexOf('<', at)) >= 0; at++)
        {
            var tag = html.AsSpan(at + 1);
            bool closes = tag is ['/', ..];
            if (closes) tag = tag[1..];
            if (tag is not (['u' or 'U', 'l' or 'L', ..] or ['o' or 'O', 'l' or 'L', ..] or ['d' or 'D', 'l' or 'L', ..])) continue;
            open = closes ? Math.Max(0, open - 1) : open + 1;
            if (open > Most) return true;
        }

        return false;
    }

    /// <summary>The contents of the page's JSON-LD scripts, outside comments.</summary>
    public static List<string> JsonLd(string html)
    {
        var found = new List<string>();
        for (int at = 0; (at = html.IndexOf('<', at)) >= 0;)
        {
            var rest = html.AsSpan(at);
            if (rest.StartsWith("<!--"))
            {
                int end = html.IndexOf("-->", at, StringComparison.Ordinal);
                if (end < 0) break;
                at = end + 3;
            }
            else if (rest.StartsWith("<script", StringComparison.OrdinalIgnoreCase))
            {
                int open = html.IndexOf('>', at);
                int close = open < 0 ? -1 : html.IndexOf("</script", open, StringComparison.OrdinalIgnoreCase);
                if (close < 0) break;
                if (html.AsSpan(at, open - at).Contains("ld+json", StringComparison.OrdinalIgnoreCase)) found.Add(html[(open + 1)..close]);
                at = close + 8;
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    /// <summary>The contents of the page's style sheets: what they hide is not read.</summary>
    public static IEnumerable<ReadOnlyMemory<char>> Styles(string html)
    {
        for (int at = 0; (at = html.IndexOf("<style", at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            int open = html.IndexOf('>', at);
            int close = open < 0 ? -1 : html.IndexOf("</style", open, StringComparison.OrdinalIgnoreCase);
            if (close < 0) yield break;
            yield return html.AsMemory(open + 1, close - open - 1);
            at = close + 7;
        }
    }

    /// <summary>Whether a page takes style sheets from elsewhere, which are never fetched.</summary>
    public static bool HasOutsideStyles(string html)
    {
        if (html.Contains("@import", StringComparison.OrdinalIgnoreCase)) return true;
        for (int at = 0; (at = html.IndexOf("<link", at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            int close = html.IndexOf('>', at);
            if (close < 0) return false;
            if (html.AsSpan(at, close - at).Contains("stylesheet", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsOfUse(ref StructHtmlToken token, ReadOnlyMemory<char> name) => name.Span is
        "class" or "id" or "href" or "style" or "hidden" or "open" or "role" or "rel" or "lang" or "datetime" or "content" or "property" or "name" or "http-equiv" or
        "itemprop" or "itemscope" or "itemtype" or "aria-hidden" or "alt" or "type" or "color" or "bgcolor" or "size" or "pubdate" or "xml:lang";
}
