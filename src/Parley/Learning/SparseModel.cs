using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Parley.Learning;

/// <summary>
/// A linear model of several classes over hashed features in which most features have weights for few classes: rows of (class, weight) pairs stand one after the other, so that
/// scoring touches little memory; rows with many pairs are kept whole, so that they are added as vectors. Scores are integer sums and equal on every machine. Immutable, safe to share
/// between threads.
/// </summary>
internal sealed class SparseModel
{
    /// <summary>Rows of more pairs than this are kept whole.</summary>
    private const int MostPairs = 7;

    private const uint Whole = 255;

    // As in the file; what scores is a copy laid out for speed.
    private readonly int[] starts;
    private readonly byte[] classes;
    private readonly short[] weights;
    private readonly uint mask;
    private readonly int width;
    // Of each row: where it starts, and in the low byte how many pairs it has, or Whole.
    private readonly uint[] rows;
    // Class in the low half, weight in the high half.
    private readonly int[] pairs;
    private readonly short[] whole;

    /// <summary>Wraps the rows: row r holds the pairs <c>[starts[r], starts[r + 1])</c>.</summary>
    /// <param name="classCount">Number of classes, at most 256.</param>
    /// <param name="starts">One more than the rows, which are a power of two.</param>
    /// <param name="classes">The class of each pair.</param>
    /// <param name="weights">The weight of each pair.</param>
    public SparseModel(int classCount, int[] starts, byte[] classes, short[] weights)
    {
        (Classes, this.starts, this.classes, this.weights) = (classCount, starts, classes, weights);
        width = (classCount + 7) & ~7;
        mask = (uint)(starts.Length - 2);
        rows = new uint[starts.Length - 1];
        int few = 0, many = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            int count = starts[r + 1] - starts[r];
            if (count > MostPairs) many++;
            else few += count;
        }

        (pairs, whole) = (new int[few], new short[many * width]);
        if (few >= 1 << 24 || many >= 1 << 24) throw new InvalidDataException("The model has too many weights.");
        few = many = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            int from = starts[r], count = starts[r + 1] - from;
            if (count > MostPairs)
            {
                var row = whole.AsSpan(many * width, width);
                for (int i = from; i < from + count; i++) row[classes[i]] = weights[i];
                rows[r] = (uint)many++ << 8 | Whole;
            }
            else if (count > 0)
            {
                rows[r] = (uint)few << 8 | (uint)count;
                for (int i = from; i < from + count; i++) pairs[few++] = classes[i] | weights[i] << 16;
            }
        }
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of weights that are not zero.</summary>
    public int Size => weights.Length;

    /// <summary>Scores of all classes, into <paramref name="scores"/> (length at least <see cref="Classes"/>): the sums over the features.</summary>
    [SkipLocalsInit]
    public void Scores(ReadOnlySpan<uint> features, Span<int> scores)
    {
        Span<int> buffer = stackalloc int[256];
        ref int sums = ref MemoryMarshal.GetReference(buffer);
        for (int k = 0; k < width; k += 8) Vector256<int>.Zero.StoreUnsafe(ref sums, (nuint)k);
        ref uint table = ref MemoryMarshal.GetArrayDataReference(rows);
        ref int few = ref MemoryMarshal.GetArrayDataReference(pairs);
        ref short many = ref MemoryMarshal.GetArrayDataReference(whole);
        const int atOnce = 32;
        Span<uint> found = stackalloc uint[atOnce];
        while (!features.IsEmpty)
        {
            // All rows are looked up before any is added, so that the processor waits for memory once and not once a feature.
            int n = Math.Min(atOnce, features.Length);
            for (int i = 0; i < n; i++) found[i] = Unsafe.Add(ref table, features[i] & mask);
            for (int i = 0; i < n; i++)
            {
                uint start = found[i] >> 8, count = (byte)found[i];
                if (count == Whole)
                {
                    ref short row = ref Unsafe.Add(ref many, start * (nuint)width);
                    for (nuint k = 0; k < (nuint)width; k += 8)
                        (Vector256.LoadUnsafe(ref sums, k) + Vector256.WidenLower(Vector128.LoadUnsafe(ref row, k).ToVector256Unsafe())).StoreUnsafe(ref sums, k);
                }
                else
                {
                    ref int pair = ref Unsafe.Add(ref few, start);
                    for (nuint k = 0; k < count; k++)
                    {
                        int p = Unsafe.Add(ref pair, k);
                        Unsafe.Add(ref sums, (nuint)(byte)p) += p >> 16;
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

    /// <summary>Writes the model: the rows that are not empty, then the pairs; a weight is one byte, or an escape and two bytes at the end.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Classes);
        writer.Write(starts.Length - 1);
        writer.Write(weights.Length);
        int last = -1, kept = 0;
        for (int r = 0; r + 1 < starts.Length; r++)
            if (starts[r + 1] > starts[r]) kept++;
        writer.Write(kept);
        for (int r = 0; r + 1 < starts.Length; r++)
        {
            if (starts[r + 1] == starts[r]) continue;
            writer.Write7BitEncodedInt(r - last);
            writer.Write(checked((byte)(starts[r + 1] - starts[r])));
            last = r;
        }

        writer.Write(classes);
        foreach (short w in weights) writer.Write(IsShort(w) ? (sbyte)w : sbyte.MinValue);
        foreach (short w in weights)
            if (!IsShort(w)) writer.Write(w);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static SparseModel Load(BinaryReader reader)
    {
        int classCount = reader.ReadInt32(), rows = reader.ReadInt32(), size = reader.ReadInt32(), kept = reader.ReadInt32();
        var starts = new int[rows + 1];
        int row = 0, at = 0;
        for (int i = 0, last = -1; i < kept; i++)
        {
            last += reader.Read7BitEncodedInt();
            while (row <= last) starts[row++] = at;
            at += reader.ReadByte();
        }

        starts.AsSpan(row).Fill(at);
        byte[] classes = reader.ReadBytes(size), bytes = reader.ReadBytes(size);
        var weights = new short[size];
        for (int i = 0; i < size; i++)
        {
            sbyte w = (sbyte)bytes[i];
            weights[i] = w == sbyte.MinValue ? reader.ReadInt16() : w;
        }

        return new(classCount, starts, classes, weights);
    }

    private static bool IsShort(short weight) => weight is > sbyte.MinValue and <= sbyte.MaxValue;
}
