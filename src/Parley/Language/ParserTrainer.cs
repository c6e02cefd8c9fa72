using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Trains the parser: averaged perceptrons (Collins 2002) for action and relation, with a dynamic oracle and exploration (Goldberg and Nivre 2013), so that the parser learns to go on
/// well after its own mistakes. Several perceptrons see the sentences in other orders and are averaged.
/// One thread for each, fixed seeds, integer arithmetic: the same treebank gives the same file.
/// </summary>
internal static class ParserTrainer
{
    private const int Folds = 4;

    // Weights of actions are kept in steps of so many units; those of relations only from so many units on. Smaller ones change nothing that can be measured.
    private const double ActionStep = 128, LeastAction = 192, LeastRelation = 10;

    /// <summary>What training needs to know.</summary>
    /// <param name="Epochs">Passes over the treebank.</param>
    /// <param name="ActionBits">Hash bits of the table of actions.</param>
    /// <param name="RelationBits">Hash bits of the table of relations.</param>
    /// <param name="MinCount">Features seen less often than this on the right path are left out.</param>
    /// <param name="Explore">Of 100 wrong actions, how many are followed from the second epoch on.</param>
    /// <param name="Margin">The right action must win by this much.</param>
    /// <param name="Mix">Of 100 sentences, how many are seen with the treebank's own tags.</param>
    /// <param name="Models">How many perceptrons are trained on other orders of the sentences, and averaged.</param>
    /// <param name="Seed">Seed of shuffling and exploration.</param>
    public sealed record Options(int Epochs = 8, int ActionBits = 22, int RelationBits = 20, int MinCount = 3, int Explore = 90, int Margin = 50, int Mix = 50, int Models = 6, uint Seed = 1);

    /// <summary>
    /// A sentence with its right tree: tokens with the tags to learn on, tokens with the treebank's tags, and heads as nodes (1 to n, n + 1 the artificial root; index 0 is unused).
    /// </summary>
    public sealed record Example(WordInfo[] Words, Token[] Tokens, Token[] Gold, int[] Heads, Relation[] Relations);

    /// <summary>Trains on the treebank in a folder of data and writes the model.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var clusters = WordClusters.Load(modelFolder);
        var treebank = ConlluFile.Read(Path.Combine(dataFolder, "treebank", "ewt-train.conllu.gz"));
        var examples = treebank.ConvertAll(sentence => ExampleOf(sentence, clusters));
        Jackknife(treebank, examples, [.. SilverSentence.Polnear(dataFolder, "train")], clusters, log);
        var model = Train(examples, new(), log);
        ModelFile.Save(Parser.PathIn(modelFolder), ParserModel.Name, ParserModel.Version, model.Save);
    }

    /// <summary>The right tree of a treebank's sentence, with the treebank's tags.</summary>
    public static Example ExampleOf(ConlluSentence sentence, WordClusters clusters)
    {
        int n = sentence.Tokens.Length;
        var heads = new int[n + 2];
        var relations = new Relation[n + 2];
        for (int i = 0; i < n; i++)
        {
            heads[i + 1] = sentence.Tokens[i].Head < 0 ? n + 1 : sentence.Tokens[i].Head + 1;
            relations[i + 1] = sentence.Tokens[i].Relation;
        }

        Token[] tokens = [.. sentence.Tokens.Select(t => new Token { Word = t.Form, Lemma = t.Lemma, Tag = t.Tag, Pos = t.Pos })];
        return new([.. sentence.Tokens.Select(t => new WordInfo(t.Form, clusters.Of(t.Form)))], tokens, [.. tokens], heads, relations);
    }

    /// <summary>
    /// Gives every sentence the tags of a tagger that has not seen its document: the parser must learn on tags as wrong as those it will meet.
    /// </summary>
    public static void Jackknife(IReadOnlyList<ConlluSentence> treebank, IReadOnlyList<Example> examples, IReadOnlyList<SilverSentence> silver, WordClusters clusters, Action<string> log)
    {
        var foldOf = new int[treebank.Count];
        for (int i = 0, document = 0; i < foldOf.Length; i++) foldOf[i] = (document += treebank[i].StartsDocument ? 1 : 0) % Folds;
        Parallel.For(0, Folds, fold =>
        {
            var tagger = TaggerTrainer.Train([.. treebank.Where((_, i) => foldOf[i] != fold)], silver, clusters, _ => { });
            for (int i = 0; i < foldOf.Length; i++)
                if (foldOf[i] == fold) tagger.Tag(examples[i].Words, examples[i].Tokens);
            log($"parser: tags of part {fold + 1} of {Folds} come from a tagger that has not seen it");
        });
    }

    /// <summary>Trains on sentences with trees.</summary>
    public static ParserModel Train(IReadOnlyList<Example> examples, Options options, Action<string> log)
    {
        var sessions = new Session[options.Models];
        Parallel.For(0, options.Models, m =>
        {
            var session = sessions[m] = new(new(options.ActionBits, ParserModel.ActionWidth), new(options.RelationBits, ParserModel.RelationWidth), options);
            foreach (var example in examples) session.Count(example);
            int[] order = [.. Enumerable.Range(0, examples.Count)];
            var random = new SeededRandom(options.Seed + (uint)m);
            for (int epoch = 1; epoch <= options.Epochs; epoch++)
            {
                random.Shuffle(order);
                session.Begin(epoch);
                foreach (int i in order) session.Learn(examples[i], random);
                log($"parser {m + 1}: epoch {epoch} of {options.Epochs}, {session.Wrong} of {session.Decisions} actions and {session.WrongRelations} relations wrong");
            }
        });
        return ModelOf(PerceptronTable.Mean([.. sessions.Select(s => s.Actions)], ParserModel.ActionLimit * ActionStep), PerceptronTable.Mean([.. sessions.Select(s => s.Relations)], ParserModel.RelationLimit));
    }

    /// <summary>
    /// The model of real weights: those of actions less that of a shift, as only differences count; rounded, the smallest left out.
    /// </summary>
    public static ParserModel ModelOf(double[] actions, double[] relations)
    {
        for (int row = 0; row < actions.Length; row += ParserModel.ActionWidth)
        {
            double shift = actions[row];
            for (int a = 0; a < ParserModel.Actions; a++) actions[row + a] -= shift;
        }

        return ParserModel.Of(
            Array.ConvertAll(actions, x => Math.Abs(x) < LeastAction ? (short)0 : (short)Math.Clamp(Math.Round(x / ActionStep), -ParserModel.ActionLimit, ParserModel.ActionLimit)),
            Array.ConvertAll(relations, x => Math.Abs(x) < LeastRelation ? (short)0 : (short)Math.Round(x)));
    }

    private sealed class Session(PerceptronTable actions, PerceptronTable relations, Options options)
    {
        private readonly ParserState state = new();
        private readonly uint[] actionFeatures = new uint[ParserFeatures.ActionCount];
        private readonly uint[] relationFeatures = new uint[ParserFeatures.RelationCount];
        private readonly int[] actionScores = new int[ParserModel.ActionWidth];
        private readonly int[] relationScores = new int[ParserModel.RelationWidth];
        private bool exploring;

        public PerceptronTable Actions => actions;

        public PerceptronTable Relations => relations;

        public int Wrong { get; private set; }

        public int Decisions { get; private set; }

        public int WrongRelations { get; private set; }

        public void Begin(int epoch)
        {
            exploring = epoch > 1;
            (Wrong, Decisions, WrongRelations) = (0, 0, 0);
        }

        /// <summary>Counts the features of the right path, so that rare ones can be left out.</summary>
        public void Count(Example example)
        {
            ParserNodes.Fill(state, example.Words, example.Tokens);
            while (!state.Done)
            {
                var action = ParserAction.Shift;
                if (state.Depth > 0)
                {
                    int best = int.MaxValue;
                    for (var a = ParserAction.Right; a >= ParserAction.Shift; a--)
                    {
                        if (!state.Allows(a)) continue;
                        int cost = ParserOracle.Cost(state, example.Heads, a);
                        if (cost < best) (best, action) = (cost, a);
                    }

                    ParserFeatures.OfAction(state, actionFeatures);
                    actions.Count(actionFeatures);
                }

                Apply(action, example, null);
            }
        }

        public void Learn(Example example, SeededRandom random)
        {
            ParserNodes.Fill(state, example.Words, random.Next(100) < options.Mix ? example.Gold : example.Tokens);
            while (!state.Done) Apply(state.Depth == 0 ? ParserAction.Shift : Choose(example, random), example, random);
        }

        private ParserAction Choose(Example example, SeededRandom random)
        {
            if (state.Next == state.Root && state.Depth == 1) return ParserAction.Left;
            ParserFeatures.OfAction(state, actionFeatures);
            actions.Score(actionFeatures, actionScores);
            int least = int.MaxValue;
            Span<int> costs = stackalloc int[3];
            for (int a = 0; a < 3; a++)
            {
                costs[a] = state.Allows((ParserAction)a) ? ParserOracle.Cost(state, example.Heads, (ParserAction)a) : int.MaxValue;
                least = Math.Min(least, costs[a]);
            }

            int right = -1, wrong = -1;
            for (int a = 0; a < 3; a++)
            {
                if (costs[a] == int.MaxValue) continue;
                if (costs[a] == least)
                {
                    if (right < 0 || actionScores[a] > actionScores[right]) right = a;
                }
                else if (wrong < 0 || actionScores[a] > actionScores[wrong])
                {
                    wrong = a;
                }
            }

            Decisions++;
            actions.Step();
            if (wrong < 0) return (ParserAction)right;
            int lead = actionScores[right] - actionScores[wrong];
            bool mistaken = lead < 0 || (lead == 0 && wrong < right);
            if (mistaken) Wrong++;
            if (mistaken || lead <= options.Margin) actions.Update(actionFeatures, right, wrong, options.MinCount);
            return mistaken && exploring && random.Next(100) < options.Explore ? (ParserAction)wrong : (ParserAction)right;
        }

        private void Apply(ParserAction action, Example example, SeededRandom? random)
        {
            if (action == ParserAction.Shift)
            {
                state.Shift();
                return;
            }

            int dependent = state.Stack(0), head = action == ParserAction.Left ? state.Next : state.Stack(1);
            var relation = RelationOf(head, dependent, example, random);
            if (action == ParserAction.Left) state.Left(relation);
            else state.Right(relation);
        }

        private Relation RelationOf(int head, int dependent, Example example, SeededRandom? random)
        {
            if (head == state.Root) return Relation.root;
            ParserFeatures.OfRelation(state, head, dependent, relationFeatures);
            var gold = example.Relations[dependent];
            if (random is null)
            {
                relations.Count(relationFeatures);
                return gold;
            }

            relations.Score(relationFeatures, relationScores);
            int goldClass = gold - ParserModel.FirstRelation, best = 0, wrong = goldClass == 0 ? 1 : 0;
            for (int r = 1; r < ParserModel.RelationClasses; r++)
            {
                if (relationScores[r] > relationScores[best]) best = r;
                if (r != goldClass && relationScores[r] > relationScores[wrong]) wrong = r;
            }

            // Only a right head has a right relation.
            if (example.Heads[dependent] != head) return ParserModel.RelationOf(best);
            relations.Step();
            if (best != goldClass) WrongRelations++;
            if (best != goldClass || relationScores[goldClass] - relationScores[wrong] <= options.Margin)
                relations.Update(relationFeatures, goldClass, wrong, options.MinCount);
            return ParserModel.RelationOf(best);
        }
    }
}
