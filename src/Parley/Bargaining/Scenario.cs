namespace Parley.Bargaining;

/// <summary>
/// Issues with options, each party's preferences, weights and red lines: what the bargaining analysis computes on. A party's utility of a package is
/// the sum over issues of its weight times its score of the chosen option (additive: what one issue is worth does not depend on the others; say so to whoever fills it in).
/// </summary>
public sealed record Scenario
{
    /// <summary>What is negotiated.</summary>
    public required string Name { get; init; }

    /// <summary>Sides whose preferences count, at least one, at most <see cref="MaximumParties"/>.</summary>
    public required IReadOnlyList<ScenarioParty> Parties { get; init; }

    /// <summary>Points to settle, at least one, at most <see cref="MaximumIssues"/>.</summary>
    public required IReadOnlyList<ScenarioIssue> Issues { get; init; }

    /// <summary>Preferences by party, then by issue, in the order of <see cref="Parties"/> and <see cref="Issues"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<Preference>> Preferences { get; init; }

    /// <summary>Texts on the table as packages.</summary>
    public IReadOnlyList<Draft> Drafts { get; init; } = [];

    /// <summary>What each party asks for now: index of the option by party, then issue; null where it has taken no position.</summary>
    public IReadOnlyList<IReadOnlyList<int?>> Positions { get; init; } = [];

    /// <summary>Points that can be put on a scale, with where the parties stand: what is forecast. They need not be <see cref="Issues"/>.</summary>
    public IReadOnlyList<ScalePoint> Scales { get; init; } = [];

    /// <summary>The number of parties that a scenario may have.</summary>
    public const int MaximumParties = 24;

    /// <summary>The number of issues that a scenario may have.</summary>
    public const int MaximumIssues = 1_000;

    /// <summary>The number of options that one issue may have.</summary>
    public const int MaximumOptions = 1_000;

    /// <summary>The package's utility to a party, exact, in [0, 1] for scenarios read from a file.</summary>
    public Rational Utility(int party, Package package)
    {
        ArgumentNullException.ThrowIfNull(package);
        Rational sum = Rational.Zero;
        for (int issue = 0; issue < Issues.Count; issue++) sum += Preferences[party][issue].Worth(package[issue]);
        return sum;
    }

    /// <summary>Index of the party with this id.</summary>
    /// <exception cref="ArgumentException">None has it.</exception>
    public int PartyIndex(string id)
    {
        for (int i = 0; i < Parties.Count; i++)
            if (Parties[i].Id == id) return i;
        throw new ArgumentException($"no party has the id '{id}' (there are {string.Join(", ", Parties.Select(p => p.Id))})", nameof(id));
    }
}

/// <summary>A side of the scenario.</summary>
/// <param name="Id">Short name, unique.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Reservation">What it can have without agreement, in [0, 1]: it takes no package worth less to it.</param>
public sealed record ScenarioParty(string Id, string Name, Rational Reservation);

/// <summary>A point to settle.</summary>
/// <param name="Id">Short name, unique.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Options">The ways to settle it, at least one, each named once.</param>
public sealed record ScenarioIssue(string Id, string Name, IReadOnlyList<string> Options)
{
    /// <summary>Index of the option so named, or -1.</summary>
    public int OptionIndex(string option)
    {
        for (int i = 0; i < Options.Count; i++)
            if (Options[i] == option) return i;
        return -1;
    }
}

/// <summary>What one issue is to one party.</summary>
/// <param name="Weight">Share of the party's points, at least 0; a party's weights add up to 1 in scenarios read from a file.</param>
/// <param name="Scores">How good each option is to it, in [0, 1].</param>
/// <param name="LowestWeight">Lower end of the interval in which the weight may lie; equal to <paramref name="Weight"/> when it is certain.</param>
/// <param name="HighestWeight">Upper end of the interval.</param>
/// <param name="RedLines">Indexes of the options it will not take.</param>
public sealed record Preference(Rational Weight, IReadOnlyList<Rational> Scores, Rational LowestWeight, Rational HighestWeight, IReadOnlyList<int> RedLines)
{
    /// <summary>A certain weight and no red lines.</summary>
    public Preference(Rational weight, IReadOnlyList<Rational> scores) : this(weight, scores, weight, weight, [])
    {
    }

    /// <summary>What the option adds to the party's utility.</summary>
    public Rational Worth(int option) => Weight * Scores[option];
}

/// <summary>A text on the table as a package.</summary>
/// <param name="Name">Unique among the drafts.</param>
/// <param name="By">Ids of the parties that tabled it.</param>
/// <param name="Revises">Name of the draft it is a version of, or null.</param>
/// <param name="Counters">Name of the draft it answers with another, or null.</param>
/// <param name="Package">What it says on every issue.</param>
public sealed record Draft(string Name, IReadOnlyList<string> By, string? Revises, string? Counters, Package Package);

/// <summary>One option for every issue. Immutable, compared by value.</summary>
public sealed class Package : IEquatable<Package>, IComparable<Package>
{
    private readonly int[] options;

    /// <summary>Takes the index of the chosen option of each issue, in the scenario's order.</summary>
    public Package(ReadOnlySpan<int> options) => this.options = options.ToArray();

    /// <summary>Number of issues.</summary>
    public int Count => options.Length;

    /// <summary>Index of the chosen option of an issue.</summary>
    public int this[int issue] => options[issue];

    /// <summary>The chosen options.</summary>
    public ReadOnlySpan<int> Options => options;

    /// <summary>The same package with one issue settled otherwise.</summary>
    public Package With(int issue, int option)
    {
        Package changed = new(options);
        changed.options[issue] = option;
        return changed;
    }

    /// <summary>Names of the options, separated by "; ".</summary>
    public string Describe(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return string.Join("; ", options.Select((o, i) => $"{scenario.Issues[i].Name}: {scenario.Issues[i].Options[o]}"));
    }

    /// <inheritdoc/>
    public bool Equals(Package? other) => other is not null && options.AsSpan().SequenceEqual(other.options);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Package);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int o in options) hash.Add(o);
        return hash.ToHashCode();
    }

    /// <summary>By the first issue on which they differ.</summary>
    public int CompareTo(Package? other) => other is null ? 1 : options.AsSpan().SequenceCompareTo(other.options);

    /// <inheritdoc/>
    public override string ToString() => string.Join(",", options);

    /// <summary>Same options.</summary>
    public static bool operator ==(Package? left, Package? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Different options.</summary>
    public static bool operator !=(Package? left, Package? right) => !(left == right);

    /// <summary>Before, by the first issue on which they differ.</summary>
    public static bool operator <(Package left, Package right) => Comparer<Package>.Default.Compare(left, right) < 0;

    /// <summary>After, by the first issue on which they differ.</summary>
    public static bool operator >(Package left, Package right) => Comparer<Package>.Default.Compare(left, right) > 0;

    /// <summary>Not after.</summary>
    public static bool operator <=(Package left, Package right) => Comparer<Package>.Default.Compare(left, right) <= 0;

    /// <summary>Not before.</summary>
    public static bool operator >=(Package left, Package right) => Comparer<Package>.Default.Compare(left, right) >= 0;
}
