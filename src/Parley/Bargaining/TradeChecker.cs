using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// Checks a list of trades by going through every change of up to as many points as it says were searched, without leaving any out: that there are as many smallest ones as stated, and that
/// those listed are the first in their order. Takes nothing from the search but what a trade is.
/// </summary>
internal static class TradeChecker
{
    /// <summary>Says what is wrong, or null when nothing is.</summary>
    public static string? Check(UtilityTable table, Package package, TradeSearch search, CancellationToken cancel)
    {
        BigInteger reach = BigInteger.Zero;
        for (int p = 0; p < table.Parties; p++) reach = BigInteger.Max(reach, table.Range(p));
        return reach < long.MaxValue / 16 ? new Walk<long>(table, package, search, v => (long)v, cancel).Check() : new Walk<BigInteger>(table, package, search, v => v, cancel).Check();
    }

    private sealed class Walk<T>(UtilityTable table, Package package, TradeSearch search, Func<BigInteger, T> convert, CancellationToken cancel)
        where T : IBinaryInteger<T>
    {
        private readonly int parties = table.Parties;
        private readonly int crossings = Enumerable.Range(0, table.Issues).Count(i => table.RedBy[table.Start[i] + package[i]] != 0);
        private readonly HashSet<string> listed = [.. search.Trades.Select(t => string.Join(' ', t.Changes.Select(c => $"{c.Issue}:{c.To}")))];
        private readonly List<(int Issue, int Option, T[] Change, bool Clears)> chosen = [];
        private List<(int Issue, int Option, T[] Change, bool Clears)>[] moves = [];
        private long found;
        private int seen;

        public string? Check()
        {
            moves = [.. Enumerable.Range(0, table.Issues).Select(i =>
            {
                int from = table.Start[i] + package[i];
                return Enumerable.Range(table.Start[i], table.OptionsOf(i)).Where(o => o != from && table.RedBy[o] == 0)
                    .Select(o => (i, o - table.Start[i], Array.ConvertAll(table.Worth, w => convert(w[o] - w[from])), table.RedBy[from] != 0)).ToList();
            })];
            if (listed.Count != search.Trades.Count) return "a trade is listed twice";
            string? flaw = Extend(0, new T[parties]);
            if (flaw is not null) return flaw;
            if (found != search.Found) return $"{found} smallest changes help somebody and hurt nobody, not {search.Found}";
            return seen == listed.Count ? null : "a trade is listed that is none, or not a smallest one";
        }

        private string? Extend(int from, T[] sum)
        {
            cancel.ThrowIfCancellationRequested();
            for (int i = from; i < moves.Length; i++)
                foreach (var move in moves[i])
                {
                    chosen.Add(move);
                    T[] next = new T[parties];
                    for (int p = 0; p < parties; p++) next[p] = sum[p] + move.Change[p];
                    string? flaw = Weigh(next) ?? (chosen.Count < Math.Min(search.SearchedSize, table.Issues) ? Extend(i + 1, next) : null);
                    chosen.RemoveAt(chosen.Count - 1);
                    if (flaw is not null) return flaw;
                }

            return null;
        }

        private string? Weigh(T[] gains)
        {
            int whole = (1 << chosen.Count) - 1;
            if (Array.Exists(gains, T.IsNegative) || !IsTrade(whole)) return null;
            for (int part = 1; part < whole; part++)
                if (IsTrade(part)) return null;
            found++;
            if (listed.Contains(string.Join(' ', chosen.Select(c => $"{c.Issue}:{c.Option}")))) seen++;
            else if (search.Trades.Count > 0 && Before(gains, search.Trades[^1])) return "a better trade is not listed";
            return null;
        }

        private bool IsTrade(int part)
        {
            bool more = false;
            for (int p = 0; p < parties; p++)
            {
                T gain = T.Zero;
                for (int c = 0; c < chosen.Count; c++)
                    if ((part >> c & 1) != 0) gain += chosen[c].Change[p];
                if (T.IsNegative(gain)) return false;
                more |= !T.IsZero(gain);
            }

            return more && Enumerable.Range(0, chosen.Count).Count(c => (part >> c & 1) != 0 && chosen[c].Clears) == crossings;
        }

        /// <summary>Whether the changes chosen come before a listed trade: fewer points, all gain where not all do, a greater least gain, a greater sum.</summary>
        private bool Before(T[] gains, Trade last)
        {
            if (chosen.Count != last.Changes.Count) return chosen.Count < last.Changes.Count;
            Rational[] exact = [.. gains.Select((g, p) => new Rational(BigInteger.CreateChecked(g), table.Scale[p]))];
            if (Array.TrueForAll(exact, g => g.Sign > 0) != last.HelpsEverybody) return !last.HelpsEverybody;
            if (exact.Min() != last.Gains.Min()) return exact.Min() > last.Gains.Min();
            return exact.Aggregate((a, b) => a + b) > last.Gains.Aggregate((a, b) => a + b);
        }
    }
}
