using Parley.Learning;

namespace Parley.Reports.Web;

/// <summary>Makes reports of the bytes of web pages. Loads the model when the first page comes; afterwards it never changes and any number of threads may use it.</summary>
/// <param name="modelFolder">Folder of the trained files; null for the one beside the program.</param>
internal sealed class PageReader(string? modelFolder = null)
{
    private readonly Lazy<PageModel> model = new(() => PageModel.Load(modelFolder ?? ModelFile.DefaultFolder));

    /// <summary>Whether decoded text opens as a web page does.</summary>
    public static bool IsPage(ReadOnlySpan<char> text)
    {
        text = text.TrimStart().TrimStart('\uFEFF');
        while (text.StartsWith("<!--") && text.IndexOf("-->") is > 0 and int end) text = text[(end + 3)..].TrimStart();
        if (text.StartsWith("<?xml") && text.IndexOf("?>") is > 0 and int close) text = text[(close + 2)..].TrimStart();
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a page's bytes; <paramref name="charset"/> is that of its Content-Type header, or null. See <see cref="Read(string, PageOrigin, Uri?)"/>.</summary>
    public InputItem Read(ReadOnlyMemory<byte> bytes, string? charset, PageOrigin origin, Uri? from = null)
    {
        InputItem item = Read(PageEncoding.Decode(bytes.Span, charset), origin, from);
        return item.Report is { } report ? InputItem.Of(report with { Original = bytes, Taken = new(PageForm.Page, charset) }) : item;
    }

    /// <summary>
    /// Reads a decoded page: a report, or a fault where it holds no text that a reader would see. <paramref name="from"/> is where it was fetched: a page may name another address as its own only
    /// on the same host, lest it pass for another's report.
    /// </summary>
    public InputItem Read(string html, PageOrigin origin, Uri? from = null)
    {
        if (ReportText.FaultOf(html) is { } fault) return InputItem.Of(new InputFault(origin.Source, fault + "; left out"));
        if (PageParser.NestsTooDeep(html)) return InputItem.Of(new InputFault(origin.Source, "nests its lists more than a thousand deep, which no report does; left out"));
        var page = PageReport.Of(html, from?.AbsoluteUri ?? origin.Url, model.Value);
        if (page is not null && from is not null && !SameHost(page.Url, from)) page = page with { Url = from.AbsoluteUri };
        return page is null
            ? InputItem.Of(new InputFault(origin.Source, "holds no text that a reader of the page would see; left out"))
            : InputItem.Of(new RawReport(origin.Id, origin.Source, page.Text)
            {
                Page = page,
                Title = origin.Title,
                Url = origin.Url,
                Publisher = origin.Publisher,
                Published = origin.Published,
                PublishedElsewhere = origin.PublishedElsewhere,
            });
    }

    private static bool SameHost(string? url, Uri from) => Uri.TryCreate(url, UriKind.Absolute, out var named) && WithoutWww(named.Host) == WithoutWww(from.Host);

    private static string WithoutWww(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
}

/// <summary>Where a page comes from, and what came with it (null where nothing did).</summary>
/// <param name="Id">Id of the report.</param>
/// <param name="Source">Path, path and line, or address: where a fault is reported.</param>
internal sealed record PageOrigin(string Id, string Source)
{
    /// <summary>Address of the page.</summary>
    public string? Url { get; init; }

    /// <summary>Headline that came with it; outranks the page's own.</summary>
    public string? Title { get; init; }

    /// <summary>Publisher that came with it; outranks the page's own.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISO 8601 date that came with it; outranks the page's own.</summary>
    public string? Published { get; init; }

    /// <summary>ISO 8601 date for a page that does not date itself.</summary>
    public string? PublishedElsewhere { get; init; }
}
