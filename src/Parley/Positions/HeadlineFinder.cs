using Parley.Language;

namespace Parley.Positions;

/// <summary>Reads headlines in capitals, where tags and names are no guide: only what the report names elsewhere, and facts, are taken from them.</summary>
internal static class HeadlineFinder
{
    /// <summary>Finds names that the report has elsewhere, and facts, in one sentence.</summary>
    public static void FindNames(ReferentSet set, Sentence sentence)
    {
        var tokens = set.Document.Tokens;
        for (int i = sentence.First; i < sentence.End; i++)
        {
            int end = i;
            Referent? found = null;
            foreach (var r in set.All)
            {
                if (r.Mentions.Count == 0) continue;
                foreach (string name in r.Names)
                {
                    int stop = Matches(set, i, sentence.End, name);
                    if (stop <= end) continue;
                    end = stop;
                    found = r;
                }
            }

            if (found is null && Facts.World.TryMatch(set.Document.Text, tokens, i, sentence.End, out var match) && !match.Doubtful && tokens[i].Word.Length > 2)
            {
                found = set.Side(NameFinder.Choose(set, match));
                end = match.End;
            }

            if (found is null) continue;
            set.Mention(found, i, end, end - 1, MentionForm.Name, set.PhraseEndingAt(end));
            i = end - 1;
        }
    }

    // One past the last token that a name covers from token at on, case aside, or -1.
    private static int Matches(ReferentSet set, int at, int limit, string name)
    {
        var tokens = set.Document.Tokens;
        string text = set.Document.Text;
        int start = tokens[at].Span.Start;
        if (start + name.Length > tokens[limit - 1].Span.End || !text.AsSpan(start, name.Length).Equals(name, StringComparison.OrdinalIgnoreCase)) return -1;
        int end = at;
        while (end < limit && tokens[end].Span.End < start + name.Length) end++;
        return end < limit && tokens[end].Span.End == start + name.Length ? end + 1 : -1;
    }

    /// <summary>"UNION REJECTS OFFER": in a headline in capitals, nouns that can mean only one of the report's organisations.</summary>
    public static void FindNouns(ReferentSet set)
    {
        var tokens = set.Document.Tokens;
        for (int s = 0; s < set.Document.Sentences.Length; s++)
        {
            if (!set.Shouts(s)) continue;
            var sentence = set.Document.Sentences[s];
            for (int i = sentence.First; i < sentence.End; i++)
            {
                string noun = tokens[i].Word.ToLowerInvariant();
                const NounClass bodies = NounClass.Union | NounClass.Firm | NounClass.Body | NounClass.Movement | NounClass.People;
                var classes = PartyNouns.Find(noun) & bodies;
                if (classes == NounClass.None || set.All.Exists(r => r.Mentions.Exists(m => m.First <= i && i < m.End))) continue;
                Referent? only = null;
                bool several = false;
                foreach (var r in set.All)
                {
                    if (r.Kind != ReferentKind.Side || r.Mentions.Count == 0 || r.Fact is not null && !PhraseOwners.EndsIn(r, noun)) continue;
                    if (r.Noun != noun && !PhraseOwners.EndsIn(r, noun)) continue;
                    several |= only is not null;
                    only = r;
                }

                if (only is not null && !several) set.Mention(only, i, i + 1, i, MentionForm.Description, set.PhraseEndingAt(i + 1) is var p && p >= 0 && set.OfPhrase(p) is null ? p : -1);
            }
        }
    }
}
