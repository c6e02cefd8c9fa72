using Parley.Learning;

namespace Parley.Language;

/// <summary>What the models see of a spelling, computed once for each: hashes of the word, its affixes and its shape, and its clusters.</summary>
internal readonly struct WordInfo
{
    /// <summary>What stands before a sentence's first word.</summary>
    public static readonly WordInfo Start = new("<s>", default);

    /// <summary>What stands after a sentence's last word.</summary>
    public static readonly WordInfo End = new("</s>", default);

    private const int LongestShape = 12;

    /// <summary>Reads a spelling.</summary>
    public WordInfo(ReadOnlySpan<char> word, (ushort Fine, byte Coarse) cluster)
    {
        (Fine, Coarse) = cluster;
        Form = FeatureHash.Of(word);
        Span<char> lower = stackalloc char[64];
        Span<char> shape = stackalloc char[LongestShape];
        int length = Math.Min(word.Length, 64), run = 0, shapeLength = 0, capitals = 0, digits = 0, letters = 0;
        char last = '\0';
        for (int i = 0; i < length; i++)
        {
            char c = word[i], kind;
            if (char.IsAsciiDigit(c)) (kind, lower[i], digits) = ('d', '0', digits + 1);
            else if (char.IsUpper(c)) (kind, lower[i], capitals) = ('X', char.ToLowerInvariant(c), capitals + 1);
            else if (char.IsLetter(c)) (kind, lower[i]) = ('x', c);
            else (kind, lower[i]) = Characters.IsApostrophe(c) ? ('\'', '\'') : (c, c);
            if (kind is 'x' or 'X') letters++;
            run = kind == last ? run + 1 : 0;
            last = kind;
            if (run < 2 && shapeLength < LongestShape) shape[shapeLength++] = kind;
        }

        // "Mr" and "Mr." are one word; "U.S" and "U.S." too.
        int bare = length > 2 && lower[length - 1] == '.' && letters > 0 ? length - 1 : length;
        Lower = FeatureHash.Of(lower[..bare]) ^ (uint)(word.Length - length);
        Shape = FeatureHash.Of(shape[..shapeLength]);
        Prefix1 = Affix(lower[..Math.Min(1, length)]);
        Prefix2 = Affix(lower[..Math.Min(2, length)]);
        Prefix3 = Affix(lower[..Math.Min(3, length)]);
        Suffix1 = Affix(lower[Math.Max(0, length - 1)..length]);
        Suffix2 = Affix(lower[Math.Max(0, length - 2)..length]);
        Suffix3 = Affix(lower[Math.Max(0, length - 3)..length]);
        Suffix4 = Affix(lower[Math.Max(0, length - 4)..length]);
        Capital = length > 0 && char.IsUpper(word[0]);
        AllCapitals = capitals > 1 && capitals == letters;
        Letters = letters > 0;
        Digits = digits > 0;
        Length = (byte)length;
        Hints = Gazetteer.Of(word);
    }

    /// <summary>The word as it stands.</summary>
    public readonly uint Form;

    /// <summary>The word in lower case, every figure a zero, every apostrophe straight, without the stop of an abbreviation.</summary>
    public readonly uint Lower;

    /// <summary>Kinds of its characters, rows of one kind cut to two.</summary>
    public readonly uint Shape;

    /// <summary>Its first characters.</summary>
    public readonly uint Prefix1, Prefix2, Prefix3;

    /// <summary>Its last characters.</summary>
    public readonly uint Suffix1, Suffix2, Suffix3, Suffix4;

    /// <summary>Its cluster among many; 0 for an unknown word.</summary>
    public readonly ushort Fine;

    /// <summary>Its cluster among few; 0 for an unknown word.</summary>
    public readonly byte Coarse;

    /// <summary>Number of characters, at most 64.</summary>
    public readonly byte Length;

    /// <summary>Whether it starts with a capital; consists of several letters, all capitals; has a letter; has a figure.</summary>
    public readonly bool Capital, AllCapitals, Letters, Digits;

    /// <summary>What the lists say of it as part of a name.</summary>
    public readonly NameHints Hints;

    private static uint Affix(ReadOnlySpan<char> part) => FeatureHash.Of(part);
}
