using Parley.Positions;
using Parley.Reports;

namespace Parley.Exchange;

/// <summary>What the codes of a DNA database mean as statements and positions: its variables by their usual names.</summary>
internal sealed class DnaCoding
{
    private static readonly string[] PartyNames = ["organization", "organisation", "party"], ActorNames = ["person", "speaker", "actor"], IssueNames = ["concept", "issue", "claim"], ActNames = ["act"], VoiceNames = ["voice"];

    private readonly Dictionary<object, (string Name, string Type, object? Of)> variables;
    private readonly Dictionary<object, Dictionary<string, object?>> values = [];
    private readonly Dictionary<object, string> types;
    private readonly Dictionary<object, string> coders;
    private readonly string version;

    public DnaCoding(DnaDatabase database)
    {
        variables = DnaNetworkData.Table(database, "VARIABLES", "ID", "Variable", "DataType", "StatementTypeId").ToDictionary(row => row[0]!, row => ((string)row[1]!, (string)row[2]!, row[3]));
        types = DnaNetworkData.Table(database, "STATEMENTTYPES", "ID", "Label").ToDictionary(row => row[0]!, row => (string)row[1]!);
        coders = DnaNetworkData.Table(database, "CODERS", "ID", "Name").ToDictionary(row => row[0]!, row => (string)row[1]!);
        version = DnaNetworkData.Table(database, "SETTINGS", "Property", "Value").FirstOrDefault(row => row[0] as string == "version")?[1] as string ?? "3";
        Dictionary<object, string> entities = DnaNetworkData.Table(database, "ENTITIES", "ID", "Value").ToDictionary(row => row[0]!, row => (string)row[1]!);
        foreach (var (table, column) in new[] { ("DATABOOLEAN", "Value"), ("DATAINTEGER", "Value"), ("DATASHORTTEXT", "Entity"), ("DATALONGTEXT", "Value") })
            foreach (object?[] row in DnaNetworkData.Table(database, table, "StatementId", "VariableId", column))
            {
                if (row[1] is null || !variables.TryGetValue(row[1]!, out var variable)) continue;
                if (!values.TryGetValue(row[0]!, out Dictionary<string, object?>? of)) values[row[0]!] = of = new(StringComparer.OrdinalIgnoreCase);
                of[variable.Name] = table == "DATASHORTTEXT" && row[2] is not null ? entities.GetValueOrDefault(row[2]!) : row[2];
            }
    }

    /// <summary>The reading of a document.</summary>
    public Reading Reading(RawReport raw, object?[] document, IReadOnlyList<object?[]> statements, ExchangeCounts counts)
    {
        var parties = new List<Party>();
        var actors = new List<Actor>();
        var issues = new List<Issue>();
        var read = new List<Statement>();
        foreach (object?[] row in statements)
        {
            int start = Clamp(row[DnaDatabase.Column("STATEMENTS", "Start")], raw.Text.Length), stop = Clamp(row[DnaDatabase.Column("STATEMENTS", "Stop")], raw.Text.Length);
            if (stop != (row[DnaDatabase.Column("STATEMENTS", "Stop")] as long? ?? 0)) counts.Add("places beyond the text");
            Dictionary<string, object?> codes = values.GetValueOrDefault(row[0]!) ?? [];
            string? Text(string[] names) => names.Select(name => codes.GetValueOrDefault(name) as string).FirstOrDefault(value => value is { Length: > 0 });
            string? party = Text(PartyNames) is { } side ? Named.Party(parties, side) : null;
            string? actor = Text(ActorNames) is { } who ? Named.Actor(actors, who, null, party) : null;
            string? holder = party ?? (Text(ActorNames) is { } own && Text(IssueNames) is not null ? Named.Party(parties, own) : null);
            Act act = Enum.TryParse(Text(ActNames), ignoreCase: true, out Act done) && Enum.IsDefined(done) ? done : Act.Assert;
            Voice voice = Enum.TryParse(Text(VoiceNames), ignoreCase: true, out Voice vouched) && Enum.IsDefined(vouched) ? vouched : Voice.Own;
            IReadOnlyList<Position> positions = holder is not null && Text(IssueNames) is { } concept && StanceOf(codes, row) is { } stance ? [new(holder, Named.Issue(issues, concept), stance, voice, null, 1)] : [];
            counts.Add("positions", positions.Count);
            read.Add(new($"s{row[0]}", new([], actor, party), new([]), new(stop > start ? [new(start, stop)] : []), act, positions, 1));
        }

        string? author = document[DnaDatabase.Column("DOCUMENTS", "Author")] as string;
        Report report = raw.ToReport();
        string[] by = [.. statements.Select(row => row[DnaDatabase.Column("STATEMENTS", "Coder")]).Where(coder => coder is not null && coders.ContainsKey(coder)).Select(coder => coders[coder!]).Distinct()];
        return new()
        {
            Reader = new($"DNA {version}", string.Join(", ", by)),
            Report = string.IsNullOrEmpty(author) ? report : report with { Byline = author },
            Parties = parties,
            Actors = actors,
            Issues = issues,
            Statements = read,
        };
    }

    private static int Clamp(object? place, int length) => (int)Math.Clamp(place as long? ?? 0, 0, length);

    /// <summary>A whole number "stance" between -1 and 1, else the boolean "agreement", else the type's only boolean.</summary>
    private Stance? StanceOf(Dictionary<string, object?> codes, object?[] statement)
    {
        if (codes.GetValueOrDefault("stance") is long and >= -1 and <= 1 and var scaled) return (long)scaled switch { -1 => Stance.Against, 0 => Stance.Mixed, _ => Stance.For };
        object? type = statement[DnaDatabase.Column("STATEMENTS", "StatementTypeId")];
        if (type is null || !types.ContainsKey(type)) return null;
        string? qualifier = variables.Values.Where(variable => variable.Type == "boolean" && Equals(variable.Of, type)).OrderBy(variable => variable.Name != "agreement").Select(variable => variable.Name).FirstOrDefault();
        return qualifier is not null && codes.GetValueOrDefault(qualifier) is long agreement ? agreement == 1 ? Stance.For : Stance.Against : null;
    }
}
