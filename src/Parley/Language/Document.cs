using Parley.Reports;

namespace Parley.Language;

/// <summary>
/// A report after the Language stage: sentences, tokens with tags and trees, named entities. Tokens stand in text order; furniture, bylines and datelines have none.
/// A document belongs to one thread; arrays may be longer than their counts say, so use the spans.
/// </summary>
public sealed class Document
{
    private readonly Token[] tokens;
    private readonly Sentence[] sentences;
    private readonly Entity[] entities;

    /// <summary>Wraps what the stage produced; the arrays are kept, not copied.</summary>
    public Document(Report report, Token[] tokens, Sentence[] sentences, Entity[] entities)
    {
        Report = report;
        this.tokens = tokens;
        this.sentences = sentences;
        this.entities = entities;
    }

    /// <summary>The report that was read.</summary>
    public Report Report { get; }

    /// <summary>The report's text.</summary>
    public string Text => Report.Text;

    /// <summary>All tokens.</summary>
    public Span<Token> Tokens => tokens;

    /// <summary>All sentences; a sentence never crosses a block.</summary>
    public ReadOnlySpan<Sentence> Sentences => sentences;

    /// <summary>Named entities in text order, not overlapping.</summary>
    public ReadOnlySpan<Entity> Entities => entities;

    /// <summary>The text covered by tokens <c>[first, end)</c>; an empty span for an empty range.</summary>
    public TextSpan SpanOf(int first, int end) => first < end ? new(tokens[first].Span.Start, tokens[end - 1].Span.End) : default;

    /// <summary>Index of the first token that ends after <paramref name="offset"/> (the token count if there is none). O(log n).</summary>
    public int TokenAt(int offset)
    {
        int low = 0, high = tokens.Length;
        while (low < high)
        {
            int mid = (low + high) >>> 1;
            if (tokens[mid].Span.End <= offset) low = mid + 1;
            else high = mid;
        }

        return low;
    }

    /// <summary>Tokens <c>[First, End)</c> that a stretch of text touches.</summary>
    public (int First, int End) TokensIn(TextSpan span)
    {
        int first = TokenAt(span.Start), end = first;
        while (end < tokens.Length && tokens[end].Span.Start < span.End) end++;
        return (first, end);
    }
}
