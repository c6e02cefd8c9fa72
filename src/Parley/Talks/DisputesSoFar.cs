using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// What cannot both be true: contradictions that a reading found inside a report, claims and denials in nearly the same words, and claimed positions against the holder's own word in any two reports. What the same
/// two sides say on the same thing is put together, and that anew only for sides of which something changed.
/// </summary>
internal sealed class DisputesSoFar
{
    /// <summary>More claims by words of the holder than these are not all set against each other: each then stands with the one that it goes with most clearly.</summary>
    private const int MostPairs = 256;

    private readonly Dictionary<string, Denier> deniers = new(StringComparer.Ordinal);
    private readonly HashSet<Denier> dirty = [];
    private readonly NumberedRanking<Shown, Disagreement> ranking = new(ByClarity);

    /// <summary>What is disputed, the clearest first.</summary>
    public Disagreement[] InOrder(Numbering numbering) => ranking.InOrder(numbering, numbering.Of);

    /// <summary>Number of contradictions within reports that are too uncertain to be shown.</summary>
    public int Uncertain { get; private set; }

    /// <summary>Puts a dispute in.</summary>
    public void Add(Dispute dispute)
    {
        string who = Dispute.Who(dispute.Denial) ?? "";
        if (!deniers.TryGetValue(who, out Denier? denier)) deniers[who] = denier = new();
        denier.Add(dispute);
        dirty.Add(denier);
    }

    /// <summary>Takes a dispute back.</summary>
    public void Remove(Dispute dispute)
    {
        dispute.IsGone = true;
        if (!deniers.TryGetValue(Dispute.Who(dispute.Denial) ?? "", out Denier? denier)) return;
        denier.Touch(dispute);
        dirty.Add(denier);
    }

    /// <summary>What is told of a cell changed.</summary>
    public void Change(PositionCell cell)
    {
        foreach (Dispute dispute in cell.Disputes) Remove(dispute);
        cell.Disputes.Clear();
        if (cell.History is null) return;
        cell.Disputes.AddRange(Within(cell, cell.History));
        foreach (Dispute dispute in cell.Disputes) Add(dispute);
    }

    /// <summary>What a reading finds within its report.</summary>
    public void Tell(TalksReading reading)
    {
        SaidInReport said = reading.Said!;
        if (reading.Reading.Contradictions.Count == 0) return;
        Dictionary<string, Statement> statements = reading.Reading.Statements.DistinctBy(statement => statement.Id, StringComparer.Ordinal).ToDictionary(statement => statement.Id, StringComparer.Ordinal);
        string text = reading.Reading.Report.Text;
        foreach (Contradiction contradiction in reading.Reading.Contradictions)
        {
            if (!statements.TryGetValue(contradiction.A, out Statement? claim) || !statements.TryGetValue(contradiction.B, out Statement? denial)) continue;
            if (Denies(claim, text) && !Denies(denial, text)) (claim, denial) = (denial, claim);
            // "denied that the union had agreed": what is denied is no word of the union's.
            if (claim.Act != Act.Assert && claim.Cue.Spans.Any(cue => denial.Content.Spans.Any(content => content.Contains(cue)))) continue;
            // Where nobody is denied and one account is of no side, the two may well be of two things.
            bool vague = denial.Source.Spans.Count == 0 || !Denies(denial, text) && (claim.Source.Party is null || denial.Source.Party is null);
            if (contradiction.Confidence < ShownConfidence.Contradiction || vague)
            {
                said.Uncertain++;
                Uncertain++;
                continue;
            }

            var dispute = new Dispute(said.Quote(claim), said.Quote(denial), Denies(denial, text), [.. Clash(claim, denial).Select(reading.Target).OfType<IdentityNode>().Distinct()], contradiction.About, contradiction.Confidence) { Source = DisputeSource.Report };
            said.Disputes.Add(dispute);
            Add(dispute);
        }
    }

    /// <summary>A reading no longer tells what it did.</summary>
    public void Withdraw(TalksReading reading)
    {
        foreach (Dispute dispute in reading.Said!.Disputes) Remove(dispute);
        Uncertain -= reading.Said.Uncertain;
    }

    /// <summary>Brings the disputes up to date.</summary>
    /// <param name="relabelled">Nodes that stand for proposals and issues of another label or id than before.</param>
    public void Resolve(IReadOnlySet<IdentityNode> relabelled)
    {
        if (relabelled.Count > 0)
            foreach (Denier denier in deniers.Values)
                foreach (Dispute dispute in denier.Disputes.Where(dispute => dispute.Targets.Any(relabelled.Contains)))
                {
                    denier.Touch(dispute);
                    dirty.Add(denier);
                }

        var made = new List<Shown>();
        foreach (Denier denier in dirty)
        {
            List<Dispute> open = denier.TakeOpen(ranking);
            List<Shown> anew = [.. Groups(open).Select(group => new Shown(Of(group), group[0]))];
            denier.Shown.AddRange(anew);
            made.AddRange(anew);
        }

        ranking.Change(made);
        dirty.Clear();
    }

    private static bool Denies(Statement statement, string text) => statement.Act is Act.Deny or Act.Reject || Denials.IsDenial(statement, text);

    /// <summary>Targets on which two statements ascribe opposite stances to the same holder.</summary>
    private static IEnumerable<string> Clash(Statement a, Statement b) =>
        from left in a.Positions
        from right in b.Positions
        where left.Holder == right.Holder && left.Target == right.Target && left.Stance != right.Stance
        select left.Target;

    /// <summary>Pairs of a claimed or reported stance and the opposite stance in the holder's own word, each sure enough by itself.</summary>
    private static List<Dispute> Within(PositionCell cell, PositionHistory history)
    {
        List<PositionEntry> sure = [.. history.Entries.Where(entry => entry.Confidence >= ShownConfidence.Contradiction && entry.Stance != Stance.Mixed)];
        List<PositionEntry> claims = sure.FindAll(entry => entry.Voice != Voice.Own && entry.Quotation.Speaker is not null), own = sure.FindAll(entry => entry.Voice == Voice.Own);
        var found = new List<Dispute>();
        if (claims.Count == 0 || own.Count == 0) return found;
        Dispute Between(PositionEntry claim, PositionEntry denial) => new(claim.Quotation, denial.Quotation, denial.Act is Act.Deny or Act.Reject, [cell.Target], null, Math.Min(claim.Confidence, denial.Confidence));
        if ((long)claims.Count * own.Count <= MostPairs)
        {
            foreach (PositionEntry claim in claims)
                foreach (PositionEntry denial in own.Where(denial => denial.Stance != claim.Stance)) found.Add(Between(claim, denial));
            return found;
        }

        // Of many, the surest that comes no earlier, else the surest: every sentence stands with one.
        foreach (Stance stance in (Stance[])[Stance.For, Stance.Against])
        {
            List<PositionEntry> said = claims.FindAll(claim => claim.Stance == stance), against = own.FindAll(denial => denial.Stance != stance);
            if (said.Count == 0 || against.Count == 0) continue;
            PositionEntry claimed = said.MaxBy(claim => claim.Confidence)!, denied = against.OrderByDescending(denial => denial.Act is Act.Deny or Act.Reject).ThenByDescending(denial => denial.Confidence).First();
            foreach (PositionEntry claim in said) found.Add(Between(claim, denied));
            foreach (PositionEntry denial in against.Where(denial => !ReferenceEquals(denial, denied))) found.Add(Between(claimed, denial));
        }

        return found;
    }

    /// <summary>Puts together what the same two sides say on the same thing.</summary>
    private static List<List<Dispute>> Groups(List<Dispute> disputes)
    {
        // One pair of statements may clash on several targets, or be found in several ways: it is one pair.
        List<Dispute> merged = [.. disputes
            .GroupBy(pair => (pair.Claim.Report, pair.Claim.Statement, DenialReport: pair.Denial.Report, DenialStatement: pair.Denial.Statement))
            .Select(group => group.Count() == 1 ? group.First() : Merged([.. group.OrderBy(pair => pair.Source)]))
            .OrderByDescending(pair => pair.Weight).ThenByDescending(pair => pair.Targets.Count).ThenBy(pair => pair.Claim.Report).ThenBy(pair => pair.Claim.Span).ThenBy(pair => pair.Denial.Report).ThenBy(pair => pair.Denial.Span)
            .ThenBy(pair => pair.Claim.Statement, StringComparer.Ordinal).ThenBy(pair => pair.Denial.Statement, StringComparer.Ordinal)];
        var groups = new List<List<Dispute>>();
        var byClaimer = new Dictionary<string, List<List<Dispute>>>(StringComparer.Ordinal);
        foreach (Dispute pair in merged)
        {
            // Only what the same side claims covers it, unless nobody is said to claim it.
            string claimer = pair.IsUnnamed ? "" : Dispute.Who(pair.Claim) ?? "";
            List<Dispute>? home = (pair.IsUnnamed ? groups : byClaimer.GetValueOrDefault(claimer) ?? []).Find(group => group[0].Covers(pair));
            if (home is not null)
            {
                home.Add(pair);
                continue;
            }

            groups.Add(home = [pair]);
            claimer = Dispute.Who(pair.Claim) ?? "";
            if (!byClaimer.TryGetValue(claimer, out List<List<Dispute>>? same)) byClaimer[claimer] = same = [];
            same.Add(home);
        }

        return groups;
    }

    private static Dispute Merged(List<Dispute> group) =>
        new(group[0].Claim, group[0].Denial, group[0].Denies, [.. group.SelectMany(pair => pair.Targets).Distinct()], group.Find(pair => pair.About is not null)?.About, group.Max(pair => pair.Confidence)) { Keys = group[0].Keys };

    private static Disagreement Of(List<Dispute> group)
    {
        Dispute main = group[0];
        bool samePartyOrNone = main.Claim.Party is not null && main.Claim.Party == main.Denial.Party;
        DisagreementKind kind = samePartyOrNone ? DisagreementKind.TwoAccounts
            : main.Denies && main.IsSameDayOrLater ? DisagreementKind.ClaimDenied
            : main.Targets.Count > 0 ? DisagreementKind.ClaimAgainstOwnWord : DisagreementKind.TwoAccounts;
        string about = main.Targets.Count > 0 ? string.Join("; ", main.Targets.Select(target => target.Called).OrderBy(called => called.Id, StringComparer.Ordinal).Select(called => called.Name)) : main.About ?? "";
        var used = new HashSet<(int, TextSpan)> { (main.Claim.Report, main.Claim.Span), (main.Denial.Report, main.Denial.Span) };
        var further = new List<Quotation>();
        foreach (Dispute pair in group.Skip(1))
            foreach (Quotation quotation in new[] { pair.Claim, pair.Denial })
                if (used.Add((quotation.Report, quotation.Span)))
                    further.Add(quotation);
        further.Sort((x, y) => x.Report != y.Report ? x.Report.CompareTo(y.Report) : x.Span.CompareTo(y.Span));
        return new Disagreement(kind, about, [.. group.SelectMany(pair => pair.Targets).Distinct().Select(target => target.Called.Id).Order(StringComparer.Ordinal)], main.Claim, main.Denial, further, group.Max(pair => pair.Confidence));
    }

    private static int ByClarity(Shown x, Shown y)
    {
        (Disagreement a, Disagreement b) = (x.Told, y.Told);
        int order = a.Kind.CompareTo(b.Kind);
        if (order == 0) order = (a.Claim.Party is null).CompareTo(b.Claim.Party is null);
        if (order == 0) order = a.IsOneSentence.CompareTo(b.IsOneSentence);
        if (order == 0) order = b.Targets.Count.CompareTo(a.Targets.Count);
        if (order == 0) order = b.Confidence.CompareTo(a.Confidence);
        if (order == 0) order = Nullable.Compare(b.Day, a.Day);
        if (order == 0) order = a.Claim.Report.CompareTo(b.Claim.Report);
        if (order == 0) order = a.Claim.Span.CompareTo(b.Claim.Span);
        if (order == 0) order = a.Denial.Span.CompareTo(b.Denial.Span);
        if (order == 0) order = a.Denial.Report.CompareTo(b.Denial.Report);
        if (order == 0) order = string.CompareOrdinal(a.Claim.Statement, b.Claim.Statement);
        if (order == 0) order = string.CompareOrdinal(a.Denial.Statement, b.Denial.Statement);
        return order != 0 ? order : string.CompareOrdinal(a.About, b.About);
    }

    /// <summary>All that one side or speaker denies. Disputes of which one may cover the other have a key in common: a target, the sentence that denies, or what they are about in words.</summary>
    private sealed class Denier
    {
        private readonly Dictionary<(IdentityNode? Target, int Report, string Words), int> keys = [];
        private readonly HashSet<int> touched = [];

        public List<Dispute> Disputes { get; } = [];
        public List<Shown> Shown { get; } = [];

        public void Add(Dispute dispute)
        {
            dispute.Keys =
            [
                .. dispute.Targets.Select(target => Key((target, 0, ""))),
                Key((null, dispute.Denial.Report, dispute.Denial.Statement ?? "")),
                .. dispute.Targets.Count == 0 ? [Key((null, -1, dispute.About ?? ""))] : (int[])[],
            ];
            Disputes.Add(dispute);
            Touch(dispute);
        }

        /// <summary>A dispute comes, goes or is named otherwise.</summary>
        public void Touch(Dispute dispute) => touched.UnionWith(dispute.Keys);

        /// <summary>Takes out what is gone, and of what is shown all that goes back to disputes that keys lead to from one that was touched. Returns these disputes.</summary>
        public List<Dispute> TakeOpen(NumberedRanking<Shown, Disagreement> ranking)
        {
            int[] parent = [.. Enumerable.Range(0, keys.Count)];
            foreach (Dispute dispute in Disputes)
                foreach (int key in dispute.Keys) parent[DisjointSets.Find(parent, key)] = DisjointSets.Find(parent, dispute.Keys[0]);
            HashSet<int> open = [.. touched.Select(key => DisjointSets.Find(parent, key))];
            bool IsOpen(Dispute dispute) => open.Contains(DisjointSets.Find(parent, dispute.Keys[0]));
            foreach (Shown shown in Shown)
                if (IsOpen(shown.Main)) ranking.Remove(shown);
            Shown.RemoveAll(shown => shown.IsGone);
            Disputes.RemoveAll(dispute => dispute.IsGone);
            touched.Clear();
            return Disputes.FindAll(IsOpen);
        }

        private int Key((IdentityNode?, int, string) key)
        {
            if (!keys.TryGetValue(key, out int number)) keys[key] = number = keys.Count;
            return number;
        }
    }

    /// <summary>A disagreement as it is shown now.</summary>
    private sealed class Shown(Disagreement disagreement, Dispute main) : RankedPart<Disagreement>(disagreement)
    {
        public Dispute Main { get; } = main;
    }
}
