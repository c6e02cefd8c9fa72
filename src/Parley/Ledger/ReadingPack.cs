using System.IO.Compression;
using System.Numerics;
using System.Text;

namespace Parley.Ledger;

/// <summary>
/// Readings and original bytes as they are kept: deflated (RFC 1951) with the report's text, the body of its entry and the words of the format as what went before. What stands there too costs next to nothing a
/// second time. Unpacking gives every byte again. A first byte, which is none that deflate begins with, says how; what the versions 1 and 2 packed has none, and only text and template went before.
/// </summary>
internal static class ReadingPack
{
    /// <summary>How far deflate looks back, and what of that it may not use.</summary>
    private const int Window = 32 * 1024, Spare = 1024;

    /// <summary>How much of the body of a report's entry goes before.</summary>
    private const int LongestBody = 4096;

    /// <summary>Longest reading or original that is unpacked; a longer one is of no honest ledger.</summary>
    private const int Longest = 1 << 30;

    /// <summary>Longest stored block of deflate.</summary>
    private const int LongestBlock = ushort.MaxValue;

    /// <summary>The first byte: a kind of block that deflate does not have; whether the text goes before as JSON writes it; whether places in the text are written as distances.</summary>
    private const byte Mark = 0b110, Escaped = 0b1000, Distances = 0b10000;

    private static readonly byte[] FirstTemplate = Encoding.UTF8.GetBytes(ReadingTemplate.First);
    private static readonly byte[] Template = Encoding.UTF8.GetBytes(ReadingTemplate.Second);
    private static readonly byte[] TemplateOfDistances = SpanDistances.Of(Template);

    /// <summary>Packs bytes that go with the text of a report and the body of its entry.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes, string text, ReadOnlySpan<byte> body)
    {
        byte form = Form(bytes, out byte[]? distances);
        byte[] history = History(text, body, form);
        using var packed = new MemoryStream();
        int start;
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(history);
            deflate.Flush();
            start = (int)packed.Length;
            deflate.Write(distances ?? bytes);
        }

        return [form, .. packed.GetBuffer().AsSpan(start, (int)packed.Length - start)];
    }

    /// <summary>Unpacks what <see cref="Pack"/> packed with the same text and body.</summary>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, string text, ReadOnlySpan<byte> body)
    {
        if (packed.IsEmpty || (packed[0] & Mark) != Mark) return Inflate(packed, FirstHistory(text));
        byte form = packed[0];
        if ((form & ~(Escaped | Distances)) != Mark) throw new InvalidDataException("is packed in a way that this program does not know");
        byte[] bytes = Inflate(packed[1..], History(text, body, form));
        return (form & Distances) == 0 ? bytes : SpanDistances.Undo(bytes);
    }

    /// <summary>Unpacks as <see cref="Unpack"/> does, and refuses packed bytes of which any bit is not as it was written, even one that no content depends on.</summary>
    /// <exception cref="InvalidDataException">It is not what was packed.</exception>
    public static byte[] UnpackWhole(ReadOnlySpan<byte> packed, string text, ReadOnlySpan<byte> body)
    {
        byte[] bytes = Unpack(packed, text, body);
        if (packed.IsEmpty) return bytes;
        if ((packed[0] & Mark) == Mark && packed[0] != Form(bytes, out _)) throw new InvalidDataException("is not packed as its content would be");
        if (packed[^1] == 0) return bytes;
        // Bits behind the end of the last block are zero: where the last one that is set can go, it was not written.
        byte[] less = packed.ToArray();
        less[^1] &= (byte)~(1 << BitOperations.Log2(less[^1]));
        try
        {
            if (!Unpack(less, text, body).AsSpan().SequenceEqual(bytes)) return bytes;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return bytes;
        }

        throw new InvalidDataException("has bits behind its end");
    }

    private static byte[] Inflate(ReadOnlySpan<byte> packed, byte[] history)
    {
        using var input = new MemoryStream(history.Length + packed.Length + 16);
        // The history goes in as stored blocks, which end on a byte: the packed bytes go on from there.
        for (int at = 0; at < history.Length; at += LongestBlock)
        {
            int length = Math.Min(LongestBlock, history.Length - at);
            input.Write([0, (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)]);
            input.Write(history, at, length);
        }

        input.Write(packed);
        // What lost its end would go on here, and this is no block.
        input.Write([0xFF, 0xFF, 0xFF, 0xFF]);
        input.Position = 0;
        using var inflate = new DeflateStream(input, CompressionMode.Decompress);
        using var output = new MemoryStream();
        bool isTooLong = false;
        try
        {
            inflate.ReadExactly(history);
            byte[] buffer = new byte[16 * 1024];
            for (int read; !isTooLong && (read = inflate.Read(buffer)) > 0;)
            {
                isTooLong = output.Length + read > Longest;
                output.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("what it was packed into is damaged", e);
        }

        return isTooLong ? throw new InvalidDataException("unpacks to more than 1 GB") : output.ToArray();
    }

    /// <summary>How bytes are packed: follows from them alone.</summary>
    /// <param name="bytes">A reading, or what a report was decoded from.</param>
    /// <param name="distances">The bytes with distances, where these give the bytes again.</param>
    private static byte Form(ReadOnlySpan<byte> bytes, out byte[]? distances)
    {
        distances = null;
        if (!bytes.StartsWith("{"u8)) return Mark;
        if (!bytes.StartsWith("{\"reader\":"u8)) return Mark | Escaped;
        distances = SpanDistances.Of(bytes);
        if (!SpanDistances.Undo(distances).AsSpan().SequenceEqual(bytes)) distances = null;
        return distances is null ? (byte)(Mark | Escaped) : (byte)(Mark | Escaped | Distances);
    }

    private static byte[] History(string text, ReadOnlySpan<byte> body, byte form)
    {
        byte[] plain = Encoding.UTF8.GetBytes((form & Escaped) == 0 ? text : AsJson(text)), template = (form & Distances) == 0 ? Template : TemplateOfDistances;
        body = body[..Math.Min(body.Length, LongestBody)];
        int kept = Math.Min(plain.Length, Window - Spare - template.Length - body.Length);
        return [.. plain.AsSpan(plain.Length - kept), .. body, .. template];
    }

    private static byte[] FirstHistory(string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        int kept = Math.Min(plain.Length, Window - Spare - FirstTemplate.Length);
        return [.. plain.AsSpan(plain.Length - kept), .. FirstTemplate];
    }

    /// <summary>A text as it stands in JSON: part of the format, never to be changed.</summary>
    private static string AsJson(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
}
