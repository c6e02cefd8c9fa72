namespace Parley.Talks;

/// <summary>Joins nodes along their links, from every node on its own; what is not to be joined anew stays as it was.</summary>
/// <param name="nodes">The nodes, each at its number.</param>
/// <param name="mayJoin">Whether two clusters may become one on a link of such strength; null where all may.</param>
internal sealed class Joining<TNode>(List<TNode> nodes, Func<IReadOnlyList<IdentityNode>, IReadOnlyList<IdentityNode>, double, bool>? mayJoin) where TNode : IdentityNode
{
    private readonly List<HashSet<int>?> _apart = [];
    private int[] _parent = [];

    /// <summary>Sets nodes apart from each other.</summary>
    /// <param name="isOpen">Which nodes are to be joined, by number.</param>
    public void Begin(bool[] isOpen)
    {
        if (_parent.Length < nodes.Count) Array.Resize(ref _parent, Math.Max(nodes.Count, 2 * _parent.Length));
        while (_apart.Count < nodes.Count) _apart.Add(null);
        for (int i = 0; i < isOpen.Length; i++)
        {
            if (!isOpen[i]) continue;
            _parent[i] = i;
            _apart[i]?.Clear();
            nodes[i].Members.Clear();
            nodes[i].Members.Add(nodes[i]);
        }
    }

    /// <summary>Joins the clusters of two nodes unless some reading names both, they were found apart before, or people or the clusters themselves are against it.</summary>
    public void Try(int a, int b, double score)
    {
        (int keep, int go) = (DisjointSets.Find(_parent, a), DisjointSets.Find(_parent, b));
        if (keep == go || _apart[keep]?.Contains(go) == true) return;
        if (keep > go) (keep, go) = (go, keep);
        (TNode kept, TNode gone) = (nodes[keep], nodes[go]);
        if (kept.ClusterReports.Overlaps(gone.ClusterReports) || mayJoin is not null && !mayJoin(kept.Members, gone.Members, score))
        {
            (_apart[keep] ??= []).Add(go);
            (_apart[go] ??= []).Add(keep);
            return;
        }

        kept.Join(gone);
        _parent[go] = keep;
        // What was apart from one of them is apart from both.
        foreach (int other in _apart[go] ?? [])
        {
            _apart[other]!.Remove(go);
            _apart[other]!.Add(keep);
            (_apart[keep] ??= []).Add(other);
        }
    }

    /// <summary>Tells the nodes which stands for the cluster of each; returns those whose cluster is another than before.</summary>
    /// <param name="isOpen">Which nodes were to be joined, by number.</param>
    public List<(TNode Node, IdentityNode? Before)> Settle(bool[] isOpen)
    {
        var changed = new List<(TNode, IdentityNode?)>();
        for (int i = 0; i < isOpen.Length; i++)
        {
            if (!isOpen[i]) continue;
            TNode node = nodes[i];
            IdentityNode? now = node.IsNamed ? nodes[DisjointSets.Find(_parent, i)] : null;
            if (now != node.Root) changed.Add((node, node.Root));
            node.Root = now;
        }

        return changed;
    }
}
