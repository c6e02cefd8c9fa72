namespace Parley.Learning;

/// <summary>
/// A sum of regression trees over integer features that scores the log-odds of one class (gradient boosting: Friedman 2001, with second-order leaf values as in Chen and Guestrin 2016). Thresholds
/// and leaves are integers, so that the score is the same on every machine.
/// </summary>
internal sealed class BoostedTrees
{
    /// <summary>Log-odds of 1 in units of a leaf.</summary>
    public const int One = 1 << 12;

    private readonly Node[] nodes;
    private readonly int[] roots;

    internal BoostedTrees(Node[] nodes, int[] roots, int bias) => (this.nodes, this.roots, Bias) = (nodes, roots, bias);

    /// <summary>Where the sum starts.</summary>
    public int Bias { get; }

    /// <summary>Number of trees.</summary>
    public int Count => roots.Length;

    /// <summary>An inner node asks whether a feature is at most a threshold and goes to <paramref name="Left"/> if so, else to the node after it; a leaf (feature -1) has a value.</summary>
    internal readonly record struct Node(short Feature, short Threshold, int Left, int Right);

    /// <summary>Log-odds times <see cref="One"/>. Time linear in the number and the depth of the trees.</summary>
    public int Score(ReadOnlySpan<short> features)
    {
        int sum = Bias;
        foreach (int root in roots)
        {
            var node = nodes[root];
            while (node.Feature >= 0) node = nodes[features[node.Feature] <= node.Threshold ? node.Left : node.Right];
            sum += node.Left;
        }

        return sum;
    }

    /// <summary>Probability, in [0, 1].</summary>
    public double Likelihood(ReadOnlySpan<short> features) => PortableMath.Logistic(Score(features) / (double)One);

    /// <summary>Probability in thousandths.</summary>
    public int Probability(ReadOnlySpan<short> features) => (int)Math.Round(1000 * Likelihood(features));

    /// <summary>Writes the trees.</summary>
    public void Save(ModelWriter writer)
    {
        writer.Write(Bias);
        writer.Write(roots.Length);
        foreach (int root in roots) writer.Write(root);
        writer.Write(nodes.Length);
        foreach (var node in nodes)
        {
            writer.Write(node.Feature);
            if (node.Feature < 0)
            {
                writer.Write(node.Left);
                continue;
            }

            writer.Write(node.Threshold);
            writer.Write(node.Left);
            writer.Write(node.Right);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static BoostedTrees Load(ModelReader reader)
    {
        int bias = reader.ReadInt32();
        var roots = new int[reader.ReadInt32()];
        for (int i = 0; i < roots.Length; i++) roots[i] = reader.ReadInt32();
        var nodes = new Node[reader.ReadInt32()];
        for (int i = 0; i < nodes.Length; i++)
        {
            short feature = reader.ReadInt16();
            nodes[i] = feature < 0 ? new(feature, 0, reader.ReadInt32(), 0) : new(feature, reader.ReadInt16(), reader.ReadInt32(), reader.ReadInt32());
        }

        return new(nodes, roots, bias);
    }
}
