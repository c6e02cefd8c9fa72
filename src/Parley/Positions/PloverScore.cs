using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// How well sentences are coded, as the field measures it (Hu et al. 2024): macro F1, the mean over the classes that occur in the truth or in the prediction, of root categories, of quad classes and of
/// cooperation against conflict. Over several folds: the mean of the folds' figures, and the least and the greatest.
/// </summary>
internal sealed class PloverScore
{
    private readonly SortedDictionary<int, List<(CodedSentence Gold, string Root)>> folds = [];

    /// <summary>Takes in a sentence of a fold, with the category that it was given.</summary>
    public void Add(int fold, CodedSentence gold, string root)
    {
        if (!folds.TryGetValue(fold, out var rows)) folds.Add(fold, rows = []);
        rows.Add((gold, root));
    }

    /// <summary>The figures as lines.</summary>
    public IEnumerable<string> Lines()
    {
        int all = folds.Values.Sum(rows => rows.Count), right = folds.Values.Sum(rows => rows.Count(r => r.Gold.Root == r.Root));
        if (all == 0)
        {
            yield return "no categories to measure by";
            yield break;
        }

        yield return $"sentences {all}  right {Figures.Fixed(right / (double)all, 3)}";
        yield return Line("root", r => r.Gold.Root, r => r.Root);
        yield return Line("quad", Quad, r => EventCategory.QuadClass(r.Root)!.Value);
        yield return Line("binary", r => Quad(r) > 2, r => EventCategory.QuadClass(r.Root) > 2);
    }

    /// <summary>Macro F1 of pairs of a true and a predicted class.</summary>
    public static double MacroF1<T>(IReadOnlyCollection<(T Gold, T Predicted)> pairs)
        where T : notnull
    {
        double sum = 0;
        var classes = pairs.SelectMany(p => new[] { p.Gold, p.Predicted }).Distinct().ToList();
        foreach (var c in classes)
        {
            int hits = pairs.Count(p => p.Gold.Equals(c) && p.Predicted.Equals(c));
            sum += 2.0 * hits / (pairs.Count(p => p.Gold.Equals(c)) + pairs.Count(p => p.Predicted.Equals(c)));
        }

        return sum / classes.Count;
    }

    private static int Quad((CodedSentence Gold, string Root) row) => row.Gold.Quad ?? EventCategory.QuadClass(row.Gold.Root) ?? 0;

    private string Line<T>(string name, Func<(CodedSentence Gold, string Root), T> gold, Func<(CodedSentence Gold, string Root), T> predicted)
        where T : notnull
    {
        double[] figures = [.. folds.Values.Select(rows => MacroF1([.. rows.Select(r => (gold(r), predicted(r)))]))];
        string spread = figures.Length > 1 ? $" ({Figures.Fixed(figures.Min(), 3)} to {Figures.Fixed(figures.Max(), 3)})" : "";
        return $"{name,-7} macro F1 {Figures.Fixed(figures.Average(), 3)}{spread}";
    }
}
