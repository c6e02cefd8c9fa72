namespace Parley.Learning;

/// <summary>
/// Fits a <see cref="LinearClassifier"/> to a thousand or so examples: one class against the rest by regularised least squares (Rifkin, Yeo and Poggio 2003), solved over the examples, whose
/// similarity is the sum over their common features of the square of the features' inverse document frequency. Where examples are few and features many, classes with a handful of
/// examples come out better than by logistic regression, whose weights follow the frequent classes. The scores are then scaled so that their softmax fits as a probability, judged on each
/// example by what the others say of it, which least squares give without fitting again. A feature counts once an example.
/// One thread and sums in a fixed order: the same examples give the same bits. Takes time cubic in the examples.
/// </summary>
internal static class LeastSquaresTrainer
{
    /// <summary>Fits to examples (features, class).</summary>
    /// <param name="examples">What to learn from; at least two.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="bits">Hash bits of the classifier's table.</param>
    /// <param name="penalty">How much an example may be missed: the quadratic penalty against the summed loss, as a share of the examples' mean similarity with themselves.</param>
    public static LinearClassifier Fit(IReadOnlyList<(uint[] Features, int Class)> examples, int classes, int bits = 18, double penalty = 0.2)
    {
        uint mask = (1u << bits) - 1;
        uint[][] rows = [.. examples.Select(e => e.Features.Select(f => f & mask).Distinct().Order().ToArray())];
        var having = new SortedDictionary<uint, List<int>>();
        for (int e = 0; e < rows.Length; e++)
        {
            foreach (uint row in rows[e])
            {
                if (!having.TryGetValue(row, out var list)) having.Add(row, list = []);
                list.Add(e);
            }
        }

        int n = examples.Count;
        var matrix = Square(n);
        foreach (var list in having.Values)
        {
            double square = Importance(n, list.Count);
            for (int i = 0; i < list.Count; i++)
                for (int j = 0; j <= i; j++) matrix[list[i]][list[j]] += square;
        }

        double mean = 0;
        for (int i = 0; i < n; i++) mean += matrix[i][i] / n;
        double[] weights = Weights(examples, classes);
        for (int i = 0; i < n; i++) matrix[i][i] += penalty * mean / weights[i];
        Factor(matrix);
        var solved = new double[classes][];
        for (int k = 0; k < classes; k++) solved[k] = Solve(matrix, [.. examples.Select(e => e.Class == k ? 1.0 : -1.0)]);
        double scale = Scale(examples, solved, InverseDiagonal(matrix));
        var table = new double[(1 << bits) * classes];
        foreach (var (row, list) in having)
        {
            double factor = scale * Importance(n, list.Count);
            for (int k = 0; k < classes; k++)
            {
                double sum = 0;
                foreach (int e in list) sum += solved[k][e];
                table[row * classes + k] = factor * sum;
            }
        }

        return LinearClassifier.FromWeights(classes, bits, table);
    }

    /// <summary>The square of a feature's inverse document frequency.</summary>
    private static double Importance(int examples, int having)
    {
        double rarity = 1 + PortableMath.Log((1.0 + examples) / (1 + having));
        return rarity * rarity;
    }

    /// <summary>Weights of the examples: the square root of how rare their class is, so that classes count between each alike and each by its size; 1 on average.</summary>
    private static double[] Weights(IReadOnlyList<(uint[] Features, int Class)> examples, int classes)
    {
        var counts = new double[classes];
        foreach (var (_, k) in examples) counts[k]++;
        double[] weights = [.. examples.Select(e => 1 / Math.Sqrt(counts[e.Class]))];
        double sum = 0;
        foreach (double w in weights) sum += w;
        for (int i = 0; i < weights.Length; i++) weights[i] *= weights.Length / sum;
        return weights;
    }

    /// <summary>The factor of the scores under whose softmax the classes are likeliest, each example judged by the others.</summary>
    private static double Scale(IReadOnlyList<(uint[] Features, int Class)> examples, double[][] solved, double[] inverse)
    {
        var p = new double[solved.Length];
        double best = 1, least = double.PositiveInfinity;
        for (double scale = 0.5; scale < 64; scale *= 1.125)
        {
            double loss = 0;
            for (int e = 0; e < examples.Count; e++)
            {
                for (int k = 0; k < p.Length; k++) p[k] = scale * ((examples[e].Class == k ? 1 : -1) - solved[k][e] / inverse[e]);
                PortableMath.Softmax(p);
                loss -= PortableMath.Log(Math.Max(p[examples[e].Class], 1e-300));
            }

            if (loss < least) (best, least) = (scale, loss);
        }

        return best;
    }

    private static double[][] Square(int n)
    {
        var rows = new double[n][];
        for (int i = 0; i < n; i++) rows[i] = new double[n];
        return rows;
    }

    /// <summary>Cholesky's factor of a positive definite matrix, in place of its lower half.</summary>
    private static void Factor(double[][] m)
    {
        for (int i = 0; i < m.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = m[i][j] - Dot(m[i], m[j], 0, j);
                m[i][j] = i == j ? Math.Sqrt(sum) : sum / m[j][j];
            }
        }
    }

    private static double[] Solve(double[][] factor, double[] right)
    {
        for (int i = 0; i < right.Length; i++) right[i] = (right[i] - Dot(factor[i], right, 0, i)) / factor[i][i];
        for (int i = right.Length - 1; i >= 0; i--)
        {
            double x = right[i] /= factor[i][i];
            for (int j = 0; j < i; j++) right[j] -= x * factor[i][j];
        }

        return right;
    }

    /// <summary>The diagonal of the inverse of the matrix that was factored.</summary>
    private static double[] InverseDiagonal(double[][] factor)
    {
        var diagonal = new double[factor.Length];
        var column = new double[factor.Length];
        for (int j = 0; j < factor.Length; j++)
        {
            column[j] = 1 / factor[j][j];
            double sum = column[j] * column[j];
            for (int i = j + 1; i < factor.Length; i++)
            {
                column[i] = -Dot(factor[i], column, j, i) / factor[i][i];
                sum += column[i] * column[i];
            }

            diagonal[j] = sum;
        }

        return diagonal;
    }

    private static double Dot(double[] a, double[] b, int from, int to)
    {
        double sum = 0;
        for (int i = from; i < to; i++) sum += a[i] * b[i];
        return sum;
    }
}
