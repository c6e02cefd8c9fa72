using System.Text;
using FsCheck.Fluent;
using Parley.Ledger;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

public class ReadingPackTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"id\":\"a.txt\",\"source\":\"a.txt\",\"bytes\":\"500695922fe555aa958ffa9e61f6528b013eb40fb2c4bd246b855a629e0246c3\"}");

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
        byte[] packed = ReadingPack.Pack(bytes, text, Body);
        ReadingPack.Unpack(packed, text, Body).ShouldBe(bytes);
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
        byte[] bytes = Encoding.UTF8.GetBytes("{\"text\":\"" + text + "\",\"n\":" + length + "}"), packed = ReadingPack.Pack(bytes, text, Body);
        ReadingPack.UnpackWhole(packed, text, Body).ShouldBe(bytes);
        for (int bit = 0; bit < 8 * packed.Length; bit++)
        {
            byte[] other = [.. packed];
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            bool isFound = false;
            try
            {
                isFound = !ReadingPack.UnpackWhole(other, text, Body).AsSpan().SequenceEqual(bytes);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                isFound = true;
            }

            isFound.ShouldBeTrue($"bit {bit} of {8 * packed.Length}");
        }
    }

    /// <summary>A reading in which places stand, and what could be taken for places.</summary>
    [Theory]
    [InlineData("{\"reader\":{},\"sentences\":[[0,117],[122,221]],\"blocks\":[{\"start\":3,\"end\":2},{\"start\":0,\"end\":999999999}]}")]
    [InlineData("{\"reader\":{},\"text\":\"[1,2] [3,\\n4] [-5,6] [007,8] [1,02] \\\"start\\\":1,\\\"end\\\":2 [12345678901,3] [4,5\"}")]
    [InlineData("{\"reader\":{},\"odd\":[[-7,3],[00,1],[5,-0]],\"start\":1,\"end\":")]
    [InlineData("{\"reader\":{},\"decreasing\":[[900,950],[10,20],[15,15],[0,0]]}")]
    public void A_reading_comes_back_to_the_byte(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json), packed = ReadingPack.Pack(bytes, "Said \"no\"\n\t\\ é", Body);
        ReadingPack.UnpackWhole(packed, "Said \"no\"\n\t\\ é", Body).ShouldBe(bytes);
        for (int bit = 0; bit < 8; bit++)
        {
            byte[] other = [.. packed];
            other[0] ^= (byte)(1 << bit);
            Should.Throw<Exception>(() => ReadingPack.UnpackWhole(other, "Said \"no\"\n\t\\ é", Body).AsSpan().SequenceEqual(bytes).ShouldBeFalse());
        }
    }

    [Fact]
    public void Distances_give_places_again() => Gen.Choose(0, 999_999_999).ListOf().Sample(200, 20).ShouldAllBe(numbers => Again(numbers));

    private static bool Again(IEnumerable<int> numbers)
    {
        byte[] places = Encoding.UTF8.GetBytes(string.Concat(numbers.Chunk(2).Where(pair => pair.Length == 2).Select(pair => $"[{pair[0]},{pair[1]}],\"start\":{pair[1]},\"end\":{pair[0]}x")));
        return SpanDistances.Undo(SpanDistances.Of(places)).AsSpan().SequenceEqual(places);
    }
}
