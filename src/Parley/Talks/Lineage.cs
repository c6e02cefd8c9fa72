namespace Parley.Talks;

/// <summary>Which text revises or counters which, by most of the readings that say so, and the order that follows.</summary>
internal sealed class Lineage
{
    private readonly HashSet<ProposalNode> open = [];

    /// <summary>A reading says that a text revises or counters another, or no longer does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="earlier">What it revises or counters.</param>
    /// <param name="revises">Whether it revises it.</param>
    /// <param name="times">1, or -1.</param>
    public void Say(ProposalNode text, ProposalNode earlier, bool revises, int times)
    {
        (revises ? text.Revises : text.Counters).Add(earlier, times);
        earlier.Heirs.Add(text, times);
        open.Add(text);
    }

    /// <summary>Something of a cluster changed: which nodes are of it, or where it is first named.</summary>
    public void Change(ProposalNode root)
    {
        foreach (ProposalNode node in IdentityClusters<ProposalNode>.Members(root))
        {
            open.Add(node);
            open.UnionWith(node.Heirs.Things);
        }
    }

    /// <summary>The texts as a reader wants to meet them: originals by weight, each followed by what revises or counters it. Their places are then those of time.</summary>
    /// <param name="texts">The texts in the order of time, each with how much the reports make of it.</param>
    public List<(ProposalNode Root, ProposalNode? Revises, ProposalNode? Counters)> InOrder(IReadOnlyList<(ProposalNode Root, int Weight)> texts)
    {
        for (int i = 0; i < texts.Count; i++) texts[i].Root.Place = i;
        Vote();
        var revises = new int[texts.Count];
        var parent = new int[texts.Count];
        var byWeight = new long[texts.Count];
        for (int i = 0; i < texts.Count; i++)
        {
            (ProposalNode root, int weight) = texts[i];
            revises[i] = root.MostRevised?.Place ?? -1;
            parent[i] = revises[i] >= 0 ? revises[i] : root.MostCountered?.Place ?? -1;
            byWeight[i] = ((long)(int.MaxValue - weight) << 32) | (uint)i;
        }

        CutCircles(parent);
        Array.Sort(byWeight);
        var children = new Siblings(byWeight, parent, revises);
        var order = new List<(ProposalNode, ProposalNode?, ProposalNode?)>(texts.Count);
        var waiting = new Stack<int>();
        foreach (long key in byWeight)
        {
            if (parent[(int)key] >= 0) continue;
            // What descends from a text follows it at once; the next of the same generation waits.
            for (int text = (int)key; text >= 0 || waiting.TryPop(out text);)
            {
                ProposalNode root = texts[text].Root;
                order.Add(parent[text] < 0 ? (root, null, null) : (root, root.MostRevised, root.MostCountered));
                if (parent[text] >= 0 && children.Next[text] >= 0) waiting.Push(children.Next[text]);
                text = children.First[text];
            }
        }

        return order;
    }

    /// <summary>Counts the votes of the clusters of which something changed.</summary>
    private void Vote()
    {
        var roots = new HashSet<ProposalNode>();
        foreach (ProposalNode node in open)
            if (node.Root is ProposalNode root) roots.Add(root);
        open.Clear();
        var counts = new Dictionary<ProposalNode, int>();
        foreach (ProposalNode root in roots)
        {
            root.MostRevised = Most(root, node => node.Revises, counts);
            root.MostCountered = Most(root, node => node.Counters, counts);
        }
    }

    /// <summary>Which other text most of the readings name; of those named equally often the first in time.</summary>
    private static ProposalNode? Most(ProposalNode root, Func<ProposalNode, Tally<ProposalNode>> said, Dictionary<ProposalNode, int> counts)
    {
        counts.Clear();
        foreach (ProposalNode node in IdentityClusters<ProposalNode>.Members(root))
            foreach ((ProposalNode earlier, int times) in said(node).Counts)
                if (earlier.Root is ProposalNode other && other != root) counts[other] = counts.GetValueOrDefault(other) + times;
        ProposalNode? most = null;
        foreach ((ProposalNode other, int times) in counts)
            if (most is null || times > counts[most] || times == counts[most] && other.Place < most.Place) most = other;
        return most;
    }

    /// <summary>Readings may disagree on which version came first: of texts that would descend from themselves, the first is an original.</summary>
    private static void CutCircles(int[] parent)
    {
        // The number of the walk on which a text was met.
        var met = new int[parent.Length];
        for (int start = 0; start < parent.Length; start++)
        {
            int at = start;
            for (; at >= 0 && met[at] == 0; at = parent[at]) met[at] = start + 1;
            if (at < 0 || met[at] != start + 1) continue;
            int first = at;
            for (int next = parent[at]; next != at; next = parent[next]) first = Math.Min(first, next);
            parent[first] = -1;
        }
    }

    /// <summary>What descends from each text: first what revises it, then what counters it, the weightiest first.</summary>
    private sealed class Siblings
    {
        public Siblings(long[] byWeight, int[] parent, int[] revises)
        {
            (First, Next) = (new int[parent.Length], new int[parent.Length]);
            Array.Fill(First, -1);
            // Each goes before those that were put in before it.
            foreach (bool revisions in (bool[])[false, true])
                for (int i = byWeight.Length - 1; i >= 0; i--)
                {
                    int text = (int)byWeight[i];
                    if (parent[text] < 0 || revises[text] >= 0 != revisions) continue;
                    Next[text] = First[parent[text]];
                    First[parent[text]] = text;
                }
        }

        public int[] First { get; }

        public int[] Next { get; }
    }
}
