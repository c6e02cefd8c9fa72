using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>The contract on PostgreSQL; runs where <c>./test</c> can start a server.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresLedgerTests() : LedgerContract(new PostgresScratch());
