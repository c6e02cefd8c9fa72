using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Learns the lemmatizer's rules from EWT's lemmas and, for verbs, common nouns and adjectives that EWT does not have, from the lemmas that come with PolNeAR.
/// </summary>
internal static class LemmatizerTrainer
{
    private const int LeastSilver = 2;

    private readonly record struct Entry(string Word, int Rule, int Weight);

    /// <summary>Trains and writes the model.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var gold = new Dictionary<(string Word, PennTag Tag, string Lemma), int>();
        foreach (var token in ConlluFile.Read(Path.Combine(dataFolder, "treebank", "ewt-train.conllu.gz")).SelectMany(s => s.Tokens))
            if (token.Tag is not (PennTag.None or PennTag.NNP or PennTag.ADD or PennTag.LS or PennTag.GW)) Count(gold, (token.Form, token.Tag, token.Lemma));
        var silver = new Dictionary<(string Word, PennTag Tag, string Lemma), int>();
        foreach (var article in RunningText.Lines(Path.Combine(dataFolder, "polnear", "train.jsonl.gz")))
        {
            string text = article.GetProperty("text").GetString()!;
            foreach (var token in article.GetProperty("tokens").EnumerateArray())
            {
                var tag = PennTags.Parse(token[2].GetString()!);
                string word = text[token[0].GetInt32()..token[1].GetInt32()];
                if (tag is PennTag.NN or PennTag.NNS or PennTag.VB or PennTag.VBD or PennTag.VBG or PennTag.VBN or PennTag.VBP or PennTag.VBZ or PennTag.JJ or PennTag.JJR or PennTag.JJS
                    && word.All(char.IsAsciiLetterLower)) Count(silver, (word, tag, token[3].GetString()!));
            }
        }

        var model = Train(gold, silver);
        model.Lemmatizer.Save(modelFolder);
        log($"lemmas: {model.Rules:N0} rules");
    }

    private static (Lemmatizer Lemmatizer, int Rules) Train(Dictionary<(string Word, PennTag Tag, string Lemma), int> gold, Dictionary<(string Word, PennTag Tag, string Lemma), int> silver)
    {
        var capitals = new HashSet<uint>();
        foreach (var group in gold.GroupBy(g => (g.Key.Word, g.Key.Tag)).Where(g => char.IsUpper(g.Key.Word[0])))
            if (char.IsUpper(group.MaxBy(g => g.Value).Key.Lemma[0])) capitals.Add(FeatureHash.Join((uint)group.Key.Tag, FeatureHash.Of(group.Key.Word)));

        // The most frequent lemma of each word and tag; what EWT says outweighs the automatic lemmas.
        var edits = new Dictionary<(int Cut, string Add), int> { [(0, "")] = 0 };
        var words = new Dictionary<(string Word, PennTag Tag), Dictionary<int, int>>();
        foreach (var (source, weight) in new[] { (gold, 100), (silver, 1) })
            foreach (var ((word, tag, lemma), count) in source.OrderBy(s => s.Key.Word, StringComparer.Ordinal).ThenBy(s => s.Key.Tag).ThenBy(s => s.Key.Lemma, StringComparer.Ordinal))
            {
                if (weight == 1 && count < LeastSilver) continue;
                bool keeps = tag == PennTag.NNPS || capitals.Contains(FeatureHash.Join((uint)tag, FeatureHash.Of(word)));
                string lower = (keeps ? word : word.ToLowerInvariant()).Replace('’', '\'');
                int same = 0;
                while (same < lower.Length && same < lemma.Length && lower[same] == lemma[same]) same++;
                var edit = (lower.Length - same, lemma[same..]);
                if (!edits.TryGetValue(edit, out int rule)) edits[edit] = rule = edits.Count;
                if (!words.TryGetValue((lower.ToLowerInvariant(), tag), out var of)) words[(lower.ToLowerInvariant(), tag)] = of = [];
                of[rule] = of.GetValueOrDefault(rule) + count * weight;
            }

        var rules = new Dictionary<uint, ushort>();
        foreach (var group in words.GroupBy(w => w.Key.Tag).OrderBy(g => g.Key))
        {
            Entry[] entries = [.. group.OrderBy(w => w.Key.Word, StringComparer.Ordinal).Select(w => new Entry(w.Key.Word, w.Value.OrderByDescending(r => r.Value).ThenBy(r => r.Key).First().Key, 1))];
            Grow(group.Key, entries, 0, -1, rules);
        }

        return (new(rules, [.. edits.OrderBy(e => e.Value).Select(e => ((byte)Math.Min(255, e.Key.Cut), e.Key.Add))], capitals), rules.Count);
    }

    /// <summary>Adds the rules of the words that share their last <paramref name="length"/> characters, given the rule of the shorter ending.</summary>
    private static void Grow(PennTag tag, Entry[] entries, int length, int inherited, Dictionary<uint, ushort> rules)
    {
        int rule = entries.GroupBy(e => e.Rule).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        if (rule != inherited)
        {
            if (entries.Length > 1 || length == 0) rules[Lemmatizer.KeyOf(tag, entries[0].Word.AsSpan(entries[0].Word.Length - length), false)] = (ushort)rule;
            else rule = inherited;
        }

        foreach (var next in entries.GroupBy(e => e.Word.Length > length && length < Lemmatizer.LongestEnding ? e.Word[^(length + 1)] : '\0').OrderBy(g => g.Key))
        {
            Entry[] part = [.. next];
            if (part.All(e => e.Rule == rule)) continue;
            if (next.Key != '\0' && part.Length > 1)
            {
                Grow(tag, part, length + 1, rule, rules);
                continue;
            }

            foreach (var entry in part)
                if (entry.Rule != rule) rules[Lemmatizer.KeyOf(tag, entry.Word, true)] = (ushort)entry.Rule;
        }
    }

    private static void Count<T>(Dictionary<T, int> counts, T key) where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
