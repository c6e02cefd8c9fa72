namespace Parley.Language;

/// <summary>How much of what hangs on a noun counts as its noun phrase.</summary>
[Flags]
internal enum NounPhraseParts
{
    /// <summary>Everything that hangs on the head.</summary>
    Whole = 0,
    /// <summary>Without clauses behind the head ("the envoy <i>who met her</i>").</summary>
    NoClauses = 1,
    /// <summary>Without appositions ("Anna Berg, <i>the envoy</i>").</summary>
    NoAppositions = 2,
    /// <summary>Without coordinated phrases ("Oslo <i>and Bergen</i>").</summary>
    NoConjuncts = 4,
    /// <summary>Without a leading preposition or marker ("<i>by</i> the envoy").</summary>
    NoCase = 8,
}

/// <summary>
/// The trees of one document, made ready for questions: dependents, spans of subtrees and phrases, paths. Reading a document takes time linear in its tokens; a question takes time
/// linear in its answer. Reused from document to document; belongs to one thread.
/// </summary>
internal sealed class Trees
{
    private int[] firstDependent = [];
    private int[] nextSibling = [];
    private int[] first = [];
    private int[] end = [];
    private int[] depth = [];
    private Document? document;

    /// <summary>Takes in a parsed document; what was read before is forgotten.</summary>
    public void Read(Document parsed)
    {
        document = parsed;
        var tokens = parsed.Tokens;
        if (first.Length < tokens.Length)
        {
            int room = Math.Max(tokens.Length, 2 * first.Length);
            (firstDependent, nextSibling, first, end, depth) = (new int[room], new int[room], new int[room], new int[room], new int[room]);
        }

        firstDependent.AsSpan(0, tokens.Length).Fill(-1);
        for (int i = tokens.Length - 1; i >= 0; i--)
        {
            (first[i], end[i], depth[i], nextSibling[i]) = (i, i + 1, 0, -1);
            int head = tokens[i].Head;
            if (head < 0) continue;
            (nextSibling[i], firstDependent[head]) = (firstDependent[head], i);
        }

        for (int i = 0; i < tokens.Length; i++)
            if (tokens[i].Head < 0) Walk(tokens, i);
    }

    /// <summary>The leftmost dependent of a token, -1 without; go on with <see cref="NextSibling"/>.</summary>
    public int FirstDependent(int head) => firstDependent[head];

    /// <summary>The next dependent to the right of the same head, -1 after the last.</summary>
    public int NextSibling(int token) => nextSibling[token];

    /// <summary>The leftmost dependent with a relation, -1 without.</summary>
    public int FirstDependent(int head, Relation relation)
    {
        var tokens = Tokens;
        int i = firstDependent[head];
        while (i >= 0 && tokens[i].Relation != relation) i = nextSibling[i];
        return i;
    }

    /// <summary>How many steps a token is below the root of its sentence.</summary>
    public int DepthOf(int token) => depth[token];

    /// <summary>Whether <paramref name="ancestor"/> is <paramref name="token"/> or stands above it.</summary>
    public bool Dominates(int ancestor, int token) => first[ancestor] <= token && token < end[ancestor];

    /// <summary>Tokens <c>[First, End)</c> under <paramref name="head"/>, itself included.</summary>
    public (int First, int End) Subtree(int head) => (first[head], end[head]);

    /// <summary>
    /// Subject of a verb or predicate, active or passive, noun or clause; -1 without. A coordinated verb without a subject of its own takes that of the verb before it,
    /// an open complement that of its governor.
    /// </summary>
    public int SubjectOf(int verb)
    {
        var tokens = Tokens;
        for (int steps = 0; verb >= 0 && steps < 8; steps++)
        {
            for (int i = firstDependent[verb]; i >= 0; i = nextSibling[i])
                if (tokens[i].Relation is Relation.nsubj or Relation.nsubj_pass or Relation.csubj or Relation.csubj_pass) return i;
            if (tokens[verb].Relation is not (Relation.conj or Relation.xcomp)) return -1;
            verb = tokens[verb].Head;
        }

        return -1;
    }

    /// <summary>
    /// The noun phrase of a head: its subtree without the <paramref name="parts"/> that are not wanted (nor what stands beyond them), without conjunctions, subject and copula
    /// before it, and without punctuation at the edges.
    /// </summary>
    public (int First, int End) NounPhrase(int head, NounPhraseParts parts = NounPhraseParts.NoClauses | NounPhraseParts.NoCase)
    {
        var tokens = Tokens;
        var (from, to) = Subtree(head);
        for (int i = firstDependent[head]; i >= 0; i = nextSibling[i])
        {
            if (!Unwanted(tokens[i].Relation, i < head, parts)) continue;
            if (i < head) from = end[i];
            else to = Math.Min(to, first[i]);
        }

        while (from < head && tokens[from].Pos == UniversalTag.PUNCT) from++;
        while (to > head + 1 && (tokens[to - 1].Pos == UniversalTag.PUNCT || tokens[to - 1].Relation == Relation.cc)) to--;
        return (from, to);
    }

    /// <summary>
    /// The path between two tokens of one sentence: the relations climbed from <paramref name="from"/> (positive), then those descended to <paramref name="to"/> (negative), into
    /// <paramref name="path"/>. Returns the number of steps; -1 where there are more than <paramref name="path"/> has room for, or the tokens stand in different sentences.
    /// </summary>
    public int Path(int from, int to, Span<int> path)
    {
        var tokens = Tokens;
        if (tokens[from].Sentence != tokens[to].Sentence) return -1;
        int up = 0, down = 0;
        while (from != to)
        {
            if (up + down == path.Length) return -1;
            if (depth[from] >= depth[to])
            {
                path[up++] = (int)tokens[from].Relation;
                from = tokens[from].Head;
            }
            else
            {
                path[path.Length - ++down] = -(int)tokens[to].Relation;
                to = tokens[to].Head;
            }

            // Only where a sentence has no single tree.
            if (from < 0 || to < 0) return -1;
        }

        path[(path.Length - down)..].CopyTo(path[up..]);
        return up + down;
    }

    private Span<Token> Tokens => (document ?? throw new InvalidOperationException("No document was read.")).Tokens;

    // Depth-first without a stack: down by the first dependent, on by the next sibling, back by the head.
    private void Walk(Span<Token> tokens, int root)
    {
        int node = root;
        while (true)
        {
            if (firstDependent[node] >= 0)
            {
                node = firstDependent[node];
                depth[node] = depth[tokens[node].Head] + 1;
                continue;
            }

            while (node != root)
            {
                int head = tokens[node].Head;
                first[head] = Math.Min(first[head], first[node]);
                end[head] = Math.Max(end[head], end[node]);
                if (nextSibling[node] >= 0) break;
                node = head;
            }

            if (node == root) return;
            node = nextSibling[node];
            depth[node] = depth[tokens[node].Head] + 1;
        }
    }

    private static bool Unwanted(Relation relation, bool before, NounPhraseParts parts) => relation switch
    {
        Relation.acl or Relation.advcl or Relation.parataxis or Relation.ccomp => !before && parts.HasFlag(NounPhraseParts.NoClauses),
        Relation.appos => parts.HasFlag(NounPhraseParts.NoAppositions),
        Relation.conj => parts.HasFlag(NounPhraseParts.NoConjuncts),
        Relation.@case or Relation.mark => before && parts.HasFlag(NounPhraseParts.NoCase),
        Relation.cc or Relation.nsubj or Relation.nsubj_pass or Relation.csubj or Relation.cop or Relation.aux => before,
        _ => false,
    };
}
