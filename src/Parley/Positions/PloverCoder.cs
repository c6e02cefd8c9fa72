using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Codes who did what to whom: one of fifteen PLOVER root categories for a sentence with its source and target marked (Halterman et al. 2023). A logistic regression over
/// words, word pairs and word beginnings, told apart by whether they stand before, between or after the two, with their order and the words of modality.
/// </summary>
internal sealed class PloverCoder
{
    /// <summary>The model's file.</summary>
    public const string File = "plover.bin";

    private const string Name = "plover";
    private const int Version = 1;

    /// <summary>How many words after the source or the target count as near it.</summary>
    private const int Near = 3;

    /// <summary>The root categories, in the order of the model's classes.</summary>
    public static readonly string[] Roots =
    [
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    ];

    private readonly LinearClassifier classifier;
    private readonly WordClusters clusters;

    private PloverCoder(LinearClassifier classifier, WordClusters clusters) => (this.classifier, this.clusters) = (classifier, clusters);

    /// <summary>The quad class of a root category: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.</summary>
    public static int QuadOf(string root) => root switch
    {
        "AGREE" or "CONSULT" or "SUPPORT" => 1,
        "COOPERATE" or "AID" or "YIELD" => 2,
        "REQUEST" or "ACCUSE" or "REJECT" or "THREATEN" => 3,
        _ => 4,
    };

    /// <summary>The most probable category of what <paramref name="source"/> does to <paramref name="target"/> in a sentence, and its probability.</summary>
    public (string Root, double Probability) Code(ReadOnlySpan<char> sentence, TextSpan source, TextSpan target)
    {
        var features = new FeatureList();
        Extract(sentence, source, target, clusters, features);
        var (best, probability) = classifier.Best(features.Hashes);
        return (Roots[best], probability);
    }

    /// <summary>Probabilities of all categories, in the order of <see cref="Roots"/>.</summary>
    public void Probabilities(ReadOnlySpan<char> sentence, TextSpan source, TextSpan target, FeatureList features, Span<double> probabilities)
    {
        Extract(sentence, source, target, clusters, features);
        classifier.Probabilities(features.Hashes, probabilities);
    }

    /// <summary>Reads the trained model.</summary>
    public static PloverCoder Load(string modelFolder) => new(ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, LinearClassifier.Load), WordClusters.Load(modelFolder));

    /// <summary>Trains on coded sentences.</summary>
    public static PloverCoder Train(IReadOnlyList<(string Sentence, TextSpan Source, TextSpan Target, string Root)> rows, WordClusters clusters, double penalty = 1)
    {
        var features = new FeatureList();
        var examples = new List<(uint[], int, double)>();
        foreach (var (sentence, source, target, root) in rows)
        {
            Extract(sentence, source, target, clusters, features);
            examples.Add((features.ToArray(), Array.IndexOf(Roots, root), 1));
        }

        return new(SmallDataTrainer.Fit(examples, Roots.Length, 18, penalty), clusters);
    }

    /// <summary>Writes the model.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, classifier.Save);

    private static void Extract(ReadOnlySpan<char> sentence, TextSpan source, TextSpan target, WordClusters clusters, FeatureList features)
    {
        features.Clear();
        Span<Range> words = stackalloc Range[256];
        int count = Split(sentence, words);
        bool sourceFirst = source.Start <= target.Start;
        var (first, second) = sourceFirst ? (source, target) : (target, source);
        features.Flag("order", sourceFirst);
        features.Add("bias", 0);
        uint pair = FeatureHash.Of("pair"), last = FeatureHash.Of("start");
        bool inFirst = false, inSecond = false;
        int sinceSource = int.MaxValue / 2, sinceTarget = sinceSource;
        for (int i = 0; i < count; i++)
        {
            int at = words[i].Start.Value;
            var text = sentence[words[i]];
            uint word;
            if (first.Contains(at) || second.Contains(at))
            {
                bool isFirst = first.Contains(at), isSource = isFirst == sourceFirst;
                if (isSource) sinceSource = 0;
                else sinceTarget = 0;
                features.Add(isSource ? "source" : "target", text);
                if (isFirst ? inFirst : inSecond) continue;
                if (isFirst) inFirst = true;
                else inSecond = true;
                word = FeatureHash.Of(isSource ? "<source>" : "<target>");
            }
            else
            {
                string zone = at < first.Start ? "head" : at < second.Start ? "between" : "tail";
                word = FeatureHash.OfLower(text);
                features.Add("word", text);
                features.Add(zone, text);
                if (++sinceSource <= Near) features.Add("after source", text);
                if (++sinceTarget <= Near) features.Add("after target", text);
                if (text.Length > 4) features.Add("begins4", text[..4]);
                if (text.Length > 5)
                {
                    features.Add("begins5", text[..5]);
                    features.Add(zone, text[..5], "-");
                }
            }

            features.Add(FeatureHash.Join(pair, last, word));
            last = word;
        }
    }

    /// <summary>Words and single marks of punctuation; at most as many as there is room for.</summary>
    private static int Split(ReadOnlySpan<char> text, Span<Range> words)
    {
        int count = 0;
        for (int i = 0; i < text.Length && count < words.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            int start = i++;
            if (char.IsLetterOrDigit(text[start]))
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || (text[i] is '-' or '.' or ',' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])))) i++;
            words[count++] = start..i;
        }

        return count;
    }
}
