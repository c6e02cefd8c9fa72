using System.CommandLine;
using System.Diagnostics;
using Parley.Learning;
using Parley.Positions;
using Parley.Reports;
using Parley.Reports.Web;

namespace Parley.Cli;

/// <summary><c>parley evaluate pages DATA</c>: how much of the pages' true bodies is found, and how fast.</summary>
internal static class EvaluatePages
{
    /// <summary>The measure.</summary>
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb("pages", "Measures the extraction of reports from web pages.", "parley evaluate pages pages/ --cross-validate --predictions read.jsonl");
        var data = new Argument<string>("DATA") { Description = "A folder with truth.json ({key: {\"articleBody\"}}) and html/KEY.html.gz." };
        var predictions = new Option<string?>("--predictions") { Description = "Writes a reading a page that holds the report alone, as 'parley read' writes it.", HelpName = "OUT" };
        var crossValidate = new Option<bool>("--cross-validate") { Description = "Reads each page by a model trained on the pages of other sites. Without it, pages that the model was trained on flatter it." };
        var models = new Option<string?>("--models") { Description = "Folder of the models. [default: the one the program reads from]", HelpName = "FOLDER" };
        verb.Arguments.Add(data);
        verb.Options.Add(predictions);
        verb.Options.Add(crossValidate);
        verb.Options.Add(models);
        verb.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(data);
            if (!Directory.Exists(folder)) throw new CommandException($"{folder}: no such folder; give the annotated data as DATA");
            var pages = LabelledPage.LoadFolder(folder);
            var contents = parsed.GetValue(crossValidate) ? PageCrossValidation.Read(pages) : Read(pages, PageModel.Load(parsed.GetValue(models) ?? ModelFile.DefaultFolder), terminal);
            var score = new PageScore();
            using var output = parsed.GetValue(predictions) is { } path ? new OutputFile(path) : null;
            for (int i = 0; i < pages.Count; i++)
            {
                score.Add(pages[i].Body, Body(contents[i]));
                if (contents[i] is { } content && output is not null) Write(output.Stream, $"{folder.TrimEnd('/')}/html/{pages[i].Key}.html.gz", content);
            }

            output?.Keep();
            terminal.WriteLine(score.Line());
            return ExitCode.Done;
        });
        return verb;
    }

    private const int Passes = 5;

    /// <summary>Reads all pages several times; the last pass is timed, when the runtime has compiled the program.</summary>
    private static PageContent?[] Read(List<LabelledPage> pages, PageModel model, Terminal terminal)
    {
        var contents = new PageContent?[pages.Count];
        TimeSpan spent = default;
        for (int pass = 0; pass < Passes; pass++)
        {
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            for (int i = 0; i < pages.Count; i++) contents[i] = PageReport.Of(PageEncoding.Decode(pages[i].Bytes, null), pages[i].Url, model);
            process.Refresh();
            spent = process.TotalProcessorTime - before;
        }

        terminal.WriteLine($"{Figures.Fixed(pages.Count / spent.TotalSeconds, 0)} pages a CPU second, unpacked pages to blocks, one thread");
        return contents;
    }

    private static string Body(PageContent? content) =>
        content is null ? "" : string.Join('\n', content.Blocks.Where(b => b.Kind is BlockKind.Heading or BlockKind.Paragraph).Select(b => b.Span.Of(content.Text).ToString()));

    private static void Write(Stream output, string path, PageContent content)
    {
        var report = new RawReport(path, path, content.Text) { Page = content }.ToReport();
        output.Write([.. ReadingJson.ToUtf8(new() { Reader = new(Reader.Version, ""), Report = report }), (byte)'\n']);
    }
}
