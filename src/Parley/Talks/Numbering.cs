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

    // Made once: they are needed for every list of every part.
    private readonly Func<PositionEntry, PositionEntry?, PositionEntry> ofEntry;
    private readonly Func<Quotation, Quotation?, Quotation> ofQuotation;
    private readonly Func<TalksProvision, TalksProvision?, TalksProvision> ofProvision;

    private int changed;

    /// <summary>Highest number in what is being shown.</summary>
    private int highest;

    public Numbering()
    {
        ofEntry = (told, shown) => told with { Quotation = Of(told.Quotation, shown?.Quotation), Repeats = Of(told.Repeats, shown?.Repeats) };
        ofQuotation = Of;
        ofProvision = (told, shown) => told with { Quotation = Of(told.Quotation, shown?.Quotation) };
    }

    /// <summary>Takes up the numbers as they are now.</summary>
    /// <param name="counted">The readings that count, in their order.</param>
    /// <param name="from">How many of them at the start have the number and the label that they had.</param>
    /// <param name="renumbered">The first number that is not that of the same report as before.</param>
    public void Renew(ReadOnlySpan<TalksReading> counted, int from, int renumbered)
    {
        changed = Math.Min(changed, renumbered);
        if (from == 0) numbers.Clear();
        foreach (TalksReading reading in counted[from..]) numbers[reading.Label] = reading.Report!.Number;
    }

    /// <summary>All parts are shown as of now.</summary>
    public void Settle() => changed = int.MaxValue;

    /// <summary>Whether a part whose highest number is known still is as it was shown.</summary>
    public bool Stands(int highest) => highest < changed;

    /// <summary>A part with numbers: as it was shown before, unless one of them changed.</summary>
    /// <param name="part">The part.</param>
    /// <param name="of">Makes it anew from how it is told and how it was shown before (null where it was not).</param>
    public T Show<T>(Numbered<T> part, Func<T, T?, T> of) where T : class
    {
        if (part.Shown is not null && Stands(part.Highest)) return part.Shown;
        part.Shown = Show(part.Told, part.Shown, of, out int last);
        part.Highest = last;
        return part.Shown;
    }

    /// <summary>A part with numbers.</summary>
    /// <param name="told">How it is told.</param>
    /// <param name="shown">How it was shown before; null where it was not.</param>
    /// <param name="of">Makes it from both.</param>
    /// <param name="last">Its highest number.</param>
    public T Show<T>(T told, T? shown, Func<T, T?, T> of, out int last) where T : class
    {
        highest = 0;
        T made = of(told, shown);
        last = highest;
        return made;
    }

    public PositionHistory Of(PositionHistory told, PositionHistory? shown) => told with
    {
        Entries = Each(told.Entries, shown?.Entries, ofEntry),
        Uncertain = Each(told.Uncertain, shown?.Uncertain, ofEntry),
        Now = Of(told.Now, shown?.Now),
        Before = Of(told.Before, shown?.Before),
    };

    public Disagreement Of(Disagreement told, Disagreement? shown) => told with { Claim = Of(told.Claim, shown?.Claim), Denial = Of(told.Denial, shown?.Denial), Further = Of(told.Further, shown?.Further) };

    public TimelineEntry Of(TimelineEntry told, TimelineEntry? shown) => told with { Quotations = Of(told.Quotations, shown?.Quotations) };

    public IReadOnlyList<TalksProvision> Of(IReadOnlyList<TalksProvision> told, IReadOnlyList<TalksProvision>? shown) => Each(told, shown, ofProvision);

    public IReadOnlyList<Quotation> Of(IReadOnlyList<Quotation> told, IReadOnlyList<Quotation>? shown) => Each(told, shown, ofQuotation);

    public Saying Of(Saying told, Saying? shown) => told with { Quotation = Of(told.Quotation, shown?.Quotation), Repeats = Of(told.Repeats, shown?.Repeats) };

    private Quotation Of(Quotation told, Quotation? shown)
    {
        int number = numbers[told.Report];
        highest = Math.Max(highest, number);
        return shown?.Report == number ? shown : told with { Report = number };
    }

    private Standing? Of(Standing? told, Standing? shown) => told is null ? null : told with { Basis = Each(told.Basis, shown?.Basis, ofEntry), Other = Each(told.Other, shown?.Other, ofEntry) };

    /// <summary>A list with numbers; what was shown before without a number that changed stays.</summary>
    private IReadOnlyList<T> Each<T>(IReadOnlyList<T> told, IReadOnlyList<T>? shown, Func<T, T?, T> of) where T : class
    {
        if (told.Count == 0) return told;
        var before = (NumberedList<T>?)shown;
        NumberedList<T>? list = before is null ? new(told.Count) : null;
        int last = highest;
        for (int i = 0; i < told.Count; i++)
        {
            if (before is not null && Stands(before.Highest[i]))
            {
                last = Math.Max(last, before.Highest[i]);
                continue;
            }

            list ??= new(before!);
            highest = 0;
            list.Set(i, of(told[i], before?[i]), highest);
            last = Math.Max(last, highest);
        }

        highest = last;
        return list ?? before!;
    }
}
