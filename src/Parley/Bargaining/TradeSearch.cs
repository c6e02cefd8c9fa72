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

    /// <summary>Finds the trades from a package.</summary>
    /// <param name="scenario">Options beyond a red line are not traded for.</param>
    /// <param name="package">Where the parties stand.</param>
    /// <param name="keep">How many trades to list.</param>
    /// <param name="cancel">Stops the search.</param>
    public static TradeSearch From(Scenario scenario, Package package, int keep = DefaultTrades, CancellationToken cancel = default) =>
        From(UtilityTable.Of(scenario ?? throw new ArgumentNullException(nameof(scenario))), package ?? throw new ArgumentNullException(nameof(package)), keep, cancel);

    internal static TradeSearch From(UtilityTable table, Package package, int keep, CancellationToken cancel)
    {
        Search search = new(table, package, keep, cancel);
        return search.Run();
    }

    private sealed class Search(UtilityTable table, Package package, int keep, CancellationToken cancel)
    {
        private readonly List<(int Issue, int To, BigInteger[] Exact, double[] Approximate)> moves = [];
        private readonly List<(Trade Trade, bool All, Rational Least, Rational Sum)> best = [];
        private readonly HashSet<string> known = [];
        private readonly int[] chosen = new int[MaximumSize];
        private readonly int[] crossing = [.. Enumerable.Range(0, table.Issues).Where(i => !table.Allowed(table.Start[i] + package[i]))];
        private double[][] mostLater = [];
        private int[] firstOfNext = [];
        private long found;

        public TradeSearch Run()
        {
            for (int i = 0; i < table.Issues; i++)
                for (int o = table.Start[i]; o < table.Start[i + 1]; o++)
                {
                    int from = table.Start[i] + package[i];
                    if (o == from || !table.Allowed(o)) continue;
                    BigInteger[] change = [.. table.Worth.Select(w => w[o] - w[from])];
                    if (Array.TrueForAll(change, c => c.IsZero)) continue;
                    moves.Add((i, o, change, [.. change.Select((c, p) => (double)c / (double)table.Scale[p])]));
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
                Extend(0, size, 0, new double[table.Parties]);
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

            cancel.ThrowIfCancellationRequested();
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
            BigInteger[] gains = new BigInteger[table.Parties];
            for (int d = 0; d < size; d++)
                for (int p = 0; p < gains.Length; p++) gains[p] += moves[chosen[d]].Exact[p];
            if (Array.Exists(gains, g => g.Sign < 0) || Array.TrueForAll(gains, g => g.IsZero)) return;
            // What stays beyond a red line hurts whoever drew it, whatever else it gets.
            if (!Array.TrueForAll(crossing, i => Changes(i, size))) return;
            // A trade that contains a smaller one is not the smallest.
            for (int part = 1; part < (1 << size) - 1; part++)
                if (known.Contains(Name(size, part))) return;
            if (known.Count < 1_000_000) known.Add(Name(size, (1 << size) - 1));
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

        private bool Changes(int issue, int size)
        {
            for (int d = 0; d < size; d++)
                if (moves[chosen[d]].Issue == issue) return true;
            return false;
        }

        private string Name(int size, int part)
        {
            Span<char> name = stackalloc char[2 * MaximumSize];
            int n = 0;
            for (int d = 0; d < size; d++)
            {
                if ((part >> d & 1) == 0) continue;
                name[n++] = (char)(chosen[d] >> 16);
                name[n++] = (char)(chosen[d] & 0xFFFF);
            }

            return new string(name[..n]);
        }

        private static bool Better(bool all, Rational least, Rational total, (Trade Trade, bool All, Rational Least, Rational Sum) other) =>
            all != other.All ? all : least != other.Least ? least > other.Least : total > other.Sum;
    }
}
