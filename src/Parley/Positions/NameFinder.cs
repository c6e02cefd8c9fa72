using Parley.Language;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>First pass over a report's phrases: everything with a name of its own. States and bodies from the facts, persons with their titles, organisations by form.</summary>
internal static class NameFinder
{
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

        NameJoiner.JoinShortForms(set);
        NameJoiner.LoneSurnames(set);
        NameJoiner.KnownLeaders(set);
        for (int s = 0; s < set.Document.Sentences.Length; s++)
            if (set.Shouts(s)) HeadlineFinder.FindNames(set, set.Document.Sentences[s]);
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
        start = Math.Max(start, set.Covered);

        // Facts, wherever they stand in the phrase.
        FactMatch? modifier = null;
        for (int i = start; i < end; i++)
        {
            if (!Facts.World.TryMatch(document.Text, tokens, i, sentence.End, out var match)) continue;
            if (Facts.PartOfLongerName(tokens, match, sentence.First, sentence.End) || PersonFinder.IsPersonName(set, match.First, match.End)) continue;
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
            if (!whole && match.Form == FactForm.Name && Branch(set, start, i) is { } branch)
            {
                branch.AddName(set.Text(i - 1, match.End));
                set.Mention(branch, i - 1, match.End, match.End - 1, MentionForm.Modifier, -1);
                i = match.End - 1;
                continue;
            }

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

        if (PersonFinder.Read(set, p, phrase, start)) return;
        ReadOrganisation(set, p, phrase, start, modifier, sentence);
    }

    // "the <u>GM</u> Canada negotiator": the body whose branch in a country has the country's name behind its own, or null.
    private static Referent? Branch(ReferentSet set, int start, int country)
    {
        var tokens = set.Document.Tokens;
        if (country <= start || tokens[country - 1].Tag is not PennTag.NNP || PartyNouns.Of(tokens, country - 1) != NounClass.None || !IsNamed(tokens[country - 1]) || Facts.World.TryName(tokens[country - 1].Word, out _)) return null;
        string name = tokens[country - 1].Word;
        if (set.SideNamed(name) is { Fact: null } known) return known;
        if (!NameForms.IsAcronym(name)) return null;
        var made = set.New(ReferentKind.Side, name);
        made.PartyKind = KindOfHead(NounClass.None, EntityKind.Organisation);
        return made;
    }

    private static bool IsBacked(ReadOnlySpan<Token> tokens, int at, int head)
    {
        if (at < head && tokens[at].Word is "-" or "–") at++;
        return at < head && tokens[at].Word.TrimStart('-').ToLowerInvariant() is "backed" or "recognised" or "recognized" or "brokered" or "sponsored" or "mediated" or "supported" or "funded" or "imposed";
    }

    // "Moscow" in a report on the Soviet Union: the reading whose other names stand in the report.
    public static Fact Choose(ReferentSet set, FactMatch match)
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
        if ((head & NounClass.Organisation) != NounClass.None || IsPeoples(set, phrase)) (start, name) = Widen(set, phrase, start, name, sentence.First);
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
        while (end > name + 1 && tokens[end - 1].Word is "of" or "for" or "and") end--;
        if (end > phrase.End) set.Covered = end;
        string text = set.Text(name, end);
        if (IsMark(tokens, name, text)) return;
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

    // "the Farmers' Voice": people with a capital own what has one too.
    private static bool IsPeoples(ReferentSet set, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        return phrase.Possessor >= 0 && set.Phrases[phrase.Possessor] is var owner && tokens[owner.End].Word is "'" or "’" && IsNamed(tokens[owner.Head]) && owner.Head > set.Document.Sentences[tokens[owner.Head].Sentence].First
            && (PartyNouns.Of(tokens, owner.Head) & NounClass.People) != NounClass.None && PartyNouns.Of(tokens, phrase.Head) == NounClass.None;
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

    // "<STL.O>", "(D-Ohio)", "A$": a ticker, a seat and a currency are nobody's names.
    private static bool IsMark(ReadOnlySpan<Token> tokens, int first, string text) =>
        text.Contains('$', StringComparison.Ordinal) || first > 0 && tokens[first - 1].Word == "<" && text.All(c => char.IsUpper(c) || c == '.') || first > 0 && tokens[first - 1].Tag == PennTag.OpenBracket && text.Length > 2 && text[0] is 'D' or 'R' or 'I' && text[1] is '-' or ' ';

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
            while (stop < limit && IsNamed(tokens[stop]) && tokens[stop].Tag is not PennTag.DT && !OpensTitle(tokens, stop, limit)) stop++;
            if (stop == next) break;
            end = stop;
            extended = true;
        }

        return end;
    }

    // "the Bank of Norway <u>Governor Kari Lund</u>".
    private static bool OpensTitle(ReadOnlySpan<Token> tokens, int i, int limit) =>
        i + 1 < limit && (PartyNouns.Of(tokens, i) & NounClass.Person) != NounClass.None && IsNamed(tokens[i + 1]) && tokens[i + 1].Entity >= 0 && tokens[i + 1].Entity != tokens[i].Entity;

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

    public static EntityKind? KindOf(ReferentSet set, int token)
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
        return token.Tag == PennTag.HYPH || token.Entity >= 0 && (word is "-" or "and" or "," || NameForms.IsParticle(word));
    }

    /// <summary>Whether a word names a day or a month.</summary>
    public static bool IsDate(string word) => CalendarDate.IsWeekday(word) || word.Length > 3 && CalendarDate.Month(word) > 0;

    private static bool IsJoiner(string word) => word is "&" or "-" or "–";
}
