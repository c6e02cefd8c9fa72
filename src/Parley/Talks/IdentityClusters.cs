namespace Parley.Talks;

/// <summary>
/// Makes one what several reports name, with evidence in order of strength. Two things that one reading keeps apart are never joined, not even by way of a third:
/// the reader saw both in one context, the words alone did not.
/// </summary>
internal sealed class IdentityClusters
{
    /// <summary>Above every score: what people decided comes first.</summary>
    private const double Certain = 10;

    private readonly int[] _parent;
    private readonly HashSet<int>[] _reports;

    /// <summary>Starts with every item on its own.</summary>
    /// <param name="reportOf">Number of the report each item comes from.</param>
    public IdentityClusters(IReadOnlyList<int> reportOf)
    {
        _parent = new int[reportOf.Count];
        _reports = new HashSet<int>[reportOf.Count];
        for (int i = 0; i < _parent.Length; i++)
        {
            _parent[i] = i;
            _reports[i] = [reportOf[i]];
        }
    }

    /// <summary>What people decided, or null.</summary>
    public IdentityRules? Rules { get; init; }

    /// <summary>The cluster an item is in, as its first item.</summary>
    public int Find(int item)
    {
        while (_parent[item] != item) item = _parent[item] = _parent[_parent[item]];
        return item;
    }

    /// <summary>Members of an item's cluster, in item order.</summary>
    public List<int> Members(int item)
    {
        int root = Find(item);
        var members = new List<int>();
        for (int i = 0; i < _parent.Length; i++)
            if (Find(i) == root)
                members.Add(i);
        return members;
    }

    /// <summary>All clusters, by first item.</summary>
    public List<List<int>> All()
    {
        var byRoot = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < _parent.Length; i++)
        {
            int root = Find(i);
            if (!byRoot.TryGetValue(root, out List<int>? members)) byRoot[root] = members = [];
            members.Add(i);
        }
        return [.. byRoot.Values];
    }

    /// <summary>
    /// Joins pairs of items with a score above zero, the strongest first and equal ones in item order, where <paramref name="compatible"/> does not object to the two clusters.
    /// </summary>
    /// <param name="score">How much speaks for two items' being one; 0 where nothing does.</param>
    /// <param name="compatible">Whether two clusters, by a member of each, may become one; null where all may.</param>
    /// <param name="keys">For each item words of which two items with a score above zero share one, so that not every pair need be looked at; null to look at all.</param>
    public void Join(Func<int, int, double> score, Func<IdentityClusters, int, int, bool>? compatible = null, IReadOnlyList<IEnumerable<string>>? keys = null)
    {
        var links = new List<(double Score, int A, int B)>();
        foreach ((int a, int b) in keys is null || Rules is not null ? AllPairs() : PairsWithKey(keys))
            if (!_reports[a].Overlaps(_reports[b]) && (IsDecided(a, b) ? Certain : score(a, b)) is > 0 and var s)
                links.Add((s, a, b));
        links.Sort((x, y) => x.Score != y.Score ? y.Score.CompareTo(x.Score) : x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        foreach ((_, int a, int b) in links)
        {
            int rootA = Find(a), rootB = Find(b);
            if (rootA == rootB || _reports[rootA].Overlaps(_reports[rootB])) continue;
            if (Rules is not null && Members(rootA).Exists(i => Members(rootB).Exists(j => Rules.Apart(i, j)))) continue;
            if (compatible is not null && !IsDecided(a, b) && !compatible(this, rootA, rootB)) continue;
            (int first, int second) = rootA < rootB ? (rootA, rootB) : (rootB, rootA);
            _parent[second] = first;
            _reports[first].UnionWith(_reports[second]);
        }
    }

    private IEnumerable<(int A, int B)> AllPairs()
    {
        for (int a = 0; a < _parent.Length; a++)
            for (int b = a + 1; b < _parent.Length; b++)
                yield return (a, b);
    }

    private static IEnumerable<(int A, int B)> PairsWithKey(IReadOnlyList<IEnumerable<string>> keys)
    {
        var holders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var earlier = new HashSet<int>();
        for (int b = 0; b < keys.Count; b++)
        {
            earlier.Clear();
            foreach (string key in keys[b].Distinct(StringComparer.Ordinal))
            {
                if (!holders.TryGetValue(key, out List<int>? items)) holders[key] = items = [];
                earlier.UnionWith(items);
                items.Add(b);
            }

            foreach (int a in earlier) yield return (a, b);
        }
    }

    private bool IsDecided(int a, int b) => Rules?.Decided(a) is { } name && name == Rules.Decided(b);
}
