using System.Text;
using Spectre.Console.Rendering;

namespace Parley.Briefs;

/// <summary>Renders something indented and within a measure, without blanks at the ends of lines: what is piped into a file or pasted into a mail stays clean.</summary>
/// <param name="inner">What to render.</param>
/// <param name="indent">What every line starts with.</param>
/// <param name="measure">Columns that a line may take, the start included.</param>
internal sealed class Ragged(IRenderable inner, string indent, int measure) : IRenderable
{
    // Square brackets are Spectre's markup, and its escape breaks lines inside "[1]": they travel as characters that no text has.
    private const char Open = '\uE000';
    private const char Close = '\uE001';

    /// <summary>Foreign words for use in markup: shown as they are, with control characters as blanks.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (char c in text) safe.Append(c switch { '[' => Open, ']' => Close, _ when char.IsControl(c) || c is Open or Close => ' ', _ => c });
        return safe.ToString();
    }

    public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, Inside(maxWidth));

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (SegmentLine line in Segment.SplitLines(inner.Render(options, Inside(maxWidth))))
        {
            var kept = line.Where(segment => !segment.IsControlCode).ToList();
            while (kept.Count > 0 && string.IsNullOrWhiteSpace(kept[^1].Text)) kept.RemoveAt(kept.Count - 1);
            if (kept.Count > 0)
            {
                if (indent.Length > 0) yield return new Segment(indent);
                for (int i = 0; i < kept.Count; i++)
                {
                    string text = kept[i].Text.Replace(Open, '[').Replace(Close, ']');
                    yield return new Segment(i == kept.Count - 1 ? text.TrimEnd() : text, kept[i].Style);
                }
            }
            yield return Segment.LineBreak;
        }
    }

    private int Inside(int maxWidth) => Math.Max(20, Math.Min(maxWidth, measure) - indent.Length);
}
