namespace Parley.Learning;

/// <summary>
/// Fits a <see cref="LinearClassifier"/> to a few thousand examples: multinomial logistic regression with a quadratic penalty on every weight,
/// minimised by L-BFGS (Nocedal 1980) over all examples at once. The penalty is the lighter the rarer the feature, by the square of its inverse document frequency: the same as
/// scaling features by that frequency, which tells content words from function words. A feature counts once an example.
/// One thread and sums in a fixed order: the same examples give the same bits.
/// </summary>
internal static class SmallDataTrainer
{
    private const int History = 8;

    /// <summary>Fits to examples (features, class, weight of the example).</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="bits">Hash bits of the classifier's table.</param>
    /// <param name="penalty">Strength of the quadratic penalty against the summed loss: the prior variance of a weight is its inverse, for a feature that every example has.</param>
    /// <param name="iterations">Steps at most.</param>
    public static LinearClassifier Fit(IReadOnlyList<(uint[] Features, int Class, double Weight)> examples, int classes, int bits = 18, double penalty = 1, int iterations = 100)
    {
        uint mask = (1u << bits) - 1;
        var rowOf = new int[1 << bits];
        var rows = new List<int>();
        var compact = new int[examples.Count][];
        for (int e = 0; e < examples.Count; e++)
        {
            var features = examples[e].Features;
            var to = compact[e] = new int[features.Length];
            for (int i = 0; i < features.Length; i++)
            {
                int hash = (int)(features[i] & mask);
                if (rowOf[hash] == 0)
                {
                    rows.Add(hash);
                    rowOf[hash] = rows.Count;
                }

                to[i] = (rowOf[hash] - 1) * classes;
            }
        }

        var penalties = new double[rows.Count];
        for (int e = 0; e < compact.Length; e++)
        {
            compact[e] = [.. compact[e].Distinct()];
            foreach (int row in compact[e]) penalties[row / classes]++;
        }

        for (int r = 0; r < penalties.Length; r++)
        {
            double rarity = 1 + PortableMath.Log((1.0 + examples.Count) / (1 + penalties[r]));
            penalties[r] = penalty / (rarity * rarity);
        }

        var problem = new Problem(examples, compact, classes, penalties);
        double[] w = Minimise(problem, rows.Count * classes, iterations);
        var table = new double[(1 << bits) * classes];
        for (int r = 0; r < rows.Count; r++) Array.Copy(w, r * classes, table, rows[r] * classes, classes);
        return LinearClassifier.FromWeights(classes, bits, table);
    }

    private static double[] Minimise(Problem problem, int size, int iterations)
    {
        double[] w = new double[size], gradient = new double[size], direction = new double[size], trial = new double[size], trialGradient = new double[size];
        var steps = new List<(double[] Step, double[] Change, double Inverse)>();
        double value = problem.Evaluate(w, gradient);
        var alpha = new double[History];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            for (int i = 0; i < size; i++) direction[i] = -gradient[i];
            for (int k = steps.Count - 1; k >= 0; k--)
            {
                alpha[k] = steps[k].Inverse * Dot(steps[k].Step, direction);
                Add(direction, -alpha[k], steps[k].Change);
            }

            if (steps.Count > 0)
            {
                var (step, change, _) = steps[^1];
                double shrink = Dot(step, change) / Dot(change, change);
                for (int i = 0; i < size; i++) direction[i] *= shrink;
            }

            for (int k = 0; k < steps.Count; k++) Add(direction, alpha[k] - steps[k].Inverse * Dot(steps[k].Change, direction), steps[k].Step);
            double slope = Dot(direction, gradient);
            if (slope > -1e-7 * Math.Max(1, Math.Abs(value))) break;
            double length = iteration == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(gradient, gradient))) : 1, next = 0;
            bool found = false;
            for (int attempt = 0; attempt < 30 && !found; attempt++, length *= found ? 1 : 0.5)
            {
                for (int i = 0; i < size; i++) trial[i] = w[i] + length * direction[i];
                next = problem.Evaluate(trial, trialGradient);
                found = next <= value + 1e-4 * length * slope;
            }

            if (!found) break;
            double[] stepTaken = new double[size], changeSeen = new double[size];
            for (int i = 0; i < size; i++) (stepTaken[i], changeSeen[i]) = (trial[i] - w[i], trialGradient[i] - gradient[i]);
            double curvature = Dot(stepTaken, changeSeen);
            if (curvature > 1e-12)
            {
                if (steps.Count == History) steps.RemoveAt(0);
                steps.Add((stepTaken, changeSeen, 1 / curvature));
            }

            (w, trial) = (trial, w);
            (gradient, trialGradient) = (trialGradient, gradient);
            bool done = value - next < 1e-6 * Math.Max(1, value);
            value = next;
            if (done) break;
        }

        return w;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double[] to, double factor, double[] what)
    {
        for (int i = 0; i < to.Length; i++) to[i] += factor * what[i];
    }

    private sealed class Problem(IReadOnlyList<(uint[] Features, int Class, double Weight)> examples, int[][] compact, int classes, double[] penalty)
    {
        private readonly double[] p = new double[classes];

        /// <summary>The penalised loss at <paramref name="w"/>, and its gradient.</summary>
        public double Evaluate(double[] w, double[] gradient)
        {
            double loss = 0;
            for (int i = 0; i < w.Length; i++)
            {
                gradient[i] = penalty[i / classes] * w[i];
                loss += 0.5 * penalty[i / classes] * w[i] * w[i];
            }

            for (int e = 0; e < compact.Length; e++)
            {
                Array.Clear(p);
                foreach (int row in compact[e])
                    for (int k = 0; k < p.Length; k++) p[k] += w[row + k];
                PortableMath.Softmax(p);
                var (_, gold, weight) = examples[e];
                loss -= weight * PortableMath.Log(Math.Max(p[gold], 1e-300));
                p[gold] -= 1;
                foreach (int row in compact[e])
                    for (int k = 0; k < p.Length; k++) gradient[row + k] += weight * p[k];
            }

            return loss;
        }
    }
}
