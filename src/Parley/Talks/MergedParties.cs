using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>Parties and actors of all readings made one, with the way from a reading's id to the one it became.</summary>
internal sealed class MergedParties
{
    private readonly Dictionary<(int Reading, string Id), int> _partyOf = [];
    private readonly Dictionary<(int Reading, string Id), int> _actorOf = [];
    private readonly Dictionary<(int Reading, string Id), int> _partyActor = [];

    private readonly Dictionary<string, int> _numberOf;
    private readonly DecidedNames? _decided;

    public MergedParties(List<(Reading Reading, TalksReport Report)> readings, DecidedNames? decided)
    {
        _decided = decided;
        Parties = JoinParties(readings);
        _numberOf = Parties.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index, StringComparer.Ordinal);
        Actors = JoinActors(readings);
    }

    public IReadOnlyList<TalksParty> Parties { get; }
    public IReadOnlyList<TalksActor> Actors { get; }

    /// <summary>Place of a reading's party in <see cref="Parties"/>, or null for an id that the reading does not define.</summary>
    public int? Number(int reading, string id) => _partyOf.TryGetValue((reading, id), out int number) ? number : null;

    public TalksParty? Party(int reading, string id) => Number(reading, id) is { } number ? Parties[number] : null;

    public TalksActor? Actor(int reading, string id) => _actorOf.TryGetValue((reading, id), out int number) ? Actors[number] : null;

    /// <summary>Place of the party of a reading's actor in <see cref="Parties"/>, by all reports, or null where it has none.</summary>
    public int? PartyOf(int reading, string actor) =>
        _partyActor.TryGetValue((reading, actor), out int party) ? party : Actor(reading, actor)?.Party is { } id ? _numberOf[id] : null;

    private List<TalksParty> JoinParties(List<(Reading Reading, TalksReport Report)> readings)
    {
        var items = new List<(int Reading, Party Party)>();
        for (int r = 0; r < readings.Count; r++)
            foreach (Party party in readings[r].Reading.Parties)
                items.Add((r, party));
        var statements = Count(readings, statement => statement.Source.Party);
        var held = readings.SelectMany((pair, r) => pair.Reading.Statements.SelectMany(statement => statement.Positions).Select(position => (Holder: (r, position.Holder), position.Confidence)))
            .GroupBy(position => position.Holder).ToDictionary(group => group.Key, group => group.Sum(position => position.Confidence));
        List<List<int>> clusters = PartyIdentity.Join(items, _decided?.For(ThingKind.Party, [.. items.Select(item => item.Party.Name)])).All();
        var ranked = clusters.Select(members =>
        {
            var all = members.ConvertAll(i => items[i]);
            string name = _decided?.Wording(ThingKind.Party, all.Select(item => item.Party.Name)) ?? MostUsed(all.Select(item => item.Party.Name), WordKey.OfName);
            string[] aliases = [.. all.SelectMany(item => item.Party.Aliases.Append(item.Party.Name)).Where(alias => WordKey.OfName(alias) != WordKey.OfName(name)).DistinctBy(WordKey.OfName).Order(StringComparer.Ordinal)];
            var party = new TalksParty("", name, aliases, all.Select(item => item.Party.Kind).GroupBy(kind => kind).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key,
                all.Sum(item => statements.GetValueOrDefault((item.Reading, item.Party.Id))), all.Sum(item => item.Party.Mentions.Count),
                [.. all.Select(item => readings[item.Reading].Report.Number).Distinct().Order()], all.Max(item => item.Party.Confidence));
            return (Members: members, Party: party, Held: all.Sum(item => held.GetValueOrDefault((item.Reading, item.Party.Id))));
        }).OrderByDescending(found => 2 * found.Held + found.Party.Statements).ThenByDescending(found => found.Party.Mentions).ThenBy(found => found.Party.Name, StringComparer.Ordinal).ThenBy(found => found.Members[0]).ToList();
        int[] home = PersonsHomes(readings, items, ranked.ConvertAll(found => found.Members));
        int[] place = new int[ranked.Count];
        int kept = 0;
        for (int n = 0; n < ranked.Count; n++) place[n] = home[n] == n ? kept++ : -1;
        for (int n = 0; n < ranked.Count; n++)
            foreach (int i in ranked[n].Members)
                _partyOf[(items[i].Reading, items[i].Party.Id)] = place[home[n]];
        // Items come in the order of the reports, so that the first of a cluster is its first in time; and so do clusters.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<int, string> ids = clusters.Select(members => members[0]).Order().ToDictionary(i => i, i => ThingId.Of('p', readings[items[i].Reading].Report.Report.Id, items[i].Party.Mentions, items[i].Party.Id, taken));
        return [.. ranked.Where((_, n) => home[n] == n).Select((found, number) => found.Party with { Id = ids[found.Members[0]], Statements = found.Party.Statements + ranked.Where((_, n) => home[n] != n && place[home[n]] == number).Sum(other => other.Party.Statements) })];
    }

    /// <summary>
    /// A "party" that bears a person's surname alone is that person: it goes to whom the person speaks for in other reports. For each cluster the one it goes to, mostly itself.
    /// </summary>
    private static int[] PersonsHomes(List<(Reading Reading, TalksReport Report)> readings, List<(int Reading, Party Party)> items, List<List<int>> clusters)
    {
        int[] home = [.. Enumerable.Range(0, clusters.Count)];
        var clusterOf = new Dictionary<(int, string), int>();
        for (int c = 0; c < clusters.Count; c++)
            foreach (int i in clusters[c])
                clusterOf[(items[i].Reading, items[i].Party.Id)] = c;
        var votes = new Dictionary<(string Name, int Cluster), int>();
        for (int r = 0; r < readings.Count; r++)
            foreach (Actor actor in readings[r].Reading.Actors.Where(actor => actor.Kind == ActorKind.Person && actor.Party is not null))
            {
                string full = WordKey.OfName(actor.Name);
                if (!full.Contains(' ', StringComparison.Ordinal) || !clusterOf.TryGetValue((r, actor.Party!), out int cluster)) continue;
                string surname = full[(full.LastIndexOf(' ') + 1)..];
                votes[(surname, cluster)] = votes.GetValueOrDefault((surname, cluster)) + (int)Math.Round(1000 * actor.Confidence);
            }

        var persons = votes.Keys.Select(key => key.Name).ToHashSet(StringComparer.Ordinal);
        bool IsPerson(int c) => clusters[c].TrueForAll(i => items[i].Party.Kind is PartyKind.Firm or PartyKind.Group or PartyKind.Movement && persons.Contains(WordKey.OfName(items[i].Party.Name)));
        for (int c = 0; c < clusters.Count; c++)
        {
            if (!IsPerson(c)) continue;
            string name = WordKey.OfName(items[clusters[c][0]].Party.Name);
            var best = votes.Where(vote => vote.Key.Name == name && !IsPerson(vote.Key.Cluster)).OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key.Cluster).ToList();
            if (best.Count > 0) home[c] = best[0].Key.Cluster;
        }

        return home;
    }

    private List<TalksActor> JoinActors(List<(Reading Reading, TalksReport Report)> readings)
    {
        var items = new List<(int Reading, Actor Actor, int? Party)>();
        for (int r = 0; r < readings.Count; r++)
            foreach (Actor actor in readings[r].Reading.Actors)
                items.Add((r, actor, actor.Party is { } party ? Number(r, party) : null));
        var statements = Count(readings, statement => statement.Source.Actor);
        List<List<int>> clusters = ActorIdentity.Join(items, _decided?.For(ThingKind.Actor, [.. items.Select(item => item.Actor.Name)])).All();
        var ranked = clusters.Select(members =>
        {
            var all = members.ConvertAll(i => items[i]);
            // What most reports say of whom somebody speaks for holds for the others too.
            int? party = all.Where(item => item.Party is not null).GroupBy(item => item.Party).OrderByDescending(group => group.Sum(Vote)).ThenBy(group => group.Key).FirstOrDefault()?.Key;
            var actor = new TalksActor("", _decided?.Wording(ThingKind.Actor, all.Select(item => item.Actor.Name)) ?? all.Select(item => item.Actor.Name).OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).First(), all[0].Actor.Kind, Offices(all.Select(item => item.Actor.Office)),
                party is { } number ? Parties[number].Id : null, all.Sum(item => statements.GetValueOrDefault((item.Reading, item.Actor.Id))),
                [.. all.Select(item => readings[item.Reading].Report.Number).Distinct().Order()], all.Max(item => item.Actor.Confidence));
            return (Members: members, Actor: actor);
        }).OrderByDescending(found => found.Actor.Statements).ThenByDescending(found => found.Actor.Reports.Count).ThenBy(found => found.Actor.Name, StringComparer.Ordinal).ThenBy(found => found.Members[0]).ToList();
        // What other reports know as a party is no person: who speaks is that party.
        var partyNames = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int number = 0; number < Parties.Count; number++)
            if (Parties[number].Kind is PartyKind.State or PartyKind.Bloc or PartyKind.Body or PartyKind.Union or PartyKind.Firm)
                partyNames.TryAdd(WordKey.OfName(Parties[number].Name), number);
        foreach ((List<int> members, TalksActor actor) in ranked)
            if (partyNames.TryGetValue(WordKey.OfName(actor.Name), out int party))
                foreach (int i in members)
                    _partyActor[(items[i].Reading, items[i].Actor.Id)] = party;
        ranked.RemoveAll(found => _partyActor.ContainsKey((items[found.Members[0]].Reading, items[found.Members[0]].Actor.Id)));
        for (int number = 0; number < ranked.Count; number++)
            foreach (int i in ranked[number].Members)
                _actorOf[(items[i].Reading, items[i].Actor.Id)] = number;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<int, string> ids = clusters.Select(members => members[0]).Order().ToDictionary(i => i, i => ThingId.Of('a', readings[items[i].Reading].Report.Report.Id, items[i].Actor.Mentions, items[i].Actor.Id, taken));
        return [.. ranked.Select(found => found.Actor with { Id = ids[found.Members[0]] })];
    }

    /// <summary>What one reading says of whom an actor speaks for, in thousandths; an office that names the party ("U.S. president") says it three times as loud, and a report that does not introduce the actor hardly at all.</summary>
    private int Vote((int Reading, Actor Actor, int? Party) item)
    {
        int vote = (int)Math.Round(1000 * item.Actor.Confidence);
        if (item.Party is not { } party) return vote;
        if (item.Actor.Office is null) return vote / 4;
        string office = $" {WordKey.OfName(item.Actor.Office)} ";
        return Parties[party].Aliases.Append(Parties[party].Name).Where(PartyIdentity.Identifies).Any(name => office.Contains($" {WordKey.OfName(name)} ", StringComparison.Ordinal)) ? 3 * vote : vote;
    }

    private static Dictionary<(int Reading, string Id), int> Count(List<(Reading Reading, TalksReport Report)> readings, Func<Statement, string?> of) =>
        readings.SelectMany((pair, r) => pair.Reading.Statements.Select(of).OfType<string>().Select(id => (r, id))).CountBy(key => key).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Different offices, without those that are part of a longer one.</summary>
    private static List<string> Offices(IEnumerable<string?> found)
    {
        var offices = found.OfType<string>().SelectMany(office => office.Split("; ")).DistinctBy(WordKey.OfName).OrderByDescending(office => office.Length).ThenBy(office => office, StringComparer.Ordinal).ToList();
        var kept = new List<string>();
        foreach (string office in offices)
            if (!kept.Exists(longer => $" {WordKey.OfName(longer)} ".Contains($" {WordKey.OfName(office)} ", StringComparison.Ordinal)))
                kept.Add(office);
        return kept;
    }

    /// <summary>The wording used most often; of equally frequent ones the longest.</summary>
    internal static string MostUsed(IEnumerable<string> wordings, Func<string, string> key) =>
        wordings.GroupBy(key, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Max(wording => wording.Length)).ThenBy(group => group.Key, StringComparer.Ordinal).First()
            .OrderBy(WordKey.IsShouted).ThenByDescending(wording => wording.Length).ThenBy(wording => wording, StringComparer.Ordinal).First();
}
