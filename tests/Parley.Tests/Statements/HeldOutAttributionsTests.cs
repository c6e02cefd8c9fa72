using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests.Statements;

public sealed class HeldOutAttributionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-heldout").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_saved_is_loaded()
    {
        Attribution saved = new([new(0, 2)], [new(3, 7)], [new(8, 10), new(12, 15)], 0.25, true);
        HeldOutAttributions.Save(folder, new Dictionary<string, IReadOnlyList<Attribution>> { ["b"] = [], ["a"] = [saved] });
        var loaded = HeldOutAttributions.Load(folder);
        loaded["b"].ShouldBeEmpty();
        var a = loaded["a"].ShouldHaveSingleItem();
        a.Source.ShouldBe(saved.Source);
        a.Content.ShouldBe(saved.Content);
        (a.Confidence, a.Nested).ShouldBe((0.25, true));
    }

    [Fact]
    public void A_missing_file_says_what_to_do() => Should.Throw<InvalidDataException>(() => HeldOutAttributions.Load(folder)).Message.ShouldContain("parley train");
}
