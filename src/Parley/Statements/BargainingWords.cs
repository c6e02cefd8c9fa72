using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// How much of a document's vocabulary is that of sides that settle something. Conventions of annotation differ between news at large (PolNeAR leaves statements inside statements
/// out) and reports on negotiations (they count); a reader that serves both must see which it has before it.
/// </summary>
internal static class BargainingWords
{
    private static readonly HashSet<uint> Lemmas = [.. DataFile.Lines("Statements", "bargaining-words.txt").Select(l => FeatureHash.OfLower(l))];

    /// <summary>Grade of the share of such words: 0 (none) to 6 (one word in twelve and more).</summary>
    public static uint Grade(SentenceGraph graph)
    {
        int found = 0;
        for (int i = 0; i < graph.Count; i++)
            if (Lemmas.Contains(graph.Lemma[i])) found++;
        double share = 1000.0 * found / Math.Max(graph.Count, 50);
        return share < 5 ? 0u : share < 12 ? 1u : share < 20 ? 2u : share < 30 ? 3u : share < 45 ? 4u : share < 80 ? 5u : 6u;
    }
}
