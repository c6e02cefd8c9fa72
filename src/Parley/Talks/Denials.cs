using System.Collections.Frozen;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>Whether a statement denies something, by its own words.</summary>
internal static class Denials
{
    private static readonly FrozenSet<string> Cues = DataFile.Lines("Talks", "denial-cues.txt").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ClaimNouns = FrozenSet.Create("claim", "claims", "assertion", "assertions", "allegation", "allegations", "report", "reports", "suggestion", "suggestions", "accusation", "accusations", "charge", "charges", "rumours", "rumors", "speculation");

    /// <summary>Whether a statement says that something told is not so: by its act, or by its cue where the act is not told apart; a denied denial is none.</summary>
    public static bool IsDenial(Statement statement, string text)
    {
        string cue = string.Join(' ', statement.Cue.Spans.Select(span => text[span.Start..span.End]));
        List<string> words = WordKey.Words(cue);
        return !words.Contains("not") && !words.Contains("never") && !cue.Contains("n't", StringComparison.Ordinal) && !cue.Contains("n’t", StringComparison.Ordinal) && (statement.Act == Act.Deny || words.Exists(Cues.Contains));
    }

    /// <summary>
    /// Whether a statement denies by itself, so that somebody must have claimed the contrary even if the reports do not say who: "denied that", "dismissed claims that". To reject a text
    /// or dismiss a person is no such denial.
    /// </summary>
    public static bool ImpliesClaim(Statement statement, string text)
    {
        if (!IsDenial(statement, text) || statement.Source.Spans.Count == 0) return false;
        List<string> cue = WordKey.Words(string.Join(' ', statement.Cue.Spans.Select(span => text[span.Start..span.End])));
        return cue.Exists(word => word.StartsWith("den", StringComparison.Ordinal) && Cues.Contains(word) || word.StartsWith("refut", StringComparison.Ordinal))
            || statement.Content.Spans.Count > 0 && WordKey.Words(text[statement.Content.Spans[0].Start..statement.Content.Spans[0].End]).Take(3).Any(ClaimNouns.Contains);
    }
}
