using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// The parser's weights: for each hashed feature a row of small integers, one table for the actions and one for the relations; of the latter only rows that hold anything are kept. Scores are
/// integer sums, equal on every machine.
/// </summary>
internal sealed class ParserModel
{
    /// <summary>Name in the model file's frame.</summary>
    public const string Name = "parser";

    /// <summary>Version in the model file's frame.</summary>
    public const int Version = 5;

    /// <summary>Number of actions.</summary>
    public const int Actions = (int)ParserAction.Right + 1;

    /// <summary>Weights a row in the table of actions, in training.</summary>
    public const int ActionWidth = 4;

    /// <summary>The relation of class 0: none and root are never chosen by score.</summary>
    public const Relation FirstRelation = Relation.acl;

    /// <summary>Number of relations to choose from.</summary>
    public const int RelationClasses = (int)Relation.xcomp - (int)FirstRelation + 1;

    /// <summary>Weights a row in the table of relations: the classes and one unused, so that rows are whole vectors.</summary>
    public const int RelationWidth = 40;

    /// <summary>Largest absolute weight of an action: a sum over all features stays within 16 bits.</summary>
    public const int ActionLimit = 127;

    /// <summary>Largest absolute weight of a relation: a sum over all features stays within 16 bits.</summary>
    public const int RelationLimit = 32767 / ParserFeatures.RelationCount;

    // Of each row left in the low byte and right in the high one, by how much better they are than a shift.
    private readonly Table<short> actions;
    // Rows of RelationWidth weights in a byte each; the last, unused one is not 0 where a weight is too large for that. What is lacking then stands in rows of its own.
    private readonly RowIndex relationIndex;
    private readonly Table<sbyte> relations;
    private readonly Table<int> largeRows;
    private readonly Table<short> large;
    private readonly int actionShift;
    private readonly int relationShift;

    private ParserModel(Table<short> actions, int relationBits, RowIndex relationIndex, Table<sbyte> relations, Table<int> largeRows, Table<short> large)
    {
        if (actions.Length < 2 || !BitOperations.IsPow2(actions.Length) || relations.Length != relationIndex.Kept * RelationWidth || large.Length != largeRows.Length * RelationWidth)
            throw new InvalidDataException("The parser's tables do not fit together.");
        (this.actions, this.relationIndex, this.relations, this.largeRows, this.large) = (actions, relationIndex, relations, largeRows, large);
        (actionShift, relationShift) = (32 - BitOperations.Log2((uint)actions.Length), 32 - relationBits);
    }

    /// <summary>A model of rows of <see cref="ActionWidth"/> and <see cref="RelationWidth"/> weights; their numbers are powers of two.</summary>
    /// <exception cref="OverflowException">An action is better or worse than a shift by more than <see cref="ActionLimit"/>.</exception>
    public static ParserModel Of(ReadOnlySpan<short> actions, ReadOnlySpan<short> relations)
    {
        var better = new short[actions.Length / ActionWidth];
        for (int r = 0; r < better.Length; r++)
        {
            var row = actions.Slice(r * ActionWidth, ActionWidth);
            int shift = row[(int)ParserAction.Shift];
            better[r] = (short)((byte)checked((sbyte)(row[(int)ParserAction.Left] - shift)) | checked((sbyte)(row[(int)ParserAction.Right] - shift)) << 8);
        }

        int rows = relations.Length / RelationWidth;
        var holds = new bool[rows];
        for (int r = 0; r < rows; r++) holds[r] = relations.Slice(r * RelationWidth, RelationClasses).ContainsAnyExcept((short)0);
        var index = RowIndex.Of(rows, r => holds[r]);
        var small = new sbyte[index.Kept * RelationWidth];
        List<int> largeRows = [];
        List<short> large = [];
        for (int r = 0; r < rows; r++)
        {
            int place = index.Find((uint)r);
            if (place < 0) continue;
            var row = relations.Slice(r * RelationWidth, RelationWidth);
            var to = small.AsSpan(place * RelationWidth, RelationWidth);
            for (int k = 0; k < RelationClasses; k++) to[k] = (sbyte)Math.Clamp(row[k], sbyte.MinValue, sbyte.MaxValue);
            if (!row[..RelationClasses].ContainsAnyExceptInRange(sbyte.MinValue, sbyte.MaxValue)) continue;
            to[RelationClasses] = 1;
            largeRows.Add(place);
            for (int k = 0; k < RelationWidth; k++) large.Add((short)(k < RelationClasses ? row[k] - to[k] : 0));
        }

        return new(new(better), BitOperations.Log2((uint)rows), index, new(small), new(CollectionsMarshal.AsSpan(largeRows)), new(CollectionsMarshal.AsSpan(large)));
    }

    /// <summary>The allowed action with the highest score; the first of equals.</summary>
    public ParserAction BestAction(ParserState state, ReadOnlySpan<uint> features)
    {
        ref short table = ref actions.First;
        ref uint feature = ref MemoryMarshal.GetReference(features[..ParserFeatures.ActionCount]);
        // Two sums, so that one addition need not wait for the other.
        Vector128<short> sum = default, other = default;
        for (nuint i = 0; i < ParserFeatures.ActionCount; i += 2)
        {
            sum += Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.Add(ref table, (nuint)(Unsafe.Add(ref feature, i) >> actionShift))).AsSByte());
            other += Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.Add(ref table, (nuint)(Unsafe.Add(ref feature, i + 1) >> actionShift))).AsSByte());
        }

        sum += other;
        int left = sum[0], right = sum[1];
        var best = ParserAction.Shift;
        int bestScore = int.MinValue;
        if (state.Allows(ParserAction.Shift)) bestScore = 0;
        if (left > bestScore && state.Allows(ParserAction.Left)) (best, bestScore) = (ParserAction.Left, left);
        if (right > bestScore && state.Allows(ParserAction.Right)) best = ParserAction.Right;
        return best;
    }

    /// <summary>The relation with the highest score; the first of equals. Never None or root.</summary>
    [SkipLocalsInit]
    public Relation BestRelation(ReadOnlySpan<uint> features)
    {
        // All rows are looked up before any is added, so that the processor waits for memory once and not once a feature.
        Span<int> found = stackalloc int[ParserFeatures.RelationCount];
        ref int first = ref MemoryMarshal.GetReference(found);
        int count = 0;
        foreach (uint f in features)
        {
            Unsafe.Add(ref first, count) = relationIndex.Place(f >> relationShift, out int kept);
            count += kept;
        }

        found = found[..count];
        Vector128<short> a = default, b = default, c = default, d = default, e = default;
        Vector128<sbyte> last = default;
        ref sbyte table = ref relations.First;
        foreach (int place in found)
        {
            ref sbyte row = ref Unsafe.Add(ref table, (nuint)place * RelationWidth);
            var begin = Vector128.LoadUnsafe(ref row);
            var second = Vector128.LoadUnsafe(ref row, 16);
            var third = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref row, 32)))).AsSByte();
            a += Vector128.WidenLower(begin);
            b += Vector128.WidenUpper(begin);
            c += Vector128.WidenLower(second);
            d += Vector128.WidenUpper(second);
            e += Vector128.WidenLower(third);
            last |= third;
        }

        Span<short> sums = stackalloc short[RelationWidth];
        a.CopyTo(sums);
        b.CopyTo(sums[8..]);
        c.CopyTo(sums[16..]);
        d.CopyTo(sums[24..]);
        e.CopyTo(sums[32..]);
        if (last[RelationClasses - 32] != 0) AddLarge(found, sums);
        sums[RelationClasses] = short.MinValue;
        return RelationOf(FirstLargest(sums));
    }

    // The place of the largest number, the first of equals.
    private static int FirstLargest(ReadOnlySpan<short> numbers)
    {
        ref short first = ref MemoryMarshal.GetReference(numbers);
        var largest = Vector128.LoadUnsafe(ref first);
        for (int i = 8; i < RelationWidth; i += 8) largest = Vector128.Max(largest, Vector128.LoadUnsafe(ref first, (nuint)i));
        largest = Vector128.Max(largest, Vector128.Shuffle(largest, Vector128.Create((short)4, 5, 6, 7, 0, 1, 2, 3)));
        largest = Vector128.Max(largest, Vector128.Shuffle(largest, Vector128.Create((short)2, 3, 0, 1, 6, 7, 4, 5)));
        largest = Vector128.Max(largest, Vector128.Shuffle(largest, Vector128.Create((short)1, 0, 3, 2, 5, 4, 7, 6)));
        int at = 0;
        uint equal;
        while ((equal = Vector128.Equals(largest, Vector128.LoadUnsafe(ref first, (nuint)at)).ExtractMostSignificantBits()) == 0) at += 8;
        return at + BitOperations.TrailingZeroCount(equal);
    }

    private void AddLarge(ReadOnlySpan<int> places, Span<short> sums)
    {
        foreach (int place in places)
        {
            if (Unsafe.Add(ref relations.First, (nuint)place * RelationWidth + RelationClasses) == 0) continue;
            var row = large.Span.Slice(largeRows.Span.BinarySearch(place) * RelationWidth, RelationWidth);
            for (int k = 0; k < RelationClasses; k++) sums[k] += row[k];
        }
    }

    /// <summary>The relation of a class.</summary>
    public static Relation RelationOf(int relationClass) => (Relation)((int)FirstRelation + relationClass);

    /// <summary>Writes the tables as they lie in memory.</summary>
    public void Save(ModelWriter writer)
    {
        writer.WriteTable(actions);
        writer.Write(32 - relationShift);
        relationIndex.Save(writer);
        writer.WriteTable(relations);
        writer.WriteTable(largeRows);
        writer.WriteTable(large);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static ParserModel Load(ModelReader reader) =>
        new(reader.ReadTable<short>(), reader.ReadInt32(), RowIndex.Load(reader), reader.ReadTable<sbyte>(), reader.ReadTable<int>(), reader.ReadTable<short>());
}
