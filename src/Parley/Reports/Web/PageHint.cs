using System.Collections.Concurrent;

namespace Parley.Reports.Web;

/// <summary>What the names that a page gives an element (class, id, role, itemprop) hint at. Written from general knowledge of how pages are made; no name belongs to one site.</summary>
[Flags]
internal enum PageHint
{
    None = 0,
    Body = 1 << 0,
    Article = 1 << 1,
    Content = 1 << 2,
    Comment = 1 << 3,
    Related = 1 << 4,
    Share = 1 << 5,
    Navigation = 1 << 6,
    Advert = 1 << 7,
    Author = 1 << 8,
    Date = 1 << 9,
    Foot = 1 << 10,
    Head = 1 << 11,
    Side = 1 << 12,
    Caption = 1 << 13,
    Picture = 1 << 14,
    Newsletter = 1 << 15,
    Overlay = 1 << 16,
    Title = 1 << 17,
    Summary = 1 << 18,
    Quote = 1 << 19,
    Widget = 1 << 20,
    Legal = 1 << 21,
    Tags = 1 << 22,
    Media = 1 << 23,
    List = 1 << 24,
    Hidden = 1 << 25,
}

/// <summary>Finds the hints in names.</summary>
internal static class PageHints
{
    /// <summary>Number of kinds of hints.</summary>
    public const int Kinds = 26;

    /// <summary>Names longer than this are generated and say nothing.</summary>
    private const int LongestName = 300;

    private const int MostRemembered = 20_000;

    private static readonly (string Part, PageHint Hint)[] Parts =
    [
        ("articlebody", PageHint.Body), ("article-body", PageHint.Body), ("article_body", PageHint.Body), ("article__body", PageHint.Body), ("entry-content", PageHint.Body), ("entrycontent", PageHint.Body),
        ("post-content", PageHint.Body), ("postcontent", PageHint.Body), ("post-body", PageHint.Body), ("postbody", PageHint.Body), ("post__content", PageHint.Body), ("story-body", PageHint.Body),
        ("storybody", PageHint.Body), ("story__body", PageHint.Body), ("story-content", PageHint.Body), ("storytext", PageHint.Body), ("story-text", PageHint.Body), ("article-content", PageHint.Body),
        ("articlecontent", PageHint.Body), ("article__content", PageHint.Body), ("article-text", PageHint.Body), ("articletext", PageHint.Body), ("article-copy", PageHint.Body), ("body-copy", PageHint.Body),
        ("bodycopy", PageHint.Body), ("body-text", PageHint.Body), ("bodytext", PageHint.Body), ("content-body", PageHint.Body), ("content__body", PageHint.Body), ("single-content", PageHint.Body),
        ("news-content", PageHint.Body), ("news-body", PageHint.Body), ("news-text", PageHint.Body), ("main-text", PageHint.Body), ("rich-text", PageHint.Body), ("richtext", PageHint.Body), ("wysiwyg", PageHint.Body),
        ("field-name-body", PageHint.Body), ("field--name-body", PageHint.Body), ("paragraph", PageHint.Body), ("blog-content", PageHint.Body), ("text-content", PageHint.Body),
        ("article", PageHint.Article), ("story", PageHint.Article), ("post", PageHint.Article), ("entry", PageHint.Article), ("hentry", PageHint.Article), ("blog", PageHint.Article), ("news", PageHint.Article),
        ("content", PageHint.Content), ("main", PageHint.Content), ("body", PageHint.Content), ("text", PageHint.Content), ("copy", PageHint.Content),
        ("comment", PageHint.Comment), ("disqus", PageHint.Comment), ("repl", PageHint.Comment), ("discussion", PageHint.Comment), ("respond", PageHint.Comment), ("livefyre", PageHint.Comment), ("conversation", PageHint.Comment),
        ("related", PageHint.Related), ("recommend", PageHint.Related), ("more-", PageHint.Related), ("-more", PageHint.Related), ("readmore", PageHint.Related), ("outbrain", PageHint.Related), ("taboola", PageHint.Related),
        ("trending", PageHint.Related), ("popular", PageHint.Related), ("read-next", PageHint.Related), ("up-next", PageHint.Related), ("upnext", PageHint.Related), ("suggest", PageHint.Related), ("similar", PageHint.Related),
        ("also", PageHint.Related), ("latest", PageHint.Related), ("most-", PageHint.Related), ("recirc", PageHint.Related), ("teaser", PageHint.Related), ("see-", PageHint.Related), ("zergnet", PageHint.Related), ("next", PageHint.Related), ("prev", PageHint.Related),
        ("share", PageHint.Share), ("sharing", PageHint.Share), ("social", PageHint.Share), ("facebook", PageHint.Share), ("twitter", PageHint.Share), ("tweet", PageHint.Share), ("whatsapp", PageHint.Share), ("follow", PageHint.Share), ("addthis", PageHint.Share),
        ("nav", PageHint.Navigation), ("menu", PageHint.Navigation), ("breadcrumb", PageHint.Navigation), ("pagination", PageHint.Navigation), ("pager", PageHint.Navigation), ("toc", PageHint.Navigation), ("tab", PageHint.Navigation), ("skip", PageHint.Navigation),
        ("ad-", PageHint.Advert), ("ads", PageHint.Advert), ("-ad", PageHint.Advert), ("advert", PageHint.Advert), ("sponsor", PageHint.Advert), ("promo", PageHint.Advert), ("banner", PageHint.Advert), ("commercial", PageHint.Advert),
        ("dfp", PageHint.Advert), ("affiliate", PageHint.Advert), ("shopping", PageHint.Advert), ("product", PageHint.Advert), ("buy", PageHint.Advert), ("cta", PageHint.Advert), ("marketing", PageHint.Advert),
        ("byline", PageHint.Author), ("author", PageHint.Author), ("contributor", PageHint.Author), ("writer", PageHint.Author), ("bio", PageHint.Author), ("profile", PageHint.Author), ("credit", PageHint.Author), ("source", PageHint.Author), ("reporter", PageHint.Author),
        ("date", PageHint.Date), ("time", PageHint.Date), ("publish", PageHint.Date), ("meta", PageHint.Date), ("updated", PageHint.Date),
        ("foot", PageHint.Foot), ("bottom", PageHint.Foot), ("end", PageHint.Foot), ("after", PageHint.Foot),
        ("header", PageHint.Head), ("masthead", PageHint.Head), ("hero", PageHint.Head), ("top", PageHint.Head), ("logo", PageHint.Head), ("brand", PageHint.Head),
        ("side", PageHint.Side), ("rail", PageHint.Side), ("aside", PageHint.Side), ("column", PageHint.Side), ("right", PageHint.Side),
        ("caption", PageHint.Caption), ("cutline", PageHint.Caption), ("imagedesc", PageHint.Caption),
        ("image", PageHint.Picture), ("img", PageHint.Picture), ("photo", PageHint.Picture), ("picture", PageHint.Picture), ("figure", PageHint.Picture), ("gallery", PageHint.Picture), ("slide", PageHint.Picture), ("carousel", PageHint.Picture), ("thumb", PageHint.Picture),
        ("newsletter", PageHint.Newsletter), ("subscri", PageHint.Newsletter), ("signup", PageHint.Newsletter), ("sign-up", PageHint.Newsletter), ("paywall", PageHint.Newsletter), ("register", PageHint.Newsletter), ("login", PageHint.Newsletter), ("email", PageHint.Newsletter), ("premium", PageHint.Newsletter),
        ("cookie", PageHint.Overlay), ("consent", PageHint.Overlay), ("gdpr", PageHint.Overlay), ("modal", PageHint.Overlay), ("popup", PageHint.Overlay), ("overlay", PageHint.Overlay), ("lightbox", PageHint.Overlay), ("notification", PageHint.Overlay), ("alert", PageHint.Overlay), ("dialog", PageHint.Overlay), ("tooltip", PageHint.Overlay),
        ("headline", PageHint.Title), ("title", PageHint.Title), ("heading", PageHint.Title),
        ("summary", PageHint.Summary), ("dek", PageHint.Summary), ("standfirst", PageHint.Summary), ("subtitle", PageHint.Summary), ("subhead", PageHint.Summary), ("excerpt", PageHint.Summary), ("deck", PageHint.Summary), ("lead", PageHint.Summary),
        ("lede", PageHint.Summary), ("intro", PageHint.Summary), ("description", PageHint.Summary), ("abstract", PageHint.Summary), ("highlight", PageHint.Summary), ("bullet", PageHint.Summary), ("key-", PageHint.Summary),
        ("quote", PageHint.Quote), ("embed", PageHint.Quote), ("instagram", PageHint.Quote), ("blockquote", PageHint.Quote),
        ("widget", PageHint.Widget), ("module", PageHint.Widget), ("card", PageHint.Widget), ("block", PageHint.Widget), ("box", PageHint.Widget), ("panel", PageHint.Widget), ("feed", PageHint.Widget), ("inline", PageHint.Widget), ("insert", PageHint.Widget), ("component", PageHint.Widget), ("infobox", PageHint.Widget),
        ("copyright", PageHint.Legal), ("legal", PageHint.Legal), ("disclaimer", PageHint.Legal), ("disclosure", PageHint.Legal), ("terms", PageHint.Legal), ("correction", PageHint.Legal), ("note", PageHint.Legal), ("rights", PageHint.Legal),
        ("tags", PageHint.Tags), ("tag-", PageHint.Tags), ("-tag", PageHint.Tags), ("categor", PageHint.Tags), ("topic", PageHint.Tags), ("keyword", PageHint.Tags), ("label", PageHint.Tags), ("kicker", PageHint.Tags), ("eyebrow", PageHint.Tags), ("section", PageHint.Tags), ("rubric", PageHint.Tags),
        ("video", PageHint.Media), ("player", PageHint.Media), ("audio", PageHint.Media), ("podcast", PageHint.Media), ("media", PageHint.Media), ("youtube", PageHint.Media),
        ("list", PageHint.List), ("item", PageHint.List), ("grid", PageHint.List), ("row", PageHint.List), ("table", PageHint.List),
        ("sr-only", PageHint.Hidden), ("visually-hidden", PageHint.Hidden), ("visuallyhidden", PageHint.Hidden), ("visually_hidden", PageHint.Hidden), ("screen-reader", PageHint.Hidden), ("screenreader", PageHint.Hidden), ("offscreen", PageHint.Hidden), ("element-invisible", PageHint.Hidden),
    ];

    // Pages repeat their names, and the pages of a site repeat each other's.
    private static readonly ConcurrentDictionary<string, PageHint> Remembered = new(StringComparer.Ordinal);

    /// <summary>The hints in one attribute's value.</summary>
    public static PageHint Of(string? names)
    {
        if (string.IsNullOrEmpty(names) || names.Length > LongestName) return PageHint.None;
        if (Remembered.TryGetValue(names, out var known)) return known;
        var hints = PageHint.None;
        foreach (var (part, hint) in Parts)
            if ((hints & hint) == PageHint.None && names.Contains(part, StringComparison.OrdinalIgnoreCase)) hints |= hint;
        if (Remembered.Count < MostRemembered) Remembered.TryAdd(names, hints);
        return hints;
    }
}
