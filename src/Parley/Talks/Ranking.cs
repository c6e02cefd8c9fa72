using System.Runtime.InteropServices;

namespace Parley.Talks;

/// <summary>Things in an order, of which some go and others come: what stays is neither sorted nor compared again.</summary>
/// <param name="order">Compares two things; never 0 for two different ones.</param>
internal sealed class Ranking<T>(Comparison<T> order)
{
    private readonly List<T> ranked = [];

    /// <summary>The things, first to last; until the next <see cref="Change"/>.</summary>
    public IReadOnlyList<T> All => ranked;

    /// <summary>The same, to go through quickly. What their order rests on must not be changed.</summary>
    public Span<T> Span => CollectionsMarshal.AsSpan(ranked);

    /// <summary>Takes out what is gone and puts in what has come.</summary>
    public void Change(Predicate<T> isGone, List<T> come)
    {
        Remove(isGone);
        Add(come);
    }

    /// <summary>Takes out what is gone.</summary>
    public void Remove(Predicate<T> isGone) => ranked.RemoveAll(isGone);

    /// <summary>Puts in what has come.</summary>
    public void Add(List<T> come)
    {
        come.Sort(order);
        int end = ranked.Count;
        CollectionsMarshal.SetCount(ranked, end + come.Count);
        Span<T> all = CollectionsMarshal.AsSpan(ranked);
        // From the last on, so that what stands behind each moves once.
        for (int i = come.Count - 1; i >= 0; i--)
        {
            int at = PlaceFor(come[i], all[..end]);
            all[at..end].CopyTo(all[(at + i + 1)..]);
            all[at + i] = come[i];
            end = at;
        }
    }

    /// <summary>How many of the things come before another.</summary>
    public int PlaceFor(T thing) => PlaceFor(thing, Span);

    private int PlaceFor(T thing, ReadOnlySpan<T> inOrder)
    {
        int from = 0, to = inOrder.Length;
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (order(inOrder[middle], thing) < 0) from = middle + 1;
            else to = middle;
        }

        return from;
    }
}
