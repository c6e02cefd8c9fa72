using System.Buffers;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Parley.Language;
using Parley.Learning;
using Parley.Positions;
using Parley.Reports;
using Parley.Statements;

namespace Parley.Benchmarks;

/// <summary>
/// Each stage of reading by itself, and the whole, over short reports of our own words: time and memory are for each token, on one core, when everything has been read once before.
/// </summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private const int Reports = 60, SentencesEach = 6, Tokens = 8_460;

    private static readonly string[] Sentences =
    [
        "The dockers' union said on Monday that it won't sign the port's latest draft, which cuts night pay by 12.5%.",
        "\"We were never shown that text,\" Anna Lindqvist, its chief negotiator, told reporters in Gothenburg.",
        "Gov. Tom Hale and the Brant Steel Corp. board met for nine hours at the Ministry of Labour, officials added.",
        "Norway and the European Union agreed to extend the deadline of Dec. 15 if both sides table a 20-point plan.",
        "He described the U.S. proposal as a basis for talks; an aide later called it unproductive.",
        "Pay talks at the Kestrel yard, owned by Orr & Co., broke down after the firm withdrew its $4.2 million offer.",
        "The two delegations met for a third day on Tuesday, but neither side said whether the ceasefire line had been discussed.",
        "\"We have told the mediators that the draft goes further than our parliament can accept,\" the foreign minister said after the session.",
        "A spokesman for the dockers' union, which rejected the company's offer last week, said that talks would resume once the dismissed workers were back.",
        "According to two people who have seen the text, it asks both governments to withdraw their troops within sixty days.",
    ];

    private readonly List<Piece> pieces = [];
    private readonly List<TextSpan> spans = [];
    private readonly List<(int First, int End)> ranges = [];
    private readonly SentenceSplitter splitter = new();
    private readonly EntityTagger.Memory memory = new();
    private readonly ParserState state = new();
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly List<Item> items = [];
    private readonly byte[] labels = new byte[1024];
    private Tagger tagger = null!;
    private Parser parser = null!;
    private EntityTagger names = null!;
    private AttributionReader attributions = null!;
    private PositionReader positions = null!;
    private Reader reader = null!;

    // A report and what each stage needs of the stages before.
    private sealed record Item(Report Report, Document Document, WordInfo[] Words, int[] Numbers, IReadOnlyList<Attribution> Attributions, Reading Reading);

    /// <summary>Loads the models and reads every report once.</summary>
    [GlobalSetup]
    public void Load()
    {
        string folder = ModelFile.DefaultFolder;
        var clusters = WordClusters.Load(folder);
        (tagger, parser, names, attributions, positions, reader) = (Tagger.Load(folder), Parser.Load(folder), EntityTagger.Load(folder), AttributionReader.Load(folder), PositionReader.Load(folder), new());
        var annotator = Annotator.Load(folder);
        var pool = new WordPool(clusters);
        int count = 0;
        for (int r = 0; r < Reports; r++)
        {
            string text = string.Join(' ', Enumerable.Range(0, SentencesEach).Select(s => Sentences[(r + s * (1 + r / Sentences.Length)) % Sentences.Length]));
            var report = new Report { Id = "bench", Source = "-", Text = text, Language = "en", Blocks = [new(BlockKind.Paragraph, new(0, text.Length))] };
            var document = annotator.Annotate(report);
            int[] numbers = Array.ConvertAll(document.Tokens.ToArray(), t => pool.NumberOf(t.Word));
            var found = attributions.Read(document);
            items.Add(new(report, document, Array.ConvertAll(numbers, n => pool.Info(n)), numbers, found, positions.Read(document, found) with { Reader = new("", "") }));
            count += document.Tokens.Length;
        }

        if (count != Tokens) throw new InvalidOperationException($"The reports have {count} tokens, not {Tokens}.");
    }

    /// <summary>Text to tokens and sentences.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public int TokensAndSentences()
    {
        int found = 0;
        foreach (var item in items)
        {
            pieces.Clear();
            spans.Clear();
            ranges.Clear();
            Tokenizer.Tokenize(item.Report.Text, 0, item.Report.Text.Length, pieces);
            splitter.Split(item.Report.Text, CollectionsMarshal.AsSpan(pieces), true, spans, ranges);
            found += spans.Count;
        }

        return found;
    }

    /// <summary>Parts of speech.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public void Tags()
    {
        foreach (var item in items)
            foreach (var s in item.Document.Sentences) tagger.Tag(item.Words.AsSpan(s.First, s.End - s.First), item.Document.Tokens[s.First..s.End]);
    }

    /// <summary>Dependency trees.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public void Trees()
    {
        foreach (var item in items)
            foreach (var s in item.Document.Sentences) parser.Parse(item.Words.AsSpan(s.First, s.End - s.First), item.Document.Tokens[s.First..s.End], s.First, state);
    }

    /// <summary>Labels of names.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public void Names()
    {
        foreach (var item in items)
        {
            memory.Clear();
            foreach (var s in item.Document.Sentences) memory.Read(item.Words.AsSpan(s.First, s.End - s.First), item.Numbers.AsSpan(s.First, s.End - s.First));
            foreach (var s in item.Document.Sentences)
            {
                int length = s.End - s.First;
                names.Tag(item.Report.Text, item.Words.AsSpan(s.First, length), item.Numbers.AsSpan(s.First, length), item.Document.Tokens[s.First..s.End], memory, labels.AsSpan(0, length));
            }
        }
    }

    /// <summary>Who said what.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public int Statements()
    {
        int found = 0;
        foreach (var item in items) found += attributions.Read(item.Document).Count;
        return found;
    }

    /// <summary>Parties, actors, proposals, issues, events, positions; what is allocated is above all the reading itself.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public int Positions()
    {
        int found = 0;
        foreach (var item in items) found += positions.Read(item.Document, item.Attributions).Parties.Count;
        return found;
    }

    /// <summary>Readings to JSON.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public int Json()
    {
        int bytes = 0;
        foreach (var item in items)
        {
            line.ResetWrittenCount();
            ReadingJson.Write(line, item.Reading);
            bytes += line.WrittenCount;
        }

        return bytes;
    }

    /// <summary>From report to reading.</summary>
    [Benchmark(OperationsPerInvoke = Tokens)]
    public int Whole()
    {
        int found = 0;
        foreach (var item in items) found += reader.Read(item.Report).Parties.Count;
        return found;
    }
}
