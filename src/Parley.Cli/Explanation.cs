using System.Text;
using Parley.Learning;
using Parley.Positions;
using Parley.Statements;

namespace Parley.Cli;

/// <summary>Says for people why each statement of a reading was found: its spans in place, how sure each step was, what weighed most.</summary>
internal static class Explanation
{
    /// <summary>The lines of one report.</summary>
    public static IEnumerable<string> Lines(Reading reading, IReadOnlyList<Attribution> grounds)
    {
        var bySpans = grounds.GroupBy(Key).ToDictionary(g => g.Key, g => g.First().Grounds, StringComparer.Ordinal);
        yield return $"{reading.Report.Id}: {reading.Statements.Count} {(reading.Statements.Count == 1 ? "statement" : "statements")}; [source] {{cue}} <content>";
        foreach (var s in reading.Statements)
        {
            yield return "";
            yield return $"{s.Id}  {s.Act.ToString().ToLowerInvariant()}, confidence {Figures.Fixed(s.Confidence, 3)}";
            yield return "    " + InPlace(reading, s);
            if (bySpans.GetValueOrDefault(Key(s.Cue.Spans, s.Content.Spans)) is not { } why) continue;
            yield return $"    sure of the cue {Figures.Fixed(why.Cue, 2)}, of the content's borders {Figures.Fixed(why.Content, 2)}, " +
                (s.Source.Spans.Count > 0 ? $"of the source {Figures.Fixed(why.Source, 2)}" : "no source named");
            foreach (var (words, weight) in why.Strongest) yield return $"    {(weight > 0 ? "for" : "against"),-7} {Figures.Fixed(Math.Abs(weight), 1)}  {words}";
        }

        yield return "";
    }

    private static string Key(Attribution a) => Key(a.Cue, a.Content);

    private static string Key(IReadOnlyList<TextSpan> cue, IReadOnlyList<TextSpan> content) => string.Join(' ', cue) + "|" + string.Join(' ', content);

    // The sentences that the statement touches, on one line, its spans marked.
    private static string InPlace(Reading reading, Statement s)
    {
        TextSpan[] all = [.. s.Source.Spans, .. s.Cue.Spans, .. s.Content.Spans];
        if (all.Length == 0) return "";
        int start = all.Min(x => x.Start), end = all.Max(x => x.End);
        foreach (var sentence in reading.Sentences)
        {
            if (sentence.Start <= start && start < sentence.End) start = sentence.Start;
            if (sentence.Start < end && end <= sentence.End) end = sentence.End;
        }

        (int At, bool Opens, string Mark)[] marks =
        [
            .. Marks(s.Source.Spans, "[", "]"), .. Marks(s.Cue.Spans, "{", "}"), .. Marks(s.Content.Spans, "<", ">"),
        ];
        var line = new StringBuilder();
        int at = start;
        foreach (var (position, _, mark) in marks.OrderBy(m => m.At).ThenBy(m => m.Opens))
        {
            line.Append(reading.Report.Text, at, position - at).Append(mark);
            at = position;
        }

        line.Append(reading.Report.Text, at, end - at);
        return string.Join(' ', line.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<(int At, bool Opens, string Mark)> Marks(IReadOnlyList<TextSpan> spans, string open, string close)
    {
        foreach (var span in spans)
        {
            yield return (span.Start, true, open);
            yield return (span.End, false, close);
        }
    }
}
