using Parley.Language;

namespace Parley.Positions;

/// <summary>What a referent of the report is, before it is known whether it is a party.</summary>
internal enum ReferentKind : byte
{
    /// <summary>A human being with a name.</summary>
    Person,
    /// <summary>A state, body, firm, union, movement or group.</summary>
    Side,
    /// <summary>A speaker without a name: "a spokesman for the union".</summary>
    Office,
}

/// <summary>How a text ties a person or office to a side.</summary>
internal enum TieKind : byte
{
    /// <summary>A modifier of the title: "<u>Norwegian</u> minister Lund".</summary>
    Modifier,
    /// <summary>A possessor of the title: "<u>Norway</u>'s minister Lund".</summary>
    Possessor,
    /// <summary>A complement of the title: "minister of <u>Norway</u>", "spokesman for <u>the union</u>".</summary>
    Complement,
    /// <summary>Not by the text: everybody knows ("Mandela").</summary>
    Known,
    /// <summary>Right behind the name: "Lund of <u>Norway</u>".</summary>
    Behind,
}

/// <summary>One place where a referent is mentioned.</summary>
/// <param name="First">First token of the whole phrase.</param>
/// <param name="End">One past its last token.</param>
/// <param name="Head">The token that names it.</param>
/// <param name="Form">How.</param>
internal readonly record struct ReferentMention(int First, int End, int Head, MentionForm Form);

/// <summary>A tie between a person or office and a side, with the class of the office that carries it.</summary>
internal readonly record struct Tie(Referent Side, TieKind Kind, int Token);

/// <summary>Someone or something that a report speaks of more than in passing: all its mentions by name and by description, before pronouns are resolved. Serves one report after the other.</summary>
internal sealed class Referent
{
    /// <summary>Begins anew, with nothing but a name.</summary>
    public void Begin(int index, ReferentKind kind, string name)
    {
        (Index, Kind, Name) = (index, kind, name);
        ForgetNames();
        AddName(name);
        (Fact, PartyKind, Noun, Classes, Gender, Plural, Mediator, Absorbed, Side) = (null, PartyKind.Group, null, NounClass.None, '?', false, false, false, null);
        Mentions.Clear();
        Offices.Clear();
        Ties.Clear();
    }

    /// <summary>Its place among the report's referents.</summary>
    public int Index { get; private set; }

    /// <summary>What it is.</summary>
    public ReferentKind Kind { get; private set; }

    /// <summary>Fullest name, or its description.</summary>
    public string Name
    {
        get;
        set => (field, WordsOfName) = (value, NameForms.Words(value));
    } = "";

    /// <summary>The words of <see cref="Name"/>.</summary>
    public string[] WordsOfName { get; private set; } = [];

    /// <summary>Every form of its name that the report uses, the first one first; for a person full names and surnames.</summary>
    public List<string> Names { get; } = [];

    /// <summary>The words of each of <see cref="Names"/>.</summary>
    public List<string[]> NameWords { get; } = [];

    /// <summary>The state, bloc or body that it is, or null.</summary>
    public Fact? Fact { get; set; }

    /// <summary>What kind of party it would be.</summary>
    public PartyKind PartyKind { get; set; }

    /// <summary>Lower-case noun that says what it is ("union"), or null.</summary>
    public string? Noun { get; set; }

    /// <summary>Classes of the nouns that describe it; for a person those of the offices.</summary>
    public NounClass Classes { get; set; }

    /// <summary>'m', 'f' or '?'.</summary>
    public char Gender { get; set; }

    /// <summary>Whether it is a group of many ("producers").</summary>
    public bool Plural { get; set; }

    /// <summary>Whether it presides over the talks and is on nobody's side.</summary>
    public bool Mediator { get; set; }

    /// <summary>Whether it has been made one with another referent and is no longer to be found.</summary>
    public bool Absorbed { get; set; }

    /// <summary>Whether it publishes news.</summary>
    public bool Media => (Classes & NounClass.Media) != NounClass.None;

    /// <summary>Mentions in text order.</summary>
    public List<ReferentMention> Mentions { get; } = [];

    /// <summary>Offices of a person as the report words them, in text order.</summary>
    public List<string> Offices { get; } = [];

    /// <summary>What ties a person or office to sides.</summary>
    public List<Tie> Ties { get; } = [];

    /// <summary>The side that a person or office speaks for, once known.</summary>
    public Referent? Side { get; set; }

    /// <summary>Adds a form of the name if it is new.</summary>
    public void AddName(string form)
    {
        if (Names.Contains(form)) return;
        Names.Add(form);
        NameWords.Add(NameForms.Words(form));
    }

    /// <summary>Drops all forms of the name.</summary>
    public void ForgetNames()
    {
        Names.Clear();
        NameWords.Clear();
    }

    /// <summary>Adds an office unless it repeats one.</summary>
    public void AddOffice(string office)
    {
        if (office.Length > 0 && !Offices.Contains(office, StringComparer.OrdinalIgnoreCase)) Offices.Add(office);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name} ({Mentions.Count})";
}
