using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>Features of a token for the question whether it is part of a cue.</summary>
internal static class CueFeatures
{
    /// <summary>Adds the features of token <paramref name="i"/>, whose sentence is [<paramref name="first"/>, <paramref name="end"/>).</summary>
    public static void Add(FeatureList f, SentenceGraph g, int i, int first, int end, int sentenceQuotes)
    {
        var tokens = g.Document.Tokens;
        uint n = 0;
        uint W(int d) => At(g.Word, i + d, first, end);
        uint L(int d) => At(g.Lemma, i + d, first, end);
        uint T(int d) => At(g.Tag, i + d, first, end);
        void A(uint value) => f.Add(FeatureHash.Join(++n, value));
        void A2(uint a, uint b) => f.Add(FeatureHash.Join(++n, a, b));
        void A3(uint a, uint b, uint c) => f.Add(FeatureHash.Join(++n, a, b, c));

        A(0);
        A(W(0)); A(W(-1)); A(W(1)); A(W(-2)); A(W(2));
        A(L(0)); A(L(-1)); A(L(1)); A(L(2)); A(L(3));
        A(T(0)); A(T(-1)); A(T(1));
        A2(T(-1), T(0)); A2(T(0), T(1)); A2(T(1), T(2)); A3(T(-1), T(0), T(1)); A3(T(-2), T(-1), T(0)); A3(T(0), T(1), T(2));
        A2(L(0), L(-1)); A2(L(0), L(1)); A2(L(0), T(0)); A2(L(0), T(1)); A2(L(0), T(-1)); A3(L(0), T(1), T(2)); A3(L(0), T(-1), T(-2)); A3(L(-1), L(0), L(1));
        string word = tokens[i].Word;
        A(FeatureHash.OfLower(word.AsSpan(Math.Max(0, word.Length - 3))));
        A(FeatureHash.OfLower(word.AsSpan(0, Math.Min(4, word.Length))));
        A((uint)g.Shape[i]); A2(g.Shape[i], T(1));

        A2(g.Cluster[i], T(0)); A2(At(g.Cluster, i + 1, first, end), T(0)); A2(At(g.Cluster, i - 1, first, end), T(0)); A2(g.Cluster[i], At(g.Cluster, i + 1, first, end));
        A3(At(g.Company, i - 1, first, end), g.Company[i], At(g.Company, i + 1, first, end)); A3(g.Cluster[i], T(-1), T(1));

        int quote = g.Quotations.Of(i);
        uint inside = quote >= 0 ? 1u : 0;
        uint before = i > first && g.Quotations.Of(i - 1) >= 0 ? 1u : 0, after = i + 1 < end && g.Quotations.Of(i + 1) >= 0 ? 1u : 0;
        uint near = NearestQuote(g, i, first, end);
        A2(inside, L(0)); A2(inside, T(0)); A2(near, T(0)); A2(near, L(0)); A2(near, g.Cluster[i]); A3(before, after, inside); A3(before, L(0), L(1));
        A2((uint)Math.Min(sentenceQuotes, 3), inside); A3((uint)Math.Min(sentenceQuotes, 1), L(0), inside);
        A2(g.EntityKind[i], At(g.EntityKind, i - 1, first, end)); A2(At(g.EntityKind, i - 1, first, end), L(0)); A2(At(g.EntityKind, i + 1, first, end), L(0));
        A((uint)Math.Min(i - first, 8)); A2((uint)Math.Min(i - first, 4), T(0)); A((uint)Math.Min(end - 1 - i, 4));

        // The tree: what kind of clause the word heads, who its subject is, what it stands under.
        ulong children = g.ChildRelations[i];
        uint subject = g.Subject[i] >= 0 ? 1u : 0, complement = (uint)(children >> (int)Relation.ccomp & 1), open = (uint)(children >> (int)Relation.xcomp & 1), obj = (uint)(children >> (int)Relation.obj & 1);
        uint frame = subject | complement << 1 | open << 2 | obj << 3 | (uint)(children >> (int)Relation.parataxis & 1) << 4 | (uint)(children >> (int)Relation.obl & 1) << 5
            | (uint)(children >> (int)Relation.mark & 1) << 6 | (uint)(children >> (int)Relation.advcl & 1) << 7 | (uint)(children >> (int)Relation.acl & 1) << 8;
        A(frame); A2(frame, L(0)); A2(frame, T(0)); A2(frame & 15, L(0)); A2(frame & 15, g.Cluster[i]);
        A2((uint)tokens[i].Relation, T(0)); A2((uint)tokens[i].Relation, L(0)); A2((uint)tokens[i].Relation, frame & 15);
        int s = g.Subject[i];
        A2(L(0), s < 0 ? 0 : g.Tag[s]); A2(s < 0 ? 0u : g.EntityKind[s] + 1u, T(0)); A(s < 0 ? 0 : g.Lemma[s]); A2(s < 0 ? 0 : g.Lemma[s], L(0));
        int c = g.Complement[i];
        A2(L(0), c < 0 ? 0 : g.Tag[c]); A3(T(0), c < 0 ? 0 : g.Tag[c], c < 0 ? 0u : (uint)tokens[c].Relation); A2(c < 0 ? 0u : c < i ? 1u : 2u, L(0));
        A2(c < 0 ? 0 : At(g.Word, g.SubtreeFirst[c], first, end), T(0)); A2(c < 0 ? 2u : g.Quotations.Of(c) >= 0 ? 1u : 0, L(0));
        int h = tokens[i].Head;
        A2(h < 0 ? 0 : g.Lemma[h], (uint)tokens[i].Relation); A3(h < 0 ? 0 : g.Tag[h], (uint)tokens[i].Relation, T(0)); A2(h < 0 ? 0 : g.Lemma[h], L(0));
        A2((uint)Math.Min(g.Depth[i], 5), T(0));
        // The verb whose complement this clause is: under another cue, words of saying are part of what is said.
        int governor = Governor(tokens, i);
        A2(governor < 0 ? 0 : g.Lemma[governor], T(0)); A2(governor < 0 ? 0 : g.Lemma[governor], L(0)); A2(governor < 0 ? 0u : governor < i ? 1u : 2u, L(0));
    }

    /// <summary>The nearest ancestor over a clausal relation (ccomp, parataxis, advcl, acl, csubj), or -1.</summary>
    private static int Governor(ReadOnlySpan<Token> tokens, int i)
    {
        for (int steps = 0; i >= 0 && steps < 12; steps++)
        {
            var relation = tokens[i].Relation;
            i = tokens[i].Head;
            if (relation is Relation.ccomp or Relation.parataxis or Relation.csubj or Relation.advcl or Relation.acl) return i;
        }

        return -1;
    }

    private static uint NearestQuote(SentenceGraph g, int i, int first, int end)
    {
        uint code = 0;
        for (int d = 1; d <= 6; d++)
        {
            if (i - d >= first && g.Quotations.Of(i - d) >= 0) return code + (uint)(d <= 1 ? 1 : d <= 3 ? 2 : 3);
            if (i + d < end && g.Quotations.Of(i + d) >= 0) return code + (uint)(d <= 1 ? 4 : d <= 3 ? 5 : 6);
        }

        return 0;
    }

    private static uint At(uint[] values, int i, int first, int end) => i < first ? 1u : i >= end ? 2u : values[i];

    private static uint At(ushort[] values, int i, int first, int end) => i < first || i >= end ? 0xFFFFu : values[i];

    private static uint At(byte[] values, int i, int first, int end) => i < first || i >= end ? 0u : values[i] + 1u;
}
