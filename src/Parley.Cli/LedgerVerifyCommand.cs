using System.CommandLine;
using System.Globalization;
using Parley.Ledger;

namespace Parley.Cli;

/// <summary><c>parley ledger verify</c>: whether the record is what was written, and everything else follows from it.</summary>
internal static class LedgerVerifyCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "verify",
            "Checks the chain of hashes, all contents, and that the tables are what a replay of the record gives; says which entry fails.",
            "parley ledger verify --ledger talks.db\n# and that an entry seen earlier is still the same\nparley ledger verify --ledger talks.db --expect 214:9f86d081884c7d65");
        var options = new LedgerOptions();
        options.AddTo(verb, writes: false);
        var expect = new Option<string?>("--expect")
        {
            Description = "Number and hash (or its beginning, 8 digits at the least) of an entry, as noted elsewhere: finds out a record that was cut off or written anew.",
            HelpName = "NUMBER:HASH",
        };
        expect.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Expected(result.Tokens[0].Value) is null) result.AddError($"--expect: '{result.Tokens[0].Value}' is no number and hash; write them as 214:9f86d081884c7d65.");
        });
        verb.Options.Add(expect);
        verb.SetAction(parsed =>
        {
            using ILedgerStore store = OpenForCheck(options, parsed);
            int faults = 0;
            foreach (LedgerFault fault in store.Verify())
            {
                faults++;
                terminal.Complain($"{store.Name}: {fault}");
            }

            LedgerHead head = store.Head;
            if (parsed.GetValue(expect) is { } text && Expected(text) is { } expected && !IsThere(store, expected, head))
            {
                faults++;
                terminal.Complain($"{store.Name}: entry {expected.Number}: is not the one that was noted");
            }

            if (faults > 0) return ExitCode.InputAtFault;
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store.Name}: {LedgerCommand.Count(head.Number, "entry", "entries")}, sound; the last is {head.Number}:{head.Hash}"));
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>SQLite checks its index of words only where it may write; where it may not, the rest is checked.</summary>
    private static ILedgerStore OpenForCheck(LedgerOptions options, ParseResult parsed)
    {
        try
        {
            return options.Open(parsed);
        }
        catch (LedgerException)
        {
            try
            {
                return options.Open(parsed, readOnly: true);
            }
            catch (LedgerException)
            {
                // It has its own reason, such as that an older ledger is to be brought up to date, which is what failed.
            }

            throw;
        }
    }

    private static bool IsThere(ILedgerStore store, (long Number, string Hash) expected, LedgerHead head) =>
        expected.Number <= head.Number && store.Find(expected.Number) is { } entry && entry.Hash.StartsWith(expected.Hash, StringComparison.Ordinal);

    private static (long Number, string Hash)? Expected(string text)
    {
        const int shortest = 8;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 && text.Length - colon - 1 is >= shortest and <= 64
            && text[(colon + 1)..].All(char.IsAsciiHexDigit) ? (number, text[(colon + 1)..].ToLowerInvariant()) : null;
    }
}
