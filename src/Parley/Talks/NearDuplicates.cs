using Parley.Learning;

namespace Parley.Talks;

/// <summary>
/// Finds reports that carry nearly the same text (a wire story in two outlets, an update with a new last line), by the share of common five-word runs
/// (shingling, Broder 1997). They count once. Of two texts that share enough, some runs are among the first of each in the order of their hashes, so that only these are looked up (prefix filtering, Chaudhuri,
/// Ganti and Kaushik 2006).
/// </summary>
internal sealed class NearDuplicates
{
    private const int Run = 5;

    /// <summary>Common share of the two texts' runs from which on they are the same story.</summary>
    private const double Same = 0.7;

    /// <summary>So many common runs are looked for among the first.</summary>
    private const int MostCommon = 8;

    private readonly Dictionary<ulong, List<int>> byRun = [];

    /// <summary>For each text the number of its first runs that the one in hand has too; 0 in between.</summary>
    private readonly List<int> common = [];
    private readonly List<(TalksReading Reading, ulong[] Runs)> texts = [];

    /// <summary>Takes a reading up, and lays it beside those with nearly the same text.</summary>
    public void Add(TalksReading reading)
    {
        ulong[] runs = Runs(reading.Reading.Report.Text);
        int own = texts.Count;
        texts.Add((reading, runs));
        common.Add(0);
        var candidates = new List<int>();
        int least = Common(runs);
        for (int i = 0; i < runs.Length - Least(runs) + least; i++)
        {
            if (!byRun.TryGetValue(runs[i], out List<int>? holders)) byRun[runs[i]] = holders = [];
            foreach (int other in holders)
                if (common[other]++ == 0) candidates.Add(other);
            holders.Add(own);
        }

        foreach (int other in candidates)
        {
            bool enough = common[other] >= Math.Min(least, Common(texts[other].Runs));
            common[other] = 0;
            if (!enough || !AreAlike(runs, texts[other].Runs)) continue;
            reading.Alike.Add(texts[other].Reading);
            texts[other].Reading.Alike.Add(reading);
        }
    }

    /// <summary>
    /// Settles which of the readings that are alike with this one, by way of others too, count: each that is like no earlier one that counts; the others stand with the first such.
    /// </summary>
    /// <returns>All of them.</returns>
    public static HashSet<TalksReading> Settle(TalksReading reading)
    {
        var group = new HashSet<TalksReading> { reading };
        var open = new Stack<TalksReading>(group);
        while (open.TryPop(out TalksReading? next))
            foreach (TalksReading other in next.Alike)
                if (group.Add(other)) open.Push(other);
        foreach (TalksReading member in group.OrderBy(member => member.Place))
            member.First = member.Alike.Where(other => other.Place < member.Place && other.First == other).MinBy(other => other.Place) ?? member;
        return group;
    }

    /// <summary>How many runs a text that is the same story has at least in common with this one.</summary>
    private static int Least(ulong[] runs) => (int)Math.Ceiling((Same * runs.Length) - 1e-9);

    private static int Common(ulong[] runs) => Math.Min(MostCommon, Least(runs));

    private static bool AreAlike(ulong[] a, ulong[] b)
    {
        if (Math.Min(a.Length, b.Length) < Same * Math.Max(a.Length, b.Length)) return false;
        int common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                common++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return common >= Same * (a.Length + b.Length - common);
    }

    /// <summary>Hashes of the different runs of a text, in ascending order.</summary>
    private static ulong[] Runs(string text)
    {
        const ulong factor = 0x9E3779B97F4A7C15;
        ulong[] words = [.. WordKey.Words(text).Select(word => ((ulong)FeatureHash.Of(word) << 32 | FeatureHash.Join(7, FeatureHash.OfLower(word), (uint)word.Length)) * factor)];
        var runs = new HashSet<ulong>();
        for (int i = 0; i + Run <= words.Length; i++)
        {
            ulong run = 0;
            for (int j = i; j < i + Run; j++)
            {
                run = (run ^ words[j]) * factor;
                run ^= run >> 29;
            }

            runs.Add(run);
        }

        ulong[] sorted = [.. runs];
        Array.Sort(sorted);
        return sorted;
    }
}
