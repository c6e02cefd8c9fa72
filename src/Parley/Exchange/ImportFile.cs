using System.Text;
using System.Text.Json;
using Parley.Ledger;
using Parley.Reports;

namespace Parley.Exchange;

/// <summary>What a file to be imported holds, told by its content.</summary>
public enum ImportKind
{
    /// <summary>A DNA database.</summary>
    Dna,

    /// <summary>The folder, or its table of entries, of an export as comma-separated values or JSON lines.</summary>
    Entries,

    /// <summary>Readings as JSON lines.</summary>
    Readings,

    /// <summary>A page of Web Annotations.</summary>
    WebAnnotations,

    /// <summary>Events in the manner of PLOVER.</summary>
    Plover,

    /// <summary>A graph of a ledger.</summary>
    GraphMl,

    /// <summary>A table of coded statements.</summary>
    CodedStatements,

    /// <summary>Decisions in a talks.yaml.</summary>
    Talks,
}

/// <summary>Imports files into a ledger.</summary>
public static class ImportFile
{
    /// <summary>What a file or folder holds.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="mapped">Whether its columns are mapped to the fields of coded statements.</param>
    /// <exception cref="InvalidDataException">It is nothing that can be imported.</exception>
    public static ImportKind KindOf(string path, bool mapped = false)
    {
        if (Directory.Exists(path)) return EntriesIn(path) is null ? throw new InvalidDataException($"{path}: holds no {RecordTable.Name}.csv or {RecordTable.Name}.jsonl; give the folder of an export") : ImportKind.Entries;
        if (!File.Exists(path)) throw new InvalidDataException($"{path}: no such file or folder");
        if (DnaFile.IsSqlite(path)) return DnaFile.IsDna(path) ? ImportKind.Dna : throw new InvalidDataException($"{path}: is a database, but none of the Discourse Network Analyzer 3; a ledger is imported from what 'parley ledger export' wrote");
        if (ReadingFile.Is(path)) return ImportKind.Readings;
        using var reader = new StreamReader(path, Encoding.UTF8);
        int first = SkipBlank(reader);
        if (first == '<') return ImportKind.GraphMl;
        if (first == '{')
        {
            string start = Start(reader);
            return start.Contains("\"number\":", StringComparison.Ordinal) && start.Contains("\"hash\":", StringComparison.Ordinal) || start.StartsWith("{\"number\"", StringComparison.Ordinal) ? ImportKind.Entries
                : start.Contains("@context", StringComparison.Ordinal) ? ImportKind.WebAnnotations : throw new InvalidDataException($"{path}: is JSON of no kind that can be imported; there are exports of a ledger, readings and pages of Web Annotations");
        }

        string header = reader.ReadLine() ?? "";
        List<string> columns = [.. Csv.Read(new StringReader(header)).SelectMany(row => row.Cells).Select(cell => cell?.Trim() ?? "")];
        if (mapped) return ImportKind.CodedStatements;
        if (RecordTable.Columns.All(columns.Contains)) return ImportKind.Entries;
        if (PloverRows.Columns.Take(2).All(columns.Contains)) return ImportKind.Plover;
        if (columns.Count > 1 && CodedStatements.IsKnown(columns)) return ImportKind.CodedStatements;
        if (path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)) return ImportKind.Talks;
        throw new InvalidDataException($"{path}: is of no kind that can be imported; a table needs columns such as speaker, party, issue and stance, or --columns that say which is which");
    }

    /// <summary>Imports a file or folder.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="author">Who imports; entries of another ledger keep their author.</param>
    /// <param name="mapping">Column by field of coded statements.</param>
    /// <param name="counts">What was taken over and what not.</param>
    /// <exception cref="InvalidDataException">It is nothing that can be imported, or damaged.</exception>
    public static ImportKind Import(ILedgerStore store, string path, string author, IReadOnlyDictionary<string, string> mapping, ExchangeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(counts);
        ImportKind kind = KindOf(path, mapping.Count > 0);
        // Counts of the file and of what was appended are told apart.
        var inFile = new ExchangeCounts();
        var importer = new Importer(store, counts);
        try
        {
            foreach (var (number, draft) in Drafts(store, path, kind, author, mapping, inFile)) importer.Add(draft, number);
            importer.Write();
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }

        foreach (string fault in inFile.Faults) counts.Fault($"{path}: {fault}");
        counts.InFile = inFile.ToString();
        return kind;
    }

    private static IEnumerable<(long Number, Draft Draft)> Drafts(ILedgerStore store, string path, ImportKind kind, string author, IReadOnlyDictionary<string, string> mapping, ExchangeCounts counts)
    {
        if (kind == ImportKind.Entries) return Entries(EntriesIn(path) ?? path, counts);
        return Plain().Select(draft => (0L, draft));

        IEnumerable<Draft> Plain()
        {
            switch (kind)
            {
                case ImportKind.Dna: return DnaReadings.Import(DnaFile.Read(path), Path.GetFileName(path), author, counts);
                case ImportKind.Readings: return Readings(path, author, counts);
                case ImportKind.Talks: return Talks.TalksFile.Read(File.ReadAllText(path), path).Select(decision => new Draft(author, new DecisionMade(decision)));
                case ImportKind.Plover:
                    using (StreamReader reader = File.OpenText(path)) return [.. PloverRows.Read(reader, author, store.FindReport, counts)];
                case ImportKind.CodedStatements:
                    using (StreamReader reader = File.OpenText(path)) return [.. CodedStatements.Read(reader, mapping, author, Path.GetFileName(path), counts)];
                case ImportKind.GraphMl:
                    using (FileStream file = File.OpenRead(path)) return LedgerGraph.Read(file, author, counts);
                default:
                    using (FileStream file = File.OpenRead(path)) return [.. WebAnnotations.Read(file, author, counts)];
            }
        }
    }

    private static IEnumerable<Draft> Readings(string path, string author, ExchangeCounts counts)
    {
        foreach (var (reading, fault) in ReadingFile.Read(path))
        {
            if (reading is null)
            {
                counts.Fault(fault!.What);
                continue;
            }

            Report report = reading.Report;
            var raw = new RawReport(report.Id, report.Source, report.Text) { Title = report.Title, Url = report.Url, Publisher = report.Publisher, Published = report.Published };
            var added = new ReportAdded(raw, EntryBody.Plain(report.Text));
            yield return new(author, added);
            yield return new(author, new ReadingAdded(added.Identity, reading));
            counts.Add("readings");
        }
    }

    private static string? EntriesIn(string path) => !Directory.Exists(path) ? null : Array.Find([Path.Combine(path, RecordTable.Name + ".csv"), Path.Combine(path, RecordTable.Name + ".jsonl")], File.Exists);

    private static IEnumerable<(long Number, Draft Draft)> Entries(string path, ExchangeCounts counts)
    {
        foreach (var (line, cell) in path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? CsvEntries(path) : JsonEntries(path))
        {
            (long Number, Draft Draft) entry;
            try
            {
                entry = RecordTable.Draft(cell);
            }
            catch (FormatException e)
            {
                counts.Fault($"line {line}: {e.Message}; left out");
                continue;
            }

            counts.Add("entries");
            yield return entry;
        }
    }

    private static IEnumerable<(int Line, Func<string, string?> Cell)> CsvEntries(string path)
    {
        using StreamReader reader = File.OpenText(path);
        Dictionary<string, int>? columns = null;
        foreach (var (line, cells) in Csv.Read(reader))
        {
            if (columns is null)
            {
                columns = cells.Select((cell, i) => (cell ?? "", i)).DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.i, StringComparer.Ordinal);
                continue;
            }

            Dictionary<string, int> known = columns;
            yield return (line, column => known.TryGetValue(column, out int at) && at < cells.Count ? cells[at] : null);
        }
    }

    private static IEnumerable<(int Line, Func<string, string?> Cell)> JsonEntries(string path)
    {
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            Dictionary<string, string?> cells;
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                cells = document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.String => field.Value.GetString(), _ => field.Value.GetRawText() }, StringComparer.Ordinal);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
            {
                cells = [];
            }

            yield return (number, cells.GetValueOrDefault);
        }
    }

    private static int SkipBlank(StreamReader reader)
    {
        int next = reader.Peek();
        while (next >= 0 && char.IsWhiteSpace((char)next))
        {
            _ = reader.Read();
            next = reader.Peek();
        }

        return next;
    }

    private static string Start(StreamReader reader)
    {
        char[] start = new char[4096];
        return new(start, 0, reader.ReadBlock(start));
    }
}
