using System.Globalization;
using Parley.Ledger;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

public class EntryHashTests
{
    /// <summary>The example that the documentation works through with sha256sum.</summary>
    [Fact]
    public void The_documented_example_is_hashed_as_documented()
    {
        byte[] text = "The mediator said talks would go on.\n"u8.ToArray();
        EntryHash.Of(text).ShouldBe("500695922fe555aa958ffa9e61f6528b013eb40fb2c4bd246b855a629e0246c3");
        var added = new ReportAdded(new("a.txt", "a.txt", "The mediator said talks would go on.\n"), text);
        byte[] body = EntryBody.Of(added);
        EntryHash.Of(body).ShouldBe("fbc88398f129462175f486b26d44569b595fc64ff6f699039e811cb470103b43");
        string time = EntryHash.Time(DateTimeOffset.Parse("2031-03-15T10:00:00+01:00", CultureInfo.InvariantCulture));
        EntryHash.Of(1, "report", time, "ann", 0, EntryHash.Start, body).ShouldBe("607f3230550d513bef720d78f01de725ee1e65d48ae48ca8d8a5055948d6a9cf");
    }
}
