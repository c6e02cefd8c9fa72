namespace Parley.Language;

/// <summary>Words in lower case, without a string made for each: what is in lower case already is given back as it is, and the words asked for last are remembered, by each thread for itself.</summary>
internal static class LowerCase
{
    [ThreadStatic]
    private static Remembered<string>? known;

    private static Remembered<string> Known => known ??= new(static word => word.ToLowerInvariant());

    /// <summary>The word in lower case, as <see cref="string.ToLowerInvariant"/> has it.</summary>
    public static string Of(string word) => MayChange(word) ? Known.Of(word) : word;

    /// <summary>The same of a word that stands in a text.</summary>
    public static string Of(ReadOnlySpan<char> word) => Known.Of(word);

    private static bool MayChange(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
            if (c is >= 'A' and <= 'Z' or > '\x7f') return true;
        return false;
    }
}
