using Parley.Bargaining;
using Parley.Learning;

namespace Parley.Benchmarks;

/// <summary>
/// Opposed preferences: every party spreads 1,000 points over the issues at random; on each issue half of the parties, drawn at random, score the options in rising order, the others
/// in falling order, with random steps.
/// </summary>
internal static class OpposedScenario
{
    /// <summary>Draws a scenario.</summary>
    /// <param name="parties">How many.</param>
    /// <param name="issues">How many.</param>
    /// <param name="options">Of each issue.</param>
    /// <param name="seed">Same seed, same scenario.</param>
    /// <param name="opposed">False: options in random order for everybody.</param>
    /// <param name="fine">Scores are whole numbers from 0 to 100 of which an issue's points are a multiple, so that utilities come in steps of 1/100,000; else whole points.</param>
    public static Scenario Create(int parties, int issues, int options, uint seed, bool opposed = true, bool fine = false)
    {
        SeededRandom random = new(seed * 2654435761u + 12345u);
        for (int i = 0; i < 16; i++) random.Next();
        int[][] points = new int[parties][];
        for (int p = 0; p < parties; p++) points[p] = Spread(1000, issues, random);
        Preference[][] preferences = new Preference[parties][];
        for (int p = 0; p < parties; p++) preferences[p] = new Preference[issues];
        for (int i = 0; i < issues; i++)
        {
            int[] order = [.. Enumerable.Range(0, parties)];
            random.Shuffle(order);
            for (int rank = 0; rank < parties; rank++)
            {
                int p = order[rank];
                // Option values in points, from 0 for the worst to the issue's points for the best.
                int[] steps = new int[options];
                int most = fine ? 100 : points[p][i];
                for (int o = 1; o < options - 1; o++) steps[o] = random.Next(most + 1);
                steps[options - 1] = most;
                Array.Sort(steps);
                if (!opposed) random.Shuffle(steps);
                else if (rank >= (parties + 1) / 2) Array.Reverse(steps);
                preferences[p][i] = points[p][i] == 0
                    ? new Preference(Rational.Zero, [.. steps.Select(_ => Rational.Zero)])
                    : new Preference(new Rational(points[p][i], 1000), [.. steps.Select(s => new Rational(s, most))]);
            }
        }

        return new Scenario
        {
            Name = $"{parties} parties, {issues} issues of {options} options",
            Parties = [.. Enumerable.Range(0, parties).Select(p => new ScenarioParty($"p{p + 1}", $"Party {p + 1}", Rational.Zero))],
            Issues = [.. Enumerable.Range(0, issues).Select(i => new ScenarioIssue($"i{i + 1}", $"Issue {i + 1}", [.. Enumerable.Range(0, options).Select(o => $"o{o + 1}")]))],
            Preferences = preferences,
        };
    }

    /// <summary>Cuts the points at random places.</summary>
    private static int[] Spread(int total, int parts, SeededRandom random)
    {
        int[] cuts = new int[parts + 1];
        for (int i = 1; i < parts; i++) cuts[i] = random.Next(total + 1);
        cuts[parts] = total;
        Array.Sort(cuts);
        return [.. Enumerable.Range(0, parts).Select(i => cuts[i + 1] - cuts[i])];
    }
}
