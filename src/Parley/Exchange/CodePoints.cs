namespace Parley.Exchange;

/// <summary>Places in a text counted in Unicode code points, as the Web Annotation model has them, and in UTF-16 code units, as we have them. Built once for a text; O(log n) a place.</summary>
internal sealed class CodePoints
{
    /// <summary>Places of the second halves of surrogate pairs, in order.</summary>
    private readonly List<int> pairs = [];

    public CodePoints(string text)
    {
        for (int i = 0; i + 1 < text.Length; i++)
            if (char.IsSurrogatePair(text[i], text[i + 1])) pairs.Add(++i);
    }

    /// <summary>Number of code points before a code unit.</summary>
    public int FromUnits(int units)
    {
        int at = pairs.BinarySearch(units - 1);
        return units - (at < 0 ? ~at : at + 1);
    }

    /// <summary>The code unit that a number of code points reaches to.</summary>
    public int ToUnits(int points)
    {
        int low = 0, high = pairs.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            // Before the pair whose second half is at p stand p - middle code points, itself counted.
            if (pairs[middle] - middle <= points) low = middle + 1;
            else high = middle;
        }

        return points + low;
    }
}
