using System.Globalization;
using Microsoft.Data.Sqlite;
using Parley.Ledger;

namespace Parley.Tests.Ledger;

/// <summary>A ledger in a file of its own.</summary>
public sealed class SqliteScratch : ScratchLedger
{
    private readonly TemporaryFolder folder = new();

    /// <inheritdoc/>
    public override string Where => folder["talks.db"];

    /// <inheritdoc/>
    public override void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Where};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override void Unguarded(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Where};Pooling=False");
        connection.Open();
        var guards = new List<(string Name, string Sql)>();
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read()) guards.Add((reader.GetString(0), reader.GetString(1)));
        }

        using SqliteCommand change = connection.CreateCommand();
        change.CommandText = string.Concat(guards.Select(guard => $"DROP TRIGGER {guard.Name};")) + "PRAGMA ignore_check_constraints = ON;" + sql + ";" + string.Concat(guards.Select(guard => guard.Sql + ";"));
        change.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override void Restore(int version) => File.Copy(Fixture(string.Create(CultureInfo.InvariantCulture, $"ledger-{version}.db")), Where);

    /// <inheritdoc/>
    public override ILedgerStore Anew()
    {
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(Where)!)) File.Delete(file);
        return Create();
    }

    /// <inheritdoc/>
    public override void Dispose() => folder.Dispose();
}
