using Parley.Learning;

namespace Parley.Talks;

/// <summary>
/// Finds reports that carry nearly the same text (a wire story in two outlets, an update with a new last line), by the share of common five-word runs
/// (shingling, Broder 1997). They count once.
/// </summary>
internal static class NearDuplicates
{
    private const int Run = 5;

    /// <summary>Common share of the two texts' runs from which on they are the same story.</summary>
    private const double Same = 0.7;

    /// <summary>For each text the first one with nearly the same words, or itself.</summary>
    public static int[] FirstOf(IReadOnlyList<string> texts)
    {
        var sizes = new int[texts.Count];
        var first = new int[texts.Count];
        var seen = new Dictionary<ulong, List<int>>();
        var shared = new Dictionary<int, int>();
        for (int i = 0; i < texts.Count; i++)
        {
            first[i] = i;
            HashSet<ulong> runs = Runs(texts[i]);
            sizes[i] = runs.Count;
            shared.Clear();
            foreach (ulong run in runs)
                if (seen.TryGetValue(run, out List<int>? others))
                    foreach (int other in others)
                        shared[other] = shared.GetValueOrDefault(other) + 1;
            foreach ((int other, int common) in shared)
                if (common >= Same * (runs.Count + sizes[other] - common) && other < first[i])
                    first[i] = other;
            if (first[i] != i) continue;
            foreach (ulong run in runs)
            {
                if (!seen.TryGetValue(run, out List<int>? others)) seen[run] = others = [];
                others.Add(i);
            }
        }
        return first;
    }

    private static HashSet<ulong> Runs(string text)
    {
        List<string> words = WordKey.Words(text);
        var runs = new HashSet<ulong>();
        for (int i = 0; i + Run <= words.Count; i++)
        {
            string run = string.Join(' ', words.GetRange(i, Run));
            runs.Add((ulong)FeatureHash.Of(run) << 32 | FeatureHash.Join(7, FeatureHash.OfLower(run), (uint)run.Length));
        }
        return runs;
    }
}
