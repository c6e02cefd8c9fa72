using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Parley.Reports.Archives;

/// <summary>One page of a web archive.</summary>
/// <param name="Url">Address it was fetched from.</param>
/// <param name="ContentType">Content-Type of the answer, or null.</param>
/// <param name="Body">Unpacked; null where the record is of no use, and then <paramref name="Fault"/> may say why.</param>
/// <param name="Fault">What is wrong with the record, in words that finish the sentence "this record ...", or null.</param>
internal sealed record WarcPage(string Url, string? ContentType, byte[]? Body, string? Fault);

/// <summary>
/// Reads web archives (WARC 1.0 and 1.1, ISO 28500) record by record, in memory that depends on the longest page only; the stream may be a chain of gzip members unpacked. Pages are successful
/// responses and resources of a text type.
/// </summary>
/// <param name="stream">The archive, unpacked; not disposed.</param>
internal sealed class WarcReader(Stream stream)
{
    /// <summary>Longest page, as stored and unpacked.</summary>
    public const int LongestPage = 32 << 20;

    private const int LongestLine = 64 << 10, MostHeaders = 1000;

    private readonly byte[] buffer = new byte[1 << 16];
    private int start, end;

    /// <summary>Records seen so far, pages and others.</summary>
    public int Records { get; private set; }

    /// <summary>All pages, lazily.</summary>
    /// <exception cref="InvalidDataException">It is no WARC, or broken; the message finishes the sentence "this file ...".</exception>
    public IEnumerable<WarcPage> Pages()
    {
        while (Version())
        {
            Records++;
            var headers = Headers();
            if (!headers.TryGetValue("content-length", out string? text) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long length))
                throw Broken("has no Content-Length");
            string type = headers.GetValueOrDefault("warc-type", ""), url = headers.GetValueOrDefault("warc-target-uri", "").Trim('<', '>');
            bool response = type is "response" && headers.GetValueOrDefault("content-type", "").StartsWith("application/http", StringComparison.OrdinalIgnoreCase);
            bool resource = type is "resource" or "response" && !response && IsText(headers.GetValueOrDefault("content-type"));
            if (!(response || resource) || !url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            {
                Skip(length);
                continue;
            }

            if (length > LongestPage)
            {
                Skip(length);
                yield return new(url, null, null, "is longer than 32 MB; left out");
                continue;
            }

            byte[] block = Take((int)length);
            if (resource) yield return new(url, headers["content-type"], block, null);
            else if (Answer(url, block) is { } page) yield return page;
        }
    }

    /// <summary>Whether a content type is one that reports come in.</summary>
    private static bool IsText(string? type) => type is not null && (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase) || type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase));

    /// <summary>The page in a stored HTTP answer; null where it is none (an error, a redirect, an image).</summary>
    private static WarcPage? Answer(string url, byte[] block)
    {
        int head = block.AsSpan().IndexOf("\r\n\r\n"u8), blank = 4;
        if (head < 0) (head, blank) = (block.AsSpan().IndexOf("\n\n"u8), 2);
        if (head < 0) return null;
        string[] lines = Encoding.Latin1.GetString(block, 0, head).Split('\n', StringSplitOptions.TrimEntries);
        if (lines[0].Split(' ') is not [_, "200", ..]) return null;
        string? type = null, coding = null;
        bool chunked = false;
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            string value = line[(colon + 1)..].Trim();
            switch (line[..colon].ToUpperInvariant())
            {
                case "CONTENT-TYPE": type = value; break;
                case "CONTENT-ENCODING": coding = value; break;
                case "TRANSFER-ENCODING": chunked = value.Contains("chunked", StringComparison.OrdinalIgnoreCase); break;
            }
        }

        if (!IsText(type)) return null;
        byte[] body = block[(head + blank)..];
        try
        {
            // Some crawlers store the body as sent, some unchunked and unpacked with the headers left as they were.
            if (chunked && Unchunked(body) is { } plain) body = plain;
            return new(url, type, Unpacked(body, coding), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return new(url, type, null, e.Message.StartsWith("is", StringComparison.Ordinal) ? e.Message : "is not packed as it says; left out");
        }
    }

    private static byte[]? Unchunked(byte[] body)
    {
        using var all = new MemoryStream(body.Length);
        for (int at = 0; ;)
        {
            int line = body.AsSpan(at).IndexOf("\r\n"u8);
            if (line < 0) return null;
            string size = Encoding.Latin1.GetString(body, at, line);
            int semicolon = size.IndexOf(';', StringComparison.Ordinal);
            if (!int.TryParse(semicolon < 0 ? size.Trim() : size[..semicolon].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int length) || length < 0) return null;
            at += line + 2;
            if (length == 0) return all.ToArray();
            if (at + (long)length > body.Length) return null;
            all.Write(body, at, length);
            at += length + 2;
            if (at > body.Length) return null;
        }
    }

    private static byte[] Unpacked(byte[] body, string? coding)
    {
        bool gzip = body is [0x1F, 0x8B, ..];
        if (!gzip && coding?.ToUpperInvariant() is not ("DEFLATE" or "BR")) return body;
        using var packed = new MemoryStream(body);
        using Stream plain = gzip ? new GZipStream(packed, CompressionMode.Decompress) : coding!.Equals("br", StringComparison.OrdinalIgnoreCase) ? new BrotliStream(packed, CompressionMode.Decompress) : new ZLibStream(packed, CompressionMode.Decompress);
        return BoundedStream.All(plain, LongestPage) ?? throw new InvalidDataException("is longer than 32 MB unpacked; left out");
    }

    /// <summary>Moves behind a record's first line; false at the end of the archive.</summary>
    private bool Version()
    {
        for (int blanks = 0; ; blanks++)
        {
            if (Line() is not { } line) return false;
            if (line.Length == 0 && blanks < 16) continue;
            return line.StartsWith("WARC/", StringComparison.Ordinal) ? true : throw Broken("does not open as a WARC record");
        }
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < MostHeaders; i++)
        {
            string line = Line() ?? throw Broken("ends inside its headers");
            if (line.Length == 0) return headers;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }

        throw Broken("has too many headers");
    }

    private string? Line()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end && !Fill()) return line.Length == 0 ? null : line.ToString();
            var rest = buffer.AsSpan(start, end - start);
            int at = rest.IndexOf((byte)'\n');
            line.Append(Encoding.UTF8.GetString(at < 0 ? rest : rest[..at]));
            start += at < 0 ? rest.Length : at + 1;
            if (line.Length > LongestLine) throw Broken("has a line that is too long");
            if (at < 0) continue;
            if (line.Length > 0 && line[^1] == '\r') line.Length--;
            return line.ToString();
        }
    }

    private byte[] Take(int length)
    {
        byte[] block = new byte[length];
        for (int at = 0; at < length;)
        {
            if (start == end && !Fill()) throw Broken("ends too early");
            int part = Math.Min(length - at, end - start);
            buffer.AsSpan(start, part).CopyTo(block.AsSpan(at));
            start += part;
            at += part;
        }

        return block;
    }

    private void Skip(long length)
    {
        while (length > 0)
        {
            if (start == end && !Fill()) throw Broken("ends too early");
            int part = (int)Math.Min(length, end - start);
            start += part;
            length -= part;
        }
    }

    private bool Fill()
    {
        start = 0;
        end = stream.Read(buffer, 0, buffer.Length);
        return end > 0;
    }

    private InvalidDataException Broken(string why) => new(string.Create(CultureInfo.InvariantCulture, $"is no sound WARC file: record {Math.Max(1, Records)} {why}"));
}
