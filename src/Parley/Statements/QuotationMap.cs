using Parley.Language;

namespace Parley.Statements;

/// <summary>A quotation: tokens <c>[First, End)</c> with its marks. <paramref name="Closed"/> is false where the block ends before the closing mark.</summary>
internal readonly record struct Quotation(int First, int End, bool Closed);

/// <summary>Which tokens stand inside quotation marks. Marks pair inside a block; a quotation that a block leaves open ends with it. One pass, linear.</summary>
internal sealed class QuotationMap
{
    private readonly List<Quotation> quotations = [];
    private int[] of = [];

    /// <summary>All quotations in text order; they do not nest (a mark inside a quotation of the other kind is ignored).</summary>
    public IReadOnlyList<Quotation> Quotations => quotations;

    /// <summary>Index of the quotation that the token is in, marks included, or -1.</summary>
    public int Of(int token) => of[token];

    /// <summary>Reads the marks of a document.</summary>
    public void Build(Document document)
    {
        var tokens = document.Tokens;
        quotations.Clear();
        if (of.Length < tokens.Length) of = new int[tokens.Length * 2];
        of.AsSpan(0, tokens.Length).Fill(-1);
        var sentences = document.Sentences;
        string text = document.Text;
        int open = -1;
        for (int s = 0; s < sentences.Length; s++)
        {
            if (s > 0 && sentences[s].Block != sentences[s - 1].Block && open >= 0)
            {
                Close(open, sentences[s].First, closed: false);
                open = -1;
            }

            for (int i = sentences[s].First; i < sentences[s].End; i++)
            {
                switch (KindOf(text, tokens, i, open >= 0))
                {
                    case Mark.Open when open < 0: open = i; break;
                    case Mark.Close when open >= 0:
                        Close(open, i + 1, closed: true);
                        open = -1;
                        break;
                    default: break;
                }
            }
        }

        if (open >= 0) Close(open, tokens.Length, closed: false);
    }

    /// <summary>Whether the token is a double quotation mark.</summary>
    public static bool IsMark(string word) => word is "\"" or "\u201c" or "\u201d" or "``" or "''" or "\u201f" or "\u00ab" or "\u00bb";

    private enum Mark
    {
        None,
        Open,
        Close,
    }

    private static Mark KindOf(string text, ReadOnlySpan<Token> tokens, int i, bool inside)
    {
        string word = tokens[i].Word;
        switch (word)
        {
            case "\u201c" or "``" or "\u00ab": return inside ? Mark.None : Mark.Open;
            case "\u201d" or "''" or "\u00bb": return Mark.Close;
            case "\"":
                // A straight mark opens after a blank or a bracket and closes before one; where both or neither hold, it does what is due.
                int start = tokens[i].Span.Start, end = tokens[i].Span.End;
                bool blankBefore = start == 0 || char.IsWhiteSpace(text[start - 1]) || text[start - 1] is '(' or '[' or '-' or '\u2014';
                bool blankAfter = end >= text.Length || char.IsWhiteSpace(text[end]) || char.IsPunctuation(text[end]);
                if (inside) return blankBefore && !blankAfter ? Mark.None : Mark.Close;
                return blankAfter && !blankBefore ? Mark.None : Mark.Open;
            default: return Mark.None;
        }
    }

    private void Close(int first, int end, bool closed)
    {
        for (int i = first; i < end; i++) of[i] = quotations.Count;
        quotations.Add(new(first, end, closed));
    }
}
