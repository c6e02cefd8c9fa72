using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Parley.Language;

/// <summary>
/// The parser's weights: for each hashed feature a row of 16-bit integers, one table for the actions and one for the relations. Scores are integer sums, equal on every machine.
/// </summary>
internal sealed class ParserModel
{
    /// <summary>Name in the model file's frame.</summary>
    public const string Name = "parser";

    /// <summary>Version in the model file's frame.</summary>
    public const int Version = 3;

    /// <summary>Number of actions.</summary>
    public const int Actions = (int)ParserAction.Right + 1;

    /// <summary>Weights a row in the table of actions: three and one unused, so that a row is 8 bytes.</summary>
    public const int ActionWidth = 4;

    /// <summary>The relation of class 0: none and root are never chosen by score.</summary>
    public const Relation FirstRelation = Relation.acl;

    /// <summary>Number of relations to choose from.</summary>
    public const int RelationClasses = (int)Relation.xcomp - (int)FirstRelation + 1;

    /// <summary>Weights a row in the table of relations: the classes and one unused, so that rows are whole vectors.</summary>
    public const int RelationWidth = 40;

    /// <summary>Largest absolute weight of a relation: a sum over all features stays within 16 bits.</summary>
    public const int RelationLimit = 32767 / ParserFeatures.RelationCount;

    private readonly short[] actions;
    private readonly short[] relations;
    private readonly int actionShift;
    private readonly int relationShift;

    /// <summary>Takes the tables over; their lengths are a power of two of rows.</summary>
    public ParserModel(short[] actions, short[] relations)
    {
        (this.actions, this.relations) = (actions, relations);
        actionShift = 32 - System.Numerics.BitOperations.Log2((uint)(actions.Length / ActionWidth));
        relationShift = 32 - System.Numerics.BitOperations.Log2((uint)(relations.Length / RelationWidth));
    }

    /// <summary>The allowed action with the highest score; the first of equals.</summary>
    public ParserAction BestAction(ParserState state, ReadOnlySpan<uint> features)
    {
        ref short table = ref MemoryMarshal.GetArrayDataReference(actions);
        // Two sums, so that one addition need not wait for the other.
        Vector128<int> sum = default, other = default;
        for (int i = 0; i < ParserFeatures.ActionCount; i += 2)
        {
            sum += ActionRow(ref table, features[i]);
            other += ActionRow(ref table, features[i + 1]);
        }

        sum += other;
        var best = ParserAction.Shift;
        int bestScore = int.MinValue;
        for (var action = ParserAction.Shift; action <= ParserAction.Right; action++)
        {
            if (!state.Allows(action)) continue;
            int score = sum[(int)action];
            if (score > bestScore) (best, bestScore) = (action, score);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> ActionRow(ref short table, uint feature) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref table, (nuint)(feature >> actionShift) * ActionWidth)))).AsInt16());

    /// <summary>The relation with the highest score; the first of equals. Never None or root.</summary>
    public Relation BestRelation(ReadOnlySpan<uint> features)
    {
        Vector128<short> a = default, b = default, c = default, d = default, e = default;
        ref short table = ref MemoryMarshal.GetArrayDataReference(relations);
        foreach (uint f in features)
        {
            ref short row = ref Unsafe.Add(ref table, (nuint)(f >> relationShift) * RelationWidth);
            a += Vector128.LoadUnsafe(ref row);
            b += Vector128.LoadUnsafe(ref row, 8);
            c += Vector128.LoadUnsafe(ref row, 16);
            d += Vector128.LoadUnsafe(ref row, 24);
            e += Vector128.LoadUnsafe(ref row, 32);
        }

        Span<short> sums = stackalloc short[RelationWidth];
        a.CopyTo(sums);
        b.CopyTo(sums[8..]);
        c.CopyTo(sums[16..]);
        d.CopyTo(sums[24..]);
        e.CopyTo(sums[32..]);
        int best = 0;
        for (int r = 1; r < RelationClasses; r++)
            if (sums[r] > sums[best]) best = r;
        return RelationOf(best);
    }

    /// <summary>The relation of a class.</summary>
    public static Relation RelationOf(int relationClass) => (Relation)((int)FirstRelation + relationClass);

    /// <summary>Writes both tables.</summary>
    public void Save(BinaryWriter writer)
    {
        ParserTable.Write(writer, actions, ActionWidth);
        ParserTable.Write(writer, relations, RelationWidth);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static ParserModel Load(BinaryReader reader) => new(ParserTable.Read(reader, ActionWidth), ParserTable.Read(reader, RelationWidth));
}
