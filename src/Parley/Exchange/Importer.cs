using Parley.Ledger;

namespace Parley.Exchange;

/// <summary>
/// Appends what a file holds to a ledger, in batches, and counts it. What the ledger has (a report's bytes, a reading to the byte, an entry of the same author and time, retracted or not) is not added again, so
/// that an import can be repeated.
/// </summary>
public sealed class Importer(ILedgerStore store, ExchangeCounts counts)
{
    private const int Batch = 256;

    private readonly List<(long Number, Draft Draft)> waiting = [];
    private readonly Dictionary<long, long> numbers = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private Dictionary<(string, string, string), long>? known;

    /// <summary>Adds something to be appended.</summary>
    /// <param name="draft">What.</param>
    /// <param name="number">The number that its entry had in the ledger it comes from, or 0.</param>
    public void Add(Draft draft, long number = 0)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Content is Retracted retracted)
        {
            Write();
            long about = numbers.GetValueOrDefault(retracted.Entry, number == 0 ? retracted.Entry : 0);
            if (about == 0)
            {
                counts.Fault($"retraction of entry {retracted.Entry}: the entry is not in the file and was not taken over");
                return;
            }

            draft = draft with { Content = retracted with { Entry = about } };
        }

        if (IsKnown(draft, number))
        {
            counts.Add("there already");
            return;
        }

        if (draft.Content is ReportAdded report) taken.Add(report.Identity);
        if (draft.Content is ReadingAdded reading && !taken.Contains(reading.ReportIdentity) && store.FindReport(reading.ReportIdentity) is null)
        {
            counts.Fault($"reading of the report with hash {reading.ReportIdentity[..Math.Min(12, reading.ReportIdentity.Length)]}: the report was not taken over, so its reading was not either");
            return;
        }

        if (draft.Content is DecisionMade { Decision.Report: { } id } && store.FindReportById(id) is null && !waiting.Exists(pair => pair.Draft.Content is ReportAdded waits && waits.Report.Id == id))
        {
            counts.Fault($"decision on {id}: the report was not taken over, so the decision was not either");
            return;
        }

        waiting.Add((number, draft));
        if (waiting.Count >= Batch) Write();
    }

    /// <summary>Appends what is still waiting.</summary>
    public void Write()
    {
        if (waiting.Count == 0) return;
        IReadOnlyList<Entry?> entries = store.Append([.. waiting.Select(pair => pair.Draft)]);
        for (int i = 0; i < entries.Count; i++)
        {
            EntryContent content = waiting[i].Draft.Content;
            counts.Add(entries[i] is null ? "there already" : content.Kind switch { EntryKind.Report => "reports", EntryKind.Reading => "readings", EntryKind.Decision => "decisions", _ => "retractions" });
            if (waiting[i].Number > 0 && (entries[i]?.Number ?? Before(content)) is { } entry) numbers[waiting[i].Number] = entry;
        }

        waiting.Clear();
    }

    private long? Before(EntryContent content) => content switch
    {
        ReportAdded report => store.FindReport(report.Identity)?.Entry,
        ReadingAdded reading when store.FindReport(reading.ReportIdentity) is { } report => store.About(report.Entry).FirstOrDefault(entry => reading.Equals(entry.Content))?.Number,
        _ => null,
    };

    /// <summary>Whether the ledger has an entry of another one already; a decision without a time of its own is compared with the last word on its matter.</summary>
    private bool IsKnown(Draft draft, long number)
    {
        if (draft.At is null) return draft.Content is DecisionMade { Decision: var decision } && LastWord(decision);
        if (known is null)
        {
            Write();
            known = [];
            foreach (Entry entry in store.Entries()) known.TryAdd(Key(entry.Author, EntryHash.Time(entry.At), entry.Content), entry.Number);
        }

        if (!known.TryGetValue(Key(draft.Author, EntryHash.Time(draft.At.Value), draft.Content), out long there)) return false;
        if (number > 0) numbers[number] = there;
        return true;
    }

    private static (string, string, string) Key(string author, string at, EntryContent content) =>
        (author, at, (content is Retracted retracted ? retracted.Entry + " " : "") + EntryHash.Of(EntryBody.Of(content)));

    private bool LastWord(Decision decision)
    {
        if (Matter(decision) is not { } matter) return false;
        return store.Decisions().LastOrDefault(made => Matter(made.Decision) == matter) is { } last && EntryBody.Of(new DecisionMade(last.Decision)).AsSpan().SequenceEqual(EntryBody.Of(new DecisionMade(decision)));
    }

    private static (Type, ThingKind, string)? Matter(Decision decision) => decision switch
    {
        Merge merge => (typeof(Merge), merge.Kind, merge.Name),
        Split split => (typeof(Split), split.Kind, split.Name),
        Rename rename => (typeof(Rename), rename.Kind, rename.Name),
        LeaveOut none => (typeof(LeaveOut), none.Kind, none.Name),
        Affiliate affiliate => (typeof(Affiliate), ThingKind.Actor, affiliate.Actor),
        _ => null,
    };
}
