namespace Parley.Ledger;

/// <summary>Makes and opens ledgers: a path is an SQLite file.</summary>
public static class LedgerFile
{
    /// <summary>Makes a new, empty ledger.</summary>
    /// <param name="where">Path of a file that is not there yet.</param>
    /// <param name="time">The clock that entries are dated by.</param>
    /// <exception cref="LedgerException">There is one already, or it cannot be made.</exception>
    public static ILedgerStore Create(string where, TimeProvider time) => new SqlStore(SqliteDatabase.Create(where), time);

    /// <summary>Opens a ledger; one of an older version is brought up to date.</summary>
    /// <param name="where">Path of the file.</param>
    /// <param name="time">The clock that entries are dated by.</param>
    /// <param name="readOnly">Whether nothing is to be written.</param>
    /// <exception cref="LedgerException">It is not there, is none, is of a newer version or cannot be opened.</exception>
    public static ILedgerStore Open(string where, TimeProvider time, bool readOnly = false) => new SqlStore(SqliteDatabase.Open(where, readOnly), time);
}
