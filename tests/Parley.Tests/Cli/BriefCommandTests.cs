using System.Text.Json;
using Parley.Cli;
using Parley.Tests.Briefs;
using Shouldly;
using Xunit;

namespace Parley.Tests.Cli;

public class BriefCommandTests
{
    private const string Text = "Ferry talks go on\n\nNordhavn Lines rejected the union's plan on Monday. The Seafarers' Union said it would not give up its plan.\n";

    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "samples");

    [Fact]
    public void A_report_on_standard_input_gives_a_brief()
    {
        var run = CliRun.With(Text, "brief", "-");
        run.Code.ShouldBe(ExitCode.Done, run.Error);
        run.Out.ShouldContain("What the reports disagree on");
        run.Out.ShouldContain("Ferry talks go on");
        run.Out.ShouldNotContain("\u001B");
    }

    [Fact]
    public void Each_form_is_written_to_its_file()
    {
        using var folder = new TemporaryFolder();
        string html = Path.Combine(folder.Path, "b.html"), markdown = Path.Combine(folder.Path, "b.md"), json = Path.Combine(folder.Path, "b.json");
        var run = CliRun.With(Text, "brief", "-", "--html", html, "--markdown", markdown, "--json", json);
        run.Code.ShouldBe(ExitCode.Done, run.Error);
        File.ReadAllText(html).ShouldStartWith("<!DOCTYPE html>");
        File.ReadAllText(markdown).ShouldStartWith("# ");
        JsonSchema.Load("brief.schema.json").Faults(JsonDocument.Parse(File.ReadAllBytes(json)).RootElement).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("brief", "x.txt", "--json")]
    [InlineData("brief", "--html")]
    [InlineData("brief", "--ledger")]
    [InlineData("brief", "x.txt", "--since")]
    [InlineData("ledger", "add", "--feed")]
    [InlineData("read", "x.txt", "--min-confidence")]
    public void An_option_without_its_value_is_one_line(params string[] arguments)
    {
        var run = CliRun.Of(arguments);
        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.TrimEnd().ShouldNotContain("\n");
        run.Error.ShouldContain("--help");
    }

    [Fact]
    public void A_form_for_standard_output_stands_there_alone()
    {
        var run = CliRun.With(Text, "brief", "-", "--json", "-");
        JsonDocument.Parse(run.Out).RootElement.GetProperty("reports").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("--as-of", "soon")]
    [InlineData("--since", "13.3.2031")]
    public void A_date_that_is_none_is_a_usage_error(string option, string value)
    {
        var run = CliRun.With(Text, "brief", "-", option, value);
        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(option);
        run.Error.TrimEnd('\n').ShouldNotContain("\n");
    }

    [Fact]
    public void Two_forms_for_standard_output_are_a_usage_error() => CliRun.With(Text, "brief", "-", "--json", "-", "--html", "-").Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public void A_day_before_every_report_leaves_nothing_and_says_so()
    {
        var run = CliRun.With(Text, "brief", "-", "--published", "2031-03-03", "--as-of", "2031-03-01");
        run.Code.ShouldBe(ExitCode.InputAtFault);
        run.Error.ShouldContain("--as-of");
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_fault()
    {
        var run = CliRun.Of("brief", "no-such-folder");
        run.Code.ShouldBe(ExitCode.InputAtFault);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public void A_form_that_cannot_be_written_is_a_fault_in_one_line()
    {
        var run = CliRun.With(Text, "brief", "-", "--html", Path.Combine("no", "such", "folder", "b.html"));
        run.Code.ShouldBe(ExitCode.InputAtFault);
        run.Error.ShouldContain("--html");
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        string folder = Path.Combine(Samples, "peace-plan");
        CliRun.Of("brief", folder, "--threads", "1", "--json", "-").Out.ShouldBe(CliRun.Of("brief", folder, "--threads", "4", "--json", "-").Out);
    }

    [Fact]
    public void The_sample_on_the_peace_plan_is_told_with_its_sides_and_what_is_disputed()
    {
        JsonElement brief = Brief("peace-plan");
        Names(brief).ShouldContain("Russia");
        Names(brief).ShouldContain("United States");
        Names(brief).ShouldContain("Ukraine");
        brief.GetProperty("reports").GetArrayLength().ShouldBe(8);
        brief.GetProperty("actors").EnumerateArray().Select(actor => actor.GetProperty("name").GetString()).ShouldContain("Dmitry Peskov");
        brief.GetProperty("disagreements").EnumerateArray().Select(found => found.GetProperty("denial").GetProperty("speaker").GetString()).ShouldContain("Russian leaders");
        brief.GetProperty("assessments").EnumerateArray().Select(sentence => sentence.GetProperty("text").GetString()!).ShouldContain(sentence => sentence.Contains("unlikely", StringComparison.Ordinal));
    }

    [Fact]
    public void The_sample_on_the_dockworkers_is_told_with_its_sides_and_offices()
    {
        JsonElement brief = Brief("dockworkers");
        Names(brief).ShouldContain("Saltmere Terminals");
        Names(brief).ShouldContain("Harbour Workers' Union");
        brief.GetProperty("actors").EnumerateArray().Select(actor => actor.GetProperty("name").GetString()).ShouldContain("Dana Okoro");
        brief.GetProperty("reports").EnumerateArray().Select(report => report.GetProperty("publisher").GetString()).Distinct().ShouldBe(["Saltmere Chronicle", "Coast Wire"]);
    }

    private static JsonElement Brief(string sample)
    {
        var run = CliRun.Of("brief", Path.Combine(Samples, sample), "--json", "-");
        run.Code.ShouldBe(ExitCode.Done, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static List<string> Names(JsonElement brief) => [.. brief.GetProperty("parties").EnumerateArray().Select(party => party.GetProperty("name").GetString()!)];
}
