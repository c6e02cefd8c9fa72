using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text;
using Parley.Ledger;

namespace Parley.Cli;

/// <summary>All verbs, and what they have in common: help with an example, one line for an error, exit codes.</summary>
internal static class CommandLine
{
    /// <summary>The example below the program's own help.</summary>
    public const string Example = "parley brief reports/";

    /// <summary>Runs one command line and returns its exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var parsed = Root(terminal).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        using var output = new StreamWriter(terminal.Out, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        try
        {
            if (parsed.Errors.Count > 0)
            {
                string verbs = "";
                for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } result; at = at.Parent) verbs = $"{result.Command.Name} {verbs}";
                terminal.Complain($"{parsed.Errors[0].Message} See 'parley {verbs}--help'.");
                return ExitCode.Usage;
            }

            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = terminal.Error });
        }
        catch (CommandException e)
        {
            terminal.Complain(e.Message);
            return e.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or LedgerException)
        {
            terminal.Complain(e.Message);
            return ExitCode.InputAtFault;
        }
        finally
        {
            output.Flush();
            terminal.Out.Flush();
        }
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Reads news reports about a negotiation and says how the talks stand.")
        {
            ReadCommand.Create(terminal),
            BriefCommand.Create(terminal),
            LedgerCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            TalksCommand.Create(terminal),
            BargainCommand.Create(terminal),
            TrainCommand.Create(terminal),
        };
        root.HelpName = "parley";
        foreach (var option in root.Options)
            if (option is HelpOption help) help.Action = new HelpWithExample();
        root.SetAction((Func<ParseResult, int>)(_ => throw new CommandException("which command? See 'parley --help'.", ExitCode.Usage)));
        return root;
    }
}
