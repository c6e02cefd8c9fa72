using System.Diagnostics.CodeAnalysis;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Ledger;

/// <summary>How far a ledger goes.</summary>
/// <param name="Number">Number of the last entry; 0 for an empty ledger.</param>
/// <param name="Hash">Its hash.</param>
public readonly record struct LedgerHead(long Number, string Hash);

/// <summary>
/// A ledger in a store: the record of entries, and what follows from them (which reports count, who said what, who holds which position), which can be built again at any time. Appending is all or nothing
/// and durable when it returns; what follows from the new entries is written in the same transaction. Several processes may append to one ledger at the same time; one object is for one thread.
/// Every member throws <see cref="LedgerException"/> when the store fails.
/// </summary>
[SuppressMessage("Naming", "CA1716", Justification = "A ledger is searched in English.")]
public interface ILedgerStore : IDisposable
{
    /// <summary>What to call the ledger in messages: its path, or its connection without secrets.</summary>
    string Name { get; }

    /// <summary>The last entry.</summary>
    LedgerHead Head { get; }

    /// <summary>
    /// Appends entries, all or none. A report that the ledger has (by its <see cref="ReportAdded.Identity"/>) and that is not retracted is not added again, nor is a reading that the report has to the byte.
    /// </summary>
    /// <returns>The entries in the order of the drafts; null where nothing was to be added.</returns>
    /// <exception cref="LedgerException">A draft is refused (a reading of a report that is not there or of another text, a decision on an unknown report, an author of several lines), or the store fails.</exception>
    IReadOnlyList<Entry?> Append(IReadOnlyList<Draft> drafts);

    /// <summary>All entries in order, from the one after <paramref name="after"/>; lazily.</summary>
    IEnumerable<Entry> Entries(long after = 0);

    /// <summary>The entry with a number, or null.</summary>
    Entry? Find(long number);

    /// <summary>The entries about an entry (readings of a report, decisions on it, retractions), in order.</summary>
    IReadOnlyList<Entry> About(long number);

    /// <summary>The report with this <see cref="ReportAdded.Identity"/>, retracted ones apart, or null.</summary>
    LedgerReport? FindReport(string identity);

    /// <summary>The report that counts under an id, or null.</summary>
    LedgerReport? FindReportById(string id);

    /// <summary>What tells the reports apart that are retracted: the <see cref="ReportAdded.Identity"/> of each.</summary>
    IReadOnlySet<string> RetractedReports();

    /// <summary>All versions of the report under an id, the first first, retracted ones apart, each with its last reading.</summary>
    IReadOnlyList<LedgerReport> Versions(string id);

    /// <summary>The reports that count: of several with one id the last, retracted ones apart; in the order they came in, lazily.</summary>
    IEnumerable<LedgerReport> Reports();

    /// <summary>Decisions on parties, actors, proposals and issues that are not retracted, in the order they were made.</summary>
    IReadOnlyList<RecordedDecision> Decisions();

    /// <summary>Statements that a question asks for, the latest first.</summary>
    IEnumerable<FoundStatement> Statements(LedgerQuery query);

    /// <summary>Reports that a question asks for, the latest first; what it says of statements is left aside.</summary>
    IEnumerable<LedgerReport> Reports(LedgerQuery query);

    /// <summary>Who is for and against what, from the positions that are sure enough to be shown.</summary>
    /// <param name="asOf">From reports dated up to this day; null for all, undated ones too.</param>
    /// <param name="parties">Most parties to give.</param>
    /// <param name="targets">Most proposals and issues to give.</param>
    LedgerMatrix Matrix(DateOnly? asOf, int parties, int targets);

    /// <summary>How much there is of everything.</summary>
    LedgerCounts Count();

    /// <summary>Checks the chain, the contents' hashes and that everything that follows is what a replay gives.</summary>
    /// <returns>What is wrong, by entry; empty for a sound ledger.</returns>
    IEnumerable<LedgerFault> Verify();

    /// <summary>Builds everything that follows from the entries again.</summary>
    /// <param name="progress">Told the number of reports done.</param>
    void Rebuild(Action<long>? progress = null);
}

/// <summary>A decision with where it stands in the record.</summary>
/// <param name="Entry">Number of its entry.</param>
/// <param name="At">When.</param>
/// <param name="Author">Who.</param>
/// <param name="Decision">What.</param>
public sealed record RecordedDecision(long Entry, DateTimeOffset At, string Author, Decision Decision);

/// <summary>A report of a ledger with its reading and the decisions on it.</summary>
/// <param name="Entry">Number of its entry.</param>
/// <param name="Report">The report as it came in.</param>
/// <param name="Sha256">SHA-256 of its original bytes.</param>
/// <param name="ReadingEntry">Number of the entry of the last reading that is not retracted; 0 for none.</param>
/// <param name="Read">That reading, or null.</param>
/// <param name="Decisions">Decisions on it (under its id) that are not retracted, in the order they were made.</param>
public sealed record LedgerReport(long Entry, RawReport Report, string Sha256, long ReadingEntry, ReadingAdded? Read, IReadOnlyList<RecordedDecision> Decisions)
{
    private DecidedReading? decided;

    /// <summary>What makes it the same as another report: see <see cref="ReportAdded.Identity"/>.</summary>
    public string Identity => Report.Taken?.Content ?? Sha256;

    /// <summary>The reading with the decisions in effect, or null where the report was never read.</summary>
    public DecidedReading? Decided => Read is null ? null : decided ??= DecidedReading.Of(Read.Reading, Decisions.Select(decision => decision.Decision), Report.Id);
}

/// <summary>A question to a ledger; what is null is not asked. Days are inclusive.</summary>
public sealed record LedgerQuery
{
    /// <summary>Words that must all be there ("nato membership"), phrases in quotation marks, beginnings with a star ("negotiat*").</summary>
    public string? About { get; init; }

    /// <summary>Party or speaker.</summary>
    public string? By { get; init; }

    /// <summary>Party that the statement is made for.</summary>
    public string? Party { get; init; }

    /// <summary>Who speaks.</summary>
    public string? Speaker { get; init; }

    /// <summary>Holder of a position that the statement tells.</summary>
    public string? Holder { get; init; }

    /// <summary>Issue that it tells a position on.</summary>
    public string? Issue { get; init; }

    /// <summary>Proposal that it tells a position on.</summary>
    public string? Proposal { get; init; }

    /// <summary>What the source does.</summary>
    public Act? Act { get; init; }

    /// <summary>Stance of a position that it tells.</summary>
    public Stance? Stance { get; init; }

    /// <summary>First day of publication.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Last day of publication.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Status in both capacities together: open where nobody decided.</summary>
    public ReviewStatus? Status { get; init; }

    /// <summary>Whether rejected statements are found too, which tell no position; they always are where that status is asked for.</summary>
    public bool WithRejected { get; init; }

    /// <summary>Most to give.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>A statement of a ledger.</summary>
/// <param name="Report">Its report.</param>
/// <param name="Statement">The statement with decisions in effect.</param>
/// <param name="Status">What people made of it.</param>
public sealed record FoundStatement(LedgerReport Report, Statement Statement, StatementStatus Status)
{
    /// <summary>Whether it is left out by the latest decision in either capacity.</summary>
    public bool IsRejected => Report.Decided is { } decided && decided.Rejected.Any(rejected => rejected.Id == Statement.Id);
}

/// <summary>How much there is in a ledger.</summary>
/// <param name="Entries">Entries of every kind.</param>
/// <param name="Reports">Reports that count.</param>
/// <param name="Superseded">Reports of which a later version counts.</param>
/// <param name="Retracted">Reports retracted.</param>
/// <param name="Readings">Entries of readings.</param>
/// <param name="Decisions">Entries of decisions.</param>
/// <param name="Retractions">Entries of retractions.</param>
/// <param name="Statements">Statements of the reports that count, rejected ones apart.</param>
/// <param name="Reviewed">Statements of them that somebody decided on, rejected ones included.</param>
/// <param name="Positions">Positions that they tell.</param>
/// <param name="Text">Bytes of all texts in UTF-8.</param>
/// <param name="Size">Bytes that the ledger takes.</param>
public sealed record LedgerCounts(long Entries, long Reports, long Superseded, long Retracted, long Readings, long Decisions, long Retractions, long Statements, long Reviewed, long Positions, long Text, long Size);

/// <summary>Something wrong in a ledger.</summary>
/// <param name="Entry">Number of the entry at fault, or 0 where it is the store itself.</param>
/// <param name="What">What is wrong.</param>
public sealed record LedgerFault(long Entry, string What)
{
    /// <summary>"entry 12: what".</summary>
    public override string ToString() => Entry > 0 ? $"entry {Entry}: {What}" : What;
}
