using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Parley.Exchange;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;
using Parley.Talks;
using Parley.Talks.Networks;

namespace Parley.Cli;

/// <summary><c>parley talks networks PATH...</c>: who agrees with whom on what.</summary>
internal static class NetworksCommand
{
    /// <summary>Where a word of the command line stands for another variable of a DNA database.</summary>
    private static readonly (string Word, string[] Variables)[] DnaWords = [("party", ["organization", "organisation"]), ("actor", ["person"]), ("issue", ["concept"]), ("proposal", ["concept"])];

    /// <summary>The verb.</summary>
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb(
            "networks",
            "Computes agreement networks: parties or actors tied by what they are for and against, or against issues and proposals; from reports, readings, a ledger or a database of the Discourse Network Analyzer.",
            "parley talks networks reports/ --aggregate congruence --normalise jaccard > congruence.csv\nparley talks networks coded.dna --mode two --rows organization --columns concept --as-dna");
        var reports = new ReportOptions();
        reports.AddTo(verb);
        var options = new NetworkOptions();
        options.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var faults = new Counter();
            try
            {
                (NetworkData data, NetworkSettings settings) = Source(parsed, reports, options, terminal, faults);
                WriteTo(parsed.GetValue(options.Out), terminal, writer => options.Write(parsed, AgreementNetwork.Of(data, settings), settings, writer));
            }
            catch (NetworkException e)
            {
                throw new CommandException(e.Message, ExitCode.Usage);
            }

            return faults.Count > 0 ? ExitCode.InputAtFault : ExitCode.Done;
        });
        return verb;
    }

    private static (NetworkData Data, NetworkSettings Settings) Source(ParseResult parsed, ReportOptions reports, NetworkOptions options, Terminal terminal, Counter faults)
    {
        IReadOnlyList<string> paths = reports.Paths(parsed);
        if (paths.Any(DnaFile.IsDna))
        {
            if (paths.Count > 1) throw new CommandException("a .dna file stands alone; give one PATH", ExitCode.Usage);
            return OfDna(parsed, options, DnaFile.Read(paths[0]), paths[0]);
        }

        if (paths.Count == 1 && (PostgresDatabase.Is(paths[0]) || DnaFile.IsSqlite(paths[0])))
        {
            using ILedgerStore store = LedgerFile.Open(paths[0], TimeProvider.System, readOnly: true);
            List<Reading> kept = [.. store.Reports().Select(report => report.Decided?.Reading).OfType<Reading>()];
            if (kept.Count == 0) throw new CommandException($"{store.Name}: holds no reading; add reports with 'parley ledger add'");
            return OfTalks(parsed, options, NegotiationBuilder.Build(kept, decisions: [.. store.Decisions().Select(made => made.Decision)]), terminal);
        }

        if (paths.FirstOrDefault(path => path.EndsWith(".dna", StringComparison.OrdinalIgnoreCase)) is { } damaged) DnaFile.Read(damaged);
        List<Reading> readings = reports.LatestReadings(parsed, terminal, faults);
        if (readings.Count == 0) throw new CommandException("no report found; give a file, a folder or - for standard input");
        return OfTalks(parsed, options, NegotiationBuilder.Build(readings), terminal);
    }

    private static (NetworkData Data, NetworkSettings Settings) OfTalks(ParseResult parsed, NetworkOptions options, Negotiation talks, Terminal terminal)
    {
        double? least = parsed.GetValue(options.MinConfidence);
        NetworkData data = TalksNetworkData.Of(talks, least);
        int left = TalksNetworkData.LeftOut(talks, least);
        string bar = least is { } given ? $"below confidence {given.ToString(CultureInfo.InvariantCulture)}" : "too uncertain to be shown in a brief";
        if (left > 0) terminal.Complain($"{left} {(left == 1 ? "position" : "positions")} {bar} left out, {data.Statements.Count} counted; --min-confidence sets the bar");
        NetworkSettings settings = options.Settings(parsed, parsed.GetValue(options.Rows) ?? "party", parsed.GetValue(options.Columns) ?? "target", TalksNetworkData.Qualifier);
        int undated = settings.From is null && settings.To is null && settings.Window is null ? 0 : data.Statements.Count(statement => statement.Document.Date is null);
        if (undated > 0) terminal.Complain($"{undated} {(undated == 1 ? "position" : "positions")} of undated reports left out of the period; date them with --published or a reports.csv");
        return (data, settings);
    }

    private static (NetworkData Data, NetworkSettings Settings) OfDna(ParseResult parsed, NetworkOptions options, DnaDatabase database, string path)
    {
        IReadOnlyList<string> types = DnaNetworkData.StatementTypes(database);
        string type = parsed.GetValue(options.Type) ?? (types.Count > 0 ? types[0] : throw new NetworkException($"{path} has no statement type with short-text variables, so there is nothing to tie"));
        NetworkData data = DnaNetworkData.Of(database, type);
        List<string> texts = [.. data.Variables.Where(variable => variable.Kind == VariableKind.ShortText).Select(variable => variable.Name)];
        string Known(string? word, string fallback)
        {
            word ??= fallback;
            if (data.Variables.Any(variable => variable.Name == word)) return word;
            return Array.Find(DnaWords, pair => pair.Word == word).Variables?.FirstOrDefault(texts.Contains) ?? word;
        }

        string rows = Known(parsed.GetValue(options.Rows), "party"), columns = Known(parsed.GetValue(options.Columns), "issue");
        if (parsed.GetValue(options.Rows) is null && !texts.Contains(rows)) rows = texts[0];
        if (parsed.GetValue(options.Columns) is null && !texts.Contains(columns)) columns = texts.Find(name => name != rows) ?? rows;
        string? qualifier = data.Variables.FirstOrDefault(variable => variable.Name == "agreement")?.Name ?? data.Variables.FirstOrDefault(variable => variable.Kind == VariableKind.Boolean)?.Name;
        return (data, options.Settings(parsed, rows, columns, qualifier));
    }

    private static void WriteTo(string? path, Terminal terminal, Action<TextWriter> write)
    {
        using var whole = new StringWriter { NewLine = "\n" };
        write(whole);
        if (path is null) terminal.Write(whole.ToString());
        else OutputFile.Write(path, whole.ToString());
    }
}

/// <summary>The options that say which network and in which form.</summary>
internal sealed class NetworkOptions
{
    private readonly Option<NetworkMode> mode = Choice("--mode", "one (rows tied by the columns they share) or two (rows against columns).", "one", ("one", NetworkMode.One), ("two", NetworkMode.Two));

    private readonly Option<NetworkAggregation?> aggregate = Choice<NetworkAggregation?>(
        "--aggregate", "What agreement does: ignore, congruence, conflict, subtract; combine in two-mode networks. [default: subtract; ignore with --as-dna]", null, ("ignore", NetworkAggregation.Ignore),
        ("congruence", NetworkAggregation.Congruence), ("conflict", NetworkAggregation.Conflict), ("subtract", NetworkAggregation.Subtract), ("combine", NetworkAggregation.Combine));

    private readonly Option<NetworkNormalisation> normalise = Choice(
        "--normalise", "What a cell is divided by: none, average, jaccard, cosine; activity or prominence in two-mode networks.", "none", ("none", NetworkNormalisation.None), ("no", NetworkNormalisation.None),
        ("average", NetworkNormalisation.Average), ("jaccard", NetworkNormalisation.Jaccard), ("cosine", NetworkNormalisation.Cosine), ("activity", NetworkNormalisation.Activity), ("prominence", NetworkNormalisation.Prominence));

    private readonly Option<DuplicateRule> duplicates = Choice(
        "--duplicates", "Repetitions that do not count: include (all count), or those within a document, week, month, year, or all.", "include", ("include", DuplicateRule.Include),
        ("document", DuplicateRule.Document), ("week", DuplicateRule.Week), ("month", DuplicateRule.Month), ("year", DuplicateRule.Year), ("all", DuplicateRule.All), ("acrossrange", DuplicateRule.All));

    private readonly Option<WeekRule> weeks = Choice("--weeks", "How weeks are counted: iso (from Monday) or us (from Sunday).", "iso", ("iso", WeekRule.Iso), ("us", WeekRule.UnitedStates));
    private readonly Option<string> format = Choice("--format", "csv (matrix), edges (a tie a line) or graphml.", "csv", ("csv", "csv"), ("edges", "edges"), ("graphml", "graphml"));
    private readonly Option<string?> qualifier = new("--qualifier") { Description = "Variable that says whether a statement agrees; none for none. [default: stance; agreement in a .dna file]", HelpName = "VARIABLE" };
    private readonly Option<string?> from = Moment("--from", "Counts what was published from this day, or moment, on.", endOfDay: false);
    private readonly Option<string?> to = Moment("--to", "Counts what was published up to this day, or moment.", endOfDay: true);
    private readonly Option<NetworkWindow?> window = WindowOption();
    private readonly Option<bool> isolates = new("--isolates") { Description = "Keeps rows and columns that have no statement left." };
    private readonly Option<string[]> exclude = new("--exclude") { Description = "Leaves out statements by a value of a variable or of a field of the document; may be repeated.", HelpName = "VARIABLE=VALUE" };
    private readonly Option<bool> asDna = new("--as-dna") { Description = "Computes as the Discourse Network Analyzer 3 does, its faults included." };

    /// <summary>Variable of the rows.</summary>
    public Option<string?> Rows { get; } = new("--rows") { Description = "party or actor; in a .dna file any variable or field of the document. [default: party]", HelpName = "VARIABLE" };

    /// <summary>Variable of the columns.</summary>
    public Option<string?> Columns { get; } = new("--columns") { Description = "issue, proposal, target (either), actor or party; in a .dna file any variable or field of the document. [default: target; concept in a .dna file]", HelpName = "VARIABLE" };

    /// <summary>Statement type of a DNA database.</summary>
    public Option<string?> Type { get; } = new("--type") { Description = "Statement type of a .dna file. [default: the one with most statements]", HelpName = "LABEL" };

    /// <summary>Where to write.</summary>
    public Option<string?> Out { get; } = new("--out") { Description = "Writes there instead of to standard output.", HelpName = "FILE" };

    /// <summary>Bar for positions that the reader found.</summary>
    public Option<double?> MinConfidence { get; } = new("--min-confidence") { Description = "Leaves out positions below this confidence, from 0 to 1. [default: those that a brief shows]", HelpName = "P" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        MinConfidence.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || value is not (>= 0 and <= 1)))
                result.AddError($"--min-confidence: '{result.Tokens[0].Value}' is no number from 0 to 1.");
        });
        exclude.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
                if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1) result.AddError($"--exclude: '{token.Value}' is no VARIABLE=VALUE.");
        });
        foreach (Option option in new Option[] { mode, Rows, Columns, aggregate, normalise, duplicates, qualifier, from, to, window, weeks, isolates, exclude, asDna, Type, MinConfidence, format, Out }) command.Options.Add(option);
    }

    /// <summary>The settings that the options say.</summary>
    public NetworkSettings Settings(ParseResult parsed, string rows, string columns, string? defaultQualifier)
    {
        string? named = parsed.GetValue(qualifier);
        string? by = named is null ? defaultQualifier : named == "none" ? null : named;
        bool dna = parsed.GetValue(asDna);
        return new(rows, columns, by)
        {
            Mode = parsed.GetValue(mode),
            Aggregation = parsed.GetValue(aggregate) ?? (dna || by is null ? NetworkAggregation.Ignore : NetworkAggregation.Subtract),
            Normalisation = parsed.GetValue(normalise),
            Duplicates = parsed.GetValue(duplicates),
            From = parsed.GetValue(from) is { } first ? ParseMoment(first, endOfDay: false) : null,
            To = parsed.GetValue(to) is { } last ? ParseMoment(last, endOfDay: true) : null,
            Window = parsed.GetValue(window),
            Isolates = parsed.GetValue(isolates),
            Exclusions = [.. (parsed.GetValue(exclude) ?? []).Select(pair => new NetworkExclusion(pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]))],
            Weeks = parsed.GetValue(weeks),
            AsDna = dna,
        };
    }

    /// <summary>Writes the networks in the form that the options say.</summary>
    public void Write(ParseResult parsed, IEnumerable<NetworkMatrix> networks, NetworkSettings settings, TextWriter output)
    {
        bool windows = settings.Window is not null;
        switch (parsed.GetValue(format))
        {
            case "edges": NetworkFiles.WriteEdges(networks, windows, output); break;
            case "graphml": NetworkFiles.WriteGraphMl(networks, settings, output); break;
            default: NetworkFiles.WriteMatrix(networks, windows, output); break;
        }
    }

    /// <summary>An option with a word for each value; its default is the type's own.</summary>
    private static Option<T> Choice<T>(string name, string description, string? fallback, params (string Word, T Value)[] choices)
    {
        T? Parse(ArgumentResult result)
        {
            string word = result.Tokens[0].Value;
            foreach (var (known, value) in choices)
                if (known == word) return value;
            result.AddError($"{name}: '{word}' is none of {string.Join(", ", choices.Select(choice => choice.Word))}.");
            return default;
        }

        return new(name) { Description = fallback is null ? description : $"{description} [default: {fallback}]", HelpName = name[2..].ToUpperInvariant(), CustomParser = Parse };
    }

    private static Option<string?> Moment(string name, string description, bool endOfDay)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "DATE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && ParseMoment(result.Tokens[0].Value, endOfDay) is null) result.AddError($"{name}: '{result.Tokens[0].Value}' is no date; write it as 2031-03-15 or 2031-03-15T08:00:00.");
        });
        return option;
    }

    /// <summary>A day from its first second or to its last, or a moment as it stands (UTC where it has no offset).</summary>
    private static DateTime? ParseMoment(string text, bool endOfDay)
    {
        if (CalendarDate.TryIso(text, out DateOnly day)) return day.ToDateTime(endOfDay ? new TimeOnly(23, 59, 59) : TimeOnly.MinValue);
        return CalendarDate.Normalise(text) is { } normal && DateTimeOffset.TryParse(normal, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment.UtcDateTime : null;
    }

    private static Option<NetworkWindow?> WindowOption() => new("--window")
    {
        Description = "A matrix for each window of this length, moved by one unit: 7days, 2weeks, 1month, 1year; hours, minutes, seconds; 20events for statements.",
        HelpName = "LENGTH",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value.Replace(" ", "", StringComparison.Ordinal);
            int digits = text.TakeWhile(char.IsAsciiDigit).Count();
            if (int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0 && UnitOf(text[digits..]) is { } unit) return new NetworkWindow(size, unit);
            result.AddError($"--window: '{result.Tokens[0].Value}' is no length; write a number and a unit, such as 7days or 1month.");
            return null;
        },
    };

    private static WindowUnit? UnitOf(string word) => word.TrimStart('-', ':').ToUpperInvariant() switch
    {
        "E" or "EVENT" or "EVENTS" or "STATEMENT" or "STATEMENTS" => WindowUnit.Events,
        "S" or "SECOND" or "SECONDS" => WindowUnit.Seconds,
        "MIN" or "MINUTE" or "MINUTES" => WindowUnit.Minutes,
        "H" or "HOUR" or "HOURS" => WindowUnit.Hours,
        "D" or "DAY" or "DAYS" => WindowUnit.Days,
        "W" or "WEEK" or "WEEKS" => WindowUnit.Weeks,
        "M" or "MONTH" or "MONTHS" => WindowUnit.Months,
        "Y" or "YEAR" or "YEARS" => WindowUnit.Years,
        _ => null,
    };
}
