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
        IReadOnlyList<TalksParty> parties = NegotiationBuilder.Build([new Told("a", null, "One day").Party("p1", "Northland").Party("p2", "Northland Army", aliases: ["Northlanders"]).Reading(),
            new Told("b", null, "Another day").Party("p1", "Northland", aliases: ["Northlanders"]).Reading()]).Parties;
        parties.Select(party => (party.Name, party.Reports.Count)).ShouldBe([("Northland", 2), ("Northland Army", 1)], ignoreOrder: true);
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
    public void Texts_are_one_by_numbers_or_telling_words_unless_the_version_differs(string a, string b, bool one) => Texts(a, null, b, null).ShouldBe(one);

    [Fact]
    public void Texts_of_different_authors_are_not_one() => Texts("wage offer", 1, "wage offer", 2).ShouldBeFalse();

    [Theory]
    [InlineData("work on public holidays at double pay", "double pay for work on public holidays", true)]
    [InlineData("withdrawal of the troops", "stationing of the troops", false)]
    [InlineData("end of the export ban", "export ban", false)]
    [InlineData("wages", "wages", true)]
    [InlineData("rise of 4% in wages", "rise of 9% in wages", false)]
    public void Issues_are_one_by_most_of_their_words_unless_one_turns_the_other_round(string a, string b, bool one) =>
        (NegotiationBuilder.Build([new Told("a", null, "One day").Issue("i1", a).Reading(), new Told("b", null, "Another day").Issue("i1", b).Reading()]).Issues.Count == 1).ShouldBe(one);

    [Fact]
    public void A_surname_that_could_mean_two_people_joins_only_one_of_them() =>
        Actors(("Anna Berg", "p1"), ("Jon Berg", "p1"), ("Berg", "p1")).Select(actor => (actor.Name, actor.Reports.Count)).ShouldBe([("Anna Berg", 2), ("Jon Berg", 1)], ignoreOrder: true);

    [Fact]
    public void A_full_name_is_one_person_whatever_party_a_report_lays_it_to() => Actors(("Anna Berg", "p1"), ("Anna Berg", "p2"), ("Berg", null)).Count.ShouldBe(1);

    [Fact]
    public void A_body_of_one_party_is_not_that_of_another()
    {
        Told Report(string id, string party) => new Told(id, null, "Day " + id).Party("p1", party).Actor("a1", "Foreign Ministry", null, "p1", ActorKind.Body);
        NegotiationBuilder.Build([Report("a", "Northland").Reading(), Report("b", "Southland").Reading()]).Actors.Count.ShouldBe(2);
    }

    private static IReadOnlyList<TalksActor> Actors(params (string Name, string? Party)[] actors) =>
        NegotiationBuilder.Build(actors.Select((actor, i) => new Told("report " + i, null, "Day " + i).Party("p1", "Northland").Party("p2", "Southland").Actor("a1", actor.Name, null, actor.Party).Reading())).Actors;

    private static bool Parties(string a, string[] aliasesA, string b, string[] aliasesB) =>
        NegotiationBuilder.Build([new Told("a", null, "One day").Party("p1", a, aliases: aliasesA).Reading(), new Told("b", null, "Another day").Party("p1", b, aliases: aliasesB).Reading()]).Parties.Count == 1;

    [Theory]
    [InlineData("offer of 40 crowns a tonne", 1, "bid of 40 crowns", 2, true)]
    [InlineData("offer of 40 crowns a tonne", 1, "offer of 45 crowns a tonne", 1, false)]
    [InlineData("new Coastal Fisheries Agreement", 1, "new Coastal Fisheries Agreement of the Nordic states", 2, true)]
    [InlineData("significantly-improved bid", 1, "improved offer", 1, true)]
    [InlineData("significantly-improved bid", 1, "improved offer", 2, false)]
    [InlineData("current accord", 1, "present pact", 1, true)]
    [InlineData("Danish offer", 1, "offer of free passage", 1, true)]
    public void What_a_text_says_of_itself_outweighs_a_disagreement_about_its_author(string a, int authorOfA, string b, int authorOfB, bool one) => Texts(a, authorOfA, b, authorOfB).ShouldBe(one);

    /// <summary>Whether texts of two reports, each with its label for a mention, are one.</summary>
    private static bool Texts(string a, int? authorOfA, string b, int? authorOfB)
    {
        Reading Report(string id, string label, int? author) =>
            new Told(id, null, $"The {id} told of {label}").Party("p1", "Northland").Party("p2", "Southland").Proposal("t1", label, author is { } by ? ["p" + by] : [], null, null, label).Reading();
        return NegotiationBuilder.Build([Report("herald", a, authorOfA), Report("courier", b, authorOfB)]).Proposals.Count == 1;
    }

    /// <summary>
    /// Nodes that are put and taken one by one are joined as they are by looking at all pairs: the strongest first, equal ones in time order, none that one reading keeps apart.
    /// </summary>
    [Fact]
    public void Clusters_are_those_of_all_pairs_whatever_came_and_went()
    {
        var random = new Random(7);
        for (int round = 0; round < 60; round++)
        {
            TalksReading[] readings = [.. Enumerable.Range(0, 9).Select(i => new TalksReading(new Told("r" + i, null, "Day " + i).Reading(), i) { Place = (i * 4) % 9 })];
            Named[] nodes = [.. Enumerable.Range(0, 30).Select(_ => new Named([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"w{random.Next(9)}")]))];
            static double Score(Named a, Named b) => a.Words.Count(b.Words.Contains);
            var clusters = new IdentityClusters<Named>(node => nodes.Where(other => other != node && other.IsNamed && Score(node, other) > 0).Select(other => (other, Score(node, other))));
            for (int step = 0; step < 80; step++)
            {
                (int n, int r) = (random.Next(nodes.Length), random.Next(readings.Length));
                if (nodes[n].Places.Contains((readings[r], n))) clusters.Take(nodes[n], readings[r], n);
                else clusters.Put(nodes[n], readings[r], n);
                if (random.Next(4) > 0) continue;
                clusters.Resolve();
                clusters.Nodes.GroupBy(node => node.Root).Select(group => group.ToHashSet()).ShouldBe(OfAllPairs([.. nodes.Where(node => node.IsNamed)], Score), new SameSets(), ignoreOrder: true);
            }
        }
    }

    private static List<HashSet<Named>> OfAllPairs(List<Named> nodes, Func<Named, Named, double> score)
    {
        nodes.Sort(IdentityNode.ByFirst);
        List<HashSet<Named>> clusters = nodes.ConvertAll(node => new HashSet<Named> { node });
        var pairs = from a in nodes from b in nodes where nodes.IndexOf(a) < nodes.IndexOf(b) && score(a, b) > 0 select (a, b);
        foreach ((Named a, Named b) in pairs.OrderByDescending(pair => score(pair.a, pair.b)).ThenBy(pair => nodes.IndexOf(pair.a)).ThenBy(pair => nodes.IndexOf(pair.b)))
        {
            HashSet<Named> left = clusters.Single(cluster => cluster.Contains(a)), right = clusters.Single(cluster => cluster.Contains(b));
            if (left == right || left.SelectMany(node => node.Places).Any(place => right.Any(node => node.Places.Exists(other => other.Reading == place.Reading)))) continue;
            left.UnionWith(right);
            clusters.Remove(right);
        }

        return clusters;
    }

    private sealed class Named(HashSet<string> words) : IdentityNode
    {
        public HashSet<string> Words { get; } = words;
    }

    private sealed class SameSets : IEqualityComparer<HashSet<Named>>
    {
        public bool Equals(HashSet<Named>? x, HashSet<Named>? y) => x is not null && y is not null && x.SetEquals(y);

        public int GetHashCode(HashSet<Named> set) => set.Count;
    }
}
