using System.Buffers.Text;

namespace Parley.Ledger;

/// <summary>
/// Writes places in a text as they stand in a reading (<c>[120,128]</c>, and <c>"start":120,"end":128</c>) as the distance from the end of the place before and the length (<c>[3,8]</c>), which are shorter and come
/// again more often. What looks like a place but is none is treated as one; only bytes that <see cref="Undo"/> gives again may be written so.
/// </summary>
internal static class SpanDistances
{
    /// <summary>Most digits of a place and of a distance.</summary>
    private const int PlaceDigits = 9, DistanceDigits = 10;

    /// <summary>Longest result; a longer one is of no honest ledger.</summary>
    private const int Longest = 1 << 30;

    /// <summary>Places as distances.</summary>
    public static byte[] Of(ReadOnlySpan<byte> bytes) => Turned(bytes, undo: false);

    /// <summary>Distances as places.</summary>
    /// <exception cref="InvalidDataException">They take more than 1 GB.</exception>
    public static byte[] Undo(ReadOnlySpan<byte> bytes) => Turned(bytes, undo: true);

    private static byte[] Turned(ReadOnlySpan<byte> bytes, bool undo)
    {
        using var turned = new MemoryStream(bytes.Length + 16);
        Span<byte> digits = stackalloc byte[20];
        long end = 0;
        int copied = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            int next = bytes[at..].IndexOfAny((byte)'[', (byte)'"');
            if (next < 0) break;
            at += next;
            bool isArray = bytes[at] == '[';
            ReadOnlySpan<byte> rest = bytes[at..], between = isArray ? ","u8 : ",\"end\":"u8;
            if (!Skip(ref rest, isArray ? "["u8 : "\"start\":"u8)) continue;
            int first = bytes.Length - rest.Length;
            if (!Number(ref rest, undo, out long one) || !Skip(ref rest, between) || !Number(ref rest, undo, out long other)) continue;
            int last = bytes.Length - rest.Length;
            if (isArray && !Skip(ref rest, "]"u8)) continue;
            if (turned.Length > Longest) throw new InvalidDataException("unpacks to more than 1 GB");
            turned.Write(bytes[copied..first]);
            Utf8Formatter.TryFormat(undo ? end + one : one - end, digits, out int written);
            turned.Write(digits[..written]);
            turned.Write(between);
            Utf8Formatter.TryFormat(undo ? end + one + other : other - one, digits, out written);
            turned.Write(digits[..written]);
            end = undo ? end + one + other : other;
            copied = last;
            at = last - 1;
        }

        turned.Write(bytes[copied..]);
        return turned.ToArray();
    }

    private static bool Skip(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> what)
    {
        if (!rest.StartsWith(what)) return false;
        rest = rest[what.Length..];
        return true;
    }

    /// <summary>Takes a whole number; only distances are below zero.</summary>
    private static bool Number(ref ReadOnlySpan<byte> rest, bool isDistance, out long number)
    {
        number = 0;
        bool isLess = isDistance && Skip(ref rest, "-"u8);
        int length = 0, most = isDistance ? DistanceDigits : PlaceDigits;
        for (; length < rest.Length && length < most && rest[length] is >= (byte)'0' and <= (byte)'9'; length++) number = (10 * number) + rest[length] - '0';
        if (length == 0) return false;
        rest = rest[length..];
        if (isLess) number = -number;
        return true;
    }
}
