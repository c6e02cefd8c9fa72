using Parley.Language;

namespace Parley.Positions;

/// <summary>Makes the several names of one person or body one: short and long forms, lone surnames, leaders whom everybody knows, descriptions that come before the name.</summary>
internal static class NameJoiner
{
    /// <summary>Where a leader is named without a country, the one that the report names counts first.</summary>
    public static void KnownLeaders(ReferentSet set)
    {
        var led = new List<Fact>();
        // The states that are added on the way are no persons.
        for (int i = 0, all = set.All.Count; i < all; i++)
        {
            var person = set.All[i];
            if (person.Kind != ReferentKind.Person || person.Absorbed) continue;
            Leaders.Of(person.Names, (person.Classes & (NounClass.Ruler | NounClass.Minister | NounClass.Leader | NounClass.Envoy)) != NounClass.None, led);
            if (led.Count > 0) person.Ties.Add(new(set.Side(FirstNamed(set, led)), TieKind.Known, person.Mentions[0].First));
        }
    }

    private static Fact FirstNamed(ReferentSet set, List<Fact> facts)
    {
        foreach (var fact in facts)
            foreach (var r in set.All)
                if (ReferenceEquals(r.Fact, fact) && r.Mentions.Count > 0) return fact;
        return facts[0];
    }

    /// <summary>A union or firm that is described before it is named ("the union ... the Harbour Workers' Union") is the first of its kind named later.</summary>
    public static void JoinEarlyDescriptions(ReferentSet set)
    {
        foreach (var described in set.All)
        {
            if (described is not { Kind: ReferentKind.Side, Fact: null, Plural: false, Absorbed: false, PartyKind: PartyKind.Union or PartyKind.Firm } || described.Mentions.Count == 0) continue;
            if (described.Name != described.Noun || described.Ties.Count > 0) continue;
            Referent? first = null;
            foreach (var r in set.All)
            {
                if (r.Kind != ReferentKind.Side || r.Plural || r.Fact is not null || r.PartyKind != described.PartyKind || ReferenceEquals(r, described) || r.Mentions.Count == 0) continue;
                if (!r.Mentions.Exists(m => m.Form == MentionForm.Name) || (r.Classes & described.Classes & NounClass.Organisation) == NounClass.None && !(r.PartyKind == PartyKind.Firm && (r.Classes & NounClass.Organisation) == NounClass.None)) continue;
                if (first is null || r.Mentions[0].First < first.Mentions[0].First) first = r;
            }

            if (first is not null) set.Absorb(first, described);
        }
    }

    /// <summary>"Lund" alone, whom the report never introduces: a person, if the recogniser thinks so and nothing makes it a body.</summary>
    public static void LoneSurnames(ReferentSet set)
    {
        // The persons that are added on the way are no sides.
        for (int i = 0, all = set.All.Count; i < all; i++)
        {
            var side = set.All[i];
            if (side.Kind != ReferentKind.Side || side.Fact is not null || side.Mentions.Count == 0 || side.Noun is not null || (side.Classes & NounClass.Organisation) != NounClass.None || side.Ties.Count > 0) continue;
            if (side.Names.Exists(n => n.Contains(' ', StringComparison.Ordinal) || NameForms.IsAcronym(n)) || !set.Evidence.IsMostlyPerson(side.Name)) continue;
            if (!HasArticle(set, side)) set.Absorb(set.New(ReferentKind.Person, side.Name), side);
        }
    }

    private static bool HasArticle(ReferentSet set, Referent side)
    {
        foreach (var m in side.Mentions)
            if (set.Document.Tokens[m.First].Tag == PennTag.DT) return true;
        return false;
    }

    /// <summary>A short form may stand before the long one ("UAW" in the headline): join them, the later into the earlier.</summary>
    public static void JoinShortForms(ReferentSet set)
    {
        foreach (var shorter in set.All)
        {
            if (shorter.Kind != ReferentKind.Side || shorter.Fact is not null || shorter.Mentions.Count == 0) continue;
            foreach (var longer in set.All)
            {
                if (longer.Kind != ReferentKind.Side || ReferenceEquals(shorter, longer) || longer.Mentions.Count == 0) continue;
                if (!IsFormOf(shorter, longer)) continue;
                set.Absorb(longer, shorter);
                break;
            }
        }

        foreach (var shorter in set.All)
        {
            if (shorter.Kind != ReferentKind.Person) continue;
            foreach (var longer in set.All)
            {
                if (longer.Kind != ReferentKind.Person || ReferenceEquals(shorter, longer) || shorter.Mentions.Count == 0 || longer.Mentions.Count == 0 || shorter.Name.Length > longer.Name.Length) continue;
                if (!NameForms.IsPersonFormOf(shorter.WordsOfName, longer.WordsOfName)) continue;
                set.Absorb(longer, shorter);
                break;
            }
        }

        // "the Labour Ministry" of a report on one state is that state.
        if (set.HomeState() is { } home)
        {
            foreach (var side in set.All)
                if (side.Kind == ReferentKind.Side && side.Fact is null && side.Mentions.Count > 0 && side.Ties.Count == 0 && IsMinistry(side.WordsOfName)) set.Absorb(home, side);
        }

        // A lone surname that was taken for a firm ("Peskov said").
        foreach (var side in set.All)
        {
            if (side.Kind != ReferentKind.Side || side.Fact is not null || side.Mentions.Count == 0 || side.Name.Contains(' ', StringComparison.Ordinal)) continue;
            if (Surnamed(set, side.Name) is { } person) set.Absorb(person, side);
        }
    }

    private static bool IsMinistry(string[] name)
    {
        if (name.Length > 2 && name[0] == "Government") return false;
        foreach (string word in name)
            if (word is "Ministry" or "Cabinet" or "Treasury" or "Government") return true;
        return false;
    }

    private static Referent? Surnamed(ReferentSet set, string surname)
    {
        foreach (var r in set.All)
            if (r.Kind == ReferentKind.Person && r.Mentions.Count > 0 && r.WordsOfName is { Length: > 1 } words && words[^1].Equals(surname, StringComparison.OrdinalIgnoreCase)) return r;
        return null;
    }

    private static bool IsFormOf(Referent shorter, Referent longer)
    {
        foreach (string[] s in shorter.NameWords)
        {
            foreach (string[] l in longer.NameWords)
                if (NameForms.IsFormOf(s, l)) return true;
        }

        return false;
    }
}
