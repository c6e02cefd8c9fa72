using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// What the whole report says about a name's being a person's or an organisation's. The recogniser judges each place for itself and takes many unknown firms for persons; over all
/// places its votes, given names, and the name's use before an office noun ("Sealane bosses") decide better. Serves one report after the other.
/// </summary>
internal sealed class NameEvidence
{
    private readonly Dictionary<string, (int Person, int Other)> votes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (int Person, int Other)>.AlternateLookup<ReadOnlySpan<char>> votesBySpan;
    private readonly HashSet<string> employers = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> employersBySpan;

    /// <summary>Evidence without a document yet.</summary>
    public NameEvidence() => (votesBySpan, employersBySpan) = (votes.GetAlternateLookup<ReadOnlySpan<char>>(), employers.GetAlternateLookup<ReadOnlySpan<char>>());

    /// <summary>Reads the entities and the names before office nouns of a document, in place of the one before.</summary>
    public void Build(Document document)
    {
        votes.Clear();
        employers.Clear();
        var tokens = document.Tokens;
        foreach (var entity in document.Entities)
        {
            string name = NameForms.Known(document.SpanOf(entity.First, entity.End).Of(document.Text));
            var (person, other) = votes.GetValueOrDefault(name);
            votes[name] = entity.Kind == EntityKind.Person ? (person + 1, other) : (person, other + 1);
            if (entity.End >= tokens.Length || tokens[entity.End].Sentence != tokens[entity.First].Sentence) continue;
            if (IsFirm(document, entity) || IsHeaded(tokens, entity.First)) AddFirm(document, entity);
            const NounClass office = NounClass.Person | NounClass.People;
            var next = tokens[entity.End];
            if (char.IsLower(next.Word[0]) && (next.Tag is PennTag.NN or PennTag.NNS) && (PartyNouns.Of(tokens, entity.End) & office) != NounClass.None) employers.Add(name);
        }
    }

    // "chief executive of Seatrans", "a director at Seatrans": one heads no person.
    private static bool IsHeaded(ReadOnlySpan<Token> tokens, int first) =>
        first > 1 && tokens[first - 1].Word is "of" or "at" && tokens[first - 2].Word is "executive" or "director" or "chairman" or "chairwoman" or "manager" or "treasurer" && tokens[first - 2].Sentence == tokens[first].Sentence;

    // "Seatrans Lines Inc", "Seatrans <STL>", "Seatrans and Co", "Seatrans said it", "Seatrans' shareholders", "Seatrans, the company that".
    private static bool IsFirm(Document document, Entity entity)
    {
        var tokens = document.Tokens;
        int limit = document.Sentences[tokens[entity.First].Sentence].End, at = entity.End;
        if (NameForms.IsLegalForm(tokens[at - 1].Word) && entity.End - entity.First > 1) return true;
        string Word(int i) => i < limit ? document.Tokens[i].Word : "";
        return NameForms.IsLegalForm(Word(at)) && char.IsUpper(Word(at)[0])
            || Word(at) == "<" || Word(at).StartsWith('<')
            || Word(at) is "and" or "&" && NameForms.IsLegalForm(Word(at + 1)) && char.IsUpper(Word(at + 1)[0])
            || Word(at) is "said" or "says" && Word(at + 1) is "it" or "its"
            || Word(at) == "," && IsOrganisation(document, at + 1, limit)
            || at < limit && tokens[at].Tag == PennTag.POS && LowerCase.Of(Word(at + 1)) is "board" or "shareholders" or "shares" or "stock" or "management" or "subsidiary" or "chairman" or "employees" or "headquarters" or "directors";
    }

    // Whether tokens from first on are an apposition that calls something an organisation: an article, and a noun phrase whose last noun is one ("the state-owned ferry company", but not "the company's chairman").
    private static bool IsOrganisation(Document document, int first, int limit)
    {
        var tokens = document.Tokens;
        if (first >= limit || tokens[first].Tag != PennTag.DT) return false;
        int last = -1;
        for (int i = first + 1; i < limit; i++)
        {
            if (tokens[i].Tag == PennTag.POS) return false;
            if (tokens[i].Tag is PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.NNPS) last = i;
            else if (tokens[i].Tag is not (PennTag.JJ or PennTag.JJR or PennTag.JJS or PennTag.VBN or PennTag.VBG or PennTag.CD or PennTag.HYPH)) break;
        }

        if (last < 0) return false;
        var classes = PartyNouns.Of(tokens, last);
        return (classes & NounClass.Organisation) != NounClass.None && (classes & NounClass.Person) == NounClass.None;
    }

    private void AddFirm(Document document, Entity entity)
    {
        int end = entity.End;
        while (end > entity.First + 1 && NameForms.IsLegalForm(document.Tokens[end - 1].Word)) end--;
        employers.Add(NameForms.Known(document.SpanOf(entity.First, entity.End).Of(document.Text)));
        employers.Add(NameForms.Known(document.SpanOf(entity.First, end).Of(document.Text)));
    }

    /// <summary>Whether the recogniser takes a name for a person's more often than for anything else, and nothing else in the report speaks against it.</summary>
    public bool IsMostlyPerson(string name) => !employers.Contains(name) && votes.TryGetValue(name, out var vote) && vote.Person > vote.Other;

    /// <summary>Whether tokens <c>[first, end)</c>, capitalised throughout, are a person's name as far as the name itself and its uses tell; the context has its own say.</summary>
    public bool IsPerson(Document document, int first, int end)
    {
        var tokens = document.Tokens;
        var name = document.SpanOf(first, end).Of(document.Text);
        int words = 1;
        foreach (char c in name)
            if (char.IsWhiteSpace(c)) words++;
        if (words is < 2 or > 4 || employersBySpan.Contains(name)) return false;
        var (person, other) = votesBySpan.TryGetValue(name, out var vote) ? vote : default;
        bool given = PartyNouns.GenderOf(tokens[first].Word) != '?';
        if ((PartyNouns.Of(tokens, end - 1) & NounClass.Organisation) != NounClass.None) return given && person > other;
        return given ? person > 0 || other == 0 : person > other;
    }
}
