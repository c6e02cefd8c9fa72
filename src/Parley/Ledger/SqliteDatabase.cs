using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Ledger;

/// <summary>A ledger in one SQLite file. A file from elsewhere is not trusted: its tables must be exactly those that this program makes, and nothing in it is ever run.</summary>
internal sealed class SqliteDatabase : Database
{
    private const string WordsDamaged = "the index of words is damaged; 'parley ledger rebuild' mends it";

    /// <summary>Milliseconds that a writer waits for another.</summary>
    private const int Patience = 60_000;

    private readonly SqliteConnection connection;

    private SqliteDatabase(string path, SqliteConnection connection) => (Name, this.connection) = (path, connection);

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    protected override string Dialect => "sqlite";

    /// <inheritdoc/>
    protected override DbConnection Connection => connection;

    /// <summary>Makes a new ledger, readable by its owner only.</summary>
    /// <exception cref="LedgerException">There is something at the path, or it cannot be written.</exception>
    public static SqliteDatabase Create(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path) || Directory.Exists(path))
        {
            throw new LedgerException($"{path}: is there already; add to it with 'parley ledger add', or name another file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"{path}: cannot be made: {e.Message}", e);
        }

        SqliteDatabase? database = null;
        try
        {
            database = Connect(path, SqliteOpenMode.ReadWrite);
            // Texts are of a few thousand bytes: small pages would leave much of themselves empty.
            database.Pragma("page_size = 16384");
            database.Pragma("journal_mode = WAL");
            database.Migrate(0);
            return database;
        }
        catch
        {
            database?.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens a ledger.</summary>
    /// <exception cref="LedgerException">It is not there, is none, is of a newer version or cannot be read.</exception>
    public static SqliteDatabase Open(string path, bool readOnly)
    {
        if (!File.Exists(path)) throw new LedgerException($"{path}: no such ledger; make one with 'parley ledger init --ledger {path}'");
        SqliteDatabase database;
        try
        {
            database = Connect(path, readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite);
        }
        catch (LedgerException) when (readOnly && Settled(path))
        {
            // In a folder that cannot be written SQLite cannot keep its index of the journal; there is no journal.
            database = Connect(path, SqliteOpenMode.ReadOnly, "?immutable=1");
        }

        try
        {
            database.Recognise(readOnly);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override LedgerException? Explain(Exception e) => e is SqliteException sqlite ? Explain(Name, sqlite) : null;

    /// <inheritdoc/>
    protected override DbTransaction BeginExclusive() => connection.BeginTransaction(deferred: false);

    /// <inheritdoc/>
    protected override void Finish()
    {
        // Before a savepoint FTS5 writes all that it gathered.
        Execute("SAVEPOINT gathered; RELEASE gathered");
        Run("seal");
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginSnapshot()
    {
        SqliteTransaction begun = connection.BeginTransaction(deferred: true);
        // What is read first settles the moment.
        using SqliteCommand first = connection.CreateCommand();
        first.Transaction = begun;
        first.CommandText = "SELECT count(*) FROM sqlite_schema";
        first.ExecuteScalar();
        return begun;
    }

    /// <inheritdoc/>
    public override void Insert(string table, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0) return;
        // Parameters by number, past the provider, which looks each up by its name for every row.
        Guarded(() =>
        {
            Rule(raw.sqlite3_prepare_v2(connection.Handle!, Sql("insert-" + table), out sqlite3_stmt insert));
            using (insert)
            {
                foreach (object?[] row in rows)
                {
                    for (int i = 0; i < row.Length; i++)
                    {
                        Rule(row[i] switch
                        {
                            long number => raw.sqlite3_bind_int64(insert, i + 1, number),
                            int number => raw.sqlite3_bind_int(insert, i + 1, number),
                            string text => raw.sqlite3_bind_text(insert, i + 1, text),
                            byte[] bytes => raw.sqlite3_bind_blob(insert, i + 1, bytes),
                            _ => raw.sqlite3_bind_null(insert, i + 1),
                        });
                    }

                    Rule(raw.sqlite3_step(insert));
                    Rule(raw.sqlite3_reset(insert));
                }
            }

            return true;
        });
    }

    /// <inheritdoc/>
    public override void RunEach(string name, IReadOnlyList<(string Name, object? Value)[]> values)
    {
        foreach ((string, object?)[] one in values) Run(name, one);
    }

    /// <inheritdoc/>
    public override void InsertWords(IReadOnlyList<(long Report, string[] Words)> rows)
    {
        foreach ((long report, string[] words) in rows) Run("insert-words", ("report", report), ("words", string.Join(' ', words)));
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Word, long Report)> WordsOfReports()
    {
        Execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab (main, words, instance)");
        using DbCommand command = Once("SELECT term, doc FROM temp.word");
        using DbDataReader reader = Guarded(command.ExecuteReader);
        while (Guarded(reader.Read)) yield return (reader.GetString(0), reader.GetInt64(1));
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        foreach (string table in new[] { "report", "retracted", "name" }) Execute("DELETE FROM " + table);
        // Without its version the index cannot even be emptied.
        Execute("DELETE FROM words_config; INSERT INTO words_config (k, v) VALUES ('version', 4)");
        Execute("INSERT INTO words (words) VALUES ('delete-all')");
        Run("unseal");
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Damage()
    {
        var damage = new List<string>();
        try
        {
            damage.AddRange(Lines("PRAGMA integrity_check").Where(line => line != "ok"));
        }
        catch (LedgerException e)
        {
            damage.Add(e.Message);
        }

        try
        {
            if (!IsReadOnly) Execute("INSERT INTO words (words) VALUES ('integrity-check')");
        }
        catch (LedgerException)
        {
            damage.Add(WordsDamaged);
        }

        return damage;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> DamageAtOnce()
    {
        if (Scalar("types-broken") is not 0L) yield return "a value is of another type than was written";
        if (Scalar("seals-broken") is not 0L) yield return WordsDamaged;
    }

    /// <inheritdoc/>
    public override long Size() => Convert.ToInt64(Value("PRAGMA page_count"), CultureInfo.InvariantCulture) * Convert.ToInt64(Value("PRAGMA page_size"), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string Match(IEnumerable<(string Word, bool Begins)> words, bool told, IEnumerable<IReadOnlyList<string>> marks) => string.Join(" AND ", words.Select(word =>
    {
        string begins = word.Begins ? "*" : "", isTold = $"\"{Words.Told}{word.Word}\"{begins}";
        return told ? isTold : $"(\"{word.Word}\"{begins} OR {isTold})";
    }).Distinct(StringComparer.Ordinal).Concat(marks.Select(any => $"(\"{string.Join("\" OR \"", any)}\")")));

    /// <inheritdoc/>
    public override object List(IReadOnlyList<long> numbers) => "[" + string.Join(',', numbers) + "]";

    /// <inheritdoc/>
    protected override void Close() => connection.Dispose();

    private bool IsReadOnly => raw.sqlite3_db_readonly(connection.Handle!, "main") == 1;

    private static SqliteDatabase Connect(string path, SqliteOpenMode mode, string parameters = "")
    {
        string source = parameters.Length == 0 ? path : new Uri(Path.GetFullPath(path)).AbsoluteUri + parameters;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = Patience / 1000 }.ToString());
        var database = new SqliteDatabase(path, connection);
        try
        {
            connection.Open();
            raw.sqlite3_enable_load_extension(connection.Handle!, 0);
            RowSeal.Register(connection.Handle!);
            // Nothing that stands in a file may do more than hold data, and damaged pages are found when they are read.
            database.Pragma("trusted_schema = OFF");
            database.Pragma("cell_size_check = ON");
            database.Pragma("synchronous = FULL");
            database.Pragma("foreign_keys = ON");
            database.Pragma("temp_store = MEMORY");
            database.Pragma("cache_size = -65536");
            database.Value("SELECT count(*) FROM sqlite_schema");
            return database;
        }
        catch (Exception e)
        {
            database.Dispose();
            if (e is SqliteException sqlite) throw Explain(path, sqlite);
            throw;
        }
    }

    /// <summary>Whether nothing of the ledger stands outside its one file.</summary>
    private static bool Settled(string path) => !File.Exists(path + "-wal") || new FileInfo(path + "-wal").Length == 0;

    /// <summary>Refuses what is no ledger, or one from a newer program; brings an older one up to date.</summary>
    private void Recognise(bool readOnly)
    {
        if (Convert.ToInt64(Value("PRAGMA application_id"), CultureInfo.InvariantCulture) != LedgerMark.ApplicationId) throw new LedgerException($"{Name}: is no ledger; make one with 'parley ledger init'");
        int version = Convert.ToInt32(Value("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > Version) throw new LedgerException($"{Name}: was written by a newer Parley (ledger version {version}, this program knows up to {Version}); use that one");
        CheckSchema(version);
        if (version < Version && readOnly) throw new LedgerException($"{Name}: is of an older version ({version}); 'parley ledger rebuild' brings it up to date");
        if (version < Version) Migrate(version);
    }

    private void Migrate(int from)
    {
        Exclusively(() =>
        {
            // Another program may have done it while this one waited for its turn.
            if (Convert.ToInt32(Value("PRAGMA user_version"), CultureInfo.InvariantCulture) != from) return false;
            for (int version = from + 1; version <= Version; version++) Execute(Load(Schema(version))!);
            Run("unseal");
            if (from > 0) Rebuilding.Of(this).Run(null);
            Pragma(string.Create(CultureInfo.InvariantCulture, $"application_id = {LedgerMark.ApplicationId}"));
            Pragma(string.Create(CultureInfo.InvariantCulture, $"user_version = {Version}"));
            return true;
        });
    }

    /// <summary>The tables, indexes and triggers must be those that this program makes for that version: a foreign trigger or view would run on our behalf.</summary>
    private void CheckSchema(int version)
    {
        using var model = new SqliteConnection("Data Source=:memory:");
        model.Open();
        for (int made = 1; made <= version; made++)
        {
            using SqliteCommand command = model.CreateCommand();
            command.CommandText = Load(Schema(made)) ?? throw new LedgerException($"{Name}: is of an unknown version ({version})");
            command.ExecuteNonQuery();
        }

        const string all = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
        var expected = new HashSet<string>(StringComparer.Ordinal);
        using (SqliteCommand command = model.CreateCommand())
        {
            command.CommandText = all;
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read()) expected.Add(reader.GetString(0));
        }

        List<string> found = [.. Lines(all).Where(line => !line.StartsWith("table sqlite_stat", StringComparison.Ordinal))];
        if (found.Find(line => !expected.Contains(line)) is { } foreign) throw new LedgerException($"{Name}: holds something that no ledger has ({Shown(foreign)}); it is damaged or not to be trusted");
        if (found.Count < expected.Count) throw new LedgerException($"{Name}: lacks {Shown(expected.Except(found, StringComparer.Ordinal).First())}; it is damaged: take it from a backup");
    }

    private static string Schema(int version) => string.Create(CultureInfo.InvariantCulture, $"sqlite/schema-{version}");

    private static string Shown(string schema) => string.Join(' ', schema.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(2));

    private void Pragma(string setting) => Value("PRAGMA " + setting);

    private object? Value(string sql)
    {
        using DbCommand command = Once(sql);
        return Guarded(command.ExecuteScalar);
    }

    private void Execute(string sql)
    {
        using DbCommand command = Once(sql);
        Guarded(command.ExecuteNonQuery);
    }

    private List<string> Lines(string sql)
    {
        using DbCommand command = Once(sql);
        return Guarded(() =>
        {
            var lines = new List<string>();
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read()) lines.Add(reader.GetString(0));
            return lines;
        });
    }

    private void Rule(int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);

    private static LedgerException Explain(string path, SqliteException e) => new(
        $"{path}: " + e.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => "the disk is full; nothing more was added. Make room and run it again",
            raw.SQLITE_READONLY => "may not be written; check its permissions and those of its folder",
            raw.SQLITE_CANTOPEN => "cannot be opened; check its permissions and those of its folder",
            raw.SQLITE_PERM or raw.SQLITE_AUTH => "may not be opened; check its permissions",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "is being written by another program; try again when that is done",
            raw.SQLITE_NOTADB => "is no ledger (no SQLite file)",
            raw.SQLITE_CORRUPT => "is damaged; take it from a backup, or see what 'parley ledger verify' says",
            raw.SQLITE_IOERR => "could not be read or written (disk error or disk full); nothing more was added",
            raw.SQLITE_TOOBIG => "holds or was given something too long",
            _ => e.Message,
        },
        e);
}
