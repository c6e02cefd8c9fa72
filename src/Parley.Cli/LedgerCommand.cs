using System.CommandLine;
using System.Globalization;
using Parley.Ledger;

namespace Parley.Cli;

/// <summary><c>parley ledger ...</c>: the record of reports, readings and decisions. Each command on it stands in a file of its own.</summary>
internal static class LedgerCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "ledger",
            "Keeps the record of a negotiation: reports as they came, what the reader made of them, what people decided. Nothing in it is ever changed.",
            "parley ledger init --ledger talks.db\nparley ledger add reports/ --ledger talks.db\nparley brief --ledger talks.db")
        {
            Init(terminal),
            LedgerAddCommand.Create(terminal),
            LedgerListCommand.Create(terminal),
            LedgerShowCommand.Create(terminal),
            LedgerReviewCommand.Create(terminal),
            LedgerVerifyCommand.Create(terminal),
            LedgerUpkeepCommands.Rebuild(terminal),
            LedgerUpkeepCommands.Stats(terminal),
            LedgerUpkeepCommands.Copy(terminal),
            LedgerExportCommand.Create(terminal),
            LedgerImportCommand.Create(terminal),
        };
        verb.SetAction((Func<ParseResult, int>)(_ => throw new CommandException("which command on the ledger? See 'parley ledger --help'.", ExitCode.Usage)));
        return verb;
    }

    /// <summary>A number of things, in words.</summary>
    public static string Count(long number, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    private static Verb Init(Terminal terminal)
    {
        var verb = new Verb("init", "Makes a new, empty ledger that only its owner may read.", "parley ledger init --ledger talks.db");
        var options = new LedgerOptions();
        options.AddTo(verb, writes: false);
        verb.SetAction(parsed =>
        {
            using ILedgerStore store = LedgerFile.Create(options.Where(parsed), TimeProvider.System);
            terminal.WriteLine($"{store.Name}: an empty ledger");
            return ExitCode.Done;
        });
        return verb;
    }
}
