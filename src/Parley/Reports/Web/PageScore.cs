using System.Runtime.InteropServices;
using Parley.Learning;

namespace Parley.Reports.Web;

/// <summary>
/// The figures of the public article-extraction benchmark: precision and recall of runs of four words (with their counts), each the mean over the pages; F1 of the two means; accuracy, the share of
/// pages with exactly the words of the true body.
/// </summary>
internal sealed class PageScore
{
    private const int Run = 4;

    private double precision, recall;
    private int withResult, withTruth, same, pages;

    /// <summary>Adds a page.</summary>
    /// <returns>Precision and recall of this page.</returns>
    public (double Precision, double Recall) Add(string truth, string found)
    {
        List<string> wanted = PageWords.Of(truth), got = PageWords.Of(found);
        Dictionary<string, int> wantedRuns = Runs(wanted), gotRuns = Runs(got);
        int shared = 0;
        foreach (var (run, count) in gotRuns) shared += Math.Min(count, wantedRuns.GetValueOrDefault(run));
        int gotCount = gotRuns.Values.Sum(), wantedCount = wantedRuns.Values.Sum();
        double p = gotCount == 0 ? 0 : (double)shared / gotCount, r = wantedCount == 0 ? 0 : (double)shared / wantedCount;
        pages++;
        if (gotCount > 0) withResult++;
        if (wantedCount > 0) withTruth++;
        precision += p;
        recall += r;
        if (wanted.SequenceEqual(got, StringComparer.Ordinal)) same++;
        return (p, r);
    }

    /// <summary>Mean precision over pages that gave something.</summary>
    public double Precision => withResult == 0 ? 0 : precision / withResult;

    /// <summary>Mean recall.</summary>
    public double Recall => withTruth == 0 ? 0 : recall / withTruth;

    /// <summary>Harmonic mean of the two means.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Share of pages with exactly the true words.</summary>
    public double Accuracy => pages == 0 ? 0 : (double)same / pages;

    /// <summary>The figures in a line.</summary>
    public string Line() => $"pages {pages}  precision {Figures.Fixed(Precision, 3)}  recall {Figures.Fixed(Recall, 3)}  F1 {Figures.Fixed(F1, 3)}  accuracy {Figures.Fixed(Accuracy, 3)}";

    private static Dictionary<string, int> Runs(List<string> words)
    {
        var runs = new Dictionary<string, int>(StringComparer.Ordinal);
        if (words.Count is > 0 and < Run) runs[string.Join(' ', words)] = 1;
        for (int i = 0; i + Run <= words.Count; i++) CollectionsMarshal.GetValueRefOrAddDefault(runs, string.Join(' ', words.GetRange(i, Run)), out _)++;
        return runs;
    }
}
