using System.Globalization;

namespace Parley.Bargaining;

/// <summary>A report's findings as sentences: the same words on the terminal and on the page.</summary>
public static class BargainingSentences
{
    /// <summary>A utility in points of 100.</summary>
    public static string Points(Rational utility) => Trade.Points(utility);

    /// <summary>The text with a capital at its start.</summary>
    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A number with separators between thousands.</summary>
    public static string Count(System.Numerics.BigInteger number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things: "one package", "1,200 packages".</summary>
    public static string Number(System.Numerics.BigInteger number, string what) => number.IsOne ? $"one {what}" : $"{Count(number)} {what}s";

    /// <summary>The number itself as long as it can be taken in; else about how large it is ("some 7.9 x 10^69").</summary>
    private static string Rounded(System.Numerics.BigInteger number)
    {
        string digits = number.ToString(CultureInfo.InvariantCulture);
        return digits.Length <= 15 ? Count(number) : $"Some {digits[0]}.{digits[1]} x 10^{digits.Length - 1}";
    }

    /// <summary>Whether there is a zone of possible agreement, and if not, why not and what would open it.</summary>
    public static IReadOnlyList<string> OfZone(BargainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Scenario scenario = report.Scenario;
        Zone zone = report.Zone;
        if (zone.IsEmpty == false)
        {
            (int inZone, int all) = (report.FrontierInZone, report.Frontier.Count);
            string which = report.Frontier.IsExact ? "on the frontier" : "that cover the frontier";
            return ["There is a zone of possible agreement. " + (all == 1 ? $"The one package on the frontier is {(inZone == 1 ? "" : "not ")}in it." : inZone == all ? $"All {Count(all)} packages {which} are in it."
                : $"{(inZone == 0 ? "None" : Count(inZone))} of the {Count(all)} packages {which} {(inZone is 0 or 1 ? "is" : "are")} in it.")];
        }

        if (zone.IsEmpty is null)
            return [$"No package acceptable to all was found, but the search stopped before it could prove that there is none. The best one found misses a reservation by {Points(zone.Shortfall)} of 100 points."];
        List<string> lines = [];
        lines.Add(zone.Blocked.Count > 0
            ? $"No package is acceptable to all: every option of {Trade.Join([.. zone.Blocked.Select(i => scenario.Issues[i].Name)])} is beyond somebody's red line."
            : $"No package is acceptable to all (proved). Even the best one leaves somebody {Points(zone.Shortfall)} points short of its reservation.");
        foreach (Relaxation r in zone.Relaxations)
        {
            List<string> steps = [];
            foreach ((int party, int issue, int option) in r.RedLines) steps.Add($"{scenario.Parties[party].Name} gives up its red line against '{scenario.Issues[issue].Options[option]}' on {scenario.Issues[issue].Name}");
            foreach ((int party, Rational utility) in r.Reservations) steps.Add($"{scenario.Parties[party].Name} goes below its reservation of {Points(scenario.Parties[party].Reservation)} to {Points(utility)} points");
            lines.Add($"It would take {Number(r.Count, "concession")}{(zone.Certificate.IsComplete ? "" : " (as found; fewer may be enough)")}: {Trade.Join(steps)}.");
        }

        return lines;
    }

    /// <summary>How large the frontier is and whether that is exact.</summary>
    public static string OfFrontier(BargainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ParetoFrontier frontier = report.Frontier;
        if (report.Packages.IsZero) return "Every package crosses a red line, so that there is no frontier.";
        string size = (report.Packages.IsOne ? "One package crosses" : $"{Rounded(report.Packages)} packages cross") + " no red line; ";
        if (frontier.IsExact) return size + (frontier.Count == 1 ? "one point is" : $"{Count(frontier.Count)} points are") + " on the frontier (exact).";
        return size + $"the frontier is too large to be exact within the limits: it was exact for {frontier.ExactIssues} of {report.Scenario.Issues.Count} issues. "
            + $"Proved is that the {Count(frontier.Count)} points kept cover it: of every package there is one that is worse by at most {Trade.Join([.. frontier.Gap.Select((g, p) => $"{Points(g)} points for {report.Scenario.Parties[p].Name}")])}. The packages of the rules do not depend on it.";
    }

    /// <summary>Who can accept a draft and what it leaves on the table.</summary>
    public static string OfDraft(BargainingReport report, DraftAnalysis draft)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(draft);
        Scenario scenario = report.Scenario;
        string[] accept = Names(draft.AcceptableTo), red = Names(draft.CrossedBy), below = Names(draft.BelowReservation);
        string who = accept.Length == scenario.Parties.Count ? "All can accept it."
            : $"{Trade.Join(accept)} can accept it"
                + (red.Length > 0 ? $"; it crosses {(red.Length == 1 ? "a red line" : "red lines")} of {Trade.Join(red)}" : "")
                + (below.Length > 0 ? $"; it gives {Trade.Join(below)} less than {(below.Length == 1 ? "its reservation" : "their reservations")}" : "") + ".";
        string waste = draft.IsEfficient switch
        {
            true when draft.CrossedBy.Count > 0 => "No package within the red lines is at least as good for all.",
            true => "Nothing dominates it: whoever gains from a change takes it from somebody.",
            null => "Nothing that dominates it was found, but the search stopped before it could prove that"
                + (draft.WasteAtMost is Rational most ? $": at most {Points(most)} points in sum might be had with nobody losing." : "."),
            _ when draft.Distance.Sign > 0 => $"All could gain {Points(draft.Distance)} points at once{AtMost(draft.Distance, draft.DistanceAtMost)}; in sum {Points(draft.Waste)} points can be had with nobody losing{AtMost(draft.Waste, draft.WasteAtMost)}.",
            _ => $"It cannot be bettered for all at once, but {Points(draft.Waste)} points in sum can be had with nobody losing{AtMost(draft.Waste, draft.WasteAtMost)}.",
        };
        return $"{who} {waste}";

        static string AtMost(Rational found, Rational? ceiling) => ceiling == found ? "" : ceiling is Rational high ? $" (found; not more than {Points(high)})" : " (found; perhaps more)";

        string[] Names(IEnumerable<int> parties) => [.. parties.Select(p => scenario.Parties[p].Name)];
    }

    /// <summary>What the list of trades is.</summary>
    public static string OfTrades(DraftAnalysis draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        string searched = draft.Trades.SearchedSize >= 4 ? "up to four points" : $"up to {draft.Trades.SearchedSize} points (there are too many larger ones to try them all)";
        return draft.Trades.Found == 0 ? $"No change of {searched} helps somebody and hurts nobody."
            : (draft.Trades.Found == 1 ? $"One change of {searched} helps somebody and hurts nobody" : $"{Count(draft.Trades.Found)} changes of {searched} help somebody and hurt nobody") + " (those that contain a smaller one not counted)"
                + (draft.Trades.Trades.Count < draft.Trades.Found ? $"; the {draft.Trades.Trades.Count} best of the smallest:" : ":");
    }

    /// <summary>What a rule picks by.</summary>
    public static string OfRule(SolutionKind kind) => kind switch
    {
        SolutionKind.Nash => "greatest product of gains over the reservations",
        SolutionKind.KalaiSmorodinsky => "greatest least share of what each could gain, then the second-least, and so on",
        SolutionKind.Egalitarian => "greatest least gain in points, then the second-least, and so on",
        _ => "greatest sum of points with nobody below its reservation",
    };

    /// <summary>A proof's state in a word or two.</summary>
    public static string OfProof(Solution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        if (solution.Proved) return "proved";
        if (!double.IsFinite(solution.Gap)) return "best found";
        string gap = (100 * solution.Gap).ToString("0.00", CultureInfo.InvariantCulture);
        return "best found; at most " + solution.Kind switch
        {
            SolutionKind.Nash => $"{gap} % more product",
            SolutionKind.KalaiSmorodinsky => $"{gap} % more of the least share's ideal gain",
            SolutionKind.Egalitarian => $"{gap} points more of least gain",
            _ => $"{gap} points more in sum",
        } + " is possible";
    }

    /// <summary>A share in per cent with its interval.</summary>
    public static string OfShare(Share share) => share.Of == 0 ? "not known" : string.Create(CultureInfo.InvariantCulture, $"{100 * share.Value:0} % ({100 * share.Low:0}-{100 * share.High:0})");

    /// <summary>How many scenarios were drawn, and from what.</summary>
    public static string OfDraws(Sensitivity sensitivity)
    {
        ArgumentNullException.ThrowIfNull(sensitivity);
        string drawn = sensitivity.Samples == sensitivity.Asked ? Number(sensitivity.Samples, "draw") : $"{Count(sensitivity.Samples)} of {Number(sensitivity.Asked, "draw")}, then the time was up";
        return $"{drawn} from their intervals, seed {sensitivity.Seed}; 95 % confidence intervals";
    }

    /// <summary>How steady the frontier's packages are when weights vary.</summary>
    public static string OfStability(Sensitivity sensitivity, int points)
    {
        ArgumentNullException.ThrowIfNull(sensitivity);
        PointStability[] decided = [.. sensitivity.Frontier.Where(p => p.OnFrontier.Of > 0)];
        if (decided.Length == 0) return sensitivity.Frontier.Count == 0 ? "" : "How steady the packages on the frontier are is not known: no search for better ones came to its end.";
        int always = decided.Count(p => p.OnFrontier.Count == p.OnFrontier.Of), half = decided.Count(p => p.OnFrontier.Value < 0.5);
        if (points == 1) return $"The one package on the frontier stays on it in {OfShare(decided[0].OnFrontier)} of the draws.";
        string which = decided.Length == points ? $"Of the {Count(points)} packages on the frontier" : $"Of {decided.Length} packages spread over the {Count(points)} on the frontier";
        PointStability least = decided.MinBy(p => p.OnFrontier.Value)!;
        return $"{which}, {(always == decided.Length ? "all stay" : always == 1 ? "one stays" : always == 0 ? "none stays" : $"{Count(always)} stay")} on it in every draw"
            + (always == decided.Length ? "." : $"; {(half == 0 ? "none drops" : half == 1 ? "one drops" : $"{Count(half)} drop")} off in more than half, and the least steady one stays in {OfShare(least.OnFrontier)}.");
    }

    /// <summary>What the columns of <see cref="OfForecast"/> are.</summary>
    public static IReadOnlyList<string> ForecastColumns { get; } = ["Point", "Forecast", "Half within", "Four fifths", "Nine tenths", "If pressed", "If traded"];

    /// <summary>What a forecast is made of and how far it can be believed.</summary>
    public const string ForecastRemark = "Forecast: the mean of the positions, weighted with salience and capability, with bands as wide as its errors were on 353 decisions of the European Union. "
        + "If pressed (challenge model) and if traded (exchange model) are scenarios of what may move the outcome, not forecasts; the packages of the rules are advice.";

    /// <summary>One point's forecast, cell by cell, on a scale from 0 to 100.</summary>
    public static IReadOnlyList<string> OfForecast(ScalePoint point, Forecast forecast)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(forecast);
        return [point.Name, Whole(forecast.WeightedMean), .. forecast.Bands.Select(b => $"{Whole(b.Low)}-{Whole(b.High)}"), Whole(forecast.Challenge), forecast.Exchange is double exchange ? Whole(exchange) : ""];

        static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>What a protocol says.</summary>
    public static string OfProtocol(Protocol protocol) => protocol switch
    {
        Protocol.SingleText => "One text on the table; a side changes up to four points and nobody may be worse off",
        Protocol.LastOffer => "A side makes a last offer; the others take whatever meets their reservations and red lines",
        _ => "Two sides hold a package each; the one with more to lose concedes (Zeuthen)",
    };
}
