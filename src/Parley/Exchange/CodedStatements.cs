using System.Globalization;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Exchange;

/// <summary>
/// Statements that people coded in a table, a row each: who (speaker, office, party) is for or against what (issue or proposal), in which document, in which words. Columns are known by their names or by
/// a mapping. Where the table has the document's text, the quotation is found in it; else a text made of the quotations stands in for the document.
/// </summary>
public static class CodedStatements
{
    /// <summary>The fields that a column can be.</summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["document", "title", "text", "published", "publisher", "url", "speaker", "office", "party", "issue", "proposal", "stance", "voice", "act", "condition", "quote", "confidence"];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["date"] = "published",
        ["time"] = "published",
        ["source"] = "publisher",
        ["person"] = "speaker",
        ["actor"] = "speaker",
        ["organization"] = "party",
        ["organisation"] = "party",
        ["concept"] = "issue",
        ["agreement"] = "stance",
        ["document title"] = "title",
        ["document id"] = "document",
        ["quotation"] = "quote",
        ["content"] = "quote",
    };

    private static readonly HashSet<string> Agreeing = new(StringComparer.OrdinalIgnoreCase) { "for", "1", "yes", "true", "pro", "agree", "agreement", "support", "+" };
    private static readonly HashSet<string> Refusing = new(StringComparer.OrdinalIgnoreCase) { "against", "no", "false", "con", "contra", "disagree", "disagreement", "oppose", "-1", "-" };
    private static readonly HashSet<string> Between = new(StringComparer.OrdinalIgnoreCase) { "mixed", "neutral", "partly", "conditional" };

    /// <summary>Whether a header has columns that say who and what without a mapping.</summary>
    public static bool IsKnown(IEnumerable<string> columns)
    {
        HashSet<string> fields = [.. columns.Select(FieldOf)];
        return (fields.Contains("speaker") || fields.Contains("party")) && (fields.Contains("issue") || fields.Contains("proposal") || fields.Contains("quote"));
    }

    /// <summary>The documents as reports with readings.</summary>
    /// <param name="input">The table.</param>
    /// <param name="mapping">Column by field (<see cref="Fields"/>), for columns that are called otherwise.</param>
    /// <param name="author">Who imports.</param>
    /// <param name="name">Name of the file, for ids of documents that have none.</param>
    /// <param name="counts">What was taken over and what not.</param>
    /// <exception cref="InvalidDataException">The table or the mapping does not say who or what.</exception>
    public static IEnumerable<Draft> Read(TextReader input, IReadOnlyDictionary<string, string> mapping, string author, string name, ExchangeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(counts);
        CsvTable table = CsvTable.Read(input);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        // What is mapped to one field is not another by its name.
        foreach (string column in table.Columns.Except(mapping.Values))
            if (Fields.Contains(FieldOf(column))) columns.TryAdd(FieldOf(column), column);
        foreach (var (field, column) in mapping)
        {
            if (!Fields.Contains(field)) throw new InvalidDataException($"'{field}' is no field; there are {string.Join(", ", Fields)}");
            if (!table.Has(column)) throw new InvalidDataException($"has no column '{column}'; there are {string.Join(", ", table.Columns)}");
            columns[field] = column;
        }

        if (!IsKnown(columns.Keys)) throw new InvalidDataException($"no column says who (speaker, party) or what (issue, proposal, quote); map them, for example --columns party=Organisation,issue=Claim; there are {string.Join(", ", table.Columns)}");
        foreach (string column in table.Columns.Where(column => !columns.ContainsValue(column))) counts.Fault($"column '{column}' is none of the fields and was left out; map it with --columns");
        string? Cell(CsvRow row, string field) => columns.TryGetValue(field, out string? column) && row[column]?.Trim() is { Length: > 0 } value ? value : null;
        // 0 is against where -1 does not occur, and between where it does.
        bool signed = table.Rows.Any(row => Cell(row, "stance") == "-1");
        return table.Rows.GroupBy(row => Cell(row, "document") ?? Cell(row, "url") ?? Cell(row, "title") ?? Cell(row, "published") ?? "", StringComparer.Ordinal)
            .SelectMany(group => new Document([.. group], Cell, signed, counts).Drafts(author, group.Key.Length > 0 ? group.Key : name));
    }

    private static string FieldOf(string column) => Aliases.TryGetValue(column.Trim(), out string? field) ? field : Fields.FirstOrDefault(known => known.Equals(column.Trim(), StringComparison.OrdinalIgnoreCase)) ?? column;

    /// <summary>The rows of one document.</summary>
    private sealed class Document(List<CsvRow> rows, Func<CsvRow, string, string?> cell, bool signed, ExchangeCounts counts)
    {
        private readonly List<Party> parties = [];
        private readonly List<Actor> actors = [];
        private readonly List<Issue> issues = [];
        private readonly List<Proposal> proposals = [];
        private readonly List<Statement> statements = [];

        public IEnumerable<Draft> Drafts(string author, string id)
        {
            string? text = rows.Select(row => cell(row, "text")).FirstOrDefault(found => found is not null);
            string? First(string field) => rows.Select(row => cell(row, field)).FirstOrDefault(found => found is not null);
            if (First("published") is { } date && CalendarDate.Normalise(date) is null) counts.Fault($"line {rows[0].Line}: '{date}' is no ISO 8601 date; the document stays undated");
            var standIn = new StandInText(First("title"));
            foreach (CsvRow row in rows)
                if (PlaceOf(row, text, standIn) is { } span) Add(row, span);
            RawReport raw = standIn.Report(id, First("published"), First("publisher"), First("url"));
            if (text is not null) raw = raw with { Text = text };
            var added = new ReportAdded(raw, StandInText.Original(raw));
            yield return new(author, added);
            yield return new(author, new ReadingAdded(added.Identity, new Reading
            {
                Reader = new("coded", ""),
                Report = raw.ToReport(),
                Parties = parties,
                Actors = actors,
                Issues = issues,
                Proposals = proposals,
                Statements = statements,
            }));
        }

        private TextSpan? PlaceOf(CsvRow row, string? text, StandInText standIn)
        {
            string? quote = cell(row, "quote");
            if (text is null) return standIn.Add(quote ?? $"{cell(row, "speaker") ?? cell(row, "party") ?? "Somebody"}: {cell(row, "stance") ?? "on"} {cell(row, "issue") ?? cell(row, "proposal")}");
            if (quote is null) return new TextSpan(0, 0);
            int at = text.IndexOf(quote, StringComparison.Ordinal);
            if (at >= 0) return new TextSpan(at, at + quote.Length);
            counts.Fault($"line {row.Line}: the quotation is not in the text of its document; left out");
            return null;
        }

        private void Add(CsvRow row, TextSpan span)
        {
            string? party = cell(row, "party") is { } side ? Named.Party(parties, side) : null;
            string? actor = cell(row, "speaker") is { } who ? Named.Actor(actors, who, cell(row, "office"), party) : null;
            string? target = cell(row, "proposal") is { } proposal ? Named.Proposal(proposals, proposal) : cell(row, "issue") is { } issue ? Named.Issue(issues, issue) : null;
            double confidence = double.TryParse(cell(row, "confidence"), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1 ? value : 1;
            // A person without a side takes a position in its own name.
            string? holder = party ?? (cell(row, "speaker") is { } own ? Named.Party(parties, own) : null);
            IReadOnlyList<Position> positions = [];
            if (target is not null && holder is not null && StanceOf(row) is { } stance)
            {
                Voice voice = Enum.TryParse(cell(row, "voice"), ignoreCase: true, out Voice named) && Enum.IsDefined(named) ? named : Voice.Own;
                positions = [new(holder, target, stance, voice, cell(row, "condition"), confidence)];
                counts.Add("positions");
            }

            Act act = Enum.TryParse(cell(row, "act"), ignoreCase: true, out Act done) && Enum.IsDefined(done) ? done : Act.Assert;
            statements.Add(new($"s{statements.Count + 1}", new([], actor, party), new([]), new(span.Length > 0 ? [span] : []), act, positions, confidence));
            counts.Add("statements");
        }

        private Stance? StanceOf(CsvRow row)
        {
            if (cell(row, "stance") is not { } word) return null;
            if (Agreeing.Contains(word)) return Stance.For;
            if (Refusing.Contains(word) || (word == "0" && !signed)) return Stance.Against;
            if (Between.Contains(word) || word == "0") return Stance.Mixed;
            counts.Fault($"line {row.Line}: '{word}' is no stance; write for, against or mixed (or 1, 0; 1, 0, -1); the position was left out");
            return null;
        }
    }
}
