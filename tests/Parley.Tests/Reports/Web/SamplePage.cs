using System.Text;
using Parley.Reports;

namespace Parley.Tests.Reports.Web;

/// <summary>Pages of a made-up paper, as news sites build them: menus, sharing, related stories and a foot around a report.</summary>
internal static class SamplePage
{
    public const string Title = "Dockers walk out of night shift talks";
    public const string Lead = "The dockers' union and the port authority of Halden met again on Tuesday but could not agree on how many hours a night shift should have, both sides said.";
    public const string Second = "A spokeswoman for the authority said that the offer of nine hours was still on the table, and that the union had until Friday to answer it.";
    public const string Third = "“We shall not work nine hours a night,” its leader, Mette Aas, told members at the harbour gate on Wednesday morning, to loud applause.";
    public const string Fourth = "The authority has asked the state mediator to call both sides to Oslo next week, where a ministry official would chair the talks, she added.";

    /// <summary>A page with paragraphs of its own between the lead and the end, and more in its head.</summary>
    public static string With(string inside = "", string head = "", string bodyAttributes = "") => $"""
        <!DOCTYPE html>
        <html lang="en-GB"><head><meta charset="utf-8"><title>{Title} | Halden Courier</title>{head}</head>
        <body {bodyAttributes}>
        <header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/harbour">Harbour</a></li><li><a href="/opinion">Opinion</a></li><li><a href="/subscribe">Subscribe</a></li></ul></nav></header>
        <main><article class="article">
        <h1 class="headline">{Title}</h1>
        <p class="byline">By Mette Lie</p><time datetime="2031-03-04T08:30:00+01:00">4 March 2031</time>
        <ul class="share"><li><a href="#">Share on Facebook</a></li><li><a href="#">Tweet</a></li></ul>
        <figure><img src="q.jpg" alt=""><figcaption>The quay at Halden on Monday. Photo: Ola Berg</figcaption></figure>
        <div class="article-body">
        <p>{Lead}</p>
        <p>{Second} It is set out in <a href="/offer?id=7">a letter of three pages</a> to the union.</p>
        {inside}
        <p>{Third}</p>
        <p>{Fourth}</p>
        </div></article>
        <aside class="related"><h3>Related stories</h3><ul><li><a href="/ferry">Ferry fares to rise in June</a></li><li><a href="/bridge">Council votes on harbour bridge</a></li><li><a href="/fish">Mayor opens fish market</a></li></ul></aside></main>
        <footer class="site-footer"><p>© 2031 Halden Courier. All rights reserved.</p><a href="/privacy">Privacy</a> <a href="/cookies">Cookies</a></footer>
        </body></html>
        """;

    /// <summary>Reads a page from standard input, as <c>parley read -</c> does.</summary>
    public static Report Read(string html) => Read(Encoding.UTF8.GetBytes(html));

    /// <summary>Reads the bytes of a page.</summary>
    public static Report Read(byte[] html) => Items(html).Single().Report!.ToReport();

    /// <summary>What an input of these bytes gives.</summary>
    public static List<InputItem> Items(byte[] bytes) => [.. new ReportInput(new MemoryStream(bytes)).Read(["-"])];

    /// <summary>"Kind: text" of every block.</summary>
    public static string[] Blocks(Report report) => [.. report.Blocks.Select(b => $"{b.Kind}: {b.Span.Of(report.Text)}")];
}
