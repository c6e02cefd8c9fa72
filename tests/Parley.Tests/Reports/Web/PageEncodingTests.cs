using System.Text;
using Parley.Reports.Web;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports.Web;

public class PageEncodingTests
{
    private static readonly byte[] Kyiv1251 = [0xCA, 0xE8, 0xBF, 0xE2];

    [Fact]
    public void A_byte_order_mark_outranks_the_header_and_the_header_outranks_the_page()
    {
        PageEncoding.Decode([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "windows-1251").ShouldBe("é");
        PageEncoding.Decode([.. "<meta charset=iso-8859-1>"u8, .. Kyiv1251], "windows-1251").ShouldEndWith("Київ");
        PageEncoding.Decode([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Київ")], null).ShouldBe("Київ");
    }

    [Theory]
    [InlineData("<meta charset=windows-1251>")]
    [InlineData("<META CHARSET = 'cp1251' >")]
    [InlineData("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">")]
    [InlineData("<meta content='text/html;charset=\"windows-1251\"' http-equiv=content-type>")]
    [InlineData("<!-- <meta charset=utf-8> --><meta name=x><meta charset=\"Windows-1251\"/>")]
    public void The_page_states_its_charset_in_the_forms_of_the_standard(string meta) => PageEncoding.Decode([.. Encoding.ASCII.GetBytes(meta), .. Kyiv1251], null).ShouldEndWith("Київ");

    [Fact]
    public void A_meta_behind_the_first_1024_bytes_does_not_count()
    {
        byte[] late = [.. Encoding.ASCII.GetBytes(new string(' ', 1100) + "<meta charset=windows-1251>"), .. Kyiv1251];
        PageEncoding.Decode(late, null).ShouldEndWith("Êè¿â");
    }

    [Fact]
    public void Latin1_means_Windows_1252() => PageEncoding.Decode([0x93, 0x80, 0x94], "ISO-8859-1").ShouldBe("“€”");

    [Fact]
    public void A_page_that_says_UTF16_in_its_bytes_is_UTF8() => PageEncoding.Decode([.. "<meta charset=utf-16>"u8, 0xC3, 0xA9], null).ShouldEndWith("é");

    [Fact]
    public void Without_a_word_valid_UTF8_is_UTF8_and_the_rest_Windows_1252()
    {
        PageEncoding.Decode([0xC3, 0xA9], null).ShouldBe("é");
        PageEncoding.Decode([0xE9], null).ShouldBe("é");
        PageEncoding.Decode([0xE9], "no-such-charset").ShouldBe("é");
    }

    [Theory]
    [InlineData("shift_jis", new byte[] { 0x8C, 0xF0 }, "交")]
    [InlineData("gbk", new byte[] { 0xCC, 0xB8 }, "谈")]
    [InlineData("big5", new byte[] { 0xBD, 0xCD }, "談")]
    [InlineData("euc-kr", new byte[] { 0xC7, 0xD1 }, "한")]
    [InlineData("koi8-r", new byte[] { 0xCD }, "м")]
    [InlineData("iso-8859-2", new byte[] { 0xB1 }, "ą")]
    public void Charsets_of_other_scripts_are_known(string label, byte[] bytes, string text) => PageEncoding.Decode(bytes, label).ShouldBe(text);

    [Theory]
    [InlineData("text/html; charset=koi8-r", "koi8-r")]
    [InlineData("text/html;charset=\"utf-8\"; x=y", "utf-8")]
    [InlineData("text/html", null)]
    [InlineData(null, null)]
    public void The_charset_of_a_header(string? header, string? charset) => PageEncoding.CharsetOf(header).ShouldBe(charset);
}
