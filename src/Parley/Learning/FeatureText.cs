using System.Globalization;
using System.Runtime.CompilerServices;

namespace Parley.Learning;

/// <summary>
/// The words of a feature's value, known only by their hash: a string, a stretch of one, or an interpolated string whose parts are hashed as they come and never put together.
/// Upper and lower case are one.
/// </summary>
[InterpolatedStringHandler]
internal ref struct FeatureText
{
    private uint state = FeatureHash.Begin;

    /// <summary>An empty text; parts follow.</summary>
    public FeatureText(int literalLength, int formattedCount)
    {
        // The compiler tells how much is to come; nothing has to be kept for it.
        _ = (literalLength, formattedCount);
    }

    private FeatureText(ReadOnlySpan<char> text) => AppendFormatted(text);

    /// <summary>The text's hash: <see cref="FeatureHash.OfLower"/> of all parts in a row.</summary>
    public readonly uint Hash => FeatureHash.End(state);

    /// <summary>A part that the code spells out.</summary>
    public void AppendLiteral(string part) => AppendFormatted(part.AsSpan());

    /// <summary>A part.</summary>
    public void AppendFormatted(string part) => AppendFormatted(part.AsSpan());

    /// <summary>A part.</summary>
    public void AppendFormatted(scoped ReadOnlySpan<char> part) => state = FeatureHash.GoOnLower(state, part);

    /// <summary>A part of one character.</summary>
    public void AppendFormatted(char part) => state = FeatureHash.GoOnLower(state, [part]);

    /// <summary>A number in figures.</summary>
    public void AppendFormatted(int part)
    {
        Span<char> figures = stackalloc char[11];
        part.TryFormat(figures, out int length, provider: CultureInfo.InvariantCulture);
        AppendFormatted(figures[..length]);
    }

    /// <summary>A string as it is.</summary>
    public static implicit operator FeatureText(string text) => new(text.AsSpan());

    /// <summary>A stretch of a string as it is.</summary>
    public static implicit operator FeatureText(ReadOnlySpan<char> text) => new(text);
}
