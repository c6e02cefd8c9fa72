namespace Parley.Learning;

/// <summary>
/// Trains a <see cref="ChainCrf"/> by maximising the likelihood of label sequences with AdaGrad (Duchi et al. 2011), one sequence a step, one thread, fixed order of shuffling:
/// the same data give the same bytes.
/// </summary>
internal sealed class ChainCrfTrainer(int labels, int bits)
{
    private readonly List<(int[] Features, int[] Offsets, byte[] Labels)> sequences = [];
    private readonly byte[] counts = new byte[1 << bits];
    private readonly HashSet<(int From, int To)> forbidden = [];

    /// <summary>Number of sequences added.</summary>
    public int Count => sequences.Count;

    /// <summary>Rules out a transition (From -1: the start).</summary>
    public void Forbid(int from, int to) => forbidden.Add((from, to));

    /// <summary>
    /// Adds a sequence: position i has the features <c>features[offsets[i]..offsets[i+1]]</c> (hashes, reduced to the table here) and the label <c>gold[i]</c>.
    /// </summary>
    public void Add(ReadOnlySpan<uint> features, ReadOnlySpan<int> offsets, ReadOnlySpan<byte> gold)
    {
        var kept = new int[features.Length];
        int mask = (1 << bits) - 1;
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = (int)features[i] & mask;
            if (counts[kept[i]] < 255) counts[kept[i]]++;
        }

        sequences.Add((kept, offsets.ToArray(), gold.ToArray()));
    }

    /// <summary>How to train.</summary>
    /// <param name="Epochs">Passes over the sequences.</param>
    /// <param name="Rate">AdaGrad step.</param>
    /// <param name="Cutoff">Features seen fewer times are left out.</param>
    /// <param name="Dropout">Share of a position's features hidden in each step (Hinton et al. 2012): keeps single words from carrying a decision alone.</param>
    /// <param name="L2">Pull of touched weights to zero.</param>
    /// <param name="Seed">Seed of shuffling and dropout.</param>
    /// <param name="Runs">Runs with seeds of their own, whose weights are averaged: what one order of the sequences happens to prefer is evened out.</param>
    public sealed record Options(int Epochs, double Rate, int Cutoff, double Dropout, double L2, uint Seed, int Runs = 1);

    /// <summary>Trains and rounds.</summary>
    public ChainCrf Train(Options options, Action<string>? log = null)
    {
        Prune(options.Cutoff);
        var mean = new float[(1 << bits) * labels];
        var meanTransitions = new double[(labels * labels) + labels];
        for (uint run = 0; run < options.Runs; run++) Run(options with { Seed = options.Seed + (run * 1000) }, mean, meanTransitions, log);
        for (int i = 0; i < mean.Length; i++) mean[i] /= options.Runs;
        for (int i = 0; i < meanTransitions.Length; i++) meanTransitions[i] /= options.Runs;
        return Quantise(mean, meanTransitions);
    }

    /// <summary>One run from nothing; its weights are added to those given.</summary>
    private void Run(Options options, float[] sum, double[] sumTransitions, Action<string>? log)
    {
        var (epochs, rate, _, dropout, l2, seed, _) = options;
        uint hide = (uint)(dropout * uint.MaxValue);
        float keep = (float)(1 / (1 - dropout)), pull = (float)l2;
        int L = labels;
        var w = new float[(1 << bits) * L];
        var g = new float[(1 << bits) * L];
        var mean = new float[w.Length];
        var t = new double[L * L + L];
        var meanTransitions = new double[t.Length];
        var tg = new double[t.Length];
        int longest = sequences.Max(s => s.Labels.Length);
        double[] psi = new double[longest * L], alpha = new double[longest * L], beta = new double[longest * L], marginals = new double[longest * L], norm = new double[longest];
        var trans = new double[t.Length];
        var score = new double[L];
        int[] kept = [], offsets = [];
        int[] order = [.. Enumerable.Range(0, sequences.Count)];
        var random = new SeededRandom(seed);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            double loss = 0, step = rate;
            foreach (int index in order)
            {
                var (all, bounds, gold) = sequences[index];
                int n = gold.Length;
                if (n == 0) continue;
                if (kept.Length < all.Length) kept = new int[all.Length * 2];
                if (offsets.Length < n + 1) offsets = new int[n * 2 + 1];
                int write = 0;
                for (int i = 0; i < n; i++)
                {
                    offsets[i] = write;
                    for (int p = bounds[i]; p < bounds[i + 1]; p++)
                        if (hide == 0 || random.Next() >= hide) kept[write++] = all[p];
                }

                offsets[n] = write;
                var features = kept;
                for (int i = 0; i < t.Length; i++)
                {
                    var (from, to) = i < L * L ? (i / L, i % L) : (-1, i - L * L);
                    trans[i] = forbidden.Contains((from, to)) ? 0 : PortableMath.Exp(t[i]);
                }

                double goldScore = 0, shift = 0;
                for (int i = 0; i < n; i++)
                {
                    Array.Clear(score);
                    for (int p = offsets[i]; p < offsets[i + 1]; p++)
                    {
                        int row = features[p] * L;
                        for (int k = 0; k < L; k++) score[k] += w[row + k] * keep;
                    }

                    double max = score.Max();
                    shift += max;
                    goldScore += score[gold[i]] + (i == 0 ? t[L * L + gold[0]] : t[gold[i - 1] * L + gold[i]]);
                    for (int k = 0; k < L; k++) psi[i * L + k] = PortableMath.Exp(score[k] - max);
                }

                double logZ = shift + ForwardBackward.Run(psi, trans, n, L, marginals, alpha, beta, norm);
                loss += logZ - goldScore;
                for (int i = 0; i < n; i++)
                {
                    for (int k = 0; k < L; k++)
                    {
                        double gradient = marginals[i * L + k] - (k == gold[i] ? 1 : 0);
                        if (Math.Abs(gradient) < 1e-3) continue;
                        float gf = (float)gradient * keep;
                        for (int p = offsets[i]; p < offsets[i + 1]; p++)
                        {
                            int cell = features[p] * L + k;
                            float slope = gf + pull * w[cell];
                            g[cell] += slope * slope;
                            w[cell] -= (float)step * slope / (MathF.Sqrt(g[cell]) + 1e-6f);
                        }
                    }

                    UpdateTransitions(t, tg, trans, psi, alpha, beta, norm, marginals, gold, i, step);
                }
            }

            log?.Invoke($"epoch {epoch + 1}: loss {loss / sequences.Count:F4}");
            if (epoch < epochs / 2) continue;
            for (int i = 0; i < w.Length; i++) mean[i] += w[i];
            for (int i = 0; i < t.Length; i++) meanTransitions[i] += t[i];
        }

        // The mean of the later epochs' ends wobbles less than the last step does.
        int snapshots = epochs - epochs / 2;
        for (int i = 0; i < w.Length; i++) sum[i] += mean[i] / snapshots;
        for (int i = 0; i < t.Length; i++) sumTransitions[i] += meanTransitions[i] / snapshots;
    }

    private void UpdateTransitions(double[] t, double[] tg, double[] trans, double[] psi, double[] alpha, double[] beta, double[] norm, double[] marginals, byte[] gold, int i, double rate)
    {
        int L = labels;
        for (int j = 0; j < (i == 0 ? 1 : L); j++)
            for (int k = 0; k < L; k++)
            {
                int cell = i == 0 ? L * L + k : j * L + k;
                double expected = i == 0 ? marginals[k] : alpha[(i - 1) * L + j] * trans[cell] * psi[i * L + k] * beta[i * L + k] / norm[i];
                double gradient = expected - ((i == 0 || gold[i - 1] == j) && gold[i] == k ? 1 : 0);
                if (Math.Abs(gradient) < 1e-4) continue;
                tg[cell] += gradient * gradient;
                t[cell] -= rate * gradient / (Math.Sqrt(tg[cell]) + 1e-6);
            }
    }

    private void Prune(int cutoff)
    {
        if (cutoff <= 1) return;
        for (int s = 0; s < sequences.Count; s++)
        {
            var (features, offsets, gold) = sequences[s];
            int write = 0, read = 0;
            for (int i = 0; i < gold.Length; i++)
            {
                int end = offsets[i + 1];
                offsets[i] = write;
                for (; read < end; read++)
                    if (counts[features[read]] >= cutoff) features[write++] = features[read];
            }

            offsets[gold.Length] = write;
            sequences[s] = (features[..write], offsets, gold);
        }
    }

    private ChainCrf Quantise(float[] w, double[] t)
    {
        // The largest weights are few: clipping them at 127 / 24 loses nothing that decides, and keeps the step of the rounding at 0.04.
        const double scale = 24;
        var table = new sbyte[w.Length];
        for (int i = 0; i < w.Length; i++) table[i] = (sbyte)Math.Clamp(Math.Round(w[i] * scale), -127, 127);
        var transitions = new int[t.Length];
        for (int i = 0; i < t.Length; i++)
        {
            var (from, to) = i < labels * labels ? (i / labels, i % labels) : (-1, i - labels * labels);
            transitions[i] = forbidden.Contains((from, to)) ? ChainCrf.Forbidden : (int)Math.Round(t[i] * scale);
        }

        return new(labels, bits, table, transitions, scale);
    }
}
