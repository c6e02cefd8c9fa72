using Parley.Language;

namespace Parley.Positions;

/// <summary>Third pass over a report's phrases: speakers without a name ("a spokesman for the union", "the minister"), for whom names and sides must have been found.</summary>
internal static class OfficeFinder
{
    /// <summary>Speakers without a name, for whom the sides must have been found.</summary>
    public static void Find(ReferentSet set)
    {
        var tokens = set.Document.Tokens;
        for (int p = 0; p < set.Phrases.Count; p++)
        {
            var phrase = set.Phrases[p];
            if (set.OfPhrase(p) is not null || PartyNouns.IsPlural(tokens[phrase.Head])) continue;
            var head = PartyNouns.Of(tokens, phrase.Head);
            if ((head & NounClass.Person) != NounClass.None) ReadOffice(set, p, phrase, head);
        }
    }

    private static void ReadOffice(ReferentSet set, int p, Phrase phrase, NounClass head)
    {
        var tokens = set.Document.Tokens;
        string noun = tokens[phrase.Head].Word.ToLowerInvariant();
        var of = PhraseOwners.Modifier(set, phrase) ?? PhraseOwners.Owner(set, phrase);
        if (of is null && tokens[phrase.First].Tag == PennTag.PRPS && tokens[phrase.First].Word is "its" or "their" or "Its" or "Their") of = PhraseOwners.SubjectBefore(set, phrase.First);
        // "His spokesman": of the person named last.
        if (of is null && tokens[phrase.First].Tag == PennTag.PRPS && tokens[phrase.First].Word is "his" or "His" or "her" or "Her") of = PhraseOwners.LastPerson(set, phrase.First);
        int end = phrase.End;
        var kind = TieKind.Modifier;
        if (of is null || of.Kind == ReferentKind.Office)
        {
            of = PhraseOwners.Complement(set, phrase.End, out end) ?? PhraseOwners.PersonBehind(set, phrase.End, out end);
            kind = TieKind.Complement;
        }

        // "the Norwegian minister" after "Norway's minister Lund" is Lund.
        if (DescriptionFinder.IsDefinite(tokens, phrase))
        {
            Referent? known = null;
            foreach (var r in set.All)
            {
                if (r.Kind != ReferentKind.Person || (of is not null && !r.Ties.Exists(t => ReferenceEquals(t.Side, of)))) continue;
                if (!r.Offices.Exists(o => LastWord(o).Equals(noun, StringComparison.OrdinalIgnoreCase) && Covers(set, o, phrase)) || FirstToken(r) > phrase.First) continue;
                if (known is null || PhraseOwners.LastBefore(r, phrase.First) > PhraseOwners.LastBefore(known, phrase.First)) known = r;
            }

            if (known is not null && (of is not null || !Rivals(set, known, noun, phrase.First)))
            {
                set.Mention(known, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }

            // "the foreign secretary" right after a person who was named without an office.
            if (known is null && Unintroduced(set, phrase.First, of) is { } person)
            {
                person.AddOffice(DescriptionFinder.Plain(set, phrase));
                person.Classes |= head & NounClass.Person;
                if (of is not null) person.Ties.Add(new(of, TieKind.Modifier, phrase.First));
                set.Mention(person, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }

            // "the spokesman" after "a spokesman for the yard".
            if (of is null)
            {
                Referent? same = null;
                foreach (var r in set.All)
                    if (r.Kind == ReferentKind.Office && r.Noun == noun && r.Mentions.Count > 0 && r.Mentions[^1].First < phrase.First) same = r;
                if (same is not null && known is null)
                {
                    set.Mention(same, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                    return;
                }
            }
        }

        // "a consumer delegate" is of the consumers.
        if (of is null && (head & (NounClass.Envoy | NounClass.Spokes | NounClass.Official | NounClass.Leader)) != NounClass.None && PhraseOwners.ModifyingGroup(set, phrase) is { } group) of = group;
        var office = set.New(ReferentKind.Office, set.Text(phrase.First, of is null ? phrase.End : Math.Max(end, phrase.End)));
        office.Noun = noun;
        office.Classes = head;
        office.Gender = noun.EndsWith("woman", StringComparison.Ordinal) ? 'f' : noun.EndsWith("man", StringComparison.Ordinal) ? 'm' : '?';
        if (of is not null && (of.Kind != ReferentKind.Side || ActorFinder.Suits(head, of))) office.Ties.Add(new(of, kind, phrase.Head));
        set.Mention(office, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
    }

    // The person mentioned last, in this sentence's paragraph or the sentences before, whose office the report has not told, and who is tied to nobody but the side.
    private static Referent? Unintroduced(ReferentSet set, int token, Referent? of)
    {
        var tokens = set.Document.Tokens;
        if (PhraseOwners.LastPerson(set, token) is not { Offices.Count: 0 } found || tokens[token].Sentence - tokens[PhraseOwners.LastBefore(found, token)].Sentence is > 2 or < 1) return null;
        return found.Ties.TrueForAll(t => t.Kind == TieKind.Known || ReferenceEquals(t.Side, of)) ? found : null;
    }

    // Whether somebody else with the same office was mentioned since.
    private static bool Rivals(ReferentSet set, Referent known, string noun, int token)
    {
        int last = PhraseOwners.LastBefore(known, token);
        foreach (var r in set.All)
        {
            if (ReferenceEquals(r, known) || r.Kind == ReferentKind.Side || PhraseOwners.LastBefore(r, token) <= last) continue;
            if (r.Noun == noun || r.Offices.Exists(o => LastWord(o).Equals(noun, StringComparison.OrdinalIgnoreCase))) return true;
        }

        return false;
    }

    // Whether an office has every word of a description, states aside: "the prime minister" is no deputy minister.
    private static bool Covers(ReferentSet set, string office, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        for (int i = NameFinder.OwnStart(set, phrase); i < phrase.Head; i++)
        {
            if (tokens[i].Tag is not (PennTag.NN or PennTag.NNP or PennTag.JJ) || Facts.World.TryName(tokens[i].Word, out _)) continue;
            if (!office.Contains(tokens[i].Word, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    private static string LastWord(string office)
    {
        int of = office.IndexOf(" of ", StringComparison.Ordinal);
        if (of < 0) of = office.IndexOf(" for ", StringComparison.Ordinal);
        string core = of > 0 ? office[..of] : office;
        return core[(core.LastIndexOf(' ') + 1)..];
    }

    private static int FirstToken(Referent r) => r.Mentions.Count == 0 ? int.MaxValue : r.Mentions.Min(m => m.First);
}
