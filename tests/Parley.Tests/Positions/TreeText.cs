using Parley.Language;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Tests.Positions;

/// <summary>
/// A document written out by hand: one sentence a string, its tokens "word/lemma/TAG/head/relation" separated by blanks; heads count from 1 in the sentence, 0 is the root.
/// </summary>
internal static class TreeText
{
    public static Document Document(params string[] sentences) => Document(null, sentences);

    public static Document Document(string? published, string[] sentences)
    {
        var tokens = new List<Token>();
        var found = new List<Sentence>();
        var text = new System.Text.StringBuilder();
        foreach (string sentence in sentences)
        {
            int first = tokens.Count;
            foreach (string token in sentence.Split(' '))
            {
                string[] f = token.Split('/');
                int start = text.Length, head = int.Parse(f[3]);
                text.Append(f[0]);
                tokens.Add(new()
                {
                    Span = new(start, text.Length),
                    Word = f[0],
                    Lemma = f[1],
                    Tag = Enum.Parse<PennTag>(f[2]),
                    Head = head == 0 ? -1 : first + head - 1,
                    Relation = Enum.Parse<Relation>(f[4]),
                    Sentence = found.Count,
                    Entity = -1,
                });
                text.Append(' ');
            }

            found.Add(new(first, tokens.Count, new(tokens[first].Span.Start, tokens[^1].Span.End), 0));
        }

        var report = new Report { Id = "r", Source = "r", Text = text.ToString(), Blocks = [new(BlockKind.Paragraph, new(0, text.Length))], Published = published };
        return new(report, [.. tokens], [.. found], []);
    }

    /// <summary>An index of the document in which each name is a party of its own.</summary>
    public static ReportIndex Index(Document document, params string[] parties)
    {
        var named = parties.Select((name, i) => new Party($"p{i + 1}", name, [], PartyKind.Group, GoldReport.Mentions(document.Text, [name]), 1)).ToList();
        var mentions = named.SelectMany(p => p.Mentions.Select(m => new PartyMention(m, p.Id, null, MentionForm.Name)));
        return new(document, [], new(named, [], mentions, new Dictionary<TextSpan, Speaker>()), null);
    }
}
