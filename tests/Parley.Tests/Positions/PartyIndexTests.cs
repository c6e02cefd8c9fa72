using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class PartyIndexTests
{
    private const string Text = "Norway's negotiator Lund told the union that it must wait.";

    private static TextSpan Span(string part) => new(Text.IndexOf(part, StringComparison.Ordinal), Text.IndexOf(part, StringComparison.Ordinal) + part.Length);

    private static PartyIndex Index(params (string Part, string? Party, string? Actor)[] mentions) => new(
        [new("p1", "Norway", [], PartyKind.State, [], 1), new("p2", "union", [], PartyKind.Union, [], 1)],
        [new("a1", "Lund", ActorKind.Person, "negotiator", "p1", [], 1)],
        mentions.Select(m => new PartyMention(Span(m.Part), m.Party, m.Actor, MentionForm.Name)),
        new Dictionary<TextSpan, Speaker> { [Span("it must")] = new(null, "p2") });

    private static readonly PartyIndex Full = Index(("the union", "p2", null), ("Norway", "p1", null), ("Lund", "p1", "a1"));

    [Fact]
    public void An_actor_in_a_source_speaks_rather_than_the_party_named_before_it() =>
        Full.Resolve(Span("Norway's negotiator Lund")).ShouldBe(new Speaker("a1", "p1"));

    [Fact]
    public void A_party_speaks_for_itself() => Full.Resolve(Span("the union")).ShouldBe(new Speaker(null, "p2"));

    [Fact]
    public void A_resolved_source_outranks_the_mentions() => Full.Resolve(Span("it must")).ShouldBe(new Speaker(null, "p2"));

    [Fact]
    public void Nobody_is_nobody() => Full.Resolve(Span("wait")).ShouldBe(default);

    [Fact]
    public void Parties_of_a_stretch_come_once_each_in_text_order() =>
        Full.PartiesMentionedIn(new(0, Text.Length)).ShouldBe(["p1", "p2"]);

    [Fact]
    public void A_mention_that_sticks_out_of_the_stretch_does_not_count()
    {
        var span = new TextSpan(0, Span("the union").End - 1);
        Full.PartiesMentionedIn(span).ShouldBe(["p1"]);
    }
}
