using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Parley.Learning;

/// <summary>
/// Linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over hashed features of unit value. Weights of a feature lie side by side for all labels and are
/// rounded to 8-bit integers, so that Viterbi runs on integer sums: the same path on every machine. Label 0 is "outside".
/// </summary>
internal sealed class ChainCrf
{
    // Sums of so many 8-bit weights stay within 16 bits.
    private const int MostFeatures = 32767 / 128;

    // A row is read as one number of eight bytes, whatever the labels: so many must follow the last one.
    private const int Spare = 8;

    private readonly Table<sbyte> weights;
    private readonly int[] transitions;
    private readonly double scale;
    private readonly uint mask;

    /// <summary>Wraps weights, one row of <paramref name="labels"/> for each of the 2^<paramref name="bits"/> hash values.</summary>
    internal ChainCrf(int labels, int bits, sbyte[] weights, int[] transitions, double scale)
        : this(labels, bits, transitions, scale, new Table<sbyte>([.. weights, .. new sbyte[Spare]]))
    {
    }

    private ChainCrf(int labels, int bits, int[] transitions, double scale, Table<sbyte> weights)
    {
        if (weights.Length != (labels << bits) + Spare) throw new InvalidDataException($"A chain of {labels} labels and {bits} bits has {weights.Length} weights.");
        (Labels, Bits, this.weights, this.transitions, this.scale) = (labels, bits, weights, transitions, scale);
        mask = (1u << bits) - 1;
    }

    /// <summary>Score of a transition that the model must never take.</summary>
    public const int Forbidden = -1_000_000;

    /// <summary>Number of labels.</summary>
    public int Labels { get; }

    /// <summary>Number of hash bits.</summary>
    public int Bits { get; }

    /// <summary>Adds up a token's features into <paramref name="scores"/> (length <see cref="Labels"/>).</summary>
    public void Score(ReadOnlySpan<uint> features, Span<int> scores)
    {
        if (Labels > 8 || features.Length > MostFeatures)
        {
            var table = weights.Span;
            scores.Clear();
            foreach (uint f in features)
            {
                int row = (int)(f & mask) * Labels;
                for (int k = 0; k < scores.Length; k++) scores[k] += table[row + k];
            }

            return;
        }

        // What stands in the lanes beyond the labels is of the next rows and means nothing.
        var sums = Sum(features);
        for (int k = 0; k < scores.Length; k++) scores[k] = sums[k];
    }

    private Vector128<short> Sum(ReadOnlySpan<uint> features)
    {
        ref byte table = ref Unsafe.As<sbyte, byte>(ref weights.First);
        nuint width = (nuint)Labels;
        // Two sums, so that one addition need not wait for the other.
        Vector128<short> a = default, b = default;
        int i = 0;
        for (; i + 1 < features.Length; i += 2)
        {
            a += Row(ref table, (features[i] & mask) * width);
            b += Row(ref table, (features[i + 1] & mask) * width);
        }

        if (i < features.Length) a += Row(ref table, (features[i] & mask) * width);
        return a + b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Row(ref byte table, nuint at) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref table, at))).AsSByte());

    /// <summary>
    /// Best label sequence (Viterbi). <paramref name="node"/> holds <c>path.Length * Labels</c> scores; ties go to the lower label. <paramref name="work"/> is reused between calls.
    /// </summary>
    public void Viterbi(ReadOnlySpan<int> node, Span<byte> path, Workspace work)
    {
        int n = path.Length, L = Labels;
        if (n == 0) return;
        work.Ensure(n * L);
        var best = work.Best;
        var back = work.Back;
        for (int k = 0; k < L; k++) best[k] = node[k] + transitions[L * L + k];
        for (int i = 1; i < n; i++)
            for (int k = 0; k < L; k++)
            {
                int top = int.MinValue, from = 0;
                for (int j = 0; j < L; j++)
                {
                    int s = best[(i - 1) * L + j] + transitions[j * L + k];
                    if (s > top) (top, from) = (s, j);
                }

                best[i * L + k] = Math.Max(top, Forbidden * 100) + node[i * L + k];
                back[i * L + k] = (byte)from;
            }

        int last = 0;
        for (int k = 1; k < L; k++)
            if (best[(n - 1) * L + k] > best[(n - 1) * L + last]) last = k;
        for (int i = n - 1; i >= 0; i--)
        {
            path[i] = (byte)last;
            last = back[i * L + last];
        }
    }

    /// <summary>Marginal probabilities of every label at every position (forward-backward with scaling), into <paramref name="marginals"/> of <c>n * Labels</c>. Returns log Z.</summary>
    public double Marginals(ReadOnlySpan<int> node, int n, Span<double> marginals, Workspace work)
    {
        work.EnsureTransitions(transitions, scale);
        work.EnsureReal(n * Labels, n);
        int L = Labels;
        var psi = work.Psi;
        double shift = 0;
        for (int i = 0; i < n; i++)
        {
            int max = int.MinValue;
            for (int k = 0; k < L; k++) max = Math.Max(max, node[i * L + k]);
            shift += max / scale;
            for (int k = 0; k < L; k++) psi[i * L + k] = work.Exp(max - node[i * L + k], scale);
        }

        return shift + ForwardBackward.Run(psi, work.Trans, n, L, marginals, work.Alpha, work.Beta, work.Norm);
    }

    /// <summary>Log-probability of one label sequence under the scores that <paramref name="logZ"/> came from.</summary>
    public double LogProbability(ReadOnlySpan<int> node, ReadOnlySpan<byte> path, double logZ)
    {
        long s = 0;
        for (int i = 0; i < path.Length; i++) s += node[i * Labels + path[i]] + (i == 0 ? transitions[Labels * Labels + path[0]] : transitions[path[i - 1] * Labels + path[i]]);
        return s / scale - logZ;
    }

    /// <summary>Writes labels, bits, scale, transitions and the table.</summary>
    public void Save(ModelWriter writer)
    {
        writer.Write(Labels);
        writer.Write(Bits);
        writer.Write(scale);
        writer.WriteTable<int>(transitions);
        writer.WriteTable(weights);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static ChainCrf Load(ModelReader reader)
    {
        int labels = reader.ReadInt32(), bits = reader.ReadInt32();
        double scale = reader.ReadDouble();
        return new(labels, bits, reader.ReadTable<int>().Span.ToArray(), scale, reader.ReadTable<sbyte>());
    }

    /// <summary>Buffers of one caller; not shared between threads.</summary>
    internal sealed class Workspace
    {
        internal int[] Best = [];
        internal byte[] Back = [];
        internal double[] Psi = [], Alpha = [], Beta = [], Norm = [], Trans = [];
        private readonly double[] powers = new double[2048];
        private double powersOf;
        private int[]? transOf;

        /// <summary>e^(-steps / scale), computed once for each small number of steps.</summary>
        internal double Exp(int steps, double scale)
        {
            if ((uint)steps >= (uint)powers.Length) return PortableMath.Exp(-steps / scale);
            if (powersOf != scale)
            {
                Array.Clear(powers);
                powersOf = scale;
            }

            ref double power = ref powers[steps];
            if (power == 0) power = PortableMath.Exp(-steps / scale);
            return power;
        }

        internal void Ensure(int cells)
        {
            if (Best.Length >= cells) return;
            Best = new int[cells * 2];
            Back = new byte[cells * 2];
        }

        internal void EnsureReal(int cells, int positions)
        {
            if (Psi.Length < cells)
            {
                Psi = new double[cells * 2];
                Alpha = new double[cells * 2];
                Beta = new double[cells * 2];
            }

            if (Norm.Length < positions) Norm = new double[positions * 2];
        }

        internal void EnsureTransitions(int[] transitions, double scale)
        {
            if (ReferenceEquals(transOf, transitions)) return;
            transOf = transitions;
            Trans = new double[transitions.Length];
            for (int i = 0; i < Trans.Length; i++) Trans[i] = transitions[i] <= Forbidden ? 0 : PortableMath.Exp(transitions[i] / scale);
        }
    }
}

/// <summary>The forward-backward recursion on potentials, scaled at every position (Rabiner 1989).</summary>
internal static class ForwardBackward
{
    /// <summary>
    /// Fills <paramref name="marginals"/>; <paramref name="trans"/> holds L*L transition potentials (from * L + to), then L for the first position. Returns the log of the sum over all
    /// paths of the product of potentials.
    /// </summary>
    public static double Run(double[] psi, double[] trans, int n, int L, Span<double> marginals, double[] alpha, double[] beta, double[] norm)
    {
        double log = 0;
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int k = 0; k < L; k++)
            {
                double a = 0;
                if (i == 0) a = trans[L * L + k];
                else
                    for (int j = 0; j < L; j++) a += alpha[(i - 1) * L + j] * trans[j * L + k];
                sum += alpha[i * L + k] = a * psi[i * L + k];
            }

            if (sum < 1e-300) sum = 1e-300;
            norm[i] = sum;
            log += PortableMath.Log(sum);
            for (int k = 0; k < L; k++) alpha[i * L + k] /= sum;
        }

        for (int k = 0; k < L; k++) beta[(n - 1) * L + k] = 1;
        for (int i = n - 2; i >= 0; i--)
            for (int j = 0; j < L; j++)
            {
                double b = 0;
                for (int k = 0; k < L; k++) b += trans[j * L + k] * psi[(i + 1) * L + k] * beta[(i + 1) * L + k];
                beta[i * L + j] = b / norm[i + 1];
            }

        for (int i = 0; i < n * L; i++) marginals[i] = alpha[i] * beta[i];
        return log;
    }
}
