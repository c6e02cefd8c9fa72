using System.Globalization;
using Parley.Positions;

namespace Parley.Ledger;

/// <summary>What people made of a statement.</summary>
public enum ReviewStatus
{
    /// <summary>Nobody decided on it.</summary>
    Open,
    /// <summary>It stands as read.</summary>
    Accepted,
    /// <summary>It is no statement.</summary>
    Rejected,
    /// <summary>Something of it was corrected.</summary>
    Corrected,
}

/// <summary>Status of a statement in each capacity.</summary>
/// <param name="Author">By who worked through the statements.</param>
/// <param name="Reviewer">By who went over that work.</param>
public readonly record struct StatementStatus(ReviewStatus Author, ReviewStatus Reviewer);

/// <summary>A decision that finds no place in a reading, and why.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Why">One line.</param>
public sealed record LostDecision(StatementDecision Decision, string Why);

/// <summary>A reading with people's decisions on its statements in effect.</summary>
/// <param name="Reading">What was read, corrected: rejected statements are left out, with the contradictions that hang on them; what was decided has confidence 1.</param>
/// <param name="Status">Status by id of statement; those left out too.</param>
/// <param name="Rejected">Rejected statements, as they were read and corrected.</param>
/// <param name="Lost">Decisions whose words are no longer in the text or bear no statement.</param>
public sealed record DecidedReading(Reading Reading, IReadOnlyDictionary<string, StatementStatus> Status, IReadOnlyList<Statement> Rejected, IReadOnlyList<LostDecision> Lost)
{
    /// <summary>Applies decisions in the order they were made; on the same matter the last wins. Decisions on other reports and on the negotiation as a whole are passed over.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="decisions">Decisions in the order they were made.</param>
    /// <param name="report">Id of the report in the decisions, where the reading was made under another; null for the reading's own.</param>
    public static DecidedReading Of(Reading reading, IEnumerable<Decision> decisions, string? report = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(decisions);
        var work = new Deciding(reading);
        foreach (Decision decision in decisions)
            if (decision is StatementDecision on && on.Report == (report ?? reading.Report.Id))
                work.Apply(on);
        return work.Result();
    }

    /// <summary>The reading while decisions are applied to it.</summary>
    private sealed class Deciding(Reading reading)
    {
        private readonly Dictionary<string, Statement> statements = reading.Statements.ToDictionary(statement => statement.Id, StringComparer.Ordinal);
        private readonly Dictionary<string, StatementStatus> status = new(StringComparer.Ordinal);
        private readonly HashSet<string> rejected = new(StringComparer.Ordinal);
        private readonly List<Party> parties = [.. reading.Parties];
        private readonly List<Actor> actors = [.. reading.Actors];
        private readonly List<Proposal> proposals = [.. reading.Proposals];
        private readonly List<Issue> issues = [.. reading.Issues];
        private readonly List<LostDecision> lost = [];
        private bool changed;

        public void Apply(StatementDecision decision)
        {
            if (decision.On.In(reading) is not { } read)
            {
                lost.Add(new(decision, "its words are no longer in the text, or no statement stands on them"));
                return;
            }

            Statement now = statements[read.Id];
            ReviewStatus verdict = ReviewStatus.Corrected;
            switch (decision)
            {
                case Judge { Right: true }:
                    rejected.Remove(read.Id);
                    now = now with { Confidence = 1, Positions = [.. now.Positions.Select(position => position with { Confidence = 1 })] };
                    verdict = ReviewStatus.Accepted;
                    break;
                case Judge:
                    rejected.Add(read.Id);
                    verdict = ReviewStatus.Rejected;
                    break;
                case CorrectAct act:
                    now = now with { Act = act.Act };
                    break;
                case CorrectSpans spans:
                    if (Placed(spans) is not { } places) return;
                    now = spans.Part switch
                    {
                        StatementPart.Source => now with { Source = now.Source with { Spans = places } },
                        StatementPart.Cue => now with { Cue = new(places) },
                        _ => now with { Content = new(places) },
                    };
                    break;
                case CorrectSpeaker speaker:
                    string? party = speaker.Party is null ? null : PartyOf(speaker.Party);
                    now = now with { Source = now.Source with { Actor = speaker.Actor is null ? null : ActorOf(speaker.Actor, party), Party = party } };
                    break;
                case JudgePosition position:
                    if (!Told(decision, now, position.Holder, position.Target)) return;
                    now = now with
                    {
                        Positions = [.. now.Positions.Where(found => position.Right || !Is(found, position.Holder, position.Target))
                            .Select(found => Is(found, position.Holder, position.Target) ? found with { Confidence = 1 } : found)],
                    };
                    break;
                case CorrectPosition position:
                    // The position that was read may be gone by an earlier decision; what the statement tells is clear all the same.
                    StatedPosition told = position.Position;
                    var instead = new Position(PartyOf(told.Holder), TargetOf(told), told.Stance, told.Voice, told.Condition, 1);
                    now = now with
                    {
                        Positions = [.. now.Positions.Where(found => !(position.Instead is { } old && Is(found, old.Holder, old.Target)) && !(found.Holder == instead.Holder && found.Target == instead.Target)), instead],
                    };
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(decision));
            }

            changed = true;
            statements[read.Id] = verdict == ReviewStatus.Corrected ? now with { Confidence = 1 } : now;
            StatementStatus before = status.GetValueOrDefault(read.Id);
            status[read.Id] = decision.Role == DecisionRole.Author ? before with { Author = verdict } : before with { Reviewer = verdict };
        }

        public DecidedReading Result() => new(
            changed
                ? reading with
                {
                    Statements = [.. reading.Statements.Where(statement => !rejected.Contains(statement.Id)).Select(statement => statements[statement.Id])],
                    Contradictions = [.. reading.Contradictions.Where(found => !rejected.Contains(found.A) && !rejected.Contains(found.B))],
                    Parties = parties,
                    Actors = actors,
                    Proposals = proposals,
                    Issues = issues,
                }
                : reading,
            status,
            [.. reading.Statements.Where(statement => rejected.Contains(statement.Id)).Select(statement => statements[statement.Id])],
            lost);

        private List<TextSpan>? Placed(CorrectSpans spans)
        {
            var places = new List<TextSpan>();
            foreach (Anchor anchor in spans.Places)
            {
                if (anchor.In(reading.Report.Text) is { } place)
                {
                    places.Add(place);
                    continue;
                }

                lost.Add(new(spans, $"\"{Short(anchor.Quote)}\" is no longer in the text"));
                return null;
            }

            places.Sort();
            return places;
        }

        private static string Short(string quote) => quote.Length <= 60 ? quote : quote[..60] + "…";

        private bool Told(StatementDecision decision, Statement statement, string holder, string target)
        {
            if (statement.Positions.Any(found => Is(found, holder, target))) return true;
            lost.Add(new(decision, $"the statement tells no position of {holder} on {target}"));
            return false;
        }

        private bool Is(Position position, string holder, string target) =>
            Words.Key(parties.Find(party => party.Id == position.Holder)?.Name ?? "") == Words.Key(holder) && Words.Key(LabelOf(position.Target)) == Words.Key(target);

        private string LabelOf(string id) => proposals.Find(proposal => proposal.Id == id)?.Label ?? issues.Find(issue => issue.Id == id)?.Label ?? "";

        private string PartyOf(string name)
        {
            string key = Words.Key(name);
            if ((parties.Find(party => Words.Key(party.Name) == key) ?? parties.Find(party => party.Aliases.Any(alias => Words.Key(alias) == key))) is { } known) return known.Id;
            string id = NewId("p");
            parties.Add(new(id, name, [], PartyKind.Group, [], 1));
            return id;
        }

        private string ActorOf(string name, string? party)
        {
            string key = Words.Key(name);
            int at = actors.FindIndex(actor => Words.Key(actor.Name) == key);
            if (at < 0)
            {
                string id = NewId("a");
                actors.Add(new(id, name, ActorKind.Person, null, party, [], 1));
                return id;
            }

            if (party is not null) actors[at] = actors[at] with { Party = party };
            return actors[at].Id;
        }

        private string TargetOf(StatedPosition told)
        {
            string key = Words.Key(told.Target);
            if (told.Kind == ThingKind.Proposal)
            {
                if (proposals.Find(proposal => Words.Key(proposal.Label) == key) is { } known) return known.Id;
                proposals.Add(new(NewId("t"), told.Target, [], null, null, [], 1));
                return proposals[^1].Id;
            }

            if (issues.Find(issue => Words.Key(issue.Label) == key) is { } found) return found.Id;
            issues.Add(new(NewId("i"), told.Target, [], 1));
            return issues[^1].Id;
        }

        /// <summary>An id that nothing in the reading has; the same decisions give the same ids.</summary>
        private string NewId(string prefix)
        {
            var taken = parties.Select(party => party.Id).Concat(actors.Select(actor => actor.Id)).Concat(proposals.Select(proposal => proposal.Id)).Concat(issues.Select(issue => issue.Id))
                .Concat(reading.Statements.Select(statement => statement.Id)).Concat(reading.Events.Select(happening => happening.Id)).Concat(reading.Deadlines.Select(deadline => deadline.Id)).ToHashSet(StringComparer.Ordinal);
            int number = 1;
            while (taken.Contains(prefix + number.ToString(CultureInfo.InvariantCulture))) number++;
            return prefix + number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
