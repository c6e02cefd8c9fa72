using System.Text;
using Parley.Ledger;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

public class ReadingPackTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(3000)]
    [InlineData(40_000)]
    [InlineData(200_000)]
    public void What_is_packed_with_a_text_comes_back_to_the_byte(int length)
    {
        string text = string.Concat(Enumerable.Range(0, (length / 5) + 1).Select(i => (char)('a' + (i * i % 26)) + "é w "))[..length];
        byte[] bytes = Encoding.UTF8.GetBytes("{\"text\":\"" + text + "\"}");
        byte[] packed = ReadingPack.Pack(bytes, text);
        ReadingPack.Unpack(packed, text).ShouldBe(bytes);
        if (length == 3000) packed.Length.ShouldBeLessThan(200);
    }
}
