namespace Parley.Reports;

/// <summary>One line as the author meant it, with what its shape says: counts of words, letter cases and digits, how it ends, its words as the phrase lists have them.</summary>
internal sealed class TextLine
{
    /// <summary>Longer lines are prose; their words need not be compared with lists.</summary>
    private const int LongestPhrase = 300;

    private TextLine(TextSpan span) => Span = span;

    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; }

    /// <summary>Number of words: stretches without blanks that hold a letter or a digit.</summary>
    public int Words { get; private init; }

    /// <summary>Words that open with a capital letter.</summary>
    public int Capitalised { get; private init; }

    /// <summary>Words that hold a digit.</summary>
    public int Numbers { get; private init; }

    /// <summary>Upper-case letters.</summary>
    public int Upper { get; private init; }

    /// <summary>Lower-case letters.</summary>
    public int Lower { get; private init; }

    /// <summary>Whether it ends as a sentence does (full stop, question or exclamation mark, also before closing quotes and brackets).</summary>
    public bool EndsSentence { get; private init; }

    /// <summary>Whether it announces something ("He added:").</summary>
    public bool EndsInColon { get; private init; }

    /// <summary>Whether a quotation opens it.</summary>
    public bool OpensQuote { get; private init; }

    /// <summary>Whether it holds "|", "›", "»" or "&gt;" between words, as breadcrumbs and link bars do; number of them.</summary>
    public int Bars { get; private init; }

    /// <summary>The line as the phrase lists are written; empty for long lines.</summary>
    public string Key { get; private init; } = "";

    /// <summary>Whether it is a paragraph to all appearance.</summary>
    public bool IsProse => (Words >= 12 && EndsSentence) || Words >= 25;

    /// <summary>Whether all its letters are capitals.</summary>
    public bool IsCapitals => Lower == 0 && Upper > 3;

    /// <summary>Looks at a stretch of text.</summary>
    public static TextLine Of(string text, TextSpan span)
    {
        var line = span.Of(text);
        int words = 0, capitalised = 0, numbers = 0, upper = 0, lower = 0, bars = 0;
        bool inWord = false, digit = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (char.IsWhiteSpace(c))
            {
                (inWord, digit) = (false, false);
                continue;
            }

            bool letter = char.IsLetter(c), number = char.IsDigit(c);
            if (c is '|' or '\u203A' or '\u00BB' or '>' or '\u2022' or '\u00B7' && i > 0 && i + 1 < line.Length) bars++;
            if (!letter && !number) continue;
            if (!inWord)
            {
                words++;
                inWord = true;
                if (char.IsUpper(c)) capitalised++;
            }

            if (number && !digit)
            {
                numbers++;
                digit = true;
            }

            if (char.IsUpper(c)) upper++;
            else if (char.IsLower(c)) lower++;
        }

        int end = line.Length - 1;
        while (end > 0 && line[end] is '"' or '\'' or '\u201D' or '\u2019' or ')' or ']') end--;
        bool ends = line[end] is '.' or '?' or '!' or '\u2026' && words > 0;
        string key = "";
        if (line.Length <= LongestPhrase)
        {
            Span<char> buffer = stackalloc char[LongestPhrase + 16];
            key = new(buffer[..PageFurniture.Normalise(line, buffer)]);
        }

        return new(span)
        {
            Words = words,
            Capitalised = capitalised,
            Numbers = numbers,
            Upper = upper,
            Lower = lower,
            Bars = bars,
            EndsSentence = ends,
            EndsInColon = line[^1] == ':',
            OpensQuote = line[0] is '"' or '\u201C' or '\u2018' or '\'',
            Key = key,
        };
    }
}
