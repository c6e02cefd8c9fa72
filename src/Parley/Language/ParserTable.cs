using System.Buffers.Binary;
using System.Numerics;

namespace Parley.Language;

/// <summary>
/// A table of weights on disk. Weights are few small numbers and fewer large ones, and both matter: each is one byte that names one of 127 sizes, from 1 on exactly, from 14 on in
/// steps of 7.5 %, and its sign. Rows have up to 64 weights; a row that is all zero takes one bit, and a weight that is zero in another row takes one bit.
/// </summary>
internal static class ParserTable
{
    private static readonly short[] Sizes = MakeSizes();

    /// <summary>The nearest weight that the file can hold, zero where its absolute value is below <paramref name="least"/>.</summary>
    public static short Round(double weight, int least)
    {
        double size = Math.Abs(weight);
        if (size < least) return 0;
        int above = 0;
        while (above < Sizes.Length - 1 && Sizes[above] < size) above++;
        int code = above > 0 && size - Sizes[above - 1] <= Sizes[above] - size ? above - 1 : above;
        return (short)(weight < 0 ? -Sizes[code] : Sizes[code]);
    }

    /// <summary>Writes a table of rounded weights, <paramref name="width"/> a row.</summary>
    public static void Write(BinaryWriter writer, ReadOnlySpan<short> table, int width)
    {
        int rows = table.Length / width, maskBytes = (width + 7) / 8;
        var present = new byte[(rows + 7) / 8];
        var content = new List<byte>();
        for (int r = 0; r < rows; r++)
        {
            var row = table.Slice(r * width, width);
            ulong mask = 0;
            for (int k = 0; k < width; k++)
                if (row[k] != 0) mask |= 1UL << k;
            if (mask == 0) continue;
            present[r >> 3] |= (byte)(1 << (r & 7));
            for (int b = 0; b < maskBytes; b++) content.Add((byte)(mask >> (8 * b)));
            foreach (short weight in row)
                if (weight != 0) content.Add((byte)(Array.BinarySearch(Sizes, Math.Abs(weight)) | (weight < 0 ? 0x80 : 0)));
        }

        writer.Write(rows);
        writer.Write(content.Count);
        writer.Write(present);
        writer.Write([.. content]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is cut short or damaged.</exception>
    public static short[] Read(BinaryReader reader, int width)
    {
        int rows = reader.ReadInt32(), length = reader.ReadInt32(), maskBytes = (width + 7) / 8, at = 0;
        byte[] present = reader.ReadBytes((rows + 7) / 8);
        // Eight bytes to spare: a mask is read as one number.
        var content = new byte[length + 8];
        if (reader.Read(content, 0, length) != length) throw new InvalidDataException("The parser's table is cut short.");
        var table = new short[rows * width];
        ulong used = width == 64 ? ulong.MaxValue : (1UL << width) - 1, maskBits = maskBytes == 8 ? ulong.MaxValue : (1UL << (8 * maskBytes)) - 1;
        for (int i = 0; i < present.Length; i++)
        {
            for (int bits = present[i]; bits != 0; bits &= bits - 1)
            {
                var row = table.AsSpan((i * 8 + BitOperations.TrailingZeroCount(bits)) * width, width);
                ulong mask = BinaryPrimitives.ReadUInt64LittleEndian(content.AsSpan(at)) & maskBits;
                if ((mask & ~used) != 0) throw new InvalidDataException("The parser's table is damaged.");
                at += maskBytes;
                for (; mask != 0; mask &= mask - 1)
                {
                    byte code = content[at++];
                    short size = Sizes[code & 0x7F];
                    row[BitOperations.TrailingZeroCount(mask)] = (code & 0x80) != 0 ? (short)-size : size;
                }
            }
        }

        return table;
    }

    private static short[] MakeSizes()
    {
        var sizes = new short[128];
        for (int i = 1; i < sizes.Length; i++) sizes[i] = (short)Math.Min(short.MaxValue - sizes.Length + i, Math.Max(sizes[i - 1] + 1, sizes[i - 1] * 43 / 40));
        return sizes;
    }
}
