using System.Collections;

namespace Parley.Talks;

/// <summary>A list of which each thing bears numbers of reports. The highest of each lies side by side with those of the others, so that what has to change is found without looking at the things.</summary>
internal sealed class NumberedList<T> : IReadOnlyList<T>
{
    private readonly T[] things;
    private readonly int[] highest;

    /// <summary>A list still to be filled.</summary>
    public NumberedList(int count) => (things, highest) = (new T[count], new int[count]);

    /// <summary>A copy.</summary>
    public NumberedList(NumberedList<T> other) => (things, highest) = ([.. other.things], [.. other.highest]);

    public int Count => things.Length;

    public T this[int index] => things[index];

    /// <summary>Highest number of each thing.</summary>
    public ReadOnlySpan<int> Highest => highest;

    /// <summary>Puts a thing in.</summary>
    public void Set(int index, T thing, int number) => (things[index], highest[index]) = (thing, number);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)things).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
