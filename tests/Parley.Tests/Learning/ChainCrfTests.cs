using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public class ChainCrfTests
{
    private const int Labels = 3;

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(11)]
    public void A_token_scores_the_sum_of_its_rows_whatever_the_number_of_labels(int labels)
    {
        var random = new SeededRandom(4);
        var weights = new sbyte[labels << 6];
        for (int i = 0; i < weights.Length; i++) weights[i] = (sbyte)(random.Next(256) - 128);
        var crf = new ChainCrf(labels, 6, weights, new int[labels * labels + labels], 10);
        foreach (int count in (int[])[0, 1, 2, 97, 255, 400])
        {
            uint[] features = [.. Enumerable.Range(0, count).Select(_ => (uint)random.Next(1 << 20))];
            var scores = new int[labels];
            crf.Score(features, scores);
            for (int k = 0; k < labels; k++) scores[k].ShouldBe(features.Sum(f => weights[(f & 63) * labels + k]));
        }
    }

    [Fact]
    public void Viterbi_finds_the_best_of_all_paths()
    {
        var random = new SeededRandom(5);
        for (int round = 0; round < 200; round++)
        {
            var crf = RandomModel(random);
            int n = 1 + random.Next(6);
            int[] node = [.. Enumerable.Range(0, n * Labels).Select(_ => random.Next(200) - 100)];
            byte[] path = new byte[n];
            crf.Viterbi(node, path, new());
            Score(crf, node, path).ShouldBe(AllPaths(n).Max(p => Score(crf, node, p)), 1e-9);
        }
    }

    [Fact]
    public void Marginals_are_those_of_the_enumerated_paths()
    {
        var random = new SeededRandom(6);
        for (int round = 0; round < 50; round++)
        {
            var crf = RandomModel(random);
            int n = 1 + random.Next(5);
            int[] node = [.. Enumerable.Range(0, n * Labels).Select(_ => random.Next(100) - 50)];
            double[] marginals = new double[n * Labels];
            double logZ = crf.Marginals(node, n, marginals, new());
            var weights = AllPaths(n).Select(p => (Path: p, Weight: Math.Exp(Score(crf, node, p)))).ToList();
            double sum = weights.Sum(w => w.Weight);
            logZ.ShouldBe(Math.Log(sum), 1e-9);
            for (int i = 0; i < n; i++)
                for (int k = 0; k < Labels; k++) marginals[i * Labels + k].ShouldBe(weights.Where(w => w.Path[i] == k).Sum(w => w.Weight) / sum, 1e-9);
        }
    }

    [Fact]
    public void A_forbidden_transition_is_never_taken()
    {
        var trainer = new ChainCrfTrainer(Labels, 8);
        trainer.Forbid(0, 2);
        trainer.Forbid(-1, 2);
        for (uint i = 0; i < 40; i++) trainer.Add([i % 5, 10 + i % 3], [0, 1, 2], [(byte)(i % 2), (byte)(i % 2 * 2)]);
        var crf = trainer.Train(new(Epochs: 4, Rate: 0.1, Cutoff: 1, Dropout: 0, L2: 0, Seed: 1));
        // The best label of each position alone would be 2, and after 0 that is ruled out too.
        int[] node = [0, 3000, 5000, 0, 0, 5000];
        byte[] path = new byte[2];
        crf.Viterbi(node, path, new());
        path.ShouldBe(new byte[] { 1, 2 });
    }

    [Fact]
    public void Training_learns_what_features_and_neighbours_tell_and_repeats_bit_for_bit()
    {
        var crf = Trained();
        byte[] path = new byte[3];
        int[] node = new int[9];
        uint[] features = [1, 2, 3];
        for (int i = 0; i < 3; i++) crf.Score([features[i]], node.AsSpan(i * Labels, Labels));
        crf.Viterbi(node, path, new());
        path.ShouldBe(new byte[] { 1, 2, 0 });
        Bytes(crf).ShouldBe(Bytes(Trained()));
    }

    [Fact]
    public void A_saved_model_scores_as_before()
    {
        var crf = Trained();
        using var reader = ModelReader.Of(Bytes(crf));
        var loaded = ChainCrf.Load(reader);
        int[] before = new int[Labels], after = new int[Labels];
        crf.Score([1, 3], before);
        loaded.Score([1, 3], after);
        after.ShouldBe(before);
        before.ShouldContain(s => s != 0);
    }

    private static ChainCrf Trained()
    {
        var trainer = new ChainCrfTrainer(Labels, 10);
        for (int i = 0; i < 60; i++)
            if (i % 2 == 0) trainer.Add([1, 2, 3], [0, 1, 2, 3], [1, 2, 0]);
            else trainer.Add([3, 3], [0, 1, 2], [0, 0]);
        return trainer.Train(new(Epochs: 6, Rate: 0.1, Cutoff: 2, Dropout: 0.1, L2: 0, Seed: 3));
    }

    private static byte[] Bytes(ChainCrf crf)
    {
        using var stream = new MemoryStream();
        using var writer = new ModelWriter(stream);
        crf.Save(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static ChainCrf RandomModel(SeededRandom random) =>
        new(Labels, 4, new sbyte[16 * Labels], [.. Enumerable.Range(0, Labels * Labels + Labels).Select(_ => random.Next(100) - 50)], scale: 24);

    private static double Score(ChainCrf crf, int[] node, byte[] path) => crf.LogProbability(node, path, 0);

    private static IEnumerable<byte[]> AllPaths(int n)
    {
        int count = 1;
        for (int i = 0; i < n; i++) count *= Labels;
        for (int code = 0; code < count; code++)
        {
            byte[] path = new byte[n];
            for (int i = 0, c = code; i < n; i++, c /= Labels) path[i] = (byte)(c % Labels);
            yield return path;
        }
    }
}
