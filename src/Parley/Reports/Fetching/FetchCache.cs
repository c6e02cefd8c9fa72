using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Parley.Reports.Fetching;

/// <summary>What was fetched before, one file of validators and one of bytes an address, in a folder of its own.</summary>
internal sealed class FetchCache(string folder)
{
    /// <summary>What is kept of an address, or null.</summary>
    public CachedPage? Find(Uri url)
    {
        string path = PathOf(url);
        try
        {
            if (!File.Exists(path + ".json")) return null;
            using var document = JsonDocument.Parse(File.ReadAllBytes(path + ".json"));
            var root = document.RootElement;
            byte[] body = File.ReadAllBytes(path + ".bin");
            // A file cut off by a crash is no page.
            if (Text(root, "url") != url.AbsoluteUri || Text(root, "sha256") != Hash(body)) return null;
            return new(Text(root, "etag"), Text(root, "lastModified"), Text(root, "contentType"), body);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps what an address gave, if the server gave a validator to ask again with.</summary>
    public void Keep(Uri url, CachedPage page)
    {
        if (page.ETag is null && page.LastModified is null) return;
        Directory.CreateDirectory(folder);
        string path = PathOf(url);
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("url"u8, url.AbsoluteUri);
            writer.WriteString("etag"u8, page.ETag);
            writer.WriteString("lastModified"u8, page.LastModified);
            writer.WriteString("contentType"u8, page.ContentType);
            writer.WriteString("sha256"u8, Hash(page.Body));
            writer.WriteEndObject();
        }

        Write(path + ".bin", page.Body);
        Write(path + ".json", json.ToArray());
    }

    private static void Write(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string? Text(JsonElement element, string field) => element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PathOf(Uri url) => Path.Combine(folder, Hash(Encoding.UTF8.GetBytes(url.AbsoluteUri))[..32]);
}

/// <summary>A page with what the server calls this version of it.</summary>
internal sealed record CachedPage(string? ETag, string? LastModified, string? ContentType, byte[] Body);
