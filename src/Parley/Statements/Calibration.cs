using System.Globalization;
using System.Text;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Compares stated confidences with how often they were right. The expected calibration error is the mean gap between the two over ten steps of confidence, weighted by how many
/// statements fall in each (Naeini, Cooper and Hauskrecht 2015).
/// </summary>
internal sealed class Calibration
{
    private const int Steps = 10;

    private readonly List<(double Confidence, bool Right)> seen = [];

    /// <summary>Number of statements to be found: what recall is a share of.</summary>
    public int Wanted { get; set; }

    /// <summary>Adds one finding.</summary>
    public void Add(double confidence, bool right) => seen.Add((confidence, right));

    /// <summary>The expected calibration error, in [0, 1]; 0 where nothing was seen.</summary>
    public double Error => seen.Count == 0 ? 0 : Bins().Sum(b => b.Count * Math.Abs(b.Confidence - b.Right)) / seen.Count;

    /// <summary>The steps of confidence that hold anything: number of findings, their mean confidence and the share that was right.</summary>
    public IReadOnlyList<(int Step, int Count, double Confidence, double Right)> Bins() =>
    [
        .. seen.GroupBy(s => Math.Min(Steps - 1, (int)(s.Confidence * Steps))).OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Count(), g.Average(s => s.Confidence), g.Count(s => s.Right) / (double)g.Count())),
    ];

    /// <summary>The lowest confidence from which on at least <paramref name="precision"/> of the findings are right, and the recall that is left; null where there is none.</summary>
    public (double Confidence, double Precision, double Recall)? At(double precision)
    {
        (double, double, double)? best = null;
        int count = 0, right = 0;
        foreach (var group in seen.GroupBy(s => s.Confidence).OrderByDescending(g => g.Key))
        {
            count += group.Count();
            right += group.Count(s => s.Right);
            if (right >= precision * count) best = (group.Key, right / (double)count, right / (double)Math.Max(1, Wanted));
        }

        return best;
    }

    /// <summary>The figures as lines.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"calibration error       {Figures.Fixed(Error, 3)} over {seen.Count}";
        foreach (var (step, count, confidence, right) in Bins())
            yield return $"confidence {Figures.Fixed(step / (double)Steps, 1)}-{Figures.Fixed((step + 1) / (double)Steps, 1)}      stated {Figures.Fixed(confidence, 3)}  right {Figures.Fixed(right, 3)}  of {count}";
        foreach (double precision in (double[])[0.8, 0.9])
        {
            yield return At(precision) is { } at
                ? $"precision {Figures.Fixed(precision, 2)}          from confidence {Figures.Fixed(at.Confidence, 3)}: precision {Figures.Fixed(at.Precision, 3)}, recall {Figures.Fixed(at.Recall, 3)}"
                : $"precision {Figures.Fixed(precision, 2)}          not reached at any confidence";
        }
    }

    /// <summary>The reliability diagram: a dot for each step, its area by the number of findings; on the diagonal, what is stated is what is true.</summary>
    public string Svg()
    {
        const int side = 320, margin = 56;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side + 2 * margin} {side + 2 * margin}\" width=\"{side + 2 * margin}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append("<title>Reliability of the confidence of statements</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (int k = 0; k <= Steps; k += 2)
        {
            double x = margin + side * k / (double)Steps, y = margin + side - side * k / (double)Steps;
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x:0.#} {margin}V{margin + side}M{margin} {y:0.#}H{margin + side}\" stroke=\"#ddd\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{margin + side + 18}\" text-anchor=\"middle\">{k / (double)Steps:0.0}</text><text x=\"{margin - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{k / (double)Steps:0.0}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{margin} {margin + side}L{margin + side} {margin}\" stroke=\"#888\" stroke-dasharray=\"4 4\"/>\n");
        var bins = Bins();
        if (bins.Count > 0)
        {
            svg.Append("<polyline fill=\"none\" stroke=\"#1f5a99\" stroke-width=\"2\" points=\"");
            foreach (var (_, _, confidence, right) in bins) svg.Append(CultureInfo.InvariantCulture, $"{margin + side * confidence:0.#},{margin + side - side * right:0.#} ");
            svg.Length--;
            svg.Append("\"/>\n");
            int most = bins.Max(b => b.Count);
            foreach (var (_, count, confidence, right) in bins)
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{margin + side * confidence:0.#}\" cy=\"{margin + side - side * right:0.#}\" r=\"{3 + 9 * Math.Sqrt(count / (double)most):0.#}\" fill=\"#1f5a99\" fill-opacity=\"0.6\"><title>{count} statements: stated {confidence:0.000}, right {right:0.000}</title></circle>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{margin + side / 2}\" y=\"{margin + side + 40}\" text-anchor=\"middle\">confidence stated</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"16\" y=\"{margin + side / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {margin + side / 2})\">share that is right</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{margin + side / 2}\" y=\"30\" text-anchor=\"middle\">{seen.Count} statements, expected calibration error {Error:0.000}</text>\n</svg>\n");
        return svg.ToString();
    }
}
