namespace Parley;

/// <summary>A half-open stretch <c>[Start, End)</c> of a report's stored text, in UTF-16 code units.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last code unit; never before <paramref name="Start"/>.</param>
public readonly record struct TextSpan(int Start, int End) : IComparable<TextSpan>
{
    /// <summary>Number of code units.</summary>
    public int Length => End - Start;

    /// <summary>Whether the two stretches share a code unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>Whether <paramref name="other"/> lies wholly inside this stretch.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether the code unit at <paramref name="offset"/> is inside.</summary>
    public bool Contains(int offset) => Start <= offset && offset < End;

    /// <summary>The stretch's characters.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);

    /// <summary>The stretch's words with one blank between them.</summary>
    internal string OnOneLine(string text)
    {
        const int Short = 256;
        var part = Of(text);
        Span<char> line = part.Length <= Short ? stackalloc char[Short] : new char[part.Length];
        int length = 0;
        bool blank = false;
        foreach (char c in part)
        {
            if (char.IsWhiteSpace(c))
            {
                blank = length > 0;
                continue;
            }

            if (blank) line[length++] = ' ';
            line[length++] = c;
            blank = false;
        }

        return new(line[..length]);
    }

    /// <summary>By start, then by end.</summary>
    public int CompareTo(TextSpan other) => Start != other.Start ? Start.CompareTo(other.Start) : End.CompareTo(other.End);

    /// <summary>By start, then by end.</summary>
    public static bool operator <(TextSpan left, TextSpan right) => left.CompareTo(right) < 0;

    /// <summary>By start, then by end.</summary>
    public static bool operator >(TextSpan left, TextSpan right) => left.CompareTo(right) > 0;

    /// <summary>By start, then by end.</summary>
    public static bool operator <=(TextSpan left, TextSpan right) => left.CompareTo(right) <= 0;

    /// <summary>By start, then by end.</summary>
    public static bool operator >=(TextSpan left, TextSpan right) => left.CompareTo(right) >= 0;
}
