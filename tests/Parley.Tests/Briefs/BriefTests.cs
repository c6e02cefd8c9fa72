using System.Text;
using AngleSharp.Html.Parser;
using Parley.Briefs;
using Parley.Positions;
using Parley.Talks;
using Parley.Tests.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Briefs;

public class BriefTests
{
    private static readonly Brief Ferry = Brief.Of(NegotiationBuilder.Build(FerryTalks.All, since: new DateOnly(2031, 3, 9)));
    private static readonly Brief Empty = Brief.Of(NegotiationBuilder.Build([new Told("empty.txt", null, "A quiet day").Reading()]));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void The_terminal_form_is_as_it_should_be(int width) => Golden.Matches($"ferry-{width}.txt", Terminal(Ferry, width, colour: false));

    [Fact]
    public void The_terminal_form_has_colour_on_a_terminal() => Golden.Matches("ferry-colour.txt", Terminal(Ferry, 100, colour: true));

    [Fact]
    public void The_HTML_form_is_as_it_should_be() => Golden.Matches("ferry.html", Html(Ferry));

    [Fact]
    public void The_Markdown_form_is_as_it_should_be() => Golden.Matches("ferry.md", Markdown(Ferry));

    [Fact]
    public void The_JSON_form_is_as_it_should_be() => Golden.Matches("ferry.json", Json(Ferry));

    [Fact]
    public void A_brief_of_nothing_says_so_and_claims_nothing() => Golden.Matches("empty.txt", Terminal(Empty, 80, colour: false));

    [Fact]
    public void The_terminal_form_fits_every_width_from_80_to_200()
    {
        for (int width = 80; width <= 200; width += 7)
            foreach (string line in Terminal(Ferry, width, colour: false).Split('\n'))
                line.Length.ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public void Plain_text_has_no_escape_sequences_and_no_blanks_at_line_ends()
    {
        string text = Terminal(Ferry, 100, colour: false);
        text.ShouldNotContain("\u001B");
        text.Split('\n').ShouldAllBe(line => line == line.TrimEnd());
    }

    [Fact]
    public void The_plain_and_the_coloured_form_say_the_same() =>
        System.Text.RegularExpressions.Regex.Replace(Terminal(Ferry, 100, colour: true), "\u001B\\[[0-9;]*m", "").Split('\n').Select(line => line.TrimEnd()).ShouldBe(Terminal(Ferry, 100, colour: false).Split('\n'));

    [Fact]
    public void The_HTML_form_has_no_script_and_fetches_nothing()
    {
        var page = new HtmlParser().ParseDocument(Html(Ferry));
        page.QuerySelectorAll("script, link, img, iframe, object").ShouldBeEmpty();
        page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ShouldAllBe(address => address.StartsWith('#'));
        page.QuerySelectorAll("*").SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_of_the_HTML_form_leads_somewhere()
    {
        var page = new HtmlParser().ParseDocument(Html(Ferry));
        foreach (string address in page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).Distinct())
            page.GetElementById(address[1..]).ShouldNotBeNull(address);
    }

    [Fact]
    public void Every_shown_cell_of_the_HTML_form_has_its_sentences()
    {
        var page = new HtmlParser().ParseDocument(Html(Ferry));
        var cells = page.QuerySelectorAll(".matrix td:not(.none)").Where(cell => cell.HasAttribute("class")).ToList();
        cells.Count.ShouldBe(Ferry.Matrix.Rows.Sum(row => row.Cells.Count(cell => cell is not null)));
        cells.ShouldAllBe(cell => cell.QuerySelectorAll("blockquote").Length > 0);
    }

    [Fact]
    public void Nothing_from_a_report_is_obeyed_by_any_form()
    {
        const string evil = "</p><script>alert(1)</script> & \"x\" 'y' [red]z[/] | `code` **bold** ![i](u) \u001B[31mred\u0007";
        Reading hostile = new Told("<b>.txt", "2031-01-01", $"{evil}\n{evil} said {evil}", evil)
            .Party("p1", evil).Actor("a1", evil, evil, "p1").Proposal("t1", evil, ["p1"]).Issue("i1", evil)
            .Provides("t1", "i1", evil)
            .Says("s1", evil, "said", evil + "#2", Act.Accept, "a1", "p1", Told.For("p1", "t1", condition: evil), Told.Against("p1", "i1", Voice.Claimed))
            .Event("e1", EventKind.Other, evil).Deadline("d1", DeadlineStatus.Set, evil).Reading();
        Brief brief = Brief.Of(NegotiationBuilder.Build([hostile]));
        var page = new HtmlParser().ParseDocument(Html(brief));
        page.QuerySelectorAll("script, b b, i").ShouldBeEmpty();
        page.Body!.TextContent.ShouldContain("<script>alert(1)</script>");
        Html(brief).ShouldNotContain("\u001B");
        Terminal(brief, 100, colour: false).ShouldNotContain("\u001B");
        Terminal(brief, 100, colour: false).ShouldContain("[red]z[/]");
        Terminal(brief, 100, colour: true).ShouldNotContain("\u0007");
        Markdown(brief).ShouldNotContain("<script>");
        Markdown(brief).ShouldContain("\\*\\*bold\\*\\*");
        Json(brief).ShouldContain("alert(1)");
    }

    private static string Terminal(Brief brief, int width, bool colour)
    {
        using var text = new StringWriter();
        TerminalBrief.Write(brief, TerminalBrief.Console(text, width, colour));
        return text.ToString();
    }

    private static string Html(Brief brief)
    {
        using var text = new StringWriter();
        HtmlBrief.Write(brief, text);
        return text.ToString();
    }

    private static string Markdown(Brief brief)
    {
        using var text = new StringWriter();
        MarkdownBrief.Write(brief, text);
        return text.ToString();
    }

    private static string Json(Brief brief)
    {
        using var stream = new MemoryStream();
        JsonBrief.Write(brief, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
