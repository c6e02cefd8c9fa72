using Parley.Bargaining;
using Shouldly;
using Xunit;

namespace Parley.Tests.Bargaining;

public class GeniusDomainTests
{
    private const string Domain = """
        <negotiation_template><utility_space number_of_issues="2"><objective index="0" name="root">
        <issue index="1" name="Price" vtype="discrete"><item index="1" value="low"/><item index="2" value="high"/></issue>
        <issue index="2" name="Day" vtype="discrete"><item index="1" value="Monday"/><item index="2" value="Friday"/></issue>
        </objective></utility_space></negotiation_template>
        """;

    private static string Space(string low, string high, string monday) => $"""
        <utility_space><reservation value="0.25"/><objective index="0" name="root">
        <issue index="1" name="Price" vtype="discrete"><item index="1" value="low" evaluation="{low}"/><item index="2" value="high" evaluation="{high}"/></issue>
        <issue index="2" name="Day" vtype="discrete"><item index="1" value="Monday" evaluation="{monday}"/><item index="2" value="Friday" evaluation="5"/></issue>
        <weight index="1" value="0.7"/><weight index="2" value="0.3"/></objective></utility_space>
        """;

    [Fact]
    public void Genius_divides_by_the_greatest_evaluation_of_the_issue_and_NegMAS_does_not()
    {
        using TemporaryFolder folder = Write();
        Scenario genius = GeniusDomain.Import(folder.Path, EvaluationConvention.Genius), negmas = GeniusDomain.Import(folder.Path, EvaluationConvention.NegMas);
        Package package = new([0, 0]);
        genius.Utility(0, package).ShouldBe(new Rational(7, 10) * new Rational(1, 3) + new Rational(3, 10) * new Rational(2, 5));
        negmas.Utility(0, package).ShouldBe(new Rational(7, 10) * 1 + new Rational(3, 10) * 2);
        genius.Parties[0].Reservation.ShouldBe(new Rational(1, 4));
    }

    [Fact]
    public void An_exported_domain_is_imported_with_the_same_utilities()
    {
        int compared = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            Scenario scenario = RandomScenario.Create(seed);
            // Thirds have no finite decimals; the format has nothing else.
            if (scenario.Preferences.Any(own => own.Any(p => p.Weight.ToString().Contains('/', StringComparison.Ordinal) || p.Scores.Any(s => s.ToString().Contains('/', StringComparison.Ordinal))))) continue;
            using TemporaryFolder folder = new();
            GeniusDomain.Export(scenario, folder.Path);
            Scenario back = GeniusDomain.Import(folder.Path, EvaluationConvention.NegMas);
            foreach (Package package in RandomScenario.Packages(scenario, red: true)) RandomScenario.Utilities(back, package).ShouldBe(RandomScenario.Utilities(scenario, package));
            back.Parties.ShouldBe(scenario.Parties);
            back.Issues.Select(i => i.Name).ShouldBe(scenario.Issues.Select(i => i.Name));
            compared++;
        }

        compared.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Issues_of_one_name_are_told_apart_by_their_ids()
    {
        Scenario scenario = RandomScenario.Opposed(2, 3, 2, 1);
        scenario = scenario with { Issues = [.. scenario.Issues.Select(i => i with { Name = "Dues & tolls" })] };
        using TemporaryFolder folder = new();
        GeniusDomain.Export(scenario, folder.Path);
        GeniusDomain.Import(folder.Path, EvaluationConvention.NegMas).Issues.Select(i => i.Name).ShouldBe(["Dues & tolls (i0)", "Dues & tolls (i1)", "Dues & tolls (i2)"]);
    }

    [Fact]
    public void A_repeated_evaluation_in_a_utility_space_counts_the_last_time()
    {
        using TemporaryFolder folder = Write();
        File.WriteAllText(Path.Combine(folder.Path, "b.xml"), Space("1", "3", "2").Replace("<item index=\"2\" value=\"high\"", "<item index=\"1\" value=\"low\" evaluation=\"2\"/><item index=\"2\" value=\"high\"", StringComparison.Ordinal));
        GeniusDomain.Import(folder.Path, EvaluationConvention.NegMas).Preferences[0][0].Scores.ShouldBe([2, 3]);
    }

    [Theory]
    [InlineData("evaluation=\"3\"", "evaluation=\"much\"", "b.xml:2:93: 'evaluation' of <item> is 'much', not a number of at least 0")]
    [InlineData("<weight index=\"2\" value=\"0.3\"/>", "", "b.xml:3:2: issue 'Day' has no weight of index 2")]
    [InlineData("value=\"Friday\"", "value=\"Sunday\"", "b.xml:3:94: issue 'Day' has no option 'Sunday' in a.xml")]
    [InlineData("vtype=\"discrete\"", "vtype=\"real\"", "b.xml:2:2: issue 'Price' is of type 'real'; only discrete issues have options")]
    [InlineData("</utility_space>", "", "not XML")]
    public void A_fault_is_named_with_its_place(string right, string wrong, string message)
    {
        using TemporaryFolder folder = Write();
        File.WriteAllText(Path.Combine(folder.Path, "b.xml"), Space("1", "3", "2").Replace(right, wrong, StringComparison.Ordinal));
        Should.Throw<ScenarioException>(() => GeniusDomain.Import(folder.Path, EvaluationConvention.Genius)).Message.ShouldContain(message);
    }

    private static TemporaryFolder Write()
    {
        TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "a.xml"), Domain);
        File.WriteAllText(Path.Combine(folder.Path, "b.xml"), Space("1", "3", "2"));
        File.WriteAllText(Path.Combine(folder.Path, "c.xml"), Space("3", "1", "5"));
        return folder;
    }
}
