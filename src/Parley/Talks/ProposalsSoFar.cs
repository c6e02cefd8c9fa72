using System.Collections.Frozen;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>The proposals of all readings made one, each with what the readings say that it provides, revises and counters.</summary>
internal sealed class ProposalsSoFar : ThingsSoFar<ProposalNode, (TalksProposal Proposal, int Weight, List<PartyNode> Authors)>
{
    private static readonly FrozenSet<string> Prepositions = FrozenSet.Create("of", "for", "on", "to", "in", "with", "after", "before", "by", "from", "as", "at", "about", "over", "that", "which", "between", "against");

    private readonly ProposalIdentity identity;
    private readonly PartiesSoFar parties;
    private readonly Lineage lineage = new();

    /// <summary>Readings by the words of their proposals.</summary>
    private readonly Dictionary<string, List<TalksReading>> byWord = new(StringComparer.Ordinal);

    private ProposalsSoFar(ProposalIdentity identity, PartiesSoFar parties)
        : base('t', identity.Clusters) => (this.identity, this.parties) = (identity, parties);

    public ProposalsSoFar(PartiesSoFar parties, DecidedNames? decided)
        : this(new ProposalIdentity(decided), parties)
    {
    }

    /// <summary>The nodes that stand for texts on the table, originals before what revises or counters them.</summary>
    public List<ProposalNode> Roots { get; } = [];

    /// <summary>Readings whose proposals are worded with a word.</summary>
    public IEnumerable<TalksReading> With(string word) => byWord.GetValueOrDefault(word) ?? [];

    /// <summary>A reading counts, or no longer does.</summary>
    public void Change(TalksReading reading, bool counts)
    {
        int times = counts ? 1 : -1;
        identity.Change(reading, counts, parties.IsNameWord);
        Reading told = reading.Reading;
        int[] held = TalksReading.CountBy(told.Proposals, proposal => proposal.Id, told.Statements.SelectMany(statement => statement.Positions).Select(position => position.Target));
        for (int i = 0; i < told.Proposals.Count; i++)
        {
            Proposal proposal = told.Proposals[i];
            ProposalNode node = reading.ProposalNodes[i];
            node.Held += times * held[i];
            node.Mentions += times * proposal.Mentions.Count;
            node.Confidences.Add(proposal.Confidence, times);
            foreach (string mention in reading.Words(proposal.Mentions)) node.Mentioned.Add(mention, times);
            if (reading.Proposal(proposal.Revises) is { } revised) lineage.Say(node, revised, revises: true, times);
            if (reading.Proposal(proposal.Counters) is { } countered) lineage.Say(node, countered, revises: false, times);
            Touch(node);
        }
    }

    /// <summary>Notes the words of a reading's proposals, so that it is found by them.</summary>
    public void Index(TalksReading reading)
    {
        foreach (string word in reading.Reading.Proposals.SelectMany(proposal => reading.Words(proposal.Mentions).Append(proposal.Label)).SelectMany(WordKey.Content).Distinct(StringComparer.Ordinal))
        {
            if (!byWord.TryGetValue(word, out List<TalksReading>? readings)) byWord[word] = readings = [];
            readings.Add(reading);
        }
    }

    /// <summary>Brings the proposals up to date. Returns the nodes that are of another proposal than before.</summary>
    public List<ProposalNode> Resolve(int renumbered)
    {
        List<ProposalNode> changed = Update(renumbered);
        foreach (var thing in Made) lineage.Change(thing.Root);
        Roots.Clear();
        foreach ((ProposalNode root, ProposalNode? revised, ProposalNode? countered) in lineage.InOrder([.. All.Select(thing => (thing.Root, thing.Shown.Weight))]))
        {
            var thing = this[root];
            TalksProposal text = thing.Shown.Proposal;
            IReadOnlyList<string> by = By(thing.Shown.Authors, text.By);
            string? revises = revised is null ? null : this[revised].Id, counters = countered is null ? null : this[countered].Id;
            if (text.Id != thing.Id || text.Reports != thing.Reports || text.By != by || text.Revises != revises || text.Counters != counters)
                thing.Shown = thing.Shown with { Proposal = text with { Id = thing.Id, Reports = thing.Reports, By = by, Revises = revises, Counters = counters } };
            Roots.Add(root);
        }

        for (int i = 0; i < Roots.Count; i++) Roots[i].Place = i;
        return changed;
    }

    /// <summary>Texts on the table, originals before what revises or counters them.</summary>
    public TalksProposal[] InOrder(ProvisionsSoFar provisions, Numbering numbering)
    {
        var texts = new TalksProposal[Roots.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            var thing = this[Roots[i]];
            IReadOnlyList<TalksProvision> provides = provisions.Of(thing.Root, numbering);
            if (thing.Shown.Proposal.Provisions != provides) thing.Shown = thing.Shown with { Proposal = thing.Shown.Proposal with { Provisions = provides } };
            texts[i] = thing.Shown.Proposal;
        }

        return texts;
    }

    /// <summary>Ids of who tabled a text, in the order of the sides: as they were before where they are the same.</summary>
    private IReadOnlyList<string> By(List<PartyNode> authors, IReadOnlyList<string> before)
    {
        if (authors.Count > 1) authors.Sort((a, b) => a.Place.CompareTo(b.Place));
        bool isSame = authors.Count == before.Count;
        for (int i = 0; isSame && i < before.Count; i++) isSame = parties.Of(authors[i]).Id == before[i];
        return isSame ? before : [.. authors.Select(author => parties.Of(author).Id)];
    }

    protected override (TalksProposal Proposal, int Weight, List<PartyNode> Authors) Show(List<ProposalNode> members, (TalksReading Reading, int Index) first)
    {
        Dictionary<string, int> labels = Sum(members, node => node.Names);
        string label = Wording(members, place => place.Reading.Reading.Proposals[place.Index].Label) ?? Label(labels, Sum(members, node => node.Mentioned));
        int mentions = members.Sum(node => node.Mentions), weight = mentions + (2 * members.Sum(node => node.Held));
        return (new("", label, Others(labels, label), [], null, null, [], mentions, first.Reading.Day, [], members.Max(node => node.Confidences.Things.Max())), weight, Authors(members));
    }

    /// <summary>In the order of time: what revises or counters what brings them into theirs.</summary>
    protected override int Compare(ThingSoFar<ProposalNode, (TalksProposal Proposal, int Weight, List<PartyNode> Authors)> a, ThingSoFar<ProposalNode, (TalksProposal Proposal, int Weight, List<PartyNode> Authors)> b) => 0;

    protected override (IReadOnlyList<TextSpan> Mentions, string Id) Named((TalksReading Reading, int Index) place) =>
        (place.Reading.Reading.Proposals[place.Index].Mentions, place.Reading.Reading.Proposals[place.Index].Id);

    /// <summary>Who tabled a text, by at least half of the reports that say so.</summary>
    private static List<PartyNode> Authors(List<ProposalNode> members)
    {
        int saying = members.Where(node => node.Face.By.Count > 0).Sum(node => node.Places.Count);
        var told = new Dictionary<PartyNode, int>();
        foreach (ProposalNode node in members)
            foreach (PartyNode author in node.Face.By) told[author] = told.GetValueOrDefault(author) + node.Places.Count;
        return [.. told.Where(count => 2 * count.Value >= saying).Select(count => count.Key)];
    }

    /// <summary>A short wording with a noun for a text and without a tail, with a number if there is one ("28-point plan"), used most: of the labels, else of the mentions.</summary>
    private static string Label(Dictionary<string, int> labels, Dictionary<string, int> mentions)
    {
        const int longest = 9;
        static Dictionary<string, int> Of(IEnumerable<KeyValuePair<string, int>> wordings, Func<string, string> form)
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach ((string wording, int times) in wordings) counts[form(wording)] = counts.GetValueOrDefault(form(wording)) + times;
            return counts;
        }

        static Dictionary<string, int> Those(Dictionary<string, int> wordings, Func<string, bool> are) => wordings.Where(wording => are(wording.Key)).ToDictionary(StringComparer.Ordinal);
        static bool IsShort(string wording) => WordKey.Words(wording).Count is > 1 and <= longest && ProposalIdentity.HasTextNoun(wording);
        Dictionary<string, int> good = Those(Of(labels, Bare), IsShort), named = Those(Of(mentions, Bare), IsShort), whole = Those(Of(good.Concat(named), Plain), IsPlain);
        Dictionary<string, int>[] choices = [Those(whole, wording => wording.AsSpan().ContainsAnyInRange('0', '9')), Those(good, IsPlain), Those(named, IsPlain), whole, good, named, labels];
        return MostUsed(choices.First(choice => choice.Count > 0));
    }

    /// <summary>A label without its tail, where what is left still names a text: "28-point plan that is meant to end the strike" is a "28-point plan".</summary>
    private static string Plain(string label)
    {
        string[] words = label.Split(' ');
        int tail = Array.FindIndex(words, word => Prepositions.Contains(word.ToLowerInvariant()));
        string head = tail > 1 ? string.Join(' ', words[..tail]) : label;
        return ProposalIdentity.HasTextNoun(head) ? head : label;
    }

    /// <summary>Whether a label has no prepositional tail and is no headline's.</summary>
    private static bool IsPlain(string label) => !WordKey.IsShouted(label) && !WordKey.Words(label).Exists(Prepositions.Contains);

    /// <summary>A mention without marks before it, its article, quantifier or owner's pronoun, and with blank space collapsed.</summary>
    private static string Bare(string mention)
    {
        string[] words = Unmarked(Evidence.Collapse(mention)).Split(' ');
        return string.Join(' ', words.Length > 1 && words[0].ToLowerInvariant() is "the" or "a" or "an" or "his" or "her" or "its" or "their" or "our" or "my" or "your" or "this" or "that" or "these" or "those" or "such" or "any" or "no" or "some" or "every" ? words[1..] : words);
    }

    /// <summary>A wording from its first word or sum on; of "($2.5bn) offer", whose beginning stands elsewhere, only what follows the bracket.</summary>
    private static string Unmarked(string wording)
    {
        int close = wording.IndexOf(')', StringComparison.Ordinal), open = wording.IndexOf('(', StringComparison.Ordinal);
        int start = close >= 0 && close + 1 < wording.Length && (open < 0 || open == 0 || open > close) ? close + 1 : 0;
        while (start < wording.Length - 1 && !char.IsLetterOrDigit(wording[start]) && !char.IsSymbol(wording[start])) start++;
        return wording[start..];
    }
}
