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

    [Fact]
    public void A_flipped_bit_in_any_table_is_found()
    {
        Fill();
        // An index of words that takes more than one page.
        string many = string.Join(' ', Enumerable.Range(0, 3000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 7919}")));
        using (ILedgerStore store = scratch.Open())
        {
            store.Append([new("ann", new ReportAdded(new RawReport("many", "many", many), System.Text.Encoding.UTF8.GetBytes(many)))]);
            // Two wordings of one name, and names that no report names that counts.
            store.Append(FerryLedger.Drafts(new Talks.Told("c.txt", "2031-03-09", "Night ferries\nnordhavn lines rejected Night Crews.").Party("p1", "nordhavn lines", PartyKind.Firm).Issue("i1", "Night Crews", "Night Crews")
                .Says("s1", "nordhavn lines", "rejected", "Night Crews", Act.Reject, party: "p1", positions: Talks.Told.Against("p1", "i1")).Reading()));
            long last = store.Head.Number - 1;
            store.Append(FerryLedger.Drafts(new Talks.Told("d.txt", "2031-03-09", "Fares\nIslanders United rejected higher fares.").Party("p1", "Islanders United", PartyKind.Movement).Issue("i1", "higher fares", "higher fares")
                .Says("s1", "Islanders United", "rejected", "higher fares", Act.Reject, party: "p1", positions: Talks.Told.Against("p1", "i1")).Reading()));
            store.Append([new("ann", new Retracted(last, null)), new("ann", new Retracted(store.Head.Number - 1, null))]);
        }

        string copy = scratch.Where + ".copy";
        var flipped = new List<string>();
        var missed = new List<string>();
        foreach (Place place in Places())
        {
            File.Copy(scratch.Where, copy, overwrite: true);
            if (!Flip(copy, place)) continue;
            flipped.Add(place.Table + "." + place.Column);
            if (!IsFound(copy)) missed.Add(place.ToString());
        }

        missed.ShouldBeEmpty();
        flipped.Distinct().Count().ShouldBe(42, "columns of all tables");
        flipped.Count.ShouldBeGreaterThan(500);
    }

    /// <summary>SQLite keeps with each value of what type it is.</summary>
    [Theory]
    [InlineData("UPDATE entry SET author = CAST(author AS BLOB) WHERE number = 2")]
    [InlineData("UPDATE text SET text = CAST(text AS BLOB) WHERE report = 1")]
    [InlineData("UPDATE name SET text = CAST(text AS BLOB)")]
    [InlineData("UPDATE name SET text = 'nordhavn lines' WHERE text = 'Nordhavn Lines'")]
    public void A_value_of_another_type_or_wording_is_found(string sql)
    {
        Fill();
        scratch.Unguarded(sql);
        using ILedgerStore store = scratch.Open(readOnly: true);
        store.Verify().ShouldNotBeEmpty();
    }

    /// <summary>Some bits of a file mean nothing: free space, and hints that nobody asks.</summary>
    [Fact]
    public void A_flipped_bit_anywhere_in_the_file_is_found_or_changes_no_row()
    {
        Fill();
        byte[] file = File.ReadAllBytes(scratch.Where);
        string copy = scratch.Where + ".copy", before = Rows(scratch.Where);
        int found = 0;
        var random = new Random(7);
        for (int time = 0; time < 250; time++)
        {
            int at = random.Next(file.Length);
            // Most of a small ledger is free space.
            while (file[at] == 0) at = random.Next(file.Length);
            byte[] other = [.. file];
            other[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(copy, other);
            if (IsFound(copy)) found++;
            else Rows(copy).ShouldBe(before, $"byte {at}");
        }

        found.ShouldBeGreaterThan(150);
    }

    [Theory]
    [InlineData("PRAGMA user_version = 0")]
    [InlineData("PRAGMA user_version = 1")]
    [InlineData("PRAGMA user_version = 3")]
    [InlineData("PRAGMA user_version = 5")]
    [InlineData("PRAGMA user_version = -4")]
    [InlineData("PRAGMA application_id = 1346458189")]
    [InlineData("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = 'repost' WHERE name = 'report'")]
    [InlineData("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'state', 'stave') WHERE name = 'report'")]
    [InlineData("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = rootpage + 1 WHERE name = 'report_mark'")]
    public void A_flipped_bit_in_what_the_file_says_of_itself_is_found_and_changes_nothing_else(string sql)
    {
        Fill();
        scratch.Tamper(sql);
        byte[] before = File.ReadAllBytes(scratch.Where);
        IsFound(scratch.Where).ShouldBeTrue();
        File.ReadAllBytes(scratch.Where).ShouldBe(before);
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
            Flip(copy, new("entry", "body", "number = " + row.ToString(CultureInfo.InvariantCulture), bit)).ShouldBeTrue();
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
        Flip(old, new("entry", "body", "number = 4", 9)).ShouldBeTrue();
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
    [InlineData("UPDATE words_docsize SET origin = origin + 1")]
    [InlineData("UPDATE words_docsize SET sz = x'05'")]
    [InlineData("DELETE FROM words_docsize WHERE id = 1")]
    [InlineData("UPDATE seal_idx SET mark = mark + 1")]
    [InlineData("DELETE FROM seal_data")]
    public void A_damaged_index_of_words_is_told_and_mended(string sql)
    {
        Fill();
        scratch.Unguarded(sql);
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

    /// <summary>A few bits of the values of all columns of all tables.</summary>
    private List<Place> Places()
    {
        const int rows = 12;
        using var connection = new SqliteConnection($"Data Source={scratch.Where};Pooling=False");
        connection.Open();
        var places = new List<Place>();
        foreach (string[] table in Ask(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"))
        {
            List<string[]> columns = Ask(connection, $"SELECT name, pk FROM pragma_table_info('{table[0]}')");
            string key = string.Join(" || ' AND ' || ", columns.Where(column => column[1] != "0").Select(column => $"'{column[0]} = ' || quote({column[0]})"));
            foreach (string column in columns.Select(column => column[0]))
            {
                List<string[]> values = Ask(connection, $"SELECT {key}, CASE typeof({column}) WHEN 'integer' THEN 64 ELSE 8 * length(CAST({column} AS BLOB)) END FROM {table[0]} WHERE {column} IS NOT NULL ORDER BY 1");
                for (int row = 0; row < values.Count; row += Math.Max(1, values.Count / rows))
                {
                    int bits = int.Parse(values[row][1], CultureInfo.InvariantCulture);
                    for (int bit = row % 3; bit < bits; bit += Math.Max(7, bits / 3)) places.Add(new(table[0], column, values[row][0], bit));
                }
            }
        }

        return places;
    }

    private static List<string[]> Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)]);
        return rows;
    }

    private static bool Flip(string file, Place place)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        object value;
        using (SqliteCommand read = connection.CreateCommand())
        {
            read.CommandText = $"SELECT {place.Column} FROM {place.Table} WHERE {place.Key}";
            value = read.ExecuteScalar()!;
        }

        List<string[]> guards = Ask(connection, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
        using SqliteCommand write = connection.CreateCommand();
        write.Parameters.AddWithValue("@value", value switch
        {
            long number => number ^ (1L << place.Bit),
            string text => Flipped(System.Text.Encoding.UTF8.GetBytes(text), place.Bit),
            _ => Flipped((byte[])value, place.Bit),
        });
        write.CommandText = string.Concat(guards.Select(guard => $"DROP TRIGGER {guard[0]};"))
            + $"PRAGMA ignore_check_constraints = ON; UPDATE {place.Table} SET {place.Column} = {(value is string ? "CAST(@value AS TEXT)" : "@value")} WHERE {place.Key};"
            + string.Concat(guards.Select(guard => guard[1] + ";"));
        try
        {
            write.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
        {
            // A key that is taken cannot come out of a flip either.
            return false;
        }
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    /// <summary>All rows of all tables of a file, or what it says when they are read.</summary>
    private static string Rows(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var rows = new System.Text.StringBuilder();
        foreach (string[] table in Ask(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY 1"))
        {
            string columns = string.Join(", ", Ask(connection, $"SELECT name FROM pragma_table_info('{table[0]}')").Select(column => $"quote({column[0]})"));
            foreach (string[] row in Ask(connection, $"SELECT {columns} FROM {table[0]} ORDER BY 1")) rows.AppendJoin('|', row).Append('\n');
        }

        return rows.ToString();
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

    /// <summary>One bit of one value.</summary>
    /// <param name="Table">Its table.</param>
    /// <param name="Column">Its column.</param>
    /// <param name="Key">What its row is found by.</param>
    /// <param name="Bit">Which bit of the value.</param>
    private sealed record Place(string Table, string Column, string Key, int Bit);
}
