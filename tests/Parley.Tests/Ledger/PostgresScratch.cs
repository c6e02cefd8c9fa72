using System.Globalization;
using Npgsql;
using Parley.Ledger;

namespace Parley.Tests.Ledger;

/// <summary>A ledger in a schema of its own on the server that <c>./test</c> starts (its address stands in PARLEY_TEST_POSTGRES).</summary>
public sealed class PostgresScratch : ScratchLedger
{
    private static int count;

    private readonly string schema = string.Create(CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{Interlocked.Increment(ref count)}");
    private bool isMade;

    /// <summary>The server.</summary>
    public static string Server { get; } = Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES")
        ?? "postgresql://127.0.0.1:1/none";

    /// <inheritdoc/>
    public override string Where => $"{Server}?schema={schema}";

    /// <inheritdoc/>
    public override void Tamper(string sql) => Run($"SET search_path = {schema}; {sql}");

    /// <inheritdoc/>
    public override void Unguarded(string sql) => Tamper($"SET session_replication_role = replica; {sql}");

    /// <inheritdoc/>
    public override void Restore(int version) => Run("SET check_function_bodies = false;" + File.ReadAllText(Fixture(string.Create(CultureInfo.InvariantCulture, $"ledger-{version}.sql"))).Replace("fixture", schema, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override ILedgerStore Anew()
    {
        if (isMade)
        {
            Unguarded("DELETE FROM entry; DELETE FROM text; DELETE FROM report; DELETE FROM retracted; DELETE FROM name; DELETE FROM word; DELETE FROM words");
            return Open();
        }

        isMade = true;
        return Create();
    }

    /// <inheritdoc/>
    public override void Dispose() => Run($"DROP SCHEMA IF EXISTS {schema} CASCADE");

    /// <summary>One value.</summary>
    internal object? Ask(string sql) => On(connection =>
    {
        using var command = new NpgsqlCommand($"SET search_path = {schema}; {sql}", connection);
        return command.ExecuteScalar();
    });

    private static void Run(string sql) => On(connection =>
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteNonQuery();
    });

    private static T On<T>(Func<NpgsqlConnection, T> work)
    {
        var address = new Uri(Server);
        string[] user = address.UserInfo.Split(':');
        using var connection = new NpgsqlConnection($"Host={address.Host};Port={address.Port};Username={user[0]};Password={user[^1]};Database={address.AbsolutePath.Trim('/')};Pooling=false;Include Error Detail=true");
        connection.Open();
        return work(connection);
    }
}
