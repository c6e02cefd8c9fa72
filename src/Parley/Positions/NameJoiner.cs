using Parley.Language;

namespace Parley.Positions;

/// <summary>Makes the several names of one person or body one: short and long forms, lone surnames, leaders whom everybody knows, descriptions that come before the name.</summary>
internal static class NameJoiner
{
    /// <summary>Where a leader is named without a country, the one that the report names counts first.</summary>
    public static void KnownLeaders(ReferentSet set)
    {
        foreach (var person in set.All.ToArray())
        {
            if (person.Kind != ReferentKind.Person || person.Absorbed) continue;
            var facts = Leaders.Of(person.Names, (person.Classes & (NounClass.Ruler | NounClass.Minister | NounClass.Leader | NounClass.Envoy)) != NounClass.None).ToList();
            if (facts.Count == 0) continue;
            var fact = facts.Find(f => set.All.Exists(r => ReferenceEquals(r.Fact, f) && r.Mentions.Count > 0)) ?? facts[0];
            person.Ties.Add(new(set.Side(fact), TieKind.Known, person.Mentions[0].First));
        }
    }

    /// <summary>A union or firm that is described before it is named ("the union ... the Harbour Workers' Union") is the first of its kind named later.</summary>
    public static void JoinEarlyDescriptions(ReferentSet set)
    {
        foreach (var described in set.All.ToArray())
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
        foreach (var side in set.All.ToArray())
        {
            if (side.Kind != ReferentKind.Side || side.Fact is not null || side.Mentions.Count == 0 || side.Noun is not null || (side.Classes & NounClass.Organisation) != NounClass.None || side.Ties.Count > 0) continue;
            if (side.Names.Exists(n => n.Contains(' ', StringComparison.Ordinal) || NameForms.IsAcronym(n)) || !set.Evidence.IsMostlyPerson(side.Name)) continue;
            if (side.Mentions.Exists(m => set.Document.Tokens[m.First].Tag == PennTag.DT)) continue;
            set.Absorb(set.New(ReferentKind.Person, side.Name), side);
        }
    }

    /// <summary>A short form may stand before the long one ("UAW" in the headline): join them, the later into the earlier.</summary>
    public static void JoinShortForms(ReferentSet set)
    {
        var sides = set.All.Where(r => r.Kind == ReferentKind.Side).ToList();
        foreach (var shorter in sides)
        {
            if (shorter.Fact is not null || shorter.Mentions.Count == 0) continue;
            foreach (var longer in sides)
            {
                if (ReferenceEquals(shorter, longer) || longer.Mentions.Count == 0) continue;
                if (!IsFormOf(shorter, longer)) continue;
                set.Absorb(longer, shorter);
                break;
            }
        }

        var persons = set.All.Where(r => r.Kind == ReferentKind.Person).ToList();
        foreach (var shorter in persons)
        {
            foreach (var longer in persons)
            {
                if (ReferenceEquals(shorter, longer) || shorter.Mentions.Count == 0 || longer.Mentions.Count == 0 || shorter.Name.Length > longer.Name.Length) continue;
                if (!NameForms.IsPersonFormOf(shorter.WordsOfName, longer.WordsOfName)) continue;
                set.Absorb(longer, shorter);
                break;
            }
        }

        // "the Labour Ministry" of a report on one state is that state.
        if (set.HomeState() is { } home)
        {
            foreach (var side in sides)
                if (side.Fact is null && side.Mentions.Count > 0 && side.Ties.Count == 0 && side.WordsOfName is { Length: > 0 } own && own.Any(w => w is "Ministry" or "Cabinet" or "Treasury" or "Government") && !(own[0] == "Government" && own.Length > 2)) set.Absorb(home, side);
        }

        // A lone surname that was taken for a firm ("Peskov said").
        foreach (var side in sides)
        {
            if (side.Fact is not null || side.Mentions.Count == 0 || side.Name.Contains(' ', StringComparison.Ordinal)) continue;
            var person = persons.Find(q => q.Mentions.Count > 0 && q.WordsOfName is { Length: > 1 } words && words[^1].Equals(side.Name, StringComparison.OrdinalIgnoreCase));
            if (person is not null) set.Absorb(person, side);
        }
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
