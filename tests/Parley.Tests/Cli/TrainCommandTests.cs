using System.Text;
using Parley.Cli;
using Shouldly;
using Xunit;

namespace Parley.Tests.Cli;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Models_are_trained_in_their_order_with_a_line_of_progress_each()
    {
        var (code, output) = Run("--data", folder.Path, "--models", folder["models"]);
        code.ShouldBe(0);
        output.ShouldBe("words: training\nwords: 1 of 1\nwords: done in 0 s\nacts: training\nacts: from words\nacts: done in 0 s\n");
        File.ReadAllText(folder["models/acts.bin"]).ShouldBe("words");
    }

    [Fact]
    public void One_model_alone_may_be_trained()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder["models"]).FullName, "words.bin"), "kept");
        Run("--data", folder.Path, "--models", folder["models"], "--only", "acts").Output.ShouldBe("acts: training\nacts: from kept\nacts: done in 0 s\n");
    }

    [Fact]
    public void Data_that_are_not_there_are_an_error()
    {
        var run = CliRun.Of("train", "--data", folder["nowhere"]);
        run.Code.ShouldBe(1);
        run.Error.ShouldBe($"parley: {folder["nowhere"]}: no such folder; give the folder of the training data\n");
    }

    private (int Code, string Output) Run(params string[] arguments)
    {
        ModelTrainer[] trainers =
        [
            new("words", (data, models, log) =>
            {
                data.ShouldBe(folder.Path);
                log("1 of 1");
                File.WriteAllText(Path.Combine(models, "words.bin"), "words");
            }),
            new("acts", (_, models, log) =>
            {
                string words = File.ReadAllText(Path.Combine(models, "words.bin"));
                log("from " + words);
                File.WriteAllText(Path.Combine(models, "acts.bin"), words);
            }),
        ];
        using var output = new MemoryStream();
        var verb = TrainCommand.Create(new(Stream.Null, output, TextWriter.Null, false, false, Terminal.DefaultWidth), trainers, new StoppedClock());
        int code = verb.Parse(arguments).Invoke();
        return (code, Encoding.UTF8.GetString(output.ToArray()));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
