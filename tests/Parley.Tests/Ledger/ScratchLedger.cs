using Parley.Ledger;

namespace Parley.Tests.Ledger;

/// <summary>A place for one ledger of its own, taken away afterwards.</summary>
public abstract class ScratchLedger : IDisposable
{
    /// <summary>The clock of its entries: a second a reading.</summary>
    public TimeProvider Time { get; } = new SteppingTime();

    /// <summary>What to give as --ledger.</summary>
    public abstract string Where { get; }

    /// <summary>Makes the ledger.</summary>
    public ILedgerStore Create() => LedgerFile.Create(Where, Time);

    /// <summary>Opens it again.</summary>
    public ILedgerStore Open(bool readOnly = false) => LedgerFile.Open(Where, Time, readOnly);

    /// <summary>Runs statements on the store behind the ledger's back.</summary>
    public abstract void Tamper(string sql);

    /// <summary>Runs statements with the guards of the record taken away and put back.</summary>
    public abstract void Unguarded(string sql);

    /// <summary>Puts a ledger there that an earlier version of the program made.</summary>
    public abstract void Restore(int version);

    /// <summary>Empties the ledger, for another to be made there.</summary>
    public abstract ILedgerStore Anew();

    /// <summary>The path of something that an earlier version left.</summary>
    protected static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Ledger", "Fixtures", name);

    /// <inheritdoc/>
    public abstract void Dispose();

    private sealed class SteppingTime : TimeProvider
    {
        private DateTimeOffset now = new(2031, 3, 15, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now += TimeSpan.FromSeconds(1);
    }
}
