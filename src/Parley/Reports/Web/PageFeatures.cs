using System.Runtime.InteropServices;

namespace Parley.Reports.Web;

/// <summary>
/// What the block classifier looks at, as small integers (ratios in hundredths): the block's own text and tag, hints of the elements around it, how text and links are spread in them, its place in the
/// page, what the page says of itself, and the same of its neighbours. Nothing depends on the site.
/// </summary>
internal sealed class PageFeatures
{
    /// <summary>Elements looked at above a block.</summary>
    private const int Levels = 4;

    private const int Far = 12;

    private readonly PageTree tree;
    private readonly PageMetadata metadata;
    private readonly List<short> row = new(256);
    private readonly Own[] own;
    private readonly PageElement? top;
    private readonly int allProse, allWords, firstOfTop, endOfTop;
    private readonly int[] proseBefore, toPreviousProse, toNextProse;
    private readonly Dictionary<int, (int Blocks, int Prose, int Words, int LinkChars, int Chars)> bySignature = [];
    private readonly Dictionary<string, int> repeated = new(StringComparer.Ordinal);
    private readonly HashSet<string> bodyWords = new(StringComparer.Ordinal), titleWords = new(StringComparer.OrdinalIgnoreCase), descriptionWords = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? bodyKey;

    /// <summary>Gathers what is counted over the whole page.</summary>
    public PageFeatures(PageTree tree, PageMetadata metadata)
    {
        (this.tree, this.metadata) = (tree, metadata);
        var blocks = tree.Blocks;
        AddWords(metadata.Title, titleWords);
        AddWords(metadata.Description, descriptionWords);
        bodyKey = metadata.ArticleBody is { Length: > 200 } body ? Squeezed(body) : null;
        proseBefore = new int[blocks.Count + 1];
        toPreviousProse = new int[blocks.Count];
        toNextProse = new int[blocks.Count];
        foreach (var element in tree.Elements) element.Reset();
        for (int i = 0; i < blocks.Count; i++) Count(i, blocks[i]);
        allProse = proseBefore[^1];
        for (int i = 0, last = -1; i < blocks.Count; i++)
        {
            toPreviousProse[i] = last < 0 ? 99 : i - last;
            if (blocks[i].IsProse) last = i;
            allWords += blocks[i].Words;
        }

        for (int i = blocks.Count - 1, next = -1; i >= 0; i--)
        {
            toNextProse[i] = next < 0 ? 99 : next - i;
            if (blocks[i].IsProse) next = i;
        }

        foreach (var element in tree.Elements)
            if (element.Score > (top?.Score ?? 0)) top = element;
        if (top is not null) (firstOfTop, endOfTop) = (top.FirstBlock, top.EndBlock);
        own = new Own[blocks.Count];
        for (int i = 0; i < own.Length; i++) own[i] = Look(blocks[i]);
    }

    /// <summary>Number of blocks.</summary>
    public int Count() => own.Length;

    /// <summary>Features of a block; valid until the next call.</summary>
    public ReadOnlySpan<short> Of(int i)
    {
        row.Clear();
        var block = tree.Blocks[i];
        AddOwn(i);
        AddElements(block);
        AddPlace(i, block);
        AddGroup(block);
        for (int d = 1; d <= 3; d++)
        {
            AddNeighbour(i - d, block);
            AddNeighbour(i + d, block);
        }

        return CollectionsMarshal.AsSpan(row);
    }

    /// <summary>
    /// Features of the second stage: those of the first, and what the first stage thinks of the block, its neighbours and the elements around it. <paramref name="probabilities"/> are in thousandths.
    /// </summary>
    public ReadOnlySpan<short> Of(int i, ReadOnlySpan<int> probabilities, ExpectedWords expected)
    {
        _ = Of(i);
        row.Add((short)probabilities[i]);
        for (int d = 1; d <= 4; d++)
        {
            row.Add((short)(i - d >= 0 ? probabilities[i - d] : -1));
            row.Add((short)(i + d < own.Length ? probabilities[i + d] : -1));
        }

        var element = tree.Blocks[i].Element;
        for (int level = 0; level <= Levels; level++)
        {
            Add(element is null ? -1 : Ratio(element.Expected, element.Words * 1000L));
            Add(element is null ? -1 : Ratio(element.Expected, expected.All));
            element = element?.Parent;
        }

        Add(expected.OfSignature(tree.Blocks[i]));
        Add(Ratio(expected.Before[i], expected.All));
        Add(Ratio(expected.All - expected.Before[i + 1], expected.All));
        Add(expected.Around(i, 6));
        Add(expected.Around(i, 15));
        Add(expected.Longest(i));
        return CollectionsMarshal.AsSpan(row);
    }

    /// <summary>What one block's text shows.</summary>
    private readonly record struct Own(short Words, short Length, short LinkRatio, short Flags, short Vocabulary, short OverTitle, short OverDescription, short InBody);

    private void Count(int i, PageBlock block)
    {
        int prose = block.IsProse ? block.Words : 0, linkWords = block.Length == 0 ? 0 : block.Words * block.LinkChars / block.Length;
        proseBefore[i + 1] = proseBefore[i] + prose;
        int half = prose, step = 0;
        for (var element = block.Element; element is not null; element = element.Parent)
        {
            element.Blocks++;
            if (element.FirstBlock < 0) element.FirstBlock = i;
            element.EndBlock = i + 1;
            element.Words += block.Words;
            element.LinkWords += linkWords;
            element.ProseWords += prose;
            // A paragraph's own element is not its container.
            if (step++ > 0 || element.Tag is not (PageTag.P or PageTag.Li or PageTag.Heading or PageTag.Pre or PageTag.Td))
            {
                element.Score += half;
                half /= 2;
            }
        }

        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(bySignature, block.Element.Signature, out _);
        group.Blocks++;
        group.Prose += prose;
        group.Words += block.Words;
        group.LinkChars += block.LinkChars;
        group.Chars += block.Length;
        string key = Key(block);
        if (key.Length > 0) repeated[key] = repeated.GetValueOrDefault(key) + 1;
    }

    private string Key(PageBlock block) => block.Length is > 0 and < 400 ? block.Span.Of(tree.Text).ToString() : "";

    private Own Look(PageBlock block)
    {
        var line = block.Span.Of(tree.Text);
        int flags = 0, vocabulary = 0;
        if (line.Length < 300)
        {
            Span<char> buffer = stackalloc char[320];
            var key = buffer[..PageFurniture.Normalise(line, buffer)];
            int words = Math.Max(1, block.Words);
            if (PageFurniture.IsPhrase(key, words)) flags |= 1;
            if (PageFurniture.OpensList(key, words)) flags |= 2;
            if (PictureCredit.IsCaption(key)) flags |= 4;
            if (block.Words <= 45) vocabulary = PageFurniture.VocabularyIn(key);
            if (line.Length <= 100 && CalendarDate.Classify(line, out _) is var time and not TimeLineKind.None) flags |= time == TimeLineKind.Date ? 8 : 16;
            if (block.Words <= 20 && (BylineShape.OpensWithBy(line, out _) || BylineShape.IsCredits(line))) flags |= 32;
            if (block.Words <= 12 && BylineShape.IsNameLine(line, words, out _)) flags |= 64;
        }

        return new((short)Math.Min(block.Words, 2000), (short)Math.Min(block.Length, 8000), Ratio(block.LinkChars, block.Length), (short)flags, (short)vocabulary,
            Overlap(line, titleWords, block.Words), Overlap(line, descriptionWords, block.Words), InBody(line));
    }

    private short InBody(ReadOnlySpan<char> line)
    {
        if (bodyKey is null) return -1;
        string key = Squeezed(line);
        if (key.Length < 12) return 0;
        if (bodyKey.Contains(key, StringComparison.Ordinal)) return 2;
        return (short)(key.Length > 60 && bodyKey.AsSpan().Contains(key.AsSpan(10, 40), StringComparison.Ordinal) ? 1 : 0);
    }

    /// <summary>Letters and digits alone, in small letters.</summary>
    private static string Squeezed(ReadOnlySpan<char> text)
    {
        var letters = new System.Text.StringBuilder(text.Length);
        foreach (char c in text)
            if (char.IsLetterOrDigit(c)) letters.Append(char.ToLowerInvariant(c));
        return letters.ToString();
    }

    private static void AddWords(string? text, HashSet<string> to)
    {
        foreach (var range in (text ?? "").AsSpan().SplitAny(" \u00A0,.:;!?\"'\u2018\u2019\u201C\u201D()|"))
            if (range.End.Value - range.Start.Value > 2) to.Add(text![range]);
    }

    private static short Overlap(ReadOnlySpan<char> line, HashSet<string> words, int count)
    {
        if (words.Count == 0) return -1;
        if (count > 120) return 0;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        int known = 0, all = 0;
        foreach (var range in line.SplitAny(" \n\u00A0,.:;!?\"'\u2018\u2019\u201C\u201D()|"))
        {
            if (range.End.Value - range.Start.Value <= 2) continue;
            all++;
            if (lookup.Contains(line[range])) known++;
        }

        return Ratio(known, Math.Max(all, Math.Min(words.Count, 4)));
    }

    private void AddOwn(int i)
    {
        var block = tree.Blocks[i];
        var look = own[i];
        var line = block.Span.Of(tree.Text);
        Add(look.Words);
        Add(look.Length);
        Add(look.LinkRatio);
        Add(Math.Min(block.Links, 50));
        Add(Math.Min(block.Breaks, 50));
        Add(Ratio(block.BoldChars, block.Length));
        Add(Ratio(block.ItalicChars, block.Length));
        Add(Math.Min(block.Commas, 100));
        Add(Math.Min(block.Sentences, 100));
        Add(block.EndsSentence ? 1 : 0);
        Add(line[^1] == ':' ? 1 : 0);
        Add(Ratio(block.Digits, block.Length));
        Add(Ratio(block.Upper, block.Length));
        Add(Ratio(block.Capitalised, Math.Max(1, block.Words)));
        Add(block.Words == 0 ? 0 : Math.Min(100, line.Length / block.Words));
        Add(char.IsLower(line[0]) ? 1 : char.IsUpper(line[0]) ? 2 : char.IsDigit(line[0]) ? 3 : 0);
        Add(line[0] is '"' or '\u201C' or '\u00AB' ? 1 : line[0] is '*' or '\u2022' or '-' or '\u2013' ? 2 : line[0] is '[' or '(' ? 3 : line[0] is '#' or '@' ? 4 : line[0] == '\u00A9' ? 5 : 0);
        Add(line.ContainsAny("|\u203A\u00BB") ? 1 : 0);
        Add(block.IsProse ? 1 : 0);
        for (int bit = 1; bit <= 64; bit *= 2) Add((look.Flags & bit) != 0 ? 1 : 0);
        Add(look.Vocabulary);
        Add(look.OverTitle);
        Add(look.OverDescription);
        Add(look.InBody);
        Add(Math.Min(9, repeated.GetValueOrDefault(Key(block), 1)));
        for (int kind = 0; kind < PageHints.Kinds; kind++)
        {
            if (kind is 13 or 8 or 9 or 3 or 4 or 7 or 14 or 25) Add(((int)block.InlineHints >> kind) & 1);
        }
    }

    private void AddElements(PageBlock block)
    {
        var element = block.Element;
        Add((int)element.Tag);
        Add(element.HeadingLevel);
        Add(element.Parent is { } parent ? (int)parent.Tag : -1);
        Add(element.Depth);
        // How far up an element of each kind of tag and with each kind of name stands.
        Span<int> tags = stackalloc int[28];
        Span<int> hints = stackalloc int[PageHints.Kinds];
        tags.Fill(Far + 1);
        hints.Fill(Far + 1);
        int marked = 0, count = 0;
        PageHint near = PageHint.None;
        for (var e = element; e is not null; e = e.Parent, count++)
        {
            int step = Math.Min(count, Far);
            if (tags[(int)e.Tag] > Far) tags[(int)e.Tag] = step;
            uint set = (uint)e.Hints;
            while (set != 0)
            {
                int kind = System.Numerics.BitOperations.TrailingZeroCount(set);
                set &= set - 1;
                if (hints[kind] > Far) hints[kind] = step;
            }

            if (count < 3) near |= e.Hints;
            if (e.IsMarkedBody) marked = 1;
        }

        foreach (PageTag tag in (ReadOnlySpan<PageTag>)[PageTag.P, PageTag.Li, PageTag.Td, PageTag.Blockquote, PageTag.Article, PageTag.Main, PageTag.Section, PageTag.Aside, PageTag.Nav, PageTag.Footer, PageTag.Header, PageTag.Form, PageTag.Figure, PageTag.Figcaption, PageTag.Table, PageTag.List, PageTag.Button, PageTag.Div]) Add(tags[(int)tag]);
        foreach (int step in hints) Add(step);
        Add(marked);
        Add(System.Numerics.BitOperations.PopCount((uint)near & (uint)(PageHint.Comment | PageHint.Related | PageHint.Share | PageHint.Navigation | PageHint.Advert | PageHint.Foot | PageHint.Side | PageHint.Newsletter | PageHint.Overlay)));
        var up = element;
        for (int level = 0; level < Levels; level++)
        {
            Add(up is null ? -1 : Math.Min(up.Blocks, 300));
            Add(up is null ? -1 : Ratio(up.LinkWords, up.Words));
            Add(up is null ? -1 : Ratio(up.ProseWords, allProse));
            Add(up is null ? -1 : Ratio(up.ProseWords, up.Words));
            up = up?.Parent;
        }
    }

    private void AddPlace(int i, PageBlock block)
    {
        Add(Math.Min(i, 2000));
        Add(Math.Min(own.Length - 1 - i, 2000));
        Add(Ratio(i, own.Length));
        Add(Ratio(proseBefore[i], allProse));
        Add(Ratio(allProse - proseBefore[i + 1], allProse));
        Add(Math.Min(allProse, 5000));
        Add(Math.Min(allWords, 10000));
        Add(toPreviousProse[i]);
        Add(toNextProse[i]);
        if (top is null)
        {
            for (int k = 0; k < 9; k++) Add(-1);
            return;
        }

        int up = 0;
        var shared = block.Element;
        while (shared.Parent is not null && !(shared.FirstBlock <= firstOfTop && shared.EndBlock >= endOfTop && shared.Depth <= top.Depth))
        {
            shared = shared.Parent;
            up++;
        }

        int above = top.Depth - shared.Depth;
        Add(Math.Min(above, 20));
        Add(Math.Min(up, 20));
        Add(i < firstOfTop ? -1 : i >= endOfTop ? 1 : 0);
        Add(Math.Clamp(i - firstOfTop, -200, 200));
        Add(Math.Clamp(endOfTop - 1 - i, -200, 200));
        Add(Ratio(top.ProseWords, allProse));
        Add(Math.Min(top.Blocks, 500));
        Add(Ratio(i - firstOfTop, endOfTop - firstOfTop));
        Add(Ratio(top.LinkWords, top.Words));
    }

    private void AddGroup(PageBlock block)
    {
        var group = bySignature[block.Element.Signature];
        Add(Math.Min(group.Blocks, 200));
        Add(Ratio(group.Prose, allProse));
        Add(Ratio(group.Prose, group.Words));
        Add(Ratio(group.LinkChars, group.Chars));
        Add(Math.Min(group.Words / group.Blocks, 500));
    }

    private void AddNeighbour(int i, PageBlock of)
    {
        if (i < 0 || i >= own.Length)
        {
            for (int k = 0; k < 10; k++) Add(-1);
            return;
        }

        var block = tree.Blocks[i];
        var look = own[i];
        Add(look.Words);
        Add(look.LinkRatio);
        Add((int)block.Element.Tag);
        Add(block.EndsSentence ? 1 : 0);
        Add(look.Flags);
        Add(look.Vocabulary);
        Add(block.Element.Signature == of.Element.Signature ? 1 : 0);
        Add(ReferenceEquals(block.Element.Parent, of.Element.Parent) ? 1 : 0);
        Add(look.OverTitle);
        Add(Ratio(block.BoldChars, block.Length));
    }

    private void Add(int value) => row.Add((short)Math.Clamp(value, short.MinValue, short.MaxValue));

    private static short Ratio(long part, long whole) => whole <= 0 ? (short)0 : (short)Math.Clamp(part * 100 / whole, -200, 200);
}
