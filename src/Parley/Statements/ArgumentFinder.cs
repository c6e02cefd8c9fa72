using Parley.Learning;

namespace Parley.Statements;

/// <summary>Token ranges of the source and the content of one cue.</summary>
internal sealed class Arguments
{
    /// <summary>The cue.</summary>
    public Cue Cue;

    /// <summary>Token ranges of the content, in text order.</summary>
    public readonly List<(int First, int End)> Content = [];

    /// <summary>Token range of the source; empty (0, 0) when implied.</summary>
    public (int First, int End) Source;

    /// <summary>Mean log-probability a token of the label sequence.</summary>
    public double LogProbability;

    /// <summary>Least marginal over the borders of the content, and of the source (1 when there is none).</summary>
    public double ContentMargin, SourceMargin;

    /// <summary>How likely the content that was chosen is among those that the chain leaves open, and so for the source; 1 where nothing is open.</summary>
    public double ContentChoice = 1, SourceChoice = 1;

    /// <summary>Where its content and its source may stand besides; null where the chain is sure of all borders.</summary>
    public ArgumentBorders? Borders;

    /// <summary>What the ranker thinks, in [0, 1]: how likely the relation is right.</summary>
    public double Likelihood;

    /// <summary>Why it was found; null unless asked for.</summary>
    public AttributionGrounds? Grounds;

    /// <summary>The attribution in whose content it stands, or null.</summary>
    public Arguments? Outer;

    /// <summary>Forgets what was found: for the next cue.</summary>
    public void Clear(Cue cue)
    {
        Cue = cue;
        Content.Clear();
        Source = default;
        (LogProbability, ContentMargin, SourceMargin, ContentChoice, SourceChoice, Likelihood) = (0, 1, 1, 1, 1, 0);
        (Borders, Grounds, Outer) = (null, null, null);
    }
}

/// <summary>Finds source and content of a given cue: a chain CRF over the window around it, its features seen from the cue.</summary>
internal sealed class ArgumentFinder(ChainCrf crf)
{
    /// <summary>Labels of the chain.</summary>
    internal const byte Outside = 0, SourceBegin = 1, SourceInside = 2, ContentBegin = 3, ContentInside = 4;

    /// <summary>Number of hash bits of the model.</summary>
    internal const int Bits = 20;

    /// <summary>Working state of one caller.</summary>
    internal sealed class State(SentenceGraph graph)
    {
        internal readonly ArgumentFeatures Window = new(graph);
        internal readonly FeatureList Features = new();
        internal readonly ChainCrf.Workspace Work = new();
        internal readonly Reused<Arguments> Found = new();
        internal readonly BorderCandidates Borders = new();
        internal int[] Node = [];
        internal double[] Marginals = [];
        internal byte[] Path = [];

        /// <summary>Takes back the arguments that were found, with their borders.</summary>
        internal void TakeBack()
        {
            Found.TakeBack();
            Borders.TakeBack();
        }
    }

    /// <summary>The arguments of a cue, until the state takes them back. <paramref name="cueMarks"/> has 1 at the first token of every cue of the document.</summary>
    /// <remarks>With a <paramref name="fence"/>, no argument leaves those token ranges: what is said inside a content is said there.</remarks>
    public Arguments Find(Cue cue, ReadOnlySpan<byte> cueMarks, State state, List<(int First, int End)>? fence = null)
    {
        var window = state.Window;
        window.Focus(cue);
        window.Prepare(cueMarks);
        int n = window.End - window.First, L = crf.Labels;
        if (state.Node.Length < n * L)
        {
            state.Node = new int[n * L * 2];
            state.Marginals = new double[n * L * 2];
            state.Path = new byte[n * L * 2];
        }

        for (int i = 0; i < n; i++)
        {
            var scores = state.Node.AsSpan(i * L, L);
            int token = window.First + i;
            if ((token >= cue.First && token < cue.End) || (fence is not null && !AttributionRanker.Contains(fence, token)))
            {
                scores.Fill(ChainCrf.Forbidden);
                scores[Outside] = 0;
                continue;
            }

            state.Features.Clear();
            window.Add(state.Features, token, cueMarks);
            crf.Score(state.Features.Hashes, scores);
        }

        var path = state.Path.AsSpan(0, n);
        crf.Viterbi(state.Node, path, state.Work);
        double logZ = crf.Marginals(state.Node, n, state.Marginals, state.Work);
        var found = state.Found.Next();
        found.Clear(cue);
        found.LogProbability = crf.LogProbability(state.Node, path, logZ);
        Collect(found, path, window.First, state.Marginals, L);
        if (found.Content.Count > 0) found.Borders = state.Borders.Of(found, new(state.Marginals, window.First, n, L));
        return found;
    }

    private static void Collect(Arguments found, ReadOnlySpan<byte> path, int offset, double[] marginals, int labels)
    {
        double bestSource = -1;
        for (int i = 0; i < path.Length; i++)
        {
            byte begin = path[i];
            if (begin is not (SourceBegin or ContentBegin)) continue;
            int end = i + 1;
            while (end < path.Length && path[end] == begin + 1) end++;
            double margin = Math.Min(marginals[i * labels + begin], end < path.Length ? 1 - marginals[end * labels + begin + 1] : 1);
            if (begin == ContentBegin)
            {
                found.Content.Add((offset + i, offset + end));
                found.ContentMargin = Math.Min(found.ContentMargin, margin);
            }
            else if (margin > bestSource)
            {
                bestSource = margin;
                found.Source = (offset + i, offset + end);
                found.SourceMargin = margin;
            }
        }

        if (found.Content.Count == 0) found.ContentMargin = 0;
    }
}
