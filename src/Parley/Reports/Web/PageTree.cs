using System.Text;
using AngleSharp.Dom;

namespace Parley.Reports.Web;

/// <summary>A link of a page: the stretch of its text and the address as it stands in the page.</summary>
internal readonly record struct PageLink(TextSpan Span, string Address);

/// <summary>The visible text of a page, cut into blocks where a browser would start a new line, in the order of the source.</summary>
/// <param name="Text">All blocks' text, a line feed between them.</param>
/// <param name="Blocks">In text order.</param>
/// <param name="Elements">Block-level elements, parents before children.</param>
/// <param name="Links">In text order.</param>
internal sealed record PageTree(string Text, IReadOnlyList<PageBlock> Blocks, IReadOnlyList<PageElement> Elements, IReadOnlyList<PageLink> Links)
{
    /// <summary>Cuts a page. What a browser does not show (scripts, styles, templates, hidden elements) is left out. Time linear in the page's length.</summary>
    public static PageTree Of(IDocument document, HiddenStyles hidden)
    {
        var walk = new Walk(hidden);
        if (document.Body is { } body) walk.Element(body, walk.Root);
        return walk.Finish();
    }

    private sealed class Walk
    {
        private readonly HiddenStyles hidden;
        private readonly StringBuilder text = new(1 << 14);
        private readonly List<PageBlock> blocks = [];
        private readonly List<PageElement> elements = [];
        private readonly List<PageLink> links = [];
        private int start, linkDepth, boldDepth, italicDepth, preDepth, linkChars, boldChars, italicChars, linkCount, breaks, pendingBreaks;
        private bool pendingBlank;
        private PageHint inlineHints, openInline;

        public Walk(HiddenStyles hidden)
        {
            this.hidden = hidden;
            elements.Add(Root);
        }

        public PageElement Root { get; } = new() { Tag = PageTag.Body };

        public PageTree Finish()
        {
            Flush(Root);
            string all = text.ToString();
            foreach (var block in blocks) block.Count(all);
            return new(all, blocks, elements, links);
        }

        public void Element(IElement element, PageElement holder)
        {
            string name = element.LocalName;
            if (IsNoText(name) || hidden.Hides(element)) return;
            if (name == "br")
            {
                if (text.Length > start) pendingBreaks++;
                return;
            }

            if (name is "hr")
            {
                Flush(holder);
                return;
            }

            if (IsInline(name) || (name is "td" or "th" && holder.Tag == PageTag.Other && holder.HeadingLevel == SimpleRow))
            {
                Inline(element, name, holder);
                return;
            }

            Flush(holder);
            var hints = PageHints.Of(element.ClassName) | PageHints.Of(element.Id) | PageHints.Of(element.GetAttribute("itemprop")) | PageHints.Of(element.GetAttribute("role"));
            int level = name is ['h', >= '1' and <= '6'] ? name[1] - '0' : 0;
            var self = new PageElement
            {
                Parent = holder,
                Depth = holder.Depth + 1,
                Tag = TagOf(name, level),
                HeadingLevel = name == "tr" && IsSimpleRow(element) ? SimpleRow : level,
                Hints = hints,
                Signature = HashCode(name, element.ClassName, holder.Signature, holder.Depth),
                IsMarkedBody = element.GetAttribute("itemprop") is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase),
            };
            elements.Add(self);
            int outerPre = preDepth;
            if (name is "pre" or "xmp" or "listing" or "plaintext") preDepth++;
            Children(element, self);
            Flush(self);
            preDepth = outerPre;
        }

        /// <summary>Marks a table row whose cells hold no blocks of their own: it is one line.</summary>
        private const int SimpleRow = -1;

        private void Children(IElement element, PageElement holder)
        {
            var children = element.ChildNodes;
            for (int i = 0; i < children.Length; i++)
            {
                switch (children[i])
                {
                    case IText node:
                        Text(node.Data, holder);
                        break;
                    case IElement child:
                        Element(child, holder);
                        break;
                }
            }
        }

        private void Inline(IElement element, string name, PageElement holder)
        {
            var hints = PageHints.Of(element.ClassName) | PageHints.Of(element.Id) | PageHints.Of(element.GetAttribute("itemprop"));
            if (name is "td" or "th") pendingBlank = true;
            var outer = openInline;
            openInline |= hints;
            bool link = name == "a", bold = name is "b" or "strong", italic = name is "i" or "em" or "cite";
            if (link) linkDepth++;
            if (bold) boldDepth++;
            if (italic) italicDepth++;
            int from = text.Length, count = blocks.Count;
            Children(element, holder);
            if (link)
            {
                linkDepth--;
                linkCount++;
                while (from < text.Length && text[from] is ' ' or '\n') from++;
                if (text.Length > from && count == blocks.Count && element.GetAttribute("href") is { Length: > 0 } address) links.Add(new(new(from, text.Length), address));
            }

            if (bold) boldDepth--;
            if (italic) italicDepth--;
            openInline = outer;
            if (name is "td" or "th") pendingBlank = true;
        }

        private void Text(string data, PageElement holder)
        {
            foreach (char c in data)
            {
                if (char.IsWhiteSpace(c))
                {
                    if (preDepth > 0 && c == '\n')
                    {
                        if (text.Length > start) pendingBreaks++;
                    }
                    else
                    {
                        pendingBlank = true;
                    }

                    continue;
                }

                // Invisible characters: soft hyphens, zero-width blanks, and the tag characters that can smuggle text past a reader's eye.
                if (c is '\u00AD' or '\u200B' or '\uFEFF' or '\u2060' or (< ' ') or (>= '\u007F' and < '\u00A0') || IsTagCharacter(c)) continue;
                if (pendingBreaks >= 2 && preDepth == 0) Flush(holder);
                if (text.Length == start)
                {
                    inlineHints = openInline;
                }
                else if (pendingBreaks > 0)
                {
                    text.Append('\n');
                    breaks++;
                }
                else if (pendingBlank)
                {
                    text.Append(' ');
                }

                pendingBlank = false;
                pendingBreaks = 0;
                text.Append(c);
                if (linkDepth > 0) linkChars++;
                if (boldDepth > 0) boldChars++;
                if (italicDepth > 0) italicChars++;
            }
        }

        private char lastHigh;

        /// <summary>Both halves of U+E0000 to U+E007F.</summary>
        private bool IsTagCharacter(char c)
        {
            bool low = lastHigh == '\uDB40' && char.IsLowSurrogate(c);
            lastHigh = char.IsHighSurrogate(c) ? c : '\0';
            return c == '\uDB40' || low;
        }

        private void Flush(PageElement holder)
        {
            pendingBlank = false;
            pendingBreaks = 0;
            if (text.Length == start) return;
            blocks.Add(new()
            {
                Span = new(start, text.Length),
                Element = holder,
                InlineHints = inlineHints,
                LinkChars = linkChars,
                BoldChars = boldChars,
                ItalicChars = italicChars,
                Links = linkCount + (linkDepth > 0 ? 1 : 0),
                Breaks = breaks,
            });
            text.Append('\n');
            start = text.Length;
            linkChars = boldChars = italicChars = linkCount = breaks = 0;
        }

        private static bool IsSimpleRow(IElement row)
        {
            foreach (var cell in row.Children)
            {
                if (cell.LocalName is not ("td" or "th")) return false;
                foreach (var child in cell.Children)
                    if (!IsInline(child.LocalName) && child.LocalName is not ("br" or "img")) return false;
            }

            return true;
        }

        private static int HashCode(string name, string? names, int outer, int depth)
        {
            uint hash = 2166136261;
            foreach (char c in name) hash = (hash ^ c) * 16777619;
            foreach (char c in names ?? "") hash = (hash ^ c) * 16777619;
            return (int)((hash ^ (uint)outer) * 16777619 + (uint)depth);
        }
    }

    /// <summary>Elements whose content a browser does not show as text.</summary>
    private static bool IsNoText(string name) => name is
        "script" or "style" or "noscript" or "template" or "svg" or "math" or "iframe" or "object" or "embed" or "applet" or "canvas" or "video" or "audio" or "head" or "title" or "select" or "option" or
        "datalist" or "textarea" or "input" or "img" or "picture" or "map" or "noframes" or "noembed" or "meta" or "link" or "source" or "track" or "progress" or "meter" or "frameset" or "rp" or "rt";

    private static bool IsInline(string name) => name is
        "a" or "span" or "b" or "strong" or "i" or "em" or "u" or "s" or "small" or "big" or "sub" or "sup" or "font" or "abbr" or "acronym" or "cite" or "code" or "mark" or "time" or "q" or "label" or "del" or
        "ins" or "kbd" or "var" or "samp" or "tt" or "dfn" or "data" or "wbr" or "bdi" or "bdo" or "ruby" or "rb" or "strike" or "nobr" or "output";

    private static PageTag TagOf(string name, int level) => level > 0 ? PageTag.Heading : name switch
    {
        "div" => PageTag.Div,
        "p" => PageTag.P,
        "li" => PageTag.Li,
        "td" or "th" or "caption" => PageTag.Td,
        "blockquote" => PageTag.Blockquote,
        "pre" => PageTag.Pre,
        "figcaption" => PageTag.Figcaption,
        "dt" or "dd" => PageTag.Term,
        "article" => PageTag.Article,
        "main" => PageTag.Main,
        "section" => PageTag.Section,
        "aside" => PageTag.Aside,
        "nav" => PageTag.Nav,
        "footer" => PageTag.Footer,
        "header" => PageTag.Header,
        "form" or "fieldset" => PageTag.Form,
        "figure" => PageTag.Figure,
        "table" or "tbody" or "thead" or "tfoot" => PageTag.Table,
        "ul" or "ol" or "dl" => PageTag.List,
        "button" => PageTag.Button,
        "address" => PageTag.Address,
        "details" or "summary" => PageTag.Details,
        "body" => PageTag.Body,
        _ => PageTag.Other,
    };
}
