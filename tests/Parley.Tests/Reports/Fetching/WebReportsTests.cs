using Parley.Reports;
using Parley.Reports.Fetching;
using Parley.Tests.Reports.Web;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports.Fetching;

public sealed class WebReportsTests : IDisposable
{
    private readonly LoopbackServer server = new();
    private readonly WebReports web = new(new() { AllowPrivate = true, Pause = TimeSpan.Zero, Backoff = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);

    public void Dispose()
    {
        web.Dispose();
        server.Dispose();
    }

    [Fact]
    public void An_address_of_a_page_gives_its_report()
    {
        server.Say("/dockers?id=1", SamplePage.With());
        var report = Read("/dockers?id=1").Single().Report!.ToReport();
        report.Id.ShouldBe(server.Address("/dockers?id=1").AbsoluteUri);
        report.Url.ShouldBe(report.Id);
        report.Title.ShouldBe(SamplePage.Title);
        report.Links.ShouldContain(l => l.Url == server.Address("/offer?id=7").AbsoluteUri);
    }

    [Fact]
    public void The_charset_of_the_header_counts()
    {
        byte[] page = System.Text.Encoding.Latin1.GetBytes(SamplePage.With("<p>Der Streik in Z\u00FCrich dauert an, sagte die Gewerkschaft der Hafenarbeiter am Montag vor der Presse in Halden.</p>").Replace("“", "\"").Replace("”", "\"").Replace("©", "").Replace("<meta charset=\"utf-8\">", "<meta charset=\"koi8-r\">"));
        server.Say("/a", page, "Content-Type: text/html; charset=iso-8859-1");
        Read("/a").Single().Report!.Text.ShouldContain("Zürich");
    }

    [Fact]
    public void A_page_may_not_pass_for_another_hosts()
    {
        server.Say("/a", SamplePage.With(head: "<link rel=canonical href=\"https://courier.example/real\">"));
        Read("/a").Single().Report!.ToReport().Url.ShouldBe(server.Address("/a").AbsoluteUri);
    }

    [Fact]
    public void What_is_no_text_is_refused_by_its_type()
    {
        server.Say("/a.png", "x", "Content-Type: image/png");
        Read("/a.png").Single().Fault!.What.ShouldStartWith("is of a type that is not read (image/png)");
    }

    [Fact]
    public void A_feed_gives_whole_items_itself_and_the_others_by_their_pages()
    {
        string whole = string.Concat(Enumerable.Repeat($"<p>{SamplePage.Lead}</p><p>{SamplePage.Second}</p>", 4));
        server.Say("/feed", $"""
            <?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Halden Courier</title><language>en-gb</language>
            <item><title>Talks &amp;amp; tides</title><link>{server.Address("/whole")}</link><pubDate>Tue, 4 Mar 2031 08:00:00 GMT</pubDate><content:encoded><![CDATA[{whole}]]></content:encoded></item>
            <item><title>Page</title><link>{server.Address("/page")}</link><pubDate>Wed, 5 Mar 2031 08:00:00 +0100</pubDate><description>Short &lt;b&gt;summary&lt;/b&gt;...</description></item>
            <item><title>Gone</title><link>{server.Address("/gone")}</link></item>
            </channel></rss>
            """, "Content-Type: application/rss+xml");
        server.Say("/page", SamplePage.With().Replace("<time datetime=\"2031-03-04T08:30:00+01:00\">4 March 2031</time>", ""));
        var items = Read("/feed");
        var first = items[0].Report!.ToReport();
        (first.Title, first.Publisher, first.Published, first.Language).ShouldBe(("Talks & tides", "Halden Courier", "2031-03-04T08:00:00Z", "en"));
        var second = items[1].Report!.ToReport();
        (second.Title, second.Publisher, second.Published).ShouldBe((SamplePage.Title, "Halden Courier", "2031-03-05T08:00:00+01:00"));
        items[2].Fault!.ToString().ShouldBe($"{server.Address("/gone")}: answers 404 Not Found");
        server.Asked().ShouldBe(["/feed", "/page", "/gone"]);
    }

    [Fact]
    public void Without_leave_nothing_is_fetched() => new ReportInput(Stream.Null).Read([server.Address("/a").AbsoluteUri]).Single().Fault!.What.ShouldContain("only files are read here");

    private List<InputItem> Read(string path) => [.. new ReportInput(Stream.Null) { Web = web }.Read([server.Address(path).AbsoluteUri])];
}
