using System.Collections.Frozen;
using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>Proposals and issues of all readings made one, with the way from a reading's id to the one it became. Targets are numbered: proposals, then issues.</summary>
internal sealed class MergedTargets
{
    private static readonly FrozenSet<string> Prepositions = FrozenSet.Create("of", "for", "on", "to", "in", "with", "after", "before", "by", "from", "as", "at", "about", "over", "that", "which", "between", "against");

    private readonly Dictionary<(int Reading, string Id), int> _targetOf = [];
    private readonly List<TalksProposal> _proposals;

    private readonly DecidedNames? _decided;

    public MergedTargets(List<(Reading Reading, TalksReport Report)> readings, MergedParties parties, DecidedNames? decided)
    {
        _decided = decided;
        Dictionary<(int Reading, string Id), int> held = readings.SelectMany((pair, r) => pair.Reading.Statements.SelectMany(statement => statement.Positions).Select(position => (r, position.Target)))
            .CountBy(key => key).ToDictionary(pair => pair.Key, pair => pair.Value);
        HashSet<string> partyWords = parties.Parties.SelectMany(party => party.Aliases.Append(party.Name)).SelectMany(WordKey.Content).ToHashSet(StringComparer.Ordinal);
        _proposals = JoinProposals(readings, parties, partyWords, held);
        Issues = JoinIssues(readings, held);
    }

    public IReadOnlyList<TalksIssue> Issues { get; }

    /// <summary>Number of the target that a reading's proposal or issue became, or null for an id that the reading does not define.</summary>
    public int? Number(int reading, string id) => _targetOf.TryGetValue((reading, id), out int number) ? number : null;

    public string Id(int number) => number < _proposals.Count ? _proposals[number].Id : Issues[number - _proposals.Count].Id;

    public string Label(string id) => _proposals.Find(proposal => proposal.Id == id)?.Label ?? Issues.First(issue => issue.Id == id).Label;

    /// <summary>The proposals, each with what the readings say that it provides.</summary>
    public List<TalksProposal> Proposals(List<(int Reading, Provision Provision, Quotation Quotation)> provisions)
    {
        var byProposal = provisions.Where(found => Number(found.Reading, found.Provision.Proposal) < _proposals.Count).ToLookup(found => Number(found.Reading, found.Provision.Proposal) ?? -1);
        return [.. _proposals.Select((proposal, number) => proposal with
        {
            Provisions = [.. Once(byProposal[number]
                .Select(found => new TalksProvision(found.Provision.Issue is { } issue && Number(found.Reading, issue) is { } target ? Id(target) : null, found.Quotation, found.Provision.Confidence))
                .OrderBy(provision => provision.Quotation.Report).ThenBy(provision => provision.Quotation.Span))],
        })];
    }

    /// <summary>Provisions without those whose marked words another has too.</summary>
    private static IEnumerable<TalksProvision> Once(IEnumerable<TalksProvision> provisions)
    {
        var kept = new List<(TalksProvision Provision, string Words)>();
        foreach (TalksProvision provision in provisions)
        {
            string words = $" {string.Join(' ', provision.Quotation.Marks.SelectMany(mark => WordKey.Words(provision.Quotation.Text[(mark.Start - provision.Quotation.Span.Start)..(mark.End - provision.Quotation.Span.Start)])))} ";
            if (words.Length > 2 && kept.Exists(other => other.Provision.Issue == provision.Issue && (other.Words.Contains(words, StringComparison.Ordinal) || words.Contains(other.Words, StringComparison.Ordinal)))) continue;
            kept.Add((provision, words));
        }

        return kept.Select(pair => pair.Provision);
    }

    private List<TalksProposal> JoinProposals(List<(Reading Reading, TalksReport Report)> readings, MergedParties parties, HashSet<string> partyWords, Dictionary<(int Reading, string Id), int> held)
    {
        var items = new List<(int Reading, Proposal Proposal, IReadOnlyList<int> By, IReadOnlyList<string> Mentions)>();
        for (int r = 0; r < readings.Count; r++)
            foreach (Proposal proposal in readings[r].Reading.Proposals)
                items.Add((r, proposal, [.. proposal.By.Select(id => parties.Number(r, id)).OfType<int>()], Texts(readings[r].Reading, proposal.Mentions)));
        List<List<int>> clusters = ProposalIdentity.Join(items, partyWords, _decided?.For(ThingKind.Proposal, [.. items.Select(item => item.Proposal.Label)])).All();
        var clusterOf = new Dictionary<(int, string), int>();
        for (int c = 0; c < clusters.Count; c++)
            foreach (int i in clusters[c])
                clusterOf[(items[i].Reading, items[i].Proposal.Id)] = c;
        int?[] revises = Lineage(proposal => proposal.Revises), counters = Lineage(proposal => proposal.Counters);
        for (int c = 0; c < clusters.Count; c++)
            if (LeadsBack(c))
                revises[c] = counters[c] = null;
        int[] weight = [.. clusters.Select(members => members.Sum(i => items[i].Proposal.Mentions.Count + 2 * held.GetValueOrDefault((items[i].Reading, items[i].Proposal.Id))))];

        // Originals by weight, each followed by what revises or counters it: the way a reader wants to meet them.
        var order = new List<int>();
        foreach (int root in Enumerable.Range(0, clusters.Count).OrderBy(c => (revises[c] ?? counters[c]) is not null).ThenByDescending(c => weight[c]).ThenBy(c => c)) Visit(root);
        void Visit(int cluster)
        {
            if (order.Contains(cluster)) return;
            order.Add(cluster);
            foreach (int child in Enumerable.Range(0, clusters.Count).Where(c => (revises[c] ?? counters[c]) == cluster).OrderBy(c => revises[c] is null).ThenByDescending(c => weight[c]).ThenBy(c => c)) Visit(child);
        }

        var place = new int[clusters.Count];
        for (int n = 0; n < order.Count; n++) place[order[n]] = n;
        foreach (((int, string) key, int cluster) in clusterOf) _targetOf[key] = place[cluster];
        // Items come in the order of the reports, so that the first of a cluster is its first in time.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        string[] ids = [.. clusters.Select(members => items[members[0]]).Select(first => ThingId.Of('t', readings[first.Reading].Report.Report.Id, first.Proposal.Mentions, first.Proposal.Id, taken))];
        return [.. order.Select(cluster =>
        {
            var all = clusters[cluster].ConvertAll(i => items[i]);
            string label = _decided?.Wording(ThingKind.Proposal, all.Select(item => item.Proposal.Label)) ?? Label([.. all.Select(item => item.Proposal.Label)], [.. all.SelectMany(item => item.Mentions)]);
            int[] numbers = [.. all.Select(item => readings[item.Reading].Report.Number).Distinct().Order()];
            return new TalksProposal(
                ids[cluster], label, OtherLabels(all.Select(item => item.Proposal.Label), label),
                [.. Authors([.. all.Select(item => item.By)]).Select(number => parties.Parties[number].Id)],
                revises[cluster] is { } old ? ids[old] : null, counters[cluster] is { } other ? ids[other] : null,
                [], all.Sum(item => item.Proposal.Mentions.Count), all.Select(item => readings[item.Reading].Report.Day).Min(), numbers, all.Max(item => item.Proposal.Confidence));
        })];

        // Readings may disagree on which version came first: a text that would descend from itself is an original.
        bool LeadsBack(int start)
        {
            int? at = revises[start] ?? counters[start];
            for (int steps = 0; at is { } cluster && steps <= clusters.Count; steps++)
            {
                if (cluster == start) return true;
                at = revises[cluster] ?? counters[cluster];
            }
            return false;
        }

        int?[] Lineage(Func<Proposal, string?> of) => [.. clusters.Select((members, c) => members
            .Select(i => of(items[i].Proposal) is { } id && clusterOf.TryGetValue((items[i].Reading, id), out int target) ? target : (int?)null)
            .Where(target => target is not null && target != c).GroupBy(target => target).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault()?.Key)];
    }

    /// <summary>A short wording with a noun for a text and without a tail, with a number if there is one ("28-point plan"), used most: of the labels, else of the mentions.</summary>
    private static string Label(List<string> labels, List<string> mentions)
    {
        const int longest = 9;
        List<string> Short(IEnumerable<string> wordings) => [.. wordings.Where(wording => WordKey.Words(wording).Count is > 1 and <= longest && ProposalIdentity.HasTextNoun(wording))];
        List<string> good = Short(labels.Select(Bare)), named = Short(mentions.Select(Bare)), whole = [.. good.Concat(named).Select(Plain).Where(IsPlain)];
        List<string>[] choices = [whole.FindAll(wording => wording.AsSpan().ContainsAnyInRange('0', '9')), good.FindAll(IsPlain), named.FindAll(IsPlain), whole, good, named, labels];
        return MergedParties.MostUsed(choices.First(choice => choice.Count > 0), WordKey.OfName);
    }

    /// <summary>A label without its tail, where what is left still names a text: "28-point plan that is meant to end the strike" is a "28-point plan".</summary>
    private static string Plain(string label)
    {
        string[] words = label.Split(' ');
        int tail = Array.FindIndex(words, word => Prepositions.Contains(word.ToLowerInvariant()));
        string head = tail > 1 ? string.Join(' ', words[..tail]) : label;
        return ProposalIdentity.HasTextNoun(head) ? head : label;
    }

    /// <summary>Who tabled a text, by at least half of the reports that say so.</summary>
    private static IEnumerable<int> Authors(List<IReadOnlyList<int>> told)
    {
        int saying = told.Count(by => by.Count > 0);
        return told.SelectMany(by => by.Distinct()).CountBy(author => author).Where(count => 2 * count.Value >= saying).Select(count => count.Key).Order();
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

    private List<TalksIssue> JoinIssues(List<(Reading Reading, TalksReport Report)> readings, Dictionary<(int Reading, string Id), int> held)
    {
        var items = new List<(int Reading, Issue Issue, IReadOnlyList<string> Mentions)>();
        for (int r = 0; r < readings.Count; r++)
            foreach (Issue issue in readings[r].Reading.Issues)
                items.Add((r, issue, Texts(readings[r].Reading, issue.Mentions)));
        var ranked = IssueIdentity.Join(items, _decided?.For(ThingKind.Issue, [.. items.Select(item => item.Issue.Label)])).All().Select(members =>
        {
            var all = members.ConvertAll(i => items[i]);
            string label = _decided?.Wording(ThingKind.Issue, all.Select(item => item.Issue.Label)) ?? MergedParties.MostUsed(all.Select(item => item.Issue.Label), WordKey.OfName);
            int[] numbers = [.. all.Select(item => readings[item.Reading].Report.Number).Distinct().Order()];
            var issue = new TalksIssue("", label, OtherLabels(all.Select(item => item.Issue.Label), label), all.Sum(item => item.Issue.Mentions.Count),
                all.Select(item => readings[item.Reading].Report.Day).Min(), numbers, all.Max(item => item.Issue.Confidence));
            return (Members: members, Issue: issue, Held: all.Sum(item => held.GetValueOrDefault((item.Reading, item.Issue.Id))));
        }).OrderByDescending(found => found.Held).ThenByDescending(found => found.Issue.Mentions).ThenBy(found => found.Issue.Label, StringComparer.Ordinal).ThenBy(found => found.Members[0]).ToList();
        for (int n = 0; n < ranked.Count; n++)
            foreach (int i in ranked[n].Members)
                _targetOf[(items[i].Reading, items[i].Issue.Id)] = _proposals.Count + n;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<int, string> ids = ranked.Select(found => found.Members[0]).Order().ToDictionary(i => i, i => ThingId.Of('i', readings[items[i].Reading].Report.Report.Id, items[i].Issue.Mentions, items[i].Issue.Id, taken));
        return [.. ranked.Select(found => found.Issue with { Id = ids[found.Members[0]] })];
    }

    private static string[] Texts(Reading reading, IReadOnlyList<TextSpan> spans) => [.. spans.Select(span => reading.Report.Text[span.Start..span.End])];

    private static string[] OtherLabels(IEnumerable<string> labels, string label) =>
        [.. labels.Where(other => WordKey.OfName(other) != WordKey.OfName(label)).DistinctBy(WordKey.OfName).Order(StringComparer.Ordinal)];
}
