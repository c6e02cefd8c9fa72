using Microsoft.Data.Sqlite;
using Parley.Exchange;
using Shouldly;
using Xunit;

namespace Parley.Tests.Exchange;

public sealed class DnaFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_database_that_is_written_is_read_again_equal_table_by_table()
    {
        DnaDatabase database = HarbourCodes.Database();
        DnaFile.Write(database, folder["a.dna"]);
        DnaDatabase again = DnaFile.Read(folder["a.dna"]);
        again.Counts().ShouldBe(database.Counts());
        foreach (var table in DnaDatabase.Schema)
            for (int row = 0; row < database.Rows(table.Name).Count; row++)
                again.Rows(table.Name)[row].ShouldBe(database.Rows(table.Name)[row], $"{table.Name} {row}");
        Directory.GetFiles(folder.Path).ShouldBe([folder["a.dna"]]);
    }

    [Fact]
    public void The_format_has_sixteen_tables_with_their_checks()
    {
        DnaDatabase.Schema.Select(table => table.Name).ShouldBe(
        [
            "SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "VARIABLELINKS", "REGEXES", "CODERRELATIONS", "STATEMENTS", "DATABOOLEAN", "DATAINTEGER", "ENTITIES", "DATASHORTTEXT", "DATALONGTEXT",
            "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES",
        ]);
        DnaDatabase.Schema[1].Columns.Count.ShouldBe(28);
        DnaDatabase.Schema[8].Columns.ShouldBe(["ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"]);
        DnaDatabase database = HarbourCodes.Database();
        database.Add("STATEMENTS", 99L, 1L, 1L, 7L, 7L, 1L);
        Should.Throw<InvalidDataException>(() => DnaFile.Write(database, folder["a.dna"])).Message.ShouldContain("CHECK constraint failed: Start < Stop");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Writing_leaves_other_files_alone_and_an_earlier_database_as_it_was_where_it_fails()
    {
        folder.Write("a.dna.new", "mine");
        DnaDatabase database = HarbourCodes.Database();
        DnaFile.Write(database, folder["a.dna"]);
        byte[] before = File.ReadAllBytes(folder["a.dna"]);
        database.Add("STATEMENTS", 99L, 1L, 1L, 7L, 7L, 1L);
        Should.Throw<InvalidDataException>(() => DnaFile.Write(database, folder["a.dna"]));
        File.ReadAllBytes(folder["a.dna"]).ShouldBe(before);
        File.ReadAllText(folder["a.dna.new"]).ShouldBe("mine");
        Directory.GetFiles(folder.Path).Length.ShouldBe(2);
    }

    [Fact]
    public void What_is_no_database_of_DNA_is_said_in_one_line()
    {
        Should.Throw<InvalidDataException>(() => DnaFile.Read(folder["nowhere.dna"])).Message.ShouldEndWith("no such file");
        Should.Throw<InvalidDataException>(() => DnaFile.Read(folder.Write("text.dna", "not a database"))).Message.ShouldContain("is no SQLite database");
        DnaFile.Write(HarbourCodes.Database(), folder["a.dna"]);
        Execute("CREATE TABLE PICTURES(ID INTEGER)");
        Should.Throw<InvalidDataException>(() => DnaFile.Read(folder["a.dna"])).Message.ShouldContain("table PICTURES is none of the Discourse Network Analyzer 3");
        Execute("DROP TABLE PICTURES");
        Execute("ALTER TABLE DOCUMENTS ADD COLUMN Mood TEXT");
        Should.Throw<InvalidDataException>(() => DnaFile.Read(folder["a.dna"])).Message.ShouldContain("column Mood of table DOCUMENTS");
        Execute("ALTER TABLE DOCUMENTS DROP COLUMN Mood");
        Execute("DROP TABLE DATASHORTTEXT");
        Should.Throw<InvalidDataException>(() => DnaFile.Read(folder["a.dna"])).Message.ShouldContain("has no table DATASHORTTEXT");
        DnaFile.IsDna(folder["a.dna"]).ShouldBeFalse();
    }

    [Fact]
    public void A_damaged_database_is_no_crash()
    {
        DnaFile.Write(HarbourCodes.Database(), folder["a.dna"]);
        byte[] bytes = File.ReadAllBytes(folder["a.dna"]);
        for (int i = 0; i < 40; i++)
        {
            byte[] damaged = [.. bytes];
            for (int at = 100 + (i * 37); at < damaged.Length; at += 211) damaged[at] ^= 0x5A;
            string path = folder.Write("b.dna", damaged);
            try
            {
                DnaFile.Read(path);
            }
            catch (InvalidDataException e)
            {
                e.Message.ShouldStartWith(path);
                e.Message.ShouldNotContain("\n");
            }
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder["a.dna"]};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
