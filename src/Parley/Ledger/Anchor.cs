namespace Parley.Ledger;

/// <summary>A stretch of a report's text by position and by quotation with context, so that it is found again in an updated text (the two selectors of the W3C Web Annotation model).</summary>
/// <param name="Span">Where it stood.</param>
/// <param name="Quote">Its words.</param>
/// <param name="Before">Up to <see cref="Context"/> code units before it.</param>
/// <param name="After">Up to <see cref="Context"/> code units after it.</param>
public sealed record Anchor(TextSpan Span, string Quote, string Before, string After)
{
    /// <summary>Code units of context on each side.</summary>
    public const int Context = 32;

    /// <summary>The anchor of a stretch of a text.</summary>
    public static Anchor Of(string text, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(text);
        int from = Math.Max(0, span.Start - Context), to = Math.Min(text.Length, span.End + Context);
        return new(span, text[span.Start..span.End], text[from..span.Start], text[span.End..to]);
    }

    /// <summary>
    /// Where the words stand in a text: at the old place if they still do, else where most of the context agrees (of equal ones the nearest to the old place). Runs of blank space count as one space, so
    /// that a text with other line ends is still the same. Null where the words are not in the text. O(text length) for each occurrence of the words' beginning.
    /// </summary>
    public TextSpan? In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Quote.Length == 0) return Span.End <= text.Length && Span.Length == 0 ? Span : null;
        if (Span.End <= text.Length && Span.Length == Quote.Length && Span.Of(text).SequenceEqual(Quote) && Agreement(text, Span) == Before.Length + After.Length) return Span;
        TextSpan? best = null;
        int agreement = -1;
        for (int at = text.IndexOf(Quote[0]); at >= 0; at = text.IndexOf(Quote[0], at + 1))
        {
            if (EndOf(text, at) is not { } end) continue;
            var found = new TextSpan(at, end);
            int agrees = Agreement(text, found);
            if (agrees < agreement || (agrees == agreement && Math.Abs(at - Span.Start) >= Math.Abs(best!.Value.Start - Span.Start))) continue;
            (best, agreement) = (found, agrees);
        }

        return best;
    }

    /// <summary>Where the words end that begin at <paramref name="at"/>, or null where they do not stand there.</summary>
    private int? EndOf(string text, int at)
    {
        int i = at, q = 0;
        while (q < Quote.Length)
        {
            if (char.IsWhiteSpace(Quote[q]))
            {
                if (i >= text.Length || !char.IsWhiteSpace(text[i])) return null;
                while (q < Quote.Length && char.IsWhiteSpace(Quote[q])) q++;
                while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
            }
            else if (i < text.Length && text[i] == Quote[q])
            {
                i++;
                q++;
            }
            else
            {
                return null;
            }
        }

        return i;
    }

    /// <summary>Code units of context that agree on both sides, counted from the words outwards.</summary>
    private int Agreement(string text, TextSpan found)
    {
        int before = 0, after = 0;
        while (before < Before.Length && found.Start - before > 0 && text[found.Start - before - 1] == Before[^(before + 1)]) before++;
        while (after < After.Length && found.End + after < text.Length && text[found.End + after] == After[after]) after++;
        return before + after;
    }
}
