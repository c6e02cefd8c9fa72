using Parley.Language;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>A noun phrase without what follows its head: "the union's chief negotiator Lund".</summary>
/// <param name="First">First token, articles and possessors included.</param>
/// <param name="End">One past the last token.</param>
/// <param name="Head">The token that says what it is: the last noun.</param>
/// <param name="Possessor">Index of the phrase that possesses it ("the union"), or -1; that phrase lies inside this one.</param>
internal readonly record struct Phrase(int First, int End, int Head, int Possessor);

/// <summary>Finds noun phrases from part-of-speech tags alone (after Ramshaw and Marcus 1995, with possessives joined): fast, and robust where no tree is.</summary>
internal static class Phrases
{
    /// <summary>Tokens that are read at most: reports are far shorter, and what is longer introduces its sides early. Keeps the work on endless input bounded.</summary>
    public const int MostTokens = 12_000;

    /// <summary>Lists all noun phrases and pronouns of a document, in place of what the list held, in order of their ends; a possessor stands before what it possesses; nothing behind <see cref="MostTokens"/>.</summary>
    public static void Find(Document document, List<Phrase> found)
    {
        found.Clear();
        var tokens = document.Tokens;
        foreach (var sentence in document.Sentences)
        {
            if (sentence.End > MostTokens) break;
            int i = sentence.First;
            while (i < sentence.End)
            {
                if (tokens[i].Tag is PennTag.PRP or PennTag.WP)
                {
                    found.Add(new(i, i + 1, i, -1));
                    i++;
                }
                else if (tokens[i].Tag is PennTag.PRPS or PennTag.WPS)
                {
                    found.Add(new(i, i + 1, i, -1));
                    i = Read(tokens, i, i + 1, sentence.End, found.Count - 1, found);
                }
                else if (Starts(tokens, i, sentence.End))
                {
                    i = Read(tokens, i, i, sentence.End, -1, found);
                }
                else
                {
                    i++;
                }
            }
        }
    }

    // Reads from token at, for a phrase that starts at first; returns where to go on.
    private static int Read(ReadOnlySpan<Token> tokens, int first, int at, int end, int possessor, List<Phrase> found)
    {
        int i = at, head = -1;
        bool opened = at > first;
        while (i < end && tokens[i].Tag is PennTag.DT or PennTag.PDT && head < 0)
        {
            i++;
            opened = true;
        }

        for (; i < end; i++)
        {
            var tag = tokens[i].Tag;
            // "Lund last week", "Seatrans Inc. Lund": what tells the time, and what stands behind a firm's full name, is no part of it.
            if (head >= 0 && head == i - 1 && (OpensTime(tokens, i, end) || EndsFirm(tokens, i))) break;
            if (IsNoun(tokens[i]) && !IsAdjective(tokens, i, end))
            {
                head = i;
            }
            else if (tokens[i].Word is "and" or "-" or "," && i > first && tokens[i].Entity >= 0 && i + 1 < end && tokens[i - 1].Entity == tokens[i].Entity && tokens[i + 1].Entity == tokens[i].Entity)
            {
                // "Marks and Spencer": inside a name.
                continue;
            }
            else if (tag is PennTag.JJ or PennTag.JJR or PennTag.JJS or PennTag.CD or PennTag.AFX or PennTag.Dollar or PennTag.SYM)
            {
                // An adjective after the noun opens another phrase, unless a noun follows ("Trade Federal Commission", "GM Canadian unit").
                if (head >= 0 && !LeadsToNoun(tokens, i, end)) break;
            }
            else if (tag is PennTag.HYPH or PennTag.VBN or PennTag.VBG or PennTag.OpenQuote or PennTag.CloseQuote or PennTag.RB or PennTag.NFP)
            {
                // "unions meeting ministers": a participle behind a noun opens a clause.
                if (!(opened || i > at) || head >= 0 && (tag is PennTag.VBN or PennTag.VBG or PennTag.RB) && tokens[i - 1].Tag != PennTag.HYPH && tokens[i].Word is not ("first" or "then") || !LeadsToNoun(tokens, i, end)) break;
            }
            else
            {
                break;
            }

            opened = true;
        }

        if (head < 0) return Math.Max(i, at + 1);
        found.Add(new(first, head + 1, head, possessor));
        if (head + 1 < end && tokens[head + 1].Tag == PennTag.POS) return Read(tokens, first, head + 2, end, found.Count - 1, found);
        return head + 1;
    }

    // Whether a time ("yesterday", "Tuesday", "last week", "early today") stands at a token, and no noun behind it that it would modify.
    private static bool OpensTime(ReadOnlySpan<Token> tokens, int i, int end)
    {
        int at = i;
        while (at < end && at < i + 2 && tokens[at].Word is "last" or "next" or "late" or "early" or "earlier" or "later") at++;
        if (at >= end) return false;
        bool day = tokens[at].Word is "yesterday" or "today" or "tomorrow" or "tonight" || CalendarDate.IsWeekday(tokens[at].Word);
        if (!day && (at == i || tokens[at].Word is not ("week" or "month" or "year" or "night" or "weekend" or "summer" or "winter" or "spring" or "autumn" or "fall") && !NameFinder.IsDate(tokens[at].Word))) return false;
        int next = at + 1;
        if (next < end && day && tokens[next].Word is "morning" or "afternoon" or "evening" or "night") next++;
        return next >= end || tokens[next].Tag != PennTag.POS && !IsNoun(tokens[next]) && !(tokens[next].Tag is PennTag.JJ or PennTag.CD && LeadsToNoun(tokens, next, end));
    }

    // "Inc." and its like end a firm's name; an office or a body behind it still belongs to the phrase ("Seatrans Inc. president").
    private static bool EndsFirm(ReadOnlySpan<Token> tokens, int i) =>
        tokens[i - 1].Word.EndsWith('.') && NameForms.IsLegalForm(tokens[i - 1].Word) && char.IsUpper(tokens[i].Word[0]) && IsNoun(tokens[i]) && PartyNouns.Of(tokens, i) == NounClass.None;

    private static bool Starts(ReadOnlySpan<Token> tokens, int i, int end) =>
        IsNoun(tokens[i])
        || tokens[i].Tag is PennTag.DT or PennTag.PDT or PennTag.JJ or PennTag.JJR or PennTag.JJS or PennTag.CD or PennTag.AFX && LeadsToNoun(tokens, i, end);

    // Whether from i on, over at most four modifiers, a noun comes.
    private static bool LeadsToNoun(ReadOnlySpan<Token> tokens, int i, int end)
    {
        for (int j = i + 1; j < end && j <= i + 5; j++)
        {
            var tag = tokens[j].Tag;
            if (IsNoun(tokens[j])) return true;
            if (tag is not (PennTag.JJ or PennTag.JJR or PennTag.JJS or PennTag.CD or PennTag.VBN or PennTag.VBG or PennTag.HYPH or PennTag.AFX or PennTag.OpenQuote
                or PennTag.CloseQuote or PennTag.DT or PennTag.RB)) return false;
        }

        return false;
    }

    private static bool IsNoun(Token token) => token.Entity >= 0 && char.IsLetter(token.Word[0]) && token.Tag is not (PennTag.POS or PennTag.DT) && (char.IsUpper(token.Word[0]) || NameForms.IsParticle(token.Word))
        || token.Tag is PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.NNPS or PennTag.GW;

    // An adjective that is a name of its own ("Norwegian ministers") modifies what follows.
    private static bool IsAdjective(ReadOnlySpan<Token> tokens, int i, int end) => tokens[i].Tag == PennTag.JJ && LeadsToNoun(tokens, i, end);
}
