using Parley.Learning;

namespace Parley.Reports.Web;

/// <summary>Trains <see cref="PageModel"/> on pages with known bodies.</summary>
internal static class PageTrainer
{
    /// <summary>Folds by which the first stage judges pages that it has not seen, for the second to learn from.</summary>
    private const int Folds = 8;

    private static readonly BoostedTreesTrainer.Options First = new(Trees: 110, Depth: 5, Rate: 0.1, Seed: 1), Second = new(Trees: 90, Depth: 4, Rate: 0.1, Seed: 2);

    /// <summary>Trains on <c>pages/</c> of the data folder and writes the model.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var pages = LabelledPage.LoadFolder(Path.Combine(dataFolder, "pages"));
        var prepared = Prepare(pages);
        log($"{pages.Count} pages, {prepared.Sum(p => p.Gold.Length)} blocks, {prepared.Sum(p => p.Gold.Count(g => g))} of them the reports' own");
        Fit(prepared).Save(modelFolder);
    }

    /// <summary>Parses and labels pages.</summary>
    public static List<Prepared> Prepare(IReadOnlyList<LabelledPage> pages) => [.. pages.Select(Prepared.Of)];

    /// <summary>Fits both stages.</summary>
    public static PageModel Fit(IReadOnlyList<Prepared> pages)
    {
        var held = new int[pages.Count][];
        int[] folds = LabelledPage.FoldsBySite([.. pages.Select(p => p.Page)], Folds);
        for (int fold = 0; fold < Folds; fold++)
        {
            var model = FitFirst([.. pages.Where((_, i) => folds[i] != fold)]);
            for (int p = 0; p < folds.Length; p++)
                if (folds[p] == fold) held[p] = [.. pages[p].Rows.Select(row => model.Probability(row))];
        }

        var rows = new List<short[]>();
        for (int p = 0; p < pages.Count; p++)
        {
            var expected = new ExpectedWords(pages[p].Tree, held[p]);
            for (int i = 0; i < held[p].Length; i++) rows.Add(pages[p].Features.Of(i, held[p], expected).ToArray());
        }

        var second = BoostedTreesTrainer.Train([.. rows], [.. pages.SelectMany(p => p.Gold)], Weights(pages), Second);
        return new(FitFirst(pages), second);
    }

    private static BoostedTrees FitFirst(IReadOnlyList<Prepared> pages) =>
        BoostedTreesTrainer.Train([.. pages.SelectMany(p => p.Rows)], [.. pages.SelectMany(p => p.Gold)], Weights(pages), First);

    /// <summary>A block weighs by its share of the page's body, since a page counts as a page; every block has some weight of its own.</summary>
    private static double[] Weights(IReadOnlyList<Prepared> pages)
    {
        var weights = new List<double>();
        foreach (var page in pages)
        {
            int body = 20;
            for (int i = 0; i < page.Gold.Length; i++)
                if (page.Gold[i]) body += page.Tree.Blocks[i].Words;
            foreach (var block in page.Tree.Blocks) weights.Add(0.4 + Math.Min(10, 60.0 * block.Words / body));
        }

        return [.. weights];
    }

    /// <summary>A parsed page with its labels and the features of the first stage.</summary>
    internal sealed record Prepared(LabelledPage Page, PageTree Tree, PageMetadata Metadata, PageFeatures Features, short[][] Rows, bool[] Gold)
    {
        public static Prepared Of(LabelledPage page)
        {
            var (tree, metadata) = WebPage.Parse(PageEncoding.Decode(page.Bytes, null), page.Url);
            var features = new PageFeatures(tree, metadata);
            var rows = new short[tree.Blocks.Count][];
            for (int i = 0; i < rows.Length; i++) rows[i] = features.Of(i).ToArray();
            return new(page, tree, metadata, features, rows, page.Labels(tree));
        }
    }
}
