using Parley.Language;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class FactsTests
{
    private static FactMatch? First(string text, int at = 0)
    {
        var tokens = Words(text);
        return Facts.World.TryMatch(text, tokens, at, tokens.Length, out var match) ? match : null;
    }

    private static Token[] Words(string text)
    {
        var tokens = new List<Token>();
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == ' ')
            {
                i++;
                continue;
            }

            int end = text.IndexOf(' ', i) is var blank and >= 0 ? blank : text.Length;
            int possessive = text.IndexOf("'s", i, end - i, StringComparison.Ordinal);
            if (possessive > i) end = possessive;
            tokens.Add(new() { Span = new(i, end), Word = text[i..end], Entity = -1, Head = -1 });
            i = end;
        }

        return [.. tokens];
    }

    [Theory]
    [InlineData("Britain", "GBR", FactForm.Name)]
    [InlineData("Danish", "DNK", FactForm.Adjective)]
    [InlineData("Spaniards", "ESP", FactForm.People)]
    [InlineData("Canberra", "AUS", FactForm.Capital)]
    [InlineData("Kremlin", "RUS", FactForm.Metonym)]
    [InlineData("Bonn", "BRD", FactForm.Capital)]
    [InlineData("East German", "DDR", FactForm.Adjective)]
    [InlineData("U.S.", "USA", FactForm.Name)]
    [InlineData("Brussels", "EU", FactForm.Metonym)]
    [InlineData("Hague", "NLD", FactForm.Metonym)]
    [InlineData("OPEC", "OPEC", FactForm.Name)]
    public void Every_kind_of_form_finds_its_fact(string form, string id, FactForm kind)
    {
        var match = First(form).ShouldNotBeNull();
        match.Fact.Id.ShouldBe(id);
        match.Form.ShouldBe(kind);
    }

    [Fact]
    public void The_longest_form_wins()
    {
        var match = First("South Korean envoys").ShouldNotBeNull();
        match.Fact.Id.ShouldBe("KOR");
        match.End.ShouldBe(2);
        First("Papua New Guinea").ShouldNotBeNull().Fact.Id.ShouldBe("PNG");
        First("Guinea-Bissau").ShouldNotBeNull().Fact.Id.ShouldBe("GNB");
    }

    [Theory]
    [InlineData("us")]
    [InlineData("turkey")]
    [InlineData("Chinatown")]
    [InlineData("Malice")]
    [InlineData("polish")]
    public void Common_words_and_longer_words_name_nothing(string word) => First(word).ShouldBeNull();

    [Fact]
    public void Capitals_in_a_headline_match_but_short_words_do_not()
    {
        First("BRAZIL REFUSES").ShouldNotBeNull().Fact.Id.ShouldBe("BRA");
        First("SOUTH KOREA").ShouldNotBeNull().Fact.Id.ShouldBe("KOR");
        First("MAN").ShouldBeNull();
    }

    [Fact]
    public void A_possessive_may_be_its_own_token_or_not()
    {
        First("Norway 's offer").ShouldNotBeNull().End.ShouldBe(1);
        var tokens = new Token[] { new() { Span = new(0, 8), Word = "Norway's", Entity = -1, Head = -1 } };
        Facts.World.TryMatch("Norway's", tokens, 0, 1, out var match).ShouldBeTrue();
        match.Fact.Id.ShouldBe("NOR");
    }

    [Fact]
    public void A_form_of_several_facts_names_the_others_too()
    {
        var match = First("Moscow").ShouldNotBeNull();
        match.Fact.Id.ShouldBe("RUS");
        match.Others.ShouldHaveSingleItem().Fact.Id.ShouldBe("SUN");
    }

    [Fact]
    public void Names_of_persons_are_told_apart_from_states()
    {
        string text = "Then Michael Jordan spoke";
        var tokens = Words(text);
        Facts.World.TryMatch(text, tokens, 2, tokens.Length, out var match).ShouldBeTrue();
        match.Doubtful.ShouldBeTrue();
        Facts.PartOfLongerName(tokens, match, 0, tokens.Length).ShouldBeTrue();
        text = "talks between Jordan and Israel";
        tokens = Words(text);
        Facts.World.TryMatch(text, tokens, 2, tokens.Length, out match).ShouldBeTrue();
        Facts.PartOfLongerName(tokens, match, 0, tokens.Length).ShouldBeFalse();
    }

    [Fact]
    public void All_members_of_the_United_Nations_are_there() =>
        Facts.World.All.Count(f => f.Kind == FactKind.State).ShouldBe(193 + 4);

    [Fact]
    public void Every_name_of_a_fact_leads_back_to_it()
    {
        foreach (var fact in Facts.World.All)
        {
            Facts.World.TryName(fact.Name, out var found).ShouldBeTrue(fact.Name);
            found.Fact.Id.ShouldBe(fact.Id);
        }
    }

    [Fact]
    public void Members_of_blocs_are_facts()
    {
        foreach (var fact in Facts.World.All)
            foreach (string member in fact.Members) Facts.World.Find(member).ShouldNotBeNull(member);
    }

    [Fact]
    public void A_line_with_a_missing_column_is_refused_with_its_text() =>
        Should.Throw<FormatException>(() => Facts.Parse("ABC\tstate\tAbcland")).Message.ShouldContain("Abcland");
}
