using Microsoft.Data.Sqlite;

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
    public override void Dispose() => folder.Dispose();
}
