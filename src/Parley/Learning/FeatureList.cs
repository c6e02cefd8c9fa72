using System.Globalization;

namespace Parley.Learning;

/// <summary>A reusable list of hashed features with unit values, filled per example and cleared again: nothing is allocated once it has grown.</summary>
internal sealed class FeatureList
{
    private const int NamesKnown = 512;

    [ThreadStatic]
    private static FeatureList? scratch;

    // Names of features are literals, looked up by which string it is: most are hashed once in a thread's life.
    private (string? Name, uint Hash)[]? known;
    private uint[] hashes = new uint[128];

    private List<string>? names;

    /// <summary>What each feature looks at, where names are kept (<see cref="KeepNames"/>); else empty.</summary>
    public IReadOnlyList<string> Names => names ?? [];

    /// <summary>From now on names are kept: for explaining, not for reading.</summary>
    public void KeepNames() => names ??= [];

    /// <summary>The calling thread's own list, emptied: to be filled and used at once, before anything else asks for it.</summary>
    public static FeatureList Scratch
    {
        get
        {
            (scratch ??= new()).Clear();
            return scratch;
        }
    }

    /// <summary>How many features it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The features.</summary>
    public ReadOnlySpan<uint> Hashes => hashes.AsSpan(0, Count);

    /// <summary>Empties the list, keeping its room.</summary>
    public void Clear()
    {
        Count = 0;
        names?.Clear();
    }

    /// <summary>Adds a hashed feature.</summary>
    public void Add(uint hash)
    {
        if (Count == hashes.Length) Array.Resize(ref hashes, Count * 2);
        hashes[Count++] = hash;
    }

    /// <summary>Adds a hashed feature and, where names are kept, what it looks at.</summary>
    public void Add(uint hash, string first, string second = "", string third = "")
    {
        Add(hash);
        names?.Add($"{first}\t{second}\t{third}");
    }

    /// <summary>Adds the feature "name=value".</summary>
    public void Add(string name, FeatureText value) => Add(FeatureHash.Join(HashOf(name), value.Hash));

    /// <summary>Adds the feature "name=a|b".</summary>
    public void Add(string name, FeatureText a, FeatureText b) => Add(FeatureHash.Join(HashOf(name), a.Hash, b.Hash));

    /// <summary>Adds the feature "name=value" of a number.</summary>
    public void Add(string name, int value) => Add(FeatureHash.Join(HashOf(name), (uint)value));

    /// <summary>Adds the flag "name" where <paramref name="holds"/>.</summary>
    public void Flag(string name, bool holds)
    {
        if (holds) Add(HashOf(name));
    }

    private uint HashOf(string name)
    {
        int place = name.Length == 0 ? 0 : (name.Length * 61 + name[0] * 13 + name[name.Length >> 1] * 29 + name[^1] * 7) & (NamesKnown - 1);
        ref var entry = ref (known ??= new (string?, uint)[NamesKnown])[place];
        if (!ReferenceEquals(entry.Name, name)) entry = (name, FeatureHash.Of(name));
        return entry.Hash;
    }

    /// <summary>Leaves each feature once, in the order of their hashes, as where it counts only whether a feature is there. Names are not kept in step.</summary>
    public void RemoveDuplicates()
    {
        var all = hashes.AsSpan(0, Count);
        all.Sort();
        int kept = 0;
        for (int i = 0; i < all.Length; i++)
            if (i == 0 || all[i] != all[i - 1]) all[kept++] = all[i];
        Count = kept;
    }

    /// <summary>A copy to keep for training.</summary>
    public uint[] ToArray() => Hashes.ToArray();

    /// <summary>For people who debug: the number of features.</summary>
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture) + " features";
}
