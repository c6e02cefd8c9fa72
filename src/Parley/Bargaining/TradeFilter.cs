namespace Parley.Bargaining;

/// <summary>
/// Drops sums before they are computed: a point together with an option of the new issue is dominated when a swap on the new issue and one settled issue hurts nobody and
/// helps somebody. Which pairs of options can be so swapped is tabulated once a stage; a point's options are one bit each, so that asking costs a few
/// machine words. It decides nothing by itself: what passes is still compared with everything else.
/// </summary>
internal sealed class TradeFilter
{
    private const int MaximumWords = 8;

    private readonly int[]? worth;
    private readonly int parties;
    private readonly int words;
    private readonly List<(int[] Options, int FirstBit)> settled = [];
    private bool active;
    private ulong[] bits = [];
    private int points = 1, nextBit, bitOfIssue;
    private int[] options = [];
    private ulong[] pairs = [];

    public TradeFilter(UtilityTable table, IReadOnlyList<int[]> optionsByIssue)
    {
        int total = optionsByIssue.Where(o => o.Length > 1).Sum(o => o.Length);
        words = (total + 63) / 64;
        parties = table.Parties;
        if (words is 0 or > MaximumWords || !IntegerValues.Fits(table)) return;
        worth = IntegerValues.Small(table);
        bits = new ulong[words];
        active = true;
    }

    /// <summary>Stops dropping. Once points were given up to save room, the better sum that a swap promises may not be there.</summary>
    public void Stop() => active = false;

    /// <summary>Tabulates the swaps between the new issue and those settled.</summary>
    public void Begin(int[] options)
    {
        this.options = options;
        bitOfIssue = nextBit;
        if (!active || options.Length == 1) return;
        nextBit += options.Length;
        pairs = new ulong[options.Length * words];
        for (int a = 0; a < options.Length; a++)
            foreach ((int[] others, int firstBit) in settled)
                for (int c = 0; c < others.Length; c++)
                    if (PairCanImprove(options[a], others[c], others)) Set(pairs, a * words, firstBit + c);
    }

    /// <summary>Whether a swap makes the point with the option (its place in the list given to <see cref="Begin"/>) better for everybody.</summary>
    public bool Improvable(int point, int option)
    {
        if (!active || options.Length == 1) return false;
        ReadOnlySpan<ulong> own = bits.AsSpan(point * words, words);
        ReadOnlySpan<ulong> pair = pairs.AsSpan(option * words, words);
        for (int w = 0; w < own.Length; w++)
            if ((own[w] & pair[w]) != 0) return true;
        return false;
    }

    /// <summary>Takes over the points of the stage.</summary>
    public void Keep(int[] parents, ushort[] chosen)
    {
        points = parents.Length;
        if (!active || options.Length == 1) return;
        settled.Add((options, bitOfIssue));
        ulong[] next = new ulong[points * words];
        for (int i = 0; i < points; i++)
        {
            bits.AsSpan(parents[i] * words, words).CopyTo(next.AsSpan(i * words));
            Set(next, i * words, bitOfIssue + chosen[i]);
        }

        bits = next;
    }

    private static void Set(ulong[] target, int at, int bit) => target[at + (bit >> 6)] |= 1UL << (bit & 63);

    private bool PairCanImprove(int a, int c, int[] others)
    {
        foreach (int b in options)
        {
            if (b == a) continue;
            foreach (int d in others)
                if (d != c && Better(b, a, d, c)) return true;
        }

        return false;
    }

    private bool Better(int b, int a, int d, int c)
    {
        bool more = false;
        for (int p = 0; p < parties; p++)
        {
            int gain = worth![b * parties + p] - worth[a * parties + p] + worth[d * parties + p] - worth[c * parties + p];
            if (gain < 0) return false;
            more |= gain > 0;
        }

        return more;
    }
}
