namespace Parley.Ledger;

/// <summary>What a question asks of a statement beside its words, with names turned into their numbers.</summary>
internal sealed class StatementFilter
{
    /// <summary>More names than these narrow a search down too little to be worth looking up.</summary>
    private const int MostNames = 300;

    private readonly LedgerQuery query;
    private readonly HashSet<long>? by, party, speaker, holder, issue, proposal;

    private StatementFilter(LedgerQuery query, Func<ThingKind, string, List<long>> names)
    {
        this.query = query;
        by = Ids(query.By, ThingKind.Party, ThingKind.Actor);
        party = Ids(query.Party, ThingKind.Party);
        speaker = Ids(query.Speaker, ThingKind.Actor);
        holder = Ids(query.Holder, ThingKind.Party);
        issue = Ids(query.Issue, ThingKind.Issue);
        proposal = Ids(query.Proposal, ThingKind.Proposal);

        HashSet<long>? Ids(string? text, params ThingKind[] kinds) => text is null ? null : [.. kinds.SelectMany(kind => names(kind, text))];
    }

    /// <summary>The filter of a question; null where it asks for a name that there is not. <paramref name="names"/> finds the numbers of the names that a person may mean.</summary>
    public static StatementFilter? Of(LedgerQuery query, Func<ThingKind, string, List<long>> names)
    {
        var filter = new StatementFilter(query, names);
        return new[] { filter.by, filter.party, filter.speaker, filter.holder, filter.issue, filter.proposal }.Any(ids => ids is { Count: 0 }) ? null : filter;
    }

    /// <summary>What the index of words must have for a report: of each list, one.</summary>
    public IEnumerable<IReadOnlyList<string>> Marks =>
        new (char Sign, HashSet<long>? Ids)[] { (Words.Speaks, by), (Words.Speaks, party), (Words.Speaks, speaker), (Words.Holds, holder), (Words.Holds, issue), (Words.Holds, proposal) }
            .Where(asked => asked.Ids is { Count: <= MostNames }).Select(asked => asked.Ids!.Order().Select(id => Words.Marked(asked.Sign, id)).ToList());

    /// <summary>The statements of a report that fit, the last first.</summary>
    /// <param name="statements">Its statements.</param>
    /// <param name="positions">Their positions.</param>
    public IEnumerable<PackedStatement> In(List<PackedStatement> statements, ILookup<int, PackedPosition> positions)
    {
        for (int i = statements.Count - 1; i >= 0; i--)
            if (Fits(statements[i]) && Fits(positions[statements[i].Ordinal]))
                yield return statements[i];
    }

    private bool Fits(PackedStatement statement) =>
        (by is null || by.Contains(statement.Party) || by.Contains(statement.Speaker)) && (party is null || party.Contains(statement.Party)) && (speaker is null || speaker.Contains(statement.Speaker))
        && (query.Act is null || statement.Act == query.Act)
        && (!statement.IsRejected || query.WithRejected || query.Status == ReviewStatus.Rejected)
        && query.Status switch
        {
            null => true,
            ReviewStatus.Open => statement.Author == ReviewStatus.Open && statement.Reviewer == ReviewStatus.Open,
            var status => statement.Author == status || statement.Reviewer == status,
        };

    private bool Fits(IEnumerable<PackedPosition> told)
    {
        if (holder is null && query.Stance is null && issue is null && proposal is null) return true;
        List<PackedPosition> held = [.. told.Where(position => (holder is null || holder.Contains(position.Holder)) && (query.Stance is null || position.Stance == query.Stance))];
        return issue is null && proposal is null ? held.Count > 0 : (issue is null || held.Exists(position => issue.Contains(position.Target))) && (proposal is null || held.Exists(position => proposal.Contains(position.Target)));
    }
}
