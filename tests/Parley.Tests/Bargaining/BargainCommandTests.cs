using System.Text.Json;
using Parley.Bargaining;
using Parley.Tests.Cli;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

public class BargainCommandTests
{
    private static string Sample => Path.Combine(AppContext.BaseDirectory, "samples", "bargaining", "scenario.yaml");

    [Fact]
    public void The_terminal_shows_zone_packages_drafts_trades_and_steps()
    {
        CliRun run = CliRun.Of("bargain", Sample);
        run.Error.ShouldBe("");
        run.Code.ShouldBe(0);
        Golden.Matches("bargain.sample.txt", run.Out);
    }

    [Fact]
    public void Json_has_six_decimals_the_number_of_points_and_the_named_solutions()
    {
        CliRun run = CliRun.Of("bargain", Sample, "--json", "--draft", "mediator's text", "--samples", "0");
        run.Code.ShouldBe(0);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        json.RootElement.GetProperty("frontier").GetProperty("points").GetInt32().ShouldBe(37);
        JsonElement nash = json.RootElement.GetProperty("solutions").GetProperty("nash");
        nash.GetProperty("utilities").EnumerateArray().Select(u => u.GetRawText()).ShouldBe(["0.557500", "0.680000", "0.622500"]);
        nash.GetProperty("package").GetProperty("nights").GetString().ShouldBe("until 22 h");
        json.RootElement.GetProperty("drafts").EnumerateArray().ShouldHaveSingleItem().GetProperty("onFrontier").GetBoolean().ShouldBeFalse();
        run.Out.Count(c => c == '\n').ShouldBe(1);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() => CliRun.Of("bargain", Sample, "--json").Out.ShouldBe(CliRun.Of("bargain", Sample, "--json").Out);

    [Fact]
    public void The_page_has_a_plot_for_each_pair_and_escapes_what_people_wrote()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("s.yaml", File.ReadAllText(Sample).Replace("name: Tern Line", "name: \"<b>Tern & Co\"", StringComparison.Ordinal));
        CliRun.Of("bargain", path, "--html", folder["page.html"], "--samples", "0").Code.ShouldBe(0);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(File.ReadAllText(folder["page.html"]));
        page.QuerySelectorAll("svg").Length.ShouldBe(3);
        page.QuerySelectorAll("svg .draft").Length.ShouldBe(9);
        page.QuerySelectorAll("b").Length.ShouldBe(0);
        page.Body!.TextContent.ShouldContain("<b>Tern & Co");
        page.QuerySelectorAll("td.heat").Length.ShouldBe(5 * 6 * 3);
    }

    [Theory]
    [InlineData("bargain", 2, "parley: which scenario? See 'parley bargain --help'.")]
    [InlineData("bargain nowhere.yaml", 1, "parley: nowhere.yaml: no such file")]
    [InlineData("bargain SAMPLE --draft none", 1, "parley: SAMPLE: no draft is named 'none' (there are 'line's offer', 'towns' answer', 'mediator's text')")]
    [InlineData("bargain SAMPLE --evaluations odd", 2, "parley: --evaluations: 'odd' is neither 'genius' nor 'negmas'. See 'parley bargain --help'.")]
    [InlineData("bargain draft", 2, "parley: Option '--from' is required. See 'parley bargain draft --help'.")]
    [InlineData("bargain SAMPLE --html no-such-folder/page.html", 2, "parley: no-such-folder/page.html: there is no folder 'HERE/no-such-folder' to write it into")]
    [InlineData("bargain SAMPLE --max-points 0", 2, "parley: --max-points: '0' is no number from 1 up. See 'parley bargain --help'.")]
    public void A_fault_is_one_line(string arguments, int code, string line)
    {
        CliRun run = CliRun.Of([.. arguments.Split(' ').Select(a => a == "SAMPLE" ? Sample : a)]);
        run.Code.ShouldBe(code);
        run.Out.ShouldBe("");
        run.Error.ShouldBe(line.Replace("SAMPLE", Sample, StringComparison.Ordinal).Replace("HERE", Directory.GetCurrentDirectory(), StringComparison.Ordinal) + "\n");
    }

    [Fact]
    public void One_party_and_one_package_are_spoken_of_in_the_singular()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("one.yaml", """
            scenario: alone
            parties: [{ id: a }]
            issues: [{ id: x, options: [p, q] }]
            preferences: { a: { x: { weight: 100, scores: [100, 0], refuses: [q] } } }
            """);
        CliRun run = CliRun.Of("bargain", path);
        run.Code.ShouldBe(0);
        run.Out.ShouldContain("The one package on the frontier is in it.");
        run.Out.ShouldContain("One package crosses no red line; one point is on the frontier (exact).");
        run.Out.ShouldNotContain("others");
        path = folder.Write("red.yaml", File.ReadAllText(path).Replace("[q]", "[p, q]", StringComparison.Ordinal));
        CliRun.Of("bargain", path).Out.ShouldContain("Every package crosses a red line, so that there is no frontier.");
    }

    [Fact]
    public void What_is_not_proved_says_by_how_much_it_may_fall_short_and_many_parties_are_listed_one_a_line()
    {
        Scenario scenario = RandomScenario.Opposed(10, 30, 4, 3);
        using TemporaryFolder folder = new();
        CliRun run = CliRun.Of("bargain", folder.Write("many.yaml", ScenarioFile.Write(scenario)), "--max-points", "200", "--time", "0.05");
        run.Code.ShouldBe(0);
        run.Out.ShouldContain("Some 1.1 x 10^18 packages cross no red line; the frontier is too large to be exact");
        run.Out.ShouldMatch(@"Kalai-Smorodinsky: (proved|best found; at most \d+\.\d\d % more of the least share's ideal gain is possible)");
        run.Out.ShouldContain("Party 9 ");
        run.Out.ShouldNotContain("\u2026");
        run.Out.Split('\n').ShouldAllBe(line => line.Length <= 100);
    }

    [Fact]
    public void An_exported_scenario_has_the_same_packages()
    {
        using TemporaryFolder folder = new();
        CliRun.Of("bargain", Sample, "--export", folder["xml"], "--samples", "0").Code.ShouldBe(0);
        Scenario back = GeniusDomain.Import(folder["xml"], EvaluationConvention.NegMas);
        Scenario own = ScenarioFile.Read(Sample);
        back.Utility(0, own.Drafts[0].Package).ShouldBe(own.Utility(0, own.Drafts[0].Package));
    }
}
