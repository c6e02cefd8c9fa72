using Parley.Bargaining;
using Parley.Learning;

namespace Parley.Tests.Bargaining;

/// <summary>Small scenarios of every kind: ties, zero weights, red lines, reservations from nothing to out of reach, scores with awkward fractions.</summary>
internal static class RandomScenario
{
    public static Scenario Create(int seed, int maximumParties = 4, int maximumIssues = 5)
    {
        SeededRandom random = new((uint)seed * 2654435761u + 97);
        for (int i = 0; i < 8; i++) random.Next();
        int parties = 1 + random.Next(maximumParties), issues = 1 + random.Next(maximumIssues);
        int grain = random.Next(3) switch { 0 => 3, 1 => 10, _ => 1000 };
        bool reds = random.Next(3) == 0, thirds = random.Next(4) == 0;
        int demands = random.Next(4);
        ScenarioIssue[] items = [.. Enumerable.Range(0, issues).Select(i => new ScenarioIssue($"i{i}", $"Issue {i}", [.. Enumerable.Range(0, 1 + random.Next(4)).Select(o => $"o{o}")]))];
        List<IReadOnlyList<Preference>> preferences = [];
        List<ScenarioParty> sides = [];
        for (int p = 0; p < parties; p++)
        {
            int[] weights = [.. items.Select(_ => random.Next(4) == 0 ? 0 : 1 + random.Next(9))];
            if (weights.Sum() == 0) weights[0] = 1;
            preferences.Add([.. items.Select((item, i) => new Preference(
                new Rational(weights[i], weights.Sum()),
                [.. item.Options.Select(_ => new Rational(random.Next(grain + 1), thirds ? grain * 3 : grain))],
                new Rational(weights[i], weights.Sum()),
                new Rational(weights[i], weights.Sum()),
                [.. Enumerable.Range(0, item.Options.Count).Where(_ => reds && random.Next(6) == 0)]))]);
            Rational reservation = demands == 0 ? Rational.Zero : new Rational(random.Next(demands == 3 ? 101 : 60), 100);
            sides.Add(new ScenarioParty($"p{p}", $"Party {p}", reservation));
        }

        return new Scenario { Name = $"random {seed}", Parties = sides, Issues = items, Preferences = preferences };
    }

    /// <summary>Parties that pull in opposite directions on every issue.</summary>
    public static Scenario Opposed(int parties, int issues, int options, uint seed)
    {
        SeededRandom random = new(seed * 747796405u + 1);
        for (int i = 0; i < 8; i++) random.Next();
        List<IReadOnlyList<Preference>> preferences = [];
        for (int p = 0; p < parties; p++)
        {
            int[] weights = [.. Enumerable.Range(0, issues).Select(_ => 1 + random.Next(50))];
            preferences.Add([.. weights.Select(w =>
            {
                int[] scores = [.. Enumerable.Range(0, options).Select(_ => random.Next(101)).Order()];
                if (random.Next(2) == 0) Array.Reverse(scores);
                return new Preference(new Rational(w, weights.Sum()), [.. scores.Select(x => new Rational(x, 100))]);
            })]);
        }

        return new Scenario
        {
            Name = $"opposed {seed}",
            Parties = [.. Enumerable.Range(0, parties).Select(p => new ScenarioParty($"p{p}", $"Party {p}", Rational.Zero))],
            Issues = [.. Enumerable.Range(0, issues).Select(i => new ScenarioIssue($"i{i}", $"Issue {i}", [.. Enumerable.Range(0, options).Select(o => $"o{o}")]))],
            Preferences = preferences,
        };
    }

    /// <summary>Every package, with or without those that cross a red line.</summary>
    public static IEnumerable<Package> Packages(Scenario scenario, bool red = false)
    {
        int[] options = new int[scenario.Issues.Count];
        while (true)
        {
            Package package = new(options);
            if (red || !CrossesRedLine(scenario, package)) yield return package;
            int i = 0;
            while (i < options.Length && ++options[i] == scenario.Issues[i].Options.Count) options[i++] = 0;
            if (i == options.Length) yield break;
        }
    }

    public static bool CrossesRedLine(Scenario scenario, Package package) =>
        scenario.Preferences.Any(own => own.Where((p, i) => p.RedLines.Contains(package[i])).Any());

    public static Rational[] Utilities(Scenario scenario, Package package) => [.. scenario.Parties.Select((_, p) => scenario.Utility(p, package))];

    public static bool Dominates(Rational[] above, Rational[] below) => above.Zip(below).All(x => x.First >= x.Second) && above.Zip(below).Any(x => x.First > x.Second);
}

/// <summary>Random tables for the search of rows that nothing dominates.</summary>
internal sealed class RandomRows(uint seed)
{
    private readonly SeededRandom random = new(seed);

    /// <summary>Columns of rows in descending order.</summary>
    public int[][] Descending(int columns, int count, int reach)
    {
        int[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, columns).Select(_ => random.Next(reach)).ToArray())];
        Array.Sort(rows, (a, b) => b.AsSpan().SequenceCompareTo(a));
        return [.. Enumerable.Range(0, columns).Select(c => rows.Select(r => r[c]).ToArray())];
    }
}
