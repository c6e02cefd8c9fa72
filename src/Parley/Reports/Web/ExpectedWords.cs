using System.Runtime.InteropServices;

namespace Parley.Reports.Web;

/// <summary>How many words of the report the first stage expects where on the page (thousandths of words): in every element, before every block, among equal elements.</summary>
internal sealed class ExpectedWords
{
    private readonly PageTree tree;
    private readonly Dictionary<int, (long Expected, long Words)> bySignature = [];
    private readonly int longestStart, longestEnd;

    /// <summary>Sums up; <paramref name="probabilities"/> are in thousandths.</summary>
    public ExpectedWords(PageTree tree, ReadOnlySpan<int> probabilities)
    {
        this.tree = tree;
        Before = new long[tree.Blocks.Count + 1];
        foreach (var element in tree.Elements) element.Expected = 0;
        long best = 0, run = 0;
        int start = 0;
        for (int i = 0; i < tree.Blocks.Count; i++)
        {
            var block = tree.Blocks[i];
            long expected = (long)block.Words * probabilities[i];
            Before[i + 1] = Before[i] + expected;
            for (var element = block.Element; element is not null; element = element.Parent) element.Expected += expected;
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(bySignature, block.Element.Signature, out _);
            group = (group.Expected + expected, group.Words + block.Words);
            // The stretch that has the most of the report after a price for what is none: where the report stands as a whole.
            run += expected - (long)block.Words * (1000 - probabilities[i]);
            if (run < 0) (run, start) = (0, i + 1);
            if (run > best) (best, longestStart, longestEnd) = (run, start, i + 1);
        }
    }

    /// <summary>Words expected before each block, and at the end over all.</summary>
    public long[] Before { get; }

    /// <summary>Words expected on the page.</summary>
    public long All => Math.Max(1, Before[^1]);

    /// <summary>Percentage expected among equal elements.</summary>
    public int OfSignature(PageBlock block)
    {
        var (expected, words) = bySignature[block.Element.Signature];
        return words == 0 ? 0 : (int)(expected / (words * 10));
    }

    /// <summary>Percentage expected among the words of the blocks around one.</summary>
    public int Around(int i, int reach)
    {
        int from = Math.Max(0, i - reach), to = Math.Min(tree.Blocks.Count, i + reach + 1);
        long words = 1;
        for (int k = from; k < to; k++) words += tree.Blocks[k].Words;
        return (int)((Before[to] - Before[from]) / (words * 10));
    }

    /// <summary>Where a block stands to the stretch that holds the report: blocks before it (negative), inside (0), behind (positive).</summary>
    public int Longest(int i) => i < longestStart ? Math.Max(i - longestStart, -100) : i >= longestEnd ? Math.Min(i - longestEnd + 1, 100) : 0;
}
