using System.Globalization;
using Parley.Learning;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// Scores the picture over a series against its annotation.
/// <para>Identity, of parties, proposals and issues each: the pairs of things in two different reports that are made one, against the pairs that are annotated as one. A thing of a reading is the
/// annotated one that <see cref="GoldAlignment"/> lays it over; a pair with a thing that is none counts against precision, an annotated thing that no reading has against recall. The same once more
/// over those things alone that a reading has and that are annotated: there identity alone is at fault.</para>
/// <para>Positions as of each report: the picture over the reports up to it, every party's standing on every target, against the annotated positions at its end; right are holder, target and stance.</para>
/// </summary>
internal sealed class SeriesScore
{
    private static readonly string[] Kinds = ["party", "proposal", "issue"];

    private readonly Dictionary<string, (int Hits, int Predicted, int Gold)> counts = new(StringComparer.Ordinal);

    /// <summary>Precision, recall and F1 of a kind: party, proposal, issue, identity (all three), each also with "~" over what is found, position (everything found) and shown (what a brief shows).</summary>
    public (double Precision, double Recall, double F1) this[string kind]
    {
        get
        {
            var (hits, predicted, gold) = counts.GetValueOrDefault(kind);
            return Figures.Of(hits, predicted, gold);
        }
    }

    /// <summary>Adds a series with a reading of each of its reports.</summary>
    public void Add(GoldSeries series, IReadOnlyList<Reading> readings)
    {
        // Most reports of the series are undated: the order of the annotation dates them.
        Reading[] dated = [.. readings.Select((reading, i) => reading with { Report = reading.Report with { Published = new DateOnly(2000, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) } })];
        Alignment[] alignments = [.. series.Reports.Zip(dated, (gold, reading) => new Alignment(gold, reading))];
        TalksIdentity identity = NegotiationBuilder.BuildWithIdentity(dated).Identity;
        foreach (string kind in Kinds)
        {
            List<(int Report, string? Read, string? Gold)> things = [.. alignments.SelectMany((alignment, report) => alignment.Things(kind).Select(thing => (report, Became(identity, dated[report], kind, thing.Read), thing.Gold)))];
            AddPairs(kind, things);
            AddPairs(kind + "~", things.FindAll(thing => thing.Read is not null && thing.Gold is not null));
        }

        for (int i = 0; i < dated.Length; i++)
        {
            var (talks, became) = NegotiationBuilder.BuildWithIdentity(dated.Take(i + 1));
            HashSet<SeriesPosition> gold = [.. series.Positions.Where(position => position.Report == series.Reports[i].Name)];
            var (parties, targets) = Meaning(alignments[..(i + 1)], dated, became);
            AddPositions("position", gold, talks, parties, targets, history => history.NowByAll);
            AddPositions("shown", gold, talks, parties, targets, history => history.Now);
        }
    }

    /// <summary>The figures as lines.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (string kind in (string[])["party", "proposal", "issue", "identity", "party~", "proposal~", "issue~", "identity~", "position", "shown"])
        {
            var (p, r, f) = this[kind];
            var (hits, predicted, gold) = counts.GetValueOrDefault(kind);
            yield return $"{kind,-14} P {Figures.Fixed(p, 3)}  R {Figures.Fixed(r, 3)}  F1 {Figures.Fixed(f, 3)}   ({hits} of {predicted} predicted, {gold} gold)";
        }
    }

    private static string? Became(TalksIdentity identity, Reading reading, string kind, string? read) =>
        read is null ? null : (kind == "party" ? identity.Parties : identity.Targets).GetValueOrDefault((reading.Report.Id, read));

    private void AddPairs(string kind, List<(int Report, string? Read, string? Gold)> things)
    {
        int hits = 0, predicted = 0, gold = 0;
        for (int a = 0; a < things.Count; a++)
            for (int b = a + 1; b < things.Count; b++)
            {
                if (things[a].Report == things[b].Report) continue;
                bool one = things[a].Read is { } read && read == things[b].Read, same = things[a].Gold is { } annotated && annotated == things[b].Gold;
                if (one) predicted++;
                if (same) gold++;
                if (one && same) hits++;
            }

        Count(kind, hits, predicted, gold);
        Count(kind.EndsWith('~') ? "identity~" : "identity", hits, predicted, gold);
    }

    /// <summary>The annotated thing that each party and target of the picture stands for: that of most of the things it is made of.</summary>
    private static (Dictionary<string, string> Parties, Dictionary<string, string> Targets) Meaning(Alignment[] alignments, Reading[] readings, TalksIdentity identity)
    {
        Dictionary<string, string> Of(params string[] kinds) => alignments
            .SelectMany((alignment, report) => kinds.SelectMany(kind => alignment.Things(kind).Select(thing => (Id: Became(identity, readings[report], kind, thing.Read), thing.Gold))))
            .Where(pair => pair.Id is not null && pair.Gold is not null).GroupBy(pair => pair.Id!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.GroupBy(pair => pair.Gold!).OrderByDescending(votes => votes.Count()).ThenBy(votes => votes.Key, StringComparer.Ordinal).First().Key, StringComparer.Ordinal);
        return (Of("party"), Of("proposal", "issue"));
    }

    private void AddPositions(string kind, HashSet<SeriesPosition> gold, Negotiation talks, Dictionary<string, string> parties, Dictionary<string, string> targets, Func<PositionHistory, Standing?> standing)
    {
        int hits = 0, predicted = 0;
        HashSet<SeriesPosition> free = [.. gold];
        string report = gold.FirstOrDefault()?.Report ?? "";
        foreach (PositionHistory history in talks.Positions)
        {
            if (standing(history) is not { } now) continue;
            predicted++;
            if (parties.TryGetValue(history.Holder, out string? holder) && targets.TryGetValue(history.Target, out string? target) && free.Remove(new(report, holder, target, now.Stance))) hits++;
        }

        Count(kind, hits, predicted, gold.Count);
    }

    private void Count(string kind, int hits, int predicted, int gold)
    {
        var (h, p, g) = counts.GetValueOrDefault(kind);
        counts[kind] = (h + hits, p + predicted, g + gold);
    }

    /// <summary>What a reading calls something and what the annotation of its report calls it; either is null where the other has nothing like it.</summary>
    private sealed class Alignment
    {
        private readonly Dictionary<string, List<(string? Read, string? Gold)>> things = new(StringComparer.Ordinal);

        public Alignment(GoldReport gold, Reading reading)
        {
            var alignment = new GoldAlignment(gold, reading);
            // Of several that a reading has for one annotated party, the one it names most.
            List<(string Read, string Gold)> parties = [.. reading.Parties.OrderByDescending(party => party.Mentions.Count).SelectMany(read => gold.Parties.Where(annotated => alignment.SameParty(read.Id, annotated.Id)).Take(1)
                .Select(annotated => (Read: read.Id, Gold: annotated.Id))).DistinctBy(pair => pair.Gold)];
            things["party"] = Both(reading.Parties.Select(party => party.Id), gold.Parties.Select(party => party.Id), id => parties.Find(pair => pair.Read == id).Gold);
            things["proposal"] = Both(reading.Proposals.Select(proposal => proposal.Id), gold.Proposals.Select(proposal => proposal.Id), alignment.TargetOf);
            things["issue"] = Both(reading.Issues.Select(issue => issue.Id), gold.Issues.Select(issue => issue.Id), alignment.TargetOf);
        }

        public List<(string? Read, string? Gold)> Things(string kind) => things[kind];

        private static List<(string? Read, string? Gold)> Both(IEnumerable<string> read, IEnumerable<string> gold, Func<string, string?> goldOf)
        {
            List<(string? Read, string? Gold)> both = [.. read.Select(id => ((string?)id, goldOf(id)))];
            both.AddRange(gold.Where(id => !both.Exists(pair => pair.Gold == id)).Select(id => ((string?)null, (string?)id)));
            return both;
        }
    }
}
