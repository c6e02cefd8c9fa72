using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Positions;

/// <summary>
/// The annotated reports that models are trained on: those of the data folder, and those of the program's own folder <c>training</c>: reports in our own words with their annotation,
/// and annotations of Reuters-21578 items, which give spans as offsets and hold no text (the items are taken from the data folder's <c>bulk</c>).
/// </summary>
internal static partial class TrainingReports
{
    // The items are many and all of one agency and year: in cross-validation on the shared reports half the weight was best for texts and points.
    private const double ItemWeight = 0.5;

    /// <summary>Folder of the annotations that the program brings along.</summary>
    public static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "training");

    /// <summary>Every report to train on: <c>negotiations-train</c> of the data folder, then our own, then the Reuters items; each part in ordinal order of names.</summary>
    /// <exception cref="InvalidDataException">An annotation does not fit its text, or an annotated item is missing.</exception>
    public static IReadOnlyList<GoldReport> Load(string dataFolder)
    {
        var reports = new List<GoldReport>(GoldReport.LoadFolder(Path.Combine(dataFolder, "negotiations-train")));
        string written = Path.Combine(OwnFolder, "written"), items = Path.Combine(OwnFolder, "reuters.jsonl");
        if (Directory.Exists(written)) reports.AddRange(GoldReport.LoadFolder(written));
        if (File.Exists(items)) reports.AddRange(Reuters(items, Path.Combine(dataFolder, "bulk", "reuters21578.jsonl.gz")));
        return reports;
    }

    /// <summary>The text of a Reuters item as the other training reports have theirs: title, then dateline and paragraphs, lines joined.</summary>
    public static string TextOf(string? title, string? dateline, string body)
    {
        var paragraphs = new List<string>();
        foreach (string part in Indent().Split(body))
        {
            string paragraph = string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (paragraph.Length > 0 && paragraph.ToUpperInvariant() is not ("REUTER" or "REUTERS")) paragraphs.Add(paragraph);
        }

        string head = dateline?.Trim() ?? "";
        if (head.Length > 0 && paragraphs.Count > 0) paragraphs[0] = head + " " + paragraphs[0];
        string top = string.IsNullOrEmpty(title) ? "" : title.Trim() + "\n\n";
        return top + string.Join("\n\n", paragraphs) + "\n";
    }

    private static SortedDictionary<string, GoldReport>.ValueCollection Reuters(string annotations, string items)
    {
        var wanted = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(annotations))
        {
            var one = JsonDocument.Parse(line).RootElement;
            wanted.Add(one.GetProperty("id").GetString()!, one);
        }

        var found = new SortedDictionary<string, GoldReport>(StringComparer.Ordinal);
        using var stream = new GZipStream(File.OpenRead(items), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (found.Count < wanted.Count && reader.ReadLine() is { } line)
        {
            using var item = JsonDocument.Parse(line);
            var root = item.RootElement;
            string id = root.GetProperty("id").GetRawText();
            if (!wanted.TryGetValue(id, out var annotation)) continue;
            string text = TextOf(Optional(root, "title"), Optional(root, "dateline"), root.GetProperty("text").GetString()!);
            if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) != annotation.GetProperty("sha256").GetString())
                throw new InvalidDataException($"{items}: item {id} is not the text that {annotations} annotates");
            found[id] = GoldReport.Parse("reuters-" + id, text, annotation.GetProperty("annotation").GetRawText()) with { Group = annotation.GetProperty("group").GetString()!, Weight = ItemWeight };
        }

        if (found.Count < wanted.Count) throw new InvalidDataException($"{items}: lacks item {wanted.Keys.First(k => !found.ContainsKey(k))}, which {annotations} annotates");
        return found.Values;
    }

    private static string? Optional(JsonElement e, string field) => e.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"\n {2,}")]
    private static partial Regex Indent();
}
