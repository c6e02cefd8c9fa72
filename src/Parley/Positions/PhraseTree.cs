using Parley.Language;

namespace Parley.Positions;

/// <summary>The dependency trees of a document, read downwards: children of a token and the stretch of tokens under it. Built once a document in time linear in its tokens; the arrays are used again for the next.</summary>
internal sealed class PhraseTree
{
    private Document document = null!;
    private int[] firstChild = [], nextSibling = [], left = [], right = [];

    /// <summary>A reader of trees without a document yet.</summary>
    public PhraseTree()
    {
    }

    /// <summary>The trees of a document.</summary>
    public PhraseTree(Document document) => Build(document);

    /// <summary>Reads the trees of a document.</summary>
    public void Build(Document value)
    {
        document = value;
        var tokens = document.Tokens;
        if (left.Length < tokens.Length)
        {
            int room = tokens.Length * 2;
            (firstChild, nextSibling, left, right) = (new int[room], new int[room], new int[room], new int[room]);
        }

        firstChild.AsSpan(0, tokens.Length).Fill(-1);
        nextSibling.AsSpan(0, tokens.Length).Fill(-1);
        for (int i = tokens.Length - 1; i >= 0; i--)
        {
            (left[i], right[i]) = (i, i + 1);
            int head = tokens[i].Head;
            if (head < 0) continue;
            nextSibling[i] = firstChild[head];
            firstChild[head] = i;
        }

        // Every token widens all its ancestors; trees are shallow, and a chain longer than the sentence would be a cycle.
        for (int i = 0; i < tokens.Length; i++)
        {
            int steps = 0;
            for (int h = tokens[i].Head; h >= 0 && steps < 200; h = tokens[h].Head, steps++)
            {
                if (left[h] > i) left[h] = i;
                if (right[h] < i + 1) right[h] = i + 1;
            }
        }
    }

    /// <summary>The document.</summary>
    public Document Document => document;

    /// <summary>Children of a token in text order.</summary>
    public Children ChildrenOf(int token) => new(this, token);

    /// <summary>The stretch <c>[First, End)</c> from the leftmost to the rightmost token under (and including) a token.</summary>
    public (int First, int End) Yield(int token) => (left[token], right[token]);

    /// <summary>First child with the relation, or -1.</summary>
    public int Child(int token, Relation relation)
    {
        for (int c = firstChild[token]; c >= 0; c = nextSibling[c])
            if (document.Tokens[c].Relation == relation) return c;
        return -1;
    }

    /// <summary>The token's subject, or -1; a verb joined by "and" borrows the subject of the verb before it.</summary>
    public int Subject(int token)
    {
        for (int v = token, steps = 0; v >= 0 && steps < 4; steps++)
        {
            for (int c = firstChild[v]; c >= 0; c = nextSibling[c])
                if (document.Tokens[c].Relation is Relation.nsubj or Relation.nsubj_pass or Relation.csubj) return c;
            v = document.Tokens[v].Relation is Relation.conj or Relation.xcomp ? document.Tokens[v].Head : -1;
        }

        return -1;
    }

    /// <summary>Whether <paramref name="token"/> is <paramref name="ancestor"/> or stands under it.</summary>
    public bool IsUnder(int token, int ancestor)
    {
        for (int t = token, steps = 0; t >= 0 && steps < 200; t = document.Tokens[t].Head, steps++)
            if (t == ancestor) return true;
        return false;
    }

    /// <summary>
    /// The noun phrase of a head: from its leftmost to its rightmost dependent, without what hangs on it loosely. <paramref name="complements"/> tells whether
    /// prepositional phrases and infinitives behind the head belong to it; relative clauses, appositions behind commas and second conjuncts never do.
    /// </summary>
    public (int First, int End) NounPhrase(int head, bool complements)
    {
        var tokens = document.Tokens;
        int first = head, end = head + 1;
        for (int i = head - 1; i >= left[head]; i--)
        {
            // Leftwards from the head while the dependents hang closely on it: a subject, a preposition or a clause ends the phrase.
            int child = i;
            while (tokens[child].Head >= 0 && tokens[child].Head != head) child = tokens[child].Head;
            if (tokens[child].Head != head || child > head || right[child] > first || !IsClose(child)) break;
            first = i = left[child];
        }

        for (int c = firstChild[head]; c >= 0; c = nextSibling[c])
        {
            if (c < head) continue;
            var relation = tokens[c].Relation;
            bool close = relation is Relation.compound or Relation.flat or Relation.nummod;
            bool complement = relation == Relation.nmod || (relation == Relation.acl && IsInfinitiveOrParticiple(c));
            if ((close || (complements && complement)) && left[c] >= end - 1 && right[c] > end) end = right[c];
        }

        // A conjunct inside a modifier on the left can leave its bracket or quotation mark open; spans of whole words are enough for all uses.
        while (end > head + 1 && tokens[end - 1].Relation == Relation.punct && tokens[end - 1].Tag is PennTag.Comma or PennTag.Stop or PennTag.Colon) end--;
        return (first, end);
    }

    /// <summary>Whether a dependent on the left belongs to its noun's phrase.</summary>
    private bool IsClose(int child)
    {
        var tokens = document.Tokens;
        return tokens[child].Relation switch
        {
            Relation.det or Relation.amod or Relation.compound or Relation.nummod or Relation.flat or Relation.appos => true,
            Relation.nmod => tokens[child].Tag == PennTag.PRPS || Child(child, Relation.@case) is var c && (c < 0 || tokens[c].Tag == PennTag.POS),
            Relation.advmod => right[child] == child + 1 && tokens[child].Tag is not (PennTag.WRB or PennTag.RB) || tokens[child + 1].Tag is PennTag.JJ or PennTag.CD or PennTag.VBN,
            Relation.punct => tokens[child].Tag is PennTag.OpenQuote or PennTag.CloseQuote or PennTag.HYPH or PennTag.Dollar || tokens[child].Word is "\"" or "-" or "'" or "\u201c" or "\u2018",
            Relation.dep or Relation.obl => tokens[child].Tag is not (PennTag.IN or PennTag.TO) && Child(child, Relation.@case) < 0,
            _ => false,
        };
    }

    private bool IsInfinitiveOrParticiple(int verb)
    {
        var tokens = document.Tokens;
        if (tokens[verb].Tag is PennTag.VBG or PennTag.VBN) return Child(verb, Relation.nsubj) < 0;
        return tokens[verb].Tag == PennTag.VB && left[verb] <= verb && tokens[left[verb]].Tag is PennTag.TO or PennTag.IN;
    }

    /// <summary>Walks the children of a token.</summary>
    internal readonly struct Children(PhraseTree tree, int token)
    {
        public Enumerator GetEnumerator() => new(tree, token);
    }

    /// <summary>Enumerator of <see cref="Children"/>.</summary>
    internal struct Enumerator(PhraseTree tree, int token)
    {
        private bool started;

        public int Current { get; private set; } = -1;

        public bool MoveNext()
        {
            Current = started ? tree.nextSibling[Current] : tree.firstChild[token];
            started = true;
            return Current >= 0;
        }
    }
}
