using Parley.Tests.Ledger;
using Xunit;

namespace Parley.Tests.Exchange;

/// <summary>The same on PostgreSQL; runs where <c>./test</c> can start a server.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresExchangeTests() : ExchangeContract(() => new PostgresScratch());
