namespace Parley.Tests.Ledger;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteLedgerTests() : LedgerContract(new SqliteScratch());
