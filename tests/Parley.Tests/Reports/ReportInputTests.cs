using System.Text;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports;

[Collection(nameof(Alone))]
public sealed class ReportInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_read_in_name_order_with_the_folders_inside_and_a_count_of_the_rest()
    {
        folder.Write("b.txt", "second");
        folder.Write("a/z.txt", "first");
        folder.WriteGz("c.jsonl.gz", "{\"id\": 1, \"text\": \"third\"}\n{\"id\": \"x\", \"text\": \"fourth\"}\n");
        folder.WriteGz("d.txt.gz", "fifth");
        folder.Write("notes.md", "x");
        folder.Write("page.html", "<p>sixth");
        folder.Write("picture.png", "x");
        var items = Read(folder.Path + "/");
        items.Where(i => i.Report is not null).Select(i => (i.Report!.Id, i.Report.Text)).ShouldBe(
        [
            (folder["a/z.txt"], "first"),
            (folder["b.txt"], "second"),
            ("1", "third"),
            ("x", "fourth"),
            (folder["d.txt.gz"], "fifth"),
            (folder["page.html"], "sixth"),
        ]);
        items[^1].Remark.ShouldBe($"{folder.Path}: 2 files of other kinds skipped");
        items.ShouldNotContain(i => i.Fault != null);
    }

    [Fact]
    public void A_JSON_line_gives_its_fields_and_where_it_stands()
    {
        string path = folder.Write("x.jsonl", "\uFEFF{\"id\":7,\"text\":\"Talks\\r\\nwent on\",\"title\":\"T\",\"url\":\"https://example.org/1\",\"published\":\"2031-03-15T08:00:00Z\",\"publisher\":\"P\",\"other\":[1]}\r\n");
        var report = Read(path).ShouldHaveSingleItem().Report.ShouldNotBeNull();
        (report.Id, report.Source, report.Text, report.Title, report.Url, report.Published, report.Publisher)
            .ShouldBe(("7", path + ":1", "Talks\r\nwent on", "T", "https://example.org/1", "2031-03-15T08:00:00Z", "P"));
    }

    [Theory]
    [InlineData("{\"id\": 1, \"text\": \"cut off", "is not valid JSON")]
    [InlineData("[1]", "is JSON but no record")]
    [InlineData("{\"id\": 1}", "has neither \"text\" nor \"html\"")]
    [InlineData("{\"id\": 1, \"text\": 5}", "has neither \"text\" nor \"html\"")]
    [InlineData("{\"id\": 1, \"html\": \"<p hidden>x\"}", "holds no text that a reader of the page would see")]
    [InlineData("{\"id\": 1, \"text\": \" \"}", "its text is empty")]
    [InlineData("{\"id\": 1, \"text\": \"\\ud800\"}", "half a surrogate pair")]
    public void A_JSON_line_at_fault_is_named_and_the_next_is_read(string line, string what)
    {
        string path = folder.Write("x.jsonl", "{\"id\": 1, \"text\": \"a\"}\n\n" + line + "\n{\"id\": 2, \"text\": \"b\"}\n");
        var items = Read(path);
        items.Count.ShouldBe(3);
        items[1].Fault.ShouldNotBeNull().Where.ShouldBe(path + ":3");
        items[1].Fault!.What.ShouldContain(what);
        items[2].Report.ShouldNotBeNull().Id.ShouldBe("2");
    }

    [Fact]
    public void A_date_that_is_none_is_named_but_the_report_is_read()
    {
        var items = Read(folder.Write("x.jsonl", "{\"id\": 1, \"text\": \"a\", \"published\": \"last Monday\"}"));
        items[0].Fault.ShouldNotBeNull().What.ShouldContain("no ISO 8601 date");
        items[1].Report.ShouldNotBeNull().Published.ShouldBeNull();
    }

    [Fact]
    public void Files_at_fault_are_named_each_with_what_to_do()
    {
        folder.Write("empty.txt", " \r\n");
        folder.Write("binary.txt", [0, 1, 2, 3]);
        folder.Write("broken.txt.gz", [0x1F, 0x8B, 1, 2, 3]);
        folder.Write("nothing.jsonl", "");
        folder.Write("good.txt", "Talks went on.");
        var items = Read(folder.Path);
        items.Where(i => i.Fault is not null).Select(i => i.Fault!.ToString()[(folder.Path.Length + 1)..]).ShouldBe(
        [
            "binary.txt: is binary, not text (UTF-16 needs a byte order mark); left out",
            "broken.txt.gz: is no valid gzip file; pack it again",
            "empty.txt: is empty; left out",
            "nothing.jsonl: is empty; left out",
        ]);
        items.Count(i => i.Report is not null).ShouldBe(1);
    }

    [Fact]
    public void What_is_not_there_or_holds_no_report_is_named()
    {
        string empty = Directory.CreateDirectory(folder["sub"]).FullName, page = folder.Write("x.html", "<p> ");
        Read(folder["nowhere"])[0].Fault!.What.ShouldBe("no such file or folder");
        Read(empty)[0].Fault!.What.ShouldStartWith("holds no report");
        Read(page)[0].Fault!.What.ShouldStartWith("holds no text that a reader of the page would see");
        Read(folder.Write("x.pdf", "x"))[0].Fault!.What.ShouldStartWith("is of no kind that can be read");
    }

    [Fact]
    public void A_file_given_twice_is_read_once()
    {
        string path = folder.Write("x.txt", "Talks went on.");
        Read(path, path).Count(i => i.Report is not null).ShouldBe(1);
    }

    [Theory]
    [InlineData("plain words\r\n", "plain words\r\n", "-")]
    [InlineData(" \n {\"id\": \"7\", \"text\": \"a line\"}", "a line", "7")]
    public void Standard_input_is_JSON_lines_or_plain_text(string input, string text, string id)
    {
        var report = ReadInput(Encoding.UTF8.GetBytes(input)).ShouldHaveSingleItem().Report.ShouldNotBeNull();
        (report.Text, report.Id).ShouldBe((text, id));
    }

    [Fact]
    public void Standard_input_may_be_UTF16_with_a_mark()
    {
        ReadInput([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Kyjív")])[0].Report!.Text.ShouldBe("Kyjív");
        ReadInput([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"id\": 1, \"text\": \"Kyjív\"}")])[0].Report!.Text.ShouldBe("Kyjív");
    }

    [Fact]
    public void Empty_standard_input_is_at_fault() => ReadInput([])[0].Fault!.ToString().ShouldBe("-: is empty; left out");

    [Theory]
    [InlineData("talks-2031-03-15.txt", "2031-03-15")]
    [InlineData("2031_03_15 talks.txt", "2031-03-15")]
    [InlineData("20310315.txt", "2031-03-15")]
    [InlineData("talks-2031-03.txt", null)]
    [InlineData("2031-13-45.txt", null)]
    [InlineData("2031-03-15 to 2031-03-17.txt", null)]
    [InlineData("120310315.txt", null)]
    public void A_date_in_the_name_dates_a_report(string name, string? date) => ReportInput.DateInName("2030-01-01/" + name).ShouldBe(date);

    [Fact]
    public void A_catalogue_beside_the_files_outranks_their_names_and_the_command_line()
    {
        folder.Write("reports.csv", "file,url,publisher,published\r\n\"a-2031-01-01.txt\",https://example.org/a,\"Courier, The\",2031-02-02\r\nb.txt,,,\r\nc.txt,,,tomorrow\r\n");
        folder.Write("a-2031-01-01.txt", "a");
        folder.Write("b.txt", "b");
        folder.Write("c-2031-01-03.txt", "c");
        var items = Read([folder.Path], "2031-04-04");
        var fault = items.Single(i => i.Fault is not null).Fault!;
        fault.Where.ShouldEndWith("reports.csv:4");
        var reports = items.Where(i => i.Report is not null).Select(i => i.Report!).ToList();
        (reports[0].Url, reports[0].Publisher, reports[0].PublishedElsewhere).ShouldBe(("https://example.org/a", "Courier, The", "2031-02-02"));
        reports[1].PublishedElsewhere.ShouldBe("2031-04-04");
        reports[2].PublishedElsewhere.ShouldBe("2031-01-03");
        items.ShouldNotContain(i => i.Remark != null, "the catalogue itself is no file of another kind");
    }

    [Fact]
    public void A_long_file_of_JSON_lines_takes_the_memory_of_one_line()
    {
        byte[] line = Encoding.UTF8.GetBytes("{\"id\": 1, \"text\": \"" + new string('x', 1000) + "\"}\n");
        var input = new ReportInput(new Repeated(line, 100_000));
        long before = GC.GetTotalMemory(forceFullCollection: true), most = 0;
        int count = 0;
        foreach (var item in input.Read(["-"]))
            if (++count % 20_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        count.ShouldBe(100_000);
        most.ShouldBeLessThan(4_000_000, "the input holds 100 MB");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1 << 16)]
    public void Lines_are_the_same_however_the_stream_cuts_them(int chunk)
    {
        string text = "a\r\n\nbcd\n" + new string('e', 70_000) + "\n\nlast";
        var lines = new ByteLines(new Chunked(Encoding.UTF8.GetBytes(text), chunk), 1 << 20);
        var read = new List<string>();
        while (lines.TryRead(out var line)) read.Add(Encoding.UTF8.GetString(line.Span));
        read.ShouldBe(["a", "", "bcd", new string('e', 70_000), "", "last"]);
        lines.Number.ShouldBe(6);
    }

    [Fact]
    public void A_line_over_the_bound_is_refused() =>
        Should.Throw<InvalidDataException>(() => new ByteLines(new MemoryStream(new byte[300_000]), 100_000).TryRead(out _));

    [Fact]
    [Trait("Category", "Long")]
    public void Damaged_JSON_lines_never_stop_the_batch()
    {
        byte[] good = Encoding.UTF8.GetBytes("{\"id\": 1, \"text\": \"Talks “went” on\", \"published\": \"2031-03-15\"}\n");
        var random = new Parley.Learning.SeededRandom(5);
        for (int run = 0; run < 20_000; run++)
        {
            byte[] bad = [.. good];
            for (int k = 0; k <= random.Next(4); k++) bad[random.Next(bad.Length - 1)] = (byte)random.Next(256);
            var items = ReadInput([.. good, .. bad, .. good]);
            items.Count(i => i.Report is not null || i.Fault is not null).ShouldBeGreaterThanOrEqualTo(2);
            items[^1].Report.ShouldNotBeNull();
        }
    }

    private static List<InputItem> Read(params string[] paths) => Read(paths, null);

    private static List<InputItem> Read(string[] paths, string? published) => [.. new ReportInput(Stream.Null, published).Read(paths)];

    private static List<InputItem> ReadInput(byte[] bytes) => [.. new ReportInput(new MemoryStream(bytes)).Read(["-"])];

    /// <summary>A stream that gives the same bytes again and again.</summary>
    private sealed class Repeated(byte[] unit, int times) : Chunk
    {
        private long at;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int n = (int)Math.Min(count, (long)unit.Length * times - at);
            for (int i = 0; i < n; i++) buffer[offset + i] = unit[(at + i) % unit.Length];
            at += n;
            return n;
        }
    }

    /// <summary>A stream that gives few bytes at a time.</summary>
    private sealed class Chunked(byte[] bytes, int chunk) : Chunk
    {
        private int at;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int n = Math.Min(Math.Min(count, chunk), bytes.Length - at);
            bytes.AsSpan(at, n).CopyTo(buffer.AsSpan(offset));
            at += n;
            return n;
        }
    }

    private abstract class Chunk : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
