using System.Runtime.CompilerServices;

namespace Parley.Learning;

/// <summary>
/// A linear model of several classes over hashed features in which each feature has weights for few classes: rows of (class, weight) pairs stand one after the other, so that
/// scoring touches little memory. Scores are integer sums and equal on every machine. Immutable, safe to share between threads.
/// </summary>
internal sealed class SparseModel
{
    private readonly uint mask;
    private readonly int[] starts;
    private readonly byte[] classes;
    private readonly short[] weights;

    /// <summary>Wraps the rows: row r holds the pairs <c>[starts[r], starts[r + 1])</c>.</summary>
    /// <param name="classCount">Number of classes, at most 256.</param>
    /// <param name="starts">One more than the rows, which are a power of two.</param>
    /// <param name="classes">The class of each pair.</param>
    /// <param name="weights">The weight of each pair.</param>
    public SparseModel(int classCount, int[] starts, byte[] classes, short[] weights)
    {
        (Classes, this.starts, this.classes, this.weights) = (classCount, starts, classes, weights);
        mask = (uint)(starts.Length - 2);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of weights that are not zero.</summary>
    public int Size => weights.Length;

    /// <summary>Adds a feature's weights to the scores (length at least <see cref="Classes"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint feature, Span<int> scores)
    {
        int row = (int)(feature & mask), end = starts[row + 1];
        for (int i = starts[row]; i < end; i++) scores[classes[i]] += weights[i];
    }

    /// <summary>Scores of all classes: the sums over the features.</summary>
    public void Scores(ReadOnlySpan<uint> features, Span<int> scores)
    {
        scores[..Classes].Clear();
        foreach (uint f in features) Add(f, scores);
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
