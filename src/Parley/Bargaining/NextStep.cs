using System.Numerics;

namespace Parley.Bargaining;

/// <summary>The rules under which a side makes its next step.</summary>
public enum Protocol
{
    /// <summary>
    /// One text is on the table; a side may propose to change up to four of its points, and a change stands when nobody is worse off by it (single negotiating text: Raiffa 1982).
    /// </summary>
    SingleText,
    /// <summary>A side makes a last offer: the others take any package that crosses none of their red lines and gives them their reservation.</summary>
    LastOffer,
    /// <summary>
    /// Sides hold one package each; whoever has more to lose from a breakdown, measured as (own - other's) / (own - reservation), concedes the least that makes the other the
    /// one with more to lose (Zeuthen 1930; Harsanyi 1956). For two parties that both have a draft or full positions.
    /// </summary>
    Zeuthen,
}

/// <summary>What the side that is to move does best under a protocol.</summary>
/// <param name="Protocol">The rules.</param>
/// <param name="Party">The side to move.</param>
/// <param name="Package">What it proposes; null when there is nothing better than to stand still.</param>
/// <param name="Gains">By party, against the text on the table (single text) or the reservations (the others).</param>
/// <param name="Why">The step in one sentence.</param>
/// <param name="Certificate">Proves that no other step is better for the party (for Zeuthen's: that the frontier from which the step is taken is complete).</param>
public sealed record NextStep(Protocol Protocol, int Party, Package? Package, IReadOnlyList<Rational> Gains, string Why, Certificate Certificate)
{
    /// <summary>The best change to a text for one side.</summary>
    internal static NextStep SingleText(Scenario scenario, UtilityTable table, int party, Draft text, SearchLimits limits)
    {
        // Of all changes of up to four points that hurt nobody, the one that gives the side most. A trade that contains a smaller one may be worth more to it,
        // so that all are looked at, with the side's gain as the goal and the number of changed points as one more party's loss.
        BigInteger[] own = table.Utilities(text.Package);
        UtilityTable counted = table.WithChangesAsParty(text.Package);
        BigInteger?[] floors = [.. own.Select(u => (BigInteger?)u), -4];
        BigInteger[] only = new BigInteger[table.Parties + 1];
        only[party] = BigInteger.One;
        bool red = table.Refusals(text.Package).Red != 0;
        SearchGoal best = SearchGoal.Sum(only, floors);
        SearchResult result = PackageSearch.Run(counted, best, red ? null : text.Package, red ? own[party] : null, limits);
        Certificate certificate = new(counted);
        certificate.Claim(best, result);
        string name = scenario.Parties[party].Name;
        if (result.Package is null || result.Value <= own[party])
            return new NextStep(Protocol.SingleText, party, null, new Rational[own.Length], $"No change of up to four points of '{text.Name}' helps {name} and hurts nobody{(result.Proved ? "" : " (as far as searched)")}.", certificate);
        Rational[] gains = [.. table.Utilities(result.Package).Select((u, p) => table.Unscale(p, u - own[p]))];
        int[] changed = [.. Enumerable.Range(0, table.Issues).Where(i => result.Package[i] != text.Package[i])];
        Trade trade = new([.. changed.Select(i => (i, text.Package[i], result.Package[i]))], gains, result.Package);
        return new NextStep(Protocol.SingleText, party, result.Package, gains, $"{name} proposes to change '{text.Name}'. {trade.Describe(scenario)}", certificate);
    }

    /// <summary>The best last offer of one side.</summary>
    internal static NextStep LastOffer(Scenario scenario, UtilityTable table, int party, Zone zone, SearchLimits limits)
    {
        string name = scenario.Parties[party].Name;
        if (zone.Witness is not Package witness) return new NextStep(Protocol.LastOffer, party, null, [], $"No offer of {name} would be accepted: the zone of possible agreement is empty.", zone.Certificate);
        BigInteger?[] floors = Array.ConvertAll(table.Reservation, r => (BigInteger?)r);
        BigInteger[] only = new BigInteger[table.Parties];
        only[party] = BigInteger.One;
        SearchGoal best = SearchGoal.Sum(only, floors);
        SearchResult result = PackageSearch.Run(table, best, witness, null, limits);
        Certificate certificate = new(table);
        certificate.Claim(best, result);
        Rational[] gains = [.. table.Utilities(result.Package!).Select((u, p) => table.Unscale(p, u - table.Reservation[p]))];
        return new NextStep(Protocol.LastOffer, party, result.Package, gains, $"{name} offers {result.Package!.Describe(scenario)}: {Trade.Points(scenario.Utility(party, result.Package))} points of 100 for itself, the most that the others can accept{(result.Proved ? "" : " (as far as searched)")}.", certificate);
    }

    /// <summary>Who concedes, and how far, when two sides hold a package each.</summary>
    internal static NextStep? Zeuthen(Scenario scenario, UtilityTable table, Package first, Package second, SearchLimits limits)
    {
        if (table.Parties != 2) return null;
        Package[] held = [first, second];
        Rational[] own = [scenario.Utility(0, first), scenario.Utility(1, second)], other = [scenario.Utility(0, second), scenario.Utility(1, first)];
        bool Takes(int p, Package package) => (table.Refusals(package).Red >> p & 1) == 0 && scenario.Utility(p, package) >= scenario.Parties[p].Reservation;
        Rational Risk(int p, Rational mine, Rational theirs) => mine <= scenario.Parties[p].Reservation ? 0 : (mine - theirs) / (mine - scenario.Parties[p].Reservation);
        Rational[] risk = [Risk(0, own[0], other[0]), Risk(1, own[1], other[1])];
        if (risk[0].Sign <= 0 || risk[1].Sign <= 0)
        {
            int content = risk[0].Sign <= 0 ? 0 : 1;
            if (!Takes(content, held[1 - content])) return new NextStep(Protocol.Zeuthen, content, null, [], $"{scenario.Parties[content].Name} holds a package that is worth no more to it than no agreement, and cannot take what {scenario.Parties[1 - content].Name} holds either: it needs another package first.", new Certificate(table));
            return new NextStep(Protocol.Zeuthen, content, held[1 - content], [], $"{scenario.Parties[content].Name} does best to accept what {scenario.Parties[1 - content].Name} holds: its own package is worth no more to it.", new Certificate(table));
        }

        // The lower risk concedes. The product of gains decides whose risk is lower: it concedes to a package with a greater product than the other's.
        int side = risk[0] <= risk[1] ? 0 : 1, opponent = 1 - side;
        BigInteger[] reservation = table.Reservation;
        BigInteger[] theirs = table.Utilities(held[opponent]);
        BigInteger wanted = (theirs[0] - reservation[0]) * (theirs[1] - reservation[1]);
        Package? step = null;
        // The least concession: the package best for the side among those whose product is greater than that of what the other holds. On the frontier of two parties.
        ParetoFrontier frontier = ParetoFrontier.Compute(table, null, limits.Clock);
        Certificate certificate = new(table);
        if (frontier.IsExact) certificate.Fact(() => frontier.Check());
        else certificate.LeaveOpen();
        BigInteger best = BigInteger.MinusOne;
        for (int i = 0; i < frontier.Count; i++)
        {
            BigInteger[] u = frontier.Scaled(i);
            if (u[0] < reservation[0] || u[1] < reservation[1] || (u[0] - reservation[0]) * (u[1] - reservation[1]) <= wanted || u[side] <= best) continue;
            if (u[side] > table.Utility(side, held[side]) && u[opponent] <= table.Utility(opponent, held[side])) continue;
            (best, step) = (u[side], frontier.Package(i));
        }

        string name = scenario.Parties[side].Name;
        if (step is null && !Takes(side, held[opponent])) return new NextStep(Protocol.Zeuthen, side, null, [], $"{name} has more to lose from a breakdown, but there is nothing that it can concede: no package is better for both than what {scenario.Parties[opponent].Name} holds, and that it cannot take.", certificate);
        if (step is null) return new NextStep(Protocol.Zeuthen, side, held[opponent], [], $"{name} has more to lose from a breakdown and can do no better than to accept what {scenario.Parties[opponent].Name} holds.", certificate);
        Rational[] gains = [.. table.Utilities(step).Select((u, p) => table.Unscale(p, u - reservation[p]))];
        return new NextStep(Protocol.Zeuthen, side, step, gains, $"{name} has more to lose from a breakdown and concedes as little as turns this round: {step.Describe(scenario)} ({Trade.Points(scenario.Utility(side, step))} points of 100 for itself).", certificate);
    }
}
