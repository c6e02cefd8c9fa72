using System.Runtime.InteropServices;
using System.Text.Json;
using Parley.Language;
using Parley.Learning;
using Parley.Reports;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>
/// Sources of PolNeAR that are pronouns, with whom they mean by the corpus's automatic coreference: many where the annotated negotiations have few. Written beside the models by
/// training (never shipped, features only, no text), so that a party model can be trained again without reading the corpus.
/// </summary>
internal static class PronounExamples
{
    /// <summary>File name in the model folder.</summary>
    public const string FileName = "speakers.polnear.json";

    // One chain is automatic and may be wrong; the annotated reports count for more.
    private const double Weight = 0.3;

    // A chain that fits more referents than this has run together.
    private const int MostRight = 2;

    /// <summary>Examples for the ranker of speakers, from <c>polnear</c> under <paramref name="dataFolder"/> where it is there (and kept for later), else those kept in <paramref name="modelFolder"/>.</summary>
    public static IReadOnlyList<(uint[] Features, int Class, double Weight)> Make(string dataFolder, string modelFolder, Annotator annotator)
    {
        string path = Path.Combine(dataFolder, "polnear", "train.jsonl.gz");
        if (!File.Exists(path)) return Load(modelFolder);
        var examples = new List<(uint[], int, double)>();
        foreach (var article in PolnearCorpus.Read(path)) Add(article, annotator.Annotate(new RawReport(article.Name, path, article.Text).ToReport()), examples);
        Save(modelFolder, examples);
        return examples;
    }

    /// <summary>The examples kept in a model folder; none where there is no such file.</summary>
    public static IReadOnlyList<(uint[] Features, int Class, double Weight)> Load(string modelFolder)
    {
        string path = Path.Combine(modelFolder, FileName);
        if (!File.Exists(path)) return [];
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. json.RootElement.EnumerateArray().Select(e => (MemoryMarshal.Cast<byte, uint>(e[1].GetBytesFromBase64()).ToArray(), e[0].GetInt32(), Weight))];
    }

    private static void Save(string modelFolder, List<(uint[] Features, int Class, double Weight)> examples)
    {
        using var file = File.Create(Path.Combine(modelFolder, FileName));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartArray();
        foreach (var (features, right, _) in examples)
        {
            json.WriteStartArray();
            json.WriteNumberValue(right);
            json.WriteBase64StringValue(MemoryMarshal.AsBytes<uint>(features));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Add(PolnearArticle article, Document document, List<(uint[], int, double)> examples)
    {
        var set = PartyReader.Referents(document);
        foreach (var speaker in set.All)
            if (speaker.Kind != ReferentKind.Side) speaker.Side = ActorFinder.Tied(speaker);
        PartyReader.Source[] sources = [.. article.Attributions.Select(PartyReader.Source.Of)];
        var found = new Referent?[sources.Length];
        var resolver = new MentionResolver(set);
        var order = new SourceOrder();
        var f = new FeatureList();
        foreach (var (_, _, i) in order.Of(sources))
        {
            if (sources[i].Span is not { } span) continue;
            var (first, end) = document.TokensIn(span);
            if (first >= end) continue;
            found[i] = resolver.Direct(first, end, out bool open, out int head);
            if (!open || !article.Chains.TryGetValue(span, out var heads)) continue;
            var context = PartyReader.ContextOf(set, sources, found, order.Outer, i, first, end, head);
            var candidates = resolver.Candidates(context).Select(c => (Candidate: c, Right: c.Mentions.Exists(m => heads.Any(h => h.Contains(document.Tokens[m.Head].Span))))).ToList();
            if (candidates.Count(c => c.Right) is 0 or > MostRight) continue;
            foreach (var (candidate, right) in candidates)
            {
                resolver.Features(context, candidate, f);
                examples.Add((f.ToArray(), right ? 1 : 0, Weight));
            }

            resolver.Features(context, null, f);
            examples.Add((f.ToArray(), 0, Weight));
            found[i] = candidates.Find(c => c.Right).Candidate;
        }
    }
}
