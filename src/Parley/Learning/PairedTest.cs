namespace Parley.Learning;

/// <summary>What one system found in one text: how many were right, how many it found, how many there are.</summary>
internal readonly record struct Found(int Right, int Predicted, int Gold);

/// <summary>Whether a difference of F1 between two systems on the same texts may be chance: approximate randomisation (Noreen 1989), the texts' results exchanged at random.</summary>
internal static class PairedTest
{
    private const int Rounds = 10_000;

    /// <summary>F1 of the first less that of the second, in [-1, 1], and the share of random exchanges that differ at least as much either way, in (0, 1].</summary>
    /// <exception cref="ArgumentException">The two have not the same texts.</exception>
    public static (double Difference, double P) Of(IReadOnlyList<Found> first, IReadOnlyList<Found> second)
    {
        if (first.Count != second.Count) throw new ArgumentException("Results of the same texts are compared, one by one.", nameof(second));
        double difference = F1(first) - F1(second);
        var random = new SeededRandom(1);
        int extreme = 0;
        for (int round = 0; round < Rounds; round++)
        {
            (int Right, int Predicted, int Gold) a = default, b = default;
            uint bits = 0;
            for (int i = 0; i < first.Count; i++)
            {
                if (i % 32 == 0) bits = random.Next();
                bool exchange = (bits >> (i % 32) & 1) == 1;
                Add(ref a, exchange ? second[i] : first[i]);
                Add(ref b, exchange ? first[i] : second[i]);
            }

            if (Math.Abs(Figures.Of(a.Right, a.Predicted, a.Gold).F1 - Figures.Of(b.Right, b.Predicted, b.Gold).F1) >= Math.Abs(difference) - 1e-12) extreme++;
        }

        return (difference, (extreme + 1.0) / (Rounds + 1));
    }

    private static double F1(IReadOnlyList<Found> all) => Figures.Of(all.Sum(x => x.Right), all.Sum(x => x.Predicted), all.Sum(x => x.Gold)).F1;

    private static void Add(ref (int Right, int Predicted, int Gold) sum, Found one) => sum = (sum.Right + one.Right, sum.Predicted + one.Predicted, sum.Gold + one.Gold);
}
