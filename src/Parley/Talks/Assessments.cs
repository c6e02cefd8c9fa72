using System.Collections.Frozen;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Talks;

/// <summary>
/// Finds what a reporter says of the talks in their own voice: positions that no source vouches for, and sentences that judge (by phrases of
/// <c>Data/assessment-cues.txt</c>) outside anything that is attributed to somebody.
/// </summary>
internal static class Assessments
{
    private static readonly FrozenDictionary<string, bool> Cues = DataFile.Lines("Talks", "assessment-cues.txt").ToFrozenDictionary(
        line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], line => line.StartsWith("strong ", StringComparison.Ordinal), StringComparer.Ordinal);

    private static readonly int LongestCue = Cues.Keys.Max(cue => cue.Split(' ').Length);

    /// <summary>Sentences of assessment, each with the words that make it one, in text order.</summary>
    public static IEnumerable<(TextSpan Sentence, IReadOnlyList<TextSpan> Marks)> Of(Reading reading)
    {
        string text = reading.Report.Text;
        Statement[] attributed = [.. reading.Statements.Where(statement => statement.Cue.Spans.Count > 0 || statement.Source.Spans.Count > 0)];
        Statement[] own = [.. reading.Statements.Where(statement => statement.Cue.Spans.Count == 0 && statement.Source.Spans.Count == 0)];
        foreach (TextSpan sentence in reading.Sentences)
        {
            if (!reading.Report.Blocks.Any(block => block.Kind == BlockKind.Paragraph && block.Span.Overlaps(sentence))) continue;
            var marks = new List<TextSpan>();
            foreach (Statement statement in own)
                marks.AddRange(statement.Content.Spans.Where(sentence.Contains));
            if (marks.Count == 0) marks = Judging(text, sentence, attributed);
            if (marks.Count > 0) yield return (sentence, marks);
        }
    }

    private static List<TextSpan> Judging(string text, TextSpan sentence, Statement[] attributed)
    {
        List<TextSpan> words = Words(text, sentence);
        var marks = new List<TextSpan>();
        bool strong = false;
        for (int i = 0; i < words.Count; i++)
            for (int length = Math.Min(LongestCue, words.Count - i); length > 0; length--)
            {
                var span = new TextSpan(words[i].Start, words[i + length - 1].End);
                string phrase = string.Join(' ', words.GetRange(i, length).Select(word => text[word.Start..word.End].ToLowerInvariant()));
                if (!Cues.TryGetValue(phrase, out bool isStrong) || Array.Exists(attributed, statement => statement.Content.Spans.Any(content => content.Overlaps(span)))) continue;
                marks.Add(span);
                strong |= isStrong;
                i += length - 1;
                break;
            }
        return strong || marks.Count >= 2 ? marks : [];
    }

    private static List<TextSpan> Words(string text, TextSpan sentence)
    {
        var words = new List<TextSpan>();
        int start = -1;
        for (int i = sentence.Start; i <= sentence.End; i++)
        {
            bool letter = i < sentence.End && (char.IsLetterOrDigit(text[i]) || text[i] is '-' or '’' or '\'');
            if (letter && start < 0) start = i;
            if (letter || start < 0) continue;
            words.Add(new TextSpan(start, i));
            start = -1;
        }
        return words;
    }
}
