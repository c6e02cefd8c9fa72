namespace Parley.Statements;

/// <summary>What a chain thinks of a window of tokens: marginals of the labels at each token.</summary>
/// <param name="marginals">Labels of one token lie side by side.</param>
/// <param name="first">First token of the window.</param>
/// <param name="count">Number of its tokens.</param>
/// <param name="labels">Number of labels.</param>
internal readonly ref struct ChainMarginals(ReadOnlySpan<double> marginals, int first, int count, int labels)
{
    private readonly ReadOnlySpan<double> marginals = marginals;

    /// <summary>First token of the window.</summary>
    public int First => first;

    /// <summary>One past its last token.</summary>
    public int End => first + count;

    /// <summary>How likely a span with this label begins at a token.</summary>
    public double Begins(int token, int begin) => marginals[(token - first) * labels + begin];

    /// <summary>How likely a span with this label ends before a token: the token before is in it, the token is not.</summary>
    public double EndsBefore(int end, int begin)
    {
        int last = (end - 1 - first) * labels;
        double inside = marginals[last + begin] + marginals[last + begin + 1];
        return end - first >= count ? inside : Math.Max(0, inside - marginals[last + labels + begin + 1]);
    }
}

/// <summary>Where a cue, its content or its source may stand: as the best path of the chain has it, or with borders that the chain holds possible too.</summary>
internal sealed class BorderCandidate
{
    /// <summary>Token ranges in text order; none for an implied source.</summary>
    public List<(int First, int End)> Spans { get; } = [];

    /// <summary>What was changed against the best path.</summary>
    public BorderChange Change { get; set; }

    /// <summary>The least likelihood of the spans' beginnings.</summary>
    public double Begin { get; set; }

    /// <summary>The least likelihood of their ends.</summary>
    public double End { get; set; }
}

/// <summary>Whose borders are at stake.</summary>
internal enum BorderRole
{
    /// <summary>The cue's.</summary>
    Cue,
    /// <summary>The content's.</summary>
    Content,
    /// <summary>The source's, which may be implied.</summary>
    Source,
}

/// <summary>How a candidate differs from the best path.</summary>
internal enum BorderChange
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>A span begins elsewhere.</summary>
    Begin,
    /// <summary>A span ends elsewhere.</summary>
    End,
    /// <summary>A span begins and ends elsewhere.</summary>
    Both,
    /// <summary>A span is left out.</summary>
    Less,
    /// <summary>A span is added.</summary>
    More,
}

/// <summary>
/// Lists where a cue, its source and its content may stand, from the marginals of the chain: few where it is sure. The lists of one document stand until they are taken back for the next.
/// </summary>
internal sealed class BorderCandidates
{
    /// <summary>A border less likely than this is not looked at.</summary>
    private const double Least = 0.02;

    /// <summary>A further span less likely to begin than this is not looked at.</summary>
    private const double LeastMore = 0.04;

    /// <summary>A span more likely than this to begin where it does is not left out.</summary>
    private const double Sure = 0.95;

    /// <summary>Borders that are tried in place of one at the most.</summary>
    private const int Most = 4;

    /// <summary>A span reaches no further for a new border than so many tokens.</summary>
    private const int Reach = 120;

    private readonly Reused<List<BorderCandidate>> lists = new();
    private readonly Reused<BorderCandidate> candidates = new();
    private readonly List<(int First, int End)> span = [], taken = [];

    /// <summary>Takes back every list that was made.</summary>
    public void TakeBack()
    {
        lists.TakeBack();
        candidates.TakeBack();
    }

    /// <summary>The candidates for content and source of what a chain found, or null where it is sure of all borders.</summary>
    public ArgumentBorders? Of(Arguments found, ChainMarginals chain)
    {
        span.Clear();
        if (found.Source.End > found.Source.First) span.Add(found.Source);
        var contents = Of(found.Content, ArgumentFinder.ContentBegin, chain, Taken(found.Cue, span), BorderRole.Content);
        var sources = Of(span, ArgumentFinder.SourceBegin, chain, Taken(found.Cue, found.Content), BorderRole.Source);
        return contents.Count + sources.Count > 2 ? new(contents, sources) : null;
    }

    /// <summary>The candidates for a cue; the best path's is the first.</summary>
    public List<BorderCandidate> OfCue(int first, int end, ChainMarginals chain)
    {
        span.Clear();
        span.Add((first, end));
        taken.Clear();
        return Of(span, CueFinder.Begin, chain, taken, BorderRole.Cue);
    }

    private List<(int First, int End)> Taken(Cue cue, List<(int First, int End)> other)
    {
        taken.Clear();
        taken.Add((cue.First, cue.End));
        taken.AddRange(other);
        return taken;
    }

    /// <summary>The candidates, the best path's first.</summary>
    /// <param name="best">Spans of the best path, in text order.</param>
    /// <param name="begin">The label that begins such spans.</param>
    /// <param name="chain">What the chain thinks.</param>
    /// <param name="taken">Token ranges that must stay free: the cue, and what the other role holds.</param>
    /// <param name="role">Whose borders they are: a cue is one span, a source may be none.</param>
    public List<BorderCandidate> Of(List<(int First, int End)> best, int begin, ChainMarginals chain, List<(int First, int End)> taken, BorderRole role)
    {
        var found = lists.Next();
        found.Clear();
        Add(found, best, BorderChange.None, begin, chain);
        Span<(int At, double P)> begins = stackalloc (int, double)[Most], ends = stackalloc (int, double)[Most];
        for (int k = 0; k < best.Count; k++)
        {
            var (first, end) = best[k];
            int low = Math.Max(Math.Max(chain.First, first - Reach), k > 0 ? best[k - 1].End : 0), high = Math.Min(Math.Min(chain.End, end + Reach), k + 1 < best.Count ? best[k + 1].First : int.MaxValue);
            foreach (var (from, to) in taken)
            {
                if (to <= first) low = Math.Max(low, to);
                if (from >= end) high = Math.Min(high, from);
            }

            int b = 0, e = 0;
            for (int i = low; i < end; i++)
                if (i != first) Keep(begins, ref b, i, chain.Begins(i, begin));
            for (int i = first + 1; i <= high; i++)
                if (i != end) Keep(ends, ref e, i, chain.EndsBefore(i, begin));
            for (int i = 0; i < b; i++) Add(found, best, BorderChange.Begin, begin, chain, k, (begins[i].At, end));
            for (int i = 0; i < e; i++) Add(found, best, BorderChange.End, begin, chain, k, (first, ends[i].At));
            for (int i = 0; i < Math.Min(b, 2); i++)
                for (int j = 0; j < Math.Min(e, 2); j++)
                    if (begins[i].At < ends[j].At) Add(found, best, BorderChange.Both, begin, chain, k, (begins[i].At, ends[j].At));
            if ((best.Count > 1 || role == BorderRole.Source) && chain.Begins(first, begin) < Sure) Add(found, best, BorderChange.Less, begin, chain, k);
        }

        if (role == BorderRole.Cue) return found;
        int more = -1;
        double most = LeastMore;
        for (int i = chain.First; i < chain.End; i++)
            if (chain.Begins(i, begin) > most && !AttributionRanker.Contains(taken, i) && !AttributionRanker.Contains(best, i)) (more, most) = (i, chain.Begins(i, begin));
        if (more >= 0 && EndOf(more, best, begin, chain, taken) is var stop && stop > more)
        {
            int place = 0;
            while (place < best.Count && best[place].First < more) place++;
            Add(found, best, BorderChange.More, begin, chain, place, (more, stop));
        }

        return found;
    }

    /// <summary>The likeliest end of a span that begins at a token.</summary>
    private static int EndOf(int start, List<(int First, int End)> best, int begin, ChainMarginals chain, List<(int First, int End)> taken)
    {
        int at = -1;
        double most = 0;
        for (int i = start + 1; i <= Math.Min(chain.End, start + Reach); i++)
        {
            if (chain.EndsBefore(i, begin) > most) (at, most) = (i, chain.EndsBefore(i, begin));
            if (i < chain.End && (AttributionRanker.Contains(taken, i) || AttributionRanker.Contains(best, i))) break;
        }

        return at;
    }

    private static void Keep(Span<(int At, double P)> kept, ref int count, int at, double p)
    {
        if (p < Least) return;
        int place = count;
        while (place > 0 && kept[place - 1].P < p) place--;
        if (place >= kept.Length) return;
        if (count < kept.Length) count++;
        for (int i = count - 1; i > place; i--) kept[i] = kept[i - 1];
        kept[place] = (at, p);
    }

    /// <summary>Adds the best path's spans with one change: at <paramref name="place"/> stands <paramref name="span"/>, instead of the one there or before it, or none.</summary>
    private void Add(List<BorderCandidate> found, List<(int First, int End)> best, BorderChange change, int begin, ChainMarginals chain, int place = -1, (int First, int End) span = default)
    {
        var candidate = candidates.Next();
        var spans = candidate.Spans;
        spans.Clear();
        spans.AddRange(best);
        switch (change)
        {
            case BorderChange.None: break;
            case BorderChange.Less: spans.RemoveAt(place); break;
            case BorderChange.More: spans.Insert(place, span); break;
            default: spans[place] = span; break;
        }

        double starts = 1, ends = 1;
        foreach (var (first, end) in spans)
        {
            starts = Math.Min(starts, chain.Begins(first, begin));
            ends = Math.Min(ends, chain.EndsBefore(end, begin));
        }

        (candidate.Change, candidate.Begin, candidate.End) = (change, starts, ends);
        found.Add(candidate);
    }
}
