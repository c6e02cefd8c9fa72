using System.Text;
using System.Text.Json;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Cli;

public sealed class ReadCommandTests : IDisposable
{
    private const string Words = "The dockers' union rejected the offer of the port of Halden on Monday. \"We shall not work nine hours a night,\" its leader, Mette Aas, said.";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_reading_a_line_in_the_order_of_the_input()
    {
        folder.Write("b.txt", Words);
        folder.Write("a.txt", "HALDEN, April 1 - " + Words);
        var run = CliRun.Of("read", folder.Path);
        run.Code.ShouldBe(0);
        run.Error.ShouldBe("");
        var readings = run.Out.TrimEnd('\n').Split('\n').Select(line => ReadingJson.Parse(Encoding.UTF8.GetBytes(line))).ToList();
        readings.Select(r => r.Report.Id).ShouldBe([folder["a.txt"], folder["b.txt"]]);
        readings[0].Report.Dateline.ShouldBe("HALDEN, April 1");
        readings[1].Report.Text.ShouldBe(Words);
        readings[1].Sentences.Count.ShouldBe(2);
    }

    [Fact]
    public void The_same_bytes_whatever_the_number_of_threads()
    {
        var lines = new StringBuilder();
        for (int i = 0; i < 40; i++) lines.Append(JsonSerializer.Serialize(new { id = i, text = string.Concat(Enumerable.Repeat(Words + "\n\n", 1 + i % 7)) })).Append('\n');
        string path = folder.Write("x.jsonl", lines.ToString());
        var one = CliRun.Of("read", path, "--threads", "1");
        one.Out.Count(c => c == '\n').ShouldBe(40);
        CliRun.Of("read", path, "--threads", "3").Out.ShouldBe(one.Out);
        CliRun.Of("read", path, "--threads", "16").Out.ShouldBe(one.Out);
    }

    [Fact]
    public void A_report_that_is_not_in_English_is_named_and_nothing_is_read_from_it()
    {
        const string german = "Die Gewerkschaft der Hafenarbeiter lehnte am Montag das Angebot der Reederei ab. \"Wir werden nicht neun Stunden in der Nacht arbeiten\", sagte ihre Vorsitzende Mette Aas nach dem Treffen. "
            + "Die Reederei erwiderte, sie habe bereits mehr geboten als andere Unternehmen, und man werde die Gespr\u00e4che erst wieder aufnehmen, wenn die Streikenden an ihre Arbeit zur\u00fcckkehren. Der Schlichter will beide Seiten am Freitag noch einmal einladen, um einen neuen Vorschlag zu besprechen, den die Regierung vorgelegt hat.";
        folder.Write("a.txt", german);
        folder.Write("b.txt", Words);
        var run = CliRun.Of("read", folder.Path);
        run.Code.ShouldBe(0);
        run.Error.ShouldBe($"parley: {folder["a.txt"]}: is not in English, so no statements are read from it; leave it out or give a translation\n");
        var readings = run.Out.TrimEnd('\n').Split('\n').Select(line => ReadingJson.Parse(Encoding.UTF8.GetBytes(line))).ToList();
        readings.Select(r => r.Report.Language).ShouldBe(["und", "en"]);
        readings[0].Report.Text.ShouldBe(german);
        readings[0].Statements.ShouldBeEmpty();
        readings[1].Statements.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("\u05D4\u05D0\u05D9\u05D2\u05D5\u05D3 \u05D3\u05D7\u05D4 \u05D0\u05EA \u05D4\u05D4\u05E6\u05E2\u05D4 \u05E9\u05DC \u05D4\u05E0\u05DE\u05DC", "und")]
    [InlineData("\u5DE5\u4F1A\u5468\u4E00\u62D2\u7EDD\u4E86\u6E2F\u53E3\u7684\u63D0\u8BAE\u5E76\u8981\u6C42\u7EE7\u7EED\u8C08\u5224\u5230\u672C\u5468\u4E94", "und")]
    [InlineData("Talks off.", null)]
    [InlineData("HALDEN SHIPPING 3RD QTR\nShr 12 cts vs 10 cts\nNet 1,200,000 vs 990,000\nRevs 14.1 mln vs 12.0 mln", null)]
    [InlineData(Words, "en")]
    public void The_language_is_told_where_the_text_is_long_enough(string text, string? language) =>
        new Parley.Reports.RawReport("r", "r", text).ToReport().Language.ShouldBe(language);

    [Fact]
    public void An_explanation_shows_the_words_in_place_and_what_weighed_most()
    {
        folder.Write("a.txt", Words);
        var run = CliRun.Of("read", "--explain", folder["a.txt"]);
        run.Code.ShouldBe(0);
        run.Out.ShouldContain("<\"We shall not work nine hours a night,\"> [its leader, Mette Aas");
        run.Out.ShouldContain("{said}");
        run.Out.ShouldContain("sure of the cue ");
        run.Out.ShouldContain("    for ");
        run.Out.ShouldNotContain("\"statements\"");
    }

    [Fact]
    public void A_fault_is_one_line_the_rest_is_read_and_the_command_returns_1()
    {
        folder.Write("a.txt", "");
        folder.Write("b.txt", Words);
        folder.Write("c.jsonl", "{\"id\": 1, \"text\": \"Talks went on.\"}\n{broken\n");
        folder.Write("d.pdf", "x");
        var run = CliRun.Of("read", folder.Path);
        run.Code.ShouldBe(1);
        run.Out.Count(c => c == '\n').ShouldBe(2);
        string[] errors = run.Error.TrimEnd('\n').Split('\n');
        errors[0].ShouldBe($"parley: {folder["a.txt"]}: is empty; left out");
        errors[1].ShouldStartWith($"parley: {folder["c.jsonl"]}:2: is not valid JSON (byte 2)");
        errors[2].ShouldBe($"parley: {folder.Path}: 1 file of other kinds skipped");
    }

    [Fact]
    public void Standard_input_is_read_and_dated_from_the_command_line()
    {
        var run = CliRun.With(Words, "read", "-", "--published", "2031-03-15");
        run.Code.ShouldBe(0);
        var reading = ReadingJson.Parse(Encoding.UTF8.GetBytes(run.Out.TrimEnd('\n')));
        (reading.Report.Id, reading.Report.Source, reading.Report.Published).ShouldBe(("-", "-", "2031-03-15"));
    }

    [Fact]
    public void A_text_is_kept_as_it_is_and_spans_count_its_own_code_units()
    {
        const string text = "\r\n“Ĥalden \uD83D\uDEA2” – talks went on.\r\n\r\nThe union’s leader said so.\r\n";
        var reading = ReadingJson.Parse(Encoding.UTF8.GetBytes(CliRun.With(text, "read", "-").Out.TrimEnd('\n')));
        reading.Report.Text.ShouldBe(text);
        reading.Sentences[^1].Of(text).ToString().ShouldBe("The union’s leader said so.");
    }

    [Fact]
    public void What_is_below_the_confidence_asked_for_is_left_out()
    {
        var all = ReadingJson.Parse(Encoding.UTF8.GetBytes(CliRun.With(Words, "read", "-").Out.TrimEnd('\n')));
        var sure = ReadingJson.Parse(Encoding.UTF8.GetBytes(CliRun.With(Words, "read", "-", "--min-confidence", "1").Out.TrimEnd('\n')));
        ReadingJson.ToUtf8(sure).ShouldBe(ReadingJson.ToUtf8(all.Above(1)));
    }
}
