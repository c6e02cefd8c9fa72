namespace Parley.Statements;

/// <summary>
/// Keeps candidates from the surest down; dropped are those whose cue lies in the content of a kept one, that hold the cue of a kept one, or that share most of their content with one. Serves one document after the other.
/// </summary>
internal sealed class SurestAttributions
{
    // Tokens; twice as far as a window of ArgumentFeatures can reach from its cue.
    private const int Stretch = 2 * 4 * ArgumentFeatures.MostTokens + 128;

    private readonly List<Arguments> sure = [], kept = [];

    // No content reaches further from its cue than half a stretch: those that can clash lie in the same stretch or the next.
    private readonly Dictionary<int, List<Arguments>> near = [];
    private readonly Reused<List<Arguments>> lists = new();

    /// <summary>The candidates of at least a likelihood that do not clash with a surer one, in text order; the list stands until the next call.</summary>
    /// <param name="candidates">In text order of their cues, of which no two overlap.</param>
    /// <param name="threshold">The least likelihood.</param>
    public List<Arguments> Select(IReadOnlyList<Arguments> candidates, double threshold)
    {
        sure.Clear();
        kept.Clear();
        near.Clear();
        lists.TakeBack();
        for (int i = 0; i < candidates.Count; i++)
            if (candidates[i].Likelihood >= threshold) sure.Add(candidates[i]);
        sure.Sort(static (x, y) => x.Likelihood != y.Likelihood ? y.Likelihood.CompareTo(x.Likelihood) : x.Cue.First.CompareTo(y.Cue.First));
        foreach (var a in sure)
        {
            int stretch = a.Cue.Head / Stretch;
            if (Clashes(a, stretch)) continue;
            kept.Add(a);
            if (!near.TryGetValue(stretch, out var here))
            {
                near[stretch] = here = lists.Next();
                here.Clear();
            }

            here.Add(a);
        }

        kept.Sort(static (x, y) => x.Cue.First.CompareTo(y.Cue.First));
        return kept;
    }

    private bool Clashes(Arguments a, int stretch)
    {
        int length = 0;
        foreach (var (first, end) in a.Content) length += end - first;
        for (int s = stretch - 1; s <= stretch + 1; s++)
        {
            if (!near.TryGetValue(s, out var others)) continue;
            foreach (var b in others)
                if (AttributionRanker.Contains(b.Content, a.Cue.Head) || AttributionRanker.Contains(a.Content, b.Cue.Head) || AttributionRanker.Overlap(a.Content, b.Content) * 2 > length) return true;
        }

        return false;
    }
}
