using Parley.Talks;

namespace Parley.Briefs;

/// <summary>How the talks stand, as of a moment: what a brief says, whatever form it takes. The renderers beside it print exactly this.</summary>
public sealed record Brief
{
    /// <summary>What the negotiation is called: its main parties and what they negotiate about.</summary>
    public required string Title { get; init; }

    /// <summary>The picture that the brief is of.</summary>
    public required Negotiation Talks { get; init; }

    /// <summary>Who stands where.</summary>
    public required PositionMatrix Matrix { get; init; }

    /// <summary>The talks in figures.</summary>
    public required TalksMeasures Measures { get; init; }

    /// <summary>What the counts carry, and no more.</summary>
    public required Outlook Outlook { get; init; }

    /// <summary>The brief of a negotiation.</summary>
    public static Brief Of(Negotiation talks)
    {
        ArgumentNullException.ThrowIfNull(talks);
        TalksMeasures measures = TalksMeasures.Of(talks);
        return new Brief { Title = TitleOf(talks), Talks = talks, Matrix = PositionMatrix.Of(talks), Measures = measures, Outlook = Outlook.Of(talks, measures) };
    }

    /// <summary>Parties that hold the most positions, and the text (else the point) that is told of most.</summary>
    private static string TitleOf(Negotiation talks)
    {
        const int most = 3;
        var holders = talks.Positions.Select(history => history.Holder).ToHashSet(StringComparer.Ordinal);
        string[] parties = [.. talks.Parties.Where(party => holders.Contains(party.Id)).Select(party => party.Name).Take(most)];
        if (parties.Length == 0) parties = [.. talks.Parties.Select(party => party.Name).Take(most)];
        string? matter = talks.Proposals.Count > 0 ? talks.Proposals[0].Label : talks.Issues.Count > 0 ? talks.Issues[0].Label : null;
        string who = Wording.List(parties);
        return (who.Length > 0, matter) switch
        {
            (true, { } what) => $"{who}: {what}",
            (true, null) => who,
            (false, { } what) => Wording.Capital(what),
            _ => talks.Reports.Count > 0 && talks.Reports[0].Report.Title is { Length: > 0 } title ? title : "A negotiation",
        };
    }
}
