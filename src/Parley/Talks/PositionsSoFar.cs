using Parley.Positions;

namespace Parley.Talks;

/// <summary>A party by a proposal or issue, with what each reading tells of its position.</summary>
internal sealed class PositionCell(IdentityNode target, PartyNode holder)
{
    /// <summary>The node that stands for the proposal or issue.</summary>
    public IdentityNode Target { get; } = target;

    /// <summary>The node that stands for the party.</summary>
    public PartyNode Holder { get; } = holder;

    /// <summary>What is told, by the number the reading arrived with, each with the words of its sentence.</summary>
    public Dictionary<int, List<(PositionEntry Entry, string Words)>> Told { get; } = [];

    /// <summary>All that is told, over time; null where nothing is.</summary>
    public PositionHistory? History { get; set; }

    /// <summary>What of it cannot both be true.</summary>
    public List<Dispute> Disputes { get; } = [];
}

/// <summary>Who holds what: a cell is made anew only where a reading that tells of it comes, goes or is told otherwise.</summary>
internal sealed class PositionsSoFar(DateOnly? since)
{
    private readonly Dictionary<(IdentityNode Target, PartyNode Holder), PositionCell> cells = [];
    private readonly Dictionary<IdentityNode, PositionsOnTarget> byTarget = [];
    private readonly HashSet<PositionCell> dirty = [];

    /// <summary>A reading tells what it does, as things are named now.</summary>
    public void Tell(TalksReading reading)
    {
        SaidInReport said = reading.Said!;
        foreach (Statement statement in reading.Reading.Statements)
        {
            if (statement.Positions.Count == 0) continue;
            PartyNode? side = reading.Side(statement), told = reading.Side(statement.Source.Party);
            foreach (Position position in statement.Positions)
            {
                if (reading.Side(position.Holder) is not { } holder || reading.Target(position.Target) is not { } target) continue;
                Quotation quotation = said.Quote(statement);
                if (!cells.TryGetValue((target, holder), out PositionCell? cell)) cells[(target, holder)] = cell = Open(target, holder);
                if (!cell.Told.TryGetValue(reading.Arrival, out var entries))
                {
                    cell.Told[reading.Arrival] = entries = [];
                    said.Cells.Add(cell);
                }

                // Where other reports corrected whom the speaker speaks for, the voice follows.
                Voice voice = side is not null && told is not null && side != told && position.Voice != Voice.Reported ? side == holder ? Voice.Own : Voice.Claimed : position.Voice;
                entries.Add((new(position.Stance, voice, position.Condition, statement.Act, position.Confidence, quotation, []), said.Words(statement)));
                dirty.Add(cell);
            }
        }
    }

    /// <summary>A reading no longer tells what it did.</summary>
    public void Withdraw(TalksReading reading)
    {
        foreach (PositionCell cell in reading.Said!.Cells)
        {
            cell.Told.Remove(reading.Arrival);
            dirty.Add(cell);
        }
    }

    /// <summary>Brings the cells up to date; returns those that say something else than before, the empty ones without a history.</summary>
    public List<PositionCell> Resolve()
    {
        List<PositionCell> changed = [.. dirty];
        dirty.Clear();
        foreach (PositionCell cell in changed)
        {
            cell.History = cell.Told.Count == 0 ? null : PositionHistory.Of("", "", cell.Told.Values.SelectMany(entries => entries), since);
            PositionsOnTarget onTarget = byTarget[cell.Target];
            onTarget.Change(cell);
            if (cell.History is not null) continue;
            cells.Remove((cell.Target, cell.Holder));
            onTarget.Remove(cell);
            if (onTarget.Count == 0) byTarget.Remove(cell.Target);
        }

        return changed;
    }

    /// <summary>Some side is called otherwise than before.</summary>
    public void Forget()
    {
        foreach (PositionsOnTarget onTarget in byTarget.Values) onTarget.Forget();
    }

    /// <summary>What is found on each party's position on each proposal or issue; on each in the order of the parties.</summary>
    /// <param name="targets">The nodes that stand for proposals and issues, in their order.</param>
    /// <param name="numbering">Numbers of the reports.</param>
    public PositionHistory[] InOrder(IEnumerable<IdentityNode> targets, Numbering numbering)
    {
        var histories = new PositionHistory[cells.Count];
        Span<PositionHistory> rest = histories;
        foreach (IdentityNode target in targets)
        {
            if (!byTarget.TryGetValue(target, out PositionsOnTarget? onTarget)) continue;
            onTarget.InOrder(numbering, rest[..onTarget.Count]);
            rest = rest[onTarget.Count..];
        }

        return histories;
    }

    private PositionCell Open(IdentityNode target, PartyNode holder)
    {
        var cell = new PositionCell(target, holder);
        if (!byTarget.TryGetValue(target, out PositionsOnTarget? onTarget)) byTarget[target] = onTarget = new(target);
        onTarget.Add(cell);
        return cell;
    }
}
