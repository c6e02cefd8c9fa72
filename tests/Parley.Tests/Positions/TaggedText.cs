using Parley.Language;
using Parley.Reports;

namespace Parley.Tests.Positions;

/// <summary>A document from words with tags, one sentence a line: "said_VBD" or "offers_VBZ_offer"; the lemma is the word in lower case where it is left out. No trees.</summary>
internal static class TaggedText
{
    public static Document Of(params string[] sentences)
    {
        var text = new System.Text.StringBuilder();
        var tokens = new List<Token>();
        var ranges = new List<Sentence>();
        var blocks = new List<Block>();
        foreach (string sentence in sentences)
        {
            int first = tokens.Count, start = text.Length;
            foreach (string item in sentence.Split(' '))
            {
                string[] parts = item.Split('_');
                if (tokens.Count > first && parts[0] is not ("," or "." or "'s")) text.Append(' ');
                int from = text.Length;
                text.Append(parts[0]);
                var tag = parts.Length > 1 ? Enum.Parse<PennTag>(parts[1]) : PennTag.None;
                tokens.Add(new()
                {
                    Span = new(from, text.Length),
                    Word = parts[0],
                    Lemma = parts.Length > 2 ? parts[2] : parts[0].ToLowerInvariant(),
                    Sentence = ranges.Count,
                    Tag = tag,
                    Pos = PosOf(tag),
                    Head = -1,
                    Entity = -1,
                });
            }

            var span = new TextSpan(start, text.Length);
            ranges.Add(new(first, tokens.Count, span, blocks.Count));
            blocks.Add(new(BlockKind.Paragraph, span));
            text.Append('\n');
        }

        var report = new Report { Id = "r", Source = "r", Text = text.ToString(), Blocks = blocks };
        return new(report, [.. tokens], [.. ranges], []);
    }

    /// <summary>The span of the nth occurrence of some words.</summary>
    public static TextSpan Span(this Document document, string words, int nth = 1)
    {
        int at = -1;
        for (int i = 0; i < nth; i++) at = document.Text.IndexOf(words, at + 1, StringComparison.Ordinal);
        return at < 0 ? throw new ArgumentException($"'{words}' does not stand in the text", nameof(words)) : new(at, at + words.Length);
    }

    private static UniversalTag PosOf(PennTag tag) => tag switch
    {
        PennTag.NN or PennTag.NNS => UniversalTag.NOUN,
        PennTag.NNP or PennTag.NNPS => UniversalTag.PROPN,
        PennTag.VB or PennTag.VBD or PennTag.VBG or PennTag.VBN or PennTag.VBP or PennTag.VBZ => UniversalTag.VERB,
        PennTag.MD => UniversalTag.AUX,
        PennTag.JJ => UniversalTag.ADJ,
        PennTag.RB => UniversalTag.ADV,
        PennTag.IN => UniversalTag.ADP,
        PennTag.TO => UniversalTag.PART,
        PennTag.DT => UniversalTag.DET,
        PennTag.PRP or PennTag.PRPS => UniversalTag.PRON,
        PennTag.CD => UniversalTag.NUM,
        PennTag.None => UniversalTag.PUNCT,
        _ => UniversalTag.X,
    };
}
