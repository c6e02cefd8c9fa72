using System.Buffers;

namespace Parley.Reports;

/// <summary>What the shape of a report's text says: its blocks, and the fields that stand in them (null where they do not).</summary>
/// <param name="Blocks">In text order; together they hold every character between the first and the last non-blank line, blank space around blocks excepted.</param>
/// <param name="Title">The headline as it stands.</param>
/// <param name="Byline">Who wrote it, without "By".</param>
/// <param name="Dateline">Place and date of filing without the dash, or the line that dates the page.</param>
/// <param name="Date">Day of publication as ISO 8601, where the page states day, month and year.</param>
/// <param name="Publisher">Who claims the copyright.</param>
internal sealed record ReportLayout(IReadOnlyList<Block> Blocks, string? Title, string? Byline, string? Dateline, string? Date, string? Publisher)
{
    /// <summary>A dateline opens one of the first paragraphs or none: before them stand at most a summary and a caption.</summary>
    private const int ParagraphsWithDateline = 3;

    /// <summary>What a dateline holds beside the place: without it, a place must stand at the very top.</summary>
    private static readonly SearchValues<char> DateOrAgency = SearchValues.Create("0123456789(");

    /// <summary>Lays out a text. <paramref name="knownTitle"/> is a headline that came with it: it need not stand in the text, and then no other line is taken for it. O(n).</summary>
    public static ReportLayout Of(string text, string? knownTitle = null)
    {
        var spans = BlockSplitter.Lines(text, startsWithBody: knownTitle is not null);
        var lines = new TextLine[spans.Count];
        for (int i = 0; i < lines.Length; i++) lines[i] = TextLine.Of(text, spans[i]);
        var kinds = new BlockClassifier(text, lines, knownTitle).Classify();

        var blocks = new List<Block>(lines.Length + 1);
        string? title = null, byline = null, dateline = null, dateLine = null, date = null, publisher = null;
        int paragraphs = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            var (kind, span) = (kinds[i], lines[i].Span);
            var line = span.Of(text);
            switch (kind)
            {
                case BlockKind.Title:
                    title ??= line.ToString();
                    break;
                case BlockKind.Byline when byline is null:
                    byline = (BylineShape.OpensWithBy(line, out var names) ? names : line).ToString();
                    break;
                case BlockKind.Dateline when CalendarDate.Classify(line, out string? iso) != TimeLineKind.None:
                    dateLine ??= line.ToString();
                    date ??= iso;
                    break;
                case BlockKind.Dateline:
                    dateline ??= line.TrimEnd(" -\u2013\u2014:".AsSpan()).ToString();
                    break;
                case BlockKind.Furniture:
                    publisher ??= CopyrightHolder(line);
                    break;
                case BlockKind.Paragraph when dateline is null && paragraphs++ < ParagraphsWithDateline && lines[i].Words >= 8 && DatelineShape.Match(line, out var words) is > 0 and int length && (paragraphs < ParagraphsWithDateline || words.ContainsAny(DateOrAgency)):
                    dateline = words.ToString();
                    date ??= DatelineShape.DayOf(words);
                    blocks.Add(new(BlockKind.Dateline, new(span.Start, span.Start + length)));
                    int from = span.Start + length;
                    while (char.IsWhiteSpace(text[from])) from++;
                    span = new(from, span.End);
                    break;
            }

            blocks.Add(new(kind, span));
        }

        return new(blocks, title, byline, dateline ?? dateLine, date, publisher);
    }

    /// <summary>Who holds the rights by a line such as "© 2022 The Daily Example. All rights reserved.", else null.</summary>
    private static string? CopyrightHolder(ReadOnlySpan<char> line)
    {
        foreach (string opening in (ReadOnlySpan<string>)["copyright \u00A9", "copyright (c)", "copyright", "\u00A9 copyright", "\u00A9", "(c)"])
        {
            if (!line.StartsWith(opening, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = line[opening.Length..].TrimStart(" \u00A0:".AsSpan());
            int digits = 0;
            while (digits < rest.Length && (char.IsAsciiDigit(rest[digits]) || rest[digits] is '-' or '\u2013')) digits++;
            rest = rest[digits..].TrimStart(" \u00A0,.".AsSpan());
            if (rest.StartsWith("by ", StringComparison.OrdinalIgnoreCase)) rest = rest[3..];
            int end = rest.IndexOfAny(".|,;");
            if (end >= 0) rest = rest[..end];
            int reserved = rest.IndexOf("all rights", StringComparison.OrdinalIgnoreCase);
            if (reserved >= 0) rest = rest[..reserved];
            rest = rest.TrimEnd(" -\u2013\u2014".AsSpan());
            return digits > 0 && rest.Length is > 1 and <= 60 && char.IsUpper(rest[0]) ? rest.ToString() : null;
        }

        return null;
    }
}
