using System.Globalization;
using System.Text;

namespace Parley.Exchange;

/// <summary>
/// Comma-separated values (RFC 4180). A text that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a carriage return) gets an apostrophe in front, which
/// <see cref="Read"/> takes away again; numbers stay numbers.
/// </summary>
internal static class Csv
{
    /// <summary>A line of cells, each a text, a number or null (empty).</summary>
    public static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\n";

    /// <summary>One cell.</summary>
    public static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(IsFormula(text) ? "'" + text : text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? ""),
    };

    /// <summary>Rows with the numbers of the lines they begin on. An unquoted empty cell is null, a quoted one an empty text.</summary>
    /// <exception cref="InvalidDataException">A quotation is not closed.</exception>
    public static IEnumerable<(int Line, List<string?> Cells)> Read(TextReader reader)
    {
        var cells = new List<string?>();
        var cell = new StringBuilder();
        bool quoted = false, wasQuoted = false;
        int line = 1, first = 1;
        int c = reader.Read();
        if (c == '\uFEFF') c = reader.Read();
        for (; ; c = reader.Read())
        {
            if (quoted)
            {
                if (c < 0) throw new InvalidDataException($"line {first}: a quotation is not closed");
                if (c == '\n') line++;
                if (c != '"') cell.Append((char)c);
                else if (reader.Peek() == '"') cell.Append((char)reader.Read());
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0 && !wasQuoted)
            {
                quoted = wasQuoted = true;
            }
            else if (c is ',' or '\n' or < 0)
            {
                if (c < 0 && cells.Count == 0 && cell.Length == 0 && !wasQuoted) yield break;
                cells.Add(wasQuoted || cell.Length > 0 ? Plain(cell.ToString()) : null);
                cell.Clear();
                wasQuoted = false;
                if (c == ',') continue;
                yield return (first, cells);
                if (c < 0) yield break;
                cells = [];
                first = ++line;
            }
            else if (c != '\r' || reader.Peek() != '\n')
            {
                cell.Append((char)c);
            }
        }
    }

    private static string Quoted(string text) => text.Length == 0 || text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;

    private static string Plain(string cell) => cell.Length > 1 && cell[0] == '\'' && IsFormula(cell) ? cell[1..] : cell;

    /// <summary>Whether a text begins like a formula, apostrophes in front aside: those get one more, so that reading is exact.</summary>
    private static bool IsFormula(string text) => text.AsSpan().TrimStart('\'') is { Length: > 0 } rest && rest[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
}
