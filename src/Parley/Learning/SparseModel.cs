using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Parley.Learning;

/// <summary>
/// A linear model of several classes over hashed features in which most features have weights for few classes: only rows that hold anything are kept; their (class, weight) pairs stand one
/// after the other, so that scoring touches little memory; rows with many pairs are kept whole, so that they are added as vectors. Scores are integer sums and equal on every machine.
/// Immutable, safe to share between threads.
/// </summary>
internal sealed class SparseModel
{
    /// <summary>Rows of more pairs than this are kept whole.</summary>
    private const int MostPairs = 15;

    private const uint Whole = 255;

    /// <summary>A pair is three bytes: the class, and its weight with the low byte first.</summary>
    private const int PairBytes = 3;

    private readonly uint mask;
    private readonly int width;
    private readonly RowIndex index;
    // Of each row that is kept: where it starts, and in the low byte how many pairs it has, or Whole.
    private readonly Table<uint> rows;
    private readonly Table<byte> pairs;
    private readonly Table<short> whole;

    private SparseModel(int classes, int rowCount, int size, RowIndex index, Table<uint> rows, Table<byte> pairs, Table<short> whole)
    {
        (Classes, Size, this.index, this.rows, this.pairs, this.whole) = (classes, size, index, rows, pairs, whole);
        (mask, width) = ((uint)(rowCount - 1), (classes + 7) & ~7);
    }

    /// <summary>Number of classes, at most 256.</summary>
    public int Classes { get; }

    /// <summary>Number of weights that are not zero.</summary>
    public int Size { get; }

    /// <summary>A model of rows: row r holds the pairs <c>[starts[r], starts[r + 1])</c>.</summary>
    /// <param name="classCount">Number of classes, at most 256.</param>
    /// <param name="starts">One more than the rows, which are a power of two.</param>
    /// <param name="classes">The class of each pair.</param>
    /// <param name="weights">The weight of each pair.</param>
    public static SparseModel Of(int classCount, int[] starts, byte[] classes, short[] weights)
    {
        int width = (classCount + 7) & ~7;
        List<uint> rows = [];
        List<byte> pairs = [];
        List<short> whole = [];
        for (int r = 0; r + 1 < starts.Length; r++)
        {
            int from = starts[r], count = starts[r + 1] - from;
            if (count == 0) continue;
            if (count <= MostPairs)
            {
                rows.Add((uint)(pairs.Count / PairBytes) << 8 | (uint)count);
                for (int i = from; i < from + count; i++) pairs.AddRange([classes[i], (byte)weights[i], (byte)(weights[i] >> 8)]);
                continue;
            }

            rows.Add((uint)(whole.Count / width) << 8 | Whole);
            var row = new short[width];
            for (int i = from; i < from + count; i++) row[classes[i]] = weights[i];
            whole.AddRange(row);
        }

        if (pairs.Count / PairBytes >= 1 << 24 || whole.Count / width >= 1 << 24) throw new InvalidDataException("The model has too many weights.");
        // A pair is read as four bytes.
        pairs.Add(0);
        return new(classCount, starts.Length - 1, weights.Length, RowIndex.Of(starts.Length - 1, r => starts[r + 1] > starts[r]),
            new(CollectionsMarshal.AsSpan(rows)), new(CollectionsMarshal.AsSpan(pairs)), new(CollectionsMarshal.AsSpan(whole)));
    }

    /// <summary>Scores of all classes, into <paramref name="scores"/> (length at least <see cref="Classes"/>): the sums over the features.</summary>
    [SkipLocalsInit]
    public void Scores(ReadOnlySpan<uint> features, Span<int> scores)
    {
        Span<int> buffer = stackalloc int[256];
        ref int sums = ref MemoryMarshal.GetReference(buffer);
        for (int k = 0; k < width; k += 8) Vector256<int>.Zero.StoreUnsafe(ref sums, (nuint)k);
        ref uint table = ref rows.First;
        ref byte few = ref pairs.First;
        ref short many = ref whole.First;
        const int atOnce = 32;
        Span<uint> found = stackalloc uint[atOnce];
        ref uint places = ref MemoryMarshal.GetReference(found);
        while (!features.IsEmpty)
        {
            // All rows are looked up before any is added, so that the processor waits for memory once and not once a feature.
            int n = Math.Min(atOnce, features.Length), count = 0;
            for (int i = 0; i < n; i++)
            {
                Unsafe.Add(ref places, count) = (uint)index.Place(features[i] & mask, out int kept);
                count += kept;
            }

            for (int i = 0; i < count; i++) found[i] = Unsafe.Add(ref table, found[i]);

            for (int i = 0; i < count; i++)
            {
                uint start = found[i] >> 8, length = (byte)found[i];
                if (length == Whole)
                {
                    ref short row = ref Unsafe.Add(ref many, start * (nuint)width);
                    for (nuint k = 0; k < (nuint)width; k += 8)
                        (Vector256.LoadUnsafe(ref sums, k) + Vector256.WidenLower(Vector128.LoadUnsafe(ref row, k).ToVector256Unsafe())).StoreUnsafe(ref sums, k);
                }
                else
                {
                    ref byte pair = ref Unsafe.Add(ref few, start * (nuint)PairBytes);
                    for (nuint k = 0; k < length * (nuint)PairBytes; k += PairBytes)
                    {
                        int p = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref pair, k));
                        Unsafe.Add(ref sums, (nuint)(byte)p) += p << 8 >> 16;
                    }
                }
            }

            features = features[n..];
        }

        buffer[..Classes].CopyTo(scores);
    }

    /// <summary>The class of the highest score, the first of equals.</summary>
    public static int Best(ReadOnlySpan<int> scores)
    {
        int best = 0;
        for (int k = 1; k < scores.Length; k++)
            if (scores[k] > scores[best]) best = k;
        return best;
    }

    /// <summary>Writes the model as it lies in memory.</summary>
    public void Save(ModelWriter writer)
    {
        writer.Write(Classes);
        writer.Write((int)mask + 1);
        writer.Write(Size);
        index.Save(writer);
        writer.WriteTable(rows);
        writer.WriteTable(pairs);
        writer.WriteTable(whole);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static SparseModel Load(ModelReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), RowIndex.Load(reader), reader.ReadTable<uint>(), reader.ReadTable<byte>(), reader.ReadTable<short>());
}
