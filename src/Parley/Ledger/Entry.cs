using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Ledger;

/// <summary>What an entry records.</summary>
public enum EntryKind
{
    /// <summary>A report came in.</summary>
    Report,
    /// <summary>A reader read a report.</summary>
    Reading,
    /// <summary>A person decided something.</summary>
    Decision,
    /// <summary>An earlier entry is to count no longer.</summary>
    Retraction,
}

/// <summary>One line of the record. Entries are numbered from 1 without a gap, are never changed, and each carries the hash of the one before (see <see cref="EntryHash"/>).</summary>
/// <param name="Number">Its place in the record.</param>
/// <param name="At">When it was written, in UTC, to the millisecond.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Subject">Number of the entry it is about: of a reading and of a decision on a report the report's, of a retraction what is retracted; 0 for none.</param>
/// <param name="Content">What it records.</param>
/// <param name="Previous">Hash of the entry before, 64 hexadecimal digits; zeros for the first.</param>
/// <param name="Hash">Its own hash.</param>
public sealed record Entry(long Number, DateTimeOffset At, string Author, long Subject, EntryContent Content, string Previous, string Hash)
{
    /// <summary>What it records.</summary>
    public EntryKind Kind => Content.Kind;
}

/// <summary>What an entry records, by kind.</summary>
public abstract record EntryContent
{
    /// <summary>The kind.</summary>
    public abstract EntryKind Kind { get; }
}

/// <summary>A report as it came in.</summary>
/// <param name="Report">Its text and what came with it.</param>
/// <param name="Original">The bytes that the text was decoded from: a file (unpacked), or a line of one.</param>
public sealed record ReportAdded(RawReport Report, ReadOnlyMemory<byte> Original) : EntryContent
{
    /// <summary>SHA-256 of the original bytes, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = EntryHash.Of(Original.Span);

    /// <summary>
    /// What makes two reports the same, 64 hexadecimal digits: <see cref="Sha256"/>; of a web report, the SHA-256 of what is the report in its page, which stays when menus and advertisements change.
    /// </summary>
    public string Identity => Report.Taken?.Content ?? Sha256;

    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Report;
}

/// <summary>What a reader made of a report.</summary>
public sealed record ReadingAdded : EntryContent
{
    private Reading? reading;

    /// <summary>A reading as JSON.</summary>
    /// <param name="reportIdentity">Which report it is of: its <see cref="ReportAdded.Identity"/>.</param>
    /// <param name="json">The reading as <c>parley read</c> prints it, without the line end; kept to the byte. Fields that a reading does not have are kept and mean nothing here.</param>
    public ReadingAdded(string reportIdentity, ReadOnlyMemory<byte> json) => (ReportIdentity, Json) = (reportIdentity, json);

    /// <summary>A reading.</summary>
    public ReadingAdded(string reportIdentity, Reading reading)
        : this(reportIdentity, ReadingJson.ToUtf8(reading))
    {
    }

    /// <summary>Which report it is of: its <see cref="ReportAdded.Identity"/>, 64 hexadecimal digits.</summary>
    public string ReportIdentity { get; }

    /// <summary>The reading as <c>parley read</c> prints it, without the line end.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The entry that it is kept in, for messages ("talks.db: entry 12"); null before it is in a ledger.</summary>
    internal string? Kept { get; init; }

    /// <summary>The reading; parsed when first asked for.</summary>
    /// <exception cref="JsonException">The JSON is no reading.</exception>
    /// <exception cref="LedgerException">It was, but the ledger that keeps it is damaged.</exception>
    public Reading Reading => reading ??= Parsed();

    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Reading;

    /// <inheritdoc/>
    public bool Equals(ReadingAdded? other) => other is not null && ReportIdentity == other.ReportIdentity && Json.Span.SequenceEqual(other.Json.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ReportIdentity, Json.Length);

    private Reading Parsed()
    {
        try
        {
            return ReadingJson.Parse(Json.Span);
        }
        catch (JsonException e) when (Kept is not null)
        {
            throw new LedgerException($"{Kept} cannot be read: {e.Message}; see what 'parley ledger verify' says", e);
        }
    }
}

/// <summary>What a person decided.</summary>
/// <param name="Decision">The decision.</param>
public sealed record DecisionMade(Decision Decision) : EntryContent
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Decision;
}

/// <summary>An earlier entry (a report, a reading or a decision) counts no longer; it stays in the record.</summary>
/// <param name="Entry">Its number.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record Retracted(long Entry, string? Reason) : EntryContent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Retraction;
}

/// <summary>What is to be recorded, and by whom.</summary>
/// <param name="Author">Name of the person or program; one line of at most 200 characters.</param>
/// <param name="Content">What.</param>
/// <param name="At">When it was written, for entries taken over from another ledger; null for now.</param>
public sealed record Draft(string Author, EntryContent Content, DateTimeOffset? At = null);
