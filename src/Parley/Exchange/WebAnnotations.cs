using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Exchange;

/// <summary>
/// Statements as annotations of the W3C Web Annotation Data Model (2017), in JSON-LD: an AnnotationPage with an annotation for each statement. Its targets are the stretches of the report, each by a
/// TextQuoteSelector (with context) and a TextPositionSelector (in Unicode code points, as the model demands); its bodies say the act, who speaks and which positions are told. What the model has no
/// words for stands under <c>parley:</c>, so that the page can be imported again: the reports with their texts and, of each statement, what a reading says.
/// </summary>
public static class WebAnnotations
{
    /// <summary>Address of the model's context, by which a file is known.</summary>
    public const string Context = "http://www.w3.org/ns/anno.jsonld";

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the statements of a ledger, people's decisions in effect.</summary>
    public static ExchangeCounts Write(ILedgerStore store, Stream output)
    {
        ArgumentNullException.ThrowIfNull(store);
        List<LedgerReport> reports = [.. store.Reports()];
        var counts = new ExchangeCounts();
        JsonArray items = [], texts = [];
        foreach (LedgerReport report in reports)
        {
            counts.Add("reports");
            LeftOut.OfDecisions(report, counts);
            if (report.Decided?.Reading is not { } reading) counts.Add("reports never read");
            else
            {
                counts.Readings++;
                foreach (Statement statement in reading.Statements)
                {
                    items.Add(Annotation(report, reading, statement));
                    counts.Add("annotations");
                }
            }

            texts.Add(Text(report, (ReportAdded)store.Find(report.Entry)!.Content));
        }

        var page = new JsonObject
        {
            ["@context"] = new JsonArray(Context, new JsonObject { ["parley"] = "urn:parley:" }),
            ["id"] = "urn:parley:statements",
            ["type"] = "AnnotationPage",
            ["items"] = items,
            ["parley:reports"] = texts,
        };
        JsonSerializer.Serialize(output, page, Written);
        output.Write("\n"u8);
        return counts;
    }

    /// <summary>The reports and readings of a page that <see cref="Write"/> wrote; annotations of other programs become statements on the reports that the page holds.</summary>
    /// <exception cref="InvalidDataException">It is no such page.</exception>
    public static IEnumerable<Draft> Read(Stream input, string author, ExchangeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        JsonObject page;
        try
        {
            page = JsonNode.Parse(input) as JsonObject ?? throw new InvalidDataException("is no JSON object");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"is not valid JSON ({e.Message})", e);
        }

        var known = new Dictionary<string, AnnotatedReport>(StringComparer.Ordinal);
        foreach (JsonNode? item in page["parley:reports"] as JsonArray ?? [])
        {
            if (AnnotatedReport.Of(item as JsonObject) is { } report) known[report.Iri] = report;
            else counts.Fault("a report of the page has no text or id; left out");
        }

        foreach (JsonNode? item in page["items"] as JsonArray ?? [])
        {
            if (Place(item as JsonObject, known, out string why) is { } report) report.Add((JsonObject)item!, counts);
            else counts.Fault($"annotation {Id(item)}: {why}; left out");
        }

        return known.Values.SelectMany(report => report.Drafts(author));
    }

    private static string Id(JsonNode? item) => item is JsonObject known && known["id"] is JsonValue id && id.TryGetValue(out string? text) ? text : "without id";

    private static AnnotatedReport? Place(JsonObject? item, Dictionary<string, AnnotatedReport> known, out string why)
    {
        why = "is no annotation";
        if (item is null) return null;
        why = "its report is not in the page";
        return Targets(item).Select(target => target["source"] is JsonValue value && value.TryGetValue(out string? source) ? known.GetValueOrDefault(source) : null).FirstOrDefault(report => report is not null);
    }

    internal static IEnumerable<JsonObject> Targets(JsonObject item) => item["target"] switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    private static string Iri(string sha256) => "urn:sha256:" + sha256;

    private static JsonObject Annotation(LedgerReport report, Reading reading, Statement statement)
    {
        string text = reading.Report.Text;
        var places = new CodePoints(text);
        string? Name(string? id) => id is null ? null : reading.Actors.FirstOrDefault(actor => actor.Id == id)?.Name ?? reading.Parties.FirstOrDefault(party => party.Id == id)?.Name;
        string? Label(string id) => reading.Proposals.FirstOrDefault(proposal => proposal.Id == id)?.Label ?? reading.Issues.FirstOrDefault(issue => issue.Id == id)?.Label;
        JsonArray bodies = [Body("classifying", statement.Act.ToString().ToLowerInvariant())];
        if ((Name(statement.Source.Actor) ?? Name(statement.Source.Party)) is { } speaker) bodies.Add(Body("identifying", speaker));
        foreach (Position position in statement.Positions)
            bodies.Add(Body("tagging", $"{Name(position.Holder)}: {position.Stance.ToString().ToLowerInvariant()} {Label(position.Target)} ({position.Voice.ToString().ToLowerInvariant()})"));
        JsonArray targets = [];
        foreach (var (part, spans) in Parts(statement))
            foreach (TextSpan span in spans)
            {
                Anchor anchor = Anchor.Of(text, span);
                targets.Add(new JsonObject
                {
                    ["type"] = "SpecificResource",
                    ["source"] = Iri(report.Identity),
                    ["selector"] = new JsonArray(
                        new JsonObject { ["type"] = "TextQuoteSelector", ["exact"] = anchor.Quote, ["prefix"] = anchor.Before, ["suffix"] = anchor.After },
                        new JsonObject { ["type"] = "TextPositionSelector", ["start"] = places.FromUnits(span.Start), ["end"] = places.FromUnits(span.End) }),
                    ["parley:part"] = part,
                });
            }

        if (targets.Count == 0) targets.Add(new JsonObject { ["type"] = "SpecificResource", ["source"] = Iri(report.Identity) });
        return new()
        {
            ["id"] = $"urn:parley:{report.Identity}:{statement.Id}",
            ["type"] = "Annotation",
            ["motivation"] = "describing",
            ["body"] = bodies,
            ["target"] = targets,
            ["parley:statement"] = JsonNode.Parse(ReadingJson.ToUtf8(Alone(reading) with { Statements = [Bare(statement)] }))!["statements"]![0]!.DeepClone(),
        };
    }

    internal static IEnumerable<(string Part, IReadOnlyList<TextSpan> Spans)> Parts(Statement statement) => [("source", statement.Source.Spans), ("cue", statement.Cue.Spans), ("content", statement.Content.Spans)];

    /// <summary>A statement without its places, which stand in the targets.</summary>
    private static Statement Bare(Statement statement) => statement with { Source = statement.Source with { Spans = [] }, Cue = new([]), Content = new([]) };

    private static Reading Alone(Reading reading) => new() { Reader = reading.Reader, Report = reading.Report with { Text = "", Blocks = [] } };

    private static JsonObject Body(string purpose, string value) => new() { ["type"] = "TextualBody", ["purpose"] = purpose, ["value"] = value };

    private static JsonObject Text(LedgerReport report, ReportAdded added)
    {
        var text = new JsonObject { ["id"] = Iri(report.Identity), ["type"] = "Text", ["parley:report"] = JsonNode.Parse(EntryBody.Of(added)), ["parley:text"] = added.Report.Text };
        if (!added.Original.Span.SequenceEqual(EntryBody.Plain(added.Report.Text))) text["parley:original"] = Convert.ToBase64String(added.Original.Span);
        // The reading but for what the annotations and the report say.
        if (report.Decided?.Reading is { } reading) text["parley:reading"] = JsonNode.Parse(ReadingJson.ToUtf8(reading with { Statements = [], Report = reading.Report with { Text = "" } }));
        return text;
    }

    /// <summary>A report of a page, with the statements that its annotations make.</summary>
    private sealed class AnnotatedReport(string iri, RawReport report, ReadOnlyMemory<byte> original, Reading? read)
    {
        private readonly List<Statement> statements = [];
        private readonly CodePoints places = new(report.Text);

        public string Iri => iri;

        public static AnnotatedReport? Of(JsonObject? item)
        {
            try
            {
                if (item?["id"]?.GetValue<string>() is not { } iri || item["parley:text"]?.GetValue<string>() is not { } text || item["parley:report"] is not { } body) return null;
                RawReport report = EntryBody.Report(JsonSerializer.SerializeToUtf8Bytes(body)).ToRaw(text);
                byte[] original = item["parley:original"]?.GetValue<string>() is { } bytes ? Convert.FromBase64String(bytes) : EntryBody.Plain(text);
                Reading? reading = item["parley:reading"] is { } json ? ReadingJson.ParseApart(JsonSerializer.SerializeToUtf8Bytes(json)) : null;
                return new(iri, report, original, reading is null ? null : reading with { Report = reading.Report with { Text = text } });
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                return null;
            }
        }

        public void Add(JsonObject item, ExchangeCounts counts)
        {
            var spans = new Dictionary<string, List<TextSpan>>(StringComparer.Ordinal) { ["source"] = [], ["cue"] = [], ["content"] = [] };
            foreach (JsonObject target in Targets(item))
            {
                if (target["selector"] is null) continue;
                string part = target["parley:part"] is JsonValue value && value.TryGetValue(out string? named) && spans.ContainsKey(named) ? named : "content";
                if (Find(target["selector"]) is { } span) spans[part].Add(span);
                else counts.Fault($"annotation {Id(item)}: its words are not in the text of the report; the place is left out");
            }

            foreach (List<TextSpan> part in spans.Values) part.Sort();
            Statement statement = Stated(item["parley:statement"]) ?? new($"w{statements.Count + 1}", new([], null, null), new([]), new([]), ActOf(item["body"]), [], 1);
            statements.Add(statement with { Source = statement.Source with { Spans = spans["source"] }, Cue = new(spans["cue"]), Content = new(spans["content"]) });
            counts.Add("annotations");
        }

        public IEnumerable<Draft> Drafts(string author)
        {
            var added = new ReportAdded(report, original);
            yield return new(author, added);
            if (read is null && statements.Count == 0) yield break;
            Reading reading = read ?? new Reading { Reader = new("annotations", ""), Report = report.ToReport() };
            yield return new(author, new ReadingAdded(added.Identity, reading with { Statements = statements }));
        }

        private TextSpan? Find(JsonNode? selector)
        {
            JsonObject[] selectors = selector switch { JsonArray list => [.. list.OfType<JsonObject>()], JsonObject one => [one], _ => [] };
            JsonObject? Kind(string type) => Array.Find(selectors, one => one["type"] is JsonValue value && value.TryGetValue(out string? name) && name == type);
            string? Word(JsonObject? of, string field) => of?[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
            int? Place(JsonObject? of, string field) => of?[field] is JsonValue value && value.TryGetValue(out int number) && number >= 0 && number <= report.Text.Length ? places.ToUnits(number) : null;
            JsonObject? quote = Kind("TextQuoteSelector"), position = Kind("TextPositionSelector");
            TextSpan? at = Place(position, "start") is { } start && Place(position, "end") is { } end && start <= end && end <= report.Text.Length ? new TextSpan(start, end) : null;
            if (Word(quote, "exact") is not { } exact) return at;
            return new Anchor(at ?? default, exact, Word(quote, "prefix") ?? "", Word(quote, "suffix") ?? "").In(report.Text);
        }

        private Statement? Stated(JsonNode? json)
        {
            if (json is null) return null;
            try
            {
                var frame = (JsonObject)JsonNode.Parse(ReadingJson.ToUtf8(new Reading { Reader = new("", ""), Report = report.ToReport() with { Text = "", Blocks = [] } }))!;
                frame["statements"] = new JsonArray(json.DeepClone());
                return ReadingJson.ParseApart(JsonSerializer.SerializeToUtf8Bytes(frame)).Statements[0];
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static Act ActOf(JsonNode? body)
        {
            foreach (JsonObject one in body switch { JsonArray list => list.OfType<JsonObject>(), JsonObject single => [single], _ => [] })
                if (one["value"] is JsonValue value && value.TryGetValue(out string? word) && Enum.TryParse(word, ignoreCase: true, out Act act) && Enum.IsDefined(act)) return act;
            return Act.Assert;
        }
    }
}
