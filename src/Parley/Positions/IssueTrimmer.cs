using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// Fits issues to the statements about them: what a side demands, offers, accepts or refuses is, in the words of its content, a point at issue. A mention that runs beyond such a
/// content is cut to it, and a content that nothing names yet becomes an issue of its own.
/// </summary>
internal static class IssueTrimmer
{
    /// <summary>Confidence of an issue that only a content names.</summary>
    public const double OfContent = 0.5;

    private const int Longest = 14;

    /// <summary>The issues, cut and completed. Ids of those given stay; new ones follow in text order.</summary>
    public static IReadOnlyList<Issue> Trim(Document document, PartyMap parties, IReadOnlyList<Statement> statements, IReadOnlyList<Proposal> proposals, IReadOnlyList<Issue> issues)
    {
        var found = issues.ToList();
        int next = 1;
        foreach (var i in issues)
            if (int.TryParse(i.Id.AsSpan(1), out int n)) next = Math.Max(next, n + 1);
        foreach (var s in statements)
        {
            if (s.Cue.Spans.Count == 0 || s.Content.Spans.Count == 0) continue;
            var frame = StatementFrame.Of(document, s.Source.Spans, s.Cue.Spans, s.Content.Spans, s.Source.Party, parties);
            if (!AsksOrAnswers(frame, s.Act) || Phrase(frame) is not { } phrase) continue;
            if (proposals.Any(p => p.Mentions.Any(m => Share(m, phrase) >= 0.5))) continue;
            var (best, share) = Closest(found, phrase);
            if (share >= 0.8) continue;
            if (share > 0.15)
            {
                var old = found[best].Mentions;
                found[best] = found[best] with { Label = LabelOf(document, phrase), Mentions = [.. old.Where(m => !m.Overlaps(phrase)).Append(phrase).Order()] };
            }
            else if (s.Source.Party is not null && !proposals.Any(p => p.Mentions.Any(m => m.Overlaps(phrase))))
            {
                found.Add(new("i" + next++, LabelOf(document, phrase), [phrase], OfContent));
            }
        }

        return found;
    }

    private static bool AsksOrAnswers(StatementFrame frame, Act act) =>
        frame.Form is "noun" or "to" or "prep" or "ing"
            ? act is Act.Demand or Act.Reject or Act.Accept or Act.Propose or Act.Promise || frame.CueEntry.Class is CueClass.Want or CueClass.Insist or CueClass.Hope
            : frame.Form == "that" && frame.CueEntry.Class is CueClass.Demand or CueClass.Want or CueClass.Insist;

    /// <summary>The content's own phrase: without what introduces it, up to the first comma or clause that hangs on it; null where it is a mere pronoun or runs on.</summary>
    private static TextSpan? Phrase(StatementFrame frame)
    {
        var tokens = frame.Document.Tokens;
        int start = 0, words = 0;
        while (start < frame.Content.Length && (tokens[frame.Content[start]].Pos is UniversalTag.PUNCT or UniversalTag.ADP or UniversalTag.SCONJ or UniversalTag.PART or UniversalTag.DET)) start++;
        // "asked it to open its books": to open its books.
        if (start + 1 < frame.Content.Length && tokens[frame.Content[start]].Pos == UniversalTag.PRON && tokens[frame.Content[start + 1]].Tag == PennTag.TO) start += 2;
        int end = start;
        for (; end < frame.Content.Length && end - start < Longest; end++)
        {
            ref readonly var token = ref tokens[frame.Content[end]];
            if (end > start && frame.Content[end] != frame.Content[end - 1] + 1) break;
            if (end > start + 1 && (token.Word is "," or ";" or ":" or "--" or "\"" or "”" or "–" or "-" or "(" || Breaks(token.Word.ToLowerInvariant()))) break;
            if (token.Pos is UniversalTag.NOUN or UniversalTag.PROPN or UniversalTag.VERB or UniversalTag.NUM or UniversalTag.ADJ) words++;
        }

        // Nothing ends in the article of what was cut off.
        while (end > start && tokens[frame.Content[end - 1]].Pos is UniversalTag.ADP or UniversalTag.SCONJ or UniversalTag.CCONJ or UniversalTag.PART or UniversalTag.DET or UniversalTag.AUX or UniversalTag.PUNCT) end--;
        if (words < 2 || end == start) return null;
        return new(tokens[frame.Content[start]].Span.Start, tokens[frame.Content[end - 1]].Span.End);
    }

    private static bool Breaks(string word) =>
        word is "which" or "who" or "that" or "but" or "because" or "while" or "if" or "unless" or "after" or "until" or "when" or "as" or "although" or "where" or "before";

    private static (int Index, double Share) Closest(List<Issue> issues, TextSpan phrase)
    {
        int best = -1;
        double share = 0;
        for (int i = 0; i < issues.Count; i++)
        {
            foreach (var m in issues[i].Mentions)
            {
                double s = Share(m, phrase);
                if (s > share) (best, share) = (i, s);
            }
        }

        return (best, share);
    }

    private static double Share(TextSpan a, TextSpan b)
    {
        int shared = Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start);
        return shared <= 0 ? 0 : 2.0 * shared / (a.Length + b.Length);
    }

    private static string LabelOf(Document document, TextSpan phrase) => string.Join(' ', phrase.Of(document.Text).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
