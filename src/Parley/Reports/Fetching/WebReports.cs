using System.Text;
using Parley.Reports.Feeds;
using Parley.Reports.Web;

namespace Parley.Reports.Fetching;

/// <summary>Reads addresses: a page gives a report, a feed gives its items, whole from the feed where it carries them, else from their pages.</summary>
internal sealed class WebReports(FetchOptions options, TimeProvider time) : IDisposable
{
    private readonly WebFetcher fetcher = new(options, time);

    /// <inheritdoc/>
    public void Dispose() => fetcher.Dispose();

    /// <summary>Whether an argument is an address, not a path.</summary>
    public static bool IsAddress(string argument) => argument.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || argument.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address, lazily: an item's page is fetched when the item's turn comes.</summary>
    /// <param name="address">Page or feed.</param>
    /// <param name="pages">Reads pages.</param>
    /// <param name="published">ISO 8601 date for what nothing else dates, or null.</param>
    /// <param name="asFeed">Whether anything but a feed is a fault.</param>
    public IEnumerable<InputItem> Read(string address, PageReader pages, string? published, bool asFeed = false)
    {
        var (fetched, fault) = Fetch(address);
        if (fetched is null) return [fault!.Value];
        string type = TypeOf(fetched.ContentType);
        string? charset = PageEncoding.CharsetOf(fetched.ContentType);
        if (FeedReader.IsFeed(fetched.Body)) return Feed(fetched, charset, pages, published);
        if (asFeed) return [Fault(address, "is no feed (RSS, Atom, RDF, JSON Feed or news sitemap)")];
        return [Report(fetched, type, charset, new(Id(fetched), fetched.Url.AbsoluteUri) { Url = null, PublishedElsewhere = published }, pages)];
    }

    private IEnumerable<InputItem> Feed(Fetched fetched, string? charset, PageReader pages, string? published)
    {
        Feed? feed = null;
        InputItem? fault = null;
        try
        {
            feed = FeedReader.Read(fetched.Body, charset, fetched.Url);
        }
        catch (InvalidDataException e)
        {
            fault = Fault(fetched.Url.AbsoluteUri, e.Message);
        }

        if (fault is not null) yield return fault.Value;
        if (feed is null) yield break;
        if (feed.Items.Count == 0) yield return InputItem.Of($"{fetched.Url}: the feed holds no items");
        int number = 0;
        foreach (var item in feed.Items)
        {
            string source = $"{fetched.Url}#{++number}";
            var own = FeedReports.Of(feed, item, source);
            if (own is { Whole: true } || item.Url is null)
            {
                if (own is { } found) yield return InputItem.Of(found.Report with { PublishedElsewhere = published });
                else yield return Fault(source, "the item has neither text nor a page; left out");
                continue;
            }

            yield return Item(item, feed, own?.Report, pages, published);
        }
    }

    /// <summary>An item's page; where that cannot be read, what the feed has of it.</summary>
    private InputItem Item(FeedItem item, Feed feed, RawReport? own, PageReader pages, string? published)
    {
        var (fetched, fault) = Fetch(item.Url!);
        if (fetched is null) return fault!.Value;
        var origin = new PageOrigin(item.Url!, item.Url!) { PublishedElsewhere = item.Published ?? published };
        var page = Report(fetched, TypeOf(fetched.ContentType), PageEncoding.CharsetOf(fetched.ContentType), origin, pages);
        if (page.Report is null) return own is null ? page : InputItem.Of(own with { PublishedElsewhere = published });
        return InputItem.Of(page.Report with { Page = page.Report.Page is { } content ? content with { Publisher = content.Publisher ?? item.Publisher ?? feed.Title, Byline = content.Byline ?? item.Author, Title = content.Title ?? item.Title } : null });
    }

    private static InputItem Report(Fetched fetched, string type, string? charset, PageOrigin origin, PageReader pages)
    {
        if (type is "text/html" or "application/xhtml+xml" || (type is "" or "text/plain" or "application/octet-stream" && PageReader.IsPage(Encoding.Latin1.GetString(fetched.Body.AsSpan(0, Math.Min(fetched.Body.Length, 4096))))))
            return pages.Read(fetched.Body, charset, origin, fetched.Url);
        if (type is not ("" or "text/plain")) return Fault(origin.Source, $"is of a type that is not read ({type}); pages, feeds and plain text are");
        string text = PageEncoding.Decode(fetched.Body, charset);
        return ReportText.FaultOf(text) is { } fault
            ? Fault(origin.Source, fault + "; left out")
            : InputItem.Of(new RawReport(origin.Id, origin.Source, text) { Original = fetched.Body, Url = fetched.Url.AbsoluteUri, PublishedElsewhere = origin.PublishedElsewhere });
    }

    private (Fetched? Fetched, InputItem? Fault) Fetch(string address)
    {
        try
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var url) ? (fetcher.Fetch(url).GetAwaiter().GetResult(), null) : (null, Fault(address, "is no address"));
        }
        catch (FetchException e)
        {
            return (null, Fault(address, e.Message));
        }
    }

    private static string Id(Fetched fetched) => new UriBuilder(fetched.Url) { Fragment = "" }.Uri.AbsoluteUri;

    private static string TypeOf(string? contentType) => (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    private static InputItem Fault(string where, string what) => InputItem.Of(new InputFault(where, what));
}
