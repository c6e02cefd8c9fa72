using System.CommandLine;
using Parley.Language;
using Parley.Learning;
using Parley.Positions;

namespace Parley.Cli;

/// <summary><c>parley evaluate plover DATA</c>: how well sentences with a marked source and target are coded.</summary>
internal static class EvaluatePlover
{
    /// <summary>The measure.</summary>
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb("plover", "Measures the coding of who did what to whom.", "parley evaluate plover PLV_train.tsv --cross-validate --predictions coded.txt");
        var data = new Argument<string>("DATA") { Description = "A table (.tsv) with the columns marked_sentence, gold_root and gold_penta, or a folder with one such table." };
        var predictions = new Option<string?>("--predictions") { Description = "Writes what was predicted: a root category a line, in the order of the rows.", HelpName = "OUT" };
        var crossValidate = new Option<bool>("--cross-validate") { Description = "Codes each row by a model trained on the rows of the other four folds (row number modulo five). Without it, rows that the model was trained on flatter it." };
        var models = new Option<string?>("--models") { Description = "Folder of the models. [default: the one the program reads from]", HelpName = "FOLDER" };
        verb.Arguments.Add(data);
        verb.Options.Add(predictions);
        verb.Options.Add(crossValidate);
        verb.Options.Add(models);
        verb.SetAction(parsed =>
        {
            string modelFolder = parsed.GetValue(models) ?? ModelFile.DefaultFolder;
            var sentences = CodedSentence.Read(Table(parsed.GetRequiredValue(data)), Annotator.Load(modelFolder).Annotate);
            bool folds = parsed.GetValue(crossValidate);
            string[] roots = folds ? PloverTrainer.CrossValidate(sentences, WordClusters.Load(modelFolder)) : Code(PloverCoder.Load(modelFolder), sentences);
            if (parsed.GetValue(predictions) is { } path) OutputFile.Write(path, roots);
            var score = new PloverScore();
            for (int i = 0; i < roots.Length; i++)
                if (sentences[i].Root.Length > 0) score.Add(folds ? PloverTrainer.FoldOf(i) : 0, sentences[i], roots[i]);
            foreach (string line in score.Lines()) terminal.WriteLine(line);
            return ExitCode.Done;
        });
        return verb;
    }

    private static string[] Code(PloverCoder coder, IReadOnlyList<CodedSentence> sentences) => [.. sentences.Select(s => coder.Code(s.Tree, s.Source, s.Target).Root)];

    private static string Table(string path)
    {
        if (File.Exists(path)) return path;
        if (!Directory.Exists(path)) throw new CommandException($"{path}: no such file or folder; give the annotated data as DATA");
        string[] tables = Directory.GetFiles(path, "*.tsv");
        return tables.Length == 1 ? tables[0] : throw new CommandException($"{path}: holds {tables.Length} tables (.tsv); give one of them as DATA");
    }
}
