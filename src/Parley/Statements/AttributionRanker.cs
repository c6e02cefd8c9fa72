using Parley.Language;
using Parley.Learning;
using Expression = System.Runtime.CompilerServices.CallerArgumentExpressionAttribute;

namespace Parley.Statements;

/// <summary>
/// Says how likely a found attribution is right as a whole (content and source), from what the two chains thought and from how it stands to the other candidates of the document.
/// </summary>
internal static class AttributionRanker
{
    /// <summary>Number of hash bits of the ranker.</summary>
    internal const int Bits = 16;

    /// <summary>Adds the features of candidate <paramref name="index"/> among all candidates of the document (in text order of their cues).</summary>
    public static void Add(FeatureList f, SentenceGraph g, IReadOnlyList<Arguments> candidates, int index, uint bargaining)
    {
        var a = candidates[index];
        var tokens = g.Document.Tokens;
        uint n = 3000;
        // What is looked at goes along as it is written here, so that a decision can be explained in words (AttributionExplanation).
        void A(uint value, [Expression(nameof(value))] string e = "") => f.Add(FeatureHash.Join(++n, value), e);
        void A2(uint x, uint y, [Expression(nameof(x))] string e = "", [Expression(nameof(y))] string e2 = "") => f.Add(FeatureHash.Join(++n, x, y), e, e2);
        void A3(uint x, uint y, uint z, [Expression(nameof(x))] string e = "", [Expression(nameof(y))] string e2 = "", [Expression(nameof(z))] string e3 = "") => f.Add(FeatureHash.Join(++n, x, y, z), e, e2, e3);
        uint cue = Grade(a.Cue.Probability), content = Grade(a.ContentMargin), source = Grade(a.SourceMargin);
        uint fit = (uint)Math.Clamp((int)(a.LogProbability * -2), 0, 12);
        bool none = a.Source.End == a.Source.First;
        int length = 0;
        foreach (var (s, e) in a.Content) length += e - s;
        uint size = (uint)(length == 0 ? 0 : length == 1 ? 1 : length == 2 ? 2 : length <= 4 ? 3 : length <= 8 ? 4 : length <= 16 ? 5 : length <= 32 ? 6 : length <= 64 ? 7 : 8);
        int head = a.Cue.Head, sourceHead = none ? -1 : NounHead(tokens, a.Source.First, a.Source.End);
        uint lemma = g.Lemma[head], sourceKind = none ? 0u : 1u + (uint)tokens[sourceHead].Pos, entity = none ? 0u : g.EntityKind[sourceHead] + 1u;
        bool quoted = a.Content.Count > 0 && g.Quotations.Of(a.Content[0].First) >= 0, cueQuoted = g.Quotations.Of(head) >= 0;
        A(0); A(cue); A(content); A(source); A(fit); A2(cue, content); A2(cue, fit); A3(cue, content, source); A3(none ? 1u : 0u, source, cue);
        A(lemma); A2(lemma, none ? 1u : 0); A2(lemma, cue); A2(lemma, quoted ? 1u : 0); A2(lemma, size); A2(lemma, sourceKind); A2(g.Tag[head], sourceKind); A3(g.Tag[head], cue, none ? 1u : 0);
        A2(size, (uint)a.Content.Count); A3(size, quoted ? 1u : 0, cueQuoted ? 1u : 0); A2(sourceKind, entity); A2(cueQuoted ? 1u : 0, lemma); A2(cueQuoted ? 1u : 0, cue);
        if (!none) { A(g.Lemma[sourceHead]); A2((uint)tokens[sourceHead].Relation, sourceHead < head ? 1u : 0); A(tokens[sourceHead].Head == head ? 1u : 0); A((uint)Math.Min(8, a.Source.End - a.Source.First)); }
        if (a.Content.Count > 0)
        {
            var (s, e) = a.Content[0];
            A2(g.Tag[s], g.Tag[e - 1]); A2(g.Word[s], lemma); A2(s < head ? 1u : 0, lemma); A3(s < head ? 1u : 0, g.Tag[head], quoted ? 1u : 0);
            A2(e < g.Count ? g.Word[e] : 0, s < head ? 1u : 0); A(s > 0 ? g.Word[s - 1] : 0);
            A(Verbs(tokens, a.Content) > 0 ? 1u : 0); A2(Verbs(tokens, a.Content) > 0 ? 1u : 0, lemma);
        }

        // How it stands to its neighbours: inside another's content, holding another's cue, sharing content with one that is surer.
        double inside = 0, holds = 0, shares = 0;
        for (int j = Math.Max(0, index - 12); j < Math.Min(candidates.Count, index + 13); j++)
        {
            if (j == index) continue;
            var b = candidates[j];
            if (Contains(b.Content, head)) inside = Math.Max(inside, b.Cue.Probability * b.ContentMargin);
            if (Contains(a.Content, b.Cue.Head)) holds = Math.Max(holds, b.Cue.Probability * b.ContentMargin);
            if (Overlap(a.Content, b.Content) * 2 > length && !Contains(b.Content, head) && !Contains(a.Content, b.Cue.Head)) shares = Math.Max(shares, b.Cue.Probability * b.ContentMargin);
        }

        A(Grade(inside)); A2(Grade(inside), cue); A2(Grade(inside), lemma); A3(Grade(inside), cueQuoted ? 1u : 0, cue);
        A(bargaining); A2(bargaining, cue); A3(bargaining, g.Tag[head], cue); A2(bargaining, lemma); A2(bargaining, (uint)tokens[head].Pos);
        if (a.Outer is { } outer)
        {
            int from = outer.Cue.Head;
            bool outerNone = outer.Source.End == outer.Source.First, opens = false;
            foreach (var r in outer.Content) opens |= r.First <= a.Cue.First && a.Cue.First - r.First <= 4;
            A2(g.Lemma[from], lemma); A2(g.Lemma[from], none ? 1u : 0); A2(lemma, (g.Has(head, Relation.xcomp) ? 1u : 0) | (g.Has(head, Relation.ccomp) ? 2u : 0));
            A2(bargaining, none ? 1u : 0); A3(bargaining, sourceKind, entity); A2(bargaining, size); A2(Grade(outer.Likelihood), cue); A3(outerNone ? 1u : 0, none ? 1u : 0, cue);
            A(opens ? 1u : 0);
            A(none || outerNone ? 2u : g.Word[sourceHead] == g.Word[NounHead(tokens, outer.Source.First, outer.Source.End)] ? 1u : 0);
            A2(none ? 0 : g.Word[sourceHead], lemma); A2(g.Cluster[head], none ? 1u : 0); A3(g.Cluster[head], cue, bargaining);
        }

        A(Grade(holds)); A2(Grade(holds), cue); A(Grade(shares)); A2(Grade(shares), cue);
        uint contentChoice = Grade(a.ContentChoice), sourceChoice = Grade(a.SourceChoice);
        A(contentChoice); A(sourceChoice); A2(contentChoice, cue); A2(sourceChoice, cue); A2(contentChoice, sourceChoice); A3(contentChoice, size, quoted ? 1u : 0); A3(sourceChoice, none ? 1u : 0, lemma);
    }

    /// <summary>Whether a token lies in one of the ranges.</summary>
    internal static bool Contains(List<(int First, int End)> ranges, int token)
    {
        foreach (var (s, e) in ranges)
            if (s <= token && token < e) return true;
        return false;
    }

    /// <summary>Number of tokens that two sets of ranges share.</summary>
    internal static int Overlap(List<(int First, int End)> a, List<(int First, int End)> b)
    {
        int shared = 0;
        foreach (var (s, e) in a)
            foreach (var (t, u) in b) shared += Math.Max(0, Math.Min(e, u) - Math.Max(s, t));
        return shared;
    }

    /// <summary>The last noun or pronoun of the first noun group in a range of tokens.</summary>
    internal static int NounHead(ReadOnlySpan<Token> tokens, int first, int end)
    {
        int head = -1;
        for (int i = first; i < end; i++)
        {
            if (tokens[i].Pos is UniversalTag.NOUN or UniversalTag.PROPN or UniversalTag.PRON or UniversalTag.NUM) head = i;
            else if (head >= 0 && tokens[i].Pos is UniversalTag.ADP or UniversalTag.PUNCT or UniversalTag.VERB or UniversalTag.SCONJ) break;
        }

        return head >= 0 ? head : end - 1;
    }

    private static int Verbs(ReadOnlySpan<Token> tokens, List<(int First, int End)> ranges)
    {
        int verbs = 0;
        foreach (var (s, e) in ranges)
            for (int i = s; i < e; i++)
                if (tokens[i].Pos is UniversalTag.VERB or UniversalTag.AUX) verbs++;
        return verbs;
    }

    private static uint Grade(double p) => p <= 0 ? 0u : p < 0.1 ? 1u : p < 0.2 ? 2u : p < 0.35 ? 3u : p < 0.5 ? 4u : p < 0.65 ? 5u : p < 0.8 ? 6u : p < 0.9 ? 7u : p < 0.95 ? 8u : p < 0.98 ? 9u : p < 0.995 ? 10u : 11u;
}
