using Parley.Positions;
using Parley.Reports;

namespace Parley.Talks;

/// <summary>
/// The talks: one negotiation over all its reports, as of a date. Parties, actors, proposals and issues of the single readings are made one, positions stand
/// over time, every statement of fact goes back to a sentence. Built by <see cref="NegotiationBuilder"/>; the order in which readings arrive does not matter.
/// </summary>
public sealed record Negotiation
{
    /// <summary>Reports in time order (undated ones last, by id), numbered from 1; near-identical texts stand on the one that is counted.</summary>
    public required IReadOnlyList<TalksReport> Reports { get; init; }
    /// <summary>Which readers and models made the readings.</summary>
    public required IReadOnlyList<ReaderIdentity> Readers { get; init; }
    /// <summary>The sides, the most involved first.</summary>
    public required IReadOnlyList<TalksParty> Parties { get; init; }
    /// <summary>Who speaks and acts, the most quoted first.</summary>
    public required IReadOnlyList<TalksActor> Actors { get; init; }
    /// <summary>Texts on the table, originals before what revises or counters them.</summary>
    public required IReadOnlyList<TalksProposal> Proposals { get; init; }
    /// <summary>Points under negotiation, the most discussed first.</summary>
    public required IReadOnlyList<TalksIssue> Issues { get; init; }
    /// <summary>What was found on a party's position on a target, one entry for each pair on which anything was found.</summary>
    public required IReadOnlyList<PositionHistory> Positions { get; init; }
    /// <summary>What cannot both be true, the clearest first.</summary>
    public required IReadOnlyList<Disagreement> Disagreements { get; init; }
    /// <summary>Number of contradictions found with less confidence than <see cref="ShownConfidence.Contradiction"/>.</summary>
    public required int UncertainDisagreements { get; init; }
    /// <summary>Events and deadlines in time order; what cannot be dated stands last.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
    /// <summary>What the reporters themselves say of the talks, in report order.</summary>
    public required IReadOnlyList<Quotation> Assessments { get; init; }
    /// <summary>What each side says, side by side in the order of <see cref="Parties"/>, the most telling first.</summary>
    public required IReadOnlyList<Saying> Sayings { get; init; }
    /// <summary>Only reports published up to and including this day were used; null for all.</summary>
    public DateOnly? AsOf { get; init; }
    /// <summary>What came after this day counts as new; null for nothing.</summary>
    public DateOnly? Since { get; init; }
    /// <summary>Reports left out because they are undated and the state at a date was asked for.</summary>
    public int UndatedLeftOut { get; init; }

    /// <summary>Whether something first seen on <paramref name="date"/> is new since <see cref="Since"/>; never for what is undated.</summary>
    public bool IsNew(DateOnly? date) => Since is { } since && date is { } day && day > since;
}

/// <summary>A report that counts, with those that repeat its text.</summary>
/// <param name="Number">From 1, in time order.</param>
/// <param name="Report">The report.</param>
/// <param name="Day">Day of publication, or null when undated.</param>
/// <param name="Copies">Ids of reports with nearly the same text.</param>
public sealed record TalksReport(int Number, Report Report, DateOnly? Day, IReadOnlyList<string> Copies);

/// <summary>A side or mediator over all reports.</summary>
/// <param name="Id">Unique in the negotiation.</param>
/// <param name="Name">Its most used name.</param>
/// <param name="Aliases">Other names, in alphabetical order.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Statements">How many statements come from it.</param>
/// <param name="Mentions">How often it is mentioned.</param>
/// <param name="Reports">Numbers of the reports that name it.</param>
/// <param name="Confidence">The highest confidence of its readings.</param>
public sealed record TalksParty(
    string Id, string Name, IReadOnlyList<string> Aliases, PartyKind Kind, int Statements, int Mentions, IReadOnlyList<int> Reports, double Confidence);

/// <summary>A person or body over all reports.</summary>
/// <param name="Id">Unique in the negotiation.</param>
/// <param name="Name">Fullest name found.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Offices">Its offices as the reports word them.</param>
/// <param name="Party">Id of its party, or null.</param>
/// <param name="Statements">How many statements come from it.</param>
/// <param name="Reports">Numbers of the reports that name it.</param>
/// <param name="Confidence">The highest confidence of its readings.</param>
public sealed record TalksActor(
    string Id, string Name, ActorKind Kind, IReadOnlyList<string> Offices, string? Party, int Statements, IReadOnlyList<int> Reports, double Confidence);

/// <summary>A text or offer on the table over all reports.</summary>
/// <param name="Id">Unique in the negotiation.</param>
/// <param name="Label">Its most telling label.</param>
/// <param name="OtherLabels">What other reports call it.</param>
/// <param name="By">Ids of the parties that tabled it.</param>
/// <param name="Revises">Id of the proposal it is a version of, or null.</param>
/// <param name="Counters">Id of the proposal it answers with another, or null.</param>
/// <param name="Provisions">What it says, by issue.</param>
/// <param name="Mentions">How often it is mentioned.</param>
/// <param name="FirstSeen">Day of the first dated report that tells of it.</param>
/// <param name="Reports">Numbers of the reports that tell of it.</param>
/// <param name="Confidence">The highest confidence of its readings.</param>
public sealed record TalksProposal(
    string Id, string Label, IReadOnlyList<string> OtherLabels, IReadOnlyList<string> By, string? Revises, string? Counters,
    IReadOnlyList<TalksProvision> Provisions, int Mentions, DateOnly? FirstSeen, IReadOnlyList<int> Reports, double Confidence);

/// <summary>What a proposal says on an issue (id, or null where none of the issues fits).</summary>
public sealed record TalksProvision(string? Issue, Quotation Quotation, double Confidence);

/// <summary>A point under negotiation over all reports.</summary>
/// <param name="Id">Unique in the negotiation.</param>
/// <param name="Label">The thing that one can be for or against.</param>
/// <param name="OtherLabels">What other reports call it.</param>
/// <param name="Mentions">How often it is mentioned.</param>
/// <param name="FirstSeen">Day of the first dated report that tells of it.</param>
/// <param name="Reports">Numbers of the reports that tell of it.</param>
/// <param name="Confidence">The highest confidence of its readings.</param>
public sealed record TalksIssue(
    string Id, string Label, IReadOnlyList<string> OtherLabels, int Mentions, DateOnly? FirstSeen, IReadOnlyList<int> Reports, double Confidence);

/// <summary>The words of a report that bear a fact out.</summary>
/// <param name="Report">Number of the report.</param>
/// <param name="Statement">Id of the statement in that report's reading, or null.</param>
/// <param name="Span">The sentences, in the report's text.</param>
/// <param name="Text">The sentences, unchanged.</param>
/// <param name="Marks">The words within <paramref name="Span"/> that carry the fact, in the report's text.</param>
/// <param name="Speaker">Who speaks, for display: name and office, party, or the source's words; null for the reporter's own voice.</param>
/// <param name="Party">Id of the speaker's party, or null.</param>
/// <param name="Day">Day of the report, or null.</param>
public sealed record Quotation(
    int Report, string? Statement, TextSpan Span, string Text, IReadOnlyList<TextSpan> Marks, string? Speaker, string? Party, DateOnly? Day);

/// <summary>An event or a deadline, however many reports tell of it.</summary>
/// <param name="IsDeadline">Whether it is a deadline.</param>
/// <param name="Kind">Kind of the event, or status of the deadline, in lower case.</param>
/// <param name="Category">PLOVER category of an event, else null.</param>
/// <param name="Parties">Ids of the parties that took part.</param>
/// <param name="Date">Its own date as the text gives it (ISO 8601), or null.</param>
/// <param name="ReportedOn">Day of the first dated report that tells of it.</param>
/// <param name="Summary">The shortest words that say it.</param>
/// <param name="Quotations">Its sentences, one a report.</param>
/// <param name="Confidence">The highest confidence of its readings.</param>
public sealed record TimelineEntry(
    bool IsDeadline, string Kind, string? Category, IReadOnlyList<string> Parties, string? Date, DateOnly? ReportedOn, string Summary,
    IReadOnlyList<Quotation> Quotations, double Confidence);
