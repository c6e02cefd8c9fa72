using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// The points that a demand, an offer or an answer names, in the words of its content: what is asked for without whom it is asked of, a verb with its objects without purpose and
/// circumstance, each part of a coordination for itself ("a rise of 8 percent and a limit on cranes": two points).
/// </summary>
internal sealed class PointPhrases(PhraseTree tree)
{
    private const int Longest = 14;

    private readonly Document document = tree.Document;
    private readonly List<TextSpan> found = [];
    private readonly List<(int First, int End)> parts = [];

    /// <summary>The phrases, in text order; none where the content is a mere pronoun or runs on. The list stands until the next call.</summary>
    public List<TextSpan> Of(StatementFrame frame, PartyMap parties)
    {
        found.Clear();
        if (Start(frame) is not (>= 0 and var start)) return found;
        int limit = Limit(frame, start);
        start = BehindTheAsked(frame, parties, start, limit);
        foreach (var (first, end) in Parts(start, limit))
        {
            var (from, to) = Trimmed(first, Math.Min(end, limit));
            if (ContentWords(from, to) >= 2) found.Add(document.SpanOf(from, to));
        }

        return found;
    }

    /// <summary>The first token that says something, or -1: not "that", "for", a quotation mark.</summary>
    private int Start(StatementFrame frame)
    {
        var tokens = document.Tokens;
        for (int k = 0; k < frame.Content.Length; k++)
        {
            int i = frame.Content[k];
            bool opens = tokens[i].Pos is UniversalTag.PUNCT or UniversalTag.ADP or UniversalTag.SCONJ or UniversalTag.PART or UniversalTag.DET;
            if (!opens) return i;
        }

        return -1;
    }

    /// <summary>Where the first unbroken stretch of the content ends: a gap, a bracket, a colon, a comma, a clause that hangs on it.</summary>
    private int Limit(StatementFrame frame, int start)
    {
        var tokens = document.Tokens;
        int i = start;
        for (; i < tokens.Length && frame.InContent(i); i++)
        {
            if (i == start) continue;
            string word = tokens[i].Word.ToLowerInvariant();
            if (word is ";" or ":" or "--" or "–" or "(" or "," || (i > start + 1 && word is "\"" or "”") || Breaks(word)) break;
        }

        return i;
    }

    private static bool Breaks(string word) =>
        word is "which" or "who" or "that" or "but" or "because" or "while" or "if" or "unless" or "after" or "until" or "when" or "as" or "although" or "where" or "before";

    /// <summary>"asked the government to open its books": to open its books. A party before an infinitive is asked; so is what the infinitive does not belong to.</summary>
    private int BehindTheAsked(StatementFrame frame, PartyMap parties, int start, int limit)
    {
        var tokens = document.Tokens;
        if (tokens[start].Pos is not (UniversalTag.NOUN or UniversalTag.PROPN or UniversalTag.PRON or UniversalTag.ADJ or UniversalTag.NUM)) return start;
        for (int i = start + 1; i + 1 < limit; i++)
        {
            if (tokens[i].Pos is UniversalTag.VERB or UniversalTag.AUX && tokens[i - 1].Tag != PennTag.TO && tokens[i].Tag is not (PennTag.VBG or PennTag.VBN)) return start;
            if (tokens[i].Tag != PennTag.TO || tokens[i + 1].Tag != PennTag.VB) continue;
            int verb = i + 1;

            // "the budget to be capped": a thing, not somebody asked.
            if (StatementFrame.Lemma(tokens[verb]) == "be") return start;
            bool asked = tokens[verb].Relation != Relation.acl || tokens[start].Pos == UniversalTag.PRON;
            for (int k = start; k < i && !asked; k++) asked = parties[k] is not null && !Inside(tokens[k].Head, start, i);
            return !asked ? start : IsNot(i - 1) ? i - 1 : verb;
        }

        return start;
    }

    private static bool Inside(int token, int first, int end) => token >= first && token < end;

    /// <summary>The phrase that starts at a token, and those coordinated with it: each up to where the next begins.</summary>
    private List<(int First, int End)> Parts(int start, int limit)
    {
        var tokens = document.Tokens;
        parts.Clear();
        int head = HeadFrom(start, limit), first = start;
        if (head < 0) return parts;
        foreach (int c in tree.ChildrenOf(head))
        {
            if (c <= head || c >= limit || tokens[c].Relation != Relation.conj || IsVerb(c) != IsVerb(head)) continue;
            if (IsVerb(c) && (tokens[c].Tag != tokens[head].Tag || tree.Child(c, Relation.nsubj) >= 0)) continue;
            if (tree.Child(c, Relation.cc) < 0) continue;
            int next = IsVerb(c) ? c : tree.NounPhrase(c, complements: false).First;
            if (next <= first || ContentWords(first, next) < 2 || ContentWords(next, limit) < 2) continue;
            parts.Add((first, next));
            first = next;
        }

        parts.Add((first, limit));
        return parts;
    }

    private bool IsVerb(int token) => document.Tokens[token].Tag is >= PennTag.VB and <= PennTag.VBZ || document.Tokens[token].Pos == UniversalTag.VERB;

    /// <summary>The topmost token of a stretch; the first of several.</summary>
    private int HeadFrom(int start, int limit)
    {
        var tokens = document.Tokens;
        if (tokens[start].Tag is PennTag.VB or PennTag.VBG) return start;
        for (int i = start; i < limit; i++)
        {
            if (tokens[i].Pos is UniversalTag.PUNCT or UniversalTag.ADP or UniversalTag.SCONJ or UniversalTag.PART or UniversalTag.DET) continue;
            if (!Inside(tokens[i].Head, start, limit)) return i;
        }

        return -1;
    }

    /// <summary>Where purpose begins ("to appoint a mediator <u>to help</u>"), or the end.</summary>
    private int Purpose(int first, int end)
    {
        var tokens = document.Tokens;
        for (int i = first + 2; i + 1 < end; i++)
            if (tokens[i].Tag == PennTag.TO && tokens[i + 1].Tag == PennTag.VB && tokens[i + 1].Relation == Relation.advcl && tokens[i + 1].Head < i) return i;
        return end;
    }

    /// <summary>Where a stretch that is too long ends at the latest without breaking a phrase in two.</summary>
    private int Shortened(int first, int end)
    {
        if (end - first <= Longest) return end;
        var tokens = document.Tokens;
        for (int cut = first + Longest; cut > first + 3; cut--)
            if (tokens[cut].Pos is UniversalTag.ADP or UniversalTag.SCONJ or UniversalTag.CCONJ or UniversalTag.PART || tokens[cut].Tag == PennTag.TO) return cut;
        return first + Longest;
    }

    /// <summary>A stretch without the function words at its ends.</summary>
    private (int First, int End) Trimmed(int first, int end)
    {
        var tokens = document.Tokens;
        end = Shortened(first, Purpose(first, end));
        while (end > first && tokens[end - 1].Pos is UniversalTag.ADP or UniversalTag.SCONJ or UniversalTag.CCONJ or UniversalTag.PART or UniversalTag.DET or UniversalTag.AUX or UniversalTag.PUNCT) end--;
        while (first < end && tokens[first].Pos is UniversalTag.DET or UniversalTag.PUNCT or UniversalTag.ADP or UniversalTag.CCONJ or UniversalTag.PART && !IsNot(first)) first++;
        return (first, end);
    }

    private bool IsNot(int token) => token >= 0 && document.Tokens[token].Word.Equals("not", StringComparison.OrdinalIgnoreCase);

    private int ContentWords(int first, int end)
    {
        int words = 0;
        for (int i = first; i < end; i++)
            if (document.Tokens[i].Pos is UniversalTag.NOUN or UniversalTag.PROPN or UniversalTag.VERB or UniversalTag.NUM or UniversalTag.ADJ) words++;
        return words;
    }
}
