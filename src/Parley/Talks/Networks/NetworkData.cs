using System.Globalization;

namespace Parley.Talks.Networks;

/// <summary>What values a variable of a coded statement takes.</summary>
public enum VariableKind
{
    /// <summary>Short words that name somebody or something: party, actor, concept.</summary>
    ShortText,

    /// <summary>Free text, such as a note; neither row nor column nor qualifier.</summary>
    LongText,

    /// <summary>0 or 1: against or for.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>-1, 0 or 1: against, mixed or for. Unlike an integer it spans its whole scale whatever values occur.</summary>
    Stance,
}

/// <summary>A variable of coded statements.</summary>
/// <param name="Name">Its name, unique among the variables.</param>
/// <param name="Kind">What values it takes.</param>
public sealed record NetworkVariable(string Name, VariableKind Kind);

/// <summary>A document that statements were coded in. Fields that are not known are empty.</summary>
/// <param name="Id">Unique; documents of the same time are ordered by it.</param>
/// <param name="Date">When it was published (UTC where the source has a time zone), or null.</param>
public sealed record NetworkDocument(long Id, DateTime? Date)
{
    /// <summary>Its headline.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who wrote it.</summary>
    public string Author { get; init; } = "";

    /// <summary>Where it appeared.</summary>
    public string Source { get; init; } = "";

    /// <summary>Section of the source.</summary>
    public string Section { get; init; } = "";

    /// <summary>Kind of document.</summary>
    public string Type { get; init; } = "";

    /// <summary>Names of the fields that can stand for a variable.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["author", "source", "section", "type", "id", "title"];

    /// <summary>A field by its name, or null where no field is called so.</summary>
    public string? Field(string name) => name switch
    {
        "author" => Author,
        "source" => Source,
        "section" => Section,
        "type" => Type,
        "id" => Id.ToString(CultureInfo.InvariantCulture),
        "title" => Title,
        _ => null,
    };
}

/// <summary>A statement as it was coded.</summary>
/// <param name="Id">Unique; the last thing that statements are ordered by.</param>
/// <param name="Document">The document it stands in.</param>
/// <param name="Start">First code unit.</param>
/// <param name="Stop">One past the last code unit.</param>
/// <param name="Values">Value by variable: text, or a whole number as text; a variable without a value is left out.</param>
public sealed record NetworkStatement(long Id, NetworkDocument Document, int Start, int Stop, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The value of a variable, empty where it has none.</summary>
    public string Value(string variable) => Values.GetValueOrDefault(variable, "");
}

/// <summary>Coded statements of one type, with all documents of their collection: what networks are computed on.</summary>
/// <param name="Variables">The statements' variables.</param>
/// <param name="Documents">All documents, also those without a statement: they bound the period.</param>
/// <param name="Statements">The statements, in any order.</param>
public sealed record NetworkData(IReadOnlyList<NetworkVariable> Variables, IReadOnlyList<NetworkDocument> Documents, IReadOnlyList<NetworkStatement> Statements);
