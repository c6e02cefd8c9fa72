using FsCheck;
using FsCheck.Fluent;
using Parley.Exchange;
using Parley.Talks.Networks;
using Parley.Tests.Exchange;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks.Networks;

/// <summary>
/// Networks against numbers worked out by hand. Statements for (1) and against (0) in the harbour's codes, all counted: Harbour Board shifts 4/0; Union shifts 1/1, crane 1/0; City shifts 0/1,
/// crane 0/1. Cells below: Board-City, Board-Union, City-Union.
/// </summary>
public class AgreementNetworkTests
{
    private static readonly NetworkSettings Plain = new("organization", "concept", "agreement");

    [Theory]
    [InlineData(NetworkAggregation.Ignore, 4, 8, 3)]
    [InlineData(NetworkAggregation.Congruence, 0, 4, 1)]
    [InlineData(NetworkAggregation.Conflict, 4, 4, 2)]
    [InlineData(NetworkAggregation.Subtract, -4, 0, -1)]
    public void Two_sides_are_tied_by_what_they_say_of_the_same(NetworkAggregation aggregation, double boardCity, double boardUnion, double cityUnion)
    {
        NetworkMatrix network = Of(Plain with { Aggregation = aggregation });
        network.Rows.ShouldBe([HarbourCodes.City, HarbourCodes.Board, HarbourCodes.Union]);
        network.Columns.ShouldBe(network.Rows);
        ShouldTie(network, boardCity, boardUnion, cityUnion);
        ShouldTie(Of(Plain with { Aggregation = aggregation, AsDna = true }), boardCity, boardUnion, cityUnion);
    }

    [Theory]
    [InlineData(NetworkNormalisation.Average, true, 4 / 3.0, 8 / 3.5, 3 / 2.5)]
    [InlineData(NetworkNormalisation.Average, false, 4 / 3.0, 8 / 3.5, 3 / 2.5)]
    [InlineData(NetworkNormalisation.Cosine, true, 4 / 8.0, 8 / 12.0, 3 / 6.0)]
    [InlineData(NetworkNormalisation.Cosine, false, 0.70710678118654752, 0.89442719099991588, 0.94868329805051380)]
    [InlineData(NetworkNormalisation.Jaccard, true, 4 / 6.0, 8 / 6.0, 3 / 4.0)]
    [InlineData(NetworkNormalisation.Jaccard, false, 4 / 5.0, 8 / 9.0, 3 / 3.0)]
    public void Ties_are_divided_by_how_much_the_two_say(NetworkNormalisation normalisation, bool asDna, double boardCity, double boardUnion, double cityUnion) =>
        ShouldTie(Of(Plain with { Normalisation = normalisation, AsDna = asDna }), boardCity, boardUnion, cityUnion);

    [Theory]
    [InlineData(DuplicateRule.Include, false, 9, 9)]
    [InlineData(DuplicateRule.Document, false, 8, 8)]
    [InlineData(DuplicateRule.Document, true, 8, 8)]
    [InlineData(DuplicateRule.Week, false, 7, 7)]
    [InlineData(DuplicateRule.Week, true, 6, 5)]
    [InlineData(DuplicateRule.Month, false, 7, 7)]
    [InlineData(DuplicateRule.Month, true, 6, 5)]
    [InlineData(DuplicateRule.Year, false, 7, 7)]
    [InlineData(DuplicateRule.Year, true, 7, 7)]
    [InlineData(DuplicateRule.All, false, 6, 5)]
    public void Repetitions_do_not_count_and_DNA_forgets_the_year_of_a_week(DuplicateRule rule, bool asDna, int byAgreement, int agreementIgnored)
    {
        Of(Plain with { Aggregation = NetworkAggregation.Congruence, Duplicates = rule, AsDna = asDna }).Statements.ShouldBe(byAgreement);
        Of(Plain with { Aggregation = NetworkAggregation.Ignore, Duplicates = rule, AsDna = asDna }).Statements.ShouldBe(agreementIgnored);
    }

    [Theory]
    [InlineData(NetworkAggregation.Ignore, NetworkNormalisation.None, 1, 1, 0, 4, 1, 2)]
    [InlineData(NetworkAggregation.Subtract, NetworkNormalisation.None, -1, -1, 0, 4, 1, 0)]
    [InlineData(NetworkAggregation.Combine, NetworkNormalisation.None, 2, 2, 0, 1, 1, 3)]
    [InlineData(NetworkAggregation.Ignore, NetworkNormalisation.Activity, 0.5, 0.5, 0, 1, 1 / 3.0, 2 / 3.0)]
    [InlineData(NetworkAggregation.Subtract, NetworkNormalisation.Prominence, -1 / 2.0, -1 / 7.0, 0, 4 / 7.0, 1 / 2.0, 0)]
    [InlineData(NetworkAggregation.Combine, NetworkNormalisation.Activity, 1, 1, 0, 1, 0.5, 1.5)]
    public void Sides_stand_against_what_they_speak_of(NetworkAggregation aggregation, NetworkNormalisation normalisation, double cityCrane, double cityShifts, double boardCrane, double boardShifts, double unionCrane, double unionShifts)
    {
        NetworkMatrix network = Of(Plain with { Mode = NetworkMode.Two, Aggregation = aggregation, Normalisation = normalisation });
        network.Columns.ShouldBe([HarbourCodes.Crane, HarbourCodes.Shifts]);
        double[] expected = [cityCrane, cityShifts, boardCrane, boardShifts, unionCrane, unionShifts];
        network.Cells.SelectMany(row => row).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Whole_numbers_agree_by_how_near_they_are()
    {
        // Strengths -2, -1, 1, 2: a scale of 4. Union and City on shifts: -2 and 1 against -1, likeness 3/4 and 1/2; on the crane 1 against -1, 1/2.
        // Board (2) against City (-1): 1/4; against Union's -2 and 1: 0 and 3/4.
        ShouldTie(Of(Plain with { Qualifier = "strength", Aggregation = NetworkAggregation.Congruence }), 4 * 0.25, 4 * (0 + 0.75), 0.75 + 0.5 + 0.5);
        ShouldTie(Of(Plain with { Qualifier = "strength", Aggregation = NetworkAggregation.Conflict }), 4 * 0.75, 4 * (1 + 0.25), 0.25 + 0.5 + 0.5);
        Of(Plain with { Qualifier = "strength", Aggregation = NetworkAggregation.Subtract, Mode = NetworkMode.Two }).Cells[1].ShouldBe([0, 8]);
    }

    [Fact]
    public void Equal_numbers_beyond_a_byte_are_no_repetition_for_DNA()
    {
        NetworkData data = DnaNetworkData.Of(HarbourCodes.Database(strength: 500), "Position");
        NetworkSettings settings = Plain with { Qualifier = "strength", Aggregation = NetworkAggregation.Subtract, Duplicates = DuplicateRule.All };
        NetworkData twice = data with { Statements = [.. data.Statements, .. data.Statements.Select(statement => statement with { Id = statement.Id + 100 })] };
        AgreementNetwork.Of(twice, settings).Single().Statements.ShouldBe(AgreementNetwork.Of(data, settings).Single().Statements);
        AgreementNetwork.Of(twice, settings with { AsDna = true }).Single().Statements.ShouldBe(AgreementNetwork.Of(data, settings).Single().Statements + 1);
    }

    [Fact]
    public void Words_agree_where_they_are_the_same_and_DNA_counts_what_one_side_alone_says_as_conflict()
    {
        // Tones: Board calm 4; Union calm 1, sharp 1 on shifts, calm 1 on the crane; City sharp 1 on each.
        NetworkSettings settings = Plain with { Qualifier = "tone", Aggregation = NetworkAggregation.Conflict };
        ShouldTie(Of(settings), 4, 4, 1 + 1);
        ShouldTie(Of(settings with { AsDna = true }), (4 + 1) + 1, 1 + 1, 1 + (1 + 1));
        ShouldTie(Of(settings with { Aggregation = NetworkAggregation.Congruence }), 0, 4, 1);
        ShouldTie(Of(settings with { Aggregation = NetworkAggregation.Congruence, AsDna = true }), 0, 4, 1);
    }

    [Fact]
    public void A_scale_of_one_number_is_agreement_and_no_number_for_DNA()
    {
        NetworkData data = DnaNetworkData.Of(HarbourCodes.Database(), "Position");
        data = data with { Statements = [.. data.Statements.Select(statement => statement with { Values = new Dictionary<string, string>(statement.Values, StringComparer.Ordinal) { ["strength"] = "3" } })] };
        NetworkSettings settings = Plain with { Qualifier = "strength", Aggregation = NetworkAggregation.Congruence };
        ShouldTie(AgreementNetwork.Of(data, settings).Single(), 4, 8, 3);
        AgreementNetwork.Of(data, settings with { AsDna = true }).Single().Cells[0][1].ShouldBe(double.NaN);
    }

    [Fact]
    public void Isolates_are_those_of_the_period_also_where_their_values_are_left_out()
    {
        NetworkSettings settings = Plain with { Exclusions = [new("organization", HarbourCodes.City)] };
        Of(settings).Rows.ShouldNotContain(HarbourCodes.City);
        Of(settings with { Isolates = true }).Rows.ShouldContain(HarbourCodes.City);
        NetworkSettings days = Plain with { To = new DateTime(2030, 12, 31), Isolates = true };
        Of(days).Rows.ShouldNotContain(HarbourCodes.City);
        Of(Plain with { Isolates = true, Exclusions = [new("source", "Pier News")] }).Rows.ShouldNotContain(HarbourCodes.City);
    }

    [Fact]
    public void A_field_of_the_document_can_be_a_side()
    {
        NetworkMatrix network = Of(Plain with { Rows = "source", Mode = NetworkMode.Two });
        network.Rows.ShouldBe(["Pier News", "Quay Post"]);
        network.Cells.ShouldBe([[2, 3], [1, 4]]);
    }

    [Fact]
    public void As_DNA_does_it_windows_are_centred_and_dropped_at_the_edges()
    {
        NetworkSettings settings = Plain with { From = new(2030, 1, 7), To = new(2030, 1, 10, 23, 59, 59), Window = new(3, WindowUnit.Days), AsDna = true };
        List<NetworkMatrix> windows = Windows(settings);
        windows.Select(window => (window.From, window.To, window.Statements)).ShouldBe(
        [
            (new DateTime(2030, 1, 7), new DateTime(2030, 1, 9), 5),
            (new DateTime(2030, 1, 8), new DateTime(2030, 1, 10), 2),
        ]);
        windows[1].Rows.ShouldBe([HarbourCodes.Board, HarbourCodes.Union]);
        Windows(settings with { Window = new(2, WindowUnit.Days) }).Count.ShouldBe(2);
        Windows(settings with { Window = new(1, WindowUnit.Days) }).Select(window => window.Statements).ShouldBe([3, 2, 0, 0]);
        Windows(settings with { Window = new(1, WindowUnit.Days) })[3].Rows.ShouldBeEmpty();
    }

    [Fact]
    public void DNA_keeps_a_day_that_a_short_month_took()
    {
        NetworkSettings settings = Plain with { From = new(2030, 1, 31), To = new(2030, 4, 30), Window = new(1, WindowUnit.Months), AsDna = true };
        Windows(settings).Select(window => window.From!.Value.Day).ShouldBe([31, 28, 28, 28]);
    }

    [Fact]
    public void Windows_cover_whole_calendar_units_and_move_by_one()
    {
        List<NetworkMatrix> windows = Windows(Plain with { Window = new(2, WindowUnit.Months) });
        windows.Count.ShouldBe(12);
        (windows[0].From, windows[0].To, windows[0].Statements).ShouldBe((new DateTime(2030, 1, 1), new DateTime(2030, 2, 28, 23, 59, 59), 5));
        (windows[^1].From, windows[^1].To, windows[^1].Statements).ShouldBe((new DateTime(2030, 12, 1), new DateTime(2031, 1, 31, 23, 59, 59), 4));
        Windows(Plain with { Window = new(40, WindowUnit.Years) }).Single().Statements.ShouldBe(9);
    }

    [Fact]
    public void Windows_of_statements_hold_so_many_before_and_after()
    {
        List<NetworkMatrix> windows = Windows(Plain with { Window = new(4, WindowUnit.Events) });
        windows.Count.ShouldBe(5);
        windows.ShouldAllBe(window => window.Statements == 5);
    }

    [Theory]
    [InlineData("2030-12-30", WeekRule.Iso, 2031, 1)]
    [InlineData("2028-01-02", WeekRule.Iso, 2027, 52)]
    [InlineData("2028-01-02", WeekRule.UnitedStates, 2028, 2)]
    [InlineData("2030-12-29", WeekRule.UnitedStates, 2031, 1)]
    [InlineData("2030-12-28", WeekRule.UnitedStates, 2030, 52)]
    public void Weeks_are_counted_as_the_country_counts_them(string date, WeekRule rule, int year, int week) =>
        StatementSelection.WeekOf(DateTime.Parse(date), rule).ShouldBe((year, week));

    [Fact]
    public void What_cannot_be_computed_is_said()
    {
        Should.Throw<NetworkException>(() => Of(Plain with { Columns = "policy" })).Message.ShouldBe("no variable is called 'policy'; there are organization, concept, tone, agreement, strength, author, source, section, type, id, title");
        Should.Throw<NetworkException>(() => Of(Plain with { Columns = "organization" })).Message.ShouldContain("give two variables");
        Should.Throw<NetworkException>(() => Of(Plain with { Rows = "agreement" })).Message.ShouldContain("holds no names");
        Should.Throw<NetworkException>(() => Of(Plain with { Aggregation = NetworkAggregation.Combine })).Message.ShouldContain("no combine");
        Should.Throw<NetworkException>(() => Of(Plain with { Normalisation = NetworkNormalisation.Activity })).Message.ShouldContain("two-mode");
        Should.Throw<NetworkException>(() => Of(Plain with { Mode = NetworkMode.Two, Normalisation = NetworkNormalisation.Cosine })).Message.ShouldContain("one-mode");
        Should.Throw<NetworkException>(() => Of(Plain with { Aggregation = NetworkAggregation.Conflict, Qualifier = null })).Message.ShouldContain("without a qualifier");
        Should.Throw<NetworkException>(() => Of(Plain with { From = new(2031, 1, 1), To = new(2030, 1, 1) })).Message.ShouldContain("ends before");
        Should.Throw<NetworkException>(() => Windows(Plain with { Window = new(1, WindowUnit.Seconds) })).Message.ShouldContain("longer unit");
    }

    [Fact]
    public void Agreement_and_conflict_make_up_what_two_have_in_common_and_likenesses_stay_within_one()
    {
        Gen<NetworkData> random = Gen.Choose(0, 59).Select(n => (row: n % 4, column: n / 4 % 5, stance: (n / 20) - 1)).ListOf()
            .Select(codes => new NetworkData(
                [new("who", VariableKind.ShortText), new("what", VariableKind.ShortText), new("stance", VariableKind.Stance)],
                [new(1, null)],
                [.. codes.Select((code, i) => new NetworkStatement(i, new(1, null), i, i + 1, new Dictionary<string, string>(StringComparer.Ordinal) { ["who"] = $"w{code.row}", ["what"] = $"t{code.column}", ["stance"] = $"{code.stance}" }))]));
        Prop.ForAll(random.ToArbitrary(), data =>
        {
            double[][] Cells(NetworkAggregation aggregation, NetworkNormalisation normalisation) =>
                AgreementNetwork.Of(data, new("who", "what", "stance") { Aggregation = aggregation, Normalisation = normalisation }).Single().Cells;
            foreach (NetworkNormalisation normalisation in new[] { NetworkNormalisation.None, NetworkNormalisation.Average, NetworkNormalisation.Jaccard, NetworkNormalisation.Cosine })
            {
                double[][] ignore = Cells(NetworkAggregation.Ignore, normalisation), congruence = Cells(NetworkAggregation.Congruence, normalisation), conflict = Cells(NetworkAggregation.Conflict, normalisation);
                double[][] subtract = Cells(NetworkAggregation.Subtract, normalisation);
                for (int a = 0; a < ignore.Length; a++)
                    for (int b = 0; b < ignore.Length; b++)
                    {
                        (congruence[a][b] + conflict[a][b]).ShouldBe(ignore[a][b], 1e-9);
                        (congruence[a][b] - conflict[a][b]).ShouldBe(subtract[a][b], 1e-9);
                        ignore[a][b].ShouldBe(ignore[b][a]);
                        if (normalisation is NetworkNormalisation.Jaccard or NetworkNormalisation.Cosine) ignore[a][b].ShouldBeInRange(0, 1 + 1e-12);
                    }
            }
        }).QuickCheckThrowOnFailure();
    }

    private static NetworkMatrix Of(NetworkSettings settings) => AgreementNetwork.Of(DnaNetworkData.Of(HarbourCodes.Database(), "Position"), settings).Single();

    private static List<NetworkMatrix> Windows(NetworkSettings settings) => [.. AgreementNetwork.Of(DnaNetworkData.Of(HarbourCodes.Database(), "Position"), settings)];

    private static void ShouldTie(NetworkMatrix network, double boardCity, double boardUnion, double cityUnion)
    {
        double[][] expected = [[0, boardCity, cityUnion], [boardCity, 0, boardUnion], [cityUnion, boardUnion, 0]];
        for (int row = 0; row < 3; row++) network.Cells[row].ShouldBe(expected[row], 1e-12);
    }
}
