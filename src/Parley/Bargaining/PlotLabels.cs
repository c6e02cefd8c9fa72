using System.Globalization;
using System.Text;

namespace Parley.Bargaining;

/// <summary>Labels beside the marks of a plot, each where it overlaps other labels, marks and the edge the least. In units of the picture.</summary>
internal sealed class PlotLabels(double left, double top, double right, double bottom)
{
    /// <summary>Half of a mark, and the distance from its middle at which a label begins.</summary>
    private const double HalfMark = 6, Away = 8;

    /// <summary>Width of a letter, about, and height of a line.</summary>
    private const double Letter = 6.6, Line = 11;

    /// <summary>Letters of a label: longer names are cut; the mark's title has them whole.</summary>
    private const int MaximumLetters = 24;

    private readonly List<(double X, double Y, string Text)> labels = [];

    /// <summary>Takes the middle of a mark and what to call it.</summary>
    public void Add(double x, double y, string text) => labels.Add((x, y, text.Length <= MaximumLetters ? text : text[..(MaximumLetters - 1)].TrimEnd() + "\u2026"));

    /// <summary>Appends the labels as SVG texts, in the order in which they came.</summary>
    public void Draw(StringBuilder svg)
    {
        List<(double Left, double Top, double Right, double Bottom)> taken = [.. labels.Select(l => (l.X - HalfMark, l.Y - HalfMark, l.X + HalfMark, l.Y + HalfMark))];
        foreach ((double x, double y, string text) in labels)
        {
            double width = Letter * text.Length;
            // Right, left, above, below, then the four corners; the first of the best counts.
            (double X, double Y)[] places =
            [
                (x + Away, y - Line / 2), (x - Away - width, y - Line / 2), (x - width / 2, y - Away - Line), (x - width / 2, y + Away),
                (x + Away, y - Away - Line / 2), (x + Away, y + Away - Line / 2), (x - Away - width, y - Away - Line / 2), (x - Away - width, y + Away - Line / 2),
            ];
            (double X, double Y) best = places.MinBy(p => Cost(p.X, p.Y, width, taken));
            taken.Add((best.X, best.Y, best.X + width, best.Y + Line));
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"mark\" x=\"{best.X:F1}\" y=\"{best.Y + Line - 2:F1}\">{Html.Escape(text)}</text>");
        }
    }

    /// <summary>The area that lies over others, and ten times the area outside of the plot.</summary>
    private double Cost(double x, double y, double width, List<(double Left, double Top, double Right, double Bottom)> taken)
    {
        double inside = Overlap(x, y, width, (left, top, right, bottom));
        return 10 * (width * Line - inside) + taken.Sum(t => Overlap(x, y, width, t));
    }

    private static double Overlap(double x, double y, double width, (double Left, double Top, double Right, double Bottom) box) =>
        Math.Max(0, Math.Min(x + width, box.Right) - Math.Max(x, box.Left)) * Math.Max(0, Math.Min(y + Line, box.Bottom) - Math.Max(y, box.Top));
}
