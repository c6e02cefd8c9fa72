using Parley.Positions;

namespace Parley.Talks;

/// <summary>A reading in the picture: where it stands in time, and what its parties, actors, proposals and issues are counted to.</summary>
internal sealed class TalksReading
{
    private readonly Dictionary<string, int> parties, actors, proposals, issues;

    /// <summary>Takes a reading up.</summary>
    /// <param name="reading">The reading, with people's decisions in effect.</param>
    /// <param name="arrival">How many arrived before it.</param>
    public TalksReading(Reading reading, int arrival)
    {
        Reading = reading;
        Arrival = arrival;
        Day = Timeline.Day(reading.Report.Published);
        parties = Places(reading.Parties, party => party.Id);
        actors = Places(reading.Actors, actor => actor.Id);
        proposals = Places(reading.Proposals, proposal => proposal.Id);
        issues = Places(reading.Issues, issue => issue.Id);
        PartyNodes = new PartyNode[reading.Parties.Count];
        ActorNodes = new ActorNode[reading.Actors.Count];
        ProposalNodes = new ProposalNode[reading.Proposals.Count];
        IssueNodes = new IssueNode[reading.Issues.Count];
    }

    /// <summary>The reading.</summary>
    public Reading Reading { get; }

    /// <summary>How many readings arrived before it.</summary>
    public int Arrival { get; }

    /// <summary>Day of its report, or null.</summary>
    public DateOnly? Day { get; }

    /// <summary>Place in time among all readings, from 0.</summary>
    public int Place { get; set; }

    /// <summary>Orders its report among all in time as <see cref="Place"/> does, but stays when others come before it.</summary>
    public int Label { get; set; }

    /// <summary>The reading whose report has nearly the same text and comes first: itself where it counts.</summary>
    public TalksReading? First { get; set; }

    /// <summary>Readings of reports with nearly the same text.</summary>
    public List<TalksReading> Alike { get; } = [];

    /// <summary>Its report as it is numbered now; null where it does not count.</summary>
    public TalksReport? Report { get; set; }

    /// <summary>What its parties are counted to, in their order.</summary>
    public PartyNode[] PartyNodes { get; }

    /// <summary>What its actors are counted to, in their order.</summary>
    public ActorNode[] ActorNodes { get; }

    /// <summary>What its proposals are counted to, in their order.</summary>
    public ProposalNode[] ProposalNodes { get; }

    /// <summary>What its issues are counted to, in their order.</summary>
    public IssueNode[] IssueNodes { get; }

    /// <summary>What the reporter says of the talks.</summary>
    public IReadOnlyList<(TextSpan Sentence, IReadOnlyList<TextSpan> Marks)> Judgements => field ??= [.. Assessments.Of(Reading)];

    /// <summary>What it adds to the picture beside names; null where it adds nothing.</summary>
    public SaidInReport? Said { get; set; }

    /// <summary>What a party of the reading is counted to; null for an id that it does not define.</summary>
    public PartyNode? Party(string? id) => id is not null && parties.TryGetValue(id, out int place) ? PartyNodes[place] : null;

    /// <summary>The side that a party of the reading belongs to; null for an id that it does not define.</summary>
    public PartyNode? Side(string? id) => Party(id)?.Side;

    /// <summary>What an actor of the reading is counted to; null for an id that it does not define.</summary>
    public ActorNode? Actor(string? id) => id is not null && actors.TryGetValue(id, out int place) ? ActorNodes[place] : null;

    /// <summary>What a proposal of the reading is counted to; null for an id that it does not define, or that is an issue's too.</summary>
    public ProposalNode? Proposal(string? id) => id is not null && !issues.ContainsKey(id) && proposals.TryGetValue(id, out int place) ? ProposalNodes[place] : null;

    /// <summary>The proposal or issue that one of the reading became; null for an id that it does not define.</summary>
    public IdentityNode? Target(string? id)
    {
        if (id is null) return null;
        if (issues.TryGetValue(id, out int issue)) return IssueNodes[issue].Root;
        return proposals.TryGetValue(id, out int proposal) ? ProposalNodes[proposal].Root : null;
    }

    /// <summary>The party a statement is made for: that of its actor over all reports, else what the reading says.</summary>
    public PartyNode? Side(Statement statement) => Actor(statement.Source.Actor)?.Face.Side ?? Side(statement.Source.Party);

    /// <summary>Words of the report.</summary>
    public string Words(TextSpan span) => Reading.Report.Text[span.Start..span.End];

    /// <summary>Words of the report at several places.</summary>
    public string[] Words(IReadOnlyList<TextSpan> spans) => [.. spans.Select(Words)];

    /// <summary>Number of each of the parties, actors, proposals or issues, by how often it is named in that place.</summary>
    public static int[] CountBy<T>(IReadOnlyList<T> things, Func<T, string> id, IEnumerable<string?> named)
    {
        Dictionary<string, int> places = Places(things, id);
        var counts = new int[things.Count];
        foreach (string? name in named)
            if (name is not null && places.TryGetValue(name, out int place)) counts[place]++;
        return counts;
    }

    /// <summary>Place of each thing by its id; of two of one id the last, as elsewhere.</summary>
    private static Dictionary<string, int> Places<T>(IReadOnlyList<T> things, Func<T, string> id)
    {
        var places = new Dictionary<string, int>(things.Count, StringComparer.Ordinal);
        for (int i = 0; i < things.Count; i++) places[id(things[i])] = i;
        return places;
    }
}
