using Parley.Positions;
using Parley.Reports;

namespace Parley.Talks;

/// <summary>What each side says: what is surely said, outside headlines, and surely by somebody of a side that surely is one.</summary>
internal sealed class SayingsSoFar(PartiesSoFar parties)
{
    private readonly Dictionary<PartyNode, SayingsOfSide> told = [];

    /// <summary>A reading tells what it does, as things are named now.</summary>
    public void Tell(TalksReading reading)
    {
        Reading read = reading.Reading;
        var sure = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (Party party in read.Parties) sure[party.Id] = party.Confidence;
        foreach (Actor actor in read.Actors) sure[actor.Id] = actor.Confidence;
        var contents = new SpanIndex();
        for (int i = 0; i < read.Statements.Count; i++)
            foreach (TextSpan content in read.Statements[i].Content.Spans) contents.Add(i, content);
        var mentions = new SpanIndex();
        for (int i = 0; i < read.Parties.Count; i++)
            foreach (TextSpan mention in read.Parties[i].Mentions) mentions.Add(i, mention);
        var headlines = new SpanIndex();
        foreach (Block block in read.Report.Blocks.Where(block => block.Kind is not (BlockKind.Paragraph or BlockKind.Caption))) headlines.Add(0, block.Span);
        foreach (Statement statement in read.Statements)
        {
            if (statement.Confidence < ShownConfidence.Saying || statement.Content.Spans.Count == 0 || headlines.Overlapping(statement.Content.Spans[0]).Count > 0) continue;
            if (statement.Source.Party is not { } party || sure.GetValueOrDefault(party) < ShownConfidence.SayingParty) continue;
            bool sureOfSpeaker = statement.Source.Actor is { } actor ? sure.GetValueOrDefault(actor) >= ShownConfidence.SayingActor : OpensWith(read, mentions, statement.Source, party);
            if (!sureOfSpeaker) continue;
            if (reading.Side(statement) is not { } side || ToldByAnother(reading, contents, statement, side)) continue;
            if (!told.TryGetValue(side, out SayingsOfSide? sayings)) told[side] = sayings = new();
            string words = reading.Said!.Words(statement);
            sayings.Tell(reading, new(parties.Of(side).Id, statement.Act, statement.Confidence, reading.Said.Quote(statement), []), words);
            reading.Said.Speaking.Add((side, words));
        }
    }

    /// <summary>A reading no longer tells what it did.</summary>
    public void Withdraw(TalksReading reading)
    {
        foreach ((PartyNode side, string words) in reading.Said!.Speaking.Distinct()) told[side].Withdraw(reading, words);
    }

    /// <summary>Brings the sayings up to date.</summary>
    public void Resolve()
    {
        foreach (SayingsOfSide sayings in told.Values) sayings.Resolve();
    }

    /// <summary>What each side says, side by side in their order.</summary>
    public Saying[] InOrder(Numbering numbering)
    {
        var sayings = new Saying[told.Values.Sum(ofSide => ofSide.Count)];
        Span<Saying> rest = sayings;
        foreach ((_, SayingsOfSide ofSide) in told.Where(side => side.Value.Count > 0).OrderBy(side => side.Key.Place))
        {
            ofSide.InOrder(numbering, rest[..ofSide.Count]);
            rest = rest[ofSide.Count..];
        }

        return sayings;
    }

    /// <summary>Whether a source's words begin with a mention of the party: not "it", and not "the gap to Russia's line", which merely names the side.</summary>
    private static bool OpensWith(Reading reading, SpanIndex mentions, StatementSource source, string party)
    {
        if (source.Spans.Count == 0) return false;
        int start = source.Spans[0].Start, article = reading.Report.Text.AsSpan(start).StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? start + 4 : start;
        return mentions.Overlapping(new(start, article + 1)).Any(mention => mention.Span.Start <= article && reading.Parties[mention.Item].Id == party);
    }

    /// <summary>Whether a statement stands in what another side says: "the firemen said the government was planning cuts" is no word of the government's.</summary>
    private static bool ToldByAnother(TalksReading reading, SpanIndex contents, Statement statement, PartyNode side)
    {
        if (statement.Cue.Spans.Count == 0) return false;
        TextSpan inner = statement.Cue.Spans[0];
        return contents.Overlapping(inner).Any(outer => outer.Span.Contains(inner) && reading.Reading.Statements[outer.Item] is var telling && telling.Id != statement.Id && reading.Side(telling) is { } teller && teller != side);
    }
}
