using System.Text;
using Parley.Reports;

namespace Parley.Language;

/// <summary>
/// How well the Language stage does on a treebank in CoNLL-U: F1 of tokens and sentences from raw text, as the CoNLL 2018 shared task counts them
/// (a token or sentence is right when both its borders are).
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

    /// <summary>Share of the treebank's own tokens whose universal tag, Penn tag and lemma (with our own tags) are right.</summary>
    public static (double Universal, double Penn, double Lemmas) Tagging(Tagger tagger, WordClusters clusters, Lemmatizer lemmatizer, IReadOnlyList<ConlluSentence> treebank)
    {
        int all = 0, universal = 0, penn = 0, lemmas = 0;
        foreach (var sentence in treebank)
        {
            var tokens = new Token[sentence.Tokens.Length];
            tagger.Tag([.. sentence.Tokens.Select(t => new WordInfo(t.Form, clusters.Of(t.Form)))], tokens);
            for (int i = 0; i < tokens.Length; i++)
            {
                all++;
                if (tokens[i].Pos == sentence.Tokens[i].Pos) universal++;
                if (tokens[i].Tag == sentence.Tokens[i].Tag) penn++;
                if (lemmatizer.Of(sentence.Tokens[i].Form, tokens[i].Tag) == sentence.Tokens[i].Lemma) lemmas++;
            }
        }

        return ((double)universal / all, (double)penn / all, (double)lemmas / all);
    }

    /// <summary>
    /// Share of the treebank's own words, tagged by us, that hang on the right word (UAS), and do so by the right relation, subtypes dropped (LAS); punctuation counts.
    /// </summary>
    public static (double Unlabelled, double Labelled) Attachment(Tagger tagger, WordClusters clusters, Lemmatizer lemmatizer, Parser parser, IReadOnlyList<ConlluSentence> treebank)
    {
        int all = 0, heads = 0, relations = 0;
        var state = new ParserState();
        foreach (var sentence in treebank)
        {
            var tokens = new Token[sentence.Tokens.Length];
            WordInfo[] words = [.. sentence.Tokens.Select(t => new WordInfo(t.Form, clusters.Of(t.Form)))];
            tagger.Tag(words, tokens);
            for (int i = 0; i < tokens.Length; i++) (tokens[i].Word, tokens[i].Lemma) = (sentence.Tokens[i].Form, lemmatizer.Of(sentence.Tokens[i].Form, tokens[i].Tag));
            parser.Parse(words, tokens, 0, state);
            for (int i = 0; i < tokens.Length; i++)
            {
                all++;
                if (tokens[i].Head != sentence.Tokens[i].Head) continue;
                heads++;
                if (tokens[i].Relation == sentence.Tokens[i].Relation) relations++;
            }
        }

        return ((double)heads / all, (double)relations / all);
    }
}
