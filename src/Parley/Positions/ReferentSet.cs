using Parley.Language;

namespace Parley.Positions;

/// <summary>The referents of one report while they are being found: what is known by name, by fact, and what each phrase refers to. Serves one report after the other.</summary>
internal sealed class ReferentSet
{
    private Remembered<string>? oneLine;
    private readonly Dictionary<string, Referent> byFact = new(StringComparer.Ordinal);
    private readonly Reused<Referent> referents = new();
    private Referent?[] ofPhrase = [], factModifier = [];
    private int[] endingAt = [], startingAt = [], withHead = [];
    private bool?[] shouts = [];
    private readonly List<Referent> byMentions = [];
    private int[] ranks = [];
    private Referent? home;
    private int changes, homeAsOf = -1;

    /// <summary>Begins with a report's phrases and no referents, in place of those of the report before.</summary>
    public void Begin(Document document)
    {
        Document = document;
        Positions.Phrases.Find(document, Phrases);
        Evidence.Build(document);
        Dateline = DatelineState(document.Report.Dateline);
        All.Clear();
        referents.TakeBack();
        byFact.Clear();
        (home, changes, homeAsOf, Covered) = (null, 0, -1, 0);
        Room(document.Tokens.Length, document.Sentences.Length);
        for (int p = Phrases.Count - 1; p >= 0; p--)
        {
            endingAt[Phrases[p].End] = p;
            withHead[Phrases[p].Head] = p;
            if (startingAt[Phrases[p].First] < 0) startingAt[Phrases[p].First] = p;
        }
    }

    private void Room(int tokens, int sentences)
    {
        // No token ends two phrases: there are fewer of them.
        if (endingAt.Length <= tokens || shouts.Length < sentences)
        {
            int room = 2 * tokens + 1;
            (ofPhrase, factModifier, shouts) = (new Referent?[room], new Referent?[room], new bool?[Math.Max(room, sentences)]);
            (endingAt, startingAt, withHead) = (new int[room], new int[room], new int[room]);
        }

        ofPhrase.AsSpan(0, Phrases.Count).Clear();
        factModifier.AsSpan(0, tokens).Clear();
        shouts.AsSpan(0, sentences).Clear();
        endingAt.AsSpan(0, tokens + 1).Fill(-1);
        startingAt.AsSpan(0, tokens + 1).Fill(-1);
        withHead.AsSpan(0, tokens + 1).Fill(-1);
    }

    /// <summary>The report.</summary>
    public Document Document { get; private set; } = null!;

    /// <summary>Its noun phrases.</summary>
    public List<Phrase> Phrases { get; } = [];

    /// <summary>What the report says of names.</summary>
    public NameEvidence Evidence { get; } = new();

    /// <summary>The state that the report's dateline names, by itself or by its capital; or null.</summary>
    public Fact? Dateline { get; private set; }

    private static Fact? DatelineState(string? place)
    {
        if (place is null) return null;
        // "SANTOS, Brazil": the last part that is known.
        foreach (string part in place.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Reverse())
        {
            string name = part.Length > 3 && part.All(c => !char.IsLower(c)) ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant() : part;
            if ((Facts.World.TryName(part, out var found) || Facts.World.TryName(name, out found)) && found.Fact.Kind is FactKind.State or FactKind.FormerState) return found.Fact;
        }

        return null;
    }

    /// <summary>Everything found so far.</summary>
    public List<Referent> All { get; } = [];

    /// <summary>What a phrase refers to, or null.</summary>
    public Referent? OfPhrase(int phrase) => phrase < 0 ? null : ofPhrase[phrase];

    /// <summary>The side of a fact, made on first use.</summary>
    public Referent Side(Fact fact)
    {
        if (byFact.TryGetValue(fact.Id, out var known)) return known;
        var made = New(ReferentKind.Side, fact.Name);
        made.ForgetNames();
        made.Fact = fact;
        made.PartyKind = fact.Kind switch
        {
            FactKind.Bloc => PartyKind.Bloc,
            FactKind.Body => PartyKind.Body,
            FactKind.Movement => PartyKind.Movement,
            _ => PartyKind.State,
        };
        byFact.Add(fact.Id, made);
        return made;
    }

    /// <summary>The European Commission where a report names the Union, or null: "the Commission" of such a report.</summary>
    public Referent? Executive() =>
        All.Exists(r => r.Fact?.Id == "EU" && r.Mentions.Count > 0) && Facts.World.TryName("European Commission", out var found) ? Side(found.Fact) : null;

    /// <summary>Whether a sentence is in capitals throughout, as old wires set headlines.</summary>
    public bool Shouts(int sentence)
    {
        if (shouts[sentence] is { } known) return known;
        int upper = 0, lower = 0;
        foreach (char c in Document.Sentences[sentence].Span.Of(Document.Text))
        {
            if (char.IsUpper(c)) upper++;
            else if (char.IsLower(c)) lower++;
        }

        return (shouts[sentence] = upper > 8 * lower && upper > 3).Value;
    }

    /// <summary>One past the last token of the longest name read so far that goes on behind its phrase ("the Ministry <u>of Trade and Industry</u>").</summary>
    public int Covered { get; set; }

    /// <summary>Index of the first phrase that ends before a token, or -1.</summary>
    public int PhraseEndingAt(int end) => endingAt[end];

    /// <summary>Index of the longest phrase that starts at a token, or -1.</summary>
    public int PhraseStartingAt(int first) => startingAt[first];

    /// <summary>Index of the phrase with a head, the shortest of several, or -1.</summary>
    public int PhraseWithHead(int head) => withHead[head];

    /// <summary>The fact's side whose modifier covers a token ("<u>Norwegian</u> officials"), or null.</summary>
    public Referent? FactModifierAt(int token) => factModifier[token];

    /// <summary>The state whose government a report means by "the government": the one whose government it names, else the one it mentions most; null without any state.</summary>
    public Referent? HomeState()
    {
        if (homeAsOf == changes) return home;
        homeAsOf = changes;
        return home = FindHomeState();
    }

    private Referent? FindHomeState()
    {
        Referent? best = null;
        int bestScore = 0;
        foreach (var r in All)
        {
            if (r.Fact is not { Kind: FactKind.State or FactKind.FormerState }) continue;
            int score = r.Mentions.Count + (ReferenceEquals(r.Fact, Dateline) ? 6 : 0);
            foreach (var person in All)
                if (person.Kind == ReferentKind.Person && Governs(person, r)) score += 2;
            foreach (var m in r.Mentions)
                if (m.Form == MentionForm.Description && (PartyNouns.Of(Document.Tokens, m.Head) & NounClass.Government) != NounClass.None) score += 10;
            if (score <= bestScore) continue;
            bestScore = score;
            best = r;
        }

        return best;
    }

    private static bool Governs(Referent person, Referent state)
    {
        foreach (var tie in person.Ties)
            if (ReferenceEquals(tie.Side, state) && (tie.Kind == TieKind.Known || (person.Classes & (NounClass.Ruler | NounClass.Minister)) != NounClass.None)) return true;
        return false;
    }

    /// <summary>Index of the first phrase that ends behind a token (the number of phrases if there is none).</summary>
    public int FirstPhraseBehind(int token)
    {
        int low = 0, high = Phrases.Count;
        while (low < high)
        {
            int mid = (low + high) >>> 1;
            if (Phrases[mid].End <= token) low = mid + 1;
            else high = mid;
        }

        return low;
    }

    /// <summary>A new referent.</summary>
    public Referent New(ReferentKind kind, string name)
    {
        var made = referents.Next();
        made.Begin(All.Count, kind, name);
        All.Add(made);
        return made;
    }

    /// <summary>Records that tokens refer to a referent; <paramref name="phrase"/> is -1 where they are only part of one.</summary>
    public void Mention(Referent referent, int first, int end, int head, MentionForm form, int phrase)
    {
        referent.Mentions.Add(new(first, end, head, form));
        changes++;
        if (form == MentionForm.Modifier && referent.Fact is not null)
            for (int i = first; i < end; i++) factModifier[i] = referent;
        if (phrase >= 0) ofPhrase[phrase] = referent;
    }

    /// <summary>The text of tokens <c>[first, end)</c>, blanks made single.</summary>
    public string Text(int first, int end) => first >= end ? "" : (oneLine ??= new(static text => new TextSpan(0, text.Length).OnOneLine(text))).Of(Document.SpanOf(first, end).Of(Document.Text));

    /// <summary>The side (not a person) among the report's referents that a name is a form of, or null; of several the first.</summary>
    public Referent? SideNamed(string name)
    {
        string[] words = NameForms.Words(name);
        foreach (var r in All)
            if (r.Kind == ReferentKind.Side && !r.Absorbed && IsCalled(r, words)) return r;
        return null;
    }

    private static bool IsCalled(Referent side, string[] words)
    {
        foreach (string[] name in side.NameWords)
            if ((!side.Plural || name.Length == words.Length) && NameForms.IsFormOf(words, name)) return true;
        return false;
    }

    /// <summary>The person that a name is a form of, the latest mentioned first, or null.</summary>
    public Referent? PersonNamed(string name)
    {
        string[] words = NameForms.Words(name);
        for (int i = All.Count - 1; i >= 0; i--)
        {
            if (All[i].Kind != ReferentKind.Person || All[i].Absorbed) continue;
            foreach (string[] called in All[i].NameWords)
                if (NameForms.IsPersonFormOf(words, called)) return All[i];
        }

        return null;
    }

    /// <summary>Rank of every side by number of mentions (0 is the most; the earlier of equals first), by index; 0 of what is no side. The array stands until the next call.</summary>
    public int[] Ranks()
    {
        if (ranks.Length < All.Count) ranks = new int[All.Count * 2];
        ranks.AsSpan(0, All.Count).Clear();
        byMentions.Clear();
        foreach (var r in All)
            if (r.Kind == ReferentKind.Side) byMentions.Add(r);
        byMentions.Sort(static (a, b) => a.Mentions.Count != b.Mentions.Count ? b.Mentions.Count.CompareTo(a.Mentions.Count) : a.Index.CompareTo(b.Index));
        for (int i = 0; i < byMentions.Count; i++) ranks[byMentions[i].Index] = i;
        return ranks;
    }

    /// <summary>Makes <paramref name="from"/> one with <paramref name="into"/>; the emptied referent stays in the list without mentions.</summary>
    public void Absorb(Referent into, Referent from)
    {
        changes++;
        into.Mentions.AddRange(from.Mentions);
        for (int i = 0; i < Document.Tokens.Length; i++)
            if (ReferenceEquals(factModifier[i], from)) factModifier[i] = into;
        from.Mentions.Clear();
        from.Absorbed = true;
        foreach (string name in from.Names) into.AddName(name);
        foreach (string office in from.Offices) into.AddOffice(office);
        into.Ties.AddRange(from.Ties);
        into.Classes |= from.Classes;
        if (into.Gender == '?') into.Gender = from.Gender;
        for (int i = 0; i < Phrases.Count; i++)
            if (ReferenceEquals(ofPhrase[i], from)) ofPhrase[i] = into;
        foreach (var r in All)
            for (int i = 0; i < r.Ties.Count; i++)
                if (ReferenceEquals(r.Ties[i].Side, from)) r.Ties[i] = r.Ties[i] with { Side = into };
    }

    /// <summary>Mentions into text order; call once, when everything is found.</summary>
    public void Settle()
    {
        foreach (var r in All) r.Mentions.Sort((a, b) => a.First != b.First ? a.First.CompareTo(b.First) : b.End.CompareTo(a.End));
    }
}
