using System.Globalization;
using Microsoft.Data.Sqlite;
using Parley.Cli;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;
using Parley.Tests.Cli;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>Damage to a ledger's file is found, and a file that is not to be trusted is refused.</summary>
public sealed class LedgerDamageTests : IDisposable
{
    private readonly SqliteScratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("entry", "at")]
    [InlineData("entry", "author")]
    [InlineData("entry", "subject")]
    [InlineData("entry", "kind")]
    [InlineData("entry", "hash")]
    [InlineData("entry", "body")]
    [InlineData("text", "text")]
    [InlineData("text", "original")]
    [InlineData("report", "name")]
    [InlineData("report", "mark")]
    [InlineData("report", "day")]
    [InlineData("report", "state")]
    [InlineData("report", "reading")]
    [InlineData("retracted", "entry")]
    [InlineData("name", "kind")]
    [InlineData("name", "mark")]
    [InlineData("name", "text")]
    [InlineData("name", "shown")]
    [InlineData("name", "left_out")]
    [InlineData("report", "positions")]
    [InlineData("report", "statements")]
    [InlineData("words_data", "block")]
    public void A_flipped_bit_is_found(string table, string column)
    {
        Fill();
        int flipped = 0, missed = 0;
        foreach ((long row, int bit) in Places(table, column))
        {
            string copy = scratch.Where + ".copy";
            File.Copy(scratch.Where, copy, overwrite: true);
            if (!Flip(copy, table, column, row, bit)) continue;
            flipped++;
            // In the index of words some bits only tell of its own upkeep: those that change no answer do no harm.
            if (!IsFound(copy) && (table != "words_data" || Answers(copy) != Answers(scratch.Where))) missed++;
        }

        flipped.ShouldBeGreaterThan(0);
        missed.ShouldBe(0, $"{table}.{column}: {missed} of {flipped}");
    }

    [Theory]
    [InlineData("brief")]
    [InlineData("ledger list")]
    [InlineData("ledger show 2")]
    [InlineData("ledger export out --format jsonl")]
    [InlineData("ledger rebuild")]
    [InlineData("ledger verify")]
    public void Whatever_meets_a_damaged_reading_says_which_entry_it_is(string command)
    {
        Fill();
        int said = 0;
        foreach ((long row, int bit) in Bits("body", 2))
        {
            string copy = scratch.Where + ".copy";
            File.Copy(scratch.Where, copy, overwrite: true);
            Flip(copy, "entry", "body", row, bit).ShouldBeTrue();
            var run = CliRun.Of([.. command.Split(' ').Select(word => word == "out" ? scratch.Where + ".out" : word), "--ledger", copy]);
            run.Error.Count(c => c == '\n').ShouldBeLessThan(2);
            if (run.Code == ExitCode.Done) continue;
            run.Code.ShouldBe(ExitCode.InputAtFault);
            (run.Error.Contains("entry 2", StringComparison.Ordinal) || run.Error.Contains("its reading 2 ", StringComparison.Ordinal)).ShouldBeTrue(run.Error);
            said++;
        }

        said.ShouldBeGreaterThan(command == "ledger verify" ? 39 : 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_damaged_ledger_of_an_older_version_stays_as_it_was_and_verify_says_which_entry_it_is(int version)
    {
        string old = scratch.Where + ".copy";
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Ledger", "Fixtures", $"ledger-{version}.db"), old, overwrite: true);
        Flip(old, "entry", "body", 4, 9).ShouldBeTrue();
        byte[] before = File.ReadAllBytes(old);
        var run = CliRun.Of("ledger", "verify", "--ledger", old);
        run.Code.ShouldBe(ExitCode.InputAtFault);
        (run.Error.Contains("entry 4 ", StringComparison.Ordinal) || run.Error.Contains("reading 4 ", StringComparison.Ordinal)).ShouldBeTrue(run.Error);
        run.Error.Count(c => c == '\n').ShouldBe(1);
        File.ReadAllBytes(old).ShouldBe(before);
    }

    [Theory]
    [InlineData("UPDATE words_config SET k = 'vershon'")]
    [InlineData("UPDATE words_idx SET pgno = pgno + 2")]
    [InlineData("DELETE FROM words_data")]
    public void A_damaged_index_of_words_is_told_and_mended(string sql)
    {
        Fill();
        scratch.Tamper(sql);
        using ILedgerStore store = scratch.Open();
        store.Verify().Select(fault => fault.What).ShouldContain("storage: the index of words is damaged; 'parley ledger rebuild' mends it");
        store.Rebuild();
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_fault_names_its_entry()
    {
        Fill();
        scratch.Unguarded("UPDATE entry SET author = 'eve' WHERE number = 2");
        using ILedgerStore store = scratch.Open(readOnly: true);
        store.Verify().ShouldHaveSingleItem().Entry.ShouldBe(2);
    }

    [Fact]
    public void A_dropped_entry_is_found()
    {
        Fill();
        scratch.Unguarded("DELETE FROM entry WHERE number = 3");
        using ILedgerStore store = scratch.Open(readOnly: true);
        store.Verify().First().ToString().ShouldStartWith("entry 3: is missing");
    }

    [Fact]
    public void A_cut_record_is_found_by_what_follows_from_it()
    {
        Fill();
        scratch.Unguarded("DELETE FROM entry WHERE number > 2");
        using ILedgerStore store = scratch.Open(readOnly: true);
        store.Verify().ShouldNotBeEmpty();
    }

    [Fact]
    public void Rebuilding_mends_what_follows_from_the_record()
    {
        Fill();
        scratch.Tamper("UPDATE report SET state = 1, statements = positions, positions = x'00'; DELETE FROM name; INSERT INTO words (words) VALUES ('delete-all')");
        using ILedgerStore store = scratch.Open();
        store.Verify().ShouldNotBeEmpty();
        store.Rebuild();
        store.Verify().ShouldBeEmpty();
        store.Statements(new() { About = "night" }).ShouldNotBeEmpty();
    }

    [Fact]
    public void Entries_cannot_be_changed_by_mistake()
    {
        Fill();
        Should.Throw<SqliteException>(() => scratch.Tamper("UPDATE entry SET author = 'eve'"));
        Should.Throw<SqliteException>(() => scratch.Tamper("DELETE FROM entry"));
        Should.Throw<SqliteException>(() => scratch.Tamper("UPDATE text SET text = 'x'"));
        Should.Throw<SqliteException>(() => scratch.Tamper("DELETE FROM text"));
    }

    [Theory]
    [InlineData("CREATE TRIGGER evil AFTER INSERT ON report BEGIN DELETE FROM name; END")]
    [InlineData("CREATE VIEW evil AS SELECT 1")]
    [InlineData("CREATE TABLE evil (a)")]
    [InlineData("DROP TRIGGER entry_is_never_changed")]
    [InlineData("DROP INDEX report_day")]
    public void A_file_with_other_tables_than_a_ledger_is_refused(string sql)
    {
        Fill();
        scratch.Tamper(sql);
        Should.Throw<LedgerException>(() => scratch.Open());
    }

    [Fact]
    public void A_ledger_of_a_newer_version_is_refused_with_its_version()
    {
        Fill();
        scratch.Tamper("PRAGMA user_version = 99");
        Should.Throw<LedgerException>(() => scratch.Open()).Message.ShouldContain("newer Parley (ledger version 99");
    }

    [Fact]
    public void What_is_no_ledger_is_refused()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<LedgerException>(() => LedgerFile.Open(folder.Write("a.db", "no database at all, just words that are long enough to be read as a header of one"), TimeProvider.System)).Message.ShouldContain("is no ledger");
        Should.Throw<LedgerException>(() => LedgerFile.Open(folder.Write("b.db", ""), TimeProvider.System)).Message.ShouldContain("is no ledger");
        Should.Throw<LedgerException>(() => LedgerFile.Open(folder["c.db"], TimeProvider.System)).Message.ShouldContain("no such ledger");
        Should.Throw<LedgerException>(() => LedgerFile.Create(folder.Write("d.db", "x"), TimeProvider.System)).Message.ShouldContain("is there already");
        File.ReadAllText(folder["d.db"]).ShouldBe("x");
    }

    [Fact]
    public void A_new_file_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        scratch.Create().Dispose();
        File.GetUnixFileMode(scratch.Where).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_text_is_found_in_the_file_by_standard_tools()
    {
        Fill();
        System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(scratch.Where)).ShouldContain("The Seafarers' Union said it wanted night crews on all ferries. Nordhavn Lines rejected");
    }

    private void Fill()
    {
        Reading first = FerryLedger.First(), second = FerryLedger.Second();
        byte[] marked = [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes("A short note with a mark.")];
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(first, second));
        store.Append([new("ann", new ReportAdded(new RawReport("note", "note", "A short note with a mark."), marked)), FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s1"), true)), new("ann", new Retracted(4, "too early"))]);
        store.Append([FerryLedger.Decide(new Merge(ThingKind.Issue, "night crews", ["night crews on all ferries"]))]);
    }

    /// <summary>Forty bits of one value of the record.</summary>
    private IEnumerable<(long Row, int Bit)> Bits(string column, long row)
    {
        using var connection = new SqliteConnection($"Data Source={scratch.Where};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT 8 * length({column}) FROM entry WHERE number = {row.ToString(CultureInfo.InvariantCulture)}";
        int bits = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, 40).Select(i => (row, 8 + (i * (bits - 8) / 40)))];
    }

    /// <summary>A few bits of every value of a column.</summary>
    private List<(long Row, int Bit)> Places(string table, string column)
    {
        using var connection = new SqliteConnection($"Data Source={scratch.Where};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT rowid, length(CAST({column} AS BLOB)) FROM {table} WHERE {column} IS NOT NULL ORDER BY rowid";
        using SqliteDataReader reader = command.ExecuteReader();
        var places = new List<(long, int)>();
        while (reader.Read())
        {
            int bits = reader.GetInt32(1) * 8;
            for (int bit = 3; bit < bits; bit += Math.Max(7, bits / 3)) places.Add((reader.GetInt64(0), bit));
        }

        return [.. places.Take(table == "words_data" ? 40 : 12)];
    }

    private static bool Flip(string file, string table, string column, long row, int bit)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        object value;
        using (SqliteCommand read = connection.CreateCommand())
        {
            read.CommandText = $"SELECT {column} FROM {table} WHERE rowid = {row.ToString(CultureInfo.InvariantCulture)}";
            value = read.ExecuteScalar()!;
        }

        using SqliteCommand write = connection.CreateCommand();
        write.Parameters.AddWithValue("@value", Flipped(value, bit));
        var guards = new List<(string Name, string Sql)>();
        using (SqliteCommand list = connection.CreateCommand())
        {
            list.CommandText = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
            using SqliteDataReader reader = list.ExecuteReader();
            while (reader.Read()) guards.Add((reader.GetString(0), reader.GetString(1)));
        }

        write.CommandText = string.Concat(guards.Select(guard => $"DROP TRIGGER {guard.Name};")) + $"PRAGMA ignore_check_constraints = ON; UPDATE {table} SET {column} = @value WHERE rowid = {row.ToString(CultureInfo.InvariantCulture)};"
            + string.Concat(guards.Select(guard => guard.Sql + ";"));
        try
        {
            write.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException)
        {
            // A key that is taken cannot come out of a flip either.
            return false;
        }
    }

    private static object Flipped(object value, int bit)
    {
        switch (value)
        {
            case long number:
                return number ^ (1L << (bit % 8));
            case string text:
                byte[] letters = System.Text.Encoding.UTF8.GetBytes(text);
                // A bit that would leave no valid text is not one that the store can hand out as text.
                letters[bit / 8 % letters.Length] ^= 1;
                return System.Text.Encoding.UTF8.GetString(letters);
            case byte[] bytes:
                byte[] copy = [.. bytes];
                copy[bit / 8 % copy.Length] ^= (byte)(1 << (bit % 8));
                return copy;
            default:
                throw new InvalidOperationException(value.GetType().Name);
        }
    }

    /// <summary>Which reports the index gives for each word of the texts.</summary>
    private static string Answers(string file)
    {
        using ILedgerStore store = LedgerFile.Open(file, TimeProvider.System);
        return string.Join('\n', Words.Of(FerryLedger.First().Report.Text + FerryLedger.Second().Report.Text + " mark note").Distinct(StringComparer.Ordinal)
            .Select(word => word + " " + string.Join(' ', store.Reports(new LedgerQuery { About = word }).Select(report => report.Entry))));
    }

    private static bool IsFound(string file)
    {
        try
        {
            using ILedgerStore store = LedgerFile.Open(file, TimeProvider.System);
            return store.Verify().Any();
        }
        catch (LedgerException)
        {
            return true;
        }
    }
}
