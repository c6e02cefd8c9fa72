namespace Parley;

/// <summary>
/// Objects that serve one report after the other: handed out one by one while a report is read, and taken back all at once for the next. They come as they were left; who takes one clears it.
/// </summary>
internal sealed class Reused<T>
    where T : class, new()
{
    private readonly List<T> made = [];
    private int lent;

    /// <summary>The next object that is free.</summary>
    public T Next()
    {
        if (lent == made.Count) made.Add(new());
        return made[lent++];
    }

    /// <summary>Takes all objects back: those handed out so far are not to be used any longer.</summary>
    public void TakeBack() => lent = 0;
}
