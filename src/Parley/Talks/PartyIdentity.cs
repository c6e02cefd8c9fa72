using System.Collections.Frozen;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>Whether parties of different reports are one: by name, by a name that is another's alias, by initials.</summary>
internal static class PartyIdentity
{
    private static readonly FrozenSet<string> Generic = DataFile.Lines("Talks", "generic-names.txt").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Joins the parties of several readings.</summary>
    public static IdentityClusters Join(IReadOnlyList<(int Report, Party Party)> items, IdentityRules? rules = null)
    {
        var clusters = new IdentityClusters([.. items.Select(item => item.Report)]) { Rules = rules };
        var names = items.Select(item => WordKey.OfName(item.Party.Name)).ToArray();
        var aliases = items.Select(item => item.Party.Aliases.Where(Identifies).Select(WordKey.OfName).ToHashSet(StringComparer.Ordinal)).ToArray();
        var acronyms = items.Select(item => item.Party.Aliases.Append(item.Party.Name).Where(WordKey.IsAcronym).Select(WordKey.OfName).ToHashSet(StringComparer.Ordinal)).ToArray();
        // "the union" of a report that never names it is the one union that other reports call so.
        var calledSo = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach ((_, Party party) in items)
            foreach (string common in party.Aliases.Select(WordKey.OfName).Where(Generic.Contains))
            {
                if (!calledSo.TryGetValue(common, out HashSet<string>? owners)) calledSo[common] = owners = new HashSet<string>(StringComparer.Ordinal);
                if (!Generic.Contains(WordKey.OfName(party.Name))) owners.Add(WordKey.OfName(party.Name));
            }

        bool IsCommon(int common, int named) => Generic.Contains(names[common]) && calledSo.TryGetValue(names[common], out HashSet<string>? owners) && owners.Count == 1 && owners.Contains(names[named]);
        var initials = items.Select(item => WordKey.Initials(item.Party.Name)).ToArray();
        clusters.Join((a, b) =>
        {
            if (names[a] == names[b]) return 1.0;
            if (aliases[a].Contains(names[b]) || aliases[b].Contains(names[a])) return 0.9;
            if (initials[a] is { Length: >= 3 } ia && acronyms[b].Contains(ia) || initials[b] is { Length: >= 3 } ib && acronyms[a].Contains(ib)) return 0.8;
            if (aliases[a].Overlaps(aliases[b])) return 0.7;
            return IsCommon(a, b) || IsCommon(b, a) ? 0.4 : 0;
        }, keys: [.. items.Select((_, i) => aliases[i].Concat(acronyms[i]).Concat(initials[i] is { Length: >= 3 } letters ? [letters] : []).Append(names[i]).Concat(calledSo.Where(so => so.Value.Contains(names[i])).Select(so => so.Key)))]);
        return clusters;
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
}
