using System.Globalization;
using Parley.Learning;

namespace Parley.Bargaining;

/// <summary>
/// Measures forecasts on decisions whose outcomes are known, in the format of the data set Decision-making in the European Union (DEU III): tab-separated, quoted; columns p..., s... and
/// out for positions, salience and outcome; the first row after the names holds the parties' capabilities. Errors are absolute differences on the scale from 0 to 100; their
/// intervals come from a bootstrap, over issues and, because issues of one decision are not independent, over whole decisions.
/// </summary>
internal sealed class ForecastScore
{
    private const int Resamples = 2_000;

    private readonly List<(string Decision, string Issue, double Outcome, Stand[] Stands)> issues = [];
    private readonly List<(string Name, double[] Forecasts)> models = [];

    private ForecastScore(int rows) => Rows = rows;

    /// <summary>Issues in the data, with and without outcome.</summary>
    public int Rows { get; }

    /// <summary>Issues with an outcome and a position.</summary>
    public int Count => issues.Count;

    /// <summary>Reads the data and computes all forecasts.</summary>
    /// <exception cref="InvalidDataException">A column is missing or a value is no number; the message names the line.</exception>
    public static ForecastScore Load(string path)
    {
        string[] lines = [.. File.ReadLines(path, System.Text.Encoding.Latin1).Where(l => l.Trim().Length > 0)];
        if (lines.Length < 3) throw new InvalidDataException($"{path}: holds no rows under the names and the capabilities");
        string[] names = Cells(lines[0]), capabilities = Cells(lines[1]);
        int outcome = Column("out"), decision = Column("prnr"), issue = Column("isnr");
        List<(string Party, int Position, int Salience, double Capability)> parties = [];
        for (int c = 0; c < names.Length; c++)
        {
            // A party is a column p... with a column s... and a capability above it.
            if (!names[c].StartsWith('p') || c >= capabilities.Length || capabilities[c].Length == 0) continue;
            int salience = Array.IndexOf(names, "s" + names[c][1..]);
            if (salience >= 0) parties.Add((names[c][1..], c, salience, Number(capabilities[c], 2, names[c])!.Value));
        }

        if (parties.Count == 0) throw new InvalidDataException($"{path}:2: no party has a capability above its column of positions");
        ForecastScore score = new(lines.Length - 2);
        for (int l = 2; l < lines.Length; l++)
        {
            string[] cells = Cells(lines[l]);
            if (Cell(outcome) is not double known) continue;
            List<Stand> stands = [];
            foreach ((string party, int position, int salience, double capability) in parties)
                if (Cell(position) is double at) stands.Add(new Stand(party, at, Cell(salience) ?? 0, capability));
            if (stands.Count > 0) score.issues.Add((cells[decision], cells[issue], known, [.. stands]));

            double? Cell(int c) => c < cells.Length ? Number(cells[c], l + 1, names[c]) : null;
        }

        score.Forecast();
        return score;

        int Column(string name) => Array.IndexOf(names, name) is int at and >= 0 ? at : throw new InvalidDataException($"{path}:1: no column '{name}'");

        double? Number(string cell, int line, string column) =>
            cell.Length == 0 ? null : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
                : throw new InvalidDataException($"{path}:{line}: '{cell}' in column '{column}' is no number");
    }

    private static string[] Cells(string line) => [.. line.Split('\t').Select(c => c.Trim().Trim('"').Trim())];

    private void Forecast()
    {
        Add("weighted mean (the forecast)", s => Bargaining.Forecast.Mean(s));
        Add("plain mean", s => s.Average(x => x.Position));
        Add("median", s => Median(s, _ => 1));
        Add("weighted median", s => Median(s, x => x.Weight));
        Add("always 50", _ => 50);
        Add("challenge model (scenario)", s => ChallengeModel.Outcome(s));
        double[] exchanged = new double[issues.Count];
        foreach (IGrouping<string, int> decision in Enumerable.Range(0, issues.Count).GroupBy(i => issues[i].Decision))
        {
            int[] members = [.. decision];
            double[] outcomes = ExchangeModel.Outcomes([.. members.Select(i => issues[i].Stands)]);
            for (int k = 0; k < members.Length; k++) exchanged[members[k]] = outcomes[k];
        }

        models.Add(("exchange model (scenario)", exchanged));

        void Add(string name, Func<Stand[], double> model) => models.Add((name, [.. issues.Select(i => model(i.Stands))]));
    }

    private static double Median(Stand[] stands, Func<Stand, double> weight)
    {
        Stand[] sorted = [.. stands.OrderBy(s => s.Position)];
        double half = sorted.Sum(weight) / 2, sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += weight(sorted[i]);
            if (sum > half) return sorted[i].Position;
            if (sum == half && i + 1 < sorted.Length) return (sorted[i].Position + sorted[i + 1].Position) / 2;
        }

        return sorted[^1].Position;
    }

    /// <summary>Mean absolute error of a model by its place in the list.</summary>
    public double Error(int model) => Errors(model).Average();

    /// <summary>The figures as lines of text.</summary>
    public IEnumerable<string> Lines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{Count} of {Rows} issues have an outcome, {issues.Select(i => i.Decision).Distinct().Count()} decisions; mean absolute error on 0-100; 95 % intervals from {Resamples} resamples of issues, and of whole decisions");
        yield return $"{"",-30} {"error",6} {"by issues",12} {"by decisions",13}   {"less the forecast's, by decisions",33}";
        int[][] single = Resample(i => i.ToString(CultureInfo.InvariantCulture)), samples = Resample(i => issues[i].Decision);
        double[] forecast = Errors(0);
        for (int m = 0; m < models.Count; m++)
        {
            double[] errors = Errors(m), differences = [.. errors.Zip(forecast, (a, b) => a - b)];
            (double low, double high) = Interval(errors, samples);
            (double lower, double upper) = Interval(errors, single);
            string line = string.Create(CultureInfo.InvariantCulture, $"{models[m].Name,-30} {errors.Average(),6:0.0} {$"{lower:0.0}-{upper:0.0}",12} {$"{low:0.0}-{high:0.0}",13}");
            if (m > 0)
            {
                (double less, double more) = Interval(differences, samples);
                line += string.Create(CultureInfo.InvariantCulture, $"   {$"{differences.Average():+0.0;-0.0;0.0} ({less:+0.0;-0.0;0.0} to {more:+0.0;-0.0;0.0})",33}");
            }

            yield return line;
        }

        double[] sorted = [.. forecast.Order()];
        yield return string.Create(CultureInfo.InvariantCulture, $"the forecast's errors: 50 / 80 / 90 % of outcomes within {Quantile(0.5):0.0} / {Quantile(0.8):0.0} / {Quantile(0.9):0.0}");

        double Quantile(double share) => sorted[(int)(sorted.Length * share)];
    }

    /// <summary>One line an issue: decision, issue, outcome, all forecasts.</summary>
    public IEnumerable<string> Predictions()
    {
        yield return "decision,issue,outcome," + string.Join(',', models.Select(m => m.Name.Split(" (")[0].Replace(' ', '_')));
        for (int i = 0; i < issues.Count; i++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{issues[i].Decision},{issues[i].Issue},{issues[i].Outcome:0.######},") + string.Join(',', models.Select(m => m.Forecasts[i].ToString("0.0000", CultureInfo.InvariantCulture)));
    }

    private double[] Errors(int model) => [.. issues.Select((i, at) => Math.Abs(models[model].Forecasts[at] - i.Outcome))];

    private int[][] Resample(Func<int, string> unit)
    {
        int[][] units = [.. Enumerable.Range(0, issues.Count).GroupBy(unit).Select(g => g.ToArray())];
        SeededRandom random = new(20260401);
        int[][] samples = new int[Resamples][];
        for (int s = 0; s < Resamples; s++) samples[s] = [.. Enumerable.Range(0, units.Length).SelectMany(_ => units[random.Next(units.Length)])];
        return samples;
    }

    private static (double Low, double High) Interval(double[] values, int[][] samples)
    {
        double[] means = [.. samples.Select(s => s.Average(i => values[i])).Order()];
        return (means[(int)(means.Length * 0.025)], means[(int)(means.Length * 0.975)]);
    }
}
