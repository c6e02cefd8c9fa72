namespace Parley.Benchmarks;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine.</summary>
internal struct SplitMix(ulong state)
{
    private ulong state = state;

    /// <summary>A whole number from 0 up to but not including one.</summary>
    public int Next(int below)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)below);
    }

    /// <summary>The same where low numbers come up more often: the n-th about as often as 1 / (n + 3).</summary>
    public int Skewed(int below)
    {
        double share = Next(1 << 20) / (double)(1 << 20);
        return Math.Min(below - 1, (int)((Math.Pow((below + 3) / 3.0, share) - 1) * 3));
    }

    /// <summary>One of some things.</summary>
    public T Of<T>(IReadOnlyList<T> things) => things[Next(things.Count)];

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Next(100) < percent;
}
