namespace Parley.Statements;

/// <summary>Where content and source of one cue may stand, the best path's first.</summary>
internal sealed record ArgumentBorders(List<BorderCandidate> Content, List<BorderCandidate> Source)
{
    /// <summary>The candidates for what a chain found, or null where it is sure of all borders.</summary>
    public static ArgumentBorders? Of(Arguments found, ChainMarginals chain)
    {
        List<(int First, int End)> source = found.Source.End > found.Source.First ? [found.Source] : [], cue = [(found.Cue.First, found.Cue.End)];
        var contents = BorderCandidates.Of(found.Content, ArgumentFinder.ContentBegin, chain, [.. cue, .. source], BorderRole.Content);
        var sources = BorderCandidates.Of(source, ArgumentFinder.SourceBegin, chain, [.. cue, .. found.Content], BorderRole.Source);
        return contents.Count + sources.Count > 2 ? new(contents, sources) : null;
    }
}
