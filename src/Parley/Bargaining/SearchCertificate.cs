namespace Parley.Bargaining;

/// <summary>What a node of a <see cref="SearchCertificate"/> says.</summary>
internal enum CertificateStep : byte
{
    /// <summary>Multipliers number At bound every package left.</summary>
    Bounded,
    /// <summary>Option At (flat) goes: the <see cref="Bounded"/> that follows bounds every package left with it. Then the walk goes on without it.</summary>
    Without,
    /// <summary>Issue At is split: a <see cref="Choose"/> with its subtree follows for each option left.</summary>
    Split,
    /// <summary>Option At (flat) is chosen; its subtree follows.</summary>
    Choose,
    /// <summary>One package is left; its value speaks for itself.</summary>
    Single,
}

/// <summary>
/// Why no package is better: a tree that splits all packages into sets, with multipliers that bound each set. <see cref="CertificateChecker"/> walks it with exact integers
/// and none of the search's code.
/// </summary>
internal sealed class SearchCertificate
{
    private readonly List<Func<Multipliers>> multipliers = [];

    /// <summary>The tree in the order of the walk.</summary>
    public List<(CertificateStep Step, int At)> Steps { get; } = [];

    /// <summary>Number of sets that were bounded.</summary>
    public int Bounds => multipliers.Count;

    public Multipliers Multipliers(int number) => multipliers[number]();

    public void Add(CertificateStep step, int at) => Steps.Add((step, at));

    /// <summary>Takes multipliers; the function makes their integers when they are asked for.</summary>
    public int Add(Func<Multipliers> made)
    {
        multipliers.Add(made);
        return multipliers.Count - 1;
    }
}
