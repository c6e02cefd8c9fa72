using System.Globalization;
using System.Text;

namespace Parley.Bargaining;

/// <summary>The frontier as two parties see it: one dot a point, drafts and answers marked, reservations as lines. An SVG element.</summary>
internal static class FrontierPlot
{
    private const int Size = 340, Left = 46, Bottom = 40, Top = 12, Right = 14;

    public static string Draw(BargainingReport report, int across, int up)
    {
        Scenario scenario = report.Scenario;
        List<(double X, double Y)> marked = [.. report.Drafts.Select(d => At(d.Utilities)), .. report.Solutions.Select(s => At(s.Utilities))];
        (double X, double Y) low = (1, 1), high = (0, 0);
        ParetoFrontier frontier = report.Frontier;
        for (int i = 0; i < frontier.Count; i++) Include((frontier.Approximate(i, across), frontier.Approximate(i, up)));
        foreach ((double X, double Y) m in marked) Include(m);
        (double X, double Y) reservation = (scenario.Parties[across].Reservation.ToDouble(), scenario.Parties[up].Reservation.ToDouble());
        if (low.X > high.X) (low, high) = ((0, 0), (1, 1));
        (double stepX, double stepY) = (Step(low.X, high.X), Step(low.Y, high.Y));
        low = (Math.Floor(low.X / stepX - 0.1) * stepX, Math.Floor(low.Y / stepY - 0.1) * stepY);
        high = (Upper(high.X, stepX), Upper(high.Y, stepY));

        StringBuilder svg = new();
        int width = Size - Left - Right, height = Size - Top - Bottom;
        string label = $"Frontier: {scenario.Parties[across].Name} across, {scenario.Parties[up].Name} up";
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Size} {Size}\" role=\"img\" aria-label=\"{Html.Escape(label)}\">");
        // Packages that either reservation rules out lie in the shade.
        if (reservation.X > low.X) Rectangle(0, 0, X(reservation.X) - Left, height);
        if (reservation.Y > low.Y) Rectangle(0, Y(reservation.Y) - Top, width, height - (Y(reservation.Y) - Top));
        for (double x = low.X; x < high.X + stepX / 2; x += stepX)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{X(x):F1} {Top}V{Top + height}\"/><text x=\"{X(x):F1}\" y=\"{Top + height + 14}\" text-anchor=\"middle\">{100 * x:0.#}</text>");
        for (double y = low.Y; y < high.Y + stepY / 2; y += stepY)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Y(y):F1}H{Left + width}\"/><text x=\"{Left - 5}\" y=\"{Y(y) + 4:F1}\" text-anchor=\"end\">{100 * y:0.#}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{Left + width / 2}\" y=\"{Size - 6}\" text-anchor=\"middle\">{Html.Escape(scenario.Parties[across].Name)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" transform=\"translate(12 {Top + height / 2}) rotate(-90)\" text-anchor=\"middle\">{Html.Escape(scenario.Parties[up].Name)}</text>");

        // One dot for all points that fall on the same spot.
        HashSet<(int, int)> spots = [];
        double radius = frontier.Count < 200 ? 3 : 1.6;
        svg.Append("<g class=\"points\">");
        for (int i = 0; i < frontier.Count; i++)
        {
            (int X, int Y) spot = ((int)(2 * X(frontier.Approximate(i, across))), (int)(2 * Y(frontier.Approximate(i, up))));
            if (spots.Add(spot)) svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{spot.X / 2.0:0.#}\" cy=\"{spot.Y / 2.0:0.#}\" r=\"{radius:0.#}\"/>");
        }

        svg.Append("</g>");
        PlotLabels labels = new(Left, Top, Left + width, Top + height);
        StringBuilder marks = new();
        foreach (DraftAnalysis d in report.Drafts)
        {
            (double x, double y) = (X(At(d.Utilities).X), Y(At(d.Utilities).Y));
            marks.Append(CultureInfo.InvariantCulture, $"<rect class=\"draft\" x=\"{x - 4.5:F1}\" y=\"{y - 4.5:F1}\" width=\"9\" height=\"9\"><title>draft {Html.Escape(d.Name)}</title></rect>");
            labels.Add(x, y, d.Name);
        }

        // Answers on the same spot share a label.
        foreach (IGrouping<(double X, double Y), Solution> group in report.Solutions.GroupBy(s => At(s.Utilities)))
        {
            (double x, double y) = (X(group.Key.X), Y(group.Key.Y));
            string names = string.Join(", ", group.Select(s => Short(s.Kind)));
            marks.Append(CultureInfo.InvariantCulture, $"<path class=\"answer\" d=\"M{x:F1} {y - 6:F1}l6 6l-6 6l-6 -6z\"><title>{Html.Escape(names)}</title></path>");
            labels.Add(x, y, names);
        }

        labels.Draw(marks);
        return svg.Append(marks).Append("</svg>").ToString();

        (double X, double Y) At(IReadOnlyList<Rational> utilities) => (utilities[across].ToDouble(), utilities[up].ToDouble());

        // A little room above the highest point, but none above everything.
        static double Upper(double most, double step) => most <= 1 + 1e-9 ? Math.Min(Math.Ceiling(most / step + 0.1) * step, Math.Ceiling(1 / step - 1e-9) * step) : Math.Ceiling(most / step + 0.1) * step;

        void Include((double X, double Y) at)
        {
            low = (Math.Min(low.X, at.X), Math.Min(low.Y, at.Y));
            high = (Math.Max(high.X, at.X), Math.Max(high.Y, at.Y));
        }

        void Rectangle(double x, double y, double w, double h) =>
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"refused\" x=\"{Left + x:F1}\" y=\"{Top + y:F1}\" width=\"{Math.Clamp(w, 0, width):F1}\" height=\"{Math.Clamp(h, 0, height):F1}\"/>");

        double X(double value) => Left + (value - low.X) / (high.X - low.X) * width;

        double Y(double value) => Top + height - (value - low.Y) / (high.Y - low.Y) * height;
    }

    /// <summary>A label that fits beside a point.</summary>
    private static string Short(SolutionKind kind) => kind switch
    {
        SolutionKind.Nash => "N",
        SolutionKind.KalaiSmorodinsky => "KS",
        SolutionKind.Egalitarian => "E",
        _ => "U",
    };

    /// <summary>A round distance between at most seven lines.</summary>
    private static double Step(double low, double high)
    {
        foreach (double step in (double[])[0.005, 0.01, 0.02, 0.05, 0.1])
            if ((high - low) / step <= 5.5) return step;
        return 0.2;
    }
}

/// <summary>Text inside HTML.</summary>
internal static class Html
{
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
