using Parley.Language;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Statements;

/// <summary>A text with its gold attributions, as training sees it.</summary>
/// <param name="Document">The text after the Language stage.</param>
/// <param name="Gold">Attributions in token ranges.</param>
/// <param name="CountsInner">Whether attributions inside the content of others were annotated too.</param>
/// <param name="Fold">Number to deal texts into folds by: equal for texts that must stay together.</param>
internal sealed record AttributionText(Document Document, IReadOnlyList<GoldAttribution> Gold, bool CountsInner, int Fold);

/// <summary>A gold attribution in token ranges; the source is (0, 0) when implied.</summary>
internal sealed record GoldAttribution((int First, int End) Cue, (int First, int End) Source, List<(int First, int End)> Content, bool Inner)
{
    /// <summary>Whether a found attribution counts as this one: Dice of the content words at least a half, and so for the source, or both have none.</summary>
    public bool Agrees(Document document, Arguments found)
    {
        if (Dice(document, Content, found.Content) < 0.5) return false;
        bool none = Source.First >= Source.End, noneFound = found.Source.First >= found.Source.End;
        return none || noneFound ? none == noneFound : Dice(document, [Source], [found.Source]) >= 0.5;
    }

    private static double Dice(Document document, List<(int First, int End)> a, List<(int First, int End)> b)
    {
        var shared = new List<(int, int)>();
        foreach (var (s, e) in a)
            foreach (var (u, v) in b)
                if (Math.Max(s, u) < Math.Min(e, v)) shared.Add((Math.Max(s, u), Math.Min(e, v)));
        return 2.0 * Words(document, shared) / Math.Max(1, Words(document, a) + Words(document, b));
    }

    private static int Words(Document document, List<(int First, int End)> ranges)
    {
        var tokens = document.Tokens;
        int words = 0;
        foreach (var (s, e) in ranges)
            for (int i = s; i < e; i++)
                if (tokens[i].Pos != UniversalTag.PUNCT) words++;
        return words;
    }
}

/// <summary>Loads the texts that the attribution reader is trained on.</summary>
internal static class AttributionTexts
{
    /// <summary>PolNeAR's training articles, then the annotated negotiation reports (a whole negotiation has one fold number).</summary>
    public static IReadOnlyList<AttributionText> Load(string dataFolder, Annotator annotator)
    {
        var texts = new List<AttributionText>();
        string path = Path.Combine(dataFolder, "polnear", "train.jsonl.gz");
        foreach (var article in PolnearCorpus.Read(path))
        {
            var document = annotator.Annotate(new RawReport(article.Name, path, article.Text).ToReport());
            texts.Add(new(document, Gold(document, article.Attributions), CountsInner: false, texts.Count));
        }

        int group = 0;
        foreach (var series in TrainingReports.Load(dataFolder).GroupBy(g => g.Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            foreach (var report in series)
            {
                var document = annotator.Annotate(new RawReport(report.Name, report.Name, report.Text).ToReport());
                var attributions = report.Statements.Where(s => s.Cue is not null).Select(s => new Attribution(s.Source is { } source ? [source] : [], [s.Cue!.Value], s.Content, 1, false));
                texts.Add(new(document, Gold(document, [.. attributions]), CountsInner: true, group));
            }

            group++;
        }

        return texts;
    }

    /// <summary>Attributions that have a cue and a content on tokens; inner are those whose cue lies in the content of another.</summary>
    internal static IReadOnlyList<GoldAttribution> Gold(Document document, IReadOnlyList<Attribution> attributions)
    {
        var gold = new List<GoldAttribution>();
        foreach (var a in attributions)
        {
            if (a.Cue.Count == 0) continue;
            var cue = document.TokensIn(a.Cue[0]);
            var content = a.Content.Select(document.TokensIn).Where(r => r.First < r.End).ToList();
            if (cue.First >= cue.End || content.Count == 0) continue;
            bool inner = attributions.Any(b => !ReferenceEquals(a, b) && b.Content.Any(c => c.Contains(a.Cue[0].Start)));
            gold.Add(new(cue, a.Source.Count > 0 ? document.TokensIn(a.Source[0]) : (0, 0), content, inner));
        }

        return gold;
    }
}
