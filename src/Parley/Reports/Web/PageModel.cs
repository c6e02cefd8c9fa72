using Parley.Learning;

namespace Parley.Reports.Web;

/// <summary>
/// Says of every block of a page how likely it is the report's own: boosted trees over <see cref="PageFeatures"/>, and a second set of trees that also knows what the first thinks of the
/// neighbours and of the elements around (stacking: Wolpert 1992).
/// </summary>
internal sealed class PageModel(BoostedTrees first, BoostedTrees second)
{
    /// <summary>Name of the model and its file.</summary>
    public const string Name = "pages";

    private const int Version = 1;

    /// <summary>Probability of every block in thousandths.</summary>
    public int[] Probabilities(PageTree tree, PageMetadata metadata)
    {
        var features = new PageFeatures(tree, metadata);
        var probabilities = new int[features.Count()];
        for (int i = 0; i < probabilities.Length; i++) probabilities[i] = first.Probability(features.Of(i));
        var expected = new ExpectedWords(tree, probabilities);
        var result = new int[probabilities.Length];
        for (int i = 0; i < result.Length; i++) result[i] = second.Probability(features.Of(i, probabilities, expected));
        return result;
    }

    /// <summary>Reads the trained file.</summary>
    /// <exception cref="InvalidDataException">The file is missing or of another version.</exception>
    public static PageModel Load(string folder) => ModelFile.Load(PathIn(folder), Name, Version, reader => new PageModel(BoostedTrees.Load(reader), BoostedTrees.Load(reader)));

    /// <summary>Writes the trained file.</summary>
    public void Save(string folder) => ModelFile.Save(PathIn(folder), Name, Version, writer =>
    {
        first.Save(writer);
        second.Save(writer);
    });

    private static string PathIn(string folder) => Path.Combine(folder, Name + ".bin");
}
