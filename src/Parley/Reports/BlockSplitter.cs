using System.Buffers;

namespace Parley.Reports;

/// <summary>
/// Puts a text's physical lines together into the lines its author meant: in a hard-wrapped text (wire copy, mail) a paragraph runs over many physical lines, elsewhere a line is a paragraph.
/// </summary>
/// <remarks>
/// A text counts as wrapped when lines often go on in lower case after a line that does not end a sentence; its width is the longest such line. Within it a paragraph goes on
/// while lines are full, and ends at a blank line, at a new indent and after a line that would have had room for the next line's first word. O(n).
/// </remarks>
internal static class BlockSplitter
{
    /// <summary>A wrapped line is never longer than this: no terminal, printer or mail program wraps wider.</summary>
    private const int WidestWrap = 140;

    /// <summary>A line shorter than this says nothing about the width.</summary>
    private const int NarrowestWrap = 30;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\f\v\u0085\u2028\u2029");

    /// <summary>
    /// The lines meant by the author, in text order, without blank space around them. <paramref name="startsWithBody"/> tells that the first line is no headline (the headline came apart from the text).
    /// </summary>
    public static List<TextSpan> Lines(string text, bool startsWithBody = false)
    {
        var physical = Physical(text);
        int width = WrapWidth(text, physical);
        var lines = new List<TextSpan>(physical.Count);
        for (int i = 0; i < physical.Count;)
        {
            int last = i;
            while (last + 1 < physical.Count && GoesOn(text, physical[last], physical[last + 1], width, last > 0 ? NarrowestWrap : startsWithBody ? 1 : int.MaxValue)) last++;
            lines.Add(new(physical[i].Span.Start, physical[last].Span.End));
            i = last + 1;
        }

        return lines;
    }

    /// <summary>A non-blank physical line: its text without blanks around, its indent, and whether a blank line stands before it.</summary>
    private readonly record struct PhysicalLine(TextSpan Span, int Indent, bool AfterBlank);

    private static List<PhysicalLine> Physical(string text)
    {
        var lines = new List<PhysicalLine>();
        bool blank = true;
        for (int start = 0; start < text.Length;)
        {
            int end = text.AsSpan(start).IndexOfAny(LineEnds);
            end = end < 0 ? text.Length : start + end;
            int from = start, to = end;
            while (from < to && IsBlank(text[from])) from++;
            while (to > from && IsBlank(text[to - 1])) to--;
            if (from < to)
            {
                lines.Add(new(new(from, to), from - start, blank));
                blank = false;
            }
            else
            {
                blank = true;
            }

            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }

        return lines;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\0';

    /// <summary>The width at which the text is wrapped, or 0 where it is not: a quarter of the lines run on in lower case, or half of them are open and full.</summary>
    private static int WrapWidth(string text, List<PhysicalLine> lines)
    {
        int longest = 0, pairs = 0, carried = 0, full = 0, width = 0;
        foreach (var line in lines) longest = Math.Max(longest, line.Indent + line.Span.Length);
        for (int i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i + 1].AfterBlank || OpensParagraph(lines[i], lines[i + 1])) continue;
            pairs++;
            int length = lines[i].Indent + lines[i].Span.Length;
            if (length is < NarrowestWrap or > WidestWrap) continue;
            bool carries = CarriesOver(text, lines[i], lines[i + 1]);
            if (carries) carried++;
            else if (longest > WidestWrap || EndsSentence(lines[i].Span.Of(text)) || length + 1 + FirstWord(lines[i + 1].Span.Of(text)) <= longest) continue;
            full++;
            width = Math.Max(width, length);
        }

        return carried * 4 >= pairs || full * 2 >= pairs ? width : 0;
    }

    private static bool OpensParagraph(PhysicalLine line, PhysicalLine next) => next.Indent >= 2 && next.Indent >= line.Indent + 2;

    private static int FirstWord(ReadOnlySpan<char> line) => line.IndexOfAny(' ', '\t') is >= 0 and int at ? at : line.Length;

    /// <summary>Whether a line plainly is the middle of a sentence: nothing ends it, and the next goes on in lower case.</summary>
    private static bool CarriesOver(string text, PhysicalLine line, PhysicalLine next) =>
        char.IsLower(text[next.Span.Start]) && (char.IsLetterOrDigit(text[line.Span.End - 1]) || text[line.Span.End - 1] is ',' or '-' or '\'' or '"' or '\u2019' or '\u201D' or ')');

    /// <summary>Whether a paragraph goes on; an unfinished line of <paramref name="shortestOpen"/> characters does so however much room it left.</summary>
    private static bool GoesOn(string text, PhysicalLine line, PhysicalLine next, int width, int shortestOpen)
    {
        if (next.AfterBlank) return false;
        bool capitals = IsCapitals(line.Span.Of(text));
        if (width == 0) return line.Span.Length is >= NarrowestWrap and <= WidestWrap && CarriesOver(text, line, next);
        if (capitals != IsCapitals(next.Span.Of(text)) && line.Span.Length > 3 && next.Span.Length > 3 && capitals) return false;
        if (OpensParagraph(line, next)) return false;
        if (line.Span.Length > WidestWrap) return false;
        if (CarriesOver(text, line, next)) return true;
        var rest = next.Span.Of(text);
        if (line.Span.Length >= shortestOpen && next.Indent == 0 && !capitals && !EndsSentence(line.Span.Of(text)) && !IsBullet(rest)) return true;
        return line.Indent + line.Span.Length + 1 + FirstWord(rest) > width - 4 && !IsBullet(rest);
    }

    private static bool EndsSentence(ReadOnlySpan<char> line) => line.TrimEnd("\"'\u201D\u2019)".AsSpan()) is [.., '.' or '?' or '!' or ':'];

    private static bool IsCapitals(ReadOnlySpan<char> line)
    {
        int upper = 0;
        foreach (char c in line)
        {
            if (char.IsLower(c)) return false;
            if (char.IsUpper(c)) upper++;
        }

        return upper > 3;
    }

    /// <summary>Whether a line opens an item of a list.</summary>
    public static bool IsBullet(ReadOnlySpan<char> line) =>
        line is ['\u2022' or '\u25CF' or '\u25AA' or '\u2023' or '\u00B7', ..] or ['-' or '*' or '\u2013' or '\u2014' or 'o', ' ', ..] ||
        (line.Length > 3 && char.IsAsciiDigit(line[0]) && ((line[1] is '.' or ')' && line[2] == ' ') || (char.IsAsciiDigit(line[1]) && line[2] is '.' or ')' && line[3] == ' ')));
}
