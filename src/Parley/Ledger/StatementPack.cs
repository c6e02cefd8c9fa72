using Parley.Positions;

namespace Parley.Ledger;

/// <summary>
/// What a report brings, packed into its row of the table of reports: rows of their own would take several times as much, most of it for the store's upkeep. All numbers are of variable length (LEB128). Statements:
/// how many; of each the speaker and the party (numbers of names, 0 for none), where its content begins (as the distance from where that of the one before does) and how long it is, and confidence, status, act and whether
/// it is rejected in one. Positions: the day and one, how many; of each the statement (its distance from that of the one before), holder, target, and confidence, voice and stance in one. What several reports bring can stand one behind the other.
/// </summary>
internal static class StatementPack
{
    private const int Acts = 16, Statuses = 4, Stances = 3, Voices = 3;

    /// <summary>Packs the statements of a report; <paramref name="id"/> gives the number of a name.</summary>
    public static byte[] Statements(IReadOnlyList<StatementRow> rows, Func<Name, long> id)
    {
        if (rows.Count == 0) return [];
        var packed = new List<byte>(12 * rows.Count);
        Add(packed, rows.Count);
        int first = 0;
        foreach (StatementRow row in rows)
        {
            Add(packed, row.Speaker is { } speaker ? id(speaker) : 0);
            Add(packed, row.Party is { } party ? id(party) : 0);
            AddSigned(packed, row.First - first);
            AddSigned(packed, row.Last - row.First);
            Add(packed, (((((((row.Confidence * 2) + (row.IsRejected ? 1 : 0)) * Statuses) + row.Author) * Statuses) + row.Reviewer) * Acts) + row.Act);
            first = row.First;
        }

        return [.. packed];
    }

    /// <summary>Packs the positions that the statements of a report of a day tell; <paramref name="id"/> gives the number of a name.</summary>
    public static byte[] Positions(int day, IReadOnlyList<PositionRow> rows, Func<Name, long> id)
    {
        if (rows.Count == 0) return [];
        var packed = new List<byte>(8 * rows.Count);
        Add(packed, day + 1);
        Add(packed, rows.Count);
        int statement = 0;
        foreach (PositionRow row in rows)
        {
            Add(packed, row.Statement - statement);
            Add(packed, id(row.Holder));
            Add(packed, id(row.Target));
            Add(packed, (((row.Confidence * Voices) + row.Voice) * Stances) + row.Stance);
            statement = row.Statement;
        }

        return [.. packed];
    }

    /// <summary>Unpacks what reports tell, in order; ordinals count from 0 in each.</summary>
    /// <exception cref="InvalidDataException">It is not what was packed.</exception>
    public static List<PackedStatement> Statements(ReadOnlySpan<byte> packed)
    {
        var statements = new List<PackedStatement>();
        var numbers = new Numbers(packed);
        while (!numbers.IsAtEnd)
        {
            int count = numbers.Next(), first = 0;
            for (int ordinal = 0; ordinal < count; ordinal++)
            {
                int speaker = numbers.Next(), party = numbers.Next();
                first += numbers.NextSigned();
                int last = first + numbers.NextSigned(), rest = numbers.Next();
                statements.Add(new(ordinal, speaker, party, first, last, (Act)(rest % Acts), rest / Acts / Statuses / Statuses % 2 == 1, (ReviewStatus)(rest / Acts / Statuses % Statuses), (ReviewStatus)(rest / Acts % Statuses)));
            }
        }

        return statements;
    }

    /// <summary>The positions of reports, in order. Going through them allocates nothing.</summary>
    public static PositionReader Positions(ReadOnlySpan<byte> packed) => new(packed);

    private static void AddSigned(List<byte> packed, int number) => Add(packed, (uint)((number << 1) ^ (number >> 31)));

    private static void Add(List<byte> packed, long number)
    {
        for (; number > 0x7F; number >>= 7) packed.Add((byte)(0x80 | number));
        packed.Add((byte)number);
    }

    /// <summary>Unpacks positions one by one; throws <see cref="InvalidDataException"/> where they are not what was packed.</summary>
    public ref struct PositionReader(ReadOnlySpan<byte> packed)
    {
        private Numbers numbers = new(packed);
        private int day, left, statement;

        public PackedPosition Current { get; private set; }

        public readonly PositionReader GetEnumerator() => this;

        public bool MoveNext()
        {
            while (left == 0)
            {
                if (numbers.IsAtEnd) return false;
                (day, left, statement) = (numbers.Next() - 1, numbers.Next(), 0);
            }

            left--;
            statement += numbers.Next();
            int holder = numbers.Next(), target = numbers.Next(), rest = numbers.Next();
            Current = new(day, statement, holder, target, (Stance)(rest % Stances), (Voice)(rest / Stances % Voices), rest / Stances / Voices);
            return true;
        }

        public readonly List<PackedPosition> ToList()
        {
            var all = new List<PackedPosition>();
            foreach (PackedPosition position in this) all.Add(position);
            return all;
        }
    }

    private ref struct Numbers(ReadOnlySpan<byte> packed)
    {
        private readonly ReadOnlySpan<byte> packed = packed;
        private int at;

        public readonly bool IsAtEnd => at == packed.Length;

        public int Next() => NextUnsigned() is <= int.MaxValue and var number ? (int)number : throw new InvalidDataException("a number is too large");

        public int NextSigned() => NextUnsigned() is var number && (number & 1) == 0 ? (int)(number >> 1) : ~(int)(number >> 1);

        private uint NextUnsigned()
        {
            uint number = 0;
            for (int shift = 0; shift < 32; shift += 7)
            {
                if (at == packed.Length) throw new InvalidDataException("it breaks off");
                byte part = packed[at++];
                number |= (uint)(part & 0x7F) << shift;
                if (part < 0x80) return number;
            }

            throw new InvalidDataException("a number has no end");
        }
    }
}

/// <summary>A statement as the tables have it.</summary>
/// <param name="Ordinal">Its place in the reading with decisions in effect; rejected ones follow.</param>
/// <param name="Speaker">Number of the speaker's name, or 0.</param>
/// <param name="Party">Number of the party's name, or 0.</param>
/// <param name="First">First code unit of its content.</param>
/// <param name="Last">End of its content.</param>
/// <param name="Act">What the source does.</param>
/// <param name="IsRejected">Whether it is left out by the latest decision.</param>
/// <param name="Author">Status by the author.</param>
/// <param name="Reviewer">Status by the reviewer.</param>
internal readonly record struct PackedStatement(int Ordinal, int Speaker, int Party, int First, int Last, Act Act, bool IsRejected, ReviewStatus Author, ReviewStatus Reviewer);

/// <summary>A position as the tables have it.</summary>
/// <param name="Day">Day number of its report, or -1.</param>
/// <param name="Statement">Ordinal of the statement that tells it.</param>
/// <param name="Holder">Number of the holder's name.</param>
/// <param name="Target">Number of the target's name.</param>
/// <param name="Stance">For, against or mixed.</param>
/// <param name="Voice">Whose word it rests on.</param>
/// <param name="Confidence">In thousandths.</param>
internal readonly record struct PackedPosition(int Day, int Statement, int Holder, int Target, Stance Stance, Voice Voice, int Confidence);
