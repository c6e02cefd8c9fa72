using BenchmarkDotNet.Attributes;
using Parley.Language;
using Parley.Learning;

namespace Parley.Benchmarks;

/// <summary>The dependency parser alone, on tagged sentences of our own words; time for each token, on one core.</summary>
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private const int Tokens = 105 * 40;

    private static readonly string[] Sentences =
    [
        "The two delegations met for a third day on Tuesday , but neither side said whether the ceasefire line had been discussed .",
        "\" We have told the mediators that the draft goes further than our parliament can accept , \" the foreign minister said after the session .",
        "A spokesman for the dockers ' union , which rejected the company 's offer last week , said that talks would resume once the dismissed workers were back .",
        "According to two people who have seen the text , it asks both governments to withdraw their troops within sixty days .",
        "He declined to comment .",
    ];

    private readonly ParserState state = new();
    private readonly List<(WordInfo[] Words, Token[] Tokens)> tagged = [];
    private Parser parser = null!;

    /// <summary>Loads the models and tags the sentences.</summary>
    [GlobalSetup]
    public void Setup()
    {
        parser = Parser.Load(ModelFile.DefaultFolder);
        var clusters = WordClusters.Load(ModelFile.DefaultFolder);
        var tagger = Tagger.Load(ModelFile.DefaultFolder);
        int count = 0;
        for (int round = 0; round < 40; round++)
        {
            foreach (string sentence in Sentences)
            {
                string[] forms = sentence.Split(' ');
                WordInfo[] words = [.. forms.Select(f => new WordInfo(f, clusters.Of(f)))];
                Token[] tokens = [.. forms.Select(f => new Token { Word = f, Lemma = f })];
                tagger.Tag(words, tokens);
                tagged.Add((words, tokens));
                count += tokens.Length;
            }
        }

        if (count != Tokens) throw new InvalidOperationException($"The sentences have {count} tokens, not {Tokens}.");
    }

    /// <summary>Parses every sentence.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public void Parse()
    {
        foreach (var (words, tokens) in tagged) parser.Parse(words, tokens, 0, state);
    }
}
