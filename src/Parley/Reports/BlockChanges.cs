namespace Parley.Reports;

/// <summary>A block that one version of a report has and the next has not, or the other way round.</summary>
/// <param name="IsNew">Whether the later version has it.</param>
/// <param name="Text">Its words.</param>
internal readonly record struct ChangedBlock(bool IsNew, string Text);

/// <summary>Compares two versions of a report block by block, furniture apart.</summary>
internal static class BlockChanges
{
    /// <summary>More pairs of blocks than this are not aligned but compared as sets.</summary>
    private const int MostPairs = 4_000_000;

    /// <summary>The blocks of a report that are its own.</summary>
    public static Block[] Own(IReadOnlyList<Block> blocks) => [.. blocks.Where(block => block.Kind is not BlockKind.Furniture)];

    /// <summary>The words of blocks.</summary>
    public static string[] Words(string text, IReadOnlyList<Block> blocks) => [.. blocks.Select(block => block.Span.Of(text).ToString())];

    /// <summary>What changed from one version to a later one, in the order of the text: at each place first what is gone, then what is new.</summary>
    public static IEnumerable<ChangedBlock> Between(Report before, Report after)
    {
        string[] then = Words(before.Text, Own(before.Blocks)), now = Words(after.Text, Own(after.Blocks));
        var (gone, added) = Of(then, now);
        for (int b = 0, a = 0; b < then.Length || a < now.Length; b++, a++)
        {
            for (; b < then.Length && gone[b]; b++) yield return new(false, then[b]);
            for (; a < now.Length && added[a]; a++) yield return new(true, now[a]);
        }
    }

    /// <summary>Which blocks are gone and which are new, by a longest common subsequence of blocks. Time and memory O(before × after), at most <see cref="MostPairs"/>.</summary>
    public static (bool[] Gone, bool[] New) Of(string[] before, string[] after) => (long)before.Length * after.Length > MostPairs ? Sets(before, after) : Aligned(before, after);

    private static (bool[] Gone, bool[] New) Sets(string[] before, string[] after)
    {
        HashSet<string> old = new(before, StringComparer.Ordinal), fresh = new(after, StringComparer.Ordinal);
        return (Array.ConvertAll(before, b => !fresh.Contains(b)), Array.ConvertAll(after, a => !old.Contains(a)));
    }

    private static (bool[] Gone, bool[] New) Aligned(string[] before, string[] after)
    {
        int[,] common = new int[before.Length + 1, after.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
            for (int k = after.Length - 1; k >= 0; k--)
                common[i, k] = before[i] == after[k] ? common[i + 1, k + 1] + 1 : Math.Max(common[i + 1, k], common[i, k + 1]);
        bool[] gone = new bool[before.Length], added = new bool[after.Length];
        int b = 0, a = 0;
        while (b < before.Length && a < after.Length)
        {
            if (before[b] == after[a]) (b, a) = (b + 1, a + 1);
            else if (common[b + 1, a] >= common[b, a + 1]) gone[b++] = true;
            else added[a++] = true;
        }

        gone.AsSpan(b).Fill(true);
        added.AsSpan(a).Fill(true);
        return (gone, added);
    }
}
