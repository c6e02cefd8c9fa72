using System.Runtime.InteropServices;
using Parley.Learning;
using Parley.Reports;

namespace Parley.Language;

/// <summary>
/// The Language stage: from a report and its blocks to sentences, tokens, tags, trees and entities. Safe for use by several threads at once: the models are shared and
/// never change, working memory is lent to each call.
/// </summary>
public sealed class Annotator
{
    private readonly RoomPool<Workspace> workspaces;
    private readonly WordClusters? clusters;
    private readonly Tagger? tagger;
    private readonly Lemmatizer? lemmatizer;
    private readonly Parser? parser;
    private readonly EntityTagger? entityTagger;

    /// <summary>An annotator with the given models; what a missing one would fill keeps its default (for training, and for tests of the stages that need no model).</summary>
    internal Annotator(WordClusters? clusters = null, Tagger? tagger = null, Lemmatizer? lemmatizer = null, Parser? parser = null, EntityTagger? entityTagger = null)
    {
        (this.clusters, this.tagger, this.lemmatizer, this.parser, this.entityTagger) = (clusters, tagger, lemmatizer, parser, entityTagger);
        workspaces = new(() => new(this));
    }

    /// <summary>Loads the stage's models.</summary>
    /// <param name="modelFolder">Folder of the trained files; null for the one beside the program.</param>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static Annotator Load(string? modelFolder = null)
    {
        string folder = modelFolder ?? ModelFile.DefaultFolder;
        return new(WordClusters.Load(folder), Tagger.Load(folder), Lemmatizer.Load(folder), Parser.Load(folder), EntityTagger.Load(folder));
    }

    /// <summary>
    /// Reads a report. Furniture, bylines and datelines get no tokens; sentences do not cross blocks. Time linear in the text's length.
    /// </summary>
    public Document Annotate(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var workspace = workspaces.Take();
        var document = workspace.Annotate(report);
        workspaces.GiveBack(workspace, document.Tokens.Length);
        return document;
    }

    /// <summary>Tags, lemmas and a tree for a sentence that is cut into words already (a treebank's); heads count from its first word, spans stay empty.</summary>
    internal Token[] AnnotateWords(IReadOnlyList<string> forms)
    {
        var workspace = workspaces.Take();
        var tokens = workspace.AnnotateWords(forms);
        workspaces.GiveBack(workspace, tokens.Length);
        return tokens;
    }

    /// <summary>What one call works in; kept for the next.</summary>
    private sealed class Workspace(Annotator models)
    {
        private readonly List<Piece> pieces = [];
        private readonly List<TextSpan> spans = [];
        private readonly List<(int First, int End)> ranges = [];
        private readonly List<int> blocks = [];
        private readonly SentenceSplitter splitter = new();
        private readonly WordPool pool = new(models.clusters);
        private readonly ParserState parserState = new();
        private int[] numbers = new int[1024];
        private readonly EntityTagger.Memory memory = new();
        private readonly List<Entity> entities = [];
        private byte[] labels = new byte[SentenceSplitter.LongestSentence + 16];
        private WordInfo[] words = new WordInfo[SentenceSplitter.LongestSentence + 16];

        public Document Annotate(Report report)
        {
            Segment(report);
            if (numbers.Length < spans.Count) numbers = new int[Math.Max(spans.Count, numbers.Length * 2)];
            for (int i = 0; i < spans.Count; i++) numbers[i] = pool.NumberOf(spans[i].Of(report.Text));
            memory.Clear();
            entities.Clear();
            if (models.entityTagger is not null)
                foreach (var (first, end) in ranges) memory.Read(WordsOf(first, end), numbers.AsSpan(first, end - first));
            var tokens = new Token[spans.Count];
            var sentences = new Sentence[ranges.Count];
            for (int s = 0; s < sentences.Length; s++)
            {
                var (first, end) = ranges[s];
                sentences[s] = new(first, end, new(spans[first].Start, spans[end - 1].End), blocks[s]);
                Read(report.Text, s, first, end, tokens);
            }

            pool.Trim();
            return new(report, tokens, sentences, [.. entities]);
        }

        public Token[] AnnotateWords(IReadOnlyList<string> forms)
        {
            var tokens = new Token[forms.Count];
            if (numbers.Length < tokens.Length) numbers = new int[Math.Max(tokens.Length, numbers.Length * 2)];
            for (int i = 0; i < tokens.Length; i++)
            {
                string word = pool[numbers[i] = pool.NumberOf(forms[i])];
                tokens[i] = new() { Word = word, Lemma = word, Head = -1, Entity = -1 };
            }

            Analyse(WordsOf(0, tokens.Length), tokens, 0);
            pool.Trim();
            return tokens;
        }

        private void Segment(Report report)
        {
            spans.Clear();
            ranges.Clear();
            blocks.Clear();
            for (int b = 0; b < report.Blocks.Count; b++)
            {
                var block = report.Blocks[b];
                if (block.Kind is BlockKind.Furniture or BlockKind.Byline or BlockKind.Dateline) continue;
                pieces.Clear();
                Tokenizer.Tokenize(report.Text, block.Span.Start, block.Span.End, pieces);
                splitter.Split(report.Text, CollectionsMarshal.AsSpan(pieces), block.Kind is BlockKind.Paragraph or BlockKind.Caption, spans, ranges);
                while (blocks.Count < ranges.Count) blocks.Add(b);
            }
        }

        /// <summary>What the models see of the words of a sentence; good until the next is asked for.</summary>
        private ReadOnlySpan<WordInfo> WordsOf(int first, int end)
        {
            int count = end - first;
            if (words.Length < count) (words, labels) = (new WordInfo[count], new byte[count]);
            for (int i = 0; i < count; i++) words[i] = pool.Info(numbers[first + i]);
            return words.AsSpan(0, count);
        }

        private void Read(string text, int sentence, int first, int end, Token[] document)
        {
            var tokens = document.AsSpan(first, end - first);
            var known = WordsOf(first, end);
            for (int i = 0; i < tokens.Length; i++)
            {
                string word = pool[numbers[first + i]];
                tokens[i] = new() { Span = spans[first + i], Word = word, Lemma = word, Sentence = sentence, Head = -1, Entity = -1 };
            }

            Analyse(known, tokens, first);
            if (models.entityTagger is { } entityTagger)
            {
                entityTagger.Tag(text, known, numbers.AsSpan(first, tokens.Length), tokens, memory, labels);
                EntityFinder.Find(text, document, first, end, labels, entities);
            }
        }

        private void Analyse(ReadOnlySpan<WordInfo> known, Span<Token> tokens, int first)
        {
            models.tagger?.Tag(known, tokens);
            if (models.lemmatizer is { } lemmatizer)
                for (int i = 0; i < tokens.Length; i++) tokens[i].Lemma = pool.Lemma(numbers[first + i], tokens[i].Tag, lemmatizer);
            models.parser?.Parse(known, tokens, first, parserState);
        }
    }
}
