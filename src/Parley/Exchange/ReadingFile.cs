using System.IO.Compression;
using System.Text.Json;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Exchange;

/// <summary>A file of readings as <c>parley read</c> prints them: JSON lines, each also as <c>.gz</c>.</summary>
public static class ReadingFile
{
    private const int Longest = 256 << 20;

    /// <summary>Whether a file's first line is a reading.</summary>
    public static bool Is(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        if (!name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || !File.Exists(path)) return false;
        try
        {
            using Stream stream = Open(path);
            var lines = new ByteLines(stream, Longest);
            while (lines.TryRead(out ReadOnlyMemory<byte> line))
            {
                if (!line.Span.ContainsAnyExcept(" \t"u8)) continue;
                var reader = new Utf8JsonReader(line.Span);
                return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("reader"u8);
            }

            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            return false;
        }
    }

    /// <summary>The readings in order; a line that is none is a fault and the rest goes on.</summary>
    public static IEnumerable<(Reading? Reading, InputFault? Fault)> Read(string path)
    {
        using Stream stream = Open(path);
        var lines = new ByteLines(stream, Longest);
        while (lines.TryRead(out ReadOnlyMemory<byte> line))
        {
            if (!line.Span.ContainsAnyExcept(" \t"u8)) continue;
            Reading? reading = null;
            InputFault? fault = null;
            try
            {
                reading = ReadingJson.Parse(line.Span);
            }
            catch (JsonException e)
            {
                fault = new($"{path}:{lines.Number}", $"is no reading ({e.Message}); read its report again, or remove the line");
            }

            yield return (reading, fault);
        }
    }

    private static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
