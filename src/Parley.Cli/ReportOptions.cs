using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Parley.Exchange;
using Parley.Positions;
using Parley.Reports;
using Parley.Reports.Fetching;

namespace Parley.Cli;

/// <summary>The arguments of every command that reads reports (PATH..., --published, --threads), and the reading itself.</summary>
internal sealed class ReportOptions
{
    private readonly Argument<string[]> paths = new("PATH")
    {
        Description = "A .txt, .html or .jsonl file (of reports, or of readings as 'parley read' prints them), a feed (.xml, .rss, .atom, .json) or an archive (.warc, .mbox, .eml), each also as .gz; a .zip; a folder (recursive, in the order of names); an address of a page or feed (https://...); or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> published = new("--published")
    {
        Description = "Day of publication (2031-03-15) of the reports that nothing else dates.",
        HelpName = "DATE",
    };

    private readonly Option<int> threads = new("--threads")
    {
        Description = "Reports read at the same time; the output is the same for any number. [default: one for each processor]",
        HelpName = "N",
    };

    private readonly Option<bool> allowPrivate = new("--allow-private") { Description = "Also fetches from private, loopback and link-local addresses." };

    private readonly Option<string?> cache = new("--cache")
    {
        Description = "Keeps what is fetched in this folder, and asks for it again only if it changed.",
        HelpName = "FOLDER",
    };

    /// <summary>Adds the arguments to a command. A command that can do without reports makes them optional.</summary>
    public void AddTo(Command command, bool pathsAreOptional = false)
    {
        if (pathsAreOptional) paths.Arity = ArgumentArity.ZeroOrMore;
        paths.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.Length > 1 && token.Value[0] == '-' && !Path.Exists(token.Value)) result.AddError($"Unrecognized option '{token.Value}'.");
        });
        published.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && CalendarDate.Normalise(result.Tokens[0].Value) is null) result.AddError($"--published: '{result.Tokens[0].Value}' is no date; write it as 2031-03-15.");
        });
        threads.Validators.Add(result => AtLeast(result, 1));
        command.Arguments.Add(paths);
        command.Options.Add(published);
        command.Options.Add(threads);
        command.Options.Add(allowPrivate);
        command.Options.Add(cache);
    }

    /// <summary>The paths given.</summary>
    public IReadOnlyList<string> Paths(ParseResult parsed) => parsed.GetValue(paths) ?? [];

    /// <summary>The paths given, while the command line is checked.</summary>
    public IReadOnlyList<string> Paths(CommandResult result) => result.GetValue(paths) ?? [];

    /// <summary>
    /// Reads all reports and gives the readings in the order of the input. Faults go to standard error as they come; <paramref name="faults"/> counts them.
    /// </summary>
    public IEnumerable<Reading> Readings(ParseResult parsed, Terminal terminal, Counter faults) => Read(new(() => new Reader()), parsed, terminal, faults).Select(found => found.Reading).OfType<Reading>();

    /// <summary>Reads all reports and keeps of each its latest version, in the place of its first.</summary>
    public List<Reading> LatestReadings(ParseResult parsed, Terminal terminal, Counter faults)
    {
        var readings = new List<Reading>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Reading reading in Readings(parsed, terminal, faults))
        {
            if (reading.Report.Version > 1 && places.TryGetValue(reading.Report.Id, out int place))
            {
                readings[place] = reading;
                continue;
            }

            places[reading.Report.Id] = readings.Count;
            readings.Add(reading);
        }

        return readings;
    }

    /// <summary>
    /// Reads all reports and gives them with their readings, in the order of the input; the reading is null where reading failed. Faults go to standard error as they come; <paramref name="faults"/> counts
    /// them. What <paramref name="wanted"/> refuses is not read and not given; it is asked on the calling thread, shortly before. The items of <paramref name="feeds"/> (addresses) come after the paths. Readings that are ready need no reader.
    /// </summary>
    public IEnumerable<(RawReport Report, Reading? Reading)> Read(Lazy<Reader> reader, ParseResult parsed, Terminal terminal, Counter faults, Func<RawReport, bool>? wanted = null, IReadOnlyList<string>? feeds = null)
    {
        using var web = new WebReports(new() { AllowPrivate = parsed.GetValue(allowPrivate), Cache = parsed.GetValue(cache) }, TimeProvider.System);
        var input = new ReportInput(terminal.In, parsed.GetValue(published) is { } date ? CalendarDate.Normalise(date) : null) { Web = web };
        IEnumerable<(InputItem Item, Reading? Reading)> items = Items(Paths(parsed), input).Concat((feeds ?? []).SelectMany(input.ReadFeed).Select(item => (item, (Reading?)null)));
        if (wanted is not null) items = items.Where(found => found.Item.Report is null || wanted(found.Item.Report));
        using var progress = new Progress(terminal, "reports read", TimeProvider.System);
        foreach (var (item, reading, failure) in OrderedWork.Select(items, Threads(parsed), found => found.Reading is null ? Read(reader, found.Item) : (found.Item, found.Reading, null)))
        {
            if (reading is not null)
            {
                progress.Step();
                if (reading.Report.IsForeign)
                {
                    progress.Clear();
                    terminal.Complain($"{reading.Report.Source}: is not in English, so no statements are read from it; leave it out or give a translation");
                }
            }
            else
            {
                progress.Clear();
                if (item.Remark is null) faults.Count++;
                terminal.Complain(item.Remark ?? failure ?? item.Fault!.ToString());
            }

            if (item.Report is not null) yield return (item.Report, reading);
        }
    }

    /// <summary>How many reports to read at the same time.</summary>
    public int Threads(ParseResult parsed) => parsed.GetValue(threads) is > 0 and var count ? count : Environment.ProcessorCount;

    /// <summary>Complains about a number below a bound.</summary>
    private static void AtLeast(OptionResult result, int bound)
    {
        if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int value) || value < bound))
            result.AddError($"{result.Option.Name}: '{result.Tokens[0].Value}' is no number from {bound} up.");
    }

    /// <summary>What the paths hold: reports that are to be read, and readings that are ready.</summary>
    private static IEnumerable<(InputItem Item, Reading? Reading)> Items(IReadOnlyList<string> paths, ReportInput input)
    {
        foreach (string path in paths)
        {
            if (ReadingFile.Is(path))
                foreach (var (reading, fault) in ReadingFile.Read(path)) yield return (fault is null ? new InputItem(ReportOf(reading!), null, null) : new InputItem(null, fault, null), reading);
            else
                foreach (InputItem item in input.Read([path])) yield return (item, null);
        }
    }

    /// <summary>The report of a reading, as far as the reading tells.</summary>
    private static RawReport ReportOf(Reading reading)
    {
        Report report = reading.Report;
        return new(report.Id, report.Source, report.Text) { Original = Encoding.UTF8.GetBytes(report.Text), Title = report.Title, Url = report.Url, Publisher = report.Publisher, Published = report.Published };
    }

    private static (InputItem Item, Reading? Reading, string? Failure) Read(Lazy<Reader> reader, InputItem item)
    {
        if (item.Report is null) return (item, null, null);
        try
        {
            return (item, reader.Value.Read(item.Report.ToReport()), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A defect that one report brings out must not cost the user the others.
            return (item, null, $"{item.Report.Source}: reading failed ({e.GetType().Name}: {e.Message}); left out, please report this");
        }
    }
}

/// <summary>Counts what an iterator meets on its way.</summary>
internal sealed class Counter
{
    /// <summary>How many so far.</summary>
    public int Count { get; set; }
}
