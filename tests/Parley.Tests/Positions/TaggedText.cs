using Parley.Language;
using Parley.Reports;

namespace Parley.Tests.Positions;

/// <summary>A document from words with tags, one sentence a line: "said_VBD" or "offers_VBZ_offer"; the lemma is the word in lower case where it is left out. No trees.</summary>
internal static class TaggedText
{
    public static Document Of(params string[] sentences) => Of(sentences, onePerBlock: true);

    /// <summary>The same with all sentences in one paragraph.</summary>
    public static Document Paragraph(params string[] sentences) => Of(sentences, onePerBlock: false);

    /// <summary>The document with every occurrence of some names as entities: persons where a name starts with "@", else organisations.</summary>
    public static Document WithNames(this Document document, params string[] names)
    {
        var tokens = document.Tokens.ToArray();
        var entities = new List<Entity>();
        foreach (var name in names)
        {
            string words = name.TrimStart('@');
            for (int at = document.Text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = document.Text.IndexOf(words, at + 1, StringComparison.Ordinal))
            {
                var (first, end) = document.TokensIn(new(at, at + words.Length));
                entities.Add(new(first, end, name[0] == '@' ? EntityKind.Person : EntityKind.Organisation, null));
            }
        }

        entities.Sort((a, b) => a.First.CompareTo(b.First));
        for (int e = 0; e < entities.Count; e++)
            for (int i = entities[e].First; i < entities[e].End; i++) tokens[i].Entity = e;
        return new(document.Report, tokens, document.Sentences.ToArray(), [.. entities]);
    }

    private static Document Of(string[] sentences, bool onePerBlock)
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
                if (tokens.Count > first && parts[0] is not ("," or "." or "'s" or "'")) text.Append(' ');
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
            ranges.Add(new(first, tokens.Count, span, onePerBlock ? blocks.Count : 0));
            if (onePerBlock) blocks.Add(new(BlockKind.Paragraph, span));
            text.Append('\n');
        }

        if (!onePerBlock) blocks.Add(new(BlockKind.Paragraph, new(0, text.Length)));
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
