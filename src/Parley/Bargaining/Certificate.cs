using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// Why an answer is right: the packages it speaks of, and search trees that show that nothing better exists. <see cref="Check"/> verifies it with exact integers, apart
/// from the code that found it; the work is linear in the size of the trees.
/// </summary>
public sealed class Certificate
{
    private readonly List<(UtilityTable Table, SearchGoal Goal, BigInteger Ceiling, SearchCertificate Tree)> claims = [];
    private readonly List<Func<string?>> facts = [];
    private readonly UtilityTable table;

    internal Certificate(UtilityTable table) => this.table = table;

    /// <summary>What it shows, in one line.</summary>
    public string Summary => !IsComplete ? "proved to within its gap: the search stopped at its limit" : claims.Count == 0 ? "checked on the package itself"
        : $"{Plural(claims.Sum(c => c.Tree.Bounds), "bound")} in {Plural(claims.Count, "search tree")}";

    /// <summary>Whether every search came to its end; if not, what is proved is that nothing is better by more than the gap that the answer states.</summary>
    public bool IsComplete { get; private set; } = true;

    private static string Plural(int count, string what) => count == 1 ? $"one {what}" : $"{count} {what}s";

    /// <summary>Takes a search's proof.</summary>
    internal void Claim(SearchGoal goal, SearchResult result) => Claim(table, goal, result);

    internal void Claim(UtilityTable on, SearchGoal goal, SearchResult result)
    {
        IsComplete &= result.Proved;
        if (result is { Ceiling: BigInteger ceiling, Certificate: SearchCertificate tree }) claims.Add((on, goal, ceiling, tree));
        else IsComplete = false;
    }

    /// <summary>Says that something is left open.</summary>
    internal void LeaveOpen() => IsComplete = false;

    internal void Fact(Func<string?> flaw) => facts.Add(flaw);

    internal void Include(Certificate other)
    {
        claims.AddRange(other.claims);
        IsComplete &= other.IsComplete;
        facts.AddRange(other.facts);
    }

    /// <summary>Verifies everything.</summary>
    /// <returns>Null when the answer is proved; else what is wrong or missing, in one line.</returns>
    public string? Check() => CheckClaims() ?? (IsComplete ? null : "a search stopped at its limit, so that the answer is only proved to within its gap");

    /// <summary>Verifies what is claimed, which for an incomplete certificate is no more than the gap.</summary>
    /// <returns>Null when all of it is true; else what is not, in one line.</returns>
    public string? CheckClaims()
    {
        foreach (Func<string?> fact in facts)
            if (fact() is string flaw) return flaw;
        foreach ((UtilityTable on, SearchGoal goal, BigInteger ceiling, SearchCertificate tree) in claims)
            if (CertificateChecker.Check(on, goal, ceiling, tree) is string flaw) return flaw;

        return null;
    }
}
