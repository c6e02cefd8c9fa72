namespace Parley.Talks;

/// <summary>How often each thing occurs, where occurrences come and go.</summary>
internal sealed class Tally<T>(IEqualityComparer<T>? comparer = null) where T : notnull
{
    private readonly Dictionary<T, int> counts = new(comparer);

    /// <summary>What occurs at least once.</summary>
    public IReadOnlyCollection<T> Things => counts.Keys;

    /// <summary>What occurs, with how often.</summary>
    public IEnumerable<KeyValuePair<T, int>> Counts => counts;

    /// <summary>Number of different things that occur.</summary>
    public int Count => counts.Count;

    /// <summary>Whether a thing occurs.</summary>
    public bool Contains(T thing) => counts.ContainsKey(thing);

    /// <summary>Whether something occurs in both.</summary>
    public bool Overlaps(Tally<T> other)
    {
        (Tally<T> few, Tally<T> many) = Count <= other.Count ? (this, other) : (other, this);
        foreach (T thing in few.counts.Keys)
            if (many.Contains(thing))
                return true;
        return false;
    }

    /// <summary>Counts a thing so many times more, or less where negative. Whether it occurs now and did not before, or the other way round.</summary>
    public bool Add(T thing, int times)
    {
        int before = counts.GetValueOrDefault(thing), now = before + times;
        if (now == 0) counts.Remove(thing);
        else counts[thing] = now;
        return before == 0 != (now == 0);
    }
}
