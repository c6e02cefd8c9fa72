using System.Text;
using Parley.Reports.Feeds;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports.Feeds;

public class FeedReaderTests
{
    [Fact]
    public void RSS_2_is_read()
    {
        var feed = Read("""
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
            <channel><title>Halden Courier</title><link>https://courier.example/</link><atom:link rel="self" href="https://courier.example/feed"/><language>en-us</language><image><title>Logo</title></image>
            <item><title>&lt;i&gt;Dockers&lt;/i&gt; walk out</title><guid isPermaLink="true">https://courier.example/1</guid><dc:creator>Mette Lie</dc:creator><pubDate>Tue, 04 Mar 2031 08:00:00 EST</pubDate>
            <media:title>Picture</media:title><description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded></item>
            <item><title>Next</title><link> https://courier.example/2 </link><guid isPermaLink="false">17</guid></item></channel></rss>
            """);
        (feed.Title, feed.Language, feed.Items.Count).ShouldBe(("Halden Courier", "en", 2));
        feed.Items[0].ShouldBe(new FeedItem { Id = "https://courier.example/1", Url = "https://courier.example/1", Title = "Dockers walk out", Author = "Mette Lie", Published = "2031-03-04T08:00:00-05:00", Summary = "Short", Content = "<p>Long</p>" });
        (feed.Items[1].Url, feed.Items[1].Id).ShouldBe(("https://courier.example/2", "17"));
    }

    [Fact]
    public void RDF_is_read()
    {
        var feed = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://c.example/"><title>Courier</title><items><rdf:Seq><rdf:li rdf:resource="https://c.example/1"/></rdf:Seq></items></channel>
            <item rdf:about="https://c.example/1"><title>One</title><link>https://c.example/1</link><dc:date>2031-03-04T08:00:00+01:00</dc:date><description>Text</description></item></rdf:RDF>
            """);
        feed.Title.ShouldBe("Courier");
        feed.Items.Single().ShouldBe(new FeedItem { Id = "https://c.example/1", Url = "https://c.example/1", Title = "One", Published = "2031-03-04T08:00:00+01:00", Summary = "Text" });
    }

    [Fact]
    public void Atom_is_read()
    {
        var feed = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://c.example/news/"><title type="html">The &amp;quot;Courier&amp;quot;</title>
            <entry><id>tag:1</id><title>One</title><link rel="self" href="x"/><link rel="alternate" type="text/html" href="1.html"/><author><name>Mette Lie</name><uri>u</uri></author><author><name>Ola Berg</name></author>
            <published>2031-03-04T08:00:00Z</published><updated>2031-03-05T08:00:00Z</updated><summary>S &lt; T</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <b>text</b></p></div></content></entry></feed>
            """);
        feed.Title.ShouldBe("The \"Courier\"");
        var item = feed.Items.Single();
        (item.Url, item.Author, item.Published, item.Updated).ShouldBe(("https://c.example/news/1.html", "Mette Lie, Ola Berg", "2031-03-04T08:00:00Z", "2031-03-05T08:00:00Z"));
        item.Content!.ShouldContain("<p>Long <b>text</b></p>");
        item.Summary.ShouldBe("S &lt; T", "plain text is handed on as HTML");
    }

    [Fact]
    public void A_news_sitemap_is_read()
    {
        var feed = Read("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>https://c.example/1</loc><lastmod>2031-03-05</lastmod><news:news><news:publication><news:name>Courier</news:name><news:language>en</news:language></news:publication>
            <news:publication_date>2031-03-04T08:00:00Z</news:publication_date><news:title>One</news:title></news:news></url><url><loc>javascript:x</loc></url></urlset>
            """);
        (feed.Title, feed.Language).ShouldBe(("Courier", "en"));
        feed.Items.Single().ShouldBe(new FeedItem { Id = "https://c.example/1", Url = "https://c.example/1", Title = "One", Publisher = "Courier", Published = "2031-03-04T08:00:00Z", Updated = "2031-03-05" });
    }

    [Fact]
    public void JSON_Feed_is_read()
    {
        var feed = Read("""{"version":"https://jsonfeed.org/version/1.1","title":"Courier","language":"en-GB","items":[{"id":1,"url":"/1","title":"One","content_text":"a < b\nc","date_published":"2031-03-04T08:00:00Z","authors":[{"name":"Mette Lie"}]},{"id":"2","content_html":"<p>x"}]}""", "https://c.example/feed.json");
        feed.Title.ShouldBe("Courier");
        feed.Items[0].ShouldBe(new FeedItem { Id = "1", Url = "https://c.example/1", Title = "One", Author = "Mette Lie", Published = "2031-03-04T08:00:00Z", Content = "<p>a &lt; b</p><p>c</p>" });
        feed.Items[1].Content.ShouldBe("<p>x");
    }

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&x;</title></channel></rss>", "holds a document type")]
    [InlineData("<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>", "holds a document type")]
    [InlineData("<rss><channel><item>", "is no well-formed XML")]
    [InlineData("<html></html>", "is XML but no feed (its root is <html>)")]
    [InlineData("{\"items\":5}", "is JSON but no feed")]
    [InlineData("{\"items\":[", "is no valid JSON")]
    public void What_is_no_feed_is_named_and_nothing_is_expanded_or_fetched(string text, string why) => Should.Throw<InvalidDataException>(() => Read(text)).Message.ShouldStartWith(why);

    [Fact]
    public void The_charset_of_the_XML_counts_unless_the_header_says_another()
    {
        byte[] bytes = [.. "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><title>Z"u8, 0xFC, .. "rich</title></channel></rss>"u8];
        FeedReader.Read(bytes, null, null).Title.ShouldBe("Zürich");
        FeedReader.Read(bytes, "windows-1251", null).Title.ShouldBe("Zьrich");
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!-- x --><rss version=\"2.0\">", true)]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\">", true)]
    [InlineData("{\"version\": \"https://jsonfeed.org/version/1\"", true)]
    [InlineData("<!doctype html><html><body><rss>", false)]
    [InlineData("{\"items\": []}", false)]
    [InlineData("plain <rss", false)]
    public void A_feed_is_known_by_its_first_bytes(string start, bool isFeed) => FeedReader.IsFeed(Encoding.UTF8.GetBytes(start)).ShouldBe(isFeed);

    [Fact]
    public void Cut_and_jumbled_feeds_never_do_worse_than_a_fault()
    {
        string[] pieces = ["<rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>a</title>", "<link/>", "<guid>x</guid>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "<author><name>n</name></author>", "<content type='xhtml'><div/></content>", "<![CDATA[x]]>", "&amp;", "</rss>", "</feed>", "<urlset>", "<url>", "<loc>http://a.example/b</loc>", "</url>", "</urlset>", "text"];
        var random = new Parley.Learning.SeededRandom(3);
        for (int t = 0; t < 3000; t++)
        {
            string text = string.Concat(Enumerable.Range(0, 1 + random.Next(20)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                FeedReader.Read(Encoding.UTF8.GetBytes(text), null, null).Items.Count.ShouldBeLessThan(30);
            }
            catch (InvalidDataException)
            {
                // A fault with a reason is what is wanted.
            }
        }
    }

    private static Feed Read(string text, string? from = null) => FeedReader.Read(Encoding.UTF8.GetBytes(text), null, from is null ? null : new(from));
}
