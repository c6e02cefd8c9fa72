using System.Collections.Frozen;

namespace Parley.Exchange;

/// <summary>
/// A database of the Discourse Network Analyzer 3: all of its tables, row by row in the order of the file, each cell a whole number, a text or null. Nothing that the format knows is left out, so that a
/// file that is read and written again is equal table by table.
/// </summary>
public sealed class DnaDatabase
{
    private readonly Dictionary<string, List<object?[]>> rows = Schema.ToDictionary(table => table.Name, _ => new List<object?[]>(), StringComparer.Ordinal);

    /// <summary>A table of the format: its name, its columns in order, and the statement that creates it.</summary>
    public sealed record TableShape(string Name, IReadOnlyList<string> Columns, string Sql);

    /// <summary>The tables of the format, those that others refer to first.</summary>
    public static IReadOnlyList<TableShape> Schema { get; } = DnaSchema.Read();

    private static readonly FrozenDictionary<string, TableShape> ByName = Schema.ToFrozenDictionary(table => table.Name, StringComparer.Ordinal);

    /// <summary>The rows of a table.</summary>
    public IReadOnlyList<object?[]> Rows(string table) => rows[table];

    /// <summary>Adds a row, cells in the order of the table's columns.</summary>
    public void Add(string table, params object?[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != ByName[table].Columns.Count) throw new ArgumentException($"{table} has {ByName[table].Columns.Count} columns, not {cells.Length}", nameof(cells));
        rows[table].Add(cells);
    }

    /// <summary>Position of a column in a table's rows.</summary>
    public static int Column(string table, string column)
    {
        IReadOnlyList<string> columns = ByName[table].Columns;
        for (int i = 0; i < columns.Count; i++)
            if (columns[i] == column) return i;
        throw new ArgumentException($"{table} has no column {column}", nameof(column));
    }

    /// <summary>Adds another database's rows under new ids; settings and regular expressions that are there already stay as they are.</summary>
    public void Append(DnaDatabase other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Dictionary<string, long> offsets = Schema.ToDictionary(table => table.Name, table => rows[table.Name].Select(row => row[0] as long? ?? 0).DefaultIfEmpty().Max(), StringComparer.Ordinal);
        foreach (TableShape table in Schema)
        {
            HashSet<object?> keys = [.. rows[table.Name].Select(row => row[0])];
            bool numbered = table.Columns[0] == "ID";
            foreach (object?[] row in other.rows[table.Name])
            {
                if (!numbered && !keys.Add(row[0])) continue;
                object?[] moved = [.. row];
                for (int i = 0; i < moved.Length; i++)
                    if (moved[i] is long id && Referred(table.Name, table.Columns[i]) is { } referred) moved[i] = id + offsets[referred];
                rows[table.Name].Add(moved);
            }
        }
    }

    /// <summary>Puts the rows of every table that has numbers in the order of its numbers, as the file has them.</summary>
    internal void Sort()
    {
        foreach (TableShape table in Schema)
            if (table.Columns[0] == "ID") rows[table.Name].Sort((a, b) => ((long)a[0]!).CompareTo((long)b[0]!));
    }

    /// <summary>The table whose number a column holds, or null.</summary>
    private static string? Referred(string table, string column) => column switch
    {
        "ID" => table,
        "Coder" or "OtherCoder" => "CODERS",
        "StatementTypeId" => "STATEMENTTYPES",
        "VariableId" or "SourceVariableId" or "TargetVariableId" => "VARIABLES",
        "DocumentId" => "DOCUMENTS",
        "StatementId" => "STATEMENTS",
        "Entity" or "EntityId" or "ChildOf" => "ENTITIES",
        "AttributeVariableId" => "ATTRIBUTEVARIABLES",
        _ => null,
    };

    /// <summary>The tables' names with their numbers of rows, those without rows included.</summary>
    public IEnumerable<(string Table, int Rows)> Counts() => Schema.Select(table => (table.Name, rows[table.Name].Count));
}

/// <summary>The format's tables, from <c>Data/dna3.sql</c>.</summary>
internal static class DnaSchema
{
    public static List<DnaDatabase.TableShape> Read()
    {
        var tables = new List<DnaDatabase.TableShape>();
        var statement = new List<string>();
        foreach (string line in DataFile.Lines("Exchange", "dna3.sql"))
        {
            if (line.StartsWith("--", StringComparison.Ordinal)) continue;
            statement.Add(line);
            if (line[^1] != ';') continue;
            tables.Add(Shape(statement));
            statement.Clear();
        }

        return tables;
    }

    private static DnaDatabase.TableShape Shape(List<string> statement)
    {
        string head = statement[0];
        string name = head["CREATE TABLE ".Length..head.IndexOf('(', StringComparison.Ordinal)];
        string[] columns = [.. statement.Skip(1).Select(line => line.Split(' ', '(')[0]).TakeWhile(word => word is not ("FOREIGN" or "UNIQUE" or "CHECK"))];
        return new(name, columns, string.Join(' ', statement).TrimEnd(';'));
    }
}
