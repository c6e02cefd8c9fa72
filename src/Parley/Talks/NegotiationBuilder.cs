using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Talks;

/// <summary>Makes one picture of many readings. The result depends on the readings alone, not on the order they arrive in.</summary>
public static class NegotiationBuilder
{
    /// <summary>Builds the picture.</summary>
    /// <param name="readings">Readings of reports on one negotiation, in any order, with different report ids.</param>
    /// <param name="asOf">Use only reports published up to and including this day (and none that are undated); null for all.</param>
    /// <param name="since">What came after this day is new; null for nothing.</param>
    /// <param name="decisions">What people decided, in the order they did; null for nothing.</param>
    public static Negotiation Build(IEnumerable<Reading> readings, DateOnly? asOf = null, DateOnly? since = null, IEnumerable<Decision>? decisions = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        return BuildWithIdentity(readings, asOf, since, decisions).Talks;
    }

    /// <summary>The picture with the way from what each reading calls something to what it became.</summary>
    internal static (Negotiation Talks, TalksIdentity Identity) BuildWithIdentity(IEnumerable<Reading> readings, DateOnly? asOf = null, DateOnly? since = null, IEnumerable<Decision>? decisions = null)
    {
        DecidedNames? decided = decisions?.ToList() is { Count: > 0 } made ? new(made) : null;
        if (decided is not null) readings = readings.Select(decided.Apply);
        Reading[] ordered = [.. readings.OrderBy(reading => Timeline.Day(reading.Report.Published) ?? DateOnly.MaxValue).ThenBy(reading => reading.Report.Id, StringComparer.Ordinal)
            .ThenBy(reading => reading.Report.Text, StringComparer.Ordinal)];
        int undated = asOf is null ? 0 : ordered.Count(reading => Timeline.Day(reading.Report.Published) is null);
        if (asOf is { } last) ordered = [.. ordered.Where(reading => Timeline.Day(reading.Report.Published) <= last)];
        int[] first = NearDuplicates.FirstOf([.. ordered.Select(reading => reading.Report.Text)]);
        var counted = new List<(Reading Reading, TalksReport Report)>();
        for (int i = 0; i < ordered.Length; i++)
        {
            if (first[i] != i) continue;
            string[] copies = [.. Enumerable.Range(i + 1, ordered.Length - i - 1).Where(j => first[j] == i).Select(j => ordered[j].Report.Id)];
            counted.Add((ordered[i], new TalksReport(counted.Count + 1, ordered[i].Report, Timeline.Day(ordered[i].Report.Published), copies)));
        }
        var merging = new Merging(counted, decided);
        return (merging.ToNegotiation(asOf, since, undated), merging.Identity());
    }
}

/// <summary>What the parties, proposals and issues of each reading became.</summary>
/// <param name="Parties">Id of the party by report id and the reading's id.</param>
/// <param name="Targets">Id of the proposal or issue by report id and the reading's id.</param>
internal sealed record TalksIdentity(IReadOnlyDictionary<(string Report, string Id), string> Parties, IReadOnlyDictionary<(string Report, string Id), string> Targets);

/// <summary>The steps from readings to the picture: who is who, what is what, then who holds what.</summary>
internal sealed class Merging
{
    private readonly List<(Reading Reading, TalksReport Report)> _readings;
    private readonly Evidence[] _evidence;
    private readonly MergedParties _parties;
    private readonly MergedTargets _targets;

    public Merging(List<(Reading Reading, TalksReport Report)> readings, DecidedNames? decided)
    {
        _readings = readings;
        _evidence = [.. readings.Select(pair => new Evidence(pair.Reading, pair.Report))];
        _parties = new MergedParties(readings, decided);
        _targets = new MergedTargets(readings, _parties, decided);
    }

    public Negotiation ToNegotiation(DateOnly? asOf, DateOnly? since, int undated)
    {
        IReadOnlyList<PositionHistory> positions = Positions(since);
        (List<Disagreement> disagreements, int uncertain) = Contradictions(positions);
        return new Negotiation
        {
            Reports = [.. _readings.Select(pair => pair.Report)],
            Readers = [.. _readings.Select(pair => pair.Reading.Reader).Distinct().OrderBy(reader => reader.Version, StringComparer.Ordinal).ThenBy(reader => reader.Models, StringComparer.Ordinal)],
            Parties = _parties.Parties,
            Actors = _parties.Actors,
            Proposals = _targets.Proposals([.. _readings.SelectMany((pair, r) => pair.Reading.Provisions.Select(provision => (r, provision, _evidence[r].Of(provision.Spans))))]),
            Issues = _targets.Issues,
            Positions = positions,
            Disagreements = disagreements,
            UncertainDisagreements = uncertain,
            Timeline = Timeline.Of(Happenings()),
            Assessments = [.. _readings.SelectMany((pair, r) => Talks.Assessments.Of(pair.Reading).Select(found => _evidence[r].Of([found.Sentence]) with { Marks = found.Marks }))],
            Sayings = Saying.InOrder(Sayings(), _parties.Parties),
            AsOf = asOf,
            Since = since,
            UndatedLeftOut = undated,
        };
    }

    /// <summary>What is surely said, outside headlines, and surely by somebody of a side that surely is one.</summary>
    private IEnumerable<Saying> Sayings()
    {
        for (int r = 0; r < _readings.Count; r++)
        {
            Reading reading = _readings[r].Reading;
            Dictionary<string, double> sure = reading.Parties.Select(party => (party.Id, party.Confidence)).Concat(reading.Actors.Select(actor => (actor.Id, actor.Confidence)))
                .ToDictionary(pair => pair.Id, pair => pair.Confidence, StringComparer.Ordinal);
            TextSpan[] headlines = [.. reading.Report.Blocks.Where(block => block.Kind is not (BlockKind.Paragraph or BlockKind.Caption)).Select(block => block.Span)];
            foreach (Statement statement in reading.Statements)
            {
                if (statement.Confidence < ShownConfidence.Saying || statement.Content.Spans.Count == 0 || Array.Exists(headlines, block => block.Overlaps(statement.Content.Spans[0]))) continue;
                if (statement.Source.Party is not { } party || sure.GetValueOrDefault(party) < ShownConfidence.SayingParty) continue;
                bool sureOfSpeaker = statement.Source.Actor is { } actor ? sure.GetValueOrDefault(actor) >= ShownConfidence.SayingActor : OpensWith(reading, statement.Source, party);
                if (!sureOfSpeaker) continue;
                if (Side(r, statement) is not { } side || ToldByAnother(r, statement, side)) continue;
                yield return new Saying(_parties.Parties[side].Id, statement.Act, statement.Confidence, Quote(r, statement), []);
            }
        }
    }

    /// <summary>Whether a source's words begin with a mention of the party: not "it", and not "the gap to Russia's line", which merely names the side.</summary>
    private static bool OpensWith(Reading reading, StatementSource source, string party)
    {
        if (source.Spans.Count == 0) return false;
        int start = source.Spans[0].Start, article = reading.Report.Text.AsSpan(start).StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? start + 4 : start;
        return reading.Parties.First(one => one.Id == party).Mentions.Any(mention => mention.Start <= article && mention.End > start);
    }

    /// <summary>Whether a statement stands in what another side says: "the firemen said the government was planning cuts" is no word of the government's.</summary>
    private bool ToldByAnother(int reading, Statement statement, int side)
    {
        TextSpan? cue = statement.Cue.Spans.Count > 0 ? statement.Cue.Spans[0] : null;
        return cue is { } inner && _readings[reading].Reading.Statements.Any(outer => outer.Id != statement.Id && outer.Content.Spans.Any(content => content.Contains(inner))
            && Side(reading, outer) is { } teller && teller != side);
    }

    /// <summary>What the readings' ids became.</summary>
    public TalksIdentity Identity()
    {
        var parties = new Dictionary<(string, string), string>();
        var targets = new Dictionary<(string, string), string>();
        for (int r = 0; r < _readings.Count; r++)
        {
            Reading reading = _readings[r].Reading;
            foreach (Party party in reading.Parties)
                if (_parties.Party(r, party.Id) is { } became) parties[(reading.Report.Id, party.Id)] = became.Id;
            foreach (string id in reading.Proposals.Select(proposal => proposal.Id).Concat(reading.Issues.Select(issue => issue.Id)))
                if (_targets.Number(r, id) is { } target) targets[(reading.Report.Id, id)] = _targets.Id(target);
        }

        return new(parties, targets);
    }

    private Quotation Quote(int reading, Statement statement) =>
        _evidence[reading].Of(statement, statement.Source.Actor is { } id ? _parties.Actor(reading, id)?.Name : null, Side(reading, statement) is { } number ? _parties.Parties[number] : null);

    /// <summary>The party a statement is made for: that of its actor over all reports, else what the reading says.</summary>
    private int? Side(int reading, Statement statement) =>
        (statement.Source.Actor is { } actor ? _parties.PartyOf(reading, actor) : null) ?? (statement.Source.Party is { } party ? _parties.Number(reading, party) : null);

    private List<PositionHistory> Positions(DateOnly? since)
    {
        var found = new SortedDictionary<(int Target, int Holder), List<PositionEntry>>();
        for (int r = 0; r < _readings.Count; r++)
            foreach (Statement statement in _readings[r].Reading.Statements)
            {
                Quotation? quotation = null;
                foreach (Position position in statement.Positions)
                {
                    if (_parties.Number(r, position.Holder) is not { } holder || _targets.Number(r, position.Target) is not { } target) continue;
                    quotation ??= Quote(r, statement);
                    if (!found.TryGetValue((target, holder), out List<PositionEntry>? entries)) found[(target, holder)] = entries = [];
                    // Where other reports corrected whom the speaker speaks for, the voice follows.
                    int? said = statement.Source.Party is { } party ? _parties.Number(r, party) : null, side = Side(r, statement);
                    Voice voice = side is not null && said is not null && side != said && position.Voice != Voice.Reported ? side == holder ? Voice.Own : Voice.Claimed : position.Voice;
                    entries.Add(new PositionEntry(position.Stance, voice, position.Condition, statement.Act, position.Confidence, quotation, []));
                }
            }
        return [.. found.Select(pair => PositionHistory.Of(_parties.Parties[pair.Key.Holder].Id, _targets.Id(pair.Key.Target), pair.Value, since))];
    }

    private (List<Disagreement> Shown, int Uncertain) Contradictions(IReadOnlyList<PositionHistory> positions)
    {
        var pairs = new List<Disagreements.Pair>(Disagreements.Across(positions));
        int uncertain = 0;
        for (int r = 0; r < _readings.Count; r++)
        {
            Dictionary<string, Statement> statements = _readings[r].Reading.Statements.ToDictionary(statement => statement.Id, StringComparer.Ordinal);
            foreach (Contradiction contradiction in _readings[r].Reading.Contradictions)
            {
                if (!statements.TryGetValue(contradiction.A, out Statement? claim) || !statements.TryGetValue(contradiction.B, out Statement? denial)) continue;
                string text = _readings[r].Reading.Report.Text;
                if (Denies(claim, text) && !Denies(denial, text)) (claim, denial) = (denial, claim);
                // "denied that the union had agreed": what is denied is no word of the union's.
                if (claim.Act != Act.Assert && claim.Cue.Spans.Any(cue => denial.Content.Spans.Any(content => content.Contains(cue)))) continue;
                // Where nobody is denied and one account is of no side, the two may well be of two things.
                bool vague = denial.Source.Spans.Count == 0 || !Denies(denial, text) && (claim.Source.Party is null || denial.Source.Party is null);
                if (contradiction.Confidence < ShownConfidence.Contradiction || vague)
                {
                    uncertain++;
                    continue;
                }
                string[] common = [.. Clash(claim, denial).Select(id => _targets.Number(r, id)).OfType<int>().Distinct().Select(_targets.Id).Order(StringComparer.Ordinal)];
                pairs.Add(new Disagreements.Pair(Quote(r, claim), Quote(r, denial), Denies(denial, text), common, contradiction.About, contradiction.Confidence));
            }
        }
        return (Disagreements.Group([.. pairs, .. DeniedElsewhere()], _targets.Label), uncertain);
    }

    private static bool Denies(Statement statement, string text) => statement.Act is Act.Deny or Act.Reject || Denials.IsDenial(statement, text);

    /// <summary>Claims of one side and denials of another in nearly the same words, in any two reports.</summary>
    private IEnumerable<Disagreements.Pair> DeniedElsewhere()
    {
        var said = new List<Denials.Said>();
        for (int r = 0; r < _readings.Count; r++)
        {
            string text = _readings[r].Reading.Report.Text;
            foreach (Statement statement in _readings[r].Reading.Statements.Where(statement => statement.Confidence >= ShownConfidence.Contradiction))
                said.Add(new Denials.Said(r, statement, Side(r, statement), _readings[r].Report.Day, WordKey.Content(string.Join(' ', statement.Content.Spans.Select(span => text[span.Start..span.End]))), Denials.IsDenial(statement, text)));
        }

        foreach ((Denials.Said claim, Denials.Said denial, double confidence) in Denials.Of(said).Where(found => found.Confidence >= ShownConfidence.Contradiction))
        {
            yield return new Disagreements.Pair(Quote(claim.Reading, claim.Statement), Quote(denial.Reading, denial.Statement), true, [], About(denial), Math.Round(confidence, 3));
        }

        foreach (Denials.Said denial in said.Where(found => Denials.ImpliesClaim(found.Statement, _readings[found.Reading].Reading.Report.Text) && found.Words.Count > 0))
        {
            Quotation quotation = Quote(denial.Reading, denial.Statement);
            yield return new Disagreements.Pair(quotation with { Speaker = Evidence.Unnamed, Party = null }, quotation, true, [], About(denial), denial.Statement.Confidence);
        }
    }

    /// <summary>What a denial is about, in its own words.</summary>
    private string About(Denials.Said denial)
    {
        string text = _readings[denial.Reading].Reading.Report.Text;
        string about = Evidence.Collapse(string.Join(" … ", denial.Statement.Content.Spans.Select(span => text[span.Start..span.End])));
        return about.StartsWith("that ", StringComparison.Ordinal) ? "whether " + about[5..] : about;
    }

    /// <summary>Targets on which two statements ascribe opposite stances to the same holder.</summary>
    private static IEnumerable<string> Clash(Statement a, Statement b) =>
        from left in a.Positions
        from right in b.Positions
        where left.Holder == right.Holder && left.Target == right.Target && left.Stance != right.Stance
        select left.Target;

    private List<TimelineEntry> Happenings()
    {
        var found = new List<TimelineEntry>();
        for (int r = 0; r < _readings.Count; r++)
        {
            (Reading reading, TalksReport report) = _readings[r];
            foreach (NegotiationEvent happening in reading.Events.Where(happening => happening.Spans.Count > 0 && happening.Confidence >= ShownConfidence.Event && !IsDeadline(reading, happening)))
            {
                string[] parties = [.. happening.Parties.Select(id => _parties.Party(r, id)?.Id).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                found.Add(new TimelineEntry(false, Word(happening.Kind), happening.Category, parties, happening.Date, report.Day, Words(reading, happening.Spans, _evidence[r]), [_evidence[r].Of(happening.Spans)], happening.Confidence));
            }
            foreach (Deadline deadline in reading.Deadlines.Where(deadline => deadline.Spans.Count > 0 && deadline.Confidence >= ShownConfidence.Event))
                found.Add(new TimelineEntry(true, Word(deadline.Status), null, [], deadline.Date, report.Day, Words(reading, deadline.Spans, _evidence[r]), [_evidence[r].Of(deadline.Spans)], deadline.Confidence));
        }
        return found;
    }

    /// <summary>Whether an event only says that a deadline was set or moved which the reading also has as such.</summary>
    private static bool IsDeadline(Reading reading, NegotiationEvent happening) =>
        happening.Kind == EventKind.Deadline && reading.Deadlines.Any(deadline => deadline.Confidence >= ShownConfidence.Event && deadline.Spans.Any(span => happening.Spans.Any(span.Overlaps)));

    /// <summary>The words that say it; a bare noun says nothing, then its sentence.</summary>
    private static string Words(Reading reading, IReadOnlyList<TextSpan> spans, Evidence evidence)
    {
        const int telling = 3;
        string words = Evidence.Collapse(string.Join(" … ", spans.Select(span => reading.Report.Text[span.Start..span.End])));
        return words.Count(c => c == ' ') + 1 >= telling ? words : Evidence.Collapse(evidence.Of(spans).Text);
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
