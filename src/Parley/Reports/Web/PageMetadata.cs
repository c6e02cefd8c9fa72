using AngleSharp.Dom;

namespace Parley.Reports.Web;

/// <summary>What a page says of itself. Of each field the first source that has it counts: JSON-LD, Open Graph, meta tags, microdata; what none has stays null.</summary>
internal sealed record PageMetadata
{
    /// <summary>The headline.</summary>
    public string? Title { get; private set; }

    /// <summary>Who wrote it, several joined by ", ".</summary>
    public string? Byline { get; private set; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; private set; }

    /// <summary>ISO 8601.</summary>
    public string? Published { get; private set; }

    /// <summary>ISO 8601.</summary>
    public string? Updated { get; private set; }

    /// <summary>Canonical address: absolute, http or https.</summary>
    public string? Url { get; private set; }

    /// <summary>ISO 639-1.</summary>
    public string? Language { get; private set; }

    /// <summary>A summary in the page's head.</summary>
    public string? Description { get; private set; }

    /// <summary>The whole body, as JSON-LD has it on some pages.</summary>
    public string? ArticleBody { get; private set; }

    /// <summary>What relative addresses start from, or null.</summary>
    public Uri? Base { get; private set; }

    /// <summary>Collects what a page says. <paramref name="url"/> is the address it was fetched from, or null.</summary>
    public static PageMetadata Of(IDocument document, IReadOnlyList<string> jsonLd, string? url)
    {
        var found = new PageMetadata { Base = Address(url, null) };
        var article = JsonLdArticle.Find(jsonLd);
        var tags = Tags.Of(document);
        Func<string, string?> meta = tags.Meta;
        found.Base = Address(tags.Base, found.Base) ?? found.Base;
        found.Title = First(Clean(article?.Headline), meta("og:title"), meta("twitter:title"), meta("dc.title"), meta("parsely-title"), meta("sailthru.title"), tags.Microdata("headline"), Headline(tags.Title));
        found.Byline = First(Name(article?.Author), Name(meta("article:author")), Name(meta("author")), Name(meta("byl")), Name(meta("dc.creator")), Name(meta("parsely-author")), Name(meta("sailthru.author")), Name(meta("citation_author")), Name(tags.Microdata("author")), Name(tags.Author));
        found.Publisher = First(Clean(article?.Publisher), meta("og:site_name"), meta("publisher"), meta("dc.publisher"), meta("application-name"), tags.Microdata("publisher"));
        found.Published = First(Date(article?.Published), Date(meta("article:published_time")), Date(meta("og:article:published_time")), Date(meta("parsely-pub-date")), Date(meta("dc.date.issued")), Date(meta("dcterms.created")), Date(meta("dc.date")), Date(meta("sailthru.date")), Date(meta("pubdate")), Date(meta("publishdate")), Date(meta("publish_date")), Date(meta("date")), Date(meta("citation_publication_date")), Date(tags.Microdata("datePublished")), Date(tags.Time));
        found.Updated = First(Date(article?.Modified), Date(meta("article:modified_time")), Date(meta("og:updated_time")), Date(meta("dcterms.modified")), Date(meta("last-modified")), Date(meta("lastmod")), Date(tags.Microdata("dateModified")));
        found.Description = First(meta("og:description"), meta("description"), Clean(article?.Description), meta("twitter:description"));
        found.ArticleBody = article?.Body;
        found.Url = (Address(tags.Canonical, found.Base) ?? Address(meta("og:url"), found.Base) ?? Address(article?.Url, found.Base) ?? found.Base)?.AbsoluteUri;
        found.Base ??= Address(found.Url, null);
        found.Language = First(LanguageCode(document.DocumentElement.GetAttribute("lang")), LanguageCode(document.DocumentElement.GetAttribute("xml:lang")), LanguageCode(article?.Language), LanguageCode(meta("content-language")), LanguageCode(meta("og:locale")));
        return found;
    }

    /// <summary>An absolute http or https address, or null.</summary>
    public static Uri? Address(string? text, Uri? from)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        text = text.Trim();
        bool good = from is null ? Uri.TryCreate(text, UriKind.Absolute, out var address) : Uri.TryCreate(from, text, out address);
        return good && address!.Scheme is "http" or "https" && address!.UserInfo.Length == 0 ? address : null;
    }

    private static string? First(params ReadOnlySpan<string?> values)
    {
        foreach (string? value in values)
            if (value is not null) return value;
        return null;
    }

    /// <summary>One line without markup left in it by careless systems.</summary>
    private static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var words = new System.Text.StringBuilder(text.Length);
        bool blank = false;
        foreach (char c in System.Net.WebUtility.HtmlDecode(text))
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                blank = words.Length > 0;
                continue;
            }

            if (blank) words.Append(' ');
            blank = false;
            words.Append(c);
        }

        return words.Length == 0 ? null : words.ToString();
    }

    /// <summary>A name without "By"; addresses are no names.</summary>
    private static string? Name(string? text)
    {
        text = Clean(text);
        if (text is null || text.Contains("://", StringComparison.Ordinal) || text.Length > 200) return null;
        if (text.StartsWith("by ", StringComparison.OrdinalIgnoreCase)) text = text[3..].TrimStart();
        return text.Length > 0 ? text : null;
    }

    private static string? Date(string? text) => text is null ? null : FeedDate.Parse(text);

    private static string? LanguageCode(string? text)
    {
        if (text is null) return null;
        text = text.Trim();
        int end = text.AsSpan().IndexOfAny('-', '_', ',');
        if (end >= 0) text = text[..end];
        return text.Length == 2 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]) ? text.ToLowerInvariant() : null;
    }

    /// <summary>The page's title without the site's name behind a bar or dash.</summary>
    private static string? Headline(string? title)
    {
        if (title is null) return null;
        foreach (string mark in (ReadOnlySpan<string>)[" | ", " \u2013 ", " \u2014 ", " - ", " \u00BB ", " :: "])
        {
            int at = title.LastIndexOf(mark, StringComparison.Ordinal);
            if (at >= 15 && title.Length - at <= 45) return title[..at].TrimEnd();
        }

        return title;
    }

    /// <summary>The elements that state something, gathered in one pass.</summary>
    private sealed class Tags
    {
        private readonly Dictionary<string, string> meta = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, IElement> properties = new(StringComparer.OrdinalIgnoreCase);
        private IElement? author;

        public string? Canonical { get; private set; }

        public string? Base { get; private set; }

        public string? Time { get; private set; }

        public string? Title { get; private set; }

        public string? Author => author?.TextContent;

        public static Tags Of(IDocument document)
        {
            var found = new Tags();
            foreach (var element in document.All) found.Add(element);
            return found;
        }

        public string? Meta(string name) => meta.GetValueOrDefault(name);

        public string? Microdata(string property)
        {
            if (!properties.TryGetValue(property, out var element)) return null;
            if (element.GetAttribute("content") is { Length: > 0 } content) return Clean(content);
            if (element.GetAttribute("datetime") is { Length: > 0 } time) return Clean(time);
            var name = element.HasAttribute("itemscope") ? element.QuerySelector("[itemprop=name]") : null;
            string? text = Clean(name?.GetAttribute("content") ?? (name ?? element).TextContent);
            return text is { Length: <= 200 } ? text : null;
        }

        private void Add(IElement element)
        {
            switch (element.LocalName)
            {
                case "meta":
                    string? name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("http-equiv");
                    if (name is not null && Clean(element.GetAttribute("content")) is { } content) meta.TryAdd(name.Trim(), content);
                    break;
                case "link" when Canonical is null && element.GetAttribute("rel") is { } rel && rel.Equals("canonical", StringComparison.OrdinalIgnoreCase):
                    Canonical = element.GetAttribute("href");
                    break;
                case "base":
                    Base ??= element.GetAttribute("href");
                    break;
                case "title":
                    Title ??= Clean(element.TextContent);
                    break;
                case "time":
                    Time ??= element.GetAttribute("datetime");
                    break;
                case "a" when author is null && element.GetAttribute("rel") is { } rel && rel.Equals("author", StringComparison.OrdinalIgnoreCase):
                    author = element;
                    break;
            }

            if (element.GetAttribute("itemprop") is { } names)
                foreach (string property in names.Split(' ', StringSplitOptions.RemoveEmptyEntries)) properties.TryAdd(property, element);
        }
    }
}
