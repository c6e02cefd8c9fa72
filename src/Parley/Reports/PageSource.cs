namespace Parley.Reports;

/// <summary>What the bytes are that a report's text was taken from.</summary>
internal enum PageForm
{
    /// <summary>A web page.</summary>
    Page,
    /// <summary>What a feed itself carries of an item: HTML that is the report and nothing else.</summary>
    Item,
    /// <summary>A mail with its headers.</summary>
    Mail,
    /// <summary>A line of JSON with HTML in it.</summary>
    Line,
}

/// <summary>How a report's text was taken from markup, so that it can be taken from the same bytes again.</summary>
/// <param name="Form">What the bytes are.</param>
/// <param name="Charset">The character set that the server named, or null.</param>
/// <param name="Content">
/// SHA-256 of what is the report in the page (id, address, headline, date, text), 64 hexadecimal digits; empty until it is known. By it the report is known again when its page comes with other menus and
/// advertisements.
/// </param>
internal sealed record PageSource(PageForm Form, string? Charset = null, string Content = "");
