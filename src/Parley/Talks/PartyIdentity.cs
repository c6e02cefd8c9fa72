using System.Collections.Frozen;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>A party as reports name it alike: all that one name is given to.</summary>
internal sealed class PartyNode : IdentityNode
{
    /// <summary>Its names in a form that compares; several only where people decided that they are of one.</summary>
    public Tally<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>Its aliases that tell it from others, in a form that compares.</summary>
    public Tally<string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Its names and aliases that are abbreviations.</summary>
    public Tally<string> Acronyms { get; } = new(StringComparer.Ordinal);

    /// <summary>Initials of its names.</summary>
    public Tally<string> Initials { get; } = new(StringComparer.Ordinal);

    /// <summary>Its aliases that may be any side's: "the union".</summary>
    public Tally<string> CommonNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Names and aliases as the reports write them.</summary>
    public Tally<string> Wordings { get; } = new(StringComparer.Ordinal);

    public Tally<PartyKind> Kinds { get; } = new();
    public Tally<double> Confidences { get; } = new();
    public int Statements { get; set; }
    public int Mentions { get; set; }

    /// <summary>Sum of the confidences of the positions that it holds, in units of 2⁻³²: whole numbers add up to the same in any order.</summary>
    public long Held { get; set; }

    /// <summary>The cluster that it belongs to, by the node that stands for it; that of the person's side where a "party" is a person.</summary>
    public PartyNode? Side { get; set; }

    /// <summary>Whether it is a person who speaks for another side.</summary>
    public bool IsPerson { get; set; }

    /// <summary>Its other names as they were last shown, where it stands for a side.</summary>
    public IReadOnlyList<string> CalledToo { get; set; } = [];
}

/// <summary>Whether parties of different reports are one: by name, by a name that is another's alias, by initials.</summary>
internal sealed class PartyIdentity
{
    private static readonly FrozenSet<string> Generic = DataFile.Lines("Talks", "generic-names.txt").ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<(string Key, int Nth), PartyNode> nodes = [];
    private readonly NodeIndex<PartyNode> byKey = new();

    /// <summary>Whom reports call by a common name: "the union" of a report that never names it is the one union that other reports call so.</summary>
    private readonly Dictionary<string, Tally<string>> calledSo = new(StringComparer.Ordinal);

    private readonly DecidedNames? decided;

    public PartyIdentity(DecidedNames? decided)
    {
        this.decided = decided;
        Clusters = new(LinksOf, decided?.MayJoin(Ledger.ThingKind.Party));
    }

    public IdentityClusters<PartyNode> Clusters { get; }

    /// <summary>A reading names its parties, or no longer does.</summary>
    public void Change(TalksReading reading, bool names)
    {
        IReadOnlyList<Party> parties = reading.Reading.Parties;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < parties.Count; i++)
        {
            string key = WordKey.OfName(parties[i].Name);
            string? known = decided?.Known(Ledger.ThingKind.Party, parties[i].Name);
            string name = known is null ? key : "=" + known;
            int nth = seen[name] = seen.GetValueOrDefault(name, -1) + 1;
            PartyNode node = names ? nodes.TryGetValue((name, nth), out PartyNode? found) ? found : nodes[(name, nth)] = new() { Decided = known } : reading.PartyNodes[i];
            reading.PartyNodes[i] = node;
            if (names) Clusters.Put(node, reading, i);
            else Clusters.Take(node, reading, i);
            if (Describe(node, parties[i], key, names ? 1 : -1)) Clusters.Touch(node);
        }
    }

    /// <summary>Whether an alias tells a party from others by itself: it has a proper name in it, or at least is no bare noun for any side.</summary>
    internal static bool Identifies(string alias)
    {
        string key = WordKey.OfName(alias);
        if (key.Length == 0 || Generic.Contains(key)) return false;
        bool article = alias.StartsWith("the ", StringComparison.OrdinalIgnoreCase);
        foreach (char c in article ? alias.AsSpan(4) : alias.AsSpan())
            if (char.IsUpper(c))
                return true;
        return false;
    }

    /// <summary>Counts what a reading says of a party; whether something came up or fell away that bears on who it is.</summary>
    private bool Describe(PartyNode node, Party party, string key, int times)
    {
        bool changed = false;
        void Count(Tally<string> tally, string found)
        {
            if (!tally.Add(found, times)) return;
            changed = true;
            if (times > 0) byKey.Add(found, node);
        }

        if (node.Names.Add(party.Name, times) && decided is not null) changed = true;
        Count(node.Keys, key);
        foreach (string alias in party.Aliases.Where(Identifies).Select(WordKey.OfName).Distinct(StringComparer.Ordinal)) Count(node.Aliases, alias);
        foreach (string letters in party.Aliases.Append(party.Name).Where(WordKey.IsAcronym).Select(WordKey.OfName).Distinct(StringComparer.Ordinal)) Count(node.Acronyms, letters);
        if (WordKey.Initials(party.Name) is { Length: >= 3 } initials) Count(node.Initials, initials);
        foreach (string common in party.Aliases.Select(WordKey.OfName).Where(Generic.Contains))
        {
            Count(node.CommonNames, common);
            if (!calledSo.TryGetValue(common, out Tally<string>? owners)) calledSo[common] = owners = new(StringComparer.Ordinal);
            if (!Generic.Contains(key) && owners.Add(key, times))
                foreach (PartyNode so in byKey.Of(common)) Clusters.Touch(so);
        }

        return changed;
    }

    private IEnumerable<(PartyNode, double)> LinksOf(PartyNode node)
    {
        var candidates = new HashSet<PartyNode>();
        foreach (Tally<string> keys in (Tally<string>[])[node.Keys, node.Aliases, node.Acronyms, node.Initials, node.CommonNames])
            foreach (string key in keys.Things) candidates.UnionWith(byKey.Of(key));
        foreach (string common in node.Keys.Things)
            if (calledSo.TryGetValue(common, out Tally<string>? owners) && owners.Count == 1) candidates.UnionWith(byKey.Of(owners.Things.First()));
        return candidates.Select(other => (other, Score(node, other))).Where(link => link.Item2 > 0);
    }

    private double Score(PartyNode a, PartyNode b)
    {
        if (a.Keys.Overlaps(b.Keys)) return 1;
        if (a.Aliases.Overlaps(b.Keys) || b.Aliases.Overlaps(a.Keys)) return 0.9;
        if (a.Initials.Overlaps(b.Acronyms) || b.Initials.Overlaps(a.Acronyms)) return 0.8;
        if (a.Aliases.Overlaps(b.Aliases)) return 0.7;
        return IsCommon(a, b) || IsCommon(b, a) ? 0.4 : 0;
    }

    private bool IsCommon(PartyNode common, PartyNode named) =>
        common.Keys.Things.Any(key => Generic.Contains(key) && calledSo.TryGetValue(key, out Tally<string>? owners) && owners.Count == 1 && owners.Overlaps(named.Keys));
}
