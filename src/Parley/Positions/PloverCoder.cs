using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Codes who did what to whom: one of fifteen PLOVER root categories for a sentence with its source and target marked (Halterman et al. 2023). A linear model fitted by least squares over the
/// features of <see cref="PloverFeatures"/>. Safe for use by several threads at once.
/// </summary>
internal sealed class PloverCoder
{
    /// <summary>The model's file.</summary>
    public const string File = "plover.bin";

    private const string Name = "plover";
    private const int Version = 2;

    /// <summary>The root categories, in the order of the model's classes.</summary>
    public static readonly string[] Roots =
    [
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    ];

    private readonly LinearClassifier classifier;
    private readonly WordClusters clusters;

    private PloverCoder(LinearClassifier classifier, WordClusters clusters) => (this.classifier, this.clusters) = (classifier, clusters);

    /// <summary>The most probable category of what <paramref name="source"/> does to <paramref name="target"/> (empty where nobody is named) in a document, and its probability.</summary>
    public (string Root, double Probability) Code(PhraseTree tree, TextSpan source, TextSpan target)
    {
        var features = FeatureList.Scratch;
        PloverFeatures.Fill(tree, source, target, clusters, features);
        var (best, probability) = classifier.Best(features.Hashes);
        return (Roots[best], probability);
    }

    /// <summary>Reads the trained model.</summary>
    public static PloverCoder Load(string modelFolder) => new(ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, LinearClassifier.Load), WordClusters.Load(modelFolder));

    /// <summary>Trains on coded sentences.</summary>
    /// <exception cref="InvalidDataException">A sentence has a category that is none of <see cref="Roots"/>.</exception>
    public static PloverCoder Train(IReadOnlyList<CodedSentence> sentences, WordClusters clusters)
    {
        var features = new FeatureList();
        var examples = new List<(uint[], int)>();
        foreach (var sentence in sentences)
        {
            int root = Array.IndexOf(Roots, sentence.Root);
            if (root < 0) throw new InvalidDataException($"'{sentence.Root}' is no root category: {string.Join(", ", Roots)}");
            PloverFeatures.Fill(sentence.Tree, sentence.Source, sentence.Target, clusters, features);
            examples.Add((features.ToArray(), root));
        }

        return new(LeastSquaresTrainer.Fit(examples, Roots.Length), clusters);
    }

    /// <summary>Writes the model.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, classifier.Save);
}
