namespace Parley.Language;

/// <summary>
/// What was made of the words and names that were asked for last, found again by the text: reports repeat them, and each need not be made anew. Holds a bounded number; a newer text takes the place of an older
/// one. For one thread.
/// </summary>
/// <param name="make">What is made of a text; it must depend on nothing else, and who gets it must not change it.</param>
internal sealed class Remembered<T>(Func<string, T> make)
{
    // Longer texts are rare and not remembered.
    private const int PlaceBits = 12, LongestText = 48;

    private readonly (string Text, T Made)[] known = new (string, T)[1 << PlaceBits];

    /// <summary>What is made of a text.</summary>
    public T Of(string text)
    {
        if (text.Length is 0 or > LongestText) return make(text);
        ref var place = ref PlaceOf(text);
        if (text != place.Text) place = (text, make(text));
        return place.Made;
    }

    /// <summary>What is made of a stretch of a text; only where it is not known does it become a string of its own.</summary>
    public T Of(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestText) return make(text.ToString());
        ref var place = ref PlaceOf(text);
        if (!text.SequenceEqual(place.Text))
        {
            string own = text.ToString();
            place = (own, make(own));
        }

        return place.Made;
    }

    private ref (string Text, T Made) PlaceOf(ReadOnlySpan<char> text)
    {
        uint hash = (uint)text.Length;
        foreach (char c in text) hash = (hash ^ c) * 0x9E3779B1;
        return ref known[hash >> (32 - PlaceBits)];
    }
}
