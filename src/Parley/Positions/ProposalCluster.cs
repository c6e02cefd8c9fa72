namespace Parley.Positions;

/// <summary>Mentions drawn together as one proposal.</summary>
internal sealed class ProposalCluster
{
    private readonly List<ProposalMention> mentions = [];
    private readonly List<string> authors = [];
    private readonly Dictionary<ProposalMention, double> sureness = new(ReferenceEqualityComparer.Instance);
    // A bit for each version that a mention has.
    private int versions;

    /// <summary>Its mentions in text order.</summary>
    public IReadOnlyList<ProposalMention> Mentions => mentions;

    /// <summary>Probability of one of its mentions.</summary>
    public double SurenessOf(ProposalMention mention) => sureness[mention];

    /// <summary>Parties that its mentions give as authors, in the order in which they are given.</summary>
    public IReadOnlyList<string> Authors => authors;

    /// <summary>Probability of its surest mention.</summary>
    public double Strongest { get; private set; }

    /// <summary>Sum of the mentions' probabilities.</summary>
    public double Sum { get; private set; }

    /// <summary>Its surest mention.</summary>
    public ProposalMention Best { get; private set; } = null!;

    /// <summary>Its version: what its first mention with a version word says, none where there is no such.</summary>
    public VersionClass Version
    {
        get
        {
            foreach (var m in mentions)
                if (m.Version != VersionClass.None) return m.Version;
            return VersionClass.None;
        }
    }

    /// <summary>Whether one of its mentions leaves no doubt of a version or an answer.</summary>
    public bool Explicit => mentions.Exists(m => m.Explicit);

    /// <summary>Version words keep an earlier, a later and a rival text apart, and texts of different authors are different.</summary>
    public bool Admits(ProposalMention mention)
    {
        // "An improved offer" is not the offer that was spoken of before it; "the offer" after it may well be the improved one.
        if (mention.Version is VersionClass.New or VersionClass.Rival && !Has(mention.Version)) return false;
        if (mention.Version == VersionClass.Old && (Has(VersionClass.New) || Has(VersionClass.Rival))) return false;
        return authors.Count == 0 || mention.Authors.Count == 0 || Share(authors, mention.Authors);
    }

    /// <summary>Whether two lists of parties have one in common.</summary>
    public static bool Share(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        for (int i = 0; i < a.Count; i++)
            for (int j = 0; j < b.Count; j++)
                if (a[i] == b[j]) return true;
        return false;
    }

    private bool Has(VersionClass version) => (versions & 1 << (int)version) != 0;

    /// <summary>Takes another group's mentions in; its authors count only where this one has none.</summary>
    public void Absorb(ProposalCluster other)
    {
        mentions.AddRange(other.mentions);
        foreach (var (mention, probability) in other.sureness) sureness[mention] = probability;
        versions |= other.versions;
        mentions.Sort((a, b) => a.First.CompareTo(b.First));
        if (authors.Count == 0) authors.AddRange(other.authors);
        Sum += other.Sum;
        if (other.Strongest > Strongest) (Strongest, Best) = (other.Strongest, other.Best);
    }

    /// <summary>Takes a mention in.</summary>
    public void Add(ProposalMention mention, double probability)
    {
        mentions.Add(mention);
        sureness[mention] = probability;
        versions |= 1 << (int)mention.Version;
        foreach (string author in mention.Authors)
            if (!authors.Contains(author)) authors.Add(author);
        Sum += probability;
        if (probability <= Strongest && Best is not null) return;
        (Strongest, Best) = (probability, mention);
    }
}
