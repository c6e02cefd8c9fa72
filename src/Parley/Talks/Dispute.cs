namespace Parley.Talks;

/// <summary>A claim and its denial, before those to the same effect are put together.</summary>
/// <param name="claim">The claim.</param>
/// <param name="denial">What stands against it.</param>
/// <param name="denies">Whether that plainly denies or refuses.</param>
/// <param name="targets">The nodes that stand for the proposals and issues it is about.</param>
/// <param name="about">What it is about in words, or null.</param>
/// <param name="confidence">Probability that the two exclude each other.</param>
internal sealed class Dispute(Quotation claim, Quotation denial, bool denies, IReadOnlyList<IdentityNode> targets, string? about, double confidence)
{
    public Quotation Claim { get; } = claim;
    public Quotation Denial { get; } = denial;
    public bool Denies { get; } = denies;
    public IReadOnlyList<IdentityNode> Targets { get; } = targets;
    public string? About { get; } = about;
    public double Confidence { get; } = confidence;

    /// <summary>How it was found: of what several ways find, the first is told.</summary>
    public DisputeSource Source { get; init; }

    /// <summary>Numbers of what it has in common with others that it may go with.</summary>
    public int[] Keys { get; set; } = [];

    /// <summary>Whether it was taken back.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether the denial does not come before the claim.</summary>
    public bool IsSameDayOrLater => Claim.Day is not { } claim || Denial.Day is not { } denial || denial >= claim;

    /// <summary>A plain denial is the clearest, a named claimant is clearer than an unnamed one.</summary>
    public double Weight => Confidence + (Denies ? 1 : 0) + (Claim.Party is null ? 0 : 0.5) + (IsSameDayOrLater ? 0.5 : 0);

    /// <summary>Whether nobody is said to claim what is denied.</summary>
    public bool IsUnnamed => Claim is { Party: null, Speaker: Evidence.Unnamed };

    /// <summary>Who says something, by party where it is one.</summary>
    public static string? Who(Quotation quotation) => quotation.Party ?? quotation.Speaker;

    /// <summary>Same two sides, same thing; a claim that is laid to nobody belongs to the one that somebody is known to make.</summary>
    public bool Covers(Dispute other) =>
        (Who(Claim) == Who(other.Claim) || other.IsUnnamed) && Who(Denial) == Who(other.Denial)
        && (Targets.Any(other.Targets.Contains) || Denial.Report == other.Denial.Report && Denial.Statement == other.Denial.Statement || Targets.Count == 0 && other.Targets.Count == 0 && About == other.About);
}

/// <summary>How a dispute was found.</summary>
internal enum DisputeSource
{
    /// <summary>By a claimed position against the holder's own word.</summary>
    Positions,
    /// <summary>By the reader, within one report.</summary>
    Report,
    /// <summary>By a denial in nearly the same words, or one that implies its claim.</summary>
    Words,
}
