using System.Runtime.CompilerServices;

namespace Parley.Talks;

/// <summary>The parts of a picture by the ids that name them: what is asked for again and again while a brief is written. Made once for a picture, on first use.</summary>
internal sealed class TalksIndex
{
    private static readonly ConditionalWeakTable<Negotiation, TalksIndex> Made = [];

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> shown;
    private readonly ILookup<string, PositionHistory> positionsOn;
    private readonly ILookup<string, TalksProposal> descendants;
    private readonly ILookup<string, TalksActor> actorsOf;
    private readonly HashSet<string> onTable = new(StringComparer.Ordinal);

    private TalksIndex(Negotiation talks)
    {
        foreach (TalksParty party in talks.Parties) names[party.Id] = party.Name;
        foreach (TalksProposal proposal in talks.Proposals) names[proposal.Id] = proposal.Label;
        foreach (TalksIssue issue in talks.Issues) names[issue.Id] = issue.Label;
        shown = [.. talks.Positions.Where(history => history.Now is not null).SelectMany(history => new[] { history.Holder, history.Target })];
        positionsOn = talks.Positions.ToLookup(history => history.Target, StringComparer.Ordinal);
        descendants = talks.Proposals.Where(proposal => (proposal.Revises ?? proposal.Counters) is not null).ToLookup(proposal => (proposal.Revises ?? proposal.Counters)!, StringComparer.Ordinal);
        actorsOf = talks.Actors.Where(actor => actor.Party is not null).ToLookup(actor => actor.Party!, StringComparer.Ordinal);
        Dictionary<string, TalksProposal> proposals = talks.Proposals.ToDictionary(proposal => proposal.Id, StringComparer.Ordinal);

        // With a text stands what it descends from.
        foreach (TalksProposal sure in talks.Proposals.Where(proposal => proposal.Confidence >= ShownConfidence.Bystander || shown.Contains(proposal.Id)))
            for (TalksProposal? at = sure; at is not null && onTable.Add(at.Id);)
                at = (at.Revises ?? at.Counters) is { } parent ? proposals.GetValueOrDefault(parent) : null;
    }

    /// <summary>The index of a picture.</summary>
    public static TalksIndex Of(Negotiation talks) => Made.GetValue(talks, static made => new(made));

    /// <summary>Name of a party or label of a proposal or issue.</summary>
    /// <exception cref="KeyNotFoundException">The picture has no such id.</exception>
    public string Name(string id) => names[id];

    /// <summary>Whether a party holds, or a proposal or issue bears, a position that is sure enough to be shown.</summary>
    public bool IsShown(string id) => shown.Contains(id);

    /// <summary>Whether a proposal is surely a text, bears a shown position, or another such text descends from it.</summary>
    public bool IsOnTable(string proposal) => onTable.Contains(proposal);

    /// <summary>Everything found on positions on a proposal or issue.</summary>
    public IEnumerable<PositionHistory> PositionsOn(string target) => positionsOn[target];

    /// <summary>What revises or counters a proposal.</summary>
    public IEnumerable<TalksProposal> Descendants(string proposal) => descendants[proposal];

    /// <summary>Who speaks for a party, the most quoted first.</summary>
    public IEnumerable<TalksActor> ActorsOf(string party) => actorsOf[party];
}
