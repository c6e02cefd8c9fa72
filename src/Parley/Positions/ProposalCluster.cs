namespace Parley.Positions;

/// <summary>Mentions drawn together as one proposal. Serves one report after the other.</summary>
internal sealed class ProposalCluster
{
    // A bit for each version that a mention has.
    private int versions;

    /// <summary>Begins anew, without mentions.</summary>
    public void Begin()
    {
        Mentions.Clear();
        Authors.Clear();
        (versions, Strongest, Sum, Confidence, Best) = (0, 0, 0, 0, null!);
    }

    /// <summary>Its mentions in text order.</summary>
    public List<ProposalMention> Mentions { get; } = [];

    /// <summary>Parties that its mentions give as authors, in the order in which they are given.</summary>
    public List<string> Authors { get; } = [];

    /// <summary>Probability of its surest mention.</summary>
    public double Strongest { get; private set; }

    /// <summary>Sum of the mentions' probabilities.</summary>
    public double Sum { get; private set; }

    /// <summary>Its surest mention.</summary>
    public ProposalMention Best { get; private set; } = null!;

    /// <summary>How probable it is that it is a proposal, once it has been judged as a whole.</summary>
    public double Confidence { get; set; }

    /// <summary>Its version: what its first mention with a version word says, none where there is no such.</summary>
    public VersionClass Version
    {
        get
        {
            foreach (var m in Mentions)
                if (m.Version != VersionClass.None) return m.Version;
            return VersionClass.None;
        }
    }

    /// <summary>Whether one of its mentions leaves no doubt of a version or an answer.</summary>
    public bool Explicit => Mentions.Exists(static m => m.Explicit);

    /// <summary>Version words keep an earlier, a later and a rival text apart, and texts of different authors are different.</summary>
    public bool Admits(ProposalMention mention)
    {
        // "An improved offer" is not the offer that was spoken of before it; "the offer" after it may well be the improved one.
        if (mention.Version is VersionClass.New or VersionClass.Rival && !Has(mention.Version)) return false;
        if (mention.Version == VersionClass.Old && (Has(VersionClass.New) || Has(VersionClass.Rival))) return false;
        return Authors.Count == 0 || mention.Authors.Count == 0 || Share(Authors, mention.Authors);
    }

    /// <summary>Whether two lists of parties have one in common.</summary>
    public static bool Share(List<string> a, List<string> b)
    {
        foreach (string party in a)
            if (b.Contains(party)) return true;
        return false;
    }

    private bool Has(VersionClass version) => (versions & 1 << (int)version) != 0;

    /// <summary>Takes another group's mentions in; its authors count only where this one has none.</summary>
    public void Absorb(ProposalCluster other)
    {
        Mentions.AddRange(other.Mentions);
        versions |= other.versions;
        Mentions.Sort(static (a, b) => a.First.CompareTo(b.First));
        if (Authors.Count == 0) Authors.AddRange(other.Authors);
        Sum += other.Sum;
        if (other.Strongest > Strongest) (Strongest, Best) = (other.Strongest, other.Best);
    }

    /// <summary>Takes a mention in.</summary>
    public void Add(ProposalMention mention, double probability)
    {
        Mentions.Add(mention);
        (mention.Cluster, mention.Sureness) = (this, probability);
        versions |= 1 << (int)mention.Version;
        foreach (string author in mention.Authors)
            if (!Authors.Contains(author)) Authors.Add(author);
        Sum += probability;
        if (probability <= Strongest && Best is not null) return;
        (Strongest, Best) = (probability, mention);
    }
}
