using System.CommandLine;
using Parley.Learning;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Cli;

/// <summary><c>parley evaluate furniture DATA</c>: how much of an invented page's furniture around and inside reports is told from them.</summary>
internal static class EvaluateFurniture
{
    private const int Pages = 3;

    /// <summary>The measure.</summary>
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb("furniture", "Puts the furniture of invented pages around and inside reports, three times each, and measures how much of it is told from them.", "parley evaluate furniture negotiations-train/");
        var data = new Argument<string>("DATA") { Description = "A folder of reports NAME.txt that hold no furniture of their own, with NAME.gold.json." };
        verb.Arguments.Add(data);
        verb.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(data);
            if (!Directory.Exists(folder)) throw new CommandException($"{folder}: no such folder; give the annotated data as DATA");
            var reports = GoldReport.LoadFolder(folder);
            double right = 0, called = 0, there = 0, lost = 0, words = 0;
            for (int i = 0; i < reports.Count; i++)
            {
                for (int page = 0; page < Pages; page++)
                {
                    var (text, furniture) = AddedFurniture.Around(reports[i].Text, 1000 * page + i);
                    var report = new RawReport(reports[i].Name, reports[i].Name, text).ToReport();
                    var counted = new ScoredWords(text);
                    // As the shared scorer has it: title, byline and dateline count neither way.
                    HashSet<int> Of(params BlockKind[] kinds) => counted.Of(report.Blocks.Where(block => kinds.Contains(block.Kind)).Select(block => block.Span));
                    HashSet<int> gold = counted.Of(furniture), found = Of(BlockKind.Furniture);
                    lost += found.Count(word => !gold.Contains(word));
                    words += counted.Count - gold.Count;
                    gold.ExceptWith(Of(BlockKind.Title, BlockKind.Byline, BlockKind.Dateline));
                    right += ScoredWords.Shared(gold, found);
                    called += found.Count;
                    there += gold.Count;
                }
            }

            var (precision, recall, f1) = Figures.Of(right, called, there);
            terminal.WriteLine($"furniture      P {Figures.Fixed(precision, 3)}  R {Figures.Fixed(recall, 3)}  F1 {Figures.Fixed(f1, 3)}   lost {Figures.Fixed(lost / Math.Max(1, words), 4)} of {Figures.Fixed(words, 0)} words   ({reports.Count} reports, {Pages} pages each)");
            return ExitCode.Done;
        });
        return verb;
    }
}
