using Shouldly;
using Xunit;

namespace Parley.Tests.Cli;

public class HelpTests
{
    [Theory]
    [InlineData("parley")]
    [InlineData("read")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("evaluate attributions")]
    [InlineData("evaluate reading")]
    [InlineData("evaluate treebank")]
    [InlineData("evaluate plover")]
    [InlineData("evaluate pages")]
    [InlineData("evaluate furniture")]
    [InlineData("evaluate forecast")]
    [InlineData("evaluate networks")]
    [InlineData("evaluate talks")]
    [InlineData("ledger export")]
    [InlineData("ledger import")]
    [InlineData("talks")]
    [InlineData("talks networks")]
    [InlineData("ledger")]
    [InlineData("ledger init")]
    [InlineData("ledger add")]
    [InlineData("ledger list")]
    [InlineData("ledger verify")]
    [InlineData("ledger show")]
    [InlineData("ledger review")]
    [InlineData("ledger rebuild")]
    [InlineData("ledger stats")]
    [InlineData("ledger copy")]
    [InlineData("bargain")]
    [InlineData("bargain draft")]
    public void Help_says_what_a_command_does_and_ends_with_an_example(string command)
    {
        var run = CliRun.Of(command == "parley" ? ["--help"] : [.. command.Split(' '), "--help"]);
        run.Code.ShouldBe(0);
        run.Error.ShouldBe("");
        run.Out.ShouldContain("Example:\n  parley ");
        run.Out.Split('\n').ShouldAllBe(line => line.Length <= 100);
        Golden.Matches(command.Replace(' ', '-') + ".help.txt", run.Out);
    }

    [Theory]
    [InlineData("", "parley: which command? See 'parley --help'.")]
    [InlineData("raed x", "parley: Unrecognized command or argument 'raed'. See 'parley --help'.")]
    [InlineData("read", "parley: Required argument 'PATH' missing for command: 'read'. See 'parley read --help'.")]
    [InlineData("read --treads 2 x", "parley: Unrecognized option '--treads'. See 'parley read --help'.")]
    [InlineData("read x --threads 0", "parley: --threads: '0' is no number from 1 up. See 'parley read --help'.")]
    [InlineData("read x --threads two", "parley: --threads: 'two' is no number from 1 up. See 'parley read --help'.")]
    [InlineData("read x --published 5.4.2031", "parley: --published: '5.4.2031' is no date; write it as 2031-03-15. See 'parley read --help'.")]
    [InlineData("read x --min-confidence 2", "parley: --min-confidence: '2' is no number from 0 to 1. See 'parley read --help'.")]
    [InlineData("train --data . --only nothing", "")]
    public void A_command_that_is_not_called_rightly_says_why_in_one_line_and_returns_2(string arguments, string line)
    {
        var run = CliRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.Code.ShouldBe(2);
        run.Out.ShouldBe("");
        run.Error.Count(c => c == '\n').ShouldBe(1);
        if (line.Length > 0) run.Error.ShouldBe(line + "\n");
    }

    [Fact]
    public void The_version_is_one_line() => CliRun.Of("--version").Out.Trim().ShouldMatch(@"^\d+\.\d+\.\d+$");
}
