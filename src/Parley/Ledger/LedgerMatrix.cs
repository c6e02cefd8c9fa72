using System.Runtime.InteropServices;
using Parley.Positions;

namespace Parley.Ledger;

/// <summary>Where a party stands on a proposal or issue.</summary>
/// <param name="Stance">For, against or mixed.</param>
/// <param name="Voice">Whose word it rests on.</param>
/// <param name="Day">Day of the report that decides, or null where only undated ones do.</param>
public sealed record LedgerCell(Stance Stance, Voice Voice, DateOnly? Day);

/// <summary>Parties by proposals and issues, as of a day.</summary>
/// <param name="Parties">Names of the parties that hold most positions.</param>
/// <param name="Targets">Labels of the proposals and issues with most positions, each with a cell for every party; null where nothing is known.</param>
/// <param name="Left">Positions of other parties or on other matters.</param>
public sealed record LedgerMatrix(IReadOnlyList<string> Parties, IReadOnlyList<(string Label, IReadOnlyList<LedgerCell?> Cells)> Targets, long Left);

/// <summary>
/// Makes the matrix from the positions of all reports, by names as they are shown. The rules are those of the brief: the holder's own word outranks what is reported, that outranks what is claimed; within a rank
/// the latest day decides, undated positions count along where no day is asked for; of one day's positions the weightier stance. Only positions count that are by themselves as sure as a cell of the brief must be
/// (<see cref="PositionFinder.Shown"/>): a brief adds up unsure ones, this does not.
/// </summary>
internal sealed class MatrixSearch(Database database)
{
    /// <summary>Entries gone through at once.</summary>
    private const long Span = 1 << 17;

    /// <summary>The matrix.</summary>
    public LedgerMatrix Of(DateOnly? asOf, int parties, int targets)
    {
        Dictionary<(int Target, int Holder), Cell> read = Read(asOf);
        Dictionary<long, (long Shown, string Text, bool Out)> names = Names([.. read.Keys.Select(pair => (long)pair.Target), .. read.Keys.Select(pair => (long)pair.Holder)]);
        var cells = new Dictionary<(long Target, long Holder), Cell>();
        foreach (((int target, int holder), Cell cell) in read)
        {
            if (names[target].Out || names[holder].Out) continue;
            (long, long) shown = (names[target].Shown, names[holder].Shown);
            if (cells.TryGetValue(shown, out Cell? other)) other.Add(cell);
            else cells[shown] = cell;
        }

        long[] rows = Most(cells, pair => pair.Target, names, targets), columns = Most(cells, pair => pair.Holder, names, parties);
        var matrix = new List<(string, IReadOnlyList<LedgerCell?>)>();
        long told = 0;
        foreach (long row in rows)
        {
            Cell?[] line = [.. columns.Select(column => cells.GetValueOrDefault((row, column)))];
            told += line.Sum(cell => cell?.Told ?? 0);
            matrix.Add((names[row].Text, [.. line.Select(cell => cell?.Shown())]));
        }

        return new([.. columns.Select(column => names[column].Text)], matrix, cells.Values.Sum(cell => cell.Told) - told);
    }

    /// <summary>The cells of names as they were read.</summary>
    private Dictionary<(int Target, int Holder), Cell> Read(DateOnly? asOf)
    {
        int since = asOf is null ? -1 : 0, until = asOf?.DayNumber ?? int.MaxValue, least = (int)Math.Round(PositionFinder.Shown * 1000);
        long end = database.Rows("head", row => row.GetInt64(0)) is [var head] ? head : 0;
        var cells = new Dictionary<(int, int), Cell>();
        for (long first = 0; first <= end; first += Span)
        {
            foreach (byte[] packed in database.Rows("positions-told", row => row.IsDBNull(0) ? [] : row.GetFieldValue<byte[]>(0), ("first", first), ("last", first + Span - 1), ("since", since), ("until", until)))
                foreach (PackedPosition position in StatementPack.Positions(packed))
                {
                    if (position.Confidence < least) continue;
                    ref Cell? cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, (position.Target, position.Holder), out _);
                    cell ??= new();
                    cell.Told++;
                    cell.Add(position.Voice, position.Day, position.Stance, position.Confidence);
                }
        }

        return cells;
    }

    private static long[] Most(Dictionary<(long Target, long Holder), Cell> cells, Func<(long Target, long Holder), long> of, Dictionary<long, (long Shown, string Text, bool Out)> names, int number) =>
        [.. cells.GroupBy(pair => of(pair.Key)).Select(group => (Id: group.Key, Told: group.Sum(pair => pair.Value.Told))).OrderByDescending(pair => pair.Told).ThenBy(pair => names[pair.Id].Text, StringComparer.Ordinal).Take(number).Select(pair => pair.Id)];

    /// <summary>Names that the positions use, with those they are shown as.</summary>
    private Dictionary<long, (long Shown, string Text, bool Out)> Names(HashSet<long> used)
    {
        var names = new Dictionary<long, (long, string, bool)>();
        foreach ((long id, long shown, string text, bool leftOut) in database.Rows("names-used", row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3) > 0), ("ids", database.List([.. used]))))
            names[id] = (shown, text, leftOut);
        foreach (long id in used) names.TryAdd(id, (id, "?", false));
        foreach ((long shown, _, _) in names.Values.ToList()) names.TryAdd(shown, (shown, "?", false));
        return names;
    }

    /// <summary>What stands between two names as they are shown: several pairs as they were read may come together in it.</summary>
    private sealed class Cell
    {
        private const int Undated = -1;

        private readonly long[] dated = new long[3], undated = new long[3];
        private Voice? voice;
        private int day = Undated;

        /// <summary>How many positions there are.</summary>
        public long Told { get; set; }

        /// <summary>Takes in what another cell has.</summary>
        public void Add(Cell other)
        {
            Told += other.Told;
            foreach (Stance stance in Enum.GetValues<Stance>())
            {
                if (other.dated[(int)stance] > 0) Add(other.voice!.Value, other.day, stance, other.dated[(int)stance]);
                if (other.undated[(int)stance] > 0) Add(other.voice!.Value, Undated, stance, other.undated[(int)stance]);
            }
        }

        /// <summary>Takes in a position; one of a lesser voice or an earlier day than those it has counts for nothing.</summary>
        public void Add(Voice said, int on, Stance stance, long weight)
        {
            if (voice is { } best && Rank(said) > Rank(best)) return;
            if (voice != said)
            {
                (voice, day) = (said, Undated);
                Array.Clear(dated);
                Array.Clear(undated);
            }

            if (on == Undated)
            {
                undated[(int)stance] += weight;
                return;
            }

            if (on < day) return;
            if (on > day) Array.Clear(dated);
            day = on;
            dated[(int)stance] += weight;
        }

        /// <summary>The weightiest stance; of equal ones mixed, then against.</summary>
        public LedgerCell Shown()
        {
            Stance now = new[] { Stance.Mixed, Stance.Against, Stance.For }.MaxBy(stance => dated[(int)stance] + undated[(int)stance]);
            return new(now, voice!.Value, day == Undated ? null : DateOnly.FromDayNumber(day));
        }

        private static int Rank(Voice voice) => voice switch { Voice.Own => 0, Voice.Reported => 1, _ => 2 };
    }
}
