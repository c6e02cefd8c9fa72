using Parley.Positions;

namespace Parley.Talks;

/// <summary>Which text revises or counters which, by most of the readings that say so.</summary>
internal sealed class Lineage
{
    private readonly IReadOnlyList<(ProposalNode Root, int Weight)> texts;
    private readonly Dictionary<IdentityNode, int> place;
    private readonly int?[] revises;
    private readonly int?[] counters;

    /// <summary>Counts what the readings say.</summary>
    /// <param name="texts">The texts in the order of time, each with how much the reports make of it.</param>
    /// <param name="readings">The readings that say that one of theirs revises or counters another.</param>
    public Lineage(IReadOnlyList<(ProposalNode Root, int Weight)> texts, IEnumerable<TalksReading> readings)
    {
        this.texts = texts;
        place = texts.Index().ToDictionary(pair => (IdentityNode)pair.Item.Root, pair => pair.Index);
        var votes = new Dictionary<(int Of, bool Revises), Dictionary<int, int>>();
        foreach (TalksReading reading in readings)
            for (int i = 0; i < reading.ProposalNodes.Length; i++)
            {
                Proposal proposal = reading.Reading.Proposals[i];
                int of = place[reading.ProposalNodes[i].Root!];
                foreach ((string? id, bool revision) in new[] { (proposal.Revises, true), (proposal.Counters, false) })
                {
                    if (reading.Target(id) is not ProposalNode target || place[target] == of) continue;
                    if (!votes.TryGetValue((of, revision), out Dictionary<int, int>? counts)) votes[(of, revision)] = counts = [];
                    counts[place[target]] = counts.GetValueOrDefault(place[target]) + 1;
                }
            }

        int? Most(int of, bool revision) => votes.TryGetValue((of, revision), out Dictionary<int, int>? counts) ? counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key).First().Key : null;
        revises = [.. texts.Select((_, c) => Most(c, true))];
        counters = [.. texts.Select((_, c) => Most(c, false))];
        for (int c = 0; c < texts.Count; c++)
            if (LeadsBack(c))
                revises[c] = counters[c] = null;
    }

    /// <summary>Originals by weight, each followed by what revises or counters it: the way a reader wants to meet them.</summary>
    public List<(ProposalNode Root, ProposalNode? Revises, ProposalNode? Counters)> InOrder()
    {
        var children = Enumerable.Range(0, texts.Count).Where(c => Parent(c) is not null).ToLookup(c => Parent(c)!.Value);
        var order = new List<(ProposalNode, ProposalNode?, ProposalNode?)>();
        var met = new bool[texts.Count];
        foreach (int root in Enumerable.Range(0, texts.Count).OrderBy(c => Parent(c) is not null).ThenByDescending(c => texts[c].Weight).ThenBy(c => c)) Visit(root);
        return order;

        void Visit(int text)
        {
            if (met[text]) return;
            met[text] = true;
            order.Add((texts[text].Root, revises[text] is { } old ? texts[old].Root : null, counters[text] is { } other ? texts[other].Root : null));
            foreach (int child in children[text].OrderBy(c => revises[c] is null).ThenByDescending(c => texts[c].Weight).ThenBy(c => c)) Visit(child);
        }
    }

    private int? Parent(int text) => revises[text] ?? counters[text];

    /// <summary>Readings may disagree on which version came first: a text that would descend from itself is an original.</summary>
    private bool LeadsBack(int start)
    {
        int? at = Parent(start);
        for (int steps = 0; at is { } text && steps <= texts.Count; steps++)
        {
            if (text == start) return true;
            at = Parent(text);
        }

        return false;
    }
}
