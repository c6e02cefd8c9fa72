using Parley.Language;
using Parley.Learning;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class TreesTests
{
    // The senior envoy of Oslo , Anna Berg , who left , said it failed .
    private static readonly (string Word, int Head, Relation Relation)[] Words =
    [
        ("The", 2, Relation.det), ("senior", 2, Relation.amod), ("envoy", 12, Relation.nsubj), ("of", 4, Relation.@case), ("Oslo", 2, Relation.nmod),
        (",", 6, Relation.punct), ("Anna", 2, Relation.appos), ("Berg", 6, Relation.flat), (",", 10, Relation.punct), ("who", 10, Relation.nsubj), ("left", 2, Relation.acl),
        (",", 10, Relation.punct), ("said", -1, Relation.root), ("it", 14, Relation.nsubj), ("failed", 12, Relation.ccomp), (".", 12, Relation.punct),
    ];

    private static Document Parsed()
    {
        Token[] tokens = [.. Words.Select((w, i) => new Token
        {
            Span = new(2 * i, 2 * i + 1), Word = w.Word, Lemma = w.Word, Head = w.Head, Relation = w.Relation, Entity = -1,
            Pos = w.Relation == Relation.punct ? UniversalTag.PUNCT : UniversalTag.X,
        })];
        var report = new Report { Id = "t", Source = "-", Text = new string('x', 2 * tokens.Length), Blocks = [] };
        return new(report, tokens, [new(0, tokens.Length, new(0, 2 * tokens.Length), 0)], []);
    }

    private static Trees Read()
    {
        var trees = new Trees();
        trees.Read(Parsed());
        return trees;
    }

    private static string Text((int First, int End) range) => string.Join(' ', Words[range.First..range.End].Select(w => w.Word));

    [Fact]
    public void A_subtree_reaches_from_its_first_to_its_last_token()
    {
        var trees = Read();
        Text(trees.Subtree(2)).ShouldBe("The senior envoy of Oslo , Anna Berg , who left ,");
        Text(trees.Subtree(14)).ShouldBe("it failed");
        trees.Subtree(12).ShouldBe((0, Words.Length));
        trees.Dominates(2, 9).ShouldBeTrue();
        trees.Dominates(14, 9).ShouldBeFalse();
        trees.DepthOf(9).ShouldBe(3);
    }

    [Fact]
    public void A_noun_phrase_leaves_out_what_is_not_wanted()
    {
        var trees = Read();
        Text(trees.NounPhrase(2, NounPhraseParts.Whole)).ShouldBe("The senior envoy of Oslo , Anna Berg , who left");
        Text(trees.NounPhrase(2, NounPhraseParts.NoClauses)).ShouldBe("The senior envoy of Oslo , Anna Berg");
        Text(trees.NounPhrase(2, NounPhraseParts.NoAppositions)).ShouldBe("The senior envoy of Oslo");
    }

    [Fact]
    public void A_noun_phrase_without_case_starts_behind_its_preposition()
    {
        Text(Read().NounPhrase(4)).ShouldBe("Oslo");
        Text(Read().NounPhrase(4, NounPhraseParts.Whole)).ShouldBe("of Oslo");
    }

    [Fact]
    public void Dependents_come_in_order_and_by_relation()
    {
        var trees = Read();
        var found = new List<int>();
        for (int i = trees.FirstDependent(2); i >= 0; i = trees.NextSibling(i)) found.Add(i);
        found.ShouldBe([0, 1, 4, 6, 10]);
        trees.FirstDependent(12, Relation.ccomp).ShouldBe(14);
        trees.FirstDependent(12, Relation.obj).ShouldBe(-1);
        trees.SubjectOf(12).ShouldBe(2);
    }

    [Fact]
    public void A_path_climbs_and_then_descends()
    {
        var trees = Read();
        Span<int> path = stackalloc int[4];
        int steps = trees.Path(4, 13, path);
        path[..steps].ToArray().ShouldBe([(int)Relation.nmod, (int)Relation.nsubj, -(int)Relation.ccomp, -(int)Relation.nsubj]);
        trees.Path(4, 13, path[..3]).ShouldBe(-1);
        trees.Path(4, 4, path).ShouldBe(0);
    }

    [Fact]
    public void Spans_and_depths_agree_with_the_heads_on_random_trees()
    {
        var random = new SeededRandom(3);
        var trees = new Trees();
        for (int round = 0; round < 100; round++)
        {
            int n = 1 + random.Next(30);
            var tokens = new Token[n];
            for (int i = 0; i < n; i++) tokens[i] = new() { Word = "x", Lemma = "x", Head = i - 1, Relation = Relation.dep };
            for (int i = 2; i < n; i++)
            {
                // Hang each token on the one before it or on one above that one: projective.
                int head = i - 1;
                while (tokens[head].Head >= 0 && random.Next(2) == 0) head = tokens[head].Head;
                tokens[i].Head = head;
            }

            var report = new Report { Id = "t", Source = "-", Text = "", Blocks = [] };
            trees.Read(new(report, tokens, [new(0, n, default, 0)], []));
            for (int a = 0; a < n; a++)
            {
                for (int t = 0; t < n; t++)
                {
                    int at = t, depth = 0;
                    bool under = t == a;
                    while ((at = tokens[at].Head) >= 0)
                    {
                        depth++;
                        under |= at == a;
                    }

                    trees.Dominates(a, t).ShouldBe(under);
                    trees.DepthOf(t).ShouldBe(depth);
                }
            }
        }
    }
}
