using System.Text;
using System.Text.Json;

namespace Parley.Ledger;

/// <summary>Checks a ledger: its storage, the chain of hashes, the contents, and that everything that follows is what a replay gives.</summary>
internal sealed class Verification(Database database, EntryTable entries, ReportTable reports)
{
    /// <summary>Faults told one by one; where there are more, the rest is likely to follow from these.</summary>
    private const int Most = 100;

    private Dictionary<long, int> days = [];

    /// <summary>What is wrong.</summary>
    public IEnumerable<LedgerFault> Run() => Caught(Faults()).Take(Most);

    private IEnumerable<LedgerFault> Faults()
    {
        bool sound = true;
        foreach (string damage in database.Damage()) yield return new(0, "storage: " + damage);
        // Others may be adding: everything is compared as it is at one moment.
        using IDisposable snapshot = database.Snapshot();
        foreach (string damage in database.DamageAtOnce()) yield return new(0, "storage: " + damage);
        foreach (LedgerFault fault in Chain())
        {
            sound = false;
            yield return fault;
        }

        // What follows from a broken record says nothing.
        if (!sound) yield break;
        Replay replay = Replay.Of(entries.Outline());
        foreach (LedgerFault fault in Counting(replay)) yield return fault;
        foreach (LedgerFault fault in Projections(replay)) yield return fault;
    }

    /// <summary>Numbers, hashes and contents of all entries.</summary>
    private IEnumerable<LedgerFault> Chain()
    {
        string previous = EntryHash.Start;
        long number = 0;
        foreach (StoredEntry entry in entries.Stored(0))
        {
            if (entry.Number != ++number)
            {
                yield return new(number, number == entry.Number - 1 ? "is missing" : $"is missing, and all up to {entry.Number - 1}");
                number = entry.Number;
            }
            else if (Fault(entry, previous) is { } fault)
            {
                yield return new(entry.Number, fault);
            }

            previous = entry.Hash;
        }

        foreach (long text in database.Rows("texts-without-report", row => row.GetInt64(0))) yield return new(text, "has a text but is no report");
    }

    private string? Fault(StoredEntry entry, string previous)
    {
        byte[] body = entry.Body;
        if (entry.Kind == "reading")
        {
            if (entry.Text is null || entry.Report is null) return $"is a reading of entry {entry.Subject}, which is no report";
            try
            {
                body = ReadingPack.UnpackWhole(entry.Body, entry.Text, entry.Report);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                return "its content cannot be unpacked: it is not what was written";
            }
        }

        if (EntryHash.Of(entry.Number, entry.Kind, entry.At, entry.Author, entry.Subject, previous, body) != entry.Hash)
            return "its hash does not fit: its content, time, author or subject is not what was written, or the entry before it was replaced";
        try
        {
            return entry.Kind == "report" ? FaultOfReport(entry) : Parsed(entry, previous);
        }
        catch (Exception e) when (e is LedgerException or JsonException or InvalidDataException or EndOfStreamException)
        {
            return "cannot be read: " + e.Message;
        }
    }

    private string? Parsed(StoredEntry entry, string previous)
    {
        if (entries.Read(entry, previous).Content is ReadingAdded reading && reading.Reading.Report.Text != entry.Text) return "is a reading of another text than its report's";
        return null;
    }

    private static string? FaultOfReport(StoredEntry entry)
    {
        if (entry.Text is null) return "its text is missing";
        ReportBody body = EntryBody.Report(entry.Body);
        byte[] plain = Encoding.UTF8.GetBytes(entry.Text);
        if (EntryHash.Of(plain) != (body.Text ?? body.Bytes)) return "its text is not the one that came in";
        return EntryHash.Of(entry.Original is null ? plain : ReadingPack.UnpackWhole(entry.Original, entry.Text, entry.Body)) == body.Bytes ? null : "its original bytes are not those that came in";
    }

    /// <summary>Which reports and entries count.</summary>
    private IEnumerable<LedgerFault> Counting(Replay replay)
    {
        var rows = database.Rows("report-rows", row => (Entry: row.GetInt64(0), Mark: row.GetInt64(1), Name: row.GetInt64(2), Day: row.GetInt32(3), State: row.GetInt64(4), Reading: row.GetInt64(5))).ToDictionary(row => row.Entry);
        days = rows.Values.ToDictionary(row => row.Entry, row => row.Day);
        foreach (ReplayedReport report in replay.Reports)
        {
            if (!rows.Remove(report.Entry, out var row)) yield return new(report.Entry, "is not among the reports; 'parley ledger rebuild' puts it there");
            else if (row != (report.Entry, Projector.Mark(report.Identity), Projector.NameMark(report.Id), report.State == 0 ? row.Day : -1, report.State, report.Reading)) yield return new(report.Entry, "the table of reports differs from a replay; 'parley ledger rebuild' mends it");
        }

        foreach (long entry in rows.Keys) yield return new(entry, "is among the reports but is none; 'parley ledger rebuild' mends it");
        if (!database.Rows("retracted-rows", row => row.GetInt64(0)).SequenceEqual(replay.Retracted)) yield return new(0, "the list of retracted entries differs from a replay; 'parley ledger rebuild' mends it");
    }

    /// <summary>Statements, positions, names and words of all reports.</summary>
    private IEnumerable<LedgerFault> Projections(Replay replay)
    {
        var names = database.Rows("names", row => (Id: row.GetInt64(0), Name: Name.Of((ThingKind)row.GetInt32(1), row.GetString(2)), Shown: row.GetInt64(3), Out: row.GetInt64(4), Mark: row.GetInt64(5), Seal: row.GetInt64(6))).ToDictionary(row => row.Id);
        var wordings = new HashSet<Name>();
        var words = new Dictionary<long, ulong>();
        ILookup<(ThingKind, string), long> ids = names.Values.ToLookup(row => (row.Name.Kind, row.Name.Key), row => row.Id);
        // A name that is not there has a number that none has.
        long Id(Name name) => ids[(name.Kind, name.Key)].FirstOrDefault(int.MaxValue);
        foreach ((LedgerReport report, Projection projection, byte[] statements, byte[] positions) in Paged(replay))
        {
            int day = projection.Day ?? -1;
            if (!StatementPack.Statements(projection.Statements, Id).AsSpan().SequenceEqual(statements)) yield return new(report.Entry, "its statements differ from a replay; 'parley ledger rebuild' mends it");
            if (!StatementPack.Positions(day, projection.Positions, Id).AsSpan().SequenceEqual(positions)) yield return new(report.Entry, "its positions differ from a replay; 'parley ledger rebuild' mends it");
            if (days.GetValueOrDefault(report.Entry) != day) yield return new(report.Entry, "its day differs from a replay; 'parley ledger rebuild' mends it");
            words[report.Entry] = unchecked(Digest(projection.Words) + Digest([.. projection.Marks(Id)]));
            foreach (StatementRow row in projection.Statements)
            {
                if (row.Speaker is { } speaker) wordings.Add(speaker);
                if (row.Party is { } party) wordings.Add(party);
            }

            foreach (PositionRow row in projection.Positions)
            {
                wordings.Add(row.Holder);
                wordings.Add(row.Target);
            }
        }

        if (database.Scalar("packed-of-none") is not null) yield return new(0, "there are statements or positions of reports that do not count; 'parley ledger rebuild' mends it");
        foreach (LedgerFault fault in Indexed(words)) yield return fault;
        foreach (LedgerFault fault in Named(names.Values.Select(row => (row.Id, row.Name, row.Shown, row.Out, row.Mark == row.Name.Mark && row.Seal == Projector.NameSeal(row.Id, row.Name.Kind, row.Name.Text))).ToList(), wordings)) yield return fault;
    }

    /// <summary>Reports that count with what they bring and what the tables have of them, a page at a time.</summary>
    private IEnumerable<(LedgerReport Report, Projection Projection, byte[] Statements, byte[] Positions)> Paged(Replay replay)
    {
        const int size = 64;
        ILookup<string, RecordedDecision> decisions = reports.DecisionsOnReports();
        foreach (ReplayedReport[] page in replay.Reports.Where(report => report.State == 0).Chunk(size))
        {
            var packed = database.Rows("packed-of", row => (Entry: row.GetInt64(0), Statements: row.GetFieldValue<byte[]>(1), Positions: row.GetFieldValue<byte[]>(2)), ("ids", database.List([.. page.Select(report => report.Entry)])))
                .ToDictionary(row => row.Entry);
            foreach (LedgerReport report in reports.Load([.. page.Select(report => (report.Entry, report.Reading))], decisions))
            {
                (_, byte[] statements, byte[] positions) = packed.GetValueOrDefault(report.Entry, (report.Entry, [], []));
                yield return (report, Projection.Of(report), statements, positions);
            }
        }
    }

    /// <summary>The index of words against the words of the texts: for each report, the sum of its words' hashes, which no order changes.</summary>
    private IEnumerable<LedgerFault> Indexed(Dictionary<long, ulong> expected)
    {
        var found = new Dictionary<long, ulong>();
        foreach ((string word, long report) in database.WordsOfReports()) found[report] = unchecked(found.GetValueOrDefault(report) + Digest(word));
        foreach ((long report, ulong digest) in expected)
            if (!(found.Remove(report, out ulong other) ? other == digest : digest == 0)) yield return new(report, "the index of its words differs from a replay; 'parley ledger rebuild' mends it");
        foreach (long report in found.Keys) yield return new(report, "has words in the index but does not count; 'parley ledger rebuild' mends it");
    }

    private IEnumerable<LedgerFault> Named(List<(long Id, Name Name, long Shown, long Out, bool IsWhole)> names, HashSet<Name> wordings)
    {
        NameRules rules = NameRules.Of(reports.GeneralDecisions().Select(decision => decision.Decision));
        wordings.UnionWith(rules.Wordings);
        var ids = names.ToDictionary(row => (row.Name.Kind, row.Name.Key), row => row.Id);
        HashSet<(ThingKind, string)> used = [.. wordings.Select(name => (name.Kind, name.Key))];
        foreach ((long id, Name name, long shown, long leftOut, bool isWhole) in names)
        {
            Name counts = rules.Shown(name);
            bool right = isWhole && shown == ids.GetValueOrDefault((counts.Kind, counts.Key)) && leftOut == (rules.IsLeftOut(name) || rules.IsLeftOut(counts) ? 1 : 0)
                && (wordings.Contains(name) || !used.Contains((name.Kind, name.Key)));
            if (!right) yield return new(0, $"name {id} (\"{name.Text}\") differs from a replay; 'parley ledger rebuild' mends it");
        }
    }

    private static ulong Digest(string[] words)
    {
        ulong sum = 0;
        foreach (string word in words) sum = unchecked(sum + Digest(word));
        return sum;
    }

    /// <summary>FNV-1a, 64 bits, spread.</summary>
    private static ulong Digest(string word)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in word) hash = unchecked((hash ^ c) * 1099511628211);
        return unchecked((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9);
    }

    /// <summary>Turns what stops the check into its last fault.</summary>
    private static IEnumerable<LedgerFault> Caught(IEnumerable<LedgerFault> faults)
    {
        using IEnumerator<LedgerFault> each = faults.GetEnumerator();
        while (true)
        {
            LedgerFault? last = null;
            try
            {
                if (!each.MoveNext()) yield break;
            }
            catch (Exception e) when (e is LedgerException or InvalidCastException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
            {
                last = new(0, "the check could not go on: " + e.Message);
            }

            yield return last ?? each.Current;
            if (last is not null) yield break;
        }
    }
}
