using Parley.Positions;

namespace Parley.Talks;

/// <summary>The issues of all readings made one.</summary>
internal sealed class IssuesSoFar : ThingsSoFar<IssueNode, (TalksIssue Issue, int Held)>
{
    private readonly IssueIdentity identity;

    private IssuesSoFar(IssueIdentity identity)
        : base('i', identity.Clusters) => this.identity = identity;

    public IssuesSoFar(DecidedNames? decided)
        : this(new IssueIdentity(decided))
    {
    }

    /// <summary>Points under negotiation, the most discussed first.</summary>
    public IReadOnlyList<TalksIssue> Shown { get; private set; } = [];

    /// <summary>The nodes that stand for them, in the same order.</summary>
    public IEnumerable<IssueNode> Roots => All.Select(thing => thing.Root);

    /// <summary>A reading counts, or no longer does.</summary>
    public void Change(TalksReading reading, bool counts)
    {
        int times = counts ? 1 : -1;
        identity.Change(reading, counts);
        Reading told = reading.Reading;
        int[] held = TalksReading.CountBy(told.Issues, issue => issue.Id, told.Statements.SelectMany(statement => statement.Positions).Select(position => position.Target));
        for (int i = 0; i < told.Issues.Count; i++)
        {
            IssueNode node = reading.IssueNodes[i];
            node.Held += times * held[i];
            node.Mentions += times * told.Issues[i].Mentions.Count;
            node.Confidences.Add(told.Issues[i].Confidence, times);
            Touch(node);
        }
    }

    /// <summary>Brings the issues up to date. Returns the nodes that are of another issue than before.</summary>
    public List<IssueNode> Resolve(int renumbered)
    {
        List<IssueNode> changed = Update(renumbered);
        var shown = new List<TalksIssue>(All.Count);
        foreach (var thing in All)
        {
            TalksIssue issue = thing.Shown.Issue;
            if (issue.Id != thing.Id || issue.Reports != thing.Reports) thing.Shown = (issue = issue with { Id = thing.Id, Reports = thing.Reports }, thing.Shown.Held);
            thing.Root.Place = shown.Count;
            shown.Add(issue);
        }

        Shown = shown;
        return changed;
    }

    protected override (TalksIssue Issue, int Held) Show(List<IssueNode> members, (TalksReading Reading, int Index) first)
    {
        Dictionary<string, int> labels = Sum(members, node => node.Names);
        string label = Wording(members, place => place.Reading.Reading.Issues[place.Index].Label) ?? MostUsed(labels);
        return (new("", label, Others(labels, label), members.Sum(node => node.Mentions), first.Reading.Day, [], members.Max(node => node.Confidences.Things.Max())), members.Sum(node => node.Held));
    }

    protected override int Compare(ThingSoFar<IssueNode, (TalksIssue Issue, int Held)> a, ThingSoFar<IssueNode, (TalksIssue Issue, int Held)> b)
    {
        if (a.Shown.Held != b.Shown.Held) return b.Shown.Held.CompareTo(a.Shown.Held);
        return a.Shown.Issue.Mentions != b.Shown.Issue.Mentions ? b.Shown.Issue.Mentions.CompareTo(a.Shown.Issue.Mentions) : string.CompareOrdinal(a.Shown.Issue.Label, b.Shown.Issue.Label);
    }

    protected override (IReadOnlyList<TextSpan> Mentions, string Id) Named((TalksReading Reading, int Index) place) =>
        (place.Reading.Reading.Issues[place.Index].Mentions, place.Reading.Reading.Issues[place.Index].Id);
}
