using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// People's decisions on who is who and what is what, laid over readings before they are made one: what several names are of, what a thing is to be called, what is none, whom somebody speaks for; and
/// what is never made one with what. The latest decision on a name wins.
/// </summary>
internal sealed class DecidedNames
{
    /// <summary>Strength of a link that people decided on: above all others.</summary>
    public const double Certain = 10;

    private readonly NameRules rules;
    private readonly HashSet<(ThingKind, string)> decided;
    private readonly HashSet<(ThingKind, string, string)> apart = [];
    private readonly Dictionary<string, Affiliate> affiliations = new(StringComparer.Ordinal);
    private readonly List<StatementDecision> onStatements = [];

    public DecidedNames(IEnumerable<Decision> decisions)
    {
        List<Decision> all = [.. decisions];
        rules = NameRules.Of(all);
        decided = [.. rules.Wordings.Select(name => (name.Kind, name.Key))];
        foreach (Decision decision in all)
        {
            if (decision is Affiliate affiliate) affiliations[Words.Key(affiliate.Actor)] = affiliate;
            if (decision is StatementDecision on) onStatements.Add(on);
            if (decision is Split split)
                foreach (string other in split.Others) apart.Add(Pair(split.Kind, split.Name, other));
            // What is made one later is no longer kept apart.
            if (decision is Merge merge)
                foreach (string other in merge.Others) apart.Remove(Pair(merge.Kind, merge.Name, other));
        }
    }

    /// <summary>The name, in a form that compares, under which people know something that bears a name; null where nobody decided.</summary>
    public string? Known(ThingKind kind, string name) => decided.Contains((kind, Words.Key(name))) ? Words.Key(name) : null;

    /// <summary>Whether people let two clusters of things of a kind become one; null where they keep nothing of that kind apart.</summary>
    public Func<IReadOnlyList<IdentityNode>, IReadOnlyList<IdentityNode>, double, bool>? MayJoin(ThingKind kind)
    {
        if (!apart.Any(pair => pair.Item1 == kind)) return null;
        return (a, b, _) =>
        {
            string[] left = NamesOf(a), right = NamesOf(b);
            return !Array.Exists(left, name => Array.Exists(right, other => apart.Contains(Pair(kind, name, other))));
        };

        static string[] NamesOf(IReadOnlyList<IdentityNode> nodes) => [.. nodes.SelectMany(node => node.Names.Things).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A reading with the decisions in effect.</summary>
    public Reading Apply(Reading reading)
    {
        reading = DecidedReading.Of(reading, onStatements).Reading;
        reading = Detach(reading);
        var become = new Dictionary<string, string?>(StringComparer.Ordinal);
        List<Party> parties = Merged(reading.Parties, ThingKind.Party, party => (party.Id, party.Name, party.Aliases), become, (party, name, others) => party with
        {
            Name = name,
            Aliases = [.. others.Append(party).SelectMany(other => other.Aliases.Append(other.Name)).Where(alias => alias != name).Distinct(StringComparer.Ordinal)],
            Mentions = Places(others.Append(party).Select(other => other.Mentions)),
            Confidence = others.Append(party).Max(other => other.Confidence),
        });
        List<Actor> actors = Merged(reading.Actors, ThingKind.Actor, actor => (actor.Id, actor.Name, []), become, (actor, name, others) => actor with { Name = name, Mentions = Places(others.Append(actor).Select(other => other.Mentions)) });
        List<Proposal> proposals = Merged(reading.Proposals, ThingKind.Proposal, proposal => (proposal.Id, proposal.Label, []), become, (proposal, label, others) => proposal with
        {
            Label = label,
            By = [.. others.Append(proposal).SelectMany(other => other.By).Distinct(StringComparer.Ordinal)],
            Mentions = Places(others.Append(proposal).Select(other => other.Mentions)),
        });
        List<Issue> issues = Merged(reading.Issues, ThingKind.Issue, issue => (issue.Id, issue.Label, []), become, (issue, label, others) => issue with { Label = label, Mentions = Places(others.Append(issue).Select(other => other.Mentions)) });
        string? Became(string? id) => id is null ? null : become.GetValueOrDefault(id, id);
        actors = [.. actors.Select(actor => actor with { Party = Became(actor.Party) })];
        Affiliated(parties, actors);
        Dictionary<string, string?> home = actors.Where(actor => affiliations.TryGetValue(Words.Key(actor.Name), out Affiliate? affiliate) && affiliate.Party is not null).ToDictionary(actor => actor.Id, actor => actor.Party, StringComparer.Ordinal);
        return reading with
        {
            Parties = parties,
            Actors = actors,
            Proposals = [.. proposals.Select(proposal => proposal with
            {
                By = [.. proposal.By.Select(Became).OfType<string>().Distinct(StringComparer.Ordinal)],
                Revises = Became(proposal.Revises) is { } old && old != proposal.Id ? old : null,
                Counters = Became(proposal.Counters) is { } other && other != proposal.Id ? other : null,
            })],
            Issues = issues,
            Statements = [.. reading.Statements.Select(statement => Told(statement, home, Became))],
            Provisions = [.. reading.Provisions.Where(provision => Became(provision.Proposal) is not null).Select(provision => provision with { Proposal = Became(provision.Proposal)!, Issue = Became(provision.Issue) })],
            Events = [.. reading.Events.Select(happening => happening with { Parties = [.. happening.Parties.Select(Became).OfType<string>().Distinct(StringComparer.Ordinal)] })],
        };
    }

    /// <summary>A statement with everybody and everything as people know them; of a speaker who changes sides the voice follows.</summary>
    private static Statement Told(Statement statement, Dictionary<string, string?> home, Func<string?, string?> became)
    {
        string? actor = became(statement.Source.Actor), before = became(statement.Source.Party), party = actor is not null && home.TryGetValue(actor, out string? side) ? side : before;
        Voice VoiceOf(Position position) => party == before || party is null || position.Voice == Voice.Reported ? position.Voice : became(position.Holder) == party ? Voice.Own : Voice.Claimed;
        return statement with
        {
            Source = statement.Source with { Actor = actor, Party = party },
            Positions = [.. statement.Positions.Where(position => became(position.Holder) is not null && became(position.Target) is not null)
                .Select(position => position with { Holder = became(position.Holder)!, Target = became(position.Target)!, Voice = VoiceOf(position) })],
        };
    }

    private static (ThingKind, string, string) Pair(ThingKind kind, string a, string b)
    {
        (a, b) = (Words.Key(a), Words.Key(b));
        return string.CompareOrdinal(a, b) <= 0 ? (kind, a, b) : (kind, b, a);
    }

    private static List<TextSpan> Places(IEnumerable<IReadOnlyList<TextSpan>> mentions)
    {
        List<TextSpan> places = [.. mentions.SelectMany(spans => spans).Distinct()];
        places.Sort();
        return places;
    }

    /// <summary>Things under the names that people gave them: those of one name are one, those that are none are gone.</summary>
    private List<T> Merged<T>(IReadOnlyList<T> things, ThingKind kind, Func<T, (string Id, string Name, IReadOnlyList<string> Aliases)> of, Dictionary<string, string?> become, Func<T, string, List<T>, T> join)
    {
        var kept = new List<T>();
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (T thing in things)
        {
            var (id, name, aliases) = of(thing);
            Name shown = rules.Shown(Name.Of(kind, name));
            // "Nordhavn, also called Nordhavn Lines" is what people say of Nordhavn Lines.
            if (!decided.Contains((kind, shown.Key)) && aliases.Where(PartyIdentity.Identifies).Select(alias => rules.Shown(Name.Of(kind, alias))).FirstOrDefault(other => decided.Contains((kind, other.Key))) is { Text: not null } known) shown = known;
            if (rules.IsLeftOut(Name.Of(kind, name)) || rules.IsLeftOut(shown))
            {
                become[id] = null;
                continue;
            }

            if (!decided.Contains((kind, shown.Key)))
            {
                kept.Add(thing);
                continue;
            }

            if (first.TryGetValue(shown.Key, out int at))
            {
                become[id] = of(kept[at]).Id;
                kept[at] = join(kept[at], shown.Text, [thing]);
            }
            else
            {
                first[shown.Key] = kept.Count;
                kept.Add(join(thing, shown.Text, []));
            }
        }

        return kept;
    }

    /// <summary>Aliases that people keep apart from their party become parties of their own, with their mentions.</summary>
    private Reading Detach(Reading reading)
    {
        if (apart.Count == 0) return reading;
        var parties = new List<Party>();
        foreach (Party party in reading.Parties)
        {
            Party rest = party;
            foreach (string alias in party.Aliases.Where(alias => apart.Contains(Pair(ThingKind.Party, party.Name, alias))))
            {
                List<TextSpan> own = [.. party.Mentions.Where(mention => Words.Key(mention.Of(reading.Report.Text).ToString()) == Words.Key(alias))];
                rest = rest with { Aliases = [.. rest.Aliases.Where(other => other != alias)], Mentions = [.. rest.Mentions.Except(own)] };
                string id = $"{party.Id}-{parties.Count + 1}";
                while (reading.Parties.Any(other => other.Id == id)) id += "-";
                parties.Add(party with { Id = id, Name = alias, Aliases = [], Mentions = own });
            }

            parties.Add(rest);
        }

        return reading with { Parties = parties };
    }

    private void Affiliated(List<Party> parties, List<Actor> actors)
    {
        for (int i = 0; i < actors.Count; i++)
        {
            if (!affiliations.TryGetValue(Words.Key(actors[i].Name), out Affiliate? affiliate)) continue;
            string? party = actors[i].Party;
            if (affiliate.Party is { } name)
            {
                Name shown = rules.Shown(Name.Of(ThingKind.Party, name));
                party = (parties.Find(known => Words.Key(known.Name) == shown.Key) ?? parties.Find(known => known.Aliases.Any(alias => Words.Key(alias) == shown.Key)))?.Id;
                if (party is null)
                {
                    party = "p" + (parties.Count + 1);
                    while (parties.Exists(known => known.Id == party) || actors.Exists(known => known.Id == party)) party += "-";
                    parties.Add(new(party, shown.Text, [], PartyKind.Group, [], 1));
                }
            }

            actors[i] = actors[i] with { Party = party, Office = affiliate.Office ?? actors[i].Office, Confidence = 1 };
        }
    }
}
