namespace Parley.Cli;

/// <summary>What a command returns to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>Some input was at fault; the rest was done.</summary>
    public const int InputAtFault = 1;

    /// <summary>The command was not called rightly; nothing was done.</summary>
    public const int Usage = 2;
}

/// <summary>Ends a command with one line on standard error.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="exitCode">What the command returns.</param>
internal sealed class CommandException(string message, int exitCode = ExitCode.InputAtFault) : Exception(message)
{
    /// <summary>What the command returns.</summary>
    public int ExitCode { get; } = exitCode;
}
