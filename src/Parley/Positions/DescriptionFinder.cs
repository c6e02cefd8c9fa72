using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// Second pass over a report's phrases: sides and speakers that are described, not named. "Norwegian officials" are Norway, "the union" is the union named before, "grain exporters"
/// are a group of their own, "a spokesman for the yard" is an office of the yard.
/// </summary>
internal static class DescriptionFinder
{
    private const NounClass Speaks = NounClass.Person & ~(NounClass.Observer | NounClass.Journalist);

    // Adjectives that set a group apart from others of its kind.
    private static readonly string[] Contrasts =
        ["small", "smaller", "big", "bigger", "large", "larger", "major", "main", "leading", "minority", "majority", "dissident", "splinter", "rebel", "other", "striking", "opposition", "ruling", "developing", "rich", "poor", "key"];

    /// <summary>Finds the described referents and their mentions; names must have been found.</summary>
    public static void Find(ReferentSet set)
    {
        var tokens = set.Document.Tokens;
        for (int p = 0; p < set.Phrases.Count; p++)
        {
            var phrase = set.Phrases[p];
            if (set.OfPhrase(p) is not null || tokens[phrase.Head].Tag is PennTag.PRP or PennTag.PRPS or PennTag.WP or PennTag.WPS) continue;
            var head = PartyNouns.Of(tokens, phrase.Head);
            if (head == NounClass.None) continue;
            ReadGroupOrBody(set, p, phrase, head);
        }

        for (int p = 0; p < set.Phrases.Count; p++)
            if (set.OfPhrase(p) is null && tokens[set.Phrases[p].Head].Word is "group" or "bloc" or "camp" or "faction" or "alliance" or "coalition" or "majority" or "minority") ReadMembers(set, p, set.Phrases[p]);
    }

    /// <summary>"UNION REJECTS OFFER": in a headline in capitals, nouns that can mean only one of the report's organisations.</summary>
    public static void FindInHeadlines(ReferentSet set)
    {
        var tokens = set.Document.Tokens;
        for (int s = 0; s < set.Document.Sentences.Length; s++)
        {
            if (!set.Shouts(s)) continue;
            var sentence = set.Document.Sentences[s];
            for (int i = sentence.First; i < sentence.End; i++)
            {
                string noun = tokens[i].Word.ToLowerInvariant();
                const NounClass bodies = NounClass.Union | NounClass.Firm | NounClass.Body | NounClass.Movement | NounClass.People;
                var classes = PartyNouns.Find(noun) & bodies;
                if (classes == NounClass.None || set.All.Exists(r => r.Mentions.Exists(m => m.First <= i && i < m.End))) continue;
                Referent? only = null;
                bool several = false;
                foreach (var r in set.All)
                {
                    if (r.Kind != ReferentKind.Side || r.Mentions.Count == 0 || r.Fact is not null && !EndsIn(r, noun)) continue;
                    if (r.Noun != noun && !EndsIn(r, noun)) continue;
                    several |= only is not null;
                    only = r;
                }

                if (only is not null && !several) set.Mention(only, i, i + 1, i, MentionForm.Description, set.PhraseEndingAt(i + 1) is var p && p >= 0 && set.OfPhrase(p) is null ? p : -1);
            }
        }
    }

    /// <summary>Speakers without a name, for whom the sides must have been found.</summary>
    public static void FindOffices(ReferentSet set)
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

    private static void ReadGroupOrBody(ReferentSet set, int p, Phrase phrase, NounClass head)
    {
        var tokens = set.Document.Tokens;
        string noun = tokens[phrase.Head].Word.ToLowerInvariant();
        bool plural = PartyNouns.IsPlural(tokens[phrase.Head]);
        var modifier = Modifier(set, p, phrase);
        var owner = Owner(set, phrase);
        // "Lund's office", "Lund's aides".
        if (owner is { Kind: ReferentKind.Person } && noun is "office" or "aides" or "advisers" or "advisors" or "lawyers" or "lawyer" or "staff" or "supporters")
        {
            var people = set.New(ReferentKind.Office, set.Text(phrase.First, phrase.End));
            people.Noun = noun;
            people.Plural = plural;
            people.Ties.Add(new(owner, TieKind.Possessor, phrase.First));
            set.Mention(people, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        // "the majority exporter group": exporters, told apart from others.
        if (!plural && noun is "group" or "bloc" or "camp" or "faction" or "side" or "lobby" && (modifier ?? owner) is null && GroupNoun(set, phrase) is { } members)
        {
            ReadGroup(set, p, phrase, PartyNouns.Find(members), members, null, phrase.Head - 1);
            return;
        }

        if ((head & (NounClass.Government | NounClass.Side)) != NounClass.None && !plural)
        {
            var of = modifier ?? owner ?? Complement(set, phrase.End);
            if (of is { Kind: ReferentKind.Side })
            {
                set.Mention(of, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }

            if (of is { Kind: ReferentKind.Person })
            {
                // "Lund's team": the side of Lund, once it is known.
                var team = set.New(ReferentKind.Office, set.Text(phrase.First, phrase.End));
                team.Classes = head;
                team.Noun = noun;
                team.Ties.Add(new(of, TieKind.Possessor, phrase.First));
                set.Mention(team, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }

            if ((head & NounClass.Government) == NounClass.None || !IsDefinite(tokens, phrase)) return;
            var home = set.HomeState() ?? Described(set, noun, noun, PartyKind.State, head);
            set.Mention(home, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        if (plural && (head & Speaks) != NounClass.None && (head & (NounClass.Executive | NounClass.Observer)) == NounClass.None && (modifier ?? owner ?? Complement(set, phrase.End)) is { Kind: ReferentKind.Side } ofSide
            && ((head & ~NounClass.Person) == NounClass.None || ofSide.PartyKind is PartyKind.Union or PartyKind.Body || (head & (NounClass.Leader | NounClass.Envoy)) != NounClass.None && ofSide.Fact is not null))
        {
            set.Mention(ofSide, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        if (!plural && NameFinder.IsGovernmentPart(noun) && (modifier ?? owner) is { Fact.Kind: FactKind.State or FactKind.FormerState } state)
        {
            set.Mention(state, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        if (!plural && noun is "bureau" or "office" or "department" or "division" or "unit" or "arm" or "section" or "secretariat" or "headquarters" or "subsidiary"
            && (modifier ?? owner) is { Kind: ReferentKind.Side } parent)
        {
            set.Mention(parent, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        if (plural && noun == "sources")
        {
            ReadSources(set, p, phrase, modifier ?? owner);
            return;
        }

        // "producer delegates" are the producers.
        if (plural && (modifier ?? owner) is null && (head & (Speaks | NounClass.Side)) != NounClass.None && !OfGovernment(tokens, phrase) && ModifyingGroup(set, phrase) is { } group)
        {
            set.Mention(group, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        // "the ministers" after "European ministers": the same again.
        if (plural && (modifier ?? owner) is null && ((head & Speaks) != NounClass.None && (head & NounClass.People) == NounClass.None || noun is "delegates" && IsDefinite(tokens, phrase)) && SameHead(set, p, noun) is { Kind: ReferentKind.Side } again)
        {
            set.Mention(again, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        if (!plural && noun is "ministry" or "embassy" && (modifier ?? owner) is null && set.HomeState() is { } seat && IsDefinite(tokens, phrase))
        {
            set.Mention(seat, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        // "Officials said": the same again, or those of the one government there is.
        if (noun == "officials" && phrase.First == phrase.Head && set.HomeState() is { } officials)
        {
            set.Mention(officials, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        // "ministers" and "government officials" of a report on one government.
        if (plural && (modifier ?? owner) is null && (noun == "ministers" || (head & Speaks) != NounClass.None && OfGovernment(tokens, phrase))
            && set.HomeState() is { } ruling && (noun != "ministers" || OfGovernment(tokens, phrase) || Governs(set, ruling)))
        {
            set.Mention(ruling, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        if (!plural && noun is "board" or "management" or "leadership" or "executive" && (modifier ?? owner) is null or { Kind: ReferentKind.Side } && IsDefinite(tokens, phrase, alsoBare: noun == "management"))
        {
            // "the yard's board" speaks for the yard, and "the board" for the firm named last.
            if ((modifier ?? owner ?? Complement(set, phrase.End) ?? Earlier(set, phrase.First, noun, NounClass.Firm, PartyKind.Firm)) is { } whole)
            {
                set.Mention(whole, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }
        }

        if (!plural && (head & NounClass.Organisation) != NounClass.None)
        {
            var kind = NameFinder.KindOfHead(head, null);
            if ((modifier ?? (noun is "committee" or "council" or "leadership" or "branch" or "bench" or "caucus" ? owner : null)) is { Kind: ReferentKind.Side, Fact: null } part && noun is not ("local" or "branch" or "chapter"))
            {
                set.Mention(part, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }

            // "Northbank, the biggest lender" and "the biggest lender, Northbank": one and the same.
            if (Apposed(set, phrase) is { } apposed)
            {
                apposed.Classes |= head & NounClass.Organisation;
                apposed.Noun ??= noun;
                set.Mention(apposed, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }

            // "the committee", "Parliament".
            if (!IsDefinite(tokens, phrase) && !(phrase.First == phrase.Head && tokens[phrase.Head].Tag == PennTag.NNP && phrase.Head > set.Document.Sentences[tokens[phrase.Head].Sentence].First)) return;
            // "the Commission" of a report on the Union.
            if (tokens[phrase.Head].Word == "Commission" && NameFinder.OwnStart(set, phrase) == phrase.Head && set.All.Exists(r => r.Fact?.Id == "EU" && r.Mentions.Count > 0) && Facts.World.TryName("European Commission", out var executive))
            {
                set.Mention(set.Side(executive.Fact), phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }

            // "the Norwegian bank" is no bank that the report ties to elsewhere.
            var named = Earlier(set, phrase.First, noun, head, kind, modifier);
            if ((head & NounClass.Media) != NounClass.None && named is null) return;
            var side = named ?? Described(set, modifier is null ? noun : Plain(set, phrase), noun, kind, head);
            if (named is null && modifier is not null) side.Ties.Add(new(modifier, TieKind.Modifier, phrase.First));
            set.Mention(side, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        const NounClass outside = NounClass.Observer | NounClass.Journalist | NounClass.Media | NounClass.Document;
        if (plural && (head & ~outside) == NounClass.None)
        {
            if ((head & (NounClass.Observer | NounClass.Journalist)) != NounClass.None) Watchers(set, p, phrase, head, noun);
            return;
        }

        if (plural && (head & (NounClass.People | NounClass.Organisation | NounClass.Family | NounClass.Country | NounClass.Person)) != NounClass.None) ReadGroup(set, p, phrase, head, noun, modifier ?? owner);
    }

    // "a splinter group of small exporters", "the majority of exporters": the small exporters.
    private static void ReadMembers(ReferentSet set, int p, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        if (phrase.End + 1 < tokens.Length && tokens[phrase.End].Word == "of" && Complement(set, phrase.End, out int end) is { Kind: ReferentKind.Side, Plural: true } members)
            set.Mention(members, phrase.First, end, phrase.Head, MentionForm.Description, p);
    }

    private static void ReadGroup(ReferentSet set, int p, Phrase phrase, NounClass head, string noun, Referent? of, int? stop = null)
    {
        var tokens = set.Document.Tokens;
        if (of is { Kind: ReferentKind.Side, Fact: null } && noun is "members" or "workers" or "negotiators" or "leaders" or "officials" or "bargainers" or "executives" or "representatives" or "delegates" && of is not null)
        {
            set.Mention(of, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        // "Bankers" speak for the banks.
        if (noun == "bankers" && set.All.Find(r => r.Kind == ReferentKind.Side && r.Plural && r.Noun == "banks" && r.Mentions.Count > 0) is { } banks)
        {
            set.Mention(banks, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
            return;
        }

        string contrast = "", kind = "";
        for (int i = NameFinder.OwnStart(set, phrase); i < (stop ?? phrase.Head); i++)
        {
            string word = tokens[i].Word.ToLowerInvariant();
            if (Contrasts.Contains(word)) contrast = word;
            else if (tokens[i].Tag is PennTag.NN or PennTag.NNS) kind = word;
        }

        Referent? side = null;
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Side || !r.Plural || r.Noun != noun) continue;
            string[] words = r.Name.ToLowerInvariant().Split(' ');
            string otherContrast = Array.Find(words, w => Contrasts.Contains(w)) ?? "";
            if (otherContrast != contrast) continue;
            if (kind.Length > 0 && words.Length > 1 && otherContrast.Length == 0 && !words.Contains(kind) && !r.Names.TrueForAll(n => !n.Contains(' ', StringComparison.Ordinal))) continue;
            side = r;
            break;
        }

        string name = Plain(set, phrase);
        if (side is null)
        {
            side = set.New(ReferentKind.Side, name);
            side.Plural = true;
            side.Noun = noun;
            side.Classes = head;
            side.PartyKind = PartyKind.Group;
        }
        else if (kind.Length > 0 && !side.Name.Contains(' ', StringComparison.Ordinal))
        {
            side.Name = name;
            side.AddName(name);
        }

        set.Mention(side, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
    }

    // "Norwegian sources", "sources close to the union": of whom they speak for, as far as the report tells; "the sources" are those before.
    private static void ReadSources(ReferentSet set, int p, Phrase phrase, Referent? of)
    {
        var tokens = set.Document.Tokens;
        of ??= ModifyingGroup(set, phrase) ?? SourcesBehind(set, phrase.End);
        if (of is null && OfGovernment(tokens, phrase)) of = set.HomeState();
        if (of is null && IsDefinite(tokens, phrase) && NameFinder.OwnStart(set, phrase) == phrase.Head) of = SameHead(set, p, "sources");
        if (of is { Media: false } and ({ Kind: ReferentKind.Side } or { Noun: "sources" })) set.Mention(of, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
        else Watchers(set, p, phrase, PartyNouns.Find("sources"), "sources");
    }

    // "close <u>to the union</u>", "linked <u>to the ministry</u>", "<u>in the union</u>", "<u>from the union</u>".
    private static Referent? SourcesBehind(ReferentSet set, int at)
    {
        var tokens = set.Document.Tokens;
        if (at + 1 >= tokens.Length) return null;
        if (tokens[at].Word is "close" or "near" or "linked" or "familiar" && tokens[at + 1].Word is "to" or "with") at++;
        return tokens[at].Word is "to" or "with" or "in" or "from" or "at" or "inside" or "within" ? Complement(set, at) : null;
    }

    // Those who only watch and tell: all of one noun together.
    private static void Watchers(ReferentSet set, int p, Phrase phrase, NounClass head, string noun)
    {
        var watchers = set.All.Find(r => r.Kind == ReferentKind.Office && r.Plural && r.Noun == noun) ?? set.New(ReferentKind.Office, Plain(set, phrase));
        watchers.Plural = true;
        watchers.Noun = noun;
        watchers.Classes = head;
        set.Mention(watchers, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
    }

    // The plural of the people that a noun before the head names ("<u>exporter</u> delegates", "the <u>consumer</u> group"), or null.
    private static string? GroupNoun(ReferentSet set, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        int at = phrase.Head - 1;
        if (at < NameFinder.OwnStart(set, phrase)) return null;
        // Any word is capitalised that opens a sentence.
        bool opens = at == set.Document.Sentences[tokens[at].Sentence].First && tokens[at].Entity < 0;
        if (tokens[at].Tag is not (PennTag.NN or PennTag.NNS or PennTag.VBG or PennTag.JJ or PennTag.JJR) && !(opens && tokens[at].Tag is PennTag.NNP or PennTag.NNPS)) return null;
        string word = tokens[at].Word.ToLowerInvariant(), noun = PartyNouns.IsPlural(tokens[at]) ? word : word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3] + "s" : word + "s";
        return (PartyNouns.Find(noun) & NounClass.People) == NounClass.None ? null : noun;
    }

    /// <summary>The group that a noun before an office names: "<u>exporter</u> delegates", "<u>consumer</u> representatives"; the group of its own name, or a new one; null where no noun does.</summary>
    public static Referent? ModifyingGroup(ReferentSet set, Phrase phrase)
    {
        if (GroupNoun(set, phrase) is not { } noun) return null;
        foreach (var r in set.All)
            if (r.Kind == ReferentKind.Side && r.Plural && r.Noun == noun && r.Mentions.Count > 0) return r;
        var made = set.New(ReferentKind.Side, noun);
        made.Plural = true;
        made.Noun = noun;
        made.Classes = PartyNouns.Find(noun);
        made.PartyKind = PartyKind.Group;
        return made;
    }

    private static void ReadOffice(ReferentSet set, int p, Phrase phrase, NounClass head)
    {
        var tokens = set.Document.Tokens;
        string noun = tokens[phrase.Head].Word.ToLowerInvariant();
        var of = Modifier(set, p, phrase) ?? Owner(set, phrase);
        if (of is null && tokens[phrase.First].Tag == PennTag.PRPS && tokens[phrase.First].Word is "its" or "their" or "Its" or "Their") of = SubjectBefore(set, phrase.First);
        // "His spokesman": of the person named last.
        if (of is null && tokens[phrase.First].Tag == PennTag.PRPS && tokens[phrase.First].Word is "his" or "His" or "her" or "Her") of = LastPerson(set, phrase.First);
        int end = phrase.End;
        var kind = TieKind.Modifier;
        if (of is null || of.Kind == ReferentKind.Office)
        {
            of = Complement(set, phrase.End, out end) ?? PersonBehind(set, phrase.End, out end);
            kind = TieKind.Complement;
        }

        // "the Norwegian minister" after "Norway's minister Lund" is Lund.
        if (IsDefinite(tokens, phrase))
        {
            Referent? known = null;
            foreach (var r in set.All)
            {
                if (r.Kind != ReferentKind.Person || (of is not null && !r.Ties.Exists(t => ReferenceEquals(t.Side, of)))) continue;
                if (!r.Offices.Exists(o => LastWords(o).Contains(noun, StringComparer.OrdinalIgnoreCase) && Covers(set, o, phrase)) || FirstToken(r) > phrase.First) continue;
                if (known is null || LastBefore(r, phrase.First) > LastBefore(known, phrase.First)) known = r;
            }

            if (known is not null && (of is not null || !Rivals(set, known, noun, phrase.First)))
            {
                set.Mention(known, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
                return;
            }

            // "the foreign secretary" right after a person who was named without an office.
            if (known is null && Unintroduced(set, phrase.First, of) is { } person)
            {
                person.AddOffice(Plain(set, phrase));
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
        if (of is null && (head & (NounClass.Envoy | NounClass.Spokes | NounClass.Official | NounClass.Leader)) != NounClass.None && ModifyingGroup(set, phrase) is { } group) of = group;
        var office = set.New(ReferentKind.Office, set.Text(phrase.First, of is null ? phrase.End : Math.Max(end, phrase.End)));
        office.Noun = noun;
        office.Classes = head;
        office.Gender = noun.EndsWith("woman", StringComparison.Ordinal) ? 'f' : noun.EndsWith("man", StringComparison.Ordinal) ? 'm' : '?';
        if (of is not null && (of.Kind != ReferentKind.Side || ActorFinder.Suits(head, of))) office.Ties.Add(new(of, kind, phrase.Head));
        set.Mention(office, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
    }

    private static Referent? LastPerson(ReferentSet set, int token)
    {
        Referent? found = null;
        int last = -1;
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Person || LastBefore(r, token) <= last) continue;
            last = LastBefore(r, token);
            found = r;
        }

        return found;
    }

    /// <summary>The first side that a sentence names before a token: most often its subject, to whom "its" goes back; or null.</summary>
    public static Referent? SubjectBefore(ReferentSet set, int token)
    {
        int sentence = set.Document.Tokens[token].Sentence, first = token;
        Referent? found = null;
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Side) continue;
            foreach (var m in r.Mentions)
            {
                if (m.Form == MentionForm.Modifier || m.First >= first || set.Document.Tokens[m.Head].Sentence != sentence) continue;
                first = m.First;
                found = r;
            }
        }

        return found;
    }

    // The person mentioned last, in this sentence's paragraph or the sentences before, whose office the report has not told, and who is tied to nobody but the side.
    private static Referent? Unintroduced(ReferentSet set, int token, Referent? of)
    {
        var tokens = set.Document.Tokens;
        Referent? found = null;
        int last = -1;
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Person) continue;
            int at = LastBefore(r, token);
            if (at <= last) continue;
            last = at;
            found = r;
        }

        if (found is null || found.Offices.Count > 0 || tokens[token].Sentence - tokens[last].Sentence is > 2 or < 1) return null;
        return found.Ties.TrueForAll(t => t.Kind == TieKind.Known || ReferenceEquals(t.Side, of)) ? found : null;
    }

    // Whether somebody else with the same office was mentioned since.
    private static bool Rivals(ReferentSet set, Referent known, string noun, int token)
    {
        int last = LastBefore(known, token);
        foreach (var r in set.All)
        {
            if (ReferenceEquals(r, known) || r.Kind == ReferentKind.Side || LastBefore(r, token) <= last) continue;
            if (r.Noun == noun || r.Offices.Exists(o => LastWords(o).Contains(noun, StringComparer.OrdinalIgnoreCase))) return true;
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

    private static string[] LastWords(string office)
    {
        int of = office.IndexOf(" of ", StringComparison.Ordinal);
        if (of < 0) of = office.IndexOf(" for ", StringComparison.Ordinal);
        string core = of > 0 ? office[..of] : office;
        return [core[(core.LastIndexOf(' ') + 1)..]];
    }

    private static int FirstToken(Referent r) => r.Mentions.Count == 0 ? int.MaxValue : r.Mentions.Min(m => m.First);

    private static int LastBefore(Referent r, int token)
    {
        int last = -1;
        foreach (var m in r.Mentions)
            if (m.First < token) last = Math.Max(last, m.First);
        return last;
    }

    /// <summary>The side or person named by a modifier inside a phrase ("<u>Norwegian</u> officials", "<u>yard</u> officials"), nearest to the head, or null.</summary>
    public static Referent? Modifier(ReferentSet set, int p, Phrase phrase)
    {
        _ = p;
        var tokens = set.Document.Tokens;
        int start = NameFinder.OwnStart(set, phrase);
        Referent? fact = null;
        int factFirst = 0, factEnd = 0;
        for (int i = phrase.Head - 1; i >= start && fact is null; i--)
        {
            if (set.FactModifierAt(i) is not { } found) continue;
            (fact, factFirst, factEnd) = (found, i, i + 1);
            while (factFirst > start && ReferenceEquals(set.FactModifierAt(factFirst - 1), found)) factFirst--;
        }

        // "Brazil" alone, but "Canada Post" where more of a name follows.
        if (fact is not null)
        {
            if (factFirst > start && NameFinder.IsNamed(tokens[factFirst - 1]) && (PartyNouns.Of(tokens, factFirst - 1) & NounClass.Person) == NounClass.None
                && (set.SideNamed(set.Text(factFirst - 1, factEnd)) ?? set.SideNamed(tokens[factFirst - 1].Word)) is { Fact: null } branch) return branch;
            if (factEnd >= phrase.Head || !NameFinder.IsNamed(tokens[factEnd]) || (PartyNouns.Of(tokens, factEnd) & NounClass.Person) != NounClass.None) return fact;
        }

        for (int length = Math.Min(6, phrase.Head - start); length >= 1; length--)
        {
            for (int i = phrase.Head - length; i >= start; i--)
            {
                if (!NameFinder.IsNamed(tokens[i]) && !(length == 1 && tokens[i].Tag is PennTag.NN)) continue;
                string text = set.Text(i, i + length);
                var kind = length > 1 ? NounClass.None : PartyNouns.Find(text) & NounClass.Organisation;
                // "Union officials" at the start of a sentence says no more than "union officials".
                bool opening = kind != NounClass.None && char.IsUpper(text[0]) && i == set.Document.Sentences[tokens[i].Sentence].First;
                if (char.IsUpper(text[0]) && !opening)
                {
                    if (set.SideNamed(text) is { } side && (fact is null || length > 1)) return side;
                    if (set.PersonNamed(text) is { } person && tokens[i].Tag is PennTag.NNP) return person;
                }

                // "a union official", "the Commission spokesman": of the one named before; "a board member" of a board only.
                bool lower = char.IsLower(text[0]) || opening;
                if ((kind & (NounClass.Union | NounClass.Firm | NounClass.Body)) != NounClass.None && (PartyNouns.Find(text) & NounClass.People) == NounClass.None && Earlier(set, i, text.ToLowerInvariant(), kind, NameFinder.KindOfHead(kind, null)) is { } earlier
                    && (lower && (kind & (NounClass.Union | NounClass.Firm)) != NounClass.None || EndsIn(earlier, text) || earlier.Noun == text)) return earlier;
            }
        }

        return fact;
    }

    private static bool EndsIn(Referent side, string noun) => side.NameWords.Exists(n => n.Length > 0 && n[^1].Equals(noun, StringComparison.OrdinalIgnoreCase));

    // What the phrase's possessor refers to.
    private static Referent? Owner(ReferentSet set, Phrase phrase) => set.OfPhrase(phrase.Possessor);

    private static Referent? Complement(ReferentSet set, int at) => Complement(set, at, out _);

    /// <summary>The side behind a preposition right after a phrase: "spokesman <u>for the union</u>", "head of <u>the Norwegian delegation</u>".</summary>
    public static Referent? Complement(ReferentSet set, int at, out int end)
    {
        end = at;
        var tokens = set.Document.Tokens;
        int sentence = at < tokens.Length ? set.Document.Sentences[tokens[at].Sentence].End : at;
        int steps = 0;
        while (at < sentence && steps++ < 3 && tokens[at].Word is "of" or "for" or "from" or "at" or "with" or "in" or "to" or "on")
        {
            // "from one of the exporters".
            if (tokens[at].Word == "from" && at + 2 < sentence && tokens[at + 1].Tag == PennTag.CD && tokens[at + 2].Word == "of") at += 2;
            int next = NextPhrase(set, at + 1);
            if (next < 0) return null;
            var referent = set.OfPhrase(next);
            end = set.Phrases[next].End;
            if (referent is { Kind: ReferentKind.Side }) return referent;
            const NounClass acts = NounClass.Government | NounClass.Body | NounClass.Side | NounClass.Country;
            if ((PartyNouns.Of(tokens, set.Phrases[next].Head) & acts) != NounClass.None && Modifier(set, next, set.Phrases[next]) is { Kind: ReferentKind.Side } modifier) return modifier;
            at = end;
        }

        end = at;
        return null;
    }

    // "a spokesman for Lund".
    private static Referent? PersonBehind(ReferentSet set, int at, out int end)
    {
        var tokens = set.Document.Tokens;
        end = at;
        if (at + 1 >= tokens.Length || tokens[at].Word is not ("of" or "for" or "to") || tokens[at + 1].Sentence != tokens[at].Sentence) return null;
        int next = NextPhrase(set, at + 1);
        if (set.OfPhrase(next) is not { Kind: ReferentKind.Person } person) return null;
        end = set.Phrases[next].End;
        return person;
    }

    private static int NextPhrase(ReferentSet set, int token) => token < set.Document.Tokens.Length ? set.PhraseStartingAt(token) : -1;

    // The named organisation right before or behind a phrase, a comma between.
    private static Referent? Apposed(ReferentSet set, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        int sentence = tokens[phrase.Head].Sentence;
        for (int p = set.FirstPhraseBehind(Math.Max(0, phrase.First - 2)); p < set.Phrases.Count && set.Phrases[p].First <= phrase.End + 1; p++)
        {
            var other = set.Phrases[p];
            bool before = other.End == phrase.First - 1 && tokens[other.End].Word == ",";
            bool behind = other.First == phrase.End + 1 && tokens[phrase.End].Word == "," && tokens[other.Head].Sentence == sentence;
            if (!before && !behind) continue;
            if (before && phrase.End < tokens.Length && tokens[phrase.End].Sentence == sentence && tokens[phrase.End].Tag is not (PennTag.Comma or PennTag.Stop)) continue;
            int end = before ? phrase.End : other.End;
            // "Britain, the union, France": a list closes with no comma or verb of its own.
            if (end < tokens.Length && tokens[end].Sentence == sentence && tokens[end].Tag is not (PennTag.Comma or PennTag.Stop or PennTag.IN or PennTag.WDT or PennTag.VBD or PennTag.VBZ)) continue;
            if (set.OfPhrase(p) is { Kind: ReferentKind.Side, Plural: false, Fact: null } side && char.IsUpper(side.Name[0])) return side;
        }

        return null;
    }

    // The side named or described before that a definite description goes back to.
    private static Referent? Earlier(ReferentSet set, int token, string noun, NounClass head, PartyKind kind, Referent? home = null)
    {
        Referent? best = null;
        int bestScore = 0;
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Side || r.Plural || r.Fact is { Kind: FactKind.State or FactKind.FormerState or FactKind.Territory }) continue;
            int last = LastBefore(r, token);
            if (last < 0) continue;
            bool same = r.Noun == noun || NameForms.Words(r.Name) is { Length: > 0 } words && words[^1].Equals(noun, StringComparison.OrdinalIgnoreCase)
                || r.Names.Exists(n => n.Contains(noun, StringComparison.OrdinalIgnoreCase) && noun.Length > 3);
            bool ofKind = r.PartyKind == kind && (r.Classes & head & NounClass.Organisation) != NounClass.None
                || kind == PartyKind.Firm && r.PartyKind == PartyKind.Firm && r.Classes == NounClass.None;
            if ((head & NounClass.Media) != NounClass.None && (head & NounClass.Firm) == NounClass.None && !same && !r.Media) continue;
            if (!same && !ofKind) continue;
            if (home is not null && (r.Ties.Exists(t => t.Side.Fact is not null) || !ofKind) && !r.Ties.Exists(t => ReferenceEquals(t.Side, home))) continue;
            int score = (same ? 1_000_000 : 0) + last + 1;
            if (score <= bestScore) continue;
            bestScore = score;
            best = r;
        }

        return best;
    }

    private static Referent Described(ReferentSet set, string name, string noun, PartyKind kind, NounClass head)
    {
        foreach (var r in set.All)
            if (r.Kind == ReferentKind.Side && r.Fact is null && r.Noun == noun && !r.Plural && r.Name == name) return r;
        var made = set.New(ReferentKind.Side, name);
        made.Noun = noun;
        made.PartyKind = kind;
        made.Classes = head;
        return made;
    }

    /// <summary>Computes <see cref="ReferentSet.HomeState"/>.</summary>
    public static Referent? HomeStateOf(ReferentSet set)
    {
        Referent? best = null;
        int bestScore = 0;
        foreach (var r in set.All)
        {
            if (r.Fact is not { Kind: FactKind.State or FactKind.FormerState }) continue;
            int score = r.Mentions.Count + (ReferenceEquals(r.Fact, set.Dateline) ? 6 : 0);
            foreach (var person in set.All)
                if (person.Kind == ReferentKind.Person && person.Ties.Exists(t => ReferenceEquals(t.Side, r) && (t.Kind == TieKind.Known || (person.Classes & (NounClass.Ruler | NounClass.Minister)) != NounClass.None))) score += 2;
            foreach (var m in r.Mentions)
                if (m.Form == MentionForm.Description && (PartyNouns.Of(set.Document.Tokens, m.Head) & NounClass.Government) != NounClass.None) score += 10;
            if (score <= bestScore) continue;
            bestScore = score;
            best = r;
        }

        return best;
    }

    // The side that the last phrase before with the same plural noun was a description of.
    private static Referent? SameHead(ReferentSet set, int phrase, string noun)
    {
        for (int p = phrase - 1; p >= 0; p--)
        {
            int head = set.Phrases[p].Head;
            if (set.OfPhrase(p) is { Kind: ReferentKind.Side } side && set.Document.Tokens[head].Word.Equals(noun, StringComparison.OrdinalIgnoreCase)) return side;
        }

        return null;
    }

    private static bool OfGovernment(ReadOnlySpan<Token> tokens, Phrase phrase) =>
        phrase.Head > phrase.First && tokens[phrase.Head - 1].Word.ToLowerInvariant() is "government" or "cabinet" or "ministry";

    private static bool Governs(ReferentSet set, Referent state) =>
        state.Mentions.Exists(m => m.Form == MentionForm.Description && (PartyNouns.Of(set.Document.Tokens, m.Head) & NounClass.Government) != NounClass.None);

    private static string Plain(ReferentSet set, Phrase phrase)
    {
        int start = phrase.First;
        while (start < phrase.Head && set.Document.Tokens[start].Tag is PennTag.DT or PennTag.PDT or PennTag.PRPS) start++;
        return set.Text(start, phrase.End);
    }

    private static bool IsDefinite(ReadOnlySpan<Token> tokens, Phrase phrase, bool alsoBare = false) =>
        phrase.Possessor >= 0 || alsoBare && phrase.First == phrase.Head || tokens[phrase.First].Tag is PennTag.PRPS || tokens[phrase.First].Word is "the" or "The" or "this" or "This" or "that" or "THE" or "both";
}
