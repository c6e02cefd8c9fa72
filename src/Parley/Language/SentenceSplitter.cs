using System.Collections.Frozen;

namespace Parley.Language;

/// <summary>
/// Groups the pieces of one block into sentences. A full stop of an abbreviation ends a sentence only where what follows says so; then it becomes a token of its own,
/// as in UD English EWT. Closing quotes and brackets stay with the sentence they close; the block's end and an empty line end any sentence. Linear time.
/// </summary>
internal sealed class SentenceSplitter
{
    /// <summary>No sentence has more tokens: what comes later may be superlinear in a sentence's length.</summary>
    public const int LongestSentence = 1000;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Saying = new[]
    {
        "said", "says", "asked", "asks", "added", "adds", "told", "tells", "replied", "replies", "wondered", "wrote", "writes", "tweeted", "exclaimed", "shouted", "continued", "insisted",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterClock = new[]
    {
        "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "GMT", "BST", "UTC", "CET", "Eastern", "Central", "Pacific",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private bool quoteOpen;

    private enum Ending
    {
        None, Stop, Mark, Ellipsis, Abbreviated,
    }

    /// <summary>Appends the tokens of a block's pieces, and for each sentence its tokens <c>[First, End)</c>.</summary>
    /// <param name="text">The report's text.</param>
    /// <param name="pieces">The block's pieces.</param>
    /// <param name="running">Whether the block is running text; in a heading the stop of a last abbreviation is not a sentence's.</param>
    /// <param name="tokens">Receives the tokens.</param>
    /// <param name="sentences">Receives the sentences.</param>
    public void Split(ReadOnlySpan<char> text, ReadOnlySpan<Piece> pieces, bool running, List<TextSpan> tokens, List<(int First, int End)> sentences)
    {
        int first = tokens.Count, firstPiece = 0;
        quoteOpen = false;
        for (int i = 0; i < pieces.Length; i++)
        {
            var piece = pieces[i];
            tokens.Add(new(piece.Start, piece.End));
            if (piece.End - piece.Start == 1 && text[piece.Start] == '"') quoteOpen = !quoteOpen;
            int end = EndAfter(text, pieces, i, firstPiece);
            if (end < 0)
            {
                if (tokens.Count - first < LongestSentence) continue;
                end = i + 1;
            }
            else if (piece.Abbreviation != Abbreviation.None && piece.End - piece.Start > 1 && text[piece.End - 1] == '.' && (running || end < pieces.Length))
            {
                tokens[^1] = new(piece.Start, piece.End - 1);
                tokens.Add(new(piece.End - 1, piece.End));
            }

            for (i++; i < end; i++)
            {
                tokens.Add(new(pieces[i].Start, pieces[i].End));
                if (pieces[i].End - pieces[i].Start == 1 && text[pieces[i].Start] == '"') quoteOpen = !quoteOpen;
            }

            i--;
            sentences.Add((first, tokens.Count));
            (first, firstPiece) = (tokens.Count, end);
        }

        if (first < tokens.Count) sentences.Add((first, tokens.Count));
    }

    /// <summary>One past the sentence's last piece where a sentence ends at piece <paramref name="at"/> (closers after it included), else -1.</summary>
    private int EndAfter(ReadOnlySpan<char> text, ReadOnlySpan<Piece> pieces, int at, int firstPiece)
    {
        var ending = EndingOf(text, pieces[at]);
        if (at + 1 == pieces.Length) return at + 1;
        if (ending == Ending.None) return StartsAnew(text, pieces, at + 1) ? at + 1 : -1;

        int next = at + 1;
        bool quoted = false;
        while (next < pieces.Length && next - at <= 4 && Closes(text, pieces, next))
        {
            quoted |= text[pieces[next].Start] is '"' or '”' or '\'' or '’' or '»';
            next++;
        }

        if (next == pieces.Length || StartsAnew(text, pieces, next)) return next;
        var follower = pieces[next];
        char start = text[follower.Start];
        if (!follower.Blank)
            return ending is Ending.Stop or Ending.Mark && char.IsUpper(start) && (quoted || (follower.End - follower.Start > 1 && at > firstPiece)) ? next : -1;

        int word = next;
        while (word < pieces.Length && word - next <= 3 && Opens(text, pieces, word)) word++;
        if (word == pieces.Length) return ending == Ending.Abbreviated ? -1 : next;
        bool opened = word > next;
        char initial = text[pieces[word].Start];
        bool upper = char.IsUpper(initial) || char.IsHighSurrogate(initial) || (char.IsLetter(initial) && !char.IsLower(initial));
        bool candidate = upper || char.IsAsciiDigit(initial) || initial is '$' or '€' or '£' or '@' or '#' or '*' or '•'
            || (ending == Ending.Stop && initial is '-' or '–' or '—' && word + 1 < pieces.Length && char.IsUpper(text[pieces[word + 1].Start]));
        if (!candidate && !(ending == Ending.Abbreviated)) return -1;
        return ending switch
        {
            Ending.Stop => IsListNumber(text, pieces, at, firstPiece) ? -1 : next,
            Ending.Mark => quoted && upper && SaysSoon(text, pieces, word) ? -1 : next,
            Ending.Ellipsis => next,
            _ => candidate && Ends(text, pieces, at, word, firstPiece, upper, opened || quoted) ? next : -1,
        };
    }

    private static Ending EndingOf(ReadOnlySpan<char> text, Piece piece)
    {
        if (piece.Abbreviation != Abbreviation.None) return Ending.Abbreviated;
        char c = text[piece.Start];
        if (c == '.' && text[piece.End - 1] == '.') return piece.End - piece.Start == 1 ? Ending.Stop : Ending.Ellipsis;
        if (c is '!' or '?' or '。') return Ending.Mark;
        return c == '…' ? Ending.Ellipsis : Ending.None;
    }

    /// <summary>Whether the piece stands after an empty line or is the sign of a list's item on a new line.</summary>
    private static bool StartsAnew(ReadOnlySpan<char> text, ReadOnlySpan<Piece> pieces, int at)
    {
        var piece = pieces[at];
        if (piece.Lines == 0) return false;
        if (piece.Lines > 1) return true;
        if (at + 1 >= pieces.Length) return false;
        char c = text[piece.Start];
        if (piece.End - piece.Start == 1 && Characters.IsBullet(c) && pieces[at + 1].Blank) return true;
        // "2. Withdrawal" or "b) Withdrawal"
        return piece.End - piece.Start <= 2 && char.IsAsciiLetterOrDigit(c) && piece.Abbreviation == Abbreviation.None && !pieces[at + 1].Blank && at + 2 < pieces.Length && pieces[at + 2].Blank
            && (text[pieces[at + 1].Start] == ')' || (char.IsAsciiDigit(c) && text[pieces[at + 1].Start] == '.'));
    }

    /// <summary>Whether the piece is a mark that closes the sentence's quotation or bracket.</summary>
    private bool Closes(ReadOnlySpan<char> text, ReadOnlySpan<Piece> pieces, int at)
    {
        var piece = pieces[at];
        char c = text[piece.Start];
        int length = piece.End - piece.Start;
        if (length == 2 && c == '\'' && text[piece.Start + 1] == '\'') return true;
        if (length != 1) return false;
        if (c is '”' or ')' or ']' or '}' or '»') return true;
        if (c is '’' or '\'') return !piece.Blank;
        return c == '"' && (!piece.Blank || (quoteOpen && (at + 1 == pieces.Length || pieces[at + 1].Blank)));
    }

    private static bool Opens(ReadOnlySpan<char> text, ReadOnlySpan<Piece> pieces, int at)
    {
        var piece = pieces[at];
        char c = text[piece.Start];
        return (piece.End - piece.Start == 1 && (Characters.IsOpener(c) || c is '"' or '\'' or '’')) || c == '`';
    }

    /// <summary>Whether the stop belongs to the number of a list's item ("1. The ...").</summary>
    private static bool IsListNumber(ReadOnlySpan<char> text, ReadOnlySpan<Piece> pieces, int at, int firstPiece)
    {
        if (at != firstPiece + 1) return false;
        var number = pieces[firstPiece];
        return number.End - number.Start <= 2 && char.IsAsciiDigit(text[number.Start]) && !pieces[at].Blank;
    }

    private static bool SaysSoon(ReadOnlySpan<char> text, ReadOnlySpan<Piece> pieces, int from)
    {
        for (int i = from; i < pieces.Length && i < from + 5; i++)
        {
            if (Saying.Contains(pieces[i].Of(text))) return i > from;
            if (!char.IsLetter(text[pieces[i].Start])) return false;
        }

        return false;
    }

    /// <summary>Whether the stop of the abbreviation at <paramref name="at"/> also ends its sentence, what follows being able to start one.</summary>
    private static bool Ends(ReadOnlySpan<char> text, ReadOnlySpan<Piece> pieces, int at, int word, int firstPiece, bool upper, bool quote)
    {
        var abbreviation = text[pieces[at].Start..(pieces[at].End - 1)];
        var follower = pieces[word].Of(text);
        bool starter = Abbreviations.IsStarter(follower), lowerCase = char.IsLower(abbreviation[0]);
        switch (pieces[at].Abbreviation)
        {
            case Abbreviation.Before:
                return starter && abbreviation is "St" or "al" or "Ft";
            case Abbreviation.Number:
                return upper;
            case Abbreviation.Month:
                return starter || (quote && upper);
            case Abbreviation.Place:
                return starter || (quote && upper) || !(at > firstPiece && text[pieces[at - 1].Start] == ',');
            case Abbreviation.Initial:
                return starter && at > firstPiece && follower.Length > 1;
            default:
                if (abbreviation is "a.m" or "p.m" or "am" or "pm" or "A.M" or "P.M") return upper && !AfterClock.Contains(follower);
                return starter || (quote && upper) || (upper && lowerCase);
        }
    }
}
