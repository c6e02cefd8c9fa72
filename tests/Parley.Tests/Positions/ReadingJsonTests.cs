using System.Text;
using System.Text.Json;
using Parley.Positions;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class ReadingJsonTests
{
    [Fact]
    public void A_reading_is_written_with_the_documented_names_in_the_documented_order()
    {
        string json = Encoding.UTF8.GetString(ReadingJson.ToUtf8(Sample()));
        json.ShouldBe(
            """
            {"reader":{"version":"1.0","models":"0123456789abcdef"},"report":{"id":"r","source":"r.txt","title":null,"byline":null,"dateline":"HALDEN","publisher":null,"url":null,"published":"2031-03-15","updated":null,"version":1,"changes":null,"language":"en","text":"Zürich “said” <so> & \"more\"\r\n","blocks":[{"kind":"paragraph","start":0,"end":20}],"links":[]},"sentences":[[0,5],[6,20]],"parties":[{"id":"p1","name":"Halden Dockers","aliases":["the dockers"],"kind":"union","mentions":[[0,2]],"confidence":0.123}],"actors":[{"id":"a1","name":"Aas","kind":"person","office":null,"party":"p1","mentions":[],"confidence":0.5}],"statements":[{"id":"s1","source":{"spans":[],"actor":"a1","party":null},"cue":{"spans":[[1,2]]},"content":{"spans":[[3,4],[5,6]]},"act":"criticise","positions":[{"holder":"p1","target":"t1","stance":"against","voice":"own","condition":null,"confidence":0.988}],"confidence":1}],"proposals":[{"id":"t1","label":"the offer","by":["p1"],"revises":null,"counters":"t2","mentions":[[0,1]],"confidence":0}],"issues":[{"id":"i1","label":"night shifts","mentions":[[0,1]],"confidence":0.4}],"provisions":[{"proposal":"t1","issue":null,"spans":[[0,1]],"confidence":0.2}],"events":[{"id":"e1","category":"CONSULT","kind":"talks","parties":["p1"],"date":null,"spans":[[0,1]],"confidence":0.3}],"deadlines":[{"id":"d1","status":"moved","date":"2031-03-20","spans":[[0,1]],"confidence":0.3}],"contradictions":[{"a":"s1","b":"s2","about":"shifts","confidence":0.9}]}
            """.TrimEnd());
    }

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        byte[] once = ReadingJson.ToUtf8(Sample());
        var back = ReadingJson.Parse(once);
        ReadingJson.ToUtf8(back).ShouldBe(once);
        back.Report.Text.ShouldBe(Sample().Report.Text);
        back.Statements[0].Content.Spans.ShouldBe([new(3, 4), new(5, 6)]);
        back.Statements[0].Positions[0].Stance.ShouldBe(Stance.Against);
        back.Deadlines[0].Status.ShouldBe(DeadlineStatus.Moved);
    }

    [Theory]
    [InlineData("[6,20]", "[6,200]", "a place ends at 200, behind the text, which ends at 29")]
    [InlineData("\"mentions\":[[0,2]]", "\"mentions\":[[0,31]]", "a place ends at 31")]
    [InlineData("\"spans\":[[3,4],[5,6]]", "\"spans\":[[3,4],[5,2147483647]]", "a place ends at 2147483647")]
    [InlineData("\"sentences\":[[0,5],[6,20]],", "", "it lacks a list")]
    [InlineData(",\"contradictions\":[{\"a\":\"s1\",\"b\":\"s2\",\"about\":\"shifts\",\"confidence\":0.9}]", "", "it lacks a list")]
    public void A_place_outside_the_text_and_a_missing_list_are_refused(string written, string damaged, string message)
    {
        string json = Encoding.UTF8.GetString(ReadingJson.ToUtf8(Sample()));
        json.ShouldContain(written);
        Should.Throw<JsonException>(() => ReadingJson.Parse(Encoding.UTF8.GetBytes(json.Replace(written, damaged, StringComparison.Ordinal)))).Message.ShouldContain(message);
    }

    [Fact]
    public void What_was_written_before_there_were_links_is_read()
    {
        string json = Encoding.UTF8.GetString(ReadingJson.ToUtf8(Sample()));
        ReadingJson.Parse(Encoding.UTF8.GetBytes(json.Replace(",\"links\":[]", "", StringComparison.Ordinal))).Sentences.Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_written_is_what_the_generated_serialisation_writes_for_every_field_and_every_value()
    {
        var sample = Sample();
        var full = sample with
        {
            Report = sample.Report with
            {
                Title = "t",
                Url = "https://example.org/?a=b&c=\u0007",
                Updated = "2031-03-16",
                Version = 2,
                Changes = new(["gone", "went \ud83d\ude00"], [new(1, 2)]),
                Links = [new(new(0, 3), "https://example.org/")],
                Blocks = [.. Enum.GetValues<BlockKind>().Select((k, i) => new Block(k, new(i, i + 1)))],
            },
            Parties = [.. Enum.GetValues<PartyKind>().Select(k => sample.Parties[0] with { Kind = k })],
            Actors = [.. Enum.GetValues<ActorKind>().Select(k => sample.Actors[0] with { Kind = k, Office = "envoy" })],
            Statements =
            [
                .. Enum.GetValues<Act>().Select(a => sample.Statements[0] with
                {
                    Act = a,
                    Positions = [.. Enum.GetValues<Stance>().SelectMany(x => Enum.GetValues<Voice>().Select(v => new Position("p1", "t1", x, v, "if", 0.1235)))],
                }),
            ],
            Events = [.. Enum.GetValues<EventKind>().Select(k => sample.Events[0] with { Kind = k, Date = "2031" })],
            Deadlines = [.. Enum.GetValues<DeadlineStatus>().Select(d => sample.Deadlines[0] with { Status = d, Date = null })],
        };
        foreach (var reading in (Reading[])[sample, full, new() { Reader = new("", ""), Report = sample.Report }])
            Encoding.UTF8.GetString(ReadingJson.ToUtf8(reading)).ShouldBe(Encoding.UTF8.GetString(ReadingJson.Generated(reading)));
    }

    [Theory]
    [InlineData("\"kind\":\"union\"", "\"kind\":\"guild\"")]
    [InlineData("[0,5]", "[5,0]")]
    [InlineData("[0,5]", "[0]")]
    [InlineData("[0,5]", "[\"a\",5]")]
    [InlineData("\"confidence\":0.123", "\"confidence\":1.5")]
    [InlineData("\"label\":\"the offer\"", "\"label\":null")]
    [InlineData("\"act\":\"criticise\",", "")]
    [InlineData("{\"kind\":\"paragraph\",\"start\":0,\"end\":20}", "{\"kind\":\"paragraph\"}")]
    public void What_is_no_reading_is_refused(string part, string other)
    {
        string json = Encoding.UTF8.GetString(ReadingJson.ToUtf8(Sample()));
        json.ShouldContain(part);
        Should.Throw<JsonException>(() => ReadingJson.Parse(Encoding.UTF8.GetBytes(json.Replace(part, other))));
    }

    [Fact]
    public void What_is_below_a_confidence_goes_with_all_that_hangs_on_it()
    {
        var reading = Sample().Above(0.3);
        reading.Parties.ShouldBeEmpty();
        reading.Proposals.ShouldBeEmpty();
        reading.Provisions.ShouldBeEmpty();
        reading.Actors.ShouldHaveSingleItem().Party.ShouldBeNull();
        reading.Statements.ShouldHaveSingleItem().Positions.ShouldBeEmpty("its holder is gone");
        reading.Issues.Count.ShouldBe(1);
        reading.Events.ShouldHaveSingleItem().Parties.ShouldBeEmpty();
        reading.Contradictions.ShouldBeEmpty("there is no s2");
        ReadingJson.ToUtf8(Sample().Above(0.0)).Length.ShouldBeLessThan(ReadingJson.ToUtf8(Sample()).Length);
    }

    private static Reading Sample() => new()
    {
        Reader = new("1.0", "0123456789abcdef"),
        Report = new()
        {
            Id = "r",
            Source = "r.txt",
            Text = "Zürich “said” <so> & \"more\"\r\n",
            Blocks = [new(BlockKind.Paragraph, new(0, 20))],
            Dateline = "HALDEN",
            Published = "2031-03-15",
            Language = "en",
        },
        Sentences = [new(0, 5), new(6, 20)],
        Parties = [new("p1", "Halden Dockers", ["the dockers"], PartyKind.Union, [new(0, 2)], 0.1234)],
        Actors = [new("a1", "Aas", ActorKind.Person, null, "p1", [], 0.5)],
        Statements = [new("s1", new([], "a1", null), new([new(1, 2)]), new([new(3, 4), new(5, 6)]), Act.Criticise, [new("p1", "t1", Stance.Against, Voice.Own, null, 0.98765)], 1)],
        Proposals = [new("t1", "the offer", ["p1"], null, "t2", [new(0, 1)], 0)],
        Issues = [new("i1", "night shifts", [new(0, 1)], 0.4)],
        Provisions = [new("t1", null, [new(0, 1)], 0.2)],
        Events = [new("e1", "CONSULT", EventKind.Talks, ["p1"], null, [new(0, 1)], 0.3)],
        Deadlines = [new("d1", DeadlineStatus.Moved, "2031-03-20", [new(0, 1)], 0.3)],
        Contradictions = [new("s1", "s2", "shifts", 0.9)],
    };
}
