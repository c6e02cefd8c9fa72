using System.Buffers;
using System.Text;
using System.Text.Unicode;
using AngleSharp.Text;

namespace Parley.Reports.Web;

/// <summary>
/// Finds the character set of a page as the HTML standard has it: a byte order mark, else the header's charset, else a <c>meta</c> in the first 1,024 bytes, else what the bytes are: UTF-8 where
/// they are valid UTF-8, and Windows-1252. Labels as in the Encoding Standard ("latin1" is Windows-1252).
/// </summary>
internal static class PageEncoding
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\f"), AfterName = SearchValues.Create(" \t\r\n\f/="), AfterCharset = SearchValues.Create("; \t\r\n,");

    private const int Prescanned = 1024;

    static PageEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Decodes a page. <paramref name="charset"/> is the charset of its Content-Type header, or null. Never fails: what is invalid becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, .. var rest]: return Encoding.UTF8.GetString(rest);
            case [0xFE, 0xFF, .. var rest]: return Encoding.BigEndianUnicode.GetString(rest);
            case [0xFF, 0xFE, .. var rest]: return Encoding.Unicode.GetString(rest);
        }

        var encoding = Labelled(charset);
        if (encoding is null)
        {
            encoding = Labelled(Prescan(bytes[..Math.Min(bytes.Length, Prescanned)]));
            // A page that can be prescanned as bytes is not in UTF-16, whatever it says.
            if (encoding is UnicodeEncoding) encoding = Encoding.UTF8;
        }

        if (encoding is null || encoding.CodePage == 1252) return encoding is null && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : ReportText.DecodeWindows1252(bytes);
        return encoding.GetString(bytes);
    }

    /// <summary>The encoding of a label, or null where the label is unknown.</summary>
    internal static Encoding? Labelled(string? label)
    {
        if (string.IsNullOrWhiteSpace(label)) return null;
        label = label.Trim().Trim('"', '\'');
        return TextEncoding.IsSupported(label) ? TextEncoding.Resolve(label) : null;
    }

    /// <summary>The charset of a Content-Type ("text/html; charset=koi8-r"), or null.</summary>
    internal static string? CharsetOf(string? contentType)
    {
        if (contentType is null) return null;
        int at = contentType.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var rest = contentType.AsSpan(at + 7).TrimStart();
        if (rest.IsEmpty || rest[0] != '=') return null;
        rest = rest[1..].TrimStart();
        if (!rest.IsEmpty && rest[0] is '"' or '\'')
        {
            int close = rest[1..].IndexOf(rest[0]);
            return close < 0 ? null : rest.Slice(1, close).ToString();
        }

        int end = rest.IndexOfAny(AfterCharset);
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    /// <summary>The label in the first <c>meta</c> that has one, outside comments (the prescan of the standard).</summary>
    private static string? Prescan(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        for (int at = 0; at < text.Length;)
        {
            if (text.AsSpan(at).StartsWith("<!--"))
            {
                int end = text.IndexOf("-->", at + 2, StringComparison.Ordinal);
                if (end < 0) return null;
                at = end + 3;
            }
            else if (text.AsSpan(at).StartsWith("<meta", StringComparison.OrdinalIgnoreCase) && at + 5 < text.Length && text[at + 5] is ' ' or '\t' or '\n' or '\r' or '\f' or '/')
            {
                int end = text.IndexOf('>', at);
                if (end < 0) end = text.Length;
                if (Charset(text.AsSpan(at + 5, end - at - 5)) is { } label) return label;
                at = end;
            }
            else
            {
                int next = text.AsSpan(at + 1).IndexOf('<');
                if (next < 0) return null;
                at += next + 1;
            }
        }

        return null;
    }

    private static string? Charset(ReadOnlySpan<char> attributes)
    {
        string? charset = Attribute(attributes, "charset");
        if (charset is not null) return charset;
        return "content-type".Equals(Attribute(attributes, "http-equiv"), StringComparison.OrdinalIgnoreCase) ? CharsetOf(Attribute(attributes, "content")) : null;
    }

    private static string? Attribute(ReadOnlySpan<char> attributes, string wanted)
    {
        while (true)
        {
            attributes = attributes.TrimStart(" \t\r\n\f/");
            if (attributes.IsEmpty) return null;
            int end = attributes.IndexOfAny(AfterName);
            var name = end < 0 ? attributes : attributes[..end];
            attributes = end < 0 ? default : attributes[end..].TrimStart(" \t\r\n\f");
            ReadOnlySpan<char> value = default;
            if (!attributes.IsEmpty && attributes[0] == '=')
            {
                attributes = attributes[1..].TrimStart(" \t\r\n\f");
                if (attributes.IsEmpty) return null;
                bool quoted = attributes[0] is '"' or '\'';
                int close = quoted ? attributes[1..].IndexOf(attributes[0]) : attributes.IndexOfAny(Blanks);
                if (close < 0) close = quoted ? attributes.Length - 1 : attributes.Length;
                value = quoted ? attributes.Slice(1, Math.Min(close, attributes.Length - 1)) : attributes[..close];
                attributes = attributes[Math.Min(attributes.Length, close + (quoted ? 2 : 0))..];
            }

            if (name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) return value.ToString();
            if (name.IsEmpty) attributes = attributes.IsEmpty ? attributes : attributes[1..];
        }
    }
}
