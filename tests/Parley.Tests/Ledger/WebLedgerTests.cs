using System.Text;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;
using Parley.Tests.Cli;
using Parley.Tests.Reports.Web;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>Reports from pages, mails and feeds in a ledger: kept as they came, known again, taken from their bytes again, and shown with what changed.</summary>
public sealed class WebLedgerTests : IDisposable
{
    private const string Head = "<link rel=canonical href=https://c.example/a>";

    private readonly TemporaryFolder folder = new();

    public WebLedgerTests() => Done("ledger", "init", "--ledger", Ledger);

    private string Ledger => folder["talks.db"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_page_is_kept_as_it_came_beside_the_text_taken_from_it()
    {
        string page = SamplePage.With(head: Head), file = folder.Write("a.html", page);
        Done("ledger", "add", file, "--ledger", Ledger).ShouldContain("1 report added, 1 reading");
        Done("ledger", "show", file, "--raw", "--ledger", Ledger).ShouldBe(page);
        Done("ledger", "show", "1", "--ledger", Ledger).ShouldContain($"sha256   {EntryHash.Of(Encoding.UTF8.GetBytes(page))} ({Encoding.UTF8.GetByteCount(page)} bytes)");
        using (ILedgerStore store = LedgerFile.Open(Ledger, TimeProvider.System))
        {
            ReportAdded added = store.Find(1)!.Content.ShouldBeOfType<ReportAdded>();
            added.Report.Text.ShouldStartWith(SamplePage.Title);
            added.Report.Text.ShouldNotContain("<");
            added.Report.Taken!.Form.ShouldBe(PageForm.Page);
        }

        Done("ledger", "verify", "--ledger", Ledger).ShouldContain("sound");
    }

    [Theory]
    [InlineData("lines.jsonl", PageForm.Line)]
    [InlineData("a.eml", PageForm.Mail)]
    [InlineData("feed.rss", PageForm.Item)]
    [InlineData("a.html", PageForm.Page)]
    public void Whatever_it_came_in_a_report_can_be_taken_from_its_bytes_again(string name, object form)
    {
        string html = $"<p>{SamplePage.Lead}</p><p>{SamplePage.Second} See <a href=\"https://c.example/x\">the letter</a>.</p><p>{SamplePage.Third}</p>", file = folder.Write(name, name switch
        {
            "lines.jsonl" => "{\"id\":7,\"url\":\"https://c.example/a\",\"published\":\"2031-03-04\",\"html\":" + System.Text.Json.JsonSerializer.Serialize(SamplePage.With()) + "}\n",
            "a.eml" => $"Subject: {SamplePage.Title}\nFrom: Courier <a@b>\nDate: Tue, 4 Mar 2031 08:00:00 +0100\nContent-Type: text/html; charset=utf-8\n\n{html}\n",
            "feed.rss" => $"<rss version=\"2.0\"><channel><title>Courier</title><item><title>{SamplePage.Title}</title><link>https://c.example/a</link><pubDate>Tue, 4 Mar 2031 08:00:00 GMT</pubDate><description><![CDATA[{html}]]></description></item></channel></rss>",
            _ => SamplePage.With().Replace("/offer?id=7", "https://c.example/offer"),
        });
        RawReport raw = new ReportInput(Stream.Null).Read([file]).Select(item => item.Report).OfType<RawReport>().Single();
        raw.Taken!.Form.ShouldBe((PageForm)form);
        Report before = raw.ToReport();
        before.Links.Count.ShouldBe(1);
        // As a ledger keeps it: the text and the bytes, without what was found in the markup.
        RawReport stored = EntryBody.Report(EntryBody.Of(new ReportAdded(raw, raw.Original))).ToRaw(raw.Text) with { Original = raw.Original };
        Report again = new ReportInput(Stream.Null).Again(stored, before with { Blocks = [], Links = [] })!;
        ReadingJsonOf(again).ShouldBe(ReadingJsonOf(before));
        new ReportInput(Stream.Null).Again(stored with { Text = stored.Text + " " }, before).ShouldBeNull("another text would be taken from the bytes than is kept");
    }

    [Fact]
    public void Reading_again_finds_the_blocks_in_the_page_again()
    {
        string file = folder.Write("a.html", SamplePage.With(head: Head));
        RawReport raw = new ReportInput(Stream.Null).Read([file]).Single().Report!;
        Report whole = raw.ToReport();
        using (ILedgerStore store = LedgerFile.Open(Ledger, TimeProvider.System))
        {
            var added = new ReportAdded(raw, raw.Original);
            var old = new Reading { Reader = new("0.0.1", "older"), Report = whole with { Blocks = [new(BlockKind.Paragraph, new(0, whole.Text.Length))], Links = [] } };
            store.Append([new("ann", added), new("parley", new ReadingAdded(added.Identity, old))]);
        }

        Done("ledger", "add", "--reread", "--ledger", Ledger).ShouldContain("0 reports added, 1 reading");
        Done("ledger", "add", "--reread", "--ledger", Ledger).ShouldContain("0 readings");
        using ILedgerStore again = LedgerFile.Open(Ledger, TimeProvider.System);
        Report report = again.FindReportById(file)!.Read!.Reading.Report;
        report.Blocks.ShouldBe(whole.Blocks);
        report.Links.ShouldBe(whole.Links);
        again.About(1).Count.ShouldBe(2, "both readings stay");
    }

    [Fact]
    public void The_same_report_among_other_advertisements_is_there_already_and_a_changed_one_shows_what_changed()
    {
        string Page(string inside) => SamplePage.With(inside, Head);
        string monday = "<p>The union said on Monday that it would not sign before the members had voted on the offer in full.</p>", tuesday = monday.Replace("Monday that it would not sign", "Tuesday that it would sign");
        string file = folder.Write("a.html", Page(monday));
        Done("ledger", "add", file, "--ledger", Ledger);
        folder.Write("a.html", Page(monday).Replace("Ferry fares", "Bus fares"));
        Done("ledger", "add", file, "--ledger", Ledger).ShouldContain("0 reports added, 0 readings, 1 report there already");
        folder.Write("a.html", Page(tuesday).Replace("<time ", "<meta property=article:modified_time content=2031-03-05T08:00:00+01:00><time "));
        Done("ledger", "add", file, "--ledger", Ledger).ShouldContain("1 report added (1 later version; 'parley ledger show ID' says what changed), 1 reading");
        string shown = Done("ledger", "show", file, "--ledger", Ledger);
        shown.ShouldContain("version  2 of 2\n");
        shown.ShouldContain("\nchanges  since entry 1 (- gone, + new)\n");
        shown.ShouldContain("\n- The union said on Monday that it would not sign before the members had voted on the offer in full.\n+ The union said on Tuesday that it would sign before the members had voted on the offer in full.\n");
        shown.ShouldNotContain($"\n- {SamplePage.Lead}");
        string first = Done("ledger", "show", "1", "--ledger", Ledger);
        first.ShouldContain("version  1 of 2; entry 3 counts instead\n");
        first.ShouldNotContain("changes ");
    }

    [Fact]
    public void A_file_of_text_shows_what_changed_too()
    {
        string file = folder.Write("2031-03-01.txt", "Ferry talks\n\nThe union rejected the offer.\n\nThe mediator said talks would go on.\n");
        Done("ledger", "add", file, "--ledger", Ledger);
        folder.Write("2031-03-01.txt", "Ferry talks\n\nThe union accepted the offer.\n\nThe mediator said talks would go on.\n");
        Done("ledger", "add", file, "--ledger", Ledger);
        Done("ledger", "show", file, "--ledger", Ledger).ShouldContain("changes  since entry 1 (- gone, + new)\n- The union rejected the offer.\n+ The union accepted the offer.\n\n");
    }

    [Fact]
    public void Mails_of_plain_text_are_reports_of_their_own()
    {
        foreach (int number in new[] { 1, 2 })
            folder.Write($"mail/{number}.eml", $"From: a@b\nSubject: Day {number}\nMessage-ID: <{number}@b>\nDate: Tue, {number} Apr 2031 08:00:00 +0100\n\nThe union said on day {number} that it rejected the offer.\n");
        Done("ledger", "add", folder["mail"], "--ledger", Ledger).ShouldContain("2 reports added, 2 readings");
        Done("ledger", "show", "1@b", "--raw", "--ledger", Ledger).ShouldStartWith("From: a@b\n");
    }

    [Fact]
    public void A_later_reader_that_takes_another_text_from_the_same_page_adds_no_version()
    {
        string file = folder.Write("a.html", SamplePage.With(head: Head));
        RawReport raw = new ReportInput(Stream.Null).Read([file]).Single().Report!;
        raw = raw with { Text = raw.Text + "\n\nWhat an earlier reader took for a paragraph.", Taken = raw.Taken! with { Content = new('a', 64) } };
        using (ILedgerStore store = LedgerFile.Open(Ledger, TimeProvider.System))
        {
            var added = new ReportAdded(raw, raw.Original);
            var old = new Reading { Reader = new("0.0.1", "older"), Report = raw.ToReport() with { Text = raw.Text } };
            store.Append([new("ann", added), new("parley", new ReadingAdded(added.Identity, old))]);
        }

        Done("ledger", "add", file, "--ledger", Ledger).ShouldContain("0 reports added, 0 readings, 1 report there already");
        CliRun run = CliRun.Of("ledger", "add", "--reread", "--ledger", Ledger);
        run.Out.ShouldContain("1 reading");
        run.Error.ShouldStartWith("parley: 1 page would give another text now, and kept the one taken when they came in");
        Done("ledger", "verify", "--ledger", Ledger).ShouldContain("sound");
    }

    [Theory]
    [InlineData("csv", "entries.csv")]
    [InlineData("jsonl", "entries.jsonl")]
    public void A_page_comes_out_and_in_again_with_the_same_hashes(string format, string record)
    {
        string file = folder.Write("a.html", SamplePage.With(head: Head)), other = folder["other.db"];
        Done("ledger", "add", file, "--ledger", Ledger);
        Done("ledger", "export", folder["out"], "--format", format, "--ledger", Ledger);
        Done("ledger", "init", "--ledger", other);
        Done("ledger", "import", Path.Combine(folder["out"], record), "--ledger", other);
        Done("ledger", "copy", "--ledger", Ledger, "--to", folder["copy.db"]);
        string head = Done("ledger", "verify", "--ledger", Ledger).Split(": ")[1];
        Done("ledger", "verify", "--ledger", other).Split(": ")[1].ShouldBe(head);
        Done("ledger", "verify", "--ledger", folder["copy.db"]).Split(": ")[1].ShouldBe(head);
        Done("ledger", "add", file, "--ledger", other).ShouldContain("1 report there already");
    }

    private static string ReadingJsonOf(Report report) => Encoding.UTF8.GetString(ReadingJson.ToUtf8(new Reading { Reader = new("", ""), Report = report }));

    private static string Done(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        run.Code.ShouldBe(0, run.Error);
        return run.Out;
    }
}
