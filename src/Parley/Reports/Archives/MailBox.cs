namespace Parley.Reports.Archives;

/// <summary>Cuts a mailbox (mbox, RFC 4155) into its messages, in memory that depends on the longest message only.</summary>
internal static class MailBox
{
    private const int LongestLine = 16 << 20, LongestMessage = 64 << 20;

    /// <summary>The messages, lazily. A line "From ..." after an empty line opens one; "&gt;From" inside is unquoted.</summary>
    /// <exception cref="InvalidDataException">A message is too long, or the file does not open as a mailbox.</exception>
    public static IEnumerable<byte[]> Messages(Stream stream)
    {
        var lines = new ByteLines(stream, LongestLine);
        using var message = new MemoryStream();
        bool any = false, blank = true;
        while (lines.TryRead(out var line))
        {
            if (blank && line.Span.StartsWith("From "u8))
            {
                if (any) yield return message.ToArray();
                message.SetLength(0);
                any = true;
                blank = false;
                continue;
            }

            if (!any)
            {
                if (line.Length == 0) continue;
                throw new InvalidDataException("is no mailbox (its first line does not open with \"From \")");
            }

            blank = line.Length == 0;
            var content = IsQuoted(line.Span) ? line[1..] : line;
            if (message.Length + content.Length > LongestMessage) throw new InvalidDataException("holds a message of more than 64 MB");
            message.Write(content.Span);
            message.WriteByte((byte)'\n');
        }

        if (any) yield return message.ToArray();
    }

    private static bool IsQuoted(ReadOnlySpan<byte> line) => line is [(byte)'>', ..] && line.TrimStart((byte)'>').StartsWith("From "u8);
}
