namespace Parley.Learning;

/// <summary>
/// Weights of an averaged perceptron in training: a row for each hashed feature (its top bits are the row), one weight a class, and their lazy sums over time (Daumé 2006), all integers.
/// </summary>
internal sealed class PerceptronTable(int bits, int width)
{
    private readonly int[] weights = new int[width << bits];
    private readonly long[] sums = new long[width << bits];
    private readonly byte[] counts = new byte[1 << bits];
    private readonly int shift = 32 - bits;
    private long steps = 1;

    /// <summary>Counts occurrences of features, up to 255.</summary>
    public void Count(ReadOnlySpan<uint> features)
    {
        foreach (uint f in features)
            if (counts[f >> shift] < 255) counts[f >> shift]++;
    }

    /// <summary>Scores of the classes, into <paramref name="scores"/>.</summary>
    public void Score(ReadOnlySpan<uint> features, Span<int> scores)
    {
        scores.Clear();
        foreach (uint f in features)
        {
            var row = weights.AsSpan((int)(f >> shift) * width, width);
            for (int k = 0; k < row.Length; k++) scores[k] += row[k];
        }
    }

    /// <summary>Moves time on: one decision was taken.</summary>
    public void Step() => steps++;

    /// <summary>Rewards one class and punishes another, for the features counted at least <paramref name="minimum"/> times.</summary>
    public void Update(ReadOnlySpan<uint> features, int right, int wrong, int minimum)
    {
        foreach (uint f in features)
        {
            uint index = f >> shift;
            if (counts[index] < minimum) continue;
            int row = (int)index * width;
            weights[row + right]++;
            sums[row + right] += steps;
            weights[row + wrong]--;
            sums[row + wrong] -= steps;
        }
    }

    /// <summary>
    /// The mean of the averaged weights of tables trained on other orders of the same examples, scaled so that none exceeds <paramref name="limit"/>, at most 256 units for one
    /// update.
    /// </summary>
    public static double[] Mean(PerceptronTable[] tables, double limit)
    {
        var mean = new double[tables[0].weights.Length];
        foreach (var table in tables)
            for (int i = 0; i < mean.Length; i++) mean[i] += (table.weights[i] - table.sums[i] / (double)table.steps) / tables.Length;
        double max = 1e-9;
        foreach (double x in mean) max = Math.Max(max, Math.Abs(x));
        double scale = Math.Min(256, limit / max);
        for (int i = 0; i < mean.Length; i++) mean[i] *= scale;
        return mean;
    }
}
