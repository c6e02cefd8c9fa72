namespace Parley.Talks;

/// <summary>Things in an order, of which some go and others come: what stays is not sorted again.</summary>
/// <param name="order">Compares two things; never 0 for two different ones.</param>
internal sealed class Ranking<T>(Comparison<T> order)
{
    private List<T> ranked = [], spare = [];

    /// <summary>The things, first to last; until the next <see cref="Change"/>.</summary>
    public IReadOnlyList<T> All => ranked;

    /// <summary>Takes out what is gone and puts in what has come.</summary>
    public void Change(Predicate<T> isGone, List<T> come)
    {
        come.Sort(order);
        List<T> merged = spare;
        merged.EnsureCapacity(ranked.Count + come.Count);
        int next = 0;
        foreach (T thing in ranked)
        {
            if (isGone(thing)) continue;
            while (next < come.Count && order(come[next], thing) < 0) merged.Add(come[next++]);
            merged.Add(thing);
        }

        while (next < come.Count) merged.Add(come[next++]);
        (ranked, spare) = (merged, ranked);
        spare.Clear();
    }
}
