namespace Parley.Learning;

/// <summary>
/// Trains a <see cref="SparseModel"/>: the perceptron with averaged weights (Collins 2002; lazy averaging after Daumé 2006). Weights start at zero and are integers while
/// training, so that the result does not depend on the machine. The caller decides what to update: classification, greedy search and beams all fit.
/// </summary>
internal sealed class AveragedPerceptron
{
    private readonly uint mask;
    private readonly int[] starts;
    private readonly byte[] counts;
    private readonly byte[] rooms;
    private byte[] classes = new byte[1 << 20];
    private int[] weights = new int[1 << 20];
    private long[] totals = new long[1 << 20];
    private int[] stamps = new int[1 << 20];
    private int used;
    private int time = 1;

    /// <summary>A model of <paramref name="classCount"/> classes (at most 255) over 2^<paramref name="bits"/> rows.</summary>
    public AveragedPerceptron(int classCount, int bits)
    {
        Classes = classCount;
        mask = (1u << bits) - 1;
        starts = new int[1 << bits];
        counts = new byte[1 << bits];
        rooms = new byte[1 << bits];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Scores with the weights of this moment.</summary>
    public void Scores(ReadOnlySpan<uint> features, Span<int> scores)
    {
        scores[..Classes].Clear();
        foreach (uint f in features)
        {
            int row = (int)(f & mask), from = starts[row], end = from + counts[row];
            for (int i = from; i < end; i++) scores[classes[i]] += weights[i];
        }
    }

    /// <summary>Counts one more decision; averages weigh each moment alike.</summary>
    public void Tick() => time++;

    /// <summary>Adds <paramref name="amount"/> to the weights of the features for a class.</summary>
    public void Update(ReadOnlySpan<uint> features, int @class, int amount)
    {
        foreach (uint f in features)
        {
            int i = PairOf((int)(f & mask), (byte)@class);
            totals[i] += (long)weights[i] * (time - stamps[i]);
            stamps[i] = time;
            weights[i] += amount;
        }
    }

    /// <summary>
    /// The averaged model. Averages are scaled so that one update is <paramref name="unit"/>; weights that round to less than <paramref name="least"/> in size are left out.
    /// </summary>
    public SparseModel Average(double unit = 32, int least = 1)
    {
        var outStarts = new int[starts.Length + 1];
        var outClasses = new List<byte>();
        var outWeights = new List<short>();
        for (int row = 0; row < starts.Length; row++)
        {
            for (int i = starts[row]; i < starts[row] + counts[row]; i++)
            {
                double average = (totals[i] + (double)weights[i] * (time - stamps[i])) / time;
                int w = (int)Math.Round(Math.Clamp(average * unit, short.MinValue + 1, short.MaxValue));
                if (Math.Abs(w) < least) continue;
                outClasses.Add(classes[i]);
                outWeights.Add((short)w);
            }

            outStarts[row + 1] = outClasses.Count;
        }

        return SparseModel.Of(Classes, outStarts, [.. outClasses], [.. outWeights]);
    }

    private int PairOf(int row, byte @class)
    {
        int from = starts[row], count = counts[row];
        for (int i = from; i < from + count; i++)
            if (classes[i] == @class) return i;
        if (count == rooms[row])
        {
            int room = Math.Min(Math.Max(2, count * 2), 255);
            if (used + room > classes.Length)
            {
                int size = classes.Length * 2;
                Array.Resize(ref classes, size);
                Array.Resize(ref weights, size);
                Array.Resize(ref totals, size);
                Array.Resize(ref stamps, size);
            }

            Array.Copy(classes, from, classes, used, count);
            Array.Copy(weights, from, weights, used, count);
            Array.Copy(totals, from, totals, used, count);
            Array.Copy(stamps, from, stamps, used, count);
            starts[row] = from = used;
            rooms[row] = (byte)room;
            used += room;
        }

        int at = from + count;
        (classes[at], weights[at], totals[at], stamps[at]) = (@class, 0, 0, time);
        counts[row]++;
        return at;
    }
}
