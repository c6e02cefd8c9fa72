using Parley.Learning;

namespace Parley.Language;

/// <summary>What the tagger looks at: the word, two words on either side, and the two tags before.</summary>
internal static class TaggerFeatures
{
    /// <summary>Room that a word's features need at most.</summary>
    public const int Most = 64;

    /// <summary>Number of the tag that stands before a sentence.</summary>
    public const int Border = 255;

    /// <summary>How a sentence is written: 0 in the usual way, 1 With Capitals On Most Words, 2 IN CAPITALS, 3 without any capital.</summary>
    public static uint StyleOf(ReadOnlySpan<WordInfo> words)
    {
        int letters = 0, capital = 0, all = 0;
        foreach (ref readonly var word in words)
        {
            if (!word.Letters || word.Length < 4) continue;
            letters++;
            if (word.Capital) capital++;
            if (word.AllCapitals) all++;
        }

        if (letters < 2) return 0;
        if (all * 4 >= letters * 3) return 2;
        if (capital * 3 >= letters * 2 && letters > 2) return 1;
        return capital == 0 && !words[0].Capital ? 3u : 0;
    }

    /// <summary>Writes the features of word <paramref name="i"/>; how many.</summary>
    public static int Extract(ReadOnlySpan<WordInfo> words, int i, int last, int beforeLast, uint style, Span<uint> features)
    {
        ref readonly var w = ref words[i];
        ref readonly var p = ref i > 0 ? ref words[i - 1] : ref WordInfo.Start;
        ref readonly var pp = ref i > 1 ? ref words[i - 2] : ref WordInfo.Start;
        ref readonly var n = ref i + 1 < words.Length ? ref words[i + 1] : ref WordInfo.End;
        ref readonly var nn = ref i + 2 < words.Length ? ref words[i + 2] : ref WordInfo.End;
        uint t = (uint)last, tt = t | ((uint)beforeLast << 8);
        int k = 0;
        features[k++] = FeatureHash.Join(1, w.Form);
        features[k++] = FeatureHash.Join(2, w.Lower);
        features[k++] = FeatureHash.Join(3, w.Suffix1);
        features[k++] = FeatureHash.Join(4, w.Suffix2);
        features[k++] = FeatureHash.Join(5, w.Suffix3);
        features[k++] = FeatureHash.Join(6, w.Suffix4);
        features[k++] = FeatureHash.Join(7, w.Prefix1);
        features[k++] = FeatureHash.Join(8, w.Prefix2);
        features[k++] = FeatureHash.Join(9, w.Prefix3);
        features[k++] = FeatureHash.Join(10, w.Shape, style + (i == 0 ? 8u : 0));
        features[k++] = FeatureHash.Join(11, w.Fine);
        features[k++] = FeatureHash.Join(12, w.Shape, w.Suffix3);
        features[k++] = FeatureHash.Join(13, w.Shape, w.Coarse);
        features[k++] = FeatureHash.Join(14, p.Lower);
        features[k++] = FeatureHash.Join(15, n.Lower);
        features[k++] = FeatureHash.Join(16, pp.Lower);
        features[k++] = FeatureHash.Join(17, nn.Lower);
        features[k++] = FeatureHash.Join(18, p.Fine);
        features[k++] = FeatureHash.Join(19, n.Fine);
        features[k++] = FeatureHash.Join(20, pp.Fine);
        features[k++] = FeatureHash.Join(21, nn.Fine);
        features[k++] = FeatureHash.Join(22, p.Suffix3);
        features[k++] = FeatureHash.Join(23, n.Suffix3);
        features[k++] = FeatureHash.Join(24, t);
        features[k++] = FeatureHash.Join(25, tt);
        features[k++] = FeatureHash.Join(26, t, w.Lower);
        features[k++] = FeatureHash.Join(27, tt, w.Lower);
        features[k++] = FeatureHash.Join(28, t, w.Suffix3);
        features[k++] = FeatureHash.Join(29, t, n.Lower);
        features[k++] = FeatureHash.Join(30, w.Lower, n.Lower);
        features[k++] = FeatureHash.Join(31, p.Lower, w.Lower);
        features[k++] = FeatureHash.Join(32, p.Fine, w.Fine);
        features[k++] = FeatureHash.Join(33, w.Fine, n.Fine);
        features[k++] = FeatureHash.Join(34, n.Fine, nn.Fine);
        features[k++] = FeatureHash.Join(35, t, n.Fine);
        features[k++] = FeatureHash.Join(36, t, w.Fine);
        features[k++] = FeatureHash.Join(37, p.Shape, w.Shape);
        features[k++] = FeatureHash.Join(38, w.Shape, n.Shape);
        features[k++] = FeatureHash.Join(39, t, n.Suffix2);
        features[k++] = FeatureHash.Join(40, p.Coarse, w.Fine, n.Coarse);
        features[k++] = FeatureHash.Join(41, w.Lower, nn.Coarse, n.Coarse);
        features[k++] = FeatureHash.Join(42, style, w.Lower);
        return k;
    }
}
