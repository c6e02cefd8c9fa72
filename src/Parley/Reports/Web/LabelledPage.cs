using System.IO.Compression;
using System.Text.Json;

namespace Parley.Reports.Web;

/// <summary>A page whose true body is known, for training and measuring.</summary>
/// <param name="Key">Its name in the data.</param>
/// <param name="Bytes">The page as it was fetched.</param>
/// <param name="Body">The true text of the body.</param>
/// <param name="Url">Its address, or null.</param>
internal sealed record LabelledPage(string Key, byte[] Bytes, string Body, string? Url)
{
    /// <summary>Reads <c>truth.json</c> and <c>html/KEY.html.gz</c> beside it, in ordinal order of keys.</summary>
    /// <exception cref="InvalidDataException">The folder is not of this form.</exception>
    public static List<LabelledPage> LoadFolder(string folder)
    {
        string truth = Path.Combine(folder, "truth.json");
        if (!File.Exists(truth)) throw new InvalidDataException($"{folder}: holds no truth.json; give the folder of the article-extraction benchmark");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(truth));
            var pages = new List<LabelledPage>();
            foreach (var page in document.RootElement.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                pages.Add(new(page.Name, Unpacked(Path.Combine(folder, "html", page.Name + ".html.gz")), page.Value.GetProperty("articleBody").GetString() ?? "", page.Value.TryGetProperty("url", out var url) ? url.GetString() : null));
            return pages;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{truth}: is no {{key: {{\"articleBody\": ...}}}} ({e.Message})", e);
        }
    }

    private static byte[] Unpacked(string path)
    {
        using var zipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zipped.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The site that a page is of: pages of one site are never on both sides of a fold. The last two labels of the host, three where the last but one is short ("co.uk").</summary>
    public string Site
    {
        get
        {
            if (!Uri.TryCreate(Url, UriKind.Absolute, out var address)) return Key;
            string[] labels = address.Host.Split('.');
            int kept = labels.Length > 2 && labels[^2].Length <= 3 && labels[^1].Length == 2 ? 3 : 2;
            return string.Join('.', labels[^Math.Min(kept, labels.Length)..]);
        }
    }

    /// <summary>Puts the pages of a site into one of <paramref name="folds"/> folds, site by site in ordinal order.</summary>
    public static int[] FoldsBySite(IReadOnlyList<LabelledPage> pages, int folds)
    {
        var sites = pages.Select(p => p.Site).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((site, i) => (site, i)).ToDictionary(p => p.site, p => p.i, StringComparer.Ordinal);
        return [.. pages.Select(p => sites[p.Site] % folds)];
    }

    /// <summary>
    /// Which blocks of the page are the body's: those whose words stand in the true body, in its order. Short blocks count only beside one that does. O(b²) in the number of likely blocks.
    /// </summary>
    public bool[] Labels(PageTree tree)
    {
        var gold = new bool[tree.Blocks.Count];
        List<string> truth = PageWords.Of(Body);
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < truth.Count; i++)
        {
            if (!places.TryGetValue(truth[i], out var list)) places[truth[i]] = list = [];
            list.Add(i);
        }

        var candidates = new List<(int Block, int Start, int End, int Covered, int Size)>();
        for (int b = 0; b < gold.Length; b++)
        {
            var words = PageWords.Of(tree.Blocks[b].Span.Of(tree.Text));
            if (words.Count > 0) candidates.AddRange(Placed(b, words, truth, places));
        }

        var best = new double[candidates.Count];
        var before = new int[candidates.Count];
        int end = -1;
        for (int c = 0; c < candidates.Count; c++)
        {
            var (block, start, _, covered, size) = candidates[c];
            before[c] = -1;
            best[c] = size < 4 ? start == 0 ? covered : 0.01 : covered;
            for (int e = 0; e < c; e++)
            {
                if (candidates[e].Block >= block || candidates[e].End > start + 2) continue;
                int gap = start - candidates[e].End;
                double score = best[e] + (size < 4 && gap > 1 ? 0.01 : covered) + (gap <= 1 ? 0.5 : 0);
                if (score > best[c]) (best[c], before[c]) = (score, e);
            }

            if (end < 0 || best[c] > best[end]) end = c;
        }

        for (int next = -1; end >= 0; next = end, end = before[end])
        {
            var (block, start, stop, _, size) = candidates[end];
            int left = before[end] < 0 ? 0 : candidates[before[end]].End, right = next < 0 ? truth.Count : candidates[next].Start;
            gold[block] = size >= 4 || start - left <= 1 || right - stop <= 1;
        }

        return gold;
    }

    private static IEnumerable<(int Block, int Start, int End, int Covered, int Size)> Placed(int block, List<string> words, List<string> truth, Dictionary<string, List<int>> places)
    {
        int given = 0;
        for (int offset = 0; offset < words.Count && offset < 12 && given == 0; offset++)
        {
            if (!places.TryGetValue(words[offset], out var starts)) continue;
            foreach (int at in starts)
            {
                int start = at - offset, covered = 0, gap = 0, w = offset, t = at;
                // Walk both along; skip a few words where they differ.
                while (w < words.Count && t < truth.Count && gap < 8)
                {
                    if (words[w] == truth[t])
                    {
                        covered++;
                        w++;
                        t++;
                        gap = 0;
                    }
                    else
                    {
                        gap++;
                        if (w + 1 < words.Count && words[w + 1] == truth[t]) w++;
                        else if (t + 1 < truth.Count && words[w] == truth[t + 1]) t++;
                        else (w, t) = (w + 1, t + 1);
                    }
                }

                if (covered * 10 < words.Count * (words.Count < 4 ? 10 : 6)) continue;
                yield return (block, Math.Max(start, 0), t, covered, words.Count);
                if (++given >= 12) yield break;
            }
        }
    }
}
