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

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(3000)]
    public void Any_bit_that_is_not_as_it_was_packed_is_found(int length)
    {
        string text = new([.. Enumerable.Range(0, length).Select(i => (char)('a' + (i * i * i % 26)))]);
        byte[] bytes = Encoding.UTF8.GetBytes("{\"text\":\"" + text + "\",\"n\":" + length + "}"), packed = ReadingPack.Pack(bytes, text);
        ReadingPack.UnpackWhole(packed, text).ShouldBe(bytes);
        for (int bit = 0; bit < 8 * packed.Length; bit++)
        {
            byte[] other = [.. packed];
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            bool isFound = false;
            try
            {
                isFound = !ReadingPack.UnpackWhole(other, text).AsSpan().SequenceEqual(bytes);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                isFound = true;
            }

            isFound.ShouldBeTrue($"bit {bit} of {8 * packed.Length}");
        }
    }
}
