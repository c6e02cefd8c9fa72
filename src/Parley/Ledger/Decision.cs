using System.Text.Json.Serialization;
using Parley.Positions;

namespace Parley.Ledger;

/// <summary>What people decide on: kinds of things that a negotiation is told of.</summary>
public enum ThingKind
{
    /// <summary>A side or mediator.</summary>
    Party,
    /// <summary>A person or body that speaks for a party.</summary>
    Actor,
    /// <summary>A text or offer on the table.</summary>
    Proposal,
    /// <summary>A point under negotiation.</summary>
    Issue,
}

/// <summary>The three parts of a statement that stand in the text.</summary>
public enum StatementPart
{
    /// <summary>Who says it.</summary>
    Source,
    /// <summary>The words that ascribe it.</summary>
    Cue,
    /// <summary>What is said.</summary>
    Content,
}

/// <summary>In which capacity somebody decides; a statement keeps one status for each.</summary>
public enum DecisionRole
{
    /// <summary>Who works through the statements first.</summary>
    Author,
    /// <summary>Who goes over that work.</summary>
    Reviewer,
}

/// <summary>
/// What a person decided about what the reader found. Decisions from a ledger and from a <c>talks.yaml</c> are this one type; the latest on the same matter wins, and none is ever overwritten.
/// Things are named by their names and statements by their words, so that a decision survives another reading and an updated report.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "decision", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Judge), "judge")]
[JsonDerivedType(typeof(CorrectSpans), "spans")]
[JsonDerivedType(typeof(CorrectSpeaker), "speaker")]
[JsonDerivedType(typeof(CorrectAct), "act")]
[JsonDerivedType(typeof(JudgePosition), "judge-position")]
[JsonDerivedType(typeof(CorrectPosition), "position")]
[JsonDerivedType(typeof(Merge), "merge")]
[JsonDerivedType(typeof(Split), "split")]
[JsonDerivedType(typeof(Rename), "rename")]
[JsonDerivedType(typeof(LeaveOut), "leave-out")]
[JsonDerivedType(typeof(Affiliate), "affiliate")]
[JsonDerivedType(typeof(Remark), "remark")]
public abstract record Decision
{
    /// <summary>Why, in the words of who decided; null for no reason given.</summary>
    public string? Note { get; init; }

    /// <summary>In which capacity it was decided.</summary>
    public DecisionRole Role { get; init; }

    /// <summary>The report that it is about, as its id; null where it is about the negotiation as a whole.</summary>
    [JsonIgnore]
    public virtual string? Report => null;
}

/// <summary>A decision on one statement of one report.</summary>
/// <param name="On">The statement.</param>
public abstract record StatementDecision(StatementPlace On) : Decision
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Report => On?.Report;
}

/// <summary>The statement stands as it was read, with full confidence, or is no statement at all.</summary>
/// <param name="On">The statement.</param>
/// <param name="Right">Whether it stands.</param>
public sealed record Judge(StatementPlace On, bool Right) : StatementDecision(On);

/// <summary>A part of the statement stands elsewhere in the text.</summary>
/// <param name="On">The statement.</param>
/// <param name="Part">Which part.</param>
/// <param name="Places">Where it stands, in text order; empty where it is not in the text.</param>
public sealed record CorrectSpans(StatementPlace On, StatementPart Part, IReadOnlyList<Anchor> Places) : StatementDecision(On);

/// <summary>Somebody else says it.</summary>
/// <param name="On">The statement.</param>
/// <param name="Actor">Name of who speaks, or null for nobody named.</param>
/// <param name="Party">Name of the party spoken for, or null for none.</param>
public sealed record CorrectSpeaker(StatementPlace On, string? Actor, string? Party) : StatementDecision(On);

/// <summary>The source does something else by saying it.</summary>
/// <param name="On">The statement.</param>
/// <param name="Act">What it does.</param>
public sealed record CorrectAct(StatementPlace On, Act Act) : StatementDecision(On);

/// <summary>A position that the statement tells stands as it was read, or is none.</summary>
/// <param name="On">The statement.</param>
/// <param name="Holder">Name of the party whose position it is.</param>
/// <param name="Target">Label of the proposal or issue.</param>
/// <param name="Right">Whether it stands.</param>
public sealed record JudgePosition(StatementPlace On, string Holder, string Target, bool Right) : StatementDecision(On);

/// <summary>A position that the statement tells is another one, or was missed.</summary>
/// <param name="On">The statement.</param>
/// <param name="Instead">The position that was read (holder and target), or null where it was missed.</param>
/// <param name="Position">What the statement tells.</param>
public sealed record CorrectPosition(StatementPlace On, PositionPlace? Instead, StatedPosition Position) : StatementDecision(On);

/// <summary>Several names are of one thing, in all reports.</summary>
/// <param name="Kind">What they name.</param>
/// <param name="Name">What to call it.</param>
/// <param name="Others">Its other names.</param>
public sealed record Merge(ThingKind Kind, string Name, IReadOnlyList<string> Others) : Decision;

/// <summary>A name is not of the same thing as others, in all reports: they are never made one.</summary>
/// <param name="Kind">What they name.</param>
/// <param name="Name">The one.</param>
/// <param name="Others">What it is kept apart from.</param>
public sealed record Split(ThingKind Kind, string Name, IReadOnlyList<string> Others) : Decision;

/// <summary>A thing is to be called something else.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What the reports call it.</param>
/// <param name="To">What to call it.</param>
public sealed record Rename(ThingKind Kind, string Name, string To) : Decision;

/// <summary>What was found is none: no party, nothing on the table, no point under negotiation.</summary>
/// <param name="Kind">What it was taken for.</param>
/// <param name="Name">What the reports call it.</param>
public sealed record LeaveOut(ThingKind Kind, string Name) : Decision;

/// <summary>Whom a person or body speaks for, and as what.</summary>
/// <param name="Actor">Name of the actor.</param>
/// <param name="Party">Name of its party, or null for none.</param>
/// <param name="Office">Its office, or null to leave that as read.</param>
public sealed record Affiliate(string Actor, string? Party, string? Office) : Decision;

/// <summary>A note on a report, a statement or the negotiation; changes nothing.</summary>
/// <param name="About">Id of a report, or null for the negotiation.</param>
/// <param name="On">The statement, or null.</param>
public sealed record Remark(string? About, StatementPlace? On) : Decision
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Report => On?.Report ?? About;
}

/// <summary>A position by the names of its holder and its target.</summary>
/// <param name="Holder">Name of the party.</param>
/// <param name="Target">Label of the proposal or issue.</param>
public sealed record PositionPlace(string Holder, string Target);

/// <summary>A position by names.</summary>
/// <param name="Holder">Name of the party.</param>
/// <param name="Target">Label of the proposal or issue.</param>
/// <param name="Kind"><see cref="ThingKind.Proposal"/> or <see cref="ThingKind.Issue"/>.</param>
/// <param name="Stance">For, against or mixed.</param>
/// <param name="Voice">Who vouches for it.</param>
/// <param name="Condition">The condition in the source's words, or null.</param>
public sealed record StatedPosition(string Holder, string Target, ThingKind Kind, Stance Stance, Voice Voice, string? Condition);
