namespace Parley.Learning;

/// <summary>
/// Trains <see cref="BoostedTrees"/>: logistic loss, histograms over at most 64 quantile bins a feature, trees grown level by level, rows and features drawn anew for each tree. One thread, fixed seed:
/// the same examples give the same trees.
/// </summary>
internal sealed class BoostedTreesTrainer
{
    private const int Bins = 64;

    private readonly Options options;
    private readonly short[][] rows;
    private readonly bool[] gold;
    private readonly double[] weights, scores, gradients, curvatures;
    private readonly byte[][] binned;
    private readonly short[][] edges;
    private readonly SeededRandom random;
    private readonly List<BoostedTrees.Node> nodes = [];

    private BoostedTreesTrainer(short[][] rows, bool[] gold, double[] weights, Options options)
    {
        (this.rows, this.gold, this.weights, this.options) = (rows, gold, weights, options);
        random = new(options.Seed);
        scores = new double[rows.Length];
        gradients = new double[rows.Length];
        curvatures = new double[rows.Length];
        int features = rows[0].Length;
        edges = new short[features][];
        binned = new byte[features][];
        for (int f = 0; f < features; f++)
        {
            edges[f] = Edges(rows, f);
            binned[f] = new byte[rows.Length];
            for (int r = 0; r < rows.Length; r++)
            {
                int at = Array.BinarySearch(edges[f], rows[r][f]);
                binned[f][r] = (byte)(at < 0 ? ~at : at);
            }
        }
    }

    /// <summary>What training needs to know.</summary>
    /// <param name="Trees">Number of trees.</param>
    /// <param name="Depth">Questions from root to leaf at most.</param>
    /// <param name="Rate">Share of each tree that is kept.</param>
    /// <param name="Lambda">Pull of leaves to zero.</param>
    /// <param name="LeastWeight">Least sum of curvatures in a leaf.</param>
    /// <param name="RowShare">Percentage of rows drawn for a tree.</param>
    /// <param name="FeatureShare">Percentage of features drawn for a tree.</param>
    /// <param name="Seed">Seed of the draws.</param>
    public sealed record Options(int Trees = 120, int Depth = 5, double Rate = 0.1, double Lambda = 4, double LeastWeight = 2, int RowShare = 70, int FeatureShare = 40, uint Seed = 1);

    /// <summary>Trains on rows of features, their classes and weights (mean weight about 1).</summary>
    public static BoostedTrees Train(short[][] rows, bool[] gold, double[] weights, Options options)
    {
        var trainer = new BoostedTreesTrainer(rows, gold, weights, options);
        double positive = 0, all = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            all += weights[r];
            if (gold[r]) positive += weights[r];
        }

        double rate = Math.Clamp(positive / all, 0.001, 0.999);
        int bias = (int)Math.Round(PortableMath.Log(rate / (1 - rate)) * BoostedTrees.One);
        Array.Fill(trainer.scores, bias / (double)BoostedTrees.One);
        var roots = new int[options.Trees];
        for (int t = 0; t < options.Trees; t++) roots[t] = trainer.Grow();
        return new([.. trainer.nodes], roots, bias);
    }

    private static short[] Edges(short[][] rows, int feature)
    {
        var values = new short[rows.Length];
        for (int r = 0; r < values.Length; r++) values[r] = rows[r][feature];
        Array.Sort(values);
        var distinct = new List<short>();
        for (int i = 0; i < values.Length; i++)
            if (i == 0 || values[i] != values[i - 1]) distinct.Add(values[i]);
        if (distinct.Count <= Bins) return [.. distinct];
        var edges = new SortedSet<short>();
        for (int b = 1; b < Bins; b++) edges.Add(values[(int)((long)b * values.Length / Bins)]);
        edges.Add(short.MaxValue);
        return [.. edges];
    }

    /// <summary>Grows one tree and returns its root.</summary>
    private int Grow()
    {
        int features = edges.Length;
        var drawn = new List<int>();
        for (int f = 0; f < features; f++)
            if (edges[f].Length > 1 && random.Next(100) < options.FeatureShare) drawn.Add(f);
        var place = new int[rows.Length];
        for (int r = 0; r < rows.Length; r++)
        {
            double p = PortableMath.Logistic(scores[r]);
            gradients[r] = weights[r] * (p - (gold[r] ? 1 : 0));
            curvatures[r] = weights[r] * Math.Max(p * (1 - p), 1e-6);
            place[r] = random.Next(100) < options.RowShare ? 0 : -1;
        }

        int root = nodes.Count;
        nodes.Add(default);
        var level = new List<int> { root };
        for (int depth = 0; depth <= options.Depth && level.Count > 0; depth++)
            level = Level(level, place, drawn, last: depth == options.Depth);
        for (int r = 0; r < rows.Length; r++)
        {
            int n = root;
            while (nodes[n].Feature >= 0) n = rows[r][nodes[n].Feature] <= nodes[n].Threshold ? nodes[n].Left : nodes[n].Right;
            scores[r] += nodes[n].Left / (double)BoostedTrees.One;
        }

        return root;
    }

    /// <summary>Splits the nodes of one level, or makes leaves of them; returns the next level. <paramref name="place"/> says in which node of the level each row lies.</summary>
    private List<int> Level(List<int> level, int[] place, List<int> drawn, bool last)
    {
        var totals = new (double G, double H)[level.Count];
        for (int r = 0; r < place.Length; r++)
        {
            if (place[r] < 0) continue;
            ref var total = ref totals[place[r]];
            total.G += gradients[r];
            total.H += curvatures[r];
        }

        var best = new (double Gain, int Feature, int Bin)[level.Count];
        if (!last)
        {
            var histogram = new (double G, double H)[level.Count * Bins + Bins];
            foreach (int f in drawn)
            {
                Array.Clear(histogram);
                byte[] bins = binned[f];
                for (int r = 0; r < place.Length; r++)
                {
                    if (place[r] < 0) continue;
                    ref var cell = ref histogram[place[r] * Bins + bins[r]];
                    cell.G += gradients[r];
                    cell.H += curvatures[r];
                }

                for (int n = 0; n < level.Count; n++)
                {
                    var total = totals[n];
                    double g = 0, h = 0, whole = total.G * total.G / (total.H + options.Lambda);
                    for (int b = 0; b < edges[f].Length - 1; b++)
                    {
                        var cell = histogram[n * Bins + b];
                        g += cell.G;
                        h += cell.H;
                        if (h < options.LeastWeight || total.H - h < options.LeastWeight) continue;
                        double gain = g * g / (h + options.Lambda) + (total.G - g) * (total.G - g) / (total.H - h + options.Lambda) - whole;
                        if (gain > best[n].Gain + 1e-9) best[n] = (gain, f, b);
                    }
                }
            }
        }

        var next = new List<int>();
        var children = new int[level.Count];
        for (int n = 0; n < level.Count; n++)
        {
            if (best[n].Gain <= 1e-3)
            {
                double value = -totals[n].G / (totals[n].H + options.Lambda) * options.Rate;
                nodes[level[n]] = new(-1, 0, (int)Math.Round(value * BoostedTrees.One), 0);
                children[n] = -1;
                continue;
            }

            children[n] = next.Count;
            nodes[level[n]] = new((short)best[n].Feature, edges[best[n].Feature][best[n].Bin], nodes.Count, nodes.Count + 1);
            next.Add(nodes.Count);
            nodes.Add(default);
            next.Add(nodes.Count);
            nodes.Add(default);
        }

        for (int r = 0; r < place.Length; r++)
        {
            int n = place[r];
            if (n < 0) continue;
            place[r] = children[n] < 0 ? -1 : children[n] + (binned[best[n].Feature][r] <= best[n].Bin ? 0 : 1);
        }

        return next;
    }
}
