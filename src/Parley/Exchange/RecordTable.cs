using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Ledger;

namespace Parley.Exchange;

/// <summary>
/// A ledger's entries as rows, whole: what each says as the JSON that its hash is over, a report's text, and its original bytes in base 64 where they are not the text in UTF-8. From them another ledger
/// can be made that is equal to the hash of its last entry.
/// </summary>
internal static class RecordTable
{
    /// <summary>Name of the table.</summary>
    public const string Name = "entries";

    /// <summary>Its columns.</summary>
    public static readonly string[] Columns = ["number", "at", "author", "kind", "report", "about", "content", "text", "original", "hash"];

    /// <summary>The row of an entry.</summary>
    public static object?[] Row(Entry entry)
    {
        string content = Encoding.UTF8.GetString(EntryBody.Of(entry.Content));
        object?[] Of(string? report, object? about, string? text, string? original) => [entry.Number, EntryHash.Time(entry.At), entry.Author, KindOf(entry.Kind), report, about, content, text, original, entry.Hash];
        return entry.Content switch
        {
            ReportAdded added => Of(added.Identity, null, added.Report.Text, added.Original.Span.SequenceEqual(Encoding.UTF8.GetBytes(added.Report.Text)) ? null : Convert.ToBase64String(added.Original.Span)),
            ReadingAdded read => Of(read.ReportIdentity, null, null, null),
            Retracted retracted => Of(null, retracted.Entry, null, null),
            _ => Of(null, null, null, null),
        };
    }

    /// <summary>What a row says: the entry's number, and what is to be appended (of a retraction the number that it had there).</summary>
    /// <exception cref="FormatException">The row is none of this table, in one line.</exception>
    public static (long Number, Draft Draft) Draft(Func<string, string?> cell)
    {
        string Need(string column) => cell(column) ?? throw new FormatException($"has no {column}");
        if (!long.TryParse(Need("number"), NumberStyles.None, CultureInfo.InvariantCulture, out long number)) throw new FormatException($"'{cell("number")}' is no number of an entry");
        if (!DateTimeOffset.TryParse(Need("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)) throw new FormatException($"'{cell("at")}' is no time");
        byte[] content = Encoding.UTF8.GetBytes(Need("content"));
        try
        {
            EntryContent made = Need("kind") switch
            {
                "report" => Report(EntryBody.Report(content), cell("text") ?? "", cell("original")),
                "reading" => new ReadingAdded(Need("report"), content),
                "decision" => new DecisionMade(EntryBody.Decision(content)),
                "retraction" when long.TryParse(Need("about"), NumberStyles.None, CultureInfo.InvariantCulture, out long about) => new Retracted(about, EntryBody.Retraction(content)),
                string kind => throw new FormatException($"'{kind}' is no kind of entry"),
            };
            return (number, new(Need("author"), made, at));
        }
        catch (JsonException e)
        {
            throw new FormatException($"its content is not what a {cell("kind")} says ({e.Message})", e);
        }
    }

    private static string KindOf(EntryKind kind) => kind.ToString().ToLowerInvariant();

    private static ReportAdded Report(ReportBody body, string text, string? original)
    {
        byte[] bytes = original is null ? Encoding.UTF8.GetBytes(text) : Convert.FromBase64String(original);
        var added = new ReportAdded(body.ToRaw(text), bytes);
        return added.Sha256 == body.Bytes ? added : throw new FormatException("its text was changed: the hash of its bytes is another one");
    }
}
