using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Text;

namespace Parley.Ledger;

/// <summary>A connection to one of the databases that can hold a ledger. Statements are in the files under <c>Sql</c>, by name: those of one database, else those that all understand; values go in as parameters only.</summary>
internal abstract class Database : IDisposable
{
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);

    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);
    private DbTransaction? transaction;

    /// <summary>What to call the ledger in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Version of the tables that this program makes and reads.</summary>
    public const int Version = 4;

    /// <summary>Folder of its own statements.</summary>
    protected abstract string Dialect { get; }

    /// <summary>The open connection.</summary>
    protected abstract DbConnection Connection { get; }

    /// <summary>Puts what the database reports into one line that says what to do, or null for what is no fault of the store.</summary>
    public abstract LedgerException? Explain(Exception e);

    /// <summary>Keeps others from appending until the transaction ends.</summary>
    protected abstract DbTransaction BeginExclusive();

    /// <summary>Begins to read everything as it is at one moment.</summary>
    protected abstract DbTransaction BeginSnapshot();

    /// <summary>Writes many rows of one table, in the order of its insert statement.</summary>
    public abstract void Insert(string table, IReadOnlyList<object?[]> rows);

    /// <summary>Runs a statement for each of many values.</summary>
    public abstract void RunEach(string name, IReadOnlyList<(string Name, object? Value)[]> values);

    /// <summary>Makes ready again what <see cref="Clear"/> took away, after the tables were filled.</summary>
    public virtual void Settle()
    {
    }

    /// <summary>Tells the database that much was written, so that it finds good ways to what is asked.</summary>
    public virtual void Learn()
    {
    }

    /// <summary>The last that is done in a transaction before its end.</summary>
    protected virtual void Finish()
    {
    }

    /// <summary>Forgets what was learnt of the tables in a transaction that came to nothing.</summary>
    protected virtual void Forget()
    {
    }

    /// <summary>Writes the words of reports.</summary>
    public abstract void InsertWords(IReadOnlyList<(long Report, string[] Words)> rows);

    /// <summary>All pairs of a word and a report that has it, in any order.</summary>
    public abstract IEnumerable<(string Word, long Report)> WordsOfReports();

    /// <summary>Empties every table but the record.</summary>
    public abstract void Clear();

    /// <summary>What the database itself finds wrong with its storage; asks outside of a transaction.</summary>
    public virtual IEnumerable<string> Damage() => [];

    /// <summary>What is wrong with how the database keeps its indexes and its version, as of one moment.</summary>
    public abstract IEnumerable<string> DamageAtOnce();

    /// <summary>Bytes that the ledger takes.</summary>
    public abstract long Size();

    /// <summary>What is searched for, in the way this database's index takes it; empty where the index is of no help.</summary>
    /// <param name="words">Words that a report must have, each perhaps only the beginning of one.</param>
    /// <param name="told">Whether its statements must tell them.</param>
    /// <param name="marks">Lists of which a report must have one mark each.</param>
    public abstract string Match(IEnumerable<(string Word, bool Begins)> words, bool told, IEnumerable<IReadOnlyList<string>> marks);

    /// <summary>A list of numbers as a parameter.</summary>
    public abstract object List(IReadOnlyList<long> numbers);

    /// <summary>Does something in a transaction that keeps others from appending; all of it or nothing.</summary>
    public T Exclusively<T>(Func<T> work) => Guarded(() =>
    {
        using (transaction = BeginExclusive())
        {
            try
            {
                T result = work();
                Finish();
                transaction.Commit();
                return result;
            }
            catch
            {
                RollBack(transaction);
                Forget();
                throw;
            }
            finally
            {
                transaction = null;
            }
        }
    });

    /// <summary>From now on everything is read as it is at this moment, whatever others write, until what this gives is disposed; nothing may be written meanwhile.</summary>
    public IDisposable Snapshot() => Guarded(() =>
    {
        transaction = BeginSnapshot();
        return new Ending(this);
    });

    /// <summary>Runs a statement.</summary>
    public int Run(string name, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        DbCommand command = Command(name, values);
        return Guarded(command.ExecuteNonQuery);
    }

    /// <summary>The first value of the first row, or null.</summary>
    public object? Scalar(string name, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        DbCommand command = Command(name, values);
        return Guarded(command.ExecuteScalar) is { } value and not DBNull ? value : null;
    }

    /// <summary>All rows; read to the end before anything else is asked.</summary>
    public List<T> Rows<T>(string name, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        DbCommand command = Command(name, values);
        return Guarded(() =>
        {
            var rows = new List<T>();
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(row(reader));
            return rows;
        });
    }

    /// <summary>The text of a statement. Lines that end with <c>--if NAME</c> are in it only where that value is given (of several, joined by a plus, all).</summary>
    protected string Sql(string name) => Files.GetOrAdd(Dialect + "/" + name, static path =>
    {
        string[] parts = path.Split('/');
        return Load($"{parts[0]}/{parts[1]}") ?? Load($"shared/{parts[1]}") ?? throw new InvalidDataException($"{path}.sql: not built into the program");
    });

    /// <summary>The text of a file that this database may not have, or null.</summary>
    protected static string? Load(string path)
    {
        using Stream? stream = typeof(Database).Assembly.GetManifestResourceStream($"Parley.Ledger.Sql.{path}.sql");
        if (stream is null) return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A statement that is not kept.</summary>
    protected DbCommand Once(string sql)
    {
        DbCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        return command;
    }

    /// <summary>A kept statement with its values.</summary>
    protected DbCommand Command(string name, ReadOnlySpan<(string Name, object? Value)> values)
    {
        string key = name;
        string sql = Sql(name);
        if (sql.Contains("--if ", StringComparison.Ordinal))
        {
            var given = new HashSet<string>(StringComparer.Ordinal);
            foreach ((string value, object? what) in values)
                if (what is not null) given.Add(value);
            key = name + " " + string.Join(' ', given.Order(StringComparer.Ordinal));
            sql = Fitting(sql, given);
        }

        if (!commands.TryGetValue(key, out DbCommand? command))
        {
            command = Once(sql);
            commands[key] = command;
        }

        command.Transaction = transaction;
        // Parameters stay with their statement, which the driver keeps prepared with them.
        foreach ((string value, object? what) in values)
        {
            if (command.Parameters.Contains(value))
            {
                command.Parameters[value].Value = what ?? DBNull.Value;
                continue;
            }

            if (!sql.Contains("@" + value, StringComparison.Ordinal)) continue;
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = value;
            // Bytes are all that a ledger's statements are ever given as null.
            if (what is null or byte[]) parameter.DbType = DbType.Binary;
            parameter.Value = what ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs something, and puts what the store reports into words.</summary>
    protected T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (Explain(e) is not null)
        {
            throw Explain(e)!;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DbCommand command in commands.Values) command.Dispose();
        commands.Clear();
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection.</summary>
    protected abstract void Close();

    private static string Fitting(string sql, HashSet<string> given)
    {
        var kept = new StringBuilder();
        foreach (string line in sql.Split('\n'))
        {
            int at = line.IndexOf("--if ", StringComparison.Ordinal);
            if (at < 0) kept.Append(line).Append('\n');
            else if (line[(at + 5)..].Trim().Split('+').All(given.Contains)) kept.Append(line.AsSpan(0, at)).Append('\n');
        }

        return kept.ToString();
    }

    private static void RollBack(DbTransaction transaction)
    {
        try
        {
            transaction.Rollback();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // What failed may have rolled back already, or lost the connection: the cause is what counts.
        }
    }

    /// <summary>Ends reading as of one moment.</summary>
    private sealed class Ending(Database database) : IDisposable
    {
        public void Dispose()
        {
            if (database.transaction is not { } begun) return;
            database.transaction = null;
            using (begun) RollBack(begun);
        }
    }
}
