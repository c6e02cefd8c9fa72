using System.Text;
using Parley.Reports.Web;

namespace Parley.Reports.Archives;

/// <summary>A mail, as newsletters come: its HTML part, else its plain text (RFC 5322, MIME; encoded words of RFC 2047). Attachments are left alone.</summary>
internal sealed class MailMessage
{
    private const int DeepestPart = 8, MostParts = 200;

    private readonly Dictionary<string, string> headers;
    private string? html, plain;
    private int parts;

    private MailMessage(Dictionary<string, string> headers) => this.headers = headers;

    /// <summary>Message-ID without its brackets, or null.</summary>
    public string? Id => headers.GetValueOrDefault("message-id")?.Trim('<', '>', ' ');

    /// <summary>Subject, decoded, or null.</summary>
    public string? Subject => headers.GetValueOrDefault("subject") is { } words ? Blank(Decoded(words)) : null;

    /// <summary>Name of the sender, else its address, or null.</summary>
    public string? Sender
    {
        get
        {
            if (headers.GetValueOrDefault("from") is not { } from) return null;
            int open = from.LastIndexOf('<');
            return Blank(Decoded(open > 0 ? from[..open] : from).Trim(' ', '"', '<', '>'));
        }
    }

    /// <summary>ISO 8601, or null.</summary>
    public string? Date => headers.GetValueOrDefault("date") is { } date ? FeedDate.Parse(WithoutComment(date)) : null;

    /// <summary>The HTML part, or null.</summary>
    public string? Html => html;

    /// <summary>The plain text part, or null.</summary>
    public string? Plain => plain;

    /// <summary>Reads a message. Never fails: what is no mail has no parts.</summary>
    public static MailMessage Of(ReadOnlySpan<byte> bytes)
    {
        var headers = Headers(ref bytes);
        var message = new MailMessage(headers);
        message.Part(headers, bytes, 0);
        return message;
    }

    private void Part(Dictionary<string, string> part, ReadOnlySpan<byte> body, int depth)
    {
        if (depth > DeepestPart || ++parts > MostParts) return;
        string type = part.GetValueOrDefault("content-type", "text/plain");
        if (part.GetValueOrDefault("content-disposition", "").StartsWith("attachment", StringComparison.OrdinalIgnoreCase)) return;
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            if (Parameter(type, "boundary") is not { Length: > 0 } boundary) return;
            byte[] mark = Encoding.Latin1.GetBytes("--" + boundary);
            int at = IndexOfLine(body, mark);
            while (at >= 0)
            {
                var rest = body[(at + mark.Length)..];
                if (rest.StartsWith("--"u8)) return;
                int line = rest.IndexOf((byte)'\n');
                if (line < 0) return;
                rest = rest[(line + 1)..];
                int end = IndexOfLine(rest, mark);
                var inner = end < 0 ? rest : rest[..end];
                var innerHeaders = Headers(ref inner);
                Part(innerHeaders, inner, depth + 1);
                body = rest;
                at = end;
            }
        }
        else if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
        {
            html ??= Text(part, type, body);
        }
        else if (type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            plain ??= Text(part, type, body);
        }
    }

    private static string Text(Dictionary<string, string> part, string type, ReadOnlySpan<byte> body)
    {
        byte[] bytes = part.GetValueOrDefault("content-transfer-encoding", "").Trim().ToUpperInvariant() switch
        {
            "BASE64" => Base64(body),
            "QUOTED-PRINTABLE" => QuotedPrintable(body, underscores: false),
            _ => body.ToArray(),
        };
        return PageEncoding.Decode(bytes, Parameter(type, "charset"));
    }

    /// <summary>Cuts the headers off; folded lines are put together. Of each name the first counts.</summary>
    private static Dictionary<string, string> Headers(ref ReadOnlySpan<byte> bytes)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? name = null;
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            var line = (end < 0 ? bytes : bytes[..end]).TrimEnd((byte)'\r');
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (line.IsEmpty) break;
            string text = System.Text.Unicode.Utf8.IsValid(line) ? Encoding.UTF8.GetString(line) : Encoding.Latin1.GetString(line);
            if (text[0] is ' ' or '\t')
            {
                if (name is not null && headers[name].Length < 1 << 16) headers[name] += " " + text.Trim();
                continue;
            }

            int colon = text.IndexOf(':', StringComparison.Ordinal);
            name = colon > 0 && headers.TryAdd(text[..colon].Trim(), text[(colon + 1)..].Trim()) ? text[..colon].Trim() : null;
        }

        return headers;
    }

    private static int IndexOfLine(ReadOnlySpan<byte> body, ReadOnlySpan<byte> mark)
    {
        for (int from = 0; from < body.Length;)
        {
            int at = body[from..].IndexOf(mark);
            if (at < 0) return -1;
            at += from;
            if (at == 0 || body[at - 1] == '\n') return at;
            from = at + 1;
        }

        return -1;
    }

    private static string? Parameter(string header, string name)
    {
        for (int at = 0; (at = header.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
        {
            var rest = header.AsSpan(at + name.Length).TrimStart();
            if (rest.IsEmpty || rest[0] != '=' || (at > 0 && header[at - 1] is not (' ' or ';' or '\t'))) continue;
            rest = rest[1..].TrimStart();
            if (!rest.IsEmpty && rest[0] == '"')
            {
                int close = rest[1..].IndexOf('"');
                return close < 0 ? null : rest.Slice(1, close).ToString();
            }

            int end = rest.IndexOfAny("; \t");
            return (end < 0 ? rest : rest[..end]).ToString();
        }

        return null;
    }

    private static byte[] Base64(ReadOnlySpan<byte> body)
    {
        var letters = new StringBuilder(body.Length);
        foreach (byte b in body)
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/') letters.Append((char)b);
        letters.Length -= letters.Length % 4 == 1 ? 1 : 0;
        return Convert.FromBase64String(letters.Append('=', (4 - letters.Length % 4) % 4).ToString());
    }

    private static byte[] QuotedPrintable(ReadOnlySpan<byte> body, bool underscores)
    {
        using var bytes = new MemoryStream(body.Length);
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] == '=' && i + 2 < body.Length && char.IsAsciiHexDigit((char)body[i + 1]) && char.IsAsciiHexDigit((char)body[i + 2]))
            {
                bytes.WriteByte((byte)((Hex(body[i + 1]) << 4) | Hex(body[i + 2])));
                i += 2;
            }
            else if (body[i] == '=' && body[(i + 1)..].TrimStart(" \t"u8) is [(byte)'\r', (byte)'\n', ..] or [(byte)'\n', ..])
            {
                i += body[i..].IndexOf((byte)'\n');
            }
            else
            {
                bytes.WriteByte(underscores && body[i] == '_' ? (byte)' ' : body[i]);
            }
        }

        return bytes.ToArray();
    }

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>Encoded words ("=?utf-8?B?...?=") decoded.</summary>
    private static string Decoded(string text)
    {
        var words = new StringBuilder();
        int at = 0;
        while (at < text.Length)
        {
            int open = text.IndexOf("=?", at, StringComparison.Ordinal);
            int charset = open < 0 ? -1 : text.IndexOf('?', open + 2), coding = charset < 0 ? -1 : text.IndexOf('?', charset + 1), close = coding < 0 ? -1 : text.IndexOf("?=", coding + 1, StringComparison.Ordinal);
            if (close < 0 || coding != charset + 2)
            {
                int stop = open < 0 ? text.Length : open + 2;
                words.Append(text, at, stop - at);
                at = stop;
                continue;
            }

            // Blanks between two encoded words do not count.
            string before = text[at..open];
            if (!(at > 0 && string.IsNullOrWhiteSpace(before))) words.Append(before);
            byte[] content = Encoding.Latin1.GetBytes(text[(coding + 1)..close]);
            words.Append(PageEncoding.Decode(text[charset + 1] is 'b' or 'B' ? Base64(content) : QuotedPrintable(content, underscores: true), text[(open + 2)..charset].Split('*')[0]));
            at = close + 2;
        }

        return words.ToString();
    }

    private static string WithoutComment(string date)
    {
        int open = date.IndexOf('(', StringComparison.Ordinal);
        return open > 0 ? date[..open].TrimEnd() : date;
    }

    private static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
