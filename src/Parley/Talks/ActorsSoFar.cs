using Parley.Positions;

namespace Parley.Talks;

/// <summary>The actors of all readings made one.</summary>
internal sealed class ActorsSoFar : ThingsSoFar<ActorNode, (TalksActor Actor, PartyNode? Side)>
{
    private readonly ActorIdentity identity;
    private readonly PartiesSoFar parties;
    private readonly Dictionary<PartyNode, HashSet<ActorNode>> byParty = [];

    private ActorsSoFar(ActorIdentity identity, PartiesSoFar parties)
        : base('a', identity.Clusters) => (this.identity, this.parties) = (identity, parties);

    public ActorsSoFar(PartiesSoFar parties, DecidedNames? decided)
        : this(new ActorIdentity(decided), parties)
    {
    }

    /// <summary>Who speaks and acts, the most quoted first.</summary>
    public IReadOnlyList<TalksActor> Shown { get; private set; } = [];

    /// <summary>A reading counts, or no longer does.</summary>
    public void Change(TalksReading reading, bool counts)
    {
        int times = counts ? 1 : -1;
        identity.Change(reading, counts);
        Reading told = reading.Reading;
        int[] statements = TalksReading.CountBy(told.Actors, actor => actor.Id, told.Statements.Select(statement => statement.Source.Actor));
        for (int i = 0; i < told.Actors.Count; i++)
        {
            ActorNode node = reading.ActorNodes[i];
            node.Statements += times * statements[i];
            node.Confidences.Add(told.Actors[i].Confidence, times);
            int vote = times * (int)Math.Round(1000 * told.Actors[i].Confidence);
            if (told.Actors[i].Office is { } office)
            {
                var (known, sum) = node.Offices.GetValueOrDefault(office);
                if (known + times == 0) node.Offices.Remove(office);
                else node.Offices[office] = (known + times, sum + vote);
            }
            else
            {
                node.Unintroduced += vote / 4;
            }

            if (node.Party is { } party)
            {
                if (!byParty.TryGetValue(party, out HashSet<ActorNode>? nodes)) byParty[party] = nodes = [];
                nodes.Add(node);
            }

            Touch(node);
        }
    }

    /// <summary>Brings the actors up to date. Returns the nodes that are shown as somebody else than before, or speak for another side.</summary>
    public List<ActorNode> Resolve(int renumbered)
    {
        foreach (PartyNode party in parties.Reworded)
            foreach (ActorNode node in byParty.GetValueOrDefault(party) ?? [])
                if (node.IsNamed) Touch(node);
        Update(renumbered);
        var shown = new List<TalksActor>();
        var changed = new List<ActorNode>();
        foreach (var thing in All)
        {
            // What other reports know as a party is no person: who speaks is that party.
            PartyNode? body = parties.Bodies.GetValueOrDefault(WordKey.OfName(thing.Shown.Actor.Name));
            (string? Name, PartyNode? Side) face = body is null ? (thing.Shown.Actor.Name, thing.Shown.Side) : (null, body);
            foreach (ActorNode node in IdentityClusters<ActorNode>.Members(thing.Root))
            {
                if (node.Face != face || face.Side is { } side && parties.Renamed.Contains(side)) changed.Add(node);
                node.Face = face;
            }

            if (body is not null) continue;
            TalksActor actor = thing.Shown.Actor;
            string? party = thing.Shown.Side is { } side2 ? parties.Of(side2).Id : null;
            if (actor.Id != thing.Id || actor.Reports != thing.Reports || actor.Party != party) thing.Shown = (actor = actor with { Id = thing.Id, Reports = thing.Reports, Party = party }, thing.Shown.Side);
            shown.Add(actor);
        }

        Shown = shown;
        return changed;
    }

    protected override (TalksActor Actor, PartyNode? Side) Show(List<ActorNode> members, (TalksReading Reading, int Index) first)
    {
        string name = Wording(members, place => place.Reading.Reading.Actors[place.Index].Name) ?? members.SelectMany(node => node.Names.Things).OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).First();
        // What most reports say of whom somebody speaks for holds for the others too; of equal votes the first told.
        PartyNode? side = members.Where(node => node.Party is not null).GroupBy(node => node.Party).OrderByDescending(group => group.Sum(Vote)).ThenBy(group => group.Select(node => node.Places[0]).Min(IdentityNode.TimeOrder), IdentityNode.TimeOrder).FirstOrDefault()?.Key;
        return (new("", name, first.Reading.Reading.Actors[first.Index].Kind, Offices(members.SelectMany(node => node.Offices.Keys)), null, members.Sum(node => node.Statements), [], members.Max(node => node.Confidences.Things.Max())), side);
    }

    protected override int Compare(ThingSoFar<ActorNode, (TalksActor Actor, PartyNode? Side)> a, ThingSoFar<ActorNode, (TalksActor Actor, PartyNode? Side)> b)
    {
        if (a.Shown.Actor.Statements != b.Shown.Actor.Statements) return b.Shown.Actor.Statements.CompareTo(a.Shown.Actor.Statements);
        return a.Reports.Length != b.Reports.Length ? b.Reports.Length.CompareTo(a.Reports.Length) : string.CompareOrdinal(a.Shown.Actor.Name, b.Shown.Actor.Name);
    }

    protected override (IReadOnlyList<TextSpan> Mentions, string Id) Named((TalksReading Reading, int Index) place) =>
        (place.Reading.Reading.Actors[place.Index].Mentions, place.Reading.Reading.Actors[place.Index].Id);

    /// <summary>What the reports say of whom an actor speaks for, in thousandths; an office that names the party ("U.S. president") says it three times as loud, and a report that does not introduce the actor hardly at all.</summary>
    private int Vote(ActorNode node)
    {
        TalksParty party = parties.Of(node.Party!);
        string[] names = [.. party.Aliases.Append(party.Name).Where(PartyIdentity.Identifies).Select(name => $" {WordKey.OfName(name)} ")];
        int vote = node.Unintroduced;
        foreach ((string office, (_, int sum)) in node.Offices)
        {
            string words = $" {WordKey.OfName(office)} ";
            vote += Array.Exists(names, name => words.Contains(name, StringComparison.Ordinal)) ? 3 * sum : sum;
        }

        return vote;
    }

    /// <summary>Different offices, without those that are part of a longer one.</summary>
    private static List<string> Offices(IEnumerable<string> found)
    {
        var offices = found.SelectMany(office => office.Split("; ")).Distinct(StringComparer.Ordinal).OrderByDescending(office => office.Length).ThenBy(office => office, StringComparer.Ordinal).DistinctBy(WordKey.OfName).ToList();
        var kept = new List<string>();
        foreach (string office in offices)
            if (!kept.Exists(longer => $" {WordKey.OfName(longer)} ".Contains($" {WordKey.OfName(office)} ", StringComparison.Ordinal)))
                kept.Add(office);
        return kept;
    }
}
