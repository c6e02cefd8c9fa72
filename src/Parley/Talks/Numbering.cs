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

    /// <summary>A part with numbers: as it was shown before, unless one of them changed.</summary>
    /// <param name="part">The part.</param>
    /// <param name="of">Makes it anew from how it is told and how it was shown before (null where it was not).</param>
    public T Show<T>(Numbered<T> part, Func<T, T?, T> of) where T : class
    {
        if (part.Shown is not null && part.Highest < changed) return part.Shown;
        highest = 0;
        part.Shown = of(part.Told, part.Shown);
        part.Highest = highest;
        return part.Shown;
    }

    public PositionHistory Of(PositionHistory told, PositionHistory? shown) => told with
    {
        Entries = Entries(told.Entries, shown?.Entries),
        Uncertain = Entries(told.Uncertain, shown?.Uncertain),
        Now = Of(told.Now, shown?.Now),
        Before = Of(told.Before, shown?.Before),
    };

    public Disagreement Of(Disagreement told, Disagreement? shown) => told with { Claim = Of(told.Claim, shown?.Claim), Denial = Of(told.Denial, shown?.Denial), Further = Of(told.Further, shown?.Further) };

    public TimelineEntry Of(TimelineEntry told, TimelineEntry? shown) => told with { Quotations = Of(told.Quotations, shown?.Quotations) };

    public IReadOnlyList<TalksProvision> Of(IReadOnlyList<TalksProvision> told, IReadOnlyList<TalksProvision>? shown) =>
        Each(told, shown, provision => provision.Quotation.Report, (provision, before) => provision with { Quotation = Of(provision.Quotation, before?.Quotation) });

    public IReadOnlyList<Quotation> Of(IReadOnlyList<Quotation> told, IReadOnlyList<Quotation>? shown) => Each(told, shown, quotation => quotation.Report, Of);

    public IReadOnlyList<Saying> Of(IReadOnlyList<Saying> told, IReadOnlyList<Saying>? shown) => Each(
        told, shown, saying => Last(saying.Quotation, saying.Repeats),
        (saying, before) => saying with { Quotation = Of(saying.Quotation, before?.Quotation), Repeats = Of(saying.Repeats, before?.Repeats) });

    private Quotation Of(Quotation told, Quotation? shown)
    {
        int number = numbers[told.Report];
        highest = Math.Max(highest, number);
        return shown?.Report == number ? shown : told with { Report = number };
    }

    private Standing? Of(Standing? told, Standing? shown) => told is null ? null : told with { Basis = Entries(told.Basis, shown?.Basis), Other = Entries(told.Other, shown?.Other) };

    private IReadOnlyList<PositionEntry> Entries(IReadOnlyList<PositionEntry> told, IReadOnlyList<PositionEntry>? shown) => Each(
        told, shown, entry => Last(entry.Quotation, entry.Repeats),
        (entry, before) => entry with { Quotation = Of(entry.Quotation, before?.Quotation), Repeats = Of(entry.Repeats, before?.Repeats) });

    /// <summary>A list with numbers; what was shown before without a number that changed stays.</summary>
    private IReadOnlyList<T> Each<T>(IReadOnlyList<T> told, IReadOnlyList<T>? shown, Func<T, int> last, Func<T, T?, T> of) where T : class
    {
        if (told.Count == 0) return told;
        var list = new T[told.Count];
        for (int i = 0; i < list.Length; i++)
        {
            if (shown is not null && last(shown[i]) is var number && number < changed)
            {
                highest = Math.Max(highest, number);
                list[i] = shown[i];
            }
            else
            {
                list[i] = of(told[i], shown?[i]);
            }
        }

        return list;
    }

    private static int Last(Quotation quotation, IReadOnlyList<Quotation> repeats)
    {
        int last = quotation.Report;
        foreach (Quotation repeat in repeats) last = Math.Max(last, repeat.Report);
        return last;
    }
}
