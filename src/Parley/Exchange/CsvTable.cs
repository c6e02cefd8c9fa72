namespace Parley.Exchange;

/// <summary>A table with a header, in memory: cells by the names of the columns, whatever their case.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the columns in order.</summary>
    public List<string> Columns { get; } = [];

    /// <summary>The rows.</summary>
    public List<CsvRow> Rows { get; } = [];

    /// <summary>Whether there is a column of this name.</summary>
    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>Reads a whole table; lines without a value are passed over.</summary>
    /// <exception cref="InvalidDataException">It has no header, or a quotation that is not closed.</exception>
    public static CsvTable Read(TextReader input)
    {
        var table = new CsvTable();
        foreach (var (line, cells) in Csv.Read(input))
        {
            if (cells.TrueForAll(cell => string.IsNullOrWhiteSpace(cell))) continue;
            if (table.Columns.Count == 0)
            {
                foreach (string? cell in cells)
                {
                    string name = cell?.Trim() ?? "";
                    table.columns.TryAdd(name, table.Columns.Count);
                    table.Columns.Add(name);
                }
            }
            else
            {
                table.Rows.Add(new(line, column => table.columns.TryGetValue(column, out int at) && at < cells.Count ? cells[at] : null));
            }
        }

        return table.Columns.Count > 0 ? table : throw new InvalidDataException("is empty; the first line names the columns");
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Line">The line it begins on.</param>
/// <param name="Cell">Its cells by column; null for an empty one or none.</param>
internal sealed record CsvRow(int Line, Func<string, string?> Cell)
{
    /// <summary>The cell of a column, or null.</summary>
    public string? this[string column] => Cell(column);
}
