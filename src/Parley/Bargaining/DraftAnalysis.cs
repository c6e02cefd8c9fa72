using System.Numerics;

namespace Parley.Bargaining;

/// <summary>Who can accept a package, and what it leaves on the table.</summary>
/// <param name="Name">The draft's name.</param>
/// <param name="Package">What it says.</param>
/// <param name="Utilities">Exact, by party.</param>
/// <param name="CrossedBy">Parties one of whose red lines it crosses.</param>
/// <param name="BelowReservation">Parties that it gives less than their reservation.</param>
/// <param name="IsEfficient">Whether no package (without red lines) dominates it. Null when the search stopped at its limit without finding one that does.</param>
/// <param name="Distance">
/// How far from the frontier: the most that all parties could gain at once, that is, the greatest utility by which some package is better for every party. 0 also where
/// a dominating package leaves somebody as it is.
/// </param>
/// <param name="DistanceAtMost">What the distance is proved not to exceed: the distance itself when the search came to its end; null when nothing is known.</param>
/// <param name="Waste">The greatest sum of utility to be gained with nobody losing: 0 exactly when nothing dominates the draft.</param>
/// <param name="WasteAtMost">What the waste is proved not to exceed; null when nothing is known.</param>
/// <param name="Dominating">
/// Packages that dominate it: the one with the greatest least gain, the one with the greatest sum of gains, and what the trades lead to; each once.
/// </param>
/// <param name="Trades">The smallest changes that hurt nobody.</param>
/// <param name="Certificate">Proves efficiency, distance and waste.</param>
public sealed record DraftAnalysis(
    string Name,
    Package Package,
    IReadOnlyList<Rational> Utilities,
    IReadOnlyList<int> CrossedBy,
    IReadOnlyList<int> BelowReservation,
    bool? IsEfficient,
    Rational Distance,
    Rational? DistanceAtMost,
    Rational Waste,
    Rational? WasteAtMost,
    IReadOnlyList<Package> Dominating,
    TradeSearch Trades,
    Certificate Certificate)
{
    /// <summary>Parties that can accept it.</summary>
    public IEnumerable<int> AcceptableTo => Enumerable.Range(0, Utilities.Count).Where(p => !CrossedBy.Contains(p) && !BelowReservation.Contains(p));

    /// <summary>Examines a package. It may itself cross red lines; what it is compared with does not.</summary>
    internal static DraftAnalysis Of(UtilityTable table, string name, Package package, SearchLimits limits)
    {
        Certificate certificate = new(table);
        BigInteger[] own = table.Utilities(package);
        (uint red, uint below) = table.Refusals(package);
        BigInteger[] factors = BargainingSolver.CommonFactors(table);
        BigInteger unit = BargainingSolver.CommonUnit(table);
        BigInteger?[] floors = Array.ConvertAll(own, u => (BigInteger?)u);
        Package? start = red == 0 ? package : null;
        HashSet<Package> dominating = [];

        // The draft itself gains nothing in sum; more is what it wastes.
        BigInteger total = BigInteger.Zero;
        for (int p = 0; p < own.Length; p++) total += factors[p] * own[p];
        SearchGoal sum = SearchGoal.Sum(factors, floors);
        SearchResult most = PackageSearch.Run(table, sum, start, start is null ? total : null, limits);
        certificate.Claim(sum, most);
        BigInteger waste = BigInteger.Max(BigInteger.Zero, most.Value!.Value - total);
        BigInteger? wasteAtMost = most.Ceiling is BigInteger ceiling ? BigInteger.Max(waste, ceiling - total) : null, distanceAtMost = wasteAtMost;
        BigInteger distance = BigInteger.Zero;
        if (most.Package is not null && waste.Sign > 0)
        {
            SearchGoal least = SearchGoal.SumOfSmallest(1, factors, own, floors);
            SearchResult best = PackageSearch.Run(table, least, most.Package, null, limits);
            certificate.Claim(least, best);
            distance = best.Value!.Value;
            distanceAtMost = best.Ceiling;
            if (distance.Sign > 0) dominating.Add(best.Package!);
            dominating.Add(most.Package);
        }

        TradeSearch trades = TradeSearch.From(table, package, TradeSearch.DefaultTrades, limits.Clock);
        foreach (Trade trade in trades.Trades) dominating.Add(trade.Result);
        bool? efficient = waste.Sign > 0 ? false : most.Proved || wasteAtMost?.IsZero == true ? true : null;
        return new DraftAnalysis(
            name,
            package,
            table.Unscale(own),
            Parties(red),
            Parties(below),
            efficient,
            new Rational(distance, unit),
            distanceAtMost is BigInteger d ? new Rational(d, unit) : null,
            new Rational(waste, unit),
            wasteAtMost is BigInteger w ? new Rational(w, unit) : null,
            [.. dominating],
            trades,
            certificate);

        int[] Parties(uint bits) => [.. Enumerable.Range(0, table.Parties).Where(p => (bits >> p & 1) != 0)];
    }
}
