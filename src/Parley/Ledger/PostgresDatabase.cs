using System.Data;
using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Parley.Ledger;

/// <summary>A ledger in a schema of a PostgreSQL database, for teams. Every client may append; appending takes turns.</summary>
internal sealed class PostgresDatabase : Database
{
    private const string DefaultSchema = "parley";

    /// <summary>Stand for <see cref="Words.Told"/>, <see cref="Words.Speaks"/> and <see cref="Words.Holds"/>, which take three bytes, and before a word of one letter, which would be taken for the character of another.</summary>
    private const char Told = '+', Speaks = '@', Holds = '#', Single = '!';

    /// <summary>Types of the columns that <see cref="Insert"/> fills.</summary>
    private static readonly Dictionary<string, NpgsqlDbType[]> Columns = new(StringComparer.Ordinal)
    {
        ["entry"] = [NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea],
        ["text"] = [NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Bytea],
        ["report"] = [NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Smallint, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea],
        ["name"] = [NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer],
        ["word"] = [NpgsqlDbType.Integer, NpgsqlDbType.Text],
        ["words"] = [NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text],
    };

    private readonly NpgsqlConnection connection;
    private readonly string schema;
    private readonly WordCodes codes = new();

    /// <summary>The transaction that gave the first number to a word; a ledger that is rebuilt gives them anew.</summary>
    private string? coding;
    private int wroteWords;
    private bool isMuch;

    private PostgresDatabase(NpgsqlConnectionStringBuilder settings)
    {
        schema = settings.SearchPath is { Length: > 0 } path ? path.Trim() : DefaultSchema;
        if (!schema.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') || schema.Length > 60)
            throw new LedgerException($"the schema \"{schema}\" is no name for a ledger; use small letters, digits and underscores");
        // The driver keeps what it learnt of a server for each settings that it ever saw: the schema is no part of them.
        settings.SearchPath = null;
        // Statements are kept prepared by the driver; a ledger is one connection, closed when it is done with.
        settings.MaxAutoPrepare = 64;
        settings.AutoPrepareMinUsages = 2;
        settings.Pooling = false;
        settings.IncludeErrorDetail = false;
        settings.ApplicationName ??= "parley";
        Name = string.Create(CultureInfo.InvariantCulture, $"postgresql://{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}?schema={schema}");
        connection = new(settings.ToString());
        Guarded(() =>
        {
            connection.Open();
            // Compiling a question takes longer than answering it here.
            Execute($"SET jit = off; SET search_path = {schema}");
            return true;
        });
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    protected override string Dialect => "postgres";

    /// <inheritdoc/>
    protected override DbConnection Connection => connection;

    /// <summary>Whether a place is a PostgreSQL database rather than a file: an address (postgresql://user@host/database?schema=name) or settings (Host=...;Database=...;Search Path=...).</summary>
    public static bool Is(string where) =>
        where.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || where.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || (where.Contains('=', StringComparison.Ordinal) && where.Contains("Host", StringComparison.OrdinalIgnoreCase) && !File.Exists(where));

    /// <summary>Makes a new ledger in a schema of its own.</summary>
    /// <exception cref="LedgerException">There is one, or it cannot be made.</exception>
    public static PostgresDatabase Create(string where)
    {
        var database = new PostgresDatabase(Settings(where));
        try
        {
            if (database.HasSchema("entry") || database.HasSchema("ledger")) throw new LedgerException($"{database.Name}: is there already; add to it with 'parley ledger add', or name another schema");
            database.Execute($"CREATE SCHEMA IF NOT EXISTS \"{database.schema}\"");
            database.Migrate(0);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ledger.</summary>
    /// <exception cref="LedgerException">It is not there, is of a newer version or cannot be reached.</exception>
    public static PostgresDatabase Open(string where, bool readOnly)
    {
        var database = new PostgresDatabase(Settings(where));
        try
        {
            if (!database.HasSchema("ledger")) throw new LedgerException($"{database.Name}: no such ledger; make one with 'parley ledger init'");
            int version = Convert.ToInt32(database.Value("SELECT max(version) FROM ledger"), CultureInfo.InvariantCulture);
            if (version > Version) throw new LedgerException($"{database.Name}: was written by a newer Parley (ledger version {version}, this program knows up to {Version}); use that one");
            if (version < Version && !database.HasVersions(version)) throw new LedgerException($"{database.Name}: its table of versions is damaged; take the ledger from a backup");
            if (version < Version && readOnly) throw new LedgerException($"{database.Name}: is of an older version ({version}); 'parley ledger rebuild' brings it up to date");
            if (version < Version) database.Migrate(version);
            if (readOnly) database.Execute("SET default_transaction_read_only = on");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override LedgerException? Explain(Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new($"{Name}: the server's disk is full; nothing more was added. Make room and run it again", e),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege } => new($"{Name}: may not be written by this user", e),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => new($"{Name}: the server refuses the user or the password", e),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new($"{Name}: the server has no such database; make one with 'createdb'", e),
        PostgresException postgres => new($"{Name}: {postgres.MessageText} ({postgres.SqlState})", e),
        NpgsqlException => new($"{Name}: the server cannot be reached, or the connection was lost ({e.Message}); what was not confirmed was not added", e),
        _ => null,
    };

    /// <inheritdoc/>
    protected override DbTransaction BeginSnapshot() => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    /// <inheritdoc/>
    protected override DbTransaction BeginExclusive()
    {
        NpgsqlTransaction begun = connection.BeginTransaction();
        try
        {
            using NpgsqlCommand command = new(Sql("lock"), connection, begun);
            command.ExecuteNonQuery();
            return begun;
        }
        catch
        {
            begun.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Insert(string table, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0) return;
        NpgsqlDbType[] types = Columns[table];
        Guarded(() =>
        {
            using NpgsqlBinaryImporter import = connection.BeginBinaryImport(Sql("copy-" + table));
            foreach (object?[] row in rows)
            {
                import.StartRow();
                for (int i = 0; i < types.Length; i++)
                {
                    if (row[i] is not { } value) import.WriteNull();
                    else if (types[i] == NpgsqlDbType.Bigint) import.Write(Convert.ToInt64(value, CultureInfo.InvariantCulture), types[i]);
                    else if (types[i] == NpgsqlDbType.Integer) import.Write(Convert.ToInt32(value, CultureInfo.InvariantCulture), types[i]);
                    else if (types[i] == NpgsqlDbType.Smallint) import.Write(Convert.ToInt16(value, CultureInfo.InvariantCulture), types[i]);
                    else if (types[i] == NpgsqlDbType.Bytea) import.Write((byte[])value, types[i]);
                    else import.Write((string)value, types[i]);
                }
            }

            import.Complete();
            return true;
        });
    }

    /// <inheritdoc/>
    public override void RunEach(string name, IReadOnlyList<(string Name, object? Value)[]> values)
    {
        // Many in one message: each answer waited for costs more than the statement.
        const int most = 200;
        foreach ((string Name, object? Value)[][] part in values.Chunk(most))
        {
            Guarded(() =>
            {
                using var batch = new NpgsqlBatch(connection);
                foreach ((string Name, object? Value)[] one in part)
                {
                    var command = new NpgsqlBatchCommand(Sql(name));
                    foreach ((string parameter, object? value) in one) command.Parameters.Add(new(parameter, value));
                    batch.BatchCommands.Add(command);
                }

                return batch.ExecuteNonQuery();
            });
        }
    }

    /// <inheritdoc/>
    public override void InsertWords(IReadOnlyList<(long Report, string[] Words)> rows)
    {
        Recall();
        List<string[]> signed = [.. rows.Select(row => Array.ConvertAll(row.Words, Signed))];
        Insert("word", [.. codes.Learn(signed).Select(learnt => new object?[] { learnt.Number, learnt.Word })]);
        Insert("words", [.. rows.Zip(signed, (row, words) => codes.Coded(words) is var (coded, others) ? new object?[] { row.Report, coded, string.Join(' ', others) } : [])]);
        wroteWords += rows.Count;
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Word, long Report)> WordsOfReports()
    {
        Recall();
        for (long after = 0; ;)
        {
            List<(long Report, string Coded, string Others)> page = Rows("words-page", row => (row.GetInt64(0), row.GetString(1), row.GetString(2)), ("after", after), ("limit", 500));
            if (page.Count == 0) yield break;
            foreach ((long report, string coded, string others) in page)
                foreach (string word in codes.Words(coded).Concat(others.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                    yield return (Unsigned(word), report);
            after = page[^1].Report;
        }
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        // Of much, indexes are made faster at once than row by row; of little, making them takes longest.
        const long much = 500;
        isMuch = Convert.ToInt64(Scalar("record-size"), CultureInfo.InvariantCulture) >= much;
        Run(isMuch ? "clear" : "empty");
        Run("restore-versions", ("version", Version));
        Forget();
    }

    /// <inheritdoc/>
    public override void Settle()
    {
        Run("settle");
        if (isMuch) Run("analyze");
        wroteWords = 0;
    }

    /// <inheritdoc/>
    public override void Learn()
    {
        // The server would find the time for it in a minute or so.
        const int much = 2000;
        if (wroteWords < much) return;
        wroteWords = 0;
        try
        {
            Run("tidy");
            Run("analyze");
        }
        catch (LedgerException)
        {
            // What was appended is safe, whatever becomes of this: only an owner may, and it changes no answer.
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> DamageAtOnce()
    {
        if (!HasVersions(Version)) yield return "its table of versions is damaged; 'parley ledger rebuild' mends it";
    }

    /// <inheritdoc/>
    public override long Size() => Convert.ToInt64(Scalar("size"), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string Match(IEnumerable<(string Word, bool Begins)> words, bool told, IEnumerable<IReadOnlyList<string>> marks)
    {
        // Each thing to be found by any of several words, as they stand in the table.
        List<List<(string Word, bool Begins)>> wanted =
        [
            .. words.Select(word => Forms(word.Word, word.Begins, told).ToList()),
            .. marks.Select(any => any.Select(mark => (Signed(mark), false)).ToList()),
        ];
        if (wanted.Count == 0) return "";
        List<(int Number, string Word)> coded = Rows(
            "codes-of", row => (row.GetInt32(0), row.GetString(1)),
            ("words", wanted.SelectMany(any => any).Where(form => !form.Begins).Select(form => form.Word).ToArray()), ("beginnings", wanted.SelectMany(any => any).Where(form => form.Begins).Select(form => form.Word).ToArray()));
        return string.Join(" & ", wanted.Select(any => "(" + string.Join(" | ", any.SelectMany(form => coded
            .Where(code => form.Begins ? code.Word.StartsWith(form.Word, StringComparison.Ordinal) : code.Word == form.Word)
            .Select(code => $"'{WordCodes.Character(code.Number)}'").Prepend($"'{form.Word}'{(form.Begins ? ":*" : "")}")).Distinct(StringComparer.Ordinal)) + ")").Distinct(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public override object List(IReadOnlyList<long> numbers) => numbers.ToArray();

    /// <inheritdoc/>
    protected override void Close()
    {
        try
        {
            // New words wait in a list that every search goes through, until the server finds time to sort them in.
            if (wroteWords > 0 && connection.State == System.Data.ConnectionState.Open) Run("tidy");
        }
        catch (LedgerException)
        {
            // Only the index's owner may, and it changes no answer.
        }

        connection.Dispose();
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        codes.Clear();
        coding = null;
    }

    /// <summary>The ways in which a word can stand in the table.</summary>
    private static IEnumerable<(string Word, bool Begins)> Forms(string word, bool begins, bool told)
    {
        yield return (Signed(Words.Told + word), begins);
        if (told) yield break;
        yield return (Signed(word), false);
        if (begins) yield return (word, true);
    }

    private static string Signed(string word) => word[0] switch
    {
        Words.Told => string.Concat(Told.ToString(), word.AsSpan(1)),
        Words.Speaks => string.Concat(Speaks.ToString(), word.AsSpan(1)),
        Words.Holds => string.Concat(Holds.ToString(), word.AsSpan(1)),
        _ => word.Length == 1 ? Single + word : word,
    };

    private static string Unsigned(string word) => word[0] switch
    {
        Told => string.Concat(Words.Told.ToString(), word.AsSpan(1)),
        Speaks => string.Concat(Words.Speaks.ToString(), word.AsSpan(1)),
        Holds => string.Concat(Words.Holds.ToString(), word.AsSpan(1)),
        Single => word[1..],
        _ => word,
    };

    /// <summary>Brings to mind which words have numbers by now.</summary>
    private void Recall()
    {
        List<(int Number, string Word, string By)> coded = Recalled();
        string? by = coded is [(0, _, var first), ..] ? first : null;
        if (by != coding && codes.Count > 0)
        {
            codes.Clear();
            coded = Recalled();
        }

        coding = by;

        try
        {
            foreach ((int number, string word, _) in coded)
                if (number >= codes.Count)
                    codes.Add(number, word);
        }
        catch (InvalidDataException e)
        {
            throw new LedgerException($"{Name}: {e.Message}; 'parley ledger rebuild' mends it", e);
        }

        List<(int, string, string)> Recalled() => Rows("words-coded", row => (row.GetInt32(0), row.GetString(1), row.GetString(2)), ("after", codes.Count - 1));
    }

    private static NpgsqlConnectionStringBuilder Settings(string where)
    {
        try
        {
            if (!where.Contains("://", StringComparison.Ordinal)) return new(where);
            var address = new Uri(where);
            string[] user = address.UserInfo.Split(':', 2);
            var settings = new NpgsqlConnectionStringBuilder { Host = address.Host, Port = address.Port > 0 ? address.Port : 5432 };
            if (user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
            if (user.Length > 1) settings.Password = Uri.UnescapeDataString(user[1]);
            if (address.AbsolutePath.Trim('/') is { Length: > 0 } name) settings.Database = Uri.UnescapeDataString(name);
            foreach (string pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = pair.Split('=', 2);
                string value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
                settings[parts[0] switch { "schema" => "Search Path", "sslmode" => "SSL Mode", var other => other }] = value;
            }

            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new LedgerException($"--ledger: cannot be read as a PostgreSQL address ({e.Message}); write it as postgresql://user@host:5432/database?schema=talks");
        }
    }

    private bool HasSchema(string table) => Guarded(() =>
    {
        using var command = new NpgsqlCommand("SELECT count(*) FROM pg_tables WHERE schemaname = @schema AND tablename = @table", connection);
        command.Parameters.AddWithValue("schema", schema);
        command.Parameters.AddWithValue("table", table);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    });

    private void Migrate(int from)
    {
        if (from == 0)
        {
            using NpgsqlTransaction transaction = connection.BeginTransaction();
            Bring(0);
            Guarded(() =>
            {
                transaction.Commit();
                return true;
            });
            return;
        }

        Exclusively(() =>
        {
            // Another program may have done it while this one waited for its turn.
            int version = Convert.ToInt32(Value("SELECT max(version) FROM ledger"), CultureInfo.InvariantCulture);
            if (version >= Version) return false;
            Granted(() => Bring(version));
            Rebuilding.Of(this).Run(null);
            return true;
        });
    }

    /// <summary>Makes tables anew, and grants on each what was granted on the one of its name; on one that there was not, what was granted on that of reports.</summary>
    private void Granted(Action work)
    {
        Dictionary<string, uint> before = Tables();
        List<(string Table, string What, string To)> grants = Rows("grants", row => (row.GetString(0), row.GetString(1), row.GetString(2)));
        work();
        foreach ((string table, uint number) in Tables())
        {
            if (before.TryGetValue(table, out uint older) && older == number) continue;
            string source = before.ContainsKey(table) ? table : "report";
            foreach ((_, string what, string to) in grants.Where(grant => grant.Table == source)) Execute($"GRANT {what} ON \"{table}\" TO {to}");
        }
    }

    private Dictionary<string, uint> Tables() => Rows("tables", row => (Name: row.GetString(0), Number: row.GetFieldValue<uint>(1))).ToDictionary(row => row.Name, row => row.Number, StringComparer.Ordinal);

    private void Bring(int from)
    {
        if (Value("SHOW server_encoding") is not "UTF8") throw new LedgerException($"{Name}: a ledger holds texts in any script; make its database with 'createdb --encoding=UTF8'");
        for (int version = from + 1; version <= Version; version++)
        {
            Execute(Load(string.Create(CultureInfo.InvariantCulture, $"postgres/schema-{version}"))!);
            Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO ledger (version) VALUES ({version})"));
        }
    }

    /// <summary>Whether the ledger was brought to a version through all before it.</summary>
    private bool HasVersions(int version) => Rows("versions", row => row.GetInt32(0)).SequenceEqual(Enumerable.Range(1, version));

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
}
