using System.Text;
using System.Xml;
using Parley.Reports.Web;

namespace Parley.Reports.Feeds;

/// <summary>
/// Reads RSS 2.0 (and the older RSS with it), RSS 1.0 (RDF), Atom (RFC 4287), news sitemaps and JSON Feed. XML is read element by element without document types: no entity is defined, nothing
/// is fetched.
/// </summary>
internal static class FeedReader
{
    private const string Atom = "http://www.w3.org/2005/Atom", Content = "http://purl.org/rss/1.0/modules/content/", DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>Characters of one feed's XML, entities included.</summary>
    private const long Longest = 64 << 20;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        MaxCharactersInDocument = Longest,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    /// <summary>Whether bytes open as a feed does: JSON Feed, or XML with the root of a feed.</summary>
    public static bool IsFeed(ReadOnlySpan<byte> bytes)
    {
        string start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        if (start.StartsWith('{')) return start.Contains("jsonfeed.org/version", StringComparison.OrdinalIgnoreCase) || start.Contains("jsonfeed.org\\/version", StringComparison.OrdinalIgnoreCase);
        foreach (string root in (ReadOnlySpan<string>)["<rss", "<feed", "<rdf:RDF", "<RDF", "<urlset"])
            if (start.Contains(root, StringComparison.Ordinal) && start.StartsWith('<') && !PageReader.IsPage(start)) return true;
        return false;
    }

    /// <summary>Reads a feed.</summary>
    /// <param name="bytes">As fetched.</param>
    /// <param name="charset">Charset of its Content-Type header, or null: then the XML says it.</param>
    /// <param name="from">Where it was fetched from: relative addresses start there; or null.</param>
    /// <exception cref="InvalidDataException">It is no feed; the message finishes the sentence "this file ...".</exception>
    public static Feed Read(byte[] bytes, string? charset, Uri? from)
    {
        try
        {
            if (JsonFeed.Opens(bytes)) return JsonFeed.Read(bytes, from);
            using var stream = new MemoryStream(bytes, writable: false);
            using var reader = PageEncoding.Labelled(charset) is { } encoding && !HasMark(bytes) ? XmlReader.Create(new StreamReader(stream, encoding), Settings) : XmlReader.Create(stream, Settings);
            reader.MoveToContent();
            return reader.LocalName switch
            {
                "rss" or "RDF" => Rss(reader, from),
                "feed" when reader.NamespaceURI is Atom or "http://purl.org/atom/ns#" or "" => AtomFeed(reader, from),
                "urlset" => Sitemap(reader),
                _ => throw new InvalidDataException($"is XML but no feed (its root is <{reader.Name}>)"),
            };
        }
        catch (XmlException e)
        {
            string why = e.Message.Contains("DTD", StringComparison.Ordinal) ? "holds a document type, which feeds are not read with" : $"is no well-formed XML (line {e.LineNumber}, column {e.LinePosition})";
            throw new InvalidDataException(why, e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException("is in a character set that is not known", e);
        }
    }

    private static bool HasMark(ReadOnlySpan<byte> bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];

    private static Feed Rss(XmlReader reader, Uri? from)
    {
        string? title = null, language = null;
        var items = new List<FeedItem>();
        while (Next(reader))
        {
            switch (reader.LocalName)
            {
                // RSS 1.0 has its items beside the channel, RSS 2.0 inside.
                case "channel": continue;
                case "item": items.Add(RssItem(reader, from)); break;
                case "title" when title is null && items.Count == 0 && reader.NamespaceURI != "http://search.yahoo.com/mrss/": title = Plain(Text(reader)); break;
                case "language": language = Language(Text(reader)); break;
                default: reader.Skip(); continue;
            }
        }

        return new(title, language, items);
    }

    private static FeedItem RssItem(XmlReader reader, Uri? from)
    {
        string? id = null, link = null, title = null, author = null, publisher = null, published = null, updated = null, content = null, summary = null, about = reader.GetAttribute("about", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
        bool permanent = false;
        foreach (var child in Children(reader))
        {
            switch (child.LocalName)
            {
                case "guid": permanent = child.GetAttribute("isPermaLink") is not "false"; id ??= Text(child); break;
                case "link" when child.NamespaceURI == Atom: if (child.GetAttribute("rel") is null or "alternate") link ??= child.GetAttribute("href"); child.Skip(); break;
                case "link": link = Blank(Text(child)) ?? link; break;
                case "title" when child.NamespaceURI != "http://search.yahoo.com/mrss/": title ??= Plain(Text(child)); break;
                case "creator" or "author": author = Plain(Text(child)) ?? author; break;
                case "source": publisher ??= Plain(Text(child)); break;
                case "pubDate" or "date" or "issued": published ??= Date(Text(child)); break;
                case "updated" or "modified": updated ??= Date(Text(child)); break;
                case "encoded" when child.NamespaceURI == Content: content = Blank(Text(child)); break;
                case "description" when child.NamespaceURI is not (DublinCore or "http://search.yahoo.com/mrss/"): summary ??= Blank(Text(child)); break;
                default: child.Skip(); break;
            }
        }

        return new()
        {
            Id = Blank(id) ?? about,
            Url = Address(link, from) ?? (permanent ? Address(id, null) : null) ?? Address(about, null),
            Title = title,
            Author = author,
            Publisher = publisher,
            Published = published,
            Updated = updated,
            Content = content,
            Summary = summary,
        };
    }

    private static Feed AtomFeed(XmlReader reader, Uri? from)
    {
        string? title = null, language = Language(reader.GetAttribute("xml:lang"));
        var items = new List<FeedItem>();
        from = Address(reader.GetAttribute("xml:base"), from) is { } start ? new(start) : from;
        foreach (var child in Children(reader))
        {
            switch (child.LocalName)
            {
                case "title": title = AtomText(child) is { } words ? Plain(words) : title; break;
                case "entry": items.Add(AtomEntry(child, from)); break;
                default: child.Skip(); break;
            }
        }

        return new(title, language, items);
    }

    private static FeedItem AtomEntry(XmlReader reader, Uri? from)
    {
        string? id = null, link = null, title = null, published = null, updated = null, content = null, summary = null, publisher = null;
        var authors = new List<string>();
        from = Address(reader.GetAttribute("xml:base"), from) is { } start ? new(start) : from;
        foreach (var child in Children(reader))
        {
            switch (child.LocalName)
            {
                case "id": id = Blank(Text(child)); break;
                case "link":
                    if (child.GetAttribute("rel") is null or "alternate" && (link is null || child.GetAttribute("type") is "text/html")) link = child.GetAttribute("href");
                    child.Skip();
                    break;
                case "title": title = AtomText(child) is { } words ? Plain(words) : null; break;
                case "published" or "issued": published = Date(Text(child)); break;
                case "updated" or "modified": updated = Date(Text(child)); break;
                case "content": content = AtomText(child); break;
                case "summary": summary = AtomText(child); break;
                case "author":
                    foreach (var part in Children(child))
                        if (part.LocalName == "name" && Plain(Text(part)) is { } name) authors.Add(name);
                        else if (part.LocalName != "name") part.Skip();
                    break;
                case "source":
                    foreach (var part in Children(child))
                        if (part.LocalName == "title") publisher = Plain(AtomText(part));
                        else part.Skip();
                    break;
                default: child.Skip(); break;
            }
        }

        return new()
        {
            Id = id,
            Url = Address(link, from),
            Title = title,
            Author = authors.Count == 0 ? null : string.Join(", ", authors),
            Publisher = publisher,
            Published = published ?? updated,
            Updated = updated,
            Content = content,
            Summary = summary,
        };
    }

    private static Feed Sitemap(XmlReader reader)
    {
        var items = new List<FeedItem>();
        string? publisher = null, language = null;
        foreach (var url in Children(reader))
        {
            if (url.LocalName != "url")
            {
                url.Skip();
                continue;
            }

            string? link = null, title = null, published = null, updated = null;
            foreach (var child in Children(url))
            {
                if (child.LocalName == "loc") link = Text(child);
                else if (child.LocalName == "lastmod") updated = Date(Text(child));
                else if (child.LocalName != "news") child.Skip();
                else
                    foreach (var part in Children(child))
                        switch (part.LocalName)
                        {
                            case "title": title = Plain(Text(part)); break;
                            case "publication_date": published = Date(Text(part)); break;
                            case "publication":
                                foreach (var field in Children(part))
                                    if (field.LocalName == "name") publisher = Plain(Text(field));
                                    else if (field.LocalName == "language") language = Language(Text(field));
                                    else field.Skip();
                                break;
                            default: part.Skip(); break;
                        }
            }

            if (Address(link, null) is { } address) items.Add(new() { Id = address, Url = address, Title = title, Publisher = publisher, Published = published, Updated = updated });
        }

        return new(publisher, language, items);
    }

    /// <summary>An Atom text: plain text as HTML, HTML as it stands, XHTML as its source.</summary>
    private static string? AtomText(XmlReader reader)
    {
        string? type = reader.GetAttribute("type");
        if (type is "xhtml" or "application/xhtml+xml") return Blank(ReadOuter(reader));
        string? text = Blank(Text(reader));
        return type is null or "text" or "text/plain" && text is not null ? System.Net.WebUtility.HtmlEncode(text) : text;
    }

    private static string ReadOuter(XmlReader reader)
    {
        string inner = reader.ReadInnerXml();
        return inner;
    }

    /// <summary>The child elements of the element the reader stands at; each must be consumed (read or skipped) before the next is asked for.</summary>
    private static IEnumerable<XmlReader> Children(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            yield break;
        }

        int depth = reader.Depth;
        reader.Read();
        while (!reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element) yield return reader;
            else reader.Read();
        }

        reader.Read();
    }

    /// <summary>Moves to the next element anywhere below the root.</summary>
    private static bool Next(XmlReader reader)
    {
        if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "rss" or "RDF" or "channel") reader.Read();
        while (!reader.EOF && reader.NodeType != XmlNodeType.Element) reader.Read();
        return !reader.EOF;
    }

    /// <summary>The text of an element and of all below it; moves behind it.</summary>
    private static string Text(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        var text = new StringBuilder();
        int depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(reader.Value);
        reader.Read();
        return text.ToString();
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A line without markup: titles of feeds are HTML as often as text.</summary>
    internal static string? Plain(string? text)
    {
        if (Blank(text) is not { } words) return null;
        if (words.AsSpan().ContainsAny('<', '&'))
        {
            using var document = PageParser.Parse("<body>" + words);
            words = document.Body?.TextContent ?? "";
        }

        return Blank(string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    internal static string? Address(string? text, Uri? from) => PageMetadata.Address(text, from)?.AbsoluteUri;

    internal static string? Date(string? text) => text is null ? null : FeedDate.Parse(text);

    internal static string? Language(string? text) => text is { Length: >= 2 } && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]) && (text.Length == 2 || !char.IsAsciiLetter(text[2])) ? text[..2].ToLowerInvariant() : null;
}
