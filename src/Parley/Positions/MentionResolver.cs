using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Says who a source is. A source with a name or a clear description refers by itself; pronouns and descriptions without an owner ("the minister", "he") are ranked against
/// everybody the report has introduced: agreement, nearness, who spoke last, whose words the source stands in.
/// </summary>
internal sealed class MentionResolver
{
    private readonly ReferentSet set;
    private readonly Document document;
    private readonly FeatureList features = FeatureList.Scratch;
    private readonly int[] ranks;

    /// <summary>A resolver for one report, whose speakers have their sides.</summary>
    public MentionResolver(ReferentSet set)
    {
        this.set = set;
        document = set.Document;
        ranks = ActorFinder.Importance(set);
    }

    /// <summary>What is known when a source is resolved.</summary>
    /// <param name="First">First token of the source.</param>
    /// <param name="End">One past its last token.</param>
    /// <param name="Head">The token that says what it is.</param>
    /// <param name="Outer">Speaker of the statement in whose content the source stands, or null.</param>
    /// <param name="Previous">Speakers of the statements before, latest first, at most three.</param>
    /// <param name="InsideQuotes">Whether it stands in quotation marks.</param>
    public readonly record struct Context(int First, int End, int Head, Referent? Outer, Referent?[] Previous, bool InsideQuotes);

    /// <summary>
    /// What the source refers to by its own words: a named or described referent; null where it does not say (<paramref name="open"/> true: to be ranked) or where it is nobody in
    /// particular (<paramref name="open"/> false: "analysts").
    /// </summary>
    public Referent? Direct(int first, int end, out bool open, out int head)
    {
        var tokens = document.Tokens;
        open = false;
        head = end - 1;
        // "Lund, who ...": right before it.
        if ((tokens[first].Tag is PennTag.WP or PennTag.WDT) && first > 0)
        {
            head = first;
            int before = tokens[first - 1].Tag == PennTag.Comma ? first - 1 : first;
            if (set.OfPhrase(set.PhraseEndingAt(before)) is { } antecedent) return antecedent;
        }

        if (Joint(first, end, out head) is { } opening) return opening;
        int main = -1;
        Referent? person = null, side = null;
        for (int p = set.FirstPhraseBehind(first); p < set.Phrases.Count && set.Phrases[p].First < end; p++)
        {
            var phrase = set.Phrases[p];
            if (phrase.First < first && phrase.End > first && main < 0 && phrase.End <= end)
            {
                // A source that starts inside a phrase: its head counts still.
                main = p;
            }

            if (phrase.First < first || phrase.End > end) continue;
            if (main < 0 || phrase.First == set.Phrases[main].First && phrase.End > set.Phrases[main].End) main = p;
            var referent = set.OfPhrase(p);
            if (referent is { Kind: ReferentKind.Person })
            {
                // Named in its own right, not as the owner or the object of somebody else ("a spokesman for Lund").
                var before = phrase.First > first ? tokens[phrase.First - 1] : default;
                bool owner = phrase.End < tokens.Length && tokens[phrase.End].Tag == PennTag.POS && phrase.End < end;
                if (!owner && (phrase.First == first || before.Tag is PennTag.Comma or PennTag.CC or PennTag.DT or PennTag.CloseBracket)) person ??= referent;
            }
            else if (referent is { Kind: ReferentKind.Side }) side ??= referent;
        }

        if (main < 0) return Modifier(first, end);
        // "Seatrans last month": not the month.
        if (set.OfPhrase(main) is null && IsTime(tokens, set.Phrases[main]) is var time and >= 0)
        {
            if (time > first) return Direct(first, time, out open, out head);
            if (set.Phrases[main].End < end) return Direct(set.Phrases[main].End, end, out open, out head);
        }

        head = set.Phrases[main].Head;
        if (tokens[head].Tag is PennTag.PRP or PennTag.PRPS or PennTag.WP or PennTag.WPS)
        {
            open = true;
            return null;
        }

        var own = set.OfPhrase(main);
        var kind = PartyNouns.Of(tokens, head);
        if (own is { Kind: ReferentKind.Person }) return own;
        if (own is null && PartyNouns.IsPlural(tokens[head]) && (kind & (NounClass.Observer | NounClass.Journalist)) == NounClass.None && Included(set.Phrases[main].End, end) is { } member) return member;
        // "the head of the delegation, Lund": the person named in the source.
        if (person is not null && (own is null or { Kind: ReferentKind.Office } || (kind & NounClass.Person) != NounClass.None)) return person;
        if (own is { Kind: ReferentKind.Office } && NamedBehind(first, end, set.Phrases[main]) is { } holder && (own.Side is null || ActorFinder.Tied(holder) is not null)) return holder;
        if (own is { Kind: ReferentKind.Office })
        {
            open = own.Side is null && !ActorFinder.IsOutsider(own);
            return own;
        }

        if (own is not null) return own;
        bool outsider = (kind & (NounClass.Observer | NounClass.Journalist)) != NounClass.None && !tokens[head].Word.StartsWith("source", StringComparison.OrdinalIgnoreCase);
        if ((kind & (NounClass.Observer | NounClass.Journalist | NounClass.Media | NounClass.Document | NounClass.Person | NounClass.People)) != NounClass.None || tokens[head].Tag is PennTag.CD or PennTag.DT)
        {
            if (PhraseOwners.Modifier(set, set.Phrases[main]) is { Kind: ReferentKind.Side } modifier && !outsider && !modifier.Media && (kind & (NounClass.Media | NounClass.Document)) == NounClass.None) return modifier;
            if (set.OfPhrase(set.Phrases[main].Possessor) is { } owner) return owner;
            if (PhraseOwners.Complement(set, set.Phrases[main].End, out int stop) is { } complement && stop <= end + 1) return complement;
            open = tokens[set.Phrases[main].First].Word is "the" or "The";
            return null;
        }

        if (side is not null) return side;
        open = true;
        return null;
    }

    // "Senior figures, including Minister Lund": those of his side.
    private Referent? Included(int from, int end)
    {
        var tokens = document.Tokens;
        for (int i = from; i < end - 1; i++)
        {
            if (!(tokens[i].Word is "including" || tokens[i].Word is "such" or "among" && tokens[i + 1].Word is "as" or "them")) continue;
            for (int p = set.FirstPhraseBehind(i); p < set.Phrases.Count && set.Phrases[p].First < end; p++)
                if (set.OfPhrase(p) is { } one) return one.Kind == ReferentKind.Side ? one : one.Side;
        }

        return null;
    }

    // Where the words of time begin that end a phrase, or -1.
    private static int IsTime(ReadOnlySpan<Token> tokens, Phrase phrase)
    {
        int at = phrase.Head;
        if (tokens[at].Word is not ("week" or "month" or "year" or "night" or "yesterday" or "today" or "tomorrow" or "weekend" or "morning" or "evening") && !NameFinder.IsDate(tokens[at].Word)) return -1;
        return at > phrase.First && tokens[at - 1].Word is "last" or "this" or "next" or "late" or "early" or "earlier" ? at - 1 : at;
    }

    // "Minister of the Interior Lund", "union president-elect Lund": a title without an article is of the name behind it.
    private Referent? NamedBehind(int first, int end, Phrase title)
    {
        var tokens = document.Tokens;
        int last = set.PhraseEndingAt(end);
        if (last < 0 || title.First != first || set.Phrases[last].First < title.End || tokens[first].Tag is PennTag.DT or PennTag.PRPS or PennTag.CD) return null;
        if (tokens[set.Phrases[last].First - 1].Word is "for" or "," or "and" || set.OfPhrase(last) is not { Kind: ReferentKind.Person } person) return null;
        // "aide to Minister Lund".
        return (PartyNouns.Of(tokens, set.Phrases[last].First) & NounClass.Person) == NounClass.None ? person : null;
    }

    // "Norway, Sweden and the union", "exporters and some importers": several sides, of which the first counts.
    private Referent? Joint(int first, int end, out int head)
    {
        var tokens = document.Tokens;
        head = end - 1;
        for (int p = set.FirstPhraseBehind(first); p < set.Phrases.Count && set.Phrases[p].First < end; p++)
        {
            var phrase = set.Phrases[p];
            if (phrase.First != first || phrase.End >= end || tokens[phrase.End].Tag is not (PennTag.Comma or PennTag.CC) || set.OfPhrase(p) is not { Kind: ReferentKind.Side } side) continue;
            bool and = false;
            for (int i = phrase.End; i < end; i++) and |= tokens[i].Tag == PennTag.CC;
            if (!and) continue;
            head = phrase.Head;
            return side;
        }

        return null;
    }

    // A source that is only part of a phrase: "<u>Norwegian</u> demands", "<u>consumer</u> demands".
    private Referent? Modifier(int first, int end)
    {
        var tokens = document.Tokens;
        foreach (var r in set.All)
            foreach (var m in r.Mentions)
                if (m.First >= first && m.End <= end) return r;
        string text = set.Text(first, end);
        if (char.IsUpper(text[0]) && (set.PersonNamed(text) ?? set.SideNamed(text)) is { } named) return named;
        string plural = tokens[end - 1].Word.ToLowerInvariant() + "s";
        foreach (var r in set.All)
            if (r.Plural && r.Noun == plural && r.Mentions.Count > 0) return r;
        return null;
    }

    /// <summary>The most probable referent of an open source, and its probability; null is one of the candidates.</summary>
    public (Referent? Who, double Probability) Rank(in Context context, LinearClassifier model)
    {
        // In quoted words "I" and "we" are those of whom the words are.
        if (context is { InsideQuotes: true, Outer: { } speaker } && document.Tokens[context.Head].Word is "I" or "my" or "My" or "we" or "We" or "our" or "Our") return (speaker, 1);
        // "his country", "their union": the side of those whose words it stands in.
        if (context.Outer is { } teller && context.Head > context.First && document.Tokens[context.First].Tag == PennTag.PRPS
            && (PartyNouns.Of(document.Tokens, context.Head) & (NounClass.Organisation | NounClass.Country | NounClass.Side) & ~NounClass.Media) != NounClass.None && (teller.Kind == ReferentKind.Side ? teller : teller.Side) is { } theirs) return (theirs, 1);
        Span<double> p = stackalloc double[2];
        Features(context, null, features);
        model.Probabilities(features.Hashes, p);
        Referent? best = null;
        string word = LowerCase.Of(document.Tokens[context.Head].Word);
        // "The market", "the lawsuit": no human being.
        var tag = document.Tokens[context.Head].Tag;
        bool thing = tag is not (PennTag.PRP or PennTag.PRPS or PennTag.WP or PennTag.WPS or PennTag.DT or PennTag.CD) && (PartyNouns.Of(document.Tokens, context.Head) & (NounClass.Person | NounClass.People)) == NounClass.None;
        // "He" is somebody.
        double top = word is "he" or "she" or "his" or "her" or "him" ? 0 : p[1];
        foreach (var candidate in Candidates(context))
        {
            if (!Agrees(word, candidate) || thing && candidate.Kind != ReferentKind.Side) continue;
            Features(context, candidate, features);
            model.Probabilities(features.Hashes, p);
            if (p[1] <= top) continue;
            top = p[1];
            best = candidate;
        }

        return (best, top);
    }

    /// <summary>Referents that an open source may refer to: everybody mentioned before its end.</summary>
    public IEnumerable<Referent> Candidates(Context context)
    {
        foreach (var r in set.All)
            if (r.Mentions.Count > 0 && (r.Mentions[0].First < context.End || document.Tokens[r.Mentions[0].First].Sentence == document.Tokens[context.First].Sentence)) yield return r;
    }

    // "He" is one human being, of the right gender where the report tells it.
    private static bool Agrees(string pronoun, Referent r) => pronoun switch
    {
        "he" or "him" or "his" or "himself" => r.Kind != ReferentKind.Side && !r.Plural && r.Gender != 'f',
        "she" or "her" or "herself" => r.Kind != ReferentKind.Side && !r.Plural && r.Gender != 'm',
        _ => true,
    };

    /// <summary>What speaks for and against a candidate (null: nobody).</summary>
    public void Features(in Context context, Referent? candidate, FeatureList f)
    {
        f.Clear();
        var tokens = document.Tokens;
        var head = tokens[context.Head];
        string source = SourceType(context, out var classes);
        string inside = context.InsideQuotes ? "q" : context.Outer is not null ? "n" : "-";
        if (candidate is null)
        {
            f.Add("nobody", source, inside);
            f.Add("nobody word", head.Word);
            return;
        }

        string kind = candidate.Kind == ReferentKind.Side ? candidate.PartyKind.Name() : candidate.Kind.Name();
        FeatureText type = $"{source}{inside}";
        f.Add("kind", source, kind);
        f.Add("plural", source, candidate.Plural ? "many" : "one");
        if (LowerCase.Of(head.Word) is "he" or "his" or "him" or "she" or "her")
        {
            char wanted = head.Word[0] is 's' or 'S' || head.Word.StartsWith("her", StringComparison.OrdinalIgnoreCase) ? 'f' : 'm';
            f.Add("gender", kind, candidate.Gender == '?' ? "?" : candidate.Gender == wanted ? "right" : "wrong");
        }

        // Nearness.
        int sentence = head.Sentence, lastToken = -1, since = 0;
        bool subject = false, after = false;
        foreach (var m in candidate.Mentions)
        {
            if (m.First >= context.First)
            {
                after |= tokens[m.First].Sentence == sentence && m.First >= context.End;
                break;
            }

            lastToken = m.Head;
            subject = m.Form != MentionForm.Modifier && m.End < tokens.Length && tokens[m.End].Tag is PennTag.VBD or PennTag.VBZ or PennTag.VBP or PennTag.MD or PennTag.Comma;
        }

        string distance;
        if (lastToken < 0)
        {
            distance = after ? "later" : "never";
        }
        else
        {
            since = sentence - tokens[lastToken].Sentence;
            distance = since switch { 0 => "0", 1 => "1", 2 => "2", <= 4 => "4", _ => "5+" };
        }

        f.Add("distance", type, distance);
        f.Add("distance kind", $"{source}{distance}", kind);
        f.Add("subject", $"{source}{distance}", subject ? "s" : "-");
        f.Add("mentions", source, ActorFinder.Bucket(candidate.Mentions.Count));
        if (candidate.Kind == ReferentKind.Side) f.Add("rank", source, ActorFinder.Bucket(ranks[candidate.Index]));

        // How many of the same kind were mentioned since.
        if (lastToken >= 0)
        {
            int rivals = 0;
            foreach (var r in set.All)
            {
                if (ReferenceEquals(r, candidate) || r.Kind != candidate.Kind || r.Plural != candidate.Plural) continue;
                foreach (var m in r.Mentions)
                {
                    if (m.Form == MentionForm.Modifier || m.Head <= lastToken || m.First >= context.First) continue;
                    rivals++;
                    break;
                }
            }

            f.Add("rivals", source, ActorFinder.Bucket(rivals));
        }

        // Who spoke before, and in whose words the source stands.
        string spoke = "no";
        for (int i = context.Previous.Length - 1; i >= 0; i--)
        {
            if (context.Previous[i] is not { } speaker) continue;
            if (ReferenceEquals(speaker, candidate)) spoke = i.ToString();
            else if (ReferenceEquals(speaker.Side, candidate)) spoke = i switch { 0 => "side 0", 1 => "side 1", _ => "side 2" };
        }

        f.Add("spoke", type, spoke);
        f.Add("spoke distance", $"{source}{spoke}", distance);
        if (context.Outer is { } outer)
            f.Add("outer", source, $"{(ReferenceEquals(outer, candidate) ? "same" : ReferenceEquals(outer.Side, candidate) ? "side" : ReferenceEquals(candidate.Side, outer) ? "of" : "other")}{inside}");
        // Descriptions: does the noun fit.
        if (classes != NounClass.None)
        {
            bool fits = (candidate.Classes & classes) != NounClass.None;
            bool noun = candidate.Noun is { } n && n.Equals(head.Word, StringComparison.OrdinalIgnoreCase);
            foreach (string office in candidate.Offices) noun |= office.Contains(head.Word, StringComparison.OrdinalIgnoreCase);
            string how = fits ? noun ? "class noun" : "class" : noun ? "- noun" : "-";
            f.Add("fits", source, how);
            f.Add("fits distance", how, distance);
        }

        f.Add("has side", source, candidate.Kind == ReferentKind.Side ? "is" : candidate.Side is null ? "none" : "has");
    }

    private string SourceType(in Context context, out NounClass classes)
    {
        var tokens = document.Tokens;
        var head = tokens[context.Head];
        classes = NounClass.None;
        if (head.Tag is PennTag.PRP or PennTag.PRPS or PennTag.WP or PennTag.WPS)
        {
            return LowerCase.Of(head.Word) switch
            {
                "he" or "him" or "his" or "himself" or "she" or "her" or "herself" => "he",
                "it" or "its" or "itself" => "it",
                "they" or "them" or "their" or "themselves" => "they",
                "i" or "me" or "my" or "myself" => "I",
                "we" or "us" or "our" or "ourselves" => "we",
                "you" or "your" => "you",
                _ => "who",
            };
        }

        classes = PartyNouns.Of(tokens, context.Head);
        string what = (classes & NounClass.Person) != NounClass.None ? "office" : (classes & NounClass.People) != NounClass.None ? "people" : (classes & NounClass.Organisation) != NounClass.None ? "body" : (classes & NounClass.Document) != NounClass.None ? "document" : "other";
        return what + (head.Tag is PennTag.NNS or PennTag.NNPS ? "s" : "") + (tokens[context.First].Word is "the" or "The" ? " the" : "");
    }
}
