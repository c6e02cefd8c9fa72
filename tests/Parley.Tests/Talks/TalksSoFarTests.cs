using Parley.Benchmarks;
using Parley.Briefs;
using Parley.Ledger;
using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks;

/// <summary>The picture is the same however the reports come: all at once or one by one, in any order, with people's decisions or without.</summary>
public class TalksSoFarTests
{
    private const string Decisions = """
        parties:
          - name: the northern side
            aliases: [Nordhavn, Nordhavn Lines]
            apart-from: [Fenhavn Growers]
          - name: Torhavn Council
            found-as: Torhavn
          - name: Kalhavn Union
            apart-from: [Kalhavn, the union]
        speakers:
          - name: Anna Nordhavnsen
            aliases: [Tomas Linmarksen]
            party: Torhavn Council
        proposals:
          - label: the great plan
            aliases: [10-point plan, 12-point draft]
        issues:
          - label: sailing at night
            aliases: [night sailing rights, sailing rights]
            apart-from: [night sailing]
        leave-out:
          parties: [Oshavn]
          issues: [winter quota limits]
        """;

    [Theory]
    [InlineData(1, 40, false)]
    [InlineData(2, 40, true)]
    [InlineData(3, 70, false)]
    [InlineData(4, 70, true)]
    [InlineData(5, 25, true)]
    [InlineData(6, 100, false)]
    public void Reports_one_by_one_in_any_order_make_the_picture_of_all_at_once(int seed, int reports, bool decided)
    {
        // Few sides, points and days, so that much meets.
        var talks = new MadeUpTalks((ulong)seed, parties: 9, issues: 30, days: 40, copies: 10);
        Reading[] readings = [.. Enumerable.Range(0, reports).Select(talks.Reading)];
        IReadOnlyList<Decision>? decisions = decided ? TalksFile.Read(Decisions, "talks.yaml") : null;
        var since = new DateOnly(2031, 1, 20);
        string expected = Json(NegotiationBuilder.Build(readings, since: since, decisions: decisions));
        var random = new Random(seed);
        for (int round = 0; round < 3; round++)
        {
            random.Shuffle(readings);
            var soFar = new TalksSoFar(since: since, decisions: decisions);
            foreach (Reading reading in readings)
            {
                soFar.Add(reading);
                if (random.Next(10) == 0) soFar.Now();
            }

            Json(soFar.Now()).ShouldBe(expected);
        }
    }

    [Fact]
    public void Every_picture_on_the_way_is_that_of_the_reports_so_far()
    {
        var talks = new MadeUpTalks(11, parties: 6, issues: 12, days: 20, copies: 10);
        Reading[] readings = [.. Enumerable.Range(0, 40).Select(talks.Reading)];
        new Random(5).Shuffle(readings);
        var soFar = new TalksSoFar();
        for (int i = 0; i < readings.Length; i++)
        {
            soFar.Add(readings[i]);
            Json(soFar.Now()).ShouldBe(Json(NegotiationBuilder.Build(readings.Take(i + 1))), $"after {i + 1} reports");
        }
    }

    [Fact]
    public void Reports_in_batches_make_the_same_picture()
    {
        var talks = new MadeUpTalks(12, parties: 9, issues: 30, days: 40, copies: 10);
        Reading[] readings = [.. Enumerable.Range(0, 80).Select(talks.Reading)];
        var soFar = new TalksSoFar(asOf: new DateOnly(2031, 2, 1));
        foreach (Reading[] batch in readings.Reverse().Chunk(17)) soFar.Add(batch);
        Json(soFar.Now()).ShouldBe(Json(NegotiationBuilder.Build(readings, asOf: new DateOnly(2031, 2, 1))));
    }

    [Fact]
    public void A_picture_that_was_given_out_does_not_change()
    {
        var soFar = new TalksSoFar();
        soFar.Add(FerryTalks.All.Skip(1));
        Negotiation before = soFar.Now();
        string then = Json(before);
        soFar.Add(FerryTalks.First);
        Json(before).ShouldBe(then);
        Json(soFar.Now()).ShouldBe(Json(NegotiationBuilder.Build(FerryTalks.All)));
    }

    [Fact]
    public void What_is_made_up_has_something_of_everything()
    {
        var talks = new MadeUpTalks(3, parties: 9, issues: 30, days: 40, copies: 10);
        Negotiation picture = NegotiationBuilder.Build(Enumerable.Range(0, 100).Select(talks.Reading), decisions: TalksFile.Read(Decisions, "talks.yaml"));
        picture.Parties.ShouldContain(party => party.Name == "the northern side");
        picture.Issues.ShouldContain(issue => issue.Label == "sailing at night");
        picture.Reports.ShouldContain(report => report.Copies.Count > 0);
        picture.Reports.ShouldContain(report => report.Day == null);
        picture.Proposals.ShouldContain(proposal => proposal.Revises != null && proposal.Provisions.Count > 0);
        picture.Positions.ShouldContain(history => history.Before != null);
        picture.Disagreements.Select(found => found.Kind).Distinct().Count().ShouldBe(3);
        picture.Timeline.ShouldContain(entry => entry.Quotations.Count > 1);
    }

    private static string Json(Negotiation talks)
    {
        using var stream = new MemoryStream();
        JsonBrief.Write(Brief.Of(talks), stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
