using Parley.Language;

namespace Parley.Positions;

/// <summary>How far two stretches of a document agree, counted in words (punctuation aside): the Dice coefficient 2 |A and B| / (|A| + |B|).</summary>
internal static class WordOverlap
{
    /// <summary>Dice coefficient of tokens <c>[first, end)</c> and a stretch of text; 0 where either holds no word.</summary>
    public static double Dice(Document document, int first, int end, TextSpan other)
    {
        // Most stretches lie apart: no need to look for their words.
        if (first >= end || other.End <= document.Tokens[first].Span.Start || other.Start >= document.Tokens[end - 1].Span.End) return 0;
        var (otherFirst, otherEnd) = document.TokensIn(other);
        int a = Words(document, first, end), b = Words(document, otherFirst, otherEnd), both = Words(document, Math.Max(first, otherFirst), Math.Min(end, otherEnd));
        return a + b == 0 ? 0 : 2.0 * both / (a + b);
    }

    private static int Words(Document document, int first, int end)
    {
        int count = 0;
        for (int i = first; i < end; i++)
            if (char.IsLetterOrDigit(document.Tokens[i].Word[0]) || document.Tokens[i].Word.Length > 2) count++;
        return count;
    }
}
