using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Talks;

namespace Parley.Briefs;

/// <summary>The brief as one JSON object; <c>docs/schema/brief.schema.json</c> says what each field means.</summary>
public static class JsonBrief
{
    /// <summary>Writes UTF-8 with a line break at the end.</summary>
    public static void Write(Brief brief, Stream output)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(brief, json);
        output.WriteByte((byte)'\n');
    }

    private static void Write(Brief brief, Utf8JsonWriter json)
    {
        Negotiation talks = brief.Talks;
        json.WriteStartObject();
        json.WriteString("title", brief.Title);
        Day(json, "asOf", talks.AsOf);
        Day(json, "since", talks.Since);
        List(json, "readers", talks.Readers, reader =>
        {
            json.WriteString("version", reader.Version);
            json.WriteString("models", reader.Models);
        });
        List(json, "reports", talks.Reports, report =>
        {
            json.WriteNumber("number", report.Number);
            json.WriteString("id", report.Report.Id);
            json.WriteString("title", report.Report.Title);
            json.WriteString("publisher", report.Report.Publisher);
            json.WriteString("url", report.Report.Url);
            json.WriteString("published", report.Report.Published);
            Strings(json, "copies", report.Copies);
        });
        json.WriteNumber("undatedLeftOut", talks.UndatedLeftOut);
        List(json, "disagreements", talks.Disagreements, disagreement =>
        {
            json.WriteString("kind", disagreement.Kind switch { DisagreementKind.ClaimDenied => "claimDenied", DisagreementKind.ClaimAgainstOwnWord => "claimAgainstOwnWord", _ => "twoAccounts" });
            json.WriteString("about", disagreement.About);
            Strings(json, "targets", disagreement.Targets);
            Quotation(json, "claim", disagreement.Claim);
            Quotation(json, "denial", disagreement.Denial);
            Quotations(json, "further", disagreement.Further);
            Confidence(json, disagreement.Confidence);
        });
        json.WriteNumber("uncertainDisagreements", talks.UncertainDisagreements);
        List(json, "parties", talks.Parties, party =>
        {
            json.WriteString("id", party.Id);
            json.WriteString("name", party.Name);
            Strings(json, "aliases", party.Aliases);
            json.WriteString("kind", Lower(party.Kind));
            json.WriteNumber("statements", party.Statements);
            Numbers(json, "reports", party.Reports);
            Confidence(json, party.Confidence);
        });
        List(json, "actors", talks.Actors, actor =>
        {
            json.WriteString("id", actor.Id);
            json.WriteString("name", actor.Name);
            json.WriteString("kind", Lower(actor.Kind));
            Strings(json, "offices", actor.Offices);
            json.WriteString("party", actor.Party);
            json.WriteNumber("statements", actor.Statements);
            Numbers(json, "reports", actor.Reports);
            Confidence(json, actor.Confidence);
        });
        List(json, "sayings", talks.Sayings, saying =>
        {
            json.WriteString("party", saying.Party);
            json.WriteString("act", Lower(saying.Act));
            Quotation(json, "quotation", saying.Quotation);
            Quotations(json, "repeats", saying.Repeats);
            Confidence(json, saying.Confidence);
        });
        List(json, "proposals", talks.Proposals, proposal =>
        {
            json.WriteString("id", proposal.Id);
            json.WriteString("label", proposal.Label);
            Strings(json, "otherLabels", proposal.OtherLabels);
            Strings(json, "by", proposal.By);
            json.WriteString("revises", proposal.Revises);
            json.WriteString("counters", proposal.Counters);
            Day(json, "firstSeen", proposal.FirstSeen);
            List(json, "provisions", proposal.Provisions, provision =>
            {
                json.WriteString("issue", provision.Issue);
                Quotation(json, "quotation", provision.Quotation);
                Confidence(json, provision.Confidence);
            });
            Numbers(json, "reports", proposal.Reports);
            Confidence(json, proposal.Confidence);
        });
        List(json, "issues", talks.Issues, issue =>
        {
            json.WriteString("id", issue.Id);
            json.WriteString("label", issue.Label);
            Strings(json, "otherLabels", issue.OtherLabels);
            Day(json, "firstSeen", issue.FirstSeen);
            Numbers(json, "reports", issue.Reports);
            Confidence(json, issue.Confidence);
        });
        List(json, "positions", talks.Positions, history =>
        {
            json.WriteString("holder", history.Holder);
            json.WriteString("target", history.Target);
            Standing(json, "now", history.Now);
            Standing(json, "before", history.Before);
            json.WriteString("change", Lower(history.Change));
            Entries(json, "entries", history.Entries);
            Entries(json, "uncertain", history.Uncertain);
        });
        List(json, "timeline", talks.Timeline, entry =>
        {
            json.WriteString("what", entry.IsDeadline ? "deadline" : "event");
            json.WriteString("kind", entry.Kind);
            json.WriteString("category", entry.Category);
            Strings(json, "parties", entry.Parties);
            json.WriteString("date", entry.Date);
            Day(json, "reportedOn", entry.ReportedOn);
            json.WriteString("summary", entry.Summary);
            Quotations(json, "quotations", entry.Quotations);
            Confidence(json, entry.Confidence);
        });
        Quotations(json, "assessments", talks.Assessments);
        json.WriteStartObject("outlook");
        json.WriteStartObject("counts");
        foreach (Indicator indicator in brief.Outlook.Indicators) json.WriteNumber(indicator.Name, indicator.Count);
        json.WriteEndObject();
        json.WriteString("sentence", brief.Outlook.Sentence);
        json.WriteString("rule", brief.Outlook.Rule);
        Strings(json, "drivers", brief.Outlook.Drivers);
        json.WriteEndObject();
        Measures(json, brief.Measures);
        json.WriteEndObject();
    }

    private static void Measures(Utf8JsonWriter json, TalksMeasures measures)
    {
        json.WriteStartObject("measures");
        json.WriteStartObject("cells");
        json.WriteNumber("parties", measures.Cells.Parties);
        json.WriteNumber("targets", measures.Cells.Targets);
        json.WriteNumber("for", measures.Cells.For);
        json.WriteNumber("mixed", measures.Cells.Mixed);
        json.WriteNumber("against", measures.Cells.Against);
        json.WriteNumber("claimed", measures.Cells.Claimed);
        json.WriteNumber("uncertain", measures.Cells.Uncertain);
        json.WriteNumber("nothing", measures.Cells.Nothing);
        json.WriteEndObject();
        json.WriteStartObject("claims");
        json.WriteNumber("claims", measures.Claims.Claims);
        json.WriteNumber("denied", measures.Claims.Denied);
        json.WriteEndObject();
        List(json, "distances", measures.Distances, pair =>
        {
            json.WriteString("a", pair.A);
            json.WriteString("b", pair.B);
            json.WriteNumber("shared", pair.Shared);
            json.WriteNumber("distance", Math.Round(pair.Distance, 3));
        });
        List(json, "moves", measures.Moves, move =>
        {
            Day(json, "day", move.Day);
            json.WriteString("holder", move.Holder);
            json.WriteString("target", move.Target);
            json.WriteString("from", Wording.Word(move.From));
            json.WriteString("to", Wording.Word(move.To));
        });
        if (measures.Movement is { } movement)
        {
            json.WriteStartObject("movement");
            Day(json, "from", movement.From);
            Day(json, "to", movement.To);
            json.WriteNumber("cells", movement.Cells);
            json.WriteNumber("moved", movement.Moved);
            json.WriteNumber("distance", Math.Round(movement.Distance, 3));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("movement");
        }

        List(json, "weeks", measures.Weeks, week =>
        {
            Day(json, "monday", week.Monday);
            json.WriteNumber("cooperation", week.Cooperation);
            json.WriteNumber("conflict", week.Conflict);
        });
        json.WriteEndObject();
    }

    private static void Standing(Utf8JsonWriter json, string name, Standing? standing)
    {
        if (standing is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteString("stance", Wording.Word(standing.Stance));
        json.WriteString("voice", Lower(standing.Voice));
        Day(json, "since", standing.Since);
        json.WriteString("condition", standing.Condition);
        json.WriteBoolean("divided", standing.IsDivided);
        Confidence(json, standing.Confidence);
        json.WriteEndObject();
    }

    private static void Entries(Utf8JsonWriter json, string name, IReadOnlyList<PositionEntry> entries) => List(json, name, entries, entry =>
    {
        json.WriteString("stance", Wording.Word(entry.Stance));
        json.WriteString("voice", Lower(entry.Voice));
        json.WriteString("act", Lower(entry.Act));
        json.WriteString("condition", entry.Condition);
        Quotation(json, "quotation", entry.Quotation);
        Quotations(json, "repeats", entry.Repeats);
        Confidence(json, entry.Confidence);
    });

    private static void Quotations(Utf8JsonWriter json, string name, IReadOnlyList<Quotation> quotations) => List(json, name, quotations, quotation => Fields(json, quotation));

    private static void Quotation(Utf8JsonWriter json, string name, Quotation quotation)
    {
        json.WriteStartObject(name);
        Fields(json, quotation);
        json.WriteEndObject();
    }

    private static void Fields(Utf8JsonWriter json, Quotation quotation)
    {
        json.WriteNumber("report", quotation.Report);
        json.WriteString("statement", quotation.Statement);
        json.WriteString("speaker", quotation.Speaker);
        json.WriteString("party", quotation.Party);
        Span(json, "span", quotation.Span);
        json.WriteStartArray("marks");
        foreach (TextSpan mark in quotation.Marks) Span(json, null, mark);
        json.WriteEndArray();
        json.WriteString("text", quotation.Text);
    }

    private static void Span(Utf8JsonWriter json, string? name, TextSpan span)
    {
        if (name is null) json.WriteStartArray();
        else json.WriteStartArray(name);
        json.WriteNumberValue(span.Start);
        json.WriteNumberValue(span.End);
        json.WriteEndArray();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> fields)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            fields(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<int> values)
    {
        json.WriteStartArray(name);
        foreach (int value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known) json.WriteString(name, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }

    private static void Confidence(Utf8JsonWriter json, double confidence) => json.WriteNumber("confidence", Math.Round((decimal)confidence, 3));

    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();
}
