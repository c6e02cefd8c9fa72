using Parley.Positions;

namespace Parley.Talks;

/// <summary>From which confidence on something is shown as found; below it stands as <em>uncertain</em>, folded away with its count.</summary>
internal static class ShownConfidence
{
    /// <summary>For a party's stance on a text or point, by all that tells it in one voice together.</summary>
    public const double Position = PositionFinder.Shown;

    /// <summary>What tells a stance with less confidence than this plays no part in whether the stance is shown.</summary>
    public const double Telling = 0.2;

    /// <summary>For contradictions that the reader found inside a report.</summary>
    public const double Contradiction = 0.5;

    /// <summary>For parties, texts and points that hold or bear no shown position: below it they are named in passing only.</summary>
    public const double Bystander = 0.5;

    /// <summary>For a statement that is told as a side's own, with the party that it must be said for and the actor who must say it, where there is one.</summary>
    public const double Saying = 0.6, SayingParty = 0.8, SayingActor = 0.6;

    /// <summary>For events and deadlines.</summary>
    public const double Event = 0.5;
}
