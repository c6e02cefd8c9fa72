namespace Parley.Talks.Networks;

/// <summary>
/// Ties between rows. With <c>N[a,j,k]</c> the statements of row <c>a</c> on column <c>j</c> at level <c>k</c>, <c>n[a,j]</c> their sum over levels, and <c>s(k,l)</c> the likeness of two levels
/// (1 less their distance as a share of the scale; for levels that are words, 1 where they are the same, else 0):
/// <list type="bullet">
/// <item>ignore <c>Σj n[a,j] n[b,j]</c></item>
/// <item>congruence <c>Σj Σk Σl N[a,j,k] N[b,j,l] s(k,l)</c></item>
/// <item>conflict <c>Σj Σk Σl N[a,j,k] N[b,j,l] (1 - s(k,l))</c>, so that ignore = congruence + conflict</item>
/// <item>subtract = congruence - conflict</item>
/// </list>
/// and divided by: average <c>(T[a] + T[b]) / 2</c> with <c>T[a] = Σj n[a,j]</c>; cosine <c>√(Σj n[a,j]²) √(Σj n[b,j]²)</c>; jaccard the sum over columns of <c>n</c> where only one of the two speaks
/// and of <c>n[a,j] n[b,j]</c> where both do, so that cosine and jaccard lie between -1 and 1. As DNA has it, cosine is <c>T[a] T[b]</c>, jaccard keeps the levels apart, and the conflict of word
/// levels counts what one of the two says at a level where the other says nothing.
/// </summary>
internal sealed class OneModeTies(StatementCounts counts, double[]? scale, NetworkSettings settings)
{
    private readonly double[] totals = [.. Enumerable.Range(0, counts.Rows).Select(row => counts.Row(row).Values.Sum(levels => levels.Sum()))];
    private readonly double[] lengths = [.. Enumerable.Range(0, counts.Rows).Select(row => Math.Sqrt(counts.Row(row).Values.Sum(levels => levels.Sum() * levels.Sum())))];

    /// <summary>The matrix: symmetric, zero on its diagonal and where the divisor is zero.</summary>
    public double[][] Cells()
    {
        double[][] cells = [.. Enumerable.Range(0, counts.Rows).Select(_ => new double[counts.Rows])];
        for (int a = 0; a < counts.Rows; a++)
            for (int b = a + 1; b < counts.Rows; b++) cells[a][b] = cells[b][a] = Tie(a, b);
        return cells;
    }

    private double Tie(int a, int b)
    {
        double congruence = 0, conflict = 0, together = 0, union = 0;
        foreach (var (left, right) in Side(counts.Row(a), counts.Row(b)))
        {
            double n = left?.Sum() ?? 0, m = right?.Sum() ?? 0;
            together += n * m;
            union += settings.AsDna ? UnionByLevel(left, right) : n == 0 ? m : m == 0 ? n : n * m;
            if (scale is null && settings.AsDna) AddWords(left, right, ref congruence, ref conflict);
            else if (left is not null && right is not null) AddLevels(left, right, ref congruence, ref conflict);
        }

        double divisor = settings.Normalisation switch
        {
            NetworkNormalisation.Average => (totals[a] + totals[b]) / 2,
            NetworkNormalisation.Cosine => settings.AsDna ? totals[a] * totals[b] : lengths[a] * lengths[b],
            NetworkNormalisation.Jaccard => union,
            _ => 1,
        };
        if (divisor == 0) return 0;
        return settings.Aggregation switch
        {
            NetworkAggregation.Ignore => together / divisor,
            NetworkAggregation.Congruence => congruence / divisor,
            NetworkAggregation.Conflict => conflict / divisor,
            _ => (congruence / divisor) - (conflict / divisor),
        };
    }

    private void AddLevels(double[] left, double[] right, ref double congruence, ref double conflict)
    {
        for (int k = 0; k < left.Length; k++)
            for (int l = 0; l < right.Length; l++)
            {
                double likeness = Likeness(k, l), both = left[k] * right[l];
                congruence += both * likeness;
                conflict += both * (1 - likeness);
            }
    }

    private double Likeness(int k, int l)
    {
        if (scale is null) return k == l ? 1 : 0;
        double range = scale[^1] - scale[0];
        // A scale of one level has no distance: DNA divides by zero there.
        if (range == 0 && !settings.AsDna) return 1;
        return 1 - (Math.Abs(scale[k] - scale[l]) / range);
    }

    private static void AddWords(double[]? left, double[]? right, ref double congruence, ref double conflict)
    {
        for (int k = 0; k < (left ?? right)!.Length; k++)
        {
            double n = left?[k] ?? 0, m = right?[k] ?? 0;
            congruence += n * m;
            if (n == 0 || m == 0) conflict += n + m;
        }
    }

    private static double UnionByLevel(double[]? left, double[]? right)
    {
        double union = 0;
        for (int k = 0; k < (left ?? right)!.Length; k++)
        {
            double n = left?[k] ?? 0, m = right?[k] ?? 0;
            union += n == 0 ? m : m == 0 ? n : n * m;
        }

        return union;
    }

    /// <summary>Walks two rows side by side over the columns that either of them speaks of.</summary>
    private static IEnumerable<(double[]? Left, double[]? Right)> Side(SortedDictionary<int, double[]> left, SortedDictionary<int, double[]> right)
    {
        using var a = left.GetEnumerator();
        using var b = right.GetEnumerator();
        bool inA = a.MoveNext(), inB = b.MoveNext();
        while (inA || inB)
        {
            int order = !inA ? 1 : !inB ? -1 : a.Current.Key.CompareTo(b.Current.Key);
            yield return (order <= 0 ? a.Current.Value : null, order >= 0 ? b.Current.Value : null);
            if (order <= 0) inA = a.MoveNext();
            if (order >= 0) inB = b.MoveNext();
        }
    }
}
