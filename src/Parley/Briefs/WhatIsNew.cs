using Parley.Talks;

namespace Parley.Briefs;

/// <summary>What came after the date that was asked for, in one line each.</summary>
internal static class WhatIsNew
{
    /// <summary>Lines in the order in which a reader wants to know; empty where nothing is new or no date was asked for.</summary>
    public static List<string> Lines(Negotiation talks)
    {
        var lines = new List<string>();
        if (talks.Since is null) return lines;
        int reports = talks.Reports.Count(report => talks.IsNew(report.Day));
        if (reports > 0) lines.Add($"{Wording.Capital(Wording.Count(reports, "report"))}");
        foreach (Disagreement disagreement in talks.Disagreements.Where(disagreement => talks.IsNew(disagreement.Day)))
            lines.Add($"Disagreement: {disagreement.About}");
        foreach (PositionHistory history in talks.Positions.Where(history => history.Change != PositionChange.None))
        {
            string was = history.Change == PositionChange.Moved && history.Before is { } before ? $", before: {Wording.Word(before.Stance)}" : "";
            string voice = Wording.Voucher(talks, history.Now!) is { } voucher ? $" ({voucher})" : "";
            lines.Add($"{Wording.Party(talks, history.Holder)} is {Wording.Word(history.Now!.Stance)}{voice}: {Wording.Label(talks, history.Target)}{was}");
        }
        foreach (TalksProposal proposal in talks.Proposals.Where(proposal => talks.IsNew(proposal.FirstSeen)))
            lines.Add($"Text: {proposal.Label} ({Wording.Origin(talks, proposal)})");
        foreach (TimelineEntry entry in talks.Timeline.Where(entry => talks.IsNew(entry.ReportedOn)))
            lines.Add($"{Wording.Capital(Wording.Happening(entry))}: {entry.Summary}");
        return lines;
    }
}
