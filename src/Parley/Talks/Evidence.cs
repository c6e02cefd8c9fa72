using Parley.Positions;

namespace Parley.Talks;

/// <summary>Cuts quotations out of one reading's report: the sentences that bear something out, and who speaks in them.</summary>
internal sealed class Evidence(Reading reading, int report, DateOnly? day)
{
    /// <summary>More sentences than these are no quotation.</summary>
    private const int MostSentences = 3;

    /// <summary>A source's words longer than these are cut for display.</summary>
    private const int LongestSource = 70;

    /// <summary>Stands for a source that the report implies but does not name.</summary>
    internal const string Unnamed = "a source not named";

    /// <summary>The sentences around spans that need not be a statement's.</summary>
    public Quotation Of(IReadOnlyList<TextSpan> spans) => Cut(null, spans, spans.Count > 0 ? spans[0] : default, null, null);

    /// <summary>A statement's sentences with its speaker.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="actor">Name of who speaks, or null where it is no actor.</param>
    /// <param name="side">The party spoken for, or null.</param>
    public Quotation Of(Statement statement, string? actor, TalksParty? side)
    {
        List<TextSpan> spans = [.. statement.Source.Spans, .. statement.Cue.Spans, .. statement.Content.Spans];
        spans.Sort();
        TextSpan centre = statement.Cue.Spans.Count > 0 ? statement.Cue.Spans[0] : statement.Content.Spans.Count > 0 ? statement.Content.Spans[0] : default;
        return Cut(statement.Id, spans, centre, Speaker(statement, actor, side?.Name), side?.Id, statement.Content.Spans);
    }

    private string? Speaker(Statement statement, string? actor, string? party)
    {
        if (actor is not null) return actor;
        if (statement.Source.Spans.Count > 0)
        {
            string words = Collapse(string.Join(" … ", statement.Source.Spans.Select(span => reading.Report.Text[span.Start..span.End])));
            bool telling = words.Contains(' ', StringComparison.Ordinal) || words.Length > 0 && char.IsUpper(words[0]) && !IsPronoun(words);
            if (telling || party is null) return Shorten(words);
        }
        return party ?? (statement.Cue.Spans.Count > 0 ? Unnamed : null);
    }

    private static bool IsPronoun(string word) => word.ToUpperInvariant() is "HE" or "SHE" or "IT" or "THEY" or "WE" or "I" or "WHO" or "WHICH" or "THAT" or "THIS" or "BOTH" or "ONE";

    private static string Shorten(string words)
    {
        if (words.Length <= LongestSource) return words;
        int space = words.LastIndexOf(' ', LongestSource);
        return string.Concat(words.AsSpan(0, space > 0 ? space : LongestSource), "…");
    }

    private Quotation Cut(string? statement, IReadOnlyList<TextSpan> spans, TextSpan centre, string? speaker, string? party, IReadOnlyList<TextSpan>? marks = null)
    {
        TextSpan around = spans.Count == 0 ? default : new TextSpan(spans.Min(span => span.Start), spans.Max(span => span.End));
        List<TextSpan> sentences = [.. reading.Sentences.Where(sentence => spans.Any(span => span.Overlaps(sentence)))];
        if (sentences.Count > MostSentences)
        {
            int first = Math.Max(0, sentences.FindIndex(sentence => sentence.Overlaps(centre)));
            sentences = sentences.GetRange(first, Math.Min(MostSentences, sentences.Count - first));
        }
        TextSpan cut = sentences.Count > 0 ? new TextSpan(sentences[0].Start, sentences[^1].End) : around;
        IReadOnlyList<TextSpan> within = [.. (marks ?? spans).Where(span => span.Overlaps(cut)).Select(span => new TextSpan(Math.Max(span.Start, cut.Start), Math.Min(span.End, cut.End))).Distinct().Order()];
        return new Quotation(report, statement, cut, reading.Report.Text[cut.Start..cut.End], within, speaker, party, day);
    }

    /// <summary>Runs of blank space as one space, for display.</summary>
    internal static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
