namespace Parley.Talks;

/// <summary>A set of reports by the numbers they arrived with, as bits between the least and the greatest.</summary>
internal sealed class ReportSet
{
    private int start;
    private ulong[] blocks = [];

    /// <summary>Takes all out; keeps the room.</summary>
    public void Clear() => Array.Clear(blocks);

    public bool Contains(int report)
    {
        int block = (report >> 6) - start;
        return (uint)block < (uint)blocks.Length && (blocks[block] >> (report & 63) & 1) != 0;
    }

    public void Add(int report)
    {
        Reach(report >> 6, (report >> 6) + 1);
        blocks[(report >> 6) - start] |= 1UL << (report & 63);
    }

    public void Remove(int report)
    {
        if (Contains(report)) blocks[(report >> 6) - start] &= ~(1UL << (report & 63));
    }

    public void UnionWith(ReportSet other)
    {
        if (other.blocks.Length == 0) return;
        Reach(other.start, other.start + other.blocks.Length);
        for (int i = 0; i < other.blocks.Length; i++) blocks[other.start - start + i] |= other.blocks[i];
    }

    /// <summary>Whether some report is in both.</summary>
    public bool Overlaps(ReportSet other)
    {
        int from = Math.Max(start, other.start), to = Math.Min(start + blocks.Length, other.start + other.blocks.Length);
        for (int block = from; block < to; block++)
            if ((blocks[block - start] & other.blocks[block - other.start]) != 0)
                return true;
        return false;
    }

    /// <summary>Makes room for blocks from one up to another.</summary>
    private void Reach(int from, int to)
    {
        if (blocks.Length == 0)
        {
            (start, blocks) = (from, new ulong[to - from]);
            return;
        }

        if (from >= start && to <= start + blocks.Length) return;
        int least = Math.Min(from, start);
        var wider = new ulong[Math.Max(to, start + blocks.Length) - least];
        blocks.CopyTo(wider, start - least);
        (start, blocks) = (least, wider);
    }
}
