namespace Parley.Talks;

/// <summary>One run of joining nodes along their links, from every node on its own.</summary>
internal sealed class Joining<TNode>(List<TNode> nodes) where TNode : IdentityNode
{
    private readonly int[] _parent = [.. Enumerable.Range(0, nodes.Count)];
    private readonly List<IdentityNode>?[] _members = new List<IdentityNode>?[nodes.Count];
    private readonly ReportSet?[] _reports = new ReportSet?[nodes.Count];
    private readonly HashSet<int>?[] _apart = new HashSet<int>?[nodes.Count];

    /// <summary>Joins the clusters of two nodes unless some reading names both, they were found apart before, or <paramref name="mayJoin"/> objects.</summary>
    public void Try(TNode a, TNode b, double score, Func<IReadOnlyList<IdentityNode>, IReadOnlyList<IdentityNode>, double, bool>? mayJoin)
    {
        (int keep, int go) = (DisjointSets.Find(_parent, a.Number), DisjointSets.Find(_parent, b.Number));
        if (keep == go || _apart[keep]?.Contains(go) == true) return;
        if (keep > go) (keep, go) = (go, keep);
        if (Reports(keep).Overlaps(Reports(go)) || mayJoin is not null && !mayJoin(Members(keep), Members(go), score))
        {
            (_apart[keep] ??= []).Add(go);
            (_apart[go] ??= []).Add(keep);
            return;
        }

        List<IdentityNode> members = Members(keep), joined = Members(go);
        if (members.Count == 1) _reports[keep] = Reports(keep).Copy();
        _reports[keep]!.UnionWith(Reports(go));
        members.AddRange(joined);
        _parent[go] = keep;
        // What was apart from one of them is apart from both.
        foreach (int other in _apart[go] ?? [])
        {
            _apart[other]!.Remove(go);
            _apart[other]!.Add(keep);
            (_apart[keep] ??= []).Add(other);
        }
    }

    /// <summary>Lays what came of it over nodes; returns those whose cluster is another.</summary>
    /// <param name="isOpen">Which nodes were to be joined, by number.</param>
    public List<(TNode Node, IdentityNode? Before)> Settle(bool[] isOpen)
    {
        var changed = new List<(TNode, IdentityNode?)>();
        foreach (TNode node in nodes)
        {
            if (!isOpen[node.Number]) continue;
            IdentityNode? now = node.IsNamed ? nodes[DisjointSets.Find(_parent, node.Number)] : null;
            if (now != node.Root) changed.Add((node, node.Root));
            node.Root = now;
            if (now != node) continue;
            node.Members = Members(node.Number);
            node.Union = Reports(node.Number);
        }

        return changed;
    }

    private List<IdentityNode> Members(int node) => _members[node] ??= [nodes[node]];

    private ReportSet Reports(int node) => _reports[node] ??= nodes[node].Reports;
}
