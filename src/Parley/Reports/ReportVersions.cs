using Parley.Reports.Web;

namespace Parley.Reports;

/// <summary>
/// Knows which web report of a run came before at the same address: the same again is left out, a changed one is the next version of the same report, with what changed. Memory is bounded: texts
/// that came long ago are forgotten, and then a change is counted but not spelled out.
/// </summary>
internal sealed class ReportVersions
{
    private const int CharactersKept = 16 << 20;

    /// <summary>More pairs of blocks than this are not aligned but compared as sets.</summary>
    private const int MostPairs = 4_000_000;

    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);
    private readonly Queue<Seen> kept = new();
    private long characters;

    /// <summary>An item as it stands among those that came before.</summary>
    public InputItem Next(InputItem item)
    {
        if (item.Report is not { Page: { } page } report) return item;
        report = report with { Original = page.Record(report.Id, report.Url ?? page.Url) };
        if (Address(report.Url ?? page.Url) is not { } address) return InputItem.Of(report);
        string[] blocks = [.. page.Blocks.Where(b => b.Kind is not BlockKind.Furniture).Select(b => b.Span.Of(report.Text).ToString())];
        ulong hash = Hash(blocks);
        if (!seen.TryGetValue(address, out var before))
        {
            Keep(seen[address] = new(report.Id, report.Source) { Hash = hash, Blocks = blocks });
            return InputItem.Of(report);
        }

        if (before.Hash == hash) return InputItem.Of($"{report.Source}: the same as {before.Source}, read once");
        var changes = before.Blocks is null ? null : Changes(before.Blocks, report.Text, page.Blocks);
        before.Version++;
        before.Hash = hash;
        if (before.Blocks is not null)
        {
            characters += Length(blocks) - Length(before.Blocks);
            before.Blocks = blocks;
        }

        return InputItem.Of(report with { Id = before.Id, Original = page.Record(before.Id, report.Url ?? page.Url), Version = before.Version, Changes = changes });
    }

    private sealed class Seen(string id, string source)
    {
        public string Id { get; } = id;
        public string Source { get; } = source;
        public int Version { get; set; } = 1;
        public ulong Hash { get; set; }
        public string[]? Blocks { get; set; }
    }

    private void Keep(Seen report)
    {
        kept.Enqueue(report);
        characters += Length(report.Blocks!);
        while (characters > CharactersKept && kept.Count > 1)
        {
            var oldest = kept.Dequeue();
            characters -= Length(oldest.Blocks!);
            oldest.Blocks = null;
        }
    }

    /// <summary>What makes two addresses the same: no fragment, no parameters that only count visits, no scheme; null for a site's front page, which is no report.</summary>
    internal static string? Address(string? url)
    {
        if (PageMetadata.Address(url, null) is not { } address || (address.AbsolutePath == "/" && address.Query.Length < 2)) return null;
        var parameters = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !p.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) && !p.StartsWith("fbclid=", StringComparison.OrdinalIgnoreCase) && !p.StartsWith("gclid=", StringComparison.OrdinalIgnoreCase));
        return address.Authority + address.AbsolutePath.TrimEnd('/') + "?" + string.Join('&', parameters);
    }

    /// <summary>Blocks that are gone, and the places of those that are new, by a longest common subsequence of blocks.</summary>
    internal static ReportChanges Changes(string[] before, string text, IReadOnlyList<Block> blocks)
    {
        Block[] now = [.. blocks.Where(b => b.Kind is not BlockKind.Furniture)];
        string[] after = Array.ConvertAll(now, b => b.Span.Of(text).ToString());
        var (goneBefore, newAfter) = (long)before.Length * after.Length > MostPairs ? Sets(before, after) : Aligned(before, after);
        return new([.. before.Where((_, i) => goneBefore[i])], [.. now.Where((_, i) => newAfter[i]).Select(b => b.Span)]);
    }

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

    private static int Length(string[] blocks) => blocks.Sum(b => b.Length);

    private static ulong Hash(string[] blocks)
    {
        ulong hash = 14695981039346656037;
        foreach (string block in blocks)
        {
            foreach (char c in block) hash = (hash ^ c) * 1099511628211;
            hash = (hash ^ 0xFFFF) * 1099511628211;
        }

        return hash;
    }
}
