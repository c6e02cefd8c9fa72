namespace Parley.Ledger;

/// <summary>
/// Makes and opens ledgers. A place is the path of an SQLite file, or a PostgreSQL database: an address (<c>postgresql://user@host:5432/database?schema=talks</c>) or settings
/// (<c>Host=...;Database=...;Search Path=talks</c>); without a schema it is <c>parley</c>.
/// </summary>
public static class LedgerFile
{
    /// <summary>Makes a new, empty ledger; a file is readable by its owner only.</summary>
    /// <param name="where">A place where there is none yet.</param>
    /// <param name="time">The clock that entries are dated by.</param>
    /// <exception cref="LedgerException">There is one already, or it cannot be made.</exception>
    public static ILedgerStore Create(string where, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(where);
        return new SqlStore(PostgresDatabase.Is(where) ? PostgresDatabase.Create(where) : SqliteDatabase.Create(where), time);
    }

    /// <summary>Opens a ledger; one of an older version is brought up to date.</summary>
    /// <param name="where">Its place.</param>
    /// <param name="time">The clock that entries are dated by.</param>
    /// <param name="readOnly">Whether nothing is to be written.</param>
    /// <exception cref="LedgerException">It is not there, is none, is of a newer version or cannot be opened.</exception>
    public static ILedgerStore Open(string where, TimeProvider time, bool readOnly = false)
    {
        ArgumentNullException.ThrowIfNull(where);
        return new SqlStore(PostgresDatabase.Is(where) ? PostgresDatabase.Open(where, readOnly) : SqliteDatabase.Open(where, readOnly), time);
    }

    /// <summary>Whether a file is a ledger in SQLite (or what SQLite keeps beside one while it is open), which no other output may replace; false too where it is not there or cannot be read.</summary>
    public static bool IsLedger(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LedgerMark.Is(path);
    }

    /// <summary>Copies a record entry by entry: numbers, times, authors and hashes stay. Entries that the target has already are compared, so that a copy that was interrupted can be run again.</summary>
    /// <param name="from">The ledger to copy.</param>
    /// <param name="to">An empty ledger, or an earlier copy.</param>
    /// <param name="progress">Told the number of entries done.</param>
    /// <exception cref="LedgerException">The target holds something else, or an entry comes out with another hash.</exception>
    public static void Copy(ILedgerStore from, ILedgerStore to, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        const int batch = 500;
        LedgerHead there = to.Head;
        if (there.Number > 0 && from.Find(there.Number)?.Hash != there.Hash) throw new LedgerException($"{to.Name}: holds entries that are not those of {from.Name}; copy into an empty ledger");
        foreach (Entry[] part in from.Entries(there.Number).Chunk(batch))
        {
            IReadOnlyList<Entry?> written = to.Append([.. part.Select(entry => new Draft(entry.Author, entry.Content, entry.At))]);
            for (int i = 0; i < part.Length; i++)
                if (written[i]?.Hash != part[i].Hash)
                    throw new LedgerException($"{to.Name}: entry {part[i].Number} came out with another hash than in {from.Name}; see what 'parley ledger verify' says of that one");
            progress?.Invoke(part[^1].Number);
        }
    }
}
