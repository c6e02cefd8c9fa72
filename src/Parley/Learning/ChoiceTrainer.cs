namespace Parley.Learning;

/// <summary>One choice to learn from: candidates by their features, and which of them are right (one at least).</summary>
internal sealed record Choice(IReadOnlyList<(uint[] Features, bool Right)> Candidates, double Weight);

/// <summary>
/// Fits a linear score to choices among a few candidates (conditional logit, McFadden 1974): the likelihood of the right candidates against all of the same choice is maximised by AdaGrad
/// (Duchi et al. 2011) over shuffled choices, one thread, fixed seed. The score is that of the only class of the classifier that comes out.
/// </summary>
internal static class ChoiceTrainer
{
    /// <summary>Weights smaller than this decide nothing and are left out.</summary>
    private const double Least = 0.01;

    /// <summary>Trains on choices.</summary>
    public static LinearClassifier Train(IReadOnlyList<Choice> choices, LinearClassifier.Options options)
    {
        uint mask = (1u << options.Bits) - 1;
        double[] w = new double[mask + 1], g = new double[mask + 1];
        Array.Fill(g, options.Initial);
        int[] order = [.. Enumerable.Range(0, choices.Count)];
        var random = new SeededRandom(options.Seed);
        double[] p = [], right = [];
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (int c in order)
            {
                var (candidates, weight) = choices[c];
                int n = candidates.Count;
                if (p.Length < n) (p, right) = (new double[n * 2], new double[n * 2]);
                for (int i = 0; i < n; i++)
                {
                    double score = 0;
                    foreach (uint f in candidates[i].Features) score += w[f & mask];
                    p[i] = score;
                }

                PortableMath.Softmax(p.AsSpan(0, n));
                double sum = 0;
                for (int i = 0; i < n; i++)
                    if (candidates[i].Right) sum += p[i];
                for (int i = 0; i < n; i++)
                {
                    double slope = weight * (p[i] - (candidates[i].Right ? p[i] / Math.Max(sum, 1e-12) : 0));
                    if (Math.Abs(slope) < 1e-6) continue;
                    foreach (uint f in candidates[i].Features)
                    {
                        uint row = f & mask;
                        double gradient = slope + options.L2 * w[row];
                        g[row] += gradient * gradient;
                        w[row] -= options.Rate * gradient / (Math.Sqrt(g[row]) + 1e-6);
                    }
                }
            }
        }

        for (int row = 0; row < w.Length; row++)
            if (Math.Abs(w[row]) < Least) w[row] = 0;
        return LinearClassifier.FromWeights(1, options.Bits, w);
    }
}
