using System.Text;
using Parley.Learning;
using Parley.Reports;

namespace Parley.Language;

/// <summary>
/// How well the Language stage does on a treebank in CoNLL-U: F1 of tokens and sentences from raw text, as the CoNLL 2018 shared task counts them
/// (a token or sentence is right when both its borders are), and tags, lemmas and trees on the treebank's own tokens. The command line measures
/// <c>foreach (file in TreebankScore.FilesOf(DATA)) TreebankScore.Measure(annotator, ConlluFile.Read(file)).Lines()</c>.
/// </summary>
internal static class TreebankScore
{
    /// <summary>The raw text of a treebank's documents: sentences joined by a blank, paragraphs by an empty line, one paragraph block each.</summary>
    public static IEnumerable<(Report Report, List<TextSpan> Tokens, List<TextSpan> Sentences)> RawDocuments(IReadOnlyList<ConlluSentence> treebank)
    {
        var text = new StringBuilder();
        var tokens = new List<TextSpan>();
        var sentences = new List<TextSpan>();
        var blocks = new List<Block>();
        int paragraph = 0, number = 0;
        for (int s = 0; s <= treebank.Count; s++)
        {
            bool last = s == treebank.Count, newDocument = last || treebank[s].StartsDocument, newParagraph = newDocument || treebank[s].StartsParagraph;
            if (newParagraph && text.Length > paragraph) blocks.Add(new(BlockKind.Paragraph, new(paragraph, text.Length)));
            if (newDocument && text.Length > 0)
            {
                yield return (new Report { Id = $"d{++number}", Source = "treebank", Text = text.ToString(), Blocks = [.. blocks] }, [.. tokens], [.. sentences]);
                text.Clear();
                tokens.Clear();
                sentences.Clear();
                blocks.Clear();
            }

            if (last) yield break;
            if (text.Length > 0) text.Append(newParagraph ? "\n\n" : " ");
            if (newParagraph) paragraph = text.Length;
            int start = text.Length;
            text.Append(treebank[s].Text);
            foreach (var span in ConlluFile.Offsets(treebank[s])) tokens.Add(new(start + span.Start, start + span.End));
            sentences.Add(new(tokens[^treebank[s].Tokens.Length].Start, tokens[^1].End));
        }
    }

    /// <summary>The treebank files of a path: itself, or for a folder its files <c>*.conllu</c> and <c>*.conllu.gz</c> in ordinal order of names.</summary>
    public static string[] FilesOf(string path) => !Directory.Exists(path) ? [path] :
        [.. Directory.GetFiles(path).Where(f => f.EndsWith(".conllu", StringComparison.Ordinal) || f.EndsWith(".conllu.gz", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>All figures of a treebank.</summary>
    public static TreebankFigures Measure(Annotator annotator, IReadOnlyList<ConlluSentence> treebank)
    {
        var (tokens, sentences) = Segmentation(annotator, treebank);
        int all = 0, universal = 0, penn = 0, lemmas = 0, heads = 0, labelled = 0;
        foreach (var sentence in treebank)
        {
            var own = annotator.AnnotateWords([.. sentence.Tokens.Select(t => t.Form)]);
            for (int i = 0; i < own.Length; i++)
            {
                var gold = sentence.Tokens[i];
                all++;
                if (own[i].Pos == gold.Pos) universal++;
                if (own[i].Tag == gold.Tag) penn++;
                if (own[i].Lemma == gold.Lemma) lemmas++;
                if (own[i].Head != gold.Head) continue;
                heads++;
                if (own[i].Relation == gold.Relation) labelled++;
            }
        }

        double n = Math.Max(1, all);
        return new(all, tokens, sentences, universal / n, penn / n, lemmas / n, heads / n, labelled / n);
    }

    /// <summary>F1 of tokens and sentences from raw text.</summary>
    public static (double Tokens, double Sentences) Segmentation(Annotator annotator, IReadOnlyList<ConlluSentence> treebank)
    {
        int goldTokens = 0, ownTokens = 0, rightTokens = 0, goldSentences = 0, ownSentences = 0, rightSentences = 0;
        foreach (var (report, tokens, sentences) in RawDocuments(treebank))
        {
            var document = annotator.Annotate(report);
            goldTokens += tokens.Count;
            ownTokens += document.Tokens.Length;
            var gold = tokens.ToHashSet();
            foreach (ref readonly var token in document.Tokens)
                if (gold.Contains(token.Span)) rightTokens++;
            goldSentences += sentences.Count;
            ownSentences += document.Sentences.Length;
            gold = [.. sentences];
            foreach (var sentence in document.Sentences)
                if (gold.Contains(sentence.Span)) rightSentences++;
        }

        return (2.0 * rightTokens / (goldTokens + ownTokens), 2.0 * rightSentences / (goldSentences + ownSentences));
    }
}

/// <summary>What <see cref="TreebankScore.Measure"/> found, as shares in [0, 1].</summary>
/// <param name="Words">Words of the treebank.</param>
/// <param name="Tokens">F1 of tokens from raw text.</param>
/// <param name="Sentences">F1 of sentences from raw text.</param>
/// <param name="Universal">Right universal tags on the treebank's own tokens.</param>
/// <param name="Penn">Right Penn tags on the treebank's own tokens.</param>
/// <param name="Lemmas">Right lemmas on the treebank's own tokens, with our own tags.</param>
/// <param name="Heads">Right heads (UAS) on the treebank's own tokens, with our own tags, punctuation included.</param>
/// <param name="Labelled">Right heads with right relations (LAS); relations without subtypes but for the passive.</param>
internal sealed record TreebankFigures(int Words, double Tokens, double Sentences, double Universal, double Penn, double Lemmas, double Heads, double Labelled)
{
    /// <summary>The figures as people read them, one a line.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"from raw text    tokens     F1 {Figures.Fixed(100 * Tokens, 2),6}";
        yield return $"from raw text    sentences  F1 {Figures.Fixed(100 * Sentences, 2),6}";
        yield return $"on gold tokens   UPOS          {Figures.Fixed(100 * Universal, 2),6}";
        yield return $"on gold tokens   XPOS          {Figures.Fixed(100 * Penn, 2),6}";
        yield return $"on gold tokens   lemmas        {Figures.Fixed(100 * Lemmas, 2),6}";
        yield return $"on gold tokens   UAS           {Figures.Fixed(100 * Heads, 2),6}";
        yield return $"on gold tokens   LAS           {Figures.Fixed(100 * Labelled, 2),6}";
    }
}
