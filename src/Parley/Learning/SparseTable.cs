using System.Runtime.InteropServices;

namespace Parley.Learning;

/// <summary>Writes a table of 16-bit weights row by row, leaving out rows that are all zero: small data touch few rows of a hashed table.</summary>
internal static class SparseTable
{
    /// <summary>Writes the number of rows kept, then for each its distance from the row before and its weights.</summary>
    public static void Write(BinaryWriter writer, ReadOnlySpan<short> table, int width)
    {
        int rows = table.Length / width, kept = 0;
        for (int r = 0; r < rows; r++)
            if (table.Slice(r * width, width).ContainsAnyExcept((short)0)) kept++;
        writer.Write(kept);
        int last = -1;
        for (int r = 0; r < rows; r++)
        {
            var row = table.Slice(r * width, width);
            if (!row.ContainsAnyExcept((short)0)) continue;
            writer.Write7BitEncodedInt(r - last);
            last = r;
            foreach (short x in row) writer.Write(x);
        }
    }

    /// <summary>Reads what was written into a table of <paramref name="length"/> weights.</summary>
    public static short[] Read(BinaryReader reader, int length, int width)
    {
        var table = new short[length];
        int kept = reader.ReadInt32(), row = -1;
        for (int i = 0; i < kept; i++)
        {
            row += reader.Read7BitEncodedInt();
            for (int k = 0; k < width; k++) table[row * width + k] = reader.ReadInt16();
        }

        return table;
    }

    /// <summary>The same for 8-bit weights, the first <paramref name="width"/> of every <paramref name="stride"/>.</summary>
    public static void Write(BinaryWriter writer, ReadOnlySpan<sbyte> table, int width, int stride)
    {
        int rows = table.Length / stride, kept = 0;
        for (int r = 0; r < rows; r++)
            if (table.Slice(r * stride, width).ContainsAnyExcept((sbyte)0)) kept++;
        writer.Write(kept);
        int last = -1;
        for (int r = 0; r < rows; r++)
        {
            var row = table.Slice(r * stride, width);
            if (!row.ContainsAnyExcept((sbyte)0)) continue;
            writer.Write7BitEncodedInt(r - last);
            last = r;
            writer.Write(MemoryMarshal.AsBytes(row));
        }
    }

    /// <summary>Reads a table of 8-bit weights: <paramref name="rows"/> rows, <paramref name="stride"/> apart.</summary>
    public static sbyte[] ReadBytes(BinaryReader reader, int rows, int width, int stride)
    {
        var table = new sbyte[rows * stride];
        int kept = reader.ReadInt32(), row = -1;
        for (int i = 0; i < kept; i++)
        {
            row += reader.Read7BitEncodedInt();
            reader.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan(row * stride, width)));
        }

        return table;
    }
}
