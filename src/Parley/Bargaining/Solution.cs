namespace Parley.Bargaining;

/// <summary>A rule that picks a package.</summary>
public enum SolutionKind
{
    /// <summary>The greatest product of gains over the reservation values (Nash 1950).</summary>
    Nash,
    /// <summary>
    /// The lexicographically greatest vector of gains, each as a share of the most that the party could gain with nobody below its reservation (Kalai and Smorodinsky 1975; for several
    /// parties and discrete packages: Imai 1983): first the worst-off share is as great as possible, then the second-worst, and so on.
    /// </summary>
    KalaiSmorodinsky,
    /// <summary>The same with gains in utility as it stands (Kalai 1977, made lexicographic): needs utilities that can be compared between parties.</summary>
    Egalitarian,
    /// <summary>The greatest sum of utilities with nobody below its reservation: needs utilities that can be compared between parties.</summary>
    Utilitarian,
}

/// <summary>The package that a rule picks. Advice on what would be fair or efficient by that rule, never a forecast.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Package">Where several tie, the one that the search (deterministic) came to first.</param>
/// <param name="Utilities">Exact, by party, in [0, 1].</param>
/// <param name="Gains">What the rule looks at: utility less reservation by party; for Kalai-Smorodinsky as a share of the ideal gain (0 where a party cannot gain).</param>
/// <param name="Proved">Whether it is proved to be the best by the rule.</param>
/// <param name="Gap">
/// 0 when proved. Else how much better another package might at the most be: for Nash as a share of the product, for the others in the rule's own units; for the lexicographic
/// rules of the first level that is open.
/// </param>
/// <param name="Certificate">The proof.</param>
public sealed record Solution(SolutionKind Kind, Package Package, IReadOnlyList<Rational> Utilities, IReadOnlyList<Rational> Gains, bool Proved, double Gap, Certificate Certificate);

/// <summary>The zone of possible agreement: packages that cross no red line and give every party at least its reservation.</summary>
/// <param name="IsEmpty">Whether there is no such package; null when the search stopped at its limit with neither.</param>
/// <param name="Witness">A package in the zone; null when empty.</param>
/// <param name="Shortfall">When empty and not for lack of options: the least amount of utility by which somebody misses its reservation in the best case.</param>
/// <param name="Blocked">Issues whose options are all beyond somebody's red line.</param>
/// <param name="Relaxations">When empty: the smallest sets of red lines and reservations to give up so that it is not (at most eight).</param>
/// <param name="Certificate">Proves that the zone is empty and that fewer concessions do not open it, or that the witness is in it.</param>
public sealed record Zone(
    bool? IsEmpty,
    Package? Witness,
    Rational Shortfall,
    IReadOnlyList<int> Blocked,
    IReadOnlyList<Relaxation> Relaxations,
    Certificate Certificate);

/// <summary>The most that each party can get with nobody below its reservation.</summary>
/// <param name="Utilities">By party.</param>
/// <param name="AtMost">By party, what is proved not to be exceeded: the same where it is proved.</param>
/// <param name="Proved">Whether all are proved to be the most.</param>
/// <param name="Certificate">The proof.</param>
public sealed record Ideal(IReadOnlyList<Rational> Utilities, IReadOnlyList<Rational> AtMost, bool Proved, Certificate Certificate);

/// <summary>Something that, given up together, opens a zone of possible agreement.</summary>
/// <param name="RedLines">Party, issue and option of the red lines to give up.</param>
/// <param name="Reservations">Parties that would have to go below their reservation, and the utility they would then have at the most.</param>
/// <param name="Package">A package that becomes possible.</param>
public sealed record Relaxation(IReadOnlyList<(int Party, int Issue, int Option)> RedLines, IReadOnlyList<(int Party, Rational Utility)> Reservations, Package Package)
{
    /// <summary>How many things are given up.</summary>
    public int Count => RedLines.Count + Reservations.Count;
}
