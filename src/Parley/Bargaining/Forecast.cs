namespace Parley.Bargaining;

/// <summary>Where a party stands on an issue that can be put on a scale.</summary>
/// <param name="Name">Who.</param>
/// <param name="Position">What it wants, from 0 to 100.</param>
/// <param name="Salience">How much it cares, from 0 to 100.</param>
/// <param name="Capability">How much weight it has, above 0, in any unit.</param>
public readonly record struct Stand(string Name, double Position, double Salience, double Capability)
{
    /// <summary>Salience times capability: what the party puts behind its position.</summary>
    public double Weight => Salience * Capability;
}

/// <summary>A point that can be put on a scale from 0 to 100.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Stands">Where parties stand on it, at least one; the same name is the same party on all points.</param>
public sealed record ScalePoint(string Name, IReadOnlyList<Stand> Stands);

/// <summary>
/// What to expect of the outcome on a scale from 0 to 100, given positions, salience and capability: the weighted mean, with bands as wide as its errors were on
/// 353 decisions of the European Union whose outcomes are known. No bargaining model does better than that mean by more than the error of the comparison (docs/forecast.md);
/// the challenge and the exchange model are shown beside it as scenarios of what may move the outcome, not as forecasts.
/// </summary>
/// <param name="WeightedMean">The forecast.</param>
/// <param name="Bands">Half, four fifths and nine tenths of outcomes lay within these; clipped to the scale.</param>
/// <param name="Challenge">Where the outcome would lie if parties gave way under pressure.</param>
/// <param name="Exchange">Where it would lie if parties traded it against other points; null where no other point is given.</param>
public sealed record Forecast(double WeightedMean, IReadOnlyList<(double Share, double Low, double High)> Bands, double Challenge, double? Exchange = null)
{
    /// <summary>Half-widths of the bands: quantiles of the weighted mean's absolute errors, rounded up.</summary>
    public static IReadOnlyList<(double Share, double HalfWidth)> Errors { get; } = [(0.5, 19), (0.8, 39), (0.9, 51)];

    /// <summary>Forecasts one issue.</summary>
    /// <exception cref="ArgumentException">No stands, or a number out of its range.</exception>
    public static Forecast Of(IReadOnlyList<Stand> stands)
    {
        ArgumentNullException.ThrowIfNull(stands);
        if (stands.Count == 0) throw new ArgumentException("a forecast needs at least one party's position", nameof(stands));
        foreach (Stand s in stands)
            if (!(s.Position is >= 0 and <= 100 && s.Salience is >= 0 and <= 100 && s.Capability > 0 && double.IsFinite(s.Capability)))
                throw new ArgumentException($"'{s.Name}': position and salience go from 0 to 100, capability is above 0", nameof(stands));
        double mean = Mean(stands);
        return new Forecast(mean, [.. Errors.Select(e => (e.Share, Math.Max(0, mean - e.HalfWidth), Math.Min(100, mean + e.HalfWidth)))], ChallengeModel.Outcome(stands));
    }

    /// <summary>Forecasts points that are settled together, so that they may be traded against each other.</summary>
    /// <returns>One for each point, in their order.</returns>
    /// <exception cref="ArgumentException">A point without stands, or a number out of its range.</exception>
    public static IReadOnlyList<Forecast> Of(IReadOnlyList<ScalePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Forecast[] single = [.. points.Select(p => Of(p.Stands))];
        if (points.Count < 2) return single;
        double[] exchanged = ExchangeModel.Outcomes([.. points.Select(p => p.Stands)]);
        return [.. single.Select((f, i) => f with { Exchange = exchanged[i] })];
    }

    /// <summary>The mean of the positions, weighted with salience times capability; unweighted where nobody cares.</summary>
    public static double Mean(IReadOnlyList<Stand> stands)
    {
        ArgumentNullException.ThrowIfNull(stands);
        double sum = 0, weight = 0;
        foreach (Stand s in stands)
        {
            sum += s.Weight * s.Position;
            weight += s.Weight;
        }

        return weight > 0 ? sum / weight : stands.Average(s => s.Position);
    }
}

/// <summary>
/// The challenge model (Bueno de Mesquita 1994, as restated by Scholz, Calbert and Smith 2011), with neutral attitude to risk, for one round. Everybody weighs up challenging
/// everybody else; who expects to lose from a challenge while the challenger expects to gain moves towards the challenger, by all of the distance when it fears more than the other
/// hopes, else by the share of its fear in the other's hope; of several such moves it makes the smallest. Where both expect to gain nobody moves. The outcome is the
/// weighted mean of the positions after that. (More rounds only add to the error.)
/// </summary>
internal static class ChallengeModel
{
    public static double Outcome(IReadOnlyList<Stand> stands)
    {
        Stand[] now = [.. stands];
        double range = now.Max(s => s.Position) - now.Min(s => s.Position);
        if (range == 0) return Forecast.Mean(now);
        double[] gain = Gains(now, range);
        Stand[] next = [.. now];
        for (int j = 0; j < now.Length; j++)
        {
            double? least = null;
            for (int i = 0; i < now.Length; i++)
            {
                double ours = gain[i * now.Length + j], theirs = gain[j * now.Length + i];
                if (i == j || ours <= 0 || theirs > 0) continue;
                double move = (now[i].Position - now[j].Position) * Math.Min(1, -theirs / ours);
                if (move != 0 && (least is null || Math.Abs(move) < Math.Abs(least.Value))) least = move;
            }

            if (least is double step) next[j] = now[j] with { Position = now[j].Position + step };
        }

        return Forecast.Mean(next);
    }

    /// <summary>What each expects from challenging each other.</summary>
    private static double[] Gains(Stand[] now, double range)
    {
        int n = now.Length;
        double[] gain = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                double apart = Math.Abs(now[i].Position - now[j].Position) / range;
                if (apart == 0) continue;
                double forUs = 0, all = 0;
                foreach (Stand k in now)
                {
                    double vote = k.Weight * (Math.Abs(k.Position - now[j].Position) - Math.Abs(k.Position - now[i].Position));
                    all += Math.Abs(vote);
                    if (vote > 0) forUs += vote;
                }

                // Neutral to risk, the utilities of success and failure are +2 and -2 times the distance.
                double chance = all > 0 ? forUs / all : 0.5, resistance = now[j].Salience / 100;
                gain[i * n + j] = 2 * apart * (resistance * (2 * chance - 1) + (1 - resistance));
            }

        return gain;
    }
}

/// <summary>
/// The exchange model (Stokman and Van Oosten 1994), simplified: two parties on opposite sides of the expected outcome of two issues trade; each moves the outcome towards the other on the
/// issue that it cares less about, as far as their shifts are of equal use to both. The most useful exchange goes first; a position that was traded is not traded again.
/// </summary>
internal static class ExchangeModel
{
    /// <summary>Outcomes of the issues of one decision after exchange.</summary>
    public static double[] Outcomes(IReadOnlyList<IReadOnlyList<Stand>> issues)
    {
        double[] expected = [.. issues.Select(Forecast.Mean)];
        double[] weights = [.. issues.Select(i => i.Sum(s => s.Weight))];
        List<(double Use, int A, int B, int P, int Q, double ShiftA, double ShiftB)> deals = [];
        for (int a = 0; a < issues.Count; a++)
            for (int b = a + 1; b < issues.Count; b++)
                for (int p = 0; p < issues[a].Count; p++)
                    for (int q = 0; q < issues[a].Count; q++)
                    {
                        // p gives way on a and q on b.
                        Stand pa = issues[a][p], qa = issues[a][q];
                        int pAtB = Find(issues[b], pa.Name), qAtB = Find(issues[b], qa.Name);
                        if (p == q || pAtB < 0 || qAtB < 0) continue;
                        Stand pb = issues[b][pAtB], qb = issues[b][qAtB];
                        if ((pa.Position - expected[a]) * (qa.Position - expected[a]) >= 0 || (pb.Position - expected[b]) * (qb.Position - expected[b]) >= 0) continue;
                        if (pa.Salience * qb.Salience >= pb.Salience * qa.Salience || weights[a] <= 0 || weights[b] <= 0) continue;
                        // How far each can move an outcome by taking the other's side in full.
                        double mostA = pa.Weight * Math.Abs(qa.Position - pa.Position) / weights[a], mostB = qb.Weight * Math.Abs(pb.Position - qb.Position) / weights[b];
                        if (mostA <= 0 || mostB <= 0) continue;
                        // Equal use: pb.s * B - pa.s * A = qa.s * A - qb.s * B.
                        double ratio = (pa.Salience + qa.Salience) / (pb.Salience + qb.Salience);
                        double moveA = Math.Min(mostA, mostB / ratio), moveB = moveA * ratio;
                        double use = pb.Salience * moveB - pa.Salience * moveA;
                        if (use > 1e-12) deals.Add((use, a, b, p, q, moveA * Math.Sign(qa.Position - pa.Position), moveB * Math.Sign(pb.Position - qb.Position)));
                    }

        HashSet<(int Issue, string Name)> traded = [];
        double[] outcome = [.. expected];
        foreach ((_, int a, int b, int p, int q, double shiftA, double shiftB) in deals.OrderByDescending(d => d.Use).ThenBy(d => d.A).ThenBy(d => d.B).ThenBy(d => d.P).ThenBy(d => d.Q))
        {
            string first = issues[a][p].Name, second = issues[a][q].Name;
            if (traded.Contains((a, first)) || traded.Contains((b, second))) continue;
            traded.Add((a, first));
            traded.Add((b, second));
            outcome[a] += shiftA;
            outcome[b] += shiftB;
        }

        return [.. outcome.Select(o => Math.Clamp(o, 0, 100))];
    }

    private static int Find(IReadOnlyList<Stand> stands, string name)
    {
        for (int i = 0; i < stands.Count; i++)
            if (stands[i].Name == name) return i;
        return -1;
    }
}
