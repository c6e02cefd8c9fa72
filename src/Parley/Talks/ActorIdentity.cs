using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>An actor as reports name it alike: by the same name, of the same party.</summary>
internal sealed class ActorNode : IdentityNode
{
    /// <summary>Its name in a form that compares.</summary>
    public required string Key { get; init; }

    public required bool IsPerson { get; init; }

    /// <summary>The party that the reports lay it to, by the node that stands for it.</summary>
    public required PartyNode? Party { get; init; }

    /// <summary>Its offices in a form that compares.</summary>
    public Tally<string> OfficeKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Its offices as the reports write them, each with the sum of the confidences of those that do, in thousandths.</summary>
    public Dictionary<string, (int Times, int Sum)> Offices { get; } = new(StringComparer.Ordinal);

    /// <summary>What reports that do not introduce it say of whom it speaks for, in thousandths.</summary>
    public int Unintroduced { get; set; }

    public Tally<double> Confidences { get; } = new();
    public int Statements { get; set; }

    /// <summary>Whether it is a name and surname.</summary>
    public bool IsFull => Key.Contains(' ', StringComparison.Ordinal);

    /// <summary>What it is shown as: its name, or null where it is a party by another way; and whom it speaks for.</summary>
    public (string? Name, PartyNode? Side) Face { get; set; }
}

/// <summary>
/// Whether actors of different reports are one: persons by full name or, where only one is called so, by surname, whatever party a single report lays them to; bodies and offices only
/// with the same party.
/// </summary>
internal sealed class ActorIdentity
{
    private readonly Dictionary<(string Key, bool IsPerson, PartyNode? Party, int Nth), ActorNode> nodes = [];
    private readonly NodeIndex<ActorNode> byKey = new();
    private readonly DecidedNames? decided;

    public ActorIdentity(DecidedNames? decided)
    {
        this.decided = decided;
        Func<IReadOnlyList<IdentityNode>, IReadOnlyList<IdentityNode>, double, bool>? mayJoin = decided?.MayJoin(ThingKind.Actor);
        Clusters = new(LinksOf, (a, b, score) => (score >= DecidedNames.Certain || IsOnePerson(a, b)) && (mayJoin is null || mayJoin(a, b, score)));
    }

    public IdentityClusters<ActorNode> Clusters { get; }

    /// <summary>A reading names its actors, or no longer does.</summary>
    public void Change(TalksReading reading, bool names)
    {
        IReadOnlyList<Actor> actors = reading.Reading.Actors;
        var seen = new Dictionary<(string, bool, PartyNode?), int>();
        for (int i = 0; i < actors.Count; i++)
        {
            ActorNode node = reading.ActorNodes[i] = names ? NodeOf(reading, actors[i], seen) : reading.ActorNodes[i];
            if (names) Clusters.Put(node, reading, i);
            else Clusters.Take(node, reading, i);
            if (node.Names.Add(actors[i].Name, names ? 1 : -1) && decided is not null) Clusters.Touch(node);
            if (actors[i].Office is { } office && node.OfficeKeys.Add(WordKey.OfName(office), names ? 1 : -1)) Clusters.Touch(node);
        }
    }

    private ActorNode NodeOf(TalksReading reading, Actor actor, Dictionary<(string, bool, PartyNode?), int> seen)
    {
        string key = WordKey.OfName(actor.Name);
        string? known = decided?.Known(ThingKind.Actor, actor.Name);
        string name = known is null ? key : $"{key}={known}";
        bool person = actor.Kind == ActorKind.Person;
        PartyNode? party = reading.Side(actor.Party);
        // A body of no known party is that of one report alone.
        bool alone = !person && party is null && known is null;
        int nth = seen[(name, person, party)] = seen.GetValueOrDefault((name, person, party), -1) + 1;
        var id = (alone ? $"{name}@{reading.Arrival}" : name, person, party, nth);
        if (nodes.TryGetValue(id, out ActorNode? node)) return node;
        nodes[id] = node = new() { Key = key, IsPerson = person, Party = party, Decided = known };
        if (alone) return node;
        foreach (string word in (string[])[key, .. known is null ? [] : (string[])["=" + known], .. node.IsFull ? (string[])["~" + key[(key.LastIndexOf(' ') + 1)..]] : []])
            byKey.Add(word, node);

        return node;
    }

    private IEnumerable<(ActorNode, double)> LinksOf(ActorNode node)
    {
        if (!node.IsPerson && node.Party is null && node.Decided is null) return [];
        var candidates = new HashSet<ActorNode>();
        candidates.UnionWith(byKey.Of(node.Key));
        if (node.Decided is not null) candidates.UnionWith(byKey.Of("=" + node.Decided));
        candidates.UnionWith(byKey.Of(node.IsFull ? node.Key[(node.Key.LastIndexOf(' ') + 1)..] : "~" + node.Key));
        return candidates.Where(other => other.IsNamed).Select(other => (other, Score(node, other))).Where(link => link.Item2 > 0);
    }

    private static double Score(ActorNode a, ActorNode b)
    {
        if (a.Decided is not null && a.Decided == b.Decided) return DecidedNames.Certain;
        bool sameParty = a.Party is not null && a.Party == b.Party, person = a.IsPerson && b.IsPerson;
        if (a.Key == b.Key) return sameParty ? 1 : person && a.IsFull ? 0.95 : person ? 0.6 : 0;
        if (!person || !IsSurname(a.Key, b.Key) && !IsSurname(b.Key, a.Key)) return 0;
        return !sameParty ? 0.5 : a.OfficeKeys.Overlaps(b.OfficeKeys) ? 0.9 : 0.8;
    }

    /// <summary>A surname joins only where it can mean one person: clusters with two different full names stay apart.</summary>
    private static bool IsOnePerson(IReadOnlyList<IdentityNode> a, IReadOnlyList<IdentityNode> b) =>
        a.Concat(b).Cast<ActorNode>().Where(node => node.IsFull).Select(node => node.Key).Distinct(StringComparer.Ordinal).Take(2).Count() <= 1;

    private static bool IsSurname(string single, string full) =>
        !single.Contains(' ', StringComparison.Ordinal) && full.EndsWith(" " + single, StringComparison.Ordinal);
}
