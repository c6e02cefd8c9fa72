using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// Why an answer is right: the packages it speaks of, and search trees that show that nothing better exists. <see cref="Check"/> verifies it with exact integers, apart
/// from the code that found it; the work is linear in the size of the trees.
/// </summary>
public sealed class Certificate
{
    private readonly List<(SearchGoal Goal, BigInteger Best, SearchCertificate? Tree)> claims = [];
    private readonly List<Func<string?>> facts = [];
    private readonly UtilityTable table;

    internal Certificate(UtilityTable table) => this.table = table;

    /// <summary>What it shows, in one line.</summary>
    public string Summary => claims.Count == 0 ? "checked on the package itself" : IsComplete
        ? $"{Plural(claims.Sum(c => c.Tree!.Bounds), "bound")} in {Plural(claims.Count, "search tree")}"
        : "no complete proof: the search stopped at its limit";

    /// <summary>Whether every search came to its end.</summary>
    public bool IsComplete => claims.TrueForAll(c => c.Tree is not null);

    private static string Plural(int count, string what) => count == 1 ? $"one {what}" : $"{count} {what}s";

    internal void Claim(SearchGoal goal, BigInteger best, SearchResult result) => claims.Add((goal, best, result.Proved ? result.Certificate : null));

    internal void Fact(Func<string?> flaw) => facts.Add(flaw);

    internal void Include(Certificate other)
    {
        claims.AddRange(other.claims);
        facts.AddRange(other.facts);
    }

    /// <summary>Verifies everything.</summary>
    /// <returns>Null when the answer is proved; else what is wrong, in one line.</returns>
    public string? Check()
    {
        foreach (Func<string?> fact in facts)
            if (fact() is string flaw) return flaw;
        foreach ((SearchGoal goal, BigInteger best, SearchCertificate? tree) in claims)
        {
            if (tree is null) return "a search stopped at its limit, so that its answer is not proved";
            if (CertificateChecker.Check(table, goal, best, tree) is string flaw) return flaw;
        }

        return null;
    }
}
