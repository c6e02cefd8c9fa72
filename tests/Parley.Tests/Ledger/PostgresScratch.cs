using System.Globalization;
using Npgsql;

namespace Parley.Tests.Ledger;

/// <summary>A ledger in a schema of its own on the server that <c>./test</c> starts (its address stands in PARLEY_TEST_POSTGRES).</summary>
public sealed class PostgresScratch : ScratchLedger
{
    private static int count;

    private readonly string schema = string.Create(CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{Interlocked.Increment(ref count)}");

    /// <summary>The server.</summary>
    public static string Server { get; } = Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES")
        ?? "postgresql://127.0.0.1:1/none";

    /// <inheritdoc/>
    public override string Where => $"{Server}?schema={schema}";

    /// <inheritdoc/>
    public override void Tamper(string sql)
    {
        var address = new Uri(Server);
        string[] user = address.UserInfo.Split(':');
        using var connection = new NpgsqlConnection($"Host={address.Host};Port={address.Port};Username={user[0]};Password={user[^1]};Database={address.AbsolutePath.Trim('/')};Search Path={schema};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override void Dispose() => Tamper($"DROP SCHEMA IF EXISTS {schema} CASCADE");
}
