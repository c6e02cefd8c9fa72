using System.Globalization;
using System.Text;

namespace Parley.Bargaining;

/// <summary>A report as one HTML file that needs nothing else: tables, the frontier in pairwise projections, who gains what on which issue, trades as sentences.</summary>
public static class BargainingPage
{
    /// <summary>Pairs of parties that are drawn.</summary>
    private const int MaximumPlots = 10;

    /// <summary>Packages on the frontier that are listed with how steady they are.</summary>
    private const int ListedPoints = 60;

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1d2530;--soft:#5b6675;--line:#d9dee5;--back:#fff;--panel:#f6f8fa;--dot:#3b6ea5;--draft:#c2571a;--answer:#1f7a4d}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#9aa5b4;--line:#39424e;--back:#14181e;--panel:#1c222a;--dot:#7fb0e6;--draft:#f0914f;--answer:#5cc493}}
        *{box-sizing:border-box}body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:72rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back)}
        h1{font-size:1.7rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}p{margin:.4rem 0}.soft{color:var(--soft)}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.92rem;margin:.4rem 0}th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr.total td{font-weight:600;border-top:2px solid var(--line)}
        .plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:1rem}svg{width:100%;height:auto;background:var(--panel);border-radius:6px}
        svg text{font:10.5px system-ui,sans-serif;fill:var(--soft)}svg text.axis{font-size:12px;fill:var(--ink)}svg text.mark{font-weight:600;fill:var(--ink);paint-order:stroke;stroke:var(--panel);stroke-width:3px}
        .grid{stroke:var(--line);fill:none}.points circle{fill:var(--dot);fill-opacity:.55}.draft{fill:var(--draft)}.answer{fill:var(--answer)}.refused{fill:var(--soft);fill-opacity:.13}
        .key span{display:inline-block;margin-right:1.2rem}.key i{display:inline-block;width:.7rem;height:.7rem;margin-right:.35rem;border-radius:50%;background:var(--dot)}.key i.d{background:var(--draft);border-radius:0}.key i.a{background:var(--answer);border-radius:0;transform:rotate(45deg) scale(.8)}.key i.r{background:var(--soft);opacity:.3;border-radius:0}
        details{margin:.5rem 0;border:1px solid var(--line);border-radius:6px;padding:.4rem .8rem}summary{cursor:pointer;font-weight:600}li{margin:.25rem 0}td.heat{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td.remark{min-width:16rem}
        @media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--back:#fff;--panel:#fff;--dot:#3b6ea5;--draft:#c2571a;--answer:#1f7a4d;font-size:10px}body{font-size:1rem;max-width:none;padding:0}
        .plots{grid-template-columns:1fr 1fr 1fr}.wide{overflow:visible}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}tr,li,svg,summary{break-inside:avoid}h2,h3,summary,.key{break-after:avoid}
        details::details-content{content-visibility:visible;display:block;block-size:auto}}
        """;

    /// <summary>The page.</summary>
    public static string Write(BargainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Scenario scenario = report.Scenario;
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
            .Append(Html.Escape(scenario.Name)).Append(" - packages</title><style>").Append(Style).Append("</style></head><body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Html.Escape(scenario.Name)}</h1>\n<p class=\"soft\">{scenario.Parties.Count} {(scenario.Parties.Count == 1 ? "party" : "parties")}, {scenario.Issues.Count} {(scenario.Issues.Count == 1 ? "issue" : "issues")}. Utilities in points: 100 is everything a party wants, its reservation is what it has without agreement.</p>\n");
        foreach (string line in BargainingSentences.OfZone(report)) Paragraph(page, line);
        Paragraph(page, BargainingSentences.OfFrontier(report));
        Packages(page, report);
        if (scenario.Parties.Count > 1 && report.Frontier.Count > 0) Plots(page, report);
        Drafts(page, report);
        Heat(page, report);
        Steps(page, report);
        if (report.Sensitivity is Sensitivity sensitivity) Stability(page, report, sensitivity);
        Forecasts(page, report);
        page.Append("<h2>What this is</h2>\n<p>Every figure follows from the scenario's weights, scores, red lines and reservations, computed exactly; change them and it changes. "
            + "The packages of the rules are advice on what would be fair or efficient by that rule, not a forecast of what the parties will do.</p>\n</body></html>\n");
        return page.ToString();
    }

    private static void Paragraph(StringBuilder page, string text) => page.Append("<p>").Append(Html.Escape(text)).Append("</p>\n");

    private static void Packages(StringBuilder page, BargainingReport report)
    {
        Scenario scenario = report.Scenario;
        page.Append("<h2>Packages</h2>\n<div class=\"wide\"><table><thead><tr><th>Package</th>");
        foreach (ScenarioParty party in scenario.Parties) page.Append("<th class=\"n\">").Append(Html.Escape(party.Name)).Append("</th>");
        page.Append("<th>Remark</th></tr></thead><tbody>\n");
        Row("Reservation", [.. scenario.Parties.Select(p => p.Reservation)], "what each has without agreement");
        if (report.Ideal is not null) Row("Ideal", report.Ideal.Utilities, "the most each can get with nobody below its reservation (not all at once)");
        foreach (DraftAnalysis d in report.Drafts) Row($"Draft {d.Name}", d.Utilities, BargainingSentences.OfDraft(report, d));
        foreach (Solution s in report.Solutions) Row(BargainingSentences.Capital(BargainingReport.Title(s.Kind)), s.Utilities, $"{BargainingSentences.OfRule(s.Kind)} ({BargainingSentences.OfProof(s)})");
        page.Append("</tbody></table></div>\n");
        foreach (IGrouping<Package, Solution> group in report.Solutions.GroupBy(s => s.Package))
        {
            page.Append("<details><summary>").Append(Html.Escape(BargainingSentences.Capital(Trade.Join([.. group.Select(s => BargainingReport.Title(s.Kind))])))).Append(" in full</summary><ul>");
            for (int i = 0; i < group.Key.Count; i++) page.Append("<li>").Append(Html.Escape($"{scenario.Issues[i].Name}: {scenario.Issues[i].Options[group.Key[i]]}")).Append("</li>");
            page.Append("</ul></details>\n");
        }

        void Row(string name, IReadOnlyList<Rational> utilities, string remark)
        {
            page.Append("<tr><td>").Append(Html.Escape(name)).Append("</td>");
            foreach (Rational u in utilities) page.Append("<td class=\"n\">").Append(BargainingSentences.Points(u)).Append("</td>");
            page.Append("<td class=\"remark\">").Append(Html.Escape(remark)).Append("</td></tr>\n");
        }
    }

    private static void Plots(StringBuilder page, BargainingReport report)
    {
        int parties = report.Scenario.Parties.Count, drawn = 0;
        page.Append("<h2>Frontier</h2>\n<p class=\"key\"><span><i></i>package on the frontier</span><span><i class=\"d\"></i>draft</span><span><i class=\"a\"></i>N Nash, KS Kalai-Smorodinsky, E egalitarian, U utilitarian</span><span><i class=\"r\"></i>below a reservation</span></p>\n<div class=\"plots\">\n");
        for (int a = 0; a < parties; a++)
            for (int b = a + 1; b < parties && drawn < MaximumPlots; b++, drawn++) page.Append(FrontierPlot.Draw(report, a, b)).Append('\n');
        page.Append("</div>\n");
        if (parties > 2) Paragraph(page, "With more than two parties a point that looks dominated for a pair is better for somebody else.");
        if (drawn < parties * (parties - 1) / 2) Paragraph(page, $"The first {drawn} of {parties * (parties - 1) / 2} pairs are drawn.");
    }

    private static void Drafts(StringBuilder page, BargainingReport report)
    {
        if (report.Drafts.Count == 0) return;
        page.Append("<h2>Trades</h2>\n");
        foreach (DraftAnalysis d in report.Drafts)
        {
            page.Append("<h3>From draft ").Append(Html.Escape(d.Name)).Append("</h3>\n");
            Paragraph(page, BargainingSentences.OfTrades(d));
            if (d.Trades.Trades.Count == 0) continue;
            page.Append("<ol>");
            foreach (Trade t in d.Trades.Trades) page.Append("<li>").Append(Html.Escape(t.Describe(report.Scenario))).Append("</li>\n");
            page.Append("</ol>\n");
        }
    }

    private static void Heat(StringBuilder page, BargainingReport report)
    {
        Scenario scenario = report.Scenario;
        List<(string Name, Package Package)> shown = [.. report.Drafts.Select(d => ($"Draft {d.Name}", d.Package))];
        foreach (IGrouping<Package, Solution> group in report.Solutions.GroupBy(s => s.Package)) shown.Add((BargainingSentences.Capital(Trade.Join([.. group.Select(s => BargainingReport.Title(s.Kind))])), group.Key));
        if (shown.Count == 0) return;
        page.Append("<h2>Who gets what on which issue</h2>\n<p class=\"soft\">Points that the chosen option is worth, of those that the issue's best option would be. Green is all of it, red none; what weighs little is pale.</p>\n");
        for (int k = 0; k < shown.Count; k++)
        {
            (string name, Package package) = shown[k];
            page.Append(k == report.Drafts.Count - 1 || k == report.Drafts.Count ? "<details open><summary>" : "<details><summary>").Append(Html.Escape(name)).Append("</summary><div class=\"wide\"><table><thead><tr><th>Issue</th><th>Settled at</th>");
            foreach (ScenarioParty party in scenario.Parties) page.Append("<th class=\"n\">").Append(Html.Escape(party.Name)).Append("</th>");
            page.Append("</tr></thead><tbody>\n");
            double heaviest = scenario.Preferences.Max(own => own.Max(p => Most(p).ToDouble()));
            for (int i = 0; i < scenario.Issues.Count; i++)
            {
                page.Append("<tr><td>").Append(Html.Escape(scenario.Issues[i].Name)).Append("</td><td>").Append(Html.Escape(scenario.Issues[i].Options[package[i]])).Append("</td>");
                for (int p = 0; p < scenario.Parties.Count; p++)
                {
                    Preference own = scenario.Preferences[p][i];
                    Rational worth = own.Worth(package[i]), most = Most(own);
                    double share = most.Sign > 0 ? (worth / most).ToDouble() : 0.5, weight = heaviest > 0 ? most.ToDouble() / heaviest : 0;
                    bool red = own.RedLines.Contains(package[i]);
                    page.Append(CultureInfo.InvariantCulture, $"<td class=\"heat\" style=\"background:hsl({10 + 120 * share:0} 60% 50% / {0.08 + 0.5 * weight:0.00})\">{(red ? "red line " : "")}{BargainingSentences.Points(worth)} / {BargainingSentences.Points(most)}</td>");
                }

                page.Append("</tr>\n");
            }

            page.Append("<tr class=\"total\"><td>All</td><td></td>");
            for (int p = 0; p < scenario.Parties.Count; p++) page.Append("<td class=\"n\">").Append(BargainingSentences.Points(scenario.Utility(p, package))).Append("</td>");
            page.Append("</tr></tbody></table></div></details>\n");
        }
    }

    private static Rational Most(Preference own) => own.Weight * own.Scores.Max();

    private static void Steps(StringBuilder page, BargainingReport report)
    {
        if (report.Steps.Count == 0) return;
        page.Append("<h2>Next best steps</h2>\n");
        foreach (IGrouping<Protocol, NextStep> group in report.Steps.GroupBy(s => s.Protocol))
        {
            page.Append("<h3>").Append(Html.Escape(BargainingSentences.OfProtocol(group.Key))).Append("</h3>\n<ul>");
            foreach (NextStep step in group) page.Append("<li>").Append(Html.Escape(step.Why)).Append("</li>\n");
            page.Append("</ul>\n");
        }
    }

    private static void Forecasts(StringBuilder page, BargainingReport report)
    {
        if (report.Forecasts.Count == 0) return;
        page.Append("<h2>What to expect</h2>\n");
        Paragraph(page, BargainingSentences.ForecastRemark);
        page.Append("<div class=\"wide\"><table><thead><tr>");
        foreach (string column in BargainingSentences.ForecastColumns) page.Append("<th>").Append(column).Append("</th>");
        page.Append("</tr></thead><tbody>\n");
        foreach ((ScalePoint point, Forecast forecast) in report.Scenario.Scales.Zip(report.Forecasts))
        {
            page.Append("<tr>");
            foreach (string cell in BargainingSentences.OfForecast(point, forecast)) page.Append("<td>").Append(Html.Escape(cell)).Append("</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n");
    }

    private static void Stability(StringBuilder page, BargainingReport report, Sensitivity sensitivity)
    {
        page.Append("<h2>If the weights are not quite right</h2>\n");
        Paragraph(page, BargainingSentences.Capital(BargainingSentences.OfDraws(sensitivity)) + ".");
        if (sensitivity.Samples == 0) return;
        page.Append("<div class=\"wide\"><table><thead><tr><th>Package</th><th class=\"n\">on the frontier</th><th class=\"n\">acceptable to all</th><th>still the answer</th></tr></thead><tbody>\n");
        foreach (PackageStability p in sensitivity.Packages)
        {
            page.Append("<tr><td>").Append(Html.Escape(BargainingSentences.Capital(p.Name))).Append("</td><td class=\"n\">").Append(BargainingSentences.OfShare(p.OnFrontier)).Append("</td><td class=\"n\">").Append(BargainingSentences.OfShare(p.Acceptable)).Append("</td><td>")
                .Append(Html.Escape(string.Join("; ", p.Answer.Select(a => $"{BargainingReport.Title(a.Key)} {BargainingSentences.OfShare(a.Value)}")))).Append("</td></tr>\n");
        }

        page.Append("</tbody></table></div>\n");
        Paragraph(page, $"No zone of possible agreement: {BargainingSentences.OfShare(sensitivity.ZoneEmpty)}.");
        if (sensitivity.Frontier.Count == 0) return;
        Paragraph(page, BargainingSentences.OfStability(sensitivity, report.Frontier.Count));
        page.Append("<details><summary>Packages on the frontier, the steadiest first</summary><div class=\"wide\"><table><thead><tr>");
        foreach (ScenarioParty party in report.Scenario.Parties) page.Append("<th class=\"n\">").Append(Html.Escape(party.Name)).Append("</th>");
        page.Append("<th class=\"n\">on the frontier</th><th>Package</th></tr></thead><tbody>\n");
        foreach (PointStability p in sensitivity.Frontier.OrderByDescending(p => p.OnFrontier.Value).ThenBy(p => p.Point).Take(ListedPoints))
        {
            page.Append("<tr>");
            for (int i = 0; i < report.Scenario.Parties.Count; i++) page.Append("<td class=\"n\">").Append(BargainingSentences.Points(report.Frontier.Utility(p.Point, i))).Append("</td>");
            page.Append("<td class=\"n\">").Append(BargainingSentences.OfShare(p.OnFrontier)).Append("</td><td>").Append(Html.Escape(p.Package.Describe(report.Scenario))).Append("</td></tr>\n");
        }

        page.Append("</tbody></table></div></details>\n");
        if (sensitivity.Frontier.Count > ListedPoints) Paragraph(page, $"The first {ListedPoints} of {sensitivity.Frontier.Count} are listed; all are in the output of --json.");
    }
}
