using System.IO.Compression;
using System.Numerics;
using System.Text;

namespace Parley.Ledger;

/// <summary>
/// Readings as they are kept: deflated (RFC 1951) with the report's text and the words of the format as what went before. The text of a report stands in its reading too, and so costs next to nothing a
/// second time. Unpacking gives the line to the byte.
/// </summary>
internal static class ReadingPack
{
    /// <summary>How far deflate looks back.</summary>
    private const int Window = 32 * 1024;

    /// <summary>Longest reading or original that is unpacked; a longer one is of no honest ledger.</summary>
    private const int Longest = 1 << 30;

    /// <summary>Longest stored block of deflate.</summary>
    private const int LongestBlock = ushort.MaxValue;

    /// <summary>What every reading has: part of the format, never to be changed.</summary>
    private static readonly byte[] Template = Encoding.UTF8.GetBytes(
        """
        "provisions":[{"proposal":"t1","issue":"i1","spans":[[10,20]],"confidence":0.5}],"events":[],"deadlines":[{"id":"d1","status":"set","date":"2031-03-15","spans":[[1,2]],"confidence":0.9}],"contradictions":[{"a":"s1","b":"s2","about":"the ","confidence":0.6}]}"publisher":null,"url":"https://www."blocks":[{"kind":"title","start":0,"end":{"kind":"byline","start":{"kind":"dateline","start":{"kind":"heading","start":{"kind":"caption","start":{"kind":"furniture","start":"kind":"union","mentions"kind":"body","mentions"kind":"bloc","mentions"kind":"movement","mentions"kind":"person","office":"minister","party":"p1","mentions":[["kind":"office","office"kind":"document","office"act":"deny","positions"act":"accept","positions"act":"reject","positions"act":"demand","positions"act":"propose","positions"act":"promise","positions"act":"threaten","positions"act":"criticise","positions"act":"praise","positions"stance":"mixed","voice":"claimed","condition":null"stance":"against","voice":"own","condition":null,"stance":"for","voice":"reported","condition":"if "confidence":0.9}],"confidence":0.8{"id":"t1","label":"","by":["p1"],"revises":"t1","counters":null,"mentions":[["category":"AGREE","kind":"agreement","parties":["p1","p2"],"category":"REJECT","kind":"breakdown","parties":[],"category":"REQUEST","kind":"proposal"category":"THREATEN","kind":"strike"category":"ACCUSE","kind":"other","category":"SUPPORT","kind":"vote"category":"COOPERATE","kind":"revision"category":"CONCEDE","kind":"deadline"category":"PROTEST","kind":"violence"category":"CONSULT","kind":"talks","parties":["p1"],"date":null,"spans":[[100,200]],"confidence":0.3},{"id":"e2",{"reader":{"version":"0.1.0","models":"cb4a2245cb368e4d"},"report":{"id":"reports/2031-03-15-","source":"reports/2031-03-15-","title":"","byline":null,"dateline":null,"publisher":null,"url":null,"published":"2031-03-15","language":"en","text":""blocks":[{"kind":"paragraph","start":0,"end":117},{"kind":"paragraph","start":122,"end":221}]},"sentences":[[0,117],[122,221],[226,312]],"parties":[{"id":"p1","name":"the ","aliases":["the government"],"kind":"firm","mentions":[[122,128]],"confidence":0.991},{"id":"p2","name":"","aliases":[],"kind":"state","mentions":[[0,27]],"confidence":0.798}],"actors":[{"id":"a1","name":"","kind":"person","office":null,"party":"p1","mentions":[[226,239]],"confidence":0.8}],"statements":[{"id":"s1","source":{"spans":[[0,27]],"actor":"a1","party":"p1"},"cue":{"spans":[[28,32]]},"content":{"spans":[[33,116]]},"act":"assert","positions":[],"confidence":0.97},{"id":"s2","source":{"spans":[[295,306]],"actor":null,"party":"p2"},"cue":{"spans":[]},"content":{"spans":[[226,293]]},"act":"assert","positions":[{"holder":"p1","target":"i1","stance":"for","voice":"own","condition":null,"confidence":0.6}],"confidence":0.947}],"proposals":[],"issues":[{"id":"i1","label":"","mentions":[[666,700]],"confidence":0.5}],"provisions":[],"events":[],"deadlines":[],"contradictions":[]}
        """);

    /// <summary>Packs bytes that go with a text.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes, string text)
    {
        byte[] history = History(text);
        using var packed = new MemoryStream();
        int start;
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(history);
            deflate.Flush();
            start = (int)packed.Length;
            deflate.Write(bytes);
        }

        return packed.GetBuffer().AsSpan(start, (int)packed.Length - start).ToArray();
    }

    /// <summary>Unpacks what <see cref="Pack"/> packed with the same text.</summary>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, string text)
    {
        byte[] history = History(text);
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
        inflate.ReadExactly(history);
        using var output = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        for (int read; (read = inflate.Read(buffer)) > 0;)
        {
            if (output.Length + read > Longest) throw new InvalidDataException("unpacks to more than 1 GB");
            output.Write(buffer, 0, read);
        }

        return output.ToArray();
    }

    /// <summary>Unpacks as <see cref="Unpack"/> does, and refuses packed bytes of which any bit is not as it was written, even one that no content depends on.</summary>
    /// <exception cref="InvalidDataException">It is not what was packed.</exception>
    public static byte[] UnpackWhole(ReadOnlySpan<byte> packed, string text)
    {
        byte[] bytes = Unpack(packed, text);
        if (packed.IsEmpty || packed[^1] == 0) return bytes;
        // Bits behind the end of the last block are zero: where the last one that is set can go, it was not written.
        byte[] less = packed.ToArray();
        less[^1] &= (byte)~(1 << BitOperations.Log2(less[^1]));
        try
        {
            if (!Unpack(less, text).AsSpan().SequenceEqual(bytes)) return bytes;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return bytes;
        }

        throw new InvalidDataException("has bits behind its end");
    }

    private static byte[] History(string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        int kept = Math.Min(plain.Length, Window - 1024 - Template.Length);
        byte[] history = new byte[kept + Template.Length];
        plain.AsSpan(plain.Length - kept).CopyTo(history);
        Template.CopyTo(history, kept);
        return history;
    }
}
