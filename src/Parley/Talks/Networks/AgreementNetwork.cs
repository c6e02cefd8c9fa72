namespace Parley.Talks.Networks;

/// <summary>
/// Agreement networks as in discourse network analysis (Leifeld, 2017, "Discourse network analysis: policy debates as dynamic networks"): from who says what of what to who agrees with whom.
/// </summary>
public static class AgreementNetwork
{
    /// <summary>Computes the network, or one for each time window, in time order.</summary>
    /// <exception cref="NetworkException">The settings contradict themselves or the data.</exception>
    public static IEnumerable<NetworkMatrix> Of(NetworkData data, NetworkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        Check(settings);
        var selection = new StatementSelection(data, settings);
        return settings.Window is null
            ? [Matrix(selection, settings, selection.Filtered, selection.From, selection.To)]
            : NetworkWindows.Of(selection, settings).Select(window => Matrix(selection, settings, window.Statements, window.From, window.To));
    }

    private static void Check(NetworkSettings settings)
    {
        bool one = settings.Mode == NetworkMode.One;
        if (one && settings.Aggregation == NetworkAggregation.Combine) throw new NetworkException("a one-mode network has no combine; take ignore, congruence, conflict or subtract");
        if (!one && settings.Aggregation is NetworkAggregation.Congruence or NetworkAggregation.Conflict) throw new NetworkException("congruence and conflict are of one-mode networks; take ignore, subtract or combine");
        if (one && settings.Normalisation is NetworkNormalisation.Activity or NetworkNormalisation.Prominence) throw new NetworkException("activity and prominence are of two-mode networks; take average, jaccard or cosine");
        if (!one && settings.Normalisation is NetworkNormalisation.Average or NetworkNormalisation.Jaccard or NetworkNormalisation.Cosine) throw new NetworkException("average, jaccard and cosine are of one-mode networks; take activity or prominence");
        if (settings is { AsDna: true, Aggregation: NetworkAggregation.Combine, Normalisation: NetworkNormalisation.Prominence }) throw new NetworkException("DNA's combine by prominence mixes up rows and columns and has no result; leave out --as-dna");
        if (settings.Window is { Size: < 1 }) throw new NetworkException("a window is at least 1 unit long");
        if (settings is { From: { } from, To: { } to } && from > to) throw new NetworkException("the period ends before it begins");
    }

    private static NetworkMatrix Matrix(StatementSelection selection, NetworkSettings settings, IReadOnlyList<NetworkStatement> statements, DateTime? from, DateTime? to)
    {
        IReadOnlyList<NetworkStatement> labelled = settings.Isolates ? selection.Original : statements;
        string[] rows = Labels(selection, labelled, settings.Rows), columns = Labels(selection, labelled, settings.Columns);
        var counts = new StatementCounts(selection, settings, statements, rows, columns);
        return settings.Mode == NetworkMode.One
            ? new(rows, rows, new OneModeTies(counts, selection.Scale, settings).Cells(), NetworkMode.One, from, to, statements.Count)
            : new(rows, columns, TwoModeTies.Cells(counts, selection, settings), NetworkMode.Two, from, to, statements.Count);
    }

    private static string[] Labels(StatementSelection selection, IReadOnlyList<NetworkStatement> statements, string variable) =>
        [.. statements.Select(statement => selection.Value(statement, variable)).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>How many statements a row makes on a column at each level of the qualifier.</summary>
internal sealed class StatementCounts
{
    private readonly SortedDictionary<int, double[]>[] rows;

    public StatementCounts(StatementSelection selection, NetworkSettings settings, IReadOnlyList<NetworkStatement> statements, string[] rowLabels, string[] columnLabels)
    {
        rows = [.. rowLabels.Select(_ => new SortedDictionary<int, double[]>())];
        Columns = columnLabels.Length;
        foreach (NetworkStatement statement in statements)
        {
            int row = Array.BinarySearch(rowLabels, selection.Value(statement, settings.Rows), StringComparer.Ordinal), column = Array.BinarySearch(columnLabels, selection.Value(statement, settings.Columns), StringComparer.Ordinal);
            string level = settings.Qualifier is { } name ? selection.Value(statement, name) : "";
            int k = 0;
            while (selection.Levels[k] != level) k++;
            if (!rows[row].TryGetValue(column, out double[]? levels)) rows[row][column] = levels = new double[selection.Levels.Count];
            levels[k]++;
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows => rows.Length;

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>The columns a row speaks of, in order, with its statements at each level.</summary>
    public SortedDictionary<int, double[]> Row(int row) => rows[row];
}
