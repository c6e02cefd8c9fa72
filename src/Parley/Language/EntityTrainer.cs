using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Trains the entity tagger on the names that CoreNLP found in PolNeAR's articles. Those articles tell of one country in two years: now and then the features that say which
/// word it is are left out, so that the model learns from shape, company and lists what holds for other names too.
/// </summary>
internal static class EntityTrainer
{
    private const int Bits = 19, Rounds = 7;

    /// <summary>One in so many items of the wire is learned from.</summary>
    private const int WireStep = 5;

    /// <summary>One in so many words hides which word it is; one in so many hides what the document named before.</summary>
    private const int HideWord = 3, HideMemory = 5;

    private sealed record Example(string Text, WordInfo[] Words, int[] Numbers, Token[] Tokens, byte[] Gold);

    /// <summary>Trains and writes the model; needs the clusters and the tagger.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var wire = RunningText.Lines(Path.Combine(dataFolder, "bulk", "reuters21578.jsonl.gz")).Where((_, i) => i % WireStep == 0).Select(item => item.GetProperty("text").GetString()!);
        Train([.. SilverSentence.Polnear(dataFolder, "train")], wire, WordClusters.Load(modelFolder), Tagger.Load(modelFolder), log).Save(modelFolder);
    }

    /// <summary>
    /// Trains on labelled sentences, then again with items of a wire that the first model labelled and the items themselves corrected: a name of one word that no other
    /// word ever stands before, or that is somewhere beside "Corp", is no person's.
    /// </summary>
    public static EntityTagger Train(IReadOnlyList<SilverSentence> sentences, IEnumerable<string> wire, WordClusters clusters, Tagger tagger, Action<string> log)
    {
        var pool = new WordPool(clusters);
        var random = new SeededRandom(11);
        var documents = new List<List<Example>>();
        string text = "";
        var style = 0;
        foreach (var sentence in sentences)
        {
            if (!ReferenceEquals(text, sentence.Text))
            {
                text = sentence.Text;
                documents.Add([]);
                // One document in ten is shown with other capitals, sentence by sentence, for headlines.
                style = random.Next(10);
            }

            documents[^1].Add(Prepare(sentence, style == 0 ? random.Next(5) : 0, pool, tagger));
        }

        var first = Learn(documents, documents.Count, random, log);
        int labelled = documents.Count;
        var memory = new EntityTagger.Memory();
        foreach (string item in wire)
        {
            var document = Read(item, pool, tagger);
            Label(document, first, memory);
            documents.Add(document);
        }

        log($"entities: {labelled:N0} articles, {documents.Count - labelled:N0} items of the wire");
        return Learn(documents, labelled, random, log);
    }

    private static EntityTagger Learn(List<List<Example>> documents, int labelled, SeededRandom random, Action<string> log)
    {
        var perceptron = new AveragedPerceptron(EntityTagger.Labels, Bits);
        var memory = new EntityTagger.Memory();
        var features = new uint[EntityFeatures.Most];
        var scores = new int[EntityTagger.Labels];
        int[] order = [.. Enumerable.Range(0, documents.Count)];
        for (int round = 1; round <= Rounds; round++)
        {
            random.Shuffle(order);
            int wrong = 0, seen = 0;
            foreach (int d in order)
            {
                memory.Clear();
                foreach (var example in documents[d]) memory.Read(example.Words, example.Numbers);
                foreach (var (source, words, numbers, tokens, gold) in documents[d])
                {
                    memory.Features.Prepare(source, words, tokens);
                    int last = EntityTagger.Outside, beforeLast = EntityTagger.Outside;
                    for (int i = 0; i < words.Length; i++)
                    {
                        int label = EntityTagger.Outside;
                        if (EntityTagger.IsOpen(last) || EntityFeatures.MayStart(words[i]))
                        {
                            bool forget = random.Next(HideMemory) == 0;
                            int count = memory.Features.Extract(words, tokens, i, last, beforeLast, forget ? 0 : memory.KindOf(numbers[i]),
                                forget || i + 1 == words.Length ? 0 : memory.KindOf(numbers[i + 1]),
                                memory.UseOf(numbers[i]), memory.UseOf(numbers[memory.Features.RunEnd(i) - 1]), features);
                            var active = features.AsSpan(0, count);
                            // The wire teaches how names behave, not what they were in its year.
                            if (d >= labelled || random.Next(HideWord) == 0) active = active[EntityFeatures.Identity..];
                            perceptron.Scores(active, scores);
                            bool final = i + 1 == words.Length;
                            label = EntityTagger.BestAfter(last, scores, final);
                            int right = Nearest(gold[i], last, final);
                            perceptron.Tick();
                            seen++;
                            if (right != label)
                            {
                                wrong++;
                                perceptron.Update(active, right, 1);
                                perceptron.Update(active, label, -1);
                            }
                        }

                        if (label != EntityTagger.Outside && words[i].Capital) memory.Note(numbers[i], EntityTagger.KindOf(label));
                        (beforeLast, last) = (last, label);
                    }
                }
            }

            log($"entities: round {round}, {100.0 * wrong / seen:F2} % wrong while learning");
        }

        var model = perceptron.Average();
        log($"entities: {model.Size:N0} weights");
        return new(model);
    }

    /// <summary>The gold label, or, where a mistake before it has made it impossible, the label that repairs most.</summary>
    private static int Nearest(int gold, int last, bool final)
    {
        if (EntityTagger.MayFollow(last, gold, final)) return gold;
        if (EntityTagger.IsOpen(last))
        {
            // The name begun goes on while gold is in a name of any kind that goes on, and else ends here.
            bool on = gold != EntityTagger.Outside && EntityTagger.IsOpen(gold) && EntityTagger.PartOf(gold) == EntityTagger.Part.Inside && !final;
            return EntityTagger.Label(EntityTagger.KindOf(last), on ? EntityTagger.Part.Inside : EntityTagger.Part.Last);
        }

        var part = EntityTagger.IsOpen(gold) && !final ? EntityTagger.Part.Begin : EntityTagger.Part.Only;
        return EntityTagger.Label(EntityTagger.KindOf(gold), part);
    }

    private static List<Example> Read(string text, WordPool pool, Tagger tagger)
    {
        var document = new List<Example>();
        foreach (var spans in RunningText.Spans(text))
        {
            var (words, numbers, tokens) = (new WordInfo[spans.Length], new int[spans.Length], new Token[spans.Length]);
            for (int i = 0; i < spans.Length; i++)
            {
                numbers[i] = pool.NumberOf(spans[i].Of(text));
                words[i] = pool.Info(numbers[i]);
                tokens[i] = new() { Span = spans[i], Word = pool[numbers[i]], Entity = -1, Head = -1 };
            }

            tagger.Tag(words, tokens);
            document.Add(new(text, words, numbers, tokens, new byte[spans.Length]));
        }

        return document;
    }

    /// <summary>Labels a document by a model and corrects the kinds by how the document uses each name's last word.</summary>
    private static void Label(List<Example> document, EntityTagger model, EntityTagger.Memory memory)
    {
        memory.Clear();
        foreach (var example in document) memory.Read(example.Words, example.Numbers);
        foreach (var (text, words, numbers, tokens, labels) in document) model.Tag(text, words, numbers, tokens, memory, labels);
        foreach (var (_, words, numbers, _, labels) in document)
        {
            for (int i = 0, end; i < labels.Length; i = end)
            {
                end = i + 1;
                if (labels[i] == EntityTagger.Outside) continue;
                while (EntityTagger.IsOpen(labels[end - 1])) end++;
                var kind = EntityTagger.KindOf(labels[i]);
                if (kind is not (EntityKind.Person or EntityKind.Organisation)) continue;
                var use = memory.UseOf(numbers[end - 1]);
                bool person = (use & (EntityTagger.Use.AfterGiven | EntityTagger.Use.AfterTitle)) != EntityTagger.Use.None || (words[i].Hints & NameHints.Given) != NameHints.None;
                bool body = (use & (EntityTagger.Use.WithCompany | EntityTagger.Use.WithBody)) != EntityTagger.Use.None;
                bool several = end - i > 1 || (use & EntityTagger.Use.Last) != EntityTagger.Use.None;
                if (kind == EntityKind.Organisation || person || (several && !body)) continue;
                for (int k = i; k < end; k++) labels[k] = (byte)EntityTagger.Label(EntityKind.Organisation, EntityTagger.PartOf(labels[k]));
            }
        }
    }

    private static Example Prepare(SilverSentence sentence, int style, WordPool pool, Tagger tagger)
    {
        int n = sentence.Words.Length;
        string text = sentence.Text;
        if (style is 1 or 2)
        {
            // Same length, same offsets, other capitals.
            char[] changed = text.ToCharArray();
            foreach (var span in sentence.Spans)
                for (int k = span.Start; k < (style == 1 ? span.End : Math.Min(span.Start + 1, span.End)); k++)
                    if (style == 1 || span.Length > 3) changed[k] = char.ToUpperInvariant(changed[k]);
            text = new(changed);
        }

        var (words, numbers, tokens, gold) = (new WordInfo[n], new int[n], new Token[n], new byte[n]);
        for (int i = 0; i < n; i++)
        {
            numbers[i] = pool.NumberOf(sentence.Spans[i].Of(text));
            words[i] = pool.Info(numbers[i]);
            tokens[i] = new() { Span = sentence.Spans[i], Word = pool[numbers[i]], Entity = -1, Head = -1 };
            if (sentence.Names[i] is not { } kind) continue;
            bool starts = sentence.Starts[i], ends = i + 1 == n || sentence.Names[i + 1] != kind || sentence.Starts[i + 1];
            gold[i] = (byte)EntityTagger.Label(kind, (starts, ends) switch
            {
                (true, true) => EntityTagger.Part.Only,
                (true, false) => EntityTagger.Part.Begin,
                (false, true) => EntityTagger.Part.Last,
                _ => EntityTagger.Part.Inside,
            });
        }

        tagger.Tag(words, tokens);
        return new(text, words, numbers, tokens, gold);
    }
}
