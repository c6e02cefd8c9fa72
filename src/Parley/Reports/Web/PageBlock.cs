namespace Parley.Reports.Web;

/// <summary>A stretch of a page's visible text that stands on lines of its own, with what is counted in it.</summary>
internal sealed class PageBlock
{
    /// <summary>Where it stands in the page's text.</summary>
    public TextSpan Span { get; init; }

    /// <summary>The block-level element that holds it.</summary>
    public required PageElement Element { get; init; }

    /// <summary>Hints of the inline elements that open it.</summary>
    public PageHint InlineHints { get; init; }

    /// <summary>Runs of letters and digits; two characters count as a word in scripts without blanks.</summary>
    public int Words { get; set; }

    /// <summary>Characters inside links.</summary>
    public int LinkChars { get; init; }

    /// <summary>Characters in bold.</summary>
    public int BoldChars { get; init; }

    /// <summary>Characters in italics.</summary>
    public int ItalicChars { get; init; }

    /// <summary>Number of links.</summary>
    public int Links { get; init; }

    /// <summary>Lines broken by <c>br</c>.</summary>
    public int Breaks { get; init; }

    /// <summary>Commas and their like.</summary>
    public int Commas { get; set; }

    /// <summary>Ends of sentences inside and at the end.</summary>
    public int Sentences { get; set; }

    /// <summary>Digits.</summary>
    public int Digits { get; set; }

    /// <summary>Upper-case letters.</summary>
    public int Upper { get; set; }

    /// <summary>Words with a capital.</summary>
    public int Capitalised { get; set; }

    /// <summary>Whether it ends as a sentence does.</summary>
    public bool EndsSentence { get; set; }

    /// <summary>Whether it is running text to all appearance: some length, few links.</summary>
    public bool IsProse { get; set; }

    /// <summary>Number of characters.</summary>
    public int Length => Span.Length;

    /// <summary>Counts what the text shows.</summary>
    public void Count(string text)
    {
        var line = Span.Of(text);
        bool inWord = false;
        int wide = 0;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c is >= '\u2E80' and < '\uFB00' and not (>= '\uAC00' and < '\uD7B0'))
            {
                inWord = false;
                if (c is '\u3002' or '\uFF01' or '\uFF1F') Sentences++;
                else if (c is '\u3001' or '\uFF0C') Commas++;
                else wide++;
                continue;
            }

            bool letter = char.IsLetterOrDigit(c);
            if (letter)
            {
                if (!inWord)
                {
                    Words++;
                    if (char.IsUpper(c)) Capitalised++;
                }

                if (char.IsAsciiDigit(c)) Digits++;
                else if (char.IsUpper(c)) Upper++;
            }
            else if (c is ',' or ';' or '\u060C')
            {
                Commas++;
            }
            else if (c is '.' or '?' or '!' or '\u2026' or '\u0964' && inWord && (i + 1 == line.Length || line[i + 1] is ' ' or '\n' or '"' or '\u201D' or ')' or '\u2019'))
            {
                Sentences++;
            }

            inWord = letter || (inWord && c is '\'' or '\u2019');
        }

        Words += (wide + 1) / 2;
        int end = line.Length - 1;
        while (end > 0 && line[end] is '"' or '\'' or '\u201D' or '\u2019' or ')' or ']' or ' ' or '\u300D') end--;
        EndsSentence = line[end] is '.' or '?' or '!' or '\u2026' or ':' or '\u3002' or '\uFF01' or '\uFF1F' or '\u0964';
        IsProse = LinkChars * 3 <= Length && ((Words >= 10 && (EndsSentence || Commas > 0)) || Words >= 20);
    }
}
