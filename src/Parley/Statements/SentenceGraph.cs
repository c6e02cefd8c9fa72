using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>
/// What the features of the attribution models look up about a document: hashes of each token's word, lemma and tag, its place in quotations, and the tree turned downward
/// (subtrees, children). Built once a document, in linear time; the arrays are reused for the next.
/// </summary>
internal sealed class SentenceGraph(WordClusters clusters)
{
    private static readonly string[] TagNames = [.. Enum.GetNames<PennTag>()];
    private static readonly uint[] TagHashes = [.. TagNames.Select(n => FeatureHash.Of(n))];

    private readonly QuotationMap quotations = new();

    /// <summary>The document.</summary>
    public Document Document { get; private set; } = null!;

    /// <summary>Number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Hash of the word in lower case.</summary>
    public uint[] Word { get; private set; } = [];

    /// <summary>Hash of the lemma.</summary>
    public uint[] Lemma { get; private set; } = [];

    /// <summary>Hash of the Penn tag.</summary>
    public uint[] Tag { get; private set; } = [];

    /// <summary>Fine cluster of the word, 0 when unknown.</summary>
    public ushort[] Cluster { get; private set; } = [];

    /// <summary>Coarse cluster of the word, 0 when unknown.</summary>
    public byte[] Company { get; private set; } = [];

    /// <summary>Small number for the letter shape: lower, capitalised, capitals, digits, punctuation, other.</summary>
    public byte[] Shape { get; private set; } = [];

    /// <summary>1 + entity kind, or 0.</summary>
    public byte[] EntityKind { get; private set; } = [];

    /// <summary>First token of the token's subtree.</summary>
    public int[] SubtreeFirst { get; private set; } = [];

    /// <summary>One past the last token of the token's subtree.</summary>
    public int[] SubtreeEnd { get; private set; } = [];

    /// <summary>Bit set of the relations of the token's dependents.</summary>
    public ulong[] ChildRelations { get; private set; } = [];

    /// <summary>First dependent with a subject relation, or -1.</summary>
    public int[] Subject { get; private set; } = [];

    /// <summary>First clausal or nominal complement (ccomp, xcomp, obj), or -1.</summary>
    public int[] Complement { get; private set; } = [];

    /// <summary>Depth in the tree, 0 for the root.</summary>
    public int[] Depth { get; private set; } = [];

    /// <summary>Quotations.</summary>
    public QuotationMap Quotations => quotations;

    /// <summary>Fills everything for a document.</summary>
    public void Build(Document document)
    {
        Document = document;
        var tokens = document.Tokens;
        Count = tokens.Length;
        Ensure(Count);
        quotations.Build(document);
        var entities = document.Entities;
        for (int i = 0; i < Count; i++)
        {
            ref var t = ref tokens[i];
            Word[i] = FeatureHash.OfLower(t.Word);
            Lemma[i] = FeatureHash.OfLower(t.Lemma ?? t.Word);
            Tag[i] = TagHashes[(int)t.Tag];
            (Cluster[i], Company[i]) = clusters.Of(t.Word);
            Shape[i] = ShapeOf(t.Word);
            EntityKind[i] = t.Entity >= 0 ? (byte)(1 + (int)entities[t.Entity].Kind) : (byte)0;
            SubtreeFirst[i] = i;
            SubtreeEnd[i] = i + 1;
            ChildRelations[i] = 0;
            Subject[i] = Complement[i] = -1;
            Depth[i] = -1;
        }

        foreach (var sentence in document.Sentences) Tree(tokens, sentence);
    }

    /// <summary>Whether the token has a dependent of the relation.</summary>
    public bool Has(int token, Relation relation) => (ChildRelations[token] & (1UL << (int)relation)) != 0;

    private void Tree(ReadOnlySpan<Token> tokens, Sentence sentence)
    {
        for (int i = sentence.First; i < sentence.End; i++)
        {
            int h = tokens[i].Head;
            if (h < 0) continue;
            var relation = tokens[i].Relation;
            ChildRelations[h] |= 1UL << (int)relation;
            if (relation is Relation.nsubj or Relation.nsubj_pass or Relation.csubj && Subject[h] < 0) Subject[h] = i;
            if (relation is Relation.ccomp or Relation.xcomp or Relation.obj or Relation.parataxis && (Complement[h] < 0 || relation == Relation.ccomp)) Complement[h] = i;
        }

        // Subtrees: every token widens its ancestors; stop where nothing changes, and never climb further than the sentence is long.
        for (int i = sentence.First; i < sentence.End; i++)
        {
            int steps = 0;
            for (int h = tokens[i].Head; h >= 0 && steps < 64; h = tokens[h].Head, steps++)
            {
                bool wider = false;
                if (i < SubtreeFirst[h]) (SubtreeFirst[h], wider) = (i, true);
                if (i + 1 > SubtreeEnd[h]) (SubtreeEnd[h], wider) = (i + 1, true);
                if (!wider && steps > 0) break;
            }

            Depth[i] = steps;
        }
    }

    private static byte ShapeOf(string word)
    {
        char c = word[0];
        if (char.IsLower(c)) return 1;
        if (char.IsUpper(c)) return word.Length > 1 && char.IsUpper(word[^1]) ? (byte)3 : (byte)2;
        if (char.IsDigit(c)) return 4;
        return char.IsPunctuation(c) || char.IsSymbol(c) ? (byte)5 : (byte)6;
    }

    private void Ensure(int count)
    {
        if (Word.Length >= count) return;
        int n = Math.Max(count, 256) * 2;
        (Word, Lemma, Tag) = (new uint[n], new uint[n], new uint[n]);
        (Shape, EntityKind, Company, Cluster) = (new byte[n], new byte[n], new byte[n], new ushort[n]);
        (SubtreeFirst, SubtreeEnd, Subject, Complement, Depth) = (new int[n], new int[n], new int[n], new int[n], new int[n]);
        ChildRelations = new ulong[n];
    }
}
