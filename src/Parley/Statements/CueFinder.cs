using Parley.Language;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>Finds cues: a chain CRF over the labels outside, begin, inside.</summary>
internal sealed class CueFinder(ChainCrf crf)
{
    /// <summary>Labels of the chain.</summary>
    internal const byte Outside = 0, Begin = 1, Inside = 2;

    /// <summary>Number of hash bits of the model.</summary>
    internal const int Bits = 19;

    // Tokens; what marks without end make of the chain is no cue, and would not fit into the window around its head.
    private const int LongestCue = 64;

    /// <summary>Working state of one caller.</summary>
    internal sealed class State
    {
        internal readonly FeatureList Features = new();
        internal readonly ChainCrf.Workspace Work = new();
        internal readonly BorderCandidates Borders = new();
        internal readonly List<Cue> Found = [];
        internal int[] Node = [];
        internal double[] Marginals = [];
        internal byte[] Path = [];
    }

    /// <summary>
    /// Adds to <paramref name="cues"/>, for the chain of inner cues, those whose head stands in the content of an attribution (<paramref name="owner"/> is not -1 there) and that
    /// touch no token of <paramref name="taken"/> (1 where it belongs to a cue already).
    /// </summary>
    public void FindInside(SentenceGraph graph, State state, double threshold, ReadOnlySpan<int> owner, ReadOnlySpan<byte> taken, List<Cue> cues)
    {
        var found = state.Found;
        found.Clear();
        foreach (var sentence in graph.Document.Sentences)
            if (owner[sentence.First..sentence.End].ContainsAnyExcept(-1)) FindIn(graph, sentence.First, sentence.End, state, threshold, found);
        foreach (var cue in found)
            if (owner[cue.Head] >= 0 && !taken[cue.First..cue.End].Contains((byte)1)) cues.Add(cue);
    }

    /// <summary>
    /// Adds to <paramref name="cues"/> the cues of a document in text order: those of the best path, and further ones whose first token begins a cue with at least
    /// <paramref name="threshold"/>. They do not overlap.
    /// </summary>
    public void Find(SentenceGraph graph, State state, double threshold, List<Cue> cues)
    {
        foreach (var sentence in graph.Document.Sentences) FindIn(graph, sentence.First, sentence.End, state, threshold, cues);
    }

    private void FindIn(SentenceGraph graph, int first, int end, State state, double threshold, List<Cue> cues)
    {
        int n = end - first, L = crf.Labels;
        if (state.Node.Length < n * L)
        {
            state.Node = new int[n * L * 2];
            state.Marginals = new double[n * L * 2];
            state.Path = new byte[n * L * 2];
        }

        int quotes = Quotes(graph, first, end);
        for (int i = 0; i < n; i++)
        {
            state.Features.Clear();
            CueFeatures.Add(state.Features, graph, first + i, first, end, quotes);
            crf.Score(state.Features.Hashes, state.Node.AsSpan(i * L, L));
        }

        crf.Marginals(state.Node, n, state.Marginals, state.Work);
        var path = state.Path.AsSpan(0, n);
        crf.Viterbi(state.Node, path, state.Work);
        for (int i = 0; i < n; i++)
        {
            double begin = state.Marginals[i * L + Begin];
            if (path[i] != Begin && begin < threshold) continue;
            int stop = i + 1, last = Math.Min(n, i + LongestCue);
            if (path[i] == Begin)
                while (stop < last && path[stop] == Inside) stop++;
            else
                while (stop < last && path[stop] == Outside && state.Marginals[stop * L + Inside] > 0.5 * begin) stop++;
            var borders = state.Borders.OfCue(first + i, first + stop, new(state.Marginals, first, n, L));
            cues.Add(new(first + i, first + stop, HeadOf(graph, first + i, first + stop), begin, borders.Count > 1 ? borders : null));
            i = stop - 1;
        }
    }

    /// <summary>Number of quotation marks in a stretch of tokens.</summary>
    internal static int Quotes(SentenceGraph graph, int first, int end)
    {
        int quotes = 0;
        for (int i = first; i < end; i++)
            if (QuotationMap.IsMark(graph.Document.Tokens[i].Word)) quotes++;
        return quotes;
    }

    /// <summary>The token of a cue that carries its meaning: the one nearest the root among its verbs, else among its nouns and adjectives, else its last.</summary>
    internal static int HeadOf(SentenceGraph graph, int first, int end)
    {
        var tokens = graph.Document.Tokens;
        int best = end - 1, rank = -1;
        for (int i = first; i < end; i++)
        {
            int kind = tokens[i].Pos switch { UniversalTag.VERB => 3, UniversalTag.NOUN or UniversalTag.ADJ => 2, UniversalTag.AUX or UniversalTag.ADV => 1, _ => 0 };
            int r = kind * 100 - Math.Min(graph.Depth[i], 50);
            if (r <= rank) continue;
            (best, rank) = (i, r);
        }

        return best;
    }
}
