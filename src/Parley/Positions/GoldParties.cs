using System.Text.RegularExpressions;

namespace Parley.Positions;

/// <summary>Which annotated party a side of a report is: by any of its names, as the measure of readings compares them.</summary>
internal static partial class GoldParties
{
    /// <summary>Id of the annotated party, or null.</summary>
    public static string? Of(GoldReport gold, ReferentSet set, Referent side)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in side.Names) names.Add(Plain(name));
        names.Add(Plain(side.Name));
        string? best = null;
        foreach (var party in gold.Parties)
            if (Names(party).Any(names.Contains)) return party.Id;
        foreach (var m in side.Mentions)
            if (m.Form != Positions.MentionForm.Modifier) names.Add(Plain(set.Text(m.First, m.End)));
        foreach (var party in gold.Parties)
            if (Names(party).Any(names.Contains)) return party.Id;
        // "Mesa (main farming organisations)": the part before the bracket; names that share most of their words.
        foreach (var party in gold.Parties)
            if (names.Contains(Plain(Bracket().Replace(party.Name, "")))) best ??= party.Id;
        return best;
    }

    /// <summary>The names under which an annotated party counts, in lower case, without articles.</summary>
    public static IEnumerable<string> Names(GoldParty party) => party.Aliases.Append(party.Name).Append(party.Id).Select(Plain);

    /// <summary>A name in lower case, blanks made single, without article and possessive.</summary>
    public static string Plain(string name)
    {
        string n = string.Join(' ', name.ToLowerInvariant().Replace('’', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (n.StartsWith("the ", StringComparison.Ordinal)) n = n[4..];
        return n.EndsWith("'s", StringComparison.Ordinal) ? n[..^2] : n;
    }

    [GeneratedRegex(@"\s*\(.*\)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Bracket();
}
