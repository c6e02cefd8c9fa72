using System.Diagnostics;
using System.Text;
using Parley.Learning;
using Parley.Positions;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests;

/// <summary>Whatever the input: reading ends, soon, and every span of the reading lies in the text.</summary>
public class RobustnessTests
{
    private static readonly Reader Reader = new();

    private static readonly string[] Pieces =
    [
        "The union said it would reject the offer. ", "\"We shall not sign,\" Ms. Lund told reporters. ", "Norway and the EU agreed on Monday. ", "He said that she said that they refused ", "said", "reject", "the", "U.S.", "Mr. ",
        "\"", "\u201C", "\u201D", "'", "\u2019", "(", ")", "[", "}", "<", ">", ".", ",", ";", ":", "?", "!", "-", "--", "\u2014", "...", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00A0", "\u2028", "\f", "\0",
        "\uD83D\uDE00", "\uD83D", "\uDE00", "e\u0301\u0301\u0301", "\u05D0\u05D1\u05D2 ", "\u202E", "\u0627\u0644\u0633 ", "\u4E2D\u6587", "\uFEFF", "\u200B", "\uFFFF", "1", "12.5%", "$4.2 million", "Dec. 15",
        "http://", "a@b.c", "www.x.org/", "n't", "'s ", "A", "a", "\u00DF", "\u0130", "and ", "if ", "not ", "to ", "draft ", "proposal ", "deadline ",
    ];

    public static TheoryData<string> Marks =>
        ["([{<", ")]}>", "\"", "\" ", "\u201C", "\"a", "a", "A", "\n", "x\n", "\uD83D\uDE00", "e\u0301\u0301", "\u05E9\u05DC\u05D5\u05DD ", "\0", "\uD83D", "a, ", "a: ", "1 ", ".", "- ", "@", "http://", "\u4E2D\u6587\u3002"];

    public static TheoryData<string> Words =>
        ["He said \"she said ", "He said that ", "Norway said it would reject the plan. ", "the union's the firm's ", "John Smith ", "Mr. ", "not ", "and ",
            "The union rejected the firm's proposal on night pay, and the minister said that Norway accepts the new plan. ", "\"We will not sign the 12-point draft,\" Anna Lund said. The port wants 30 jobs cut. "];

    [Theory]
    [MemberData(nameof(Marks))]
    [MemberData(nameof(Words))]
    public void Reading_ends_soon_whatever_repeats(string unit) => ReadRepeated(unit, 20_000, TimeSpan.FromSeconds(60));

    [Theory]
    [MemberData(nameof(Marks))]
    [Trait("Category", "Long")]
    public void Reading_ends_for_millions_of_marks(string unit) => ReadRepeated(unit, 10_000_000, TimeSpan.FromSeconds(300));

    [Theory]
    [MemberData(nameof(Words))]
    [Trait("Category", "Long")]
    public void Reading_ends_for_one_report_as_long_as_a_newspaper(string unit) => ReadRepeated(unit, 150_000, TimeSpan.FromSeconds(300));

    [Fact]
    public void Any_mixture_is_read_without_a_fault() => Fuzz(seed: 3, texts: 300);

    [Fact]
    [Trait("Category", "Long")]
    public void Any_of_many_mixtures_is_read_without_a_fault() => Fuzz(seed: 5, texts: 20_000);

    private static void ReadRepeated(string unit, int length, TimeSpan most)
    {
        string text = string.Concat(Enumerable.Repeat(unit, length / unit.Length)) + "x";
        var watch = Stopwatch.StartNew();
        Check(text);
        watch.Elapsed.ShouldBeLessThan(most, "a quadratic step would take hours for millions of characters");
    }

    private static void Fuzz(uint seed, int texts)
    {
        var random = new SeededRandom(seed);
        for (int t = 0; t < texts; t++)
        {
            var text = new StringBuilder();
            for (int n = 1 + random.Next(60); n > 0; n--) text.Append(Pieces[random.Next(Pieces.Length)]);
            Check(text.ToString());
        }
    }

    private static void Check(string text)
    {
        var reading = Reader.Read(new RawReport("r", "r", text).ToReport() with { Language = "en" });
        reading.Report.Text.ShouldBeSameAs(text);
        foreach (var span in Spans(reading)) (span.Start >= 0 && span.Start <= span.End && span.End <= text.Length).ShouldBeTrue();
        foreach (var s in reading.Statements) s.Confidence.ShouldBeInRange(0, 1);
        if (text.Length < 200_000) ReadingJson.Parse(ReadingJson.ToUtf8(reading)).Statements.Count.ShouldBe(reading.Statements.Count);
    }

    private static IEnumerable<TextSpan> Spans(Reading reading) =>
    [
        .. reading.Sentences, .. reading.Parties.SelectMany(p => p.Mentions), .. reading.Actors.SelectMany(a => a.Mentions),
        .. reading.Statements.SelectMany(s => (TextSpan[])[.. s.Source.Spans, .. s.Cue.Spans, .. s.Content.Spans]),
        .. reading.Proposals.SelectMany(p => p.Mentions), .. reading.Issues.SelectMany(i => i.Mentions), .. reading.Events.SelectMany(e => e.Spans), .. reading.Deadlines.SelectMany(d => d.Spans),
    ];
}
