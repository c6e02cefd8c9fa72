using System.Text.Json;

namespace Parley.Reports.Web;

/// <summary>What a page's JSON-LD says of its article (schema.org types that end in Article, Posting or Report); null where it does not.</summary>
internal sealed record JsonLdArticle(string? Headline, string? Author, string? Publisher, string? Published, string? Modified, string? Url, string? Language, string? Description, string? Body)
{
    private const int Deepest = 32;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest };

    /// <summary>The first article in the scripts, or null. What is no JSON is passed over.</summary>
    public static JsonLdArticle? Find(IReadOnlyList<string> scripts)
    {
        foreach (string script in scripts)
        {
            try
            {
                using var document = JsonDocument.Parse(Mended(script), Lenient);
                if (Article(document.RootElement, 0) is { } article) return Of(article, document.RootElement);
            }
            catch (JsonException)
            {
                // A broken script says nothing; the page's other tags may.
            }
        }

        return null;
    }

    private static JsonLdArticle Of(JsonElement article, JsonElement root) => new(
        Text(article, "headline") ?? Text(article, "name"),
        Names(article, "author", root) ?? Names(article, "creator", root),
        Names(article, "publisher", root) ?? Names(article, "sourceOrganization", root),
        Text(article, "datePublished") ?? Text(article, "dateCreated"),
        Text(article, "dateModified"),
        Text(article, "url") ?? (article.TryGetProperty("mainEntityOfPage", out var page) ? page.ValueKind == JsonValueKind.String ? page.GetString() : page.ValueKind == JsonValueKind.Object ? Text(page, "@id") ?? Text(page, "url") : null : null),
        Text(article, "inLanguage"),
        Text(article, "description"),
        Text(article, "articleBody"));

    private static JsonElement? Article(JsonElement element, int depth)
    {
        if (depth > Deepest) return null;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                if (Article(item, depth + 1) is { } found) return found;
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("@type", out var type) && IsArticle(type)) return element;
            foreach (string field in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage"])
                if (element.TryGetProperty(field, out var inner) && Article(inner, depth + 1) is { } found) return found;
        }

        return null;
    }

    private static bool IsArticle(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.Array) return type.EnumerateArray().Any(IsArticle);
        return type.ValueKind == JsonValueKind.String && type.GetString() is { } name && (name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("Posting", StringComparison.Ordinal) || name.EndsWith("Report", StringComparison.Ordinal));
    }

    private static string? Text(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static string? Names(JsonElement element, string field, JsonElement root)
    {
        if (!element.TryGetProperty(field, out var value)) return null;
        var names = new List<string>();
        Add(value, names, root);
        return names.Count == 0 ? null : string.Join(", ", names.Distinct(StringComparer.Ordinal));
    }

    private static void Add(JsonElement value, List<string> names, JsonElement root)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) && !text.Contains("://", StringComparison.Ordinal):
                names.Add(text.Trim());
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Add(item, names, root);
                break;
            case JsonValueKind.Object when Text(value, "name") is { } name:
                names.Add(name.Trim());
                break;
            case JsonValueKind.Object when Text(value, "@id") is { } id && root.ValueKind == JsonValueKind.Object && root.TryGetProperty("@graph", out var graph) && graph.ValueKind == JsonValueKind.Array:
                foreach (var item in graph.EnumerateArray())
                {
                    if (item.ValueKind != JsonValueKind.Object || Text(item, "@id") != id || Text(item, "name") is not { } found) continue;
                    names.Add(found.Trim());
                    break;
                }

                break;
        }
    }

    /// <summary>Line ends inside strings, the commonest fault, become blanks; wrappers of comments go.</summary>
    private static string Mended(string script)
    {
        var text = script.AsSpan().Trim();
        foreach (string wrapper in (ReadOnlySpan<string>)["//<![CDATA[", "<![CDATA[", "<!--", "/*<![CDATA[*/"])
            if (text.StartsWith(wrapper)) text = text[wrapper.Length..].Trim();
        foreach (string wrapper in (ReadOnlySpan<string>)["//]]>", "]]>", "-->", "/*]]>*/"])
            if (text.EndsWith(wrapper)) text = text[..^wrapper.Length].Trim();
        return string.Create(text.Length, text.ToString(), (to, from) =>
        {
            for (int i = 0; i < to.Length; i++) to[i] = from[i] < ' ' ? ' ' : from[i];
        });
    }
}
