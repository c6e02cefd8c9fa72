using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

public class ScenarioFileTests
{
    private const string Valid = """
        scenario: Two farms
        parties:
          - { id: hill, name: Hill Farm, reservation: 20 }
          - id: vale
        issues:
          - { id: water, name: Water, options: [mornings, evenings, by turns] }
          - { id: gate, options: [open, shut] }
        preferences:
          hill:
            water: { weight: 70, between: [60, 80], scores: [100, 0, 1/3], refuses: [evenings] }
            gate: { weight: 30, between: [20, 40], scores: { shut: 100, open: 12.5 } }
          vale:
            water: { weight: 100, scores: [0, 100, 50] }
        positions:
          vale: { water: evenings }
        drafts:
          - { name: first, by: hill, package: { water: mornings, gate: shut } }
          - { name: second, by: [vale], counters: first, package: { water: by turns, gate: open } }
        """;

    [Fact]
    public void A_scenario_is_read_as_it_is_written()
    {
        Scenario scenario = ScenarioFile.Parse(Valid, "s.yaml");
        scenario.Parties.Select(p => p.Name).ShouldBe(["Hill Farm", "vale"]);
        scenario.Parties[0].Reservation.ShouldBe(new Rational(1, 5));
        scenario.Preferences[0][0].Scores[2].ShouldBe(new Rational(1, 300));
        scenario.Preferences[0][0].RedLines.ShouldBe([1]);
        scenario.Preferences[0][0].HighestWeight.ShouldBe(new Rational(4, 5));
        scenario.Preferences[0][1].Scores[0].ShouldBe(new Rational(1, 8));
        scenario.Preferences[1][1].Weight.ShouldBe(Rational.Zero);
        scenario.Positions[1][0].ShouldBe(1);
        scenario.Positions[0][0].ShouldBeNull();
        scenario.Drafts[1].Counters.ShouldBe("first");
        scenario.Utility(0, scenario.Drafts[0].Package).ShouldBe(Rational.One);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Scenario scenario = ScenarioFile.Parse(Valid, "s.yaml");
        string written = ScenarioFile.Write(scenario);
        ScenarioFile.Write(ScenarioFile.Parse(written, "s.yaml")).ShouldBe(written);
        for (int seed = 0; seed < 50; seed++)
        {
            Scenario drawn = RandomScenario.Create(seed);
            Scenario back = ScenarioFile.Parse(ScenarioFile.Write(drawn), "s.yaml");
            foreach (Package package in RandomScenario.Packages(drawn, red: true).Take(20))
                RandomScenario.Utilities(back, package).ShouldBe(RandomScenario.Utilities(drawn, package));
        }
    }

    [Theory]
    [InlineData("weight: 30, between", "weight: 31, between", "s.yaml:10:5: the weights of 'hill' add up to 101, not to 100")]
    [InlineData("refuses: [evenings]", "refuses: [noon]", "s.yaml:10:78: 'hill' on issue 'water' refuses 'noon', which is not an option of it (mornings, evenings, by turns)")]
    [InlineData("{ water: by turns, gate: open }", "{ water: always, gate: open }", "s.yaml:18:68: draft 'second' has on issue 'water' 'always', which is not an option of it (mornings, evenings, by turns)")]
    [InlineData("by: hill, package", "by: hill, revises: second, package", "s.yaml:17:39: the lineage of draft 'first' comes back to itself: first < second < first")]
    [InlineData("counters: first", "counters: third", "s.yaml:18:43: draft 'second' refers to 'third', which is not a draft (first, second)")]
    [InlineData("scores: [0, 100, 50]", "scores: [0, 100]", "s.yaml:13:35: 'vale' on issue 'water' scores 2 options, but the issue has 3")]
    [InlineData("scores: [0, 100, 50]", "scores: [0, 101, 50]", "s.yaml:13:39: the score of 'evenings' of 'vale' on issue 'water' is 101, and must lie between 0 and 100")]
    [InlineData("reservation: 20", "reservation: a lot", "s.yaml:3:47: the reservation of 'hill' is 'a lot', which is not a number")]
    [InlineData("between: [60, 80]", "between: [75, 80]", "s.yaml:10:35: the weight of 'hill' on issue 'water' (70) lies outside its interval (75 to 80)")]
    [InlineData("  - id: vale", "  - id: hill", "s.yaml:4:9: there are two of the party 'hill'")]
    [InlineData("options: [open, shut]", "options: [open, open]", "s.yaml:7:33: issue 'gate' has the option 'open' twice")]
    [InlineData("scenario: Two farms", "title: Two farms", "s.yaml:1:1: a scenario has no 'title' (known: scenario, about, points, parties, issues, preferences, positions, drafts, forecast)")]
    [InlineData("by: hill", "by: valley", "s.yaml:17:24: draft 'first' is by 'valley', which is not a party (hill, vale)")]
    [InlineData(", gate: shut } }", " } }", "s.yaml:17:39: the package of draft 'first' lacks 'gate'")]
    public void A_fault_is_named_with_its_place_in_one_line(string right, string wrong, string message)
    {
        Valid.ShouldContain(right);
        string text = Valid.Replace(right, wrong, StringComparison.Ordinal);
        Should.Throw<ScenarioException>(() => ScenarioFile.Parse(text, "s.yaml")).Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("scenario: [unclosed")]
    [InlineData("a: &x 1\nb: *y")]
    [InlineData("a: 1\na: 2")]
    public void What_is_no_scenario_is_refused_with_a_place(string yaml) =>
        Should.Throw<ScenarioException>(() => ScenarioFile.Parse(yaml, "s.yaml")).Message.ShouldMatch(@"^s\.yaml:\d+:\d+: [^\n]+$");

    [Fact]
    public void A_million_options_are_refused()
    {
        string text = Valid.Replace("[open, shut]", $"[{string.Join(",", Enumerable.Range(0, 1_000_000))}]", StringComparison.Ordinal);
        Should.Throw<ScenarioException>(() => ScenarioFile.Parse(text, "s.yaml")).Message.ShouldBe("s.yaml:7:26: a list of more than 10000 entries; an issue has at most 1000 options");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Should.Throw<ScenarioException>(() => ScenarioFile.Read("nowhere.yaml")).Message.ShouldBe("nowhere.yaml: no such file");
}
