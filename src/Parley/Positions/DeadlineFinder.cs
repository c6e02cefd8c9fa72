using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// Finds dates by which a side must act, and what became of them. Precise patterns over the trees rather than a model: the word "deadline" or "ultimatum", an obligation with
/// a date after "by", "before", "until" or "within", and what expires, takes effect or is put off to a date.
/// </summary>
internal static class DeadlineFinder
{
    /// <summary>The deadlines of a report in text order; ids d1, d2, ...</summary>
    public static IReadOnlyList<Deadline> Find(ReportIndex index)
    {
        var found = new List<(int First, int End, DeadlineStatus Status, string? Date, double Confidence)>();
        var dates = new List<FoundDate>();
        var document = index.Document;
        var published = DateResolver.DayOf(document.Report.Published);
        foreach (var sentence in document.Sentences)
        {
            DateResolver.Find(document, sentence.First, sentence.End, published, DateDirection.Future, dates);
            for (int i = sentence.First; i < sentence.End; i++)
                if (index.Lemmas[i] is "deadline" or "ultimatum" or "cut-off" or "cutoff") AddNoun(i);
            foreach (var date in dates)
            {
                var (first, end) = document.TokensIn(date.Span);
                AddDated(sentence, first, end, date);
            }
        }

        if (found.Count == 0) return [];
        found.Sort(static (a, b) => a.First != b.First ? a.First.CompareTo(b.First) : b.Confidence.CompareTo(a.Confidence));
        var kept = new List<(int First, int End, DeadlineStatus Status, string? Date, double Confidence)>();
        foreach (var f in found)
            if (!kept.Exists(k => k.First < f.End && f.First < k.End)) kept.Add(f);
        return [.. kept.Select((k, i) => new Deadline($"d{i + 1}", k.Status, k.Date, [document.SpanOf(k.First, k.End)], k.Confidence))];

        void AddNoun(int noun)
        {
            if (document.Tokens[noun].Tag is not (PennTag.NN or PennTag.NNS)) return;
            var (first, end) = index.Tree.NounPhrase(noun, complements: true);
            if (document.Tokens[noun].Relation is Relation.compound && document.Tokens[noun].Head is var head && head > noun) (first, end) = index.Tree.NounPhrase(head, complements: true);
            int governor = document.Tokens[noun].Head;
            string verb = governor >= 0 ? index.Lemmas[governor] : "";
            if (verb is "no" or "without" || index.Tree.Child(noun, Relation.det) is >= 0 and var d && index.Lemmas[d] == "no") return;
            var own = dates.FirstOrDefault(x => document.TokensIn(x.Span) is var t && t.First >= sentenceFirst(noun) && Math.Abs(t.First - noun) <= 8);
            found.Add((first, end, StatusBy(index, noun, governor), own.ToIso(), 0.8));
        }

        int sentenceFirst(int token) => document.Sentences[document.Tokens[token].Sentence].First;

        void AddDated(Sentence sentence, int first, int end, FoundDate date)
        {
            var tokens = document.Tokens;
            string before = first > sentence.First ? index.Lemmas[first - 1] : "";
            bool limit = before is "by" or "before" or "until" or "till" || index.Lemmas[first] == "within";
            bool at = before is "on" or "in" or "to" or "from" or "from";

            // The verb that the date hangs on.
            int verb = first;
            for (int steps = 0; steps < 6 && verb >= 0; steps++, verb = tokens[verb].Head)
                if (tokens[verb].Tag is >= PennTag.VB and <= PennTag.VBZ && (verb < first || verb >= end)) break;
            if (verb < 0 || tokens[verb].Tag is not (>= PennTag.VB and <= PennTag.VBZ)) return;
            string lemma = index.Lemmas[verb];
            if (limit && MustAct(index, verb) is var confidence and > 0)
            {
                found.Add((Math.Min(verb, first - 1), Math.Max(end, verb + 1), DeadlineStatus.Set, date.ToIso(), confidence));
            }
            else if ((at || limit) && lemma is "expire" or "lapse")
            {
                int from = index.Tree.Subject(verb) is >= 0 and var s ? index.Tree.NounPhrase(s, complements: false).First : verb;
                found.Add((from, end, index.Document.Tokens[verb].Tag == PennTag.VBD ? DeadlineStatus.Passed : DeadlineStatus.Set, date.ToIso(), 0.6));
            }
            else if (before == "to" && lemma is "extend" or "postpone" or "delay" or "defer" or "move" or "push" or "put")
            {
                int from = verb;
                if (from > sentence.First && tokens[from - 1].Relation is Relation.aux_pass) from--;
                found.Add((from, end, DeadlineStatus.Moved, date.ToIso(), 0.6));
            }
            else if (at && verb < first && index.Tree.Child(verb, Relation.obl) >= 0 && lemma is "go" or "come" or "take" && TakesEffect(index, verb, first))
            {
                int from = verb > sentence.First && tokens[verb - 1].Tag == PennTag.TO ? verb - 1 : verb;
                found.Add((from, end, DeadlineStatus.Set, date.ToIso(), 0.5));
            }
        }
    }

    /// <summary>How sure it is that somebody must do what the verb says: by its modal, its governing verb or an order.</summary>
    private static double MustAct(ReportIndex index, int verb)
    {
        var tokens = index.Document.Tokens;
        foreach (int c in index.Tree.ChildrenOf(verb))
        {
            if (c > verb) break;
            if (tokens[c].Tag == PennTag.MD) return index.Lemmas[c] is "must" or "shall" or "should" ? 0.7 : 0;
            if (tokens[c].Tag == PennTag.TO)
            {
                int above = tokens[verb].Head;
                if (above >= 0 && index.Lemmas[above] is "have" or "need" or "order" or "require" or "demand" or "promise" or "pledge" or "agree" or "undertake" or "oblige" or "commit" or "ask" or "urge" or "call" or "tell" or "try")
                    return 0.6;
            }
        }

        int governor = tokens[verb].Head;
        return governor >= 0 && index.Lemmas[governor] is "promise" or "demand" or "insist" or "require" or "pledge" ? 0.5 : 0;
    }

    private static bool TakesEffect(ReportIndex index, int verb, int date)
    {
        for (int i = verb + 1; i < date; i++)
            if (index.Lemmas[i] is "effect" or "force" or "ahead") return true;
        return false;
    }

    private static DeadlineStatus StatusBy(ReportIndex index, int noun, int governor)
    {
        for (int g = governor, steps = 0; g >= 0 && steps < 2; g = index.Document.Tokens[g].Head, steps++)
        {
            if (index.Lemmas[g] is "extend" or "move" or "postpone" or "delay" or "adjust" or "shift" or "push" or "relax" or "drop" or "soften" or "change" or "defer" or "extension" or "put" or "prolong")
                return DeadlineStatus.Moved;
            if (index.Lemmas[g] is "pass" or "miss" or "expire" or "lapse" or "ignore" or "overrun" or "elapse") return DeadlineStatus.Passed;
            if (index.Lemmas[g] is "meet" or "keep" or "beat") return index.Document.Tokens[g].Tag is PennTag.VBD or PennTag.VBN ? DeadlineStatus.Met : DeadlineStatus.Set;
        }

        for (int i = Math.Max(0, noun - 3); i < noun; i++)
            if (index.Lemmas[i] is "missed" or "passed" or "expired") return DeadlineStatus.Passed;
            else if (index.Lemmas[i] is "extended" or "new" or "postponed") return DeadlineStatus.Moved;
        return DeadlineStatus.Set;
    }
}
