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
