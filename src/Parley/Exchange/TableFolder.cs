using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Ledger;
using Parley.Positions;

namespace Parley.Exchange;

/// <summary>
/// All tables of a ledger in a folder, as comma-separated values or as JSON lines: <c>entries</c> holds everything and is what import takes; the others say the same in the words of a reading, with
/// people's decisions in effect. Spans are <c>start-end</c> in UTF-16 code units, several with blanks between.
/// </summary>
public static class TableFolder
{
    private static readonly (string Name, string[] Columns)[] Tables =
    [
        ("reports", ["report", "sha256", "title", "byline", "publisher", "url", "published", "language", "characters", "reader"]),
        ("parties", ["report", "id", "name", "aliases", "kind", "mentions", "confidence"]),
        ("actors", ["report", "id", "name", "kind", "office", "party", "mentions", "confidence"]),
        ("statements", ["report", "id", "actor", "party", "act", "source", "cue", "content", "source-words", "cue-words", "content-words", "confidence", "author-status", "reviewer-status"]),
        ("positions", ["report", "statement", "holder", "target", "target-kind", "stance", "voice", "condition", "confidence"]),
        ("proposals", ["report", "id", "label", "by", "revises", "counters", "mentions", "confidence"]),
        ("issues", ["report", "id", "label", "mentions", "confidence"]),
        ("provisions", ["report", "proposal", "issue", "spans", "words", "confidence"]),
        ("events", ["report", "id", "category", "kind", "parties", "date", "spans", "words", "confidence"]),
        ("deadlines", ["report", "id", "status", "date", "spans", "words", "confidence"]),
        ("contradictions", ["report", "a", "b", "about", "confidence"]),
        ("decisions", ["entry", "at", "author", "report", "decision"]),
    ];

    /// <summary>Writes every table of a ledger; files of the same names are replaced when all are written.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="folder">A folder; made where it is not there.</param>
    /// <param name="json">JSON lines instead of comma-separated values.</param>
    /// <exception cref="LedgerException">One of the files is a ledger.</exception>
    public static ExchangeCounts Write(ILedgerStore store, string folder, bool json)
    {
        ArgumentNullException.ThrowIfNull(store);
        Directory.CreateDirectory(folder);
        var counts = new ExchangeCounts();
        var files = new Dictionary<string, TableFile>(StringComparer.Ordinal);
        try
        {
            foreach (var (name, columns) in Tables.Prepend((RecordTable.Name, RecordTable.Columns))) files[name] = new(folder, name, columns, json);
            void Row(string table, params object?[] cells)
            {
                files[table].Write(cells);
                counts.Add(table);
            }

            foreach (Entry entry in store.Entries()) Row(RecordTable.Name, RecordTable.Row(entry));
            foreach (LedgerReport report in store.Reports())
            {
                foreach (RecordedDecision decision in report.Decisions) Row("decisions", decision.Entry, EntryHash.Time(decision.At), decision.Author, report.Report.Id, Json(decision.Decision));
                Rows(report, Row);
            }

            foreach (RecordedDecision decision in store.Decisions()) Row("decisions", decision.Entry, EntryHash.Time(decision.At), decision.Author, null, Json(decision.Decision));
            foreach (TableFile file in files.Values) file.Keep();
        }
        finally
        {
            foreach (TableFile file in files.Values) file.Dispose();
        }

        return counts;
    }

    private static string Json(Decision decision) => Encoding.UTF8.GetString(EntryBody.Of(new DecisionMade(decision)));

    private delegate void RowWriter(string table, params object?[] cells);

    private static void Rows(LedgerReport report, RowWriter row)
    {
        string id = report.Report.Id;
        if (report.Decided is not { Reading: var reading } decided)
        {
            row("reports", id, report.Sha256, report.Report.Title, null, report.Report.Publisher, report.Report.Url, report.Report.Published, null, report.Report.Text.Length, null);
            return;
        }

        var own = reading.Report;
        row("reports", id, report.Sha256, own.Title, own.Byline, own.Publisher, own.Url, own.Published, own.Language, own.Text.Length, $"{reading.Reader.Version} {reading.Reader.Models}".TrimEnd());
        Dictionary<string, string> names = reading.Parties.Select(party => (party.Id, party.Name)).Concat(reading.Actors.Select(actor => (actor.Id, actor.Name)))
            .Concat(reading.Proposals.Select(proposal => (proposal.Id, proposal.Label))).Concat(reading.Issues.Select(issue => (issue.Id, issue.Label))).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.Item2);
        string? Name(string? of) => of is null ? null : names.GetValueOrDefault(of, of);
        HashSet<string> proposals = [.. reading.Proposals.Select(proposal => proposal.Id)];
        string Spans(IReadOnlyList<TextSpan> spans) => string.Join(' ', spans.Select(span => $"{span.Start}-{span.End}"));
        string Words(IReadOnlyList<TextSpan> spans) => string.Join(" … ", spans.Select(span => own.Text[span.Start..span.End]));
        string Lower(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
        foreach (Party party in reading.Parties) row("parties", id, party.Id, party.Name, string.Join("; ", party.Aliases), Lower(party.Kind), Spans(party.Mentions), party.Confidence);
        foreach (Actor actor in reading.Actors) row("actors", id, actor.Id, actor.Name, Lower(actor.Kind), actor.Office, Name(actor.Party), Spans(actor.Mentions), actor.Confidence);
        foreach (Statement statement in reading.Statements)
        {
            StatementStatus status = decided.Status.GetValueOrDefault(statement.Id);
            row(
                "statements", id, statement.Id, Name(statement.Source.Actor), Name(statement.Source.Party), Lower(statement.Act), Spans(statement.Source.Spans), Spans(statement.Cue.Spans), Spans(statement.Content.Spans),
                Words(statement.Source.Spans), Words(statement.Cue.Spans), Words(statement.Content.Spans), statement.Confidence, Lower(status.Author), Lower(status.Reviewer));
            foreach (Position position in statement.Positions)
                row("positions", id, statement.Id, Name(position.Holder), Name(position.Target), proposals.Contains(position.Target) ? "proposal" : "issue", Lower(position.Stance), Lower(position.Voice), position.Condition, position.Confidence);
        }

        foreach (Proposal proposal in reading.Proposals) row("proposals", id, proposal.Id, proposal.Label, string.Join("; ", proposal.By.Select(Name)), Name(proposal.Revises), Name(proposal.Counters), Spans(proposal.Mentions), proposal.Confidence);
        foreach (Issue issue in reading.Issues) row("issues", id, issue.Id, issue.Label, Spans(issue.Mentions), issue.Confidence);
        foreach (Provision provision in reading.Provisions) row("provisions", id, Name(provision.Proposal), Name(provision.Issue), Spans(provision.Spans), Words(provision.Spans), provision.Confidence);
        foreach (NegotiationEvent happening in reading.Events)
            row("events", id, happening.Id, happening.Category, Lower(happening.Kind), string.Join("; ", happening.Parties.Select(Name)), happening.Date, Spans(happening.Spans), Words(happening.Spans), happening.Confidence);
        foreach (Deadline deadline in reading.Deadlines) row("deadlines", id, deadline.Id, Lower(deadline.Status), deadline.Date, Spans(deadline.Spans), Words(deadline.Spans), deadline.Confidence);
        foreach (Contradiction contradiction in reading.Contradictions) row("contradictions", id, contradiction.A, contradiction.B, contradiction.About, contradiction.Confidence);
    }
}

/// <summary>One table in a file: a line a row. The file takes its place when it is kept.</summary>
internal sealed class TableFile : IDisposable
{
    private static readonly JsonSerializerOptions Text = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OutputFile file;
    private readonly StreamWriter writer;
    private readonly string[] columns;
    private readonly bool json;

    public TableFile(string folder, string name, string[] columns, bool json)
    {
        (this.columns, this.json) = (columns, json);
        file = new(Path.Combine(folder, name + (json ? ".jsonl" : ".csv")));
        writer = new(file.Stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        if (!json) writer.Write(Csv.Line(columns));
    }

    public void Write(object?[] cells) => file.Guarded(() =>
    {
        if (json) writer.Write("{" + string.Join(',', columns.Select((column, i) => $"\"{column}\":{Cell(cells[i])}")) + "}\n");
        else writer.Write(Csv.Line(cells));
    });

    public void Keep()
    {
        file.Guarded(writer.Flush);
        file.Keep();
    }

    public void Dispose() => file.Dispose();

    private static string Cell(object? value) => value switch
    {
        null => "null",
        string text => JsonSerializer.Serialize(text, Text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
