using System.Runtime.CompilerServices;

namespace Parley.Learning;

/// <summary>Stable 32-bit hashes of features (the hashing trick, Weinberger et al. 2009): the same on every machine and in every run.</summary>
internal static class FeatureHash
{
    /// <summary>Hash of a string's UTF-16 code units (FNV-1a with a final avalanche).</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        uint h = 2166136261;
        foreach (char c in text) h = (h ^ c) * 16777619;
        return Avalanche(h);
    }

    /// <summary>Hash of a string's code units in lower case (ASCII and invariant).</summary>
    public static uint OfLower(ReadOnlySpan<char> text) => End(GoOnLower(Begin, text));

    /// <summary>What <see cref="GoOnLower"/> starts from.</summary>
    public const uint Begin = 2166136261;

    /// <summary>Takes more code units into an unfinished hash, in lower case.</summary>
    public static uint GoOnLower(uint state, ReadOnlySpan<char> text)
    {
        foreach (char c in text) state = (state ^ (c < 128 ? (uint)(c is >= 'A' and <= 'Z' ? c | 0x20 : c) : char.ToLowerInvariant(c))) * 16777619;
        return state;
    }

    /// <summary>The hash of what has been taken in.</summary>
    public static uint End(uint state) => Avalanche(state);

    /// <summary>Joins a template number and a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Join(uint template, uint value) => Avalanche(template * 0x9E3779B1u + value * 0x85EBCA77u + 0x165667B1u);

    /// <summary>Joins a template number and two values; order matters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Join(uint template, uint a, uint b) => Join(Join(template, a), b);

    /// <summary>Joins a template number and three values; order matters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Join(uint template, uint a, uint b, uint c) => Join(Join(Join(template, a), b), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Avalanche(uint h)
    {
        h ^= h >> 16;
        h *= 0x7FEB352Du;
        h ^= h >> 15;
        h *= 0x846CA68Bu;
        return h ^ (h >> 16);
    }
}
