using System.Text;
using System.Text.Json;

namespace Parley.Bargaining;

/// <summary>
/// A report as JSON. Utilities and gains are numbers with six decimals, in arrays by party in the order of <c>parties</c>; packages are maps from issue to option.
/// </summary>
public static class BargainingJson
{
    /// <summary>Points of the frontier that are listed; all count in <c>frontier.points</c>.</summary>
    private const int ListedPoints = 10_000;

    /// <summary>The report on one line.</summary>
    public static string Write(BargainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) new Writer(json, report).Write();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A rule's name in JSON.</summary>
    internal static string Name(SolutionKind kind) => kind switch
    {
        SolutionKind.Nash => "nash",
        SolutionKind.KalaiSmorodinsky => "kalaiSmorodinsky",
        SolutionKind.Egalitarian => "egalitarian",
        _ => "utilitarian",
    };

    private sealed class Writer(Utf8JsonWriter json, BargainingReport report)
    {
        private readonly Scenario scenario = report.Scenario;

        public void Write()
        {
            json.WriteStartObject();
            json.WriteString("scenario", scenario.Name);
            json.WriteStartArray("parties");
            for (int p = 0; p < scenario.Parties.Count; p++)
            {
                json.WriteStartObject();
                json.WriteString("id", scenario.Parties[p].Id);
                json.WriteString("name", scenario.Parties[p].Name);
                Number("reservation", scenario.Parties[p].Reservation);
                if (report.Ideal is not null) Number("ideal", report.Ideal.Utilities[p]);
                if (report.Ideal is { Proved: false }) Number("idealAtMost", report.Ideal.AtMost[p]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("issues", scenario.Issues.Count);
            json.WriteString("packages", report.Packages.ToString());
            Zone();
            Frontier();
            json.WriteStartObject("solutions");
            foreach (Solution s in report.Solutions)
            {
                json.WriteStartObject(Name(s.Kind));
                Package("package", s.Package);
                Numbers("utilities", s.Utilities);
                Numbers("gains", s.Gains);
                json.WriteBoolean("proved", s.Proved);
                if (!s.Proved && double.IsFinite(s.Gap)) json.WriteNumber("gap", Math.Round(s.Gap, 6));
                json.WriteString("certificate", s.Certificate.Summary);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartArray("drafts");
            foreach (DraftAnalysis d in report.Drafts) Draft(d);
            json.WriteEndArray();
            json.WriteStartArray("nextSteps");
            foreach (NextStep s in report.Steps)
            {
                json.WriteStartObject();
                json.WriteString("protocol", s.Protocol switch { Protocol.SingleText => "singleText", Protocol.LastOffer => "lastOffer", _ => "zeuthen" });
                json.WriteString("party", scenario.Parties[s.Party].Id);
                if (s.Package is not null) Package("package", s.Package);
                Numbers("gains", s.Gains);
                json.WriteString("why", s.Why);
                json.WriteString("certificate", s.Certificate.Summary);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (report.Forecasts.Count > 0) Forecasts();
            if (report.Sensitivity is Sensitivity sensitivity) Stability(sensitivity);
            json.WriteEndObject();
        }

        private void Zone()
        {
            Zone zone = report.Zone;
            json.WriteStartObject("zone");
            if (zone.IsEmpty is bool empty) json.WriteBoolean("empty", empty);
            else json.WriteNull("empty");
            if (zone.Witness is not null) Package("witness", zone.Witness);
            if (zone.Shortfall.Sign > 0) Number("shortfall", zone.Shortfall);
            if (zone.Blocked.Count > 0) Strings("blocked", zone.Blocked.Select(i => scenario.Issues[i].Id));
            if (zone.Relaxations.Count > 0)
            {
                json.WriteStartArray("relaxations");
                foreach (Relaxation r in zone.Relaxations)
                {
                    json.WriteStartObject();
                    json.WriteStartArray("redLines");
                    foreach ((int party, int issue, int option) in r.RedLines)
                    {
                        json.WriteStartObject();
                        json.WriteString("party", scenario.Parties[party].Id);
                        json.WriteString("issue", scenario.Issues[issue].Id);
                        json.WriteString("option", scenario.Issues[issue].Options[option]);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    json.WriteStartArray("reservations");
                    foreach ((int party, Rational utility) in r.Reservations)
                    {
                        json.WriteStartObject();
                        json.WriteString("party", scenario.Parties[party].Id);
                        Number("utility", utility);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    Package("package", r.Package);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteString("certificate", zone.Certificate.Summary);
            json.WriteEndObject();
        }

        private void Frontier()
        {
            ParetoFrontier frontier = report.Frontier;
            json.WriteStartObject("frontier");
            json.WriteNumber("points", frontier.Count);
            json.WriteBoolean("exact", frontier.IsExact);
            if (!frontier.IsExact) Numbers("gap", frontier.Gap);
            json.WriteNumber("inZone", report.FrontierInZone);
            json.WriteStartArray("list");
            for (int i = 0; i < Math.Min(frontier.Count, ListedPoints); i++)
            {
                json.WriteStartObject();
                Numbers("utilities", [.. Enumerable.Range(0, scenario.Parties.Count).Select(p => frontier.Utility(i, p))]);
                json.WriteStartArray("options");
                foreach (int option in frontier.Package(i).Options) json.WriteNumberValue(option);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void Draft(DraftAnalysis d)
        {
            json.WriteStartObject();
            json.WriteString("name", d.Name);
            Numbers("utilities", d.Utilities);
            Strings("acceptableTo", d.AcceptableTo.Select(p => scenario.Parties[p].Id));
            Strings("crossesRedLineOf", d.CrossedBy.Select(p => scenario.Parties[p].Id));
            Strings("belowReservationOf", d.BelowReservation.Select(p => scenario.Parties[p].Id));
            if (d.IsEfficient is bool efficient) json.WriteBoolean("onFrontier", efficient && d.CrossedBy.Count == 0);
            else json.WriteNull("onFrontier");
            Number("distance", d.Distance);
            if (d.DistanceAtMost is Rational distance && distance != d.Distance) Number("distanceAtMost", distance);
            Number("waste", d.Waste);
            if (d.WasteAtMost is Rational waste && waste != d.Waste) Number("wasteAtMost", waste);
            json.WriteStartArray("dominating");
            foreach (Package p in d.Dominating)
            {
                json.WriteStartObject();
                Package("package", p);
                Numbers("utilities", [.. scenario.Parties.Select((_, i) => scenario.Utility(i, p))]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("trades");
            foreach (Trade t in d.Trades.Trades)
            {
                json.WriteStartObject();
                json.WriteStartArray("changes");
                foreach ((int issue, int from, int to) in t.Changes)
                {
                    json.WriteStartObject();
                    json.WriteString("issue", scenario.Issues[issue].Id);
                    json.WriteString("from", scenario.Issues[issue].Options[from]);
                    json.WriteString("to", scenario.Issues[issue].Options[to]);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                Numbers("gains", t.Gains);
                json.WriteString("sentence", t.Describe(scenario));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("tradesFound", d.Trades.Found);
            json.WriteNumber("tradesSearchedTo", d.Trades.SearchedSize);
            json.WriteString("certificate", d.Certificate.Summary);
            json.WriteEndObject();
        }

        private void Forecasts()
        {
            json.WriteStartArray("forecasts");
            foreach ((ScalePoint point, Forecast forecast) in scenario.Scales.Zip(report.Forecasts))
            {
                json.WriteStartObject();
                json.WriteString("name", point.Name);
                json.WriteNumber("weightedMean", Math.Round(forecast.WeightedMean, 6));
                json.WriteStartArray("bands");
                foreach ((double share, double low, double high) in forecast.Bands)
                {
                    json.WriteStartObject();
                    json.WriteNumber("share", share);
                    json.WriteNumber("low", Math.Round(low, 6));
                    json.WriteNumber("high", Math.Round(high, 6));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteStartObject("scenarios");
                json.WriteNumber("challenge", Math.Round(forecast.Challenge, 6));
                if (forecast.Exchange is double exchange) json.WriteNumber("exchange", Math.Round(exchange, 6));
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private void Stability(Sensitivity sensitivity)
        {
            json.WriteStartObject("sensitivity");
            json.WriteNumber("samples", sensitivity.Samples);
            if (sensitivity.Samples < sensitivity.Asked) json.WriteNumber("samplesAsked", sensitivity.Asked);
            json.WriteNumber("seed", sensitivity.Seed);
            Share("zoneEmpty", sensitivity.ZoneEmpty);
            json.WriteStartArray("packages");
            foreach (PackageStability p in sensitivity.Packages)
            {
                json.WriteStartObject();
                json.WriteString("name", p.Name);
                Share("onFrontier", p.OnFrontier);
                Share("acceptable", p.Acceptable);
                json.WriteStartObject("answer");
                foreach ((SolutionKind kind, Share share) in p.Answer) Share(Name(kind), share);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("frontier");
            foreach (PointStability p in sensitivity.Frontier)
            {
                json.WriteStartObject();
                json.WriteNumber("point", p.Point);
                Share("onFrontier", p.OnFrontier);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void Share(string name, Share share)
        {
            json.WriteStartObject(name);
            json.WriteNumber("share", Math.Round(share.Value, 4));
            json.WriteNumber("low", Math.Round(share.Low, 4));
            json.WriteNumber("high", Math.Round(share.High, 4));
            json.WriteNumber("of", share.Of);
            json.WriteEndObject();
        }

        private void Number(string name, Rational value)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value.ToSixDecimals());
        }

        private void Numbers(string name, IReadOnlyList<Rational> values)
        {
            json.WriteStartArray(name);
            foreach (Rational value in values) json.WriteRawValue(value.ToSixDecimals());
            json.WriteEndArray();
        }

        private void Strings(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (string value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        private void Package(string name, Package package)
        {
            json.WriteStartObject(name);
            for (int i = 0; i < package.Count; i++) json.WriteString(scenario.Issues[i].Id, scenario.Issues[i].Options[package[i]]);
            json.WriteEndObject();
        }
    }
}
