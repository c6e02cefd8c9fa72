using Parley.Language;

namespace Parley.Positions;

/// <summary>A word of a statement that the cue lexicon knows, with what surrounds it.</summary>
/// <param name="Token">Where it stands.</param>
/// <param name="Entry">What it does.</param>
/// <param name="Negated">Whether a negation bears on it.</param>
/// <param name="Modal">Whether a modal verb bears on it.</param>
internal readonly record struct EvokedCue(int Token, CueEntry Entry, bool Negated, bool Modal);

/// <summary>Who the subject of a content is, as far as its first words tell.</summary>
internal enum SubjectKind : byte
{
    /// <summary>No subject ("to accept the plan").</summary>
    None,
    /// <summary>The speaker's "we" or "I".</summary>
    First,
    /// <summary>"You".</summary>
    Second,
    /// <summary>A pronoun of the third person.</summary>
    Third,
    /// <summary>"There", or "it" without a referent.</summary>
    Expletive,
    /// <summary>A name of the source's own party.</summary>
    Own,
    /// <summary>A name of another party.</summary>
    Other,
    /// <summary>Anything else.</summary>
    Thing,
}

/// <summary>
/// A statement laid over the document: the tokens of its roles, the head of its cue, and the words of the content that say what is done with it.
/// Works from words and tags alone where the document has no trees. Serves one statement after the other.
/// </summary>
internal sealed class StatementFrame
{
    private static readonly HashSet<string> Negators = new(StringComparer.Ordinal)
    {
        "not", "n't", "n’t", "no", "never", "none", "nor", "neither", "without", "hardly", "scarcely", "little", "few", "nothing", "nobody", "cannot", "rarely", "seldom", "barely",
    };

    private static readonly HashSet<string> Modals = new(StringComparer.Ordinal)
    {
        "will", "would", "shall", "should", "may", "might", "can", "could", "must", "'ll", "’ll", "'d", "’d", "ought",
    };

    // Tokens of the source, then those of the cue, then those of the content.
    private int[] roles = [];
    private int cueFirst, contentFirst, contentEnd;
    private bool unbroken;
    private (int Verdict, bool Partly) judgement;

    /// <summary>The document.</summary>
    public Document Document { get; private set; } = null!;

    /// <summary>Id of the source's party, or null.</summary>
    public string? Party { get; private set; }

    /// <summary>How likely it is, as the ranker thinks, that the text ascribes just this.</summary>
    public double Likelihood { get; private set; }

    /// <summary>Tokens of the source, in order.</summary>
    public ReadOnlySpan<int> Source => roles.AsSpan(0, cueFirst);

    /// <summary>Tokens of the cue, in order.</summary>
    public ReadOnlySpan<int> Cue => roles.AsSpan(cueFirst, contentFirst - cueFirst);

    /// <summary>Tokens of the content, in order.</summary>
    public ReadOnlySpan<int> Content => roles.AsSpan(contentFirst, contentEnd - contentFirst);

    /// <summary>Whether a token is one of the content's.</summary>
    public bool InContent(int token) =>
        Content.Length > 0 && token >= Content[0] && token <= Content[^1] && (unbroken || Content.BinarySearch(token) >= 0);

    /// <summary>The token that carries the cue's meaning, or -1.</summary>
    public int CueHead { get; private set; }

    /// <summary>The lexicon's entry of the cue's head.</summary>
    public CueEntry CueEntry { get; private set; }

    /// <summary>Whether the cue is negated ("has shown little enthusiasm").</summary>
    public bool CueNegated { get; private set; }

    /// <summary>The modal verb of the cue, or null.</summary>
    public string? CueModal { get; private set; }

    /// <summary>Whether the cue is in the passive.</summary>
    public bool CuePassive { get; private set; }

    /// <summary>Words of the content that the lexicon knows, in order; those that merely tell are among them.</summary>
    public List<EvokedCue> Evoked { get; } = [];

    /// <summary>Main verb (or other predicate) of the content, or -1.</summary>
    public int ContentVerb { get; private set; }

    /// <summary>Whether the content's main verb is negated.</summary>
    public bool ContentNegated { get; private set; }

    /// <summary>Modal verb of the content's main verb, or null.</summary>
    public string? ContentModal { get; private set; }

    /// <summary>Who the content's subject is.</summary>
    public SubjectKind Subject { get; private set; }

    /// <summary>What the content's own predicate does ("it <u>accepts</u> the offer", "Britain is <u>unwilling</u>"), or default where the lexicon does not know it.</summary>
    public EvokedCue Inner { get; private set; }

    /// <summary>Form of the content: "that", "to", "prep", "ing", "clause", "noun" or "none".</summary>
    public string Form { get; private set; } = "";

    /// <summary>0 no quotation marks in the content, 1 some of it quoted, 2 all of it.</summary>
    public int Quoted { get; private set; }

    /// <summary>Sign of the judging words of the content.</summary>
    public int Verdict => judgement.Verdict;

    /// <summary>Whether a word of the content says that only a part is meant, or that it is not settled.</summary>
    public bool Partly => judgement.Partly;

    /// <summary>First token of a condition ("if", "unless", "provided"...) in the content, or -1.</summary>
    public int Condition { get; private set; }

    /// <summary>Lays a statement's spans over the document, in place of those of the statement before.</summary>
    public void Lay(Document document, IReadOnlyList<TextSpan> source, IReadOnlyList<TextSpan> cue, IReadOnlyList<TextSpan> content, string? party, double likelihood, PartyMap parties)
    {
        (Document, Party, Likelihood) = (document, party, likelihood);
        cueFirst = LayTokens(source, 0);
        contentFirst = LayTokens(cue, cueFirst);
        contentEnd = LayTokens(content, contentFirst);
        unbroken = Content.Length > 0 && Content[^1] - Content[0] == Content.Length - 1;
        (CueHead, CueEntry, CueNegated, CueModal, CuePassive) = (-1, default, false, null, false);
        (ContentVerb, ContentNegated, ContentModal, Subject, Form, Quoted, Condition, judgement) = (-1, false, null, default, "none", 0, -1, default);
        Inner = new(-1, default, false, false);
        Evoked.Clear();
        FindCue();
        FindContent(parties);
    }

    /// <summary>Lays a statement's spans over the document; its confidence counts as its likelihood.</summary>
    public static StatementFrame Of(Document document, Statement statement, PartyMap parties)
    {
        var frame = new StatementFrame();
        frame.Lay(document, statement.Source.Spans, statement.Cue.Spans, statement.Content.Spans, statement.Source.Party, statement.Confidence, parties);
        return frame;
    }

    /// <summary>Lower-case dictionary form of a token.</summary>
    public static string Lemma(Token token) => LowerCase.Of(token.Lemma ?? token.Word);

    /// <summary>Whether a negation bears on the token: looked for to its left within the clause, five tokens at most.</summary>
    public static bool IsNegated(Document document, int index)
    {
        var tokens = document.Tokens;
        for (int i = index - 1; i >= 0 && i >= index - 5 && tokens[i].Sentence == tokens[index].Sentence; i--)
        {
            string word = LowerCase.Of(tokens[i].Word);
            if (Negators.Contains(word)) return true;
            if (word is "," or ";" or ":" or "\"" or "“" or "”" or "that" or "but" or "-" or "–" or "—") return false;
            if (tokens[i].Pos == UniversalTag.VERB && i < index - 1) return false;
        }

        return false;
    }

    private static string? ModalOf(Document document, int index)
    {
        var tokens = document.Tokens;
        for (int i = index; i >= 0 && i >= index - 4 && tokens[i].Sentence == tokens[index].Sentence; i--)
        {
            string word = LowerCase.Of(tokens[i].Word);
            if (Modals.Contains(word)) return word is "'ll" or "’ll" ? "will" : word is "'d" or "’d" ? "would" : word;
            if (word is "," or ";" or ":" or "that" or "but") return null;
            if (i < index && tokens[i].Pos == UniversalTag.VERB) return null;
        }

        return null;
    }

    // Puts the tokens of spans in text order into the roles, from a place on; returns one past the last.
    private int LayTokens(IReadOnlyList<TextSpan> spans, int place)
    {
        int last = -1;
        for (int s = 0; s < spans.Count; s++)
        {
            var (first, end) = Document.TokensIn(spans[s]);
            for (int i = Math.Max(first, last + 1); i < end; i++)
            {
                if (place == roles.Length) Array.Resize(ref roles, Math.Max(32, place * 2));
                roles[place++] = last = i;
            }
        }

        return place;
    }

    private void FindCue()
    {
        var lexicon = CueLexicon.Default;
        var tokens = Document.Tokens;
        int rank = 0;
        foreach (int i in Cue)
        {
            var entry = lexicon.Of(Document, i);
            string word = LowerCase.Of(tokens[i].Word);
            CueModal ??= Modals.Contains(word) ? ModalOf(Document, i) : null;
            CueNegated |= Negators.Contains(word);
            CuePassive |= Lemma(tokens[i]) == "be" && i + 1 < tokens.Length && Cue.Contains(i + 1) && ParticipleAfter(i);

            // The last word that says more than that something is told carries the meaning: "has shown little enthusiasm", "gave a warning".
            int weight = entry.Class == CueClass.None ? 1 : entry.Class is CueClass.Say or CueClass.Think or CueClass.Reveal ? 3 : 4;
            if (weight == 1 && tokens[i].Pos is UniversalTag.VERB or UniversalTag.NOUN or UniversalTag.ADJ) weight = 2;
            if (weight < rank || (tokens[i].Pos == UniversalTag.PUNCT && rank > 0)) continue;
            (rank, CueHead, CueEntry) = (weight, i, entry);
        }

        if (CueHead >= 0 && !CueNegated) CueNegated = Cue[0] == CueHead && CueEntry.Part == 'n' && IsNegated(Document, CueHead);
    }

    private void FindContent(PartyMap parties)
    {
        if (Content.Length == 0) return;
        var tokens = Document.Tokens;
        int words = 0, inQuote = 0, verdict = 0;
        bool open = false, partly = false;
        foreach (int i in Content)
        {
            string word = LowerCase.Of(tokens[i].Word);
            partly |= IsPartial(word);
            int judged = CueLexicon.Default.Judgement(word, Lemma(tokens[i]));
            if (judged != 0) verdict += IsNegated(Document, i) ? -judged : judged;
            if (word is "\"" or "“" or "”" or "``" or "''")
            {
                open = word is not "”" && (word is "“" or "``" || !open);
                continue;
            }

            words++;
            if (open) inQuote++;
            if (Condition < 0 && IsCondition(i, word)) Condition = i;
            var entry = CueLexicon.Default.Of(Document, i);
            if (entry.Class != CueClass.None) Evoked.Add(new(i, entry, IsNegated(Document, i), ModalOf(Document, i) is not null));
        }

        judgement = (Math.Sign(verdict), partly);
        Quoted = inQuote == 0 ? 0 : inQuote * 5 >= words * 4 ? 2 : 1;
        FindPredicate(parties);
    }

    private static bool IsPartial(string word) =>
        word is "part" or "parts" or "some" or "partly" or "partially" or "elements" or "aspects" or "may" or "might" or "could" or "possible" or "possibly" or "potentially" or "cautious" or "divided"
            or "talks" or "discussions" or "flexible" or "but" or "although" or "unless" or "whether";

    private bool IsCondition(int i, string word)
    {
        var tokens = Document.Tokens;
        string next = i + 1 < tokens.Length ? LowerCase.Of(tokens[i + 1].Word) : "";
        return word switch
        {
            "if" => i == 0 || LowerCase.Of(tokens[i - 1].Word) is not ("as" or "even" or "ask" or "asked" or "wonder" or "see"),
            "unless" => true,
            "provided" or "providing" => next == "that" || (i > 0 && tokens[i - 1].Word == ","),
            "on" => next == "condition" || (next == "the" && i + 2 < tokens.Length && tokens[i + 2].Word is "condition"),
            "subject" => next == "to",
            "until" => true,
            "only" => next is "if" or "after" or "when",
            _ => false,
        };
    }

    private void FindPredicate(PartyMap parties)
    {
        var tokens = Document.Tokens;
        int start = 0;
        while (start < Content.Length && (tokens[Content[start]].Pos == UniversalTag.PUNCT || tokens[Content[start]].Word is "\"" or "“" or "``" or "‘")) start++;
        if (start == Content.Length) return;
        int first = Content[start];
        string word = LowerCase.Of(tokens[first].Word);
        bool hasTree = tokens[first].Relation != Relation.None;
        Form = word switch
        {
            "that" => "that",
            "to" => tokens.Length > first + 1 && tokens[first + 1].Pos is UniversalTag.VERB or UniversalTag.AUX ? "to" : "prep",
            _ => tokens[first].Tag switch
            {
                PennTag.IN or PennTag.TO => "prep",
                PennTag.VBG => "ing",
                _ => "noun",
            },
        };

        if (hasTree)
        {
            foreach (int i in Content)
            {
                if (tokens[i].Head >= 0 && InContent(tokens[i].Head)) continue;
                if (tokens[i].Pos is UniversalTag.PUNCT or UniversalTag.SCONJ or UniversalTag.ADP or UniversalTag.PART) continue;
                ContentVerb = i;
                break;
            }
        }

        if (ContentVerb < 0 || (tokens[ContentVerb].Pos is not (UniversalTag.VERB or UniversalTag.AUX) && !HasFiniteBefore(ContentVerb)))
        {
            int verb = FirstVerb();
            if (verb >= 0) ContentVerb = ContentVerb < 0 || tokens[ContentVerb].Pos == UniversalTag.NOUN ? verb : ContentVerb;
        }

        int finite = FirstFinite(start);
        if (Form == "noun" && finite >= 0) Form = "clause";
        if (ContentVerb >= 0)
        {
            ContentNegated = IsNegated(Document, ContentVerb);
            ContentModal = ModalOf(Document, ContentVerb);
        }

        FindInner(start);
        int at = Form == "that" ? start + 1 : start;
        if (Form is "to" or "ing" or "prep" || at >= Content.Length)
        {
            Subject = SubjectKind.None;
            return;
        }

        Subject = SubjectOf(at, finite < 0 ? Math.Min(Content.Length, at + 6) : finite, parties);
    }

    private void FindInner(int start)
    {
        var tokens = Document.Tokens;
        int from = ContentVerb >= 0 ? ContentVerb : Content[start], seen = 0;
        foreach (int i in Content)
        {
            if (i < from) continue;
            string word = LowerCase.Of(tokens[i].Word);
            if (seen > 0 && word is "," or ";" or ":" or "that" or "if" or "because" or "while" || ++seen > 7) return;
            foreach (var e in Evoked)
            {
                if (e.Token != i || e.Entry.Class is CueClass.Say or CueClass.Think) continue;
                Inner = e;
                return;
            }
        }
    }

    private bool ParticipleAfter(int index)
    {
        foreach (int j in Cue)
            if (j > index && Document.Tokens[j].Tag is PennTag.VBN or PennTag.VBD) return true;
        return false;
    }

    private int FirstVerb()
    {
        foreach (int i in Content)
            if (Document.Tokens[i].Pos == UniversalTag.VERB || IsVerbTag(Document.Tokens[i].Tag)) return i;
        return -1;
    }

    private int FirstFinite(int from)
    {
        for (int k = from; k < Content.Length; k++)
            if (Document.Tokens[Content[k]].Tag is PennTag.VBD or PennTag.VBP or PennTag.VBZ or PennTag.MD) return k;
        return -1;
    }

    private bool HasFiniteBefore(int index)
    {
        foreach (int i in Content)
            if (i < index && IsVerbTag(Document.Tokens[i].Tag)) return true;
        return false;
    }

    private static bool IsVerbTag(PennTag tag) => tag is PennTag.VB or PennTag.VBD or PennTag.VBG or PennTag.VBN or PennTag.VBP or PennTag.VBZ;

    private SubjectKind SubjectOf(int from, int to, PartyMap parties)
    {
        var tokens = Document.Tokens;
        string word = LowerCase.Of(tokens[Content[from]].Word);
        switch (word)
        {
            case "we" or "i" or "our" or "my": return SubjectKind.First;
            case "you" or "your": return SubjectKind.Second;
            case "there": return SubjectKind.Expletive;
            case "he" or "she" or "they" or "it" or "his" or "her" or "their" or "its" or "this" or "that" or "these" or "those" or "which" or "who": return SubjectKind.Third;
        }

        for (int k = from; k < to && k < Content.Length; k++)
            if (parties[Content[k]] is { } named) return named == Party ? SubjectKind.Own : SubjectKind.Other;
        return SubjectKind.Thing;
    }
}
