using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parley.Learning;

/// <summary>
/// Multinomial logistic regression over hashed features of unit value. Trained with AdaGrad (Duchi et al. 2011) on shuffled examples, one thread, fixed seed; the weights
/// are rounded to 16-bit integers at a stated scale, so that scores are integer sums and equal on every machine.
/// </summary>
internal sealed class LinearClassifier
{
    // Of the 2^Bits rows, those that hold anything: few do where the data are small.
    private readonly RowIndex rows;
    private readonly Table<short> weights;
    private readonly double scale;
    private readonly uint mask;

    private LinearClassifier(int classes, int bits, double scale, RowIndex rows, Table<short> weights)
    {
        if (weights.Length != rows.Kept * classes) throw new InvalidDataException($"A classifier of {rows.Kept} rows and {classes} classes has {weights.Length} weights.");
        (Classes, Bits, this.scale, this.rows, this.weights) = (classes, bits, scale, rows, weights);
        mask = (1u << bits) - 1;
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
    [SkipLocalsInit]
    public void Scores(ReadOnlySpan<uint> features, Span<double> scores)
    {
        Span<long> sums = stackalloc long[Classes];
        sums.Clear();
        ref short table = ref weights.First;
        const int atOnce = 64;
        Span<int> buffer = stackalloc int[atOnce];
        ref int places = ref MemoryMarshal.GetReference(buffer);
        while (!features.IsEmpty)
        {
            // All rows are looked up before any is added, so that the processor waits for memory once and not once a feature.
            int n = Math.Min(atOnce, features.Length), count = 0;
            foreach (uint f in features[..n])
            {
                Unsafe.Add(ref places, count) = rows.Place(f & mask, out int kept);
                count += kept;
            }

            foreach (int place in buffer[..count])
            {
                ref short row = ref Unsafe.Add(ref table, (nuint)(uint)place * (nuint)(uint)sums.Length);
                for (int k = 0; k < sums.Length; k++) sums[k] += Unsafe.Add(ref row, k);
            }

            features = features[n..];
        }

        for (int k = 0; k < sums.Length; k++) scores[k] = sums[k] / scale;
    }

    /// <summary>How far each feature speaks for class 1 against class 0, in log-odds, into <paramref name="shares"/>: their sum is the difference of the scores.</summary>
    public void Contributions(ReadOnlySpan<uint> features, Span<double> shares)
    {
        for (int i = 0; i < features.Length; i++)
        {
            int place = rows.Find(features[i] & mask);
            shares[i] = place < 0 ? 0 : (weights[place * Classes + 1] - weights[place * Classes]) / scale;
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
        var rows = RowIndex.Of(1 << bits, r => quantised.AsSpan(r * classes, classes).ContainsAnyExcept((short)0));
        var kept = new short[rows.Kept * classes];
        for (int r = 0; r < 1 << bits; r++)
            if (rows.Find((uint)r) is >= 0 and var place) quantised.AsSpan(r * classes, classes).CopyTo(kept.AsSpan(place * classes));
        return new(classes, bits, scale, rows, new Table<short>(kept));
    }

    /// <summary>Writes the model: classes, bits, scale, then the rows that hold anything.</summary>
    public void Save(ModelWriter writer)
    {
        writer.Write(Classes);
        writer.Write(Bits);
        writer.Write(scale);
        rows.Save(writer);
        writer.WriteTable(weights);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static LinearClassifier Load(ModelReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble(), RowIndex.Load(reader), reader.ReadTable<short>());
}
