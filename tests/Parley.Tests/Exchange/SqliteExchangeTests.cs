using Parley.Tests.Ledger;

namespace Parley.Tests.Exchange;

public sealed class SqliteExchangeTests() : ExchangeContract(() => new SqliteScratch());
