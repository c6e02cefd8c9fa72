using System.Text;
using Parley.Language;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>A sentence in which a source and a target are marked, with the category of what the one does to the other.</summary>
/// <param name="Tree">The annotated sentence.</param>
/// <param name="Source">Who acts.</param>
/// <param name="Target">On whom; empty where nobody is marked.</param>
/// <param name="Root">The PLOVER root category; empty where it is not known.</param>
/// <param name="Quad">The quad class, 1 to 4; null where it is not known.</param>
internal sealed record CodedSentence(PhraseTree Tree, TextSpan Source, TextSpan Target, string Root, int? Quad)
{
    /// <summary>
    /// Reads a table with a header line and the columns <c>marked_sentence</c> (the source between &lt;s&gt; and &lt;/s&gt;, the target between &lt;t&gt; and &lt;/t&gt;), <c>gold_root</c> and
    /// <c>gold_penta</c>; without the latter two nothing is known of the categories.
    /// </summary>
    /// <exception cref="InvalidDataException">The table has no column <c>marked_sentence</c>, or a row ends before it.</exception>
    public static IReadOnlyList<CodedSentence> Read(string path, Func<Report, Document> annotate)
    {
        var rows = new List<CodedSentence>();
        string[]? header = null;
        foreach (string line in File.ReadLines(path))
        {
            string[] fields = line.Split('\t');
            if (header is null)
            {
                header = fields;
                if (!header.Contains("marked_sentence")) throw new InvalidDataException($"{path}: no column 'marked_sentence'");
                continue;
            }

            string Field(string name) => Array.IndexOf(header, name) is >= 0 and var i && i < fields.Length ? fields[i] : "";
            var (text, source, target) = Unmark(Unquote(Field("marked_sentence")));
            if (text.Length == 0) throw new InvalidDataException($"{path}:{rows.Count + 2}: no sentence");
            var report = new Report { Id = $"{path}:{rows.Count + 2}", Source = path, Text = text, Blocks = [new(BlockKind.Paragraph, new(0, text.Length))] };
            rows.Add(new(new(annotate(report)), source, target, Field("gold_root"), int.TryParse(Field("gold_penta"), out int quad) ? quad : null));
        }

        return rows;
    }

    /// <summary>A marked sentence without its marks, with the stretches that they marked.</summary>
    public static (string Text, TextSpan Source, TextSpan Target) Unmark(string marked)
    {
        var text = new StringBuilder(marked.Length);
        int sourceStart = 0, sourceEnd = 0, targetStart = 0, targetEnd = 0;
        for (int i = 0; i < marked.Length;)
        {
            var rest = marked.AsSpan(i);
            if (rest.StartsWith("<s>")) (sourceStart, i) = (text.Length, i + 3);
            else if (rest.StartsWith("</s>")) (sourceEnd, i) = (text.Length, i + 4);
            else if (rest.StartsWith("<t>")) (targetStart, i) = (text.Length, i + 3);
            else if (rest.StartsWith("</t>")) (targetEnd, i) = (text.Length, i + 4);
            else text.Append(marked[i++]);
        }

        return (text.ToString(), new(sourceStart, Math.Max(sourceStart, sourceEnd)), new(targetStart, Math.Max(targetStart, targetEnd)));
    }

    /// <summary>A field without the quotation marks that some programs put around it.</summary>
    private static string Unquote(string field) => field is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : field;
}
