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

    /// <summary>The lines meant by the author, in text order, without blank space around them.</summary>
    public static List<TextSpan> Lines(string text)
    {
        var physical = Physical(text);
        int width = WrapWidth(text, physical);
        var lines = new List<TextSpan>(physical.Count);
        for (int i = 0; i < physical.Count;)
        {
            int last = i;
            while (last + 1 < physical.Count && GoesOn(text, physical[last], physical[last + 1], width)) last++;
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

    /// <summary>The width at which the text is wrapped, or 0 where it is not.</summary>
    private static int WrapWidth(string text, List<PhysicalLine> lines)
    {
        int pairs = 0, carried = 0, width = 0;
        for (int i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i + 1].AfterBlank) continue;
            pairs++;
            int length = lines[i].Span.End - lines[i].Span.Start + lines[i].Indent;
            if (length is < NarrowestWrap or > WidestWrap || !CarriesOver(text, lines[i], lines[i + 1])) continue;
            carried++;
            width = Math.Max(width, length);
        }

        return carried * 4 >= pairs ? width : 0;
    }

    /// <summary>Whether a line plainly is the middle of a sentence: nothing ends it, and the next goes on in lower case.</summary>
    private static bool CarriesOver(string text, PhysicalLine line, PhysicalLine next) =>
        char.IsLower(text[next.Span.Start]) && (char.IsLetterOrDigit(text[line.Span.End - 1]) || text[line.Span.End - 1] is ',' or '-' or '\'' or '"' or '\u2019' or '\u201D' or ')');

    private static bool GoesOn(string text, PhysicalLine line, PhysicalLine next, int width)
    {
        if (next.AfterBlank) return false;
        bool capitals = IsCapitals(line.Span.Of(text));
        if (width == 0) return line.Span.Length is >= NarrowestWrap and <= WidestWrap && CarriesOver(text, line, next);
        if (capitals != IsCapitals(next.Span.Of(text)) && line.Span.Length > 3 && next.Span.Length > 3 && capitals) return false;
        if (next.Indent >= line.Indent + 2 && next.Indent >= 2) return false;
        if (line.Span.Length > WidestWrap) return false;
        if (CarriesOver(text, line, next)) return true;
        var rest = next.Span.Of(text);
        int word = rest.IndexOfAny(' ', '\t');
        return line.Indent + line.Span.Length + 1 + (word < 0 ? rest.Length : word) > width - 4 && !IsBullet(rest);
    }

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
        (line.Length > 2 && char.IsAsciiDigit(line[0]) && (line[1] is '.' or ')' || (char.IsAsciiDigit(line[1]) && line[2] is '.' or ')')) && line[..Math.Min(5, line.Length)].Contains(' '));
}
