using System.Runtime.InteropServices;
using System.Text;

namespace Parley.Learning;

/// <summary>Writes a model's file so that its tables can be mapped.</summary>
internal sealed class ModelWriter(Stream stream) : BinaryWriter(stream, Encoding.UTF8, leaveOpen: true)
{
    /// <summary>Writes how many numbers follow, blanks up to a multiple of <see cref="ModelReader.Alignment"/>, and the numbers as they lie in memory.</summary>
    public void WriteTable<T>(ReadOnlySpan<T> table)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Model files keep the low byte first; this machine keeps numbers the other way round.");
        Write(table.Length);
        Flush();
        while (OutStream.Position % ModelReader.Alignment != 0) OutStream.WriteByte(0);
        OutStream.Write(MemoryMarshal.AsBytes(table));
    }

    /// <summary>Writes a table.</summary>
    public void WriteTable<T>(Table<T> table)
        where T : unmanaged => WriteTable(table.Span);
}
