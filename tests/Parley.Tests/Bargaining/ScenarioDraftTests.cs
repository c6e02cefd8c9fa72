using Parley.Bargaining;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;
using Parley.Tests.Cli;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

public class ScenarioDraftTests
{
    private const string Text = "The Tern union said it wants night work at double pay. The ferry board rejects night work at double pay. The board tabled a spring offer.";

    private static Reading Read() => new()
    {
        Reader = new ReaderIdentity("1", "0"),
        Report = new Report { Id = "ferry.txt", Source = "ferry.txt", Text = Text, Blocks = [], Published = "2031-03-15" },
        Parties =
        [
            new Party("p1", "Tern union", ["the union"], PartyKind.Union, [], 0.9),
            new Party("p2", "ferry board", [], PartyKind.Firm, [], 0.9),
            new Party("p3", "bystander", [], PartyKind.Group, [], 0.9),
        ],
        Issues = [new Issue("i1", "night work at double pay", [], 0.9)],
        Proposals = [new Proposal("t1", "spring offer", ["p2"], null, null, [], 0.9)],
        Statements =
        [
            new Statement("s1", new StatementSource([], null, "p1"), new StatementSpans([]), new StatementSpans([new TextSpan(20, 53)]), Act.Demand, [new Position("p1", "i1", Stance.For, Voice.Own, null, 0.9)], 0.9),
            new Statement("s2", new StatementSource([], null, "p2"), new StatementSpans([]), new StatementSpans([new TextSpan(72, 104)]), Act.Reject, [new Position("p2", "i1", Stance.Against, Voice.Reported, null, 0.8)], 0.9),
        ],
    };

    [Fact]
    public void The_skeleton_is_a_valid_scenario_with_its_evidence_in_comments()
    {
        string yaml = ScenarioDraft.Write([Read(), Read() with { Parties = [new Party("p9", "the union", [], PartyKind.Union, [], 0.9)], Statements = [], Proposals = [] }]);
        yaml.ShouldContain("# for (own, 0.90, 2031-03-15): it wants night work at double pay  [ferry.txt:20-53]");
        yaml.ShouldContain("# against (reported, 0.80, 2031-03-15): ");
        Scenario scenario = ScenarioFile.Parse(yaml, "skeleton.yaml");
        scenario.Parties.Select(p => p.Name).ShouldBe(["Tern union", "ferry board"]);
        scenario.Issues.ShouldHaveSingleItem().Options.ShouldBe(["no", "yes"]);
        scenario.Preferences[0][0].Scores.ShouldBe([0, 1]);
        scenario.Preferences[1][0].Scores.ShouldBe([1, 0]);
        scenario.Positions[0][0].ShouldBe(1);
        scenario.Drafts.ShouldHaveSingleItem().Package.ShouldBe(new Package([0]));
    }

    [Fact]
    public void Names_are_those_that_people_decided_on()
    {
        string yaml = ScenarioDraft.Write([Read()], [new Rename(ThingKind.Party, "Tern union", "Tern Union of Crews"), new LeaveOut(ThingKind.Proposal, "spring offer")]);
        Scenario scenario = ScenarioFile.Parse(yaml, "skeleton.yaml");
        scenario.Parties[0].Name.ShouldBe("Tern Union of Crews");
        scenario.Drafts.ShouldBeEmpty();
        ScenarioFile.Parse(ScenarioDraft.Write([Read()], [new Merge(ThingKind.Party, "Tern union", ["ferry board"])]), "skeleton.yaml").Parties.ShouldHaveSingleItem().Name.ShouldBe("Tern union");
        Should.Throw<ScenarioException>(() => ScenarioDraft.Write([Read()], [new LeaveOut(ThingKind.Issue, "night work at double pay")]));
    }

    [Fact]
    public void A_ledger_gives_what_its_readings_give_and_what_people_decided_on_them()
    {
        using TemporaryFolder folder = new();
        string readings = folder.Write("readings.jsonl", System.Text.Encoding.UTF8.GetString(ReadingJson.ToUtf8(Read())) + "\n"), ledger = folder["talks.db"];
        CliRun.Of("ledger", "init", "--ledger", ledger).Code.ShouldBe(0);
        CliRun.Of("ledger", "add", readings, "--ledger", ledger).Code.ShouldBe(0);
        CliRun file = CliRun.Of("bargain", "draft", "--from", readings), kept = CliRun.Of("bargain", "draft", "--from", ledger);
        kept.Error.ShouldBe("");
        kept.Code.ShouldBe(0);
        kept.Out.ShouldBe(file.Out);
        ScenarioFile.Parse(kept.Out, "skeleton.yaml").Parties.Count.ShouldBe(2);

        string decisions = folder.Write("decisions.jsonl", """{"decision":"rename","kind":"party","name":"Tern union","to":"Tern Union of Crews"}""" + "\n");
        CliRun review = CliRun.Of("ledger", "review", "--ledger", ledger, "--decisions", decisions);
        review.Error.ShouldBe("");
        ScenarioFile.Parse(CliRun.Of("bargain", "draft", "--from", ledger).Out, "skeleton.yaml").Parties[0].Name.ShouldBe("Tern Union of Crews");
    }

    [Fact]
    public void A_path_that_is_not_there_gets_one_line()
    {
        CliRun run = CliRun.Of("bargain", "draft", "--from", "nowhere");
        (run.Code, run.Out, run.Error).ShouldBe((1, "", "parley: nowhere: no such file or folder\n"));
    }

    [Fact]
    public void Without_parties_or_issues_there_is_nothing_to_write() =>
        Should.Throw<ScenarioException>(() => ScenarioDraft.Write([Read() with { Issues = [], Statements = [] }])).Message.ShouldContain("1 parties and 0 issues");
}
