using System.IO.Compression;
using System.Text;
using Parley.Reports;
using Parley.Reports.Archives;
using Parley.Reports.Web;
using Parley.Tests.Reports.Web;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports.Archives;

[Collection(nameof(Alone))]
public sealed class ArchiveTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("a.warc", "")]
    [InlineData("a.warc.gz", "")]
    [InlineData("a.warc", "chunked")]
    [InlineData("a.warc", "gzip")]
    public void A_web_archive_gives_the_pages_it_holds(string name, string form)
    {
        byte[][] records = [Record("warcinfo", null, "x"u8.ToArray()), Response("https://c.example/a", SamplePage.With(), form: form), Response("https://c.example/b.png", "x", "image/png"), Response("https://c.example/gone", "x", status: "404 Not Found"), Record("request", "https://c.example/a", "GET /"u8.ToArray())];
        string path = Write(name, records);
        var report = Read(path).Single().Report!.ToReport();
        (report.Id, report.Url, report.Source, report.Title).ShouldBe(("https://c.example/a", "https://c.example/a", path + ":2", SamplePage.Title));
    }

    [Theory]
    [InlineData("not a warc\r\n", "does not open as a WARC record")]
    [InlineData("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "has no Content-Length")]
    [InlineData("WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 10\r\n\r\nabc", "ends too early")]
    [InlineData("WARC/1.0\r\nWARC-Type: resp", "ends inside its headers")]
    public void A_broken_web_archive_is_named(string text, string why)
    {
        string path = Path.Combine(folder, "x.warc");
        File.WriteAllText(path, text);
        Read(path).Last().Fault!.ToString().ShouldContain(why);
    }

    [Fact]
    public void A_packed_bomb_in_a_web_archive_is_left_out_and_the_next_page_is_read()
    {
        string path = Write("a.warc", [Response("https://c.example/bomb", new string(' ', 40 << 20), form: "gzip"), Response("https://c.example/a", SamplePage.With())]);
        var items = Read(path);
        items[0].Fault!.What.ShouldContain("longer than 32 MB");
        items[1].Report!.Id.ShouldBe("https://c.example/a");
    }

    [Fact]
    public void The_same_address_again_is_read_once_or_is_the_next_version()
    {
        string old = SamplePage.With("<p>The union said on Monday that it would not sign before the members had voted on the offer in full.</p>");
        string changed = SamplePage.With("<p>The union said on Tuesday that it had signed, after the members had voted for the offer in full.</p>");
        string path = Write("a.warc", [Response("https://c.example/a?utm_source=x", old), Response("http://c.example/a#top", old), Response("https://c.example/a", changed)]);
        var items = Read(path);
        items[1].Remark.ShouldBe($"{path}:2: the same as {path}:1, read once");
        var first = items[0].Report!.ToReport();
        var second = items[2].Report!.ToReport();
        (first.Version, second.Version, second.Id).ShouldBe((1, 2, first.Id));
        second.Changes!.Removed.ShouldBe(["The union said on Monday that it would not sign before the members had voted on the offer in full."]);
        second.Changes.Added.Select(s => s.Of(second.Text).ToString()).ShouldBe(["The union said on Tuesday that it had signed, after the members had voted for the offer in full."]);
        first.Changes.ShouldBeNull();
    }

    [Fact]
    public void A_page_is_kept_as_it_came_and_known_again_by_its_report()
    {
        RawReport Raw(string html) => SamplePage.Items(Encoding.UTF8.GetBytes(html)).Single().Report!;
        string page = SamplePage.With(head: "<link rel=canonical href=https://c.example/a>");
        Encoding.UTF8.GetString(Raw(page).Original.Span).ShouldBe(page);
        Raw(page).Taken!.Content.ShouldBe(Raw(page.Replace("Ferry fares", "Bus fares")).Taken!.Content);
        Raw(page).Taken!.Content.ShouldBe(Raw(page.Replace("Share on Facebook", "Share on Chirper")).Taken!.Content);
        Raw(page).Taken!.Content.ShouldNotBe(Raw(page.Replace("c.example/a", "c.example/b")).Taken!.Content);
        Raw(page).Taken!.Content.ShouldNotBe(Raw(page.Replace("on Wednesday morning", "on Thursday morning")).Taken!.Content);
    }

    [Fact]
    public void A_newsletter_is_read_by_its_HTML_and_its_headers()
    {
        string mail = $"""
            From: =?utf-8?B?SGFsZGVuIENvdXJpZXI=?= <news@c.example>
            Subject: =?iso-8859-1?Q?Dockers_walk_out_in_Z=FCrich_?=
             =?utf-8?Q?=E2=80=93_the_week?=
            Date: Tue, 4 Mar 2031 08:00:00 +0100 (CET)
            Message-ID: <17@c.example>
            MIME-Version: 1.0
            Content-Type: multipart/alternative;
             boundary="=_x"

            --=_x
            Content-Type: text/plain; charset=utf-8

            Plain part
            --=_x
            Content-Type: text/html; charset=windows-1252
            Content-Transfer-Encoding: quoted-printable

            <table><tr><td><p>{SamplePage.Lead.Replace("met again", "met =\nagain")}</p><p style=3D"display:none">SECRET</p><p>Advertisement</p><p>The union=92s answer is due on Friday.</p></td></tr></table>
            --=_x--
            """;
        string path = Path.Combine(folder, "a.eml");
        File.WriteAllText(path, mail.Replace("\n", "\r\n"));
        var report = Read(path).Single().Report!.ToReport();
        (report.Id, report.Title, report.Publisher, report.Published).ShouldBe(("17@c.example", "Dockers walk out in Zürich – the week", "Halden Courier", "2031-03-04T08:00:00+01:00"));
        SamplePage.Blocks(report).ShouldBe(["Title: Dockers walk out in Zürich – the week", "Paragraph: " + SamplePage.Lead, "Furniture: Advertisement", "Paragraph: The union’s answer is due on Friday."]);
    }

    [Fact]
    public void A_mailbox_is_cut_into_its_messages()
    {
        string path = Path.Combine(folder, "a.mbox");
        File.WriteAllText(path, "From a@b Tue Mar  4 08:00:00 2031\nSubject: One\n\nThe talks went on.\n>From Monday they rest.\n\nFrom a@b Tue Mar  4 09:00:00 2031\nSubject: Two\nContent-Transfer-Encoding: base64\n\nVGhlIHRhbGtzIGVuZGVkLg==\n");
        var reports = Read(path).Select(i => i.Report!.ToReport()).ToList();
        reports.Select(r => r.Title).ShouldBe(["One", "Two"]);
        reports[0].Text.ShouldBe("The talks went on.\nFrom Monday they rest.\n\n");
        reports[1].Text.ShouldBe("The talks ended.");
    }

    [Fact]
    public void A_ZIP_gives_its_pages_in_the_order_of_their_names()
    {
        string path = Path.Combine(folder, "a.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            void Add(string name, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }

            Add("b/2031-03-05-x.txt", "The talks went on.");
            Add("../../a.html", SamplePage.With());
            Add("c.png", "x");
        }

        var items = Read(path);
        items[0].Report!.Id.ShouldBe(path + "/../../a.html");
        items[1].Report!.ToReport().Published.ShouldBe("2031-03-05");
        items[2].Remark.ShouldBe(path + ": 1 file of other kinds skipped");
        Directory.GetFileSystemEntries(folder).Length.ShouldBe(1, "nothing is unpacked to disk");
    }

    [Fact]
    [Trait("Category", "Long")]
    public void A_gigabyte_of_web_archive_is_read_in_constant_memory()
    {
        byte[] page = Encoding.UTF8.GetBytes(SamplePage.With("<!-- " + new string('x', 400_000) + " -->"));
        long bytes = 0, most = 0;
        int pages = 0;
        using var archive = new Endless(() =>
        {
            if (bytes >= 1L << 30) return null;
            byte[] record = Response($"https://c.example/{pages}", page);
            bytes += record.Length;
            return record;
        });
        var versions = new ReportVersions();
        // What tests before this one keep for good (models) is none of the archive's.
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var item in ArchiveReports.OfWebArchive(archive, "a.warc", new PageReader(), null))
        {
            versions.Next(item).Report.ShouldNotBeNull();
            if (++pages % 200 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        pages.ShouldBeGreaterThan(2000);
        (most - before).ShouldBeLessThan(100L << 20);
    }

    private static List<InputItem> Read(string path) => [.. new ReportInput(Stream.Null).Read([path])];

    private string Write(string name, byte[][] records)
    {
        string path = Path.Combine(folder, name);
        using var file = File.Create(path);
        foreach (byte[] record in records)
        {
            // Each record is a gzip member of its own, as crawlers write them.
            using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true) : new BufferedStream(new Kept(file));
            stream.Write(record);
        }

        return path;
    }

    private static byte[] Record(string type, string? url, byte[] block, string contentType = "application/warc-fields") =>
        [.. Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: {type}\r\n{(url is null ? "" : $"WARC-Target-URI: <{url}>\r\n")}WARC-Date: 2031-03-04T08:00:00Z\r\nContent-Type: {contentType}\r\nContent-Length: {block.Length}\r\n\r\n"), .. block, .. "\r\n\r\n"u8];

    private static byte[] Response(string url, string body, string type = "text/html; charset=utf-8", string status = "200 OK", string form = "") => Response(url, Encoding.UTF8.GetBytes(body), type, status, form);

    private static byte[] Response(string url, byte[] body, string type = "text/html; charset=utf-8", string status = "200 OK", string form = "")
    {
        string more = "";
        if (form == "chunked")
        {
            more = "Transfer-Encoding: chunked\r\n";
            body = [.. Encoding.ASCII.GetBytes($"{100:x}\r\n"), .. body[..100], .. Encoding.ASCII.GetBytes($"\r\n{body.Length - 100:X};x=y\r\n"), .. body[100..], .. "\r\n0\r\n\r\n"u8];
        }
        else if (form == "gzip")
        {
            more = "Content-Encoding: gzip\r\n";
            using var packed = new MemoryStream();
            using (var zip = new GZipStream(packed, CompressionLevel.Fastest)) zip.Write(body);
            body = packed.ToArray();
        }

        return Record("response", url, [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n{more}\r\n"), .. body], "application/http; msgtype=response");
    }

    /// <summary>Passes everything on but the end.</summary>
    private sealed class Kept(Stream inner) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);
    }

    /// <summary>A stream that makes its records as it is read.</summary>
    private sealed class Endless(Func<byte[]?> next) : MemoryStream
    {
        private byte[] current = [];
        private int at;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (at == current.Length)
            {
                if (next() is not { } record) return 0;
                (current, at) = (record, 0);
            }

            int part = Math.Min(count, current.Length - at);
            current.AsSpan(at, part).CopyTo(buffer.AsSpan(offset));
            at += part;
            return part;
        }
    }
}
