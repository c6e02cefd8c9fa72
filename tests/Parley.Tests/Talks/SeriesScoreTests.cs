using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks;

public class SeriesScoreTests
{
    private static readonly GoldReport[] Reports = [Gold("ferry-1", "The union rejected night boats.", "against"), Gold("ferry-2", "The union rejected night boats anew.", "against")];

    private static readonly GoldSeries Series = GoldSeries.Parse(
        "ferry",
        """{"order":["ferry-2","ferry-1"],"positions":[{"holder":"U","target":"I1","stance":"against","report":"ferry-2"},{"holder":"U","target":"I1","stance":"for","report":"ferry-1"}]}""",
        Reports);

    [Fact]
    public void Things_that_are_one_and_are_made_one_count_in_pairs()
    {
        var score = new SeriesScore();
        score.Add(Series, [.. Series.Reports.Select(report => report.ToReading(report.ToReport()))]);
        // One pair of parties and one of issues; the standing is right after the first report and not after the second.
        score["party"].ShouldBe((1, 1, 1));
        score["issue"].ShouldBe((1, 1, 1));
        score["identity"].F1.ShouldBe(1);
        score["position"].ShouldBe((0.5, 0.5, 0.5));
        score.Lines().First().ShouldBe("party          P 1.000  R 1.000  F1 1.000   (1 of 1 predicted, 1 gold)");
    }

    [Fact]
    public void What_a_reading_does_not_have_is_missed_and_what_is_none_is_wrong()
    {
        var score = new SeriesScore();
        List<Reading> readings = [.. Series.Reports.Select(report => report.ToReading(report.ToReport()))];
        for (int i = 0; i < readings.Count; i++)
        {
            Reading reading = readings[i];
            // The party is lost in one report; both take "boats" for a party.
            readings[i] = reading with { Parties = [.. reading.Parties.Take(i), new Party("x", "boats", [], PartyKind.Group, [], 1)], Statements = [] };
        }

        score.Add(Series, readings);
        score["party"].ShouldBe((0, 0, 0));
        score["party~"].ShouldBe((0, 0, 0));
        score["position"].Recall.ShouldBe(0);
    }

    [Fact]
    public void A_series_that_names_an_unknown_report_is_refused() =>
        Should.Throw<InvalidDataException>(() => GoldSeries.Parse("ferry", """{"order":["ferry-9"],"positions":[]}""", Reports)).Message.ShouldContain("ferry-9, which has no annotation");

    private static GoldReport Gold(string name, string text, string stance) => GoldReport.Parse(
        name,
        text,
        $$"""{"document":"{{name}}","parties":[{"id":"U","name":"The union","aliases":[]}],"issues":[{"id":"I1","label":"night boats","mentions":["night boats"]}],"statements":[{"id":"S1","source":null,"party":"U","cue":{"text":"rejected"},"content":[{"text":"night boats"}],"act":"reject","positions":[{"holder":"U","target":"I1","stance":"{{stance}}","voice":"own"}]}]}""");
}
