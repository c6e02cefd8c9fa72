using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Parley.Reports;

/// <summary>
/// Turns the bytes of a report into its text: UTF-8, UTF-16 where a byte order mark says so, else Windows-1252 (WHATWG Encoding Standard). Nothing else is changed: line ends and
/// blanks stay as they are, and only the mark itself is left out.
/// </summary>
public static class ReportText
{
    /// <summary>Windows-1252 from 0x80 to 0x9F; the five bytes it leaves open stand for the control characters of the same number.</summary>
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Decodes bytes. Never fails: in UTF-16, half a surrogate pair becomes U+FFFD. O(n).</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] when Utf8.IsValid(rest) => Encoding.UTF8.GetString(rest),
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ when Utf8.IsValid(bytes) => Encoding.UTF8.GetString(bytes),
        _ => DecodeWindows1252(bytes),
    };

    /// <summary>
    /// Why decoded characters are no report, in words that finish the sentence "this file ...", or null where they are text: nothing but blanks, or too many characters that no text has.
    /// </summary>
    internal static string? FaultOf(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "is empty";
        if (text.StartsWith("%PDF-", StringComparison.Ordinal)) return "is a PDF document";
        int controls = 0;
        foreach (char c in text)
        {
            if (c == '\0') return "is binary, not text (UTF-16 needs a byte order mark)";
            if ((c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u001A')) || c is >= '\u007F' and < '\u00A0' and not '\u0085') controls++;
        }

        return controls * 50L > text.Length ? "is binary, not text" : null;
    }

    internal static string DecodeWindows1252(ReadOnlySpan<byte> bytes)
    {
        char[] rented = ArrayPool<char>.Shared.Rent(bytes.Length);
        for (int i = 0; i < bytes.Length; i++) rented[i] = bytes[i] is >= 0x80 and < 0xA0 ? Windows1252[bytes[i] - 0x80] : (char)bytes[i];
        string text = new(rented, 0, bytes.Length);
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }
}
