using System.Globalization;

namespace Parley.Talks.Networks;

/// <summary>
/// Which statements count for a network: those of the period and of documents that are not left out (<see cref="Original"/>), then without excluded values, without empty rows and columns, and
/// without repetitions (<see cref="Filtered"/>, in time order).
/// </summary>
internal sealed class StatementSelection
{
    private readonly NetworkData data;
    private readonly NetworkSettings settings;
    private readonly VariableKind? qualifierKind;

    public StatementSelection(NetworkData data, NetworkSettings settings)
    {
        (this.data, this.settings) = (data, settings);
        qualifierKind = settings.Qualifier is { } name ? KindOf(name) : null;
        Check();
        From = settings.From ?? data.Documents.Select(document => document.Date).Min();
        To = settings.To ?? data.Documents.Select(document => document.Date).Max();
        Original = [.. data.Statements.Where(InPeriod).Where(statement => !Excluded(statement, ofDocument: true)).OrderBy(statement => statement.Document.Date ?? DateTime.MaxValue)
            .ThenBy(statement => statement.Document.Id).ThenBy(statement => statement.Start).ThenBy(statement => statement.Stop).ThenBy(statement => statement.Id)];
        Levels = LevelsOf();
        Filtered = Filter();
    }

    /// <summary>First moment of the period, or null where nothing is dated.</summary>
    public DateTime? From { get; }

    /// <summary>Last moment of the period, or null where nothing is dated.</summary>
    public DateTime? To { get; }

    /// <summary>Statements of the period.</summary>
    public IReadOnlyList<NetworkStatement> Original { get; }

    /// <summary>Statements that count.</summary>
    public IReadOnlyList<NetworkStatement> Filtered { get; }

    /// <summary>Values of the qualifier that can occur, in order; a single empty one without a qualifier.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>The levels as numbers, or null where they are none.</summary>
    public double[]? Scale => qualifierKind switch
    {
        null => [0],
        VariableKind.Boolean or VariableKind.Integer or VariableKind.Stance => [.. Levels.Select(level => (double)int.Parse(level, CultureInfo.InvariantCulture))],
        _ => null,
    };

    /// <summary>Whether the qualifier says 0 or 1.</summary>
    public bool IsBoolean => qualifierKind == VariableKind.Boolean;

    /// <summary>A statement's value of a variable or of a field of its document.</summary>
    public string Value(NetworkStatement statement, string variable) => IsField(variable) ? statement.Document.Field(variable)! : statement.Value(variable);

    private bool IsField(string name) => !data.Variables.Any(variable => variable.Name == name) && NetworkDocument.Fields.Contains(name);

    private VariableKind KindOf(string name) =>
        data.Variables.FirstOrDefault(variable => variable.Name == name)?.Kind
        ?? (NetworkDocument.Fields.Contains(name) ? VariableKind.ShortText
            : throw new NetworkException($"no variable is called '{name}'; there are {string.Join(", ", data.Variables.Select(variable => variable.Name).Concat(NetworkDocument.Fields))}"));

    private void Check()
    {
        foreach (string side in new[] { settings.Rows, settings.Columns })
            if (KindOf(side) != VariableKind.ShortText) throw new NetworkException($"'{side}' holds no names; give a short-text variable for rows and columns");
        if (qualifierKind == VariableKind.LongText) throw new NetworkException($"'{settings.Qualifier}' is long text; give a boolean, integer or short-text variable as qualifier");
        if (settings.Rows == settings.Columns) throw new NetworkException($"rows and columns are both '{settings.Rows}'; give two variables");
        foreach (NetworkExclusion exclusion in settings.Exclusions) KindOf(exclusion.Variable);
        bool needsQualifier = settings.Aggregation is NetworkAggregation.Congruence or NetworkAggregation.Conflict or NetworkAggregation.Subtract;
        if (needsQualifier && qualifierKind is null) throw new NetworkException("without a qualifier nobody agrees or disagrees; name one, or aggregate by ignore");
        if (settings.AsDna && settings.Duplicates != DuplicateRule.Include && settings.Aggregation != NetworkAggregation.Ignore && settings.Qualifier is { } field && IsField(field))
            throw new NetworkException("DNA fails where the qualifier is a field of the document and duplicates are left out; leave out --as-dna, or include duplicates");
    }

    private bool InPeriod(NetworkStatement statement)
    {
        if (settings.From is null && settings.To is null) return true;
        return statement.Document.Date is { } date && !(date < settings.From) && !(date > settings.To);
    }

    private bool Excluded(NetworkStatement statement, bool ofDocument)
    {
        foreach (NetworkExclusion exclusion in settings.Exclusions)
            if (IsField(exclusion.Variable) == ofDocument && Value(statement, exclusion.Variable) == exclusion.Value) return true;
        return false;
    }

    private List<string> LevelsOf()
    {
        switch (qualifierKind)
        {
            case null: return [""];
            case VariableKind.Boolean: return ["0", "1"];
            case VariableKind.Stance: return ["-1", "0", "1"];
            default:
                List<string> values = [.. Original.Select(statement => Value(statement, settings.Qualifier!)).Distinct(StringComparer.Ordinal)];
                if (qualifierKind == VariableKind.Integer) return [.. values.Where(value => value.Length > 0).OrderBy(value => int.Parse(value, CultureInfo.InvariantCulture))];
                values.Sort(StringComparer.Ordinal);
                return values;
        }
    }

    private List<NetworkStatement> Filter()
    {
        var kept = new List<NetworkStatement>();
        var seen = new HashSet<(string, string, string, long, long)>();
        foreach (NetworkStatement statement in Original)
        {
            string row = Value(statement, settings.Rows), column = Value(statement, settings.Columns), level = settings.Qualifier is { } name ? Value(statement, name) : "";
            if (Excluded(statement, ofDocument: false) || row.Length == 0 || column.Length == 0) continue;
            bool text = qualifierKind == VariableKind.ShortText;
            if (qualifierKind is not null && level.Length == 0 && !(text && settings.Aggregation == NetworkAggregation.Ignore)) continue;
            if (settings.Duplicates != DuplicateRule.Include && !NeverRepeats(level))
            {
                var (span, part) = SpanOf(statement);
                if (!seen.Add((row, column, settings.Aggregation == NetworkAggregation.Ignore ? "" : level, span, part))) continue;
            }

            kept.Add(statement);
        }

        return kept;
    }

    /// <summary>DNA compares whole numbers by identity, which holds for equal ones between -128 and 127 only.</summary>
    private bool NeverRepeats(string level) =>
        settings.AsDna && qualifierKind == VariableKind.Integer && settings.Aggregation != NetworkAggregation.Ignore && int.Parse(level, CultureInfo.InvariantCulture) is < -128 or > 127;

    /// <summary>The document, week, month or year within which a repetition does not count. What is undated repeats only within its document.</summary>
    private (long Span, long Part) SpanOf(NetworkStatement statement)
    {
        if (settings.Duplicates == DuplicateRule.All) return (0, 0);
        if (settings.Duplicates == DuplicateRule.Document || statement.Document.Date is not { } date) return (statement.Document.Id, -1);
        bool years = !settings.AsDna;
        switch (settings.Duplicates)
        {
            case DuplicateRule.Week:
                var (year, week) = WeekOf(date, settings.Weeks);
                return (years ? year : 0, week);
            case DuplicateRule.Month: return (years ? date.Year : 0, date.Month);
            default: return (date.Year, 0);
        }
    }

    /// <summary>The week of a date and the year that the week belongs to.</summary>
    internal static (int Year, int Week) WeekOf(DateTime date, WeekRule rule)
    {
        if (rule == WeekRule.Iso) return (ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date));
        DateTime saturday = date.Date.AddDays(6 - (int)date.DayOfWeek);
        DateTime first = new(saturday.Year, 1, 1);
        return (saturday.Year, ((saturday - first.AddDays(-(int)first.DayOfWeek)).Days / 7) + 1);
    }
}
