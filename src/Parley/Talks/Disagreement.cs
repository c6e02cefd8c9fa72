using Parley.Positions;

namespace Parley.Talks;

/// <summary>How two accounts exclude each other.</summary>
public enum DisagreementKind
{
    /// <summary>What one says of a side, that side denies or refuses.</summary>
    ClaimDenied,
    /// <summary>What one says of a side is not what that side itself says.</summary>
    ClaimAgainstOwnWord,
    /// <summary>Two accounts of the same thing.</summary>
    TwoAccounts,
}

/// <summary>A claim and what stands against it.</summary>
/// <param name="Kind">How the two exclude each other.</param>
/// <param name="About">What it is about, in words.</param>
/// <param name="Targets">Ids of the proposals and issues it is about; may be empty.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Denial">What stands against it.</param>
/// <param name="Further">More sentences to the same effect, on either side.</param>
/// <param name="Confidence">Probability that the two exclude each other.</param>
public sealed record Disagreement(
    DisagreementKind Kind, string About, IReadOnlyList<string> Targets, Quotation Claim, Quotation Denial, IReadOnlyList<Quotation> Further, double Confidence)
{
    /// <summary>Whether the reports do not say who claims what is denied.</summary>
    public bool IsClaimUnnamed => Claim.Party is null && Claim.Speaker == Evidence.Unnamed;

    /// <summary>Whether one and the same sentence tells of the claim and of what stands against it.</summary>
    public bool IsOneSentence => Claim.Report == Denial.Report && Claim.Span == Denial.Span;

    /// <summary>Day of the later of the two, or null where neither is dated.</summary>
    public DateOnly? Day => Claim.Day is { } claim && Denial.Day is { } denial ? (claim > denial ? claim : denial) : Claim.Day ?? Denial.Day;
}

/// <summary>Finds what cannot both be true: contradictions that a reading found inside a report, and claimed positions against the holder's own word in any two reports.</summary>
internal static class Disagreements
{
    /// <summary>A claim and its denial, before those to the same effect are put together.</summary>
    internal sealed record Pair(Quotation Claim, Quotation Denial, bool Denies, IReadOnlyList<string> Targets, string? About, double Confidence);

    /// <summary>Pairs of a claimed or reported stance and the opposite stance in the holder's own word, each sure enough by itself.</summary>
    public static IEnumerable<Pair> Across(IEnumerable<PositionHistory> positions)
    {
        foreach (PositionHistory history in positions)
            foreach (PositionEntry claim in history.Entries.Where(entry => entry.Confidence >= ShownConfidence.Contradiction && entry.Voice != Voice.Own && entry.Stance != Stance.Mixed && entry.Quotation.Speaker is not null))
                foreach (PositionEntry own in history.Entries.Where(entry => entry.Confidence >= ShownConfidence.Contradiction && entry.Voice == Voice.Own && entry.Stance != Stance.Mixed && entry.Stance != claim.Stance))
                    yield return new Pair(claim.Quotation, own.Quotation, own.Act is Act.Deny or Act.Reject, [history.Target], null, Math.Min(claim.Confidence, own.Confidence));
    }

    /// <summary>Puts together what the same two sides say on the same thing.</summary>
    /// <param name="pairs">Pairs in any order.</param>
    /// <param name="label">Label of a proposal or issue by id.</param>
    public static List<Disagreement> Group(IEnumerable<Pair> pairs, Func<string, string> label)
    {
        // One pair of statements may clash on several targets: it is one pair.
        List<Pair> merged = [.. pairs
            .GroupBy(pair => (pair.Claim.Report, pair.Claim.Statement, DenialReport: pair.Denial.Report, DenialStatement: pair.Denial.Statement))
            .Select(group => group.First() with
            {
                Targets = [.. group.SelectMany(pair => pair.Targets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                About = group.Select(pair => pair.About).FirstOrDefault(about => about is not null),
                Confidence = group.Max(pair => pair.Confidence),
            })
            .OrderByDescending(pair => Weight(pair)).ThenByDescending(pair => pair.Targets.Count).ThenBy(pair => pair.Claim.Report).ThenBy(pair => pair.Claim.Span).ThenBy(pair => pair.Denial.Report).ThenBy(pair => pair.Denial.Span)];
        var groups = new List<List<Pair>>();
        foreach (Pair pair in merged)
        {
            List<Pair>? home = groups.Find(group => Belongs(group[0], pair));
            if (home is null) groups.Add([pair]);
            else home.Add(pair);
        }
        return [.. groups.Select(group => Of(group, label)).OrderBy(found => found.Kind).ThenBy(found => found.Claim.Party is null).ThenBy(found => found.IsOneSentence).ThenByDescending(found => found.Targets.Count).ThenByDescending(found => found.Confidence)
            .ThenByDescending(found => found.Day).ThenBy(found => found.Claim.Report).ThenBy(found => found.Claim.Span).ThenBy(found => found.Denial.Span)];
    }

    /// <summary>Same two sides, same thing; a claim that is laid to nobody belongs to the one that somebody is known to make.</summary>
    private static bool Belongs(Pair first, Pair pair) =>
        (Who(first.Claim) == Who(pair.Claim) || pair.Claim is { Party: null, Speaker: Evidence.Unnamed }) && Who(first.Denial) == Who(pair.Denial)
        && (first.Targets.Any(pair.Targets.Contains) || first.Denial.Report == pair.Denial.Report && first.Denial.Statement == pair.Denial.Statement || first.Targets.Count == 0 && pair.Targets.Count == 0 && first.About == pair.About);

    private static string? Who(Quotation quotation) => quotation.Party ?? quotation.Speaker;

    /// <summary>A plain denial is the clearest, a named claimant is clearer than an unnamed one.</summary>
    private static double Weight(Pair pair) => pair.Confidence + (pair.Denies ? 1 : 0) + (pair.Claim.Party is null ? 0 : 0.5) + (SameDayOrLater(pair) ? 0.5 : 0);

    private static bool SameDayOrLater(Pair pair) => pair.Claim.Day is not { } claim || pair.Denial.Day is not { } denial || denial >= claim;

    private static Disagreement Of(List<Pair> group, Func<string, string> label)
    {
        Pair main = group[0];
        var targets = group.SelectMany(pair => pair.Targets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        bool samePartyOrNone = main.Claim.Party is not null && main.Claim.Party == main.Denial.Party;
        DisagreementKind kind = samePartyOrNone ? DisagreementKind.TwoAccounts
            : main.Denies && SameDayOrLater(main) ? DisagreementKind.ClaimDenied
            : main.Targets.Count > 0 ? DisagreementKind.ClaimAgainstOwnWord : DisagreementKind.TwoAccounts;
        string about = main.Targets.Count > 0 ? string.Join("; ", main.Targets.Select(label)) : main.About ?? "";
        var used = new HashSet<(int, TextSpan)> { (main.Claim.Report, main.Claim.Span), (main.Denial.Report, main.Denial.Span) };
        var further = new List<Quotation>();
        foreach (Pair pair in group.Skip(1))
            foreach (Quotation quotation in new[] { pair.Claim, pair.Denial })
                if (used.Add((quotation.Report, quotation.Span)))
                    further.Add(quotation);
        further.Sort((x, y) => x.Report != y.Report ? x.Report.CompareTo(y.Report) : x.Span.CompareTo(y.Span));
        return new Disagreement(kind, about, targets, main.Claim, main.Denial, further, group.Max(pair => pair.Confidence));
    }
}
