using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Trains the tagger on EWT's gold tags and, for the language of news, on the Penn tags that CoreNLP gave PolNeAR's articles: there every universal tag that goes with the
/// Penn tag is right, and the model settles which. A share of the sentences is also shown with other capitals, for headlines and wires in capitals.
/// </summary>
internal static class TaggerTrainer
{
    private const int Bits = 20, Rounds = 8, GoldWeight = 3;
    private const int FixedCount = 30;
    private const double FixedShare = 0.998;

    private sealed record Example(WordInfo[] Words, byte[] Gold, PennTag[]? Silver);

    /// <summary>Trains and writes the model.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var treebank = ConlluFile.Read(Path.Combine(dataFolder, "treebank", "ewt-train.conllu.gz"));
        var silver = SilverSentence.Polnear(dataFolder, "train").ToList();
        Train(treebank, silver, WordClusters.Load(modelFolder), log).Save(modelFolder);
    }

    /// <summary>Trains on the given sentences.</summary>
    public static Tagger Train(IReadOnlyList<ConlluSentence> treebank, IReadOnlyList<SilverSentence> silver, WordClusters clusters, Action<string> log)
    {
        var counts = new Dictionary<(PennTag, UniversalTag), int>();
        foreach (var token in treebank.SelectMany(s => s.Tokens))
            if (token.Tag != PennTag.None) counts[(token.Tag, token.Pos)] = counts.GetValueOrDefault((token.Tag, token.Pos)) + 1;
        var tags = counts.Where(c => c.Value >= 2).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key).ToArray();
        var number = tags.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => (byte)p.i);
        var ofPenn = tags.Select((t, i) => (t.Item1, (byte)i)).ToLookup(p => p.Item1, p => p.Item2);

        var examples = new List<Example>();
        var infos = new Dictionary<string, WordInfo>();
        var random = new SeededRandom(7);
        foreach (var sentence in treebank)
        {
            string[] forms = [.. sentence.Tokens.Select(t => t.Form)];
            byte[] gold = [.. sentence.Tokens.Select(t => number.GetValueOrDefault((t.Tag, t.Pos), number[(PennTag.NN, UniversalTag.NOUN)]))];
            examples.Add(new(Infos(forms), gold, null));
            if (random.Next(12) == 0) examples.Add(new(Infos(Recapitalised(forms, random)), gold, null));
        }

        var lexicon = LexiconOf(examples);
        foreach (var sentence in silver)
        {
            examples.Add(new(Infos(sentence.Words), [], sentence.Tags));
            if (random.Next(30) == 0) examples.Add(new(Infos(Recapitalised(sentence.Words, random)), [], sentence.Tags));
        }

        var perceptron = new AveragedPerceptron(tags.Length, Bits);
        var features = new uint[TaggerFeatures.Most];
        var scores = new int[tags.Length];
        int[] order = [.. Enumerable.Range(0, examples.Count)];
        for (int round = 1; round <= Rounds; round++)
        {
            random.Shuffle(order);
            int wrong = 0, seen = 0;
            foreach (int e in order)
            {
                var (words, gold, penn) = examples[e];
                int last = TaggerFeatures.Border, beforeLast = TaggerFeatures.Border;
                uint style = TaggerFeatures.StyleOf(words);
                for (int i = 0; i < words.Length; i++)
                {
                    int tag = lexicon.Find(words[i].Form);
                    if (tag < 0)
                    {
                        var active = features.AsSpan(0, TaggerFeatures.Extract(words, i, last, beforeLast, style, features));
                        perceptron.Scores(active, scores);
                        tag = SparseModel.Best(scores);
                        int right = penn is null ? gold[i] : penn[i] == PennTag.None ? tag : Right(penn[i], tag);
                        seen++;
                        perceptron.Tick();
                        if (right != tag)
                        {
                            int amount = penn is null ? GoldWeight : 1;
                            wrong++;
                            perceptron.Update(active, right, amount);
                            perceptron.Update(active, tag, -amount);
                        }
                    }

                    (beforeLast, last) = (last, tag);
                }
            }

            log($"tagger: round {round}, {100.0 * wrong / seen:F2} % wrong while learning");
        }

        var model = perceptron.Average();
        log($"tagger: {tags.Length} tags, {model.Size:N0} weights");
        return new(tags, model, lexicon);

        WordInfo[] Infos(string[] forms)
        {
            var result = new WordInfo[forms.Length];
            for (int i = 0; i < forms.Length; i++)
            {
                if (!infos.TryGetValue(forms[i], out result[i])) infos[forms[i]] = result[i] = new(forms[i], clusters.Of(forms[i]));
            }

            return result;
        }

        // The guess itself where its Penn tag is right, else the best of those with the right one.
        int Right(PennTag penn, int guess)
        {
            int best = -1;
            if (!Agree(penn, tags[guess].Item1)) return guess;
            foreach (byte tag in ofPenn[penn])
            {
                if (tag == guess) return guess;
                if (best < 0 || scores[tag] > scores[best]) best = tag;
            }

            return best < 0 ? guess : best;
        }
    }

    /// <summary>Whether the two annotations mean the same by the tags, so that one may correct the other: they do for words of the open classes, nationalities and plural names excepted.</summary>
    private static bool Agree(PennTag silver, PennTag guess) => IsOpen(silver) && IsOpen(guess)
        && !(silver == PennTag.NNP && guess == PennTag.JJ) && !(silver == PennTag.JJ && guess == PennTag.NNP);

    private static bool IsOpen(PennTag tag) => tag is PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.VB or PennTag.VBD or PennTag.VBG or PennTag.VBN or PennTag.VBP or PennTag.VBZ or PennTag.JJ;

    private static string[] Recapitalised(string[] forms, SeededRandom random)
    {
        int way = random.Next(3);
        return [.. forms.Select(f => way switch
        {
            0 => f.ToUpperInvariant(),
            1 => f.ToLowerInvariant(),
            _ => f.Length > 3 && char.IsLower(f[0]) ? char.ToUpperInvariant(f[0]) + f[1..] : f,
        })];
    }

    private static Tagger.Lexicon LexiconOf(List<Example> examples)
    {
        var counts = new Dictionary<uint, Dictionary<byte, int>>();
        foreach (var (words, gold, _) in examples)
            for (int i = 0; i < words.Length; i++)
            {
                if (!counts.TryGetValue(words[i].Form, out var of)) counts[words[i].Form] = of = [];
                of[gold[i]] = of.GetValueOrDefault(gold[i]) + 1;
            }

        var entries = new List<(uint, byte)>();
        foreach (var (form, of) in counts.OrderBy(c => c.Key))
        {
            int total = of.Values.Sum();
            var (tag, count) = of.OrderByDescending(c => c.Value).ThenBy(c => c.Key).First();
            if (total >= FixedCount && count >= FixedShare * total) entries.Add((form, tag));
        }

        return new(entries);
    }
}
