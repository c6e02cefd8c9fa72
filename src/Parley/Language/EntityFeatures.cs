using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// A sentence as the entity tagger sees it: what is known of each word, hints of lists and facts, and the run of capitalised words that each word stands in. Filled sentence
/// by sentence; nothing is allocated once it has grown.
/// </summary>
internal sealed class EntityFeatures
{
    /// <summary>Room that a word's features need at most.</summary>
    public const int Most = 80;

    /// <summary>The first features of a word say which word it is: training leaves them out now and then, so that the model learns to do without.</summary>
    public const int Identity = 7;

    private NameHints[] hints = new NameHints[256];
    private NameHints[] runHints = new NameHints[256];
    private int[] runFirst = new int[256];
    private int[] runEnd = new int[256];
    private uint style;

    /// <summary>Prepares a sentence.</summary>
    public void Prepare(string text, ReadOnlySpan<WordInfo> words, ReadOnlySpan<Token> tokens)
    {
        int n = words.Length;
        if (hints.Length < n)
        {
            int size = Math.Max(n, hints.Length * 2);
            (hints, runHints, runFirst, runEnd) = (new NameHints[size], new NameHints[size], new int[size], new int[size]);
        }

        style = TaggerFeatures.StyleOf(words);
        for (int i = 0; i < n; i++) hints[i] = words[i].Hints;
        for (int i = 0; i < n; i++)
        {
            if (!words[i].Capital || !Facts.World.TryMatch(text, tokens, i, n, out var match)) continue;
            var hint = match.Form switch
            {
                FactForm.Adjective or FactForm.People => NameHints.Nationality,
                FactForm.Capital or FactForm.Metonym => NameHints.Capital,
                _ => match.Fact.Kind is FactKind.Bloc or FactKind.Body or FactKind.Movement ? NameHints.Body : NameHints.State,
            };
            if (match.Doubtful) hint |= NameHints.DoubtfulFact;
            for (int k = i; k < match.End; k++) hints[k] |= hint;
            i = match.End - 1;
        }

        for (int i = 0; i < n;)
        {
            if (!words[i].Capital)
            {
                (runFirst[i], runEnd[i], runHints[i]) = (i, i + 1, NameHints.None);
                i++;
                continue;
            }

            int end = i + 1;
            var all = hints[i];
            while (end < n && (words[end].Capital || IsBridge(words, tokens, end))) all |= hints[end++];
            for (int k = i; k < end; k++) (runFirst[k], runEnd[k], runHints[k]) = (i, end, all);
            i = end;
        }
    }

    /// <summary>Whether the word is a hyphen inside a name ("Jean-Claude").</summary>
    private static bool IsBridge(ReadOnlySpan<WordInfo> words, ReadOnlySpan<Token> tokens, int i) =>
        i + 1 < words.Length && words[i + 1].Capital && tokens[i].Word is "-" && tokens[i - 1].Span.End == tokens[i].Span.Start && tokens[i].Span.End == tokens[i + 1].Span.Start;

    /// <summary>Whether a word can be part of a name at all where the word before is not in one: small words start none.</summary>
    public static bool MayStart(in WordInfo word) => word.Capital || word.Digits || (word.Length > 2 && !word.Letters);

    /// <summary>Writes the features of word <paramref name="i"/>; how many.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="tokens">Its tokens, tagged.</param>
    /// <param name="i">The word.</param>
    /// <param name="last">Label of the word before.</param>
    /// <param name="beforeLast">Label of the word before that.</param>
    /// <param name="memory">Kind (from 1) of the last name in the document that had this word, or 0.</param>
    /// <param name="nextMemory">The same of the word after.</param>
    /// <param name="use">How the document uses the word.</param>
    /// <param name="headUse">How it uses the last word of the run of capitals.</param>
    /// <param name="features">Receives them.</param>
    public int Extract(
        ReadOnlySpan<WordInfo> words, ReadOnlySpan<Token> tokens, int i, int last, int beforeLast, int memory, int nextMemory, EntityTagger.Use use, EntityTagger.Use headUse,
        Span<uint> features)
    {
        ref readonly var w = ref words[i];
        ref readonly var p = ref i > 0 ? ref words[i - 1] : ref WordInfo.Start;
        ref readonly var pp = ref i > 1 ? ref words[i - 2] : ref WordInfo.Start;
        ref readonly var n = ref i + 1 < words.Length ? ref words[i + 1] : ref WordInfo.End;
        ref readonly var nn = ref i + 2 < words.Length ? ref words[i + 2] : ref WordInfo.End;
        uint h = (uint)hints[i], hp = i > 0 ? (uint)hints[i - 1] : 0, hn = i + 1 < words.Length ? (uint)hints[i + 1] : 0;
        uint t = (uint)tokens[i].Tag, tp = i > 0 ? (uint)tokens[i - 1].Tag : 90, tn = i + 1 < words.Length ? (uint)tokens[i + 1].Tag : 91;
        uint l = (uint)last, ll = l | ((uint)beforeLast << 8), m = (uint)memory;
        int first = runFirst[i], end = runEnd[i];
        ref readonly var head = ref words[end - 1];
        ref readonly var before = ref first > 0 ? ref words[first - 1] : ref WordInfo.Start;
        ref readonly var beforeThat = ref first > 1 ? ref words[first - 2] : ref WordInfo.Start;
        ref readonly var after = ref end < words.Length ? ref words[end] : ref WordInfo.End;
        ref readonly var afterThat = ref end + 1 < words.Length ? ref words[end + 1] : ref WordInfo.End;
        uint place = (uint)Math.Min(i - first, 3) | ((uint)Math.Min(end - 1 - i, 3) << 2), initial = (i == 0 ? 1u : 0) | (style << 1);
        uint runAll = (uint)runHints[i], headHints = (uint)hints[end - 1], firstHints = (uint)hints[first];
        int k = 0;
        features[k++] = FeatureHash.Join(1, w.Form);
        features[k++] = FeatureHash.Join(2, w.Lower);
        features[k++] = FeatureHash.Join(3, w.Suffix4);
        features[k++] = FeatureHash.Join(4, w.Prefix3);
        features[k++] = FeatureHash.Join(5, w.Lower, n.Lower);
        features[k++] = FeatureHash.Join(6, p.Lower, w.Lower);
        features[k++] = FeatureHash.Join(7, l, w.Lower);
        features[k++] = FeatureHash.Join(8, w.Suffix3);
        features[k++] = FeatureHash.Join(9, w.Suffix2, initial);
        features[k++] = FeatureHash.Join(10, w.Shape, initial);
        features[k++] = FeatureHash.Join(11, w.Fine, l);
        features[k++] = FeatureHash.Join(12, w.Fine);
        features[k++] = FeatureHash.Join(13, w.Coarse, w.Shape);
        features[k++] = FeatureHash.Join(14, t, w.Shape, initial);
        features[k++] = FeatureHash.Join(15, t, l);
        features[k++] = FeatureHash.Join(16, h);
        features[k++] = FeatureHash.Join(17, h, l);
        features[k++] = FeatureHash.Join(18, h, w.Shape, initial);
        features[k++] = FeatureHash.Join(19, hp, h, hn);
        features[k++] = FeatureHash.Join(20, hp, l);
        features[k++] = FeatureHash.Join(21, hn, l);
        features[k++] = FeatureHash.Join(22, p.Lower, l);
        features[k++] = FeatureHash.Join(23, n.Lower, l);
        features[k++] = FeatureHash.Join(24, pp.Lower, p.Lower);
        features[k++] = FeatureHash.Join(25, nn.Lower);
        features[k++] = FeatureHash.Join(26, p.Fine, l);
        features[k++] = FeatureHash.Join(27, n.Fine, l);
        features[k++] = FeatureHash.Join(28, p.Coarse, w.Coarse, n.Coarse);
        features[k++] = FeatureHash.Join(29, pp.Fine);
        features[k++] = FeatureHash.Join(30, nn.Fine);
        features[k++] = FeatureHash.Join(31, tp, t, tn);
        features[k++] = FeatureHash.Join(32, p.Shape, w.Shape, n.Shape);
        features[k++] = FeatureHash.Join(33, ll);
        features[k++] = FeatureHash.Join(34, ll, t);
        features[k++] = FeatureHash.Join(35, l, w.Shape, place);
        features[k++] = FeatureHash.Join(36, place, runAll);
        features[k++] = FeatureHash.Join(37, l, head.Lower);
        features[k++] = FeatureHash.Join(38, l, headHints, place);
        features[k++] = FeatureHash.Join(39, firstHints, headHints, l);
        features[k++] = FeatureHash.Join(40, l, before.Lower);
        features[k++] = FeatureHash.Join(41, l, before.Fine);
        features[k++] = FeatureHash.Join(42, l, (uint)before.Hints, place);
        features[k++] = FeatureHash.Join(43, l, after.Lower);
        features[k++] = FeatureHash.Join(44, l, after.Fine);
        features[k++] = FeatureHash.Join(45, before.Fine, after.Fine, place);
        features[k++] = FeatureHash.Join(46, l, head.Fine);
        features[k++] = FeatureHash.Join(47, l, after.Lower, afterThat.Lower);
        features[k++] = FeatureHash.Join(48, l, before.Lower, beforeThat.Lower);
        features[k++] = FeatureHash.Join(49, l, head.Suffix3, place);
        features[k++] = FeatureHash.Join(50, l, place, (uint)tokens[Math.Min(end, words.Length - 1)].Tag);
        features[k++] = FeatureHash.Join(51, m, l);
        features[k++] = FeatureHash.Join(52, m, h, w.Shape);
        features[k++] = FeatureHash.Join(53, (uint)nextMemory, m, l);
        features[k++] = FeatureHash.Join(54, w.Fine, n.Fine);
        features[k++] = FeatureHash.Join(55, p.Fine, w.Fine);
        features[k++] = FeatureHash.Join(56, style, l, w.Coarse);
        features[k++] = FeatureHash.Join(57, w.AllCapitals ? 1u : 0, (uint)Math.Min(w.Length, (byte)6), l);
        features[k++] = FeatureHash.Join(58, (uint)use, l);
        features[k++] = FeatureHash.Join(59, (uint)use, h, place);
        features[k++] = FeatureHash.Join(60, (uint)headUse, l, place);
        features[k++] = FeatureHash.Join(61, (uint)headUse, w.Coarse, l);
        features[k++] = FeatureHash.Join(62, (uint)use, before.Coarse, after.Coarse);
        features[k++] = FeatureHash.Join(63, (uint)use, m, l);
        return k;
    }

    /// <summary>One past the last word of the run of capitals that the word stands in.</summary>
    public int RunEnd(int i) => runEnd[i];

    /// <summary>What lists and facts say of a word of the prepared sentence.</summary>
    public NameHints HintsOf(int i) => hints[i];
}
