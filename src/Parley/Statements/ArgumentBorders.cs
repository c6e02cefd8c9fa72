namespace Parley.Statements;

/// <summary>Where content and source of one cue may stand, the best path's first.</summary>
internal readonly record struct ArgumentBorders(List<BorderCandidate> Content, List<BorderCandidate> Source);
