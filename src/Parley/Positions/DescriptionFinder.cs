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
            var d = new Description(p, phrase, head, tokens[phrase.Head].Word.ToLowerInvariant(), PhraseOwners.Modifier(set, phrase), PhraseOwners.Owner(set, phrase));
            if ((PartyNouns.IsPlural(tokens[phrase.Head]) ? Several(set, d) : One(set, d)) is { } referent) set.Mention(referent, phrase.First, phrase.End, phrase.Head, MentionForm.Description, p);
        }

        for (int p = 0; p < set.Phrases.Count; p++)
            if (set.OfPhrase(p) is null && tokens[set.Phrases[p].Head].Word is "group" or "bloc" or "camp" or "faction" or "alliance" or "coalition" or "majority" or "minority") ReadMembers(set, p, set.Phrases[p]);
    }

    // A phrase to be understood: its place in the report, what its head can be, the head in lower case, and what stands before it as a modifier or an owner.
    private readonly record struct Description(int Index, Phrase Phrase, NounClass Head, string Noun, Referent? Modifier, Referent? Owner)
    {
        /// <summary>Whose it is, as far as the words before the head tell.</summary>
        public Referent? Of => Modifier ?? Owner;
    }

    // What a phrase in the singular refers to, or null.
    private static Referent? One(ReferentSet set, Description d)
    {
        var tokens = set.Document.Tokens;
        var (_, phrase, head, noun, modifier, owner) = d;
        if (PhraseOwners.OneOf(set, phrase) is { } many) return many;
        if (owner is { Kind: ReferentKind.Person } && noun is "office" or "lawyer" or "staff") return People(set, d, owner, NounClass.None, plural: false);
        // "the majority exporter group": exporters, told apart from others.
        if (noun is "group" or "bloc" or "camp" or "faction" or "side" or "lobby" && d.Of is null && PhraseOwners.GroupNoun(set, phrase) is { } members) return Group(set, phrase, PartyNouns.Find(members), members, phrase.Head - 1);
        if ((head & (NounClass.Government | NounClass.Side)) != NounClass.None)
        {
            var of = d.Of ?? PhraseOwners.Complement(set, phrase.End);
            if (of is { Kind: ReferentKind.Side }) return of;
            // "Lund's team": the side of Lund, once it is known.
            if (of is { Kind: ReferentKind.Person }) return People(set, d, of, head, plural: false);
            return (head & NounClass.Government) != NounClass.None && IsDefinite(tokens, phrase) ? set.HomeState() ?? Described(set, noun, noun, PartyKind.State, head) : null;
        }

        if (NameFinder.IsGovernmentPart(noun) && d.Of is { Fact.Kind: FactKind.State or FactKind.FormerState } state) return state;
        if (noun is "bureau" or "office" or "department" or "division" or "unit" or "arm" or "section" or "secretariat" or "headquarters" or "subsidiary" && d.Of is { Kind: ReferentKind.Side } parent) return parent;
        if (noun is "ministry" or "embassy" && d.Of is null && IsDefinite(tokens, phrase) && (SameHead(set, d.Index, noun) ?? set.HomeState()) is { } seat) return seat;
        // "the yard's board" speaks for the yard, and "the board" for the firm named last.
        if (noun is "board" or "management" or "leadership" or "executive" && d.Of is null or { Kind: ReferentKind.Side } && IsDefinite(tokens, phrase, alsoBare: noun == "management")
            && (d.Of ?? PhraseOwners.Complement(set, phrase.End) ?? PhraseOwners.Earlier(set, phrase.First, noun, NounClass.Firm, PartyKind.Firm)) is { } whole) return whole;
        return (head & NounClass.Organisation) != NounClass.None ? Organisation(set, d) : null;
    }

    // "the union", "the yard's committee", "Parliament".
    private static Referent? Organisation(ReferentSet set, Description d)
    {
        var tokens = set.Document.Tokens;
        var (_, phrase, head, noun, modifier, owner) = d;
        var kind = NameFinder.KindOfHead(head, null);
        if ((modifier ?? (noun is "committee" or "council" or "leadership" or "branch" or "bench" or "caucus" ? owner : null)) is { Kind: ReferentKind.Side, Fact: null } part && noun is not ("local" or "branch" or "chapter")) return part;
        // "Northbank, the biggest lender" and "the biggest lender, Northbank": one and the same.
        if (Apposed(set, phrase) is { } apposed)
        {
            apposed.Classes |= head & NounClass.Organisation;
            apposed.Noun ??= noun;
            return apposed;
        }

        bool bare = phrase.First == phrase.Head && tokens[phrase.Head].Tag == PennTag.NNP && phrase.Head > set.Document.Sentences[tokens[phrase.Head].Sentence].First;
        if (!bare && !IsDefinite(tokens, phrase)) return null;
        // "the Commission" of a report on the Union.
        if (tokens[phrase.Head].Word == "Commission" && NameFinder.OwnStart(set, phrase) == phrase.Head && set.Executive() is { } executive) return executive;
        // "the Norwegian bank" is no bank that the report ties to elsewhere.
        int seat = SeatOf(tokens, phrase.First, phrase.Head);
        if (PhraseOwners.Earlier(set, phrase.First, noun, head, kind, modifier) is { } named && (seat < 0 || MaySitIn(set, named, tokens[seat].Word))) return named;
        // "the front" of a war is nobody.
        if ((head & NounClass.Media) != NounClass.None || noun == "front" && tokens[phrase.Head].Word == noun) return null;
        var side = Described(set, modifier is null && seat < 0 ? noun : Plain(set, phrase), noun, kind, head);
        if (modifier is not null) side.Ties.Add(new(modifier, TieKind.Modifier, phrase.First));
        return side;
    }

    // The token of the place in "<u>Oslo</u>-based exchange", or -1.
    private static int SeatOf(ReadOnlySpan<Token> tokens, int first, int head)
    {
        for (int i = first + 2; i < head; i++)
            if (tokens[i].Word == "based" && tokens[i - 1].Word == "-" && char.IsUpper(tokens[i - 2].Word[0])) return i - 2;
        return -1;
    }

    // Whether nothing that the report calls a body places it elsewhere: "the Oslo-based exchange" is neither the London exchange nor the Paris-based one.
    private static bool MaySitIn(ReferentSet set, Referent side, string place)
    {
        foreach (string word in side.WordsOfName)
            if (word != place && Facts.World.TryName(word, out var form) && form.Form is FactForm.Capital) return false;
        foreach (var m in side.Mentions)
            if (SeatOf(set.Document.Tokens, m.First, m.Head) is var seat and >= 0 && set.Document.Tokens[seat].Word != place) return false;
        return true;
    }

    // What a phrase in the plural refers to, or null.
    private static Referent? Several(ReferentSet set, Description d)
    {
        var tokens = set.Document.Tokens;
        var (_, phrase, head, noun, _, owner) = d;
        bool speaks = (head & Speaks) != NounClass.None;
        if (owner is { Kind: ReferentKind.Person } && noun is "aides" or "advisers" or "advisors" or "lawyers" or "supporters") return People(set, d, owner, NounClass.None, plural: true);
        if (speaks && (head & (NounClass.Executive | NounClass.Observer)) == NounClass.None && (d.Of ?? PhraseOwners.Complement(set, phrase.End)) is { Kind: ReferentKind.Side } side
            && ((head & ~NounClass.Person) == NounClass.None || side.PartyKind is PartyKind.Union or PartyKind.Body || (head & (NounClass.Leader | NounClass.Envoy)) != NounClass.None && side.Fact is not null)) return side;
        if (noun == "sources") return Sources(set, d);
        if (d.Of is null)
        {
            // "producer delegates" are the producers.
            if ((head & (Speaks | NounClass.Side)) != NounClass.None && !OfGovernment(tokens, phrase) && PhraseOwners.ModifyingGroup(set, phrase) is { } group) return group;
            // "the ministers" after "European ministers": the same again.
            if ((speaks && (head & NounClass.People) == NounClass.None || noun is "delegates" && IsDefinite(tokens, phrase)) && SameHead(set, d.Index, noun) is { Kind: ReferentKind.Side } again) return again;
        }

        // "Officials said": those of the one government there is.
        if (noun == "officials" && phrase.First == phrase.Head && set.HomeState() is { } officials) return officials;
        // "ministers" and "government officials" of a report on one government.
        if (d.Of is null && (noun == "ministers" || speaks && OfGovernment(tokens, phrase)) && set.HomeState() is { } ruling && (noun != "ministers" || OfGovernment(tokens, phrase) || Governs(set, ruling))) return ruling;
        if ((head & ~(NounClass.Observer | NounClass.Journalist | NounClass.Media | NounClass.Document)) == NounClass.None)
            return (head & (NounClass.Observer | NounClass.Journalist)) != NounClass.None ? Watchers(set, phrase, head, noun) : null;
        if ((head & (NounClass.People | NounClass.Organisation | NounClass.Family | NounClass.Country | NounClass.Person)) == NounClass.None) return null;
        if (d.Of is { Kind: ReferentKind.Side, Fact: null } whole && noun is "members" or "workers" or "negotiators" or "leaders" or "officials" or "bargainers" or "executives" or "representatives" or "delegates") return whole;
        // "Members of the ruling party", "leaders of the union": the party and the union, unless they are counted or set apart.
        if (noun is "members" or "leaders" or "negotiators" or "officials" or "representatives" or "delegates" && phrase.First == phrase.Head && PhraseOwners.Complement(set, phrase.End) is { Kind: ReferentKind.Side, Plural: false } club) return club;
        // "Bankers" speak for the banks.
        if (noun == "bankers" && set.All.Find(r => r.Kind == ReferentKind.Side && r.Plural && r.Noun == "banks" && r.Mentions.Count > 0) is { } banks) return banks;
        return Group(set, phrase, head, noun, phrase.Head);
    }

    // "Lund's office", "Lund's aides", "Lund's team": on whose side Lund is.
    private static Referent People(ReferentSet set, Description d, Referent person, NounClass classes, bool plural)
    {
        var people = set.New(ReferentKind.Office, set.Text(d.Phrase.First, d.Phrase.End));
        people.Classes = classes;
        people.Noun = d.Noun;
        people.Plural = plural;
        people.Ties.Add(new(person, TieKind.Possessor, d.Phrase.First));
        return people;
    }

    // "a splinter group of small exporters", "the majority of exporters": the small exporters.
    private static void ReadMembers(ReferentSet set, int p, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        if (phrase.End + 1 < tokens.Length && tokens[phrase.End].Word == "of" && PhraseOwners.Complement(set, phrase.End, out int end) is { Kind: ReferentKind.Side, Plural: true } members)
            set.Mention(members, phrase.First, end, phrase.Head, MentionForm.Description, p);
    }

    // The group of a plural noun: the same as an earlier one unless an adjective tells them apart; what stands before `stop` tells.
    private static Referent Group(ReferentSet set, Phrase phrase, NounClass head, string noun, int stop)
    {
        var tokens = set.Document.Tokens;
        string contrast = "", kind = "";
        for (int i = NameFinder.OwnStart(set, phrase); i < stop; i++)
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

        return side;
    }

    // "Norwegian sources", "sources close to the union": of whom they speak for, as far as the report tells; "the sources" are those before.
    private static Referent? Sources(ReferentSet set, Description d)
    {
        var tokens = set.Document.Tokens;
        var phrase = d.Phrase;
        var of = d.Of ?? PhraseOwners.ModifyingGroup(set, phrase) ?? SourcesBehind(set, phrase.End);
        if (of is null && OfGovernment(tokens, phrase)) of = set.HomeState();
        if (of is null && IsDefinite(tokens, phrase) && NameFinder.OwnStart(set, phrase) == phrase.Head) of = SameHead(set, d.Index, "sources");
        return of is { Media: false } and ({ Kind: ReferentKind.Side } or { Noun: "sources" }) ? of : Watchers(set, phrase, PartyNouns.Find("sources"), "sources");
    }

    // "close <u>to the union</u>", "linked <u>to the ministry</u>", "<u>in the union</u>", "<u>from the union</u>".
    private static Referent? SourcesBehind(ReferentSet set, int at)
    {
        var tokens = set.Document.Tokens;
        if (at + 1 >= tokens.Length) return null;
        if (tokens[at].Word is "close" or "near" or "linked" or "familiar" && tokens[at + 1].Word is "to" or "with") at++;
        return tokens[at].Word is "to" or "with" or "in" or "from" or "at" or "inside" or "within" ? PhraseOwners.Complement(set, at) : null;
    }

    // Those who only watch and tell: all of one noun together.
    private static Referent Watchers(ReferentSet set, Phrase phrase, NounClass head, string noun)
    {
        var watchers = set.All.Find(r => r.Kind == ReferentKind.Office && r.Plural && r.Noun == noun) ?? set.New(ReferentKind.Office, Plain(set, phrase));
        watchers.Plural = true;
        watchers.Noun = noun;
        watchers.Classes = head;
        return watchers;
    }

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

    /// <summary>A phrase without its articles and possessive pronouns.</summary>
    public static string Plain(ReferentSet set, Phrase phrase)
    {
        int start = phrase.First;
        while (start < phrase.Head && set.Document.Tokens[start].Tag is PennTag.DT or PennTag.PDT or PennTag.PRPS) start++;
        return set.Text(start, phrase.End);
    }

    /// <summary>Whether a phrase says that its bearer is known; with <paramref name="alsoBare"/> also one of a single word.</summary>
    public static bool IsDefinite(ReadOnlySpan<Token> tokens, Phrase phrase, bool alsoBare = false) =>
        phrase.Possessor >= 0 || alsoBare && phrase.First == phrase.Head || tokens[phrase.First].Tag is PennTag.PRPS || tokens[phrase.First].Word is "the" or "The" or "this" or "This" or "that" or "THE" or "both";
}
