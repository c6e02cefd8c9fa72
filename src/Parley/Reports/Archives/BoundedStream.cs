namespace Parley.Reports.Archives;

/// <summary>Reads what may be endless.</summary>
internal static class BoundedStream
{
    /// <summary>All bytes of a stream, or null where they are more than <paramref name="longest"/>.</summary>
    public static byte[]? All(Stream stream, int longest)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
        {
            if (all.Length + read > longest) return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
