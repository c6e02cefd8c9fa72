using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Parley.Reports;

/// <summary>Reads one line of a JSON-lines file: <c>{"id","text","title"?,"url"?,"published"?,"publisher"?}</c>, or <c>"html"</c> in place of <c>"text"</c>. Other fields are left alone.</summary>
internal static class JsonLineReport
{
    /// <summary>Reads a line into a report or a fault; <paramref name="doubt"/> tells of a field that was left out of a report.</summary>
    /// <param name="line">UTF-8; a line that is not is read as Windows-1252.</param>
    /// <param name="source">Path and line.</param>
    /// <param name="beside">What the catalogue says of the file.</param>
    /// <param name="elsewhere">Date for a report that does not date itself.</param>
    /// <param name="pages">Reads what is HTML.</param>
    /// <param name="doubt">A fault that does not keep the report from being read, or null.</param>
    public static InputItem Read(ReadOnlyMemory<byte> line, string source, CatalogueEntry? beside, string? elsewhere, Web.PageReader pages, out InputFault? doubt)
    {
        doubt = null;
        byte[] original = line.ToArray();
        if (!Utf8.IsValid(line.Span)) line = System.Text.Encoding.UTF8.GetBytes(ReportText.Decode(line.Span));
        try
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            if (record.ValueKind != JsonValueKind.Object) return InputItem.Of(new InputFault(source, "is JSON but no record; a line must hold {\"id\": ..., \"text\": ...}"));
            string? published = Value(record, "published"), normalised = published is null ? null : CalendarDate.Normalise(published);
            if (published is not null && normalised is null) doubt = new(source, $"\"published\" is no ISO 8601 date (\"{Shown(published)}\"); the report counts as undated unless it dates itself");
            if (record.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            {
                string words = text.GetString()!;
                if (ReportText.FaultOf(words) is { } fault) return InputItem.Of(new InputFault(source, $"its text {fault}; left out"));
                return InputItem.Of(new RawReport(Id(record) ?? source, source, words)
                {
                    Original = original,
                    Title = Value(record, "title"),
                    Url = Value(record, "url") ?? beside?.Url,
                    Publisher = Value(record, "publisher") ?? beside?.Publisher,
                    Published = normalised,
                    PublishedElsewhere = beside?.Published ?? elsewhere,
                });
            }

            if (!record.TryGetProperty("html", out var html) || html.ValueKind != JsonValueKind.String)
                return InputItem.Of(new InputFault(source, "has neither \"text\" nor \"html\"; a line must hold {\"id\": ..., \"text\": ...}"));
            InputItem page = pages.Read(html.GetString()!, new(Id(record) ?? source, source)
            {
                Title = Value(record, "title"),
                Url = Value(record, "url") ?? beside?.Url,
                Publisher = Value(record, "publisher") ?? beside?.Publisher,
                Published = normalised,
                PublishedElsewhere = beside?.Published ?? elsewhere,
            });
            return page.Report is { } report ? InputItem.Of(report with { Original = original, Taken = new(PageForm.Line) }) : page;
        }
        catch (JsonException e)
        {
            return InputItem.Of(new InputFault(source, string.Create(CultureInfo.InvariantCulture, $"is not valid JSON (byte {e.BytePositionInLine + 1}); mend or remove the line")));
        }
        catch (InvalidOperationException)
        {
            return InputItem.Of(new InputFault(source, "holds half a surrogate pair in a string; mend or remove the line"));
        }
    }

    private static string? Id(JsonElement record) =>
        !record.TryGetProperty("id", out var id) ? null : id.ValueKind switch
        {
            JsonValueKind.String when id.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => id.GetRawText(),
            _ => null,
        };

    private static string? Value(JsonElement record, string field) =>
        record.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is var text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static string Shown(string value) => value.Length <= 40 ? value : value[..40] + "...";
}
