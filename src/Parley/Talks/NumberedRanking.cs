namespace Parley.Talks;

/// <summary>A part of the picture that stands in an order, told with the labels of its reports.</summary>
internal abstract class RankedPart<T>(T told) where T : class
{
    /// <summary>As it is told.</summary>
    public T Told { get; } = told;

    /// <summary>Whether it was taken back.</summary>
    public bool IsGone { get; set; }
}

/// <summary>Parts of the picture in an order, each shown with the numbers of its reports: as before as long as none of these changes.</summary>
/// <param name="order">Compares two parts; never 0 for two different ones.</param>
internal sealed class NumberedRanking<TPart, T>(Comparison<TPart> order) where TPart : RankedPart<T> where T : class
{
    private readonly Ranking<Row> rows = new((a, b) => order(a.Part, b.Part));
    private bool hasGone;

    /// <summary>Number of parts.</summary>
    public int Count => rows.All.Count;

    /// <summary>Takes a part back, with the next <see cref="Change"/>.</summary>
    public void Remove(TPart part) => hasGone = part.IsGone = true;

    /// <summary>Takes out what was taken back and puts in what has come.</summary>
    public void Change(IEnumerable<TPart> come)
    {
        if (hasGone) rows.Remove(row => row.Part.IsGone);
        hasGone = false;
        rows.Add([.. come.Select(part => new Row(part))]);
    }

    /// <summary>Lists the parts as they are shown.</summary>
    /// <param name="numbering">Numbers of the reports.</param>
    /// <param name="of">Makes a part anew from how it is told and how it was shown before (null where it was not).</param>
    /// <param name="shown">Takes the parts.</param>
    public void InOrder(Numbering numbering, Func<T, T?, T> of, Span<T> shown)
    {
        Span<Row> all = rows.Span;
        for (int i = 0; i < all.Length; i++)
        {
            ref Row row = ref all[i];
            if (row.Shown is null || !numbering.Stands(row.Highest)) row.Shown = numbering.Show(row.Part.Told, row.Shown, of, out row.Highest);
            shown[i] = row.Shown;
        }
    }

    /// <summary>All parts as they are shown.</summary>
    public T[] InOrder(Numbering numbering, Func<T, T?, T> of)
    {
        var shown = new T[Count];
        InOrder(numbering, of, shown);
        return shown;
    }

    /// <summary>A part, with what has to be known of it to see that it is shown as before: that lies side by side for all.</summary>
    private struct Row(TPart part)
    {
        public readonly TPart Part = part;
        public T? Shown;
        public int Highest;
    }
}
