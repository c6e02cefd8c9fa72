using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// What speaks for a candidate's borders, seen over whole spans, which a chain of labels cannot: whether a span is a whole phrase of the tree, whether its quotation marks are paired, what stands on either side
/// of each border, and what the stretch is that it has more or less than the best path.
/// </summary>
internal static class BorderFeatures
{
    /// <summary>Adds the features of a candidate; <paramref name="other"/> is what the other of content and source holds, <paramref name="cueMarks"/> has 1 at the first token of every cue of the document.</summary>
    public static void Add(FeatureList f, SentenceGraph g, Cue cue, BorderCandidate candidate, BorderCandidate best, BorderRole role, List<(int First, int End)> other, byte[] cueMarks)
    {
        var tokens = g.Document.Tokens;
        uint origin = 5000 + (1000 * (uint)role), n = origin, lemma = g.Lemma[cue.Head], cueTag = g.Tag[cue.Head], change = (uint)candidate.Change;
        void A(uint value) => f.Add(FeatureHash.Join(++n, value));
        void A2(uint x, uint y) => f.Add(FeatureHash.Join(++n, x, y));
        void A3(uint x, uint y, uint z) => f.Add(FeatureHash.Join(++n, x, y, z));

        uint begin = Grade(candidate.Begin), end = Grade(candidate.End), ratio = Ratio(candidate, best);
        A(origin); A(change); A2(change, ratio); A2(begin, end); A3(change, begin, end); A(ratio); A2(ratio, lemma); A2(change, lemma); A2(change, cueTag);
        A2((uint)candidate.Spans.Count, change); A2((uint)Math.Min(3, best.Spans.Count), change); A2((uint)candidate.Spans.Count, lemma);
        int marks = 0, length = 0;
        foreach (var (s, e) in candidate.Spans)
        {
            length += e - s;
            for (int i = s; i < e; i++)
                if (QuotationMap.IsMark(tokens[i].Word)) marks++;
        }

        A2((uint)(marks & 1), change); A2((uint)Math.Min(4, marks), (uint)candidate.Spans.Count); A2((uint)(length <= 1 ? 0 : length <= 3 ? 1 : length <= 8 ? 2 : length <= 20 ? 3 : length <= 50 ? 4 : 5), change);
        foreach (var (s, e) in candidate.Spans) Quotations(s, e);
        uint opening = origin + 100, closing = origin + 200, middle = origin + 300;
        foreach (var (s, e) in candidate.Spans)
        {
            n = opening;
            uint before = s > 0 ? g.Word[s - 1] : 1, beforeTag = s > 0 ? g.Tag[s - 1] : 1, beside = s == cue.End ? 1u : e == cue.First ? 2u : s > cue.Head ? 3u : 4u;
            bool starts = s == 0 || tokens[s].Sentence != tokens[s - 1].Sentence, quoted = g.Quotations.Of(s) >= 0, quotedBefore = s > 0 && g.Quotations.Of(s - 1) >= 0;
            uint state = (starts ? 1u : 0) | (quoted ? 2u : 0) | (quotedBefore ? 4u : 0);
            A(g.Word[s]); A(g.Tag[s]); A2(before, g.Word[s]); A2(beforeTag, g.Tag[s]); A2(before, g.Tag[s]); A2(beforeTag, g.Word[s]); A3(state, g.Tag[s], beforeTag); A2(state, beside); A3(beside, g.Tag[s], beforeTag); A2(lemma, g.Word[s]);
            A3(lemma, beside, g.Tag[s]); A3(cueTag, before, g.Tag[s]); A2((uint)tokens[s].Relation, g.Tag[s]); A2(g.Cluster[s], beforeTag);
            A2(tokens[s].Head >= s && tokens[s].Head < e ? 1u : 0, (uint)tokens[s].Relation); A2(s > 0 && tokens[s - 1].Head >= s && tokens[s - 1].Head < e ? 1u : 0, beforeTag); A2(s > 0 && tokens[s - 1].Head >= s && tokens[s - 1].Head < e ? 1u : 0, before);

            n = closing;
            uint after = e < g.Count ? g.Word[e] : 1, afterTag = e < g.Count ? g.Tag[e] : 1, last = g.Word[e - 1], lastTag = g.Tag[e - 1];
            bool ends = e >= g.Count || tokens[e].Sentence != tokens[e - 1].Sentence, quotedLast = g.Quotations.Of(e - 1) >= 0, quotedAfter = e < g.Count && g.Quotations.Of(e) >= 0;
            uint close = (ends ? 1u : 0) | (quotedLast ? 2u : 0) | (quotedAfter ? 4u : 0);
            uint hangs = e >= g.Count || ends ? 0u : tokens[e].Head >= s && tokens[e].Head < e ? 1u : tokens[e].Head == cue.Head ? 2u : tokens[e].Head > e ? 3u : 4u, relation = e < g.Count ? (uint)tokens[e].Relation : 63u;
            A(last); A(lastTag); A2(last, after); A2(lastTag, afterTag); A2(lastTag, after); A3(close, lastTag, afterTag); A2(close, after); A3(close, last, quoted ? 1u : 0); A2(hangs, afterTag); A2(hangs, after); A3(hangs, relation, afterTag); A3(hangs, relation, lemma); A2(lemma, after);
            A3(cueTag, hangs, after); A3(cueTag, close, after); A2((uint)tokens[e - 1].Relation, afterTag);
            uint cueAfter = e < g.Count ? cueMarks[e] : 0u;
            A2(cueAfter, lastTag); A3(cueAfter, hangs, change); A3(end, afterTag, close); A3(end, hangs, relation); A2(end, after); A2(end, lemma);
            // What follows after a mark: ", adding" and ", which" go on, ", said" does not.
            uint beyond = e + 1 < g.Count ? g.Word[e + 1] : 1, beyondTag = e + 1 < g.Count ? g.Tag[e + 1] : 1;
            A2(after, beyond); A3(after, beyondTag, close); A3(after, beyondTag, cueTag); A3(hangs, after, beyondTag);

            n = middle;
            int head = s;
            for (int i = s; i < e && tokens[i].Sentence == tokens[s].Sentence; i++)
                if (g.Depth[i] < g.Depth[head]) head = i;
            uint whole = (g.SubtreeFirst[head] == s ? 1u : g.SubtreeFirst[head] < s ? 2u : 0u) | (g.SubtreeEnd[head] == e ? 4u : g.SubtreeEnd[head] > e ? 8u : 0u);
            uint under = tokens[head].Head == cue.Head ? 1u : tokens[head].Head < 0 ? 2u : head == cue.Head ? 3u : tokens[head].Head >= cue.First && tokens[head].Head < cue.End ? 4u : 0u;
            A(whole); A2(whole, change); A2(whole, under); A3(whole, under, (uint)tokens[head].Relation); A2((uint)tokens[head].Relation, g.Tag[head]); A3(under, (uint)tokens[head].Relation, lemma); A2(g.Tag[head], lemma); A2(under, lemma); A3(whole, lastTag, afterTag);
            if (role != BorderRole.Content) { A(g.Word[head]); A2(g.EntityKind[head], under); A2((uint)tokens[head].Relation, lemma); A2(g.EntityKind[e - 1], afterTag); A2(g.EntityKind[s], beforeTag); }
        }

        // Where it stands to the cue and to the other role.
        n = origin + 600;
        uint order = 0;
        foreach (var (s, e) in candidate.Spans)
        {
            uint place = e <= cue.First ? 1u : 2u;
            foreach (var (t, u) in other) place |= (e <= t ? 4u : 8u) | (e == t || u == s ? 16u : 0) | (e + 1 == t || u + 1 == s ? 32u : 0);
            order = FeatureHash.Join(order, place);
        }

        A(order); A2(order, lemma); A2(order, cueTag); A2(order, change); A3(order, (uint)other.Count, (uint)candidate.Spans.Count);
        if (candidate.Change == BorderChange.None) return;
        n = origin + 400;
        foreach (var (s, e) in candidate.Spans) Differences(s, e, best, 1);
        n = origin + 500;
        foreach (var (s, e) in best.Spans) Differences(s, e, candidate, 2);

        // Whether it takes the whole of a quotation that it touches, or cuts it.
        void Quotations(int s, int e)
        {
            int last = -1;
            uint from = n;
            for (int i = s; i < e; i++)
            {
                int q = g.Quotations.Of(i);
                if (q < 0 || q == last) continue;
                last = q;
                var (first, end, _) = g.Quotations.Quotations[q];
                uint cut = (first < s ? 1u : 0) | (end > e ? 2u : 0) | (first == s ? 4u : 0) | (end == e ? 8u : 0);
                n = from;
                A(cut); A2(cut, change); A2(cut, lemma);
            }

            n = from + 3;
        }

        // The stretches of a span that the other does not have.
        void Differences(int s, int e, BorderCandidate other, uint sign)
        {
            uint from = n;
            for (int i = s; i < e;)
            {
                if (AttributionRanker.Contains(other.Spans, i))
                {
                    i++;
                    continue;
                }

                int stop = i + 1;
                while (stop < e && !AttributionRanker.Contains(other.Spans, stop)) stop++;
                n = from;
                Stretch(i, stop, sign);
                i = stop;
            }
        }

        void Stretch(int s, int e, uint sign)
        {
            var tokens = g.Document.Tokens;
            int head = s, verbs = 0;
            uint cues = 0;
            bool sentence = tokens[s].Sentence == tokens[e - 1].Sentence;
            for (int i = s; i < e; i++)
            {
                if (g.Depth[i] < g.Depth[head] && tokens[i].Sentence == tokens[s].Sentence) head = i;
                if (tokens[i].Pos is UniversalTag.VERB or UniversalTag.AUX) verbs++;
                if (cueMarks[i] == 1) cues = 1;
            }

            int parent = tokens[head].Head;
            uint at = parent < 0 ? 0u : parent == cue.Head ? 1u : AttributionRanker.Contains(candidate.Spans, parent) ? AttributionRanker.Contains(best.Spans, parent) ? 2u : 3u : AttributionRanker.Contains(best.Spans, parent) ? 4u : 5u;
            uint size = (uint)(e - s <= 1 ? 0 : e - s <= 3 ? 1 : e - s <= 7 ? 2 : e - s <= 15 ? 3 : 4) | (sentence ? 8u : 0), side = e <= cue.First ? 1u : 2u;
            uint relation = (uint)tokens[head].Relation;
            A3(sign, size, change); A3(sign, g.Word[s], change); A3(sign, g.Tag[s], size); A3(sign, at, relation); A3(sign, at, size); A3(FeatureHash.Join(sign, at), relation, lemma); A3(sign, relation, g.Word[s]); A3(sign, g.Word[e - 1], size); A3(sign, (uint)Math.Min(2, verbs), size);
            A3(sign, cues, change); A3(sign, cues, at); A3(FeatureHash.Join(sign, cues), g.Word[s], at);
            A3(sign, at, g.Word[s]); A3(sign, side, g.Word[s]); A3(sign, g.Word[s], s + 1 < e ? g.Word[s + 1] : 0); A3(sign, g.Word[s], s + 1 < e ? g.Tag[s + 1] : 0); A3(FeatureHash.Join(sign, side), at, cueTag); A3(sign, g.Tag[head], relation);
        }
    }

    private static uint Grade(double p) => p < 0.02 ? 0u : p < 0.05 ? 1u : p < 0.1 ? 2u : p < 0.2 ? 3u : p < 0.3 ? 4u : p < 0.4 ? 5u : p < 0.5 ? 6u : p < 0.6 ? 7u : p < 0.7 ? 8u : p < 0.8 ? 9u : p < 0.9 ? 10u : p < 0.97 ? 11u : 12u;

    /// <summary>How much less likely its borders are than the best path's, in half units of the natural logarithm.</summary>
    private static uint Ratio(BorderCandidate candidate, BorderCandidate best)
    {
        double odds = (candidate.Begin + 1e-4) * (candidate.End + 1e-4) / ((best.Begin + 1e-4) * (best.End + 1e-4));
        return (uint)Math.Clamp((int)(6 + 2 * PortableMath.Log(odds)), 0, 12);
    }
}
