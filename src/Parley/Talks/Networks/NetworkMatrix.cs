namespace Parley.Talks.Networks;

/// <summary>A network as a matrix.</summary>
/// <param name="Rows">Labels of the rows, in ordinal order.</param>
/// <param name="Columns">Labels of the columns, in ordinal order; those of the rows in a one-mode network.</param>
/// <param name="Cells">Cells by row and column.</param>
/// <param name="Mode">One-mode (symmetric, diagonal 0) or two-mode.</param>
/// <param name="From">First moment it covers, or null where nothing is dated.</param>
/// <param name="To">Last moment it covers, or null where nothing is dated.</param>
/// <param name="Statements">Number of statements it counts.</param>
public sealed record NetworkMatrix(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, double[][] Cells, NetworkMode Mode, DateTime? From, DateTime? To, int Statements)
{
    /// <summary>Ties that are not zero: every cell of a two-mode network, every pair once of a one-mode one.</summary>
    public IEnumerable<(int Row, int Column, double Weight)> Ties()
    {
        for (int i = 0; i < Cells.Length; i++)
            for (int j = Mode == NetworkMode.One ? i + 1 : 0; j < Cells[i].Length; j++)
                if (Cells[i][j] != 0) yield return (i, j, Cells[i][j]);
    }
}
