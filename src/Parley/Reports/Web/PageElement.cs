namespace Parley.Reports.Web;

/// <summary>What an element does to the text inside it.</summary>
internal enum PageTag
{
    Other, Div, P, Li, Heading, Td, Blockquote, Pre, Figcaption, Term, Article, Main, Section, Aside, Nav, Footer, Header, Form, Figure, Table, List, Button, Anchor, Address, Details, Body, Time, Span,
}

/// <summary>A block-level element of a page, with what is counted below it.</summary>
internal sealed class PageElement
{
    /// <summary>The element around it; null for the root.</summary>
    public PageElement? Parent { get; init; }

    /// <summary>Distance from the root.</summary>
    public int Depth { get; init; }

    /// <summary>Kind of tag.</summary>
    public PageTag Tag { get; init; }

    /// <summary>1 to 6 for a heading.</summary>
    public int HeadingLevel { get; init; }

    /// <summary>What its names hint at.</summary>
    public PageHint Hints { get; init; }

    /// <summary>Equal for elements with the same tag, names and parent.</summary>
    public int Signature { get; init; }

    /// <summary>Whether its name marks a comment, or it is marked as the article's body in microdata.</summary>
    public bool IsMarkedBody { get; init; }

    /// <summary>Blocks of text below it.</summary>
    public int Blocks { get; set; }

    /// <summary>First block below it.</summary>
    public int FirstBlock { get; set; } = -1;

    /// <summary>One past the last block below it.</summary>
    public int EndBlock { get; set; }

    /// <summary>Words below it.</summary>
    public int Words { get; set; }

    /// <summary>Words in links below it.</summary>
    public int LinkWords { get; set; }

    /// <summary>Words of prose below it.</summary>
    public int ProseWords { get; set; }

    /// <summary>Expected words of the report below it, in thousandths (second stage).</summary>
    public long Expected { get; set; }

    /// <summary>What readability would give it: prose directly below it, halved with each level further down.</summary>
    public int Score { get; set; }

    /// <summary>Forgets what was counted.</summary>
    public void Reset()
    {
        (Blocks, FirstBlock, EndBlock, Words, LinkWords, ProseWords, Score) = (0, -1, 0, 0, 0, 0, 0);
        Expected = 0;
    }
}
