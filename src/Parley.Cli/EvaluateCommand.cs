using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using Parley.Language;
using Parley.Positions;
using Parley.Reports;
using Parley.Statements;
using Parley.Talks;

namespace Parley.Cli;

/// <summary><c>parley evaluate attributions|reading|treebank|plover|pages|furniture|forecast|talks|networks DATA</c>: how well the models do on annotated data.</summary>
internal static class EvaluateCommand
{
    /// <summary>The verb with its measures.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb("evaluate", "Measures the reader on annotated data.", "parley evaluate reading negotiations/");
        verb.Subcommands.Add(Attributions(terminal));
        verb.Subcommands.Add(Reading(terminal));
        verb.Subcommands.Add(Treebank(terminal));
        verb.Subcommands.Add(EvaluatePlover.Create(terminal));
        verb.Subcommands.Add(EvaluatePages.Create(terminal));
        verb.Subcommands.Add(EvaluateFurniture.Create(terminal));
        verb.Subcommands.Add(Forecast(terminal));
        verb.Subcommands.Add(TalksEvaluation.Create(terminal));
        verb.Subcommands.Add(NetworkEvaluation.Create(terminal));
        return verb;
    }

    private static Verb Attributions(Terminal terminal)
    {
        var verb = new Verb("attributions", "Measures who said what, from raw text, on articles in the format of PolNeAR.", "parley evaluate attributions polnear/dev.jsonl.gz --predictions predicted.jsonl");
        Argument<string> data = Data("A .jsonl file, or the same as .gz, with name, text, tokens and attributions a line.");
        Option<string?> predictions = Predictions("Writes what was predicted: a line an article, {\"name\", \"attributions\": [{\"source\", \"cue\", \"content\"}]}.");
        Option<int> threads = Threads();
        verb.Arguments.Add(data);
        verb.Options.Add(predictions);
        verb.Options.Add(threads);
        var diagram = new Option<string?>("--diagram") { Description = "Writes a diagram, as SVG, of how often a confidence is right.", HelpName = "SVG" };
        verb.Options.Add(diagram);
        var against = new Option<string?>("--against") { Description = "Compares REL with that of predictions written before, by a paired test over articles.", HelpName = "JSONL" };
        verb.Options.Add(against);
        verb.SetAction(parsed =>
        {
            string path = Existing(parsed.GetRequiredValue(data), File.Exists, "file");
            Dictionary<string, AttributedArticle>? before = parsed.GetValue(against) is { } earlier ? Predicted(earlier) : null;
            var reader = new Reader();
            AttributionScore score = new(), scoreBefore = new();
            using var output = Output(parsed.GetValue(predictions));
            using var progress = new Progress(terminal, "articles read", TimeProvider.System);
            foreach (var (article, predicted) in OrderedWork.Select(Articles(path), Count(parsed, threads), article => (article, Predict(reader, article))))
            {
                score.Add(article, predicted);
                if (before is not null) scoreBefore.Add(article, before.TryGetValue(article.Name, out var known) ? known.Attributions : throw new CommandException($"{parsed.GetValue(against)}: no predictions of '{article.Name}'; give what --predictions wrote on the same DATA"));
                if (output is not null) WritePrediction(output.Stream, article.Name, predicted);
                progress.Step();
            }

            progress.Clear();
            output?.Keep();
            foreach (string line in score.Lines()) terminal.WriteLine(line);
            if (before is not null)
            {
                var (difference, p) = Learning.PairedTest.Of(score.Articles, scoreBefore.Articles);
                terminal.WriteLine($"REL against {parsed.GetValue(against)}: {(difference < 0 ? "-" : "+")}{Learning.Figures.Fixed(100 * Math.Abs(difference), 2)} ({Learning.Figures.Fixed(scoreBefore.Rel, 2)} before), p {Learning.Figures.Fixed(p, 4)} over {score.Articles.Count} articles");
            }

            if (parsed.GetValue(diagram) is { } file) OutputFile.Write(file, score.Calibration.Svg());
            return ExitCode.Done;
        });
        return verb;
    }

    private static Verb Reading(Terminal terminal)
    {
        var verb = new Verb("reading", "Measures whole readings on annotated reports.", "parley evaluate reading negotiations/ --without ukraine-plan-2025-12");
        Argument<string> data = Data("A folder of NAME.txt with NAME.gold.json.");
        Option<string?> predictions = Predictions("Writes the readings, a line a report.");
        Option<int> threads = Threads();
        var without = new Option<string?>("--without") { Description = "Leaves out the report of this name.", HelpName = "NAME" };
        verb.Arguments.Add(data);
        verb.Options.Add(predictions);
        verb.Options.Add(threads);
        verb.Options.Add(without);
        var crossValidate = new Option<bool>("--cross-validate") { Description = "Reads each report by models trained on the other negotiations of the folder; needs the held-out attributions that 'parley train' leaves beside the models." };
        var models = new Option<string?>("--models") { Description = "Folder of the models. [default: the one the program reads from]", HelpName = "FOLDER" };
        verb.Options.Add(crossValidate);
        verb.Options.Add(models);
        var minimum = new Option<double>("--min-confidence") { Description = "Leaves out all below this confidence before measuring, from 0 to 1. [default: 0]", HelpName = "P" };
        verb.Options.Add(minimum);
        verb.SetAction(parsed =>
        {
            string folder = Existing(parsed.GetRequiredValue(data), Directory.Exists, "folder");
            string? left = parsed.GetValue(without);
            List<GoldReport> golds = [.. GoldReport.LoadFolder(folder).Where(gold => gold.Name != left)];
            if (golds.Count == 0) throw new CommandException($"{folder}: holds no NAME.gold.json to measure by; give a folder of annotated reports");
            string modelFolder = parsed.GetValue(models) ?? Learning.ModelFile.DefaultFolder;
            var score = new ReadingScore();
            var shown = new ShownScore();
            using var output = Output(parsed.GetValue(predictions));
            using var progress = new Progress(terminal, "reports read", TimeProvider.System);
            double least = parsed.GetValue(minimum);
            foreach (var (gold, whole) in parsed.GetValue(crossValidate)
                ? golds.Zip(ReadingCrossValidation.Read(golds, folder, modelFolder, terminal.Error.WriteLine))
                : Readings(new Reader(modelFolder), golds, folder, Count(parsed, threads)))
            {
                var reading = least > 0 ? whole.Above(least) : whole;
                score.Add(gold, reading);
                shown.Add(gold, reading);
                output?.Stream.Write([.. ReadingJson.ToUtf8(reading), (byte)'\n']);
                progress.Step();
            }

            progress.Clear();
            output?.Keep();
            foreach (string line in score.Lines()) terminal.WriteLine(line);
            var (right, cells) = shown.CellCounts;
            terminal.WriteLine($"shown cells (a party's stance on a text or point, from {Learning.Figures.Fixed(PositionFinder.Shown, 2)} on): precision {Learning.Figures.Fixed(shown.Cells.Precision, 3)}, recall {Learning.Figures.Fixed(shown.Cells.Recall, 3)} ({right} of {cells})");
            var (said, sayings) = shown.SayingCounts;
            terminal.WriteLine($"what each side says, as a brief tells it: precision {Learning.Figures.Fixed(Learning.Figures.Of(said, sayings, 0).Precision, 3)} ({said} of {sayings})");
            return ExitCode.Done;
        });
        return verb;
    }

    private static IEnumerable<(GoldReport Gold, Reading Reading)> Readings(Reader reader, IReadOnlyList<GoldReport> golds, string folder, int threads) =>
        OrderedWork.Select(golds, threads, gold => (gold, reader.Read(new RawReport(gold.Name, $"{folder}/{gold.Name}.txt", gold.Text).ToReport())));

    private static Verb Treebank(Terminal terminal)
    {
        var verb = new Verb("treebank", "Measures tokens, sentences, tags, lemmas and trees on a treebank in CoNLL-U.", "parley evaluate treebank treebank/ewt-dev.conllu.gz");
        Argument<string> data = Data("A .conllu file, or the same as .gz, or a folder of them.");
        verb.Arguments.Add(data);
        verb.SetAction(parsed =>
        {
            string path = Existing(parsed.GetRequiredValue(data), p => File.Exists(p) || Directory.Exists(p), "file");
            var annotator = Annotator.Load();
            foreach (string file in TreebankScore.FilesOf(path))
            {
                if (file != path) terminal.WriteLine(file);
                foreach (string line in TreebankScore.Measure(annotator, ConlluFile.Read(file)).Lines()) terminal.WriteLine(line);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static Verb Forecast(Terminal terminal)
    {
        var verb = new Verb("forecast", "Measures forecasts from positions, salience and capability on decisions whose outcomes are known.", "parley evaluate forecast votes/deu3.csv");
        Argument<string> data = Data("The data set Decision-making in the European Union (DEU III), tab-separated.");
        Option<string?> predictions = Predictions("Writes a line an issue: outcome and forecasts, as CSV.");
        verb.Arguments.Add(data);
        verb.Options.Add(predictions);
        verb.SetAction(parsed =>
        {
            var score = Parley.Bargaining.ForecastScore.Load(Existing(parsed.GetRequiredValue(data), File.Exists, "file"));
            if (parsed.GetValue(predictions) is { } path) OutputFile.Write(path, score.Predictions());
            foreach (string line in score.Lines()) terminal.WriteLine(line);
            return ExitCode.Done;
        });
        return verb;
    }

    private static Argument<string> Data(string description) => new("DATA") { Description = description };

    private static Option<string?> Predictions(string description) => new("--predictions") { Description = description, HelpName = "OUT" };

    private static Option<int> Threads() => new("--threads") { Description = "Reports read at the same time; the figures are the same for any number. [default: one for each processor]", HelpName = "N" };

    private static int Count(ParseResult parsed, Option<int> threads) => parsed.GetValue(threads) is > 0 and int count ? count : Environment.ProcessorCount;

    private static string Existing(string path, Func<string, bool> exists, string kind) => exists(path) ? path : throw new CommandException($"{path}: no such {kind}; give the annotated data as DATA");

    private static OutputFile? Output(string? path) => path is null ? null : new(path);

    private static IEnumerable<AttributedArticle> Articles(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var lines = new ByteLines(stream, int.MaxValue);
        while (lines.TryRead(out var line))
            if (line.Length > 0) yield return AttributedArticle.Parse(line, $"{path}:{lines.Number}");
    }

    /// <summary>The statements with a cue: positions in the reporter's own voice are no attributions.</summary>
    private static List<AttributionSpans> Predict(Reader reader, AttributedArticle article)
    {
        var reading = reader.Read(new RawReport(article.Name, article.Name, article.Text).ToReport());
        return [.. reading.Statements.Where(s => s.Cue.Spans.Count > 0).Select(s => new AttributionSpans(s.Source.Spans, s.Cue.Spans, s.Content.Spans, s.Confidence))];
    }

    /// <summary>Predictions that <c>--predictions</c> wrote, by the name of the article.</summary>
    private static Dictionary<string, AttributedArticle> Predicted(string path)
    {
        if (!File.Exists(path)) throw new CommandException($"{path}: no such file; give what --predictions wrote before as JSONL");
        var articles = new Dictionary<string, AttributedArticle>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            var article = AttributedArticle.ParsePredicted(System.Text.Encoding.UTF8.GetBytes(line), $"{path}:{++number}");
            if (!articles.TryAdd(article.Name, article)) throw new CommandException($"{path}:{number}: '{article.Name}' stands there twice");
        }

        return articles;
    }

    private static void WritePrediction(Stream output, string name, List<AttributionSpans> predicted)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, name);
            writer.WriteStartArray("attributions"u8);
            foreach (var attribution in predicted)
            {
                writer.WriteStartObject();
                WriteSpans(writer, "source", attribution.Source);
                WriteSpans(writer, "cue", attribution.Cue);
                WriteSpans(writer, "content", attribution.Content);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteSpans(Utf8JsonWriter writer, string role, IReadOnlyList<TextSpan> spans)
    {
        writer.WriteStartArray(role);
        foreach (var span in spans)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(span.Start);
            writer.WriteNumberValue(span.End);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
