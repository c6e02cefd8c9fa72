using Parley.Language;

namespace Parley.Positions;

/// <summary>Whose a described speaker or body is: what stands before a phrase ("<u>yard</u> officials", "<u>the yard</u>'s officials"), behind it ("a spokesman <u>for the yard</u>"), or earlier in the report.</summary>
internal static class PhraseOwners
{
    /// <summary>The side or person named by a modifier inside a phrase ("<u>Norwegian</u> officials", "<u>yard</u> officials"), nearest to the head, or null.</summary>
    public static Referent? Modifier(ReferentSet set, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        int start = NameFinder.OwnStart(set, phrase);
        if (Reaching(set, phrase) is { } body) return body;
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
                if (length == 1 && text == "Commission" && set.Executive() is { } executive) return executive;
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
                if ((kind & (NounClass.Union | NounClass.Firm | NounClass.Body | NounClass.Movement)) != NounClass.None && (PartyNouns.Find(text) & NounClass.People) == NounClass.None && Earlier(set, i, text.ToLowerInvariant(), kind, NameFinder.KindOfHead(kind, null)) is { } earlier
                    && (lower && (kind & (NounClass.Union | NounClass.Firm | NounClass.Movement)) != NounClass.None || EndsIn(earlier, text) || earlier.Noun == text)) return earlier;
            }
        }

        return fact;
    }

    // "the <u>Bank of Norway</u> officials": a name that begins before the phrase and goes on into it.
    private static Referent? Reaching(ReferentSet set, Phrase phrase)
    {
        if (phrase.First < 2 || phrase.First == phrase.Head || set.Document.Tokens[phrase.First - 1].Word is not ("of" or "for") || set.OfPhrase(set.PhraseEndingAt(phrase.First - 1)) is not { Kind: ReferentKind.Side } side) return null;
        foreach (var m in side.Mentions)
            if (m.Form == MentionForm.Name && m.First < phrase.First && m.End > phrase.First && m.End <= phrase.Head) return side;
        return null;
    }

    public static bool EndsIn(Referent side, string noun)
    {
        foreach (string[] name in side.NameWords)
            if (name.Length > 0 && name[^1].Equals(noun, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>What the phrase's possessor refers to.</summary>
    public static Referent? Owner(ReferentSet set, Phrase phrase) => set.OfPhrase(phrase.Possessor);

    /// <summary>The side behind a preposition right after a phrase, or null.</summary>
    public static Referent? Complement(ReferentSet set, int at) => Complement(set, at, out _);

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
            if (referent is null && OneOf(set, set.Phrases[next]) is { } many) return many;
            const NounClass acts = NounClass.Government | NounClass.Body | NounClass.Side | NounClass.Country;
            if ((PartyNouns.Of(tokens, set.Phrases[next].Head) & acts) != NounClass.None && Modifier(set, set.Phrases[next]) is { Kind: ReferentKind.Side } modifier) return modifier;
            at = end;
        }

        end = at;
        return null;
    }

    /// <summary>The group that a phrase takes one of ("<u>one</u> senior <u>banker</u>", "<u>a</u> Norwegian <u>bank</u>" of a report on the banks), or null.</summary>
    public static Referent? OneOf(ReferentSet set, Phrase phrase)
    {
        var tokens = set.Document.Tokens;
        if (phrase.Possessor >= 0 || PartyNouns.IsPlural(tokens[phrase.Head]) || LowerCase.Of(tokens[phrase.First].Word) is not ("a" or "an" or "one" or "another")) return null;
        var classes = PartyNouns.Of(tokens, phrase.Head);
        if ((classes & NounClass.People) == NounClass.None || (classes & NounClass.Person) != NounClass.None) return null;
        string plural = tokens[phrase.Head].Word.ToLowerInvariant() + "s";
        foreach (var r in set.All)
            if (r.Kind == ReferentKind.Side && r.Plural && r.Noun == plural && r.Mentions.Count > 0) return r;
        return null;
    }

    /// <summary>"a spokesman for Lund".</summary>
    public static Referent? PersonBehind(ReferentSet set, int at, out int end)
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

    /// <summary>The first side that a sentence names before a token, most often its subject, to whom "its" goes back; where it names none there, that of the sentence before in the same paragraph; or null.</summary>
    public static Referent? SubjectBefore(ReferentSet set, int token)
    {
        var sentences = set.Document.Sentences;
        int sentence = set.Document.Tokens[token].Sentence;
        return FirstSide(set, sentence, token) ?? (sentence > 0 && sentences[sentence - 1].Block == sentences[sentence].Block ? FirstSide(set, sentence - 1, token) : null);
    }

    private static Referent? FirstSide(ReferentSet set, int sentence, int limit)
    {
        int first = limit, end = 0;
        Referent? found = null;
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Side) continue;
            foreach (var m in r.Mentions)
            {
                // "Norway's shipowners": the owners, not Norway.
                if (m.Form == MentionForm.Modifier || m.First >= limit || m.First > first || m.First == first && m.End <= end || set.Document.Tokens[m.Head].Sentence != sentence) continue;
                (first, end) = (m.First, m.End);
                found = r;
            }
        }

        return found;
    }

    public static Referent? LastPerson(ReferentSet set, int token)
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

    /// <summary>The side named or described before that a definite description goes back to.</summary>
    public static Referent? Earlier(ReferentSet set, int token, string noun, NounClass head, PartyKind kind, Referent? home = null)
    {
        Referent? best = null;
        int bestScore = 0;
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Side || r.Plural || r.Fact is { Kind: FactKind.State or FactKind.FormerState or FactKind.Territory }) continue;
            int last = LastBefore(r, token);
            if (last < 0) continue;
            bool same = r.Noun == noun || r.WordsOfName is { Length: > 0 } words && words[^1].Equals(noun, StringComparison.OrdinalIgnoreCase) || noun.Length > 3 && IsNamedWith(r, noun);
            bool ofKind = r.PartyKind == kind && (r.Classes & head & NounClass.Organisation) != NounClass.None
                || kind == PartyKind.Firm && r.PartyKind == PartyKind.Firm && r.Classes == NounClass.None;
            if ((head & NounClass.Media) != NounClass.None && (head & NounClass.Firm) == NounClass.None && !same && !r.Media) continue;
            if (!same && !ofKind) continue;
            if (home is not null && (r.Ties.Exists(static t => t.Side.Fact is not null) || !ofKind) && !IsTiedTo(r, home)) continue;
            int score = (same ? 1_000_000 : 0) + last + 1;
            if (score <= bestScore) continue;
            bestScore = score;
            best = r;
        }

        return best;
    }

    private static bool IsNamedWith(Referent r, string noun)
    {
        foreach (string name in r.Names)
            if (name.Contains(noun, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool IsTiedTo(Referent r, Referent side)
    {
        foreach (var tie in r.Ties)
            if (ReferenceEquals(tie.Side, side)) return true;
        return false;
    }

    /// <summary>The plural of the people that a noun before the head names ("<u>exporter</u> delegates", "the <u>consumer</u> group"), or null.</summary>
    public static string? GroupNoun(ReferentSet set, Phrase phrase)
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

    public static int LastBefore(Referent r, int token)
    {
        int last = -1;
        foreach (var m in r.Mentions)
            if (m.First < token) last = Math.Max(last, m.First);
        return last;
    }
}
