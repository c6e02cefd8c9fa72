using System.Text;
using Parley.Reports;
using Parley.Reports.Web;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports.Web;

public class WebPageTests
{
    [Fact]
    public void A_page_gives_its_report_without_menus_related_stories_and_foot()
    {
        var report = SamplePage.Read(SamplePage.With());
        SamplePage.Blocks(report).Where(b => b.StartsWith("Paragraph", StringComparison.Ordinal)).ShouldBe(
        [
            "Paragraph: " + SamplePage.Lead,
            "Paragraph: " + SamplePage.Second + " It is set out in a letter of three pages to the union.",
            "Paragraph: " + SamplePage.Third,
            "Paragraph: " + SamplePage.Fourth,
        ]);
        report.Blocks[0].Kind.ShouldBe(BlockKind.Title);
        report.Blocks[0].Span.Of(report.Text).ToString().ShouldBe(SamplePage.Title);
        report.Text.ShouldNotContain("Privacy");
        report.Text.ShouldNotContain("Ferry fares");
        SamplePage.Blocks(report).ShouldContain("Caption: The quay at Halden on Monday. Photo: Ola Berg");
        SamplePage.Blocks(report).ShouldContain("Byline: By Mette Lie");
    }

    [Fact]
    public void Fields_come_from_the_page_where_it_has_no_metadata()
    {
        var report = SamplePage.Read(SamplePage.With());
        report.Title.ShouldBe(SamplePage.Title);
        report.Byline.ShouldBe("Mette Lie");
        report.Published.ShouldBe("2031-03-04T08:30:00+01:00");
        report.Language.ShouldBe("en");
        report.Url.ShouldBeNull();
    }

    [Fact]
    public void JSON_LD_outranks_Open_Graph_which_outranks_meta_tags()
    {
        const string head = """
            <link rel="canonical" href="https://courier.example/dockers">
            <meta property="og:title" content="Dockers leave"><meta property="og:site_name" content="The Courier"><meta name="author" content="By Ola Nordmann">
            <meta property="article:modified_time" content="2031-03-05 07:00:00 +0100">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"Dockers walk out of night shift talks",
            "author":[{"@type":"Person","name":"Mette Lie"},{"@id":"#ola"}],"datePublished":"2031-03-04T09:00:00Z"},{"@id":"#ola","@type":"Person","name":"Ola Berg"}]}</script>
            """;
        var report = SamplePage.Read(SamplePage.With(head: head));
        report.Title.ShouldBe(SamplePage.Title);
        report.Byline.ShouldBe("Mette Lie, Ola Berg");
        report.Publisher.ShouldBe("The Courier");
        report.Published.ShouldBe("2031-03-04T09:00:00Z");
        report.Updated.ShouldBe("2031-03-05T07:00:00+01:00");
        report.Url.ShouldBe("https://courier.example/dockers");
    }

    [Fact]
    public void Broken_JSON_LD_leaves_the_word_to_the_other_tags()
    {
        var report = SamplePage.Read(SamplePage.With(head: "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\", oops</script><meta property=\"article:published_time\" content=\"2031-03-04\">"));
        report.Published.ShouldBe("2031-03-04");
    }

    [Fact]
    public void Microdata_is_read_where_nothing_else_speaks()
    {
        const string inside = "<meta itemprop=\"dateModified\" content=\"2031-03-06T10:00:00Z\"><span itemprop=\"publisher\" itemscope><meta itemprop=\"name\" content=\"Halden Courier\"></span>";
        var report = SamplePage.Read(SamplePage.With(inside));
        report.Updated.ShouldBe("2031-03-06T10:00:00Z");
        report.Publisher.ShouldBe("Halden Courier");
    }

    [Fact]
    public void Links_are_kept_with_their_place_in_the_stored_text()
    {
        var report = SamplePage.Read(SamplePage.With(head: "<link rel=canonical href=\"https://courier.example/2031/dockers\">"));
        var link = report.Links.Single(l => l.Span.Of(report.Text).ToString() == "a letter of three pages");
        link.Url.ShouldBe("https://courier.example/offer?id=7");
    }

    [Fact]
    public void Links_that_could_run_or_leave_the_web_are_not_kept()
    {
        string[] addresses = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example", "https://user:word@courier.example/"];
        string inside = string.Concat(addresses.Select(a => $"<p>{SamplePage.Second} See <a href=\"{a}\">this page</a> for more on it.</p>"));
        SamplePage.Read(SamplePage.With(inside)).Links.ShouldAllBe(l => l.Url.StartsWith("http") && !l.Url.Contains('@'));
    }

    [Theory]
    [InlineData("<script>var x = 'SECRET';</script>")]
    [InlineData("<style>p::after { content: 'SECRET' }</style>")]
    [InlineData("<!-- SECRET -->")]
    [InlineData("<noscript>SECRET</noscript>")]
    [InlineData("<template><p>SECRET</p></template>")]
    [InlineData("<p hidden>SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"display: none\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"DISPLAY:none !important\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"visibility:hidden\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"opacity:0\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"font-size:0px\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"position:absolute;left:-9999px\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"text-indent:-9999em\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"color:#fff;background:#FFF\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"height:0;overflow:hidden\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"clip:rect(0,0,0,0);position:absolute\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p class=\"visually-hidden\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<style>/* x */ .x1, .y2 { color: red; display:none }</style><p class=\"note x1\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<style>#quiet{visibility:hidden}</style><div id=quiet><p>SECRET instruction to the machine that reads this page, of some length.</p></div>")]
    [InlineData("<p style=\"color:white\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p><font color=\"#FFFFFF\">SECRET instruction to the machine that reads this page, of some length.</font></p>")]
    [InlineData("<div style=\"background-color: rgb(255, 255, 255)\"><p style=\"color:#fff\">SECRET instruction to the machine that reads this page, of some length.</p></div>")]
    [InlineData("<table><tr><td bgcolor=\"#000000\"><p style=\"color:black\">SECRET instruction to the machine that reads this page, of some length.</p></td></tr></table>")]
    [InlineData("<style>.q { color:#ffffff }</style><p class=q>SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"color:rgba(0,0,0,0)\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"position:fixed;top:-3000px\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"transform: translateX(-9999px)\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"transform:scale(0)\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"font-size:0.1pt\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<p style=\"width:1px;height:1px;overflow:hidden\">SECRET instruction to the machine that reads this page, of some length.</p>")]
    [InlineData("<dialog><p>SECRET instruction to the machine that reads this page, of some length.</p></dialog>")]
    [InlineData("<textarea>SECRET</textarea><select><option>SECRET</option></select><iframe>SECRET</iframe><object>SECRET</object>")]
    [InlineData("<svg><text>SECRET</text></svg><svg><desc><![CDATA[SECRET]]></desc></svg>")]
    [InlineData("<img alt=\"SECRET\" title=\"SECRET\" src=x onerror=\"SECRET\">")]
    public void What_a_reader_does_not_see_never_reaches_the_stored_text(string inside)
    {
        var report = SamplePage.Read(SamplePage.With(inside));
        report.Text.ShouldNotContain("SECRET");
        report.Text.ShouldContain(SamplePage.Third);
    }

    [Theory]
    [InlineData("<p aria-hidden=\"true\">SEEN by whoever looks at the page, if not by those who have it read to them, at some length.</p>")]
    [InlineData("<div style=\"background:#003366\"><p style=\"color:#fff\">SEEN by whoever looks at the page, white on blue, and so a part of the report, at some length.</p></div>")]
    [InlineData("<table><tr><td bgcolor=navy><p style=\"color:white\">SEEN by whoever looks at the page, white on blue, and so a part of the report, at some length.</p></td></tr></table>")]
    [InlineData("<style>.dark{background:#111}.light{color:#fff}</style><div class=dark><p class=light>SEEN by whoever looks at the page, white on black, and so a part of the report, at some length.</p></div>")]
    [InlineData("<style>.story .dark{background:#111}</style><div class=dark><p style=\"color:#fff\">SEEN perhaps: what a rule for several elements does is not worked out, so that nothing is taken for hidden by it.</p></div>")]
    [InlineData("<style>#foot{background-color:rgba(255,255,255,0.05);color:#ffffff}</style><div id=foot>SEEN by whoever looks at the page, for a background that lets through what is behind it is of no known colour.</div>")]
    [InlineData("<link rel=stylesheet href=x.css><p style=\"color:#fff\">SEEN perhaps: the background may be that of a style sheet outside the page, which is never fetched.</p>")]
    [InlineData("<p style=\"color:#333;background:#fff;opacity:0.9;left:-5px;height:0.5em\">SEEN by whoever looks at the page, and so a part of the report, at some length.</p>")]
    public void What_a_reader_may_see_is_kept(string inside) => SamplePage.Read(SamplePage.With(inside)).Text.ShouldContain("SEEN");

    [Fact]
    public void Characters_that_smuggle_text_past_the_eye_are_dropped()
    {
        string tags = string.Concat("secret".Select(c => char.ConvertFromUtf32(0xE0000 + c)));
        var report = SamplePage.Read(SamplePage.With($"<p>The talks{tags} con\u00ADtinue on Mon\u200Bday in Oslo, where the state mediator has called both sides, the ministry said.</p>"));
        report.Text.ShouldContain("The talks continue on Monday in Oslo");
        report.Text.ShouldNotContain('\uDB40');
    }

    [Fact]
    public void A_dateline_is_a_block_of_its_own_as_in_plain_text()
    {
        var report = SamplePage.Read(SamplePage.With().Replace("<p>" + SamplePage.Lead, "<p>HALDEN, April 1 (NTB) - " + SamplePage.Lead));
        report.Dateline.ShouldBe("HALDEN, April 1 (NTB)");
        SamplePage.Blocks(report).ShouldContain("Dateline: HALDEN, April 1 (NTB) -");
        SamplePage.Blocks(report).ShouldContain("Paragraph: " + SamplePage.Lead);
    }

    [Fact]
    public void Markup_in_text_stays_text()
    {
        var report = SamplePage.Read(SamplePage.With("<p>The letter said &lt;script&gt;alert(1)&lt;/script&gt; in its heading, which amused the members of the union on Monday.</p>"));
        report.Text.ShouldContain("<script>alert(1)</script>");
    }

    [Fact]
    public void A_page_that_scripts_fill_is_read_from_its_JSON_LD()
    {
        string body = string.Join("\\n", SamplePage.Lead, SamplePage.Second.Replace("\"", "'"), SamplePage.Fourth);
        var report = SamplePage.Read("<!doctype html><html><head><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Dockers walk out\",\"articleBody\":\"" + body + "\"}</script></head><body><div id=root></div></body></html>");
        SamplePage.Blocks(report).ShouldBe(["Title: Dockers walk out", "Paragraph: " + SamplePage.Lead, "Paragraph: " + SamplePage.Second, "Paragraph: " + SamplePage.Fourth]);
    }

    [Theory]
    [InlineData("a.html")]
    [InlineData("a.htm.gz")]
    [InlineData("a.html.gz")]
    [InlineData("lines.jsonl")]
    [InlineData("lines.jsonl.gz")]
    public void A_page_gives_the_same_report_from_a_file_packed_or_not_and_from_a_line_of_JSON(string name)
    {
        using var folder = new TemporaryFolder();
        bool line = name.StartsWith("lines", StringComparison.Ordinal);
        string content = line ? "{\"id\":\"a\",\"html\":" + System.Text.Json.JsonSerializer.Serialize(SamplePage.With()) + "}\n" : SamplePage.With();
        string path = name.EndsWith(".gz", StringComparison.Ordinal) ? folder.WriteGz(name, content) : folder.Write(name, content);
        var report = new ReportInput(Stream.Null).Read([path]).Single().Report!.ToReport();
        report.Id.ShouldBe(line ? "a" : path);
        var expected = SamplePage.Read(SamplePage.With());
        report.Text.ShouldBe(expected.Text);
        report.Blocks.ShouldBe(expected.Blocks);
        (report.Title, report.Byline, report.Published).ShouldBe((expected.Title, expected.Byline, expected.Published));
    }

    [Fact]
    public void A_page_without_text_is_a_fault()
    {
        var item = SamplePage.Items("<!doctype html><html><body><script>x()</script><p hidden>x</p></body></html>"u8.ToArray()).Single();
        item.Fault!.ToString().ShouldBe("-: holds no text that a reader of the page would see; left out");
    }

    [Fact]
    public void Every_block_and_link_lies_inside_the_text_and_in_order()
    {
        string[] pieces = ["<p>", "</p>", "<div class=x>", "</div>", "<b>", "</i>", "<table><tr><td>", "</table>", "<br>", "<br><br>", "<li>", "<a href=/x>", "</a>", "<pre>\n a\n", "</pre>", "&amp;", "<!--", "-->", "<script>", "</script>", SamplePage.Lead, SamplePage.Second, "Share", "<h2>", "\0", "\uD83D", "<svg>", "<math><mi>", "<select>", "<frameset>", "<template>", "</body>", "<html>", "&#0;", "&#xD800;"];
        var random = new Parley.Learning.SeededRandom(5);
        for (int t = 0; t < 300; t++)
        {
            string html = "<html>" + string.Concat(Enumerable.Range(0, 1 + random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (SamplePage.Items(Encoding.UTF8.GetBytes(html)).Single().Report is not { } raw) continue;
            var report = raw.ToReport();
            int at = 0;
            foreach (var block in report.Blocks)
            {
                block.Span.Start.ShouldBeGreaterThanOrEqualTo(at, html);
                block.Span.Length.ShouldBeGreaterThan(0, html);
                report.Text[at..block.Span.Start].ShouldAllBe(c => char.IsWhiteSpace(c));
                at = block.Span.End;
            }

            at.ShouldBe(report.Text.Length);
            report.Links.ShouldAllBe(l => l.Span.End <= report.Text.Length);
        }
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<p>Talks went on.")]
    [InlineData("<a href=x>")]
    [InlineData("<style>.a{display:none}")]
    [InlineData("<ul><li>x")]
    [InlineData("&amp;")]
    [InlineData("<!--")]
    public void Deep_and_endless_pages_are_read_in_the_time_of_their_length(string unit)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        SamplePage.Items(Encoding.UTF8.GetBytes("<html>" + string.Concat(Enumerable.Repeat(unit, 20_000)) + "x")).Count.ShouldBe(1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "a quadratic step would take many minutes");
    }

    [Fact]
    public void The_model_reads_what_it_wrote()
    {
        var pages = Enumerable.Range(0, 9).Select(i => new LabelledPage("k" + i, Encoding.UTF8.GetBytes(SamplePage.With($"<p>{SamplePage.Second} Day {i} of the dispute.</p>")), string.Join('\n', SamplePage.Lead, SamplePage.Second), $"https://site{i}.example/")).ToList();
        var prepared = PageTrainer.Prepare(pages);
        prepared[0].Gold.Count(g => g).ShouldBe(2);
        var model = PageTrainer.Fit(prepared);
        string folder = Directory.CreateTempSubdirectory("parley-").FullName;
        model.Save(folder);
        PageModel.Load(folder).Probabilities(prepared[0].Tree, prepared[0].Metadata).ShouldBe(model.Probabilities(prepared[0].Tree, prepared[0].Metadata));
        Directory.Delete(folder, recursive: true);
    }
}
