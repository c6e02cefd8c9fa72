using System.Numerics;
using System.Runtime.CompilerServices;

namespace Parley.Learning;

/// <summary>
/// Says which rows of a hashed table hold anything, and where each stands when only those are kept, one after the other: a bit a row, and before each 32 rows the number of those kept
/// (Jacobson 1989). A look-up is one load and a count of bits. Immutable.
/// </summary>
internal sealed class RowIndex
{
    // The low half are the bits of 32 rows, the high half the number of rows kept before them.
    private readonly Table<ulong> groups;

    private RowIndex(Table<ulong> groups) => this.groups = groups;

    /// <summary>Number of rows that are kept.</summary>
    public int Kept => groups.Length == 0 ? 0 : (int)(groups[groups.Length - 1] >> 32) + BitOperations.PopCount((uint)groups[groups.Length - 1]);

    /// <summary>The index of a table whose rows are kept where <paramref name="keeps"/> says so.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="keeps">Whether a row holds anything.</param>
    public static RowIndex Of(int rows, Func<int, bool> keeps)
    {
        var groups = new ulong[(rows + 31) / 32];
        uint before = 0;
        for (int g = 0; g < groups.Length; g++)
        {
            uint bits = 0;
            for (int k = 0; k < 32 && g * 32 + k < rows; k++)
                if (keeps(g * 32 + k)) bits |= 1u << k;
            groups[g] = (ulong)before << 32 | bits;
            before += (uint)BitOperations.PopCount(bits);
        }

        return new(new Table<ulong>(groups));
    }

    /// <summary>The place of a row among those kept; -1 where it is not. Rows beyond the table must not be asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint row)
    {
        ulong group = Unsafe.Add(ref groups.First, row >> 5);
        uint bit = 1u << (int)(row & 31);
        return ((uint)group & bit) == 0 ? -1 : (int)(group >> 32) + BitOperations.PopCount((uint)group & (bit - 1));
    }

    /// <summary>Where a row would stand among those kept, and 1 where it does, 0 where it is not kept: without a branch, for loops over many rows. Rows beyond the table must not be asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Place(uint row, out int kept)
    {
        ulong group = Unsafe.Add(ref groups.First, row >> 5);
        int bit = (int)(row & 31);
        kept = (int)(group >> bit) & 1;
        return (int)(group >> 32) + BitOperations.PopCount((uint)group & ((1u << bit) - 1));
    }

    /// <summary>Writes the index.</summary>
    public void Save(ModelWriter writer) => writer.WriteTable(groups);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static RowIndex Load(ModelReader reader) => new(reader.ReadTable<ulong>());
}
