using Parley.Language;
using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class ParserTests
{
    // A small treebank of our own: word, universal tag, head (0 for the root), relation.
    private const string Treebank = """
        The DET 2 det|envoy NOUN 3 nsubj|rejected VERB 0 root|the DET 5 det|draft NOUN 3 obj|. PUNCT 3 punct
        The DET 2 det|union NOUN 3 nsubj|accepted VERB 0 root|the DET 5 det|offer NOUN 3 obj|. PUNCT 3 punct
        She PRON 2 nsubj|said VERB 0 root|the DET 4 det|talks NOUN 5 nsubj|failed VERB 2 ccomp|. PUNCT 2 punct
        He PRON 2 nsubj|said VERB 0 root|the DET 4 det|union NOUN 5 nsubj|won VERB 2 ccomp|. PUNCT 2 punct
        Talks NOUN 2 nsubj|failed VERB 0 root|in ADP 4 case|Oslo PROPN 2 obl|. PUNCT 2 punct
        Talks NOUN 2 nsubj|opened VERB 0 root|in ADP 4 case|Bergen PROPN 2 obl|. PUNCT 2 punct
        A DET 2 det|draft NOUN 5 nsubj|of ADP 4 case|peace NOUN 2 nmod|emerged VERB 0 root
        """;

    private static ConlluSentence[] Sentences => [.. Treebank.Split('\n').Select(line =>
    {
        ConlluToken[] tokens = [.. line.Split('|').Select(word =>
        {
            string[] part = word.Split(' ');
            return new ConlluToken(part[0], part[0], Enum.Parse<UniversalTag>(part[1]), PennTag.None, "_", int.Parse(part[2]) - 1, Relations.Parse(part[3]), part[3], "_");
        })];
        return new ConlluSentence("", "", tokens, false, false);
    })];

    // No clusters: every word is unknown to them.
    private static readonly WordClusters Clusters = new([], [], new byte[1]);

    private static WordInfo[] InfoOf(Token[] tokens) => [.. tokens.Select(t => new WordInfo(t.Word, default))];

    private static Token[] TokensOf(ConlluSentence sentence) => [.. sentence.Tokens.Select(t => new Token { Word = t.Form, Lemma = t.Lemma, Pos = t.Pos, Tag = t.Tag })];

    private static ParserModel Trained() =>
        ParserTrainer.Train([.. Sentences.Select(s => ParserTrainer.ExampleOf(s, Clusters))], new ParserTrainer.Options(Epochs: 5, ActionBits: 14, RelationBits: 12, MinCount: 1, Models: 2), _ => { });

    private static byte[] Bytes(ParserModel model)
    {
        using var stream = new MemoryStream();
        using (var writer = new ModelWriter(stream)) model.Save(writer);
        return stream.ToArray();
    }

    /// <summary>A model that knows nothing: every tree it can build must still be one.</summary>
    private static ParserModel Noise(SeededRandom random)
    {
        var actions = new short[ParserModel.ActionWidth << 10];
        var relations = new short[ParserModel.RelationWidth << 8];
        for (int i = 0; i < actions.Length; i++) actions[i] = (short)(random.Next(127) - 63);
        for (int i = 0; i < relations.Length; i++) relations[i] = (short)(random.Next(1001) - 500);
        return ParserModel.Of(actions, relations);
    }

    private static Token[] RandomSentence(SeededRandom random, int length)
    {
        string[] words = ["talks", "the", ",", "said", "\ud800", "", "Ω", "(", "\0", "émigré", "no"];
        var tokens = new Token[length];
        for (int i = 0; i < length; i++)
        {
            tokens[i].Word = tokens[i].Lemma = words[random.Next(words.Length)];
            tokens[i].Tag = (PennTag)random.Next((int)PennTag.Colon + 1);
            tokens[i].Pos = (UniversalTag)random.Next((int)UniversalTag.X + 1);
        }

        return tokens;
    }

    private static void Start(ParserState state, Token[] tokens) => ParserNodes.Fill(state, InfoOf(tokens), tokens);

    private static void ShouldBeATree(ReadOnlySpan<Token> tokens, int first)
    {
        int roots = 0;
        var state = new byte[tokens.Length];
        for (int i = 0; i < tokens.Length; i++)
        {
            (tokens[i].Head == -1).ShouldBe(tokens[i].Relation == Relation.root);
            tokens[i].Relation.ShouldNotBe(Relation.None);
            if (tokens[i].Head == -1) roots++;
            else tokens[i].Head.ShouldBeInRange(first, first + tokens.Length - 1);
            int steps = 0;
            for (int at = i; tokens[at].Head >= 0 && state[at] == 0; at = tokens[at].Head - first) steps.ShouldBeLessThan(tokens.Length);
            state[i] = 1;
        }

        roots.ShouldBe(tokens.Length == 0 ? 0 : 1);
    }

    [Fact]
    public void Any_weights_on_any_sentence_build_a_tree_with_one_root()
    {
        var random = new SeededRandom(7);
        var state = new ParserState();
        for (int round = 0; round < 300; round++)
        {
            var parser = new Parser(Noise(random));
            var tokens = RandomSentence(random, round < 4 ? round : random.Next(60));
            int first = random.Next(1000);
            parser.Parse(InfoOf(tokens), tokens, first, state);
            ShouldBeATree(tokens, first);
        }
    }

    [Fact]
    public void A_sentence_of_a_hundred_thousand_tokens_is_parsed_and_short_ones_after_it()
    {
        var random = new SeededRandom(8);
        var parser = new Parser(Noise(random));
        var state = new ParserState();
        var tokens = RandomSentence(random, 100_000);
        parser.Parse(InfoOf(tokens), tokens, 0, state);
        tokens.Count(t => t.Head == -1).ShouldBe(1);
        tokens = RandomSentence(random, 5);
        parser.Parse(InfoOf(tokens), tokens, 0, state);
        ShouldBeATree(tokens, 0);
    }

    [Fact]
    public void Parsing_allocates_nothing_once_its_memory_has_grown()
    {
        var random = new SeededRandom(9);
        var parser = new Parser(Noise(random));
        var state = new ParserState();
        var tokens = RandomSentence(random, 100);
        parser.Parse(InfoOf(tokens), tokens, 0, state);
        var words = InfoOf(tokens);
        long before = GC.GetAllocatedBytesForCurrentThread();
        parser.Parse(words, tokens, 0, state);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void What_it_was_trained_on_it_parses_right_and_says_again_of_new_words()
    {
        var parser = new Parser(Trained());
        var state = new ParserState();
        foreach (var sentence in Sentences)
        {
            var tokens = TokensOf(sentence);
            parser.Parse(InfoOf(tokens), tokens, 0, state);
            tokens.Select(t => (t.Head, t.Relation)).ShouldBe(sentence.Tokens.Select(t => (t.Head, t.Relation)));
        }

        Token[] other = [Word("Her", UniversalTag.DET), Word("aide", UniversalTag.NOUN), Word("read", UniversalTag.VERB), Word("a", UniversalTag.DET), Word("letter", UniversalTag.NOUN)];
        parser.Parse(InfoOf(other), other, 100, state);
        other.Select(t => t.Head).ShouldBe([101, 102, -1, 104, 102]);
        other.Select(t => t.Relation).ShouldBe([Relation.det, Relation.nsubj, Relation.root, Relation.det, Relation.obj]);

        static Token Word(string word, UniversalTag pos) => new() { Word = word, Lemma = word, Pos = pos };
    }

    [Fact]
    public void Training_twice_gives_the_same_bytes_and_they_load_again()
    {
        byte[] first = Bytes(Trained());
        Bytes(Trained()).ShouldBe(first);
        using var reader = ModelReader.Of(first);
        Bytes(ParserModel.Load(reader)).ShouldBe(first);
    }

    [Fact]
    public void The_best_relation_is_that_of_the_largest_sum_also_where_weights_are_too_large_for_a_byte()
    {
        var random = new SeededRandom(12);
        const int rows = 1 << 6;
        var relations = new short[ParserModel.RelationWidth * rows];
        for (int r = 0; r < rows; r++)
            for (int k = 0; k < ParserModel.RelationClasses; k++)
                relations[r * ParserModel.RelationWidth + k] = (short)(random.Next(r % 5 == 0 ? 2 * ParserModel.RelationLimit + 1 : 255) - (r % 5 == 0 ? ParserModel.RelationLimit : 127));
        var model = ParserModel.Of(new short[ParserModel.ActionWidth << 4], relations);
        var features = new uint[ParserFeatures.RelationCount];
        for (int round = 0; round < 200; round++)
        {
            // The row is the top six bits. Half of the rounds meet no large weight.
            for (int i = 0; i < features.Length; i++)
            {
                int row = random.Next(rows);
                features[i] = (uint)(round % 2 == 0 && row % 5 == 0 ? row + 1 : row) << 26 | (uint)random.Next(1 << 26);
            }

            int best = Enumerable.Range(0, ParserModel.RelationClasses).MaxBy(k => features.Sum(f => relations[(f >> 26) * ParserModel.RelationWidth + k]));
            model.BestRelation(features).ShouldBe(ParserModel.RelationOf(best));
        }
    }

    [Fact]
    public void Actions_without_cost_rebuild_any_projective_tree()
    {
        var random = new SeededRandom(10);
        for (int round = 0; round < 200; round++)
        {
            int n = 1 + random.Next(20);
            var gold = new int[n + 2];
            Grow(gold, 1, n, n + 1, random);
            var state = new ParserState();
            Start(state, RandomSentence(random, n));
            while (!state.Done)
            {
                ParserAction[] free = [.. Enum.GetValues<ParserAction>().Where(a => state.Allows(a) && ParserOracle.Cost(state, gold, a) == 0)];
                free.ShouldNotBeEmpty();
                var action = free[random.Next(free.Length)];
                if (action == ParserAction.Shift) state.Shift();
                else if (action == ParserAction.Left) state.Left(Relation.dep);
                else state.Right(Relation.dep);
            }

            for (int i = 1; i <= n; i++) state.Nodes[i].Head.ShouldBe(gold[i]);
        }

        // A random projective tree over nodes from..to, all of it under the given head.
        static void Grow(int[] gold, int from, int to, int head, SeededRandom random)
        {
            int root = from + random.Next(to - from + 1);
            gold[root] = head;
            for (int at = from; at < root;)
            {
                int end = at + random.Next(root - at);
                Grow(gold, at, end, root, random);
                at = end + 1;
            }

            for (int at = root + 1; at <= to;)
            {
                int end = at + random.Next(to - at + 1);
                Grow(gold, at, end, root, random);
                at = end + 1;
            }
        }
    }

    [Fact]
    public void A_wrong_attachment_costs_the_arcs_it_rules_out()
    {
        // "She said talks failed": the heads are said, root, failed, said.
        int[] gold = [0, 2, 5, 4, 2, 0];
        var state = new ParserState();
        Start(state, RandomSentence(new(1), 4));
        state.Shift();
        ParserOracle.Cost(state, gold, ParserAction.Left).ShouldBe(0);
        ParserOracle.Cost(state, gold, ParserAction.Shift).ShouldBe(1);
        state.Left(Relation.nsubj);
        state.Shift();
        ParserOracle.Cost(state, gold, ParserAction.Left).ShouldBe(2);
    }
}
