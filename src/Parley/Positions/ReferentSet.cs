using Parley.Language;

namespace Parley.Positions;

/// <summary>The referents of one report while they are being found: what is known by name, by fact, and what each phrase refers to.</summary>
internal sealed class ReferentSet(Document document, List<Phrase> phrases)
{
    private readonly Dictionary<string, Referent> byFact = new(StringComparer.Ordinal);
    private readonly Referent?[] ofPhrase = new Referent?[phrases.Count];

    /// <summary>The report.</summary>
    public Document Document { get; } = document;

    /// <summary>Its noun phrases.</summary>
    public List<Phrase> Phrases { get; } = phrases;

    /// <summary>What the report says of names.</summary>
    public NameEvidence Evidence { get; } = new(document);

    /// <summary>Everything found so far.</summary>
    public List<Referent> All { get; } = [];

    /// <summary>What a phrase refers to, or null.</summary>
    public Referent? OfPhrase(int phrase) => phrase < 0 ? null : ofPhrase[phrase];

    /// <summary>The side of a fact, made on first use.</summary>
    public Referent Side(Fact fact)
    {
        if (byFact.TryGetValue(fact.Id, out var known)) return known;
        var made = New(ReferentKind.Side, fact.Name);
        made.Names.Clear();
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

    /// <summary>Whether a sentence is in capitals throughout, as old wires set headlines.</summary>
    public bool Shouts(int sentence)
    {
        int upper = 0, lower = 0;
        foreach (char c in Document.Sentences[sentence].Span.Of(Document.Text))
        {
            if (char.IsUpper(c)) upper++;
            else if (char.IsLower(c)) lower++;
        }

        return upper > 8 * lower && upper > 3;
    }

    /// <summary>Index of the phrase that ends before a token, or -1.</summary>
    public int PhraseEndingAt(int end)
    {
        for (int p = 0; p < Phrases.Count; p++)
            if (Phrases[p].End == end) return p;
        return -1;
    }

    /// <summary>A new referent.</summary>
    public Referent New(ReferentKind kind, string name)
    {
        var made = new Referent(All.Count, kind, name);
        All.Add(made);
        return made;
    }

    /// <summary>Records that tokens refer to a referent; <paramref name="phrase"/> is -1 where they are only part of one.</summary>
    public void Mention(Referent referent, int first, int end, int head, MentionForm form, int phrase)
    {
        referent.Mentions.Add(new(first, end, head, form));
        if (phrase >= 0) ofPhrase[phrase] = referent;
    }

    /// <summary>The text of tokens <c>[first, end)</c>, blanks made single.</summary>
    public string Text(int first, int end) =>
        first >= end ? "" : string.Join(' ', Document.SpanOf(first, end).Of(Document.Text).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The side (not a person) among the report's referents that a name is a form of, or null; of several the first.</summary>
    public Referent? SideNamed(string name)
    {
        string[] words = NameForms.Words(name);
        foreach (var r in All)
            if (r.Kind == ReferentKind.Side && !r.Absorbed && r.Names.Exists(n => NameForms.IsFormOf(words, NameForms.Words(n)))) return r;
        return null;
    }

    /// <summary>The person that a name is a form of, the latest mentioned first, or null.</summary>
    public Referent? PersonNamed(string name)
    {
        string[] words = NameForms.Words(name);
        for (int i = All.Count - 1; i >= 0; i--)
            if (All[i].Kind == ReferentKind.Person && !All[i].Absorbed && All[i].Names.Exists(n => NameForms.IsPersonFormOf(words, NameForms.Words(n)))) return All[i];
        return null;
    }

    /// <summary>Makes <paramref name="from"/> one with <paramref name="into"/>; the emptied referent stays in the list without mentions.</summary>
    public void Absorb(Referent into, Referent from)
    {
        into.Mentions.AddRange(from.Mentions);
        from.Mentions.Clear();
        from.Absorbed = true;
        foreach (string name in from.Names) into.AddName(name);
        foreach (string office in from.Offices) into.AddOffice(office);
        into.Ties.AddRange(from.Ties);
        into.Classes |= from.Classes;
        if (into.Gender == '?') into.Gender = from.Gender;
        for (int i = 0; i < ofPhrase.Length; i++)
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
