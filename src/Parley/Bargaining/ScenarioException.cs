namespace Parley.Bargaining;

/// <summary>A scenario that cannot be used. The message is one line: place ("path:line:column:" where there is one), what is wrong, and what would be right.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Without a place.</summary>
    public ScenarioException()
    {
    }

    /// <summary>With the whole line.</summary>
    public ScenarioException(string message) : base(message)
    {
    }

    /// <summary>With the whole line and what it came from.</summary>
    public ScenarioException(string message, Exception innerException) : base(message, innerException)
    {
    }

    internal ScenarioException(string path, long line, long column, string what) : base($"{path}:{line}:{column}: {what}")
    {
    }
}
