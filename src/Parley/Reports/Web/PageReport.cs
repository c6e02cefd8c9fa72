using System.Text;

namespace Parley.Reports.Web;

/// <summary>
/// Builds a report's stored text from a page: the headline, then from there to the report's last paragraph every block, each with its kind. What stands between the report's own blocks is kept as
/// furniture; what stands above the headline and below the last paragraph is the page, not the report, and is left out.
/// </summary>
internal sealed class PageReport
{
    /// <summary>Blocks at least so likely (thousandths) are the report's own.</summary>
    private const int Sure = 500;

    /// <summary>With fewer words than this, what was found is no report and the next step of the cascade is tried.</summary>
    private const int FewWords = 25;

    /// <summary>Blocks above the report's first paragraph among which headline, byline and date stand.</summary>
    private const int HeadReach = 60;

    private readonly PageTree tree;
    private readonly PageMetadata metadata;
    private readonly BlockKind?[] kinds;
    private readonly StringBuilder text = new();
    private readonly List<Block> blocks = [];
    private readonly List<ReportLink> links = [];

    private PageReport(PageTree tree, PageMetadata metadata)
    {
        (this.tree, this.metadata) = (tree, metadata);
        kinds = new BlockKind?[tree.Blocks.Count];
    }

    /// <summary>
    /// Reads a page. Null where it holds no text that a reader would see.
    /// </summary>
    /// <param name="html">The decoded page.</param>
    /// <param name="url">Where it was fetched from, or null.</param>
    /// <param name="model">Tells the report's blocks from the page's.</param>
    public static PageContent? Of(string html, string? url, PageModel model)
    {
        var (tree, metadata) = WebPage.Parse(html, url);
        return Of(tree, metadata, model.Probabilities(tree, metadata));
    }

    /// <summary>
    /// Reads HTML that is a report by itself (an item of a feed, a newsletter): every visible block is the report's, lines of page phrases excepted. Null where it holds no text.
    /// </summary>
    public static PageContent? OfFragment(string html, string? url, string? title)
    {
        var (tree, metadata) = WebPage.Parse(PageReader.IsPage(html) ? html : "<body>" + html, url);
        if (tree.Blocks.Count == 0) return null;
        var report = new PageReport(tree, metadata);
        if (title is not null) report.Append(BlockKind.Title, title);
        string? wanted = title is null ? null : Key(title);
        int link = 0;
        foreach (var block in tree.Blocks)
        {
            // Many repeat their headline at the top.
            if (report.blocks.Count == 1 && wanted == Key(block.Span.Of(tree.Text))) continue;
            report.Append(report.IsPhrase(block) ? BlockKind.Furniture : report.IsCaption(block) ? BlockKind.Caption : KindOf(block), block, ref link);
        }

        string all = report.text.ToString();
        string? dateline = report.PartDateline(all);
        return new(all) { Blocks = report.blocks, Links = report.links, Title = title, Dateline = dateline };
    }

    /// <summary>Builds the report of a parsed page, given how likely each block is the report's own (thousandths).</summary>
    internal static PageContent? Of(PageTree tree, PageMetadata metadata, int[] probabilities)
    {
        var report = new PageReport(tree, metadata);
        if (!report.Choose(probabilities)) return report.FromMetadata();
        return report.Build();
    }

    /// <summary>The cascade: what the model is sure of; else what it finds more likely than the rest of the page; else all running text. False where the page has none.</summary>
    private bool Choose(int[] probabilities)
    {
        if (Take(i => probabilities[i] >= Sure) >= FewWords) return true;
        if (metadata.ArticleBody is { Length: > 200 }) return false;
        int likely = Take(i => probabilities[i] >= Sure / 4);
        if (likely >= FewWords) return true;
        var prose = Take(i => tree.Blocks[i].IsProse);
        if (prose == 0 && likely > 0) prose = Take(i => probabilities[i] >= Sure / 4);
        return prose > 0 || Take(i => tree.Blocks[i].Length > 0) > 0;
    }

    private int Take(Func<int, bool> isOwn)
    {
        int words = 0;
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = null;
            if (!isOwn(i)) continue;
            kinds[i] = KindOf(tree.Blocks[i]);
            if (kinds[i] != BlockKind.Caption) words += tree.Blocks[i].Words;
        }

        return words;
    }

    private static BlockKind KindOf(PageBlock block)
    {
        for (var (element, level) = (block.Element, 0); element is not null && level < 2; element = element.Parent, level++)
            if (element.Tag == PageTag.Figcaption) return BlockKind.Caption;
        if (block.Element.Tag == PageTag.Heading) return BlockKind.Heading;
        return block.Words <= 12 && !block.EndsSentence && block.BoldChars * 10 >= block.Length * 9 && block.Length > 0 ? BlockKind.Heading : BlockKind.Paragraph;
    }

    private PageContent Build()
    {
        int first = Array.FindIndex(kinds, kind => kind is BlockKind.Paragraph or BlockKind.Heading), last = Array.FindLastIndex(kinds, kind => kind is not null);
        if (first < 0) first = Array.FindIndex(kinds, kind => kind is not null);
        int title = Title(first, last);
        if (title >= 0)
        {
            kinds[title] = BlockKind.Title;
            // A headline inside the report is not the report's first block.
            if (title == first) first = Math.Max(first, Array.FindIndex(kinds, title + 1, kind => kind is BlockKind.Paragraph or BlockKind.Heading));
        }

        int start = title >= 0 && title <= first ? title : first;
        var (byline, dateline, date) = Head(start, first);
        for (int i = start; i <= last; i++) kinds[i] ??= IsCaption(tree.Blocks[i]) ? BlockKind.Caption : BlockKind.Furniture;
        string? headline = title >= 0 ? OneLine(tree.Blocks[title]) : metadata.Title;
        if (title < 0 && headline is not null) Append(BlockKind.Title, headline);
        int link = 0;
        for (int i = start; i <= last; i++) Append(kinds[i]!.Value, tree.Blocks[i], ref link);
        string all = text.ToString();
        string? opening = PartDateline(all);
        return new(all)
        {
            Blocks = blocks,
            Links = links,
            Title = headline,
            Byline = metadata.Byline ?? byline,
            Dateline = opening ?? dateline,
            Publisher = metadata.Publisher,
            Published = metadata.Published ?? date,
            Updated = metadata.Updated,
            Url = metadata.Url,
            Language = metadata.Language,
        };
    }

    /// <summary>A page whose body stands in its JSON-LD alone (a page that scripts fill), or nowhere.</summary>
    private PageContent? FromMetadata()
    {
        if (metadata.ArticleBody is not { } body) return null;
        if (metadata.Title is { } title) Append(BlockKind.Title, title);
        foreach (var range in body.AsSpan().SplitAny("\r\n"))
        {
            string line = body[range].Trim();
            if (line.Length > 0) Append(BlockKind.Paragraph, line);
        }

        return blocks.Count == 0 ? null : new(text.ToString())
        {
            Blocks = blocks,
            Title = metadata.Title,
            Byline = metadata.Byline,
            Publisher = metadata.Publisher,
            Published = metadata.Published,
            Updated = metadata.Updated,
            Url = metadata.Url,
            Language = metadata.Language,
        };
    }

    /// <summary>The block that holds the headline: a heading, or a line in the words of the page's own title; -1 where none is found.</summary>
    private int Title(int first, int last)
    {
        string? wanted = metadata.Title is { } title ? Key(title) : null;
        int best = -1, bestScore = 0;
        for (int i = Math.Max(0, first - HeadReach); i <= Math.Min(last, first + 2); i++)
        {
            var block = tree.Blocks[i];
            if (block.Words is 0 or > 45 || (kinds[i] == BlockKind.Paragraph && i > first)) continue;
            int level = block.Element.Tag == PageTag.Heading ? block.Element.HeadingLevel : 0;
            string key = Key(block.Span.Of(tree.Text));
            bool same = wanted is not null && key.Length > 0 && (wanted == key || (key.Length > 15 && (wanted.StartsWith(key, StringComparison.Ordinal) || key.StartsWith(wanted, StringComparison.Ordinal))));
            int score = (same ? 60 : 0) + (level == 1 ? 40 : level == 2 && same ? 20 : level > 0 && same ? 10 : 0) + ((block.Element.Hints & PageHint.Title) != PageHint.None ? 5 : 0) - (i > first ? 30 : 0);
            // Without a title to compare with, only a first-level heading of some length will do.
            if (!same && (level != 1 || block.Words < 3 || wanted is not null && Overlap(wanted, block) < 50)) continue;
            // The nearer to the report the better, where all else is equal.
            if (score >= bestScore) (best, bestScore) = (i, score);
        }

        return best;
    }

    /// <summary>Percentage of a block's words that the title has.</summary>
    private int Overlap(string wanted, PageBlock block)
    {
        int known = 0, all = 0;
        foreach (string word in PageWords.Of(block.Span.Of(tree.Text)))
        {
            all++;
            if (wanted.Contains(Key(word), StringComparison.Ordinal)) known++;
        }

        return all == 0 ? 0 : known * 100 / all;
    }

    /// <summary>Byline and date between the headline and the report, or a little above the headline's end.</summary>
    private (string? Byline, string? Dateline, string? Date) Head(int start, int first)
    {
        string? byline = null, dateline = null, date = null;
        for (int i = start; i < first; i++)
        {
            if (kinds[i] is not null) continue;
            var block = tree.Blocks[i];
            var line = block.Span.Of(tree.Text);
            if (block.Words is 0 or > 25 || line.Contains('\n') && block.Words > 16) continue;
            if (CalendarDate.Classify(line, out string? iso) == TimeLineKind.Date)
            {
                kinds[i] = BlockKind.Dateline;
                dateline ??= OneLine(block);
                date ??= iso;
            }
            else if (byline is null && BylineShape.OpensWithBy(line, out var names))
            {
                kinds[i] = BlockKind.Byline;
                byline = Squeezed(names.ToString());
            }
            else if (byline is null && metadata.Byline is { Length: > 4 } known && block.Words <= 16 && line.Contains(known, StringComparison.OrdinalIgnoreCase))
            {
                kinds[i] = BlockKind.Byline;
                byline = known;
            }
        }

        return (byline, dateline, date);
    }

    private bool IsPhrase(PageBlock block)
    {
        var line = block.Span.Of(tree.Text);
        if (line.Length >= 300) return false;
        Span<char> buffer = stackalloc char[320];
        return PageFurniture.IsPhrase(buffer[..PageFurniture.Normalise(line, buffer)], Math.Max(1, block.Words));
    }

    private bool IsCaption(PageBlock block)
    {
        if (block.Words < 3) return false;
        for (var (element, level) = (block.Element, 0); element is not null && level < 3; element = element.Parent, level++)
        {
            if (element.Tag is PageTag.Figcaption or PageTag.Figure) return true;
            if ((element.Hints & PageHint.Caption) != PageHint.None && level < 2) return true;
        }

        if ((block.InlineHints & PageHint.Caption) != PageHint.None) return true;
        var line = block.Span.Of(tree.Text);
        if (line.Length >= 300) return false;
        Span<char> buffer = stackalloc char[320];
        return PictureCredit.IsCaption(buffer[..PageFurniture.Normalise(line, buffer)]);
    }

    /// <summary>Parts the dateline that opens the first paragraph ("HALDEN, April 1 -") from it, as in plain text, and gives it without its dash; null where there is none.</summary>
    private string? PartDateline(string all)
    {
        int at = blocks.FindIndex(b => b.Kind == BlockKind.Paragraph);
        if (at < 0 || DatelineShape.Match(blocks[at].Span.Of(all), out var words) is not (> 0 and int length)) return null;
        var (start, end) = (blocks[at].Span.Start, blocks[at].Span.End);
        int from = start + length;
        while (from < end && char.IsWhiteSpace(all[from])) from++;
        if (from == end) return null;
        blocks[at] = new(BlockKind.Dateline, new(start, start + length));
        blocks.Insert(at + 1, new(BlockKind.Paragraph, new(from, end)));
        return words.ToString();
    }

    private void Append(BlockKind kind, string line)
    {
        if (text.Length > 0) text.Append("\n\n");
        int from = text.Length;
        text.Append(line);
        blocks.Add(new(kind, new(from, text.Length)));
    }

    private void Append(BlockKind kind, PageBlock block, ref int link)
    {
        if (text.Length > 0) text.Append("\n\n");
        int from = text.Length, shift = from - block.Span.Start;
        text.Append(block.Span.Of(tree.Text));
        blocks.Add(new(kind, new(from, text.Length)));
        while (link < tree.Links.Count && tree.Links[link].Span.Start < block.Span.Start) link++;
        for (; link < tree.Links.Count && tree.Links[link].Span.End <= block.Span.End; link++)
        {
            var (span, address) = tree.Links[link];
            if (address[0] != '#' && PageMetadata.Address(address, metadata.Base) is { } target) links.Add(new(new(span.Start + shift, span.End + shift), target.AbsoluteUri));
        }
    }

    private string OneLine(PageBlock block) => Squeezed(block.Span.Of(tree.Text).ToString());

    private static string Squeezed(string words) => words.Replace('\n', ' ').Trim();

    private static string Key(ReadOnlySpan<char> words)
    {
        var key = new StringBuilder(words.Length);
        foreach (char c in words)
            if (char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
        return key.ToString();
    }
}

/// <summary>A report as it was taken from a page: stored text, blocks, links, and what the page says of it (null where it does not).</summary>
internal sealed record PageContent(string Text)
{
    public required IReadOnlyList<Block> Blocks { get; init; }
    public IReadOnlyList<ReportLink> Links { get; init; } = [];
    public string? Title { get; init; }
    public string? Byline { get; init; }
    public string? Dateline { get; init; }
    public string? Publisher { get; init; }
    public string? Published { get; init; }
    public string? Updated { get; init; }
    public string? Url { get; init; }
    public string? Language { get; init; }

    /// <summary>
    /// What is the report in the page, as a line of JSON: its own blocks and what identifies it. The page differs with each fetch in its advertisements and counters, and so may the furniture inside the text;
    /// the same report fetched again gives the same line.
    /// </summary>
    public byte[] Known(string id, string? url)
    {
        using var bytes = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(bytes, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            if (url is not null) writer.WriteString("url"u8, url);
            if (Title is not null) writer.WriteString("title"u8, Title);
            if (Published is not null) writer.WriteString("published"u8, Published);
            writer.WriteStartArray("blocks"u8);
            foreach (string block in BlockChanges.Words(Text, BlockChanges.Own(Blocks))) writer.WriteStringValue(block);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
