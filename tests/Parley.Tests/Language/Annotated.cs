using Parley.Language;
using Parley.Reports;

namespace Parley.Tests.Language;

/// <summary>Reports of the tests' own words, read by the stage.</summary>
internal static class Annotated
{
    /// <summary>A report of one paragraph.</summary>
    public static Report Paragraph(string text) => Of(text, new Block(BlockKind.Paragraph, new(0, text.Length)));

    /// <summary>A report with the given blocks.</summary>
    public static Report Of(string text, params Block[] blocks) => new() { Id = "test", Source = "-", Text = text, Blocks = blocks };

    /// <summary>The words of a document, a bar between two.</summary>
    public static string Words(Document document) => string.Join('|', document.Tokens.ToArray().Select(t => t.Span.Of(document.Text).ToString()));

    /// <summary>The texts of a document's sentences.</summary>
    public static string[] Sentences(Document document) => [.. document.Sentences.ToArray().Select(s => s.Span.Of(document.Text).ToString())];
}
