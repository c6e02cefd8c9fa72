namespace Parley.Talks;

/// <summary>A thing as reports name it alike: what is known of it bears on its identity in the same way in all of them.</summary>
internal abstract class IdentityNode
{
    /// <summary>Readings of its cluster, where it stands for one of several nodes. The room is kept for when they are joined again.</summary>
    private ReportSet? union;

    /// <summary>Where it is named: the reading and the place in that reading's list of such things; in time order, one place a reading.</summary>
    public List<(TalksReading Reading, int Index)> Places { get; } = [];

    /// <summary>The readings of <see cref="Places"/>.</summary>
    public ReportSet Reports { get; } = new();

    /// <summary>What the readings call it.</summary>
    public Tally<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The name under which people know it, in a form that compares, or null where nobody decided.</summary>
    public string? Decided { get; init; }

    /// <summary>The node that stands for the cluster it is in.</summary>
    public IdentityNode? Root { get; set; }

    /// <summary>Place among the things of its kind, where it stands for one.</summary>
    public int Place { get; set; }

    /// <summary>Id and name of the thing that it stands for, or stood for last.</summary>
    public (string Id, string Name) Called { get; set; } = ("", "");

    /// <summary>Number among all nodes of its kind.</summary>
    internal int Number { get; set; } = -1;

    /// <summary>Whether its links are to be found anew.</summary>
    internal bool IsStale { get; set; }

    /// <summary>Nodes of its cluster, where it stands for one.</summary>
    internal List<IdentityNode> Members { get; } = [];

    /// <summary>Readings of its cluster, where it stands for one.</summary>
    internal ReportSet ClusterReports => Members.Count == 1 ? Reports : union ?? Reports;

    /// <summary>Whether any reading names it still.</summary>
    public bool IsNamed => Places.Count > 0;

    /// <summary>Takes the cluster of another node into its own.</summary>
    internal void Join(IdentityNode other)
    {
        if (Members.Count == 1)
        {
            (union ??= new()).Clear();
            union.UnionWith(Reports);
        }

        union!.UnionWith(other.ClusterReports);
        Members.AddRange(other.Members);
    }

    /// <summary>Orders nodes by where they are first named.</summary>
    public static int ByFirst(IdentityNode a, IdentityNode b) => ByTime(a.Places[0], b.Places[0]);

    /// <summary>Orders places by time.</summary>
    public static Comparer<(TalksReading Reading, int Index)> TimeOrder { get; } = Comparer<(TalksReading Reading, int Index)>.Create(ByTime);

    /// <summary>Orders places by time.</summary>
    public static int ByTime((TalksReading Reading, int Index) a, (TalksReading Reading, int Index) b) =>
        a.Reading.Place != b.Reading.Place ? a.Reading.Place.CompareTo(b.Reading.Place) : a.Index.CompareTo(b.Index);
}

/// <summary>
/// Makes one what several reports name, with evidence in order of strength. Two things that one reading keeps apart are never joined, not even by way of a third:
/// the reader saw both in one context, the words alone did not. The clusters follow from what is named where, whatever the order in which it came to be known; when readings come or go, only the links of the
/// nodes that change are found anew.
/// </summary>
internal sealed class IdentityClusters<TNode> where TNode : IdentityNode
{
    private readonly Func<TNode, IEnumerable<(TNode Other, double Score)>> _linksOf;
    private readonly List<TNode> _nodes = [];
    private readonly Ranking<Link> _links;
    private readonly Joining<TNode> _joining;
    private readonly List<TNode> _stale = [];

    /// <summary>Nodes of which some reading is gone, or is one that another node of their cluster names too.</summary>
    private readonly List<TNode> _shaken = [];

    /// <summary>Starts without a node.</summary>
    /// <param name="linksOf">Nodes with which a node may be one, with how much speaks for it (above 0). Symmetric.</param>
    /// <param name="mayJoin">Whether two clusters may become one on a link of such strength; never again yes for larger clusters after a no. Null where all may.</param>
    public IdentityClusters(Func<TNode, IEnumerable<(TNode Other, double Score)>> linksOf, Func<IReadOnlyList<IdentityNode>, IReadOnlyList<IdentityNode>, double, bool>? mayJoin = null)
    {
        _linksOf = linksOf;
        _links = new(ByStrength);
        _joining = new(_nodes, mayJoin);
    }

    /// <summary>All nodes that are named somewhere.</summary>
    public IEnumerable<TNode> Nodes => _nodes.Where(node => node.IsNamed);

    /// <summary>Nodes of a cluster.</summary>
    public static IEnumerable<TNode> Members(IdentityNode root) => root.Members.Cast<TNode>();

    /// <summary>First place at which a cluster is named.</summary>
    public static (TalksReading Reading, int Index) First(IdentityNode root)
    {
        var first = root.Members[0].Places[0];
        foreach (IdentityNode node in root.Members)
            if (IdentityNode.ByTime(node.Places[0], first) < 0) first = node.Places[0];
        return first;
    }

    /// <summary>A reading names a node.</summary>
    public void Put(TNode node, TalksReading reading, int index)
    {
        if (node.Number < 0)
        {
            node.Number = _nodes.Count;
            _nodes.Add(node);
        }

        int at = node.Places.BinarySearch((reading, index), IdentityNode.TimeOrder);
        node.Places.Insert(~at, (reading, index));
        if (at == ~0) Touch(node);
        // What two nodes of a cluster name in one reading is not one.
        if (node.Root is { } root)
        {
            if (root.ClusterReports.Contains(reading.Arrival)) _shaken.Add(node);
            else root.ClusterReports.Add(reading.Arrival);
        }

        node.Reports.Add(reading.Arrival);
    }

    /// <summary>A reading no longer names a node.</summary>
    public void Take(TNode node, TalksReading reading, int index)
    {
        int at = node.Places.BinarySearch((reading, index), IdentityNode.TimeOrder);
        node.Places.RemoveAt(at);
        node.Reports.Remove(reading.Arrival);
        if (at == 0) Touch(node);
        _shaken.Add(node);
    }

    /// <summary>What is known of a node changed, so that its links may.</summary>
    public void Touch(TNode node)
    {
        if (node.IsStale) return;
        node.IsStale = true;
        _stale.Add(node);
    }

    /// <summary>Brings the clusters up to date. Returns the nodes that are in another cluster than before, with the one they were in (null for none).</summary>
    public List<(TNode Node, IdentityNode? Before)> Resolve()
    {
        if (_stale.Count == 0 && _shaken.Count == 0) return [];
        TNode[] changed = [.. _stale, .. _shaken];
        _shaken.Clear();
        Relink();
        bool[] isOpen = Open(changed);
        _joining.Begin(isOpen);
        foreach (Link link in _links.Span)
            if (isOpen[link.A]) _joining.Try(link.A, link.B, link.Score);
        return _joining.Settle(isOpen);
    }

    /// <summary>
    /// Which nodes are to be joined anew, by number: those that links lead to from a node that changed or from one of its cluster as it was. Nodes that no links lead to from there keep their clusters, since nodes are joined along
    /// links only.
    /// </summary>
    private bool[] Open(IEnumerable<TNode> changed)
    {
        int[] parent = new int[_nodes.Count];
        for (int i = 0; i < parent.Length; i++) parent[i] = i;
        foreach (Link link in _links.Span)
        {
            (int x, int y) = (DisjointSets.Find(parent, link.A), DisjointSets.Find(parent, link.B));
            parent[Math.Max(x, y)] = Math.Min(x, y);
        }

        bool[] isOpen = new bool[parent.Length];
        foreach (TNode node in changed)
        {
            isOpen[DisjointSets.Find(parent, node.Number)] = true;
            if (node.Root is not { } root) continue;
            foreach (IdentityNode member in root.Members) isOpen[DisjointSets.Find(parent, member.Number)] = true;
        }

        for (int i = 0; i < parent.Length; i++) isOpen[i] = isOpen[DisjointSets.Find(parent, i)];
        return isOpen;
    }

    /// <summary>The nodes that stand, or stood, for the clusters of which something changed.</summary>
    /// <param name="moved">Nodes that are in another cluster than before, as <see cref="Resolve"/> returns them.</param>
    /// <param name="touched">Nodes of which something else changed.</param>
    public static HashSet<IdentityNode> RootsOf(IEnumerable<(TNode Node, IdentityNode? Before)> moved, IEnumerable<TNode> touched)
    {
        var roots = new HashSet<IdentityNode>();
        foreach ((TNode node, IdentityNode? before) in moved)
        {
            if (before is not null) roots.Add(before);
            if (node.Root is { } root) roots.Add(root);
        }

        foreach (TNode node in touched)
            if (node.Root is { } root) roots.Add(root);
        return roots;
    }

    private void Relink()
    {
        var found = new List<Link>();
        bool[] isStale = new bool[_nodes.Count];
        foreach (TNode node in _stale)
        {
            isStale[node.Number] = true;
            if (!node.IsNamed) continue;
            foreach ((TNode other, double score) in _linksOf(node))
            {
                if (other == node || !other.IsNamed || other.IsStale && other.Number < node.Number) continue;
                found.Add(IdentityNode.ByFirst(node, other) < 0 ? new(score, node.Number, other.Number) : new(score, other.Number, node.Number));
            }
        }

        _links.Change(link => isStale[link.A] || isStale[link.B], found);
        foreach (TNode node in _stale) node.IsStale = false;
        _stale.Clear();
    }

    /// <summary>The strongest first, equal ones in time order.</summary>
    private int ByStrength(Link x, Link y)
    {
        if (x.Score != y.Score) return y.Score.CompareTo(x.Score);
        int first = x.A == y.A ? 0 : IdentityNode.ByFirst(_nodes[x.A], _nodes[y.A]);
        return first != 0 ? first : x.B == y.B ? 0 : IdentityNode.ByFirst(_nodes[x.B], _nodes[y.B]);
    }

    /// <summary>Two nodes that may be one, by their numbers: first the one that is named first. Links are many, and lie side by side without a node having to be looked at.</summary>
    private readonly record struct Link(double Score, int A, int B);
}
