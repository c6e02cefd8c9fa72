namespace Parley.Talks;

/// <summary>What the reporters say of the talks, in report order.</summary>
internal sealed class AssessmentsSoFar
{
    private readonly SortedSet<TalksReading> judging = new(Comparer<TalksReading>.Create((a, b) => a.Place.CompareTo(b.Place)));

    /// <summary>A reading tells what it does.</summary>
    public void Tell(TalksReading reading)
    {
        if (reading.Judgements.Count == 0) return;
        SaidInReport said = reading.Said!;
        said.Assessments = new([.. reading.Judgements.Select(found => said.Evidence.Of([found.Sentence]) with { Marks = found.Marks })]);
        judging.Add(reading);
    }

    /// <summary>A reading no longer tells what it did.</summary>
    public void Withdraw(TalksReading reading) => judging.Remove(reading);

    /// <summary>All that is told.</summary>
    public Quotation[] InOrder(Numbering numbering) => [.. judging.SelectMany(reading => numbering.Show(reading.Said!.Assessments!, numbering.Of))];
}
