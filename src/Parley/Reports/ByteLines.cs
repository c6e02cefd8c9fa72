namespace Parley.Reports;

/// <summary>Reads a stream line by line as bytes, in memory that depends on the longest line only.</summary>
/// <param name="stream">Read to its end, not disposed.</param>
/// <param name="longest">Bytes above which a line is refused.</param>
internal sealed class ByteLines(Stream stream, int longest)
{
    private byte[] buffer = new byte[1 << 16];
    private int start, end;
    private bool finished;

    /// <summary>Number of the line last read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The first byte that is no blank and stands behind a byte order mark of UTF-8, without reading it; -1 where there is none.</summary>
    public int FirstNonBlank()
    {
        for (int i = 0; ; i++)
        {
            while (start + i >= end)
                if (!Fill()) return -1;
            byte b = buffer[start + i];
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)) return b;
        }
    }

    /// <summary>Whether a byte order mark of UTF-16 opens the stream.</summary>
    public bool OpensAsUtf16()
    {
        while (end - start < 2 && Fill())
        {
        }

        return buffer.AsSpan(start, end - start) is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
    }

    /// <summary>The next line without its end; valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        int from = 0;
        while (true)
        {
            int at = buffer.AsSpan(start + from, end - start - from).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = Trim(start, start + from + at);
                start += from + at + 1;
                Number++;
                return true;
            }

            from = end - start;
            if (Fill()) continue;
            line = Trim(start, end);
            bool any = start < end;
            start = end;
            if (any) Number++;
            return any;
        }
    }

    /// <summary>Everything not yet read.</summary>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    public byte[] Rest()
    {
        while (Fill())
        {
        }

        var rest = buffer.AsSpan(start, end - start).ToArray();
        start = end;
        return rest;
    }

    private ReadOnlyMemory<byte> Trim(int from, int to)
    {
        if (Number == 0 && buffer.AsSpan(from, to - from) is [0xEF, 0xBB, 0xBF, ..]) from += 3;
        if (to > from && buffer[to - 1] == '\r') to--;
        return buffer.AsMemory(from, to - from);
    }

    private bool Fill()
    {
        if (finished) return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (end >= longest) throw new InvalidDataException($"longer than {longest >> 20} MB");
            Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, buffer.Length * 2L));
        }

        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        finished = read == 0;
        return read > 0;
    }
}
