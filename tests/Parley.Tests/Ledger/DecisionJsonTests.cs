using System.Text;
using System.Text.Json;
using Parley.Ledger;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

public class DecisionJsonTests
{
    [Theory]
    [InlineData("""{"decision":"rename","kind":"party","to":"Northland"}""", "name")]
    [InlineData("""{"decision":"merge","kind":"issue","name":"ferry fares"}""", "others")]
    [InlineData("""{"decision":"judge","right":true}""", "on")]
    public void A_field_that_is_not_there_is_named(string line, string missing) =>
        Should.Throw<JsonException>(() => DecisionJson.Parse(Encoding.UTF8.GetBytes(line))).Message.ShouldContain(missing);

    [Fact]
    public void What_may_be_left_out_may()
    {
        var decision = new Affiliate("Kari Lund", null, null);
        DecisionJson.Parse(DecisionJson.ToUtf8(decision)).ShouldBe(decision);
    }
}
