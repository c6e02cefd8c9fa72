namespace Parley.Talks;

/// <summary>A statement that a person may decide on, and what would come of it.</summary>
/// <param name="Report">Id of its report.</param>
/// <param name="Statement">Its id in the report's reading.</param>
/// <param name="Influence">How much of the brief is expected to change by a decision; 0 for nothing.</param>
/// <param name="Cells">Names of holder and target of the positions that a decision may change.</param>
/// <param name="Repeats">Reports and statements that repeat its sentence: the influence is that of one decision on all of them. Each stands in the queue by itself too.</param>
public sealed record ReviewItem(string Report, string Statement, double Influence, IReadOnlyList<string> Cells, IReadOnlyList<(string Report, string Statement)> Repeats);

/// <summary>
/// Statements in the order in which decisions on them are worth most: uncertain and influential first. For every position of a statement with confidence p the brief is asked what its cell would say if the
/// position were rejected (probability 1 - p) and if it were accepted (p), in all reports that repeat its sentence; the share of cases in which the cell changes, weighed by how much the reports make of holder and target, is its influence.
/// </summary>
public static class ReviewQueue
{
    /// <summary>What hangs on a contradiction, against a cell of the matrix.</summary>
    private const double Dispute = 0.5;

    /// <summary>The statements of a negotiation on which something hangs, the most influential first; of equal ones the earlier first.</summary>
    public static IReadOnlyList<ReviewItem> Of(Negotiation talks)
    {
        ArgumentNullException.ThrowIfNull(talks);
        var found = new Dictionary<(int Report, string Statement), Found>();
        TalksIndex names = TalksIndex.Of(talks);
        var weights = Weights(talks);
        foreach (PositionHistory history in talks.Positions)
        {
            List<PositionEntry> all = [.. history.Entries, .. history.Uncertain];
            for (int i = 0; i < all.Count; i++)
            {
                if (all[i].Quotation.Statement is not { } statement) continue;
                double change = Change(history, all, i) * weights[history.Holder] * weights[history.Target];
                if (change <= 0) continue;
                List<(int Report, string Statement)> places = [(all[i].Quotation.Report, statement), .. all[i].Repeats.Where(repeat => repeat.Statement is not null).Select(repeat => (repeat.Report, repeat.Statement!))];
                foreach ((int Report, string Statement) place in places) Add(found, place, change, $"{names.Name(history.Holder)} on {names.Name(history.Target)}", places);
            }
        }

        foreach (Disagreement disagreement in talks.Disagreements)
            foreach (Quotation quotation in new[] { disagreement.Claim, disagreement.Denial })
                if (quotation.Statement is { } statement)
                    Add(found, (quotation.Report, statement), Dispute * (1 - disagreement.Confidence), "a disagreement", []);
        return [.. found.OrderByDescending(pair => Math.Round(pair.Value.Influence, 6)).ThenBy(pair => pair.Key.Report).ThenBy(pair => pair.Key.Statement.Length).ThenBy(pair => pair.Key.Statement, StringComparer.Ordinal)
            .Select(pair => new ReviewItem(talks.Reports[pair.Key.Report - 1].Report.Id, pair.Key.Statement, Math.Round(pair.Value.Influence, 6), [.. pair.Value.Cells.Distinct(StringComparer.Ordinal)],
                [.. pair.Value.Places.Where(place => place != pair.Key).Order().Select(place => (talks.Reports[place.Report - 1].Report.Id, place.Statement))]))];
    }

    /// <summary>Expected share of a cell that a decision on one entry changes.</summary>
    private static double Change(PositionHistory history, List<PositionEntry> all, int entry)
    {
        double p = all[entry].Confidence;
        if (p >= 1) return 0;
        PositionHistory rejected = PositionHistory.OfTellings(history.Holder, history.Target, all.Where((_, i) => i != entry), null);
        PositionHistory accepted = PositionHistory.OfTellings(history.Holder, history.Target, all.Select((found, i) => i == entry ? found with { Confidence = 1 } : found), null);
        return ((1 - p) * Difference(history.Now, rejected.Now)) + (p * Difference(history.Now, accepted.Now));
    }

    /// <summary>How differently two standings read: another stance or none is all, another voice half, a conflict that comes or goes a quarter.</summary>
    private static double Difference(Standing? before, Standing? after)
    {
        if (before is null && after is null) return 0;
        if (before is null || after is null || before.Stance != after.Stance) return 1;
        if (before.Voice != after.Voice) return 0.5;
        return before.Other.Count > 0 != after.Other.Count > 0 ? 0.25 : 0;
    }

    /// <summary>What the reports make of each party and target, from near 0 to 1.</summary>
    private static Dictionary<string, double> Weights(Negotiation talks)
    {
        var mentions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (TalksParty party in talks.Parties) mentions[party.Id] = party.Mentions + party.Statements;
        foreach (TalksProposal proposal in talks.Proposals) mentions[proposal.Id] = proposal.Mentions;
        foreach (TalksIssue issue in talks.Issues) mentions[issue.Id] = issue.Mentions;
        return mentions.ToDictionary(pair => pair.Key, pair => (pair.Value + 1.0) / (pair.Value + 4.0), StringComparer.Ordinal);
    }

    private static void Add(Dictionary<(int, string), Found> found, (int, string) key, double influence, string cell, List<(int, string)> places)
    {
        if (!found.TryGetValue(key, out Found? known)) found[key] = known = new();
        known.Influence += influence;
        known.Cells.Add(cell);
        known.Places.UnionWith(places);
    }

    /// <summary>What hangs on a statement.</summary>
    private sealed class Found
    {
        public double Influence { get; set; }
        public List<string> Cells { get; } = [];
        public HashSet<(int Report, string Statement)> Places { get; } = [];
    }
}
