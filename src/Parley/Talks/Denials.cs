using System.Collections.Frozen;
using Parley.Positions;

namespace Parley.Talks;

/// <summary>Finds, over all reports, what one side says and another denies in nearly the same words, where no position tells it.</summary>
internal static class Denials
{
    /// <summary>Content words that claim and denial must share, and the least share of the shorter of the two.</summary>
    private const int LeastWords = 3;
    private const double LeastShare = 0.6;

    /// <summary>A denial answers what was said at most so many days before.</summary>
    private const int Within = 30;

    private static readonly FrozenSet<string> Cues = DataFile.Lines("Talks", "denial-cues.txt").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ClaimNouns = FrozenSet.Create("claim", "claims", "assertion", "assertions", "allegation", "allegations", "report", "reports", "suggestion", "suggestions", "accusation", "accusations", "charge", "charges", "rumours", "rumors", "speculation");

    /// <summary>A statement as it is compared.</summary>
    /// <param name="Reading">Number of its reading.</param>
    /// <param name="Statement">The statement.</param>
    /// <param name="Party">Number of the party it is made for, or null.</param>
    /// <param name="Day">Day of its report, or null.</param>
    /// <param name="Words">Content words of what it says.</param>
    /// <param name="Denies">Whether it says that something is not so.</param>
    internal sealed record Said(int Reading, Statement Statement, int? Party, DateOnly? Day, HashSet<string> Words, bool Denies);

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

    /// <summary>Pairs of a claim and its denial, with how sure it is that the two are of the same thing.</summary>
    public static IEnumerable<(Said Claim, Said Denial, double Confidence)> Of(IReadOnlyList<Said> statements)
    {
        var byWord = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < statements.Count; i++)
        {
            if (statements[i].Denies || statements[i].Party is null) continue;
            foreach (string word in statements[i].Words)
            {
                if (!byWord.TryGetValue(word, out List<int>? places)) byWord[word] = places = [];
                places.Add(i);
            }
        }

        var shared = new SortedDictionary<int, int>();
        foreach (Said denial in statements.Where(said => said.Denies && said.Party is not null && said.Words.Count >= LeastWords))
        {
            shared.Clear();
            foreach (string word in denial.Words)
                foreach (int claim in byWord.GetValueOrDefault(word) ?? [])
                    shared[claim] = shared.GetValueOrDefault(claim) + 1;
            foreach ((int i, int common) in shared)
            {
                Said claim = statements[i];
                int shorter = Math.Min(claim.Words.Count, denial.Words.Count);
                if (common < LeastWords || common < LeastShare * shorter || claim.Party == denial.Party) continue;
                if (claim.Day is { } said && denial.Day is { } denied && (said > denied || denied.DayNumber - said.DayNumber > Within)) continue;
                yield return (claim, denial, Math.Min((double)common / shorter, Math.Min(claim.Statement.Confidence, denial.Statement.Confidence)));
            }
        }
    }
}
