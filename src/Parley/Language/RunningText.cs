using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Parley.Language;

/// <summary>Reads the corpora that the stage learns from: gzipped JSON lines with a field <c>text</c>, cut by our own tokenizer.</summary>
internal static class RunningText
{
    /// <summary>The objects of a gzipped file of JSON lines.</summary>
    public static IEnumerable<JsonElement> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }

    /// <summary>The sentences of a text, each as its words.</summary>
    public static IEnumerable<string[]> Sentences(string text) => Spans(text).Select(s => Array.ConvertAll(s, span => text[span.Start..span.End]));

    /// <summary>The sentences of a text, each as its tokens' places.</summary>
    public static IEnumerable<TextSpan[]> Spans(string text)
    {
        var pieces = new List<Piece>();
        var tokens = new List<TextSpan>();
        var sentences = new List<(int First, int End)>();
        Tokenizer.Tokenize(text, 0, text.Length, pieces);
        new SentenceSplitter().Split(text, CollectionsMarshal.AsSpan(pieces), true, tokens, sentences);
        foreach (var (first, end) in sentences) yield return [.. tokens[first..end]];
    }
}
