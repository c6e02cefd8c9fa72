using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Dependency parser: greedy arc-hybrid transitions, integer scores. Every tree has one root, no cycle, and all heads inside the sentence; time is linear in the sentence's length
/// whatever the sentence. The parser itself is immutable; the working memory is the caller's, one for each thread.
/// </summary>
internal sealed class Parser
{
    private readonly ParserModel model;

    /// <summary>Wraps trained weights.</summary>
    public Parser(ParserModel model) => this.model = model;

    /// <summary>File of the parser's weights in a folder of models.</summary>
    public static string PathIn(string modelFolder) => Path.Combine(modelFolder, "parser.bin");

    /// <summary>Loads the parser from a folder of models.</summary>
    /// <exception cref="InvalidDataException">The file is missing or not this version's.</exception>
    public static Parser Load(string modelFolder) => new(ModelFile.Load(PathIn(modelFolder), ParserModel.Name, ParserModel.Version, ParserModel.Load));

    /// <summary>Fills <see cref="Token.Head"/> and <see cref="Token.Relation"/> of one sentence, whose words and tags are there.</summary>
    /// <param name="words">What is known of each word.</param>
    /// <param name="tokens">The sentence, as many tokens as words.</param>
    /// <param name="first">Index of its first token in the document: heads are indexes in the document.</param>
    /// <param name="state">Working memory, reused.</param>
    public void Parse(ReadOnlySpan<WordInfo> words, Span<Token> tokens, int first, ParserState state)
    {
        ParserNodes.Fill(state, words, tokens);
        Span<uint> features = stackalloc uint[ParserFeatures.ActionCount];
        while (!state.Done)
        {
            var action = Next(state, features);
            if (action == ParserAction.Shift)
            {
                state.Shift();
                continue;
            }

            int dependent = state.Stack(0), head = action == ParserAction.Left ? state.Next : state.Stack(1);
            var relation = RelationOf(state, head, dependent, features);
            if (action == ParserAction.Left) state.Left(relation);
            else state.Right(relation);
        }

        var nodes = state.Nodes;
        for (int i = 0; i < tokens.Length; i++)
        {
            ref readonly var node = ref nodes[i + 1];
            tokens[i].Head = node.Head == state.Root ? -1 : first + node.Head - 1;
            tokens[i].Relation = node.Relation;
        }
    }

    /// <summary>The action the model takes in a configuration.</summary>
    internal ParserAction Next(ParserState state, Span<uint> buffer)
    {
        // With nothing on the stack, or nothing left to come, there is no choice.
        if (state.Depth == 0) return ParserAction.Shift;
        if (state.Next == state.Root) return state.Depth == 1 ? ParserAction.Left : ParserAction.Right;
        var features = buffer[..ParserFeatures.ActionCount];
        ParserFeatures.OfAction(state, features);
        return model.BestAction(state, features);
    }

    private Relation RelationOf(ParserState state, int head, int dependent, Span<uint> buffer)
    {
        if (head == state.Root) return Relation.root;
        var features = buffer[..ParserFeatures.RelationCount];
        ParserFeatures.OfRelation(state, head, dependent, features);
        return model.BestRelation(features);
    }
}
