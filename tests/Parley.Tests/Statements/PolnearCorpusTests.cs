using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests.Statements;

public sealed class PolnearCorpusTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "polnear-" + Environment.ProcessId + "-" + nameof(PolnearCorpusTests) + ".jsonl");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Reads_articles_with_attributions()
    {
        File.WriteAllText(path, """{"name":"a","text":"He said no.","attributions":[{"source":[[0,2]],"cue":[[3,7]],"content":[[8,10]]}]}""" + "\n\n");
        var article = PolnearCorpus.Read(path).ShouldHaveSingleItem();
        article.Attributions[0].Cue.ShouldBe([new TextSpan(3, 7)]);
        article.Text.ShouldBe("He said no.");
    }

    [Fact]
    public void A_line_that_is_no_article_is_named_by_file_and_line()
    {
        File.WriteAllText(path, """{"name":"a","text":"x","attributions":[]}""" + "\n{\"name\":3}\n");
        Should.Throw<InvalidDataException>(() => PolnearCorpus.Read(path).ToList()).Message.ShouldContain(path + ":2:");
    }
}
