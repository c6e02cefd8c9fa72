using System.Globalization;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Exchange;

/// <summary>
/// Events as rows in the manner of PLOVER data (Political Language Ontology for Verifiable Event Records): one event a row with category, quad class, date, parties, the words that say it and where the
/// story is from.
/// </summary>
public static class PloverRows
{
    /// <summary>The columns; a file is known by the first three.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["event_id", "event_type", "quad_class", "event_kind", "event_date", "actors", "event_text", "confidence", "publication_date", "headline", "publisher", "url", "report", "report_sha256", "places", "event"];

    /// <summary>Writes the events of reports, a row an event; counts the reports that have some, and what else the reports hold.</summary>
    public static ExchangeCounts Write(IEnumerable<LedgerReport> reports, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(output);
        var counts = new ExchangeCounts();
        counts.Add("reports", 0);
        counts.Add("events", 0);
        output.Write(Csv.Line(Columns));
        foreach (LedgerReport report in reports)
        {
            LeftOut.OfDecisions(report, counts);
            if (report.Decided?.Reading is not { } reading)
            {
                counts.LeaveOut(1, "report never read", "reports never read");
                continue;
            }

            counts.Readings++;
            if (reading.Events.Count > 0) counts.Add("reports");
            else counts.LeaveOut(1, "report without an event", "reports without an event");
            counts.LeaveOut(reading.Statements.Count, "statement");
            counts.LeaveOut(reading.Statements.Sum(statement => statement.Positions.Count), "position");
            counts.LeaveOut(reading.Parties.Count, "party", "parties");
            counts.LeaveOut(reading.Actors.Count, "actor");
            counts.LeaveOut(reading.Proposals.Count, "proposal");
            counts.LeaveOut(reading.Issues.Count, "issue");
            LeftOut.OfRest(reading, counts.LeaveOut);
            foreach (NegotiationEvent happening in reading.Events)
            {
                output.Write(Csv.Line(Row(report, reading, happening)));
                counts.Add("events");
            }
        }

        return counts;
    }

    /// <summary>
    /// Rows as readings. Events of a report that the ledger has take the place of those of its reading; for a report that it lacks a stand-in is made of the words of its events.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no such table.</exception>
    public static IEnumerable<Draft> Read(TextReader input, string author, Func<string, LedgerReport?> find, ExchangeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(find);
        ArgumentNullException.ThrowIfNull(counts);
        CsvTable table = CsvTable.Read(input);
        foreach (string column in Columns.Take(2))
            if (!table.Has(column)) throw new InvalidDataException($"has no column {column}");
        foreach (var group in table.Rows.GroupBy(row => row["report_sha256"] ?? row["report"] ?? row["url"] ?? row["headline"] ?? "", StringComparer.Ordinal))
        {
            LedgerReport? known = group.Key.Length == 64 ? find(group.Key) : null;
            foreach (Draft draft in known?.Read is null ? StandIn([.. group], author, counts) : Events([.. group], known, author, counts)) yield return draft;
        }
    }

    private static object?[] Row(LedgerReport report, Reading reading, NegotiationEvent happening)
    {
        string Name(string id) => reading.Parties.FirstOrDefault(party => party.Id == id)?.Name ?? id;
        return
        [
            $"{report.Identity[..12]}-{happening.Id}", happening.Category, EventCategory.QuadClass(happening.Category), happening.Kind.ToString().ToLowerInvariant(), happening.Date, string.Join("; ", happening.Parties.Select(Name)),
            string.Join(" … ", happening.Spans.Select(span => reading.Report.Text[span.Start..span.End])), happening.Confidence, reading.Report.Published, reading.Report.Title, reading.Report.Publisher,
            reading.Report.Url, reading.Report.Id, report.Identity, string.Join(' ', happening.Spans.Select(span => $"{span.Start}-{span.End}")), happening.Id,
        ];
    }

    private static IEnumerable<Draft> Events(List<CsvRow> rows, LedgerReport known, string author, ExchangeCounts counts)
    {
        Reading reading = known.Read!.Reading;
        var parties = reading.Parties.ToList();
        var events = new List<NegotiationEvent>();
        foreach (CsvRow row in rows)
        {
            List<TextSpan>? spans = Places(row["places"], reading.Report.Text.Length);
            if (spans is null)
            {
                int at = row["event_text"] is { Length: > 0 } words ? reading.Report.Text.IndexOf(words, StringComparison.Ordinal) : -1;
                if (at < 0) counts.Fault($"line {row.Line}: the event's words are not in report {reading.Report.Id}; left out");
                else spans = [new(at, at + row["event_text"]!.Length)];
            }

            if (spans is not null && Event(row, row["event"] ?? $"e{events.Count + 1}", spans, parties, counts) is { } found) events.Add(found);
        }

        yield return new(author, new ReadingAdded(known.Identity, reading with { Parties = parties, Events = events }));
    }

    private static IEnumerable<Draft> StandIn(List<CsvRow> rows, string author, ExchangeCounts counts)
    {
        var text = new StandInText(rows[0]["headline"]);
        var parties = new List<Party>();
        var events = new List<NegotiationEvent>();
        foreach (CsvRow row in rows)
        {
            TextSpan span = text.Add(row["event_text"] ?? row["event_type"] ?? "event");
            if (Event(row, $"e{events.Count + 1}", [span], parties, counts) is { } found) events.Add(found);
        }

        counts.Add("stand-ins for reports that are not there");
        RawReport raw = text.Report(rows[0]["report"] ?? rows[0]["url"] ?? $"plover:{rows[0].Line}", rows[0]["publication_date"], rows[0]["publisher"], rows[0]["url"]);
        var added = new ReportAdded(raw, StandInText.Original(raw));
        yield return new(author, added);
        yield return new(author, new ReadingAdded(added.Identity, new Reading { Reader = new("plover", ""), Report = raw.ToReport(), Parties = parties, Events = events }));
    }

    private static NegotiationEvent? Event(CsvRow row, string id, List<TextSpan> spans, List<Party> parties, ExchangeCounts counts)
    {
        if (row["event_type"] is not { Length: > 0 } category)
        {
            counts.Fault($"line {row.Line}: has no event_type; left out");
            return null;
        }

        EventKind kind = Enum.TryParse(row["event_kind"], ignoreCase: true, out EventKind named) && Enum.IsDefined(named) ? named : EventKind.Other;
        double confidence = double.TryParse(row["confidence"], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1 ? value : 1;
        List<string> who = [];
        foreach (string name in (row["actors"] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) who.Add(Named.Party(parties, name));
        counts.Add("events");
        return new(id, category, kind, who, row["event_date"] is { Length: > 0 } date ? date : null, spans, confidence);
    }

    private static List<TextSpan>? Places(string? places, int length)
    {
        if (string.IsNullOrEmpty(places)) return null;
        var spans = new List<TextSpan>();
        foreach (string place in places.Split(' '))
        {
            string[] ends = place.Split('-');
            if (ends.Length != 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int start) || !int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int end) || start > end || end > length) return null;
            spans.Add(new(start, end));
        }

        return spans;
    }
}
