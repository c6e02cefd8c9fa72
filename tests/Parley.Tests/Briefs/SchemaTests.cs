using System.Text.Json;
using Parley.Briefs;
using Parley.Positions;
using Parley.Talks;
using Parley.Tests.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Briefs;

public class SchemaTests
{
    private static readonly JsonSchema BriefSchema = JsonSchema.Load("brief.schema.json");
    private static readonly JsonSchema ReadingSchema = JsonSchema.Load("reading.schema.json");

    [Theory]
    [InlineData(null, null)]
    [InlineData("2031-03-09", null)]
    [InlineData(null, "2031-03-09")]
    public void A_brief_keeps_to_its_schema(string? asOf, string? since) =>
        BriefSchema.Faults(BriefJson(NegotiationBuilder.Build(FerryTalks.All, asOf is null ? null : DateOnly.Parse(asOf), since is null ? null : DateOnly.Parse(since)))).ShouldBeEmpty();

    [Fact]
    public void A_brief_of_nothing_keeps_to_its_schema() => BriefSchema.Faults(BriefJson(NegotiationBuilder.Build([]))).ShouldBeEmpty();

    [Fact]
    public void Readings_keep_to_their_schema()
    {
        foreach (Reading reading in FerryTalks.All)
            ReadingSchema.Faults(JsonDocument.Parse(ReadingJson.ToUtf8(reading)).RootElement).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"kind":"state"}""", "$.parties[0]: id is missing")]
    [InlineData("""{"id":"paaaaaaaa","name":"N","aliases":[],"kind":"kingdom","statements":0,"reports":[1],"confidence":1}""", "$.parties[0].kind: kingdom is none of")]
    [InlineData("""{"id":"paaaaaaaa","name":"N","aliases":[],"kind":"state","statements":0,"reports":[1],"confidence":1.5}""", "$.parties[0].confidence: 1.5 is above 1")]
    public void The_check_finds_what_is_wrong(string party, string fault)
    {
        string good = BriefJson(NegotiationBuilder.Build([])).GetRawText();
        JsonElement bad = JsonDocument.Parse(good.Replace("\"parties\": []", $"\"parties\": [{party}]", StringComparison.Ordinal)).RootElement;
        BriefSchema.Faults(bad).ShouldContain(found => found.StartsWith(fault, StringComparison.Ordinal));
    }

    private static JsonElement BriefJson(Negotiation talks)
    {
        using var stream = new MemoryStream();
        JsonBrief.Write(Brief.Of(talks), stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
