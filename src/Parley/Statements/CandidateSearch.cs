using Parley.Learning;

namespace Parley.Statements;

/// <summary>Finds what may be an attribution in one document: cues above a floor, each with its arguments. Serves one document after the other, one call at a time.</summary>
internal sealed class CandidateSearch(SentenceGraph graph, AttributionChains chains, BorderRanker? borders = null)
{
    private readonly CueFinder.State cueState = new();
    private readonly ArgumentFinder.State argumentState = new(graph);
    private readonly ArgumentFinder arguments = new(chains.Arguments);
    private readonly FeatureList features = new();

    /// <summary>1 at the first token of every cue found last that is more likely than not.</summary>
    public byte[] CueMarks { get; private set; } = [];

    /// <summary>Cues that stand by themselves, in text order, as the chain has them.</summary>
    public List<Cue> Cues()
    {
        var cues = new List<Cue>();
        new CueFinder(chains.Cues).Find(graph, cueState, AttributionModel.CueFloor, cues);
        CueMarks = Marks(graph.Count, cues);
        return cues;
    }

    /// <summary>Candidates that stand by themselves, in text order of their cues.</summary>
    public List<Arguments> Outer()
    {
        var cues = Cues();
        Choose(cues, CueMarks, (_, _) => true);
        byte[] marks = CueMarks = Marks(graph.Count, cues);
        var found = new List<Arguments>(cues.Count);
        foreach (var cue in cues)
        {
            var a = arguments.Find(cue, marks, argumentState);
            borders?.Choose(a, graph, marks, features);
            if (a.Content.Count > 0) found.Add(a);
        }

        return found;
    }

    /// <summary>Candidates whose cue and arguments stand inside the content of one of <paramref name="outer"/>, in text order of their cues.</summary>
    public List<Arguments> Inner(IReadOnlyList<Arguments> outer)
    {
        var owner = new int[graph.Count];
        Array.Fill(owner, -1);
        byte[] taken = new byte[graph.Count];
        for (int k = 0; k < outer.Count; k++)
        {
            // The innermost content owns a token: contents that hold others come earlier or are longer.
            foreach (var (first, end) in outer[k].Content) owner.AsSpan(first, end - first).Fill(k);
            taken.AsSpan(outer[k].Cue.First, outer[k].Cue.End - outer[k].Cue.First).Fill(1);
        }

        var cues = new List<Cue>();
        new CueFinder(chains.InnerCues).FindInside(graph, cueState, AttributionModel.CueFloor, owner, taken, cues);
        byte[] marks = Marks(graph.Count, [.. outer.Select(a => a.Cue), .. cues]);
        Choose(cues, marks, (cue, chosen) => owner[chosen.Head] == owner[cue.Head] && !taken.AsSpan(chosen.First, chosen.End - chosen.First).Contains((byte)1));
        marks = Marks(graph.Count, [.. outer.Select(a => a.Cue), .. cues]);
        var found = new List<Arguments>(cues.Count);
        foreach (var cue in cues)
        {
            var host = outer[owner[cue.Head]];
            var a = arguments.Find(cue, marks, argumentState, host.Content);
            if (a.Content.Count == 0) continue;
            borders?.Choose(a, graph, marks, features);
            a.Outer = host;
            found.Add(a);
        }

        return found;
    }

    /// <summary>Sets the likeliest borders of cues in text order, one after the other, between those of their neighbours, where they <paramref name="fit"/> in place of those the chain found.</summary>
    private void Choose(List<Cue> cues, byte[] marks, Func<Cue, Cue, bool> fit)
    {
        if (borders is null) return;
        for (int i = 0; i < cues.Count; i++)
        {
            var chosen = borders.Choose(cues[i], i > 0 ? cues[i - 1].End : 0, i + 1 < cues.Count ? cues[i + 1].First : graph.Count, graph, marks, features);
            if (fit(cues[i], chosen)) cues[i] = chosen;
        }
    }

    /// <summary>1 at the first token of every cue that is more likely than not.</summary>
    internal static byte[] Marks(int tokens, IEnumerable<Cue> cues)
    {
        byte[] marks = new byte[tokens];
        foreach (var cue in cues)
            if (cue.Probability >= 0.5) marks[cue.First] = 1;
        return marks;
    }
}
