using System.Text;
using System.Text.Json;

namespace Parley.Ledger;

/// <summary>Checks a ledger: its storage, the chain of hashes, the contents, and that everything that follows is what a replay gives.</summary>
internal sealed class Verification(Database database, EntryTable entries, ReportTable reports)
{
    /// <summary>Faults told one by one; where there are more, the rest is likely to follow from these.</summary>
    private const int Most = 100;

    private static readonly Name Unknown = new((ThingKind)(-1), "?", "");

    private Dictionary<long, int> days = [];

    /// <summary>What is wrong.</summary>
    public IEnumerable<LedgerFault> Run() => Caught(Faults()).Take(Most);

    private IEnumerable<LedgerFault> Faults()
    {
        bool sound = true;
        foreach (string damage in database.Damage()) yield return new(0, "storage: " + damage);
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
            if (entry.Text is null) return $"is a reading of entry {entry.Subject}, which is no report";
            try
            {
                body = ReadingPack.UnpackWhole(entry.Body, entry.Text);
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
        return EntryHash.Of(entry.Original is null ? plain : ReadingPack.UnpackWhole(entry.Original, entry.Text)) == body.Bytes ? null : "its original bytes are not those that came in";
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
        var names = database.Rows("names", row => (Id: row.GetInt64(0), Name: Name.Of((ThingKind)row.GetInt32(1), row.GetString(2)), Shown: row.GetInt64(3), Out: row.GetInt64(4), Mark: row.GetInt64(5))).ToDictionary(row => row.Id);
        var wordings = new HashSet<Name>();
        var words = new Dictionary<long, ulong>();
        long statements = 0, positions = 0;
        foreach ((LedgerReport report, Projection projection, ILookup<long, Statement> kept, ILookup<long, Position> holds) in Paged(replay, names.ToDictionary(pair => pair.Key, pair => pair.Value.Name)))
        {
            int day = projection.Day ?? -1;
            var expected = projection.Statements.Select(row => new Statement(row.Ordinal, Keyed(row.Speaker), Keyed(row.Party), day, row.First, row.Last, row.Act, row.Confidence, row.Author, row.Reviewer));
            if (!expected.SequenceEqual(kept[report.Entry])) yield return new(report.Entry, "its statements differ from a replay; 'parley ledger rebuild' mends it");
            statements += kept[report.Entry].Count();
            var told = projection.Positions.Select(row => new Position(row.Ordinal, row.Statement, Keyed(row.Holder)!.Value, Keyed(row.Target)!.Value, day, row.Stance, row.Voice, row.Confidence));
            if (!told.SequenceEqual(holds[report.Entry])) yield return new(report.Entry, "its positions differ from a replay; 'parley ledger rebuild' mends it");
            positions += holds[report.Entry].Count();
            if (days.GetValueOrDefault(report.Entry) != day) yield return new(report.Entry, "its day differs from a replay; 'parley ledger rebuild' mends it");
            words[report.Entry] = Digest(projection.Words);
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

        (long allStatements, long allPositions) = database.Rows("row-counts", row => (row.GetInt64(0), row.GetInt64(1)))[0];
        if (allStatements != statements || allPositions != positions) yield return new(0, "there are statements or positions of reports that do not count; 'parley ledger rebuild' mends it");
        foreach (LedgerFault fault in Indexed(words)) yield return fault;
        foreach (LedgerFault fault in Named(names.Values.Select(row => (row.Id, row.Name, row.Shown, row.Out, row.Mark)).ToList(), wordings)) yield return fault;
    }

    /// <summary>Reports that count with what they bring and the rows that the tables have of them, a page at a time.</summary>
    private IEnumerable<(LedgerReport Report, Projection Projection, ILookup<long, Statement> Statements, ILookup<long, Position> Positions)> Paged(Replay replay, Dictionary<long, Name> names)
    {
        const int size = 64;
        Name? Named(long id, ThingKind kind) => id == 0 ? null : names.TryGetValue(id, out Name name) && name.Kind == kind ? name with { Text = "" } : Unknown;
        ILookup<string, RecordedDecision> decisions = reports.DecisionsOnReports();
        foreach (ReplayedReport[] page in replay.Reports.Where(report => report.State == 0).Chunk(size))
        {
            (string, object?)[] range = [("first", page[0].Entry), ("last", page[^1].Entry)];
            ILookup<long, Statement> statements = database.Rows(
                "statements-between",
                row => (Id: row.GetInt64(0), Row: new Statement(0, Named(row.GetInt64(1), ThingKind.Actor), Named(row.GetInt64(2), ThingKind.Party), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9))),
                range).ToLookup(row => row.Id >> Projection.Ordinals, row => row.Row with { Ordinal = Ordinal(row.Id) });
            ILookup<long, Position> positions = database.Rows(
                "positions-between",
                row => (Id: row.GetInt64(0), Row: new Position(0, row.GetInt32(1), Named(row.GetInt64(2), ThingKind.Party) ?? Unknown, names.TryGetValue(row.GetInt64(3), out Name target) ? target with { Text = "" } : Unknown, row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7))),
                range).ToLookup(row => row.Id >> Projection.Ordinals, row => row.Row with { Ordinal = Ordinal(row.Id) });
            foreach (LedgerReport report in reports.Load([.. page.Select(report => (report.Entry, report.Reading))], decisions)) yield return (report, Projection.Of(report), statements, positions);
        }

        static int Ordinal(long id) => (int)(id & ((1 << Projection.Ordinals) - 1));
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

    private IEnumerable<LedgerFault> Named(List<(long Id, Name Name, long Shown, long Out, long Mark)> names, HashSet<Name> wordings)
    {
        NameRules rules = NameRules.Of(reports.GeneralDecisions().Select(decision => decision.Decision));
        wordings.UnionWith(rules.Wordings);
        var ids = names.ToDictionary(row => (row.Name.Kind, row.Name.Key), row => row.Id);
        HashSet<(ThingKind, string)> used = [.. wordings.Select(name => (name.Kind, name.Key))];
        foreach ((long id, Name name, long shown, long leftOut, long mark) in names)
        {
            Name counts = rules.Shown(name);
            bool right = mark == name.Mark && shown == ids.GetValueOrDefault((counts.Kind, counts.Key)) && leftOut == (rules.IsLeftOut(name) || rules.IsLeftOut(counts) ? 1 : 0)
                && (wordings.Contains(name) || !used.Contains((name.Kind, name.Key)));
            if (!right) yield return new(0, $"name {id} (\"{name.Text}\") differs from a replay; 'parley ledger rebuild' mends it");
        }
    }

    private static Name? Keyed(Name? name) => name is { } known ? known with { Text = "" } : null;

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

    /// <summary>A statement in the tables, names by their keys.</summary>
    private readonly record struct Statement(int Ordinal, Name? Speaker, Name? Party, int Day, int First, int Last, int Act, int Confidence, int Author, int Reviewer);

    /// <summary>A position in the tables, names by their keys.</summary>
    private readonly record struct Position(int Ordinal, int Told, Name Holder, Name Target, int Day, int Stance, int Voice, int Confidence);

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
