using System.Globalization;

namespace Parley.Learning;

/// <summary>Precision, recall and F1 (van Rijsbergen 1979), and how figures are written: correctly rounded from the exact binary value, ties to even, as C's printf and Python do.</summary>
internal static class Figures
{
    /// <summary>Precision, recall and their harmonic mean, each 0 where it has no denominator.</summary>
    public static (double Precision, double Recall, double F1) Of(double hits, double predicted, double gold) => Of(hits, predicted, hits, gold);

    /// <summary>The same where hits are weighed differently for precision and recall.</summary>
    public static (double Precision, double Recall, double F1) Of(double hitsPredicted, double predicted, double hitsGold, double gold)
    {
        double p = predicted == 0 ? 0 : hitsPredicted / predicted, r = gold == 0 ? 0 : hitsGold / gold;
        return (p, r, p + r == 0 ? 0 : 2 * p * r / (p + r));
    }

    /// <summary>A figure that is not negative, with a fixed number of decimals (up to 6).</summary>
    public static string Fixed(double value, int decimals)
    {
        double scale = 1;
        for (int i = 0; i < decimals; i++) scale *= 10;
        double floor = Math.Floor(value * scale), half = floor + 0.5;
        if (Math.FusedMultiplyAdd(value, scale, -half) == 0 && floor % 2 == 0) value = floor / scale;
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
