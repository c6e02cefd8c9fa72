using Parley.Reports;

namespace Parley.Positions;

/// <summary>Everything found in one report: the record that <c>parley read</c> prints. Ids are unique within it over all lists; every confidence is in [0, 1].</summary>
public sealed record Reading
{
    /// <summary>Who read it: version of the reader and hash of its models.</summary>
    public required ReaderIdentity Reader { get; init; }
    /// <summary>The report, text unchanged.</summary>
    public required Report Report { get; init; }
    /// <summary>Sentences in text order.</summary>
    public IReadOnlyList<TextSpan> Sentences { get; init; } = [];
    /// <summary>Sides of the negotiation and mediators.</summary>
    public IReadOnlyList<Party> Parties { get; init; } = [];
    /// <summary>Persons and bodies that speak or act.</summary>
    public IReadOnlyList<Actor> Actors { get; init; } = [];
    /// <summary>Who said what, in text order of their cue or content.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];
    /// <summary>Texts and offers on the table.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = [];
    /// <summary>Points under negotiation.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];
    /// <summary>What a proposal says on an issue.</summary>
    public IReadOnlyList<Provision> Provisions { get; init; } = [];
    /// <summary>What happened between the parties.</summary>
    public IReadOnlyList<NegotiationEvent> Events { get; init; } = [];
    /// <summary>Dates by which a side must act.</summary>
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];
    /// <summary>Pairs of statements that cannot both be true.</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; init; } = [];
}

/// <summary>Which program and which models made a reading.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Models">First 16 hexadecimal digits of the SHA-256 of the model files.</param>
public sealed record ReaderIdentity(string Version, string Models);

/// <summary>What a party is.</summary>
public enum PartyKind
{
    /// <summary>A state or its government.</summary>
    State,
    /// <summary>A group of states.</summary>
    Bloc,
    /// <summary>An institution: court, agency, board, international body.</summary>
    Body,
    /// <summary>A trade union.</summary>
    Union,
    /// <summary>A company.</summary>
    Firm,
    /// <summary>A political party, armed group or campaign.</summary>
    Movement,
    /// <summary>Any other group: producers, bondholders, farmers.</summary>
    Group,
}

/// <summary>A side of the negotiation or a mediator.</summary>
public sealed record Party(string Id, string Name, IReadOnlyList<string> Aliases, PartyKind Kind, IReadOnlyList<TextSpan> Mentions, double Confidence);

/// <summary>What an actor is.</summary>
public enum ActorKind
{
    /// <summary>A human being.</summary>
    Person,
    /// <summary>A body that acts for a party.</summary>
    Body,
    /// <summary>An office without a name ("the spokesman").</summary>
    Office,
    /// <summary>A document that is made to speak ("the statement said").</summary>
    Document,
}

/// <summary>A person or body that speaks or acts for a party.</summary>
/// <param name="Id">Unique in the reading.</param>
/// <param name="Name">Fullest name found.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Office">Its office as the report words it, several joined by "; ", or null.</param>
/// <param name="Party">Id of its party, or null when it speaks for none.</param>
/// <param name="Mentions">Where it is mentioned.</param>
/// <param name="Confidence">Probability that name and party are right.</param>
public sealed record Actor(string Id, string Name, ActorKind Kind, string? Office, string? Party, IReadOnlyList<TextSpan> Mentions, double Confidence);

/// <summary>What a source does by saying something.</summary>
public enum Act
{
    /// <summary>Everything that is none of the others.</summary>
    Assert,
    /// <summary>Says that something reported or claimed is not so.</summary>
    Deny,
    /// <summary>Agrees to something on the table.</summary>
    Accept,
    /// <summary>Refuses something on the table.</summary>
    Reject,
    /// <summary>Asks another side for something.</summary>
    Demand,
    /// <summary>Puts something on the table.</summary>
    Propose,
    /// <summary>Binds its own future act, to the other's good.</summary>
    Promise,
    /// <summary>Binds its own future act, to the other's harm.</summary>
    Threaten,
    /// <summary>Judges against.</summary>
    Criticise,
    /// <summary>Judges in favour.</summary>
    Praise,
}

/// <summary>The source of a statement: its spans may be empty (implied, or the reporter's own voice); actor and party are ids or null.</summary>
public sealed record StatementSource(IReadOnlyList<TextSpan> Spans, string? Actor, string? Party);

/// <summary>Spans of one role of a statement, in text order.</summary>
public sealed record StatementSpans(IReadOnlyList<TextSpan> Spans);

/// <summary>An attribution with what it does and what it says of positions.</summary>
public sealed record Statement(
    string Id,
    StatementSource Source,
    StatementSpans Cue,
    StatementSpans Content,
    Act Act,
    IReadOnlyList<Position> Positions,
    double Confidence);

/// <summary>Stance of a holder towards a target.</summary>
public enum Stance
{
    /// <summary>Wants or accepts it.</summary>
    For,
    /// <summary>Refuses or opposes it.</summary>
    Against,
    /// <summary>Partly, with conditions, or open to it.</summary>
    Mixed,
}

/// <summary>Who vouches for a position.</summary>
public enum Voice
{
    /// <summary>Said by the holder's own side.</summary>
    Own,
    /// <summary>Said of the holder by another side.</summary>
    Claimed,
    /// <summary>Said by the reporter or somebody unaffiliated.</summary>
    Reported,
}

/// <summary>A party's stance on a proposal or issue, as one statement tells it.</summary>
/// <param name="Holder">Id of the party whose position it is.</param>
/// <param name="Target">Id of a proposal or an issue.</param>
/// <param name="Stance">For, against or mixed.</param>
/// <param name="Voice">Who vouches for it.</param>
/// <param name="Condition">The condition in the source's words, or null.</param>
/// <param name="Confidence">Probability that holder, target and stance are right.</param>
public sealed record Position(string Holder, string Target, Stance Stance, Voice Voice, string? Condition, double Confidence);

/// <summary>A text or offer on the table.</summary>
/// <param name="Id">Unique in the reading.</param>
/// <param name="Label">What to call it, in the report's words.</param>
/// <param name="By">Ids of the parties that tabled it.</param>
/// <param name="Revises">Id of the proposal it is a version of, or null.</param>
/// <param name="Counters">Id of the proposal it answers with another, or null.</param>
/// <param name="Mentions">Where it is mentioned.</param>
/// <param name="Confidence">Probability that it is on the table.</param>
public sealed record Proposal(string Id, string Label, IReadOnlyList<string> By, string? Revises, string? Counters, IReadOnlyList<TextSpan> Mentions, double Confidence);

/// <summary>A point under negotiation, worded as something that one can be for or against.</summary>
public sealed record Issue(string Id, string Label, IReadOnlyList<TextSpan> Mentions, double Confidence);

/// <summary>What a proposal says on an issue; <paramref name="Issue"/> is null where none of the issues fits.</summary>
public sealed record Provision(string Proposal, string? Issue, IReadOnlyList<TextSpan> Spans, double Confidence);

/// <summary>What kind of event it is.</summary>
public enum EventKind
{
    /// <summary>A meeting or call, held or planned.</summary>
    Talks,
    /// <summary>A text or offer tabled.</summary>
    Proposal,
    /// <summary>A text changed.</summary>
    Revision,
    /// <summary>Something confidential became public.</summary>
    Leak,
    /// <summary>A deadline set or moved.</summary>
    Deadline,
    /// <summary>Something agreed or signed.</summary>
    Agreement,
    /// <summary>Talks failed or were broken off.</summary>
    Breakdown,
    /// <summary>Work stopped.</summary>
    Strike,
    /// <summary>A vote or ballot.</summary>
    Vote,
    /// <summary>Force was used.</summary>
    Violence,
    /// <summary>Anything else between the parties.</summary>
    Other,
}

/// <summary>What happened between the parties.</summary>
/// <param name="Id">Unique in the reading.</param>
/// <param name="Category">PLOVER category (AGREE, CONSULT, ...).</param>
/// <param name="Kind">Kind in the negotiation's own terms.</param>
/// <param name="Parties">Ids of the parties that took part.</param>
/// <param name="Date">ISO 8601 date where the text gives one, else null.</param>
/// <param name="Spans">The shortest stretch that says it.</param>
/// <param name="Confidence">Probability that it happened as coded.</param>
public sealed record NegotiationEvent(string Id, string Category, EventKind Kind, IReadOnlyList<string> Parties, string? Date, IReadOnlyList<TextSpan> Spans, double Confidence);

/// <summary>What became of a deadline.</summary>
public enum DeadlineStatus
{
    /// <summary>Announced.</summary>
    Set,
    /// <summary>Put to another date, or made flexible.</summary>
    Moved,
    /// <summary>Gone by without the act.</summary>
    Passed,
    /// <summary>Kept.</summary>
    Met,
}

/// <summary>A date by which a side must act.</summary>
public sealed record Deadline(string Id, DeadlineStatus Status, string? Date, IReadOnlyList<TextSpan> Spans, double Confidence);

/// <summary>Two statements (ids) that cannot both be true, and what they are about.</summary>
public sealed record Contradiction(string A, string B, string About, double Confidence);
