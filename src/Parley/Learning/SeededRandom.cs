namespace Parley.Learning;

/// <summary>A small generator with a seed (xorshift32, Marsaglia 2003): the same numbers on every machine and framework version.</summary>
internal sealed class SeededRandom(uint seed)
{
    private uint state = seed == 0 ? 0x9E3779B9u : seed;

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        state ^= state << 13;
        state ^= state >> 17;
        return state ^= state << 5;
    }

    /// <summary>A number in [0, <paramref name="bound"/>).</summary>
    public int Next(int bound) => (int)(((ulong)Next() * (ulong)bound) >> 32);

    /// <summary>Fisher-Yates shuffle in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Fisher-Yates shuffle in place.</summary>
    public void Shuffle<T>(T[] items) => Shuffle(items.AsSpan());
}
