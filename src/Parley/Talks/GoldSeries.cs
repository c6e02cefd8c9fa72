using System.Text.Json;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// An annotated series: several reports on one negotiation (<c>NAME.series.json</c> beside <c>NAME-1.gold.json</c> and so on) with who holds what at the end of each. The ids of its parties,
/// proposals and issues are those of the reports' annotations.
/// </summary>
internal sealed record GoldSeries
{
    /// <summary>File name without extension: the group of its reports.</summary>
    public required string Name { get; init; }

    /// <summary>Its reports in the order of time.</summary>
    public required IReadOnlyList<GoldReport> Reports { get; init; }

    /// <summary>Who holds what at the end of each report.</summary>
    public required IReadOnlyList<SeriesPosition> Positions { get; init; }

    /// <summary>All series of a folder in ordinal order of their names.</summary>
    /// <exception cref="InvalidDataException">A file is no series, or names a report that is not there.</exception>
    public static IReadOnlyList<GoldSeries> LoadFolder(string folder, IReadOnlyList<GoldReport> reports) =>
        [.. Directory.GetFiles(folder, "*.series.json").Order(StringComparer.Ordinal).Select(path => Parse(Path.GetFileName(path)[..^".series.json".Length], File.ReadAllText(path), reports))];

    /// <summary>A series from its JSON. Where it states no <c>order</c>, the reports follow their names.</summary>
    public static GoldSeries Parse(string name, string json, IReadOnlyList<GoldReport> reports)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            List<SeriesPosition> positions = [.. root.GetProperty("positions").EnumerateArray().Select(position => new SeriesPosition(
                Text(position, "report"), Text(position, "holder"), Text(position, "target"), Enum.Parse<Stance>(Text(position, "stance"), ignoreCase: true)))];
            List<GoldReport> own = root.TryGetProperty("order", out JsonElement order)
                ? [.. order.EnumerateArray().Select(report => Find(report.GetString()!))]
                : [.. reports.Where(report => report.Group == name).OrderBy(report => report.Name, StringComparer.Ordinal)];
            foreach (SeriesPosition position in positions)
                if (!own.Exists(report => report.Name == position.Report)) Find(position.Report);
            return new() { Name = name, Reports = own, Positions = positions };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"{name}.series.json: is no series ({e.Message}); it holds \"order\" and \"positions\" with report, holder, target and stance", e);
        }

        GoldReport Find(string report) => reports.FirstOrDefault(gold => gold.Name == report) ?? throw new InvalidDataException($"{name}.series.json: names the report {report}, which has no annotation beside it");
    }

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString() ?? throw new KeyNotFoundException($"{field} is null");
}

/// <summary>Who holds what at the end of a report.</summary>
internal sealed record SeriesPosition(string Report, string Holder, string Target, Stance Stance);
