using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteLedgerTests() : LedgerContract(new SqliteScratch())
{
    /// <summary>The version that only SQLite has.</summary>
    [Fact]
    public void A_ledger_of_version_4_opens() => Opens(4, "6b9f3709d1c3c2abb7e697e3551d530d75b592a0a32cb6d23bc8252cf9dcc061");
}
