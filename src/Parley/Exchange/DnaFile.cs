using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Parley.Exchange;

/// <summary>Reads and writes databases of the Discourse Network Analyzer 3.</summary>
public static class DnaFile
{
    /// <summary>Longest text of one cell, in UTF-16 code units: what a stranger's file may make us hold.</summary>
    private const int LongestText = 64 << 20;

    private static readonly string[] Needed = ["DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "STATEMENTS", "ENTITIES", "DATASHORTTEXT"];

    /// <summary>Whether a file begins like an SQLite database.</summary>
    public static bool IsSqlite(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[16];
            return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("SQLite format 3\0"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a file is an SQLite database with the tables of the format.</summary>
    public static bool IsDna(string path)
    {
        if (!IsSqlite(path)) return false;
        try
        {
            using SqliteConnection connection = Open(path);
            return Needed.All(Tables(connection).ContainsKey);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Reads a database whole.</summary>
    /// <exception cref="InvalidDataException">It is none, is damaged, or holds what the format does not know, in one line.</exception>
    public static DnaDatabase Read(string path)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"{path}: no such file");
        if (!IsSqlite(path)) throw new InvalidDataException($"{path}: is no SQLite database; give a .dna file of the Discourse Network Analyzer 3");
        try
        {
            using SqliteConnection connection = Open(path);
            Dictionary<string, string> tables = Tables(connection);
            if (Needed.FirstOrDefault(table => !tables.ContainsKey(table)) is { } missing) throw new InvalidDataException($"{path}: has no table {missing}; it is no database of the Discourse Network Analyzer 3");
            if (tables.Keys.FirstOrDefault(name => !DnaDatabase.Schema.Any(table => table.Name == name)) is { } foreign)
                throw new InvalidDataException($"{path}: table {foreign} is none of the Discourse Network Analyzer 3; it would be lost, so nothing was read");
            var database = new DnaDatabase();
            foreach (var shape in DnaDatabase.Schema)
                if (tables.ContainsKey(shape.Name)) ReadTable(connection, shape, database, path);
            return database;
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException($"{path}: cannot be read as a database ({e.Message}); open and save it in DNA, or fetch it again", e);
        }
    }

    /// <summary>Writes a database as a new file that DNA opens; whole or not at all, in place of a file that was there.</summary>
    /// <exception cref="Ledger.LedgerException">The file that is there is a ledger.</exception>
    /// <exception cref="IOException">The place cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The database cannot be written, or breaks the format's own rules, in one line.</exception>
    public static void Write(DnaDatabase database, string path)
    {
        ArgumentNullException.ThrowIfNull(database);
        using var file = new OutputFile(path);
        try
        {
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file.Place, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString()))
            {
                connection.Open();
                using SqliteTransaction transaction = connection.BeginTransaction();
                // Entities may be children of later ones.
                Run(connection, "PRAGMA defer_foreign_keys = ON");
                foreach (var shape in DnaDatabase.Schema) WriteTable(connection, shape, database.Rows(shape.Name));
                transaction.Commit();
            }

            file.Keep();
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException($"{path}: cannot be written as a database ({e.Message})", e);
        }
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        // A stranger's schema may call no function and its damage is found, not followed.
        Run(connection, "PRAGMA trusted_schema = OFF");
        Run(connection, "PRAGMA cell_size_check = ON");
        Run(connection, "PRAGMA query_only = ON");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Dictionary<string, string> Tables(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        using SqliteDataReader reader = command.ExecuteReader();
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read()) tables[reader.GetString(0).ToUpperInvariant()] = reader.GetString(0);
        return tables;
    }

    private static void ReadTable(SqliteConnection connection, DnaDatabase.TableShape shape, DnaDatabase database, string path)
    {
        using SqliteCommand columns = connection.CreateCommand();
        columns.CommandText = "SELECT name FROM pragma_table_info($table)";
        columns.Parameters.AddWithValue("$table", shape.Name);
        var found = new List<string>();
        using (SqliteDataReader names = columns.ExecuteReader())
            while (names.Read()) found.Add(names.GetString(0));
        if (shape.Columns.FirstOrDefault(column => !found.Contains(column, StringComparer.OrdinalIgnoreCase)) is { } missing) throw new InvalidDataException($"{path}: table {shape.Name} has no column {missing}; it is of another version");
        if (found.Find(column => !shape.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)) is { } foreign) throw new InvalidDataException($"{path}: column {foreign} of table {shape.Name} is none of the Discourse Network Analyzer 3; it would be lost, so nothing was read");
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", shape.Columns)} FROM {shape.Name} ORDER BY rowid";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            object?[] row = new object?[shape.Columns.Count];
            for (int i = 0; i < row.Length; i++) row[i] = Cell(reader, i, shape, path);
            database.Add(shape.Name, row);
        }
    }

    private static object? Cell(SqliteDataReader reader, int i, DnaDatabase.TableShape shape, string path) => reader.GetValue(i) switch
    {
        DBNull => null,
        long number => number,
        string { Length: <= LongestText } text => text,
        string => throw new InvalidDataException($"{path}: a text of {shape.Name}.{shape.Columns[i]} is longer than {LongestText.ToString(CultureInfo.InvariantCulture)} characters; split it"),
        object other => throw new InvalidDataException($"{path}: {shape.Name}.{shape.Columns[i]} holds a {other.GetType().Name}, which is neither text nor whole number"),
    };

    private static void WriteTable(SqliteConnection connection, DnaDatabase.TableShape shape, IReadOnlyList<object?[]> rows)
    {
        Run(connection, shape.Sql);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {shape.Name}({string.Join(", ", shape.Columns)}) VALUES ({string.Join(", ", shape.Columns.Select((_, i) => "$" + i))})";
        SqliteParameter[] parameters = [.. shape.Columns.Select((_, i) => command.Parameters.AddWithValue("$" + i, DBNull.Value))];
        foreach (object?[] row in rows)
        {
            for (int i = 0; i < row.Length; i++) parameters[i].Value = row[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }
}
