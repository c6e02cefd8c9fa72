namespace Parley.Language;

/// <summary>What the parser can do next (arc-hybrid, Kuhlmann, Gómez-Rodríguez and Satta 2011).</summary>
internal enum ParserAction
{
    /// <summary>The next token of the buffer goes on the stack.</summary>
    Shift,
    /// <summary>The top of the stack becomes a dependent of the next token of the buffer.</summary>
    Left,
    /// <summary>The top of the stack becomes a dependent of the item below it.</summary>
    Right,
}

/// <summary>A token as the parser sees it: mixed hashes of what is known of it, and the part of the tree that hangs on it so far.</summary>
internal struct ParserNode
{
    /// <summary>Hash of the word in lower case.</summary>
    public uint Word;
    /// <summary>Hash of the tags.</summary>
    public uint Tag;
    /// <summary>Hash of word and tags together.</summary>
    public uint WordTag;
    /// <summary>Hash of the word's cluster among many; of its ending for an unknown word.</summary>
    public uint Fine;
    /// <summary>Hash of the word's cluster among few; of its ending for an unknown word.</summary>
    public uint Coarse;
    /// <summary>Hash of a broad part of speech that a tagger rarely mistakes: names are nouns, subordinators prepositions, determiners pronouns.</summary>
    public uint Group;
    /// <summary>Hash of its last three letters.</summary>
    public uint Suffix;
    /// <summary>Hash of the preposition, conjunction or marker that introduces it, 0 without.</summary>
    public uint Marker;
    /// <summary>The node it depends on.</summary>
    public int Head;
    /// <summary>Leftmost dependent, and the one attached before it.</summary>
    public int Left, Left2;
    /// <summary>Rightmost dependent, and the one attached before it.</summary>
    public int Right, Right2;
    /// <summary>The head of the next noun group, pronoun or verb at or after it: what a preposition will turn out to introduce.</summary>
    public int Content;
    /// <summary>How many verbs, commas and coordinators stand before it in the sentence.</summary>
    public int Verbs, Commas, Coordinators;
    /// <summary>Relations of its dependents so far, one bit each.</summary>
    public ulong Relations;
    /// <summary>Number of dependents on either side, at most 255.</summary>
    public byte LeftCount, RightCount;
    /// <summary>Whether it stands in quotation marks (1), in brackets (2).</summary>
    public byte Level;
    /// <summary>Relation to <see cref="Head"/>.</summary>
    public Relation Relation;
}

/// <summary>
/// The parser's configuration over one sentence, and its working memory: node 0 stands for nothing, 1 to n for the tokens, n + 1 for the artificial root behind the last token
/// (Ballesteros and Nivre 2013), so that the one token left on the stack at the end becomes the sentence's only root. Reused from sentence to sentence; belongs to one thread.
/// </summary>
internal sealed class ParserState
{
    private const int KeptCapacity = 4096;
    private ParserNode[] nodes = new ParserNode[128];
    private int[] stack = new int[128];
    private int depth;

    /// <summary>Nodes 0 to <see cref="Root"/>.</summary>
    public ParserNode[] Nodes => nodes;

    /// <summary>The artificial root's node.</summary>
    public int Root { get; private set; }

    /// <summary>The next node of the buffer.</summary>
    public int Next { get; private set; }

    /// <summary>Number of tokens on the stack.</summary>
    public int Depth => depth;

    /// <summary>The item <paramref name="below"/> places under the top of the stack; 0 where the stack is not so deep.</summary>
    public int Stack(int below) => below < depth ? stack[depth - 1 - below] : 0;

    /// <summary>Whether every token has its head.</summary>
    public bool Done => Next == Root && depth == 0;

    /// <summary>Whether an action keeps the tree well formed: the artificial root is never shifted, and takes a dependent only when that is the last token without a head.</summary>
    public bool Allows(ParserAction action) => action switch
    {
        ParserAction.Shift => Next < Root,
        ParserAction.Left => depth > 0 && (Next < Root || depth == 1),
        _ => depth > 1,
    };

    /// <summary>Begins a sentence with nothing on the stack. Node contents other than the tree come from <see cref="ParserNodes.Fill"/>.</summary>
    public void Start(int tokens)
    {
        if (nodes.Length < tokens + 2 || (nodes.Length > KeptCapacity && tokens + 2 <= KeptCapacity))
        {
            int room = Math.Max(128, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)tokens + 2));
            nodes = new ParserNode[room];
            stack = new int[room];
        }

        Array.Clear(nodes, 0, tokens + 2);
        (Root, Next, depth) = (tokens + 1, 1, 0);
    }

    /// <summary>The next token goes on the stack.</summary>
    public void Shift() => stack[depth++] = Next++;

    /// <summary>The top of the stack becomes a dependent of the next token.</summary>
    public void Left(Relation relation)
    {
        int dependent = stack[--depth];
        ref var head = ref nodes[Next];
        (head.Left2, head.Left) = (head.Left, dependent);
        if (head.LeftCount < 255) head.LeftCount++;
        Attach(ref head, Next, dependent, relation);
    }

    /// <summary>The top of the stack becomes a dependent of the item below it.</summary>
    public void Right(Relation relation)
    {
        int dependent = stack[--depth];
        ref var head = ref nodes[stack[depth - 1]];
        (head.Right2, head.Right) = (head.Right, dependent);
        if (head.RightCount < 255) head.RightCount++;
        Attach(ref head, stack[depth - 1], dependent, relation);
    }

    private void Attach(ref ParserNode head, int headIndex, int dependent, Relation relation)
    {
        head.Relations |= 1UL << (int)relation;
        if (relation is Relation.@case or Relation.mark) head.Marker = nodes[dependent].Word;
        nodes[dependent].Head = headIndex;
        nodes[dependent].Relation = relation;
    }
}
