using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parley.Learning;

/// <summary>
/// Numbers that never change: where a model was loaded, the pages of its file, mapped by the operating system and read when they are first looked at; where it was trained, memory of
/// our own. Safe to share between threads.
/// </summary>
/// <typeparam name="T">A number, or a structure of numbers; in files with the low byte first.</typeparam>
internal sealed unsafe class Table<T>
    where T : unmanaged
{
    private readonly T* first;
    // Where the numbers are our own: holds them where they are.
    private readonly T[]? own;

    /// <summary>Copies numbers.</summary>
    public Table(ReadOnlySpan<T> numbers)
    {
        own = GC.AllocateUninitializedArray<T>(Math.Max(1, numbers.Length), pinned: true);
        numbers.CopyTo(own);
        first = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(own));
        Length = numbers.Length;
    }

    /// <summary>Numbers in memory that nobody frees while the program runs.</summary>
    internal Table(T* first, int length)
    {
        this.first = first;
        Length = length;
    }

    /// <summary>How many.</summary>
    public int Length { get; }

    /// <summary>The first number; only to be used with offsets below <see cref="Length"/>, which are not checked.</summary>
    public ref T First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *first;
    }

    /// <summary>All numbers.</summary>
    public ReadOnlySpan<T> Span => new(first, Length);

    /// <summary>One number.</summary>
    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)index < (uint)Length ? first[index] : throw new ArgumentOutOfRangeException(nameof(index));
    }
}
