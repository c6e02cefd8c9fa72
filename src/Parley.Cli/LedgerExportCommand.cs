using System.CommandLine;
using System.Text;
using Parley.Exchange;
using Parley.Ledger;

namespace Parley.Cli;

/// <summary><c>parley ledger export</c>: everything in a ledger, for other programs.</summary>
internal static class LedgerExportCommand
{
    private static readonly string[] Formats = ["csv", "jsonl", "webannotation", "plover", "graphml", "dna"];

    /// <summary>The verb.</summary>
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb(
            "export",
            "Writes a ledger for other programs and says how many of everything; 'parley ledger import' takes each form back.",
            "parley ledger export tables/ --format csv --ledger talks.db\nparley ledger export talks.dna --format dna --ledger talks.db");
        var ledger = new LedgerOptions();
        var path = new Argument<string>("OUT") { Description = "A file; for csv and jsonl a folder." };
        var format = new Option<string>("--format") { Description = "csv or jsonl (every table), webannotation (JSON-LD), plover (events), graphml, or dna (Discourse Network Analyzer 3).", HelpName = "FORMAT", Required = true };
        format.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !Formats.Contains(result.Tokens[0].Value)) result.AddError($"--format: '{result.Tokens[0].Value}' is none of {string.Join(", ", Formats)}.");
        });
        verb.Arguments.Add(path);
        verb.Options.Add(format);
        ledger.AddTo(verb, writes: false);
        verb.SetAction(parsed =>
        {
            string to = parsed.GetRequiredValue(path);
            if (parsed.GetValue(format) is "csv" or "jsonl" ? File.Exists(to) : Directory.Exists(to)) throw new CommandException($"{to}: is a {(File.Exists(to) ? "file" : "folder")}; give a {(File.Exists(to) ? "folder" : "file")} as OUT");
            using ILedgerStore store = ledger.Open(parsed, readOnly: true);
            ExchangeCounts counts = Write(store, parsed.GetValue(format)!, to);
            foreach (string fault in counts.Faults) terminal.Complain(fault);
            terminal.WriteLine($"{to}: {counts}");
            foreach (string note in counts.Notes) terminal.WriteLine(note);
            return counts.Faults.Count > 0 ? ExitCode.InputAtFault : ExitCode.Done;
        });
        return verb;
    }

    private static ExchangeCounts Write(ILedgerStore store, string format, string path)
    {
        if (format is "csv" or "jsonl") return TableFolder.Write(store, path, json: format == "jsonl");
        var counts = new ExchangeCounts();
        if (format == "dna") DnaFile.Write(DnaExport.Of(store.Reports(), counts), path);
        else OutputFile.Write(path, stream => counts = format == "webannotation" ? WebAnnotations.Write(store, stream) : Lines(store, format, stream));
        LeftOut.OfLedger(store, counts);
        return counts;
    }

    private static ExchangeCounts Lines(ILedgerStore store, string format, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        return format == "plover" ? PloverRows.Write(store.Reports(), writer) : LedgerGraph.Write(store, writer);
    }
}
