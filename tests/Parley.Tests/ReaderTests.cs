using System.Collections;
using Parley.Language;
using Parley.Learning;
using Parley.Positions;
using Parley.Reports;
using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests;

/// <summary>Reports are read in memory that served the report before: no reading must tell which one that was.</summary>
public class ReaderTests
{
    private static readonly Report[] Reports =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select((path, i) => Of($"r{i}", File.ReadAllText(path)))];

    private static readonly string[] Alone = [.. Reports.Select(report => Json(new Reader().Read(report)))];

    [Fact]
    public void A_report_is_read_alike_whatever_was_read_before_it()
    {
        var reader = new Reader();
        foreach (int first in Enumerable.Range(0, Reports.Length))
        {
            foreach (int second in Enumerable.Range(0, Reports.Length))
            {
                Json(reader.Read(Reports[first])).ShouldBe(Alone[first]);
                Json(reader.Read(Reports[second])).ShouldBe(Alone[second]);
            }
        }
    }

    [Fact]
    public void A_reading_stays_as_it_is_while_others_are_read()
    {
        var reader = new Reader();
        Reading[] readings = [.. Reports.Select(reader.Read)];
        foreach (var report in Reports.Reverse()) reader.Read(report);
        readings.Select(Json).ShouldBe(Alone);
    }

    [Fact]
    public void Many_threads_read_what_one_reads()
    {
        var reader = new Reader();
        string[] together = new string[Reports.Length * 20];
        Parallel.For(0, together.Length, i => together[i] = Json(reader.Read(Reports[i * 7 % Reports.Length])));
        for (int i = 0; i < together.Length; i++) together[i].ShouldBe(Alone[i * 7 % Reports.Length]);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(400_000)]
    public void A_giant_report_leaves_nothing_to_the_next(int characters)
    {
        string all = string.Concat(Reports.Select(r => r.Text + "\n\n")), giant = string.Concat(Enumerable.Repeat(all, 1 + (characters / all.Length)));
        var reader = new Reader();
        reader.Read(Of("giant", giant)).Statements.Count.ShouldBeGreaterThan(100);
        for (int i = 0; i < Reports.Length; i++) Json(reader.Read(Reports[i])).ShouldBe(Alone[i]);
    }

    [Fact]
    public void A_report_without_words_leaves_nothing_to_the_next()
    {
        var reader = new Reader();
        for (int i = 0; i < Reports.Length; i++)
        {
            reader.Read(Of("empty", " \n")).Statements.ShouldBeEmpty();
            Json(reader.Read(Reports[i])).ShouldBe(Alone[i]);
        }
    }

    [Fact]
    public void What_a_stage_left_halfway_is_not_met_by_the_next_report()
    {
        string models = ModelFile.DefaultFolder;
        var (annotator, attributions, positions) = (Annotator.Load(), AttributionReader.Load(models), PositionReader.Load(models));
        for (int i = 0; i < Reports.Length; i++)
        {
            var report = Reports[i];
            // A last block that lies outside the text; a last attribution whose source cannot be read.
            Should.Throw<ArgumentException>(() => annotator.Annotate(report with { Blocks = [.. report.Blocks, new(BlockKind.Paragraph, new(0, report.Text.Length + 1))] }));
            var document = annotator.Annotate(report);
            var found = attributions.Read(document);
            Should.Throw<IOException>(() => positions.Read(document, [.. found, found[^1] with { Source = new Unreadable() }]));
            Json(positions.Read(document, found) with { Reader = new Reader().Identity }).ShouldBe(Alone[i]);
        }
    }

    private static Report Of(string id, string text) => new RawReport(id, id, text).ToReport() with { Language = "en" };

    private static string Json(Reading reading) => System.Text.Encoding.UTF8.GetString(ReadingJson.ToUtf8(reading));

    private sealed class Unreadable : IReadOnlyList<TextSpan>
    {
        public int Count => 1;

        public TextSpan this[int index] => throw new IOException();

        public IEnumerator<TextSpan> GetEnumerator() => throw new IOException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
