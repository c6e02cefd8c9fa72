using System.Numerics;

namespace Parley.Bargaining;

/// <summary>Points of a package settled otherwise at once, so that somebody gains and nobody loses.</summary>
/// <param name="Changes">Issue, option given up and option taken instead; in the order of the issues.</param>
/// <param name="Gains">What it adds to each party's utility, at least 0.</param>
/// <param name="Result">The package after it.</param>
public sealed record Trade(IReadOnlyList<(int Issue, int From, int To)> Changes, IReadOnlyList<Rational> Gains, Package Result)
{
    /// <summary>Whether every party gains.</summary>
    public bool HelpsEverybody => Gains.All(g => g.Sign > 0);

    /// <summary>
    /// Checks by evaluating, with exact fractions, that the trade is what it says: it starts from the package, changes one to four points, takes no option beyond a red line, ends in
    /// <see cref="Result"/> with none crossed, adds exactly <see cref="Gains"/>, hurts nobody, helps somebody, and contains no smaller change of which that is true. That no other
    /// trade exists is not shown.
    /// </summary>
    /// <returns>Null when all of that is so; else what is not, in one line.</returns>
    public string? Check(Scenario scenario, Package from)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(from);
        if (Changes.Count is < 1 or > 4 || Changes.Select(c => c.Issue).Distinct().Count() != Changes.Count) return "not one to four points are changed";
        if (Changes.Any(c => from[c.Issue] != c.From || c.To == c.From)) return "a change does not start from the package";
        if (After((1 << Changes.Count) - 1) != Result) return "the changes do not lead to the result";
        for (int part = 1; part < 1 << Changes.Count; part++)
        {
            bool whole = part == (1 << Changes.Count) - 1;
            Package after = After(part);
            Rational[] gains = [.. scenario.Parties.Select((_, p) => scenario.Utility(p, after) - scenario.Utility(p, from))];
            bool red = scenario.Preferences.Any(own => own.Where((preference, i) => preference.RedLines.Contains(after[i])).Any());
            bool good = !red && gains.All(g => g.Sign >= 0) && gains.Any(g => g.Sign > 0);
            if (whole && !good) return red ? "a red line is crossed after it" : "somebody loses, or nobody gains";
            if (whole && !gains.SequenceEqual(Gains)) return "the gains are not those stated";
            if (!whole && good) return "it contains a smaller one";
        }

        return null;

        Package After(int part)
        {
            Package package = from;
            for (int c = 0; c < Changes.Count; c++)
                if ((part >> c & 1) != 0) package = package.With(Changes[c].Issue, Changes[c].To);
            return package;
        }
    }

    /// <summary>The trade as one sentence, with gains in points of 100.</summary>
    public string Describe(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        string[] changes = [.. Changes.Select(c => $"{scenario.Issues[c.Issue].Name} at '{scenario.Issues[c.Issue].Options[c.To]}' instead of '{scenario.Issues[c.Issue].Options[c.From]}'{ForWhom(scenario, c)}")];
        string[] gains = [.. Gains.Select((g, p) => (Gain: g, Name: scenario.Parties[p].Name)).Where(x => x.Gain.Sign > 0).OrderByDescending(x => x.Gain).Select(x => $"{x.Name} +{Points(x.Gain)}")];
        string[] same = [.. Gains.Select((g, p) => (Gain: g, Name: scenario.Parties[p].Name)).Where(x => x.Gain.Sign == 0).Select(x => x.Name)];
        return $"Settle {Join(changes)}: {Join(gains)}{(same.Length == 0 ? "" : same.Length == 1 ? $"; {same[0]} neither gains nor loses" : $"; {Join(same)} neither gain nor lose")}.";
    }

    private static string ForWhom(Scenario scenario, (int Issue, int From, int To) change)
    {
        List<string> winners = [], losers = [];
        for (int p = 0; p < scenario.Parties.Count; p++)
        {
            Preference own = scenario.Preferences[p][change.Issue];
            int sign = (own.Worth(change.To) - own.Worth(change.From)).Sign;
            if (sign > 0) winners.Add(scenario.Parties[p].Name);
            else if (sign < 0) losers.Add(scenario.Parties[p].Name);
        }

        return losers.Count == 0 ? "" : winners.Count == 0 ? $" ({Join(losers)} {(losers.Count == 1 ? "yields" : "yield")})" : $" ({Join(losers)} {(losers.Count == 1 ? "yields" : "yield")} to {Join(winners)})";
    }

    internal static string Points(Rational value) => (value * 100).ToDouble().ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    internal static string Join(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "nobody",
        1 => parts[0],
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1],
    };
}

/// <summary>
/// The smallest trades from a package: changes of one to four points that hurt nobody, cross no red line and contain no smaller such change. Fewest points first; of those, the ones that
/// help everybody first, then by the least gain, then by the sum of gains.
/// </summary>
/// <param name="Trades">The first ones in that order.</param>
/// <param name="Found">How many there are in all, among the sizes searched.</param>
/// <param name="SearchedSize">Every change of up to this many points was looked at: 4, or fewer where there are too many (then larger trades may exist).</param>
public sealed record TradeSearch(IReadOnlyList<Trade> Trades, long Found, int SearchedSize)
{
    /// <summary>How many trades are listed unless told otherwise.</summary>
    public const int DefaultTrades = 12;

    /// <summary>Changes that may be looked at.</summary>
    private const double MaximumChanges = 4e7;

    /// <summary>Points that a trade changes at the most.</summary>
    private const int MaximumSize = 4;

    /// <summary>
    /// Checks, by going through all changes of up to <see cref="SearchedSize"/> points with exact integers, that <see cref="Found"/> is their number and that those listed are the first in
    /// their order. Work: in proportion to those changes, up to some ten million.
    /// </summary>
    /// <returns>Null when that is so; else what is not, in one line.</returns>
    public string? Check(Scenario scenario, Package package, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(package);
        return Trades.Select(t => t.Check(scenario, package)).FirstOrDefault(flaw => flaw is not null) ?? TradeChecker.Check(UtilityTable.Of(scenario), package, this, cancel);
    }

    /// <summary>Finds the trades from a package.</summary>
    /// <param name="scenario">Options beyond a red line are not traded for.</param>
    /// <param name="package">Where the parties stand.</param>
    /// <param name="keep">How many trades to list.</param>
    /// <param name="cancel">Stops the search.</param>
    public static TradeSearch From(Scenario scenario, Package package, int keep = DefaultTrades, CancellationToken cancel = default) =>
        From(UtilityTable.Of(scenario ?? throw new ArgumentNullException(nameof(scenario))), package ?? throw new ArgumentNullException(nameof(package)), keep, WorkClock.None(cancel));

    internal static TradeSearch From(UtilityTable table, Package package, int keep, WorkClock clock)
    {
        Search search = new(table, package, keep, clock);
        return search.Run();
    }

    private sealed class Search(UtilityTable table, Package package, int keep, WorkClock clock)
    {
        private readonly List<(int Issue, int To, BigInteger[] Exact, double[] Approximate)> moves = [];
        private readonly List<(Trade Trade, bool All, Rational Least, Rational Sum)> best = [];
        private readonly int[] chosen = new int[MaximumSize];
        private readonly int[] crossing = [.. Enumerable.Range(0, table.Issues).Where(i => !table.Allowed(table.Start[i] + package[i]))];
        private double[][] mostLater = [];
        private int[] firstOfNext = [];
        private long found;
        private bool isOver;

        public TradeSearch Run()
        {
            for (int i = 0; i < table.Issues; i++)
                for (int o = table.Start[i]; o < table.Start[i + 1]; o++)
                {
                    int from = table.Start[i] + package[i];
                    if (o == from || !table.Allowed(o)) continue;
                    BigInteger[] change = [.. table.Worth.Select(w => w[o] - w[from])];
                    // What changes nothing for anybody is of use only where it leaves a red line.
                    if (Array.TrueForAll(change, c => c.IsZero) && table.Allowed(from)) continue;
                    moves.Add((i, o, change, [.. change.Select((c, p) => new Rational(c, table.Scale[p]).ToDouble())]));
                }

            firstOfNext = new int[moves.Count];
            for (int m = moves.Count - 1; m >= 0; m--) firstOfNext[m] = m + 1 < moves.Count && moves[m + 1].Issue == moves[m].Issue ? firstOfNext[m + 1] : m + 1;
            // What a party can get back at the most from one of the moves after this one.
            mostLater = new double[moves.Count + 1][];
            mostLater[^1] = new double[table.Parties];
            for (int m = moves.Count - 1; m >= 0; m--) mostLater[m] = [.. mostLater[m + 1].Select((most, p) => Math.Max(most, moves[m].Approximate[p]))];

            int searched = 0;
            double changes = 1;
            for (int size = 1; size <= Math.Min(MaximumSize, table.Issues); size++)
            {
                changes *= Math.Max(1, moves.Count - (double)(size - 1) * moves.Count / table.Issues) / size;
                if (changes > MaximumChanges) break;
                long before = found;
                Extend(0, size, 0, new double[table.Parties]);
                if (isOver)
                {
                    // Half of a size says nothing about the other half.
                    found = before;
                    best.RemoveAll(b => b.Trade.Changes.Count == size);
                    break;
                }

                searched = size;
            }

            if (searched == table.Issues || moves.Count == 0) searched = MaximumSize;
            return new TradeSearch([.. best.Select(b => b.Trade)], found, searched);
        }

        private void Extend(int depth, int size, int from, double[] sum)
        {
            int left = size - depth;
            if (left == 0)
            {
                Weigh(size);
                return;
            }

            clock.Cancel.ThrowIfCancellationRequested();
            isOver |= depth <= 1 && size > 2 && clock.IsOver;
            if (isOver) return;
            double[] next = new double[sum.Length];
            for (int m = from; m < moves.Count; m++)
            {
                bool possible = true;
                for (int p = 0; p < sum.Length; p++)
                {
                    next[p] = sum[p] + moves[m].Approximate[p];
                    possible &= next[p] + (left - 1) * mostLater[firstOfNext[m]][p] > -1e-9;
                }

                if (!possible) continue;
                chosen[depth] = m;
                Extend(depth + 1, size, firstOfNext[m], next);
            }
        }

        private void Weigh(int size)
        {
            // What stays beyond a red line hurts whoever drew it, whatever else it gets.
            int whole = (1 << size) - 1;
            if (!IsTrade(size, whole)) return;
            BigInteger[] gains = new BigInteger[table.Parties];
            for (int d = 0; d < size; d++)
                for (int p = 0; p < gains.Length; p++) gains[p] += moves[chosen[d]].Exact[p];
            // A trade that contains a smaller one is not the smallest.
            for (int part = 1; part < whole; part++)
                if (IsTrade(size, part)) return;
            found++;
            Rational[] exact = table.Unscale(gains);
            Rational least = exact.Min(), total = exact.Aggregate((a, b) => a + b);
            bool all = least.Sign > 0;
            int at = best.FindIndex(b => b.Trade.Changes.Count > size || (b.Trade.Changes.Count == size && Better(all, least, total, b)));
            if (at < 0) at = best.Count;
            if (at >= keep) return;
            Package result = package;
            List<(int Issue, int From, int To)> changes = [];
            for (int d = 0; d < size; d++)
            {
                (int issue, int to, _, _) = moves[chosen[d]];
                changes.Add((issue, package[issue], to - table.Start[issue]));
                result = result.With(issue, to - table.Start[issue]);
            }

            best.Insert(at, (new Trade(changes, exact, result), all, least, total));
            if (best.Count > keep) best.RemoveAt(keep);
        }

        /// <summary>Whether some of the chosen moves are a trade by themselves.</summary>
        private bool IsTrade(int size, int part)
        {
            bool more = false;
            for (int p = 0; p < table.Parties; p++)
            {
                BigInteger gain = BigInteger.Zero;
                for (int d = 0; d < size; d++)
                    if ((part >> d & 1) != 0) gain += moves[chosen[d]].Exact[p];
                if (gain.Sign < 0) return false;
                more |= gain.Sign > 0;
            }

            return more && Array.TrueForAll(crossing, i => Changes(i, size, part));
        }

        private bool Changes(int issue, int size, int part)
        {
            for (int d = 0; d < size; d++)
                if ((part >> d & 1) != 0 && moves[chosen[d]].Issue == issue) return true;
            return false;
        }

        private static bool Better(bool all, Rational least, Rational total, (Trade Trade, bool All, Rational Least, Rational Sum) other) =>
            all != other.All ? all : least != other.Least ? least > other.Least : total > other.Sum;
    }
}
