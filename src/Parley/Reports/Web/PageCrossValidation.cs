namespace Parley.Reports.Web;

/// <summary>Reads pages by models that have not seen them, nor any page of the same site.</summary>
internal static class PageCrossValidation
{
    private const int Folds = 8;

    /// <summary>The content of every page in their order (null where it has none).</summary>
    public static PageContent?[] Read(IReadOnlyList<LabelledPage> pages)
    {
        var prepared = PageTrainer.Prepare(pages);
        var read = new PageContent?[pages.Count];
        int[] folds = LabelledPage.FoldsBySite(pages, Folds);
        for (int fold = 0; fold < Folds; fold++)
        {
            var model = PageTrainer.Fit([.. prepared.Where((_, i) => folds[i] != fold)]);
            for (int i = 0; i < read.Length; i++)
                if (folds[i] == fold) read[i] = PageReport.Of(prepared[i].Tree, prepared[i].Metadata, model.Probabilities(prepared[i].Tree, prepared[i].Metadata));
        }

        return read;
    }
}
