using System.CommandLine;
using Parley.Bargaining;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Cli;

/// <summary><c>parley bargain SCENARIO</c>: which packages could satisfy all; <c>parley bargain draft</c>: a scenario to be filled in, from reports.</summary>
internal static class BargainCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "bargain",
            "Finds the packages that could satisfy all sides of a scenario: zone of agreement, frontier, fair packages, what drafts leave on the table, trades.",
            "parley bargain scenario.yaml --html packages.html\nparley bargain draft --from reports/ > scenario.yaml");
        Argument<string?> path = new("SCENARIO") { Description = "A scenario.yaml, or a folder with a GENIUS or NegMAS domain as XML.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> draft = new("--draft") { Description = "Examines this draft only, as the text on the table.", HelpName = "NAME" };
        Option<bool> json = new("--json") { Description = "Prints everything as one JSON object instead of tables." };
        Option<string?> html = new("--html") { Description = "Writes a page with the frontier, who gains what on which issue, and trades.", HelpName = "FILE" };
        Option<EvaluationConvention> convention = new("--evaluations")
        {
            Description = "How XML evaluations count: 'genius' divides by each issue's greatest, 'negmas' takes them as they are. [default: genius]",
            HelpName = "HOW",
            CustomParser = result => result.Tokens[0].Value switch
            {
                "genius" => EvaluationConvention.Genius,
                "negmas" => EvaluationConvention.NegMas,
                string other => Fail(result, other),
            },
        };
        Option<string?> export = new("--export") { Description = "Writes the scenario as XML for GENIUS and NegMAS into this folder.", HelpName = "FOLDER" };
        Option<int> samples = Positive("--samples", "Scenarios drawn where weights are intervals; 0 for none. [default: 200, fewer for large scenarios]", null, 0, 100_000);
        Option<int> seed = Positive("--seed", "Seed of those draws.", 1, 1, int.MaxValue);
        Option<double?> time = new("--time") { Description = "Seconds after which answers are given as far as they are proved; results then depend on the machine. Without it the work is counted.", HelpName = "SECONDS" };
        time.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!double.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out double value) || !(value is > 0 and <= 86_400))) result.AddError($"--time: '{result.Tokens[0].Value}' is no number of seconds above 0 and up to 86,400.");
        });
        Option<bool> check = new("--check") { Description = "Checks the certificate of every answer anew and says on the standard error what each proves." };
        Option<int?> points = new("--max-points") { Description = "Points of the frontier held before it is given to within a stated gap; the work is bounded too. [default: 2,000,000; 150,000 for five and more parties]", HelpName = "N" };
        points.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int value) || value < 1)) result.AddError($"--max-points: '{result.Tokens[0].Value}' is no number from 1 up.");
        });
        verb.Arguments.Add(path);
        foreach (Option option in (Option[])[draft, json, html, convention, export, samples, seed, points, time, check]) verb.Options.Add(option);
        verb.Subcommands.Add(Draft(terminal));
        verb.SetAction((parsed, cancel) =>
        {
            string where = parsed.GetValue(path) ?? throw new CommandException("which scenario? See 'parley bargain --help'.", ExitCode.Usage);
            if (parsed.GetValue(html) is string page && Path.GetDirectoryName(Path.GetFullPath(page)) is string into && !Directory.Exists(into)) throw new CommandException($"{page}: there is no folder '{into}' to write it into", ExitCode.Usage);
            Scenario scenario = Read(where, parsed.GetValue(convention));
            if (parsed.GetValue(export) is string folder) GeniusDomain.Export(scenario, folder);
            BargainingReport report;
            try
            {
                report = BargainingReport.Of(
                    scenario,
                    new AnalysisOptions { MaximumTime = parsed.GetValue(time) is double seconds ? TimeSpan.FromSeconds(seconds) : null, Draft = parsed.GetValue(draft), Samples = parsed.GetResult(samples) is null ? null : parsed.GetValue(samples), Seed = (uint)parsed.GetValue(seed), MaximumPoints = parsed.GetValue(points) },
                    cancel);
            }
            catch (ScenarioException e)
            {
                throw new CommandException($"{where}: {e.Message}");
            }
            catch (OperationCanceledException)
            {
                throw new CommandException($"{where}: stopped before the end; a smaller --max-points or --samples takes less work");
            }

            if (parsed.GetValue(html) is string file) OutputFile.Write(file, BargainingPage.Write(report));
            if (parsed.GetValue(json)) terminal.WriteLine(BargainingJson.Write(report));
            else BargainTables.Write(report, terminal);
            if (parsed.GetValue(check))
            {
                bool wrong = false;
                foreach (Checked c in report.Check(cancel))
                {
                    wrong |= c.Flaw is not null;
                    terminal.Complain($"{c.Answer}: {(c.Flaw is not null ? $"WRONG: {c.Flaw}" : c.IsComplete ? "proved, checked" : "not proved to be the best or complete; what is stated as its bound is checked")}");
                }

                if (wrong) throw new CommandException($"{where}: the check of an answer failed");
            }

            return Task.FromResult(ExitCode.Done);
        });
        return verb;

        static EvaluationConvention Fail(System.CommandLine.Parsing.ArgumentResult result, string value)
        {
            result.AddError($"--evaluations: '{value}' is neither 'genius' nor 'negmas'.");
            return default;
        }
    }

    private static Scenario Read(string path, EvaluationConvention convention)
    {
        try
        {
            return Directory.Exists(path) ? GeniusDomain.Import(path, convention) : ScenarioFile.Read(path);
        }
        catch (ScenarioException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static Verb Draft(Terminal terminal)
    {
        Verb verb = new("draft", "Writes a scenario to be filled in, from the positions found in reports or kept in a ledger, with the evidence as comments.", "parley bargain draft --from reports/ > scenario.yaml\nparley bargain draft --from talks.db > scenario.yaml");
        Option<string[]> from = new("--from")
        {
            Description = "A ledger (people's decisions count), reports (files, folders), or .jsonl files of readings as 'parley read' prints them.",
            HelpName = "PATH",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
            Required = true,
        };
        Option<double> least = new("--min-confidence") { Description = "Leaves out what is below this confidence, from 0 to 1.", HelpName = "P", DefaultValueFactory = _ => 0.5 };
        verb.Options.Add(from);
        verb.Options.Add(least);
        verb.SetAction(parsed =>
        {
            Counter faults = new();
            List<Reading> readings = [];
            List<Decision> decisions = [];
            foreach (string path in parsed.GetValue(from)!)
                readings.AddRange(IsLedger(path) ? FromLedger(path, decisions, terminal) : Readings(path, terminal, faults));
            if (readings.Count == 0 && faults.Count > 0) return ExitCode.InputAtFault;
            try
            {
                terminal.Write(ScenarioDraft.Write(readings.Select(r => r.Above(parsed.GetValue(least))), decisions));
            }
            catch (ScenarioException e)
            {
                throw new CommandException($"{string.Join(" ", parsed.GetValue(from)!)}: {e.Message}; give more reports, or a lower --min-confidence");
            }

            return faults.Count > 0 ? ExitCode.InputAtFault : ExitCode.Done;
        });
        return verb;
    }

    /// <summary>Whether it is a database's address, or a file that begins as SQLite files do.</summary>
    private static bool IsLedger(string path)
    {
        if (PostgresDatabase.Is(path)) return true;
        if (!File.Exists(path)) return false;
        Span<byte> start = stackalloc byte[16];
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("SQLite format 3\0"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>The readings that count in a ledger, with people's decisions in effect.</summary>
    private static List<Reading> FromLedger(string path, List<Decision> decisions, Terminal terminal)
    {
        try
        {
            using ILedgerStore store = LedgerFile.Open(path, TimeProvider.System, readOnly: true);
            decisions.AddRange(store.Decisions().Select(d => d.Decision));
            List<Reading> readings = [];
            foreach (LedgerReport report in store.Reports())
            {
                if (report.Decided is DecidedReading decided) readings.Add(decided.Reading);
                else terminal.Complain($"{store.Name}: report '{report.Report.Id}' was never read; left out ('parley ledger add --reread' on this ledger reads it)");
            }

            return readings;
        }
        catch (LedgerException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static IEnumerable<Reading> Readings(string path, Terminal terminal, Counter faults)
    {
        if (path.EndsWith(".jsonl", StringComparison.Ordinal) && File.Exists(path) && File.ReadLines(path).FirstOrDefault()?.StartsWith("{\"reader\"", StringComparison.Ordinal) == true)
        {
            int number = 0;
            foreach (string line in File.ReadLines(path))
            {
                number++;
                if (line.Length == 0) continue;
                Reading? reading = null;
                try
                {
                    reading = ReadingJson.Parse(System.Text.Encoding.UTF8.GetBytes(line));
                }
                catch (System.Text.Json.JsonException e)
                {
                    faults.Count++;
                    terminal.Complain($"{path}:{number}: not a reading ({e.Message}); left out");
                }

                if (reading is not null) yield return reading;
            }

            yield break;
        }

        Reader reader = new();
        foreach (InputItem item in new ReportInput(terminal.In, null).Read([path]))
        {
            if (item.Report is not null)
            {
                yield return reader.Read(item.Report.ToReport());
                continue;
            }

            if (item.Remark is null) faults.Count++;
            terminal.Complain(item.Remark ?? item.Fault!.ToString());
        }
    }

    private static Option<int> Positive(string name, string description, int? value, int low, int high)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N" };
        if (value is int usual) option.DefaultValueFactory = _ => usual;
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int given) || given < low || given > high)) result.AddError($"{name}: '{result.Tokens[0].Value}' is no number from {low} to {high}.");
        });
        return option;
    }
}
