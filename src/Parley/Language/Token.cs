namespace Parley.Language;

/// <summary>One token of a document with everything that the Language stage says of it.</summary>
public struct Token
{
    /// <summary>Where it stands in the report's text.</summary>
    public TextSpan Span;

    /// <summary>The characters themselves (pooled: equal words are one string).</summary>
    public string Word;

    /// <summary>Dictionary form, lower case but for names.</summary>
    public string Lemma;

    /// <summary>Index of its sentence in <see cref="Document.Sentences"/>.</summary>
    public int Sentence;

    /// <summary>Penn Treebank tag.</summary>
    public PennTag Tag;

    /// <summary>Universal part of speech.</summary>
    public UniversalTag Pos;

    /// <summary>Index (in the document) of the token it depends on; -1 for the root of a sentence.</summary>
    public int Head;

    /// <summary>Universal dependency relation to <see cref="Head"/>, without subtype except <c>:pass</c> on nsubj, csubj and aux.</summary>
    public Relation Relation;

    /// <summary>Index of the entity it is part of in <see cref="Document.Entities"/>, or -1.</summary>
    public int Entity;
}

/// <summary>A sentence: a run of tokens <c>[First, End)</c> and the text it covers.</summary>
public readonly record struct Sentence(int First, int End, TextSpan Span, int Block);

/// <summary>What a named entity is.</summary>
public enum EntityKind
{
    /// <summary>A human being.</summary>
    Person,
    /// <summary>A company, union, agency, party, team: a body that acts.</summary>
    Organisation,
    /// <summary>A state, city, region, river.</summary>
    Place,
    /// <summary>Any other name: nationality, event, work, law.</summary>
    Other,
}

/// <summary>A named entity: tokens <c>[First, End)</c> of one sentence.</summary>
/// <param name="First">First token.</param>
/// <param name="End">One past the last token.</param>
/// <param name="Kind">What it names.</param>
/// <param name="State">Id of the state, bloc or international body in the facts that the name (or the nationality) stands for, else null.</param>
public readonly record struct Entity(int First, int End, EntityKind Kind, string? State);
