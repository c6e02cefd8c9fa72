using System.Globalization;
using Parley.Talks.Networks;

namespace Parley.Exchange;

/// <summary>The coded statements of a DNA database as networks are computed on them.</summary>
public static class DnaNetworkData
{
    /// <summary>Labels of the statement types that have short-text variables to make networks of, those with most statements first.</summary>
    public static IReadOnlyList<string> StatementTypes(DnaDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        HashSet<object?> usable = [.. Table(database, "VARIABLES", "StatementTypeId", "DataType").Where(row => (string?)row[1] == "short text").Select(row => row[0])];
        ILookup<object?, object?> statements = database.Rows("STATEMENTS").ToLookup(row => row[DnaDatabase.Column("STATEMENTS", "StatementTypeId")], row => row[0]);
        return [.. Table(database, "STATEMENTTYPES", "ID", "Label").Where(row => usable.Contains(row[0])).OrderByDescending(row => statements[row[0]].Count()).Select(row => (string)row[1]!)];
    }

    /// <summary>Statements of one type with all documents.</summary>
    /// <exception cref="NetworkException">There is no such type.</exception>
    public static NetworkData Of(DnaDatabase database, string statementType)
    {
        ArgumentNullException.ThrowIfNull(database);
        object type = Table(database, "STATEMENTTYPES", "Label", "ID").FirstOrDefault(row => (string?)row[0] == statementType)?[1]
            ?? throw new NetworkException($"no statement type is called '{statementType}'; there are {string.Join(", ", StatementTypes(database).Select(label => $"'{label}'"))}");
        Dictionary<long, NetworkVariable> variables = Table(database, "VARIABLES", "ID", "Variable", "DataType", "StatementTypeId").Where(row => Equals(row[3], type))
            .ToDictionary(row => (long)row[0]!, row => new NetworkVariable((string)row[1]!, KindOf((string)row[2]!)));
        Dictionary<long, NetworkDocument> documents = Table(database, "DOCUMENTS", "ID", "Date", "Title", "Author", "Source", "Section", "Type").ToDictionary(row => (long)row[0]!, Document);
        Dictionary<long, Dictionary<string, string>> values = Values(database, variables);
        return new(
            [.. variables.Values],
            [.. documents.Values],
            [.. Table(database, "STATEMENTS", "ID", "DocumentId", "Start", "Stop", "StatementTypeId").Where(row => Equals(row[4], type) && row[1] is long document && documents.ContainsKey(document))
                .Select(row => new NetworkStatement((long)row[0]!, documents[(long)row[1]!], (int)(long)row[2]!, (int)(long)row[3]!, values.GetValueOrDefault((long)row[0]!) ?? []))]);
    }

    /// <summary>Moment of a document: DNA stores seconds since 1970.</summary>
    internal static DateTime Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, -62_135_596_800, 253_402_300_799)).UtcDateTime;

    /// <summary>Columns of a table, row by row.</summary>
    internal static IEnumerable<object?[]> Table(DnaDatabase database, string table, params string[] columns)
    {
        int[] at = [.. columns.Select(column => DnaDatabase.Column(table, column))];
        return database.Rows(table).Select(row => Array.ConvertAll(at, i => row[i]));
    }

    private static NetworkDocument Document(object?[] row) => new((long)row[0]!, Moment((long)row[1]!))
    {
        Title = (string)row[2]!,
        Author = (string)row[3]!,
        Source = (string)row[4]!,
        Section = (string)row[5]!,
        Type = (string)row[6]!,
    };

    private static VariableKind KindOf(string type) => type switch
    {
        "boolean" => VariableKind.Boolean,
        "integer" => VariableKind.Integer,
        "long text" => VariableKind.LongText,
        _ => VariableKind.ShortText,
    };

    private static Dictionary<long, Dictionary<string, string>> Values(DnaDatabase database, Dictionary<long, NetworkVariable> variables)
    {
        var values = new Dictionary<long, Dictionary<string, string>>();
        Dictionary<long, string> entities = Table(database, "ENTITIES", "ID", "Value").ToDictionary(row => (long)row[0]!, row => (string)row[1]!);
        foreach (var (table, column) in new[] { ("DATABOOLEAN", "Value"), ("DATAINTEGER", "Value"), ("DATASHORTTEXT", "Entity"), ("DATALONGTEXT", "Value") })
            foreach (object?[] row in Table(database, table, "StatementId", "VariableId", column))
            {
                if (!variables.TryGetValue((long)row[1]!, out NetworkVariable? variable)) continue;
                if (!values.TryGetValue((long)row[0]!, out Dictionary<string, string>? of)) values[(long)row[0]!] = of = new(StringComparer.Ordinal);
                of[variable.Name] = row[2] switch
                {
                    long id when table == "DATASHORTTEXT" => entities.GetValueOrDefault(id, ""),
                    long number => number.ToString(CultureInfo.InvariantCulture),
                    string text => text,
                    _ => "",
                };
            }

        return values;
    }
}
