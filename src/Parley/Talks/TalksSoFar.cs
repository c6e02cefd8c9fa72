using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// The picture of a negotiation while reports come in. What a further report makes of it is found from what that report names and tells and from what it bears on; the rest stays as it was. The picture is the
/// same whatever the order in which the readings came, alone or together. Not safe for use by several threads at once; pictures given out do not change.
/// </summary>
public sealed class TalksSoFar
{
    private readonly DateOnly? asOf;
    private readonly DateOnly? since;
    private readonly DecidedNames? decided;
    private readonly ReportsSoFar reports = new();
    private readonly Tally<ReaderIdentity> readers = new();
    private readonly PartiesSoFar parties;
    private readonly ActorsSoFar actors;
    private readonly ProposalsSoFar proposals;
    private readonly IssuesSoFar issues;
    private readonly ProvisionsSoFar provisions = new();
    private readonly PositionsSoFar positions;
    private readonly DisputesSoFar disputes = new();
    private readonly DenialsSoFar denials;
    private readonly TimelineSoFar timeline;
    private readonly AssessmentsSoFar assessments = new();
    private readonly SayingsSoFar sayings;
    private int undated;

    /// <summary>Starts without a report.</summary>
    /// <param name="asOf">Use only reports published up to and including this day (and none that are undated); null for all.</param>
    /// <param name="since">What came after this day is new; null for nothing.</param>
    /// <param name="decisions">What people decided, in the order they did; null for nothing.</param>
    public TalksSoFar(DateOnly? asOf = null, DateOnly? since = null, IEnumerable<Decision>? decisions = null)
    {
        this.asOf = asOf;
        this.since = since;
        decided = decisions?.ToList() is { Count: > 0 } made ? new(made) : null;
        parties = new(decided);
        actors = new(parties, decided);
        proposals = new(parties, decided);
        issues = new(decided);
        positions = new(since);
        denials = new(disputes);
        timeline = new(parties);
        sayings = new(parties);
    }

    /// <summary>Takes a reading up.</summary>
    /// <param name="reading">A reading of a report of which none was taken up before.</param>
    public void Add(Reading reading) => Add([reading]);

    /// <summary>Takes readings up, in any order.</summary>
    /// <param name="readings">Readings of different reports of which none was taken up before.</param>
    public void Add(IEnumerable<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ReportsChange change = reports.Add(Arrive(readings));
        foreach (TalksReading reading in change.Leaving) Withdraw(reading);
        // Where labels ran out, all is told with new ones.
        HashSet<TalksReading> told = change.IsLabelledAnew ? [.. reports.All.Where(reading => reading.Said is not null)] : [];
        foreach (TalksReading reading in change.Leaving) Leave(reading);
        Name(change.Coming, change.Renumbered, told);
        foreach (TalksReading reading in told) Withdraw(reading);
        told.UnionWith(change.Coming);
        foreach (TalksReading reading in told.OrderBy(reading => reading.Place)) Tell(reading);
        Resolve();
    }

    /// <summary>The picture as it is now.</summary>
    public Negotiation Now()
    {
        Numbering numbering = reports.Numbering;
        var picture = new Negotiation
        {
            Reports = [.. reports.Shown],
            Readers = [.. readers.Things.OrderBy(reader => reader.Version, StringComparer.Ordinal).ThenBy(reader => reader.Models, StringComparer.Ordinal)],
            Parties = parties.Shown,
            Actors = actors.Shown,
            Proposals = proposals.InOrder(provisions, numbering),
            Issues = issues.Shown,
            Positions = positions.InOrder([.. proposals.Roots, .. issues.Roots], numbering),
            Disagreements = disputes.InOrder(numbering),
            UncertainDisagreements = disputes.Uncertain,
            Timeline = timeline.InOrder(numbering),
            Assessments = assessments.InOrder(numbering),
            Sayings = sayings.InOrder(numbering),
            AsOf = asOf,
            Since = since,
            UndatedLeftOut = undated,
        };
        numbering.Settle();
        return picture;
    }

    /// <summary>What the readings' ids became.</summary>
    internal TalksIdentity Identity()
    {
        var sides = new Dictionary<(string, string), string>();
        var targets = new Dictionary<(string, string), string>();
        foreach (TalksReading reading in reports.All.Where(reading => reading.Report is not null))
        {
            foreach (Party party in reading.Reading.Parties)
                if (reading.Side(party.Id) is { } side) sides[(reading.Reading.Report.Id, party.Id)] = side.Called.Id;
            foreach (string id in reading.Reading.Proposals.Select(proposal => proposal.Id).Concat(reading.Reading.Issues.Select(issue => issue.Id)))
                if (reading.Target(id) is { } target) targets[(reading.Reading.Report.Id, id)] = target.Called.Id;
        }

        return new(sides, targets);
    }

    /// <summary>The readings that are used, with what people decided.</summary>
    private List<TalksReading> Arrive(IEnumerable<Reading> readings)
    {
        var came = new List<TalksReading>();
        foreach (Reading reading in readings)
        {
            DateOnly? day = Timeline.Day(reading.Report.Published);
            if (asOf is not null && day is null) undated++;
            if (asOf is { } last && !(day <= last)) continue;
            came.Add(new(decided is null ? reading : decided.Apply(reading), reports.All.Count + came.Count));
        }

        return came;
    }

    /// <summary>A reading no longer counts: another with nearly the same text comes first.</summary>
    private void Leave(TalksReading reading)
    {
        timeline.Withdraw(reading);
        readers.Add(reading.Reading.Reader, -1);
        issues.Change(reading, false);
        proposals.Change(reading, false);
        actors.Change(reading, false);
        parties.Change(reading, false);
    }

    /// <summary>Finds who is who and what is what, with the readings that come. Adds to those that are to be told anew whatever is named otherwise now.</summary>
    private void Name(List<TalksReading> coming, int renumbered, HashSet<TalksReading> toTell)
    {
        HashSet<TalksReading> isNew = [.. coming];
        foreach (TalksReading reading in coming)
        {
            readers.Add(reading.Reading.Reader, 1);
            parties.Change(reading, true);
        }

        HashSet<TalksReading> moved = Readings(parties.Resolve(renumbered));
        moved.ExceptWith(isNew);
        foreach (TalksReading reading in moved) actors.Change(reading, false);
        foreach (TalksReading reading in moved.Concat(coming)) actors.Change(reading, true);
        HashSet<TalksReading> otherwise = [.. moved, .. Readings(actors.Resolve(renumbered)), .. Readings(parties.OfRenamed)];

        HashSet<TalksReading> reworded = [.. moved];
        foreach (string word in parties.TakeChangedWords()) reworded.UnionWith(proposals.With(word).Where(reading => reading.Report is not null));
        reworded.ExceptWith(isNew);
        foreach (TalksReading reading in reworded) proposals.Change(reading, false);
        foreach (TalksReading reading in reworded.Concat(coming)) proposals.Change(reading, true);
        foreach (TalksReading reading in coming)
        {
            proposals.Index(reading);
            issues.Change(reading, true);
        }

        otherwise.UnionWith(Readings(proposals.Resolve(renumbered)));
        otherwise.UnionWith(Readings(issues.Resolve(renumbered)));
        otherwise.ExceptWith(isNew);
        toTell.UnionWith(otherwise);
    }

    private static HashSet<TalksReading> Readings(IEnumerable<IdentityNode> nodes) => [.. nodes.SelectMany(node => node.Places).Select(place => place.Reading)];

    private void Tell(TalksReading reading)
    {
        reading.Said = new(reading, parties);
        positions.Tell(reading);
        provisions.Tell(reading);
        disputes.Tell(reading);
        denials.Tell(reading);
        timeline.Tell(reading);
        assessments.Tell(reading);
        sayings.Tell(reading);
    }

    private void Withdraw(TalksReading reading)
    {
        positions.Withdraw(reading);
        provisions.Withdraw(reading);
        denials.Withdraw(reading);
        disputes.Withdraw(reading);
        assessments.Withdraw(reading);
        sayings.Withdraw(reading);
        reading.Said = null;
    }

    /// <summary>Brings up to date what is made of all that is told.</summary>
    private void Resolve()
    {
        foreach (PositionCell cell in positions.Resolve()) disputes.Change(cell);
        if (parties.Renamed.Count > 0) positions.Forget();
        var relabelled = new HashSet<IdentityNode>();
        foreach (var text in proposals.All) Call(text.Root, text.Id, text.Shown.Proposal.Label);
        foreach (var issue in issues.All) Call(issue.Root, issue.Id, issue.Shown.Issue.Label);
        if (proposals.HasNewIds || issues.HasNewIds) provisions.Forget();
        disputes.Resolve(relabelled);
        timeline.Resolve();
        sayings.Resolve();

        void Call(IdentityNode root, string id, string label)
        {
            if (root.Called == (id, label)) return;
            if (root.Called.Id.Length > 0) relabelled.Add(root);
            root.Called = (id, label);
        }
    }
}

/// <summary>What the parties, proposals and issues of each reading became.</summary>
/// <param name="Parties">Id of the party by report id and the reading's id.</param>
/// <param name="Targets">Id of the proposal or issue by report id and the reading's id.</param>
internal sealed record TalksIdentity(IReadOnlyDictionary<(string Report, string Id), string> Parties, IReadOnlyDictionary<(string Report, string Id), string> Targets);
