using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Text;

namespace Parley.Learning;

/// <summary>Reads a model's file, which is mapped into memory: small parts are read one by one, tables stay where they are.</summary>
internal sealed unsafe class ModelReader : BinaryReader
{
    /// <summary>Tables start at multiples of this, so that rows do not straddle more cache lines than they must.</summary>
    public const int Alignment = 64;

    private readonly UnmanagedMemoryStream mapped;

    private ModelReader(UnmanagedMemoryStream mapped)
        : base(mapped, Encoding.UTF8) => this.mapped = mapped;

    /// <summary>Maps a file. It stays mapped as long as the program runs: tables point into it.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static ModelReader Map(string path)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Model files are mapped as they are, with the low byte first; this machine keeps numbers the other way round.");
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        long length = file.Length;
        if (length == 0) return Of([]);
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        using var view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* first = null;
        // Never released: this is what keeps the view mapped when its accessor has gone.
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        return new(new UnmanagedMemoryStream(first + view.PointerOffset, length));
    }

    /// <summary>A reader of bytes in memory, which it copies; the copy is never freed.</summary>
    public static ModelReader Of(ReadOnlySpan<byte> bytes)
    {
        byte* copy = (byte*)System.Runtime.InteropServices.NativeMemory.AlignedAlloc((nuint)Math.Max(1, bytes.Length), Alignment);
        bytes.CopyTo(new(copy, bytes.Length));
        return new(new UnmanagedMemoryStream(copy, bytes.Length));
    }

    /// <summary>A table as <see cref="ModelWriter"/> wrote it.</summary>
    /// <exception cref="InvalidDataException">The file ends before the table does.</exception>
    public Table<T> ReadTable<T>()
        where T : unmanaged
    {
        int length = ReadInt32();
        mapped.Position = (mapped.Position + Alignment - 1) & -Alignment;
        long bytes = (long)length * Unsafe.SizeOf<T>();
        if (length < 0 || mapped.Position + bytes > mapped.Length) throw new InvalidDataException("A table is cut short.");
        var table = new Table<T>((T*)mapped.PositionPointer, length);
        mapped.Position += bytes;
        return table;
    }
}
