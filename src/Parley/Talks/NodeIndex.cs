namespace Parley.Talks;

/// <summary>Nodes by the words under which those that may be one with them look for them. What was put in stays, named or not.</summary>
internal sealed class NodeIndex<TNode> where TNode : IdentityNode
{
    private readonly Dictionary<string, HashSet<TNode>> byKey = new(StringComparer.Ordinal);

    /// <summary>Puts a node under a word, once.</summary>
    public void Add(string key, TNode node)
    {
        if (!byKey.TryGetValue(key, out HashSet<TNode>? nodes)) byKey[key] = nodes = [];
        nodes.Add(node);
    }

    /// <summary>The nodes under a word.</summary>
    public IReadOnlyCollection<TNode> Of(string key) => byKey.TryGetValue(key, out HashSet<TNode>? nodes) ? nodes : [];
}
