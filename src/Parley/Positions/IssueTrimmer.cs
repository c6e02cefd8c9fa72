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

    /// <summary>The issues, cut and completed; of each statement its frame. Ids of those given stay; new ones follow in text order.</summary>
    public static IReadOnlyList<Issue> Trim(
        State state, PhraseTree tree, PartyMap parties, IReadOnlyList<Statement> statements, StatementFrame[] frames, IReadOnlyList<Proposal> proposals, IReadOnlyList<Issue> issues)
    {
        var document = tree.Document;
        var (trimmed, onTable) = (state.Trimmed, state.OnTable);
        trimmed.Clear();
        onTable.Clear();
        int next = 1;
        for (int i = 0; i < issues.Count; i++)
        {
            trimmed.Add(issues[i]);
            if (int.TryParse(issues[i].Id.AsSpan(1), out int n)) next = Math.Max(next, n + 1);
        }

        for (int p = 0; p < proposals.Count; p++)
        {
            var mentions = proposals[p].Mentions;
            for (int m = 0; m < mentions.Count; m++) onTable.Add(p, mentions[m]);
        }

        var points = new PointPhrases(tree);
        for (int k = 0; k < frames.Length; k++)
        {
            var (s, frame) = (statements[k], frames[k]);
            if (s.Cue.Spans.Count == 0 || s.Content.Spans.Count == 0) continue;
            if (!AsksOrAnswers(frame, s.Act)) continue;
            foreach (var phrase in points.Of(frame, parties))
            {
                var tabled = onTable.Overlapping(phrase);
                if (IsMostly(tabled, phrase)) continue;
                var (best, share) = trimmed.Closest(phrase);
                if (share >= 0.8) continue;
                if (share > 0.15) trimmed.Put(best, phrase, LabelOf(document, phrase));
                else if (s.Source.Party is not null && tabled.Count == 0) trimmed.Add(new("i" + next++, LabelOf(document, phrase), [phrase], OfContent));
            }
        }

        return trimmed.Issues();
    }

    /// <summary>Working state of one caller, used again for the next report.</summary>
    internal sealed class State
    {
        internal readonly Trimmed Trimmed = new();
        internal readonly SpanIndex OnTable = new();
    }

    private static bool AsksOrAnswers(StatementFrame frame, Act act) =>
        frame.Form is "noun" or "to" or "prep" or "ing"
            ? act is Act.Demand or Act.Reject or Act.Accept or Act.Propose or Act.Promise || frame.CueEntry.Class is CueClass.Want or CueClass.Insist or CueClass.Hope
            : frame.Form == "that" && frame.CueEntry.Class is CueClass.Demand or CueClass.Want or CueClass.Insist;

    private static bool IsMostly(List<(int Item, TextSpan Span)> mentions, TextSpan phrase)
    {
        foreach (var (_, span) in mentions)
            if (Share(span, phrase) >= 0.5) return true;
        return false;
    }

    private static double Share(TextSpan a, TextSpan b)
    {
        int shared = Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start);
        return shared <= 0 ? 0 : 2.0 * shared / (a.Length + b.Length);
    }

    private static string LabelOf(Document document, TextSpan phrase) => phrase.OnOneLine(document.Text);

    /// <summary>Issues whose mentions change while they are looked up by place.</summary>
    internal sealed class Trimmed
    {
        private readonly List<Issue> issues = [];
        private readonly SpanIndex index = new();
        // The mentions of issues that have changed, with how often each is there.
        private readonly Dictionary<int, Dictionary<TextSpan, int>> changed = [];

        /// <summary>Forgets the issues of the report before.</summary>
        public void Clear()
        {
            issues.Clear();
            index.Clear();
            changed.Clear();
        }

        /// <summary>Takes an issue in.</summary>
        public void Add(Issue issue)
        {
            for (int m = 0; m < issue.Mentions.Count; m++) index.Add(issues.Count, issue.Mentions[m]);
            issues.Add(issue);
        }

        /// <summary>The issue with a mention that is most alike, the first of equals; share 0 where none overlaps.</summary>
        public (int Index, double Share) Closest(TextSpan phrase)
        {
            int best = -1;
            double share = 0;
            foreach (var (item, mention) in index.Overlapping(phrase))
            {
                if (changed.TryGetValue(item, out var mentions) && !mentions.ContainsKey(mention)) continue;
                double s = Share(mention, phrase);
                if (s > share || (s == share && item < best)) (best, share) = (item, s);
            }

            return (best, share);
        }

        /// <summary>Puts a phrase in the place of the mentions that overlap it, and names the issue by it.</summary>
        public void Put(int issue, TextSpan phrase, string label)
        {
            if (!changed.TryGetValue(issue, out var mentions))
            {
                changed[issue] = mentions = [];
                foreach (var mention in issues[issue].Mentions) mentions[mention] = mentions.GetValueOrDefault(mention) + 1;
            }

            foreach (var (item, mention) in index.Overlapping(phrase))
                if (item == issue) mentions.Remove(mention);
            mentions[phrase] = 1;
            index.Add(issue, phrase);
            issues[issue] = issues[issue] with { Label = label };
        }

        /// <summary>All issues.</summary>
        public Issue[] Issues()
        {
            foreach (var (issue, mentions) in changed) issues[issue] = issues[issue] with { Mentions = [.. mentions.SelectMany(m => Enumerable.Repeat(m.Key, m.Value)).Order()] };
            return [.. issues];
        }
    }
}
