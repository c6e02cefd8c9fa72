using System.Globalization;
using Parley.Talks.Networks;

namespace Parley.Exchange;

/// <summary>
/// Compares networks with matrices that the Discourse Network Analyzer wrote. A matrix's file name says how it was made: <c>onemode__ROWS_over_COLUMNS__AGGREGATION__norm-N__dup-D.csv</c>, with
/// <c>twomode__ROWS_x_COLUMNS</c> for two-mode networks.
/// </summary>
public static class NetworkComparison
{
    /// <summary>Difference up to which two cells are equal.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>The greatest difference of any cell, or why the two cannot be laid over each other.</summary>
    /// <param name="File">Name of the expected matrix's file.</param>
    /// <param name="Difference">Greatest absolute difference of a cell.</param>
    /// <param name="Fault">What keeps the two apart but for the numbers, or null.</param>
    public sealed record Result(string File, double Difference, string? Fault)
    {
        /// <summary>Whether the two are equal.</summary>
        public bool IsEqual => Fault is null && Difference <= Tolerance;
    }

    /// <summary>Compares the network that a file's name describes with the file.</summary>
    /// <exception cref="InvalidDataException">The name does not say how the matrix was made, or the file is no matrix.</exception>
    public static Result Compare(NetworkData data, string path)
    {
        ArgumentNullException.ThrowIfNull(data);
        string name = Path.GetFileName(path);
        NetworkSettings settings = SettingsOf(Path.GetFileNameWithoutExtension(path), path);
        using StreamReader reader = File.OpenText(path);
        List<List<string?>> lines = [.. Csv.Read(reader).Select(row => row.Cells)];
        if (lines.Count == 0) throw new InvalidDataException($"{path}: is empty; give a matrix with labels");
        NetworkMatrix found = AgreementNetwork.Of(data, settings).First();
        if (!lines[0].Skip(1).SequenceEqual(found.Columns)) return new(name, double.NaN, "columns differ");
        if (!lines.Skip(1).Select(line => line[0]).SequenceEqual(found.Rows)) return new(name, double.NaN, "rows differ");
        double worst = 0;
        for (int row = 0; row < found.Rows.Count; row++)
            for (int column = 0; column < found.Columns.Count; column++)
            {
                if (column + 1 >= lines[row + 1].Count || !double.TryParse(lines[row + 1][column + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out double expected))
                    throw new InvalidDataException($"{path}: row {row + 1} has no number in column {column + 1}");
                double difference = Math.Abs(expected - found.Cells[row][column]);
                if (double.IsNaN(expected) && double.IsNaN(found.Cells[row][column])) difference = 0;
                if (!(difference <= worst)) worst = difference;
            }

        return new(name, worst, null);
    }

    private static NetworkSettings SettingsOf(string name, string path)
    {
        string[] parts = name.Split("__");
        string[] sides = parts.Length == 5 ? parts[1].Split(parts[0] == "onemode" ? "_over_" : "_x_") : [];
        if (sides.Length == 2 && parts[0] is "onemode" or "twomode" && Word<NetworkAggregation>(parts[2]) is { } aggregation && parts[3].StartsWith("norm-", StringComparison.Ordinal) &&
            Word<NetworkNormalisation>(parts[3][5..].Replace("no", "none", StringComparison.Ordinal).Replace("nonene", "none", StringComparison.Ordinal)) is { } normalisation &&
            parts[4].StartsWith("dup-", StringComparison.Ordinal) && Word<DuplicateRule>(parts[4][4..].Replace("acrossrange", "all", StringComparison.Ordinal)) is { } duplicates)
            return new(sides[0], sides[1], "agreement") { Mode = parts[0] == "onemode" ? NetworkMode.One : NetworkMode.Two, Aggregation = aggregation, Normalisation = normalisation, Duplicates = duplicates, AsDna = true };
        throw new InvalidDataException($"{path}: the name does not say how the matrix was made; it reads onemode__ROWS_over_COLUMNS__AGGREGATION__norm-N__dup-D.csv");
    }

    private static T? Word<T>(string word)
        where T : struct, Enum => Enum.TryParse(word, ignoreCase: true, out T value) ? value : null;
}
