namespace Parley.Language;

/// <summary>Rounds the parser's weights to 127 sizes: from 1 on exactly, from 14 on in steps of 7.5 %. Large weights need no more, and rounding keeps what few sentences taught from mattering.</summary>
internal static class ParserWeight
{
    private static readonly short[] Sizes = MakeSizes();

    /// <summary>The nearest of the sizes, zero where its absolute value is below <paramref name="least"/>.</summary>
    public static short Round(double weight, int least)
    {
        double size = Math.Abs(weight);
        if (size < least) return 0;
        int above = 0;
        while (above < Sizes.Length - 1 && Sizes[above] < size) above++;
        int code = above > 0 && size - Sizes[above - 1] <= Sizes[above] - size ? above - 1 : above;
        return (short)(weight < 0 ? -Sizes[code] : Sizes[code]);
    }

    private static short[] MakeSizes()
    {
        var sizes = new short[128];
        for (int i = 1; i < sizes.Length; i++) sizes[i] = (short)Math.Min(short.MaxValue - sizes.Length + i, Math.Max(sizes[i - 1] + 1, sizes[i - 1] * 43 / 40));
        return sizes;
    }
}
