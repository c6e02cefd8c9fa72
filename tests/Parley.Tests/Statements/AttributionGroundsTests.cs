using Parley.Language;
using Parley.Learning;
using Parley.Reports;
using Parley.Statements;
using Shouldly;
using Xunit;

namespace Parley.Tests.Statements;

public class AttributionGroundsTests
{
    [Fact]
    public void Everything_that_the_ranker_looks_at_has_words_and_no_words_are_left_over()
    {
        string folder = ModelFile.DefaultFolder;
        var annotator = Annotator.Load(folder);
        var model = AttributionModel.Load(folder);
        var graph = new SentenceGraph(WordClusters.Load(folder));
        var search = new CandidateSearch(graph, model.Chains);
        var features = new FeatureList();
        features.KeepNames();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string[] reports = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "training", "written"), "*.txt");
        reports.ShouldNotBeEmpty();
        foreach (string report in reports)
        {
            graph.Build(annotator.Annotate(new RawReport(report, report, File.ReadAllText(report)).ToReport()));
            var outer = search.Outer();
            Look(outer);
            Look(search.Inner(outer));
        }

        seen.Remove("");
        seen.Order(StringComparer.Ordinal).ShouldBe(AttributionGrounds.Worded.Order(StringComparer.Ordinal));

        void Look(List<Arguments> candidates)
        {
            for (int i = 0; i < candidates.Count; i++)
            {
                features.Clear();
                AttributionRanker.Add(features, graph, candidates, i, bargaining: 1);
                features.Names.Count.ShouldBe(features.Count);
                foreach (string name in features.Names) seen.UnionWith(name.Split('\t'));
            }
        }
    }
}
