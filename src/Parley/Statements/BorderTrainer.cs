using System.Globalization;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// Trains the choice of borders on what chains find in texts that they have not seen: of each cue that is annotated, the candidate that is the annotation's own counts as right, or else, where one shares at
/// least half of the annotation's tokens (Dice), the one that shares most, with half the weight.
/// </summary>
internal sealed class BorderTrainer
{
    private static readonly LinearClassifier.Options Options = new(BorderRanker.Bits, Epochs: 8, Rate: 0.03, L2: 1e-4, Initial: 5);

    private readonly List<Example>[] examples = [[], [], []];
    private readonly FeatureList features = new();

    private sealed record Example(int Fold, Choice Choice, bool[] Exact);

    /// <summary>Takes in the cues that were found in a text of a fold.</summary>
    public void Add(AttributionText text, SentenceGraph graph, IReadOnlyList<Cue> cues, byte[] cueMarks, int fold)
    {
        foreach (var cue in cues)
            if (cue.Borders is { } borders && GoldOf(text, cue) is { } gold) Add(BorderRole.Cue, graph, cue, borders, [gold.Cue], [], cueMarks, fold);
    }

    /// <summary>Takes in the arguments that were found in a text of a fold.</summary>
    public void Add(AttributionText text, SentenceGraph graph, IReadOnlyList<Arguments> found, byte[] cueMarks, int fold)
    {
        foreach (var candidate in found)
        {
            if (candidate.Borders is not { } borders || GoldOf(text, candidate.Cue) is not { } gold) continue;
            Add(BorderRole.Content, graph, candidate.Cue, borders.Content, gold.Content, borders.Source[0].Spans, cueMarks, fold);
            Add(BorderRole.Source, graph, candidate.Cue, borders.Source, gold.Source.End > gold.Source.First ? [gold.Source] : [], borders.Content[0].Spans, cueMarks, fold);
        }
    }

    /// <summary>Trains the choice of one role's borders on all folds but one (-1 for none).</summary>
    public LinearClassifier Train(BorderRole role, int except = -1) =>
        ChoiceTrainer.Train([.. examples[(int)role].Where(example => example.Fold != except).Select(example => example.Choice)], Options);

    /// <summary>For the log: how many of a role's open choices are exactly right by the chain, and by rankers that have not seen the fold.</summary>
    public string Measure(BorderRole role, LinearClassifier[] folds)
    {
        var all = examples[(int)role];
        int before = all.Count(example => example.Exact[0]), after = 0, possible = all.Count(example => example.Exact.Contains(true));
        double[] score = new double[1];
        foreach (var (fold, choice, exact) in all)
        {
            int best = 0;
            double most = double.NegativeInfinity;
            for (int i = 0; i < choice.Candidates.Count; i++)
            {
                folds[fold].Scores(choice.Candidates[i].Features, score);
                if (score[0] > most) (best, most) = (i, score[0]);
            }

            if (exact[best]) after++;
        }

        double share = 100.0 / Math.Max(1, all.Count);
        return string.Create(CultureInfo.InvariantCulture, $"borders of {role.ToString().ToLowerInvariant()}: {all.Count} open, {before * share:F1} % right by the chain, {after * share:F1} % chosen right, {possible * share:F1} % possible");
    }

    private static GoldAttribution? GoldOf(AttributionText text, Cue cue) => text.Gold.FirstOrDefault(gold => !gold.Inner && gold.Cue.First <= cue.Head && cue.Head < gold.Cue.End);

    private void Add(BorderRole role, SentenceGraph graph, Cue cue, List<BorderCandidate> candidates, List<(int First, int End)> gold, List<(int First, int End)> other, byte[] cueMarks, int fold)
    {
        if (candidates.Count < 2) return;
        double[] shared = [.. candidates.Select(candidate => Dice(candidate.Spans, gold))];
        double most = shared.Max();
        if (most < 0.5) return;
        var choice = new List<(uint[], bool)>();
        for (int i = 0; i < candidates.Count; i++)
        {
            features.Clear();
            BorderFeatures.Add(features, graph, cue, candidates[i], candidates[0], role, other, cueMarks);
            choice.Add((features.ToArray(), shared[i] == most));
        }

        examples[(int)role].Add(new(fold, new(choice, most == 1 ? 1 : 0.5), [.. shared.Select(s => s == 1)]));
    }

    private static double Dice(List<(int First, int End)> a, List<(int First, int End)> b)
    {
        int all = a.Sum(r => r.End - r.First) + b.Sum(r => r.End - r.First);
        return all == 0 ? 1 : 2.0 * AttributionRanker.Overlap(a, b) / all;
    }
}
