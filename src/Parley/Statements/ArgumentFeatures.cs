using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>A cue: tokens <c>[First, End)</c> and the token that carries its meaning.</summary>
/// <param name="First">First token.</param>
/// <param name="End">One past the last.</param>
/// <param name="Head">The token that carries its meaning.</param>
/// <param name="Probability">How likely the chain holds it that a cue begins there.</param>
/// <param name="Borders">Where it may stand besides, the chain's own first; null where the chain is sure.</param>
internal readonly record struct Cue(int First, int End, int Head, double Probability, List<BorderCandidate>? Borders = null);

/// <summary>Where the source and the content of a cue may stand, and the features of each token there. One instance a caller; reused for every cue.</summary>
internal sealed class ArgumentFeatures
{
    /// <summary>Tokens that the window reaches beyond the cue's sentence; it has four times as many at the most.</summary>
    internal const int MostTokens = 240;

    private readonly SentenceGraph graph;
    private int[] branch = [], climb = [];
    private Cue cue;
    private int first, end, sentenceFirst, sentenceEnd, headSentence, cueQuote;
    private uint cueLemma, cueCluster, cueKind, frame, next;

    public ArgumentFeatures(SentenceGraph graph) => this.graph = graph;

    /// <summary>First token of the window.</summary>
    public int First => first;

    /// <summary>One past the last token of the window.</summary>
    public int End => end;

    /// <summary>
    /// Sets the window: the cue's sentence, up to two sentences before it and one after it, and whatever quotation these stand in or are followed by.
    /// </summary>
    public void Focus(Cue value)
    {
        cue = value;
        var tokens = graph.Document.Tokens;
        var sentences = graph.Document.Sentences;
        headSentence = tokens[cue.Head].Sentence;
        (sentenceFirst, sentenceEnd) = (sentences[headSentence].First, sentences[headSentence].End);
        int low = headSentence, high = headSentence + 1;
        for (int k = 0; k < 2 && low > 0 && sentences[low - 1].Block == sentences[headSentence].Block; k++) low--;
        for (int k = 0; k < 4 && low > 0 && graph.Quotations.Of(sentences[low].First) is var q and >= 0 && graph.Quotations.Quotations[q].First < sentences[low].First; k++) low--;
        if (high < sentences.Length) high++;
        for (int k = 0; k < 8 && high < sentences.Length; k++)
        {
            int start = sentences[high].First, q = graph.Quotations.Of(start);
            bool continues = q >= 0 && (graph.Quotations.Quotations[q].First < start || (sentences[high].Block == sentences[high - 1].Block && k == 0));
            if (!continues) break;
            high++;
        }

        first = Math.Max(sentences[low].First, sentenceFirst - MostTokens);
        end = Math.Min(sentences[high - 1].End, sentenceEnd + MostTokens);
        if (end - first > 4 * MostTokens) (first, end) = (Math.Max(first, cue.Head - MostTokens), Math.Min(end, cue.Head + MostTokens));
        cueQuote = graph.Quotations.Of(cue.Head);
        cueLemma = graph.Lemma[cue.Head];
        cueCluster = graph.Cluster[cue.Head];
        cueKind = tokens[cue.Head].Pos switch { UniversalTag.VERB => 1, UniversalTag.NOUN => 2, UniversalTag.ADP or UniversalTag.SCONJ => 3, UniversalTag.PUNCT => 4, UniversalTag.ADJ => 5, _ => 6 };
        next = cue.End < end ? graph.Word[cue.End] : 0;
        ulong children = graph.ChildRelations[cue.Head];
        frame = (uint)(children >> (int)Relation.ccomp & 1) | (uint)(children >> (int)Relation.xcomp & 1) << 1 | (uint)(children >> (int)Relation.obj & 1) << 2
            | (uint)(children >> (int)Relation.nsubj & 1) << 3 | (uint)(children >> (int)Relation.parataxis & 1) << 4 | (uint)(children >> (int)Relation.nsubj_pass & 1) << 5;
        Branches(tokens);
    }

    /// <summary>Adds the features of token <paramref name="i"/> of the window.</summary>
    public void Add(FeatureList f, int i, ReadOnlySpan<byte> cueMarks)
    {
        var g = graph;
        var tokens = g.Document.Tokens;
        uint n = 1000;
        uint W(int d) => At(g.Word, i + d);
        uint T(int d) => At(g.Tag, i + d);
        void A(uint value) => f.Add(FeatureHash.Join(++n, value));
        void A2(uint a, uint b) => f.Add(FeatureHash.Join(++n, a, b));
        void A3(uint a, uint b, uint c) => f.Add(FeatureHash.Join(++n, a, b, c));

        int sentence = tokens[i].Sentence - headSentence;
        uint where = sentence < 0 ? (uint)Math.Max(sentence, -3) + 16 : sentence > 0 ? (uint)Math.Min(sentence, 3) + 32 : i < cue.First ? 1u : i >= cue.End ? 2u : 0u;
        int distance = i < cue.First ? cue.First - i : i >= cue.End ? i - cue.End + 1 : 0;
        uint far = (uint)(distance <= 4 ? distance : distance <= 6 ? 5 : distance <= 10 ? 6 : distance <= 20 ? 7 : 8) | where << 4;
        int quote = g.Quotations.Of(i);
        bool left = i - 1 >= first && g.Quotations.Of(i - 1) >= 0, right = i + 1 < end && g.Quotations.Of(i + 1) >= 0;
        uint q = (quote >= 0 ? 1u : 0) | (left ? 2u : 0) | (right ? 4u : 0) | (quote >= 0 && quote == cueQuote ? 8u : 0) | (cueQuote >= 0 ? 16u : 0);
        bool starts = i == first || tokens[i].Sentence != tokens[i - 1].Sentence, ends = i + 1 >= end || tokens[i].Sentence != tokens[i + 1].Sentence;
        uint edge = (starts ? 1u : 0) | (ends ? 2u : 0);

        A(0); A(where); A(far); A2(where, edge); A2(where, q); A3(where, q, edge);
        A(W(0)); A(W(-1)); A(W(1)); A(T(0)); A2(W(0), where); A2(W(-1), where); A2(W(1), where);
        A2(g.Cluster[i], where); A3(g.Company[i], T(0), where); A3(cueCluster, where, T(0)); A3(cueCluster, where, q); A2(T(0), far); A3(T(-1), T(0), where); A3(T(0), T(1), where); A3(T(-1), T(0), T(1)); A3(T(-2), T(-1), T(0)); A3(T(0), T(1), T(2));
        A2(At(g.Lemma, i), where); A2(cueLemma, where); A3(cueLemma, where, q); A3(cueLemma, far, T(0)); A3(cueLemma, where, T(0)); A3(cueKind, far, T(0)); A3(cueKind, where, frame);
        A2(next, where); A3(next, far, T(0)); A3(W(-1), where, cueLemma); A2(W(0), far);
        A2(g.EntityKind[i], where); A2(g.EntityKind[i], far); A3(g.Shape[i], where, g.EntityKind[i]);
        A3(q, T(0), where); A3(q, W(0), where); A3(q, W(-1), where); A3(q, edge, cueKind); A3(q, far, cueKind);

        // Place in the tree as seen from the cue: the branch it is on and how it starts and ends there.
        int b = branch[i - first];
        uint path = (uint)climb[i - first], relation = b < 0 ? 63u : (uint)tokens[b].Relation;
        uint side = b < 0 ? 0u : b < cue.Head ? 1u : 2u;
        uint border = b < 0 ? 0u : (i == g.SubtreeFirst[b] ? 1u : 0) | (i == g.SubtreeEnd[b] - 1 ? 2u : 0) | (i == b ? 4u : 0) | (i - 1 == g.SubtreeEnd[b] - 1 ? 8u : 0);
        uint branchTag = b < 0 ? 0 : g.Tag[b];
        A3(path, relation, side); A3(path, relation, where); A3(path, relation, cueLemma); A3(path, relation, cueCluster); A3(path << 4 | border, relation, where); A3(path << 4 | border, relation, T(0));
        A3(path, relation, branchTag); A3(path, relation, W(0)); A3(path << 3 | cueKind, relation, frame); A3(path << 4 | border, relation, q);
        A3((uint)tokens[i].Relation, path, where); A3(relation, branchTag, next);
        int h = tokens[i].Head;
        A2((uint)tokens[i].Relation, h < 0 ? 0u : h == cue.Head ? 1u : h < i ? 2u : 3u); A3((uint)tokens[i].Relation, h < 0 ? 0 : g.Tag[h], where);
        uint head = h < 0 || h < first || h >= end ? 63u : branch[h - first] < 0 ? 62u : (uint)tokens[branch[h - first]].Relation;
        A3(head, relation, where);
        // Where the branch before and the branch after are others, a span may start or end.
        uint previous = i > first ? RelationOf(tokens, i - 1) : 61u, following = i + 1 < end ? RelationOf(tokens, i + 1) : 61u;
        A3(previous, relation, where); A3(relation, following, where); A3(previous, relation, W(0)); A3(relation, following, W(1));

        // What stands between it and the cue.
        A2(between[i - first], where); A3(between[i - first], T(0), where); A3(between[i - first] & 15, q, where);
        uint mark = cueMarks.Length == 0 ? 0u : cueMarks[i];
        A2(mark, where); A3(mark, between[i - first] >> 8, where);
    }

    private uint[] between = [];

    /// <summary>Counts commas, marks, verbs and other cues between each token and the cue, and finds each token's branch.</summary>
    public void Prepare(ReadOnlySpan<byte> cueMarks)
    {
        int n = end - first;
        if (between.Length < n) between = new uint[n * 2];
        var tokens = graph.Document.Tokens;
        uint commas = 0, verbs = 0, marks = 0, cues = 0, breaks = 0;
        for (int i = cue.End; i < end; i++)
        {
            between[i - first] = Pack(commas, verbs, marks, cues, breaks);
            Count(tokens[i], cueMarks.Length > 0 && cueMarks[i] == 1, ref commas, ref verbs, ref marks, ref cues, ref breaks);
        }

        commas = verbs = marks = cues = breaks = 0;
        for (int i = cue.End - 1; i >= first; i--)
        {
            between[i - first] = i >= cue.First ? 0 : Pack(commas, verbs, marks, cues, breaks);
            if (i < cue.First) Count(tokens[i], cueMarks.Length > 0 && cueMarks[i] == 1, ref commas, ref verbs, ref marks, ref cues, ref breaks);
        }
    }

    private static uint Pack(uint commas, uint verbs, uint marks, uint cues, uint breaks) =>
        Math.Min(commas, 3) | Math.Min(verbs, 3) << 2 | Math.Min(marks, 3) << 4 | Math.Min(breaks, 3) << 6 | Math.Min(cues, 2) << 8;

    private static void Count(Token t, bool isCue, ref uint commas, ref uint verbs, ref uint marks, ref uint cues, ref uint breaks)
    {
        if (t.Word is ",") commas++;
        else if (t.Pos is UniversalTag.VERB) verbs++;
        else if (QuotationMap.IsMark(t.Word)) marks++;
        else if (t.Word is ";" or ":" or "." or "-" or "--" or "\u2014" or "\u2013") breaks++;
        if (isCue) cues++;
    }

    private uint RelationOf(ReadOnlySpan<Token> tokens, int i) => branch[i - first] < 0 ? 63u : (uint)tokens[branch[i - first]].Relation | (uint)climb[i - first] << 6;

    /// <summary>
    /// For every token of the cue's sentence: the child of the cue, or of one of its ancestors, that it stands under (-1 for those on the way from cue to root), and how many steps
    /// above the cue that branch leaves. Tokens of other sentences have branch -1 and climb 15.
    /// </summary>
    private void Branches(ReadOnlySpan<Token> tokens)
    {
        int n = end - first;
        if (branch.Length < n) (branch, climb) = (new int[n * 2], new int[n * 2]);
        branch.AsSpan(0, n).Fill(-1);
        climb.AsSpan(0, n).Fill(15);
        const int unseen = -2;
        int from = Math.Max(first, sentenceFirst), to = Math.Min(end, sentenceEnd);
        for (int i = from; i < to; i++) branch[i - first] = unseen;
        int steps = 0;
        for (int a = cue.Head; a >= from && a < to && steps < 12; a = tokens[a].Head, steps++)
        {
            branch[a - first] = -1;
            climb[a - first] = steps;
        }

        for (int i = from; i < to; i++)
        {
            // Climb until a token whose branch is known; then hand it down to those climbed over.
            int top = i, guard = 0;
            while (branch[top - first] == unseen && tokens[top].Head is var h && h >= from && h < to && guard++ < 128)
            {
                if (branch[h - first] == -1 && climb[h - first] < 15) break;
                if (branch[h - first] >= 0) break;
                top = h;
            }

            int found = branch[top - first], level = climb[top - first];
            if (found == unseen)
            {
                int h = tokens[top].Head;
                if (h >= from && h < to && branch[h - first] >= 0) (found, level) = (branch[h - first], climb[h - first]);
                else if (h >= from && h < to && branch[h - first] == -1) (found, level) = (top, climb[h - first]);
                else (found, level) = (-1, 15);
            }

            for (int a = i, k = 0; branch[a - first] == unseen && k <= guard; a = tokens[a].Head, k++)
            {
                branch[a - first] = found;
                climb[a - first] = level;
                if (a == top) break;
            }
        }

        for (int i = from; i < to; i++)
            if (climb[i - first] > 6 && climb[i - first] < 15) climb[i - first] = 6;
    }

    private uint At(uint[] values, int i) => i < first ? 1u : i >= end ? 2u : values[i];
}
