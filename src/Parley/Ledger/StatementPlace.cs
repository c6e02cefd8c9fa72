using Parley.Positions;

namespace Parley.Ledger;

/// <summary>Which statement of which report: by the words of its cue and content, so that another reader's reading of the report, or of an updated report, is asked for the same one.</summary>
/// <param name="Report">Id of the report.</param>
/// <param name="Statement">Its id in the reading that it was seen in; decides only where the words do not.</param>
/// <param name="Cue">The first stretch of its cue, or null where it has none.</param>
/// <param name="Content">The first stretch of its content, or null where it has none.</param>
public sealed record StatementPlace(string Report, string? Statement, Anchor? Cue, Anchor? Content)
{
    /// <summary>The place of a statement.</summary>
    public static StatementPlace Of(Reading reading, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(statement);
        string text = reading.Report.Text;
        return new(
            reading.Report.Id,
            statement.Id,
            statement.Cue.Spans.Count > 0 ? Anchor.Of(text, statement.Cue.Spans[0]) : null,
            statement.Content.Spans.Count > 0 ? Anchor.Of(text, statement.Content.Spans[0]) : null);
    }

    /// <summary>
    /// The statement in a reading: the one whose cue and content share most with the anchors, of equal ones the one with the id seen before, else the first; null where what it says is no longer in
    /// the text or no statement stands on it.
    /// </summary>
    public Statement? In(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        string text = reading.Report.Text;
        TextSpan? cue = Cue?.In(text), content = Content?.In(text);
        Statement? best = null;
        double most = 0;
        foreach (Statement statement in reading.Statements)
        {
            // Who says something else in place of what was decided on has not said that; a cue is of one statement alone, content may lie inside another's.
            double said = Shared(content, Content, statement.Content.Spans);
            if (Content is not null && said <= 0) continue;
            double shared = 2 * Shared(cue, Cue, statement.Cue.Spans) + said;
            if (Cue is null && Content is null && statement.Id == Statement) shared = 1;
            if (shared <= 0 || shared < most || (shared == most && statement.Id != Statement)) continue;
            (best, most) = (statement, shared);
        }

        return best;
    }

    /// <summary>Share of code units common to an anchor's place and a part's first stretch, among those of either; for a part that neither has, a little.</summary>
    private static double Shared(TextSpan? place, Anchor? anchor, IReadOnlyList<TextSpan> spans)
    {
        if (anchor is null) return spans.Count == 0 ? 0.01 : 0;
        if (place is not { } found || spans.Count == 0) return 0;
        int common = Math.Min(found.End, spans[0].End) - Math.Max(found.Start, spans[0].Start);
        return common <= 0 ? 0 : (double)common / (found.Length + spans[0].Length - common);
    }
}
