using Parley.Language;

namespace Parley.Positions;

/// <summary>Finds what a report says of a person beside the name: appositions ("Lund, <u>head of the Norwegian delegation</u>,"), complements ("Lund <u>of Norway</u>") and owners of titles.</summary>
internal static class TieFinder
{
    /// <summary>Adds offices and ties to the persons of a report; sides must have been found.</summary>
    public static void Find(ReferentSet set)
    {
        var tokens = set.Document.Tokens;
        foreach (var person in set.All.ToArray())
        {
            if (person.Kind != ReferentKind.Person) continue;
            foreach (var mention in person.Mentions.ToArray())
            {
                if (mention.Form != MentionForm.Name) continue;
                var sentence = set.Document.Sentences[tokens[mention.Head].Sentence];
                Title(set, person, mention);
                Behind(set, person, mention, sentence);
                Before(set, person, mention, sentence);
            }
        }
    }

    /// <summary>Ties speakers whose office alone says for whom they speak ("the Treasury Secretary") to sides that the report names.</summary>
    public static void ByOffice(ReferentSet set)
    {
        foreach (var speaker in set.All)
        {
            if (speaker.Kind == ReferentKind.Side || speaker.Mentions.Count == 0 || ActorFinder.Tied(speaker) is not null) continue;
            foreach (string office in speaker.Kind == ReferentKind.Office ? speaker.Names : speaker.Offices)
            {
                if (office.StartsWith("shadow", StringComparison.OrdinalIgnoreCase)) continue;
                foreach (var fact in Leaders.ByOffice(office))
                {
                    var side = set.All.Find(r => ReferenceEquals(r.Fact, fact) && r.Mentions.Count > 0);
                    if (side is null) continue;
                    speaker.Ties.Add(new(side, TieKind.Known, speaker.Mentions[0].First));
                    break;
                }
            }
        }
    }

    // "Norway's negotiator Lund", "yard spokesman Lund": what stands in the phrase before the name.
    private static void Title(ReferentSet set, Referent person, ReferentMention mention)
    {
        var tokens = set.Document.Tokens;
        for (int p = set.FirstPhraseBehind(mention.Head); p < set.Phrases.Count && set.Phrases[p].First <= mention.Head; p++)
        {
            var phrase = set.Phrases[p];
            if (phrase.Head != mention.Head) continue;
            if (set.OfPhrase(phrase.Possessor) is { } owner && !ReferenceEquals(owner, person)) person.Ties.Add(new(owner, TieKind.Possessor, phrase.First));
            // "the European Community (EC) commissioner Lund".
            if (phrase.First > 3 && tokens[phrase.First - 1].Tag == PennTag.CloseBracket && tokens[phrase.First - 3].Tag == PennTag.OpenBracket && set.OfPhrase(set.PhraseEndingAt(phrase.First - 3)) is { Kind: ReferentKind.Side } named)
                person.Ties.Add(new(named, TieKind.Modifier, phrase.First - 3));
            if (TitleModifier(set, phrase, person) is { } modifier) person.Ties.Add(new(modifier, TieKind.Modifier, phrase.First));
            else if (FirstOffice(set, phrase) is { } employer) person.Ties.Add(new(employer, TieKind.Modifier, phrase.First));
        }
    }

    // "<u>Seatrans</u> vice president and general counsel Lund": the first of two offices says of whom they are.
    private static Referent? FirstOffice(ReferentSet set, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        if (phrase.First < 2 || phrase.First == phrase.Head || tokens[phrase.First - 1].Word != "and" || (PartyNouns.Of(tokens, phrase.First) & NounClass.Person) == NounClass.None && (PartyNouns.Of(tokens, phrase.First + 1) & NounClass.Person) == NounClass.None) return null;
        int first = set.PhraseEndingAt(phrase.First - 1);
        if (first < 0 || PartyNouns.IsPlural(tokens[set.Phrases[first].Head]) || (PartyNouns.Of(tokens, set.Phrases[first].Head) & NounClass.Person) == NounClass.None || set.OfPhrase(first) is { Kind: ReferentKind.Person }) return null;
        return set.OfPhrase(set.Phrases[first].Possessor) ?? PhraseOwners.Modifier(set, set.Phrases[first]);
    }

    private static Referent? TitleModifier(ReferentSet set, Phrase phrase, Referent person)
    {
        var tokens = set.Document.Tokens;
        int start = NameFinder.OwnStart(set, phrase), title = -1;
        for (int i = start; i < phrase.Head; i++)
            if ((PartyNouns.Of(tokens, i) & NounClass.Person) != NounClass.None) title = i;
        if (title <= start) return null;
        var office = new Phrase(start, title + 1, title, -1);
        var found = PhraseOwners.Modifier(set, office);
        // "consumer delegate Lund" is of the consumers.
        if (found is null && (PartyNouns.Of(tokens, title) & (NounClass.Envoy | NounClass.Spokes | NounClass.Official)) != NounClass.None) found = PhraseOwners.ModifyingGroup(set, office);
        return ReferenceEquals(found, person) ? null : found;
    }

    // ", head of the Norwegian delegation,", " of Norway", ", who leads the union,".
    private static void Behind(ReferentSet set, Referent person, ReferentMention mention, Sentence sentence)
    {
        var tokens = set.Document.Tokens;
        int at = mention.End;
        if (at >= sentence.End) return;
        if (tokens[at].Word is "of" or "from" or "for")
        {
            if (PhraseOwners.Complement(set, at, out _) is { } side) person.Ties.Add(new(side, TieKind.Behind, at));
            return;
        }

        if (tokens[at].Word is not ("," or "(" or "-LRB-")) return;
        // "Lund, speaking for Norway".
        if (at + 2 < sentence.End && (tokens[at + 1].Word is "speaking" or "acting" or "talking") && tokens[at + 2].Word is "for" && PhraseOwners.Complement(set, at + 2, out _) is { } client)
        {
            person.Ties.Add(new(client, TieKind.Complement, at + 2));
            return;
        }

        // "Lund, whose union ...", "Lund, who leads the union".
        int led = at + 1 < sentence.End && tokens[at + 1].Word == "whose" ? at + 2
            : at + 2 < sentence.End && tokens[at + 1].Word == "who" && StatementFrame.Lemma(tokens[at + 2]) is "lead" or "head" or "chair" or "represent" or "command" or "run" ? at + 3 : -1;
        if (led > 0 && led < sentence.End && (set.OfPhrase(set.PhraseStartingAt(led)) ?? set.OfPhrase(set.PhraseStartingAt(led - 1))) is { Kind: ReferentKind.Side } own)
        {
            person.Ties.Add(new(own, TieKind.Complement, led));
            return;
        }

        if (at + 1 < sentence.End && (tokens[at + 1].Word is "from" or "of") && PhraseOwners.Complement(set, at + 1, out _) is { } employer)
        {
            person.Ties.Add(new(employer, TieKind.Behind, at + 1));
            return;
        }

        Apposition(set, person, at + 1, sentence.End, needsEnd: true);
    }

    // "The chairman of the conference, Lund, said": the office stands before the comma.
    private static void Before(ReferentSet set, Referent person, ReferentMention mention, Sentence sentence)
    {
        var tokens = set.Document.Tokens;
        int comma = mention.First - 1;
        if (comma <= sentence.First || tokens[comma].Word != "," || person.Names.TrueForAll(n => !n.Contains(' ', StringComparison.Ordinal)) && mention.End - mention.First > 1) return;
        // Only a bare name is apposed; and behind it the apposition must end.
        if (!PersonFinder.IsHonorific(tokens[mention.First].Word) && (PartyNouns.Of(tokens, mention.First) & NounClass.Person & ~(NounClass.Legislator | NounClass.Soldier | NounClass.Jurist)) != NounClass.None) return;
        if (mention.End < sentence.End && tokens[mention.End].Tag is PennTag.NN or PennTag.NNS or PennTag.CC) return;
        for (int p = set.FirstPhraseBehind(sentence.First); p < set.Phrases.Count && set.Phrases[p].First < comma; p++)
        {
            var phrase = set.Phrases[p];
            if (phrase.First < sentence.First || phrase.End > comma || comma - phrase.First > 24) continue;
            if ((PartyNouns.Of(tokens, phrase.Head) & NounClass.Person) == NounClass.None || PartyNouns.IsPlural(tokens[phrase.Head]) || set.OfPhrase(p) is { Kind: ReferentKind.Person }) continue;
            if (!Reaches(tokens, phrase.End, comma)) continue;
            Office(set, person, p, comma);
            Inherit(set, person, phrase);
            return;
        }
    }

    // "a yard spokesman ... The spokesman, Lund, said": what is known of the office before is known of Lund.
    private static void Inherit(ReferentSet set, Referent person, Phrase phrase)
    {
        if (person.Ties.Count > 0) return;
        var tokens = set.Document.Tokens;
        for (int p = 0; p < set.Phrases.Count; p++)
        {
            var earlier = set.Phrases[p];
            if (earlier.End > phrase.First) break;
            if (!tokens[earlier.Head].Word.Equals(tokens[phrase.Head].Word, StringComparison.OrdinalIgnoreCase) || set.OfPhrase(p) is not null) continue;
            if (PhraseOwners.Modifier(set, earlier) is { } modifier)
            {
                person.Ties.Add(new(modifier, TieKind.Modifier, earlier.First));
                person.AddOffice(Plain(set, earlier));
            }
            else if (PhraseOwners.Complement(set, earlier.End, out _) is { } side)
            {
                person.Ties.Add(new(side, TieKind.Complement, earlier.First));
            }
        }
    }

    private static string Plain(ReferentSet set, Phrase phrase)
    {
        int start = phrase.First;
        while (start < phrase.Head && set.Document.Tokens[start].Tag is PennTag.DT or PennTag.PDT) start++;
        return set.Text(start, phrase.End);
    }

    // Whether nothing but more of the same description stands between its head and the comma.
    private static bool Reaches(ReadOnlySpan<Token> tokens, int from, int comma)
    {
        for (int i = from; i < comma; i++)
        {
            if (tokens[i].Tag is PennTag.VBD or PennTag.VBZ or PennTag.VBP or PennTag.MD or PennTag.VB or PennTag.WP or PennTag.WDT or PennTag.Stop or PennTag.OpenQuote or PennTag.CloseQuote) return false;
            if (tokens[i].Word == ";" || tokens[i].Word == "," && !tokens[(i + 1)..comma].ToArray().Any(t => t.Tag == PennTag.CC)) return false;
        }

        return true;
    }

    private static void Apposition(ReferentSet set, Referent person, int at, int end, bool needsEnd)
    {
        var tokens = set.Document.Tokens;
        for (int p = set.FirstPhraseBehind(at); p < set.Phrases.Count && set.Phrases[p].First <= at; p++)
        {
            var phrase = set.Phrases[p];
            int own = phrase.First;
            if (own != at || (PartyNouns.Of(tokens, phrase.Head) & (NounClass.Person | NounClass.People)) == NounClass.None || PartyNouns.IsPlural(tokens[phrase.Head])) continue;
            // The longest phrase from here whose head is an office.
            if (p + 1 < set.Phrases.Count && set.Phrases[p + 1].First == at && set.Phrases[p + 1].Possessor >= 0) continue;
            int stop = phrase.End;
            while (stop < end && tokens[stop].Tag is PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.NNPS or PennTag.JJ or PennTag.JJS or PennTag.DT or PennTag.IN or PennTag.TO or PennTag.POS
                or PennTag.CC or PennTag.CD or PennTag.HYPH or PennTag.PRPS or PennTag.VBG or PennTag.VBN && stop - at < 24) stop++;
            if (needsEnd && stop < end && tokens[stop].Tag is PennTag.VBD or PennTag.VBZ or PennTag.VBP or PennTag.MD && !ClosedBefore(tokens, at)) return;
            Office(set, person, p, stop);
            return;
        }
    }

    // ", president of the union said": without the closing comma the verb may still be the person's.
    private static bool ClosedBefore(ReadOnlySpan<Token> tokens, int at) => tokens[at - 1].Word == ",";

    private static void Office(ReferentSet set, Referent person, int index, int stop)
    {
        var tokens = set.Document.Tokens;
        var phrase = set.Phrases[index];
        if (set.OfPhrase(index) is null) set.Mention(person, phrase.First, phrase.End, phrase.Head, MentionForm.Description, index);
        int start = phrase.First;
        while (start < phrase.Head && tokens[start].Tag is PennTag.DT or PennTag.PDT) start++;
        person.AddOffice(set.Text(start, stop));
        // Who chairs the talks is on nobody's side.
        for (int i = phrase.End; i < Math.Min(stop, phrase.End + 8); i++)
            if (tokens[i].Word is "talks" or "conference" or "negotiations" or "summit" or "meeting" or "session") person.Mediator = true;
        person.Classes |= PartyNouns.Of(tokens, phrase.Head) & NounClass.Person;
        if (set.OfPhrase(phrase.Possessor) is { } owner) person.Ties.Add(new(owner, TieKind.Possessor, phrase.First));
        else if (tokens[phrase.First].Tag == PennTag.WPS && phrase.First > 0 && set.OfPhrase(set.PhraseEndingAt(tokens[phrase.First - 1].Tag == PennTag.Comma ? phrase.First - 1 : phrase.First)) is { Kind: ReferentKind.Side } antecedent) person.Ties.Add(new(antecedent, TieKind.Possessor, phrase.First));
        else if (tokens[phrase.First].Tag == PennTag.PRPS && PhraseOwners.SubjectBefore(set, phrase.First) is { } before) person.Ties.Add(new(before, TieKind.Possessor, phrase.First));
        if (PhraseOwners.Modifier(set, phrase) is { } modifier) person.Ties.Add(new(modifier, TieKind.Modifier, phrase.First));
        for (int i = phrase.End; i < stop; i++)
        {
            if (tokens[i].Word is "representing" or "advising" && set.OfPhrase(set.PhraseStartingAt(i + 1)) is { Kind: ReferentKind.Side } client)
            {
                person.Ties.Add(new(client, TieKind.Complement, i));
            }
            else if (tokens[i].Word is "of" or "for" or "from" or "at" or "with" or "in" && PhraseOwners.Complement(set, i, out int end) is { } side)
            {
                // "Secretary of Commerce": his department is no side.
                if (!ActorFinder.Suits(PartyNouns.Of(tokens, phrase.Head), side)) continue;
                // "head of the union in Norway": the place tells nothing more.
                // "chairman of the committee at the university": one speaks for what one heads.
                bool place = tokens[i].Word == "in" || tokens[i].Word == "at" && (PartyNouns.Of(tokens, phrase.Head) & NounClass.Leader) != NounClass.None;
                if (!place || person.Ties.Count == 0) person.Ties.Add(new(side, TieKind.Complement, i));
                i = end - 1;
            }
        }
    }
}
