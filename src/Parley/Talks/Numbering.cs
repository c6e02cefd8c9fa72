namespace Parley.Talks;

/// <summary>A part of the picture, told with the labels of its reports.</summary>
internal sealed class Numbered<T>(T told) where T : class
{
    /// <summary>As it is told.</summary>
    public T Told { get; } = told;

    /// <summary>The same with the numbers of its reports; null where it was not shown yet.</summary>
    public T? Shown { get; set; }

    /// <summary>Highest number in <see cref="Shown"/>.</summary>
    public int Highest { get; set; }
}

/// <summary>
/// Numbers of the reports. When a report comes between others, all later ones are numbered anew; therefore the parts of the picture are told with labels that stay, and bear numbers only where they are shown.
/// </summary>
internal sealed class Numbering
{
    private readonly Dictionary<int, int> numbers = [];
    private int changed;
    private int highest;

    /// <summary>Takes up the numbers as they are now.</summary>
    /// <param name="counted">The readings that count, in their order.</param>
    /// <param name="renumbered">The first number that is not that of the same report as before.</param>
    public void Renew(IEnumerable<TalksReading> counted, int renumbered)
    {
        changed = Math.Min(changed, renumbered);
        numbers.Clear();
        foreach (TalksReading reading in counted) numbers[reading.Label] = reading.Report!.Number;
    }

    /// <summary>All parts are shown as of now.</summary>
    public void Settle() => changed = int.MaxValue;

    /// <summary>A part with numbers: as it was shown before, unless one of them changed.</summary>
    public T Show<T>(Numbered<T> part, Func<T, T> of) where T : class
    {
        if (part.Shown is not null && part.Highest < changed) return part.Shown;
        highest = 0;
        part.Shown = of(part.Told);
        part.Highest = highest;
        return part.Shown;
    }

    public Quotation Of(Quotation quotation)
    {
        int number = numbers[quotation.Report];
        highest = Math.Max(highest, number);
        return quotation with { Report = number };
    }

    public PositionHistory Of(PositionHistory history) => history with { Entries = Of(history.Entries), Uncertain = Of(history.Uncertain), Now = Of(history.Now), Before = Of(history.Before) };

    public Disagreement Of(Disagreement disagreement) => disagreement with { Claim = Of(disagreement.Claim), Denial = Of(disagreement.Denial), Further = Of(disagreement.Further) };

    public TimelineEntry Of(TimelineEntry entry) => entry with { Quotations = Of(entry.Quotations) };

    public IReadOnlyList<TalksProvision> Of(IReadOnlyList<TalksProvision> provisions) => [.. provisions.Select(provision => provision with { Quotation = Of(provision.Quotation) })];

    public IReadOnlyList<Quotation> Of(IReadOnlyList<Quotation> quotations) => quotations.Count == 0 ? quotations : [.. quotations.Select(Of)];

    public IReadOnlyList<Saying> Of(IReadOnlyList<Saying> sayings) => [.. sayings.Select(saying => saying with { Quotation = Of(saying.Quotation), Repeats = Of(saying.Repeats) })];

    private Standing? Of(Standing? standing) => standing is null ? null : standing with { Basis = Of(standing.Basis), Other = Of(standing.Other) };

    private IReadOnlyList<PositionEntry> Of(IReadOnlyList<PositionEntry> entries) =>
        entries.Count == 0 ? entries : [.. entries.Select(entry => entry with { Quotation = Of(entry.Quotation), Repeats = Of(entry.Repeats) })];
}
