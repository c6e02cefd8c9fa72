using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Clusters of words that keep the same company, many fine ones and a few coarse ones, learned from running text (<see cref="ClusterTrainer"/>). Immutable, safe to share.
/// </summary>
internal sealed class WordClusters
{
    /// <summary>The model's name and version in its file.</summary>
    public const string Name = "clusters";

    /// <summary>Version of the file.</summary>
    public const int Version = 2;

    /// <summary>The file in the folder of models.</summary>
    public const string File = "clusters.bin";

    private readonly Table<uint> keys;
    private readonly Table<ushort> fine;
    private readonly Table<byte> coarseOf;
    private readonly int mask;

    /// <summary>Wraps words (by <see cref="KeyOf"/>), their fine clusters from 1, and the coarse cluster of each fine one.</summary>
    public WordClusters(ReadOnlySpan<uint> words, ReadOnlySpan<ushort> clusters, ReadOnlySpan<byte> coarseOf)
    {
        int size = 16;
        while (size < words.Length * 2) size *= 2;
        var (keys, fine) = (new uint[size], new ushort[size]);
        mask = size - 1;
        // In the order of the words' hashes, so that the file does not depend on the order in which they come.
        int[] order = [.. Enumerable.Range(0, words.Length)];
        uint[] sorted = words.ToArray();
        Array.Sort(sorted, order);
        foreach (int i in order)
        {
            int slot = (int)words[i] & mask;
            while (fine[slot] != 0 && keys[slot] != words[i]) slot = (slot + 1) & mask;
            (keys[slot], fine[slot]) = (words[i], clusters[i]);
        }

        (this.keys, this.fine, this.coarseOf) = (new(keys), new(fine), new(coarseOf));
    }

    private WordClusters(Table<uint> keys, Table<ushort> fine, Table<byte> coarseOf)
    {
        if (keys.Length != fine.Length || (keys.Length & (keys.Length - 1)) != 0) throw new InvalidDataException("The clusters' tables do not fit together.");
        (this.keys, this.fine, this.coarseOf, mask) = (keys, fine, coarseOf, keys.Length - 1);
    }

    /// <summary>The clusters of a word as it stands, else of its lower-case form; (0, 0) for an unknown one.</summary>
    public (ushort Fine, byte Coarse) Of(ReadOnlySpan<char> word)
    {
        ushort cluster = Find(KeyOf(word));
        if (cluster == 0 && word.Length is > 0 and <= 64 && char.IsUpper(word[0]))
        {
            Span<char> lower = stackalloc char[64];
            cluster = Find(KeyOf(lower[..word.ToLowerInvariant(lower)]));
        }

        return (cluster, coarseOf[cluster]);
    }

    /// <summary>Hash of a word with every figure a zero.</summary>
    public static uint KeyOf(ReadOnlySpan<char> word)
    {
        Span<char> normal = stackalloc char[64];
        if (word.Length > 64) return FeatureHash.Of(word);
        for (int i = 0; i < word.Length; i++) normal[i] = char.IsAsciiDigit(word[i]) ? '0' : word[i] == '’' ? '\'' : word[i];
        return FeatureHash.Of(normal[..word.Length]);
    }

    /// <summary>Loads the trained clusters.</summary>
    public static WordClusters Load(string modelFolder) => ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, reader =>
        new WordClusters(reader.ReadTable<uint>(), reader.ReadTable<ushort>(), reader.ReadTable<byte>()));

    /// <summary>Writes the clusters.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, writer =>
    {
        writer.WriteTable(keys);
        writer.WriteTable(fine);
        writer.WriteTable(coarseOf);
    });

    private ushort Find(uint key)
    {
        for (int slot = (int)key & mask; fine[slot] != 0; slot = (slot + 1) & mask)
            if (keys[slot] == key) return fine[slot];
        return 0;
    }
}
