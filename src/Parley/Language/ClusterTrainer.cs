using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Learns word clusters by the exchange algorithm (Kneser and Ney 1993; Martin, Liermann and Ney 1998): words move, one after the other in order of frequency, to the class
/// that makes the class bigrams of the text most likely, until few move. The classes are then clustered in the same way.
/// </summary>
internal static class ClusterTrainer
{
    private const int FineClusters = 400, CoarseClusters = 40, LeastCount = 4, MostWords = 36_000, Rounds = 9;

    /// <summary>Trains on EWT, PolNeAR and Reuters text and writes the model.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var text = Corpus(dataFolder).ToList();
        log($"clusters: {text.Sum(s => (long)s.Length):N0} tokens");
        Cluster(text, log).Save(modelFolder);
    }

    /// <summary>Clusters the words of sentences.</summary>
    public static WordClusters Cluster(IReadOnlyList<string[]> sentences, Action<string> log)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var sentence in sentences)
            foreach (string word in sentence)
            {
                uint key = WordClusters.KeyOf(word);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }

        var words = counts.Where(c => c.Value >= LeastCount).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(MostWords).Select(c => c.Key).ToArray();
        var number = new Dictionary<uint, int>();
        foreach (uint word in words) number[word] = number.Count + 2; // 0 is a sentence's border, 1 any rare word
        var bigrams = new Dictionary<long, int>();
        foreach (var sentence in sentences)
        {
            int last = 0;
            foreach (string word in sentence) Count(ref last, number.GetValueOrDefault(WordClusters.KeyOf(word), 1));
            Count(ref last, 0);
        }

        var fine = new Exchange(words.Length + 2, FineClusters, bigrams);
        fine.Run(Rounds, log);
        var coarse = new Exchange(FineClusters + 2, CoarseClusters, fine.ClassBigrams());
        coarse.Run(Rounds * 3, log);
        // Fine clusters 1 to n; 0 says that a word is unknown. Coarse likewise.
        var coarseOf = new byte[FineClusters + 1];
        for (int c = 1; c <= FineClusters; c++) coarseOf[c] = (byte)(coarse.ClassOf(c + 1) - 1);
        return new(words, [.. Enumerable.Range(0, words.Length).Select(i => (ushort)(fine.ClassOf(i + 2) - 1))], coarseOf);

        void Count(ref int last, int next)
        {
            long key = ((long)last << 32) | (uint)next;
            bigrams[key] = bigrams.GetValueOrDefault(key) + 1;
            last = next;
        }
    }

    private static IEnumerable<string[]> Corpus(string dataFolder)
    {
        foreach (var sentence in ConlluFile.Read(Path.Combine(dataFolder, "treebank", "ewt-train.conllu.gz"))) yield return [.. sentence.Tokens.Select(t => t.Form)];
        foreach (var article in RunningText.Lines(Path.Combine(dataFolder, "polnear", "train.jsonl.gz")))
            foreach (var sentence in RunningText.Sentences(article.GetProperty("text").GetString()!)) yield return sentence;
        foreach (var item in RunningText.Lines(Path.Combine(dataFolder, "bulk", "reuters21578.jsonl.gz")))
            foreach (var sentence in RunningText.Sentences(item.GetProperty("text").GetString()!)) yield return sentence;
    }

    /// <summary>The state of the exchange: items 0 and 1 keep classes 0 and 1, all others share the rest.</summary>
    private sealed class Exchange
    {
        private readonly int classes;
        private readonly int[] classOf;
        private readonly int[] pairs;
        private readonly long[] totals;
        private readonly int[] occurrences;
        private readonly (int Other, int Count)[][] after;
        private readonly (int Other, int Count)[][] before;
        private readonly int[] self;
        private readonly double[] entropy;

        public Exchange(int items, int clusters, Dictionary<long, int> bigrams)
        {
            classes = clusters + 2;
            (classOf, pairs, totals, occurrences, self) = (new int[items], new int[classes * classes], new long[classes], new int[items], new int[items]);
            for (int i = 0; i < items; i++) classOf[i] = i < 2 ? i : 2 + (i - 2) % clusters;
            var next = new List<(int, int)>[items];
            var previous = new List<(int, int)>[items];
            for (int i = 0; i < items; i++) (next[i], previous[i]) = ([], []);
            foreach (var (key, count) in bigrams.OrderBy(b => b.Key))
            {
                int a = (int)(key >> 32), b = (int)key;
                pairs[classOf[a] * classes + classOf[b]] += count;
                totals[classOf[b]] += count;
                occurrences[b] += count;
                if (a == b)
                {
                    self[a] = count;
                }
                else
                {
                    next[a].Add((b, count));
                    previous[b].Add((a, count));
                }
            }

            after = [.. next.Select(l => l.ToArray())];
            before = [.. previous.Select(l => l.ToArray())];
            entropy = new double[totals.Sum() + 2];
            for (int n = 2; n < entropy.Length; n++) entropy[n] = n * PortableMath.Log(n);
        }

        public int ClassOf(int item) => classOf[item];

        public Dictionary<long, int> ClassBigrams()
        {
            var bigrams = new Dictionary<long, int>();
            for (int a = 0; a < classes; a++)
                for (int b = 0; b < classes; b++)
                    if (pairs[a * classes + b] > 0) bigrams[((long)a << 32) | (uint)b] = pairs[a * classes + b];
            return bigrams;
        }

        public void Run(int rounds, Action<string> log)
        {
            var right = new int[classes];
            var left = new int[classes];
            var rightOf = new List<int>();
            var leftOf = new List<int>();
            for (int round = 1; round <= rounds; round++)
            {
                int moved = 0;
                for (int item = 2; item < classOf.Length; item++)
                {
                    Gather(after[item], right, rightOf);
                    Gather(before[item], left, leftOf);
                    int old = classOf[item];
                    Shift(item, old, right, rightOf, left, leftOf, -1);
                    int best = old;
                    double bestGain = Gain(item, old, right, rightOf, left, leftOf) + 1e-9;
                    for (int c = 2; c < classes; c++)
                    {
                        if (c == old) continue;
                        double gain = Gain(item, c, right, rightOf, left, leftOf);
                        if (gain > bestGain) (best, bestGain) = (c, gain);
                    }

                    Shift(item, best, right, rightOf, left, leftOf, 1);
                    classOf[item] = best;
                    if (best != old) moved++;
                    foreach (int c in rightOf) right[c] = 0;
                    foreach (int c in leftOf) left[c] = 0;
                }

                log($"clusters: round {round}, {moved:N0} of {classOf.Length:N0} moved");
                if (moved * 200 < classOf.Length) break;
            }
        }

        private void Gather((int Other, int Count)[] neighbours, int[] counts, List<int> touched)
        {
            touched.Clear();
            foreach (var (other, count) in neighbours)
            {
                int c = classOf[other];
                if (counts[c] == 0) touched.Add(c);
                counts[c] += count;
            }
        }

        private void Shift(int item, int c, int[] right, List<int> rightOf, int[] left, List<int> leftOf, int sign)
        {
            foreach (int r in rightOf) pairs[c * classes + r] += sign * right[r];
            foreach (int l in leftOf) pairs[l * classes + c] += sign * left[l];
            pairs[c * classes + c] += sign * self[item];
            totals[c] += sign * occurrences[item];
        }

        /// <summary>What the likelihood gains when the item joins class <paramref name="c"/>.</summary>
        private double Gain(int item, int c, int[] right, List<int> rightOf, int[] left, List<int> leftOf)
        {
            double gain = 0;
            foreach (int r in rightOf)
            {
                if (r == c) continue;
                int n = pairs[c * classes + r];
                gain += entropy[n + right[r]] - entropy[n];
            }

            foreach (int l in leftOf)
            {
                if (l == c) continue;
                int n = pairs[l * classes + c];
                gain += entropy[n + left[l]] - entropy[n];
            }

            int own = pairs[c * classes + c];
            gain += entropy[own + right[c] + left[c] + self[item]] - entropy[own];
            return gain - 2 * (entropy[totals[c] + occurrences[item]] - entropy[totals[c]]);
        }
    }
}
