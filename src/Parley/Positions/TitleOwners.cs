using Parley.Language;

namespace Parley.Positions;

/// <summary>Finds sides that a report names in titles only: "<u>Seatrans</u> president Lund", "<u>Westland</u> Premier Lund", "the <u>NPF</u> leader". No list of bodies: what stands capitalised before an office.</summary>
internal static class TitleOwners
{
    private const NounClass Holders = NounClass.Person & ~(NounClass.Observer | NounClass.Journalist);

    // Words of a title that name nobody; what an office is for is NameForms.IsPortfolio.
    private static readonly string[] Ranks =
        ["vice", "deputy", "prime", "former", "first", "second", "executive", "managing", "assistant", "associate", "special", "acting", "general", "national", "federal", "state", "press", "majority", "minority",
        "opposition", "shadow", "local", "regional", "provincial", "union", "house", "senate", "commons", "corporate", "information", "public", "affairs", "external", "veteran", "retired", "then", "ex", "joint", "under",
        "company", "party", "group", "board", "committee", "international", "domestic", "new", "top", "lead", "interim", "permanent", "outgoing", "incoming", "honorary", "supreme", "commission", "country", "area", "branch", "district", "division", "plant", "central", "reserve"];

    private static readonly string[] Before = ["former", "then", "ex", "acting", "veteran", "retired", "new", "vice", "deputy", "senior", "chief", "top", "one", "another"];

    /// <summary>Adds such sides; names must have been found.</summary>
    public static void Find(ReferentSet set)
    {
        var tokens = set.Document.Tokens;
        for (int p = 0; p < set.Phrases.Count; p++)
        {
            var phrase = set.Phrases[p];
            if (set.Shouts(tokens[phrase.Head].Sentence)) continue;
            int start = NameFinder.OwnStart(set, phrase), office = start;
            while (office <= phrase.Head && (PartyNouns.Of(tokens, office) & Holders) == NounClass.None) office++;
            if (office > phrase.Head || office == start || office < phrase.Head && (PartyNouns.Of(tokens, phrase.Head) & (NounClass.Organisation | NounClass.Document)) != NounClass.None) continue;
            Read(set, start, office);
        }
    }

    private static void Read(ReferentSet set, int start, int office)
    {
        var tokens = set.Document.Tokens;
        int end = office;
        bool committee = IsCommittee(set, start, office);
        while (!committee && end > start && IsRank(tokens[end - 1].Word)) end--;
        int first = end;
        while (first > start && IsOwn(set, first - 1)) first--;
        while (first < end && (Before.Contains(tokens[first].Word, StringComparer.OrdinalIgnoreCase) || tokens[first].Tag == PennTag.HYPH)) first++;
        // "the U.S. Senate Banking Committee chairman": of the committee; but "British Sugar chairman" of the firm.
        if (first >= end || first > start && set.FactModifierAt(first - 1) is not null && !IsChamber(tokens[first].Word)) return;
        // Any word is capitalised that opens a sentence.
        if (first == set.Document.Sentences[tokens[first].Sentence].First && end - first == 1 && tokens[first].Entity < 0) return;
        string name = set.Text(first, end);
        var classes = PartyNouns.Of(tokens, office) & Holders;
        bool acronym = NameForms.IsAcronym(name);
        // Ministers are of a portfolio, members of parliament of a town.
        if ((classes & (NounClass.Minister | NounClass.Legislator | NounClass.Jurist | NounClass.Soldier)) != NounClass.None && (classes & (NounClass.Executive | NounClass.Leader)) == NounClass.None && !acronym) return;
        if (name.Length < 2 || IsKnown(set, name, first, office, committee)) return;
        // "Seatrans Co chairman Lund" of a report on Seatrans.
        string[] words = NameForms.Words(name);
        if (set.All.Find(r => r.Kind == ReferentKind.Side && !r.Plural && !r.Absorbed && r.Fact is null && r.NameWords.Exists(n => NameForms.IsFormOf(n, words))) is { } shorter)
        {
            shorter.AddName(name);
            return;
        }

        var side = set.New(ReferentKind.Side, name);
        var noun = PartyNouns.Find(tokens[end - 1].Word) & NounClass.Organisation;
        side.Classes = noun;
        side.PartyKind = KindOf(noun, classes, tokens[office].Word);
        // "the U.S. Senate Banking Committee" is called so too.
        int home = first;
        while (home > start && set.FactModifierAt(home - 1) is not null) home--;
        if (home < first) side.AddName(set.Text(home, end));
        set.Mention(side, home, end, end - 1, MentionForm.Modifier, -1);
    }

    private static bool IsRank(string word) => Ranks.Contains(word, StringComparer.OrdinalIgnoreCase) || NameForms.IsPortfolio(word);

    private static bool IsOwn(ReferentSet set, int at)
    {
        ref readonly var token = ref set.Document.Tokens[at];
        return NameFinder.IsNamed(token) && set.FactModifierAt(at) is null && (PartyNouns.Of(set.Document.Tokens, at) & NounClass.Person) == NounClass.None && token.Tag is not (PennTag.JJ or PennTag.CD);
    }

    // "Senate Banking Committee chairman Lund": a committee of a parliament is a body of its own; "Executive Committee" is not.
    private static bool IsCommittee(ReferentSet set, int start, int office)
    {
        var tokens = set.Document.Tokens;
        if (tokens[office - 1].Word.ToLowerInvariant() is not ("committee" or "subcommittee" or "caucus" or "panel") || !IsOwn(set, office - 1)) return false;
        for (int i = office - 2; i >= start && IsOwn(set, i); i--)
            if (NameForms.IsPortfolio(tokens[i].Word) || IsChamber(tokens[i].Word)) return true;
        return false;
    }

    private static bool IsChamber(string word) => word is "Senate" or "House" or "Parliamentary" or "Congressional" or "Commons" or "Lords";

    private static bool IsKnown(ReferentSet set, string name, int first, int office, bool committee)
    {
        var tokens = set.Document.Tokens;
        // "the Central Bank Governor", "the Board Chairman".
        if (!committee && Array.TrueForAll(NameForms.Words(name), w => IsRank(w) || PartyNouns.Find(w) != NounClass.None)) return true;
        for (int i = first; i < office; i++)
            if (NameFinder.IsGovernmentPart(tokens[i].Word.ToLowerInvariant()) || set.FactModifierAt(i) is not null) return true;
        return set.SideNamed(name) is not null || set.PersonNamed(name) is not null || Facts.World.TryName(name, out _) || Leaders.ByOffice(set.Text(first, office + 1)).Any();
    }

    private static PartyKind KindOf(NounClass noun, NounClass office, string word) =>
        noun != NounClass.None ? NameFinder.KindOfHead(noun, null)
        : (office & NounClass.Local) != NounClass.None || word.Equals("premier", StringComparison.OrdinalIgnoreCase) ? PartyKind.State
        : word.Equals("leader", StringComparison.OrdinalIgnoreCase) ? PartyKind.Movement
        : (office & NounClass.Unionist) != NounClass.None ? PartyKind.Union
        : PartyKind.Firm;
}
