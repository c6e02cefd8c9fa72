namespace Parley.Positions;

/// <summary>Leaves out of a reading what is not sure enough.</summary>
public static class ConfidenceFilter
{
    /// <summary>
    /// The reading without anything of a confidence below <paramref name="least"/>, nor anything that hangs on it: a position goes with its holder or target, a provision with its proposal, a
    /// contradiction with either statement; a reference to an actor, a party or an earlier proposal becomes null. Report, sentences and order stay.
    /// </summary>
    public static Reading Above(this Reading reading, double least)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        string? Kept(string? id) => id is not null && kept.Contains(id) ? id : null;

        var parties = Keep(reading.Parties, p => p.Confidence, p => p.Id);
        var proposals = Keep(reading.Proposals, p => p.Confidence, p => p.Id);
        var issues = Keep(reading.Issues, i => i.Confidence, i => i.Id);
        var actors = Keep(reading.Actors, a => a.Confidence, a => a.Id);
        var statements = Keep(reading.Statements, s => s.Confidence, s => s.Id);
        return reading with
        {
            Parties = parties,
            Actors = [.. actors.Select(a => a with { Party = Kept(a.Party) })],
            Statements =
            [
                .. statements.Select(s => s with
                {
                    Source = s.Source with { Actor = Kept(s.Source.Actor), Party = Kept(s.Source.Party) },
                    Positions = [.. s.Positions.Where(p => p.Confidence >= least && kept.Contains(p.Holder) && kept.Contains(p.Target))],
                }),
            ],
            Proposals = [.. proposals.Select(p => p with { By = [.. p.By.Where(kept.Contains)], Revises = Kept(p.Revises), Counters = Kept(p.Counters) })],
            Issues = issues,
            Provisions = [.. reading.Provisions.Where(p => p.Confidence >= least && kept.Contains(p.Proposal)).Select(p => p with { Issue = Kept(p.Issue) })],
            Events = [.. reading.Events.Where(e => e.Confidence >= least).Select(e => e with { Parties = [.. e.Parties.Where(kept.Contains)] })],
            Deadlines = [.. reading.Deadlines.Where(d => d.Confidence >= least)],
            Contradictions = [.. reading.Contradictions.Where(c => c.Confidence >= least && kept.Contains(c.A) && kept.Contains(c.B))],
        };

        List<T> Keep<T>(IReadOnlyList<T> items, Func<T, double> confidence, Func<T, string> id)
        {
            List<T> sure = [.. items.Where(item => confidence(item) >= least)];
            foreach (var item in sure) kept.Add(id(item));
            return sure;
        }
    }
}
