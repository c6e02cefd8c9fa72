namespace Parley.Learning;

/// <summary>
/// Multinomial logistic regression over hashed features of unit value. Trained with AdaGrad (Duchi et al. 2011) on shuffled examples, one thread, fixed seed; the weights
/// are rounded to 16-bit integers at a stated scale, so that scores are integer sums and equal on every machine.
/// </summary>
internal sealed class LinearClassifier
{
    private readonly short[] weights;
    private readonly double scale;
    private readonly int mask;

    private LinearClassifier(int classes, int bits, short[] weights, double scale)
    {
        (Classes, Bits, this.weights, this.scale) = (classes, bits, weights, scale);
        mask = (1 << bits) - 1;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of hash bits: the table has 2^Bits rows.</summary>
    public int Bits { get; }

    /// <summary>Probabilities of the classes, into <paramref name="probabilities"/> (length <see cref="Classes"/>).</summary>
    public void Probabilities(ReadOnlySpan<uint> features, Span<double> probabilities)
    {
        Scores(features, probabilities);
        PortableMath.Softmax(probabilities);
    }

    /// <summary>Log-odds scores of the classes, up to a constant.</summary>
    public void Scores(ReadOnlySpan<uint> features, Span<double> scores)
    {
        Span<long> sums = stackalloc long[Classes];
        foreach (uint f in features)
        {
            int row = (int)(f & (uint)mask) * Classes;
            for (int k = 0; k < sums.Length; k++) sums[k] += weights[row + k];
        }

        for (int k = 0; k < sums.Length; k++) scores[k] = sums[k] / scale;
    }

    /// <summary>How far each feature speaks for class 1 against class 0, in log-odds, into <paramref name="shares"/>: their sum is the difference of the scores.</summary>
    public void Contributions(ReadOnlySpan<uint> features, Span<double> shares)
    {
        for (int i = 0; i < features.Length; i++)
        {
            int row = (int)(features[i] & (uint)mask) * Classes;
            shares[i] = (weights[row + 1] - weights[row]) / scale;
        }
    }

    /// <summary>Most probable class and its probability.</summary>
    public (int Class, double Probability) Best(ReadOnlySpan<uint> features)
    {
        Span<double> p = stackalloc double[Classes];
        Probabilities(features, p);
        int best = 0;
        for (int k = 1; k < p.Length; k++)
            if (p[k] > p[best]) best = k;
        return (best, p[best]);
    }

    /// <summary>What training needs to know.</summary>
    /// <param name="Bits">Hash bits.</param>
    /// <param name="Epochs">Passes over the examples.</param>
    /// <param name="Rate">AdaGrad step.</param>
    /// <param name="L2">Strength of the pull of every touched weight to zero, per example.</param>
    /// <param name="Seed">Seed of the shuffling.</param>
    /// <param name="Initial">What the sums of squared gradients start from: above 0, a gradient smaller than its root moves a weight by less than a whole step, which
    /// keeps rare features and rare classes of small data from being overweighted.</param>
    public sealed record Options(int Bits = 16, int Epochs = 12, double Rate = 0.1, double L2 = 1e-4, uint Seed = 1, double Initial = 0);

    /// <summary>Trains on examples (features, class, weight of the example).</summary>
    public static LinearClassifier Train(IReadOnlyList<(uint[] Features, int Class, double Weight)> examples, int classes, Options options)
    {
        int mask = (1 << options.Bits) - 1;
        var w = new double[(mask + 1) * classes];
        var g = new double[(mask + 1) * classes];
        Array.Fill(g, options.Initial);
        int[] order = [.. Enumerable.Range(0, examples.Count)];
        var random = new SeededRandom(options.Seed);
        var p = new double[classes];
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (int i in order)
            {
                var (features, gold, weight) = examples[i];
                Array.Clear(p);
                foreach (uint f in features)
                {
                    int row = (int)(f & (uint)mask) * classes;
                    for (int k = 0; k < classes; k++) p[k] += w[row + k];
                }

                PortableMath.Softmax(p);
                p[gold] -= 1;
                foreach (uint f in features)
                {
                    int row = (int)(f & (uint)mask) * classes;
                    for (int k = 0; k < classes; k++)
                    {
                        double gradient = weight * p[k] + options.L2 * w[row + k];
                        g[row + k] += gradient * gradient;
                        w[row + k] -= options.Rate * gradient / (Math.Sqrt(g[row + k]) + 1e-6);
                    }
                }
            }
        }

        return FromWeights(classes, options.Bits, w);
    }

    /// <summary>A classifier of given weights: one row of <paramref name="classes"/> weights for each of the 2^<paramref name="bits"/> hash values.</summary>
    internal static LinearClassifier FromWeights(int classes, int bits, ReadOnlySpan<double> w)
    {
        double max = 1e-9;
        foreach (double x in w) max = Math.Max(max, Math.Abs(x));
        double scale = Math.Min(4096, 32000 / max);
        var quantised = new short[w.Length];
        for (int i = 0; i < w.Length; i++) quantised[i] = (short)Math.Round(w[i] * scale);
        return new(classes, bits, quantised, scale);
    }

    /// <summary>Writes the model: classes, bits, scale, then the weights.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Classes);
        writer.Write(Bits);
        writer.Write(scale);
        SparseTable.Write(writer, weights, Classes);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static LinearClassifier Load(BinaryReader reader)
    {
        int classes = reader.ReadInt32(), bits = reader.ReadInt32();
        double scale = reader.ReadDouble();
        return new(classes, bits, SparseTable.Read(reader, (1 << bits) * classes, classes), scale);
    }
}
