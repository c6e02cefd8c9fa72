using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Exchange;

/// <summary>
/// A DNA database in a ledger: a document becomes a report, its statements a reading. Persons, organisations, concepts and agreement become speakers, parties, issues and positions. Everything else (coders,
/// colours, attributes, regular expressions, other types and variables) is kept in a field <c>dna</c> of the readings' JSON, row by row, so that the database can be written again as it was.
/// </summary>
internal static class DnaReadings
{
    private const string Field = "dna";
    private const string Shared = "shared";

    private static readonly string[] Values = ["DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"];

    /// <summary>The reports and readings of a database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">What to call it in the ids of its reports.</param>
    /// <param name="author">Who imports.</param>
    /// <param name="counts">What was taken over.</param>
    public static IEnumerable<Draft> Import(DnaDatabase database, string name, string author, ExchangeCounts counts)
    {
        IReadOnlyList<object?[]> documents = database.Rows("DOCUMENTS");
        if (documents.Count == 0) throw new InvalidDataException("holds no document, so there is nothing to import");
        HashSet<object?> known = [.. documents.Select(row => row[0])];
        var coding = new DnaCoding(database);
        ILookup<object?, object?[]> statements = database.Rows("STATEMENTS").ToLookup(row => row[DnaDatabase.Column("STATEMENTS", "DocumentId")]);
        Dictionary<string, ILookup<object?, object?[]>> values = Values.ToDictionary(table => table, table => database.Rows(table).ToLookup(row => row[DnaDatabase.Column(table, "StatementId")]), StringComparer.Ordinal);
        HashSet<object?> placed = [.. statements.Where(group => known.Contains(group.Key)).SelectMany(group => group).Select(row => row[0])];
        for (int i = 0; i < documents.Count; i++)
        {
            object?[] document = documents[i];
            List<object?[]> own = [.. statements[document[0]]];
            var tables = new JsonObject { ["DOCUMENTS"] = Json([document]), ["STATEMENTS"] = Json(own) };
            foreach (string table in Values) tables[table] = Json(own.SelectMany(statement => values[table][statement[0]]));
            var extra = new JsonObject { ["database"] = name, ["tables"] = tables };
            if (i == 0) extra[Shared] = SharedTables(database, placed);
            RawReport raw = Report(document, name);
            // The row is what came in: two documents may have one text.
            var added = new ReportAdded(raw, JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["database"] = name, ["DOCUMENTS"] = Json([document]) }));
            yield return new(author, added);
            JsonObject reading = (JsonObject)JsonNode.Parse(ReadingJson.ToUtf8(coding.Reading(raw, document, own, counts)))!;
            reading[Field] = extra;
            yield return new(author, new ReadingAdded(added.Identity, JsonSerializer.SerializeToUtf8Bytes(reading, RelaxedJson.Options)));
            counts.Add("documents");
            counts.Add("statements", own.Count);
        }

        foreach (var (table, rows) in database.Counts().Where(count => count.Rows > 0 && count.Table is not ("DOCUMENTS" or "STATEMENTS"))) counts.Add("rows of " + table, rows);
    }

    /// <summary>The databases that readings carry, in the order they came in: by name, each with the reports that are of it.</summary>
    public static IEnumerable<(DnaDatabase Database, int Documents)> Databases(IEnumerable<LedgerReport> reports, ICollection<LedgerReport> others)
    {
        var found = new List<(string Name, DnaDatabase Database)>();
        var documents = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (LedgerReport report in reports)
        {
            if (report.Read is null || JsonNode.Parse(report.Read.Json.Span) is not JsonObject reading || reading[Field] is not JsonObject extra || extra["database"]?.GetValue<string>() is not { } name)
            {
                others.Add(report);
                continue;
            }

            DnaDatabase? database = found.Find(pair => pair.Name == name).Database;
            if (database is null) found.Add((name, database = new()));
            documents[name] = documents.GetValueOrDefault(name) + 1;
            foreach (string part in (string[])[Shared, "tables"])
                foreach (var (table, rows) in extra[part] as JsonObject ?? [])
                    foreach (JsonNode? row in (JsonArray)rows!) database.Add(table, [.. ((JsonArray)row!).Select(Cell)]);
        }

        foreach (var (name, database) in found)
        {
            database.Sort();
            yield return (database, documents[name]);
        }
    }

    private static RawReport Report(object?[] document, string name)
    {
        string Text(string column) => document[DnaDatabase.Column("DOCUMENTS", column)] as string ?? "";
        string? Some(string column) => Text(column) is { Length: > 0 } value ? value : null;
        return new($"{name}#{document[0]}", name, Text("Text"))
        {
            Title = Some("Title"),
            Publisher = Some("Source"),
            Published = DnaNetworkData.Moment(document[DnaDatabase.Column("DOCUMENTS", "Date")] as long? ?? 0).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>What is of no document: all other tables, and statements without one.</summary>
    private static JsonObject SharedTables(DnaDatabase database, HashSet<object?> placed)
    {
        var shared = new JsonObject();
        foreach (var table in DnaDatabase.Schema)
        {
            IEnumerable<object?[]> rows = table.Name switch
            {
                "DOCUMENTS" => [],
                "STATEMENTS" => database.Rows("STATEMENTS").Where(row => !placed.Contains(row[0])),
                _ when Values.Contains(table.Name) => database.Rows(table.Name).Where(row => !placed.Contains(row[DnaDatabase.Column(table.Name, "StatementId")])),
                _ => database.Rows(table.Name),
            };
            shared[table.Name] = Json(rows);
        }

        return shared;
    }

    private static JsonArray Json(IEnumerable<object?[]> rows) => [.. rows.Select(row => (JsonNode)new JsonArray([.. row.Select(cell => cell switch { long number => JsonValue.Create(number), string text => JsonValue.Create(text), _ => (JsonNode?)null })]))];

    private static object? Cell(JsonNode? cell) => cell is not JsonValue value ? null : value.TryGetValue(out long number) ? number : value.GetValue<string>();
}

/// <summary>JSON in UTF-8 whose letters stay letters.</summary>
internal static class RelaxedJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
