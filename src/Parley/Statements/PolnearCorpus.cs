using System.IO.Compression;
using System.Text.Json;

namespace Parley.Statements;

/// <summary>An article of PolNeAR (Newell et al. 2018) with its gold attributions; spans in UTF-16 code units of <see cref="Text"/>.</summary>
/// <param name="Name">Its name in the corpus.</param>
/// <param name="Text">Its text.</param>
/// <param name="Attributions">Its attributions.</param>
/// <param name="Chains">For each mention of an automatic coreference chain the heads of all mentions of its chain.</param>
internal sealed record PolnearArticle(string Name, string Text, IReadOnlyList<Attribution> Attributions, IReadOnlyDictionary<TextSpan, IReadOnlyList<TextSpan>> Chains);

/// <summary>Reads the corpus's JSON lines (<c>.jsonl</c> or <c>.jsonl.gz</c>), one article a line, streaming.</summary>
internal static class PolnearCorpus
{
    /// <summary>All articles in file order.</summary>
    /// <exception cref="InvalidDataException">A line is not an article; the message names file and line.</exception>
    public static IEnumerable<PolnearArticle> Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            PolnearArticle article;
            try
            {
                using var json = JsonDocument.Parse(line);
                article = Parse(json.RootElement);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
            {
                throw new InvalidDataException($"{path}:{number}: not a PolNeAR article ({e.Message})", e);
            }

            yield return article;
        }
    }

    private static PolnearArticle Parse(JsonElement e)
    {
        string text = e.GetProperty("text").GetString()!;
        var attributions = new List<Attribution>();
        foreach (var a in e.GetProperty("attributions").EnumerateArray())
            attributions.Add(new(Spans(a, "source"), Spans(a, "cue"), Spans(a, "content"), 1, false));
        return new(e.GetProperty("name").GetString()!, text, attributions, Chains(e));
    }

    private static Dictionary<TextSpan, IReadOnlyList<TextSpan>> Chains(JsonElement e)
    {
        var chains = new Dictionary<TextSpan, IReadOnlyList<TextSpan>>();
        if (!e.TryGetProperty("coref", out var listed)) return chains;
        foreach (var chain in listed.EnumerateArray())
        {
            var heads = chain.EnumerateArray().Select(m => new TextSpan(m[2].GetInt32(), m[3].GetInt32())).ToList();
            foreach (var m in chain.EnumerateArray()) chains[new(m[0].GetInt32(), m[1].GetInt32())] = heads;
        }

        return chains;
    }

    private static List<TextSpan> Spans(JsonElement a, string role)
    {
        var spans = new List<TextSpan>();
        foreach (var s in a.GetProperty(role).EnumerateArray()) spans.Add(new(s[0].GetInt32(), s[1].GetInt32()));
        spans.Sort();
        return spans;
    }
}
