using Parley.Reports.Web;

namespace Parley.Reports;

/// <summary>
/// Knows which web report of a run came before at the same address: the same again is left out, a changed one is the next version of the same report, with what changed. Memory is bounded: texts
/// that came long ago are forgotten, and then a change is counted but not spelled out.
/// </summary>
internal sealed class ReportVersions
{
    private const int CharactersKept = 16 << 20;

    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);
    private readonly Queue<Seen> kept = new();
    private long characters;

    /// <summary>An item as it stands among those that came before.</summary>
    public InputItem Next(InputItem item)
    {
        if (item.Report is not { Page: { } page } report) return item;
        report = Known(report, page, report.Id);
        if (Address(report.Url ?? page.Url) is not { } address) return InputItem.Of(report);
        string[] blocks = BlockChanges.Words(report.Text, BlockChanges.Own(page.Blocks));
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

        return InputItem.Of(Known(report, page, before.Id) with { Version = before.Version, Changes = changes });
    }

    /// <summary>The report under an id, with what it is known again by.</summary>
    private static RawReport Known(RawReport report, PageContent page, string id) =>
        report with { Id = id, Taken = report.Taken! with { Content = Ledger.EntryHash.Of(page.Known(id, report.Url ?? page.Url)) } };

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

    /// <summary>Blocks that are gone, and the places of those that are new.</summary>
    internal static ReportChanges Changes(string[] before, string text, IReadOnlyList<Block> blocks)
    {
        Block[] now = BlockChanges.Own(blocks);
        var (gone, added) = BlockChanges.Of(before, BlockChanges.Words(text, now));
        return new([.. before.Where((_, i) => gone[i])], [.. now.Where((_, i) => added[i]).Select(block => block.Span)]);
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
