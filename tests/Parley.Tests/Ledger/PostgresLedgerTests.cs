using System.Globalization;
using Npgsql;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>The contract on PostgreSQL, and what only a server can do; runs where <c>./test</c> can start one.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresLedgerTests : LedgerContract
{
    private readonly PostgresScratch scratch;

    public PostgresLedgerTests()
        : this(new PostgresScratch())
    {
    }

    private PostgresLedgerTests(PostgresScratch scratch)
        : base(scratch) => this.scratch = scratch;

    [Fact]
    public void A_flipped_bit_in_any_table_is_found()
    {
        Fill();
        using ILedgerStore store = scratch.Open(readOnly: true);
        store.Verify().ShouldBeEmpty();
        var missed = new List<string>();
        int flipped = 0;
        foreach ((string table, string column, string type) in Columns())
        {
            string key = table switch { "entry" => "number", "text" or "words" => "report", "report" or "retracted" => "entry", "word" => "number", "ledger" => "version", _ => "id" };
            foreach (long row in (long[])scratch.Ask($"SELECT array(SELECT {key}::bigint FROM {table} WHERE {column} IS NOT NULL ORDER BY 1)")!)
            {
                int bits = type is "text" or "bytea" ? 8 * Convert.ToInt32(scratch.Ask($"SELECT octet_length({column}) FROM {table} WHERE {key} = {row}"), CultureInfo.InvariantCulture) : 14;
                for (int bit = 0; bit < bits; bit += Math.Max(8, bits / 4 / 8 * 8) + 1)
                {
                    // The lowest bit of a letter leaves a letter; others may leave no text at all.
                    int at = type == "text" ? bit / 8 * 8 : bit;
                    string bytes = type == "text" ? $"convert_to({column}, 'UTF8')" : column;
                    string turned = $"set_bit({bytes}, {at}, 1 - get_bit({bytes}, {at}))";
                    string set = type switch { "text" => $"convert_from({turned}, 'UTF8')", "bytea" => turned, _ => $"({column}::bigint # (1::bigint << {at}))::{type}" };
                    if (!Changed($"UPDATE {table} SET {column} = {set} WHERE {key} = {row}")) continue;
                    flipped++;
                    if (!store.Verify().Any()) missed.Add($"{table}.{column} of {row}, bit {at}");
                    if (table == "ledger") scratch.Tamper("DELETE FROM ledger; INSERT INTO ledger SELECT generate_series(1, 4)");
                    else if (column == "id" && table != "name") Rebuild();
                    else Changed($"UPDATE {table} SET {column} = {set} WHERE {key} = {(column == key ? row ^ (1L << at) : row)}").ShouldBeTrue();
                }
            }
        }

        missed.ShouldBeEmpty();
        flipped.ShouldBeGreaterThan(200);
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_user_who_may_only_read_reads_and_is_told_so_when_writing() => As("SELECT", store =>
    {
        store.Statements(new() { About = "night" }).ShouldNotBeEmpty();
        Should.Throw<LedgerException>(() => store.Append(FerryLedger.Drafts(new Talks.Told("b.txt", "2031-03-09", "Ferries\nNight crews it is.").Reading()))).Message.ShouldContain("may not be written by this user");
        store.Verify().ShouldBeEmpty();
    });

    /// <summary>What the documentation says to grant to a team.</summary>
    [Fact]
    public void A_user_of_a_team_adds_reviews_and_searches_but_changes_no_entry() => As("SELECT, INSERT, UPDATE, DELETE", store =>
    {
        Reading added = new Talks.Told("c.txt", "2031-03-09", "Night ferries\nNordhavn Lines rejected night crews.").Party("p1", "Nordhavn Lines", PartyKind.Firm)
            .Says("s1", "Nordhavn Lines", "rejected", "night crews", Act.Reject, party: "p1").Reading();
        store.Append(FerryLedger.Drafts(added)).ShouldAllBe(entry => entry != null);
        store.Append([FerryLedger.Decide(new Judge(FerryLedger.Place(added, "s1"), false)), new("ann", new Retracted(2, null))]);
        store.Reports(new LedgerQuery { About = "night" }).Count().ShouldBe(3);
        store.Verify().ShouldBeEmpty();
        Should.Throw<LedgerException>(() => store.Rebuild()).Message.ShouldContain("may not be written by this user");
        store.Verify().ShouldBeEmpty();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_a_team_was_granted_stays_when_a_ledger_is_brought_up_to_date(int version)
    {
        scratch.Restore(version);
        As("SELECT, INSERT, UPDATE, DELETE", store =>
        {
            scratch.Ask("SELECT count(*) FROM information_schema.table_privileges WHERE table_schema = current_schema() AND grantee LIKE '%_user' AND privilege_type = 'SELECT' AND is_grantable = 'YES'").ShouldBe(2L, "on reports, and on a table that is new");
            store.Append(FerryLedger.Drafts(FerryLedger.First("another.txt"))).ShouldAllBe(entry => entry != null);
            store.Statements(new() { About = "accept night" }).ShouldNotBeEmpty();
            store.Verify().ShouldBeEmpty();
        }, "; GRANT SELECT ON report TO {0} WITH GRANT OPTION", () => scratch.Open().Dispose());
    }

    [Fact]
    public void Entries_cannot_be_changed_by_mistake()
    {
        Fill();
        foreach (string sql in new[] { "UPDATE entry SET author = 'eve'", "DELETE FROM entry", "TRUNCATE entry", "UPDATE text SET text = 'x'", "DELETE FROM text", "TRUNCATE text" })
            Should.Throw<PostgresException>(() => scratch.Tamper(sql)).MessageText.ShouldContain("never changed or deleted");
    }

    [Fact]
    public void A_ledger_of_a_newer_version_is_refused_with_its_version()
    {
        Fill();
        scratch.Tamper("INSERT INTO ledger VALUES (99)");
        Should.Throw<LedgerException>(() => scratch.Open()).Message.ShouldContain("newer Parley (ledger version 99");
    }

    [Theory]
    [InlineData("UPDATE ledger SET version = 2 WHERE version = 4", "damaged")]
    [InlineData("UPDATE ledger SET version = 12 WHERE version = 4", "newer")]
    [InlineData("DELETE FROM ledger WHERE version = 4", "")]
    public void A_ledger_that_says_of_itself_what_is_not_so_is_refused_and_stays_as_it_was(string sql, string said)
    {
        Fill();
        scratch.Tamper(sql);
        for (int time = 0; time < 2; time++) Should.Throw<LedgerException>(() => scratch.Open()).Message.ShouldContain(said);
        scratch.Tamper("DELETE FROM ledger; INSERT INTO ledger SELECT generate_series(1, 4)");
        using ILedgerStore store = scratch.Open(readOnly: true);
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_table_of_versions_is_told_and_mended()
    {
        Fill();
        scratch.Tamper("UPDATE ledger SET version = 0 WHERE version = 1");
        using ILedgerStore store = scratch.Open();
        store.Verify().ShouldHaveSingleItem().What.ShouldContain("its table of versions is damaged");
        store.Rebuild();
        store.Verify().ShouldBeEmpty();
    }

    /// <summary>Opens a ledger as a user with some rights on its tables.</summary>
    /// <param name="rights">What is granted on all tables.</param>
    /// <param name="work">What the user does.</param>
    /// <param name="more">What else is granted to {0}.</param>
    /// <param name="before">What the owner does after that.</param>
    private void As(string rights, Action<ILedgerStore> work, string more = "", Action? before = null)
    {
        if (before is null) Fill();
        string schema = scratch.Where.Split('=')[^1], user = schema + "_user";
        scratch.Tamper($"CREATE ROLE {user} LOGIN PASSWORD 'r'; GRANT USAGE ON SCHEMA {schema} TO {user}; GRANT {rights} ON ALL TABLES IN SCHEMA {schema} TO {user}" + more.Replace("{0}", user, StringComparison.Ordinal));
        try
        {
            before?.Invoke();
            using ILedgerStore store = LedgerFile.Open($"{new UriBuilder(PostgresScratch.Server) { UserName = user, Password = "r" }}?schema={schema}", TimeProvider.System);
            work(store);
        }
        finally
        {
            scratch.Tamper($"DROP OWNED BY {user}; DROP ROLE {user}");
        }
    }

    private IEnumerable<(string Table, string Column, string Type)> Columns()
    {
        string[] all = (string[])scratch.Ask("SELECT array(SELECT table_name || ' ' || column_name || ' ' || data_type FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1)")!;
        foreach (string column in all)
            if (column.Split(' ') is [var table, var name, var type]) yield return (table, name, type);
    }

    private bool Changed(string sql)
    {
        try
        {
            scratch.Unguarded(sql);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.ZeroLengthCharacterString)
        {
            // A key that is taken cannot come out of a flip either, nor two blanks between words, which the index does not take.
            return false;
        }
    }

    /// <summary>Two rows may have come to have one number, which cannot be told apart again.</summary>
    private void Rebuild()
    {
        using ILedgerStore store = scratch.Open();
        store.Rebuild();
    }

    private void Fill()
    {
        Reading first = FerryLedger.First(), second = FerryLedger.Second();
        byte[] marked = [0xEF, 0xBB, 0xBF, .. "A short note with a mark."u8];
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(first, second));
        store.Append([new("ann", new ReportAdded(new RawReport("note", "note", "A short note with a mark."), marked)), FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s1"), true)), new("ann", new Retracted(4, "too early"))]);
        store.Append([FerryLedger.Decide(new Merge(ThingKind.Issue, "night crews", ["night crews on all ferries"]))]);
    }
}
