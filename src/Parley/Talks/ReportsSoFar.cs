using System.Runtime.InteropServices;

namespace Parley.Talks;

/// <summary>What readings that arrive change among the reports.</summary>
/// <param name="Coming">Readings that count now and did not before, in time order.</param>
/// <param name="Leaving">Readings that no longer count, in time order: another with nearly the same text comes first.</param>
/// <param name="Renumbered">The first number that is not that of the same report as before.</param>
/// <param name="IsLabelledAnew">Whether all readings have other labels than before.</param>
internal readonly record struct ReportsChange(List<TalksReading> Coming, List<TalksReading> Leaving, int Renumbered, bool IsLabelledAnew);

/// <summary>The readings in time order, and the reports of those that count with their numbers. What stands before the first that arrives or leaves is not gone through.</summary>
internal sealed class ReportsSoFar
{
    /// <summary>Usual distance of two labels.</summary>
    private const int Room = 1 << 12;

    private static readonly Comparer<TalksReading> InTime = Comparer<TalksReading>.Create((a, b) =>
    {
        int order = (a.Day ?? DateOnly.MaxValue).CompareTo(b.Day ?? DateOnly.MaxValue);
        if (order == 0) order = string.CompareOrdinal(a.Reading.Report.Id, b.Reading.Report.Id);
        if (order == 0) order = string.CompareOrdinal(a.Reading.Report.Text, b.Reading.Report.Text);
        return order != 0 ? order : a.Arrival.CompareTo(b.Arrival);
    });

    private readonly List<TalksReading> all = [];
    private readonly NearDuplicates duplicates = new();
    private readonly Ranking<TalksReading> counted = new((a, b) => a.Place.CompareTo(b.Place));
    private readonly List<TalksReport> shown = [];

    /// <summary>All readings in time order.</summary>
    public IReadOnlyList<TalksReading> All => all;

    /// <summary>The reports that count, by number.</summary>
    public IReadOnlyList<TalksReport> Shown => shown;

    /// <summary>Numbers of the reports.</summary>
    public Numbering Numbering { get; } = new();

    /// <summary>Puts readings in their place in time, settles which of those with nearly the same text count, and numbers these.</summary>
    public ReportsChange Add(IReadOnlyList<TalksReading> came)
    {
        if (came.Count == 0) return new([], [], int.MaxValue, false);
        foreach (TalksReading reading in came) duplicates.Add(reading);
        int first = came.Count == 1 ? ~all.BinarySearch(came[0], InTime) : 0;
        all.InsertRange(first, came);
        if (came.Count > 1) all.Sort(InTime);
        for (int i = first; i < all.Count; i++) all[i].Place = i;
        bool isLabelledAnew = Label(came);
        var alike = new HashSet<TalksReading>();
        foreach (TalksReading reading in came)
            if (reading.First is null) alike.UnionWith(NearDuplicates.Settle(reading));
        List<TalksReading> settled = [.. alike.OrderBy(reading => reading.Place)];
        List<TalksReading> coming = settled.FindAll(reading => reading.Report is null && reading.First == reading), leaving = settled.FindAll(reading => reading.Report is not null && reading.First != reading);
        return new(coming, leaving, Number(settled, coming, leaving, isLabelledAnew), isLabelledAnew);
    }

    /// <summary>Gives readings that arrived labels between those of their neighbours. Whether there was no room, so that all have new ones.</summary>
    private bool Label(IReadOnlyList<TalksReading> came)
    {
        if (came.Count == 1)
        {
            TalksReading reading = came[0];
            int before = reading.Place == 0 ? 0 : all[reading.Place - 1].Label, after = reading.Place == all.Count - 1 ? int.MaxValue : all[reading.Place + 1].Label;
            // The next of the last day needs little room, and leaves much.
            reading.Label = before + Math.Min(Room, (after - before) / 2);
            if (reading.Label > before) return false;
        }

        int dated = all.Count(reading => reading.Day is not null), room = Math.Min(Room, int.MaxValue / 2 / (all.Count + 1));
        for (int i = 0; i < all.Count; i++) all[i].Label = i < dated ? (i + 1) * room : (int.MaxValue / 2) + ((i + 1 - dated) * room);
        return true;
    }

    /// <summary>Numbers the reports that count. Returns the first number that is not that of the same report as before.</summary>
    private int Number(List<TalksReading> settled, List<TalksReading> coming, List<TalksReading> leaving, bool isLabelledAnew)
    {
        int first = leaving.Count > 0 ? leaving[0].Report!.Number - 1 : shown.Count, renumbered = int.MaxValue;
        foreach (TalksReading reading in leaving) reading.Report = null;
        if (leaving.Count > 0) counted.Remove(reading => reading.Report is null);
        if (coming.Count > 0) first = Math.Min(first, counted.PlaceFor(coming[0]));
        counted.Add(coming);
        CollectionsMarshal.SetCount(shown, counted.All.Count);
        for (int i = first; i < shown.Count; i++)
        {
            TalksReading reading = counted.All[i];
            if (reading.Report is { } old && old.Number != i + 1) renumbered = Math.Min(renumbered, Math.Min(old.Number, i + 1));
            if (reading.Report?.Number != i + 1) reading.Report = new(i + 1, reading.Reading.Report, reading.Day, reading.Report?.Copies ?? []);
            shown[i] = reading.Report;
        }

        foreach (TalksReading reading in settled)
        {
            if (reading.Report is not { } report) continue;
            string[] copies = [.. reading.Alike.Where(other => other.First == reading).OrderBy(other => other.Place).Select(other => other.Reading.Report.Id)];
            if (!report.Copies.SequenceEqual(copies, StringComparer.Ordinal)) shown[report.Number - 1] = reading.Report = report with { Copies = copies };
        }

        Numbering.Renew(counted.Span, isLabelledAnew ? 0 : first, renumbered);
        return renumbered;
    }
}
