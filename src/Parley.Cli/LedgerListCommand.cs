using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Cli;

/// <summary><c>parley ledger list</c>: statements or reports that a question asks for, the latest first.</summary>
internal static class LedgerListCommand
{
    private const int DefaultLimit = 50;

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "list",
            "Lists statements, the latest first: by words, party, speaker, issue, proposal, act, stance and day.",
            "parley ledger list --ledger talks.db --about \"NATO membership\" --by Russia --since 2031-03-01");
        var options = new LedgerOptions();
        options.AddTo(verb, writes: false);
        var filter = new LedgerFilter();
        filter.AddTo(verb);
        var reports = new Option<bool>("--reports") { Description = "Lists reports instead (by words and day only)." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var limit = new Option<int>("--limit") { Description = "Lists no more than this.", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int value) || value < 1)) result.AddError($"--limit: '{result.Tokens[0].Value}' is no number from 1 up.");
        });
        foreach (Option option in (Option[])[reports, json, limit]) verb.Options.Add(option);
        verb.SetAction(parsed =>
        {
            using ILedgerStore store = options.Open(parsed, readOnly: true);
            LedgerQuery query = filter.Of(parsed) with { Limit = parsed.GetValue(limit) };
            bool any = false;
            if (parsed.GetValue(reports))
            {
                foreach (LedgerReport report in store.Reports(query))
                {
                    any = true;
                    terminal.WriteLine(parsed.GetValue(json) ? Json(report) : Line(report));
                }
            }
            else
            {
                foreach (FoundStatement found in store.Statements(query))
                {
                    any = true;
                    terminal.WriteLine(parsed.GetValue(json) ? Json(found) : Line(found));
                }
            }

            if (!any) terminal.Complain($"{store.Name}: nothing of the kind is found");
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>A statement on one line.</summary>
    public static string Line(FoundStatement found)
    {
        Reading reading = found.Report.Decided!.Reading;
        Statement statement = found.Statement;
        string who = Speaker(reading, statement);
        string positions = string.Join("; ", statement.Positions.Select(position => $"{Name(reading, position.Holder)} {Word(position.Stance)} {Label(reading, position.Target)}"));
        string status = Status(found);
        return Visible.Line(string.Create(CultureInfo.InvariantCulture, $"{Day(reading.Report.Published)}  {found.Report.Entry}/{statement.Id}  {who}, {Word(statement.Act)}: {Said(reading, statement)}")
            + (positions.Length > 0 ? $"  [{positions}]" : "") + (status.Length > 0 ? $"  ({status})" : ""));
    }

    /// <summary>Who speaks, for whom.</summary>
    public static string Speaker(Reading reading, Statement statement)
    {
        string? actor = reading.Actors.FirstOrDefault(found => found.Id == statement.Source.Actor)?.Name;
        string? party = reading.Parties.FirstOrDefault(found => found.Id == statement.Source.Party)?.Name;
        return actor is not null && party is not null ? $"{actor} ({party})" : actor ?? party ?? (statement.Source.Spans.Count > 0 ? Cut(reading, statement.Source.Spans) : "the report");
    }

    /// <summary>What is said, on one line.</summary>
    public static string Said(Reading reading, Statement statement) => "\"" + Cut(reading, statement.Content.Spans) + "\"";

    /// <summary>Name of a party.</summary>
    public static string Name(Reading reading, string party) => reading.Parties.FirstOrDefault(found => found.Id == party)?.Name ?? party;

    /// <summary>Label of a proposal or issue.</summary>
    public static string Label(Reading reading, string target) => reading.Proposals.FirstOrDefault(found => found.Id == target)?.Label ?? reading.Issues.FirstOrDefault(found => found.Id == target)?.Label ?? target;

    /// <summary>A value's name.</summary>
    public static string Word(Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>What people made of a statement, in words; empty where nobody decided. Where one rejected it and the other did not, whether it counts: the latest decision wins.</summary>
    private static string Status(FoundStatement found)
    {
        (ReviewStatus author, ReviewStatus reviewer) = (found.Status.Author, found.Status.Reviewer);
        string status = string.Join(", ", new[] { (author, "author"), (reviewer, "reviewer") }.Where(pair => pair.Item1 != ReviewStatus.Open).Select(pair => $"{Word(pair.Item1)} by {pair.Item2}"));
        bool divided = author != ReviewStatus.Open && reviewer != ReviewStatus.Open && (author == ReviewStatus.Rejected) != (reviewer == ReviewStatus.Rejected);
        return status + (!divided ? "" : found.IsRejected ? ": left out" : ": counts");
    }

    private static string Cut(Reading reading, IReadOnlyList<TextSpan> spans) =>
        string.Join(' ', string.Join(" … ", spans.Select(span => reading.Report.Text[span.Start..span.End])).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Day(string? published) => published is { Length: >= 10 } ? published[..10] : "undated   ";

    /// <summary>The report with its blocks: as its reading has it, where it was read.</summary>
    public static Report LaidOut(LedgerReport report) => report.Read?.Reading.Report ?? report.Report.ToReport();

    private static string Line(LedgerReport report)
    {
        Report laidOut = LaidOut(report);
        return Visible.Line(string.Create(CultureInfo.InvariantCulture, $"{Day(laidOut.Published)}  {report.Entry}  {report.Report.Id}  {laidOut.Title ?? "(no title)"}"));
    }

    private static string Json(LedgerReport report)
    {
        Report laidOut = LaidOut(report);
        return Json(writer =>
        {
            writer.WriteNumber("entry", report.Entry);
            writer.WriteString("id", report.Report.Id);
            writer.WriteString("sha256", report.Sha256);
            writer.WriteString("published", laidOut.Published);
            writer.WriteString("publisher", laidOut.Publisher);
            writer.WriteString("title", laidOut.Title);
            writer.WriteNumber("reading", report.ReadingEntry);
            writer.WriteNumber("decisions", report.Decisions.Count);
        });
    }

    private static string Json(FoundStatement found)
    {
        Reading reading = found.Report.Decided!.Reading;
        Statement statement = found.Statement;
        return Json(writer =>
        {
            writer.WriteNumber("entry", found.Report.Entry);
            writer.WriteString("report", found.Report.Report.Id);
            writer.WriteString("statement", statement.Id);
            writer.WriteString("published", reading.Report.Published);
            writer.WriteString("speaker", reading.Actors.FirstOrDefault(actor => actor.Id == statement.Source.Actor)?.Name);
            writer.WriteString("party", reading.Parties.FirstOrDefault(party => party.Id == statement.Source.Party)?.Name);
            writer.WriteString("act", Word(statement.Act));
            writer.WriteString("content", Cut(reading, statement.Content.Spans));
            writer.WriteStartArray("positions");
            foreach (Position position in statement.Positions)
            {
                writer.WriteStartObject();
                writer.WriteString("holder", Name(reading, position.Holder));
                writer.WriteString("target", Label(reading, position.Target));
                writer.WriteString("stance", Word(position.Stance));
                writer.WriteString("voice", Word(position.Voice));
                writer.WriteNumber("confidence", Math.Round(position.Confidence, 3));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("confidence", Math.Round(statement.Confidence, 3));
            writer.WriteString("author", Word(found.Status.Author));
            writer.WriteString("reviewer", Word(found.Status.Reviewer));
            if (found.IsRejected) writer.WriteBoolean("leftOut", true);
        });
    }

    private static string Json(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
