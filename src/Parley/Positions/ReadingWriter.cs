using System.Text.Json;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>
/// Writes a reading field by field, as the generated serialisation does: that one takes longer to set itself up than a short report takes to read. Both are held together by a test.
/// </summary>
internal static class ReadingWriter
{
    private static readonly string[] BlockKinds = Names(typeof(BlockKind)), PartyKinds = Names(typeof(PartyKind)), ActorKinds = Names(typeof(ActorKind)), Acts = Names(typeof(Act)),
        Stances = Names(typeof(Stance)), Voices = Names(typeof(Voice)), EventKinds = Names(typeof(EventKind)), Statuses = Names(typeof(DeadlineStatus));

    /// <summary>Writes a reading as one object.</summary>
    public static void Write(Utf8JsonWriter json, Reading reading)
    {
        json.WriteStartObject();
        json.WriteStartObject("reader"u8);
        json.WriteString("version"u8, reading.Reader.Version);
        json.WriteString("models"u8, reading.Reader.Models);
        json.WriteEndObject();
        json.WritePropertyName("report"u8);
        Write(json, reading.Report);
        Spans(json, "sentences"u8, reading.Sentences);
        List(json, "parties"u8, reading.Parties, Write);
        List(json, "actors"u8, reading.Actors, Write);
        List(json, "statements"u8, reading.Statements, Write);
        List(json, "proposals"u8, reading.Proposals, Write);
        List(json, "issues"u8, reading.Issues, Write);
        List(json, "provisions"u8, reading.Provisions, Write);
        List(json, "events"u8, reading.Events, Write);
        List(json, "deadlines"u8, reading.Deadlines, Write);
        List(json, "contradictions"u8, reading.Contradictions, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, report.Id);
        json.WriteString("source"u8, report.Source);
        json.WriteString("title"u8, report.Title);
        json.WriteString("byline"u8, report.Byline);
        json.WriteString("dateline"u8, report.Dateline);
        json.WriteString("publisher"u8, report.Publisher);
        json.WriteString("url"u8, report.Url);
        json.WriteString("published"u8, report.Published);
        json.WriteString("updated"u8, report.Updated);
        json.WriteNumber("version"u8, report.Version);
        if (report.Changes is { } changes)
        {
            json.WriteStartObject("changes"u8);
            Strings(json, "removed"u8, changes.Removed);
            Spans(json, "added"u8, changes.Added);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("changes"u8);
        }

        json.WriteString("language"u8, report.Language);
        json.WriteString("text"u8, report.Text);
        json.WriteStartArray("blocks"u8);
        for (int i = 0; i < report.Blocks.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, BlockKinds[(int)report.Blocks[i].Kind]);
            json.WriteNumber("start"u8, report.Blocks[i].Span.Start);
            json.WriteNumber("end"u8, report.Blocks[i].Span.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("links"u8);
        for (int i = 0; i < report.Links.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("start"u8, report.Links[i].Span.Start);
            json.WriteNumber("end"u8, report.Links[i].Span.End);
            json.WriteString("url"u8, report.Links[i].Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Party party)
    {
        json.WriteString("id"u8, party.Id);
        json.WriteString("name"u8, party.Name);
        Strings(json, "aliases"u8, party.Aliases);
        json.WriteString("kind"u8, PartyKinds[(int)party.Kind]);
        Spans(json, "mentions"u8, party.Mentions);
        Confidence(json, party.Confidence);
    }

    private static void Write(Utf8JsonWriter json, Actor actor)
    {
        json.WriteString("id"u8, actor.Id);
        json.WriteString("name"u8, actor.Name);
        json.WriteString("kind"u8, ActorKinds[(int)actor.Kind]);
        json.WriteString("office"u8, actor.Office);
        json.WriteString("party"u8, actor.Party);
        Spans(json, "mentions"u8, actor.Mentions);
        Confidence(json, actor.Confidence);
    }

    private static void Write(Utf8JsonWriter json, Statement statement)
    {
        json.WriteString("id"u8, statement.Id);
        json.WriteStartObject("source"u8);
        Spans(json, "spans"u8, statement.Source.Spans);
        json.WriteString("actor"u8, statement.Source.Actor);
        json.WriteString("party"u8, statement.Source.Party);
        json.WriteEndObject();
        json.WriteStartObject("cue"u8);
        Spans(json, "spans"u8, statement.Cue.Spans);
        json.WriteEndObject();
        json.WriteStartObject("content"u8);
        Spans(json, "spans"u8, statement.Content.Spans);
        json.WriteEndObject();
        json.WriteString("act"u8, Acts[(int)statement.Act]);
        List(json, "positions"u8, statement.Positions, Write);
        Confidence(json, statement.Confidence);
    }

    private static void Write(Utf8JsonWriter json, Position position)
    {
        json.WriteString("holder"u8, position.Holder);
        json.WriteString("target"u8, position.Target);
        json.WriteString("stance"u8, Stances[(int)position.Stance]);
        json.WriteString("voice"u8, Voices[(int)position.Voice]);
        json.WriteString("condition"u8, position.Condition);
        Confidence(json, position.Confidence);
    }

    private static void Write(Utf8JsonWriter json, Proposal proposal)
    {
        json.WriteString("id"u8, proposal.Id);
        json.WriteString("label"u8, proposal.Label);
        Strings(json, "by"u8, proposal.By);
        json.WriteString("revises"u8, proposal.Revises);
        json.WriteString("counters"u8, proposal.Counters);
        Spans(json, "mentions"u8, proposal.Mentions);
        Confidence(json, proposal.Confidence);
    }

    private static void Write(Utf8JsonWriter json, Issue issue)
    {
        json.WriteString("id"u8, issue.Id);
        json.WriteString("label"u8, issue.Label);
        Spans(json, "mentions"u8, issue.Mentions);
        Confidence(json, issue.Confidence);
    }

    private static void Write(Utf8JsonWriter json, Provision provision)
    {
        json.WriteString("proposal"u8, provision.Proposal);
        json.WriteString("issue"u8, provision.Issue);
        Spans(json, "spans"u8, provision.Spans);
        Confidence(json, provision.Confidence);
    }

    private static void Write(Utf8JsonWriter json, NegotiationEvent happened)
    {
        json.WriteString("id"u8, happened.Id);
        json.WriteString("category"u8, happened.Category);
        json.WriteString("kind"u8, EventKinds[(int)happened.Kind]);
        Strings(json, "parties"u8, happened.Parties);
        json.WriteString("date"u8, happened.Date);
        Spans(json, "spans"u8, happened.Spans);
        Confidence(json, happened.Confidence);
    }

    private static void Write(Utf8JsonWriter json, Deadline deadline)
    {
        json.WriteString("id"u8, deadline.Id);
        json.WriteString("status"u8, Statuses[(int)deadline.Status]);
        json.WriteString("date"u8, deadline.Date);
        Spans(json, "spans"u8, deadline.Spans);
        Confidence(json, deadline.Confidence);
    }

    private static void Write(Utf8JsonWriter json, Contradiction contradiction)
    {
        json.WriteString("a"u8, contradiction.A);
        json.WriteString("b"u8, contradiction.B);
        json.WriteString("about"u8, contradiction.About);
        Confidence(json, contradiction.Confidence);
    }

    private static void List<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> fields)
        where T : class
    {
        json.WriteStartArray(name);
        for (int i = 0; i < items.Count; i++)
        {
            json.WriteStartObject();
            fields(json, items[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Spans(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<TextSpan> spans)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < spans.Count; i++)
        {
            var span = spans[i];
            json.WriteStartArray();
            json.WriteNumberValue(span.Start);
            json.WriteNumberValue(span.End);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> strings)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < strings.Count; i++) json.WriteStringValue(strings[i]);
        json.WriteEndArray();
    }

    private static void Confidence(Utf8JsonWriter json, double value) => json.WriteNumber("confidence"u8, Math.Round(value, 3, MidpointRounding.AwayFromZero));

    private static string[] Names(Type enumeration) => Array.ConvertAll(Enum.GetNames(enumeration), JsonNamingPolicy.CamelCase.ConvertName);
}
