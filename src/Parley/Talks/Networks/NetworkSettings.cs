namespace Parley.Talks.Networks;

/// <summary>What the two sides of a matrix are.</summary>
public enum NetworkMode
{
    /// <summary>Rows against rows, tied by the columns they share.</summary>
    One,

    /// <summary>Rows against columns.</summary>
    Two,
}

/// <summary>What becomes of the qualifier, the variable that says whether a statement agrees.</summary>
public enum NetworkAggregation
{
    /// <summary>It does not matter: both speak of the same.</summary>
    Ignore,

    /// <summary>Both say the same of the same (one-mode).</summary>
    Congruence,

    /// <summary>Both say different things of the same (one-mode).</summary>
    Conflict,

    /// <summary>Congruence less conflict; in a two-mode network, agreement less disagreement.</summary>
    Subtract,

    /// <summary>Which levels occur at all, as a number with one binary digit a level (two-mode).</summary>
    Combine,
}

/// <summary>What a cell is divided by.</summary>
public enum NetworkNormalisation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mean number of statements of the two (one-mode).</summary>
    Average,

    /// <summary>What either of the two speaks of (one-mode).</summary>
    Jaccard,

    /// <summary>The lengths of the two as vectors (one-mode).</summary>
    Cosine,

    /// <summary>The row's statements (two-mode).</summary>
    Activity,

    /// <summary>The column's statements (two-mode).</summary>
    Prominence,
}

/// <summary>Where a statement that repeats an earlier one in row, column and qualifier does not count.</summary>
public enum DuplicateRule
{
    /// <summary>Every statement counts.</summary>
    Include,

    /// <summary>Within one document.</summary>
    Document,

    /// <summary>Within one calendar week.</summary>
    Week,

    /// <summary>Within one calendar month.</summary>
    Month,

    /// <summary>Within one calendar year.</summary>
    Year,

    /// <summary>Everywhere.</summary>
    All,
}

/// <summary>How weeks are counted.</summary>
public enum WeekRule
{
    /// <summary>ISO 8601: from Monday, week 1 has the year's first Thursday.</summary>
    Iso,

    /// <summary>As in the United States: from Sunday, week 1 has 1 January.</summary>
    UnitedStates,
}

/// <summary>Unit of a time window.</summary>
public enum WindowUnit
{
    /// <summary>Statements, in their order.</summary>
    Events,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Hours.</summary>
    Hours,

    /// <summary>Days.</summary>
    Days,

    /// <summary>Weeks.</summary>
    Weeks,

    /// <summary>Calendar months.</summary>
    Months,

    /// <summary>Calendar years.</summary>
    Years,
}

/// <summary>A moving time window.</summary>
/// <param name="Size">Its length in units, at least 1.</param>
/// <param name="Unit">The unit, by which it also moves.</param>
public sealed record NetworkWindow(int Size, WindowUnit Unit);

/// <summary>Statements to leave out, by a value of a variable or of a field of the document.</summary>
/// <param name="Variable">A variable, or a field of the document (<see cref="NetworkDocument.Fields"/>).</param>
/// <param name="Value">The value whose statements are left out.</param>
public sealed record NetworkExclusion(string Variable, string Value);

/// <summary>Which network to compute.</summary>
/// <param name="Rows">Variable, or field of the document, of the rows.</param>
/// <param name="Columns">Variable, or field of the document, of the columns; in a one-mode network what the rows are tied by.</param>
/// <param name="Qualifier">Variable that says whether a statement agrees, or null for none.</param>
public sealed record NetworkSettings(string Rows, string Columns, string? Qualifier)
{
    /// <summary>One-mode by default.</summary>
    public NetworkMode Mode { get; init; }

    /// <summary>What becomes of the qualifier.</summary>
    public NetworkAggregation Aggregation { get; init; }

    /// <summary>What a cell is divided by.</summary>
    public NetworkNormalisation Normalisation { get; init; }

    /// <summary>Which repetitions do not count.</summary>
    public DuplicateRule Duplicates { get; init; }

    /// <summary>First moment that counts, or null for that of the first document.</summary>
    public DateTime? From { get; init; }

    /// <summary>Last moment that counts, or null for that of the last document.</summary>
    public DateTime? To { get; init; }

    /// <summary>A moving window, or null for one matrix over the whole period.</summary>
    public NetworkWindow? Window { get; init; }

    /// <summary>Whether rows and columns without a statement that counts are kept.</summary>
    public bool Isolates { get; init; }

    /// <summary>Statements to leave out.</summary>
    public IReadOnlyList<NetworkExclusion> Exclusions { get; init; } = [];

    /// <summary>How weeks are counted.</summary>
    public WeekRule Weeks { get; init; }

    /// <summary>Whether to compute as the Discourse Network Analyzer 3 does, its faults included.</summary>
    public bool AsDna { get; init; }
}

/// <summary>A network that cannot be computed: what is asked for contradicts itself or the data.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class NetworkException(string message) : Exception(message);
