using Parley.Language;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>First pass over a report's phrases: everything with a name of its own. States and bodies from the facts, persons with their titles, organisations by form.</summary>
internal static class NameFinder
{
    private static readonly string[] Honorifics =
        ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "lord", "lady", "dame", "baroness", "prof", "prof.", "rev", "rev.", "sen.", "rep.", "gov.", "gen.", "col.", "maj.", "capt.",
            "hon.", "amb.", "monsieur", "madame", "mme", "mme.", "herr", "frau", "signor", "señor", "señora", "shri", "datuk", "dato'", "tun", "haji", "sheikh"];

    // Parts of a government, not sides of their own: "Norway's foreign ministry" is Norway.
    private static readonly string[] GovernmentParts = ["ministry", "government", "cabinet", "embassy", "treasury", "administration", "department", "presidency", "office", "chancellery", "delegation", "mission", "parliament", "legislature", "army", "military", "navy", "staff"];

    /// <summary>Finds the named referents and their mentions.</summary>
    public static void Find(ReferentSet set)
    {
        var tokens = set.Document.Tokens;
        for (int p = 0; p < set.Phrases.Count; p++)
        {
            var phrase = set.Phrases[p];
            if (tokens[phrase.Head].Tag is PennTag.PRP or PennTag.PRPS or PennTag.WP or PennTag.WPS || set.Shouts(tokens[phrase.Head].Sentence)) continue;
            Read(set, p, phrase);
        }

        JoinShortForms(set);
        LoneSurnames(set);
        KnownLeaders(set);
        for (int s = 0; s < set.Document.Sentences.Length; s++)
            if (set.Shouts(s)) ReadCapitals(set, set.Document.Sentences[s]);
    }

    // Where a leader is named without a country, the one that the report names counts first.
    private static void KnownLeaders(ReferentSet set)
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

    // A headline in capitals: tags and names are no guide there, so only what the report names elsewhere, and facts, are taken from it.
    private static void ReadCapitals(ReferentSet set, Sentence sentence)
    {
        var tokens = set.Document.Tokens;
        for (int i = sentence.First; i < sentence.End; i++)
        {
            int end = i;
            Referent? found = null;
            foreach (var r in set.All)
            {
                if (r.Mentions.Count == 0) continue;
                foreach (string name in r.Names)
                {
                    int stop = Matches(set, i, sentence.End, name);
                    if (stop <= end) continue;
                    end = stop;
                    found = r;
                }
            }

            if (found is null && Facts.World.TryMatch(set.Document.Text, tokens, i, sentence.End, out var match) && !match.Doubtful && tokens[i].Word.Length > 2)
            {
                found = set.Side(Choose(set, match));
                end = match.End;
            }

            if (found is null) continue;
            set.Mention(found, i, end, end - 1, MentionForm.Name, set.PhraseEndingAt(end));
            i = end - 1;
        }
    }

    // One past the last token that a name covers from token at on, case aside, or -1.
    private static int Matches(ReferentSet set, int at, int limit, string name)
    {
        var tokens = set.Document.Tokens;
        string text = set.Document.Text;
        int start = tokens[at].Span.Start;
        if (start + name.Length > tokens[limit - 1].Span.End || !text.AsSpan(start, name.Length).Equals(name, StringComparison.OrdinalIgnoreCase)) return -1;
        int end = at;
        while (end < limit && tokens[end].Span.End < start + name.Length) end++;
        return end < limit && tokens[end].Span.End == start + name.Length ? end + 1 : -1;
    }

    /// <summary>First token of a phrase that is its own: behind its possessor and its articles.</summary>
    public static int OwnStart(ReferentSet set, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        int i = phrase.Possessor < 0 ? phrase.First : set.Phrases[phrase.Possessor].End;
        while (i < phrase.Head && tokens[i].Tag is PennTag.POS or PennTag.DT or PennTag.PDT or PennTag.PRPS or PennTag.OpenQuote or PennTag.CloseQuote) i++;
        return i;
    }

    private static void Read(ReferentSet set, int p, Phrase phrase)
    {
        var document = set.Document;
        var tokens = document.Tokens;
        var sentence = document.Sentences[tokens[phrase.Head].Sentence];
        int start = OwnStart(set, phrase), end = phrase.End;
        if (phrase.End <= set.Covered) return;

        // Facts, wherever they stand in the phrase.
        FactMatch? modifier = null;
        for (int i = start; i < end; i++)
        {
            if (!Facts.World.TryMatch(document.Text, tokens, i, sentence.End, out var match)) continue;
            if (Facts.PartOfLongerName(tokens, match, sentence.First, sentence.End) || IsPersonName(set, match.First, match.End)) continue;
            bool whole = match.End >= end;
            bool insideName = whole && i > start && IsNamed(tokens[i - 1]) && PartyNouns.Of(tokens, i - 1) == NounClass.None && match.Form is FactForm.Name or FactForm.Capital
                && tokens[i - 1].Tag is PennTag.NNP or PennTag.NNPS && !Facts.World.TryMatch(document.Text, tokens, i - 1, i, out _);
            // "Brian Finn", "Jordan French": a surname.
            insideName |= whole && match.End - match.First == 1 && i > start && (match.Form is FactForm.People or FactForm.Adjective) && PartyNouns.GenderOf(tokens[i - 1].Word) != '?';
            if (insideName) continue;
            // "the U.N.-recognised government", "a Russian-backed plan": not theirs.
            if (!whole && IsBacked(tokens, match.End, phrase.Head)) continue;
            // "in Oslo": a place, not the government that sits there, as in "acceptable to Oslo".
            if (match.Form == FactForm.Capital && start == match.First && start > sentence.First && (match.End >= sentence.End || tokens[match.End].Tag != PennTag.POS) && tokens[start - 1].Word is "in" or "at" or "near" or "outside" or "to" or "from" or "around" or "through"
                && !(tokens[start - 1].Word == "to" && start > sentence.First + 1 && tokens[start - 2].Tag == PennTag.JJ)) return;
            var side = set.Side(Choose(set, match));
            if (whole)
            {
                side.AddName(set.Text(match.First, match.End));
                set.Mention(side, phrase.Possessor < 0 ? phrase.First : start, match.End, match.End - 1, MentionForm.Name, p);
                Acronym(set, side, match.End, sentence.End);
                return;
            }

            side.AddName(set.Text(match.First, match.End));
            set.Mention(side, match.First, match.End, match.End - 1, MentionForm.Modifier, -1);
            modifier ??= match with { Fact = side.Fact! };
            i = match.End - 1;
        }

        if (ReadPerson(set, p, phrase, start)) return;
        ReadOrganisation(set, p, phrase, start, modifier, sentence);
    }

    private static bool IsBacked(ReadOnlySpan<Token> tokens, int at, int head)
    {
        if (at < head && tokens[at].Word is "-" or "–") at++;
        return at < head && tokens[at].Word.TrimStart('-').ToLowerInvariant() is "backed" or "recognised" or "recognized" or "brokered" or "sponsored" or "mediated" or "supported" or "funded" or "imposed";
    }

    // "Moscow" in a report on the Soviet Union: the reading whose other names stand in the report.
    private static Fact Choose(ReferentSet set, FactMatch match)
    {
        if (match.Others.Count == 0) return match.Fact;
        string text = set.Document.Text;
        if (Stands(match.Fact, text)) return match.Fact;
        foreach (var other in match.Others)
            if (Stands(other.Fact, text)) return other.Fact;
        return match.Fact;
    }

    private static bool Stands(Fact fact, string text) =>
        text.Contains(fact.Name, StringComparison.Ordinal) || fact.Kind == FactKind.FormerState && fact.Name == "Soviet Union" && text.Contains("Soviet", StringComparison.Ordinal);

    private static bool ReadPerson(ReferentSet set, int p, Phrase phrase, int start)
    {
        var tokens = set.Document.Tokens;
        int title = -1;
        for (int i = start; i < phrase.End - 1; i++)
            if (IsTitle(tokens, i) && IsNamed(tokens[i + 1]) && !InOneName(set, i)) title = i;
        int name = title + 1;
        bool named = title >= 0;
        if (named)
        {
            for (int i = name; i < phrase.End; i++)
                if (!IsNamed(tokens[i]) && !IsHyphened(tokens, i)) named = false;
            // "Secretary General", "General Staff": a title all through.
            if (IsOffice(set, name, phrase.End)) named = false;
            // "Deputy Trade Representative": a longer title.
            if ((PartyNouns.Of(tokens, phrase.Head) & NounClass.Person) != NounClass.None && !set.Evidence.IsPerson(set.Document, title + 1, phrase.End)) named = false;
            // "Prime Minister's Office", "President Lines": the title belongs to a name of something else.
            if ((PartyNouns.Of(tokens, phrase.Head) & NounClass.Organisation) != NounClass.None && phrase.Head > name - 1 && !set.Evidence.IsPerson(set.Document, title + 1, phrase.End)) named = false;
        }

        if (!named)
        {
            name = phrase.End;
            while (name > start && (IsNamed(tokens[name - 1]) || IsHyphened(tokens, name - 1))) name--;
            // "Secretary of Trade Bill Post": the recogniser knows where the name starts.
            int entity = tokens[phrase.Head].Entity;
            if (entity >= 0 && set.Document.Entities[entity] is { Kind: EntityKind.Person } known && known.First > name && set.Evidence.IsPerson(set.Document, known.First, phrase.End)) name = known.First;
            // "Ambassador to Norway Kari Lund": what the title is of stands right before the name.
            if (name < phrase.End - 2 && phrase.First > 1 && tokens[phrase.First - 1].Word is "of" or "to" or "for" && !IsPersonName(set, name, phrase.End)
                && Facts.World.TryMatch(set.Document.Text, tokens, name, phrase.End, out var posting) && posting.End < phrase.End - 1 && IsPersonShaped(set, posting.End, phrase.End)) name = posting.End;
            if (name == phrase.End || !IsPersonName(set, name, phrase.End) && !(name > phrase.First && IsPersonShaped(set, name, phrase.End) && tokens[phrase.First - 1].Word is "of" or "to" or "for")) return false;
            title = name - 1;
        }

        string full = set.Text(name, phrase.End);
        var person = set.PersonNamed(full);
        if (person is null)
        {
            person = set.New(ReferentKind.Person, full);
        }
        else
        {
            person.AddName(full);
            if (full.Length > person.Name.Length) person.Name = full;
        }

        string first = full.Split(' ')[0];
        if (person.Gender == '?') person.Gender = full.Contains(' ', StringComparison.Ordinal) ? PartyNouns.GenderOf(first) : '?';
        int office = start;
        while (office <= title && IsHonorific(tokens[office].Word)) office++;
        for (int i = start; i <= title; i++)
        {
            char gender = Gender(tokens[i].Word);
            if (gender != '?') person.Gender = gender;
            person.Classes |= PartyNouns.Of(tokens, i) & NounClass.Person;
        }

        int officeEnd = title + 1;
        while (officeEnd > office && IsHonorific(tokens[officeEnd - 1].Word)) officeEnd--;
        if (officeEnd > office && phrase.First > 1 && tokens[phrase.First - 1].Word is "of" or "for" && set.PhraseEndingAt(phrase.First - 1) is var outer && outer >= 0
            && (PartyNouns.Of(tokens, set.Phrases[outer].Head) & NounClass.Person) != NounClass.None)
        {
            office = OwnStart(set, set.Phrases[outer]);
            person.Classes |= PartyNouns.Of(tokens, set.Phrases[outer].Head) & NounClass.Person;
            if (DescriptionFinder.Modifier(set, outer, set.Phrases[outer]) is { } home) person.Ties.Add(new(home, TieKind.Modifier, office));
        }

        // "Norway's Trade and Industry Minister Lund": the title began before "and".
        if (officeEnd > office && phrase.Possessor < 0 && phrase.First > 1 && tokens[phrase.First - 1].Word == "and" && (person.Classes & NounClass.Minister) != NounClass.None
            && set.PhraseEndingAt(phrase.First - 1) is var half && half >= 0 && IsNamed(tokens[set.Phrases[half].Head]) && set.OfPhrase(half) is not { Kind: ReferentKind.Person })
        {
            var opening = set.Phrases[half];
            office = OwnStart(set, opening);
            if (set.OfPhrase(opening.Possessor) is { } owner) person.Ties.Add(new(owner, TieKind.Possessor, opening.First));
            else if (DescriptionFinder.Modifier(set, half, opening) is { } home) person.Ties.Add(new(home, TieKind.Modifier, opening.First));
            set.Mention(person, opening.First, phrase.End, phrase.Head, MentionForm.Name, half);
        }

        bool hasOffice = false;
        for (int i = office; i < officeEnd; i++) hasOffice |= (PartyNouns.Of(tokens, i) & NounClass.Person) != NounClass.None;
        if (hasOffice)
        {
            // "the premier's special envoy Brandt": the possessor is part of the office.
            int from = phrase.Possessor >= 0 ? phrase.First : office;
            while (from < officeEnd && tokens[from].Tag is PennTag.DT) from++;
            if (!tokens[officeEnd - 1].Word.Equals("counterpart", StringComparison.OrdinalIgnoreCase)) person.AddOffice(set.Text(from, officeEnd));
        }

        int whole = phrase.Possessor >= 0 ? phrase.First : start;
        set.Mention(person, Math.Min(whole, phrase.First), phrase.End, phrase.Head, MentionForm.Name, p);
        return true;
    }

    // Two or three capitalised words that are no body's and no state's name.
    private static bool IsPersonShaped(ReferentSet set, int first, int end)
    {
        var tokens = set.Document.Tokens;
        if (end - first is < 2 or > 3) return false;
        for (int i = first; i < end; i++)
            if (!IsNamed(tokens[i]) || PartyNouns.Of(tokens, i) != NounClass.None || NameForms.IsAcronym(tokens[i].Word) || NameForms.IsLegalForm(tokens[i].Word)) return false;
        return KindOf(set, end - 1) is EntityKind.Person;
    }

    // "General Motors": a title inside an organisation's name.
    private static bool InOneName(ReferentSet set, int title)
    {
        var tokens = set.Document.Tokens;
        int entity = tokens[title].Entity;
        return !IsHonorific(tokens[title].Word) && entity >= 0 && tokens[title + 1].Entity == entity && (set.Document.Entities[entity].Kind is EntityKind.Organisation or EntityKind.Place)
            && !set.Evidence.IsPerson(set.Document, title + 1, set.Document.Entities[entity].End);
    }

    private static void ReadOrganisation(ReferentSet set, int p, Phrase phrase, int start, FactMatch? modifier, Sentence sentence)
    {
        var document = set.Document;
        var tokens = document.Tokens;
        int name = phrase.End;
        while (name > start && (IsNamed(tokens[name - 1]) || name < phrase.End && IsJoiner(tokens[name - 1].Word) && name - 1 > start && IsNamed(tokens[name - 2]))) name--;
        var head = PartyNouns.Of(tokens, phrase.Head);
        // "the Harbour Workers union".
        if (name == phrase.End && (head & (NounClass.Union | NounClass.Movement)) != NounClass.None && tokens[phrase.Head].Tag == PennTag.NN && phrase.Head > start && IsNamed(tokens[phrase.Head - 1])
            && (modifier is null || modifier.Value.End < phrase.Head))
        {
            name = phrase.Head;
            while (name > start && IsNamed(tokens[name - 1])) name--;
        }

        if (name == phrase.End) return;
        if ((head & NounClass.Organisation) != NounClass.None) (start, name) = Widen(set, phrase, start, name, sentence.First);
        // A capital at the start of a sentence, or a word in a line of capitals, is no name by itself.
        if (phrase.End - name == 1 && tokens[phrase.Head].Entity < 0 && (phrase.Head == sentence.First && tokens[phrase.Head].Tag is PennTag.NN or PennTag.NNS || IsDate(tokens[phrase.Head].Word) || tokens[phrase.Head].Word is "May" or "MAY")) return;
        // "the Water Treaty" is no side.
        if ((head & NounClass.Document) != NounClass.None && (head & NounClass.Organisation) == NounClass.None) return;
        // "Labour Minister", "UAW President": offices, not bodies.
        if ((head & NounClass.Person) != NounClass.None && (head & (NounClass.Organisation | NounClass.People)) == NounClass.None) return;
        // "the Union", "the Commission", "EC ministers": descriptions, whatever their capitals.
        int end = Extend(tokens, phrase.End, sentence.End, head);
        bool single = end - name == 1;
        if (single && head != NounClass.None && tokens[phrase.Head].Word.Length > 3 && !NameForms.IsAcronym(tokens[phrase.Head].Word)) return;
        // "Minister of Labour and Employment": a portfolio.
        if (single && NameForms.IsPortfolio(tokens[phrase.Head].Word)) return;
        // "the Staff of Harbour Yards": as long as the recogniser sees it.
        if (tokens[phrase.Head].Entity is var whole && whole >= 0 && document.Entities[whole] is { Kind: EntityKind.Organisation } entity && entity.First >= start && entity.First <= name && entity.End > end && tokens[end].Word == "of") end = entity.End;
        if (modifier is { } m && m.First <= name && m.End >= phrase.Head && head != NounClass.None && (single || m.End == phrase.Head))
        {
            string noun = tokens[phrase.Head].Word.ToLowerInvariant();
            if ((head & (NounClass.Person | NounClass.Side | NounClass.Government)) != NounClass.None || GovernmentParts.Contains(noun)) return;
        }

        // "U.S. Moves": wires of old set a capital behind the stop.
        if (modifier is { } abbreviated && abbreviated.End == phrase.Head && tokens[abbreviated.End - 1].Word.EndsWith('.') && head == NounClass.None) return;
        if (end > phrase.End) set.Covered = end;
        string text = set.Text(name, end);
        // "Norway's Ministry of Trade", "the Norwegian Trade Ministry": Norway.
        var owner = modifier is { } part ? set.Side(part.Fact) : set.OfPhrase(phrase.Possessor);
        if (owner is { Fact.Kind: FactKind.State or FactKind.FormerState } state && IsGovernmentPart(tokens, name, phrase.End))
        {
            state.AddName(text);
            set.Mention(state, phrase.First, end, phrase.Head, MentionForm.Name, p);
            Acronym(set, state, end, sentence.End);
            return;
        }

        var kind = KindOf(set, phrase.Head);
        // "the Democrats", "Liberals": members of one party.
        bool members = head == NounClass.None && tokens[phrase.Head] is { Tag: PennTag.NNPS, Entity: var named } && tokens[phrase.Head].Word is [.., 's'] and { Length: > 4 } && phrase.Head > sentence.First && (named < 0 || kind is EntityKind.Other) && !IsDate(tokens[phrase.Head].Word);
        if (members) (name, text) = (phrase.Head, set.Text(phrase.Head, end));
        if (kind is EntityKind.Other && !members && (head & NounClass.Organisation) == NounClass.None && !NameForms.IsAcronym(text)) return;
        var side = set.SideNamed(text);
        if (side is null)
        {
            side = set.New(ReferentKind.Side, text);
            side.Classes = head & ~NounClass.Person;
            side.PartyKind = KindOfHead(head, kind);
            side.Noun = head != NounClass.None || members ? tokens[phrase.Head].Word.ToLowerInvariant() : null;
            if (members) (side.PartyKind, side.Plural, side.Classes) = (PartyKind.Movement, true, side.Classes | NounClass.Movement);
        }
        else
        {
            side.AddName(text);
            if (side.Fact is null && text.Length > side.Name.Length) Promote(side, text, head, kind, tokens[phrase.Head].Word);
        }

        // "brewing giant Foster's": what stands before the name says what it is.
        var described = NounClass.None;
        for (int i = start; i < name; i++) described |= PartyNouns.Of(tokens, i) & NounClass.Organisation;
        side.Classes |= described;
        if (side.Fact is null && side.Noun is null && described != NounClass.None) side.PartyKind = KindOfHead(described, kind);
        if (side.Fact is null && (side.PartyKind is PartyKind.Body or PartyKind.Union) && (head & (NounClass.Union | NounClass.Body)) != NounClass.None && IsLabour(text)) (side.PartyKind, side.Classes) = (PartyKind.Union, side.Classes | NounClass.Union);
        if (modifier is { } home) side.Ties.Add(new(set.Side(home.Fact), TieKind.Modifier, home.First));
        set.Mention(side, phrase.Possessor < 0 ? phrase.First : start, end, phrase.Head, MentionForm.Name, p);
        Acronym(set, side, end, sentence.End);
    }

    // "the Transport and Harbour Workers' Union": over the possessive plural and over "and".
    private static (int Start, int Name) Widen(ReferentSet set, Phrase phrase, int start, int name, int limit)
    {
        var tokens = set.Document.Tokens;
        if (phrase.Possessor >= 0 && name == start && set.Phrases[phrase.Possessor] is var owner && (tokens[owner.End].Word is "'" or "’" || (PartyNouns.Of(tokens, owner.Head) & NounClass.People) != NounClass.None) && IsNamed(tokens[owner.Head])
            && IsNamed(tokens[phrase.Head]))
        {
            start = OwnStart(set, owner);
            name = owner.End;
            while (name > start && IsNamed(tokens[name - 1])) name--;
        }

        if (name - 2 > limit && name == start && tokens[name - 1].Word == "and" && IsNamed(tokens[name - 2]) && tokens[name - 3].Tag == PennTag.DT && phrase.End - name > 1)
        {
            name -= 2;
            start = name;
        }

        return (start, name);
    }

    private static void Promote(Referent side, string name, NounClass head, EntityKind? kind, string noun)
    {
        side.Name = name;
        if (head == NounClass.None) return;
        side.Classes |= head & ~NounClass.Person;
        side.PartyKind = KindOfHead(head, kind);
        side.Noun = noun.ToLowerInvariant();
    }

    /// <summary>Whether a noun in lower case is a part of a government.</summary>
    public static bool IsGovernmentPart(string noun) => GovernmentParts.Contains(noun);

    private static bool IsGovernmentPart(ReadOnlySpan<Token> tokens, int name, int end)
    {
        for (int i = name; i < end; i++)
            if (GovernmentParts.Contains(tokens[i].Word, StringComparer.OrdinalIgnoreCase)) return true;
        return false;
    }

    // "the Harbour Workers' Union (HWU)" and "HWU (the Harbour Workers' Union)".
    private static void Acronym(ReferentSet set, Referent side, int at, int end)
    {
        var tokens = set.Document.Tokens;
        if (at + 2 >= end || tokens[at].Word is not ("(" or "-LRB-") || tokens[at + 2].Word is not (")" or "-RRB-")) return;
        string inside = tokens[at + 1].Word;
        if (side.Fact is not null && !side.Names.Exists(n => NameForms.IsAcronymOf(inside, NameForms.Words(n)))) return;
        if (NameForms.IsAcronym(inside) || char.IsUpper(inside[0]) && inside.Length <= 7 && NameForms.IsAcronymOf(inside, NameForms.Words(side.Name))) side.AddName(inside);
    }

    private static int Extend(ReadOnlySpan<Token> tokens, int end, int limit, NounClass head)
    {
        if ((head & (NounClass.Organisation | NounClass.Document)) == NounClass.None) return end;
        bool extended = true;
        while (extended && end + 1 < limit)
        {
            extended = false;
            int next = end + 1;
            bool joiner = tokens[end].Word is "of" or "for" or "de" or "des" or "du" or "&" || tokens[end].Word == "and" && IsAnd(tokens, end, limit);
            if (!joiner) break;
            while (next < limit && tokens[next].Tag is PennTag.DT) next++;
            int stop = next;
            while (stop < limit && IsNamed(tokens[stop]) && tokens[stop].Tag is not PennTag.DT) stop++;
            if (stop == next) break;
            end = stop;
            extended = true;
        }

        return end;
    }

    // "and" goes on with a name only where what follows ends it: "Ministry of Trade and Industry said".
    private static bool IsAnd(ReadOnlySpan<Token> tokens, int and, int limit) =>
        and >= 2 && AfterOf(tokens, and) && and + 1 < limit && IsNamed(tokens[and + 1]) && !Facts.World.TryName(tokens[and + 1].Word, out _)
        && !NameForms.IsAcronym(tokens[and + 1].Word);

    private static bool AfterOf(ReadOnlySpan<Token> tokens, int and)
    {
        int i = and - 1;
        while (i > 0 && i > and - 4 && IsNamed(tokens[i])) i--;
        return i < and - 1 && (tokens[i].Word is "of" or "for" or "'");
    }

    /// <summary>Whether tokens <c>[first, end)</c> are a person's name.</summary>
    public static bool IsPersonName(ReferentSet set, int first, int end)
    {
        var tokens = set.Document.Tokens;
        if (first >= end || IsOffice(set, first, end)) return false;
        if (set.Evidence.IsPerson(set.Document, first, end)) return true;
        if (set.PersonNamed(set.Text(first, end)) is not null) return true;
        const NounClass organisation = NounClass.Organisation | NounClass.Country;
        return end - first <= 4 && (PartyNouns.Of(tokens, end - 1) & organisation) == NounClass.None && (KindOf(set, end - 1) is not EntityKind.Place || end - first > 1)
            && end - first > 1 && (HasOfficeBehind(set, end) || HasOfficeBefore(set, first));
    }

    // Whether every word is one of offices: "Secretary General", "General Staff".
    private static bool IsOffice(ReferentSet set, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            string word = set.Document.Tokens[i].Word;
            if (word is "General" or "Staff") continue;
            if (end - first == 1 || (PartyNouns.Find(word) & NounClass.Person) == NounClass.None) return false;
        }

        return true;
    }

    // "chairman of the union, Lund": the same the other way round.
    private static bool HasOfficeBefore(ReferentSet set, int first)
    {
        var tokens = set.Document.Tokens;
        if (first < 2 || tokens[first - 1].Word != ",") return false;
        for (int i = first - 2; i >= 0 && i > first - 16 && tokens[i].Sentence == tokens[first].Sentence; i--)
        {
            if (tokens[i].Tag is not (PennTag.NN or PennTag.NNP or PennTag.NNS or PennTag.NNPS or PennTag.JJ or PennTag.IN or PennTag.DT or PennTag.PRPS or PennTag.CC or PennTag.POS or PennTag.CD or PennTag.HYPH
                or PennTag.OpenBracket or PennTag.CloseBracket)) return false;
            // "one of its leaders, Lund".
            bool single = tokens[i].Tag is PennTag.NN or PennTag.NNP || tokens[i].Tag == PennTag.NNS && i > 2 && (tokens[i - 3].Word is "one" or "One" || tokens[i - 2].Word is "one" or "One") && tokens[i - 1].Word != ",";
            if (single && (PartyNouns.Of(tokens, i) & NounClass.Person) != NounClass.None && (PartyNouns.Of(tokens, i) & NounClass.Organisation) == NounClass.None) return true;
        }

        return false;
    }

    // ", head of the delegation,": only a person has an office for an apposition.
    private static bool HasOfficeBehind(ReferentSet set, int end)
    {
        var tokens = set.Document.Tokens;
        if (end + 1 >= tokens.Length || tokens[end].Word != "," || tokens[end + 1].Sentence != tokens[end].Sentence) return false;
        for (int p = set.FirstPhraseBehind(end + 1); p < set.Phrases.Count && set.Phrases[p].First <= end + 1; p++)
        {
            var phrase = set.Phrases[p];
            if (phrase.First != end + 1) continue;
            if ((tokens[phrase.Head].Tag is PennTag.NN or PennTag.NNP) && (PartyNouns.Of(tokens, phrase.Head) & NounClass.Person) != NounClass.None && (PartyNouns.Of(tokens, phrase.Head) & NounClass.Organisation) == NounClass.None) return true;
        }

        return false;
    }

    private static EntityKind? KindOf(ReferentSet set, int token)
    {
        int entity = set.Document.Tokens[token].Entity;
        return entity < 0 ? null : set.Document.Entities[entity].Kind;
    }

    // "Labour Congress" and "Trades Union", but no "Labour Court" and no "Department of Trade".
    private static bool IsLabour(string name)
    {
        string[] words = NameForms.Words(name);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].TrimEnd('\'', '’') is "Workers" or "Employees" or "Staff" or "Teachers" or "Lecturers" or "Nurses" or "Doctors" or "Miners" or "Seamen" or "Seamen's" or "Dockers" or "Drivers" or "Pilots" or "Engineers" or "Academics" or "Firefighters") return true;
            if (words[i] is "Labour" or "Labor" or "Trade" or "Trades" && i + 1 < words.Length
                && words[i + 1] is "Union" or "Unions" or "Congress" or "Federation" or "Confederation" or "Council" or "Organisation" or "Organization") return true;
        }

        return false;
    }

    /// <summary>What kind of party a noun makes its bearer.</summary>
    public static PartyKind KindOfHead(NounClass head, EntityKind? kind) =>
        (head & NounClass.Union) != NounClass.None ? PartyKind.Union
        : (head & NounClass.Government) != NounClass.None ? PartyKind.State
        : (head & NounClass.Body) != NounClass.None ? PartyKind.Body
        : (head & NounClass.Firm) != NounClass.None ? PartyKind.Firm
        : (head & NounClass.Movement) != NounClass.None ? PartyKind.Movement
        : (head & NounClass.Country) != NounClass.None || kind == EntityKind.Place ? PartyKind.State
        : (head & NounClass.People) != NounClass.None ? PartyKind.Group
        : PartyKind.Firm;

    /// <summary>Whether a token is capitalised as names are.</summary>
    public static bool IsNamed(Token token)
    {
        string word = token.Word;
        if (char.IsUpper(word[0]))
            return (token.Entity >= 0 || token.Tag is PennTag.NNP or PennTag.NNPS or PennTag.NN or PennTag.NNS or PennTag.JJ or PennTag.VBN or PennTag.VBG or PennTag.FW or PennTag.UH or PennTag.GW or PennTag.AFX) && !IsDate(word);
        return token.Tag == PennTag.HYPH || token.Entity >= 0 && word is "de" or "del" or "van" or "von" or "der" or "den" or "bin" or "al" or "dos" or "da" or "di" or "el" or "la" or "le" or "ter" or "ten" or "-";
    }

    /// <summary>Whether a word names a day or a month.</summary>
    public static bool IsDate(string word) => CalendarDate.IsWeekday(word) || word.Length > 3 && CalendarDate.Month(word) > 0;

    // The second half of a given name: "Kim Dae-<u>jung</u>".
    private static bool IsHyphened(ReadOnlySpan<Token> tokens, int i) =>
        i > 1 && tokens[i - 1].Word == "-" && tokens[i - 1].Span.End == tokens[i].Span.Start && tokens[i - 2].Span.End == tokens[i - 1].Span.Start && tokens[i - 2].Entity >= 0 && IsNamed(tokens[i - 2]) && char.IsLetter(tokens[i].Word[0]);

    private static bool IsJoiner(string word) => word is "&" or "-" or "–";

    private static bool IsTitle(ReadOnlySpan<Token> tokens, int i) => IsHonorific(tokens[i].Word) || (PartyNouns.Of(tokens, i) & NounClass.Person) != NounClass.None && tokens[i].Tag is not (PennTag.NNS or PennTag.NNPS);

    private static bool IsHonorific(string word) => Honorifics.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static char Gender(string word) => word.ToLowerInvariant() switch
    {
        "mr" or "mr." or "sir" or "lord" or "spokesman" or "chairman" or "king" or "prince" or "congressman" => 'm',
        "mrs" or "mrs." or "ms" or "ms." or "miss" or "lady" or "dame" or "baroness" or "spokeswoman" or "chairwoman" or "queen" or "princess" or "congresswoman" => 'f',
        _ => '?',
    };

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
                if (!r.Mentions.Exists(m => m.Form == MentionForm.Name) || (r.Classes & described.Classes & NounClass.Organisation) == NounClass.None) continue;
                if (first is null || r.Mentions[0].First < first.Mentions[0].First) first = r;
            }

            if (first is not null) set.Absorb(first, described);
        }
    }

    // "Lund" alone, whom the report never introduces: a person, if the recogniser thinks so and nothing makes it a body.
    private static void LoneSurnames(ReferentSet set)
    {
        foreach (var side in set.All.ToArray())
        {
            if (side.Kind != ReferentKind.Side || side.Fact is not null || side.Mentions.Count == 0 || side.Noun is not null || (side.Classes & NounClass.Organisation) != NounClass.None || side.Ties.Count > 0) continue;
            if (side.Names.Exists(n => n.Contains(' ', StringComparison.Ordinal) || NameForms.IsAcronym(n)) || !set.Evidence.IsMostlyPerson(side.Name)) continue;
            if (side.Mentions.Exists(m => set.Document.Tokens[m.First].Tag == PennTag.DT)) continue;
            set.Absorb(set.New(ReferentKind.Person, side.Name), side);
        }
    }

    // A short form may stand before the long one ("UAW" in the headline): join them, the later into the earlier.
    private static void JoinShortForms(ReferentSet set)
    {
        var sides = set.All.Where(r => r.Kind == ReferentKind.Side).ToList();
        foreach (var shorter in sides)
        {
            if (shorter.Fact is not null || shorter.Mentions.Count == 0) continue;
            foreach (var longer in sides)
            {
                if (ReferenceEquals(shorter, longer) || longer.Mentions.Count == 0) continue;
                if (!shorter.NameWords.Exists(s => longer.NameWords.Exists(l => NameForms.IsFormOf(s, l)))) continue;
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
                if (!NameForms.IsPersonFormOf(NameForms.Words(shorter.Name), NameForms.Words(longer.Name))) continue;
                set.Absorb(longer, shorter);
                break;
            }
        }

        // "the Labour Ministry" of a report on one state is that state.
        if (set.HomeState() is { } home)
        {
            foreach (var side in sides)
                if (side.Fact is null && side.Mentions.Count > 0 && side.Ties.Count == 0 && NameForms.Words(side.Name) is { Length: > 0 } own && own.Any(w => w is "Ministry" or "Cabinet" or "Treasury" or "Government") && !(own[0] == "Government" && own.Length > 2)) set.Absorb(home, side);
        }

        // A lone surname that was taken for a firm ("Peskov said").
        foreach (var side in sides)
        {
            if (side.Fact is not null || side.Mentions.Count == 0 || side.Name.Contains(' ', StringComparison.Ordinal)) continue;
            var person = persons.Find(q => q.Mentions.Count > 0 && NameForms.Words(q.Name) is { Length: > 1 } words && words[^1].Equals(side.Name, StringComparison.OrdinalIgnoreCase));
            if (person is not null) set.Absorb(person, side);
        }
    }
}
