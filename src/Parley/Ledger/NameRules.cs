namespace Parley.Ledger;

/// <summary>What names count as, by the decisions on the negotiation as a whole. The latest decision on a name wins.</summary>
internal sealed class NameRules
{
    private readonly Dictionary<(ThingKind, string), Name> shown = [];
    private readonly HashSet<(ThingKind, string)> leftOut = [];

    /// <summary>The rules that decisions make, in the order they were made.</summary>
    public static NameRules Of(IEnumerable<Decision> decisions)
    {
        var rules = new NameRules();
        foreach (Decision decision in decisions) rules.Add(decision);
        return rules;
    }

    /// <summary>The name that a name counts as: itself where nobody decided.</summary>
    public Name Shown(Name name)
    {
        // Names lead on to names; a ring leads nowhere.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Add(name.Key) && shown.TryGetValue((name.Kind, name.Key), out Name next) && next.Key != name.Key) name = next;
        return shown.TryGetValue((name.Kind, name.Key), out Name wording) && wording.Key == name.Key ? wording : name;
    }

    /// <summary>Whether people said that there is no such thing.</summary>
    public bool IsLeftOut(Name name) => leftOut.Contains((name.Kind, name.Key));

    /// <summary>All names that decisions mention.</summary>
    public IEnumerable<Name> Wordings => shown.Values;

    private void Add(Decision decision)
    {
        switch (decision)
        {
            case Merge merge:
                shown.Remove((merge.Kind, Words.Key(merge.Name)));
                foreach (string other in merge.Others) shown[(merge.Kind, Words.Key(other))] = Name.Of(merge.Kind, merge.Name);
                leftOut.Remove((merge.Kind, Words.Key(merge.Name)));
                break;
            case Split split:
                string key = Words.Key(split.Name);
                foreach (string other in split.Others.Select(Words.Key))
                {
                    if (Shown(Name.Of(split.Kind, other)).Key == Shown(Name.Of(split.Kind, key)).Key) shown.Remove((split.Kind, other));
                    if (Shown(Name.Of(split.Kind, other)).Key == Shown(Name.Of(split.Kind, key)).Key) shown.Remove((split.Kind, key));
                }

                break;
            case Rename rename:
                shown.Remove((rename.Kind, Words.Key(rename.To)));
                shown[(rename.Kind, Words.Key(rename.Name))] = Name.Of(rename.Kind, rename.To);
                break;
            case LeaveOut none:
                leftOut.Add((none.Kind, Words.Key(none.Name)));
                break;
            default:
                break;
        }
    }
}
