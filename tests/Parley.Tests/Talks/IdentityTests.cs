using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks;

public class IdentityTests
{
    /// <summary>Every way of telling the story with one report less: the one that is left out may be the first, the last or any.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_id_never_changes_its_meaning_when_a_report_is_added(int added)
    {
        Reading[] before = [.. FerryTalks.All.Where((_, i) => i != added)];
        var old = Meanings(before);
        var now = Meanings(FerryTalks.All);
        old.Keys.Intersect(now.Keys).ShouldNotBeEmpty();
        foreach (string id in old.Keys.Intersect(now.Keys)) old[id].Overlaps(now[id]).ShouldBeTrue(id);
    }

    [Fact]
    public void A_report_that_is_added_later_leaves_all_ids_as_they_were()
    {
        var old = Meanings([FerryTalks.First, FerryTalks.Second]);
        var now = Meanings([FerryTalks.First, FerryTalks.Second, FerryTalks.Third]);
        foreach ((string id, HashSet<(string, string)> things) in old) things.IsSubsetOf(now[id]).ShouldBeTrue(id);
    }

    /// <summary>Which things of which reports bear each id.</summary>
    private static Dictionary<string, HashSet<(string Report, string Id)>> Meanings(IReadOnlyList<Reading> readings)
    {
        TalksIdentity identity = NegotiationBuilder.BuildWithIdentity(readings).Identity;
        return identity.Parties.Concat(identity.Targets).GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToHashSet(), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("The Harbour Board plc", "Harbour Board")]
    [InlineData("the United States", "United States")]
    [InlineData("U.S.", "US")]
    [InlineData("Seafarers’ Union", "Seafarers' Union")]
    public void Names_that_differ_in_dress_only_have_one_key(string a, string b) => WordKey.OfName(a).ShouldBe(WordKey.OfName(b));

    [Theory]
    [InlineData("Amalgamated Dock Workers", "ADW", true)]
    [InlineData("Amalgamated Dock Workers", "ADU", false)]
    [InlineData("the union", "the union", true)]
    [InlineData("Northland", "Southland", false)]
    public void Parties_are_one_by_name_or_initials(string a, string b, bool one) => Parties(a, [], b, []).ShouldBe(one);

    [Theory]
    [InlineData("the union", false)]
    [InlineData("Officials", false)]
    [InlineData("the Palace", true)]
    public void Only_an_alias_that_identifies_joins_two_parties(string alias, bool one) => Parties("Northland", [alias], "Ministry of Ports", [alias]).ShouldBe(one);

    [Fact]
    public void What_one_report_keeps_apart_is_never_joined()
    {
        IdentityClusters clusters = PartyIdentity.Join([(0, Party("Northland", [])), (0, Party("Northland Army", ["Northlanders"])), (1, Party("Northland", ["Northlanders"]))]);
        clusters.Find(0).ShouldNotBe(clusters.Find(1));
        clusters.Find(0).ShouldBe(clusters.Find(2));
    }

    [Theory]
    [InlineData("28-point plan", "the 28-point framework", true)]
    [InlineData("28-point plan", "19-point plan", false)]
    [InlineData("peace plan", "revised peace plan", false)]
    [InlineData("wage offer", "pension offer", false)]
    [InlineData("wage offer of the port", "wage offer", true)]
    [InlineData("the plan", "the framework", true)]
    [InlineData("revised plan", "the revised version", true)]
    [InlineData("counter-proposal of their own", "counter-proposal on tolls", true)]
    public void Texts_are_one_by_numbers_or_telling_words_unless_the_version_differs(string a, string b, bool one)
    {
        IdentityClusters clusters = ProposalIdentity.Join([(0, Proposal(a), [], [a]), (1, Proposal(b), [], [b])], new HashSet<string>());
        (clusters.Find(0) == clusters.Find(1)).ShouldBe(one);
    }

    [Fact]
    public void Texts_of_different_authors_are_not_one()
    {
        IdentityClusters clusters = ProposalIdentity.Join([(0, Proposal("wage offer"), [1], []), (1, Proposal("wage offer"), [2], [])], new HashSet<string>());
        clusters.Find(0).ShouldNotBe(clusters.Find(1));
    }

    [Theory]
    [InlineData("work on public holidays at double pay", "double pay for work on public holidays", true)]
    [InlineData("withdrawal of the troops", "stationing of the troops", false)]
    [InlineData("end of the export ban", "export ban", false)]
    [InlineData("wages", "wages", true)]
    [InlineData("rise of 4% in wages", "rise of 9% in wages", false)]
    public void Issues_are_one_by_most_of_their_words_unless_one_turns_the_other_round(string a, string b, bool one)
    {
        IdentityClusters clusters = IssueIdentity.Join([(0, new Issue("i1", a, [], 1), []), (1, new Issue("i1", b, [], 1), [])]);
        (clusters.Find(0) == clusters.Find(1)).ShouldBe(one);
    }

    [Fact]
    public void A_surname_that_could_mean_two_people_joins_only_one_of_them()
    {
        IdentityClusters clusters = ActorIdentity.Join([(0, Actor("Anna Berg"), 1), (1, Actor("Jon Berg"), 1), (2, Actor("Berg"), 1)]);
        clusters.Find(0).ShouldNotBe(clusters.Find(1));
    }

    [Fact]
    public void A_full_name_is_one_person_whatever_party_a_report_lays_it_to() =>
        ActorIdentity.Join([(0, Actor("Anna Berg"), 1), (1, Actor("Anna Berg"), 2), (2, Actor("Berg"), null)]).All().Count.ShouldBe(1);

    [Fact]
    public void A_body_of_one_party_is_not_that_of_another() =>
        ActorIdentity.Join([(0, Actor("Foreign Ministry") with { Kind = ActorKind.Body }, 1), (1, Actor("Foreign Ministry") with { Kind = ActorKind.Body }, 2)]).All().Count.ShouldBe(2);

    private static bool Parties(string a, string[] aliasesA, string b, string[] aliasesB)
    {
        IdentityClusters clusters = PartyIdentity.Join([(0, Party(a, aliasesA)), (1, Party(b, aliasesB))]);
        return clusters.Find(0) == clusters.Find(1);
    }

    private static Party Party(string name, string[] aliases) => new("p1", name, aliases, PartyKind.Group, [], 1);

    [Theory]
    [InlineData("offer of 40 crowns a tonne", 1, "bid of 40 crowns", 2, true)]
    [InlineData("offer of 40 crowns a tonne", 1, "offer of 45 crowns a tonne", 1, false)]
    [InlineData("new Coastal Fisheries Agreement", 1, "new Coastal Fisheries Agreement of the Nordic states", 2, true)]
    [InlineData("significantly-improved bid", 1, "improved offer", 1, true)]
    [InlineData("significantly-improved bid", 1, "improved offer", 2, false)]
    [InlineData("current accord", 1, "present pact", 1, true)]
    [InlineData("Danish offer", 1, "offer of free passage", 1, true)]
    public void What_a_text_says_of_itself_outweighs_a_disagreement_about_its_author(string a, int authorOfA, string b, int authorOfB, bool one)
    {
        IdentityClusters clusters = ProposalIdentity.Join([(0, Proposal(a), [authorOfA], [a]), (1, Proposal(b), [authorOfB], [b])], new HashSet<string>());
        (clusters.Find(0) == clusters.Find(1)).ShouldBe(one);
    }

    [Fact]
    public void Pairs_looked_up_by_words_join_as_all_pairs_do()
    {
        var random = new Random(7);
        for (int round = 0; round < 50; round++)
        {
            int[] reports = [.. Enumerable.Range(0, 40).Select(_ => random.Next(8))];
            HashSet<string>[] words = [.. reports.Select(_ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"w{random.Next(12)}").ToHashSet())];
            double Score(int a, int b) => words[a].Count(words[b].Contains);
            var all = new IdentityClusters(reports);
            all.Join(Score);
            var some = new IdentityClusters(reports);
            some.Join(Score, keys: words);
            some.All().ShouldBe(all.All());
        }
    }

    private static Proposal Proposal(string label) => new("t1", label, [], null, null, [], 1);

    private static Actor Actor(string name) => new("a1", name, ActorKind.Person, null, "p1", [], 1);
}
