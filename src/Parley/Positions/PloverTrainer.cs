using Parley.Language;

namespace Parley.Positions;

/// <summary>Trains the PLOVER coder on sentences with marked source and target; under a minute, the same bytes every time.</summary>
internal static class PloverTrainer
{
    private const int Folds = 5;

    /// <summary>Trains from <c>plover/PLV_train.tsv</c> in <paramref name="dataFolder"/> with the language models of <paramref name="modelFolder"/>, and writes the model there.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var sentences = CodedSentence.Read(Path.Combine(dataFolder, "plover", "PLV_train.tsv"), Annotator.Load(modelFolder).Annotate);
        log($"plover: training on {sentences.Count} sentences");
        PloverCoder.Train(sentences, WordClusters.Load(modelFolder)).Save(modelFolder);
    }

    /// <summary>The fold of a row in cross-validation: its number, from 0, modulo 5. The table goes by categories, so that each fold has its share of each.</summary>
    public static int FoldOf(int row) => row % Folds;

    /// <summary>The categories of all sentences, each by a coder trained on the other folds.</summary>
    public static string[] CrossValidate(IReadOnlyList<CodedSentence> sentences, WordClusters clusters)
    {
        var roots = new string[sentences.Count];
        for (int fold = 0; fold < Folds; fold++)
        {
            var coder = PloverCoder.Train([.. sentences.Where((_, i) => FoldOf(i) != fold)], clusters);
            for (int i = 0; i < roots.Length; i++)
                if (FoldOf(i) == fold) roots[i] = coder.Code(sentences[i].Tree, sentences[i].Source, sentences[i].Target).Root;
        }

        return roots;
    }
}
