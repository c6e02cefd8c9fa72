using System.Runtime.CompilerServices;

namespace Parley.Language;

/// <summary>Lays a sentence out for the parser.</summary>
internal static class ParserNodes
{
    private const uint RootMark = 0x5EED_0001, NothingMark = 0x5EED_0002;

    /// <summary>Begins a sentence in <paramref name="state"/>. Linear in its length.</summary>
    public static void Fill(ParserState state, ReadOnlySpan<WordInfo> words, ReadOnlySpan<Token> tokens)
    {
        state.Start(tokens.Length);
        var nodes = state.Nodes.AsSpan(0, tokens.Length + 2);
        Mark(ref nodes[0], NothingMark);
        Mark(ref nodes[^1], RootMark);
        nodes[^1].Content = tokens.Length + 1;
        byte quotes = 0, brackets = 0;
        int verbs = 0, commas = 0, coordinators = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            ref var node = ref nodes[i + 1];
            node.Word = words[i].Lower;
            node.Tag = Mix((uint)token.Tag << 8 | (uint)token.Pos);
            node.WordTag = Mix(node.Word + node.Tag * 31);
            ref readonly var word = ref words[i];
            node.Fine = Mix(word.Fine != 0 ? 0x10000u | word.Fine : word.Suffix3 + (word.Capital ? 1u : 0u));
            node.Coarse = Mix(word.Coarse != 0 ? 0x20000u | word.Coarse : word.Suffix2 + (word.Capital ? 1u : 0u));
            node.Group = Mix(0x30000u | (uint)GroupOf(token.Pos));
            node.Suffix = word.Suffix3;
            (node.Verbs, node.Commas, node.Coordinators) = (verbs, commas, coordinators);
            if (token.Tag == PennTag.OpenQuote) quotes = 1;
            else if (token.Tag == PennTag.OpenBracket) brackets = 2;
            node.Level = (byte)(quotes | brackets);
            if (token.Tag == PennTag.CloseQuote) quotes = 0;
            else if (token.Tag == PennTag.CloseBracket) brackets = 0;
            if (token.Pos == UniversalTag.VERB) verbs++;
            else if (token.Tag == PennTag.Comma) commas++;
            else if (token.Pos == UniversalTag.CCONJ) coordinators++;
        }

        (nodes[^1].Verbs, nodes[^1].Commas, nodes[^1].Coordinators) = (verbs, commas, coordinators);
        for (int i = tokens.Length; i >= 1; i--)
        {
            var pos = tokens[i - 1].Pos;
            bool noun = IsNoun(pos), runsOn = noun && i < tokens.Length && IsNoun(tokens[i].Pos);
            nodes[i].Content = (noun && !runsOn) || pos is UniversalTag.PRON or UniversalTag.VERB ? i : nodes[i + 1].Content;
        }
    }

    private static UniversalTag GroupOf(UniversalTag pos) => pos switch
    {
        UniversalTag.PROPN => UniversalTag.NOUN,
        UniversalTag.SCONJ => UniversalTag.ADP,
        UniversalTag.DET => UniversalTag.PRON,
        _ => pos,
    };

    private static bool IsNoun(UniversalTag pos) => pos is UniversalTag.NOUN or UniversalTag.PROPN;

    private static void Mark(ref ParserNode node, uint mark) => (node.Word, node.Tag, node.WordTag, node.Fine, node.Coarse, node.Group, node.Suffix) =
        (Mix(mark), Mix(mark + 8), Mix(mark + 16), Mix(mark + 24), Mix(mark + 32), Mix(mark + 40), Mix(mark + 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * 0x7FEB352Du;
        x = (x ^ (x >> 15)) * 0x846CA68Bu;
        return x ^ (x >> 16);
    }
}
