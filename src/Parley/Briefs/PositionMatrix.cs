using Parley.Talks;

namespace Parley.Briefs;

/// <summary>Parties by proposals and issues. Only lines and columns in which something certain enough was found are in it; the rest is named beside it.</summary>
public sealed record PositionMatrix
{
    /// <summary>Parties of which some position is shown, the most involved first.</summary>
    public required IReadOnlyList<TalksParty> Parties { get; init; }
    /// <summary>Proposals, then issues, on which some position is shown.</summary>
    public required IReadOnlyList<MatrixRow> Rows { get; init; }
    /// <summary>Parties of which only uncertain positions were found.</summary>
    public required IReadOnlyList<TalksParty> PartiesUncertain { get; init; }
    /// <summary>Parties of which no position was found, not even an uncertain one.</summary>
    public required IReadOnlyList<TalksParty> PartiesWithout { get; init; }
    /// <summary>Proposals and issues on which only uncertain positions were found, with their number, the most first.</summary>
    public required IReadOnlyList<(string Label, int Count)> TargetsUncertain { get; init; }
    /// <summary>Labels of proposals and issues on which no position was found.</summary>
    public required IReadOnlyList<string> TargetsWithout { get; init; }

    /// <summary>The matrix of a negotiation.</summary>
    internal static PositionMatrix Of(Negotiation talks)
    {
        var byCell = talks.Positions.ToDictionary(history => (history.Target, history.Holder));
        var holders = talks.Positions.Where(history => history.Now is not null).Select(history => history.Holder).ToHashSet(StringComparer.Ordinal);
        TalksParty[] parties = [.. talks.Parties.Where(party => holders.Contains(party.Id))];
        var rows = new List<MatrixRow>();
        var held = talks.Positions.Select(history => history.Holder).ToHashSet(StringComparer.Ordinal);
        var uncertain = new List<(string Label, int Count)>();
        var without = new List<string>();
        foreach ((string id, string label, bool isProposal, double confidence) in talks.Proposals.Select(proposal => (proposal.Id, proposal.Label, true, proposal.Confidence))
            .Concat(talks.Issues.Select(issue => (issue.Id, issue.Label, false, issue.Confidence))))
        {
            PositionHistory?[] cells = [.. parties.Select(party => byCell.GetValueOrDefault((id, party.Id)))];
            int unsure = TalksIndex.Of(talks).PositionsOn(id).Sum(history => history.Uncertain.Count);
            if (Array.Exists(cells, cell => cell?.Now is not null)) rows.Add(new MatrixRow(id, label, isProposal, cells));
            else if (unsure > 0) uncertain.Add((label, unsure));
            else if (confidence >= ShownConfidence.Bystander) without.Add(label);
        }
        return new PositionMatrix
        {
            Parties = parties,
            Rows = rows,
            PartiesUncertain = [.. talks.Parties.Where(party => held.Contains(party.Id) && !holders.Contains(party.Id))],
            PartiesWithout = [.. talks.Parties.Where(party => !held.Contains(party.Id) && party.Confidence >= ShownConfidence.Bystander)],
            TargetsUncertain = [.. uncertain.OrderByDescending(target => target.Count)],
            TargetsWithout = [.. without.Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }
}

/// <summary>One proposal or issue with the position of each party of the matrix, in the order of its parties; null where nothing was found.</summary>
public sealed record MatrixRow(string Target, string Label, bool IsProposal, IReadOnlyList<PositionHistory?> Cells);
