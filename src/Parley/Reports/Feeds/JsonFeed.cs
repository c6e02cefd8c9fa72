using System.Net;
using System.Text.Json;

namespace Parley.Reports.Feeds;

/// <summary>Reads JSON Feed, versions 1 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFeed
{
    /// <summary>Whether the first character that is no blank opens an object.</summary>
    public static bool Opens(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> blanks = [(byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xEF, 0xBB, 0xBF];
        int at = bytes.IndexOfAnyExcept(blanks);
        return at >= 0 && bytes[at] == '{';
    }

    /// <summary>Reads a feed.</summary>
    /// <exception cref="InvalidDataException">It is no JSON Feed.</exception>
    public static Feed Read(ReadOnlyMemory<byte> bytes, Uri? from)
    {
        if (bytes.Span is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32 });
            var root = document.RootElement;
            if (!root.TryGetProperty("items", out var list) || list.ValueKind != JsonValueKind.Array) throw new InvalidDataException("is JSON but no feed (it has no \"items\")");
            return new(Text(root, "title"), FeedReader.Language(Text(root, "language")), [.. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object).Select(item => Item(item, from))]);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"is no valid JSON (line {e.LineNumber + 1})", e);
        }
    }

    private static FeedItem Item(JsonElement item, Uri? from) => new()
    {
        Id = Text(item, "id"),
        Url = FeedReader.Address(Text(item, "url") ?? Text(item, "id"), from) ?? FeedReader.Address(Text(item, "external_url"), from),
        Title = FeedReader.Plain(Text(item, "title")),
        Author = Authors(item),
        Published = FeedReader.Date(Text(item, "date_published")),
        Updated = FeedReader.Date(Text(item, "date_modified")),
        Content = Text(item, "content_html") ?? (Text(item, "content_text") is { } text ? AsHtml(text) : null),
        Summary = Text(item, "summary") is { } summary ? AsHtml(summary) : null,
    };

    private static string? Authors(JsonElement item)
    {
        var names = new List<string>();
        if (item.TryGetProperty("authors", out var authors) && authors.ValueKind == JsonValueKind.Array)
            names.AddRange(authors.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.Object).Select(a => Text(a, "name")).OfType<string>());
        if (names.Count == 0 && item.TryGetProperty("author", out var author) && author.ValueKind == JsonValueKind.Object && Text(author, "name") is { } name) names.Add(name);
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static string AsHtml(string text) => "<p>" + string.Join("</p><p>", WebUtility.HtmlEncode(text).Split('\n')) + "</p>";

    private static string? Text(JsonElement element, string field) => element.TryGetProperty(field, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    } : null;
}
