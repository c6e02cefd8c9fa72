using Parley.Reports;

namespace Parley.Language;

/// <summary>How well names are found: against CoreNLP's names on news, and against GUM's gold entities.</summary>
internal static class EntityScore
{
    /// <summary>Right, found and given names of one kind.</summary>
    public record struct Counts(int Right, int Own, int Gold)
    {
        /// <summary>Share of the found ones that are right.</summary>
        public readonly double Precision => Own == 0 ? 0 : (double)Right / Own;

        /// <summary>Share of the given ones that are found.</summary>
        public readonly double Recall => Gold == 0 ? 0 : (double)Right / Gold;

        /// <summary>Harmonic mean of both.</summary>
        public readonly double F1 => Own + Gold == 0 ? 0 : 2.0 * Right / (Own + Gold);
    }

    /// <summary>Names with exact borders and kind, by kind, on sentences with automatic labels.</summary>
    public static Counts[] OnSilver(Annotator annotator, IEnumerable<SilverSentence> sentences)
    {
        var counts = new Counts[4];
        foreach (var article in sentences.GroupBy(s => s.Text))
        {
            var gold = new HashSet<(TextSpan, EntityKind)>();
            foreach (var sentence in article)
                for (int i = 0; i < sentence.Words.Length; i++)
                {
                    if (!sentence.Starts[i]) continue;
                    var kind = sentence.Names[i]!.Value;
                    int end = i + 1;
                    while (end < sentence.Words.Length && sentence.Names[end] == kind && !sentence.Starts[end]) end++;
                    gold.Add((new(sentence.Spans[i].Start, sentence.Spans[end - 1].End), kind));
                    counts[(int)kind].Gold++;
                }

            var document = annotator.Annotate(new Report { Id = "", Source = "", Text = article.Key, Blocks = [new(BlockKind.Paragraph, new(0, article.Key.Length))] });
            foreach (var entity in document.Entities)
            {
                counts[(int)entity.Kind].Own++;
                if (gold.Contains((document.SpanOf(entity.First, entity.End), entity.Kind))) counts[(int)entity.Kind].Right++;
            }
        }

        return counts;
    }

    /// <summary>
    /// Words of proper names (tagged PROPN in the treebank) whose kind is right: persons, organisations and places as GUM's column MISC has them, any of the nested entities of
    /// at most six words counting as right.
    /// </summary>
    public static Counts[] OnGum(Annotator annotator, IReadOnlyList<ConlluSentence> treebank)
    {
        var counts = new Counts[4];
        ConlluToken[] all = [.. treebank.SelectMany(s => s.Tokens)];
        int at = 0;
        foreach (var (report, tokens, _) in TreebankScore.RawDocuments(treebank))
        {
            var kinds = new Dictionary<TextSpan, HashSet<EntityKind>>();
            var open = new List<(string Id, EntityKind? Kind, int Start)>();
            for (int t = 0; t < tokens.Count; t++)
                foreach (string field in all[at + t].Misc.Split('|'))
                    if (field.StartsWith("Entity=", StringComparison.Ordinal)) Mark(field[7..], t, open, tokens, kinds);
            var names = Enumerable.Range(0, tokens.Count).Where(t => all[at + t].Pos == UniversalTag.PROPN).Select(t => tokens[t]).ToHashSet();
            at += tokens.Count;
            foreach (var name in names)
                if (kinds.TryGetValue(name, out var gold) && gold.Count == 1) counts[(int)gold.First()].Gold++;
            var document = annotator.Annotate(report);
            foreach (var entity in document.Entities)
            {
                if (entity.Kind == EntityKind.Other) continue;
                for (int i = entity.First; i < entity.End; i++)
                {
                    var span = document.Tokens[i].Span;
                    if (!names.Contains(span)) continue;
                    counts[(int)entity.Kind].Own++;
                    if (kinds.TryGetValue(span, out var right) && right.Contains(entity.Kind)) counts[(int)entity.Kind].Right++;
                }
            }
        }

        return counts;
    }

    private static void Mark(string field, int token, List<(string Id, EntityKind? Kind, int Start)> open, List<TextSpan> tokens, Dictionary<TextSpan, HashSet<EntityKind>> kinds)
    {
        for (int i = 0; i < field.Length;)
        {
            int end = i + 1;
            if (field[i] == '(')
            {
                while (end < field.Length && field[end] is not ('(' or ')')) end++;
                string[] parts = field[(i + 1)..end].Split('-');
                EntityKind? kind = parts.Length < 2 ? null : parts[1] switch
                {
                    "person" => EntityKind.Person,
                    "organization" => EntityKind.Organisation,
                    "place" => EntityKind.Place,
                    _ => null,
                };
                open.Add((parts[0], kind, token));
                if (end < field.Length && field[end] == ')')
                {
                    Close(open.Count - 1);
                    end++;
                }
            }
            else
            {
                while (end < field.Length && field[end] != ')') end++;
                string id = field[i..end];
                Close(open.FindLastIndex(o => o.Id == id));
                end++;
            }

            i = end;
        }

        void Close(int index)
        {
            if (index < 0) return;
            var (_, kind, start) = open[index];
            open.RemoveAt(index);
            if (kind is null || token - start >= 6) return;
            for (int t = start; t <= token; t++)
            {
                if (!kinds.TryGetValue(tokens[t], out var set)) kinds[tokens[t]] = set = [];
                set.Add(kind.Value);
            }
        }
    }
}
