using Parley.Language;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>What is on the table in one report: texts and offers, points under negotiation, what the texts say on them, what happened, and by when sides must act.</summary>
internal sealed record Tabled(
    IReadOnlyList<Proposal> Proposals,
    IReadOnlyList<Issue> Issues,
    IReadOnlyList<Provision> Provisions,
    IReadOnlyList<NegotiationEvent> Events,
    IReadOnlyList<Deadline> Deadlines);

/// <summary>Reads what is on the table: each finder in its turn, over one index of the report. Safe for use by several threads at once.</summary>
internal sealed class TableReader
{
    /// <summary>Working state of one caller: the index of a report, and what the finders work with.</summary>
    internal sealed class State
    {
        internal readonly ReportIndex Index = new();
        internal readonly ProposalFinder.State Proposals = new();
        internal readonly IssueFinder.State Issues = new();
        internal readonly EventFinder.State Events = new();
    }

    private readonly WordClusters clusters;
    private readonly ProposalFinder proposals;
    private readonly IssueFinder issues;
    private readonly EventFinder events;
    private readonly PloverCoder coder;

    private TableReader(WordClusters clusters, ProposalFinder proposals, IssueFinder issues, EventFinder events, PloverCoder coder) =>
        (this.clusters, this.proposals, this.issues, this.events, this.coder) = (clusters, proposals, issues, events, coder);

    /// <summary>Loads the finders' models from a folder.</summary>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static TableReader Load(string modelFolder) =>
        new(WordClusters.Load(modelFolder), ProposalFinder.Load(modelFolder), IssueFinder.Load(modelFolder), EventFinder.Load(modelFolder), PloverCoder.Load(modelFolder));

    /// <summary>Indexes a document whose attributions and parties are known, for <see cref="Read"/>.</summary>
    public void Index(Document document, IReadOnlyList<Attribution> attributions, PartyIndex parties, State state) => state.Index.Build(document, attributions, parties, clusters);

    /// <summary>Reads what is on the table.</summary>
    public Tabled Read(State state)
    {
        var index = state.Index;
        var tabled = proposals.Find(index, state.Proposals);
        var points = issues.Find(index, tabled, state.Issues);
        return new(tabled, points, ProvisionFinder.Find(index, tabled, points), events.Find(index, coder, state.Events), DeadlineFinder.Find(index));
    }
}
