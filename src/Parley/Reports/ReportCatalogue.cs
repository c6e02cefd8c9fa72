using System.Text;

namespace Parley.Reports;

/// <summary>What a catalogue says of one file; null where it does not.</summary>
internal sealed record CatalogueEntry(string? Url, string? Publisher, string? Published);

/// <summary>
/// The file <c>reports.csv</c> beside reports: a header with <c>file</c> and any of <c>url</c>, <c>publisher</c> and <c>published</c> (ISO 8601), then a line a file (RFC 4180; blanks around values
/// are dropped).
/// </summary>
internal sealed class ReportCatalogue
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "reports.csv";

    private readonly Dictionary<string, CatalogueEntry> entries = new(StringComparer.Ordinal);

    /// <summary>A catalogue without entries.</summary>
    public static ReportCatalogue Empty { get; } = new();

    /// <summary>What it says of the file of this name, or null.</summary>
    public CatalogueEntry? this[string file] => entries.GetValueOrDefault(file);

    /// <summary>Reads a catalogue. Lines at fault are reported and left out.</summary>
    public static ReportCatalogue Parse(string text, string path, List<InputFault> faults)
    {
        var catalogue = new ReportCatalogue();
        Dictionary<string, int>? columns = null;
        foreach (var (row, line) in Rows(text))
        {
            if (row.All(string.IsNullOrWhiteSpace)) continue;
            if (columns is null)
            {
                columns = new(StringComparer.OrdinalIgnoreCase);
                for (int i = 0; i < row.Count; i++) columns.TryAdd(row[i].Trim(), i);
                if (columns.ContainsKey("file")) continue;
                faults.Add(new($"{path}:{line}", "has no column \"file\" in its first line; the header must read file,url,publisher,published"));
                return catalogue;
            }

            string? Value(string column) => columns.TryGetValue(column, out int at) && at < row.Count && row[at].Trim() is { Length: > 0 } value ? value : null;
            string? file = Value("file"), published = Value("published"), date = published is null ? null : CalendarDate.Normalise(published);
            if (file is null || (published is not null && date is null))
            {
                faults.Add(new($"{path}:{line}", file is null ? "names no file; left out" : $"\"{published}\" is no ISO 8601 date; write it as 2031-03-15"));
                if (file is null) continue;
            }

            catalogue.entries[file.Replace('\\', '/')] = new(Value("url"), Value("publisher"), date);
        }

        return catalogue;
    }

    private static IEnumerable<(List<string> Row, int Line)> Rows(string text)
    {
        var row = new List<string>();
        var value = new StringBuilder();
        bool quoted = false;
        int line = 1, first = 1;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c == '\n') line++;
                if (c != '"') value.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') value.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"' && string.IsNullOrWhiteSpace(value.ToString()))
            {
                value.Clear();
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(value.ToString());
                value.Clear();
                if (c == ',') continue;
                yield return (row, first);
                row = [];
                first = ++line;
            }
            else if (c != '\r')
            {
                value.Append(c);
            }
        }
    }
}
