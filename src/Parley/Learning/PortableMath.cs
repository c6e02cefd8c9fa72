namespace Parley.Learning;

/// <summary>
/// Exponential and logarithm from IEEE additions, multiplications and divisions only, so that every machine gives the same bits.
/// The framework's own functions call the platform's library and differ in the last place.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;

    /// <summary>e^x; 0 below -708, positive infinity above 709. Relative error below 1e-14.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x < -708) return 0;
        if (x > 709) return double.PositiveInfinity;
        double k = Math.Floor(x * 1.4426950408889634 + 0.5);
        double r = x - k * Ln2High - k * Ln2Low, term = 1, sum = 1;
        for (int i = 1; i <= 13; i++)
        {
            term *= r / i;
            sum += term;
        }

        return sum * BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
    }

    /// <summary>Natural logarithm of a positive normal number. Relative error below 1e-14.</summary>
    public static double Log(double x)
    {
        if (!(x > 0)) return x == 0 ? double.NegativeInfinity : double.NaN;
        long bits = BitConverter.DoubleToInt64Bits(x);
        int k = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            k++;
        }

        double t = (m - 1) / (m + 1), square = t * t, power = t, sum = 0;
        for (int i = 1; i <= 21; i += 2)
        {
            sum += power / i;
            power *= square;
        }

        return 2 * sum + k * Ln2High + k * Ln2Low;
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Logistic(double x) => x >= 0 ? 1 / (1 + Exp(-x)) : 1 - 1 / (1 + Exp(x));

    /// <summary>Turns scores into probabilities in place.</summary>
    public static void Softmax(Span<double> scores)
    {
        double max = double.NegativeInfinity, sum = 0;
        foreach (double s in scores) max = Math.Max(max, s);
        for (int i = 0; i < scores.Length; i++) sum += scores[i] = Exp(scores[i] - max);
        for (int i = 0; i < scores.Length; i++) scores[i] /= sum;
    }
}
