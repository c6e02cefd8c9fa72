using System.CommandLine;

namespace Parley.Cli;

/// <summary><c>parley talks</c>: what can be computed over all reports of a negotiation beyond the brief.</summary>
internal static class TalksCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb("talks", "Computes measures over all reports of a negotiation.", "parley talks networks reports/ --mode two");
        verb.Subcommands.Add(NetworksCommand.Create(terminal));
        verb.SetAction((Func<ParseResult, int>)(_ => throw new CommandException("which measure? See 'parley talks --help'.", ExitCode.Usage)));
        return verb;
    }
}
