using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// Scores what a brief of one report shows of each side. A cell, party by text or point, is right where the annotation has a position of that party on that target with that stance, in whatever statement;
/// a saying is right where the annotation has the statement, by words that they share, and by the same party.
/// </summary>
internal sealed class ShownScore
{
    private int right, shown, gold, told, toldRight;

    /// <summary>Of the cells: precision, recall over the annotated pairs of holder and target, and F1.</summary>
    public (double Precision, double Recall, double F1) Cells => Learning.Figures.Of(right, shown, gold);

    /// <summary>Cells that are right, and cells shown.</summary>
    public (int Right, int Shown) CellCounts => (right, shown);

    /// <summary>Sayings that are right, and sayings told.</summary>
    public (int Right, int Told) SayingCounts => (toldRight, told);

    /// <summary>Adds a report with its reading.</summary>
    public void Add(GoldReport annotated, Reading reading)
    {
        var alignment = new GoldAlignment(annotated, reading);
        var (talks, identity) = NegotiationBuilder.BuildWithIdentity([reading]);
        GoldPosition[] positions = [.. annotated.Statements.SelectMany(statement => statement.Positions)];
        gold += positions.Select(position => (position.Holder, position.Target)).Distinct().Count();
        var free = positions.Select(position => (position.Holder, position.Target)).ToHashSet();
        var holders = identity.Parties.ToLookup(pair => pair.Value, pair => pair.Key.Id, StringComparer.Ordinal);
        var targets = identity.Targets.ToLookup(pair => pair.Value, pair => alignment.TargetOf(pair.Key.Id), StringComparer.Ordinal);
        foreach (PositionHistory cell in talks.Positions)
        {
            if (cell.Now is not { } now) continue;
            shown++;
            GoldPosition? hit = Array.Find(positions, position => position.Stance == now.Stance && free.Contains((position.Holder, position.Target)) && targets[cell.Target].Contains(position.Target)
                && holders[cell.Holder].Any(id => alignment.SameParty(id, position.Holder)));
            if (hit is null) continue;
            free.Remove((hit.Holder, hit.Target));
            right++;
        }

        var numbers = reading.Statements.Select((statement, i) => (statement.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        foreach (Saying saying in talks.Sayings)
        {
            told++;
            if (alignment.StatementOf(numbers[saying.Quotation.Statement!]) is { } statement && holders[saying.Party].Any(id => alignment.SameParty(id, statement.Party))) toldRight++;
        }
    }
}
