using System.Text;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports;

public class ReportTextTests
{
    [Fact]
    public void UTF8_is_decoded_and_line_ends_are_kept() => ReportText.Decode("Zürich – “talks”\r\nwent on\r"u8).ShouldBe("Zürich – “talks”\r\nwent on\r");

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        ReportText.Decode([0xEF, 0xBB, 0xBF, (byte)'a']).ShouldBe("a");
        ReportText.Decode([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Kyjív\r\n")]).ShouldBe("Kyjív\r\n");
        ReportText.Decode([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Kyjív")]).ShouldBe("Kyjív");
    }

    [Fact]
    public void What_is_not_UTF8_is_read_as_Windows_1252() =>
        ReportText.Decode([0x93, (byte)'n', (byte)'o', 0x94, (byte)' ', 0x80, (byte)'5', (byte)' ', 0xE9, 0x96]).ShouldBe("“no” €5 é–");

    [Theory]
    [InlineData(" \r\n\t ", "is empty")]
    [InlineData("%PDF-1.7 stream", "is a PDF document")]
    [InlineData("abc\0def", "is binary, not text (UTF-16 needs a byte order mark)")]
    [InlineData("\u0001\u0002\u0003 abc \u0004\u0005", "is binary, not text")]
    public void What_is_no_text_is_named(string text, string fault) => ReportText.FaultOf(text).ShouldBe(fault);

    [Fact]
    public void A_report_in_another_script_is_text() => ReportText.FaultOf("переговоры продолжаются\f\n").ShouldBeNull();
}
