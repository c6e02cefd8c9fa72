using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// The talks in figures, each from the picture alone and by a formula that <c>docs/measures.md</c> states with an example. They count what is sure enough to be shown; what is claimed of a side by another is
/// told apart from what the side itself says or is reported to hold.
/// </summary>
/// <param name="Cells">How the cells of parties by texts and points are filled.</param>
/// <param name="Claims">How much of what is claimed of a side that side denies.</param>
/// <param name="Distances">Pairs of parties that stand on something both, the farthest apart first.</param>
/// <param name="Moves">Changes of stance, in time order.</param>
/// <param name="Movement">How far the cells moved over the time that the reports cover (since the day asked for, where one was); null where no cell stands on two days.</param>
/// <param name="Weeks">Events of cooperation and of conflict by week, in time order; weeks without events are left out.</param>
public sealed record TalksMeasures(
    CellShares Cells, ClaimGap Claims, IReadOnlyList<PartyDistance> Distances, IReadOnlyList<PositionMove> Moves, PositionMovement? Movement, IReadOnlyList<WeekOfEvents> Weeks)
{
    /// <summary>The measures of a negotiation.</summary>
    public static TalksMeasures Of(Negotiation talks)
    {
        ArgumentNullException.ThrowIfNull(talks);
        // What weighs more in the talks comes first among equals.
        Dictionary<string, int> rank = talks.Parties.Select(party => party.Id).Concat(talks.Proposals.Select(proposal => proposal.Id)).Concat(talks.Issues.Select(issue => issue.Id)).Index()
            .ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        PositionHistory[] told = [.. talks.Positions.Where(history => history.Entries.Count > 0)];
        List<CellOverTime> cells = [.. told.Select(CellOverTime.Of)];
        List<PositionMove> moves = [.. cells.SelectMany(MovesOf).OrderBy(move => move.Day).ThenBy(move => rank[move.Target]).ThenBy(move => rank[move.Holder])];
        return new(Share(talks), Gap(talks), Distance(told, rank), moves, Moved(talks, cells), Week(talks));
    }

    /// <summary>For as 1, mixed as 0, against as -1.</summary>
    private static int Value(Stance stance) => stance switch { Stance.For => 1, Stance.Against => -1, _ => 0 };

    private static CellShares Share(Negotiation talks)
    {
        int parties = talks.Positions.Select(history => history.Holder).Distinct(StringComparer.Ordinal).Count();
        int targets = talks.Positions.Select(history => history.Target).Distinct(StringComparer.Ordinal).Count();
        int Count(Stance stance) => talks.Positions.Count(history => history.Now is { Voice: not Voice.Claimed } now && now.Stance == stance);
        return new(parties, targets, Count(Stance.For), Count(Stance.Mixed), Count(Stance.Against), talks.Positions.Count(history => history.Now is { Voice: Voice.Claimed }), talks.Positions.Count(history => history.Now is null));
    }

    private static ClaimGap Gap(Negotiation talks)
    {
        HashSet<(int, string?)> claims = [.. talks.Positions.SelectMany(history => history.Entries)
            .Where(entry => entry.Voice == Voice.Claimed && entry.Stance != Stance.Mixed && entry.Confidence >= ShownConfidence.Contradiction).Select(entry => Key(entry.Quotation))];
        HashSet<(int, string?)> denied = [.. talks.Disagreements.Where(disagreement => disagreement.Kind is DisagreementKind.ClaimDenied or DisagreementKind.ClaimAgainstOwnWord)
            .SelectMany(disagreement => disagreement.Further.Prepend(disagreement.Claim)).Select(Key)];
        return new(claims.Count, claims.Count(denied.Contains));

        static (int, string?) Key(Quotation quotation) => (quotation.Report, quotation.Statement ?? quotation.Text);
    }

    private static List<PartyDistance> Distance(PositionHistory[] told, Dictionary<string, int> rank)
    {
        var sums = new Dictionary<(string A, string B), (int Shared, int Sum)>();
        foreach (var target in told.Where(history => history.Now is { Voice: not Voice.Claimed }).GroupBy(history => history.Target, StringComparer.Ordinal))
        {
            PositionHistory[] stands = [.. target.OrderBy(history => rank[history.Holder])];
            for (int i = 0; i < stands.Length; i++)
                for (int j = i + 1; j < stands.Length; j++)
                {
                    var (shared, sum) = sums.GetValueOrDefault((stands[i].Holder, stands[j].Holder));
                    sums[(stands[i].Holder, stands[j].Holder)] = (shared + 1, sum + Math.Abs(Value(stands[i].Now!.Stance) - Value(stands[j].Now!.Stance)));
                }
        }

        return [.. sums.Select(pair => new PartyDistance(pair.Key.A, pair.Key.B, pair.Value.Shared, pair.Value.Sum / (2.0 * pair.Value.Shared)))
            .OrderByDescending(pair => pair.Distance).ThenByDescending(pair => pair.Shared).ThenBy(pair => rank[pair.A]).ThenBy(pair => rank[pair.B])];
    }

    /// <summary>A cell with its standings at the end of each day that told of it, in time order; what only other sides claim is none of the party's own.</summary>
    private sealed record CellOverTime(PositionHistory History, IReadOnlyList<(DateOnly Day, Standing Standing)> Standings)
    {
        public static CellOverTime Of(PositionHistory history)
        {
            var standings = new List<(DateOnly, Standing)>();
            foreach (DateOnly day in history.Entries.Select(entry => entry.Quotation.Day).OfType<DateOnly>().Distinct().Order())
                if (history.NowOn(day) is { Voice: not Voice.Claimed } standing) standings.Add((day, standing));
            return new(history, standings);
        }
    }

    private static IEnumerable<PositionMove> MovesOf(CellOverTime cell)
    {
        foreach (var ((_, before), (day, now)) in cell.Standings.Zip(cell.Standings.Skip(1)))
            if (before.Voice == now.Voice && before.Stance != now.Stance) yield return new(day, cell.History.Holder, cell.History.Target, before.Stance, now.Stance);
    }

    private static PositionMovement? Moved(Negotiation talks, List<CellOverTime> told)
    {
        DateOnly? first = talks.Since ?? talks.Reports.Select(report => report.Day).Min(), last = talks.AsOf ?? talks.Reports.Select(report => report.Day).Max();
        if (first is not { } from || last is not { } to || from >= to) return null;
        int cells = 0, moved = 0, sum = 0;
        foreach ((_, var standings) in told)
        {
            // A cell that came up after the first day starts with what was first told of it, unless a day to start from was asked for.
            Standing? start = standings.LastOrDefault(found => found.Day <= from).Standing ?? (talks.Since is null ? standings.Select(found => found.Standing).FirstOrDefault() : null);
            var (day, end) = standings.LastOrDefault(found => found.Day <= to);
            if (start is null || end is null || day <= from || start.Voice != end.Voice || ReferenceEquals(start, end)) continue;
            cells++;
            if (start.Stance != end.Stance) moved++;
            sum += Math.Abs(Value(start.Stance) - Value(end.Stance));
        }

        return cells == 0 ? null : new(from, to, cells, moved, sum / (2.0 * cells));
    }

    private static bool IsCooperation(string category) => EventCategory.QuadClass(category) is 1 or 2;

    /// <summary>Events by week: what has a day of its own, else the day of its report; not what a partial date puts somewhere else, nor what is only to come.</summary>
    private static List<WeekOfEvents> Week(Negotiation talks)
    {
        DateOnly last = talks.AsOf ?? talks.Reports.Select(report => report.Day).Max() ?? DateOnly.MaxValue;
        return [.. talks.Timeline.Where(entry => entry is { IsDeadline: false, Category: not null, Kind: not "deadline" }).Select(entry => (Day: entry.Date is null ? entry.ReportedOn : Timeline.Day(entry.Date), entry.Category))
            .Where(entry => entry.Day <= last).GroupBy(entry => DateResolver.Monday(entry.Day!.Value))
            .Select(week => new WeekOfEvents(week.Key, week.Count(entry => IsCooperation(entry.Category!)), week.Count(entry => !IsCooperation(entry.Category!)))).OrderBy(week => week.Monday)];
    }
}

/// <summary>How the cells of a matrix are filled: every party of which some position was found by every text and point on which one was found.</summary>
/// <param name="Parties">Number of parties.</param>
/// <param name="Targets">Number of texts and points.</param>
/// <param name="For">Cells that say for (accepted), in the party's own word or as reported.</param>
/// <param name="Mixed">Cells that say mixed (conditional, or in part).</param>
/// <param name="Against">Cells that say against (refused).</param>
/// <param name="Claimed">Cells of which only other sides say something.</param>
/// <param name="Uncertain">Cells with nothing but findings too uncertain to be shown.</param>
public sealed record CellShares(int Parties, int Targets, int For, int Mixed, int Against, int Claimed, int Uncertain)
{
    /// <summary>Number of cells.</summary>
    public int All => Parties * Targets;

    /// <summary>Cells for which nothing was found, which says nothing of where the party stands.</summary>
    public int Nothing => All - For - Mixed - Against - Claimed - Uncertain;
}

/// <summary>Stances that a side claims of another, and how many of these claims the other's own word denies.</summary>
/// <param name="Claims">Statements that ascribe a stance for or against to another side, each sure enough by itself.</param>
/// <param name="Denied">Those of them that the side concerned denies or contradicts in its own word.</param>
public sealed record ClaimGap(int Claims, int Denied)
{
    /// <summary>Denied by claimed, 0 to 1; null where nothing is claimed.</summary>
    public double? Share => Claims == 0 ? null : (double)Denied / Claims;
}

/// <summary>How far two parties stand apart.</summary>
/// <param name="A">Id of one.</param>
/// <param name="B">Id of the other.</param>
/// <param name="Shared">Number of texts and points on which both stand.</param>
/// <param name="Distance">Mean difference of their stances over those (for 1, mixed 0, against −1), halved: 0 alike on all, 1 opposed on all.</param>
public sealed record PartyDistance(string A, string B, int Shared, double Distance);

/// <summary>A change of stance.</summary>
/// <param name="Day">Day of the report that tells of the new stance.</param>
/// <param name="Holder">Id of the party.</param>
/// <param name="Target">Id of the text or point.</param>
/// <param name="From">Stance before.</param>
/// <param name="To">Stance from that day on.</param>
public sealed record PositionMove(DateOnly Day, string Holder, string Target, Stance From, Stance To);

/// <summary>How far the cells moved between two days.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Cells">Cells that stand on two days at least, in the same voice.</param>
/// <param name="Moved">Those that say something else at the end.</param>
/// <param name="Distance">Mean difference of stance between the two days over these cells, halved: 0 nothing moved, 1 all turned round.</param>
public sealed record PositionMovement(DateOnly From, DateOnly To, int Cells, int Moved, double Distance);

/// <summary>Events of a week by what they are: cooperation (PLOVER's AGREE, CONSULT, SUPPORT, COOPERATE, AID, YIELD, CONCEDE and RETREAT) or conflict (all others).</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Cooperation">Number of events of cooperation.</param>
/// <param name="Conflict">Number of events of conflict.</param>
public sealed record WeekOfEvents(DateOnly Monday, int Cooperation, int Conflict)
{
    /// <summary>(Cooperation − conflict) / all, from −1 to 1.</summary>
    public double Balance => (Cooperation - Conflict) / (double)(Cooperation + Conflict);
}
