using System.CommandLine;
using System.Globalization;
using Parley.Ledger;

namespace Parley.Cli;

/// <summary><c>parley ledger rebuild</c>, <c>stats</c> and <c>copy</c>: what keeps a ledger in shape.</summary>
internal static class LedgerUpkeepCommands
{
    /// <summary>Builds everything that follows from the record again.</summary>
    public static Command Rebuild(Terminal terminal)
    {
        var verb = new Verb("rebuild", "Builds everything that follows from the record again: tables, names, index of words. The record itself is not touched.", "parley ledger rebuild --ledger talks.db");
        var options = new LedgerOptions();
        options.AddTo(verb, writes: false);
        verb.SetAction(parsed =>
        {
            using ILedgerStore store = options.Open(parsed);
            long start = TimeProvider.System.GetTimestamp();
            using (var progress = new Progress(terminal, "reports", TimeProvider.System)) store.Rebuild(_ => progress.Step());
            LedgerCounts counts = store.Count();
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store.Name}: {LedgerCommand.Count(counts.Statements, "statement")} of {LedgerCommand.Count(counts.Reports, "report")} rebuilt in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:N1} s"));
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>How much there is of everything, and who holds what.</summary>
    public static Command Stats(Terminal terminal)
    {
        var verb = new Verb("stats", "Says how much the ledger holds, and who is for and against what as of a day.", "parley ledger stats --ledger talks.db --as-of 2031-03-15");
        var options = new LedgerOptions();
        options.AddTo(verb, writes: false);
        var asOf = new Option<string?>("--as-of") { Description = "The matrix as of this day, from dated reports alone. [default: all reports]", HelpName = "DATE" };
        asOf.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Day(result.Tokens[0].Value) is null) result.AddError($"--as-of: '{result.Tokens[0].Value}' is no date; write it as 2031-03-15.");
        });
        verb.Options.Add(asOf);
        verb.SetAction(parsed =>
        {
            using ILedgerStore store = options.Open(parsed, readOnly: true);
            LedgerCounts counts = store.Count();
            void Line(string name, long number) => terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22}{number,15:N0}"));
            Line("entries", counts.Entries);
            Line("reports that count", counts.Reports);
            Line("older versions", counts.Superseded);
            Line("retracted reports", counts.Retracted);
            Line("readings", counts.Readings);
            Line("decisions", counts.Decisions);
            Line("retractions", counts.Retractions);
            Line("statements", counts.Statements);
            Line("reviewed statements", counts.Reviewed);
            Line("positions", counts.Positions);
            Line("bytes of text", counts.Text);
            Line("bytes of the ledger", counts.Size);
            Matrix(store.Matrix(Day(parsed.GetValue(asOf)), parties: 8, targets: 20), counts.Positions, parsed.GetValue(asOf), terminal);
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>Copies a ledger to another place, also of the other kind.</summary>
    public static Command Copy(Terminal terminal)
    {
        var verb = new Verb(
            "copy",
            "Copies a ledger entry by entry into a new one, of the same kind or the other, and verifies both; the hashes stay. Run again, it copies what came since.",
            "parley ledger copy --ledger talks.db --to \"postgresql://ann@db.example/talks\"");
        var options = new LedgerOptions();
        options.AddTo(verb, writes: false);
        var to = new Option<string>("--to") { Description = "The new ledger: a file or a PostgreSQL address.", HelpName = "LEDGER", Required = true };
        verb.Options.Add(to);
        verb.SetAction(parsed =>
        {
            using ILedgerStore from = options.Open(parsed, readOnly: true);
            using ILedgerStore target = OpenOrCreate(parsed.GetValue(to)!);
            if (Faults(from, terminal) > 0) throw new CommandException($"{from.Name}: is not sound, nothing was copied; see above");
            using (var progress = new Progress(terminal, "batches", TimeProvider.System)) LedgerFile.Copy(from, target, _ => progress.Step());
            if (Faults(target, terminal) > 0) throw new CommandException($"{target.Name}: the copy is not sound; see above");
            LedgerHead head = target.Head;
            if (head != from.Head) throw new CommandException($"{from.Name}: was added to meanwhile; run it again to copy the rest");
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {LedgerCommand.Count(head.Number, "entry", "entries")}, sound; the last is {head.Number}:{head.Hash} in both"));
            return ExitCode.Done;
        });
        return verb;
    }

    private static ILedgerStore OpenOrCreate(string where)
    {
        try
        {
            return LedgerFile.Create(where, TimeProvider.System);
        }
        catch (LedgerException e) when (e.Message.Contains("is there already", StringComparison.Ordinal))
        {
            return LedgerFile.Open(where, TimeProvider.System);
        }
    }

    private static int Faults(ILedgerStore store, Terminal terminal)
    {
        int faults = 0;
        foreach (LedgerFault fault in store.Verify())
        {
            faults++;
            terminal.Complain($"{store.Name}: {fault}");
        }

        return faults;
    }

    private static void Matrix(LedgerMatrix matrix, long positions, string? asOf, Terminal terminal)
    {
        const int widest = 44, column = 14;
        terminal.WriteLine("");
        if (asOf is not null) terminal.WriteLine($"as of {asOf} (the counts above are of the whole ledger)");
        if (matrix.Targets.Count == 0)
        {
            terminal.WriteLine(positions == 0 ? "no position was found" : asOf is null ? "no position is sure enough to be shown; 'parley ledger list' has all that were found" : "no report dated by then tells a position that is sure enough to be shown");
            return;
        }

        terminal.WriteLine(new string(' ', widest) + string.Concat(matrix.Parties.Select(party => "  " + Fit(party, column - 2))));
        foreach ((string target, IReadOnlyList<LedgerCell?> cells) in matrix.Targets)
            terminal.WriteLine((Fit(target, widest) + string.Concat(cells.Select(cell => "  " + Fit(cell is null ? "" : Shown(cell), column - 2)))).TrimEnd());
        if (matrix.Left > 0) terminal.WriteLine($"({LedgerCommand.Count(matrix.Left, "further position")} of other parties or on other matters; 'parley ledger list' finds them)");
    }

    private static string Shown(LedgerCell cell)
    {
        string stance = LedgerListCommand.Word(cell.Stance);
        return cell.Voice == Positions.Voice.Own ? stance : $"({stance})";
    }

    private static string Fit(string text, int width)
    {
        text = Visible.Line(text);
        return text.Length <= width ? text.PadRight(width) : text[..(width - 1)] + "…";
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
