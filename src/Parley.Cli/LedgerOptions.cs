using System.CommandLine;
using Parley.Ledger;

namespace Parley.Cli;

/// <summary>The options of every command on a ledger (--ledger, --author).</summary>
internal sealed class LedgerOptions
{
    private readonly Option<string> ledger = new("--ledger")
    {
        Description = "The ledger: a file, or a PostgreSQL address (postgresql://user@host/database?schema=talks).",
        HelpName = "LEDGER",
        Required = true,
    };

    private readonly Option<string?> author = new("--author") { Description = "Who writes; stands in every entry. [default: the user's name]", HelpName = "NAME" };

    /// <summary>Adds the options to a command; --author only where it writes.</summary>
    public void AddTo(Command command, bool writes)
    {
        command.Options.Add(ledger);
        if (writes) command.Options.Add(author);
    }

    /// <summary>Where the ledger is.</summary>
    public string Where(ParseResult parsed) => parsed.GetValue(ledger)!;

    /// <summary>Who writes.</summary>
    public string Author(ParseResult parsed) => parsed.GetValue(author) is { Length: > 0 } name ? name : Environment.UserName is { Length: > 0 } user ? user : "unknown";

    /// <summary>Opens the ledger.</summary>
    public ILedgerStore Open(ParseResult parsed, bool readOnly = false) => LedgerFile.Open(Where(parsed), TimeProvider.System, readOnly);
}
