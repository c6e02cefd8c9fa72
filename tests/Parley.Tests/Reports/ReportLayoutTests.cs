using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports;

public class ReportLayoutTests
{
    private const string Lead = "The dockers' union and the port authority of Halden met again on Tuesday but could not agree on how many hours a night shift should have, both sides said.";
    private const string Second = "A spokeswoman for the authority said that the offer of nine hours was still on the table and that the union had until Friday to answer it.";

    [Fact]
    public void A_wire_item_has_a_title_a_dateline_and_paragraphs()
    {
        string text = "HALDEN DOCKERS REJECT NIGHT SHIFT OFFER\n\nHALDEN, April 1 - " + Lead + "\n\n" + Second + "\n";
        Read(text).ShouldBe(
        [
            "Title: HALDEN DOCKERS REJECT NIGHT SHIFT OFFER",
            "Dateline: HALDEN, April 1 -",
            "Paragraph: " + Lead,
            "Paragraph: " + Second,
        ]);
        var report = Report(text);
        report.Title.ShouldBe("HALDEN DOCKERS REJECT NIGHT SHIFT OFFER");
        report.Dateline.ShouldBe("HALDEN, April 1");
        report.Published.ShouldBeNull("the dateline does not say the year");
        report.Byline.ShouldBeNull();
        report.Language.ShouldBe("en");
    }

    [Fact]
    public void Hard_wrapped_lines_with_indents_are_put_together()
    {
        const string text =
            "PORT TALKS BREAK OFF\r\n" +
            "    HALDEN, April 2 - Talks between the dockers and the port of\r\n" +
            "Halden broke off late on Wednesday after the union walked out of\r\n" +
            "the room, a mediator said.\r\n" +
            "    The two sides had met for three days. A new date was not set,\r\n" +
            "he said, and none was likely before the holiday.\r\n" +
            "    \"We shall wait,\" the union's leader said.\r\n";
        Read(text).ShouldBe(
        [
            "Title: PORT TALKS BREAK OFF",
            "Dateline: HALDEN, April 2 -",
            "Paragraph: Talks between the dockers and the port of\r\nHalden broke off late on Wednesday after the union walked out of\r\nthe room, a mediator said.",
            "Paragraph: The two sides had met for three days. A new date was not set,\r\nhe said, and none was likely before the holiday.",
            "Paragraph: \"We shall wait,\" the union's leader said.",
        ]);
    }

    [Fact]
    public void What_a_page_puts_around_a_report_is_furniture_and_the_first_headline_is_the_title()
    {
        string text = string.Join('\n',
            "Halden Courier", "News | Harbour | Opinion", "Subscribe", "", "Dockers walk out of night shift talks", "", "11:25", "Dockers walk out of night shift talks", "By: Mette Aas", "Enlarge", "",
            Lead, "Advertisement", "", Second, "", "Share on Facebook", "Read more", "Ferry fares to rise in June", "© 2031 Halden Courier. All rights reserved.");
        Read(text).ShouldBe(
        [
            "Furniture: Halden Courier",
            "Furniture: News | Harbour | Opinion",
            "Furniture: Subscribe",
            "Title: Dockers walk out of night shift talks",
            "Furniture: 11:25",
            "Furniture: Dockers walk out of night shift talks",
            "Byline: By: Mette Aas",
            "Furniture: Enlarge",
            "Paragraph: " + Lead,
            "Furniture: Advertisement",
            "Paragraph: " + Second,
            "Furniture: Share on Facebook",
            "Furniture: Read more",
            "Furniture: Ferry fares to rise in June",
            "Furniture: © 2031 Halden Courier. All rights reserved.",
        ]);
        Report(text).Byline.ShouldBe("Mette Aas");
        Report(text).Publisher.ShouldBe("Halden Courier");
    }

    [Fact]
    public void Headings_and_captions_inside_a_report_stay_apart_from_furniture()
    {
        string text = string.Join("\n\n", "Dockers walk out of night shift talks", Lead, "The authority's answer", Second, "The quay at Halden on Monday. Photo: Mette Aas", Lead);
        Read(text)[2].ShouldBe("Heading: The authority's answer");
        Read(text)[4].ShouldBe("Caption: The quay at Halden on Monday. Photo: Mette Aas");
    }

    [Fact]
    public void A_short_last_paragraph_after_a_page_line_stays_the_reports_own()
    {
        string text = string.Join("\n\n", "Dockers walk out of night shift talks", Lead, Second, "Advertisement", "\"We shall wait,\" she said.", "Share", "Ten recipes for rainy evenings!");
        Read(text)[^3..].ShouldBe(["Paragraph: \"We shall wait,\" she said.", "Furniture: Share", "Furniture: Ten recipes for rainy evenings!"]);
    }

    [Fact]
    public void A_list_of_links_inside_a_report_is_furniture_but_a_list_that_the_report_announces_is_not()
    {
        string links = string.Join('\n', Lead, "Ferry fares to rise in June", "Council votes on harbour bridge", "Mayor opens fish market", Second);
        Read(links)[1..4].ShouldAllBe(block => block.StartsWith("Furniture"));
        string list = string.Join('\n', Lead, "The union wants three things:", "Shorter night shifts", "Double pay on holidays", "Two breaks a night", Second);
        Report(list).Blocks.ShouldNotContain(block => block.Kind == BlockKind.Furniture);
    }

    [Theory]
    [InlineData("Thursday, August 29, 2030", "2030-08-29")]
    [InlineData("Published 3 March 2031 at 12:30 GMT", "2031-03-03")]
    [InlineData("Updated: 2031-03-04", "2031-03-04")]
    [InlineData("13/12/2031", "2031-12-13")]
    [InlineData("05/04/2031", null)]
    [InlineData("March 2031", null)]
    public void A_line_that_dates_the_page_gives_the_day_only_when_it_says_it_plainly(string line, string? date)
    {
        var report = Report("Dockers walk out of night shift talks\n\n" + line + "\n\n" + Lead + "\n\n" + Second);
        report.Published.ShouldBe(date);
        report.Dateline.ShouldBe(line);
    }

    [Theory]
    [InlineData("HALDEN, Norway, March 12 - ", "HALDEN, Norway, March 12")]
    [InlineData("Halden (NTB) — ", "Halden (NTB)")]
    [InlineData("NORTH HALDEN, N.Y., Sept. 3 (NTB) -- ", "NORTH HALDEN, N.Y., Sept. 3 (NTB)")]
    [InlineData("HALDEN, Mar 03: ", "HALDEN, Mar 03")]
    [InlineData("HALDEN/OSLO – ", "HALDEN/OSLO")]
    public void A_dateline_ends_before_the_paragraph(string dateline, string words)
    {
        var report = Report("Dockers walk out of night shift talks\n\n" + dateline + Lead);
        report.Dateline.ShouldBe(words);
        report.Blocks[1].Span.Of(report.Text).ToString().ShouldBe(dateline.TrimEnd());
        report.Blocks[2].Span.Of(report.Text).ToString().ShouldBe(Lead);
    }

    [Theory]
    [InlineData("NOTE: ")]
    [InlineData("The mediator - ")]
    [InlineData("Night shifts, he said - ")]
    [InlineData("Oslo: ")]
    public void What_only_looks_like_a_dateline_stays_in_the_paragraph(string opening) => Report("Dockers walk out of night shift talks\n\n" + opening + Lead).Dateline.ShouldBeNull();

    [Theory]
    [InlineData("By Mette Aas", "Mette Aas")]
    [InlineData("METTE AAS", "METTE AAS")]
    [InlineData("Mette Aas, Labour Correspondent", "Mette Aas, Labour Correspondent")]
    [InlineData("By Mette Aas and Ola Lie in Oslo", "Mette Aas and Ola Lie in Oslo")]
    public void A_byline_is_a_block_and_a_field(string line, string byline)
    {
        var report = Report("Dockers walk out of night shift talks\n" + line + "\n\n" + Lead + "\n\n" + Second);
        report.Blocks[1].Kind.ShouldBe(BlockKind.Byline);
        report.Byline.ShouldBe(byline);
    }

    [Fact]
    public void A_sentence_that_opens_with_by_is_no_byline() =>
        Read("Dockers walk out of night shift talks\n\n" + Lead + "\n\nBy Friday the union must answer.\n\n" + Second)[2].ShouldBe("Paragraph: By Friday the union must answer.");

    [Fact]
    public void A_report_without_a_headline_has_no_title() => Report(Lead + "\n\n" + Second).Title.ShouldBeNull();

    [Fact]
    public void A_title_that_came_with_the_text_is_the_title_and_no_line_is_taken_for_it()
    {
        var report = new RawReport("1", "x:1", "Night shifts\n\n" + Lead) { Title = "Dockers walk out" }.ToReport();
        report.Title.ShouldBe("Dockers walk out");
        report.Blocks.ShouldNotContain(b => b.Kind == BlockKind.Title);
    }

    [Fact]
    public void A_date_that_came_with_the_report_outranks_the_page_and_the_page_outranks_the_rest()
    {
        string text = "Dockers walk out of night shift talks\n\n3 March 2031\n\n" + Lead + "\n\n" + Second;
        new RawReport("1", "1", text) { Published = "2031-03-02", PublishedElsewhere = "2031-03-01" }.ToReport().Published.ShouldBe("2031-03-02");
        new RawReport("1", "1", text) { PublishedElsewhere = "2031-03-01" }.ToReport().Published.ShouldBe("2031-03-03");
        new RawReport("1", "1", Lead) { PublishedElsewhere = "2031-03-01" }.ToReport().Published.ShouldBe("2031-03-01");
    }

    [Fact]
    public void A_table_of_figures_is_not_furniture()
    {
        const string text = "HALDEN SHIPPING 3RD QTR\nShr 12 cts vs 10 cts\nNet 1,200,000 vs 990,000\nRevs 14.1 mln vs 12.0 mln";
        Report(text).Blocks.ShouldNotContain(b => b.Kind == BlockKind.Furniture);
    }

    [Fact]
    public void Every_character_that_is_not_blank_belongs_to_exactly_one_block() => CheckCover(seed: 7, texts: 400);

    [Fact]
    [Trait("Category", "Long")]
    public void Every_character_that_is_not_blank_belongs_to_exactly_one_block_in_many_texts() => CheckCover(seed: 11, texts: 60_000);

    [Theory]
    [InlineData("a\n")]
    [InlineData("Share\n")]
    [InlineData("Talks on the night shift went on\n")]
    [InlineData("LONDON, April 1 - ")]
    [InlineData("He said.\n\n")]
    [InlineData("1")]
    [InlineData("By ")]
    [InlineData("\r")]
    public void Time_grows_no_faster_than_the_text(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)) + "x";
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Report(text).Text.Length.ShouldBe(text.Length);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), "a quadratic step would take hours for a million characters");
    }

    private static void CheckCover(uint seed, int texts)
    {
        string[] pieces =
        [
            Lead, Second, "Advertisement", "Share", "HALDEN, April 1 - ", "By Mette Aas", "11:25", "3 March 2031", "\n", "\n\n", "\r\n", "\r", "    ", "\t", " ", ".", ":", "\u2028", "\f", "\"", "Related stories",
            "Dockers walk out", "- ", "\u2022 ", "\uD83D", "\uDE00", "\uFEFF", "12 13 14", "|", " > ", "A", "the", "© 2030 X. ", "(", "\u00A0", "___", "HALDEN - ", "-", "—",
        ];
        var random = new Parley.Learning.SeededRandom(seed);
        for (int t = 0; t < texts; t++)
        {
            var text = string.Concat(Enumerable.Range(0, 1 + random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            var blocks = Report(text).Blocks;
            int at = 0;
            foreach (var block in blocks)
            {
                block.Span.Start.ShouldBeGreaterThanOrEqualTo(at);
                block.Span.Length.ShouldBeGreaterThan(0);
                IsBlank(text[at..block.Span.Start]).ShouldBeTrue(text);
                at = block.Span.End;
            }

            IsBlank(text[at..]).ShouldBeTrue(text);
        }
    }

    private static bool IsBlank(string stretch) => stretch.All(c => char.IsWhiteSpace(c) || c == '\uFEFF');

    private static Report Report(string text) => new RawReport("r", "r", text).ToReport();

    private static string[] Read(string text) => [.. Report(text).Blocks.Select(b => $"{b.Kind}: {b.Span.Of(text)}")];
}
