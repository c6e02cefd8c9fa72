using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// A scenario's utilities as integers: party i's worth of every option, and its reservation, times <see cref="Scale"/>[i], the least common denominator of them all.
/// Multiplying a party's utilities by a positive number changes neither who dominates whom nor the Nash, Kalai-Smorodinsky or feasible packages, so everything is computed on these integers
/// and is exact. Options of all issues lie one after the other ("flat"); <see cref="Start"/>[issue] is the first of an issue.
/// </summary>
internal sealed class UtilityTable
{
    private readonly int[]?[] efficient;

    private UtilityTable(int parties, int[] start)
    {
        Parties = parties;
        Start = start;
        Issues = start.Length - 1;
        Worth = new BigInteger[parties][];
        Approximate = new double[parties * start[^1]];
        Scale = new BigInteger[parties];
        Reservation = new BigInteger[parties];
        RedBy = new uint[start[^1]];
        efficient = new int[Issues][];
    }

    public int Parties { get; }

    public int Issues { get; }

    /// <summary>First flat option of each issue; one more entry at the end.</summary>
    public int[] Start { get; }

    public int Options => Start[^1];

    /// <summary>Scaled worth by party, then flat option.</summary>
    public BigInteger[][] Worth { get; }

    /// <summary>The same as doubles, by flat option, then party: what bounds are first computed with.</summary>
    public double[] Approximate { get; }

    /// <summary>What one unit of utility is in scaled integers, by party.</summary>
    public BigInteger[] Scale { get; }

    /// <summary>Scaled reservation by party.</summary>
    public BigInteger[] Reservation { get; }

    /// <summary>Which parties will not take a flat option, one bit a party.</summary>
    public uint[] RedBy { get; }

    public int OptionsOf(int issue) => Start[issue + 1] - Start[issue];

    /// <summary>Flat options of an issue that can be in a package on the frontier (<see cref="OptionFilter"/>), ascending. Not to be changed.</summary>
    public int[] Efficient(int issue) => efficient[issue] ??= OptionFilter.Efficient(this, issue);

    public static UtilityTable Of(Scenario scenario)
    {
        int parties = scenario.Parties.Count, issues = scenario.Issues.Count;
        int[] start = new int[issues + 1];
        for (int i = 0; i < issues; i++) start[i + 1] = start[i] + scenario.Issues[i].Options.Count;
        UtilityTable table = new(parties, start);
        for (int p = 0; p < parties; p++)
        {
            Rational[] worth = new Rational[start[^1]];
            BigInteger common = scenario.Parties[p].Reservation.Denominator;
            for (int i = 0; i < issues; i++)
                for (int o = start[i]; o < start[i + 1]; o++)
                {
                    worth[o] = scenario.Preferences[p][i].Worth(o - start[i]);
                    common = common / BigInteger.GreatestCommonDivisor(common, worth[o].Denominator) * worth[o].Denominator;
                }

            table.Scale[p] = common;
            table.Reservation[p] = scenario.Parties[p].Reservation.Numerator * (common / scenario.Parties[p].Reservation.Denominator);
            table.Worth[p] = Array.ConvertAll(worth, w => w.Numerator * (common / w.Denominator));
            for (int o = 0; o < worth.Length; o++) table.Approximate[o * parties + p] = (double)table.Worth[p][o];
            for (int i = 0; i < issues; i++)
                foreach (int red in scenario.Preferences[p][i].RedLines) table.RedBy[start[i] + red] |= 1u << p;
        }

        return table;
    }

    /// <summary>The sum over issues of a party's greatest worth (without sign), at least 1.</summary>
    public BigInteger Range(int party)
    {
        BigInteger range = BigInteger.Zero;
        for (int i = 0; i < Issues; i++)
        {
            BigInteger most = BigInteger.Zero;
            for (int o = Start[i]; o < Start[i + 1]; o++) most = BigInteger.Max(most, BigInteger.Abs(Worth[party][o]));
            range += most;
        }

        return range.IsZero ? BigInteger.One : range;
    }

    /// <summary>The same without red lines, and with one more party to whom an option is worth minus the number of red lines through it.</summary>
    public UtilityTable WithRedLinesAsParty()
    {
        UtilityTable wider = Wider(Array.ConvertAll(RedBy, r => -(BigInteger)BitOperations.PopCount(r)));
        Array.Clear(wider.RedBy);
        return wider;
    }

    /// <summary>The same with one more party that loses 1 for every issue settled otherwise than in the package.</summary>
    public UtilityTable WithChangesAsParty(Package package)
    {
        BigInteger[] changes = new BigInteger[Options];
        for (int i = 0; i < Issues; i++)
            for (int o = Start[i]; o < Start[i + 1]; o++) changes[o] = o == Start[i] + package[i] ? BigInteger.Zero : BigInteger.MinusOne;
        return Wider(changes);
    }

    private UtilityTable Wider(BigInteger[] worth)
    {
        UtilityTable wider = new(Parties + 1, Start);
        Worth.CopyTo(wider.Worth, 0);
        wider.Worth[Parties] = worth;
        Scale.CopyTo(wider.Scale, 0);
        wider.Scale[Parties] = BigInteger.One;
        Reservation.CopyTo(wider.Reservation, 0);
        RedBy.CopyTo(wider.RedBy, 0);
        for (int o = 0; o < Options; o++)
            for (int p = 0; p <= Parties; p++) wider.Approximate[o * (Parties + 1) + p] = (double)wider.Worth[p][o];
        return wider;
    }

    /// <summary>Scaled utility of a package to a party.</summary>
    public BigInteger Utility(int party, Package package)
    {
        BigInteger sum = BigInteger.Zero;
        for (int i = 0; i < Issues; i++) sum += Worth[party][Start[i] + package[i]];
        return sum;
    }

    /// <summary>Scaled utilities of a package to all.</summary>
    public BigInteger[] Utilities(Package package)
    {
        BigInteger[] sums = new BigInteger[Parties];
        for (int p = 0; p < Parties; p++) sums[p] = Utility(p, package);
        return sums;
    }

    /// <summary>Scaled utilities after one issue is settled otherwise; flat options.</summary>
    public BigInteger[] Changed(BigInteger[] utilities, int from, int to)
    {
        BigInteger[] changed = new BigInteger[utilities.Length];
        for (int p = 0; p < changed.Length; p++) changed[p] = utilities[p] - Worth[p][from] + Worth[p][to];
        return changed;
    }

    /// <summary>A scaled utility as the fraction it stands for.</summary>
    public Rational Unscale(int party, BigInteger scaled) => new(scaled, Scale[party]);

    public Rational[] Unscale(BigInteger[] scaled) => [.. scaled.Select((u, p) => Unscale(p, u))];

    /// <summary>Whether no party has drawn a red line through the flat option.</summary>
    public bool Allowed(int option) => RedBy[option] == 0;

    /// <summary>Parties that cannot accept the package: one bit each for a crossed red line or a missed reservation.</summary>
    public (uint Red, uint Reservation) Refusals(Package package)
    {
        uint red = 0, below = 0;
        for (int i = 0; i < Issues; i++) red |= RedBy[Start[i] + package[i]];
        for (int p = 0; p < Parties; p++)
            if (Utility(p, package) < Reservation[p]) below |= 1u << p;
        return (red, below);
    }
}
