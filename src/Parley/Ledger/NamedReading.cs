using Parley.Positions;

namespace Parley.Ledger;

/// <summary>Lets decisions on the negotiation as a whole (merge, split, rename, leave out, affiliate) take effect in a reading, so that whatever builds on readings follows them.</summary>
public static class NamedReading
{
    /// <summary>The readings with the decisions in effect, the last on the same matter winning; a reading that none concerns is given as it is. Decisions on statements are passed over.</summary>
    public static IEnumerable<Reading> With(this IEnumerable<Reading> readings, IReadOnlyList<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(decisions);
        NameRules rules = NameRules.Of(decisions);
        List<Affiliate> affiliations = [.. decisions.OfType<Affiliate>()];
        List<Split> splits = [.. decisions.OfType<Split>()];
        return decisions.Any(decision => decision is Merge or Split or Rename or LeaveOut or Affiliate) ? readings.Select(reading => Of(reading, rules, affiliations, splits)) : readings;
    }

    private static Reading Of(Reading reading, NameRules rules, List<Affiliate> affiliations, List<Split> splits)
    {
        var same = new Dictionary<string, string>(StringComparer.Ordinal);
        var gone = new HashSet<string>(StringComparer.Ordinal);
        List<Party> parties = Kept(reading.Parties, ThingKind.Party, party => party.Id, party => party.Name, rules, same, gone, (first, name, others) => first with
        {
            Name = name,
            Aliases = [.. others.SelectMany(party => party.Aliases.Append(party.Name)).Concat(first.Aliases).Append(first.Name).Where(alias => Words.Key(alias) != Words.Key(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Mentions = [.. others.SelectMany(party => party.Mentions).Concat(first.Mentions).Distinct().Order()],
            Confidence = 1,
        });
        List<Actor> actors = Kept(reading.Actors, ThingKind.Actor, actor => actor.Id, actor => actor.Name, rules, same, gone, (first, name, others) =>
            first with { Name = name, Mentions = [.. others.SelectMany(actor => actor.Mentions).Concat(first.Mentions).Distinct().Order()], Confidence = 1 });
        List<Proposal> proposals = Kept(reading.Proposals, ThingKind.Proposal, proposal => proposal.Id, proposal => proposal.Label, rules, same, gone, (first, name, others) =>
            first with { Label = name, Mentions = [.. others.SelectMany(proposal => proposal.Mentions).Concat(first.Mentions).Distinct().Order()], Confidence = 1 });
        List<Issue> issues = Kept(reading.Issues, ThingKind.Issue, issue => issue.Id, issue => issue.Label, rules, same, gone, (first, name, others) =>
            first with { Label = name, Mentions = [.. others.SelectMany(issue => issue.Mentions).Concat(first.Mentions).Distinct().Order()], Confidence = 1 });
        foreach (Split split in splits.Where(split => split.Kind == ThingKind.Party)) parties = parties.ConvertAll(party => Apart(party, split));
        foreach (Affiliate affiliation in affiliations) Join(affiliation, actors, parties);
        string? At(string? id) => id is null || gone.Contains(id) ? null : same.GetValueOrDefault(id, id);
        return reading with
        {
            Parties = parties,
            Actors = [.. actors.Select(actor => actor with { Party = At(actor.Party) })],
            Proposals = [.. proposals.Select(proposal => proposal with { By = [.. proposal.By.Select(At).OfType<string>().Distinct(StringComparer.Ordinal)], Revises = Other(proposal.Id, At(proposal.Revises)), Counters = Other(proposal.Id, At(proposal.Counters)) })],
            Issues = issues,
            Provisions = [.. reading.Provisions.Where(provision => At(provision.Proposal) is not null).Select(provision => provision with { Proposal = At(provision.Proposal)!, Issue = At(provision.Issue) })],
            Events = [.. reading.Events.Select(happening => happening with { Parties = [.. happening.Parties.Select(At).OfType<string>().Distinct(StringComparer.Ordinal)] })],
            Statements =
            [
                .. reading.Statements.Select(statement => statement with
                {
                    Source = statement.Source with { Actor = At(statement.Source.Actor), Party = At(statement.Source.Party) },
                    Positions = [.. statement.Positions.Where(position => At(position.Holder) is not null && At(position.Target) is not null).Select(position => position with { Holder = At(position.Holder)!, Target = At(position.Target)! })],
                }),
            ],
        };

        static string? Other(string id, string? earlier) => earlier == id ? null : earlier;
    }

    /// <summary>Things by the names they count as: several that count as one become the first of them, what people said is none goes.</summary>
    private static List<T> Kept<T>(
        IReadOnlyList<T> things, ThingKind kind, Func<T, string> id, Func<T, string> name, NameRules rules, Dictionary<string, string> same, HashSet<string> gone, Func<T, string, List<T>, T> become)
    {
        var kept = new List<T>();
        foreach (IGrouping<string, T> group in things.GroupBy(thing => rules.Shown(Name.Of(kind, name(thing))).Key))
        {
            T first = group.First();
            Name read = Name.Of(kind, name(first)), shown = rules.Shown(read);
            List<T> others = [.. group.Skip(1)];
            // Two that the reader kept apart under one name stay apart unless people said otherwise.
            bool decided = shown != read || others.Exists(other => rules.Shown(Name.Of(kind, name(other))) != Name.Of(kind, name(other)));
            if (rules.IsLeftOut(read) || rules.IsLeftOut(shown)) gone.UnionWith(group.Select(id));
            else if (!decided) kept.AddRange(group);
            else
            {
                kept.Add(become(first, shown.Text, others));
                foreach (T other in others) same[id(other)] = id(first);
            }
        }

        return kept;
    }

    /// <summary>A party without the aliases that are what it is kept apart from.</summary>
    private static Party Apart(Party party, Split split)
    {
        string key = Words.Key(party.Name), name = Words.Key(split.Name);
        HashSet<string> others = [.. split.Others.Select(Words.Key)];
        if (key != name && !others.Contains(key)) return party;
        return party with { Aliases = [.. party.Aliases.Where(alias => Words.Key(alias) is var other && (key == name ? !others.Contains(other) : other != name))] };
    }

    private static void Join(Affiliate affiliation, List<Actor> actors, List<Party> parties)
    {
        string key = Words.Key(affiliation.Actor);
        for (int i = 0; i < actors.Count; i++)
        {
            if (Words.Key(actors[i].Name) != key) continue;
            string? party = null;
            if (affiliation.Party is { } name)
            {
                if (parties.Find(found => Words.Key(found.Name) == Words.Key(name)) is not { } known)
                {
                    int number = 1;
                    while (parties.Exists(found => found.Id == $"p{number}")) number++;
                    known = new($"p{number}", name, [], PartyKind.Group, [], 1);
                    parties.Add(known);
                }

                party = known.Id;
            }

            actors[i] = actors[i] with { Party = party, Office = affiliation.Office ?? actors[i].Office, Confidence = 1 };
        }
    }
}
