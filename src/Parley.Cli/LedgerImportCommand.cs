using System.CommandLine;
using System.CommandLine.Parsing;
using Parley.Exchange;
using Parley.Ledger;

namespace Parley.Cli;

/// <summary><c>parley ledger import</c>: what other programs and other ledgers know.</summary>
internal static class LedgerImportCommand
{
    /// <summary>The verb.</summary>
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb(
            "import",
            "Takes into a ledger what 'parley ledger export' or 'parley read' wrote, a database of the Discourse Network Analyzer 3, a table of coded statements or a talks.yaml; what is there already is passed over.",
            "parley ledger import coded.dna --ledger talks.db\nparley ledger import codes.csv --columns party=Side,issue=Claim,stance=Agrees --ledger talks.db");
        var ledger = new LedgerOptions();
        var path = new Argument<string>("FILE") { Description = "A file, or the folder of an export; its content says what it is." };
        var columns = new Option<string[]>("--columns")
        {
            Description = $"What the columns of a table of coded statements are: {string.Join(", ", CodedStatements.Fields)}.",
            HelpName = "FIELD=COLUMN,...",
        };
        columns.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
                foreach (string pair in Pairs(token.Value))
                    if (pair.IndexOf('=', StringComparison.Ordinal) < 1) result.AddError($"--columns: '{pair}' is no FIELD=COLUMN.");
        });
        verb.Arguments.Add(path);
        verb.Options.Add(columns);
        ledger.AddTo(verb, writes: true);
        verb.SetAction(parsed =>
        {
            var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string pair in (parsed.GetValue(columns) ?? []).SelectMany(Pairs)) mapping[pair[..pair.IndexOf('=', StringComparison.Ordinal)].Trim()] = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
            using ILedgerStore store = ledger.Open(parsed);
            var counts = new ExchangeCounts();
            ImportKind kind = ImportFile.Import(store, parsed.GetRequiredValue(path), ledger.Author(parsed), mapping, counts);
            foreach (string fault in counts.Faults) terminal.Complain(fault);
            terminal.WriteLine($"{parsed.GetRequiredValue(path)}: {Word(kind)}{(counts.InFile is "" or "nothing" ? "" : $" ({counts.InFile})")}");
            terminal.WriteLine($"{store.Name}: {counts}");
            return counts.Faults.Count > 0 ? ExitCode.InputAtFault : ExitCode.Done;
        });
        return verb;
    }

    private static string[] Pairs(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Word(ImportKind kind) => kind switch
    {
        ImportKind.Dna => "a database of the Discourse Network Analyzer",
        ImportKind.Entries => "the entries of a ledger",
        ImportKind.Readings => "readings",
        ImportKind.WebAnnotations => "Web Annotations",
        ImportKind.Plover => "PLOVER events",
        ImportKind.GraphMl => "the graph of a ledger",
        ImportKind.CodedStatements => "coded statements",
        _ => "decisions on a negotiation",
    };
}
