using System.Text.Json;
using Shouldly;
using Xunit;

namespace Parley.Tests.Cli;

public sealed class EvaluateCommandTests : IDisposable
{
    private const string Text = "Mette Aas said \"we shall not work nine hours a night\" on Monday.";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Attributions_are_measured_and_what_was_predicted_is_written()
    {
        var run = CliRun.Of("evaluate", "attributions", Article(), "--predictions", folder["out.jsonl"]);
        run.Code.ShouldBe(0);
        run.Out.ShouldStartWith("gold 1  predicted ");
        run.Out.ShouldContain("\nREL  ");
        using var predicted = JsonDocument.Parse(File.ReadAllText(folder["out.jsonl"]));
        predicted.RootElement.GetProperty("name").GetString().ShouldBe("n");
        predicted.RootElement.GetProperty("attributions").ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    public void Attributions_are_compared_with_predictions_written_before_on_the_same_articles()
    {
        string data = Article(), before = folder.Write("before.jsonl", "{\"name\":\"n\",\"attributions\":[]}\n");
        CliRun.Of("evaluate", "attributions", data, "--against", before).Out.ShouldContain($"\nREL against {before}: +");
        string other = folder.Write("other.jsonl", "{\"name\":\"m\",\"attributions\":[]}\n"), twice = folder.Write("twice.jsonl", "{\"name\":\"n\",\"attributions\":[]}\n{\"name\":\"n\",\"attributions\":[]}\n");
        CliRun.Of("evaluate", "attributions", data, "--against", other).Error.ShouldContain($"{other}: no predictions of 'n'");
        CliRun.Of("evaluate", "attributions", data, "--against", twice).Error.ShouldContain($"{twice}:2: 'n' stands there twice");
        CliRun.Of("evaluate", "attributions", data, "--against", folder["none.jsonl"]).Error.ShouldContain("no such file; give what --predictions wrote");
    }

    [Fact]
    public void Readings_are_measured_and_written_and_one_report_may_be_left_out()
    {
        const string gold = """{"document":"x","parties":[],"actors":[],"statements":[],"furniture":[]}""";
        folder.Write("a.txt", Text);
        folder.Write("a.gold.json", gold);
        folder.Write("b.txt", Text);
        folder.Write("b.gold.json", gold);
        var run = CliRun.Of("evaluate", "reading", folder.Path, "--predictions", folder["out.jsonl"]);
        run.Code.ShouldBe(0);
        run.Out.ShouldContain("relation       P 0.000");
        File.ReadAllLines(folder["out.jsonl"]).Length.ShouldBe(2);
        CliRun.Of("evaluate", "reading", folder.Path, "--without", "b", "--predictions", folder["out.jsonl"]).Code.ShouldBe(0);
        File.ReadAllLines(folder["out.jsonl"]).Length.ShouldBe(1);
    }

    [Fact]
    public void Coded_sentences_are_measured_by_models_that_have_not_seen_them_and_what_was_predicted_is_written()
    {
        string[] deeds = ["met\tCONSULT\t1", "bombed\tASSAULT\t4"];
        var rows = Enumerable.Range(0, 10).Select(i => deeds[i / 5].Split('\t') is [var verb, var root, var quad] ? $"<s>Norland</s> {verb} <t>the Isles</t> {i} times.\t{root}\t{quad}" : "");
        string data = folder.Write("coded.tsv", "marked_sentence\tgold_root\tgold_penta\n" + string.Join('\n', rows) + "\n");
        var run = CliRun.Of("evaluate", "plover", data, "--cross-validate", "--predictions", folder["out.txt"]);
        run.Code.ShouldBe(0);
        run.Out.ShouldBe("sentences 10  right 1.000\nroot    macro F1 1.000 (1.000 to 1.000)\nquad    macro F1 1.000 (1.000 to 1.000)\nbinary  macro F1 1.000 (1.000 to 1.000)\n");
        File.ReadAllLines(folder["out.txt"]).ShouldBe([.. Enumerable.Repeat("CONSULT", 5), .. Enumerable.Repeat("ASSAULT", 5)]);
    }

    [Fact]
    public void A_folder_of_several_tables_is_an_error()
    {
        folder.Write("a.tsv", "");
        folder.Write("b.tsv", "");
        CliRun.Of("evaluate", "plover", folder.Path).Error.ShouldBe($"parley: {folder.Path}: holds 2 tables (.tsv); give one of them as DATA\n");
    }

    [Theory]
    [InlineData("plover", "no such file or folder")]
    [InlineData("attributions", "no such file")]
    [InlineData("reading", "no such folder")]
    [InlineData("treebank", "no such file")]
    public void Data_that_are_not_there_are_an_error(string measure, string what)
    {
        var run = CliRun.Of("evaluate", measure, folder["nowhere"]);
        run.Code.ShouldBe(1);
        run.Error.ShouldBe($"parley: {folder["nowhere"]}: {what}; give the annotated data as DATA\n");
    }

    [Fact]
    public void A_folder_without_annotations_is_an_error() => CliRun.Of("evaluate", "reading", folder.Path).Error.ShouldContain("holds no NAME.gold.json");

    [Fact]
    public void A_line_that_is_no_article_is_named()
    {
        var run = CliRun.Of("evaluate", "attributions", folder.Write("x.jsonl", "{\"name\": \"n\"}\n"));
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("x.jsonl:1: no article");
    }

    /// <summary>A file with one annotated article.</summary>
    private string Article() => folder.WriteGz("x.jsonl.gz", JsonSerializer.Serialize(new
    {
        name = "n",
        text = Text,
        tokens = Enumerable.Range(0, Text.Length).Where(i => i == 0 || Text[i - 1] == ' ').Select(i => new[] { i, (Text + " ").IndexOf(' ', i) }),
    })[..^1] + ",\"attributions\":[{\"source\":[[0,9]],\"cue\":[[10,14]],\"content\":[[15,53]]}]}\n");
}
