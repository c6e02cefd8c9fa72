using System.CommandLine;
using System.Globalization;
using System.Text;
using Parley.Briefs;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;
using Parley.Talks;

namespace Parley.Cli;

/// <summary><c>parley brief PATH...</c>: how the talks stand.</summary>
internal static class BriefCommand
{
    private const int Narrowest = 60;
    private const int Widest = 200;

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "brief",
            "Says how the talks stand: what is disputed, who holds which position on which text or point, what happened, each with its sentences.",
            "parley brief reports/ --since 2031-03-15 --html brief.html");
        var reports = new ReportOptions();
        reports.AddTo(verb, pathsAreOptional: true);
        var ledger = new Option<string?>("--ledger") { Description = "Takes the reports, readings and decisions of a ledger instead of PATH.", HelpName = "LEDGER" };
        verb.Options.Add(ledger);
        Option<string?> html = FileOption("--html", "Writes the brief as one HTML file that needs nothing else (- for standard output).");
        Option<string?> markdown = FileOption("--markdown", "Writes it as Markdown, with sentences to quote (- for standard output).");
        Option<string?> json = FileOption("--json", "Writes it as JSON (- for standard output).");
        Option<string?> asOf = DateOption("--as-of", "Uses only reports published up to this day, and none that are undated.");
        Option<string?> since = DateOption("--since", "Marks what is new since this day.");
        Option<string?> decided = FileOption("--talks", "Takes the decisions of a talks.yaml: who is who, what is what.");
        Option<string?> draft = FileOption("--write-talks", "Writes what was found on who is who as a talks.yaml, to be corrected.");
        foreach (Option option in new Option[] { html, markdown, json, asOf, since, decided, draft }) verb.Options.Add(option);
        verb.Validators.Add(result =>
        {
            bool given = reports.Paths(result).Count > 0;
            bool stored = result.GetResult(ledger) is { Tokens.Count: > 0 };
            if (!stored && !given) result.AddError("Required argument 'PATH' missing for command: 'brief'.");
            if (stored && given) result.AddError("Either PATH or --ledger, not both.");
            if (new[] { html, markdown, json }.Count(option => result.GetResult(option) is { Tokens: [{ Value: "-" }] }) > 1) result.AddError("Only one of --html, --markdown and --json can go to standard output.");
        });
        verb.SetAction(parsed =>
        {
            var faults = new Counter();
            IReadOnlyList<Decision>? decisions = parsed.GetValue(decided) is { } file ? TalksFile.Read(File.ReadAllText(file), file) : null;
            List<Reading> readings = [.. parsed.GetValue(ledger) is { } place ? LedgerReadings.Of(place) : reports.LatestReadings(parsed, terminal, faults)];
            if (readings.Count == 0)
            {
                if (parsed.GetValue(ledger) is { } empty) terminal.Complain($"{empty}: holds no reading; add reports with 'parley ledger add'.");
                else if (faults.Count == 0) terminal.Complain("no report found; give a file, a folder or - for standard input.");
                return ExitCode.InputAtFault;
            }
            Negotiation talks = NegotiationBuilder.Build(readings, Day(parsed.GetValue(asOf)), Day(parsed.GetValue(since)), decisions);
            if (talks.Reports.Count == 0)
            {
                terminal.Complain($"--as-of: none of the {readings.Count} reports is dated {parsed.GetValue(asOf)} or earlier; give a later day, or dates with --published or a reports.csv.");
                return ExitCode.InputAtFault;
            }
            if (parsed.GetValue(draft) is { } yaml) OutputFile.Write(yaml, TalksFile.Write(talks));
            Brief brief = Brief.Of(talks);
            bool taken = false;
            void Write(Option<string?> option, Action<Brief, Stream> form)
            {
                if (parsed.GetValue(option) is not { } path) return;
                taken |= path == "-";
                if (path == "-")
                {
                    form(brief, terminal.Out);
                    return;
                }
                try
                {
                    OutputFile.Write(path, stream => form(brief, stream));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    throw new CommandException($"{option.Name}: cannot write {path}: {e.Message}");
                }
            }

            Write(html, (content, stream) => Text(stream, writer => HtmlBrief.Write(content, writer)));
            Write(markdown, (content, stream) => Text(stream, writer => MarkdownBrief.Write(content, writer)));
            Write(json, JsonBrief.Write);
            if (!taken) Text(terminal.Out, writer => TerminalBrief.Write(brief, TerminalBrief.Console(writer, Math.Clamp(terminal.Width, Narrowest, Widest), terminal.OutIsTerminal)));
            return faults.Count > 0 ? ExitCode.InputAtFault : ExitCode.Done;
        });
        return verb;
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private static Option<string?> DateOption(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "DATE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Day(result.Tokens[0].Value) is null) result.AddError($"{name}: '{result.Tokens[0].Value}' is no date; write it as 2031-03-15.");
        });
        return option;
    }

    private static DateOnly? Day(string? date) =>
        date is not null && CalendarDate.Normalise(date) is { Length: >= 10 } normal && DateOnly.TryParseExact(normal[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private static void Text(Stream stream, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        write(writer);
    }
}
