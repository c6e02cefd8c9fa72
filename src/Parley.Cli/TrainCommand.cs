using System.CommandLine;
using System.Globalization;
using Parley.Learning;

namespace Parley.Cli;

/// <summary><c>parley train --data FOLDER</c>: rebuilds the models.</summary>
internal static class TrainCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal) => Create(terminal, ModelTraining.Models, TimeProvider.System);

    /// <summary>The verb, for other trainers and another clock.</summary>
    internal static Command Create(Terminal terminal, IReadOnlyList<ModelTrainer> trainers, TimeProvider time)
    {
        var verb = new Verb(
            "train",
            "Rebuilds the models from annotated data, bit for bit the same each time.",
            "parley train --data ../shared/data --models models");
        var data = new Option<string>("--data") { Description = "Folder with pages/, treebank/, polnear/, negotiations-train/ and plover/.", HelpName = "FOLDER", Required = true };
        var models = new Option<string>("--models") { Description = "Folder that the model files go to. [default: the one the program reads from]", HelpName = "FOLDER" };
        var only = new Option<string?>("--only") { Description = "Trains this model alone.", HelpName = "NAME" };
        verb.Options.Add(data);
        verb.Options.Add(models);
        verb.Options.Add(only);
        verb.SetAction(parsed =>
        {
            string dataFolder = parsed.GetRequiredValue(data), modelFolder = parsed.GetValue(models) ?? ModelFile.DefaultFolder;
            if (!Directory.Exists(dataFolder)) throw new CommandException($"{dataFolder}: no such folder; give the folder of the training data");
            string? name = parsed.GetValue(only);
            var chosen = name is null ? trainers : [.. trainers.Where(t => t.Name == name)];
            if (name is not null && chosen.Count == 0) throw new CommandException($"--only: there is no model '{name}'; there are {string.Join(", ", trainers.Select(t => t.Name))}.", ExitCode.Usage);
            Directory.CreateDirectory(modelFolder);
            foreach (var trainer in chosen)
            {
                long start = time.GetTimestamp();
                terminal.WriteLine($"{trainer.Name}: training");
                terminal.Out.Flush();
                trainer.Train(dataFolder, modelFolder, line =>
                {
                    terminal.WriteLine($"{trainer.Name}: {line}");
                    terminal.Out.Flush();
                });
                terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trainer.Name}: done in {time.GetElapsedTime(start).TotalSeconds:0} s"));
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
