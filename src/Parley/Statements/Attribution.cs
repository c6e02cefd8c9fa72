namespace Parley.Statements;

/// <summary>
/// An attribution as the text words it (Pareti 2012; PolNeAR guidelines): to a source, by a cue, some content. Spans are in text order and lie on token borders.
/// </summary>
/// <param name="Source">To whom; empty when implied.</param>
/// <param name="Cue">By which words.</param>
/// <param name="Content">What; several spans when interrupted.</param>
/// <param name="Confidence">How often a relation like this is right, in [0, 1].</param>
/// <param name="Nested">Whether the cue stands inside the content of another attribution.</param>
public sealed record Attribution(
    IReadOnlyList<TextSpan> Source,
    IReadOnlyList<TextSpan> Cue,
    IReadOnlyList<TextSpan> Content,
    double Confidence,
    bool Nested)
{
    /// <summary>What the ranker thinks, in [0, 1], before it is made a confidence: what later models learn from, so that they need not change with the map.</summary>
    internal double Likelihood { get; init; } = Confidence;

    /// <summary>Why it was found; null unless asked for.</summary>
    internal AttributionGrounds? Grounds { get; init; }
}
