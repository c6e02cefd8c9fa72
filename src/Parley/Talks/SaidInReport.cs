using Parley.Positions;

namespace Parley.Talks;

/// <summary>What a reading adds to the picture beside names, as things are named now. Its quotations bear the report's <see cref="TalksReading.Label"/> in place of its number.</summary>
internal sealed class SaidInReport(TalksReading reading, PartiesSoFar parties)
{
    private readonly Dictionary<Statement, Quotation> quotations = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Statement, string> words = new(ReferenceEqualityComparer.Instance);

    /// <summary>Cuts its sentences out.</summary>
    public Evidence Evidence { get; } = new(reading.Reading, reading.Label, reading.Day);

    /// <summary>Cells in which its statements tell something.</summary>
    public List<PositionCell> Cells { get; } = [];

    /// <summary>What in it cannot both be true, and what of it cannot be true with another report.</summary>
    public List<Dispute> Disputes { get; } = [];

    /// <summary>Number of contradictions in it that are too uncertain to be shown.</summary>
    public int Uncertain { get; set; }

    /// <summary>Proposals of which it says what they provide.</summary>
    public List<IdentityNode> Provides { get; } = [];

    /// <summary>Sides of which it tells what they say, with the words of the sentence.</summary>
    public List<(PartyNode Side, string Words)> Speaking { get; } = [];

    /// <summary>What the reporter says of the talks.</summary>
    public Numbered<IReadOnlyList<Quotation>>? Assessments { get; set; }

    /// <summary>A statement's sentences with its speaker.</summary>
    public Quotation Quote(Statement statement)
    {
        if (quotations.TryGetValue(statement, out Quotation? quotation)) return quotation;
        PartyNode? side = reading.Side(statement);
        return quotations[statement] = Evidence.Of(statement, reading.Actor(statement.Source.Actor)?.Face.Name, side is null ? null : parties.Of(side));
    }

    /// <summary>The words of a statement's sentences, in a form in which those of the same sentence compare equal.</summary>
    public string Words(Statement statement)
    {
        if (!words.TryGetValue(statement, out string? known)) words[statement] = known = PositionHistory.WordsOf(Quote(statement));
        return known;
    }
}
