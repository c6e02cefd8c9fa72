using Parley.Positions;

namespace Parley.Talks;

/// <summary>The parties of all readings made one.</summary>
internal sealed class PartiesSoFar : ThingsSoFar<PartyNode, (TalksParty Party, long Weight)>
{
    private readonly PartyIdentity identity;

    /// <summary>By surname, how loud the reports say that a person of that name speaks for a party, in thousandths.</summary>
    private readonly Dictionary<string, Tally<PartyNode>> persons = new(StringComparer.Ordinal);

    private readonly Tally<string> words = new(StringComparer.Ordinal);
    private readonly HashSet<string> changedWords = new(StringComparer.Ordinal);
    private readonly HashSet<PartyNode> renamed = [];
    private readonly HashSet<PartyNode> reworded = [];

    private PartiesSoFar(PartyIdentity identity)
        : base('p', identity.Clusters) => this.identity = identity;

    public PartiesSoFar(DecidedNames? decided)
        : this(new PartyIdentity(decided))
    {
    }

    /// <summary>The sides, the most involved first.</summary>
    public IReadOnlyList<TalksParty> Shown { get; private set; } = [];

    /// <summary>Sides that bear another name or id than before the last <see cref="Resolve"/>.</summary>
    public IReadOnlySet<PartyNode> Renamed => renamed;

    /// <summary>Sides that bear another name, id or alias than before the last <see cref="Resolve"/>.</summary>
    public IReadOnlySet<PartyNode> Reworded => reworded;

    /// <summary>Sides by a name that is surely no person's.</summary>
    public IReadOnlyDictionary<string, PartyNode> Bodies { get; private set; } = new Dictionary<string, PartyNode>(StringComparer.Ordinal);

    /// <summary>Words of party names that came up or fell away since this was asked for last.</summary>
    public List<string> TakeChangedWords()
    {
        List<string> changed = [.. changedWords];
        changedWords.Clear();
        return changed;
    }

    /// <summary>Whether a word is part of a party's name.</summary>
    public bool IsNameWord(string word) => words.Contains(word);

    /// <summary>Name and id of a side.</summary>
    public TalksParty Of(PartyNode side) => Shown[side.Place];

    /// <summary>What belongs to the sides in <see cref="Renamed"/>, persons that speak for them included.</summary>
    public IEnumerable<PartyNode> OfRenamed => identity.Clusters.Nodes.Where(node => node.Side is { } side && renamed.Contains(side));

    /// <summary>A reading counts, or no longer does.</summary>
    public void Change(TalksReading reading, bool counts)
    {
        int times = counts ? 1 : -1;
        if (!counts) Vote(reading, -1);
        identity.Change(reading, counts);
        if (counts) Vote(reading, 1);
        Reading told = reading.Reading;
        int[] statements = TalksReading.CountBy(told.Parties, party => party.Id, told.Statements.Select(statement => statement.Source.Party));
        for (int i = 0; i < told.Parties.Count; i++)
        {
            Party party = told.Parties[i];
            PartyNode node = reading.PartyNodes[i];
            foreach (string wording in party.Aliases.Append(party.Name))
                if (node.Wordings.Add(wording, times) && !node.IsPerson) CountWords(wording, times);
            node.Kinds.Add(party.Kind, times);
            node.Confidences.Add(party.Confidence, times);
            node.Mentions += times * party.Mentions.Count;
            node.Statements += times * statements[i];
            Touch(node);
        }

        foreach (Position position in told.Statements.SelectMany(statement => statement.Positions))
            if (reading.Party(position.Holder) is { } holder) holder.Held += times * (long)Math.Round(position.Confidence * uint.MaxValue);
    }

    /// <summary>Brings the parties up to date. Returns the nodes that are on another side than before.</summary>
    public List<PartyNode> Resolve(int renumbered)
    {
        Update(renumbered);
        Dictionary<PartyNode, PartyNode> homes = PersonsHomes();
        var moved = new List<PartyNode>();
        foreach (PartyNode node in identity.Clusters.Nodes)
        {
            var root = (PartyNode)node.Root!;
            PartyNode side = homes.GetValueOrDefault(root, root);
            if (node.Side != side) moved.Add(node);
            node.Side = side;
            if (node.IsPerson == (side != root)) continue;
            node.IsPerson = side != root;
            foreach (string wording in node.Wordings.Things) CountWords(wording, node.IsPerson ? -1 : 1);
        }

        Rank(homes);
        return moved;
    }

    protected override (TalksParty Party, long Weight) Show(List<PartyNode> members, (TalksReading Reading, int Index) first)
    {
        string name = Wording(members, place => place.Reading.Reading.Parties[place.Index].Name) ?? MostUsed(Sum(members, node => node.Names));
        PartyKind kind = Sum(members, node => node.Kinds).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
        int statements = members.Sum(node => node.Statements);
        var party = new TalksParty("", name, Others(Sum(members, node => node.Wordings), name), kind, statements, members.Sum(node => node.Mentions), [], members.Max(node => node.Confidences.Things.Max()));
        return (party, (2 * members.Sum(node => node.Held)) + (statements * (long)uint.MaxValue));
    }

    protected override int Compare(ThingSoFar<PartyNode, (TalksParty Party, long Weight)> a, ThingSoFar<PartyNode, (TalksParty Party, long Weight)> b)
    {
        if (a.Shown.Weight != b.Shown.Weight) return b.Shown.Weight.CompareTo(a.Shown.Weight);
        return a.Shown.Party.Mentions != b.Shown.Party.Mentions ? b.Shown.Party.Mentions.CompareTo(a.Shown.Party.Mentions) : string.CompareOrdinal(a.Shown.Party.Name, b.Shown.Party.Name);
    }

    protected override (IReadOnlyList<TextSpan> Mentions, string Id) Named((TalksReading Reading, int Index) place) =>
        (place.Reading.Reading.Parties[place.Index].Mentions, place.Reading.Reading.Parties[place.Index].Id);

    /// <summary>Lists the sides in their order, and notes which are called otherwise than before.</summary>
    private void Rank(Dictionary<PartyNode, PartyNode> homes)
    {
        renamed.Clear();
        reworded.Clear();
        var spokenFor = new Dictionary<PartyNode, int>();
        foreach ((PartyNode person, PartyNode home) in homes) spokenFor[home] = spokenFor.GetValueOrDefault(home) + this[person].Shown.Party.Statements;
        var shown = new List<TalksParty>();
        var bodies = new Dictionary<string, PartyNode>(StringComparer.Ordinal);
        foreach (var thing in All)
        {
            if (homes.ContainsKey(thing.Root)) continue;
            TalksParty party = thing.Shown.Party;
            if (party.Id != thing.Id || party.Reports != thing.Reports) thing.Shown = (party = party with { Id = thing.Id, Reports = thing.Reports }, thing.Shown.Weight);
            if (spokenFor.TryGetValue(thing.Root, out int more)) party = party with { Statements = party.Statements + more };
            if (thing.Root.Called != (party.Id, party.Name)) renamed.Add(thing.Root);
            if (renamed.Contains(thing.Root) || !thing.Root.CalledToo.SequenceEqual(party.Aliases, StringComparer.Ordinal)) reworded.Add(thing.Root);
            (thing.Root.Called, thing.Root.CalledToo) = ((party.Id, party.Name), party.Aliases);
            thing.Root.Place = shown.Count;
            shown.Add(party);
            if (party.Kind is PartyKind.State or PartyKind.Bloc or PartyKind.Body or PartyKind.Union or PartyKind.Firm) bodies.TryAdd(WordKey.OfName(party.Name), thing.Root);
        }

        Shown = shown;
        Bodies = bodies;
    }

    /// <summary>
    /// A "party" that bears a person's surname alone is that person: it goes to whom the person speaks for in other reports. For each such cluster the one it goes to.
    /// </summary>
    private Dictionary<PartyNode, PartyNode> PersonsHomes()
    {
        var homes = new Dictionary<PartyNode, PartyNode>();
        bool IsPerson(IdentityNode root) => root.Members.TrueForAll(member => member is PartyNode node
            && node.Kinds.Things.All(kind => kind is PartyKind.Firm or PartyKind.Group or PartyKind.Movement) && node.Keys.Things.All(persons.ContainsKey));
        Dictionary<IdentityNode, int>? ranks = null;
        foreach (var thing in All)
        {
            if (!IsPerson(thing.Root)) continue;
            string name = WordKey.OfName(thing.First.Reading.Reading.Parties[thing.First.Index].Name);
            ranks ??= All.Index().ToDictionary(pair => (IdentityNode)pair.Item.Root, pair => pair.Index);
            var best = persons[name].Counts.GroupBy(vote => vote.Key.Root!).Where(votes => !IsPerson(votes.Key)).OrderByDescending(votes => votes.Sum(vote => vote.Value)).ThenBy(votes => ranks[votes.Key]).FirstOrDefault();
            if (best is not null) homes[thing.Root] = (PartyNode)best.Key;
        }

        return homes;
    }

    /// <summary>Counts for whom persons with a full name speak.</summary>
    private void Vote(TalksReading reading, int times)
    {
        foreach (Actor actor in reading.Reading.Actors.Where(actor => actor.Kind == ActorKind.Person))
        {
            if (reading.Party(actor.Party) is not { } party) continue;
            string full = WordKey.OfName(actor.Name);
            int space = full.LastIndexOf(' ');
            if (space < 0) continue;
            string surname = full[(space + 1)..];
            if (!persons.TryGetValue(surname, out Tally<PartyNode>? votes)) persons[surname] = votes = new();
            votes.Add(party, times * (int)Math.Round(1000 * actor.Confidence));
            if (votes.Count == 0) persons.Remove(surname);
        }
    }

    private void CountWords(string wording, int times)
    {
        foreach (string word in WordKey.Content(wording))
            if (words.Add(word, times)) changedWords.Add(word);
    }
}
