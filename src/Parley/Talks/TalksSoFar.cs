using Parley.Ledger;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// The picture of a negotiation while reports come in. What a further report makes of it is found from what that report names and tells and from what it bears on; the rest stays as it was. The picture is the
/// same whatever the order in which the readings came, alone or together. Not safe for use by several threads at once; pictures given out do not change.
/// </summary>
public sealed class TalksSoFar
{
    /// <summary>Usual distance of two labels.</summary>
    private const int Room = 1 << 12;

    private readonly DateOnly? asOf;
    private readonly DateOnly? since;
    private readonly DecidedNames? decided;
    private readonly List<TalksReading> inTime = [];
    private readonly NearDuplicates duplicates = new();
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
    private readonly SayingsSoFar sayings;
    private readonly Numbering numbering = new();
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
        bool isLabelledAnew = Label(Arrive(readings));
        List<TalksReading> leaving = inTime.FindAll(reading => reading.Report is not null && reading.First != reading), coming = inTime.FindAll(reading => reading.Report is null && reading.First == reading);
        foreach (TalksReading reading in leaving) Withdraw(reading);
        int renumbered = Number();
        // Where labels ran out, all is told with new ones.
        HashSet<TalksReading> told = isLabelledAnew ? [.. inTime.Where(reading => reading.Said is not null)] : [];
        foreach (TalksReading reading in leaving) Leave(reading);
        Name(coming, renumbered, told);
        foreach (TalksReading reading in told) Withdraw(reading);
        told.UnionWith(coming);
        foreach (TalksReading reading in told.OrderBy(reading => reading.Place)) Tell(reading);
        Resolve();
    }

    /// <summary>The picture as it is now.</summary>
    public Negotiation Now()
    {
        var picture = new Negotiation
        {
            Reports = [.. inTime.Select(reading => reading.Report).OfType<TalksReport>()],
            Readers = [.. readers.Things.OrderBy(reader => reader.Version, StringComparer.Ordinal).ThenBy(reader => reader.Models, StringComparer.Ordinal)],
            Parties = parties.Shown,
            Actors = actors.Shown,
            Proposals = proposals.InOrder(provisions, numbering),
            Issues = issues.Shown,
            Positions = positions.InOrder(node => node.Called.Id, numbering),
            Disagreements = disputes.InOrder(numbering),
            UncertainDisagreements = inTime.Sum(reading => reading.Said?.Uncertain ?? 0),
            Timeline = timeline.InOrder(numbering),
            Assessments = [.. inTime.SelectMany(reading => reading.Said?.Assessments is { } judged ? numbering.Show(judged, numbering.Of) : [])],
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
        foreach (TalksReading reading in inTime.Where(reading => reading.Report is not null))
        {
            foreach (Party party in reading.Reading.Parties)
                if (reading.Side(party.Id) is { } side) sides[(reading.Reading.Report.Id, party.Id)] = side.Called.Id;
            foreach (string id in reading.Reading.Proposals.Select(proposal => proposal.Id).Concat(reading.Reading.Issues.Select(issue => issue.Id)))
                if (reading.Target(id) is { } target) targets[(reading.Reading.Report.Id, id)] = target.Called.Id;
        }

        return new(sides, targets);
    }

    /// <summary>Puts readings in their place in time, and settles which of those with nearly the same text count. Returns the readings.</summary>
    private HashSet<TalksReading> Arrive(IEnumerable<Reading> readings)
    {
        var came = new HashSet<TalksReading>();
        foreach (Reading reading in readings)
        {
            DateOnly? day = Timeline.Day(reading.Report.Published);
            if (asOf is not null && day is null) undated++;
            if (asOf is { } last && !(day <= last)) continue;
            var arrived = new TalksReading(decided is null ? reading : decided.Apply(reading), inTime.Count + came.Count);
            duplicates.Add(arrived);
            came.Add(arrived);
        }

        if (came.Count == 1) inTime.Insert(~inTime.BinarySearch(came.First(), InTime), came.First());
        else inTime.AddRange(came);
        if (came.Count > 1) inTime.Sort(InTime);
        for (int i = 0; i < inTime.Count; i++) inTime[i].Place = i;
        foreach (TalksReading reading in came)
            if (reading.First is null) NearDuplicates.Settle(reading);
        return came;
    }

    private static readonly Comparer<TalksReading> InTime = Comparer<TalksReading>.Create((a, b) =>
    {
        int order = (a.Day ?? DateOnly.MaxValue).CompareTo(b.Day ?? DateOnly.MaxValue);
        if (order == 0) order = string.CompareOrdinal(a.Reading.Report.Id, b.Reading.Report.Id);
        if (order == 0) order = string.CompareOrdinal(a.Reading.Report.Text, b.Reading.Report.Text);
        return order != 0 ? order : a.Arrival.CompareTo(b.Arrival);
    });

    /// <summary>Gives readings that arrived labels between those of their neighbours. Whether there was no room, so that all have new ones.</summary>
    private bool Label(HashSet<TalksReading> came)
    {
        if (came.Count == 0) return false;
        if (came.Count == 1)
        {
            TalksReading reading = came.First();
            int before = reading.Place == 0 ? 0 : inTime[reading.Place - 1].Label, after = reading.Place == inTime.Count - 1 ? int.MaxValue : inTime[reading.Place + 1].Label;
            // The next of the last day needs little room, and leaves much.
            reading.Label = before + Math.Min(Room, (after - before) / 2);
            if (reading.Label > before) return false;
        }

        int dated = inTime.Count(reading => reading.Day is not null), room = Math.Min(Room, int.MaxValue / 2 / (inTime.Count + 1));
        for (int i = 0; i < inTime.Count; i++) inTime[i].Label = i < dated ? (i + 1) * room : (int.MaxValue / 2) + ((i + 1 - dated) * room);
        return true;
    }

    /// <summary>Numbers the reports that count. Returns the first number that is not that of the same report as before.</summary>
    private int Number()
    {
        int renumbered = int.MaxValue, number = 0;
        var counted = new List<TalksReading>(inTime.Count);
        foreach (TalksReading reading in inTime)
        {
            if (reading.First != reading)
            {
                reading.Report = null;
                continue;
            }

            number++;
            counted.Add(reading);
            string[] copies = reading.Alike.Count == 0 ? [] : [.. reading.Alike.Where(other => other.First == reading).OrderBy(other => other.Place).Select(other => other.Reading.Report.Id)];
            if (reading.Report is { } report && report.Number == number && report.Copies.SequenceEqual(copies, StringComparer.Ordinal)) continue;
            if (reading.Report is { } old && old.Number != number) renumbered = Math.Min(renumbered, Math.Min(old.Number, number));
            reading.Report = new(number, reading.Reading.Report, reading.Day, copies);
        }

        numbering.Renew(counted, renumbered);
        return renumbered;
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
        if (reading.Judgements.Count > 0) reading.Said.Assessments = new([.. reading.Judgements.Select(found => reading.Said.Evidence.Of([found.Sentence]) with { Marks = found.Marks })]);
        positions.Tell(reading);
        provisions.Tell(reading);
        disputes.Tell(reading);
        denials.Tell(reading);
        timeline.Tell(reading);
        sayings.Tell(reading);
    }

    private void Withdraw(TalksReading reading)
    {
        positions.Withdraw(reading);
        provisions.Withdraw(reading);
        denials.Withdraw(reading);
        sayings.Withdraw(reading);
        foreach (Dispute dispute in reading.Said!.Disputes) disputes.Remove(dispute);
        reading.Said = null;
    }

    /// <summary>Brings up to date what is made of all that is told.</summary>
    private void Resolve()
    {
        foreach (PositionCell cell in positions.Resolve()) disputes.Change(cell);
        var relabelled = new HashSet<IdentityNode>();
        foreach (var text in proposals.All) Call(text.Root, text.Id, text.Shown.Proposal.Label);
        foreach (var issue in issues.All) Call(issue.Root, issue.Id, issue.Shown.Issue.Label);
        if (proposals.HasNewIds || issues.HasNewIds) provisions.Forget();
        disputes.Resolve(relabelled);
        timeline.Resolve();

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
