namespace Parley.Talks.Networks;

/// <summary>
/// Cells of rows against columns: ignore, the number of statements; subtract, those for less those against (whole numbers weigh by their value, words count all); combine, which levels occur, as a
/// binary number whose last digit is the last level. Divided by the row's statements (activity) or the column's (prominence); combine by the number of cells that are not zero.
/// </summary>
internal static class TwoModeTies
{
    public static double[][] Cells(StatementCounts counts, StatementSelection selection, NetworkSettings settings)
    {
        double[]? scale = selection.Scale;
        double[][] cells = [.. Enumerable.Range(0, counts.Rows).Select(_ => new double[counts.Columns])];
        double[] rows = new double[counts.Rows], columns = new double[counts.Columns];
        for (int row = 0; row < counts.Rows; row++)
            foreach (var (column, levels) in counts.Row(row))
            {
                cells[row][column] = settings.Aggregation switch
                {
                    NetworkAggregation.Combine => Combined(levels),
                    NetworkAggregation.Subtract when scale is not null => Signed(levels, scale, selection.IsBoolean),
                    _ => levels.Sum(),
                };
                double weight = settings.Aggregation == NetworkAggregation.Combine ? 1 : levels.Sum();
                rows[row] += weight;
                columns[column] += weight;
            }

        if (settings.Normalisation == NetworkNormalisation.None) return cells;
        for (int row = 0; row < counts.Rows; row++)
            foreach (int column in counts.Row(row).Keys) cells[row][column] /= settings.Normalisation == NetworkNormalisation.Activity ? rows[row] : columns[column];
        return cells;
    }

    private static double Signed(double[] levels, double[] scale, bool boolean)
    {
        double sum = 0;
        for (int k = 0; k < levels.Length; k++) sum += levels[k] * (boolean && scale[k] == 0 ? -1 : scale[k]);
        return sum;
    }

    private static double Combined(double[] levels)
    {
        double code = 0;
        foreach (double count in levels) code = (2 * code) + (count > 0 ? 1 : 0);
        return code;
    }
}
