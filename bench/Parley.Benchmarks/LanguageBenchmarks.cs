using BenchmarkDotNet.Attributes;
using Parley.Language;
using Parley.Reports;

namespace Parley.Benchmarks;

/// <summary>The Language stage by part, on a text of our own words; time and memory are for each token.</summary>
[MemoryDiagnoser]
public class LanguageBenchmarks
{
    private const int Tokens = 10_000;

    private static readonly string[] Sentences =
    [
        "The dockers' union said on Monday that it won't sign the port's latest draft, which cuts night pay by 12.5%.",
        "\"We were never shown that text,\" Anna Lindqvist, its chief negotiator, told reporters in Gothenburg.",
        "Gov. Tom Hale and the Brant Steel Corp. board met for nine hours at the Ministry of Labour, officials added.",
        "Norway and the European Union agreed to extend the deadline of Dec. 15 if both sides table a 20-point plan.",
        "He described the U.S. proposal as a basis for talks; an aide later called it unproductive.",
        "Pay talks at the Kestrel yard, owned by Orr & Co., broke down after the firm withdrew its $4.2 million offer.",
    ];

    private readonly List<Piece> pieces = [];
    private readonly List<TextSpan> spans = [];
    private readonly List<(int First, int End)> ranges = [];
    private readonly SentenceSplitter splitter = new();
    private readonly EntityTagger.Memory memory = new();
    private Report report = null!;
    private Annotator annotator = null!;
    private Tagger tagger = null!;
    private EntityTagger entityTagger = null!;
    private WordInfo[] words = null!;
    private int[] numbers = null!;
    private Token[] tokens = null!;
    private byte[] labels = null!;

    [GlobalSetup]
    public void Load()
    {
        string text = "";
        int count = 0;
        annotator = Annotator.Load();
        while (count < Tokens)
        {
            text += string.Join(' ', Sentences) + "\n\n";
            count += 150;
        }

        report = new() { Id = "bench", Source = "-", Text = text, Blocks = [new(BlockKind.Paragraph, new(0, text.Length))] };
        var clusters = WordClusters.Load(Learning.ModelFile.DefaultFolder);
        (tagger, entityTagger) = (Tagger.Load(Learning.ModelFile.DefaultFolder), EntityTagger.Load(Learning.ModelFile.DefaultFolder));
        var document = annotator.Annotate(report);
        tokens = document.Tokens[..Tokens].ToArray();
        var pool = new WordPool(clusters);
        numbers = Array.ConvertAll(tokens, t => pool.NumberOf(t.Word));
        words = Array.ConvertAll(numbers, n => pool.Info(n));
        labels = new byte[Tokens];
    }

    [Benchmark(OperationsPerInvoke = Tokens)]
    public int TokensAndSentences()
    {
        pieces.Clear();
        spans.Clear();
        ranges.Clear();
        Tokenizer.Tokenize(report.Text, 0, report.Text.Length, pieces);
        splitter.Split(report.Text, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pieces), true, spans, ranges);
        return spans.Count;
    }

    [Benchmark(OperationsPerInvoke = Tokens)]
    public void Tags()
    {
        for (int i = 0; i < Tokens; i += 25) tagger.Tag(words.AsSpan(i, 25), tokens.AsSpan(i, 25));
    }

    [Benchmark(OperationsPerInvoke = Tokens)]
    public void Entities()
    {
        memory.Clear();
        for (int i = 0; i < Tokens; i += 25) entityTagger.Tag(report.Text, words.AsSpan(i, 25), numbers.AsSpan(i, 25), tokens.AsSpan(i, 25), memory, labels.AsSpan(i, 25));
    }

    /// <summary>Everything, trees included; the document's own arrays are what is allocated.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public Document Annotate() => annotator.Annotate(report);
}
