namespace Parley.Statements;

/// <summary>
/// Finds what may be an attribution in one document: cues above a floor, each with its arguments. Serves one document after the other, one call at a time; what it found, and its lists, are used again for the next.
/// </summary>
internal sealed class CandidateSearch(SentenceGraph graph, AttributionChains chains, BorderRanker? borders = null)
{
    private readonly CueFinder.State cueState = new();
    private readonly ArgumentFinder.State argumentState = new(graph);
    private readonly CueFinder cueFinder = new(chains.Cues), innerFinder = new(chains.InnerCues);
    private readonly ArgumentFinder arguments = new(chains.Arguments);
    private readonly BorderRanker.State borderState = new();
    private readonly List<Cue> cues = [], innerCues = [];
    private readonly List<Arguments> outerFound = [], innerFound = [];
    private byte[] cueMarks = [], innerMarks = [], taken = [];
    private int[] owner = [];

    /// <summary>1 at the first token of every cue found last that is more likely than not; it may be longer than the document.</summary>
    public byte[] CueMarks => cueMarks;

    /// <summary>Cues that stand by themselves, in text order, as the chain has them.</summary>
    public List<Cue> Cues()
    {
        Clear();
        cueFinder.Find(graph, cueState, AttributionModel.CueFloor, cues);
        Mark(cueMarks, cues);
        return cues;
    }

    /// <summary>Candidates that stand by themselves, in text order of their cues.</summary>
    public List<Arguments> Outer()
    {
        Cues();
        Choose(cues, cueMarks, inside: false);
        cueMarks.AsSpan(0, graph.Count).Clear();
        Mark(cueMarks, cues);
        foreach (var cue in cues)
        {
            var a = arguments.Find(cue, cueMarks, argumentState);
            borders?.Choose(a, graph, cueMarks, borderState);
            if (a.Content.Count > 0) outerFound.Add(a);
        }

        return outerFound;
    }

    /// <summary>Candidates whose cue and arguments stand inside the content of one of <paramref name="outer"/>, in text order of their cues.</summary>
    public List<Arguments> Inner(IReadOnlyList<Arguments> outer)
    {
        Room();
        innerCues.Clear();
        innerFound.Clear();
        owner.AsSpan(0, graph.Count).Fill(-1);
        taken.AsSpan(0, graph.Count).Clear();
        for (int k = 0; k < outer.Count; k++)
        {
            // The innermost content owns a token: contents that hold others come earlier or are longer.
            foreach (var (first, end) in outer[k].Content) owner.AsSpan(first, end - first).Fill(k);
            taken.AsSpan(outer[k].Cue.First, outer[k].Cue.End - outer[k].Cue.First).Fill(1);
        }

        innerFinder.FindInside(graph, cueState, AttributionModel.CueFloor, owner.AsSpan(0, graph.Count), taken.AsSpan(0, graph.Count), innerCues);
        MarkInner(outer);
        Choose(innerCues, innerMarks, inside: true);
        MarkInner(outer);
        foreach (var cue in innerCues)
        {
            var host = outer[owner[cue.Head]];
            var a = arguments.Find(cue, innerMarks, argumentState, host.Content);
            if (a.Content.Count == 0) continue;
            borders?.Choose(a, graph, innerMarks, borderState);
            a.Outer = host;
            innerFound.Add(a);
        }

        return innerFound;
    }

    /// <summary>
    /// Sets the likeliest borders of cues in text order, one after the other, between those of their neighbours. <paramref name="inside"/> the content of others they stay in the one that they stand in, and off
    /// the tokens of other cues.
    /// </summary>
    private void Choose(List<Cue> cues, byte[] marks, bool inside)
    {
        if (borders is null) return;
        for (int i = 0; i < cues.Count; i++)
        {
            var chosen = borders.Choose(cues[i], i > 0 ? cues[i - 1].End : 0, i + 1 < cues.Count ? cues[i + 1].First : graph.Count, graph, marks, borderState);
            if (inside && (owner[chosen.Head] != owner[cues[i].Head] || taken.AsSpan(chosen.First, chosen.End - chosen.First).Contains((byte)1))) continue;
            cues[i] = chosen;
        }
    }

    /// <summary>Sets 1 at the first token of every cue that is more likely than not.</summary>
    internal static void Mark(Span<byte> marks, List<Cue> cues)
    {
        foreach (var cue in cues)
            if (cue.Probability >= 0.5) marks[cue.First] = 1;
    }

    private void MarkInner(IReadOnlyList<Arguments> outer)
    {
        innerMarks.AsSpan(0, graph.Count).Clear();
        for (int k = 0; k < outer.Count; k++)
            if (outer[k].Cue.Probability >= 0.5) innerMarks[outer[k].Cue.First] = 1;
        Mark(innerMarks, innerCues);
    }

    private void Clear()
    {
        Room();
        cueMarks.AsSpan(0, graph.Count).Clear();
        cues.Clear();
        outerFound.Clear();
        cueState.Borders.TakeBack();
        argumentState.TakeBack();
    }

    private void Room()
    {
        if (owner.Length >= graph.Count) return;
        int room = Math.Max(graph.Count, 256) * 2;
        (cueMarks, innerMarks, taken, owner) = (new byte[room], new byte[room], new byte[room], new int[room]);
    }
}
