using System.Globalization;

namespace Parley.Cli;

/// <summary>A counter on one line of the terminal, for people who wait; silent where standard error is no terminal. Written to at most ten times a second.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="what">What is counted, in the plural.</param>
/// <param name="time">The clock.</param>
internal sealed class Progress(Terminal terminal, string what, TimeProvider time) : IDisposable
{
    private long shownAt = time.GetTimestamp();
    private int count;
    private bool shown;

    /// <summary>Counts one more.</summary>
    public void Step()
    {
        count++;
        if (!terminal.ErrorIsTerminal || time.GetElapsedTime(shownAt) < TimeSpan.FromMilliseconds(100)) return;
        shownAt = time.GetTimestamp();
        shown = true;
        terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r\u001B[K{count:N0} {what}"));
    }

    /// <summary>Takes the line away, so that something else may be written.</summary>
    public void Clear()
    {
        if (!shown) return;
        terminal.Error.Write("\r\u001B[K");
        shown = false;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
