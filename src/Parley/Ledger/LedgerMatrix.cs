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
/// Makes the matrix from the table of positions, by names as they are shown. The rules are those of the brief: the holder's own word outranks what is reported, that outranks what is claimed; within a rank
/// the latest day decides, undated positions count along where no day is asked for; of one day's positions the weightier stance.
/// </summary>
internal sealed class MatrixSearch(Database database)
{
    /// <summary>What stands on one rank of a cell under one pair of names.</summary>
    private readonly record struct Found(long Target, long Holder, Voice Voice, int Day, long Count);

    /// <summary>The matrix.</summary>
    public LedgerMatrix Of(DateOnly? asOf, int parties, int targets)
    {
        int since = asOf is null ? -1 : 0, until = asOf?.DayNumber ?? int.MaxValue, least = (int)Math.Round(PositionFinder.Shown * 1000);
        List<Found> found = database.Rows(
            "matrix", row => new Found(row.GetInt64(0), row.GetInt64(1), (Voice)row.GetInt32(2), row.GetInt32(3), row.GetInt64(4)), ("since", since), ("until", until), ("least", least));
        Dictionary<long, (long Shown, string Text, bool Out)> names = Names(found);
        long Shown(long id) => names[id].Shown;
        found.RemoveAll(cell => names[cell.Target].Out || names[cell.Holder].Out);
        long[] rows = Most(found, cell => Shown(cell.Target), names, targets), columns = Most(found, cell => Shown(cell.Holder), names, parties);
        ILookup<(long, long), Found> cells = found.ToLookup(cell => (Shown(cell.Target), Shown(cell.Holder)));
        var matrix = new List<(string, IReadOnlyList<LedgerCell?>)>();
        long told = 0;
        foreach (long row in rows)
        {
            told += columns.Sum(column => cells[(row, column)].Sum(cell => cell.Count));
            matrix.Add((names[row].Text, [.. columns.Select(column => Cell([.. cells[(row, column)]], since, least))]));
        }

        return new([.. columns.Select(column => names[column].Text)], matrix, found.Sum(cell => cell.Count) - told);
    }

    private static int Rank(Voice voice) => voice switch { Voice.Own => 0, Voice.Reported => 1, _ => 2 };

    private static long[] Most(List<Found> found, Func<Found, long> of, Dictionary<long, (long Shown, string Text, bool Out)> names, int number) =>
        [.. found.GroupBy(of).Select(group => (Id: group.Key, Count: group.Sum(cell => cell.Count))).OrderByDescending(pair => pair.Count).ThenBy(pair => names[pair.Id].Text, StringComparer.Ordinal).Take(number).Select(pair => pair.Id)];

    private LedgerCell? Cell(List<Found> all, int since, int least)
    {
        if (all.Count == 0) return null;
        Voice voice = all.MinBy(cell => Rank(cell.Voice)).Voice;
        List<Found> ranked = all.FindAll(cell => cell.Voice == voice);
        int latest = ranked.Max(cell => cell.Day);
        long pro = 0, contra = 0, mixed = 0;
        foreach (Found cell in ranked)
        {
            foreach ((int stance, long weight) in database.Rows(
                "cell", row => (row.GetInt32(0), Convert.ToInt64(row.GetValue(1))),
                ("target", cell.Target), ("holder", cell.Holder), ("voice", (int)voice), ("latest", latest), ("undated", since < 0 ? -1 : latest), ("least", least)))
            {
                if (stance == (int)Stance.For) pro += weight;
                else if (stance == (int)Stance.Against) contra += weight;
                else mixed += weight;
            }
        }

        Stance now = mixed >= contra && mixed >= pro ? Stance.Mixed : contra >= pro ? Stance.Against : Stance.For;
        return new(now, voice, latest < 0 ? null : DateOnly.FromDayNumber(latest));
    }

    /// <summary>Names that the cells use, with those they are shown as.</summary>
    private Dictionary<long, (long Shown, string Text, bool Out)> Names(List<Found> found)
    {
        var used = new HashSet<long>();
        foreach (Found cell in found)
        {
            used.Add(cell.Target);
            used.Add(cell.Holder);
        }

        var names = new Dictionary<long, (long, string, bool)>();
        foreach ((long id, long shown, string text, bool leftOut) in database.Rows("names-used", row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3) > 0), ("ids", database.List([.. used]))))
            names[id] = (shown, text, leftOut);
        foreach (long id in used) names.TryAdd(id, (id, "?", false));
        foreach ((long shown, _, _) in names.Values.ToList()) names.TryAdd(shown, (shown, "?", false));
        return names;
    }
}
