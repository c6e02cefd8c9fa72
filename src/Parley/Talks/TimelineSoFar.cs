using Parley.Positions;

namespace Parley.Talks;

/// <summary>An event or deadline as one report tells it.</summary>
internal sealed class HappeningNode : IdentityNode
{
    /// <summary>What the report tells, with one quotation.</summary>
    public required TimelineEntry Entry { get; set; }

    /// <summary>The sides that took part.</summary>
    public required IReadOnlyList<PartyNode> Sides { get; init; }

    /// <summary>Content words of its summary.</summary>
    public required HashSet<string> Words { get; init; }
}

/// <summary>Puts events and deadlines of all reports in time order, one entry for each however many reports tell of it.</summary>
internal sealed class TimelineSoFar(PartiesSoFar parties)
{
    private readonly Dictionary<(bool IsDeadline, string Kind), Happenings> kinds = [];
    private readonly Dictionary<TalksReading, List<HappeningNode>> ofReading = [];
    private readonly NumberedRanking<Shown, TimelineEntry> ranking = new(ByTime);

    /// <summary>Events and deadlines in time order; what cannot be dated stands last.</summary>
    public TimelineEntry[] InOrder(Numbering numbering) => ranking.InOrder(numbering, numbering.Of);

    /// <summary>A reading tells what it does, as things are named now. Where that is the same as before but for numbers and names, nothing is joined anew.</summary>
    public void Tell(TalksReading reading)
    {
        List<HappeningNode> now = Told(reading), before = ofReading.GetValueOrDefault(reading) ?? [];
        if (now.Count == before.Count && now.Zip(before).All(pair => pair.First.Sides.SequenceEqual(pair.Second.Sides)))
        {
            foreach ((HappeningNode told, HappeningNode known) in now.Zip(before))
            {
                known.Entry = told.Entry;
                Of(known).Touched.Add(known);
            }

            return;
        }

        Withdraw(reading);
        ofReading[reading] = now;
        for (int i = 0; i < now.Count; i++) Of(now[i]).Put(now[i], reading, i);
    }

    /// <summary>A reading no longer tells what it did.</summary>
    public void Withdraw(TalksReading reading)
    {
        if (!ofReading.Remove(reading, out List<HappeningNode>? told)) return;
        for (int i = 0; i < told.Count; i++) Of(told[i]).Take(told[i], reading, i);
    }

    /// <summary>Brings the timeline up to date.</summary>
    public void Resolve()
    {
        var made = new List<Shown>();
        foreach (Happenings kind in kinds.Values) made.AddRange(kind.Resolve(ranking));
        ranking.Change(made);
    }

    private static int ByTime(Shown a, Shown b)
    {
        int order = a.Day.CompareTo(b.Day);
        if (order == 0) order = a.Told.Quotations[0].Report.CompareTo(b.Told.Quotations[0].Report);
        if (order == 0) order = a.Told.Quotations[0].Span.CompareTo(b.Told.Quotations[0].Span);
        if (order == 0) order = string.CompareOrdinal(a.Told.Summary, b.Told.Summary);
        return order != 0 ? order : IdentityNode.ByTime(a.First, b.First);
    }

    private Happenings Of(HappeningNode node)
    {
        var kind = (node.Entry.IsDeadline, node.Entry.Kind);
        if (!kinds.TryGetValue(kind, out Happenings? happenings)) kinds[kind] = happenings = new();
        return happenings;
    }

    private List<HappeningNode> Told(TalksReading reading)
    {
        Reading told = reading.Reading;
        Evidence evidence = reading.Said!.Evidence;
        var found = new List<HappeningNode>();
        foreach (NegotiationEvent happening in told.Events.Where(happening => happening.Spans.Count > 0 && happening.Confidence >= ShownConfidence.Event && !IsDeadline(told, happening)))
        {
            List<PartyNode> sides = [.. happening.Parties.Select(reading.Side).OfType<PartyNode>().Distinct().OrderBy(side => side.Number)];
            string[] ids = [.. sides.Select(side => parties.Of(side).Id).Order(StringComparer.Ordinal)];
            Add(new(false, Word(happening.Kind), happening.Category, ids, happening.Date, reading.Day, Words(reading, happening.Spans, evidence), [evidence.Of(happening.Spans)], happening.Confidence), sides);
        }

        foreach (Deadline deadline in told.Deadlines.Where(deadline => deadline.Spans.Count > 0 && deadline.Confidence >= ShownConfidence.Event))
            Add(new(true, Word(deadline.Status), null, [], deadline.Date, reading.Day, Words(reading, deadline.Spans, evidence), [evidence.Of(deadline.Spans)], deadline.Confidence), []);

        // One sentence tells one deadline of a date, or one event of a kind with the same parties, once.
        return [.. found.DistinctBy(node => (node.Entry.IsDeadline, node.Entry.Kind, node.Entry.IsDeadline ? node.Entry.Date ?? "" : string.Join(' ', node.Entry.Parties) + node.Entry.Summary, node.Entry.Quotations[0].Span))];

        void Add(TimelineEntry entry, List<PartyNode> sides) => found.Add(new() { Entry = entry, Sides = sides, Words = WordKey.Content(entry.Summary) });
    }

    /// <summary>Whether an event only says that a deadline was set or moved which the reading also has as such.</summary>
    private static bool IsDeadline(Reading reading, NegotiationEvent happening) =>
        happening.Kind == EventKind.Deadline && reading.Deadlines.Any(deadline => deadline.Confidence >= ShownConfidence.Event && deadline.Spans.Any(span => happening.Spans.Any(span.Overlaps)));

    /// <summary>The words that say it; a bare noun says nothing, then its sentence.</summary>
    private static string Words(TalksReading reading, IReadOnlyList<TextSpan> spans, Evidence evidence)
    {
        const int telling = 3;
        string words = Evidence.Collapse(string.Join(" … ", reading.Words(spans)));
        return words.Count(c => c == ' ') + 1 >= telling ? words : Evidence.Collapse(evidence.Of(spans).Text);
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>An entry as it is shown now.</summary>
    private sealed class Shown(TimelineEntry entry, (TalksReading Reading, int Index) first) : RankedPart<TimelineEntry>(entry)
    {
        public (TalksReading Reading, int Index) First { get; } = first;
        public DateOnly Day { get; } = Timeline.Day(entry.Date) ?? entry.ReportedOn ?? DateOnly.MaxValue;
    }

    /// <summary>Events of one kind, or deadlines of one status.</summary>
    private sealed class Happenings
    {
        /// <summary>Days within which two reports can tell of one event that neither dates.</summary>
        private const int Near = 3;

        private const int Undated = int.MinValue;

        private readonly IdentityClusters<HappeningNode> clusters;
        private readonly Dictionary<string, List<HappeningNode>> byDate = new(StringComparer.Ordinal);
        private readonly Dictionary<int, List<HappeningNode>> byDay = [];
        private readonly Dictionary<IdentityNode, Shown> shown = [];

        public Happenings() => clusters = new(LinksOf);

        /// <summary>Nodes that are told in other words than before.</summary>
        public HashSet<HappeningNode> Touched { get; } = [];

        public void Put(HappeningNode node, TalksReading reading, int index)
        {
            clusters.Put(node, reading, index);
            if (node.Entry.Date is { } date) List(byDate, date).Add(node);
            List(byDay, node.Entry.ReportedOn?.DayNumber ?? Undated).Add(node);
        }

        public void Take(HappeningNode node, TalksReading reading, int index)
        {
            clusters.Take(node, reading, index);
            if (node.Entry.Date is { } date) byDate[date].Remove(node);
            byDay[node.Entry.ReportedOn?.DayNumber ?? Undated].Remove(node);
        }

        public List<Shown> Resolve(NumberedRanking<Shown, TimelineEntry> ranking)
        {
            HashSet<IdentityNode> roots = IdentityClusters<HappeningNode>.RootsOf(clusters.Resolve(), Touched);
            Touched.Clear();
            var made = new List<Shown>();
            foreach (IdentityNode root in roots)
            {
                if (shown.Remove(root, out Shown? old)) ranking.Remove(old);
                if (root.Root != root) continue;
                HappeningNode[] members = [.. IdentityClusters<HappeningNode>.Members(root)];
                Array.Sort(members, IdentityNode.ByFirst);
                shown[root] = new(Merge([.. members.Select(node => node.Entry)]), members[0].Places[0]);
                made.Add(shown[root]);
            }

            return made;
        }

        private static List<HappeningNode> List<T>(Dictionary<T, List<HappeningNode>> index, T key) where T : notnull
        {
            if (!index.TryGetValue(key, out List<HappeningNode>? nodes)) index[key] = nodes = [];
            return nodes;
        }

        private IEnumerable<(HappeningNode, double)> LinksOf(HappeningNode node)
        {
            var candidates = new HashSet<HappeningNode>();
            if (node.Entry.Date is { } date) candidates.UnionWith(byDate[date]);
            if (node.Entry.ReportedOn is { } reported)
                for (int day = reported.DayNumber - Near; day <= reported.DayNumber + Near; day++) candidates.UnionWith(byDay.GetValueOrDefault(day) ?? []);
            else candidates.UnionWith(byDay[Undated]);
            return candidates.Select(other => (other, Same(node, other))).Where(link => link.Item2 > 0);
        }

        private static double Same(HappeningNode x, HappeningNode y)
        {
            (TimelineEntry a, TimelineEntry b) = (x.Entry, y.Entry);
            if (a.Date is not null && b.Date is not null && a.Date != b.Date) return 0;
            int common = x.Words.Count(y.Words.Contains);
            double overlap = Math.Min(x.Words.Count, y.Words.Count) is > 0 and var smaller ? (double)common / smaller : 0;
            bool sameDate = a.Date is not null && a.Date == b.Date;
            if (sameDate) return (a.IsDeadline || x.Sides.SequenceEqual(y.Sides)) ? 1 : overlap >= 0.5 ? 0.9 : 0;
            bool near = a.ReportedOn is { } dayA && b.ReportedOn is { } dayB && Math.Abs(dayA.DayNumber - dayB.DayNumber) <= Near;
            // Reports that are undated themselves tell of one event where they use the same words.
            bool alike = a.ReportedOn is null && b.ReportedOn is null && overlap >= 0.8 && common >= 3;
            return alike || (near && overlap >= 0.6 && common >= 2) ? overlap : 0;
        }

        private static TimelineEntry Merge(List<TimelineEntry> members)
        {
            TimelineEntry best = members.OrderByDescending(entry => entry.Date is not null).ThenByDescending(entry => entry.Confidence).First();
            return best with
            {
                Parties = [.. members.SelectMany(entry => entry.Parties).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                ReportedOn = members.Select(entry => entry.ReportedOn).Min(),
                Quotations = [.. members.SelectMany(entry => entry.Quotations)],
                Confidence = members.Max(entry => entry.Confidence),
            };
        }
    }
}
