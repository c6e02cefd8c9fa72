using Parley.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks;

public class ThingIdTests
{
    [Fact]
    public void An_id_says_where_a_thing_is_first_named()
    {
        string id = Of("a.txt", [new(40, 50), new(7, 12)], "p1");
        id.ShouldMatch("^p[a-z2-7]{8}$");
        Of("a.txt", [new(7, 12)], "p2").ShouldBe(id);
        Of("b.txt", [new(7, 12)], "p1").ShouldNotBe(id);
        Of("a.txt", [new(7, 13)], "p1").ShouldNotBe(id);
    }

    [Fact]
    public void Two_things_at_the_same_words_have_two_ids()
    {
        var taken = new HashSet<string>();
        ThingId.Of('i', "a.txt", [new(7, 12)], "i1", taken).ShouldNotBe(ThingId.Of('i', "a.txt", [new(7, 12)], "i2", taken));
    }

    [Fact]
    public void Where_nothing_says_where_it_stands_the_readings_own_id_tells_it_apart() => Of("a.txt", [], "p1").ShouldNotBe(Of("a.txt", [], "p2"));

    private static string Of(string report, IReadOnlyList<TextSpan> mentions, string read) => ThingId.Of('p', report, mentions, read, []);
}
