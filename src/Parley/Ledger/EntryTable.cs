using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parley.Ledger;

/// <summary>The record itself: entries in a database, to and from what they mean.</summary>
internal sealed class EntryTable(Database database)
{
    /// <summary>Entries read at once.</summary>
    private const int Page = 256;

    private readonly List<object?[]> unwritten = [];
    private readonly List<object?[]> unwrittenTexts = [];

    /// <summary>Bodies of the reports that were added.</summary>
    private readonly Dictionary<long, byte[]> bodies = [];

    /// <summary>The last entry.</summary>
    public LedgerHead Head => database.Rows("head", row => new LedgerHead(row.GetInt64(0), Hex(row, 1))) is [var head] ? head : new(0, EntryHash.Start);

    /// <summary>Adds one entry after another and gives it as it will be written by <see cref="Flush"/>.</summary>
    /// <param name="head">The entry before.</param>
    /// <param name="draft">What to write.</param>
    /// <param name="subject">The entry it is about, or 0.</param>
    /// <param name="now">When, unless the draft says.</param>
    /// <param name="text">For a reading, the text of its report, if at hand.</param>
    public Entry Add(LedgerHead head, Draft draft, long subject, DateTimeOffset now, string? text = null)
    {
        DateTimeOffset at = draft.At ?? now;
        byte[] body = EntryBody.Of(draft.Content);
        long number = head.Number + 1;
        string kind = Word(draft.Content.Kind), time = EntryHash.Time(at);
        string hash = EntryHash.Of(number, kind, time, draft.Author, subject, head.Hash, body);
        byte[] kept = body;
        if (draft.Content is ReadingAdded) kept = ReadingPack.Pack(body, text ?? TextOf(subject), BodyOf(subject));
        unwritten.Add([number, kind, time, draft.Author, subject, Convert.FromHexString(hash), kept]);
        if (draft.Content is ReportAdded added)
        {
            string words = added.Report.Text;
            byte[]? original = added.Original.Span.SequenceEqual(Encoding.UTF8.GetBytes(words)) ? null : ReadingPack.Pack(added.Original.Span, words, body);
            bodies[number] = body;
            unwrittenTexts.Add([number, words, original]);
        }

        return new(number, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), draft.Author, subject, draft.Content, head.Hash, hash);
    }

    /// <summary>Writes what was added.</summary>
    public void Flush()
    {
        database.Insert("entry", unwritten);
        database.Insert("text", unwrittenTexts);
        unwritten.Clear();
        unwrittenTexts.Clear();
    }

    /// <summary>The text of a report.</summary>
    public string TextOf(long report) => database.Scalar("text", ("report", report)) as string ?? throw Broken(report, "its text is missing");

    /// <summary>The body of a report's entry.</summary>
    public byte[] BodyOf(long report) => bodies.TryGetValue(report, out byte[]? body) ? body : database.Scalar("entry-body", ("number", report)) as byte[] ?? throw Broken(report, "is missing");

    /// <summary>All entries after a number, a page at a time.</summary>
    public IEnumerable<Entry> After(long after)
    {
        string previous = HashOf(after);
        foreach (StoredEntry stored in Stored(after))
        {
            Entry entry = Read(stored, previous);
            previous = entry.Hash;
            yield return entry;
        }
    }

    /// <summary>One entry, or null.</summary>
    public Entry? Find(long number)
    {
        if (number <= 0 || database.Rows("entries", Stored, ("after", number - 1), ("last", number)) is not [var stored]) return null;
        return Read(stored, HashOf(number - 1));
    }

    /// <summary>The entries about an entry, in order.</summary>
    public List<Entry> About(long number) => [.. database.Rows("entries-about", row => row.GetInt64(0), ("subject", number)).Select(Find).OfType<Entry>()];

    /// <summary>Entries as they are kept.</summary>
    public IEnumerable<StoredEntry> Stored(long after) => Paged("entries", Page, Stored, entry => entry.Number, after);

    /// <summary>What a replay needs of the entries, in order.</summary>
    public IEnumerable<ReplayedEntry> Outline()
    {
        const int page = 4096;
        foreach ((ReplayedEntry entry, byte[]? body) in Paged(
            "outline", page, row => (Entry: new ReplayedEntry(row.GetInt64(0), row.GetString(1), row.GetInt64(2), null, null), Body: row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3)), row => row.Entry.Number, 0))
        {
            if (body is null)
            {
                yield return entry;
                continue;
            }

            ReportBody report = Readable(entry.Number, body);
            yield return entry with { Id = report.Id, Identity = report.Identity };
        }
    }

    /// <summary>Entries after a number, some numbers at a time; where numbers are missing, however many, from the next that there is.</summary>
    private IEnumerable<T> Paged<T>(string rows, int size, Func<DbDataReader, T> read, Func<T, long> number, long after)
    {
        while (database.Scalar("entry-next", ("after", after)) is { } next)
        {
            after = Convert.ToInt64(next, CultureInfo.InvariantCulture);
            long before = after - 1;
            foreach (T row in database.Rows(rows, read, ("after", before), ("last", before > long.MaxValue - size ? long.MaxValue : before + size)))
            {
                after = number(row);
                yield return row;
            }
        }
    }

    private ReportBody Readable(long number, byte[] body)
    {
        try
        {
            return EntryBody.Report(body);
        }
        catch (JsonException e)
        {
            throw Broken(number, "cannot be read: " + e.Message);
        }
    }

    /// <summary>What an entry's kind is called.</summary>
    public static string Word(EntryKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Reads a hash.</summary>
    public static string Hex(DbDataReader row, int column) => Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column));

    /// <summary>An entry from what is kept.</summary>
    /// <exception cref="LedgerException">It cannot be read.</exception>
    public Entry Read(StoredEntry stored, string previous)
    {
        try
        {
            EntryContent content = stored.Kind switch
            {
                "report" => Report(stored),
                "reading" => Reading(stored),
                "decision" => new DecisionMade(EntryBody.Decision(stored.Body)),
                "retraction" => new Retracted(stored.Subject, EntryBody.Retraction(stored.Body)),
                _ => throw Broken(stored.Number, $"is of an unknown kind ({stored.Kind})"),
            };
            return new(stored.Number, DateTimeOffset.Parse(stored.At, CultureInfo.InvariantCulture), stored.Author, stored.Subject, content, previous, stored.Hash);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidDataException or NotSupportedException)
        {
            throw Broken(stored.Number, "cannot be read: " + e.Message);
        }
    }

    private ReadingAdded Reading(StoredEntry stored)
    {
        if (stored.Text is null || stored.Report is null) throw Broken(stored.Number, "the text of its report is missing");
        return new(EntryBody.Report(stored.Report).Identity, ReadingPack.Unpack(stored.Body, stored.Text, stored.Report)) { Kept = $"{database.Name}: entry {stored.Number}" };
    }

    private ReportAdded Report(StoredEntry stored)
    {
        ReportBody body = EntryBody.Report(stored.Body);
        string text = stored.Text ?? throw Broken(stored.Number, "its text is missing");
        return new(body.ToRaw(text), stored.Original is null ? Encoding.UTF8.GetBytes(text) : ReadingPack.Unpack(stored.Original, text, stored.Body)) { Sha256 = body.Bytes };
    }

    /// <summary>The hash that the entry after a number carries as that of the one before.</summary>
    private string HashOf(long number) => number > 0 && database.Scalar("entry-hash", ("number", number)) is byte[] hash ? Convert.ToHexStringLower(hash) : EntryHash.Start;

    private LedgerException Broken(long number, string what) => new($"{database.Name}: entry {number}: {what}; see what 'parley ledger verify' says");

    private static StoredEntry Stored(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), Hex(row, 5), row.GetFieldValue<byte[]>(6), row.IsDBNull(7) ? null : row.GetString(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8), row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9));
}

/// <summary>An entry as it is kept.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="At">When.</param>
/// <param name="Author">Who.</param>
/// <param name="Subject">What about.</param>
/// <param name="Hash">Its hash as it is kept.</param>
/// <param name="Body">Its body; of a reading, packed.</param>
/// <param name="Text">Text of the report that it is or reads.</param>
/// <param name="Original">Packed bytes of the report that it is, where they are not just its text.</param>
/// <param name="Report">Of a reading, the body of its report's entry.</param>
internal readonly record struct StoredEntry(long Number, string Kind, string At, string Author, long Subject, string Hash, byte[] Body, string? Text, byte[]? Original, byte[]? Report);
