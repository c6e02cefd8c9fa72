using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parley.Ledger;

/// <summary>Checks a ledger: its storage, the chain of hashes, the contents, and that everything that follows is what a replay gives.</summary>
internal sealed class Verification(Database database, EntryTable entries, ReportTable reports)
{
    /// <summary>Faults told one by one; where there are more, the rest is likely to follow from these.</summary>
    private const int Most = 100;

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
                body = ReadingPack.Unpack(entry.Body, entry.Text);
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
        return EntryHash.Of(entry.Original is null ? plain : ReadingPack.Unpack(entry.Original, entry.Text)) == body.Bytes ? null : "its original bytes are not those that came in";
    }

    /// <summary>Which reports and entries count.</summary>
    private IEnumerable<LedgerFault> Counting(Replay replay)
    {
        var rows = database.Rows("report-rows", row => (Entry: row.GetInt64(0), Id: row.GetString(1), Mark: row.GetInt64(2), State: row.GetInt64(4), Reading: row.GetInt64(5))).ToDictionary(row => row.Entry);
        foreach (ReplayedReport report in replay.Reports)
        {
            if (!rows.Remove(report.Entry, out var row)) yield return new(report.Entry, "is not among the reports; 'parley ledger rebuild' puts it there");
            else if (row != (report.Entry, report.Id, Projector.Mark(report.Identity), report.State, report.Reading)) yield return new(report.Entry, "the table of reports differs from a replay; 'parley ledger rebuild' mends it");
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
        foreach (LedgerReport report in reports.After(0))
        {
            Projection projection = Projection.Of(report);
            long first = Projector.FirstRow(report.Entry), end = Projector.FirstRow(report.Entry + 1);
            int day = projection.Day ?? -1;
            string? Key(long? id, ThingKind kind) => id is { } number ? names.TryGetValue(number, out var row) && row.Name.Kind == kind ? row.Name.Key : "?" : null;
            var expected = projection.Statements.Select(row => (first + row.Ordinal, row.Speaker?.Key, row.Party?.Key, row.Act, day, row.Confidence, row.Author, row.Reviewer, row.First, row.Last));
            var found = database.Rows(
                "statements-between",
                row => (row.GetInt64(0), Key(row.IsDBNull(1) ? null : row.GetInt64(1), ThingKind.Actor), Key(row.IsDBNull(2) ? null : row.GetInt64(2), ThingKind.Party), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5),
                    row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9)), ("first", first), ("end", end));
            if (!expected.SequenceEqual(found)) yield return new(report.Entry, "its statements differ from a replay; 'parley ledger rebuild' mends it");
            statements += found.Count;
            var told = projection.Positions.Select(row => (first + row.Ordinal, first + row.Statement, row.Holder.Key, row.Target.Kind, row.Target.Key, row.Stance, row.Voice, row.Confidence, day));
            var holds = database.Rows(
                "positions-between",
                row => (row.GetInt64(0), row.GetInt64(1), Key(row.GetInt64(2), ThingKind.Party) ?? "?", names.GetValueOrDefault(row.GetInt64(3)).Name.Kind, names.GetValueOrDefault(row.GetInt64(3)).Name.Key ?? "?", row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7)),
                ("first", first), ("end", end));
            if (!told.SequenceEqual(holds)) yield return new(report.Entry, "its positions differ from a replay; 'parley ledger rebuild' mends it");
            positions += holds.Count;
            if (DayOf(report.Entry) != day) yield return new(report.Entry, "its day differs from a replay; 'parley ledger rebuild' mends it");
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

    private int DayOf(long report) => Convert.ToInt32(database.Scalar("report-day", ("entry", report)), CultureInfo.InvariantCulture);

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
