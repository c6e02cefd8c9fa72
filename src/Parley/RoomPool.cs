using System.Collections.Concurrent;

namespace Parley;

/// <summary>
/// The working memory of a stage, lent to one call at a time and used again for the next report. A call that throws gives nothing back, so that what it left halfway is met by nobody; and what a very long report
/// made large is not kept. Safe for use by several threads at once.
/// </summary>
/// <param name="build">Makes a room where none is free.</param>
internal sealed class RoomPool<T>(Func<T> build)
    where T : class
{
    /// <summary>Tokens of a report; what a longer one was read in is not kept.</summary>
    public const int MostKept = 1 << 15;

    private readonly ConcurrentBag<T> idle = [];

    /// <summary>A room that nobody else has; as the report before left it.</summary>
    public T Take() => idle.TryTake(out var room) ? room : build();

    /// <summary>Gives a room back after a report of so many tokens has been read in it.</summary>
    public void GiveBack(T room, int tokens)
    {
        if (tokens <= MostKept) idle.Add(room);
    }
}
